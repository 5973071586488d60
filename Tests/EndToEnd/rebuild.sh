#!/usr/bin/env bash
# Goal: the generator runs only when necessary.
# Method: build a copy of the contacts package, then rebuild after no change, an unrelated change and a change of the type,
# and check what was run and written.
source "$(dirname "$0")/common.sh"
package=$packages/rebuild/Contacts
rm -rf "$package"
mkdir -p "$(dirname "$package")"
cp -R "$root/Examples/Contacts" "$package"
rm -rf "$package/.build"
sed -i "s#path: \"../..\"#path: \"$root\"#" "$package/Package.swift"
# Here the plan has to stay between builds: it is part of what is tested.
again() {
    swift build --package-path "$package" --scratch-path "$built" 2>&1
}
source_file=$package/Sources/AddressBook/Contact.swift

built_or_stop build "$package"
# What the packages share may be linked once more after the change of package.
again > /dev/null
again > /dev/null
output=$(find "$built/plugins" -path '*AddressBook*' -name 'Contact+Orm.swift' | head -n 1)
fact "the plugin writes one file for each source with types" test -n "$output"
time_before=$(stat -c %y "$output")

log=$(again)
fact "a build with nothing changed runs no generator" lacks "$log" "Generating persistence code"
fact "a build with nothing changed compiles nothing" equal "" \
    "$(printf "%s\n" "$log" | grep "Compiling" | grep -v "Compiling plugin" || true)"

sleep 1
echo '// a comment' >> "$source_file"
log=$(again)
fact "a changed source runs the generator" contains "$log" "Generating persistence code"
fact "unchanged output is left untouched" equal "$time_before" "$(stat -c %y "$output")"

sed -i 's/    public var name: String/&\n    public var phone: String?/' "$source_file"
log=$(again) || { printf '%s\n' "$log"; exit 1; }
rm -f "$built/debug.yaml"
fact "a new field is in the output" grep -q 'Column("phone", "TEXT"' "$output"
