# Stands before the script of each storage guest in dom0 (busybox sh; Tests/EndToEnd/storage-*.sh): gives the guest one
# life after the other and waits for what it prints. A life begins with the line `LIFE ...`.
console=/out/consoles/guest-$NAME.log
lives=1

# How many lines of the present life fit a pattern, and whether one says that something is wrong. Half a line of a
# life that was ended may stand before the first word of the next.
look() { # pattern: sets `count`, `complaint`, and the last entries that were `begun` and `acknowledged`
    set -- $(awk -v lives=$lives -v pattern="$1" '
        /LIFE / { life++ }
        life != lives { next }
        $0 ~ pattern { count++ }
        /^(BEGIN|VERIFIED) [0-9]/ { begun = $2 + 0 }
        /^(ACK|VERIFIED) [0-9]/ { acknowledged = $2 + 0 }
        /^(WRONG|crash:)/ { complaint = 1 }
        END { print count + 0, complaint + 0, begun + 0, acknowledged + 0 }' "$console")
    count=$1 complaint=$2 begun=$3 acknowledged=$4
    looked
}

looked() { :; } # what else is to be done at each look

await() { # pattern, times (1): until so many lines of the present life fit
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
    echo "life $lives: $1; the last lines of the console:"
    tail -n 15 "$console"
    exit 1
}

destroy() {
    xl destroy "$NAME" || give_up "xl could not destroy the guest"
}

life() { # words of its command line
    lives=$((lives + 1))
    sed -i '/^extra=/d' "/out/$NAME/config.xl"
    echo "extra=\"$1\"" >> "/out/$NAME/config.xl"
    DOMID=$(/lab/another-life "$NAME") || give_up "xl could not start the guest"
}

next_life() { # words: when the present life has done its work
    await '^DONE'
    destroy
    life "$1"
}

moved() { # how: suspended and resumed, see /lab/suspend
    /lab/suspend "$1" "$NAME" || give_up "xl could not $1 the guest"
    read -r DOMID < "/run/lab/$NAME/domid"
}
