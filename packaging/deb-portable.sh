#!/bin/sh
# deb-portable.sh VERSION FOLDER LICENCES ARCH - packs FOLDER/tree, where `make install' put the one file and what belongs to
# it, as FOLDER/jixiao-portable_VERSION_ARCH.deb, which depends on nothing: for a Debian, Kylin or UOS too old for the
# ordinary package. LICENCES is the folder that packaging/portable/bundle.sh filled. The same tree gives the same package.
# lintian has the last word.
set -eu
version=$1 folder=$(cd "$2" && pwd) licences=$3
arch=$(dpkg-architecture -qDEB_HOST_ARCH -t "$4-linux-gnu" 2>/dev/null)
maintainer=${DEBFULLNAME:-jixiao maintainers}' <'${DEBEMAIL:-maintainers@jixiao.invalid}'>'
SOURCE_DATE_EPOCH=$(sh packaging/when.sh)
export SOURCE_DATE_EPOCH
date=$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")
tree=$folder/tree
documents=$tree/usr/share/doc/jixiao-portable

[ ! -e "$tree/usr/share/doc/jixiao" ] || mv "$tree/usr/share/doc/jixiao" "$documents"
mkdir -p "$documents/licences" "$tree/usr/share/lintian/overrides" "$tree/DEBIAN"
cp "$licences"/* "$documents/licences/"
{
    cat LICENSE
    echo
    cat "$licences/README"
    echo
    echo 'On Debian the texts of the GNU licences are /usr/share/common-licenses/LGPL-2, LGPL-2.1, LGPL-3, GPL-2 and GPL-3.'
} >"$documents/copyright"
sed "s/@VERSION@/$version/; s/@MAINTAINER@/$maintainer/; s/@DATE@/$date/; s/^jixiao /jixiao-portable /" packaging/debian/changelog |
    gzip -9n >"$documents/changelog.gz"
[ ! -e "$tree/usr/share/man/man1/jixiao.1" ] || gzip -9nf "$tree/usr/share/man/man1/jixiao.1"
cp packaging/debian-portable/lintian-overrides "$tree/usr/share/lintian/overrides/jixiao-portable"

find "$tree" -type d -exec chmod 755 {} +
size=$(du -k -s --apparent-size --exclude=DEBIAN "$tree" | cut -f1)
sed "s,@VERSION@,$version,; s,@MAINTAINER@,$maintainer,; s,@ARCH@,$arch,; s,@SIZE@,$size," packaging/debian-portable/control >"$tree/DEBIAN/control"
(cd "$tree" && find usr -type f -print | LC_ALL=C sort | xargs -d '\n' md5sum) >"$tree/DEBIAN/md5sums"
find "$tree" -type f ! -path "$tree/usr/bin/*" -exec chmod 644 {} +
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
package=$folder/jixiao-portable_${version}_$arch.deb
# What an old dpkg reads, too: one of before 2022 knows no zstd.
dpkg-deb --root-owner-group -Zxz -b "$tree" "$package" >/dev/null
(cd "$folder" && sha256sum -- *.deb >SHA256)
lintian --fail-on error,warning "$package"
echo "$package"
