#!/usr/bin/env bash
# Goal: the volume tool copies databases in and out unchanged, finds damage, and tells scripts what went wrong.
# Method: run it on disks in files, with the sqlite3 shell as the judge of what comes out.
source "$(dirname "$0")/common.sh"
cd "$root"
volume=${VOLUME:-}
if [ -z "$volume" ]; then
    swift build --product volume > "$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }
    volume=$built/debug/volume
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
fact "nor leaves a file" test ! -e damaged.sqlite -a ! -e damaged.sqlite.part

head -c 2000000 /dev/urandom > noise.img
fact "what is no volume is told so" ends 2 "$volume" ls noise.img
fact "and is overwritten with --force only" ends 0 "$volume" create noise.img --force
fact "a wrong command line is told from the rest" ends 64 "$volume" create
