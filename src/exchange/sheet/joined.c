#include "exchange/sheet/joined.h"

#include "model/figure/figure_entry.h"
#include "model/number/number.h"

bool joined_says_none(struct span value) {
    static const char *const words[] = {"无", "—", "——", "－", "-", "–", "/", "不适用"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (span_is(value, words[i]))
            return true;
    return false;
}

/* Where the last number of the text begins, and what stands behind it; SIZE_MAX: there is none. */
static size_t find_last_number(struct span text, struct span *behind) {
    size_t found = SIZE_MAX;
    for (size_t at = 0; at < text.n;) {
        struct span rest = span_sub(text, at, text.n);
        struct number *number = NULL;
        bool is_number = number_take(&number, &rest, NULL) == RC_OK;
        number_free(number);
        if (!is_number) {
            at++;
            continue;
        }
        found = at;
        at = text.n - rest.n;
        *behind = span_trim_space(rest);
    }
    return found;
}

static size_t find_last_word(struct span text) {
    static const struct span marks[] = {{" ", 1}, {"：", 3}, {":", 1}};
    for (size_t at = text.n; at > 0; at--)
        for (size_t m = 0; m < ARRAY_LEN(marks); m++)
            if (span_ends_with(span_sub(text, 0, at), marks[m]))
                return at;
    return 0;
}

const struct template_figure *joined_find_figure(const struct labels *labels, struct span line,
                                                 struct span unit, struct span *value) {
    struct span behind = SPAN(""), own;
    size_t at = find_last_number(line, &behind);
    bool is_number = at != SIZE_MAX;
    if (!is_number)
        at = find_last_word(line);

    struct span word = span_trim_space(span_sub(line, at, line.n));
    const struct template_figure *figure =
        labels_find_figure(labels, span_trim_space(span_sub(line, 0, at)), unit, &own);
    *value = is_number || joined_says_none(word) ? word : SPAN("");
    if (figure == NULL)
        return NULL;

    /* A minus may be a dash: 意见收集-88条, 80-88人. */
    struct span rest = word;
    struct number *number = NULL;
    bool is_positive = number_take(&number, &rest, NULL) == RC_OK && number_sign(number) >= 0;
    number_free(number);
    bool is_whole = is_positive && figure_is_number(figure) && (behind.n > 0 || unit.n > 0);
    bool is_empty = word.n > 0 && span_is(word, figure_unit(figure));
    return is_whole || is_empty || (!is_number && value->n > 0) ? figure : NULL;
}
