#include "base/lang.h"

#include "base/embedded.h"

#include <stdio.h>
#include <string.h>

/* Byte offsets in the GNU .mo format (gettext manual, "The Format of GNU MO Files"), native byte
 * order. Keys and texts are tables of pairs: length, offset. */
static const size_t MO_COUNT = 8, MO_KEYS = 12, MO_TEXTS = 16, MO_HEADER = 28;

/* Process-wide like a locale; see the header. */
static const struct embedded *catalogue;

static uint32_t word_at(size_t byte) {
    uint32_t word;
    memcpy(&word, catalogue->bytes + byte, sizeof word);
    return word;
}

static const char *text_at(uint32_t table, uint32_t i) {
    return (const char *)catalogue->bytes + word_at(table + 8 * (size_t)i + 4);
}

const char *lang_text(const char *zh) {
    if (catalogue == NULL || zh[0] == '\0')
        return zh;
    uint32_t low = 0, high = word_at(MO_COUNT);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(zh, text_at(word_at(MO_KEYS), middle));
        if (order == 0)
            return text_at(word_at(MO_TEXTS), middle);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return zh;
}

bool lang_set(const char *name) {
    if (strcmp(name, "zh") == 0) {
        catalogue = NULL;
        return true;
    }
    char path[32];
    (void)snprintf(path, sizeof path, "po/%s.mo", name);
    const struct embedded *file = embedded_find(path);
    if (file == NULL || file->size < MO_HEADER)
        return false;
    catalogue = file;
    return true;
}

const char *lang_name(void) {
    return catalogue == NULL ? "zh" : "en";
}
