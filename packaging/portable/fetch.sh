#!/bin/sh
# fetch.sh FOLDER - the source packages that the list `sources` names, each in FOLDER/NAME.
# Taken through apt from the machine's own mirror, with a list of source packages of its own, so that nothing of the
# system is changed and nobody need be root. This checks the .dsc, and dpkg-source the archives against it.
# fetch.sh news - which of them Debian 12 has in a newer version.
set -eu
list=$(dirname "$0")/sources
folder=$1
suites='bookworm bookworm-updates'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# As the machine itself is told to reach Debian, or Debian's own name.
mirror() {
    grep -rhoE "https?://[^ ]*/$1/?( |\$)" /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | tr -d ' ' | grep -v snapshot | head -1 |
        grep . || echo "http://deb.debian.org/$1"
}
own_apt() {
    apt-get -qq -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$work/parts" -o Dir::State::lists="$work/lists" \
        -o Dir::Cache="$work/cache" -o APT::Sandbox::User= "$@"
}
mkdir -p "$work/parts" "$work/lists/partial" "$work/cache/archives/partial"
{
    for suite in $suites; do echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(mirror debian) $suite main"; done
    echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(mirror debian-security) bookworm-security main"
} >"$work/parts/sources.list"

if [ "$folder" = news ]; then
    own_apt update
    grep -v '^#' "$list" | while read -r name version _; do
        newest=$(own_apt source --print-uris "$name" | grep -oE "[^/]*\.dsc'" | head -1 | sed "s/.*_//; s/\.dsc'//; s/%2b/+/g; s/%7e/~/g")
        [ "${version#*:}" = "$newest" ] || echo "$name: $version, Debian has $newest"
    done
    exit
fi

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
updated=
grep -v '^#' "$list" | while read -r name version sum; do
    dsc=$folder/$name/${name}_${version#*:}.dsc
    if [ ! -e "$dsc" ]; then
        [ -n "$updated" ] || own_apt update
        updated=yes
        echo "  FETCH   $name $version"
        rm -rf "${folder:?}/$name" && mkdir "$folder/$name"
        (cd "$folder/$name" && own_apt source --download-only "$name=$version" >/dev/null) || {
            rm -rf "${folder:?}/$name"
            echo "Debian 12 no longer has $name $version: write its present version, and the sha256 of the .dsc, into $list" >&2
            exit 1
        }
    fi
    echo "$sum  $dsc" | sha256sum -c --quiet - || {
        echo "$name $version is not the package that was expected. Remove $folder/$name; if it comes again, $list has another checksum" >&2
        exit 1
    }
done
