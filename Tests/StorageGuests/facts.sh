# shellcheck shell=bash disable=SC2154 # who sources this has set $run, $image, $guests and $scratch
# Sourced by the end-to-end tests that run the guest Load in the lab: how its boots are described and judged.

guest() { # name, what it is told, lines of its description
    printf '%s\n' "image=$image" "extra=$2" "memory=16" timeout=1800 "${@:3}" > "$run/$1.guest"
}

boots() { # name, script, what it is told, disk, lines: a guest that SCRIPT.dom0 boots several times
    guest "$1" "$3" "disk=xvda $4" expect=script "file=$guests/boots.sh" "${@:5}"
    cp "$scripts/$2.dom0" "$run/$1.dom0"
}

value() { # guest, key: a value of its result
    sed -n "s#^$2=##p" "$run/out/$1/result"
}

console() { # guest
    tr -d '\r' < "$run/out/$1/console.log"
}

ended() { # guest: as it was to end, all of its script included
    [ "$(value "$1" ok)" != yes ] || return 0
    {
        echo "$1 ended with '$(value "$1" state)' $(value "$1" script):"
        tail -n 25 "$run/out/$1/dom0.log" "$run/out/$1/console.log" "$run/out/$1/hypervisor.log"
    } >&2
    return 1
}

keeps() { # guest, options of awk: what boots.awk asks for
    ended "$1" || return 1
    console "$1" | awk "${@:2}" -f "$guests/boots.awk" > "$scratch/judgement" && return
    { cat "$scratch/judgement" && console "$1" | tail -n 25; } >&2
    return 1
}

fails_to_keep() { # guest: boots.awk must notice that something is missing
    ! console "$1" | awk -f "$guests/boots.awk" > /dev/null || { echo "$1 lost nothing" >&2 && return 1; }
}

prints() { # guest, line
    console "$1" | grep -qxF -- "$2" && return
    { echo "$1 did not print '$2', but:" && console "$1" | tail -n 25; } >&2
    return 1
}

summary() { # guest
    console "$1" | awk -f "$guests/boots.awk" | tail -n 1
}
