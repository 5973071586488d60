#!/usr/bin/env bash
# Looks at states in which power cuts leave a disk. Usage: Checks/simulate.sh [OPTION of simulate ...]
#   as in: --seed 7 --states 100000 --seconds 600; a million states of seed 1 otherwise
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
programs=$(Tools/build-checks.sh simulate)
[ $# -gt 0 ] || set -- --seed 1 --states 1000000
exec "$programs/simulate" --fixtures Fixtures/CrashStates "$@"
