# tests/rules/links.awk - fails where names, circles or what a folder sees are worse than agreed (links.sh feeds it).
# usage: sh tests/rules/links.sh build
BEGIN {
    # Headers that declare names of other files than their own, and how many. A number only ever goes down; what stays is
    # a family of one duty.
    most["src/cli/commands.h"] = 27 # the commands, each a row for one table
    most["src/check/relation.h"] = 10 # what judges a sentence, each a row for one table
    most["src/edit/editor_private.h"] = 4 # the inside of the editor, for its own files
    most["src/model/template/template.h"] = 1 # template_read, whose own header is the inside of reading
    system_names["wcwidth"] = 1 # the C library's, whose answer ours takes the place of
    # Circles: files that use names of one another, directly or by others.
    circles_most = 2; files_most = 4
    # What a folder may not see, by whatever header, and how many of its files still do.
    hidden["ui"] = hidden["src/command"] = "src/store src/check src/exchange"
    seeing_most["ui"] = seeing_most["src/command"] = 0
}

$1 == "header" { read_header($2); next }
$1 == "depends" { read_depends($2); next }
$NF == "" { next }
{
    # "build/obj/src/base/err.o:0000000000000000 T err_set", undefined ones without the address
    colon = index($0, ".o:")
    file = substr($0, length(root) + 1, colon - length(root) - 1)
    kind = $(NF - 1); name = $NF
    if (!(file in number)) { number[file] = ++files; file_name[files] = file }
    if (kind == "U") uses[++used] = file " " name
    else if (kind ~ /[TDBRCV]/ && name != "main") { if (!(name in owner)) names[++named] = name; owner[name] = file }
}

# The words of a header outside comments: what it declares is among them.
function read_header(path,    line, inside, at, word, words, count, i, rest) {
    header[++headers] = path
    inside = 0
    while ((getline line < path) > 0) {
        rest = ""
        while (line != "") {
            if (inside) { at = index(line, "*/"); if (!at) break; line = substr(line, at + 2); inside = 0 }
            else if (at = index(line, "/*")) { rest = rest substr(line, 1, at - 1) " "; line = substr(line, at + 2); inside = 1 }
            else { rest = rest line; line = "" }
        }
        count = split(rest, words, /[^A-Za-z0-9_]+/)
        for (i = 1; i <= count; i++) if (words[i] != "") { has[path, words[i]] = 1; if (!(words[i] in first)) first[words[i]] = path }
    }
    close(path)
}

# Which folders' headers a file has read.
function read_depends(path,    line, file, part, count, i, folder) {
    file = substr(path, length(root) + 1); sub(/\.d$/, "", file)
    while ((getline line < path) > 0) {
        if (line ~ /^[^ ]*\.h:/) continue
        count = split(line, part, /[ \\]+/)
        for (i = 1; i <= count; i++) if (part[i] ~ /^(src|ui)\/.*\.h$/) for (folder in hidden) if (index(file, folder "/") == 1) see(folder, file, part[i])
    }
    close(path)
}
function see(folder, file, header,    list, count, i) {
    count = split(hidden[folder], list, " ")
    for (i = 1; i <= count; i++) if (index(header, list[i] "/") == 1 && !((folder, file) in seen)) {
        seen[folder, file] = header; seeing[folder]++; seen_by[folder] = seen_by[folder] sprintf("  %s sees %s\n", file, header)
    }
}

# The circles, after Tarjan: low[] is the oldest file that can be reached.
function visit(file,    i, count, list, other, circle, size) {
    order[file] = low[file] = ++visited; stack[++depth] = file; on[file] = 1
    count = split(next_files[file], list, " ")
    for (i = 1; i <= count; i++) {
        other = list[i]
        if (!(other in order)) { visit(other); if (low[other] < low[file]) low[file] = low[other] }
        else if (on[other] && order[other] < low[file]) low[file] = order[other]
    }
    if (low[file] != order[file]) return
    circle = ""; size = 0
    do { other = stack[depth--]; on[other] = 0; circle = circle " " other; size++ } while (other != file)
    if (size < 2) return
    circles++; circle_text = circle_text sprintf("  %d:%s\n", size, circle)
    if (size > largest) largest = size
}

END {
    for (i = 1; i <= named; i++) {
        name = names[i]
        if ((owner[name] ".h", name) in has) continue
        if (name in system_names) continue
        where = (name in first) ? first[name] : "no header"
        elsewhere[where]++; elsewhere_text[where] = elsewhere_text[where] sprintf("  %s of %s.c\n", name, owner[name]); all++
    }
    for (where in elsewhere) if (elsewhere[where] > most[where] + 0)
        bad(sprintf("%s declares %d names of other files, %d at most; put each into its own file's header:\n%s", where, elsewhere[where], most[where], elsewhere_text[where]))
    for (i = 1; i <= used; i++) {
        split(uses[i], use, " ")
        if (!(use[2] in owner) || owner[use[2]] == use[1]) continue
        if (!((use[1], owner[use[2]]) in edge)) { edge[use[1], owner[use[2]]] = 1; next_files[use[1]] = next_files[use[1]] " " owner[use[2]] }
    }
    for (i = 1; i <= files; i++) if (!(file_name[i] in order)) visit(file_name[i])
    if (circles > circles_most || largest > files_most)
        bad(sprintf("%d circles of files, the largest of %d; %d at most, of %d at most:\n%s", circles, largest, circles_most, files_most, circle_text))
    for (folder in hidden) if (seeing[folder] > seeing_most[folder])
        bad(sprintf("%d files of %s see what is hidden from it, %d at most:\n%s", seeing[folder], folder, seeing_most[folder], seen_by[folder]))
    if (verbose) {
        printf "names %d, declared elsewhere %d, circles %d of at most %d\n", named, all, circles, largest
        for (where in elsewhere) printf "    most[\"%s\"] = %d\n", where, elsewhere[where] | "sort"
        close("sort"); printf "%s", circle_text
        for (folder in hidden) printf "%s: %d see what is hidden\n", folder, seeing[folder]
    }
    exit failed
}
function bad(text) { printf "%s", text; failed = 1 }
