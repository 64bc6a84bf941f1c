#include "exchange/outline/line.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "exchange/outline/outline.h"
#include "exchange/text/read.h"
#include "model/quantity/quantity.h"

#include <string.h>

enum {
    BLOCK_POINTS_MOST = 50, /* of a heading on its own line */
    COMMA_BLOCK_POINTS_MOST = 36,
    RUN_IN_POINTS_MOST = 30,
    LONG_RUN_POINTS_MOST = 45,
    COLON_POINTS_MOST = 24,
    STYLED_POINTS_MOST = 80 /* of a heading that a style makes one */
};

static bool is_one_of(char32_t c, const char32_t *set) {
    for (; *set != 0; set++)
        if (c == *set)
            return true;
    return false;
}

/* --- what stands behind a label --- */

struct phrase {
    size_t bytes, points; /* before the mark */
    size_t mark;          /* bytes of the mark, 0: none found */
    bool commas;
    bool colon;
};

/* The first mark that ends a phrase, outside brackets and quotes. */
static struct phrase find_phrase(struct span text) {
    struct phrase phrase = {0};
    int nested = 0;
    for (struct span rest = text; rest.n > 0;) {
        size_t at = text.n - rest.n;
        char32_t c = utf8_take(&rest);
        char32_t next = rest.n > 0 ? utf8_take(&(struct span){rest.p, rest.n}) : 0;
        if (is_one_of(c, U"（(《“〈【〔"))
            nested++;
        else if (is_one_of(c, U"）)》”〉】〕") && nested > 0)
            nested--;
        bool half_colon = c == U':' && next != U'/' && !(next >= U'0' && next <= U'9');
        if (nested == 0 && (c == U'。' || c == U'：' || half_colon)) {
            phrase.bytes = at;
            phrase.mark = text.n - rest.n - at;
            phrase.colon = c != U'。';
            return phrase;
        }
        phrase.commas |= is_one_of(c, U"，；,;！？");
        phrase.points++;
    }
    phrase.bytes = text.n;
    return phrase;
}

static enum outline_shape shape_of(struct span text, const struct phrase *phrase) {
    if (text.n == 0)
        return SHAPE_NONE;
    if (phrase->mark == 0) {
        size_t most = phrase->commas ? COMMA_BLOCK_POINTS_MOST : BLOCK_POINTS_MOST;
        char32_t last = utf8_before(text, text.n);
        bool open = is_one_of(last, U"，；、,;！？!?");
        return phrase->points <= most && !open ? SHAPE_BLOCK : SHAPE_SENTENCE;
    }
    bool ends = span_trim_space(span_sub(text, phrase->bytes + phrase->mark, text.n)).n == 0;
    size_t most = phrase->colon ? COLON_POINTS_MOST : RUN_IN_POINTS_MOST;
    if (!phrase->commas && phrase->points <= most)
        return ends ? SHAPE_ENDED : SHAPE_RUN_IN;
    return !ends && phrase->points <= LONG_RUN_POINTS_MOST ? SHAPE_LONG_RUN : SHAPE_SENTENCE;
}

static void set_rest(struct outline_line *line, struct span rest) {
    struct phrase phrase = find_phrase(rest);
    line->rest = rest;
    line->phrase = phrase.bytes;
    line->mark = phrase.mark;
    line->shape = shape_of(rest, &phrase);
}

/* Would the label print exactly as it stands there? */
static bool is_reproducible(const struct outline_line *line, struct span rest) {
    struct span gap = rest.n > 0 ? span_of(numbering_gap(line->label.style)) : SPAN("");
    return line->label.text.p == line->text.p &&
           line->label.text.n + gap.n + rest.n == line->text.n &&
           span_starts_with(span_sub(line->text, line->label.text.n, line->text.n), gap);
}

/* Bold letters, or a style, say where a run-in heading ends: its mark, and blanks behind it, are
 * not part of it. */
static void read_head(struct outline_line *line) {
    static const char *const marks[] = {"。", "：", ":"};
    size_t before = (size_t)(line->rest.p - line->text.p), head = line->block->head;
    struct span whole = span_sub(line->rest, 0, head > before ? head - before : 0);
    struct span phrase = span_trim_end(whole);
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (span_ends_with(phrase, span_of(marks[i]))) {
            phrase.n -= span_of(marks[i]).n;
            break;
        }
    phrase = span_trim_end(phrase);
    line->phrase = phrase.n;
    line->mark = whole.n - phrase.n;
    line->shape = SHAPE_RUN_IN;
}

/* The file says how long the mark is. */
static void read_end_mark(struct outline_line *line) {
    size_t mark = span_of(line->block->end_mark).n, both = line->phrase + line->mark;
    line->mark = mark < both ? mark : both;
    line->phrase = both - line->mark;
}

/* A heading by its style: a phrase that nobody ends as an open sentence. */
static void read_styled(struct outline_line *line) {
    if (!line->labelled)
        set_rest(line, line->text);
    if (line->shape != SHAPE_SENTENCE || line->mark > 0 ||
        utf8_count(line->rest) > STYLED_POINTS_MOST ||
        is_one_of(utf8_before(line->rest, line->rest.n), U"，；、,;"))
        return;
    line->shape = SHAPE_BLOCK;
    line->phrase = line->rest.n;
}

/* Blanks that a heading would not print are of its label: before it, all that shows of one; behind
 * it, the end of one without a heading. */
static void take_blank_label(struct outline_line *line) {
    struct span rest = line->text;
    if (line->block->kind == BLOCK_ITEM || rest.n == 0)
        return;
    if (line->block->kind == BLOCK_HEADING && utf8_is_space(utf8_before(rest, rest.n)))
        rest = span_sub(rest, rest.n, rest.n);
    for (struct span next = rest; next.n > 0 && utf8_is_space(utf8_take(&next));)
        rest = next;
    if (rest.n == line->text.n)
        return;
    line->labelled = true;
    line->label = (struct label){.text = span_sub(line->text, 0, line->text.n - rest.n)};
    line->rest = rest;
}

/* The file says how long an item's label is. */
static void read_item_label(struct outline_line *line) {
    struct span label = span_of(line->block->label), rest = label;
    line->labelled = label_take(&rest, &line->label) && rest.n == 0;
    line->label.text = span_sub(line->text, 0, label.n);
    line->rest = span_sub(line->text, line->labelled ? label.n : 0, line->text.n);
}

/* Everything is as the block says; only the label is told from its heading. */
static void read_exact(struct outline_line *line) {
    size_t head = line->block->head;
    bool can_have =
        line->block->kind == BLOCK_HEADING || line->block->kind == BLOCK_ITEM || head > 0;
    size_t mark = span_of(line->block->end_mark).n;
    struct span taken = head > mark ? span_sub(line->text, 0, head - mark) : line->text;
    line->labelled = can_have && label_take(&taken, &line->label);
    line->rest =
        span_sub(line->text, line->labelled ? (size_t)(taken.p - line->text.p) : 0, line->text.n);
    bool bare_item = line->block->kind == BLOCK_ITEM && utf8_count_ink(line->rest) == 0;
    if (line->labelled && (bare_item || !is_reproducible(line, line->rest))) {
        line->labelled = false;
        line->rest = line->text;
    }
    if (line->block->kind == BLOCK_ITEM && line->block->label != NULL)
        read_item_label(line);
    if (can_have && (!line->labelled || utf8_is_space(utf8_before(line->text, line->text.n))))
        take_blank_label(line);
    line->phrase = line->rest.n;
    if (head > 0)
        read_head(line);
    if (head > 0 && line->block->end_mark != NULL)
        read_end_mark(line);
}

/* Does the text before `end` begin a list of its own with that style? */
static bool begins_list(struct span text, size_t end, enum numbering style) {
    struct str first = STR_INIT;
    label_add(&first, style, 1, SPAN(""));
    bool found = span_find(span_sub(text, 0, end), str_span(&first)) != SIZE_MAX;
    str_release(&first);
    return found;
}

/* "（1）甲。（2）乙。": numbers within a paragraph are prose, but not
 * "（1）甲。按（1）子；（2）丑。", where they count for themselves. */
static bool is_numbered_prose(const struct outline_line *line, struct span rest) {
    static const char *const ends[] = {"。", "；", ";", "，", "！", " "};
    struct str next = STR_INIT;
    bool found = false;
    label_add(&next, line->label.style, line->label.n + 1, SPAN(""));
    for (size_t i = 0; i < ARRAY_LEN(ends) && !found && line->label.style != NUMBERING_PART &&
                       line->label.style != NUMBERING_DECIMAL;
         i++) {
        struct str hit = STR_INIT;
        str_add_text(&hit, ends[i]);
        str_add(&hit, str_span(&next));
        size_t at = span_find(rest, str_span(&hit));
        found = at != SIZE_MAX && !begins_list(rest, at, line->label.style);
        str_release(&hit);
    }
    str_release(&next);
    return found;
}

/* A row of a table as copied: "一、概况 | 人数 | 12", "1、业务专项 938.8". */
static bool is_copied_row(struct span rest) {
    size_t digits = 0;
    while (digits < rest.n &&
           ((rest.p[rest.n - 1 - digits] >= '0' && rest.p[rest.n - 1 - digits] <= '9') ||
            rest.p[rest.n - 1 - digits] == '.'))
        digits++;
    return span_find(rest, SPAN(" | ")) != SIZE_MAX ||
           (digits > 0 && digits < rest.n && rest.p[rest.n - 1 - digits] == ' ');
}

/* Numbers that Word made are lost in copying: "、部门概况", "部分：名词解释", "（）职能". The mark
 * is all that is left of the label. */
static bool take_lost_label(struct outline_line *line, struct span *rest) {
    static const struct {
        const char *mark;
        enum numbering style;
    } marks[] = {{"、", NUMBERING_HAN_COMMA},
                 {"部分：", NUMBERING_PART},
                 {"部分:", NUMBERING_PART},
                 {"（）", NUMBERING_HAN_PAREN},
                 {"()", NUMBERING_HAN_PAREN}};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        struct span after = line->text, mark = span_of(marks[i].mark);
        if (!span_take_prefix(&after, mark))
            continue;
        after = span_trim_space(after);
        struct phrase phrase = find_phrase(after);
        if (shape_of(after, &phrase) != SHAPE_BLOCK || phrase.commas ||
            span_find(after, SPAN("、")) != SIZE_MAX || phrase.points > RUN_IN_POINTS_MOST)
            return false;
        line->label = (struct label){
            .style = marks[i].style, .depth = 1, .text = span_sub(line->text, 0, mark.n)};
        *rest = after;
        return true;
    }
    return false;
}

static void read_label(struct outline_line *line, bool own) {
    struct span rest = line->text;
    line->labelled = label_take(&rest, &line->label) && line->label.style != NUMBERING_FIRSTLY;
    if (own) {
        line->labelled = line->labelled && is_reproducible(line, rest);
    } else if (line->labelled) {
        line->labelled = !is_numbered_prose(line, rest) && !is_copied_row(rest);
    } else {
        line->lost = take_lost_label(line, &rest);
        line->labelled = line->lost;
    }
    if (line->labelled)
        set_rest(line, rest);
}

/* The first gap that no blank follows, for a heading begins with none; SIZE_MAX: none. */
static size_t find_gap(struct span text, struct span space) {
    for (size_t at = 0; at < text.n; at++) {
        struct span rest = span_sub(text, at, text.n);
        if (span_take_prefix(&rest, space) &&
            (rest.n == 0 || !utf8_is_space(utf8_take(&(struct span){rest.p, rest.n}))))
            return at;
    }
    return SIZE_MAX;
}

void outline_label_attachment(struct outline_line *line) {
    const struct span space = SPAN("　");
    if (line->labelled && line->label.style != NUMBERING_NONE)
        return;
    size_t mark = span_of(line->block->end_mark).n;
    size_t head = line->block->head > 0 ? line->block->head : line->text.n;
    size_t gap = find_gap(span_sub(line->text, 0, head), space);
    bool parted = gap != SIZE_MAX && gap + space.n < line->text.n;
    size_t end = parted ? gap : head - (mark < head ? mark : 0);
    line->labelled = true;
    line->label =
        (struct label){.style = NUMBERING_ATTACHMENT, .text = span_sub(line->text, 0, end)};
    line->rest = span_sub(line->text, parted ? end + space.n : end, line->text.n);
    line->phrase = line->rest.n;
    if (line->block->head > 0)
        read_head(line);
    if (line->block->head > 0 && line->block->end_mark != NULL)
        read_end_mark(line);
}

static void read_line(struct outline_line *line, const struct block *block, enum source_kind kind) {
    bool own = kind == SOURCE_LAYOUT;
    *line = (struct outline_line){.block = block, .text = span_of(block->text)};
    if (block->kind == BLOCK_TITLE)
        line->role = OUTLINE_TITLE;
    if (block->kind == BLOCK_SIGN_OFF)
        line->role = OUTLINE_SIGN_OFF;
    if (line->role != OUTLINE_TEXT || block->kind == BLOCK_TABLE)
        return;
    if (kind == SOURCE_EXACT) {
        read_exact(line);
        return;
    }
    read_label(line, own);
    if (!line->labelled && own &&
        block->style_level == 1) { /* a heading without a label: all of it */
        line->rest = line->text;
        line->phrase = line->text.n;
        line->shape = SHAPE_BLOCK;
    }
    if (kind == SOURCE_STYLED && line->labelled && block->head < line->text.n &&
        block->head > (size_t)(line->rest.p - line->text.p))
        read_head(line);
    if (kind == SOURCE_STYLED && block->style_level > 0)
        read_styled(line);
}

void outline_read_unlabelled(struct outline_line *line) {
    set_rest(line, line->text);
}

/* "第一部分" and, on the next line, "基本情况": one heading. */
static void join_lone_label(struct outline *outline, size_t i) {
    struct outline_line *line = &outline->lines[i], *next = line + 1;
    if (!line->labelled || line->rest.n > 0 || i + 1 == outline->count || next->labelled ||
        next->block->blank_before > 1 || next->block->kind != BLOCK_PARAGRAPH ||
        next->block->style_level > 0)
        return;
    struct phrase phrase = find_phrase(next->text);
    if (shape_of(next->text, &phrase) != SHAPE_BLOCK || phrase.points > RUN_IN_POINTS_MOST)
        return;
    set_rest(line, next->text);
    next->role = OUTLINE_JOINED;
}

/* A heading that a hard line break cut: its end is a short line of its own. */
static void join_cut_heading(struct outline *outline, size_t i, struct text_breaks breaks) {
    struct outline_line *line = &outline->lines[i], *next = line + 1;
    if (!line->labelled || line->shape != SHAPE_BLOCK || i + 1 == outline->count ||
        !text_goes_on(line->block, next->block, breaks))
        return;
    line->shape = SHAPE_SENTENCE; /* its end stands on the next line */
    bool ends = i + 2 == outline->count || !text_goes_on(next->block, (next + 1)->block, breaks);
    struct phrase tail = find_phrase(next->text);
    if (!ends || next->labelled || shape_of(next->text, &tail) != SHAPE_BLOCK || tail.commas)
        return;
    struct str joined = STR_INIT;
    str_add(&joined, line->rest);
    str_add(&joined, next->text);
    line->joined = str_detach(&joined);
    set_rest(line, span_of(line->joined));
    next->role = OUTLINE_JOINED;
}

static uint64_t first_number(struct span text) {
    struct digits digits;
    return digits_take(&text, &digits) ? digits.value : 0;
}

/* "3 目标", "3 目标。今年…": a number without a mark before a short phrase. */
static bool take_by(bool (*take)(struct span *, struct label *), const struct outline_line *line,
                    struct label *label, struct span *rest, enum outline_shape *shape) {
    *rest = line->text;
    if (line->role != OUTLINE_TEXT || line->labelled || line->block->kind == BLOCK_TABLE ||
        !take(rest, label) || is_copied_row(*rest))
        return false;
    struct phrase phrase = find_phrase(*rest);
    *shape = shape_of(*rest, &phrase);
    return (*shape == SHAPE_BLOCK || *shape == SHAPE_ENDED || *shape == SHAPE_RUN_IN) &&
           phrase.points <= RUN_IN_POINTS_MOST;
}

static bool take_bare(const struct outline_line *line, struct label *label, struct span *rest,
                      enum outline_shape *shape) {
    return take_by(label_take_bare, line, label, rest, shape);
}

/* Does "3.1" follow "3 目标", before anything that is numbered so? */
static bool has_decimal_below(const struct outline *outline, size_t at, unsigned n) {
    struct label label;
    struct span rest;
    enum outline_shape shape;
    for (size_t i = at + 1; i < outline->count; i++) {
        const struct outline_line *line = &outline->lines[i];
        if (line->labelled && line->label.style == NUMBERING_DECIMAL)
            return line->label.depth > 1 && first_number(line->text) == n;
        if (take_bare(line, &label, &rest, &shape) && shape == SHAPE_BLOCK)
            return false;
    }
    return false;
}

/* Does a list of another style begin below, before the next line that is numbered so? */
static bool has_list_below(const struct outline *outline, size_t at) {
    struct label label;
    struct span rest;
    enum outline_shape shape;
    for (size_t i = at + 1; i < outline->count; i++) {
        const struct outline_line *line = &outline->lines[i];
        if (line->labelled)
            return line->label.n == 1 && line->label.style != NUMBERING_DECIMAL;
        if (take_bare(line, &label, &rest, &shape) && shape == SHAPE_BLOCK)
            return false;
    }
    return false;
}

static void label_chain(struct outline *outline, const size_t *chain, size_t count) {
    struct span rest;
    enum outline_shape shape;
    for (size_t i = 0; i < count; i++) {
        struct outline_line *line = &outline->lines[chain[i]];
        (void)take_by(label_take_tight, line, &line->label, &rest, &shape);
        line->labelled = true;
        set_rest(line, rest);
    }
}

static bool is_listed(size_t lists, size_t count) {
    return count > 1 && lists == count;
}

/* "3目标", without a blank, counts where "3.1" follows it, or one of its list before it.
 * Such lines are headings where they count 1, 2, 3 … and "3.1" follows one of them, or each that
 * has a sentence's end in it, or a list below each of them; a list of contents counts for itself.
 */
static void find_bare_labels(struct outline *outline) {
    size_t *chain = mem_alloc_zero(outline->count + 1, sizeof *chain), count = 0, lists = 0;
    struct label label;
    struct span rest;
    enum outline_shape shape;
    bool proved = false;
    for (size_t i = 0; i < outline->count; i++) {
        bool bare = take_bare(&outline->lines[i], &label, &rest, &shape);
        bool tight = !bare && take_by(label_take_tight, &outline->lines[i], &label, &rest, &shape);
        if ((!bare && !tight) || (label.n != count + 1 && label.n != 1))
            continue;
        bool has_below = has_decimal_below(outline, i, label.n);
        bool told = tight ? proved && label.n > 1 : shape == SHAPE_BLOCK;
        if (!told && !has_below)
            continue;
        if (label.n == 1) {
            label_chain(outline, chain, proved || is_listed(lists, count) ? count : 0);
            count = lists = 0;
            proved = false;
        }
        chain[count++] = i;
        lists += has_list_below(outline, i);
        proved = proved || has_below;
    }
    label_chain(outline, chain, proved || is_listed(lists, count) ? count : 0);
    mem_free(chain);
}

static bool is_top(const struct outline *outline, const struct outline_line *line) {
    bool heading = outline->own || line->block->kind == BLOCK_HEADING || line->block->head > 0;
    bool attachment = line->labelled && line->label.style == NUMBERING_ATTACHMENT;
    return heading && line->role == OUTLINE_TEXT && line->block->style_level == 1 && !attachment;
}

/* "1 引言", "2 目标" … as we write them: all headings of the top count so, or none does. */
static void take_bare_tops(struct outline *outline) {
    unsigned n = 0;
    for (int pass = 0; pass < 2; pass++) {
        n = 0;
        for (size_t i = 0; i < outline->count; i++) {
            struct outline_line *line = &outline->lines[i];
            struct span rest = line->text;
            struct label label;
            if (!is_top(outline, line))
                continue;
            if (line->labelled || !label_take_bare(&rest, &label) || label.n != ++n)
                return;
            if (pass == 0)
                continue;
            line->labelled = true;
            line->label = label;
            line->rest = rest;
            line->phrase = rest.n;
        }
    }
}

/* --- rows of tables --- */

static size_t count_tabs(struct span text) {
    size_t tabs = 0;
    for (size_t i = 0; i < text.n; i++)
        tabs += text.p[i] == '\t';
    return tabs;
}

/* The page of a line of contents: its last cell; 0: it is no whole number. */
static uint64_t page_of(struct span text) {
    uint64_t page = 0;
    for (size_t tab; (tab = span_find(text, SPAN("\t"))) != SIZE_MAX;)
        text = span_sub(text, tab + 1, text.n);
    return span_to_number(span_trim(text), UINT32_MAX, &page) ? page : 0;
}

/* Lines with as many tabs are a table whatever they begin with, "1、公务用车购置和维护经费⇥7.20"; a
 * list of contents is none: all its lines have labels, or its pages ascend. */
static void take_rows(struct outline *outline, size_t from, size_t to) {
    bool bare = false, ascend = true;
    uint64_t last = 1;
    for (size_t i = from; i < to; i++) {
        uint64_t page = page_of(outline->lines[i].text);
        bare |= !outline->lines[i].labelled;
        ascend &= page >= last;
        last = page;
    }
    bool wide = count_tabs(outline->lines[from].text) > 1;
    for (size_t i = from; to - from > 1 && (bare || wide) && !ascend && i < to; i++)
        outline->lines[i].labelled = outline->lines[i].lost = false;
}

static void find_rows(struct outline *outline) {
    for (size_t from = 0, to; from < outline->count; from = to) {
        size_t tabs = count_tabs(outline->lines[from].text);
        for (to = from + 1;
             to < outline->count && tabs > 0 && count_tabs(outline->lines[to].text) == tabs;)
            to++;
        if (tabs > 0)
            take_rows(outline, from, to);
    }
}

void outline_init(struct outline *outline, const struct document *document, enum source_kind kind,
                  struct template *template) {
    bool own = kind == SOURCE_LAYOUT;
    *outline = (struct outline){.kind = kind, .own = own, .template = template, .title = STR_INIT};
    outline->lines = mem_alloc_zero(document->count + 1, sizeof *outline->lines);
    outline->count = document->count;
    for (size_t i = 0; i < document->count; i++)
        read_line(&outline->lines[i], &document->blocks[i], kind);
    if (own || kind == SOURCE_EXACT) {
        take_bare_tops(outline);
        return;
    }
    find_rows(outline);
    find_bare_labels(outline);
    struct text_breaks breaks = text_find_breaks(document);
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_line *line = &outline->lines[i];
        if (i > 0 && line->labelled && text_goes_on((line - 1)->block, line->block, breaks))
            line->labelled = line->lost = false; /* a sentence broken before its mark */
        join_lone_label(outline, i);
        join_cut_heading(outline, i, breaks);
    }
}

void outline_release(struct outline *outline) {
    for (size_t i = 0; i < outline->count; i++)
        mem_free(outline->lines[i].joined);
    mem_free(outline->lines);
    str_release(&outline->title);
}
