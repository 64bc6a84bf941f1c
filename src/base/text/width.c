#include "base/text/width.h"

#include "base/text/char_class.h"
#include "base/text/grapheme.h"
#include "base/text/utf8.h"
#include "base/text/width_table.h"

#include <uniwidth.h>
#include <wchar.h>

enum {
    CLUSTER_MOST = 5, /* points that a cell of the canvas holds */
    BOX_COLUMNS = 2,
};

static bool is_ambiguous(char32_t c) {
    size_t low = 0;
    size_t high = ARRAY_LEN(WIDTH_AMBIGUOUS);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > WIDTH_AMBIGUOUS[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < ARRAY_LEN(WIDTH_AMBIGUOUS) && c >= WIDTH_AMBIGUOUS[low].first;
}

static bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029;
}

/* Most of a report: no look into a table. */
static bool is_plain_narrow(char32_t c) {
    return c >= 0x20 && c <= 0x7E;
}

static bool is_plain_wide(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3000 && c <= 0x3029) ||
           (c >= 0xFF01 && c <= 0xFF60);
}

/* A character that a terminal cannot be trusted with, whatever follows it. */
static bool is_boxed_char(char32_t c) {
    if (c < 0x231A)
        return c > 0x2FF && char_is_unassigned(c);
    return char_looks_like_emoji(c) || (c >= 0x31350 && !(c >= 0xE0100 && c <= 0xE01EF)) ||
           char_is_unassigned(c);
}

struct measure {
    int columns;
    bool boxed;
};

static struct measure measure_char(char32_t c, enum width_ambiguous ambiguous) {
    if (is_plain_narrow(c) || c == '\t')
        return (struct measure){.columns = 1};
    if (is_plain_wide(c))
        return (struct measure){.columns = 2};
    if (is_control(c))
        return (struct measure){.columns = 0};
    if (c < 0x231A && is_ambiguous(c))
        return (struct measure){.columns = (int)ambiguous};
    if (is_boxed_char(c))
        return (struct measure){.columns = BOX_COLUMNS, .boxed = true};
    if (is_ambiguous(c))
        return (struct measure){.columns = (int)ambiguous};
    int columns = uc_width(c, "UTF-8");
    return (struct measure){.columns = columns < 0 ? 0 : columns};
}

/* Boxed is a cluster that no terminal draws in the cells of its first point: an emoji, a mark
 * without a base, a second point that takes cells itself, more points than a cell holds. */
static struct measure measure_grapheme(struct span grapheme, enum width_ambiguous ambiguous) {
    const struct measure box = {.columns = BOX_COLUMNS, .boxed = true};
    if (grapheme.n == 0)
        return (struct measure){0};
    char32_t c = utf8_take(&grapheme);
    struct measure first = measure_char(c, ambiguous);
    if (is_control(c) || first.boxed)
        return first;
    if (first.columns == 0)
        return box;
    size_t points = 1;
    while (grapheme.n > 0) {
        c = utf8_take(&grapheme);
        points++;
        if (c == CHAR_ZWJ || c == CHAR_EMOJI_STYLE || c == CHAR_KEYCAP ||
            measure_char(c, WIDTH_NARROW).columns > 0)
            return box;
    }
    return points > CLUSTER_MOST ? box : first;
}

static enum width_ambiguous terminal_ambiguous = WIDTH_NARROW;

void width_set_terminal(enum width_ambiguous ambiguous) {
    terminal_ambiguous = ambiguous;
}

/* libncursesw asks the C library's, in whose place this one is linked; hidden, it would not be. */
__attribute__((visibility("default"))) int wcwidth(wchar_t c) {
    if (c == L'\0')
        return 0;
    if (is_control((char32_t)c))
        return -1;
    return measure_char((char32_t)c, terminal_ambiguous).columns;
}

int width_of_grapheme(struct span grapheme, enum width_ambiguous ambiguous) {
    return measure_grapheme(grapheme, ambiguous).columns;
}

bool width_is_shown_as_box(struct span grapheme) {
    return measure_grapheme(grapheme, WIDTH_NARROW).boxed;
}

size_t width_of_text(struct span text, enum width_ambiguous ambiguous) {
    size_t columns = 0;
    while (text.n > 0)
        columns += (size_t)width_of_grapheme(grapheme_take(&text), ambiguous);
    return columns;
}

size_t width_fit(struct span text, size_t columns, enum width_ambiguous ambiguous, size_t *used) {
    struct span rest = text;
    size_t taken = 0;
    size_t at = 0;
    while (rest.n > 0) {
        taken += (size_t)width_of_grapheme(grapheme_take(&rest), ambiguous);
        if (taken > columns)
            break;
        at = text.n - rest.n;
        *used = taken;
    }
    if (at == 0)
        *used = 0;
    return at;
}
