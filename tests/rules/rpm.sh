#!/bin/bash
# rpm.sh FOLDER VERSION LICENCES ARCH - the package in FOLDER against one packed in another folder; and in an empty root: rpm
# installs it, for it requires nothing, and upgrades it from 0.1.0 with its libraries; it runs, and is removed without a trace.
# As root.
set -eu
. tests/rules/older.sh
folder=$1 version=$2 licences=$3 arch=$4
fail() { echo "rpm: $*" >&2; exit 1; }
ok() { echo "ok - $*"; }
package=$(echo "$folder"/jixiao-"$version"-1.*.rpm)
[ "$(id -u)" -eq 0 ] || fail 'only root can install into an empty root: sudo make test-rpm'
work=$folder/test
rm -rf "$work"
# What every system has before it; all else has to go with the package.
mkdir -p "$work"/root/{home,usr/bin,usr/share/{doc,licenses,man/man1}}

mkdir -p "$work/again" && cp -a "$folder/tree" "$work/again/"
sh packaging/rpm.sh "$version" "$work/again" "$licences" "$arch" >/dev/null
cmp "$package" "$work/again/$(basename "$package")" || fail 'two packages differ'
ok 'packed in two folders it is equal, byte for byte'

! rpm -qp --requires "$package" | grep -v '^rpmlib(' || fail 'it requires something'
root=$(cd "$work/root" && pwd)
list_files() { (cd "$root" && find . -mindepth 1 ! -path './db*' ! -path './home*' ! -path './var*' | LC_ALL=C sort); }
list_files >"$work/before"
rpm --root "$root" --dbpath /db --initdb

# The same files and one more under the first version stand for the version before.
mkdir -p "$work/older" && cp -a "$folder/tree" "$work/older/"
echo once >"$work/older/tree/usr/share/doc/jixiao/once.md"
sh packaging/rpm.sh 0.1.0 "$work/older" "$licences" "$arch" >/dev/null
rpm --root "$root" --dbpath /db -i "$work"/older/*.rpm || fail 'rpm does not install it'
[ -e "$root/usr/share/doc/jixiao/once.md" ] || fail 'rpm has not installed all of it'
put_libraries "$root/home/libraries"
rpm --root "$root" --dbpath /db -U "$package" || fail 'rpm does not upgrade it'
[ ! -e "$root/usr/share/doc/jixiao/once.md" ] || fail 'a file of the version before stays'
[ "$(env -i PATH="$PATH" HOME=/home chroot "$root" /usr/bin/jixiao --lang zh --user 张 new --unit 梧桐里街道 --year 2023)" = 1 ] || fail 'it does not run'
ok 'installed by rpm in an empty root, and upgraded from 0.1.0; it runs there'
check_libraries "$root/home/libraries" /home/libraries env -i PATH="$PATH" HOME=/home LC_ALL=C.UTF-8 chroot "$root" /usr/bin/jixiao
sums=$(cd "$root/home/libraries" && sha256sum -- *.db)
rpm --root "$root" --dbpath /db -e jixiao
list_files >"$work/after"
diff "$work/before" "$work/after" >&2 || fail 'it leaves something behind'
(cd "$root/home/libraries" && sha256sum -c --quiet <<<"$sums") || fail "it touched the clerk's libraries"
ok "removed without a trace; the clerk's libraries stay"
