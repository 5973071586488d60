#!/usr/bin/env bash
# Goal: show that the crash-state explorer would notice if storage forgot one of its rules.
# Method: `simulate` is built once with the condition MIRAGE_MUTANTS, and run for each rule of mutants.txt with that rule
# switched off, from the first seed on, until it finds something; then the table is printed. A rule that is missed by
# nobody fails the run, unless mutants.txt says which test misses it and why the explorer cannot.
#
# Usage: Proofs/teeth.sh [name]
#   name   only rules whose lines contain it
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/Proofs/.build/teeth
bound=${MIRAGE_TEETH_SECONDS:-240} # of one rule; most are caught at once
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

if [ "${1:-}" = --one ]; then # of xargs: the line of a rule, and where its row goes
    IFS='@' read -r name where what choices < <(sed 's/ *@ */@/g' <<< "$2")
    seed=1
    [[ $choices =~ seed=([0-9]+)\ ?(.*) ]] && seed=${BASH_REMATCH[1]} choices=${BASH_REMATCH[2]}
    status=0
    MIRAGE_MUTANT=$name timeout $((bound + 20)) "$build/release/simulate" --worker 0 --workers 1 --seed "$seed" \
        --states 10000000 --seconds "$bound" --per-trace 1500 --shrink 0 --set "$choices" > "$3/$name.log" 2>&1 || status=$?
    states=$(awk -F'\t' '$1 == "states" && $2 == "all" { print $3 }' "$3/$name.log")
    IFS=$'\t' read -r _ oracle fixture _ < <(grep -P '^failure\t' "$3/$name.log" || echo)
    caught=$(sed -E 's/^seed=([0-9]+) .*/\1/' <<< "${fixture:-}")
    case $status in
        0) oracle=SURVIVED caught=- ;;
        1) ;;
        124) oracle="time (an endless loop)" caught=? ;;
        *) oracle="trap ($status)" caught=? ;;
    esac
    printf '%-22s %-30s %-13s %6s %8s  %s\n' "$name" "$where" "$oracle" "$caught" "${states:-?}" "$what" > "$3/$name.row"
    cat "$3/$name.row"
    exit 0
fi

cd "$root"
sqlite=$(Tools/sqlite/host)
MIRAGE_MUTANTS=1 swift build -c release --package-path Proofs --scratch-path "$build" --product simulate \
    -Xlinker "-L$sqlite"
printf '%-22s %-30s %-13s %6s %8s  %s\n' rule where oracle seed states 'what is not done any more'
grep -vE '^(#|$)' Proofs/mutants.txt | grep -F -- "${1:-}" | grep -v ' unit: ' \
    | tr '\n' '\0' | xargs -0 -P 2 -I{} "${BASH_SOURCE[0]}" --one {} "$results"
grep -E ' unit: ' Proofs/mutants.txt | grep -F -- "${1:-}" \
    | sed -E 's/^([^@]*) @ ([^@]*) @ ([^@]*) @ unit: (.*)$/\1: not for the explorer to find: \4/' || true
survivors=$(cat "$results"/*.row | grep -c SURVIVED || true)
echo "rules that nobody misses: $survivors of $(find "$results" -name '*.row' | wc -l)"
[ "$survivors" -eq 0 ]
