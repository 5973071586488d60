#!/usr/bin/env bash
# Builds SQLite's test programs with the VFS of volumes in them: testfixture, speedtest1, kvtest and fuzzcheck, from
# Debian's source package (Tools/sqlite/fetch.sh) with the options that SQLite's own makefile has for them, the glue
# in Tests/SQLite/glue, and the product VFSForTests. Each program has one SQLite: what the Swift modules
# call is the program's own copy. Prints the folder. Objects whose sources did not change are found again.
#
# Usage: Tests/SQLite/build.sh [PROGRAM...]    all, or some of them
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
here=$root/Tools/sqlite cache=$root/.build/sqlite
glue=$root/Tests/SQLite/glue
work=$root/.build/sqlite/tests

trouble() {
    echo "error: $*" >&2
    exit 1
}

# shellcheck source=Tools/sqlite/fetch.sh
source "$here/fetch.sh"

toolchain=$(dirname "$(readlink -f "$(command -v swiftc || trouble "there is no swiftc")")")
clang=$toolchain/clang
jobs=$(nproc)

configure() { # SQLite's makefile, and the sources that it makes
    [ -e "$work/Makefile" ] && return
    [ -e /usr/include/tcl8.6/tcl.h ] || trouble "Tcl's headers are missing (Debian: tcl-dev); run make setup"
    # A folder that is moved would keep the old paths.
    (cd "$work" && "$sources/source/configure" CC="$clang" CFLAGS="-O2 -w" --with-tcl=/usr/lib/tcl8.6) \
        > "$work/configure.log" 2>&1 || { tail -n 20 "$work/configure.log" >&2 && trouble "configure failed"; }
}

recipe() { # target: the compiler's options and sources of a program, a line each, as the makefile has them
    make -s -n -C "$work" "$1" 2> /dev/null | sed -e ':again' -e '/\\$/{N;s/\\\n//;b again}' \
        | grep -- "-o $1 " | tail -n 1 | tr ' ' '\n' | sed 's/\\\?"//g'
}

object() { # source: the name of its object
    echo "$1" | sed -e "s|$sources/source/||" -e 's|.*/\.\./debian/source/||' -e 's|/|_|g' -e 's|\.c$|.o|'
}

share_sqlite() { # kvtest has SQLite with speedtest1's options, but for a VFS for key-value stores that nobody opens
    local sqlite
    sqlite=$work/speedtest1.objects/$(object "$work/sqlite3.c")
    [ ! -e "$sqlite" ] || cp -p "$sqlite" "$work/kvtest.objects/"
}

compile() { # target: objects of a program into the folder of that name
    local target=$1 folder=$work/$1.objects options source
    mkdir -p "$folder"
    [ "$target" != kvtest ] || share_sqlite
    recipe "$target" > "$folder/recipe"
    mapfile -t options < <(grep -E '^-[DI]' "$folder/recipe" \
        | grep -vE '^-DTCLSH_INIT_PROC=' | sed 's/^-DSQLITE_PRIVATE=$/-DSQLITE_PRIVATE=/')
    options+=(-O2 -w -g1 "-I$work" -DSQLITE_EXTRA_INIT=mirage_extra_init -DTCLSH_INIT_PROC=mirage_test_init
        -DSQLITE_ENABLE_BATCH_ATOMIC_WRITE -DSQLITE_DISABLE_DIRSYNC=1)
    # shellcheck disable=SC2016 # of the shells that xargs starts
    grep -E '\.c$' "$folder/recipe" | sed "s|^sqlite3.c$|$work/sqlite3.c|" | sort -u | while read -r source; do
        [[ $source == /* ]] || source=$work/$source
        # Objects are older than options, too.
        [[ $folder/$(object "$source") -nt $source && $folder/$(object "$source") -nt ${BASH_SOURCE[0]} ]] || printf '%s\0%s\0' "$source" "$folder/$(object "$source")"
    done | (cd "$work" && xargs -0 -r -n 2 -P "$jobs" \
        bash -c 'clang=$1; shift; options=("${@:1:$#-2}")
            case ${@: -2:1} in */kvtest.c) options+=("-Dstat(path, result)=mirage_stat(path, result)"
                "-Daccess(path, mode)=mirage_access(path, mode)") ;;
                */test/fuzzcheck.c) options+=(-Dsqlite3_open_v2=mirage_fuzz_open
                -Dsqlite3_open=mirage_fuzz_open_temporary -Dsqlite3_deserialize=mirage_fuzz_deserialize
                -Dsqlite3_close=mirage_fuzz_close) ;; esac
            exec "$clang" "${options[@]}" -c "${@: -2:1}" -o "${@: -1}"' \
        _ "$clang" "${options[@]}")
}

glue_of() { # target option more: our part of a program
    local part target=$1 option=$2
    for part in volume vfs locks "${@:3}"; do
        "$clang" -O2 -g1 -Wall -Wextra "$option" -I"$work" -I/usr/include/tcl8.6 -c "$glue/$part.c" \
            -o "$work/$target.objects/mirage-$part.o"
    done
}

link() { # target libraries...: the program
    local target=$1
    shift
    "$clang" -g1 -o "$work/bin/$target.new" "$work/$target.objects"/*.o "$@" "$archive" \
        -L"$toolchain/../lib/swift_static/linux" "$toolchain/../lib/swift_static/linux/x86_64/swiftrt.o" \
        -lswiftGlibc -lswiftCore -lstdc++ -lm -lz -ldl -lpthread
    mv "$work/bin/$target.new" "$work/bin/$target" # the old one may be running
}

mkdir -p "$work/bin"
exec {lock}> "$work/lock"
flock "$lock"
fetch
configure
echo "building the VFS for SQLite's tests" >&2
archive=$("$root/Tools/build-checks.sh" VFSForTests)/libVFSForTests.a
make -s -C "$work" sqlite3.c > "$work/make.log" 2>&1 || { tail "$work/make.log" >&2 && trouble "no sqlite3.c"; }
[ $# -gt 0 ] || set -- testfixture speedtest1 kvtest fuzzcheck
for target; do
    echo "building $target" >&2
    make -s -C "$work" -n "$target" > /dev/null
    compile "$target"
    if [ "$target" = testfixture ]; then
        glue_of "$target" -DSQLITE_TEST tcl files
        link "$target" -ltcl8.6
    else
        # shellcheck disable=SC2046 # a word or none
        glue_of "$target" -USQLITE_TEST $([ "$target" != fuzzcheck ] || echo fuzz)
        link "$target"
    fi
done
echo "$work/bin"
