#!/usr/bin/env bash
# Runs the stages of stages.txt, as many at a time as there are processors, and ends with a table of them.
# What a stage prints is shown as it comes, behind the stage's name, and kept in .build/test/STAGE.log.
# A stage begins when those that it comes after have passed and nobody else holds what it uses.
# After a failure the stages that do not come after it go on.
#
# Usage: Tests/run.sh [--list] [--only] [STAGE ...]
#   STAGE      these stages, and those they come after; all by default
#   --only     these stages alone: what they come after has been run
#   --list     prints what would run, and runs nothing
# Exit status: 0 all passed, 1 some did not, 2 trouble with the command line or the table.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
table=Tests/stages.txt
logs=$PWD/.build/test
# The one optimised build of programs of Checks (Tools/build-checks.sh).
export MIRAGE_CHECKS=$PWD/.build/mutants/programs/release

declare -A after=() uses=() command=() state=() began=() seconds=() processor=() stage_of=()
names=()

trouble() {
    echo "error: $*" >&2
    exit 2
}

read_table() {
    local name before held rest
    while read -r name before held rest; do
        case $name in '' | '#'*) continue ;; esac
        [ -n "$rest" ] || trouble "$table: stage '$name' has no command"
        names+=("$name")
        [ "$before" != - ] || before=
        [ "$held" != - ] || held=
        after[$name]=${before//,/ } uses[$name]=${held//,/ } command[$name]=$rest state[$name]=left-out
    done < "$table"
    for name in "${names[@]}"; do
        for before in ${after[$name]}; do
            [ -n "${command[$before]:-}" ] || trouble "$table: '$name' comes after '$before', which is no stage"
        done
    done
}

choose() { # a stage: it is to run, with what it comes after
    local before
    [ -n "${command[$1]:-}" ] || trouble "there is no stage '$1'; there are: ${names[*]}"
    [ "${state[$1]}" = left-out ] || return 0
    state[$1]=waiting
    [ "$is_only" = no ] || return 0
    for before in ${after[$1]}; do choose "$before"; done
}

may_begin() { # a stage
    local other held
    for other in ${after[$1]}; do
        case ${state[$other]} in passed | left-out) ;; *) return 1 ;; esac
    done
    for other in "${stage_of[@]}"; do
        for held in ${uses[$other]}; do
            case " ${uses[$1]} " in *" $held "*) return 1 ;; esac
        done
    done
}

begin() { # a stage
    state[$1]=running began[$1]=$SECONDS
    echo "== $1: ${command[$1]}"
    # All else leaves the emulator its processor: guests, and Xen's tools in it, have time-outs. SCHED_IDLE, since SwiftPM
    # sets the niceness of what it starts (llbuild).
    local idle=(chrt --idle 0)
    if [[ " ${uses[$1]} " == *' emulator '* ]] || ! chrt --idle 0 true 2> /dev/null; then idle=(); fi
    (
        set -o pipefail
        "${idle[@]}" bash -c "${command[$1]}" < /dev/null 2>&1 | tee "$logs/$1.log" | sed -u "s/^/$1| /"
        status=$?
        times > "$logs/$1.times"
        exit $status
    ) &
    stage_of[$!]=$1
}

begin_what_may() {
    local name
    for name in "${names[@]}"; do
        [ ${#stage_of[@]} -lt "$jobs" ] || return 0
        if [ "${state[$name]}" = waiting ] && may_begin "$name"; then begin "$name"; fi
    done
}

processor_seconds() { # what `times` printed of a shell and of all it waited for
    awk -F'[ms ]+' '{ all += $1 * 60 + $2 + $3 * 60 + $4 } END { printf "%.0f", all }' "$1" 2> /dev/null
}

end_one() { # waits until a stage ends
    local pid='' status=0 name
    wait -n -p pid "${!stage_of[@]}" || status=$?
    name=${stage_of[$pid]}
    unset "stage_of[$pid]"
    seconds[$name]=$((SECONDS - ${began[$name]}))
    processor[$name]=$(processor_seconds "$logs/$name.times")
    if [ $status -eq 0 ]; then state[$name]=passed; else state[$name]=FAILED; fi
    echo "== $name ${state[$name]}, ${seconds[$name]} s, ${processor[$name]} s of processors"
}

end_all() { # when the run is interrupted
    trap - INT TERM HUP
    kill 0
}

row() { printf '%-18s %8s %10s  %s\n' "$@"; }

report() {
    local name failed=0 all=0 complaint='recorded an issue|(^|[ :])error:|FAILED|not ok'
    row stage seconds processor result
    for name in "${names[@]}"; do
        case ${state[$name]} in
            left-out) continue ;;
            waiting) state[$name]='not run: what it comes after failed' && failed=1 ;;
            FAILED) failed=1 ;;
        esac
        row "$name" "${seconds[$name]:--}" "${processor[$name]:--}" "${state[$name]}"
        all=$((all + ${processor[$name]:-0}))
    done
    row all "$SECONDS" "$all" "$jobs at a time"
    for name in "${names[@]}"; do
        if [ "${state[$name]}" = FAILED ]; then
            echo "--- what failed in $name, and its last lines ($logs/$name.log):"
            head -n -6 "$logs/$name.log" | grep -aE "$complaint" | head -n 12 | cut -c 1-400
            tail -n 6 "$logs/$name.log"
        fi
    done
    return $failed
}

is_list=no is_only=no wanted=()
while [ $# -gt 0 ]; do
    case $1 in
        --list) is_list=yes ;;
        --only) is_only=yes ;;
        -*) sed -n '/^# Usage/,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2 && exit 2 ;;
        *) wanted+=("$1") ;;
    esac
    shift
done
jobs=$(nproc)
read_table
[ ${#wanted[@]} -gt 0 ] || wanted=("${names[@]}")
for name in "${wanted[@]}"; do choose "$name"; done
[ "$is_list" = no ] || {
    for name in "${names[@]}"; do
        [ "${state[$name]}" = left-out ] || echo "$name: ${command[$name]}"
    done
    exit
}
mkdir -p "$logs"
trap end_all INT TERM HUP
begin_what_may
while [ ${#stage_of[@]} -gt 0 ]; do
    end_one
    begin_what_may
done
report
