#!/bin/sh
# cover.sh BUILD - what the tests have run of each file, by gcov: lines and branches in percent, and
# what is below its goal: every branch of what reads keys, of the encodings and of the atomic
# write; 90 of 100 lines of every other file. An assertion's failing branch is our own mistake and no goal.
set -eu
build=$1
gcovr --root . --object-directory "$build/obj" --filter 'src/' --filter 'ui/' --gcov-ignore-parse-errors \
    --exclude-unreachable-branches --exclude-branches-by-pattern '^ *assert\(' -j 2 \
    --csv "$build/cover.csv" --html-details "$build/cover.html" >"$build/cover.log" 2>&1 || { cat "$build/cover.log"; exit 1; }
awk -F, '
NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
{
    file = $at["filename"]
    lines = 100 * $at["line_percent"]
    has_branches = $at["branch_total"] > 0
    branches = has_branches ? 100 * $at["branch_covered"] / $at["branch_total"] : 100
    all_lines += $at["line_total"]; hit_lines += $at["line_covered"]
    all_branches += $at["branch_total"]; hit_branches += $at["branch_covered"]
    whole = file ~ /^ui\/input(_chars|_keys)?\.c$|^src\/base\/(charset[a-z_]*|file)\.c$/
    bad = lines < 90 || (whole && (branches < 100 || lines < 100))
    printf "%6.1f %% lines %6.1f %% branches  %s%s\n", lines, branches, file, bad ? "  BELOW" : ""
    below += bad
}
END {
    printf "%6.1f %% lines %6.1f %% branches  in all\n", 100 * hit_lines / all_lines, 100 * hit_branches / all_branches
    if (below) { printf "%d files below their goal; build/cover/cover.html shows the lines\n", below; exit 1 }
}' "$build/cover.csv"
