#!/bin/bash
# deb.sh FOLDER VERSION WORK PACKAGE... - the package in FOLDER against one built again, and in a new Debian below WORK:
# installed, upgraded from 0.1.0 with its libraries, run, removed without a trace. As root.
set -eu
. tests/rules/older.sh
folder=$1 version=$2 work=$3
shift 3
fail() { echo "deb: $*" >&2; exit 1; }
ok() { echo "ok - $*"; }
deb=$(echo "$folder"/jixiao_"$version"_*.deb)
[ "$(id -u)" -eq 0 ] || fail 'only root can make a new Debian: sudo make test-deb'

mkdir -p "$work"
sh packaging/deb.sh "$version" "$work/again" "$@" >/dev/null
cmp "$deb" "$work/again/$(basename "$deb")" || fail 'two builds differ'
ok 'two builds are equal, byte for byte'

root=$work/root
if [ ! -e "$root/booted" ]; then
    rm -rf "$root"
    debootstrap --variant=minbase bookworm "$root" http://deb.debian.org/debian >"$work/log" 2>&1 || fail "no new Debian: see $work/log"
    touch "$root/booted"
fi
apt-config dump Acquire | grep -v DEP-11 >"$root/etc/apt/apt.conf.d/99here"
mkdir -p "$root/etc/ssl/certs" && cp -rL /etc/ssl/certs/. "$root/etc/ssl/certs/"
cp /etc/resolv.conf /etc/hosts "$root/etc/"
in_root() {
    # shellcheck disable=SC2046 # words
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=xterm LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        $(env | grep -i '_proxy=' | tr '\n' ' ') chroot "$root" "$@"
}
in_root apt-get update -qq
in_root apt-get purge -y -qq --auto-remove jixiao >/dev/null 2>&1 || true
# What a package manager keeps for itself says nothing of the package.
list_files() {
    (cd "$root" && find . -xdev \( -path ./proc -o -path ./root -o -path ./tmp -o -path ./var/lib/apt -o -path ./var/cache -o -path ./var/log \
        -o -path ./var/lib/dpkg \) -prune -o -print | grep -vE 'ld.so.cache' | LC_ALL=C sort)
}
list_files >"$work/before"

# The same files and one more under the first version stand for the version before.
rm -rf "$work/older" && dpkg-deb -R "$deb" "$work/older"
sed -i 's/^Version: .*/Version: 0.1.0/' "$work/older/DEBIAN/control"
echo once >"$work/older/usr/share/doc/jixiao/once.md"
dpkg-deb --root-owner-group -b "$work/older" "$root/tmp/older.deb" >/dev/null
cp "$deb" "$root/tmp/jixiao.deb"
in_root apt-get install -y -qq --no-install-recommends /tmp/older.deb >"$work/log" 2>&1 || fail "it cannot be installed: see $work/log"
libraries=$root/root/.local/share/jixiao
put_libraries "$libraries"
in_root apt-get install -y -qq --no-install-recommends /tmp/jixiao.deb >>"$work/log" 2>&1 || fail "it cannot be upgraded: see $work/log"
in_root jixiao --version | grep -q "^jixiao $version$" || fail 'another version runs'
[ ! -e "$root/usr/share/doc/jixiao/once.md" ] || fail 'a file of the version before stays'
ok 'installed, and upgraded from 0.1.0'
check_libraries "$libraries" /root/.local/share/jixiao in_root jixiao

for file in usr/share/man/man1/jixiao.1.gz usr/share/bash-completion/completions/jixiao usr/share/zsh/vendor-completions/_jixiao \
    usr/share/doc/jixiao/copyright; do
    [ -e "$root/$file" ] || fail "no /$file"
done
(sleep 1; printf '\033[21~'; sleep 1) | script -qec "stty rows 24 cols 80; chroot $root env TERM=xterm LC_ALL=C.UTF-8 HOME=/root jixiao" /dev/null |
    grep -aq 报告 || fail 'no screen'
missing=$(in_root dpkg -L jixiao | while read -r file; do [ -e "$root$file" ] || [ -L "$root$file" ] || echo "$file"; done)
[ -z "$missing" ] || echo "left out by this system's dpkg: $missing"
ok 'its screen opens; man page, completion and documents are there'

sums=$(cd "$libraries" && sha256sum -- *.db)
in_root apt-get purge -y -qq --auto-remove jixiao >>"$work/log" 2>&1 || fail "it cannot be removed: see $work/log"
list_files >"$work/after"
diff "$work/before" "$work/after" >&2 || fail 'it leaves something behind'
(cd "$libraries" && sha256sum -c --quiet <<<"$sums") || fail "it touched the clerk's libraries"
ok "removed without a trace; the clerk's libraries stay"
