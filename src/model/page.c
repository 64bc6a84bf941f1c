#include "model/page.h"

#include "base/mem.h"
#include "base/text/line_break.h"
#include "base/text/utf8.h"
#include "model/table_columns.h"
#include "model/title_lines.h"

#include <stdlib.h>

enum {
    INDENT = 4,        /* columns of a paragraph's first line: two cells */
    HANG_MOST = 20,    /* of a heading's further lines: a longer label is no label */
    SIGN_OFF_RIGHT = 8 /* columns right of the date */
};

/* --- lines, before they are cut into pages --- */

struct rough_line {
    struct page_line line;
    bool keep_with_next; /* not the last of a page */
    bool begins_page;
    bool is_gap; /* an empty line that is dropped at the head of a page */
};

struct rough {
    struct rough_line *lines;
    size_t count, cap;
    struct line_break_rows rows; /* reused */
};

static bool is_blank_end(struct span text) {
    return text.n > 0 && utf8_is_space(utf8_before(text, text.n));
}

static struct span trim_end(struct span text) {
    while (is_blank_end(text)) {
        do
            text.n--;
        while (((unsigned char)text.p[text.n] & 0xC0) == 0x80);
    }
    return text;
}

static struct rough_line *add_line(struct rough *rough, size_t indent, struct span text,
                                   int64_t section) {
    struct str line = STR_INIT;
    text = trim_end(text);
    if (text.n > 0)
        table_add_blanks(&line, indent);
    str_add(&line, text);
    MEM_PUSH_ROOM(rough->lines, rough->count, rough->cap);
    struct rough_line *added = &rough->lines[rough->count++];
    *added = (struct rough_line){.line = {.text = str_detach(&line),
                                          .section = section,
                                          .body_line = SIZE_MAX,
                                          .body_column = SIZE_MAX}};
    return added;
}

static void add_gap(struct rough *rough, bool keep_with_next) {
    struct rough_line *gap = add_line(rough, 0, SPAN(""), -1);
    gap->is_gap = true;
    gap->keep_with_next = keep_with_next;
}

static struct span row_of(const struct rough *rough, struct span text, size_t row) {
    size_t end = row + 1 < rough->rows.count ? rough->rows.starts[row + 1] : text.n;
    return span_sub(text, rough->rows.starts[row], end);
}

static void break_text(struct rough *rough, struct span text, size_t first_width, size_t width) {
    line_break_paragraph(&rough->rows, text, first_width, width, WIDTH_WIDE);
}

/* The text with tabs as single blanks: a line of the grid holds no tab. */
static char *without_tabs(struct span text) {
    char *copy = span_copy(text);
    for (char *c = copy; *c != '\0'; c++)
        if (*c == '\t')
            *c = ' ';
    return copy;
}

/* --- one kind of block after the other --- */

/* Its lines end where words do; centred. */
static void add_title(struct rough *rough, struct span words, int64_t section) {
    char *text = without_tabs(words);
    struct span title = span_of(text);
    title_break(&rough->rows, title);
    for (size_t i = 0; i < rough->rows.count; i++) {
        struct span row = trim_end(row_of(rough, title, i));
        size_t columns = width_of_text(row, WIDTH_WIDE);
        size_t indent = columns < PAGE_COLUMNS ? (PAGE_COLUMNS - columns) / 2 : 0;
        add_line(rough, indent, row, section)->keep_with_next = true;
    }
    mem_free(text);
}

/* 附件1 at the head of a page, its title centred in the third line (7.3.4). */
static void add_attachment(struct rough *rough, const struct block *block) {
    struct rough_line *label = add_line(rough, 0, span_of(block->label), block->section);
    label->begins_page = label->keep_with_next = true;
    add_line(rough, 0, SPAN(""), -1)->keep_with_next = true;
    add_title(rough, span_of(block->heading), block->section);
}

/* A name that needs more lines goes on below its first character. */
static void add_note(struct rough *rough, const struct block *blocks, size_t count) {
    size_t first = width_of_text((struct span){blocks[0].text, blocks[0].head}, WIDTH_WIDE);
    size_t hang = INDENT + first < PAGE_COLUMNS / 2 ? INDENT + first : INDENT;
    add_gap(rough, true);
    for (size_t i = 0; i < count; i++) {
        char *text = without_tabs(span_of(blocks[i].text));
        struct span all = span_of(text);
        size_t head = width_of_text((struct span){text, blocks[i].head}, WIDTH_WIDE);
        size_t indent = hang > head ? hang - head : 0;
        break_text(rough, all, PAGE_COLUMNS - indent, PAGE_COLUMNS - hang);
        for (size_t k = 0; k < rough->rows.count; k++)
            add_line(rough, k == 0 ? indent : hang, row_of(rough, all, k), -1);
        mem_free(text);
    }
}

size_t page_hang(const struct block *block) {
    struct str line = STR_INIT;
    size_t columns = 0;
    if (block->attachment) { /* by what is printed: a literal label may say anything */
        block_add_prefix(&line, block);
        struct span gap = SPAN("　");
        size_t at = span_find(str_span(&line), gap);
        if (at != SIZE_MAX)
            columns = width_of_text(span_sub(str_span(&line), 0, at + gap.n), WIDTH_WIDE);
    }
    str_release(&line);
    return columns <= HANG_MOST ? columns : 0;
}

/* A heading, paragraph or item whose text is being broken into rows, a part after the other. */
struct flow {
    const struct block *block; /* NULL: none */
    char *text;
    size_t n, prefix, indent, hang; /* bytes, those of the label; columns before the first line, the
                                       others */
};

static void begin_flow(struct rough *rough, struct flow *flow, const struct block *block) {
    struct str whole = STR_INIT;
    block_add_prefix(&whole, block);
    *flow = (struct flow){.block = block,
                          .prefix = whole.len,
                          .indent = block->attachment ? 0 : INDENT,
                          .hang = page_hang(block)};
    str_add_text(&whole, block->text);
    flow->text = without_tabs(str_span(&whole));
    flow->n = whole.len;
    rough->rows.count = 0;
    str_release(&whole);
}

static void add_flow_lines(struct rough *rough, const struct flow *flow) {
    const struct block *block = flow->block;
    struct span all = {flow->text, flow->n};
    size_t column = block->column, counted = flow->prefix;
    for (size_t i = 0; i < rough->rows.count; i++) {
        size_t from = rough->rows.starts[i];
        struct span row = row_of(rough, all, i);
        struct rough_line *line =
            add_line(rough, i == 0 ? flow->indent : flow->hang, row, block->section);
        line->keep_with_next =
            block->kind == BLOCK_HEADING || (block->level > 0 && block->text[0] == '\0');
        line->begins_page = block->attachment && i == 0;
        if (block->line != SIZE_MAX && from + row.n > flow->prefix) {
            size_t to = from > flow->prefix ? from : flow->prefix;
            column += utf8_count(span_sub(all, counted, to));
            counted = to;
            line->line.body_line = block->line;
            line->line.body_column = column;
        }
    }
}

static void end_flow(struct flow *flow) {
    mem_free(flow->text);
    *flow = (struct flow){0};
}

/* Some `bytes` more; false: its lines are there. */
static bool continue_flow(struct rough *rough, struct flow *flow, size_t bytes) {
    struct span all = {flow->text, flow->n};
    if (line_break_part(&rough->rows, all, PAGE_COLUMNS - flow->indent, PAGE_COLUMNS - flow->hang,
                        WIDTH_WIDE, bytes))
        return true;
    add_flow_lines(rough, flow);
    end_flow(flow);
    return false;
}

/* --- tables --- */

static void add_flowing_row(struct str *out, struct span row) {
    struct span cell;
    while (table_take_cell(&row, &cell)) {
        str_add(out, cell);
        table_add_blanks(out, TABLE_GAP);
    }
}

/* The lines of one row of the table, which no page cuts; those too wide flow on. */
static void add_table_lines(struct rough *rough, const struct block *block, size_t at,
                            struct span lines) {
    struct span whole;
    size_t first = rough->count;
    while (span_take_line(&lines, &whole)) {
        whole = trim_end(whole);
        break_text(rough, whole, PAGE_COLUMNS, PAGE_COLUMNS);
        for (size_t i = 0; i < rough->rows.count; i++) {
            struct rough_line *line = add_line(rough, 0, row_of(rough, whole, i), block->section);
            line->line.body_line = block->line == SIZE_MAX ? SIZE_MAX : block->line + at;
            line->line.body_column = 0;
        }
    }
    for (size_t i = first; i + 1 < rough->count; i++)
        rough->lines[i].keep_with_next = true;
}

/* A table that is too wide is broken within its cells, so that one still sees what stands below
 * what; only one whose columns would be too narrow for that flows row by row. */
static void add_table(struct rough *rough, const struct block *block) {
    struct span rows = span_of(block->text), row;
    struct table_columns columns;
    bool measured = table_measure(&columns, rows);
    columns.numbers_right = !block->made;
    bool fits = measured && columns.sum <= PAGE_COLUMNS && (!block->made || columns.rest == 0);
    bool breaks = measured && !fits && table_fit(&columns, PAGE_COLUMNS);
    struct str text = STR_INIT;
    for (size_t at = 0; span_take_line(&rows, &row); at++) {
        str_clear(&text);
        if (fits)
            table_add_row(&text, &columns, row, "");
        else if (breaks)
            table_add_broken_row(&text, &columns, row);
        else
            add_flowing_row(&text, row);
        add_table_lines(rough, block, at, str_span(&text));
    }
    str_release(&text);
}

/* --- sign-off --- */

/* Lines too wide for a line of the page break like a paragraph. */
static void add_sign_off(struct rough *rough, const struct block *blocks, size_t count) {
    size_t date = width_of_text(span_of(blocks[count - 1].text), WIDTH_WIDE);
    size_t right =
        date + SIGN_OFF_RIGHT <= PAGE_COLUMNS ? PAGE_COLUMNS - SIGN_OFF_RIGHT : PAGE_COLUMNS;
    size_t twice_centre = date <= right ? 2 * right - date : PAGE_COLUMNS;
    add_gap(rough, true);
    for (size_t i = 0; i < count; i++) {
        char *text = without_tabs(span_of(blocks[i].text));
        struct span all = span_of(text);
        break_text(rough, all, PAGE_COLUMNS, PAGE_COLUMNS);
        for (size_t k = 0; k < rough->rows.count; k++) {
            struct span row = trim_end(row_of(rough, all, k));
            size_t width = width_of_text(row, WIDTH_WIDE);
            size_t indent = twice_centre > width ? (twice_centre - width) / 2 : 0;
            if (indent + width > PAGE_COLUMNS)
                indent = width < PAGE_COLUMNS ? PAGE_COLUMNS - width : 0;
            add_line(rough, indent, row, -1)->keep_with_next = true;
        }
        mem_free(text);
    }
    rough->lines[rough->count - 1].keep_with_next = false;
}

static bool flows(const struct block *block) {
    return (block->kind == BLOCK_HEADING && !block_is_attachment(block)) ||
           block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_ITEM;
}

/* The block at `at`, which does not flow, with those of its kind that stand together; how many they
 * were. */
static size_t add_block(struct rough *rough, const struct document *document, size_t at) {
    const struct block *block = &document->blocks[at];
    size_t same = 1;
    assert(!flows(block));
    if (block->kind == BLOCK_HEADING) {
        add_attachment(rough, block);
    } else if (block->kind == BLOCK_TITLE) {
        add_title(rough, span_of(block->text), -1);
        if (at + 1 == document->count || block[1].kind != BLOCK_TITLE)
            add_gap(rough, false);
    } else if (block->kind == BLOCK_TABLE) {
        if (at > 0 && block[-1].kind == BLOCK_TABLE)
            add_gap(rough, false);
        add_table(rough, block);
    } else {
        while (at + same < document->count && block[same].kind == block->kind)
            same++;
        if (block->kind == BLOCK_NOTE)
            add_note(rough, block, same);
        else
            add_sign_off(rough, block, same);
    }
    return same;
}

/* --- pages --- */

/* One past the last line of the page that begins at `from`. */
static size_t page_end(const struct rough *rough, size_t from) {
    size_t end = from + 1;
    while (end < rough->count && end - from < PAGE_LINES && !rough->lines[end].begins_page)
        end++;
    if (end == rough->count || rough->lines[end].begins_page)
        return end;
    size_t kept = end;
    while (kept > from && rough->lines[kept - 1].keep_with_next)
        kept--;
    return kept > from ? kept : end;
}

static void start_page(struct pages *pages) {
    MEM_PUSH_ROOM(pages->starts, pages->page_count, pages->page_cap);
    pages->starts[pages->page_count++] = pages->line_count;
}

/* Moves the lines over. */
static void cut_pages(struct pages *pages, struct rough *rough) {
    for (size_t at = 0; at < rough->count;) {
        if (rough->lines[at].is_gap) {
            mem_free(rough->lines[at++].line.text);
            continue;
        }
        start_page(pages);
        for (size_t end = page_end(rough, at); at < end; at++) {
            MEM_PUSH_ROOM(pages->lines, pages->line_count, pages->line_cap);
            pages->lines[pages->line_count++] = rough->lines[at].line;
        }
    }
    if (pages->page_count == 0)
        start_page(pages);
}

/* --- in slices --- */

struct pages_work {
    const struct document *document;
    struct rough rough;
    struct flow flow;
    size_t at;        /* the next block, or that of the flow */
    size_t done, all; /* bytes, of the blocks behind us, of all */
};

enum { AROUND = 64 }; /* bytes: what a block without text costs */

static size_t cost_of(const struct block *block) {
    return AROUND + span_of(block->text).n;
}

struct pages_work *pages_work_begin(const struct document *document) {
    struct pages_work *work = MEM_NEW(struct pages_work);
    work->document = document;
    for (size_t i = 0; i < document->count; i++)
        work->all += cost_of(&document->blocks[i]);
    return work;
}

/* The next block, or so many bytes of it; how many. */
static size_t take_slice(struct pages_work *work, size_t bytes) {
    const struct block *block = &work->document->blocks[work->at];
    if (!flows(block)) {
        size_t same = add_block(&work->rough, work->document, work->at), cost = 0;
        for (; same > 0; same--)
            cost += cost_of(&work->document->blocks[work->at++]);
        work->done += cost;
        return cost;
    }
    if (work->flow.block == NULL)
        begin_flow(&work->rough, &work->flow, block);
    if (continue_flow(&work->rough, &work->flow, bytes))
        return bytes;
    work->at++;
    work->done += cost_of(block);
    return cost_of(block);
}

bool pages_work_next(struct pages_work *work, size_t bytes) {
    for (size_t done = 0; done < bytes && work->at < work->document->count;)
        done += take_slice(work, bytes - done);
    return work->at < work->document->count;
}

int pages_work_percent(const struct pages_work *work) {
    const struct line_break_rows *rows = &work->rough.rows;
    size_t begun = work->flow.block != NULL ? rows->starts[rows->count - 1] : 0;
    return work->all > 0 ? (int)(100 * (work->done + begun) / work->all) : 100;
}

static void free_work(struct pages_work *work) {
    end_flow(&work->flow);
    line_break_release(&work->rough.rows);
    mem_free(work->rough.lines);
    mem_free(work);
}

void pages_work_finish(struct pages_work *work, struct pages *pages) {
    assert(work->at == work->document->count);
    *pages = (struct pages){0};
    cut_pages(pages, &work->rough);
    free_work(work);
}

void pages_work_stop(struct pages_work *work) {
    if (work == NULL)
        return;
    for (size_t i = 0; i < work->rough.count; i++)
        mem_free(work->rough.lines[i].line.text);
    free_work(work);
}

void pages_layout(struct pages *pages, const struct document *document) {
    struct pages_work *work = pages_work_begin(document);
    while (pages_work_next(work, SIZE_MAX))
        ;
    pages_work_finish(work, pages);
}

void pages_release(struct pages *pages) {
    for (size_t i = 0; i < pages->line_count; i++)
        mem_free(pages->lines[i].text);
    mem_free(pages->lines);
    mem_free(pages->starts);
    *pages = (struct pages){0};
}

size_t pages_last_line(const struct pages *pages, size_t page) {
    return page + 1 < pages->page_count ? pages->starts[page + 1] : pages->line_count;
}

/* Where a section is shown first. */
struct shown {
    int64_t section;
    size_t line;
};

static int compare_shown(const void *left, const void *right) {
    const struct shown *a = left, *b = right;
    if (a->section != b->section)
        return a->section < b->section ? -1 : 1;
    return a->line < b->line ? -1 : a->line > b->line;
}

static size_t first_line_of(const struct shown *shown, size_t count, int64_t section) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (shown[middle].section < section)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && shown[low].section == section ? shown[low].line : SIZE_MAX;
}

static size_t page_of_line(const struct pages *pages, size_t line) {
    size_t page = 0;
    while (pages_last_line(pages, page) <= line)
        page++;
    return page;
}

size_t pages_find_section(const struct pages *pages, const struct report *report, int64_t section) {
    struct shown *shown = mem_alloc_zero(pages->line_count + 1, sizeof *shown);
    for (size_t i = 0; i < pages->line_count; i++)
        shown[i] = (struct shown){pages->lines[i].section, i};
    qsort(shown, pages->line_count, sizeof *shown, compare_shown);
    size_t line = first_line_of(shown, pages->line_count, section), nearest = SIZE_MAX;
    bool passed = line != SIZE_MAX || section == SECTION_FRONT_ID;
    for (const struct section *s = NULL;
         !passed && (s = report_next_section(report, s)) != NULL && s->id != section;) {
        size_t at = first_line_of(shown, pages->line_count, s->id);
        nearest = at != SIZE_MAX ? at : nearest;
    }
    mem_free(shown);
    line = line != SIZE_MAX ? line : nearest;
    return line != SIZE_MAX ? page_of_line(pages, line) : 0;
}
