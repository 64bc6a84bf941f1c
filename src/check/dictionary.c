#include "check/dictionary.h"

#include "base/embedded.h"
#include "base/text/utf8.h"

#include <string.h>

void dictionary_init(struct dictionary *dictionary) {
    const struct embedded *file = embedded_find("dictionary/words.txt");
    dictionary->words = file != NULL ? embedded_text(file) : SPAN("");
}

/* The line around byte `at` of the text. */
static struct span line_around(struct span text, size_t at, size_t *from, size_t *to) {
    *from = *to = at;
    while (*from > 0 && text.p[*from - 1] != '\n')
        --*from;
    while (*to < text.n && text.p[*to] != '\n')
        ++*to;
    return span_sub(text, *from, *to);
}

static int compare(struct span a, struct span b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int order = memcmp(a.p, b.p, n);
    return order != 0 || a.n == b.n ? order : a.n < b.n ? -1 : 1;
}

bool dictionary_has(const struct dictionary *dictionary, const char32_t *points, size_t n) {
    char bytes[DICTIONARY_POINTS_MOST * UTF8_MAX];
    struct span wanted = {bytes, 0};
    if (n == 0 || n > DICTIONARY_POINTS_MOST)
        return false;
    for (size_t i = 0; i < n; i++)
        wanted.n += utf8_put(points[i], bytes + wanted.n);
    size_t low = 0, high = dictionary->words.n, from, to;
    while (low < high) {
        struct span line = line_around(dictionary->words, low + (high - low) / 2, &from, &to);
        int order = compare(line, wanted);
        if (order == 0)
            return true;
        if (order < 0)
            low = to + 1;
        else
            high = from > 0 ? from - 1 : 0;
    }
    return false;
}
