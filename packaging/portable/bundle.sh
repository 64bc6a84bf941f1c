#!/bin/sh
# bundle.sh PROGRAM PREFIX DOWNLOADS ARCHIVE - the one file with what its licences ask to go with it: their texts, and
# where the sources are. RUNNER runs a program that was built for another machine. The same program gives the same archive, byte for byte; its checksum is written beside it.
set -eu
program=$1 prefix=$2 downloads=$3 archive=$4
here=$(dirname "$0")
name=$(basename "$archive" .tar.xz)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
top=$work/$name
mkdir -p "$top/licences"
cp "$program" LICENSE NEWS docs/jixiao.1 docs/manual.md "$top/"
cp -r docs/pictures "$top/"
mkdir "$top/completion"
${RUNNER:-} "$program" completion bash --lang zh >"$top/completion/jixiao"
${RUNNER:-} "$program" completion zsh --lang zh >"$top/completion/_jixiao"

licences=$(dirname "$program")/licences # for a package of another kind too
rm -rf "$licences"
mkdir "$licences"
cp "$prefix"/licences/* "$licences/"
cp /usr/share/doc/musl-dev/copyright "$licences/musl"
cp /usr/share/common-licenses/LGPL-2 /usr/share/common-licenses/LGPL-2.1 /usr/share/common-licenses/LGPL-3 \
    /usr/share/common-licenses/GPL-2 /usr/share/common-licenses/GPL-3 /usr/share/common-licenses/Apache-2.0 \
    /usr/share/common-licenses/MPL-1.1 /usr/share/common-licenses/MPL-2.0 "$licences/"
cat >"$licences/README" <<EOF
jixiao is under the MIT licence (LICENSE). This file has these libraries in it, each unchanged as Debian 12 has its source
(apt-get source NAME=VERSION), and GNU libiconv as the npm package iconv 3.0.1 has it. GMP, libunistring (LGPL 3 or later),
uchardet (LGPL 2.1 or later, MPL 1.1) and GNU libiconv (LGPL 2 or later) may be exchanged for changed ones: \`make portable'
in jixiao's sources links the file anew; docs/packaging.md says how. Each library's notices are in the file of its name here.

$(grep -v '^#' "$here/sources" | awk '{print $1, $2, "sha256 of the .dsc:", $3}')
EOF
find "$downloads" -maxdepth 1 -name 'iconv-*.tgz' -exec sha256sum {} + | awk '{sub(".*/", "", $2); print "GNU libiconv:", $2, "sha256:", $1}' >>"$licences/README"
cp "$licences"/* "$top/licences/"

when=$(sh packaging/when.sh)
find "$top" -type d -exec chmod 755 {} +
find "$top" -type f -exec chmod 644 {} +
chmod 755 "$top/jixiao"
tar --sort=name --mtime="@$when" --owner=0 --group=0 --numeric-owner -C "$work" -cf - "$name" | xz -9 >"$archive"
(cd "$(dirname "$archive")" && sha256sum "$name.tar.xz" >"$name.tar.xz.sha256")
echo "$archive: $(stat -c %s "$archive") bytes; $program: $(stat -c %s "$program")"
