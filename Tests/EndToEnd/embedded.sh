#!/usr/bin/env bash
# Goal: the sources of guests compile as Embedded Swift.
# Method: compile OrmRuntime and the golden code to object files in the guest's language mode. Type checking alone would
# accept generics and existentials that Embedded Swift cannot lower.
source "$(dirname "$0")/common.sh"
cd "$root"
# Building what uses the macros builds the executable they live in.
unless_built build "$root" --target OrmRuntime
source "$root/Tools/modules.sh"
flags=(-warnings-as-errors -Osize)

for module in $(modules OrmRuntime); do
    embedded "$module" "$scratch" "${flags[@]}" -c -o "$scratch/$module.o"
    echo "ok: $module compiles as Embedded Swift"
done
generated=()
for file in Fixtures/Golden/Generated/*.swift; do [[ $file == *OrmLaws* ]] || generated+=("$file"); done
swiftc "${headers[@]}" "${as_guest[@]}" "${flags[@]}" -package-name golden \
    -strict-memory-safety -I "$scratch" -module-name Golden -c Fixtures/Golden/Sources/*.swift "${generated[@]}" -o "$scratch/Golden.o"
echo "ok: generated code compiles as Embedded Swift ($(size "$scratch/Golden.o" | awk 'NR == 2 { print $1 }') bytes of text)"
