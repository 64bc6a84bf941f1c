#include "base/text/pinyin.h"

#include "base/embedded.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"

enum { FIRST = 0x4E00, LAST = 0x9FFF, ROW = 4 };

static uint32_t initials_in(struct span table, char32_t c) {
    if (c < FIRST || c > LAST || table.n < (size_t)(LAST - FIRST + 1) * ROW)
        return 0;
    const char *row = table.p + (size_t)(c - FIRST) * ROW;
    uint32_t initials = 0;
    for (size_t i = 0; i < ROW && row[i] >= 'a' && row[i] <= 'z'; i++)
        initials |= (uint32_t)1 << (row[i] - 'a');
    return initials;
}

static struct span table_of_initials(void) {
    return embedded_text(embedded_find("pinyin.txt"));
}

uint32_t pinyin_initials(char32_t c) {
    return initials_in(table_of_initials(), c);
}

/* The small ASCII letter or digit, half width; 0 for all else. */
static char32_t half_width(char32_t c) {
    enum { FULL_WIDTH = 0xFEE0, SMALL = 0x20 };
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= FULL_WIDTH;
    bool digit = c >= '0' && c <= '9', letter = (c | SMALL) >= 'a' && (c | SMALL) <= 'z';
    return digit ? c : letter ? c | SMALL : 0;
}

/* The next character that counts; 0 at the end. */
static char32_t take_counted(struct span *text) {
    while (text->n > 0) {
        char32_t c = utf8_take(text), plain = half_width(c);
        if (plain != 0 || char_is_han(c))
            return plain != 0 ? plain : c;
    }
    return 0;
}

static bool stands_for(struct span table, char32_t typed, char32_t c) {
    bool is_letter = typed >= 'a' && typed <= 'z';
    return typed == c || (is_letter && (initials_in(table, c) >> (typed - 'a') & 1) != 0);
}

/* Whether `typed` begins the text; what is left of the text behind it goes to *rest. */
static bool begins(struct span table, struct span text, struct span typed, struct span *rest) {
    for (;;) {
        char32_t wanted = take_counted(&typed);
        *rest = text;
        if (wanted == 0)
            return true;
        if (!stands_for(table, wanted, take_counted(&text)))
            return false;
    }
}

static bool is_empty(struct span text) {
    return take_counted(&text) == 0;
}

size_t pinyin_find(struct span text, struct span typed) {
    struct span table = table_of_initials(), rest;
    if (is_empty(typed))
        return SIZE_MAX;

    for (size_t before = 0; !is_empty(text); before++) {
        if (begins(table, text, typed, &rest))
            return before;
        (void)take_counted(&text);
    }
    return SIZE_MAX;
}

bool pinyin_is_whole(struct span text, struct span typed) {
    struct span rest;
    return !is_empty(typed) && begins(table_of_initials(), text, typed, &rest) && is_empty(rest);
}
