#!/bin/bash
# deb-portable.sh FOLDER VERSION LICENCES ARCH - the package in FOLDER against one packed in another folder; and in a new Debian
# 11, whose libraries the ordinary package is too new for: dpkg installs it with nothing else and upgrades it from 0.1.0 with
# its libraries, its screen opens and answers a key in UTF-8, GBK and GB18030, and it is removed without a trace. As root.
set -eu
. tests/rules/older.sh
folder=$1 version=$2 licences=$3 arch=$4
fail() { echo "deb-portable: $*" >&2; exit 1; }
ok() { echo "ok - $*"; }
[ "$(id -u)" -eq 0 ] || fail 'only root can make a new Debian: sudo make test-deb-portable'
deb=$(echo "$folder"/jixiao-portable_"$version"_*.deb)
work=$folder-test
mkdir -p "$work"

rm -rf "$work/again" && mkdir -p "$work/again" && cp -a "$folder/tree" "$work/again/"
sh packaging/deb-portable.sh "$version" "$work/again" "$licences" "$arch" >/dev/null
cmp "$deb" "$work/again/$(basename "$deb")" || fail 'two packages differ'
ok 'packed in two folders it is equal, byte for byte'
[ -z "$(dpkg-deb -f "$deb" Depends)" ] || fail 'it depends on something'

root=$work/root
if [ ! -e "$root/booted" ]; then
    rm -rf "$root"
    debootstrap --variant=minbase bullseye "$root" http://deb.debian.org/debian >"$work/log" 2>&1 || fail "no new Debian: see $work/log"
    touch "$root/booted"
fi
in_root() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LOGNAME=li "$@"; }
list_files() { (cd "$root" && find . -xdev \( -path ./root -o -path ./var/lib/dpkg -o -path ./var/log \) -prune -o -print | LC_ALL=C sort); }
list_files >"$work/before"

# The same files and one more under the first version stand for the version before.
rm -rf "$work/older" && dpkg-deb -R "$deb" "$work/older"
sed -i 's/^Version: .*/Version: 0.1.0/' "$work/older/DEBIAN/control"
echo once >"$work/older/usr/share/doc/jixiao-portable/once.md"
dpkg-deb --root-owner-group -Zxz -b "$work/older" "$root/root/older.deb" >/dev/null
cp "$deb" "$root/root/jixiao.deb"
in_root chroot "$root" dpkg -i /root/older.deb >"$work/log" 2>&1 || fail "it cannot be installed: see $work/log"
libraries=$root/root/libraries
put_libraries "$libraries"
in_root chroot "$root" dpkg -i /root/jixiao.deb >>"$work/log" 2>&1 || fail "it cannot be upgraded: see $work/log"
[ ! -e "$root/usr/share/doc/jixiao-portable/once.md" ] || fail 'a file of the version before stays'
in_root chroot "$root" jixiao --version | grep -q "^jixiao $version$" || fail 'another version runs'
[ "$(in_root chroot "$root" jixiao --lang zh new --unit 梧桐里街道 --year 2023)" = 1 ] || fail 'it does not run'
ok "installed by dpkg alone, and upgraded from 0.1.0, on $(chroot "$root" /lib/x86_64-linux-gnu/libc.so.6 2>/dev/null | head -1 | grep -o 'GLIBC [^)]*' || echo 'an old glibc')"
check_libraries "$libraries" /root/libraries in_root LC_ALL=C.UTF-8 chroot "$root" jixiao

# screen LOCALE: what the full screen sends while F1 is pressed and it is left by F10.
screen() {
    (sleep 1; printf '\033OP'; sleep 1; printf '\033'; sleep 1; printf '\033[21~'; sleep 1) |
        in_root TERM=xterm LC_ALL="$1" script -qec "stty rows 24 cols 80; chroot $root jixiao" /dev/null
}
for encoding in UTF-8 GBK GB18030; do
    screen "zh_CN.$encoding" | iconv -c -f $encoding -t utf-8 >"$work/screen"
    grep -aq 梧桐里街道 "$work/screen" || fail "no screen in $encoding"
    grep -aq 帮助 "$work/screen" || fail "no answer to F1 in $encoding"
done
ok 'its screen opens and answers in UTF-8, GBK and GB18030'

sums=$(cd "$libraries" && sha256sum -- *.db)
in_root chroot "$root" dpkg -P jixiao-portable >>"$work/log" 2>&1 || fail "it cannot be removed: see $work/log"
list_files >"$work/after"
diff "$work/before" "$work/after" >&2 || fail 'it leaves something behind'
[ -e "$root/root/.local/share/jixiao/jixiao.db" ] || fail "it took the clerk's library along"
(cd "$libraries" && sha256sum -c --quiet <<<"$sums") || fail "it touched the clerk's libraries"
ok "removed without a trace; the clerk's libraries stay"
