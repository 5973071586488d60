# Sourced by the script of each storage guest in dom0 (busybox sh; Tests/EndToEnd/dom0/load and faults): boots the guest
# again and again and waits for what it prints. A boot begins with the line `BOOT ...`.
# shellcheck shell=sh disable=SC2034 # who sources this reads `begun` and `acknowledged`
console=/out/consoles/guest-$NAME.log
boots=1

# How many lines of the present boot fit a pattern, and whether one says that something is wrong. Half a line of a
# boot that was ended may stand before the first word of the next.
look() { # pattern: sets `count`, `complaint`, and the last entries that were `begun` and `acknowledged`
    # shellcheck disable=SC2046 # four numbers
    set -- $(awk -v boots=$boots -v pattern="$1" '
        /BOOT / { boot++ }
        boot != boots { next }
        $0 ~ pattern { count++ }
        /^(BEGIN|VERIFIED) [0-9]/ { begun = $2 + 0 }
        /^(ACK|VERIFIED) [0-9]/ { acknowledged = $2 + 0 }
        /^(WRONG|crash:)/ { complaint = 1 }
        END { print count + 0, complaint + 0, begun + 0, acknowledged + 0 }' "$console")
    count=$1 complaint=$2 begun=$3 acknowledged=$4
    looked
}

looked() { :; } # what else is to be done at each look

await() { # pattern, times (1): until so many lines of the present boot fit
    tries=1200
    look "$1"
    until [ "$count" -ge "${2:-1}" ]; do
        [ "$complaint" -eq 0 ] || give_up "the guest failed while '$1' was waited for"
        tries=$((tries - 1))
        [ $tries -gt 0 ] || give_up "'$1' was waited for in vain, found $count times"
        usleep 100000
        look "$1"
    done
}

await_more() { # pattern, times: so many more lines
    look "$1"
    await "$1" $((count + $2))
}

give_up() { # reason
    echo "boot $boots: $1; the last lines of the console:"
    tail -n 15 "$console"
    exit 1
}

destroy() {
    xl destroy "$NAME" || give_up "xl could not destroy the guest"
}

boot() { # words of its command line
    boots=$((boots + 1))
    sed -i '/^extra=/d' "/out/$NAME/config.xl"
    echo "extra=\"$1\"" >> "/out/$NAME/config.xl"
    DOMID=$(/lab/boot-again "$NAME") || give_up "xl could not start the guest"
}

next_boot() { # words: when the present boot has done its work
    await '^DONE'
    destroy
    boot "$1"
}

moved() { # how: suspended and resumed, see /lab/suspend
    /lab/suspend "$1" "$NAME" || give_up "xl could not $1 the guest"
    read -r DOMID < "/run/lab/$NAME/domid"
}
