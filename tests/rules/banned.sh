#!/bin/sh
# banned.sh - names that have a safe replacement in base/, and files that outgrew their duty.
set -u
bad=0
hits=$(grep -rnwE '(strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|atof|strtod|localtime|gmtime|malloc|calloc|realloc|strdup|strndup|alloca|system|popen|tmpnam|mktemp)[[:space:]]*\(' \
    --include='*.[ch]' src ui | grep -vE '^src/base/mem\.c:|^[^:]+:[0-9]+: *(/?\*|//)')
[ -z "$hits" ] || { echo "$hits"; echo 'banned: use the functions of src/base'; bad=1; }
hits=$(grep -rnwE '(fopen|open|openat|rename|unlink|mkstemp|fsync)[[:space:]]*\(' --include='*.c' src ui |
    grep -vE '^src/base/file\.c:|^[^:]+:[0-9]+: *(/?\*|//)')
[ -z "$hits" ] || { echo "$hits"; echo 'files: go through src/base/file.h'; bad=1; }
exit $bad
