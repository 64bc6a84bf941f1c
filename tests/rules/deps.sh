#!/bin/sh
# deps.sh PACKAGE... - installs the Debian packages that are missing, and says so. Where there is no
# dpkg it says what to install: DNF and DNF_TEST are the names on systems with dnf.
set -eu
if ! command -v dpkg-query >/dev/null; then
    missing=
    for package in $DNF $DNF_TEST; do
        rpm -q "$package" >/dev/null 2>&1 || missing="$missing $package"
    done
    [ -n "$missing" ] || exit 0
    cat >&2 <<EOF
There is no dpkg here, so nothing was installed. To build and test, this system needs:
  with dnf (openEuler, Kylin server, Fedora):   dnf install$missing
  with apt (Debian, Ubuntu, Kylin desktop):     apt install $*
EOF
    exit 0 # a package may be there under another name: the build finds out
fi
missing=
for package; do
    # whoever has Node.js from elsewhere has npm with it, and could not install Debian's beside it
    [ "$package" != npm ] || ! command -v npm >/dev/null || continue
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" -eq 0 ]; then as_root=; else as_root=sudo; fi
echo "installing:$missing${as_root:+ (through sudo)}"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086 # a list of words
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
