# Sourced by the script of a guest whose disk xvda is recorded (Tests/EndToEnd/dom0/faults): what boots.sh has,
# and power cuts that end boots. The disk's log gets a mark for what was acknowledged before whatever comes after in it.
# shellcheck shell=sh source=Tests/StorageGuests/boots.sh
. "/lab/guests/$NAME/boots.sh"
disk=$NAME.xvda
marked=

looked() { # at each look: what is acknowledged by now
    [ "$acknowledged" -eq 0 ] || [ "$acknowledged" = "$marked" ] || mark "$acknowledged"
}

mark() { # entry
    marked=$1
    /lab/recorded mark "$disk" "acknowledged:$1"
}

# The guest is gone, and so is a part of what it wrote but did not have flushed. The disk of the next boot is what
# may be left; replay finds the same from the log and the seed, and looks at what else might have been left.
power_cut() { # seed, from which each boot's own follows
    destroy
    look .
    /lab/recorded mark "$disk" "begun:$begun"
    /lab/recorded end "$disk" "/out/$NAME/$boots.log"
    # xenconsoled appends, too, and has closed it. What counts from here on is what is left.
    echo >> "$console" # behind half a line
    "/lab/guests/$NAME/cut" "/run/lab/$disk.log" "/run/lab/$disk.base" "/run/lab/$disk.img" $(($1 + boots)) \
        >> "$console" || give_up "the power was not cut"
    /lab/recorded begin "$disk"
    marked=
}
