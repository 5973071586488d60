# Sourced by run-group: what is left of a guest when it is over, written to /out/NAME/result as `key=value` lines.
# shellcheck shell=sh disable=SC2154 # `now` is of common.sh, `expect` of the settings

finish() { # guest, state: writes the result, then does away with the guest and its disks
    # shellcheck source=/dev/null
    . "/lab/guests/$1/settings"
    # A script may have started the guest again, under another number.
    domid=$(xl domid "$1" 2> /dev/null || cat "/run/lab/$1/domid" 2> /dev/null)
    cause=
    # Xen takes a triple fault for a wish to reboot (HVM_PARAM_TRIPLE_FAULT_REASON).
    if [ "$2" = reboot ] && xl dmesg | grep -q "d${domid}v[0-9]* Triple fault"; then
        set -- "$1" crash
        cause="triple fault"
    fi
    [ "$2" != failed-to-create ] || cause=$(first_complaint "$1")
    read_clock
    ended_at=$now
    stop_script "$1"
    {
        echo "state=$2"
        echo "expected=$expect"
        echo "ok=$(verdict "$1" "$2")"
        [ -z "$domid" ] || echo "domid=$domid"
        spans "$1"
        [ -z "$cause" ] || echo "reason=$cause"
        [ ! -e "/run/lab/$1/script-failed" ] || sed 's/^/script=/' "/run/lab/$1/script-failed"
        [ -z "$domid" ] || xenstore_data "$domid"
        [ -z "$domid" ] || disk_statistics "$1" "$domid"
    } > "/out/$1/result.new"
    [ -z "$domid" ] || xl destroy "$domid" >> "/out/$1/xl.log" 2>&1
    drop_disks "$1"
    mv "/out/$1/result.new" "/out/$1/result"
    event end "$1" "$2"
}

stop_script() { # guest: the script may be about to end, since it may have ended the guest
    [ -e "/run/lab/$1/script-pid" ] || return
    tries=20
    until [ -e "/run/lab/$1/dom0-done" ]; do
        tries=$((tries - 1))
        if [ $tries -eq 0 ]; then
            kill -9 -- "-$(cat "/run/lab/$1/script-pid")" 2> /dev/null
            echo "dom0 script: still ran when the guest was over" >> "/run/lab/$1/script-failed"
            return
        fi
        usleep 100000
    done
}

verdict() { # guest, state
    if [ "$2" = "$expect" ] && [ ! -e "/run/lab/$1/script-failed" ]; then echo yes; else echo no; fi
}

spans() { # guest: how long building and running took
    read -r built < "/run/lab/$1/built"
    if [ -e "/run/lab/$1/started" ]; then
        read -r started < "/run/lab/$1/started"
        echo "build_seconds=$(seconds $((started - built)))"
        echo "seconds=$(seconds $((ended_at - started)))"
    else
        echo "seconds=$(seconds $((ended_at - built)))"
    fi
}

first_complaint() { # guest: it is the cause, the others follow from it
    sed -E '/^Parsing config from/d; s/^.*: error: //' "/out/$1/xl.log" | head -n 1
}

xenstore_data() { # domain number: what the guest left under its `data`, where it says why it crashed
    xenstore-ls -f "/local/domain/$1/data" 2> /dev/null |
        sed -nE "s#^/local/domain/$1/(data/[^ ]+) = \"(.*)\"\$#\\1=\\2#p"
}

# What xen-blkback counted, as `disk/xvda=reads 3 writes 5 flushes 2 discards 0 sectors-read 24 sectors-written 80`: the
# backend's word on what the guest asked for. A guest that closes its disk before it ends takes the numbers along.
disk_statistics() { # guest, domain number
    number=51712 # of xvda: 202 << 8; 16 for each further one
    while read -r vdev _; do
        case $vdev in xvd?) ;; *) continue ;; esac
        letter=$(printf '%d' "'${vdev#xvd}")
        folder=/sys/bus/xen-backend/devices/vbd-$2-$((number + 16 * (letter - 97)))/statistics
        [ ! -d "$folder" ] || echo "disk/$vdev=$(
            for counter in rd_req:reads wr_req:writes f_req:flushes ds_req:discards \
                rd_sect:sectors-read wr_sect:sectors-written; do
                printf '%s %s ' "${counter#*:}" "$(cat "$folder/${counter%:*}")"
            done | sed 's/ $//')"
    done < "/lab/guests/$1/disks"
}
