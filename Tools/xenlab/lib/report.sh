# shellcheck shell=bash disable=SC2154,SC2034 # the tools that source this share their variables
# Sourced by run: sorts the logs into the guests' folders and says how each guest ended.

collect_logs() {
    local guest number
    for guest in "${guests[@]}"; do
        tr -d '\r' < "$output/consoles/guest-$guest.log" > "$output/$guest/console.log"
        number=$(result_of "$guest" domid)
        hypervisor_lines "$number" > "$output/$guest/hypervisor.log"
    done
    rm -r "$output/consoles"
}

# What the guest wrote to port 0xE9, bare, and what Xen said about it, as it stands: after a crash that includes
# the lines of the register dump, which do not name the domain.
hypervisor_lines() { # domain number
    [ -n "$1" ] || return 0
    awk -v number="$1" '
        { sub(/\r$/, "") }
        index($0, "(d" number ") ") == 1 { print substr($0, length(number) + 5); next }
        $0 ~ "^\\(XEN\\) (HVM ?)?d" number "(v[0-9]+)? (save|restore)" || /^\(XEN\) HVM[0-9]+ restore/ { next }
        $0 ~ "^\\(XEN\\).*([^0-9a-zA-Z]d|[Dd]omain )" number "([^0-9]|$)" {
            if (/crashed on cpu|Triple fault/) dump = 1
            print
            next
        }
        dump && /^\(XEN\) / && !/[^0-9a-zA-Z]d[0-9]/ { print; next }
        { dump = 0 }' "$output/xen.log"
}

result_of() { # guest, key
    [ ! -e "$output/$1/result" ] || sed -n "s#^$2=##p" "$output/$1/result"
}

report() { # exits with the status of the run
    local guest failed=0
    for guest in "${guests[@]}"; do
        if [ ! -e "$output/$guest/result" ]; then
            printf 'state=lost\nexpected=%s\nok=no\n' "${guest_expect[$guest]}" > "$output/$guest/result"
        fi
        if [ "$(result_of "$guest" ok)" = yes ]; then
            printf 'ok     %s: %s\n' "$guest" "$(in_words "$guest")"
        else
            failed=$((failed + 1))
            printf 'FAILED %s: %s\n' "$guest" "$(in_words "$guest")"
            last_words "$guest" console hypervisor dom0
        fi
    done >&2
    say "$((${#guests[@]} - failed)) of ${#guests[@]} guests ended as expected;" \
        "lab up after $(event_time up) s, done after $(event_time 'done') s; logs in $output"
    [ $failed -eq 0 ] || exit 1
}

in_words() { # guest
    local state expected part
    state=$(result_of "$1" state)
    expected=$(result_of "$1" expected)
    printf '%s after %s s' "$state" "$(result_of "$1" seconds)"
    [ "$state" = "$expected" ] || printf ', expected %s' "$expected"
    for part in reason script; do
        [ -z "$(result_of "$1" $part)" ] || printf '; %s' "$(result_of "$1" $part | head -n 1)"
    done
    [ -z "$(result_of "$1" data/crash)" ] || printf '; data/crash: %s' "$(result_of "$1" data/crash)"
}

last_words() { # guest, logs
    local log
    for log in "${@:2}"; do
        [ -s "$output/$1/$log.log" ] || continue
        echo "  the last lines of $1/$log.log:"
        tail -n 10 "$output/$1/$log.log" | sed 's/^/    /'
    done
}

event_time() { # event
    awk -v event="$1" '$2 == event { print $1; exit }' "$output/events.log"
}
