# What SQLite's tests find changed, in each of their interpreters (tcl.c evaluates this before a test begins): the
# Tcl commands that look at files in ways a filesystem of Tcl's does not see, another process's turn with the volume,
# and the tests that are known not to pass here (exclusions.txt), which run, and whose failures are counted apart.

if {[info commands mirage_source] eq ""} {

set mirage_on [expr {[info exists ::env(MIRAGE_VFS)] && $::env(MIRAGE_VFS) ne "unix"}]

# A hook before one file of the suite, and after two.
rename source mirage_source
proc source {args} {
    if {[file tail [lindex $args end]] eq "permutations.test"} { mirage_hook_permutations }
    set code [catch {uplevel 1 [list mirage_source {*}$args]} result options]
    switch -- [file tail [lindex $args end]] {
        tester.tcl { mirage_hook_tester }
        lock_common.tcl { mirage_hook_clients }
    }
    dict incr options -level
    return -options $options $result
}

# permutations.test computes which files each of its sixty suites has, which takes most of the time of a short file. Whoever
# names a file (MIRAGE_FILE) needs none of these lists: only the first, of all files, in which the name is looked up.
proc mirage_hook_permutations {} {
    if {![info exists ::env(MIRAGE_FILE)]} return
    rename proc mirage_proc
    mirage_proc proc {name args} {
        uplevel 1 [list mirage_proc $name {*}$args]
        if {$name ne "test_set"} return
        rename proc {}
        rename mirage_proc proc
        rename test_set mirage_test_set
        proc test_set {args} {
            proc test_set {args} { return {} }
            mirage_test_set {*}$args
        }
    }
}

# Failures of tests that are excluded count apart. MIRAGE_EXCLUDED is a list of patterns.
proc mirage_hook_tester {} {
    if {[info commands mirage_fail_test] ne "" || [info commands fail_test] eq ""} return
    rename fail_test mirage_fail_test
    proc fail_test {name} {
        # Suites put a prefix before the names of tests.
        if {[info exists ::G(perm:prefix)]} {
            set length [string length $::G(perm:prefix)]
            if {[string equal -length $length $::G(perm:prefix) $name]} {
                set name [string range $name $length end]
            }
        }
        if {[info exists ::env(MIRAGE_EXCLUDED)]} {
            foreach pattern $::env(MIRAGE_EXCLUDED) {
                if {[string match $pattern $name]} {
                    puts "\nMIRAGE excluded $pattern $name"
                    return
                }
            }
        }
        puts "\nMIRAGE failed $name [mirage failure]"
        mirage_fail_test $name
    }
    rename finalize_testing mirage_finalize
    proc finalize_testing {} {
        puts "MIRAGE counts [mirage counts]"
        mirage_finalize
    }
}

# Of tests with several clients, those whose clients are in this process. The suite leaves the others out under
# valgrind.
proc mirage_hook_clients {} {
    if {!$::mirage_on} return
    proc do_multiclient_test {varname script} [string map \
        {{[info exists ::G(valgrind)]} 1} [info body do_multiclient_test]]
    # A client that is a process of its own cannot have the volume: nobody does what this one is told.
    proc launch_testfixture {{program ""}} {
        set channel [open |cat r+]
        fconfigure $channel -buffering line
        return $channel
    }
}

if {$mirage_on} {
    # A child process has the volume for itself.
    rename exec mirage_exec
    proc exec {args} {
        if {[string match *sqlite3* [lindex $args 0]] || [string match *testfixture* $args]} {
            set ::env(MIRAGE_CHILD) 1
            mirage suspend
            set code [catch {uplevel 1 [list mirage_exec {*}$args]} result options]
            mirage resume
            unset ::env(MIRAGE_CHILD)
        } else {
            set code [catch {uplevel 1 [list mirage_exec {*}$args]} result options]
        }
        dict incr options -level
        return -options $options $result
    }

    # Whether transactions of this file can be batches; SQLite's command asks its own VFS for a system's files.
    proc atomic_batch_write {path} { expr {$::env(MIRAGE_VFS) eq "own"} }

    # Names of the volume's files where patterns have no folder.
    rename glob mirage_glob
    proc glob {args} {
        set result [mirage_glob -nocomplain {*}$args]
        if {[lsearch -glob $args -d*] < 0} {
            foreach pattern $args {
                if {[string match -* $pattern] || [string match */* $pattern]} continue
                foreach name [mirage names] {
                    foreach suffix {"" -journal -wal} {
                        if {[string match $pattern $name$suffix] && [file exists $name$suffix]} {
                            lappend result $name$suffix
                        }
                    }
                }
            }
        }
        if {$result eq "" && "-nocomplain" ni $args} { return [mirage_glob {*}$args] }
        return [lsort -unique $result]
    }

    # These read and write the system's files in C.
    proc hexio_read {name offset count} {
        set channel [open $name r]
        fconfigure $channel -translation binary
        seek $channel $offset
        binary scan [read $channel $count] H* digits
        close $channel
        return [string toupper $digits]
    }
    proc hexio_write {name offset digits} {
        set channel [open $name [expr {[file exists $name] ? "r+" : "w+"}]]
        fconfigure $channel -translation binary
        seek $channel $offset
        puts -nonewline $channel [binary format H* $digits]
        close $channel
        return [expr {[string length $digits] / 2}]
    }
    rename md5file mirage_md5file
    proc md5file {name args} {
        file copy -force $name mirage-copy.txt
        set code [catch {mirage_md5file mirage-copy.txt {*}$args} result]
        file delete mirage-copy.txt
        return -code $code $result
    }
}

}
