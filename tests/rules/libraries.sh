#!/bin/sh
# libraries.sh CC NAME LIBRARY... - a header with the file name (the soname) of each library that is
# loaded when it is needed: the one that the compiler would link.
set -u
cc=$1
shift
while [ $# -gt 1 ]; do
    # shellcheck disable=SC2086 # CC may be two words
    file=$($cc -print-file-name="lib$2.so")
    soname=$(objdump -p "$file" 2>/dev/null | awk '/SONAME/ { print $2 }')
    [ -n "$soname" ] || { echo "lib$2.so is not installed: make deps" >&2; exit 1; }
    printf '#define LIBRARY_%s "%s"\n' "$1" "$soname"
    shift 2
done
