#!/bin/bash
# rpm.sh FOLDER VERSION LICENCES ARCH - the package in FOLDER against one packed again; and in an empty root: rpm installs it,
# for it requires nothing, it runs, and is removed without a trace. As root.
set -eu
folder=$1 version=$2 licences=$3 arch=$4
fail() { echo "rpm: $*" >&2; exit 1; }
ok() { echo "ok - $*"; }
package=$(echo "$folder"/jixiao-"$version"-1.*.rpm)
[ "$(id -u)" -eq 0 ] || fail 'only root can install into an empty root: sudo make test-rpm'
work=$folder/test
rm -rf "$work"
mkdir -p "$work/root/home"

cp "$package" "$work/first.rpm"
sh packaging/rpm.sh "$version" "$folder" "$licences" "$arch" >/dev/null
cmp "$package" "$work/first.rpm" || fail 'two builds differ'
ok 'two builds are equal, byte for byte'

! rpm -qp --requires "$package" | grep -v '^rpmlib(' || fail 'it requires something'
root=$(cd "$work/root" && pwd)
rpm --root "$root" --dbpath /db --initdb
rpm --root "$root" --dbpath /db -i "$package" || fail 'rpm does not install it'
[ "$(env -i PATH="$PATH" HOME=/home chroot "$root" /usr/bin/jixiao --lang zh --user 张 new --unit 梧桐里街道 --year 2023)" = 1 ] || fail 'it does not run'
ok 'installed by rpm in an empty root; it runs there'
rpm --root "$root" --dbpath /db -e jixiao
left=$(find "$root" -mindepth 1 -not -path "$root/db*" -not -path "$root/home*" -not -type d)
[ -z "$left" ] || fail "it leaves something behind: $left"
ok 'removed without a trace'
