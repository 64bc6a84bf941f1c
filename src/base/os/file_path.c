#include "base/os/file_path.h"

#include "base/mem.h"
#include "base/os/file.h"
#include "base/text/utf8.h"

#include <string.h>

enum { SAFE_NAME_MOST = 200 }; /* bytes; file systems stop at 255, and endings come behind */

char *file_path_join(const char *folder, const char *name) {
    if (name[0] == '/' || folder[0] == '\0')
        return mem_copy_text(name, strlen(name));
    struct str path = STR_INIT;
    str_add_text(&path, folder);
    if (path.s[path.len - 1] != '/')
        str_add_byte(&path, '/');
    str_add_text(&path, name);
    return str_detach(&path);
}

const char *file_path_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

char *file_path_folder(const char *path) {
    size_t n = (size_t)(file_path_name(path) - path);
    if (n == 0)
        return mem_copy_text(".", 1);
    while (n > 1 && path[n - 1] == '/')
        n--;
    return mem_copy_text(path, n);
}

static bool is_unsafe(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == UTF8_BAD ||
           (c < 0x80 && strchr("/\\:*?\"<>|", (int)c) != NULL);
}

static struct span trim_name(struct span name) {
    for (;;) {
        struct span shorter = span_trim(name);
        (void)span_take_prefix(&shorter, SPAN("."));
        if (span_ends_with(shorter, SPAN(".")))
            shorter.n--;
        if (shorter.n == name.n)
            return name;
        name = shorter;
    }
}

void file_name_make_safe(struct str *out, struct span name) {
    struct str safe = STR_INIT;
    name = trim_name(name);
    while (name.n > 0 && safe.len < SAFE_NAME_MOST) {
        char32_t c = utf8_take(&name);
        size_t before = safe.len;
        str_add_char(&safe, is_unsafe(c) ? '_' : c);
        if (safe.len > SAFE_NAME_MOST) {
            str_cut(&safe, before);
            break;
        }
    }
    struct span cut = trim_name(str_span(&safe)); /* the cut may have bared a blank */
    str_add(out, cut.n > 0 ? cut : SPAN("_"));
    str_release(&safe);
}
