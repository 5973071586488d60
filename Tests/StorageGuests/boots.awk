# Judges the console of a storage guest over all of its boots: what was acknowledged is there in the next boot, and
# nothing is there that was not begun. Prints what is wrong; exit status 1 if something is. With ordered=1
# transactions may be missing, the last ones (the guest itself sees whether they are the last).
#
# BEGIN n   a transaction that ends with entry n begins      ACK n   it is durable
# VERIFIED n   the store was found to hold the whole transactions up to entry n
# CUT n        the power of its disk was cut, which has kept what was acknowledged up to entry n
{ sub(/\r$/, "") }
/^CUT [0-9]+$/ { acknowledged = $2 + 0 > found + 0 ? $2 : found }
/BOOT / { boot++ }
/^BEGIN [0-9]+$/ { begun = $2 }
/^ACK [0-9]+( TICKS [0-9]+)?$/ { acknowledged = begun = $2; count++ }
/^VERIFIED [0-9]+$/ {
    verified++
    if (!ordered && $2 + 0 < acknowledged + 0) wrong("entry " acknowledged " was acknowledged, " $2 " is the last")
    if ($2 + 0 > begun + 0 && $2 + 0 > found + 0) wrong("entry " begun " was the last to be begun, " $2 " is there")
    found = acknowledged = begun = $2
}
/^(WRONG|crash:)/ { wrong($0) }
END {
    if (verified == 0) wrong("nothing was verified")
    printf "%d boots, %d of them verified, %d transactions acknowledged, %d entries\n", boot, verified, count, found
    exit bad
}

function wrong(text) {
    print "boot " boot ": " text
    bad = 1
}
