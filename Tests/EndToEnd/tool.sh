#!/usr/bin/env bash
# Goal: orm-gen works as a command-line tool: help, exit codes, untouched files, SQL that SQLite accepts.
# Method: run it on the golden sources and on mistakes, and pass its SQL to the sqlite3 shell.
source "$(dirname "$0")/common.sh"
cd "$root"
unless_built build_generator
tool=$generator
golden=Fixtures/Golden/Sources

fact "the help shows examples" contains "$("$tool" --help)" "orm-gen explain Sources/App/Contact.swift"
for command in generate schema explain; do
    fact "the help lists $command" contains "$("$tool" --help)" "  $command "
done

"$tool" schema "$golden" > "$scratch/schema.sql"
fact "SQLite accepts the schema" sqlite3 -bail "$scratch/schema.db" ".read $scratch/schema.sql"
fact "every type with a table has one" equal \
    "$(grep -c '^CREATE TABLE' "$scratch/schema.sql")" \
    "$(sqlite3 "$scratch/schema.db" "SELECT count(*) FROM pragma_table_list WHERE strict")"

"$tool" generate --module Golden --output "$scratch/out" "$golden"
touch -d '2001-01-01' "$scratch"/out/*
"$tool" generate --module Golden --output "$scratch/out" "$golden"
fact "files that would not change are left alone" equal \
    "" "$(find "$scratch/out" -newermt '2002-01-01' -type f)"

printf '@Persist\nstruct A {\n    var when: Date\n}\n' > "$scratch/Wrong.swift"
status=0
"$tool" generate --output "$scratch/none" "$scratch/Wrong.swift" 2> "$scratch/errors" || status=$?
fact "mistakes give exit code 1" equal 1 "$status"
fact "mistakes write nothing" test ! -e "$scratch/none"
fact "mistakes are located" contains "$(cat "$scratch/errors")" "$scratch/Wrong.swift:3:15: error: "

status=0
"$tool" schema "$scratch/missing.swift" 2> "$scratch/errors" || status=$?
fact "a missing file is a usage error" equal 64 "$status"
fact "a missing file is named" contains "$(cat "$scratch/errors")" "$scratch/missing.swift"
printf 'struct A {}\n\xff\xfe' > "$scratch/Bytes.swift"
status=0
"$tool" schema "$scratch/Bytes.swift" 2> "$scratch/errors" || status=$?
fact "a file that is not UTF-8 is named" contains "$(cat "$scratch/errors")" "$scratch/Bytes.swift"
