#!/usr/bin/env bash
# Builds the DocC documentation of OrmRuntime with the toolchain's own docc; warnings are errors.
set -euo pipefail
cd "$(dirname "$0")/.."
graphs=.build/symbol-graphs
rm -rf "$graphs" .build/docs
mkdir -p "$graphs"
swift build --target OrmRuntime
modules=$(swift build --show-bin-path)/Modules
swift symbolgraph-extract -module-name OrmRuntime -target x86_64-unknown-linux-gnu \
    -minimum-access-level public -I "$modules" -I Sources/CSQLite -output-dir "$graphs"
docc convert Sources/OrmRuntime/OrmRuntime.docc --warnings-as-errors \
    --fallback-display-name OrmRuntime --fallback-bundle-identifier mirage.OrmRuntime \
    --additional-symbol-graph-dir "$graphs" --output-dir .build/docs
echo "open .build/docs with a web server: python3 -m http.server --directory .build/docs"
