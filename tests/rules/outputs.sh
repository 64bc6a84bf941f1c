#!/bin/sh
# outputs.sh PROGRAM FOLDER - what the program makes of its own samples, the same on every machine: imports, findings and
# exports in every format, into FOLDER; prints their checksums. PROGRAM may be several words. From the top folder.
set -eu
program=$1 folder=$2
rm -rf "$folder"
mkdir -p "$folder"
export LC_ALL=C.UTF-8 JIXIAO_NOW=1709605860 TZ=CST-8
run() { $program --db "$folder/x.db" --user zhang --lang zh --quiet "$@"; }

for year in 2022 2023; do run import "schema/samples/wutongli-$year.txt" --template subdistrict; done >"$folder/import"
run check 2 >"$folder/check" || true
run check 2 --json >"$folder/check.json" || true
for kind in txt md html docx xlsx json; do run export 2 --format $kind -o "$folder/report.$kind"; done
for code in gb18030 gbk utf-8-bom utf-16; do run export 2 --format txt --encoding $code --unmappable ncr -o "$folder/report.$code"; done
run export 2 --format txt --layout page -o "$folder/report.page"
run diff 2 -o "$folder/diff.docx"
for kind in docx md txt; do run import "$folder/report.$kind" --template subdistrict --unit "$kind"; done >>"$folder/import"
run import "$folder/report.gb18030" --template subdistrict --unit gb18030 --encoding gb18030 >>"$folder/import"
for report in 3 4 5 6; do run export $report --format txt -o "$folder/again.$report"; done
run search 财政 >"$folder/search"
# A Word file names its report by the uid, which is random: here it is one that is always the same.
sed -i 's/^  "uid": "[0-9a-f]*"/  "uid": "00000000000000000000000000000001"/' "$folder/report.json"
rm -f "$folder"/x.db*
run import "$folder/report.json" >>"$folder/import"
run export 1 --format docx -o "$folder/report.docx"
rm -f "$folder"/x.db*
cd "$folder"
sha256sum -- *
