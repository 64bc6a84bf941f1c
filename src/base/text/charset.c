#include "base/text/charset.h"

#include "base/text/charset_codec.h"
#include "base/text/locale.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *alias, *name;
} aliases[] = {
    {"utf-8", "utf-8"},
    {"utf8", "utf-8"},
    {"utf-8-bom", "utf-8-bom"},
    {"utf8-bom", "utf-8-bom"},
    {"utf-8-sig", "utf-8-bom"},
    {"utf8bom", "utf-8-bom"},
    {"utf-16", "utf-16le"},
    {"utf16", "utf-16le"},
    {"unicode", "utf-16le"},
    {"utf-16le", "utf-16le"},
    {"utf16le", "utf-16le"},
    {"utf-16be", "utf-16be"},
    {"utf16be", "utf-16be"},
    {"ucs-4", "utf-32be"}, /* libiconv puts U+FFFD for a surrogate where that is its name */
    {"ucs-4be", "utf-32be"},
    {"ucs-4le", "utf-32le"},
    {"gb18030", "gb18030"},
    {"gb-18030", "gb18030"},
    {"gb18030-2005", "gb18030"},
    {"gb18030-2022", "gb18030"},
    {"gbk", "gbk"},
    {"gb2312", "gbk"},
    {"gb_2312-80", "gbk"},
    {"euc-cn", "gbk"},
    {"euccn", "gbk"},
    {"cp936", "gbk"},
    {"ms936", "gbk"},
    {"windows-936", "gbk"},
    {"big5", "big5"},
    {"big-5", "big5"},
    {"big5-eten", "big5"},
    {"cp950", "big5"},
    {"windows-950", "big5"},
};

/* glibc and GNU libiconv take suffixes ("//TRANSLIT"), the empty name (the locale's encoding) and
 * their own inner formats for names: none of them may come from outside. */
static bool is_plain_name(const char *name) {
    static const char also[] = "-_.:+()";
    for (const char *p = name; *p != '\0'; p++) {
        bool plain = (*p >= '0' && *p <= '9') || (*p >= 'a' && *p <= 'z') ||
                     (*p >= 'A' && *p <= 'Z') || strchr(also, *p) != NULL;
        if (!plain)
            return false;
    }
    static const char *const inner[] = {"char", "wchar_t", "internal", "-internal", "-swapped"};
    size_t n = strlen(name);
    for (size_t i = 0; i < ARRAY_LEN(inner); i++) {
        size_t tail = strlen(inner[i]);
        bool whole = inner[i][0] != '-';
        if (n >= tail && (!whole || n == tail) && strcasecmp(name + n - tail, inner[i]) == 0)
            return false;
    }
    return n > 0;
}

const char *charset_canonical(const char *name) {
    for (size_t i = 0; i < ARRAY_LEN(aliases); i++)
        if (strcasecmp(name, aliases[i].alias) == 0)
            return aliases[i].name;
    if (!is_plain_name(name))
        return NULL;
    iconv_t cd;
    if (!charset_open(&cd, name, "utf-8"))
        return NULL;
    charset_close(cd);
    return name;
}

const char *charset_of_locale(void) {
    const char *name = charset_canonical(locale_codeset());
    return name != NULL ? name : "utf-8";
}

bool charset_carries_chinese(const char *name) {
    static const char *const names[] = {"utf-8", "gb18030", "gbk"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}
