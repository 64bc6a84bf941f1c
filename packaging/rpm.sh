#!/bin/sh
# rpm.sh VERSION FOLDER LICENCES ARCH - builds FOLDER/jixiao-VERSION-1.ARCH.rpm of FOLDER/tree, where `make install' put the one
# file and what belongs to it; LICENCES is the folder that packaging/portable/bundle.sh filled. The same tree gives the same
# package. rpmlint has the last word.
set -eu
version=$1 folder=$(cd "$2" && pwd) licences=$3 arch=$4
SOURCE_DATE_EPOCH=$(sh packaging/when.sh)
export SOURCE_DATE_EPOCH
mkdir -p "$folder/tree/usr/share/licenses/jixiao"
cp LICENSE "$licences"/* "$folder/tree/usr/share/licenses/jixiao/"
[ ! -e "$folder/tree/usr/share/man/man1/jixiao.1" ] || gzip -9nf "$folder/tree/usr/share/man/man1/jixiao.1"
find "$folder/tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
packager="${DEBFULLNAME:-jixiao maintainers} <${DEBEMAIL:-maintainers@jixiao.invalid}>"
sed "s,@VERSION@,$version,; s,@PACKAGER@,$packager,; s,@TREE@,$folder/tree," packaging/rpm/jixiao.spec >"$folder/jixiao.spec"
rpmbuild -bb --quiet --target "$arch" --buildroot "$folder/root" \
    --define "_topdir $folder/top" --define "_rpmdir $folder" --define '_rpmfilename %{name}-%{version}-%{release}.%{arch}.rpm' \
    --define '_build_id_links none' --define '_binary_payload w9.gzdio' --define '_buildhost localhost' \
    --define 'use_source_date_epoch_as_buildtime 1' --define 'clamp_mtime_to_source_date_epoch 1' \
    --define '__os_install_post %{nil}' --define 'debug_package %{nil}' "$folder/jixiao.spec" >"$folder/log" 2>&1 || {
    cat "$folder/log" >&2
    exit 1
}
package=$(echo "$folder"/jixiao-*.rpm)
# the unstripped, the static and what else a package for one system would not do is what this one is for
rpmlint -c packaging/rpm/rpmlint.toml "$package"
rpm -qp --requires "$package"
(cd "$folder" && sha256sum -- *.rpm >SHA256)
echo "$package"
