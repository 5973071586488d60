# Sourced by the scripts in dom0 (busybox sh). /lab holds what came for this run, /out is the folder shared with
# the host, /run/lab what is known of the guests: a folder each, with a file a value.
# shellcheck shell=sh

load_module() { # name, parameters: also what it depends on, unless there already
    module=$1
    shift
    # shellcheck disable=SC2013 # a name a line
    for needed in $(cat "/mods/$module.load"); do
        [ -d "/sys/module/$(echo "$needed" | tr - _)" ] && continue
        if [ "$needed" = "$module" ]; then insmod "/mods/$needed.ko" "$@"; else insmod "/mods/$needed.ko"; fi
    done
}

read_clock() { # sets `now`: centiseconds since the start; forks nothing, since loops call it
    read -r now _ < /proc/uptime
    now=${now%.*}${now#*.}
}

seconds() { # centiseconds
    printf '%d.%02d' $(($1 / 100)) $(($1 % 100))
}

event() { # words: one line for the host, which follows the file
    read_clock
    echo "$(seconds "$now") $*" >> /out/events.log
}

list_domains() { # see watch-domains
    read_clock
    {
        echo "$now"
        xl list -v | awk 'NR > 1 { print $2, $8 }'
    } > "/run/lab/domains.$$"
    mv "/run/lab/domains.$$" /run/lab/domains
}
