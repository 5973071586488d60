# shellcheck shell=bash disable=SC2154 # the tools that source this have set `here` and `cache`, `profile` and the like
# Sourced by build and host, which make libraries of SQLite's sources: what both do until there is a sqlite3.c. A tool
# sets `options_file` (the list of options, below `here`) and `profile` (whose options are meant).

trouble() {
    echo "error: $*" >&2
    exit 1
}

usage() { # the tool's own opening comment, from the line with the usage on
    sed -n '/^# Usage/,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0"
}

options() { # the options of the profile, as the compiler takes them; not those of PROFILE-WORD when WORD is in `uses`
    awk -v profile="$profile" -v uses=",${uses:-}," '/^#/ || !NF { next }
        function is_meant(name) {
            if (name == "*" || name == profile) return 1
            return index(name, profile "-") == 1 && !index(uses, "," substr(name, length(profile) + 2) ",")
        }
        { split($1, names, ","); for (i in names) if (is_meant(names[i])) print "-D" $2 }' "$here/$options_file"
}

find_compiler() { # sets `clang`, unless the user has
    [ -n "$clang" ] \
        || clang=$(dirname "$(readlink -f "$(command -v swiftc || trouble "there is no swiftc")")")/clang
    [ -x "$clang" ] || trouble "there is no '$clang'"
}

begin() { # one build at a time; sets `given`, the folder of the sources, unless the user has
    mkdir -p "$cache"
    exec {lock}> "$cache/lock"
    flock "$lock"
    [ -n "$given" ] || { fetch && given=$sources/source; }
}

amalgamate() { # folder with the sources: makes sqlite3.c of them in the present folder
    local sources=$1 parser=()
    if [ -e "$sources/sqlite3.c" ]; then # an amalgamation: what its parser knows is decided already
        [ "$profile" = full ] || trouble "of an amalgamation only the profile full can be built:" \
            "the others need another parser, which is made of SQLite's canonical sources"
        cp "$sources/sqlite3.c" .
        return
    fi
    [ -e "$sources/src/parse.y" ] || trouble "'$sources' has neither src/parse.y nor sqlite3.c"
    mapfile -t parser < <(options | grep -e OMIT -e UPDATE_DELETE_LIMIT)
    if [ -e "$sources/autosetup" ]; then # 3.48 and later
        CC=$clang "$sources/configure" --disable-tcl --disable-readline > log 2>&1 \
            && make -s sqlite3.c OPTS="${parser[*]}" >> log 2>&1
    else
        command -v tclsh > /dev/null || trouble "these sources are put together by tclsh (Debian: tcl)"
        make -s -f "$sources/main.mk" TOP="$sources" BCC="$clang -O1 -w" TCC="$clang -w" NAWK=awk \
            TCLSH_CMD=tclsh OPTS="${parser[*]}" sqlite3.c > log 2>&1
    fi || { tail -n 20 log >&2 && trouble "SQLite's sources could not be put together"; }
}
