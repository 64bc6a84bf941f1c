#include "exchange/outline/frame.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "exchange/outline/date.h"
#include "exchange/outline/outline.h"
#include "exchange/outline/title.h"
#include "exchange/text/read.h"

#include <string.h>

enum {
    TITLE_POINTS_MOST = 44,
    TITLES_MOST = 6,
    CONTENTS_MOST = 400,   /* lines */
    CONTENTS_GAP_MOST = 8, /* lines between their heading and the first entry */
    ENTRIES_LEAST = 8,
    SIGN_OFF_POINTS_MOST = 30,
    SIGN_OFF_NAMES_MOST = 3,
    SIGN_OFF_LINES_MOST = 5, /* from the date to the end */
    SECOND_TITLE_MOST = 3
};

static bool ends_with_any(struct span text, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (span_ends_with(text, span_of(words[i])))
            return true;
    return false;
}

/* --- lists of contents --- */

/* "2.1" is not "1.1", though each is the first of its list. */
static bool is_same_label(const struct label *a, const struct label *b) {
    return a->style == b->style && a->n == b->n && a->depth == b->depth &&
           (a->style != NUMBERING_DECIMAL || span_equal(a->text, b->text));
}

/* A labelled line, or one that ends in dots and a page number. */
static bool is_entry(const struct outline_line *line, struct label *label) {
    struct span rest = line->text;
    *label = (struct label){.style = NUMBERING_NONE};
    if (line->labelled)
        *label = line->label;
    else if (leftover_has_leader(rest))
        (void)(label_take(&rest, label) || label_take_bare(&rest, label));
    else
        return false;
    return true;
}

/* The line where the text begins that the list of contents names first: the same words again. A
 * list that has whole sentences among its entries can only be ended so. `after`: what has been read
 * as entries; SIZE_MAX: no such line, or too much between. */
static size_t find_first_again(const struct outline *outline, size_t start, size_t after,
                               size_t entries) {
    size_t others = 0;
    struct span first = outline->lines[start].text;
    for (size_t i = after; i < outline->count && i - start < CONTENTS_MOST; i++) {
        const struct outline_line *line = &outline->lines[i];
        if (span_equal(line->text, first))
            return i;
        if (line->labelled && leftover_is_entry_like(line->text))
            entries++;
        else
            others++;
        if (others * 2 > entries)
            return SIZE_MAX;
    }
    return SIZE_MAX;
}

/* Lines of a list of contents from `start`: short ones, up to the place where the first entry's
 * label comes again, for there the text begins; without such a place up to the last label. */
static size_t find_contents_end(const struct outline *outline, size_t start, struct label first,
                                size_t *entries) {
    size_t after_last = start, first_entry = SIZE_MAX;
    *entries = 0;
    for (size_t i = start; i < outline->count && i - start < CONTENTS_MOST; i++) {
        const struct outline_line *line = &outline->lines[i];
        if (!leftover_is_entry_like(line->text)) {
            size_t again = line->labelled && first_entry != SIZE_MAX
                               ? find_first_again(outline, first_entry, i, *entries)
                               : SIZE_MAX;
            return again != SIZE_MAX ? again : after_last;
        }
        if (first.style == NUMBERING_NONE && i - start > CONTENTS_GAP_MOST)
            break;
        struct label label;
        if (!is_entry(line, &label))
            continue;
        if (first.style != NUMBERING_NONE && is_same_label(&label, &first))
            return i;
        if (first.style == NUMBERING_NONE)
            first = label;
        if (first_entry == SIZE_MAX)
            first_entry = i;
        after_last = i + 1;
        (*entries)++;
    }
    return after_last;
}

static void mark_contents(struct outline *outline, size_t heading, struct label first) {
    size_t entries;
    size_t end = find_contents_end(outline, heading + 1, first, &entries);
    for (size_t i = heading; i < end && entries > 0; i++)
        outline->lines[i].note = NOTE_CONTENTS;
}

/* A list of contents whose heading is lost: many headings and no text before the first label comes
 * again. */
static void mark_bare_contents(struct outline *outline) {
    size_t start = 0, entries;
    while (start < outline->count && !outline->lines[start].labelled)
        start++;
    if (start == outline->count || outline->lines[start].note != NOTE_NONE)
        return;
    struct label first = outline->lines[start].label;
    size_t end = find_contents_end(outline, start + 1, first, &entries);
    bool again = end < outline->count && outline->lines[end].labelled &&
                 is_same_label(&outline->lines[end].label, &first);
    if (!again || entries < ENTRIES_LEAST || entries * 3 < (end - start) * 2)
        return;
    for (size_t i = start; i < end; i++)
        outline->lines[i].note = NOTE_CONTENTS;
}

/* Lines that pages left behind. What heads the pages can only be told when the title is known. */
static void mark_leftovers(struct outline *outline, bool title_is_known) {
    struct leftover_line *lines = mem_alloc_zero(outline->count + 1, sizeof *lines);
    for (size_t i = 0; i < outline->count; i++) {
        const struct outline_line *line = &outline->lines[i];
        bool heading = outline->own && line->block->style_level > 0;
        lines[i] = (struct leftover_line){.text = line->text,
                                          .page_break = line->block->page_break,
                                          .kept = heading || line->role == OUTLINE_TITLE ||
                                                  line->block->kind == BLOCK_TABLE};
    }
    leftover_find(lines, outline->count, str_span(&outline->title));
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_line *line = &outline->lines[i];
        enum leftover kind = line->block->leftover;
        if (kind == LEFTOVER_NONE && line->note == NOTE_NONE)
            kind = lines[i].kind;
        bool too_early = kind == LEFTOVER_RUNNING_HEAD && !title_is_known;
        if (kind != LEFTOVER_NONE && !too_early && line->role != OUTLINE_TITLE)
            line->note = (enum outline_note)kind;
    }
    mem_free(lines);
}

static void mark_contents_lists(struct outline *outline) {
    struct label entry;
    if (outline->own)
        return;
    for (size_t i = 0; i < outline->count; i++) {
        const struct outline_line *line = &outline->lines[i];
        if (line->note == NOTE_NONE && line->role != OUTLINE_TITLE && !line->labelled &&
            leftover_is_contents_heading(line->text, &entry))
            mark_contents(outline, i, entry);
    }
    mark_bare_contents(outline);
}

/* A note makes the line text, whatever its label; a joined pair falls apart again. */
static void apply_notes(struct outline *outline) {
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_line *line = &outline->lines[i];
        if (line->note == NOTE_NONE || (outline->own && line->block->style_level > 0))
            continue;
        line->labelled = false;
        if (line->role == OUTLINE_JOINED || line->role == OUTLINE_HEADING)
            line->role = OUTLINE_TEXT;
        if (i + 1 < outline->count && outline->lines[i + 1].role == OUTLINE_JOINED)
            outline->lines[i + 1].role = OUTLINE_TEXT;
    }
}

/* --- the title --- */

/* Of its text, without what stands before it. */
static bool is_title_like(const struct outline_line *line, struct span text) {
    static const char *const ends[] = {"。", "；", "，", "、", "：", "！", "？",
                                       ":",  ";",  ",",  "!",  "?",  "."};
    if (line->note != NOTE_NONE || line->block->kind == BLOCK_TABLE ||
        utf8_count(text) > TITLE_POINTS_MOST || memchr(text.p, '|', text.n) != NULL ||
        memchr(text.p, '\t', text.n) != NULL)
        return false;
    if (span_find(text, SPAN("。")) != SIZE_MAX || span_find(text, SPAN("：")) != SIZE_MAX)
        return false;
    return !ends_with_any(text, ends, ARRAY_LEN(ends));
}

static bool closes_title(struct span text) {
    static const char *const ends[] = {"报告", "自评表", "说明",   "总结", "公开", "情况",
                                       "方案", "报告表", "评价表", "决算", "预算"};
    return ends_with_any(text, ends, ARRAY_LEN(ends));
}

/* "（2022年度）" below the title. */
static bool is_subtitle(struct span text) {
    return (span_starts_with(text, SPAN("（")) && span_ends_with(text, SPAN("）"))) ||
           (span_starts_with(text, SPAN("(")) && span_ends_with(text, SPAN(")")));
}

/* The cover says the title, and below it the title page says it again with unit and year. */
static bool has_second_title(const struct outline *outline, size_t from) {
    for (size_t i = from; i < outline->count && i < from + SECOND_TITLE_MOST; i++) {
        const struct outline_line *line = &outline->lines[i];
        if (!is_title_like(line, line->text) || line->labelled)
            return false;
        if (span_ends_with(outline->lines[i].text, SPAN("报告")))
            return true;
    }
    return false;
}

/* The first line of a report that is handed in as an attachment: "附件1：" above the title or
 * before it. */
static struct span behind_label(const struct outline_line *line) {
    const char *end = line->text.p + line->text.n;
    const char *behind = line->label.text.p + line->label.text.n;
    return span_trim_space((struct span){behind, (size_t)(end - behind)});
}

static bool is_attached_title(const struct outline_line *line) {
    struct span title = behind_label(line);
    return title.n == 0 || (is_title_like(line, title) && span_ends_with(title, SPAN("报告")));
}

static void find_title(struct outline *outline) {
    size_t end = 0;
    bool closed = false;
    while (end < outline->count && end < TITLES_MOST) {
        struct outline_line *line = &outline->lines[end];
        bool attachment = line->labelled && line->label.style == NUMBERING_ATTACHMENT && end == 0;
        if (line->role == OUTLINE_TITLE) { /* by its style */
            closed = true;
            end++;
            continue;
        }
        if (line->block->style_level > 0 && end > 0)
            break;
        closed = closed && !has_second_title(outline, end);
        if (closed ? !is_subtitle(line->text) && !outline_is_unit(line->text)
                   : !is_title_like(line, line->text) && !(attachment && is_attached_title(line)))
            break;
        if (line->labelled && !attachment)
            break;
        closed = closed || closes_title(attachment ? behind_label(line) : line->text);
        end++;
    }
    /* without an end word only what a heading or an empty line follows is a title */
    bool framed = end == outline->count || outline->lines[end].labelled ||
                  outline->lines[end].block->style_level > 0 ||
                  outline->lines[end].block->blank_before > 0;
    if (!closed && !framed)
        return;
    for (size_t i = 0; i < end; i++) {
        outline->lines[i].role = OUTLINE_TITLE;
        outline->lines[i].labelled = false;
    }
}

static void join_title(struct outline *outline) {
    for (size_t i = 0; i < outline->count; i++)
        if (outline->lines[i].role == OUTLINE_TITLE)
            outline_add_flat(&outline->title, outline->lines[i].text);
}

/* --- the sign-off --- */

/* "云川市档案馆　2022年3月31日" */
static bool is_signed_date(struct span line) {
    size_t gap = 0;
    for (struct span rest = line; rest.n > 0;) {
        size_t at = line.n - rest.n;
        if (utf8_is_space(utf8_take(&rest)) && outline_is_unit(span_sub(line, 0, at)))
            gap = at;
        if (gap > 0)
            return outline_is_date(span_sub(line, gap, line.n));
    }
    return outline_is_date(line);
}

/* What may stand below the date: "（此件主动公开）", "联系人：…". */
static bool is_below_date(struct span line) {
    static const char *const starts[] = {"联系", "抄送", "填报", "填表", "审核", "经办", "主办"};
    for (size_t i = 0; i < ARRAY_LEN(starts); i++)
        if (span_starts_with(line, span_of(starts[i])))
            return true;
    return is_subtitle(line);
}

static bool is_page_leftover(const struct outline_line *line) {
    return line->note == NOTE_PAGE_NUMBER || line->note == NOTE_RUNNING_HEAD;
}

/* The date that signs the lines before `end`; SIZE_MAX: none. */
static size_t find_date(const struct outline *outline, size_t end) {
    for (size_t i = end; i-- > 0 && end - i <= SIGN_OFF_LINES_MOST;) {
        const struct outline_line *line = &outline->lines[i];
        if (line->role == OUTLINE_TITLE || line->labelled || line->block->kind == BLOCK_TABLE)
            break;
        if (is_signed_date(line->text))
            return i;
        if (!is_page_leftover(line) && !is_below_date(line->text))
            break;
    }
    return SIZE_MAX;
}

static bool is_name_like(const struct outline_line *line) {
    static const char *const marks[] = {"。", "，", "；", "：", ":", "、", "？", "！"};
    if (span_is(line->text, "无") || span_is(line->text, "略") ||
        memchr(line->text.p, '\t', line->text.n) != NULL)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (span_find(line->text, span_of(marks[i])) != SIZE_MAX)
            return false;
    return line->role == OUTLINE_TEXT && line->note == NOTE_NONE && !line->labelled &&
           line->block->kind != BLOCK_TABLE && line->block->style_level == 0 &&
           utf8_count(line->text) <= SIGN_OFF_POINTS_MOST;
}

/* The lines before `end` that sign the report: a date, and the names above it; a page may turn
 * among them. */
static void find_sign_off(struct outline *outline, size_t end) {
    size_t date = find_date(outline, end), start = date, names = 0;
    if (date == SIZE_MAX)
        return;
    for (size_t i = date; i-- > 0 && names < SIGN_OFF_NAMES_MOST;) {
        if (is_name_like(&outline->lines[i])) {
            names++;
            start = i;
        } else if (!is_page_leftover(&outline->lines[i])) {
            break;
        }
    }
    for (size_t i = start; i < end; i++)
        outline->lines[i].role = OUTLINE_SIGN_OFF;
}

static bool is_attachment(const struct outline_line *line) {
    return line->role == OUTLINE_TEXT && line->labelled &&
           line->label.style == NUMBERING_ATTACHMENT;
}

static bool is_signed(const struct outline *outline, size_t at) {
    return find_date(outline, at) != SIZE_MAX;
}

/* The lines of a list of attachments: "附件：1.基础数据表", "2.自评表". Returns where it ends, or
 * `at` where none begins. */
static size_t find_attachment_list(const struct outline *outline, size_t at) {
    const struct outline_line *first = &outline->lines[at];
    struct label label;
    struct span rest = first->rest;
    unsigned last = 0;
    if (first->label.n > 0 || is_signed(outline, at))
        return at;
    if (label_take(&rest, &label))
        last = label.n;
    else if (first->rest.n > 0)
        return at;
    size_t next = at + 1;
    while (next < outline->count && outline->lines[next].labelled &&
           outline->lines[next].label.style != NUMBERING_ATTACHMENT &&
           outline->lines[next].label.n == last + 1) {
        next++;
        last++;
    }
    bool ends = next == outline->count || outline->lines[next].role == OUTLINE_SIGN_OFF ||
                is_attachment(&outline->lines[next]);
    return ends || first->rest.n > 0 ? next : at;
}

/* A mention of an attachment begins none: only the sign-off or nothing follows. */
static bool has_content(const struct outline *outline, size_t at) {
    size_t next = at + 1;
    while (next < outline->count && outline->lines[next].role == OUTLINE_JOINED)
        next++;
    return next < outline->count && !is_attachment(&outline->lines[next]) &&
           outline->lines[next].role == OUTLINE_TEXT;
}

static void find_attachments(struct outline *outline) {
    size_t first = outline->count;
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_line *line = &outline->lines[i];
        if (!is_attachment(line) || (outline->own && line->block->style_level == 0))
            continue;
        size_t end = outline->own ? i : find_attachment_list(outline, i);
        for (size_t k = i; k < end; k++)
            outline->lines[k].mention = true;
        if (end > i)
            continue;
        bool begins = outline->own || (line->shape <= SHAPE_ENDED && has_content(outline, i)) ||
                      is_signed(outline, i);
        line->mention = !begins;
        if (begins && first == outline->count)
            first = i;
        line->attachment = begins;
    }
    if (outline->own || first == outline->count)
        return;
    for (size_t i = first; i < outline->count; i++) /* a date at the end signs the attachment */
        if (outline->lines[i].role == OUTLINE_SIGN_OFF)
            outline->lines[i].role = OUTLINE_TEXT;
    find_sign_off(outline, first);
}

void outline_find_frame(struct outline *outline) {
    mark_leftovers(outline, false);
    mark_contents_lists(outline);
    apply_notes(outline);
    if (!outline->own)
        find_title(outline);
    join_title(outline);
    mark_leftovers(outline, true);
    apply_notes(outline);
    if (!outline->own)
        find_sign_off(outline, outline->count);
    find_attachments(outline);
}

void outline_find_flat(struct outline *outline) {
    bool signed_off = false;
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_line *line = &outline->lines[i];
        signed_off |= line->role == OUTLINE_SIGN_OFF;
        line->labelled = false;
        if (line->role == OUTLINE_TITLE || line->role == OUTLINE_SIGN_OFF)
            continue;
        line->role = OUTLINE_TEXT;
        if (!outline->own || line->block->style_level != 1)
            continue;
        line->role = OUTLINE_HEADING;
        line->level = 1;
        line->mark = 0;
        line->attachment = signed_off;
        line->labelled = true; /* as its own literal label, which prints to the blank */
        line->label = (struct label){.style = signed_off ? NUMBERING_ATTACHMENT : NUMBERING_NONE,
                                     .text = line->text};
        line->rest = SPAN("");
        line->phrase = 0;
    }
}
