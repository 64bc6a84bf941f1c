#include "base/lang.h"

#include "base/embedded.h"

#include <stdio.h>
#include <string.h>

/* Byte offsets in the GNU .mo format (gettext manual, "The Format of GNU MO Files"), native byte
 * order. Keys and texts are tables of pairs: length, offset. */
static const size_t MO_COUNT = 8, MO_KEYS = 12, MO_TEXTS = 16, MO_HEADER = 28;

/* Process-wide like a locale; see the header. */
static const struct embedded *catalogue;

static uint32_t word_at(const struct embedded *mo, size_t byte) {
    uint32_t word;
    memcpy(&word, mo->bytes + byte, sizeof word);
    return word;
}

static const char *text_at(const struct embedded *mo, uint32_t table, uint32_t i) {
    return (const char *)mo->bytes + word_at(mo, table + 8 * (size_t)i + 4);
}

static const char *find_text(const struct embedded *mo, const char *zh) {
    if (mo == NULL || zh[0] == '\0')
        return zh;
    uint32_t low = 0, high = word_at(mo, MO_COUNT);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(zh, text_at(mo, word_at(mo, MO_KEYS), middle));
        if (order == 0)
            return text_at(mo, word_at(mo, MO_TEXTS), middle);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return zh;
}

const char *lang_text(const char *zh) {
    return find_text(catalogue, zh);
}

static const struct embedded *find_catalogue(const char *name) {
    char path[32];
    (void)snprintf(path, sizeof path, "po/%s.mo", name);
    const struct embedded *file = embedded_find(path);
    return file != NULL && file->size >= MO_HEADER ? file : NULL;
}

const char *lang_english(const char *zh) {
    return find_text(find_catalogue("en"), zh);
}

bool lang_set(const char *name) {
    const struct embedded *file = strcmp(name, "zh") == 0 ? NULL : find_catalogue(name);
    if (file == NULL && strcmp(name, "zh") != 0)
        return false;
    catalogue = file;
    return true;
}
