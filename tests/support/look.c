#include "tests/support/look.h"

#include "tests/support/archive.h"
#include "tests/support/folder.h"
#include "tests/support/hostile.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

void look_fail(const char *what, struct span text, size_t at) {
    struct str shown = STR_INIT;
    for (size_t i = at; i < text.n && i < at + 12; i++)
        str_add_format(&shown, " %02x", (unsigned char)text.p[i]);
    fail_msg("%s: byte %zu:%s", what, at, shown.s);
}

void look_harmless(const char *what, struct span text) {
    size_t at = hostile_find(text);
    if (at != SIZE_MAX)
        look_fail(what, text, at);
    for (size_t i = 0; i + 6 <= text.n; i++) {
        unsigned value = 0;
        char hex[5] = {0};
        bool json = text.p[i] == '\\' && text.p[i + 1] == 'u';
        bool xml = text.p[i] == '&' && text.p[i + 1] == '#';
        memcpy(hex, text.p + i + 2, 4);
        if ((json && sscanf(hex, "%4x", &value) == 1) || (xml && sscanf(hex, "x%3x", &value) == 1))
            if (hostile_is_char((char32_t)value))
                look_fail(what, text, i);
    }
}

void look_prints(struct program *p, const char *const *arguments) {
    (void)program_run(p, NULL, arguments);
    look_harmless(arguments[0], str_span(&p->out));
    look_harmless(arguments[0], str_span(&p->err));
}

void look_into_parts(struct program *p, const char *name, const char *const *parts) {
    struct str file = STR_INIT;
    folder_get(program_path(p, name), &file);
    for (; *parts != NULL; parts++) {
        struct str part = STR_INIT;
        archive_get(str_span(&file), *parts, &part);
        look_harmless(*parts, str_span(&part));
        str_release(&part);
    }
    str_release(&file);
}

void look_into_archive(struct program *p, const char *report, const char *name,
                       const char *const *parts) {
    char path[600];
    (void)snprintf(path, sizeof path, "%s", program_path(p, name));
    if (RUN(p, "export", report, "-o", path) == 0)
        look_into_parts(p, name, parts);
}
