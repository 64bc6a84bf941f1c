#!/bin/sh
# banned.sh - names that have a safe replacement in base/, and files that outgrew their duty.
set -u
bad=0
comment='^[^:]+:[0-9]+: *(/?\*|//)'
hits=$(grep -rnE '\<(strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|atof|strtod|localtime|gmtime|malloc|calloc|realloc|strdup|strndup|alloca|system|popen|tmpnam|mktemp)[[:space:]]*\(' \
    --include='*.[ch]' src ui | grep -vE "^src/base/mem\.[ch]:|$comment")
[ -z "$hits" ] || { echo "$hits"; echo 'banned: use the functions of src/base'; bad=1; }
hits=$(grep -rnE '\<(fopen|open|openat|rename|unlink|mkstemp|fsync|mkdir|opendir)[[:space:]]*\(' --include='*.c' src ui |
    grep -vE "^src/base/os/(file|file_call|file_temp|seats|name_hold)\.c:|$comment")
[ -z "$hits" ] || { echo "$hits"; echo 'files: go through src/base/os/file.h'; bad=1; }
# one place decides what may be replaced
hits=$(grep -rnE '\<(file_write_atomic|file_take_place|db_make_file)[[:space:]]*\(' --include='*.c' src ui |
    grep -vE "^src/base/os/file(_temp)?\.c:|^src/session/(file|exchange|convert)\.c:|^src/store/(db|verify|recover)\.c:|$comment")
[ -z "$hits" ] || { echo "$hits"; echo 'files: ask src/store/overwrite.h first (session_write_file, store_backup)'; bad=1; }
# what the program says passes one filter (src/base/say.h), what the screens paint the canvas
hits=$(grep -rnE '\<(printf|vprintf|fprintf|vfprintf|dprintf|vdprintf|puts|fputs|fputc|putc|putchar|fwrite|perror|psignal|write|pwrite|writev)[[:space:]]*\(' \
    --include='*.c' src ui | grep -vE "^(src/base/(say|work|mem|os/file|os/file_call|os/file_temp|os/seats)|ui/term/(term|curses_screen|signals))\.c:|$comment|(>|enum rc )write\(")
[ -z "$hits" ] || { echo "$hits"; echo 'output: go through src/base/say.h'; bad=1; }
hits=$(grep -rnE '\<(file_write_stdout)[[:space:]]*\(|STD(OUT|ERR)_FILENO|\<std(out|err)\>' --include='*.c' src ui |
    grep -vE "^(src/base/(say|work|mem|os/file|os/child)|src/cli/(command_line|all)|ui/term/(term|curses_terminfo|signals))\.c:|$comment")
[ -z "$hits" ] || { echo "$hits"; echo 'output: go through src/base/say.h'; bad=1; }
hits=$(grep -rnE '\<(xmlTextWriterWrite(String|Raw|Attribute|FormatAttribute)|json_stringn?(_nocheck)?|worksheet_write_string|worksheet_write_comment|workbook_set_properties)[[:space:]]*\(' \
    --include='*.c' src ui | grep -vE "^src/exchange/(package/xml_write|json/out|json/write|xlsx/cells|xlsx/write_form|xlsx/write_table|xlsx/write)\.c:|$comment")
[ -z "$hits" ] || { echo "$hits"; echo 'files: text goes into them where it is filtered'; bad=1; }
hits=$(grep -rnE '\<iconv(_open|_close)?[[:space:]]*\(' --include='*.[ch]' src ui | grep -vE "^src/base/text/charset_codec\.c:|$comment")
[ -z "$hits" ] || { echo "$hits"; echo 'encodings: iconv is called in src/base/text/charset_codec.c alone'; bad=1; }
hits=$(grep -rnE '//(TRANSLIT|IGNORE)' --include='*.[ch]' src ui | grep -vE "$comment" | grep -vE '^[^:]+:[0-9]+: \*')
[ -z "$hits" ] || { echo "$hits"; echo 'encodings: what cannot be carried is named, never replaced by iconv'; bad=1; }
# names of our own tables are put into SQL in one file
hits=$(grep -rnE '"[^"]*\<(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ATTACH|PRAGMA|WHERE)\>[^"]*%(\.\*)?s' --include='*.[ch]' src ui |
    grep -vE "^src/store/recover_rows\.c:|$comment")
[ -z "$hits" ] || { echo "$hits"; echo 'SQL: values are bound as parameters'; bad=1; }
hits=$(grep -rnE '\<sqlite3_(exec|mprintf|vmprintf)[[:space:]]*\(' --include='*.c' src ui | grep -vE "^src/store/db\.c:|$comment")
[ -z "$hits" ] || { echo "$hits"; echo 'SQL: go through src/store/stmt.h'; bad=1; }
hits=$(grep -rnE '\<posix_spawnp?[[:space:]]*\(' --include='*.c' src ui | grep -vE "^src/base/os/child\.c:|$comment")
[ -z "$hits" ] || { echo "$hits"; echo 'programs: src/base/os/child.c starts them'; bad=1; }
for file in $(find src ui -name '*.[ch]'); do
    most=600
    case $file in *.h) most=200 ;; esac
    lines=$(wc -l <"$file")
    [ "$lines" -le "$most" ] || { echo "$file: $lines lines, more than $most: split it by duty"; bad=1; }
done
exit $bad
