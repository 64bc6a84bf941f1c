# tests/rules/links.sh BUILD - what the object files say of the structure, and where it is worse than agreed.
# nm tells which file uses a name of which other one, the .d files tell which headers a file has really read.
find "$1/obj/src" "$1/obj/ui" -name '*.o' | LC_ALL=C sort | while read -r object; do
    # a file that is gone from the sources may still lie in the build folder
    source=${object#"$1"/obj/}
    [ ! -f "${source%.o}.c" ] || echo "$object"
done >"$1/links.objects"
{
    xargs nm -A <"$1/links.objects"
    find src ui -name '*.h' | LC_ALL=C sort | sed 's/^/header /'
    sed 's/\.o$/.d/; s/^/depends /' "$1/links.objects"
} | LC_ALL=C awk -v root="$1/obj/" -v verbose="${SHOW:-}" -f tests/rules/links.awk
