# Compares what fuzzcheck's scripts answered in two runs, and names those with other answers. Left out are scripts that ask
# for more than the database has in it (time, chance, the file's name, what the VFS can do), that want more memory than
# they get, and those of which the glue says why (fuzz.c).
# Prints how many scripts there are, how many had the same answers, and how many were left out.
#
# Usage: awk -f answers.awk EXPECTED FOUND 2> NAMES
FNR == 1 { file++; name = "" }
/^sqlid=[0-9]/ { name = $0; if (file == 1) names[++count] = name; else ran[name] = 1; next }
name == "" || /^(Peak memory usages:|fuzzcheck:|SQLite 3)/ { next }
file == 1 { expected[name] = expected[name] $0 "\n" }
file == 2 { found[name] = found[name] $0 "\n" }
END {
    outside = "current_|date *\\(|time *\\(|julianday|random|database_list|filename|journal_mode|mmap_size|temp_store_dir|vtab:"
    outside = outside "|out of memory|simulated oom|heap_limit|interrupted|mirage: "
    for (i = 1; i <= count; i++) {
        name = names[i]
        if ((name in ran) && expected[name] == found[name]) same++
        else if (tolower(expected[name] found[name]) ~ outside) left_out++
        else print name > "/dev/stderr"
    }
    print count + 0, same + 0, left_out + 0
}
