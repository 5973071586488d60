# Sourced: where things are. SwiftPM's link .build/debug points to its last build, which may be a guest's; `debug` is what
# it builds for this machine, and `checks` what Tools/build-checks.sh does.
# shellcheck shell=bash disable=SC2034 # who sources this uses them
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
built=$root/.build
debug=$built/$(uname -m)-unknown-linux-gnu/debug
checks=$built/checks
