#include "model/body_line.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/table_merge.h"

#include <string.h>

bool tag_is_known(char tag) {
    return tag == LINE_PARAGRAPH || tag == LINE_ITEM || tag == LINE_ROW;
}

void line_init_measured(struct line *line, struct span text, size_t points, enum line_tag tag,
                        const char *detail) {
    *line = (struct line){.text = STR_INIT, .points = points, .tag = tag};
    str_add(&line->text, text);
    if (detail != NULL && tag == LINE_ITEM)
        line->label = span_copy(span_of(detail));
    if (detail != NULL && tag == LINE_ROW && table_merges_are_sane(span_of(detail)))
        line->merges = span_copy(span_of(detail));
}

const char *line_detail(const struct line *line) {
    return line->label != NULL ? line->label : line->merges;
}

void line_init(struct line *line, struct span text, enum line_tag tag, const char *detail) {
    line_init_measured(line, text, utf8_count(text), tag, detail);
}

void line_release(struct line *line) {
    str_release(&line->text);
    mem_free(line->label);
    mem_free(line->merges);
    line->label = line->merges = NULL;
}

void attribute_add(struct str *out, enum line_tag tag, const char *detail) {
    str_add_byte(out, (char)tag);
    bool kept = detail != NULL &&
                (tag == LINE_ITEM || (tag == LINE_ROW && table_merges_are_sane(span_of(detail))));
    if (!kept)
        return;
    str_add_byte(out, '{');
    for (const char *c = detail; *c != '\0'; c++) {
        if (*c == '}' || *c == '\\')
            str_add_byte(out, '\\');
        str_add_byte(out, *c);
    }
    str_add_byte(out, '}');
}

void line_add_attribute(struct str *out, const struct line *line) {
    attribute_add(out, line->tag, line_detail(line));
}

bool attribute_take(struct span *text, struct span *piece) {
    if (text->n == 0 || !tag_is_known(text->p[0]))
        return false;
    size_t n = 1;
    if (text->p[0] != LINE_PARAGRAPH && text->n > 1 && text->p[1] == '{') {
        for (n = 2; n < text->n && text->p[n] != '}'; n++)
            n += text->p[n] == '\\';
        if (n++ >= text->n)
            return false;
    }
    if (text->p[0] == LINE_ROW && n > 1 && !table_merges_are_sane(span_sub(*text, 2, n - 1)))
        return false;
    *piece = span_sub(*text, 0, n);
    *text = span_sub(*text, n, text->n);
    return n == 1 || utf8_is_valid(*piece, NULL);
}

bool attributes_are_sane(struct span text, size_t count) {
    struct span piece;
    for (; count > 0; count--) {
        if (!attribute_take(&text, &piece))
            return false;
    }
    return text.n == 0;
}

bool line_equal_attribute(const struct line *a, const struct line *b) {
    const char *x = line_detail(a), *y = line_detail(b);
    if (a->tag != b->tag || (x == NULL) != (y == NULL))
        return false;
    return x == NULL || strcmp(x, y) == 0;
}

void line_set_attribute(struct line *line, struct span piece) {
    struct str detail = STR_INIT;
    mem_free(line->label);
    mem_free(line->merges);
    line->label = line->merges = NULL;
    line->tag = (enum line_tag)piece.p[0];
    if (piece.n == 1)
        return;
    for (size_t i = 2; i + 1 < piece.n; i++) {
        i += piece.p[i] == '\\';
        str_add_byte(&detail, piece.p[i]);
    }
    *(line->tag == LINE_ROW ? &line->merges : &line->label) = str_detach(&detail);
}

bool line_has_attribute(const struct line *line, struct span piece) {
    if (line_detail(line) == NULL)
        return piece.n == 1 && piece.p[0] == (char)line->tag;
    struct str own = STR_INIT;
    line_add_attribute(&own, line);
    bool same = span_equal(str_span(&own), piece);
    str_release(&own);
    return same;
}
