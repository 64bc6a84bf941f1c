#include "model/body_line.h"

#include "base/mem.h"
#include "base/text/utf8.h"

#include <string.h>

bool tag_is_known(char tag) {
    return tag == LINE_PARAGRAPH || tag == LINE_ITEM || tag == LINE_ROW;
}

void line_init_measured(struct line *line, struct span text, size_t points, enum line_tag tag,
                        const char *label) {
    *line = (struct line){.text = STR_INIT, .points = points, .tag = tag};
    str_add(&line->text, text);
    if (label != NULL && tag == LINE_ITEM)
        line->label = span_copy(span_of(label));
}

void line_init(struct line *line, struct span text, enum line_tag tag, const char *label) {
    line_init_measured(line, text, utf8_count(text), tag, label);
}

void line_release(struct line *line) {
    str_release(&line->text);
    mem_free(line->label);
    line->label = NULL;
}

void attribute_add(struct str *out, enum line_tag tag, const char *label) {
    str_add_byte(out, (char)tag);
    if (label == NULL || tag != LINE_ITEM)
        return;
    str_add_byte(out, '{');
    for (const char *c = label; *c != '\0'; c++) {
        if (*c == '}' || *c == '\\')
            str_add_byte(out, '\\');
        str_add_byte(out, *c);
    }
    str_add_byte(out, '}');
}

void line_add_attribute(struct str *out, const struct line *line) {
    attribute_add(out, line->tag, line->label);
}

bool attribute_take(struct span *text, struct span *piece) {
    if (text->n == 0 || !tag_is_known(text->p[0]))
        return false;
    size_t n = 1;
    if (text->p[0] == LINE_ITEM && text->n > 1 && text->p[1] == '{') {
        for (n = 2; n < text->n && text->p[n] != '}'; n++)
            n += text->p[n] == '\\';
        if (n++ >= text->n)
            return false;
    }
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
    if (a->tag != b->tag || (a->label == NULL) != (b->label == NULL))
        return false;
    return a->label == NULL || strcmp(a->label, b->label) == 0;
}

void line_set_attribute(struct line *line, struct span piece) {
    struct str label = STR_INIT;
    mem_free(line->label);
    line->label = NULL;
    line->tag = (enum line_tag)piece.p[0];
    if (piece.n == 1)
        return;
    for (size_t i = 2; i + 1 < piece.n; i++) {
        i += piece.p[i] == '\\';
        str_add_byte(&label, piece.p[i]);
    }
    line->label = str_detach(&label);
}

bool line_has_attribute(const struct line *line, struct span piece) {
    if (line->label == NULL)
        return piece.n == 1 && piece.p[0] == (char)line->tag;
    struct str own = STR_INIT;
    line_add_attribute(&own, line);
    bool same = span_equal(str_span(&own), piece);
    str_release(&own);
    return same;
}
