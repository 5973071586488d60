# shellcheck shell=bash disable=SC2154,SC2034 # the tools that source this share their variables
# Sourced by run: reads NAME.guest files and stages what dom0 needs for them under the input folder of the run.
# All that a file says is checked here, on the host: a wrong line is an error with its file and line number.
# The format is described in Documentation/Lab.md.

guest_states=(poweroff reboot crash suspend watchdog destroyed timeout running script failed-to-create)
guests=() # names, in order
declare -A guest_memory guest_timeout guest_expect guest_group

wrong() { # what is wrong with the line that is being read
    trouble "$guest_file:$line_number: $*"
}

read_guest() { # NAME.guest, input folder
    guest_file=$1
    guest=$(basename "$guest_file" .guest)
    guest_folder=$2/lab/guests/$guest
    line_number=0
    [[ $guest =~ ^[A-Za-z][A-Za-z0-9_-]{0,39}$ ]] ||
        trouble "$guest_file: a guest's name is a letter, then letters, digits, - and _, 40 at most"
    mkdir -p "$guest_folder" "$2/lab/groups"
    : > "$guest_folder/disks"
    guests+=("$guest")
    guest_memory[$guest]=16
    guest_timeout[$guest]=30
    guest_expect[$guest]=poweroff
    guest_group[$guest]=$guest
    image='' ramdisk='' extra='' disk_entries='' config_lines=''
    local line
    while IFS= read -r line || [ -n "$line" ]; do
        line_number=$((line_number + 1))
        case $line in
            '' | '#'*) ;;
            *=*) read_setting "${line%%=*}" "${line#*=}" ;;
            *) wrong "expected key=value" ;;
        esac
    done < "$guest_file"
    [ -n "$image" ] || trouble "$guest_file: the line image=FILE is missing"
    [ "${guest_expect[$guest]}" != script ] || [ -e "${guest_file%.guest}.dom0" ] ||
        trouble "$guest_file: expect=script needs a script ${guest_file%.guest}.dom0"
    stage_guest "$2"
}

read_setting() { # key, value
    case $1 in
        image) beside "$2" && image=$found ;;
        ramdisk) beside "$2" && ramdisk=$found ;;
        extra) extra=$2 ;;
        memory) positive "$2" && guest_memory[$guest]=$2 ;;
        timeout) positive "$2" && guest_timeout[$guest]=$2 ;;
        expect) one_of "$2" "${guest_states[@]}" && guest_expect[$guest]=$2 ;;
        group) word "$2" && guest_group[$guest]=$2 ;;
        disk) read_disk "$2" ;;
        config) config_lines+=$2$'\n' ;;
        file) beside "$2" && cp "$found" "$guest_folder/${found##*/}" ;;
        *) wrong "'$1' is no key; the keys are image ramdisk extra memory timeout expect group disk config file" ;;
    esac
}

positive() { # text
    is_positive "$1" || wrong "'$1' is not a number from 1 to 9999999"
}

word() { # text
    [[ $1 =~ ^[A-Za-z0-9_-]+$ ]] || wrong "'$1' is not a word of letters, digits, - and _"
}

one_of() { # text, words
    [[ " ${*:2} " == *" $1 "* ]] || wrong "'$1' is not one of: ${*:2}"
}

beside() { # path as the guest's file says it: sets `found`
    case $1 in
        /*) found=$1 ;;
        *) found=$(dirname "$guest_file")/$1 ;;
    esac
    [ -f "$found" ] || wrong "there is no file '$found'"
    [ -r "$found" ] || wrong "the file '$found' is not readable"
}

stage_guest() { # input folder: the guest that was read
    cp "$image" "$guest_folder/image"
    [ -z "$ramdisk" ] || cp "$ramdisk" "$guest_folder/ramdisk"
    write_config > "$guest_folder/config.xl"
    printf 'timeout=%s\nexpect=%s\n' "${guest_timeout[$guest]}" "${guest_expect[$guest]}" \
        > "$guest_folder/settings"
    echo "$guest" >> "$1/lab/groups/${guest_group[$guest]}"
    local script
    for script in setup dom0; do
        [ ! -e "${guest_file%.guest}.$script" ] || cp "${guest_file%.guest}.$script" "$guest_folder/$script"
    done
}

# No on_poweroff and the like: nothing but the lab does away with a domain, so its last words can be read.
write_config() {
    local escaped=${extra//\\/\\\\}
    printf 'name="%s"\ntype="pvh"\nkernel="/lab/guests/%s/image"\nmemory=%s\nvcpus=1\n' \
        "$guest" "$guest" "${guest_memory[$guest]}"
    [ -z "$ramdisk" ] || printf 'ramdisk="/lab/guests/%s/ramdisk"\n' "$guest"
    [ -z "$extra" ] || printf 'extra="%s"\n' "${escaped//\"/\\\"}"
    printf 'disk=[%s]\n%s' "$disk_entries" "$config_lines"
}
