#!/bin/sh
# deb.sh VERSION FOLDER PACKAGE... - builds the Debian package of the committed sources in FOLDER; the PACKAGEs are what
# building needs (the Makefile's list). The same commit gives the same package, byte for byte. lintian has the last word.
set -eu
version=$1 folder=$2
shift 2
maintainer=${DEBFULLNAME:-jixiao maintainers}' <'${DEBEMAIL:-maintainers@jixiao.invalid}'>'
SOURCE_DATE_EPOCH=$(sh packaging/when.sh)
export SOURCE_DATE_EPOCH
tree=$folder/jixiao-$version
rm -rf "$folder"
mkdir -p "$tree"
if [ -e .git ]; then git archive HEAD; else tar -c --exclude=./build --exclude=./debian .; fi | tar -x -C "$tree"
cp -r packaging/debian "$tree/debian"

# gcc, libc6-dev and make are build-essential, which needs no naming
needs=$(printf '%s\n' "$@" | grep -vE '^(gcc|libc6-dev|make)$' | paste -sd, | sed 's/,/, /g')
date=$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")
holder=$(grep -m1 '^Copyright' LICENSE | sed 's/([cC]) //')
licence=$(sed '1,/^Copyright/d' LICENSE | sed 's/^$/./; s/^/ /' | sed '1{/^ \.$/d}')
for file in control changelog copyright; do
    awk -v version="$version" -v maintainer="$maintainer" -v needs="$needs" -v date="$date" -v holder="$holder" -v licence="$licence" '
        { gsub(/@VERSION@/, version); gsub(/@MAINTAINER@/, maintainer); gsub(/@BUILD_DEPENDS@/, needs); gsub(/@DATE@/, date)
          if ($0 == "@COPYRIGHT@") $0 = holder; if ($0 == "@LICENCE@") $0 = licence; sub(/^Copyright /, "Copyright: "); print }' \
        "packaging/debian/$file" >"$tree/debian/$file"
done
chmod 755 "$tree/debian/rules"

# dpkg-buildpackage has its own jobs: those of a make around it are out of its reach
(cd "$tree" && env -u MAKEFLAGS -u MAKELEVEL dpkg-buildpackage -us -uc -b -j"${JOBS:-2}") >"$folder/log" 2>&1 || {
    tail -30 "$folder/log" >&2
    echo "the package could not be built: all of it stands in $folder/log" >&2
    exit 1
}
rm -rf "$tree"
(cd "$folder" && rm -f ./*-dbgsym_*.deb && sha256sum ./*.deb | sed 's,\./,,' >SHA256)
lintian --fail-on error,warning "$folder"/*.deb
ls "$folder"/*.deb
