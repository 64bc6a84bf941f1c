#!/bin/sh
# libiconv.sh ARCHIVE SHA256 FOLDER CC AR FLAGS - GNU libiconv as FOLDER/libiconv.a with FOLDER/include/iconv.h,
# from the npm package iconv, which carries the library's sources and a finished configuration of it.
set -eu
archive=$1 sum=$2 folder=$3 cc=$4 ar=$5 flags=$6
echo "$sum  $archive" | sha256sum -c --quiet - || { echo "$archive is not the file that was expected: remove it" >&2; exit 1; }
rm -rf "$folder"
mkdir -p "$folder/include"
tar -xzf "$archive" -C "$folder"
source=$folder/package
# POSIX: iconv takes char **; the package's addon wants const
sed 's/const char\* \* inbuf/char* * inbuf/' "$source/support/iconv.h" >"$folder/include/iconv.h"
for file in deps/libiconv/lib/iconv.c support/localcharset.c; do
    # shellcheck disable=SC2086 # lists of words
    $cc $flags -w -DENABLE_EXTRA=1 -DICONV_CONST= -I"$folder/include" -I"$source/support" \
        -c -o "$folder/$(basename "$file" .c).o" "$source/$file"
done
$ar rcs "$folder/libiconv.a" "$folder/iconv.o" "$folder/localcharset.o"
