#!/usr/bin/env bash
# Goal: the generator runs when it must and at no other time.
# Method: build a copy of the contacts package, then build again after nothing, an unrelated change, and
# a change of the type, and look at what was run and written.
source "$(dirname "$0")/common.sh"
package=$root/.build-outside/rebuild/Contacts
rm -rf "$package"
mkdir -p "$(dirname "$package")"
cp -R "$root/Examples/Contacts" "$package"
rm -rf "$package/.build"
sed -i "s#path: \"../..\"#path: \"$root\"#" "$package/Package.swift"
source_file=$package/Sources/Contacts/Contact.swift

build "$package" > "$scratch/log" || { cat "$scratch/log"; exit 1; }
output=$(find "$outside_build/plugins" -path '*Contacts*' -name 'Contact+Orm.swift' | head -n 1)
fact "the plugin writes one file for each source with types" test -n "$output"
time_before=$(stat -c %y "$output")

log=$(build "$package")
fact "a build with nothing changed runs no generator" lacks "$log" "Generating persistence code"
fact "a build with nothing changed compiles nothing" lacks "$log" "Compiling"

sleep 1
echo '// a comment' >> "$source_file"
log=$(build "$package")
fact "a changed source runs the generator" contains "$log" "Generating persistence code"
fact "unchanged output is left untouched" equal "$time_before" "$(stat -c %y "$output")"

sed -i 's/    var name: String/    var name: String\n    var phone: String?/' "$source_file"
sed -i 's/self.init(name:/self.init(phone: nil, name:/; s/phone: nil, name: \([^,]*\)),/name: \1), phone: nil,/' \
    "$package/Sources/Contacts/ContactSource.swift"
log=$(build "$package") || { printf '%s\n' "$log"; exit 1; }
fact "a new field is in the output" grep -q '"phone" TEXT' "$output"
