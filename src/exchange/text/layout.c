#include "exchange/text/layout.h"

#include "base/text/han_number.h"
#include "base/text/utf8.h"

#include <string.h>

enum { TITLE_POINTS_MOST = 60, TITLES_MOST = 10, SIGN_OFF_POINTS_MOST = 40, SIGN_OFFS_MOST = 6 };

enum region { IN_TITLE, IN_BODY, IN_SIGN_OFF, IN_ATTACHMENTS };

struct shape {
    enum region region;
    size_t index;       /* of the line */
    bool blank_before;  /* an empty line stands before it */
    struct span before; /* the last line that was not empty */
    bool any_body;      /* an indented line was seen */
    bool marked, plausible;
    size_t titles, sign_offs;
    bool has_top;         /* a top heading was seen */
    enum numbering top;   /* the top headings' style */
    unsigned nested_last; /* of a list in that style within the section, 0: none */
};

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static bool begins_blank(struct span text) {
    return text.n > 0 && (is_blank(text.p[0]) || span_starts_with(text, SPAN("　")));
}

static bool ends_blank(struct span text) {
    return text.n > 0 && (is_blank(text.p[text.n - 1]) || span_ends_with(text, SPAN("　")));
}

bool text_layout_take_indent(struct span *line) {
    static const char mark[] = {TEXT_LAYOUT_MARK};
    bool indented = span_take_prefix(line, SPAN(TEXT_LAYOUT_INDENT));
    (void)span_take_prefix(line, (struct span){mark, 1});
    return indented;
}

bool text_layout_parts_tables(struct span before, struct span line) {
    struct label label;
    if (memchr(before.p, '\t', before.n) == NULL || memchr(line.p, '\t', line.n) == NULL)
        return false;
    (void)text_layout_take_indent(&line);
    return !label_take(&line, &label);
}

/* A line that nobody takes for a heading or a sentence. */
static bool is_plain_phrase(struct span text, size_t most) {
    static const char *const ends[] = {"。", "；", "，", "、", "：", ":", ";", ","};
    struct span rest = text;
    struct label label;
    if (utf8_count(text) > most || label_take(&rest, &label))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (span_ends_with(text, span_of(ends[i])))
            return false;
    return true;
}

/* Does the label print as it stands there? */
static bool is_reproducible(struct span line, const struct label *label, struct span rest) {
    size_t gap = rest.n > 0 ? span_of(numbering_gap(label->style)).n : 0;
    return label->text.p == line.p && label->text.n + gap + rest.n == line.n &&
           span_starts_with(span_sub(line, label->text.n, line.n),
                            rest.n > 0 ? span_of(numbering_gap(label->style)) : SPAN(""));
}

static void see_top(struct shape *shape, struct span line, bool first) {
    struct span rest = line;
    struct label label;
    bool labelled = label_take(&rest, &label) && label.style != NUMBERING_FIRSTLY;
    if (first && !labelled)
        return; /* front text */
    if (!labelled || !is_reproducible(line, &label, rest) ||
        (shape->has_top && label.style != shape->top && label.style != NUMBERING_ATTACHMENT))
        shape->plausible = false;
    if (!shape->has_top && labelled)
        shape->top = label.style;
    shape->has_top = true;
    shape->nested_last = 0;
}

/* Whether a line may begin with a label of that style: most reports number their parts 一、 and
 * their lines otherwise, and need not be asked for more. */
static bool may_begin(struct span line, enum numbering style) {
    line = span_trim_start(line);
    return style != NUMBERING_HAN_COMMA || line.n == 0 || han_is_numeral(utf8_take(&line));
}

static void see_inner(struct shape *shape, struct span line) {
    struct label label;
    if (shape->has_top && !may_begin(line, shape->top))
        return;
    if (!label_take(&line, &label) || label.style == NUMBERING_FIRSTLY)
        return;
    if (!shape->has_top)
        shape->plausible = false; /* others would begin a section here */
    if (label.style != shape->top)
        return;
    if (label.n != 1 && (shape->nested_last == 0 || label.n != shape->nested_last + 1))
        shape->plausible = false; /* others would read a top heading */
    shape->nested_last = label.n;
}

static bool see_indented(struct shape *shape, struct span line) {
    if (begins_blank(line)) {
        if (line.p[0] != TEXT_LAYOUT_MARK || line.n == 1)
            return false;
        shape->marked = true;
        line = span_sub(line, 1, line.n);
    }
    if (shape->region == IN_TITLE && shape->titles > 0 && !shape->blank_before)
        return false;
    if (shape->region == IN_SIGN_OFF) {
        if (!shape->blank_before)
            return false;
        shape->region = IN_ATTACHMENTS;
    } else if (shape->region == IN_TITLE) {
        shape->region = IN_BODY;
    }
    bool first = !shape->any_body;
    bool row = !first && text_layout_parts_tables(shape->before, line);
    shape->any_body = true;
    if (first || (shape->blank_before && !row))
        see_top(shape, line, first && shape->region == IN_BODY);
    else
        see_inner(shape, line);
    return true;
}

static bool see_flush(struct shape *shape, struct span line) {
    if (shape->index == 0 && line.n > 1 && line.p[0] == TEXT_LAYOUT_MARK) {
        shape->marked = true;
        line = span_sub(line, 1, line.n);
    }
    if (begins_blank(line) || shape->region == IN_ATTACHMENTS)
        return false;
    if (shape->region == IN_TITLE && (shape->titles == 0 || !shape->blank_before)) {
        shape->plausible &= shape->titles < TITLES_MOST && is_plain_phrase(line, TITLE_POINTS_MOST);
        shape->titles++;
        return true;
    }
    if (shape->blank_before && shape->region != IN_TITLE)
        return false;
    shape->region = IN_SIGN_OFF;
    shape->plausible &=
        shape->sign_offs < SIGN_OFFS_MOST && is_plain_phrase(line, SIGN_OFF_POINTS_MOST);
    shape->sign_offs++;
    return true;
}

bool text_layout_is_own(struct span text) {
    struct shape shape = {.plausible = true};
    struct span line;
    if (text.n == 0 || text.p[text.n - 1] != '\n')
        return false;
    text.n--;
    for (; span_take_line(&text, &line); shape.index++) {
        if (line.n == 0) {
            if (shape.blank_before || shape.index == 0)
                return false;
            shape.blank_before = true;
            continue;
        }
        struct span whole = line;
        bool indented = span_take_prefix(&line, SPAN(TEXT_LAYOUT_INDENT));
        if (line.n == 0 || ends_blank(line))
            return false;
        if (indented ? !see_indented(&shape, line) : !see_flush(&shape, line))
            return false;
        shape.blank_before = false;
        shape.before = whole;
    }
    return !shape.blank_before && (shape.marked || shape.plausible);
}
