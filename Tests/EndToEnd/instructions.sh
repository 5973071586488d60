#!/usr/bin/env bash
# Goal: a transaction on a volume takes no more instructions than before, and fewer than on ext4.
# Method: run the guest CostMeasure in an emulator that counts instructions (Benchmarks/instructions.sh) and compare with
# the table of Documentation/Storage.md. An image has the same counts in every run and on every machine, but compiler
# versions produce different images. So a count may be 3 % above the table's.
source "$(dirname "$0")/common.sh"
tolerance=3

table() { # prints commit, journal, pages, our thousands of instructions, ext4's, of each row
    sed -n '/<!-- costs/,/<!-- end of costs/p' "$root/Documentation/Storage.md" | awk -F ' *[|] *' '
        $2 == "Journal" { for (i = 2; i < NF; i++) if (tolower($i) == "instructions") column[++found] = i; next }
        $4 + 0 > 0 { print $3 "\t" $2 "\t" $4 "\t" $column[1] "\t" $column[2] }'
}

above() { # percent of the table that is the limit: prints what is above it, or not in the table or not measured
    awk -F '\t' -v percent="$1" '
        NR == FNR { limit[$1, $2, $3] = $4; next }
        { key = $2 SUBSEP $1 SUBSEP $3; cost = $5 / $4 / 1000; seen++ }
        !(key in limit) { print $1, $2, $3, "is not in the table"; next }
        cost > limit[key] * percent / 100 { print $1, $2, $3, "takes", cost, "thousand instructions, and took", limit[key] }
        END { for (key in limit) rows++; if (seen != rows) print rows + 0, "rows, but", seen + 0, "were measured" }
    ' "$scratch/table" "$scratch/measured"
}

not_below_ext4() { # the same of those that are not below ext4's
    awk -F '\t' '
        NR == FNR { if ($5 != "") theirs[$1, $2, $3] = $5; next }
        ($2, $1, $3) in theirs { compared++
            if ($5 / $4 / 1000 >= theirs[$2, $1, $3]) print $1, $2, $3, $5 / $4 / 1000, "ext4", theirs[$2, $1, $3] }
        END { if (!compared) print "nothing was compared" }
    ' "$scratch/table" "$scratch/measured"
}

table > "$scratch/table"
fact "there is a table of instructions" test "$(wc -l < "$scratch/table")" -gt 50
"$root/Benchmarks/instructions.sh" --ours --built > "$scratch/measured"
fact "no transaction takes $tolerance % more instructions than it did" equal '' "$(above $((100 + tolerance)))"
fact "each takes fewer than on ext4" equal '' "$(not_below_ext4)"
fact "a table that asked for 5 % less would not be kept" equal "$(wc -l < "$scratch/table")" \
    "$(above 95 | grep -c 'takes')"
