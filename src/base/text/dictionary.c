#include "base/text/dictionary.h"

#include "base/embedded.h"
#include "base/mem.h"
#include "base/text/utf8.h"

#include <string.h>

enum { HAN_FIRST = 0x4E00, HAN_LAST = 0x9FFF };

struct dictionary_part { /* bytes of the file, at starts of lines */
    uint32_t from, to;
    bool known;
};

void dictionary_init(struct dictionary *dictionary) {
    const struct embedded *file = embedded_find("dictionary/words.txt");
    dictionary->words = file != NULL ? embedded_text(file) : SPAN("");
    dictionary->parts = mem_alloc_zero(HAN_LAST - HAN_FIRST + 1, sizeof *dictionary->parts);
}

void dictionary_release(struct dictionary *dictionary) {
    mem_free(dictionary->parts);
    dictionary->parts = NULL;
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

/* Where between two starts of lines the first line begins that does not stand before the word. */
static size_t find_line(struct span words, size_t low, size_t high, struct span word) {
    while (low < high) {
        size_t from, to;
        struct span line = line_around(words, low + (high - low) / 2, &from, &to);
        if (compare(line, word) < 0)
            low = to < high ? to + 1 : high;
        else
            high = from;
    }
    return low;
}

static size_t find_char(struct span words, char32_t c) {
    char bytes[UTF8_MAX];
    return find_line(words, 0, words.n, (struct span){bytes, utf8_put(c, bytes)});
}

/* The lines that begin with that character. */
static struct dictionary_part part_of(const struct dictionary *dictionary, char32_t first) {
    if (first < HAN_FIRST || first > HAN_LAST)
        return (struct dictionary_part){0, (uint32_t)dictionary->words.n, true};
    struct dictionary_part *part = &dictionary->parts[first - HAN_FIRST];
    if (!part->known)
        *part = (struct dictionary_part){(uint32_t)find_char(dictionary->words, first),
                                         (uint32_t)find_char(dictionary->words, first + 1), true};
    return *part;
}

bool dictionary_has(const struct dictionary *dictionary, const char32_t *points, size_t n) {
    char bytes[DICTIONARY_POINTS_MOST * UTF8_MAX];
    struct span word = {bytes, 0}, words = dictionary->words;
    if (n == 0 || n > DICTIONARY_POINTS_MOST)
        return false;
    for (size_t i = 0; i < n; i++)
        word.n += utf8_put(points[i], bytes + word.n);
    struct dictionary_part part = part_of(dictionary, points[0]);
    size_t at = find_line(words, part.from, part.to, word), end = at + word.n;
    return end <= words.n && memcmp(words.p + at, word.p, word.n) == 0 &&
           (end == words.n || words.p[end] == '\n');
}
