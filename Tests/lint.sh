#!/usr/bin/env bash
# Checks formatting and the rules of the tree. Usage: Tests/lint.sh [--fix]: lets the formatter have its way instead
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# Not what the generator writes, nor its input, which is as users write it.
mapfile -t sources < <(git ls-files -- '*.swift' ':!Fixtures' ':!*/Generated/*')
if [ "${1:-}" = --fix ]; then
    swift format --in-place --parallel "${sources[@]}"
else
    swift format lint --strict --parallel "${sources[@]}"
    # Scripts of a shell: by their name, or by their first line.
    mapfile -t scripts < <({
        git ls-files -- '*.sh'
        git grep -nIE '^#!.*[/ ](ba)?sh( |$)' | sed -n 's/:1:.*//p'
    } | sort -u)
    shellcheck "${scripts[@]}"
    Tests/EndToEnd/tidy.sh
fi
