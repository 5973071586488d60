#!/usr/bin/env bash
# Runs the end-to-end tests one after the other; each starts the real tools and looks at what they do.
set -uo pipefail
cd "$(dirname "$0")"
passed=0
failed=0
for test in tool names volume contacts rebuild readme walk mistakes lab guests guest-outside contacts-guest storage \
    storage-lives storage-faults zerocopy instructions speedtest; do
    echo "== $test"
    if "./$test.sh"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
done
echo "end-to-end: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
