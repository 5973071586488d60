# shellcheck shell=bash
# Sourced by ext4.sh and instructions.sh: the transactions of `make measure WHAT=io-costs` (CostWorkload.swift, of the tests) as a script
# for SQLite's unix VFS, with marks around what is measured.

# Rows of most of a page each; as many transactions of a kind, after as many that warm.
sql() { # journal mode, locking mode, synchronous, words of the marks
    local pages count
    echo ".output /dev/null"
    echo "PRAGMA locking_mode = $2; PRAGMA journal_mode = $1; PRAGMA synchronous = $3; PRAGMA wal_autocheckpoint = 0;"
    cat << 'SQL'
CREATE TABLE t(id INTEGER PRIMARY KEY, a BLOB);
WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 300)
    INSERT INTO t SELECT id, zeroblob(3000) FROM n;
SQL
    for pages in 300 30 3 1; do # the largest first, so that no log or journal has to grow later
        count=20
        [ $pages -lt 300 ] || count=10
        transactions $pages $count
        echo "PRAGMA wal_checkpoint;"
        echo ".shell mark begin $4 $pages $count"
        transactions $pages $count
        echo ".shell mark end $4 $pages $count"
        [ "$1" = WAL ] || continue
        echo ".shell mark begin checkpoint $2 $3 $pages 1"
        echo "PRAGMA wal_checkpoint;"
        echo ".shell mark end checkpoint $2 $3 $pages 1"
    done
}

transactions() { # pages, count
    local number
    for ((number = 0; number < $2; number++)); do
        echo "UPDATE t SET a = zeroblob($((2900 + number))) WHERE id <= $1;"
    done
}
