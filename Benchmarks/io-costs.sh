#!/usr/bin/env bash
# Goal: the table of I/O costs in Documentation/Storage.md, which is also the limit of IOCostTests.
# Method: IOCostTests prints it, with an SQLite that has batches; what stands between the two marks is replaced.
# Usage: Benchmarks/io-costs.sh
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
document=$root/Documentation/Storage.md
table=$(mktemp)
trap 'rm -f "$table"' EXIT
library=$("$root/Tools/sqlite/host")/shared
LD_LIBRARY_PATH=$library MIRAGE_IO_COSTS=1 swift test --package-path "$root" --filter IOCostTests.theTable |
    sed -n 's/^IO //p' > "$table"
[ "$(wc -l < "$table")" -gt 50 ] || { echo "error: the tests printed no table" >&2 && exit 1; }
sed -i -e "/<!-- costs/r $table" -e '/<!-- costs/,/<!-- end of costs/{/<!-- /!{/^|/d}}' "$document"
grep -c '^| .* | durable |' "$document"
