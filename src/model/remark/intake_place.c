#include "model/remark/intake_place.h"

#include "base/lang.h"
#include "base/text/utf8.h"
#include "model/figure/figure.h"
#include "model/remark/spot.h"
#include "model/report_values.h"

static struct span keep(struct texts *texts, struct span text) {
    return (struct span){texts_copy(texts, text.p != NULL ? text : SPAN("")), text.n};
}

static void set_section(struct remark *remark, int64_t section) {
    remark->target = (struct target){
        .kind = section >= 0 ? TARGET_SECTION : TARGET_WHOLE,
        .section = section >= 0 ? section : 0,
    };
}

/* The words at those points, and what stands around them. */
static void set_words(struct remark *remark, struct texts *texts, const struct report *report,
                      size_t offset, size_t length) {
    struct str text = STR_INIT;
    remark_add_part_text(&text, report, remark->target.section, remark->part);
    remark_set_words(remark, str_span(&text), offset, length);
    remark->target.quote = keep(texts, remark->target.quote);
    remark->before = keep(texts, remark->before);
    remark->after = keep(texts, remark->after);
    str_release(&text);
}

/* --- an edit that cannot be made --- */

/* The end of a paragraph is shown as a mark. */
static void add_words(struct str *out, struct span words) {
    for (size_t i = 0; i < words.n; i++)
        if (words.p[i] == '\n')
            str_add_text(out, "¶");
        else
            str_add_byte(out, words.p[i]);
}

static void say_edit(struct remark *remark, struct texts *texts, struct span old_words,
                     struct span new_words) {
    struct str text = STR_INIT, from = STR_INIT, to = STR_INIT;
    add_words(&from, old_words);
    add_words(&to, new_words);
    if (old_words.n == 0)
        str_add_format(&text, _("建议加上“%s”"), to.s);
    else if (new_words.n == 0)
        str_add_format(&text, _("建议删去“%s”"), from.s);
    else
        str_add_format(&text, _("建议把“%s”改为“%s”"), from.s, to.s);
    remark->kind = REMARK_IS_REMARK;
    remark->text = keep(texts, str_span(&text));
    str_release(&to);
    str_release(&from);
    str_release(&text);
}

/* --- an edit of words --- */

struct placing {
    struct remark *remark;
    struct texts *texts;
    const struct printed *printed;
    size_t from, to;
    struct str proposed;
    bool whole_lines; /* that come: the first has its label too */
    bool is_cells;    /* of a row, that come or go */
};

static struct span print_of(const struct placing *placing, size_t from, size_t to) {
    return span_sub(str_span(&placing->printed->text), from, to);
}

static bool begins_line(const struct placing *placing, size_t at) {
    return at == 0 || placing->printed->text.s[at - 1] == '\n';
}

static bool ends_line(const struct placing *placing, size_t at) {
    return at < placing->printed->text.len && placing->printed->text.s[at] == '\n';
}

static bool begins(const struct str *text) {
    return text->len > 0 && text->s[0] == '\n';
}

static bool ends(const struct str *text) {
    return text->len > 0 && text->s[text->len - 1] == '\n';
}

/* A line's end that goes and comes again stays. */
static void leave_ends(struct placing *placing) {
    while (placing->to > placing->from && ends(&placing->proposed) &&
           ends_line(placing, placing->to - 1)) {
        placing->to--;
        str_cut(&placing->proposed, placing->proposed.len - 1);
    }
    while (placing->to > placing->from && begins(&placing->proposed) &&
           ends_line(placing, placing->from)) {
        placing->from++;
        str_splice(&placing->proposed, 0, 1, SPAN(""));
    }
}

static bool is_in_line(const struct placing *placing, const struct printed_range *range,
                       enum line_tag tag) {
    const struct section *section = range->part == REMARK_OF_BODY
                                        ? report_find_id(placing->printed->report, range->section)
                                        : NULL;
    if (section == NULL)
        return false;
    struct body_place place = body_place_of(&section->body, range->offset);
    return section->body.lines[place.line].tag == tag;
}

static bool is_row(const struct placing *placing, const struct printed_range *range) {
    return is_in_line(placing, range, LINE_ROW);
}

/* Rows that come: their cells stand one a line in a file. False: they are no whole rows. */
static bool join_cells(struct placing *placing, const struct printed_range *range) {
    const struct section *section = report_find_id(placing->printed->report, range->section);
    struct body_place place = body_place_of(&section->body, range->offset);
    struct span row = str_span(&section->body.lines[place.line].text);
    size_t columns = 1, cells = 0, lines = 1;
    for (size_t i = 0; i < row.n; i++)
        columns += row.p[i] == '\t';
    struct str *text = &placing->proposed;
    bool first = begins(text);
    for (size_t i = first; i < text->len; i++)
        lines += text->s[i] == '\n';
    if (lines % columns != 0)
        return false;
    for (size_t i = first; i < text->len; i++)
        if (text->s[i] == '\n' && ++cells % columns != 0)
            text->s[i] = '\t';
    return true;
}

/* As many cells come as go: each is parted from the next as it was. False: they are not. */
static bool part_cells(struct placing *placing, const struct printed_range *range) {
    struct str text = STR_INIT, parts = STR_INIT;
    size_t count = 0;
    remark_add_part_text(&text, placing->printed->report, range->section, range->part);
    struct span all = str_span(&text);
    size_t last = utf8_offset(all, range->offset + range->length);
    for (size_t i = utf8_offset(all, range->offset); i < last; i++)
        if (all.p[i] == '\t' || all.p[i] == '\n')
            str_add_byte(&parts, all.p[i]);
    for (size_t i = 0; i < placing->proposed.len; i++)
        count += placing->proposed.s[i] == '\n';
    bool same = count == parts.len;
    for (size_t i = 0, k = 0; same && i < placing->proposed.len; i++)
        if (placing->proposed.s[i] == '\n')
            placing->proposed.s[i] = parts.s[k++];
    str_release(&parts);
    str_release(&text);
    return same;
}

/* Items that come bring their labels, which the program makes itself; so does the first line where
 * the edit began in its label. */
static void drop_labels(struct str *text, bool in_label) {
    struct str kept = STR_INIT;
    struct span rest = str_span(text), line;
    struct label label;
    for (bool first = true; span_take_line(&rest, &line); first = false) {
        struct span words = line;
        str_add_text(&kept, first ? "" : "\n");
        str_add(&kept, (!first || in_label) && label_take(&words, &label) ? words : line);
    }
    str_set(text, str_span(&kept));
    str_release(&kept);
}

/* Words between two that are there; `$${` in a body prints "${". */
static void settle(struct placing *placing, const struct printed_range *range) {
    struct remark *remark = placing->remark;
    struct str text = STR_INIT, all = STR_INIT;
    str_add(&all, print_of(placing, range->from, placing->from));
    str_add(&all, str_span(&placing->proposed));
    str_add(&all, print_of(placing, placing->to, range->to));
    bool in_label = placing->from < placing->to &&
                    !printed_find(placing->printed, placing->from, placing->from + 1).known &&
                    !begins(&placing->proposed);
    in_label |= placing->whole_lines;
    if (is_in_line(placing, range, LINE_ITEM) || (in_label && range->part == REMARK_OF_HEADING))
        drop_labels(&all, in_label);
    if (range->part == REMARK_OF_BODY)
        body_escape(&text, str_span(&all));
    else
        str_add(&text, str_span(&all));
    remark->kind = REMARK_IS_PROPOSAL;
    remark->part = range->part;
    set_section(remark, range->section);
    set_words(remark, placing->texts, placing->printed->report, range->offset, range->length);
    remark->proposed = keep(placing->texts, str_span(&text));
    str_release(&all);
    str_release(&text);
}

/* A figure's value that somebody has written over. */
static bool place_figure(struct placing *placing, const struct printed_range *range) {
    struct remark *remark = placing->remark;
    const struct template_figure *figure = range->figure;
    if (figure == NULL || figure_is_calculated(figure))
        return false;
    struct str text = STR_INIT;
    str_add(&text, print_of(placing, range->figure_from, placing->from));
    str_add(&text, str_span(&placing->proposed));
    str_add(&text, print_of(placing, placing->to, range->figure_to));
    struct span name = span_of(figure->name);
    bool inked = utf8_has_ink(str_span(&text)) && !begins(&text) && !ends(&text);
    if (inked) {
        const char *was = report_value(placing->printed->report, name);
        remark->kind = REMARK_IS_PROPOSAL;
        remark->target = (struct target){.kind = TARGET_FIGURE,
                                         .name = keep(placing->texts, name),
                                         .quote = keep(placing->texts, span_of(was))};
        remark->proposed = keep(placing->texts, str_span(&text));
    }
    str_release(&text);
    return inked;
}

/* The head of the line that begins there, behind its label. */
static struct printed_range find_head(const struct printed *printed, size_t at) {
    struct printed_range range = printed_find(printed, at, at);
    const struct printed_line *line = printed_line_at(printed, at);
    if (!range.known && line != NULL) {
        range = printed_find(printed, line->from, line->to);
        range.length = 0;
        range.figure = NULL;
        range.from = range.to = at;
    }
    return range;
}

/* Paragraphs that come between two. */
static bool place_between(struct placing *placing) {
    const struct printed *printed = placing->printed;
    struct str *text = &placing->proposed;
    bool at_start = begins_line(placing, placing->from) && ends(text);
    bool at_end = ends_line(placing, placing->from) && begins(text);
    if (!at_start && !at_end)
        return false;
    size_t behind = at_start ? placing->from : placing->from + 1; /* the line that follows */
    struct printed_range before = {0}, after = {0};
    if (behind > 0)
        before = printed_find(printed, behind - 1, behind - 1);
    if (behind < printed->text.len)
        after = find_head(printed, behind);
    str_splice(text, at_start ? text->len - 1 : 0, 1, SPAN(""));
    const struct printed_line *line =
        behind > 0 ? printed_line_at(printed, behind - 1) : printed_line_at(printed, 0);
    bool known = before.known && before.part == REMARK_OF_BODY;
    if (known) {
        str_splice(text, 0, 0, SPAN("\n"));
        placing->from = placing->to = before.from = before.to = behind - 1;
        known = !is_row(placing, &before) || join_cells(placing, &before);
        after = before;
    } else if (after.known && after.part == REMARK_OF_BODY && line != NULL &&
               line->section == after.section && !is_row(placing, &after)) {
        str_add_byte(text, '\n');
        placing->from = placing->to = after.from = after.to = behind;
        placing->whole_lines = known = true;
    } else if (line != NULL && line->section >= 0) { /* its text is empty so far */
        const struct section *section = report_find_id(printed->report, line->section);
        known = section != NULL && !body_has_text(&section->body);
        after = (struct printed_range){.known = true, .section = line->section};
        after.from = after.to = placing->from;
    }
    if (known)
        settle(placing, &after);
    return known;
}

/* Whether rows go whole, with all their cells. */
static bool are_whole_rows(const struct placing *placing, const struct printed_range *range) {
    struct str text = STR_INIT;
    remark_add_part_text(&text, placing->printed->report, range->section, range->part);
    struct span all = str_span(&text);
    size_t first = utf8_offset(all, range->offset);
    size_t last = utf8_offset(all, range->offset + range->length);
    bool whole = (first == 0 || all.p[first - 1] == '\n') && (last == all.n || all.p[last] == '\n');
    str_release(&text);
    return whole;
}

/* Whole paragraphs that go take one of their ends along. */
static void take_end(struct placing *placing, struct printed_range *range) {
    struct str text = STR_INIT;
    remark_add_part_text(&text, placing->printed->report, range->section, range->part);
    struct span all = str_span(&text);
    size_t first = utf8_offset(all, range->offset);
    size_t last = utf8_offset(all, range->offset + range->length);
    if (last < all.n && all.p[last] == '\n') {
        range->length++;
    } else if (first > 0 && all.p[first - 1] == '\n') {
        range->offset--;
        range->length++;
    }
    str_release(&text);
}

static bool place_words(struct placing *placing) {
    size_t from = placing->from, to = placing->to;
    struct span words = print_of(placing, from, to);
    bool whole = placing->proposed.len == 0 && begins_line(placing, from) && to > from &&
                 ends_line(placing, to - 1);
    bool tail = placing->proposed.len == 0 && to > from && ends_line(placing, from) &&
                ends_line(placing, to);
    if (from == to && (begins(&placing->proposed) || ends(&placing->proposed)))
        if (place_between(placing))
            return true;
    struct printed_range range = printed_find(placing->printed, from + tail, to - whole);
    if (!range.known)
        return false;
    bool lines = span_find(words, SPAN("\n")) != SIZE_MAX;
    bool comes = span_find(str_span(&placing->proposed), SPAN("\n")) != SIZE_MAX;
    if (!lines && !comes && place_figure(placing, &range))
        return true;
    if ((lines || comes) && range.part != REMARK_OF_BODY)
        return false;
    if (is_row(placing, &range) && (comes || (lines && !whole && !tail)) &&
        !part_cells(placing, &range))
        return false;
    if (range.part == REMARK_OF_HEADING && placing->proposed.len == 0 && range.offset == 0 &&
        !utf8_has_ink(print_of(placing, range.to, printed_line_at(placing->printed, to)->to)))
        return false; /* a heading goes in the outline, with its section */
    if ((whole || tail) && is_row(placing, &range) && !are_whole_rows(placing, &range)) {
        placing->is_cells = true;
        return false;
    }
    if (whole || tail) {
        placing->to -= whole;
        placing->from += tail;
        range.from = placing->from;
        range.to = placing->to;
        take_end(placing, &range);
    }
    settle(placing, &range);
    return true;
}

/* A section is said at the one in front of it. */
static void say_section(struct placing *placing, const struct intake_edit *edit) {
    const struct printed_line *line =
        printed_line_at(placing->printed, edit->from > 0 ? edit->from - 1 : 0);
    struct str text = STR_INIT;
    set_section(placing->remark, line != NULL ? line->section : -1);
    say_edit(placing->remark, placing->texts, print_of(placing, edit->from, edit->to),
             edit->proposed);
    str_add(&text, placing->remark->text);
    str_add_text(&text, _("（这是加一节：请在目录里加）"));
    placing->remark->text = keep(placing->texts, str_span(&text));
    str_release(&text);
}

/* Cells of a row are shown at one that is beside them. */
static void show_cells(struct placing *placing, const struct intake_edit *edit) {
    const struct printed *printed = placing->printed;
    struct remark *remark = placing->remark;
    bool comes = edit->from == edit->to && !edit->at_head && edit->from > 0;
    const struct printed_line *line = printed_line_at(printed, comes ? edit->from - 1 : edit->from);
    struct printed_range range = {0};
    if (line != NULL)
        range = printed_find(printed, line->from, line->to);
    if (range.known && range.part == REMARK_OF_BODY) {
        remark->part = range.part;
        set_section(remark, range.section);
        set_words(remark, placing->texts, printed->report, range.offset, range.length);
    }
    struct str text = STR_INIT;
    str_add(&text, remark->text);
    str_add_text(&text, _("（表格加减列，请在程序里改）"));
    remark->text = keep(placing->texts, str_span(&text));
    str_release(&text);
}

/* The file has other words there than the report. */
static void place_foreign(struct placing *placing, const struct intake_edit *edit) {
    struct remark *remark = placing->remark;
    const struct printed_line *line = printed_line_at(placing->printed, edit->from);
    remark->kind = REMARK_IS_PROPOSAL;
    set_section(remark, line != NULL && line->section >= 0 ? line->section : 0);
    remark->target.kind = TARGET_SECTION;
    remark->target.quote = keep(placing->texts, edit->words);
    remark->before = keep(placing->texts, edit->before);
    remark->after = keep(placing->texts, edit->after);
    remark->proposed = keep(placing->texts, edit->proposed);
    struct printed_range range = printed_find(placing->printed, edit->from, edit->from);
    remark->offset = range.known && range.part == REMARK_OF_BODY ? range.offset : 0;
}

void intake_place_edit(struct remark *remark, struct texts *texts, const struct printed *printed,
                       const struct intake_edit *edit) {
    struct placing placing = {.remark = remark,
                              .texts = texts,
                              .printed = printed,
                              .from = edit->from,
                              .to = edit->to,
                              .is_cells = edit->is_cells,
                              .proposed = STR_INIT};
    str_add(&placing.proposed, edit->proposed);
    if (edit->words.p != NULL) {
        place_foreign(&placing, edit);
    } else {
        leave_ends(&placing);
        if (edit->is_section) {
            say_section(&placing, edit);
        } else if (edit->is_cells || !place_words(&placing)) {
            const struct printed_line *line = printed_line_at(printed, edit->from);
            set_section(remark, line != NULL ? line->section : -1);
            say_edit(remark, texts, print_of(&placing, edit->from, edit->to), edit->proposed);
            if (placing.is_cells)
                show_cells(&placing, edit);
        }
    }
    str_release(&placing.proposed);
}

/* Digits, numerals and the marks around them, as labels have them. */
static bool is_numbering(struct span text) {
    static const char signs[] = "0123456789.．()（）、一二三四五六七八九十百零附件第 　";
    while (text.n > 0) {
        struct span at = text;
        (void)utf8_take(&text);
        if (span_find(SPAN(signs), span_sub(at, 0, at.n - text.n)) == SIZE_MAX)
            return false;
    }
    return true;
}

bool intake_is_numbering(const struct printed *printed, const struct intake_edit *edit) {
    struct span gone = span_sub(str_span(&printed->text), edit->from, edit->to);
    const struct printed_line *line = printed_line_at(printed, edit->from);
    if (edit->words.p != NULL || line == NULL || line->section < 0 || edit->to > line->to ||
        !is_numbering(gone) || !is_numbering(edit->proposed))
        return false;
    for (size_t i = 0; i < printed->part_count; i++) /* in front of what is written */
        if (printed->parts[i].from < line->to && printed->parts[i].to > line->from)
            return edit->to <= printed->parts[i].from && edit->from < printed->parts[i].from;
    return false;
}

/* --- a comment --- */

enum { AROUND_A_POINT = 10 };

/* Of a point: some words of its line. */
static void widen(const struct printed *printed, size_t *from, size_t *to) {
    const struct printed_line *line = printed_line_at(printed, *from);
    struct span text = str_span(&printed->text);
    if (line == NULL)
        return;
    *from = *from < line->to ? *from : line->to;
    struct span before = span_sub(text, line->from, *from);
    struct span behind = span_sub(text, *from, line->to);
    size_t points = utf8_count(before);
    size_t first = points > AROUND_A_POINT ? utf8_offset(before, points - AROUND_A_POINT) : 0;
    *to = *from + utf8_offset(behind, AROUND_A_POINT);
    *from = line->from + first;
}

/* The first text that from..to has a part of. */
static struct printed_range find_first(const struct printed *printed, size_t from, size_t to) {
    struct printed_range range = printed_find(printed, from, to);
    for (size_t i = 0; i < printed->line_count && !range.known; i++) {
        const struct printed_line *line = &printed->lines[i];
        if (line->from >= to || line->to <= from)
            continue;
        size_t first = line->from > from ? line->from : from;
        size_t last = line->to < to ? line->to : to;
        range = printed_find(printed, first, last);
        for (size_t k = 0; k < printed->part_count && !range.known; k++) {
            const struct printed_part *part = &printed->parts[k];
            if (part->from < last && part->to > first)
                range = printed_find(printed, part->from > first ? part->from : first,
                                     part->to < last ? part->to : last);
        }
    }
    return range;
}

/* Words that nobody has written stand before what is said of them. */
static void say_of(struct remark *remark, struct texts *texts, struct span words) {
    struct str text = STR_INIT;
    if (!utf8_has_ink(words))
        return;
    str_add_text(&text, "“");
    str_add_line(&text, words);
    str_add_format(&text, "”：%.*s", SPAN_ARG(remark->text));
    remark->text = keep(texts, str_span(&text));
    str_release(&text);
}

void intake_place_comment(struct remark *remark, struct texts *texts, const struct printed *printed,
                          const struct intake_edit *edit) {
    size_t from = edit->from, to = edit->to;
    struct span text = str_span(&printed->text);
    while (to > from && text.p[to - 1] == '\n')
        to--;
    while (from < to && text.p[from] == '\n')
        from++;
    bool point = from == to;
    if (point)
        widen(printed, &from, &to);
    struct printed_range range = find_first(printed, from, to);
    const struct printed_line *line = printed_line_at(printed, from);
    set_section(remark, range.known ? range.section : line != NULL ? line->section : -1);
    if (edit->words.p != NULL && remark->target.kind == TARGET_SECTION) {
        remark->target.quote = keep(texts, edit->words);
        remark->before = keep(texts, edit->before);
        remark->after = keep(texts, edit->after);
        remark->offset = range.known ? range.offset : 0;
        return;
    }
    if (!range.known) {
        if (!point)
            say_of(remark, texts, span_sub(text, from, to));
        return;
    }
    remark->part = range.part;
    set_words(remark, texts, printed->report, range.offset, range.length);
}
