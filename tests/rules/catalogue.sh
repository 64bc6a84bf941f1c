#!/bin/sh
# catalogue.sh [merge|pot] - fails unless every text of the sources has its English in po/en.po and
# nothing else stands there. merge: brings po/en.po up to date; new texts stand there with an empty
# msgstr, to be translated. pot: writes po/jixiao.pot, to begin another language with.
set -eu
po=po/en.po
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
find src ui -name '*.[ch]' | LC_ALL=C sort >"$work/files"
# what the rules rest on stands in a table of data
awk -F '\t' '/^[^\t#]/ && NF > 4 { gsub(/"/, "\\\""); print "N_(\"" $5 "\")" }' schema/rules.txt >"$work/rules.c"
echo "$work/rules.c" >>"$work/files"
xgettext --from-code=UTF-8 -k -k_ -kN_ --package-name=jixiao --no-location --no-wrap --sort-output \
    -f "$work/files" -o "$work/new.pot"
if [ "${1-}" = pot ]; then
    cp "$work/new.pot" po/jixiao.pot
    exit
fi
msgmerge -q --no-fuzzy-matching --no-location --no-wrap --sort-output -o "$work/merged.po" $po "$work/new.pot"
if [ "${1-}" = merge ]; then
    msgattrib --no-obsolete --no-wrap --sort-output "$work/merged.po" | grep -v '^"POT-Creation-Date' >"$work/clean.po"
    cat "$work/clean.po" >$po
    msgfmt --statistics -o /dev/null $po
    exit
fi
bad=0
msgfmt -c -o /dev/null $po || bad=1
for kind in untranslated fuzzy obsolete; do
    # the header is the first paragraph
    msgattrib --$kind --no-wrap "$work/merged.po" | sed '1,/^$/d; s/^#~ //' >"$work/$kind"
    [ ! -s "$work/$kind" ] || { echo "$po: $kind (make po brings it up to date):"; grep -v '^msgstr\|^$' "$work/$kind"; bad=1; }
done
exit $bad
