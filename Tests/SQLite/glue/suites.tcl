# Prints what a suite of SQLite's permutations.test has: `suite file`, a line each.
# Usage: testfixture suites.tcl FOLDER-OF-TESTS SUITE...
set names [lrange $argv 1 end]
set argv0 [file join [lindex $argv 0] veryquick.test]
set argv {--testdir=.}
source [file join [file dirname $argv0] permutations.test]
foreach name $names {
    if {![info exists testspec($name)]} { puts stderr "there is no suite $name"; exit 1 }
    array set options $testspec($name)
    foreach file [lsort -unique $options(-files)] { puts "$name [file tail $file]" }
}
exit 0
