#!/usr/bin/env bash
# Builds the reference of the public modules into .build/docs, one DocC site with a catalogue for each. Warnings are
# errors. GuestRuntime declares nothing on a host. So it and all that it imports are compiled as guests have them, too.
set -euo pipefail
source "$(dirname "$0")/folders.sh"
source "$root/Tools/modules.sh"
cd "$root"
rm -rf "$documented" "$built/docs"
mkdir -p "$documented/modules"
swift build --target GuestRuntime # and all that it depends on, the macros among it

extracted() { # module: the symbol graph of what was built for this machine
    mkdir -p "$documented/graphs/$1"
    swift symbolgraph-extract -module-name "$1" -target x86_64-unknown-linux-gnu -minimum-access-level public \
        -I "$debug/Modules" "${headers[@]}" -output-dir "$documented/graphs/$1"
}

converted() { # module: its archive, from symbol graph and catalogue
    docc convert "Sources/$1/$1.docc" --warnings-as-errors \
        --fallback-display-name "$1" --fallback-bundle-identifier "mirage.$1" \
        --additional-symbol-graph-dir "$documented/graphs/$1" --output-dir "$documented/$1.doccarchive"
}

catalogues=$(basename -s .docc Sources/*/*.docc)
for module in $catalogues; do
    if [ "$module" != GuestRuntime ]; then extracted "$module"; fi
done
for module in $(modules GuestRuntime); do embedded "$module" "$documented/modules"; done
# GuestRuntime.swift exports other modules, whose symbols the compiler would put into this graph.
mkdir -p "$documented/graphs/GuestRuntime" "$documented/unexported"
without=GuestRuntime.swift embedded GuestRuntime "$documented/unexported" -I "$documented/modules" \
    -emit-symbol-graph -emit-symbol-graph-dir "$documented/graphs/GuestRuntime" -symbol-graph-minimum-access-level public

archives=()
for module in $catalogues; do
    converted "$module"
    archives+=("$documented/$module.doccarchive")
done
docc merge "${archives[@]}" --output-path "$built/docs" --synthesized-landing-page-name Mirage
echo "open .build/docs with a web server: python3 -m http.server --directory .build/docs"
