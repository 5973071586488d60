#!/usr/bin/env bash
# Goal: the tree follows the rules that a compiler does not check.
# Method: search the tracked files. Each rule says what to do instead.
source "$(dirname "$0")/common.sh"
cd "$root"

none() { # what is wrong, then a command that prints offenders
    local wrong=$1
    shift
    local found
    found=$("$@" || true)
    [ -z "$found" ] && return
    printf '%s:\n%s\n' "$wrong" "$found" >&2
    return 1
}

broken_links() {
    local page link
    git ls-files '*.md' | while read -r page; do
        grep -oE '\]\([^)#: ]+' "$page" | sed 's/](//' | while read -r link; do
            [ -e "$(dirname "$page")/$link" ] || echo "$page: $link"
        done
    done
}

absent_files() { # that CallPaths.md names
    local file
    grep -oE '[A-Za-z]+(/[A-Za-z0-9+_-]+)*/[A-Za-z0-9+_-]+\.(swift|S|c)' Documentation/CallPaths.md | sort -u |
        while read -r file; do
            [ -e "$file" ] || [ -e "Sources/$file" ] || echo "$file"
        done
}

source "$root/Tools/modules.sh"
mapfile -t both < <(modules GuestRuntime | sed 's#^#Sources/#')
fact "no left-over markers" none "finish it or write an issue" \
    git grep -nIE '\b(TODO|FIXME|XXX|HACK)\b' -- Sources Plugins Tests Tools Examples ':!Tests/EndToEnd/tidy.sh'
fact "modules for guests import no Foundation" none "use the standard library" \
    git grep -nE '^ *(public |package |internal )?import (Foundation|Dispatch)' -- "${both[@]}"
fact "memory, fibers and the run loop know no Xen" none "move it out, or pass it what it needs" \
    git grep -nwE 'XenMachine|Hypervisor[A-Za-z]*|Hypercall|Domain|EventChannels?|GrantTable|CXen|XenRing' -- \
    'Sources/Unikernel/Machine/*.swift' 'Sources/Unikernel/Memory/*.swift' 'Sources/Unikernel/Scheduler/*.swift'
uncompacted() {
    git grep -lE '^ *[^/ ].*\\\(' -- "${both[@]}" | grep '\.swift$' | xargs grep -L 'import CompactStrings'
}
fact "modules for guests interpolate strings in calls" none "import CompactStrings, or images grow" \
    uncompacted
fact "modules for guests throw typed errors" none "say throws(StoreError), or keep it out of Embedded" \
    bash -c "git grep -nE '\) (async )?throws( |$)' -- ${both[*]} | grep -v AnyError"
fact "unsafe code says why it is safe" none "put a SAFETY comment into the file" \
    bash -c "git grep -lE '\bunsafe ' -- 'Sources/*.swift' 'Plugins/*.swift' | xargs -r grep -L 'SAFETY:'"
fact "every source names its licence in its first line" none "put the SPDX line there" \
    bash -c "git ls-files 'Sources/*.swift' | xargs awk 'FNR == 1 && !/SPDX-License-Identifier/ { print FILENAME }'
        git ls-files 'Sources/*.h' | xargs -r grep -L 'SPDX-License-Identifier'"
fact "no source is longer than 400 lines" none "split it by idea" \
    bash -c "git ls-files 'Sources/*.swift' 'Plugins/*.swift' | xargs -r wc -l | awk '\$2 != \"total\" && \$1 > 400'"
fact "links in the documents lead somewhere" none "mend the link" \
    broken_links
words=$(grep -v '^#' Tests/EndToEnd/words.txt | paste -sd '|')
fact "words are the field's" none "say what Architecture.md says under Words" \
    git grep -nIwE "$words" -- ':!CHANGELOG.md' ':!Documentation/Decisions' ':!Tests/EndToEnd/words.txt'
fact "CallPaths.md names files that are there" none "mend the path" \
    absent_files
