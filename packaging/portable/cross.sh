#!/bin/sh
# cross.sh ARCH - installs what `make portable ARCH=...` needs besides: Debian's cross compiler for ARCH, that machine's musl,
# and the emulator that runs what was built. As root or through sudo.
set -eu
arch=$1
case $arch in
aarch64) debian=arm64 compiler=g++-aarch64-linux-gnu ;;
x86_64) debian=amd64 compiler=g++-x86-64-linux-gnu ;;
*) echo "Debian 12 has no compiler and no musl for $arch: build on such a machine (docs/packaging.md)" >&2; exit 1 ;;
esac

run() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }
if ! dpkg --print-foreign-architectures | grep -qx $debian; then
    run dpkg --add-architecture $debian
    run apt-get -qq update
fi
sh "$(dirname "$0")/../../tests/rules/deps.sh" $compiler musl-dev:$debian qemu-user-static
