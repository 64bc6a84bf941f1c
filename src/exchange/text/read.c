#include "exchange/text/read.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "exchange/md/read.h"
#include "exchange/outline/date.h"
#include "exchange/outline/frame.h"
#include "exchange/outline/outline.h"
#include "exchange/outline/title.h"
#include "exchange/text/layout.h"
#include "exchange/text/write.h"
#include "model/leftover.h"

#include <string.h>

/* --- lines to blocks --- */

/* A page break is where a form feed stood: offsets into the cleaned text. */
struct page_breaks {
    size_t *at;
    size_t count, cap, next;
};

static void clean_pages(struct source *out, struct page_breaks *breaks, struct span decoded,
                        struct text_clean_report *report) {
    while (decoded.n > 0) {
        const char *feed = memchr(decoded.p, '\f', decoded.n);
        size_t n = feed == NULL ? decoded.n : (size_t)(feed - decoded.p) + 1;
        text_clean_file(&out->clean, span_sub(decoded, 0, n), report);
        decoded = span_sub(decoded, n, decoded.n);
        if (feed == NULL)
            continue;
        MEM_PUSH_ROOM(breaks->at, breaks->count, breaks->cap);
        breaks->at[breaks->count++] = out->clean.len;
    }
}

/* A table of Markdown, bars and a rule, in a file that is none: its rows get tabs, the rule goes.
 */
static void turn_bars_to_tabs(struct str *text) {
    struct str turned = STR_INIT;
    struct span rest = str_span(text), line;
    if (span_find(rest, SPAN("\n|")) == SIZE_MAX)
        return;
    for (bool table = md_is_table_at(rest); rest.n > 0; table |= md_is_table_at(rest)) {
        bool head = !table || md_is_table_at(rest);
        if (!span_take_line(&rest, &line))
            break;
        table = table && span_starts_with(span_trim(line), SPAN("|"));
        if (table)
            md_add_cells(&turned, line);
        else
            str_add(&turned, line);
        str_add_byte(&turned, '\n');
        if (table && head)
            (void)span_take_line(&rest, &line); /* the rule */
    }
    str_clear(text);
    str_add(text, str_span(&turned));
    str_release(&turned);
}

static size_t columns_of(struct span text) {
    size_t columns = 0;
    while (text.n > 0) {
        columns += (unsigned char)text.p[0] < 0x80 ? 1 : 2;
        (void)utf8_take(&text);
    }
    return columns;
}

static struct block *add_line(struct document *document, struct span text) {
    struct block *block = document_add(document, BLOCK_PARAGRAPH);
    block->text = document_copy(document, text);
    return block;
}

static void read_foreign(struct document *document, struct span raw) {
    struct span text = span_trim_space(raw);
    struct block *block = add_line(document, text);
    block->indent = columns_of((struct span){raw.p, (size_t)(text.p - raw.p)});
}

static void read_own(struct document *document, struct span raw, bool blank_before) {
    const struct block *before =
        document->count > 0 ? &document->blocks[document->count - 1] : NULL;
    bool indented = text_layout_take_indent(&raw);
    struct block *block = NULL;
    if (indented) {
        bool first = before == NULL || before->kind == BLOCK_TITLE;
        block = add_line(document, raw);
        struct span rest = raw;
        struct label label;
        bool labelled = label_take(&rest, &label) ? label.style != NUMBERING_FIRSTLY
                                                  : label_take_bare(&rest, &label) && label.n == 1;
        block->begins_table =
            !first && blank_before && text_layout_parts_tables(span_of(block[-1].text), raw);
        if (first ? labelled : blank_before && !block->begins_table)
            block->style_level = 1;
        return;
    }
    bool title = before == NULL || (before->kind == BLOCK_TITLE && !blank_before);
    block = add_line(document, raw);
    block->kind = title ? BLOCK_TITLE : BLOCK_SIGN_OFF;
}

void text_read(struct source *out, struct span decoded, struct text_clean_report *report) {
    struct page_breaks breaks = {0};
    clean_pages(out, &breaks, decoded, report);
    if (breaks.count == 0)
        turn_bars_to_tabs(&out->clean);
    struct span rest = str_span(&out->clean), line;
    bool own = text_layout_is_own(rest);
    out->kind = own ? SOURCE_LAYOUT : SOURCE_LINES;
    if (own) {
        out->write = text_write_plain;
        str_add(&out->original, rest);
    }
    size_t number = 0, blank = 0;
    bool page_break = false;
    for (const char *start = rest.p; span_take_line(&rest, &line);) {
        number++;
        while (breaks.next < breaks.count && breaks.at[breaks.next] <= (size_t)(line.p - start)) {
            breaks.next++;
            page_break = true;
        }
        if (utf8_count_ink(line) == 0) {
            blank++;
            continue;
        }
        if (own)
            read_own(&out->document, line, blank > 0);
        else
            read_foreign(&out->document, line);
        struct block *block = &out->document.blocks[out->document.count - 1];
        block->source_line = number;
        block->blank_before = blank;
        block->page_break = page_break;
        blank = 0;
        page_break = false;
    }
    mem_free(breaks.at);
}

/* --- hard line breaks --- */

enum {
    JOIN_COLUMNS_LEAST = 20,
    JOIN_COLUMNS_MOST = 130,
    JOIN_SLACK = 8, /* columns that a broken line may be shorter than the longest … */
    FULL_SLACK = 3, /* … and one that leaves no room for a character */
    JOIN_LINES_LEAST = 3,
    INDENT_LEAST = 2 /* columns before a paragraph's first line */
};

static bool ends_with_any(struct span text, const char *const *ends, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (span_ends_with(text, span_of(ends[i])))
            return true;
    return false;
}

static bool ends_sentence(struct span text) {
    static const char *const ends[] = {"。", "！", "？", "!", "?", "…"};
    return ends_with_any(text, ends, ARRAY_LEN(ends));
}

static bool ends_clause(struct span text) {
    static const char *const ends[] = {"；", "：", ";", ":", "”"};
    return ends_sentence(text) || ends_with_any(text, ends, ARRAY_LEN(ends));
}

/* How long a line is: columns, or two for every character where those were counted. */
static size_t length_of(const struct block *line, bool by_points) {
    struct span text = span_of(line->text);
    return line->indent + (by_points ? 2 * utf8_count(text) : columns_of(text));
}

/* "（1）按月调度；" broken before "（2）按季通报": the list is within a sentence; so is a number
 * that was broken off its bracket. */
static bool counts_on(struct span line, const struct label *label) {
    struct str before = STR_INIT;
    if (span_ends_with(line, SPAN("（")) || span_ends_with(line, SPAN("(")))
        return true;
    if (label->n < 2 || label->style == NUMBERING_DECIMAL || label->style == NUMBERING_PART)
        return false;
    label_add(&before, label->style, label->n - 1, SPAN(""));
    size_t at = span_find(line, str_span(&before));
    str_release(&before);
    return at != SIZE_MAX && at > 0;
}

/* Does the next line begin with a label, and not in mid-sentence? */
static bool begins_labelled(const struct block *line, const struct block *next) {
    struct span following = span_of(next->text);
    struct label label;
    return label_take(&following, &label) && !counts_on(span_of(line->text), &label);
}

/* The length of a line that may go on in the next one, whatever its end mark, else 0. */
static size_t broken_length(const struct block *line, const struct block *next, bool by_points) {
    if (line->kind != BLOCK_PARAGRAPH || next->kind != BLOCK_PARAGRAPH || line->style_level > 0 ||
        next->style_level > 0 || line->leftover != LEFTOVER_NONE || next->blank_before > 0 ||
        next->page_break || begins_labelled(line, next) || next->indent > line->indent ||
        strchr(line->text, '\t') != NULL || strchr(next->text, '\t') != NULL)
        return 0;
    size_t length = length_of(line, by_points);
    return length >= JOIN_COLUMNS_LEAST && length <= JOIN_COLUMNS_MOST ? length : 0;
}

/* The same of a line that ends in mid-sentence. */
static size_t open_length(const struct block *line, const struct block *next, bool by_points) {
    return ends_clause(span_of(line->text)) ? 0 : broken_length(line, next, by_points);
}

static size_t find_break(const struct document *document, bool by_points) {
    size_t counts[JOIN_COLUMNS_MOST + 1] = {0}, open = 0, best = 0, at = 0;
    for (size_t i = 0; i + 1 < document->count; i++) {
        size_t length = open_length(&document->blocks[i], &document->blocks[i + 1], by_points);
        struct span rest = span_of(document->blocks[i].text);
        struct label label;
        counts[length]++;
        open += length > 0 && !label_take(&rest, &label); /* else perhaps a heading */
    }
    for (size_t top = JOIN_COLUMNS_LEAST; top <= JOIN_COLUMNS_MOST; top++) {
        size_t full = 0;
        for (size_t i = 0; i <= JOIN_SLACK; i++)
            full += counts[top - i];
        if (counts[top] > 0 && full >= best) {
            best = full;
            at = top;
        }
    }
    size_t longer = 0; /* lines that were not broken there */
    for (size_t i = 0; i < document->count; i++) {
        const struct block *block = &document->blocks[i];
        longer += length_of(block, by_points) > at && !leftover_has_leader(span_of(block->text));
    }
    return best >= JOIN_LINES_LEAST && best * 2 >= open && longer * 4 <= best ? at : 0;
}

static bool is_signature(const struct block *line) {
    return outline_is_unit(span_of(line->text)) || outline_is_date(span_of(line->text));
}

/* Is the first line of most paragraphs indented? They begin after a line that is short. */
static bool has_indents(const struct document *document, struct text_breaks breaks) {
    size_t starts = 0, indented = 0;
    for (size_t i = 1; i < document->count; i++) {
        struct span rest = span_of(document->blocks[i].text);
        struct label label;
        if (length_of(&document->blocks[i - 1], breaks.by_points) + JOIN_SLACK >= breaks.at ||
            label_take(&rest, &label) || is_signature(&document->blocks[i]))
            continue;
        starts++;
        indented += document->blocks[i].indent >= INDENT_LEAST;
    }
    return indented >= JOIN_LINES_LEAST && indented * 2 > starts;
}

struct text_breaks text_find_breaks(const struct document *document) {
    struct text_breaks breaks = {.at = find_break(document, false)};
    if (breaks.at == 0)
        breaks = (struct text_breaks){.at = find_break(document, true), .by_points = true};
    breaks.indented = breaks.at > 0 && has_indents(document, breaks);
    return breaks;
}

static bool has_mark(struct span text) {
    static const char *const marks[] = {"，", "；", "。", "：", ",", ";"};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (span_find(text, span_of(marks[i])) != SIZE_MAX)
            return true;
    return false;
}

/* A line with a label and no mark may be a heading. One that is not full goes on only in what may
 * be the rest of it: a short line without a mark. */
static size_t slack_of(const struct block *line, const struct block *next,
                       struct text_breaks breaks) {
    struct span text = span_of(line->text);
    struct label label;
    bool rest = length_of(next, breaks.by_points) + JOIN_SLACK < breaks.at &&
                !has_mark(span_of(next->text));
    return label_take(&text, &label) && !has_mark(text) && !rest ? FULL_SLACK : JOIN_SLACK;
}

/* A line that ends with a mark goes on only where it is full, and behind a full stop only where
 * paragraphs are indented and the next line is not. */
bool text_goes_on(const struct block *line, const struct block *next, struct text_breaks breaks) {
    struct span text = span_of(line->text);
    size_t length = broken_length(line, next, breaks.by_points);
    if (length == 0 || length > breaks.at || (breaks.indented && next->indent >= INDENT_LEAST))
        return false;
    struct span following = span_of(next->text);
    struct label label;
    bool counts = label_take(&following, &label) && counts_on(text, &label);
    if (counts || !ends_clause(text))
        return length + slack_of(line, next, breaks) >= breaks.at;
    return (!ends_sentence(text) || (breaks.indented && !is_signature(next))) &&
           length + FULL_SLACK >= breaks.at;
}

/* A number is not broken where a space stood. */
static bool is_latin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* What pages left behind is no part of the sentence that goes on below it; joined lines would no
 * longer show how far it stands from page to page. */
static void mark_leftovers(struct document *document) {
    struct leftover_line *lines = mem_alloc_zero(document->count + 1, sizeof *lines);
    for (size_t i = 0; i < document->count; i++)
        lines[i] = (struct leftover_line){.text = span_of(document->blocks[i].text),
                                          .page_break = document->blocks[i].page_break};
    leftover_find(lines, document->count, SPAN(""));
    for (size_t i = 0; i < document->count; i++)
        if (document->blocks[i].leftover == LEFTOVER_NONE)
            document->blocks[i].leftover = lines[i].kind;
    mem_free(lines);
}

bool text_join_lines(struct document *document, bool join) {
    struct text_breaks breaks = text_find_breaks(document);
    size_t kept = 0;
    if (breaks.at == 0 || !join)
        return breaks.at != 0;
    struct str joined = STR_INIT;
    mark_leftovers(document);
    for (size_t i = 0; i < document->count; i++) {
        struct block head = document->blocks[i];
        str_set(&joined, span_of(head.text));
        size_t last = i;
        for (; last + 1 < document->count; last++) {
            if (document->blocks[last + 1].leftover != LEFTOVER_NONE ||
                !text_goes_on(&document->blocks[last], &document->blocks[last + 1], breaks))
                break;
            struct span next = span_of(document->blocks[last + 1].text);
            if (is_latin(joined.s[joined.len - 1]) && next.n > 0 && is_latin(next.p[0]))
                str_add_byte(&joined, ' ');
            str_add(&joined, next);
        }
        if (last > i)
            head.text = document_copy(document, str_span(&joined));
        document->blocks[kept++] = head;
        i = last;
    }
    document->count = kept;
    str_release(&joined);
    return true;
}
