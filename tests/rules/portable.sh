#!/bin/bash
# portable.sh PORTABLE FULL ORDINARY FOLDER - whether the one file (FULL: before its names were stripped) stands alone: it
# needs nothing of the system, runs in an empty root with each terminal it knows by itself, speaks to nobody, and makes the
# same files as the ordinary program. As root, for chroot. RUNNER is the static emulator that runs it, where it was built for
# another machine.
set -eu
portable=$1 full=$2 ordinary=$3 folder=$4
fail() { echo "portable: $*" >&2; exit 1; }
ok() { echo "ok - $*"; }
[ "$(id -u)" -eq 0 ] || fail 'only root can put it into an empty root: sudo make test-portable'

parts=$(readelf -lW "$portable") needs=$(readelf -dW "$portable")
! grep -q INTERP <<<"$parts" || fail 'it asks for a loader'
! grep -q NEEDED <<<"$needs" || fail 'it asks for a library'
readelf -hW "$portable" | grep -q 'DYN (' || fail 'it is loaded at one address'
grep -q GNU_RELRO <<<"$parts" && grep -q NOW <<<"$needs" || fail 'its tables can be written'
! grep -qE 'RWE|GNU_STACK .* E' <<<"$parts" || fail 'it can run what was written'
! grep -q TEXTREL <<<"$needs" || fail 'its code is written to'
ok 'it needs no loader and no library, and is hardened'

# execve and posix_spawn are there for the one that converts files on consent (base/os/child.h)
calls='socket|connect|send|sendto|sendmsg|bind|listen|accept|accept4|getaddrinfo|gethostbyname|res_query|socketpair|system|popen|execvp|execl|execlp|posix_spawnp|fork|vfork'
found=$(nm "$full" | grep -E " [TW] ($calls)$" || true)
[ -z "$found" ] || fail "it can speak to somebody: $found"
ok 'it speaks to nobody'

root=$folder/root
rm -rf "$folder"
mkdir -p "$root/home"
cp "$portable" "$root/jixiao"
run=/jixiao
[ -z "${RUNNER:-}" ] || { cp "$(command -v "$RUNNER")" "$root/runner"; run='/runner /jixiao'; }
in_root() { env -i PATH="$PATH" HOME=/home "$@"; }
[ "$(in_root LANG=C chroot "$root" $run --lang zh --user 张 new --unit 梧桐里街道 --year 2023)" = 1 ] || fail 'no report in an empty root'
in_root chroot "$root" $run list | grep -q 梧桐里街道 || fail 'no list in an empty root'
in_root LOGNAME=li chroot "$root" $run history 1 | grep -q 张 || fail 'no history in an empty root'
in_root LANG=zh_CN.GB18030 chroot "$root" $run list | iconv -f gb18030 -t utf-8 | grep -q 梧桐里街道 || fail 'no GB18030'
ok 'it runs in an empty root, in UTF-8 and GB18030'

# screen TERM LOCALE: what the full screen sends until it is left by F10.
screen() {
    (sleep 1; printf '\033[21~'; sleep 1) |
        in_root TERM="$1" LC_ALL="$2" script -qec "stty rows 24 cols 80; chroot $root $run" /dev/null
}
for term in xterm xterm-256color linux vt100 vt220 putty putty-256color screen screen-256color tmux-256color rxvt-unicode-256color; do
    screen $term zh_CN.UTF-8 | grep -aq 报告 || fail "no screen on $term"
done
ok 'its screen opens on eleven kinds of terminals that the root does not know'
screen xterm zh_CN.GB18030 | iconv -f gb18030 -t utf-8 2>/dev/null | grep -q 报告 || fail 'no screen in GB18030'
screen xterm zh_CN.GBK | iconv -f gbk -t utf-8 2>/dev/null | grep -q 报告 || fail 'no screen in GBK'
screen xterm-of-nobody C | grep -aq 报告 || fail 'no screen on a terminal that nobody knows'
ok 'its screen speaks GB18030 and GBK where no locale is installed'

sh tests/rules/outputs.sh "$ordinary" "$folder/outputs" >"$folder/ordinary.sums"
sh tests/rules/outputs.sh "${RUNNER:+$RUNNER }$portable" "$folder/outputs" >"$folder/portable.sums"
diff "$folder/ordinary.sums" "$folder/portable.sums" >&2 || fail 'its files differ from those of the ordinary program'
ok "$(wc -l <"$folder/portable.sums") files are those of the ordinary program, byte for byte"
