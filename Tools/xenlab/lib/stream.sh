# shellcheck shell=bash disable=SC2154,SC2034 # the tools that source this share their variables
# Sourced by run: shows what guests print while they run, each line with the guest's name in front. The sources
# are guests' consoles, scripts' output, and the (dN) lines in Xen's log, whose domain numbers the events explain.

show_output() { # sets `stream_pid`; the stream ends after the machine did
    local guest files=("$output/events.log" "$output/xen.log")
    for guest in "${guests[@]}"; do
        files+=("$output/consoles/guest-$guest.log" "$output/$guest/dom0.log")
    done
    tail --pid="$machine_pid" --sleep-interval=0.1 --lines=+1 --follow=name "${files[@]}" 2> /dev/null |
        show_lines &
    stream_pid=$!
}

# tail puts `==> FILE <==` before lines of another file, and an empty line before that.
show_lines() {
    local line file='' empty=''
    declare -A name_of
    while IFS= read -r line || [ -n "$line" ]; do
        line=${line%$'\r'}
        if [[ $line == "==> $output/"*" <==" ]]; then
            file=${line#"==> $output/"}
            file=${file%" <=="}
            empty=''
            continue
        fi
        [ -z "$empty" ] || show_line ''
        empty=''
        if [ -z "$line" ]; then empty=yes; else show_line "$line"; fi
    done
}

show_line() { # line of $file
    case $file in
        events.log) note_event "$1" ;;
        xen.log) show_hypervisor_line "$1" ;;
        consoles/guest-*.log) file_name=${file#consoles/guest-} && show "${file_name%.log}" "$1" ;;
        */dom0.log) show "${file%/dom0.log} (dom0)" "$1" ;;
    esac
}

note_event() { # line
    local words
    read -ra words <<< "$1"
    [ "${words[1]:-}" != domain ] || name_of[${words[2]}]=${words[3]}
}

show_hypervisor_line() { # line: what a guest wrote to port 0xE9, or what Xen has to say about it
    local number
    if [[ $1 =~ ^\(d([0-9]+)\)\ ?(.*) ]]; then
        number=${BASH_REMATCH[1]}
        # Its event may still be under way.
        [ -n "${name_of[$number]:-}" ] || name_of[$number]=$(awk -v number="$number" \
            '$2 == "domain" && $3 == number { print $4 }' "$output/events.log")
        show "${name_of[$number]:-d$number}" "${BASH_REMATCH[2]}"
    elif [[ $1 =~ ^\(XEN\).*\ (crashed|fault|Fault|panic|Panic) ]]; then
        show xen "${1#(XEN) }"
    fi
}

show() { # who, line
    if [ "$shown" = bare ]; then printf '%s\n' "$2"; else printf '%s: %s\n' "$1" "$2"; fi
}
