#!/bin/sh
# when.sh - the time that everything packed has, in seconds since 1970: what SOURCE_DATE_EPOCH says, else the commit's, else,
# in an unpacked tarball, that of its files, which is the commit's too.
set -eu
if [ -n "${SOURCE_DATE_EPOCH:-}" ]; then
    echo "$SOURCE_DATE_EPOCH"
elif [ -e .git ]; then
    git log -1 --format=%ct
else
    date -r NEWS +%s
fi
