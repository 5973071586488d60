#!/usr/bin/env bash
# Goal: the sources of guests compile as Embedded Swift.
# Method: compile OrmRuntime and the golden code to object files in the guest's language mode. Type checking alone would
# accept generics and existentials that Embedded Swift cannot lower.
source "$(dirname "$0")/common.sh"
cd "$root"
# Building what uses the macros builds the executable they live in.
unless_built build "$root" --target OrmRuntime
plugin=$(find "$debug/" -maxdepth 1 -name 'OrmMacros-tool' | head -n 1)
[ -n "$plugin" ] || { echo "the macro plugin was not built" >&2; exit 1; }

flags=(-target x86_64-unknown-linux-gnu -swift-version 6 -enable-experimental-feature Embedded -enable-experimental-feature Extern
    -strict-memory-safety -enable-upcoming-feature ExistentialAny
    -enable-upcoming-feature MemberImportVisibility -warnings-as-errors -wmo -Osize -parse-as-library -package-name mirage
    -load-plugin-executable "$plugin#OrmMacros" -I Sources/CSQLite -I "$scratch")

swiftc "${flags[@]}" -module-name OrmRuntime -emit-module -emit-module-path "$scratch/OrmRuntime.swiftmodule" \
    -c Sources/OrmRuntime/*.swift -o "$scratch/OrmRuntime.o"
echo "ok: OrmRuntime compiles as Embedded Swift"
generated=()
for file in Fixtures/Golden/Generated/*.swift; do [[ $file == *OrmLaws* ]] || generated+=("$file"); done
swiftc "${flags[@]}" -module-name Golden -c Fixtures/Golden/Sources/*.swift "${generated[@]}" -o "$scratch/Golden.o"
echo "ok: generated code compiles as Embedded Swift ($(size "$scratch/Golden.o" | awk 'NR == 2 { print $1 }') bytes of text)"
