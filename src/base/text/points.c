#include "base/text/points.h"

size_t points_length_of(const char32_t *word) {
    size_t n = 0;
    while (word[n] != 0)
        n++;
    return n;
}

size_t points_take_word(const char32_t **list, char32_t word[POINTS_WORD_MOST]) {
    size_t n = 0;
    for (; **list != 0 && **list != U'/'; ++*list) {
        assert(n + 1 < POINTS_WORD_MOST);
        word[n++] = **list;
    }
    word[n] = 0;
    *list += **list == U'/';
    return n;
}

bool points_end_at(struct points text, size_t end, const char32_t *word) {
    size_t n = points_length_of(word);
    return n <= end && points_stand_at(text, end - n, word);
}

size_t points_find(struct points text, size_t from, size_t to, const char32_t *word) {
    size_t n = points_length_of(word);
    for (; from + n <= to; from++)
        if (text.c[from] == word[0] && points_stand_at(text, from, word))
            return from;
    return SIZE_MAX;
}

const char32_t *points_any_at(struct points text, size_t at, const char32_t *const *list) {
    for (; *list != NULL; list++)
        if (points_stand_at(text, at, *list))
            return *list;
    return NULL;
}

const char32_t *points_any_before(struct points text, size_t end, const char32_t *const *list) {
    for (; *list != NULL; list++)
        if (points_end_at(text, end, *list))
            return *list;
    return NULL;
}

/* One bit of 64, by the last bits of the point. */
static uint64_t bit_of(char32_t c) {
    return (uint64_t)1 << (c & 63);
}

/* Most words of most lists begin with a point that is not there at all. */
bool points_any_within(struct points text, size_t from, size_t to, const char32_t *const *list) {
    uint64_t there = 0;
    for (size_t at = from; at < to; at++)
        there |= bit_of(text.c[at]);
    for (; *list != NULL; list++)
        if ((there & bit_of((*list)[0])) != 0 && points_find(text, from, to, *list) != SIZE_MAX)
            return true;
    return false;
}

size_t points_in_common(struct points a, struct points b) {
    size_t row[POINTS_COMPARED_MOST + 1] = {0};
    size_t n = a.n < POINTS_COMPARED_MOST ? a.n : POINTS_COMPARED_MOST;
    size_t m = b.n < POINTS_COMPARED_MOST ? b.n : POINTS_COMPARED_MOST;
    for (size_t i = 0; i < n; i++) {
        size_t diagonal = 0;
        for (size_t k = 0; k < m; k++) {
            size_t above = row[k + 1];
            if (a.c[i] == b.c[k])
                row[k + 1] = diagonal + 1;
            else if (row[k] > above)
                row[k + 1] = row[k];
            diagonal = above;
        }
    }
    return row[m];
}

bool char_is_separator(char32_t c) {
    return c == 0 || c == U'\n' || char_is_blank(c) ||
           char_is_one_of(c, U"，,、；;：:。！!？?（）()【】[]〔〕《》|…");
}

int points_year_at(struct points text, size_t at) {
    unsigned year = 0;
    for (size_t i = 0; i < 4; i++) {
        if (!char_is_digit(text.c[at + i]))
            return 0;
        year = year * 10 + char_digit_value(text.c[at + i]);
    }
    bool longer = (at > 0 && char_is_digit(text.c[at - 1])) || char_is_digit(text.c[at + 4]);
    return longer ? 0 : (int)year;
}
