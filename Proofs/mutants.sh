#!/usr/bin/env bash
# Goal: mutation tests of storage: the crash-state explorer fails when one of the rules is switched off.
# Method: `simulate` and the tests of volumes are built with the condition MIRAGE_MUTANTS. For each mutant of mutants.txt
# `simulate` runs with its rule switched off, from the first seed on, until it finds something; where mutants.txt says why
# power cuts do not show it, the tests that it names run instead. Then the table is printed. A mutant that survives fails
# the run.
#
# Usage: Proofs/mutants.sh [name]
#   name   only mutants whose lines contain it
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/Proofs/.build/mutants
bound=${MIRAGE_MUTANT_SECONDS:-240} # of one mutant; most are killed at once
row='%-22s %-30s %-12s %6s %8s  %s\n'

verdict() { # status, what killed the mutant: the same, unless nothing did, or the program ended in another way
    case $1 in
        0) echo SURVIVED ;;
        1) echo "$2" ;;
        124) echo "endless loop" ;;
        132 | 133 | 134 | 139) echo "trap ($1)" ;;
        *) echo "ERROR ($1)" ;;
    esac
}

by_power_cuts() { # choices: sets oracle, seed, states
    local status=0 from=1 choices=$1 fixture
    [[ $choices =~ seed=([0-9]+)\ ?(.*) ]] && from=${BASH_REMATCH[1]} choices=${BASH_REMATCH[2]}
    MIRAGE_MUTANT=$name timeout $((bound + 20)) "$build/release/simulate" --worker 0 --workers 1 --seed "$from" \
        --states 10000000 --seconds "$bound" --per-trace 1500 --shrink 0 --set "$choices" > "$log" 2>&1 || status=$?
    states=$(awk -F'\t' '$1 == "states" && $2 == "all" { print $3 }' "$log")
    IFS=$'\t' read -r _ oracle fixture _ < <(grep -P '^failure\t' "$log" || echo)
    seed=$(sed -E 's/^seed=([0-9]+) .*/\1/' <<< "${fixture:--}")
    oracle=$(verdict "$status" "$oracle")
}

# With one seed, which kills every mutant: another may by chance not do what a rule is for.
by_tests() { # their names: sets oracle, seed, states, and adds to what
    local status=0
    MIRAGE_SEED=1 MIRAGE_MUTANT=$name timeout "$bound" "$build/release/ProofsPackageTests.xctest" --testing-library swift-testing \
        --filter "BlkfrontVFSTests.$1" > "$log" 2>&1 || status=$?
    oracle=$(verdict "$status" "a test") seed=- states=-
    what+=": $(sed -nE 's/.*Test ([a-zA-Z]+)\(.* recorded an issue.*/\1/p' "$log" | sort -u | head -n 1)"
}

if [ "${1:-}" = --one ]; then # of xargs: the line of a mutant, and where its row goes
    IFS='@' read -r name where what choices < <(sed 's/ *@ */@/g' <<< "$2")
    log=$3/$name.log
    if [[ $choices =~ ^unit:\ ([^:]+): ]]; then by_tests "${BASH_REMATCH[1]}"; else by_power_cuts "$choices"; fi
    # shellcheck disable=SC2059
    printf "$row" "$name" "$where" "$oracle" "$seed" "${states:--}" "$what" | tee "$3/$name.row"
    exit 0
fi

cd "$root"
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
Proofs/build-mutants.sh > /dev/null
# Without a mutant nothing may fail.
tests=$(sed -nE 's/.* @ unit: ([^:]+): .*/\1/p' Proofs/mutants.txt | sort -u | paste -sd '|')
"$build/release/ProofsPackageTests.xctest" --testing-library swift-testing --filter "BlkfrontVFSTests.($tests)" \
    > "$results/none.log" 2>&1 || { cat "$results/none.log" && echo "error: tests fail without a change" >&2 && exit 1; }
"$build/release/simulate" --states 20000 --per-trace 1500 > "$results/none.log" 2>&1 \
    || { cat "$results/none.log" && echo "error: there is a failure without a change" >&2 && exit 1; }
# shellcheck disable=SC2059
printf "$row" mutant where "killed by" seed states 'what is not done any more'
grep -vE '^(#|$)' Proofs/mutants.txt | grep -F -- "${1:-}" \
    | tr '\n' '\0' | xargs -0 -P 2 -I{} "${BASH_SOURCE[0]}" --one {} "$results"
survivors=$(cat "$results"/*.row | grep -cE ' (SURVIVED|ERROR) ' || true)
mutants=$(find "$results" -name '*.row' | wc -l)
echo "mutants that survived: $survivors of $mutants"
[ "$survivors" -eq 0 ] && [ "$mutants" -gt 0 ]
