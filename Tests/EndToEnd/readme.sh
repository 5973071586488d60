#!/usr/bin/env bash
# Goal: the README's example runs and prints what the README says, each time.
# Method: extract the Swift blocks and the output block from the README, build the former and compare with the latter.
source "$(dirname "$0")/common.sh"
package=$packages/readme/Example
fact "the README has a manifest and a program" readme_package "$package"
built_or_stop build "$package"
cd "$scratch"
fact "the README's example prints what the README says" equal "$(block text 1)" "$("$debug/Example")"
fact "it prints the same when it is run again" equal "$(block text 1)" "$("$debug/Example")"
