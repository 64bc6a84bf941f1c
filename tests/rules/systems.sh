#!/bin/bash
# systems.sh FOLDER SYSTEM... - builds and tests the committed program on other systems, each in a
# root of its own below FOLDER (kept for the next time), and prints the rows of the table of
# docs/systems.md. As root, with debootstrap. SYSTEM is a suite of Debian or Ubuntu, or arm64: built
# for it on Debian 12 and run by qemu-user. T=word picks the tests, T=none none, COMPILERS=gcc one of
# the two compilers. What could not be had or done is said in its row; the logs lie beside the roots.
set -u
folder=$1
shift
mkdir -p "$folder"

name_of() {
    case $1 in
    bookworm) echo 'Debian 12' ;; trixie) echo 'Debian 13' ;; sid) echo 'Debian sid' ;;
    jammy) echo 'Ubuntu 22.04' ;; noble) echo 'Ubuntu 24.04' ;; arm64) echo 'Debian 12, arm64' ;;
    *) echo "$1" ;;
    esac
}

# in_root COMMAND: runs it in the root, with the proxies of this machine.
in_root() {
    # shellcheck disable=SC2046 # words
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=xterm-256color DEBIAN_FRONTEND=noninteractive \
        $(env | grep -i '_proxy=' | tr '\n' ' ') chroot "$root" sh -c "cd /jixiao && $1"
}

# make_root SUITE: the root with nothing but make in it; how this machine reaches packages goes along.
make_root() {
    local mirror=http://deb.debian.org/debian
    local -a options=(--variant=minbase)
    case $1 in
    jammy | noble) mirror=http://archive.ubuntu.com/ubuntu options+=(--components=main,universe) ;;
    esac
    if [ ! -e "$root/booted" ]; then
        rm -rf "$root"
        # debootstrap of Debian 12 has no script for the newest release of Ubuntu: all of them are the same
        local script=$1
        [ -e "/usr/share/debootstrap/scripts/$1" ] || script=jammy
        debootstrap "${options[@]}" "$1" "$root" "$mirror" "/usr/share/debootstrap/scripts/$script" || return 1
        touch "$root/booted"
    fi
    apt-config dump Acquire | grep -v DEP-11 >"$root/etc/apt/apt.conf.d/99here"
    mkdir -p "$root/etc/ssl/certs"
    cp -rL /etc/ssl/certs/. "$root/etc/ssl/certs/"
    cp /etc/resolv.conf /etc/hosts "$root/etc/"
    mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
    mountpoint -q "$root/dev/pts" || { mkdir -p "$root/dev/pts" && mount -t devpts devpts "$root/dev/pts"; }
    mkdir -p "$root/jixiao"
    git archive HEAD | tar -x -C "$root/jixiao"
    in_root 'apt-get update -qq && apt-get install -y -qq --no-install-recommends make'
}
drop_mounts() { umount "$root/dev/pts" "$root/proc" 2>/dev/null; }

# build_and_test COMPILER: two cells of the row.
build_and_test() {
    local log=$folder/$system-$1.log
    if ! in_root "make -j2 BUILD=build/$1 CC=$1 all tests" >"$log" 2>&1; then
        printf ' does not build | - |'
        return
    fi
    printf ' %s, %d warnings |' "$(in_root "$1 -dumpfullversion 2>/dev/null || $1 -dumpversion" 2>/dev/null | tail -1)" \
        "$(grep -c 'warning:' "$log")"
    [ "${T:-}" != none ] || { printf ' - |' && return; }
    in_root "make BUILD=build/$1 CC=$1 T='${T:-}' run-tests" >"$log.tests" 2>&1
    printf ' %s |' "$(tail -1 "$log.tests")"
}

run_system() {
    if ! make_root "$system" >"$folder/$system.log" 2>&1 ||
        ! in_root 'make deps-test && apt-get install -y -qq --no-install-recommends clang' >>"$folder/$system.log" 2>&1; then
        printf ' could not be had: %s | | | |\n' "$(grep -E '^(E|W):' "$folder/$system.log" | tail -1)"
        return
    fi
    local compiler
    for compiler in gcc clang; do
        case " ${COMPILERS:-gcc clang} " in
        *" $compiler "*) build_and_test "$compiler" ;;
        *) printf ' - | - |' ;;
        esac
    done
    echo
}

run_arm64() {
    local log=$folder/arm64.log
    if ! make_root bookworm >"$log" 2>&1 || ! in_root 'dpkg --add-architecture arm64 && make deps &&
        apt-get install -y -qq --no-install-recommends gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static &&
        make -s packages | tr " " "\n" | grep -- -dev | grep -v libc6 | sed "s/$/:arm64/" |
        xargs apt-get install -y -qq --no-install-recommends' >>"$log" 2>&1; then
        printf ' could not be had: %s | | | |\n' "$(grep -E '^(E|W):' "$log" | tail -1)"
        return
    fi
    if ! in_root 'make BUILD=build/amd64 all && export PKG_CONFIG_LIBDIR=/usr/lib/aarch64-linux-gnu/pkgconfig &&
        make BUILD=build/arm64 CC=aarch64-linux-gnu-gcc all' >>"$log" 2>&1; then
        printf ' does not build | - | - | - |\n'
        return
    fi
    printf ' %s, %d warnings |' "$(in_root 'aarch64-linux-gnu-gcc -dumpversion')" "$(grep -c 'warning:' "$log")"
    in_root 'sh tests/rules/outputs.sh /jixiao/build/amd64/jixiao /tmp/outputs' >"$folder/amd64.sums" 2>>"$log"
    in_root "sh tests/rules/outputs.sh 'qemu-aarch64-static /jixiao/build/arm64/jixiao' /tmp/outputs" >"$folder/arm64.sums" 2>>"$log"
    if [ -s "$folder/amd64.sums" ] && cmp -s "$folder/amd64.sums" "$folder/arm64.sums"; then
        printf ' %d files equal to those of amd64 | - | - |\n' "$(wc -l <"$folder/arm64.sums")"
    else
        printf ' files differ from those of amd64 | - | - |\n'
    fi
}

echo '| system | gcc | tests | clang | tests |'
echo '|---|---|---|---|---|'
for system; do
    root=$folder/$system
    printf '| %s |' "$(name_of "$system")"
    case $system in arm64) run_arm64 ;; *) run_system ;; esac
    drop_mounts
done
