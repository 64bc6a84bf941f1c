# tests/rules/layers.awk - fails when a file includes something above its layer.
# usage: grep -rnE '^ *# *include' src ui | awk -f tests/rules/layers.awk
BEGIN {
    # a folder below one of these has the layer of the longest name that stands here
    allow["src/base"]     = "base"
    allow["src/model"]    = "base model"
    allow["src/store"]    = "base model store"
    allow["src/check"]    = "base model check"
    allow["src/exchange"] = "base model exchange"
    allow["src/edit"]     = "base model edit"
    allow["src/session"]  = "base model edit store check exchange session"
    allow["src/command"]  = "base session command"
    allow["src/cli"]      = "base model store check exchange session command cli"
    allow["ui"]           = "base model edit session command ui"
    only["ncurses.h"] = only["curses.h"] = only["ncursesw/ncurses.h"] = only["term.h"] = "ui/term/curses_"; only["sqlite3.h"] = "src/store/"
    only["yaml.h"] = "src/model/template/yaml_tree.c"; only["uchardet.h"] = only["uchardet/uchardet.h"] = "src/base/text/charset"
    only["pthread.h"] = "nobody: one thread does all"
    only["iconv.h"] = "src/base/text/charset_codec."; only["jansson.h"] = "src/exchange/json/"
    only["gmp.h"] = "src/model/number/number.c"; only["pcre2.h"] = "src/base/text/pattern.c"
    only["openssl/sha.h"] = only["sha2.h"] = "src/base/sha256.c"
    only["xlsxwriter.h"] = "src/exchange/xlsx/"
    only["zip.h"] = "src/exchange/package/zip_"; only["libxml/xmlwriter.h"] = "src/exchange/package/xml_write.c"
    only["libxml/xmlreader.h"] = "src/exchange/package/xml_read.c"; only["libxml/tree.h"] = only["libxml/parser.h"] = "src/exchange/package/xml_tree.c"; only["dlfcn.h"] = "nobody"
    only["unilbrk.h"] = "src/base/text/line_break.c"; only["unigbrk.h"] = "src/base/text/grapheme.c"
    only["uniwidth.h"] = "src/base/text/width.c"; only["unictype.h"] = only["unicase.h"] = "src/base/text/char_class.c"
}
{
    split($0, part, ":"); file = part[1]
    if (match($0, /<[^>]+>/)) {
        name = substr($0, RSTART + 1, RLENGTH - 2)
        if (file == "src/cli/libraries.c") next # their versions
        if (name in only && index(file, only[name]) != 1) bad(name " belongs to " only[name] " alone")
        next
    }
    if (file == "src/main.c" || !match($0, /"[^"]+"/)) next
    name = substr($0, RSTART + 1, RLENGTH - 2)
    if (name !~ /\//) { bad("write the folder: \"layer/" name "\""); next }
    layer = name; sub(/\/.*/, "", layer)
    home = file; sub(/\/[^\/]*$/, "", home)
    while (!(home in allow) && sub(/\/[^\/]*$/, "", home)) { }
    if (index(" " allow[home] " ", " " layer " ") == 0) bad(home " may not include " name)
}
function bad(why) { printf "%s:%s: %s\n", part[1], part[2], why; failed = 1 }
END { exit failed }
