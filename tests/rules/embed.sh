#!/bin/sh
# embed.sh GENDIR FILE... - prints a C table of the files' bytes (see src/base/embedded.h).
set -eu
gen=$1
shift
echo '#include "base/embedded.h"'
n=0
for file; do
    printf 'static const unsigned char bytes_%d[] = {' "$n"
    od -An -v -tu1 "$file" | sed 's/^ *//; s/  */,/g; s/$/,/'
    echo '0};'
    n=$((n + 1))
done
echo 'const struct embedded embedded_files[] = {'
n=0
for file; do
    name=${file#"$gen"/}
    printf '{"%s", bytes_%d, sizeof bytes_%d - 1},\n' "${name#schema/}" "$n" "$n"
    n=$((n + 1))
done
echo '{0}};'
