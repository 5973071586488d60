# shellcheck shell=bash disable=SC2154,SC2034 # the tools that source this share their variables
# Sourced by run and shell: makes the output folder and stages the guests of a run folder in the work folder.

prepare_output() { # never empties a folder that is not ours, or in use
    local lock
    if [ -d "$output" ] && [ ! -e "$output/.xenlab" ] && [ -n "$(ls -A "$output")" ]; then
        trouble "'$output' has files that are not from the lab; choose another --out"
    fi
    mkdir -p "$output"
    output=$(cd "$output" && pwd)
    exec {lock}< "$output" # stays open, also in QEMU
    flock --nonblock "$lock" || trouble "another run writes to '$output'; choose another --out"
    find "$output" -mindepth 1 -delete
    mkdir "$output/consoles"
    touch "$output"/{.xenlab,events.log,xen.log,lab.log}
}

prepare_guests() { # run folder
    local file guest
    work=$output/.input
    begin_input "$work"
    mkdir "$work/contents"
    for file in "$1"/*.guest; do
        [ ! -e "$file" ] || read_guest "$file" "$work/input"
    done
    for guest in "${guests[@]}"; do
        mkdir "$output/$guest"
        touch "$output/$guest/dom0.log" "$output/consoles/guest-$guest.log"
        cp "$work/input/lab/guests/$guest/config.xl" "$output/$guest"
    done
    disk_modules > "$work/input/lab/modules"
    echo "$parallel" > "$work/input/lab/parallel"
    local more=()
    [ "$recorded_disks" -eq 0 ] || more+=("$parts/storage.cpio")
    end_input "$work" "${more[@]}"
}

memory_of_dom0() { # megabytes: besides itself it holds its root, twice while unpacking it, and the disks
    echo $((240 + $(stat -c %s "$work/root.cpio") / 524288 + disk_megabytes))
}

memory_of_guests() { # megabytes that the most hungry groups need at a time, with what Xen adds to each guest
    local guest
    for guest in "${guests[@]}"; do
        # shellcheck disable=SC2004 # a name, not a number
        echo "${guest_group[$guest]} $((guest_memory[$guest] + 8))"
    done | awk '{ sum[$1] += $2 } END { for (group in sum) print sum[group] }' | sort -rn |
        head -n "$parallel" | awk '{ sum += $1 } END { print sum + 0 }'
}

seconds_at_most() { # even if everything times out one after the other
    local guest sum=$((boot_seconds + 60))
    for guest in "${guests[@]}"; do
        # shellcheck disable=SC2004 # as above
        sum=$((sum + guest_timeout[$guest] + 20))
    done
    echo "$sum"
}
