#!/usr/bin/env bash
# Goal: the volume tool imports and exports databases unchanged, finds damage, and reports errors to scripts.
# Method: run it on disks in files, and check the exported databases with the sqlite3 shell.
# Usage: volume.sh [--built]
source "$(dirname "$0")/common.sh"
cd "$root"
volume=${VOLUME:-}
if [ -z "$volume" ]; then
    unless_built build "$root" --product volume
    volume=$debug/volume
fi
cd "$scratch"
disk=disk.img

ends() { # exit code, command...
    local expected=$1 code=0
    shift
    "$@" > out 2> err || code=$?
    [ "$code" = "$expected" ] && return
    echo "expected exit code $expected, got $code:" >&2
    cat out err >&2
    return 1
}

sqlite3 old.sqlite "
    CREATE TABLE person(name TEXT, photo BLOB);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
    INSERT INTO person SELECT hex(randomblob(20)), randomblob(i % 5000) FROM n;
    CREATE INDEX person_name ON person(name);
    DELETE FROM person WHERE rowid % 7 = 0;"
all="SELECT rowid, name, hex(photo) FROM person ORDER BY rowid"

fact "a volume is made in a new file" ends 0 "$volume" create $disk --size 32M
fact "a volume is not overwritten unasked" ends 2 "$volume" create $disk
fact "a database goes in" ends 0 "$volume" import $disk people old.sqlite
fact "a name is not taken twice" ends 4 "$volume" import $disk people old.sqlite
fact "in no spelling" ends 4 "$volume" import $disk //people old.sqlite
fact "what is no database stays out" ends 1 "$volume" import $disk other "$disk"
fact "what is missing is an error of the disk" ends 3 "$volume" import $disk other missing.sqlite
fact "it is listed" contains "$("$volume" ls $disk)" "  people"
fact "the volume is whole" ends 0 "$volume" check $disk
fact "it comes out" ends 0 "$volume" export $disk people new.sqlite
fact "a file is not overwritten unasked" ends 2 "$volume" export $disk people new.sqlite
fact "no other database comes out" ends 4 "$volume" export $disk nobody nobody.sqlite
fact "the sqlite3 shell finds it whole" equal ok "$(sqlite3 new.sqlite 'PRAGMA integrity_check')"
fact "rows and row identifiers are the same" cmp <(sqlite3 old.sqlite "$all") <(sqlite3 new.sqlite "$all")
fact "what came out goes in again" ends 0 "$volume" import $disk again new.sqlite

sqlite3 small.sqlite "PRAGMA page_size = 512; PRAGMA journal_mode = WAL; CREATE TABLE t(a); INSERT INTO t VALUES(7)" > out
fact "small pages and write-ahead logging are no hindrance" ends 0 "$volume" import $disk small small.sqlite
fact "and come out as well" ends 0 "$volume" export $disk small small2.sqlite
fact "with their rows" equal 7 "$(sqlite3 small2.sqlite 'SELECT a FROM t')"
fact "several databases share a volume" equal 3 "$("$volume" ls $disk | wc -l)"

head -c 40000000 /dev/zero > blob
sqlite3 big.sqlite "CREATE TABLE t(a); INSERT INTO t VALUES(readfile('blob'))"
fact "what does not fit is refused" ends 4 "$volume" import $disk big big.sqlite
fact "and leaves nothing" equal 3 "$("$volume" ls $disk | wc -l)"
fact "a refusal changes nothing" ends 2 "$volume" create $disk --size 128M
fact "not even the size" equal 33554432 "$(stat -c %s $disk)"
truncate -s 128M $disk
fact "on a disk that has grown it fits" ends 0 "$volume" import $disk big big.sqlite

printf 'x' | dd of=$disk bs=1 seek=4000000 conv=notrunc status=none
fact "a changed byte is found" ends 1 "$volume" check $disk
fact "and named" contains "$(cat out)" "database 'people'"
fact "a damaged page does not come out" ends 1 "$volume" export $disk people damaged.sqlite
fact "nor leaves a file" test ! -e damaged.sqlite -a "$(echo *.part)" = '*.part'

# Names mean themselves, to SQLite as to everybody else.
sqlite3 seven.sqlite "CREATE TABLE t(a); INSERT INTO t VALUES(7)"
sqlite3 eight.sqlite "CREATE TABLE t(a); INSERT INTO t VALUES(8)"
{ head -c 4096 seven.sqlite; printf 'y%.0s' {1..4096}; } > noise.sqlite
rows() { sqlite3 "./$1" 'SELECT a FROM t'; }
"$volume" create names.img --size 8M > out
for name in '' / :memory: /:memory: data-wal data-journal /-journal "$(printf 'x%.0s' {1..129})"; do
    fact "'$name' is no name" ends 4 "$volume" import names.img "$name" seven.sqlite
    fact "'$name' names nothing" ends 4 "$volume" export names.img "$name" nothing.sqlite
done
fact "nothing was stored" equal "" "$("$volume" ls names.img)"
for name in 'file:x' 'file:x?mode=memory' 'x' ' ' "it's"; do
    fact "'$name' is a name" ends 0 "$volume" import names.img "$name" seven.sqlite
done
fact "and each names a database of its own" equal 5 "$("$volume" ls names.img | wc -l)"
fact "which comes out by it" ends 0 "$volume" export names.img /x x.sqlite
fact "a file is no URI" ends 0 "$volume" export names.img x 'file:y?mode=memory'
fact "but a file" equal 7 "$(rows 'file:y?mode=memory')"
fact "nor is one in memory" ends 0 "$volume" export names.img x :memory:
fact "but where it says" ends 0 "$volume" import names.img again :memory:
fact "an empty path is no file" ends 64 "$volume" export names.img x ''
"$volume" create one.img --size 1M --slots 1 > out
fact "the only slot" ends 0 "$volume" import one.img a seven.sqlite
fact "is taken once" ends 4 "$volume" import one.img b seven.sqlite
fact "and says so" contains "$(cat err)" "holds 1 databases at most"

# What is replaced stays until the other is whole.
fact "a database is replaced when asked" ends 0 "$volume" import one.img /a eight.sqlite --force
"$volume" export one.img a a.sqlite
fact "by the other's rows" equal 8 "$(rows a.sqlite)"
fact "what does not fit" ends 4 "$volume" import one.img a big.sqlite --force
"$volume" export one.img a a.sqlite --force
fact "leaves the old one" equal 8 "$(rows a.sqlite)"
fact "what is damaged" ends 1 "$volume" import one.img a noise.sqlite --force
"$volume" export one.img a a.sqlite --force
fact "leaves it, too" equal 8 "$(rows a.sqlite)"
head -c 500000 /dev/zero > blob
for i in 1 2; do sqlite3 half$i.sqlite "CREATE TABLE t(a); INSERT INTO t VALUES(readfile('blob'))"; done
fact "without room for both" ends 0 "$volume" import one.img a half1.sqlite --force
fact "the old one goes first" ends 0 "$volume" import one.img a half2.sqlite --force
fact "and nothing is left over" ends 0 "$volume" check one.img

# A file is put where SQLite keeps its side files.
leave() { # name: the files of a program that was killed before its log was checkpointed
    sqlite3 killed.sqlite "PRAGMA journal_mode = WAL; CREATE TABLE t(a); INSERT INTO t VALUES('old')" \
        ".shell cp killed.sqlite $1" ".shell cp killed.sqlite-wal $1-wal" \
        ".shell cp killed.sqlite-shm $1-shm" > out
    rm killed.sqlite*
}
for suffix in -wal -journal -shm; do
    echo old > "left.sqlite$suffix"
    fact "what a $suffix was left beside is refused" ends 2 "$volume" export names.img x left.sqlite
    fact "with its name" contains "$(cat err)" "left.sqlite$suffix"
    fact "and nothing is made" test ! -e left.sqlite
    fact "a $suffix is no name for a database" ends 64 "$volume" export names.img x "other.sqlite$suffix" --force
    rm "left.sqlite$suffix"
done
leave left.sqlite
rm left.sqlite
fact "a log without its file is in the way" ends 2 "$volume" export names.img x left.sqlite
fact "and goes with --force" ends 0 "$volume" export names.img x left.sqlite --force
fact "so that the new rows are read" equal 7 "$(rows left.sqlite)"
rm left.sqlite
leave left.sqlite
fact "a file with its log" equal old "$(rows left.sqlite)"
rm left.sqlite*
leave left.sqlite
fact "is replaced with all that belongs to it" ends 0 "$volume" export names.img x left.sqlite --force
fact "so that nothing old is read" equal 7 "$(rows left.sqlite)"
fact "and nothing is left beside it" equal left.sqlite "$(echo left.sqlite*)"
ln -s nowhere.sqlite link.sqlite
fact "a link to nowhere is something" ends 2 "$volume" export names.img x link.sqlite
echo mine > own.sqlite.part
fact "an export beside a .part of somebody's" ends 0 "$volume" export names.img x own.sqlite
fact "leaves it alone" equal mine "$(cat own.sqlite.part)"

# What cannot be written is read. Permissions do not stop root, so the folder is mounted read-only.
mkdir closed
leave closed/left.sqlite
sqlite3 closed/whole.sqlite "PRAGMA journal_mode = WAL; CREATE TABLE t(a); INSERT INTO t VALUES(7)" > out
cp closed/whole.sqlite closed/index.sqlite
mv closed/left.sqlite-shm closed/index.sqlite-shm
sqlite3 closed/plain.sqlite "CREATE TABLE t(a); INSERT INTO t VALUES(7)"
ln -s whole.sqlite closed/link.sqlite
cp closed/whole.sqlite "closed/a b%20?#.sqlite"
if unshare --map-root-user --mount true 2> err; then
    unwritable() {
        unshare --map-root-user --mount bash -ec '
            mount --bind closed closed
            mount -o remount,bind,ro closed
            ! touch closed/new 2> touched
            exec "$@"' bash "$@"
    }
    for name in whole index plain link 'a b%20?#'; do
        fact "'$name' is read where nothing can be written" \
            ends 0 unwritable "$volume" import names.img "read $name" "closed/$name.sqlite"
        "$volume" export names.img "read $name" "read $name.sqlite"
        fact "'$name' has its row" equal 7 "$(rows "read $name.sqlite")"
    done
    fact "what has a log is not read without it" \
        ends 3 unwritable "$volume" import names.img left closed/left.sqlite
    fact "which is said" contains "$(cat err)" "closed/left.sqlite-wal"
    small() {
        unshare --map-root-user --mount bash -ec '
            mount -t tmpfs -o size=64k none small
            exec "$@"' bash "$@"
    }
    mkdir small
    fact "a file that finds no room" ends 3 small "$volume" export $disk again small/again.sqlite
    fact "is told from a volume without" contains "$(cat err)" "small/again.sqlite"
elif [ -n "${CI:-}" ]; then
    cat err
    fact "a folder can be mounted read-only" false
else
    echo "SKIPPED: 14 facts about folders that cannot be written: $(cat err)" >&2
fi
fact "where it can be written it is read with its log" ends 0 "$volume" import names.img left closed/left.sqlite
"$volume" export names.img left brought.sqlite
fact "to the last row" equal old "$(rows brought.sqlite)"

head -c 2000000 /dev/urandom > noise.img
fact "what is no volume is told so" ends 2 "$volume" ls noise.img
fact "and is overwritten with --force only" ends 0 "$volume" create noise.img --force
fact "a wrong command line is told from the rest" ends 64 "$volume" create
