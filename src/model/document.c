#include "model/document.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/answer_text.h"
#include "model/figure/column_cells.h"
#include "model/figure/figure_text.h"
#include "model/figure/section_table.h"
#include "model/section.h"
#include "model/section_state.h"
#include "model/table_cell.h"
#include "model/table_merge.h"

#include <string.h>

/* --- blocks --- */

struct block *document_add(struct document *document, enum block_kind kind) {
    MEM_PUSH_ROOM(document->blocks, document->count, document->cap);
    struct block *block = &document->blocks[document->count++];
    *block = (struct block){.kind = kind, .text = str_empty, .section = -1, .line = SIZE_MAX};
    return block;
}

char *document_copy(struct document *document, struct span text) {
    return texts_copy(&document->texts, text);
}

void document_release(struct document *document) {
    texts_release(&document->texts);
    mem_free(document->blocks);
    mem_free(document->cover);
    *document = (struct document){0};
}

static bool is_set(const char *text) {
    return text != NULL && text[0] != '\0';
}

bool block_is_attachment(const struct block *block) {
    struct span label = span_of(block->label);
    uint64_t n = 0;
    if (!block->attachment || block->kind != BLOCK_HEADING ||
        !utf8_has_ink(span_of(block->heading)) || !span_take_prefix(&label, SPAN("附件")))
        return false;
    return label.n == 0 || span_to_number(label, UINT32_MAX, &n);
}

void block_add_prefix(struct str *out, const struct block *block) {
    if (is_set(block->label)) {
        str_add_text(out, block->label);
        if (is_set(block->heading) || is_set(block->text))
            str_add_text(out, numbering_gap(block->numbering));
    }
    str_add(out, span_of(block->heading));
    str_add(out, span_of(block->end_mark));
}

void block_add_text(struct str *out, const struct block *block) {
    block_add_prefix(out, block);
    str_add_text(out, block->text);
}

static struct span trim(struct span text) {
    for (struct span rest = text; rest.n > 0 && utf8_is_space(utf8_take(&rest));)
        text = rest;
    size_t end = text.n; /* of the last ink */
    while (end > 0 && utf8_is_space(utf8_before(text, end))) {
        char bytes[UTF8_MAX];
        end -= utf8_put(utf8_before(text, end), bytes);
    }
    return span_sub(text, 0, end);
}

/* --- the walker --- */

struct walk {
    struct document *out;
    const struct report *report;
    struct figures *figures;
    bool draft;
};

/* Few reports have a figure in their prose: made when the first one comes. */
static struct figures *walk_figures(struct walk *walk) {
    if (walk->figures == NULL)
        walk->figures = figures_new(walk->report);
    return walk->figures;
}

static void walk_lines(struct walk *walk, enum block_kind kind, const char *text) {
    struct str answered = STR_INIT;
    report_add_answered(&answered, walk->report, span_of(text));
    struct span rest = str_span(&answered), line;
    while (span_take_line(&rest, &line))
        if (utf8_has_ink(line))
            document_add(walk->out, kind)->text = document_copy(walk->out, trim(line));
    str_release(&answered);
}

/* What a body's lines need while they are walked. */
struct body_walk {
    struct walk *walk;
    const struct section *section;
    const char *label;    /* printed, of the section */
    unsigned items;       /* printed so far */
    struct block *run_in; /* waits for the first line, NULL: none does */
    struct str rows;      /* of the table that is being walked */
    struct str merges;    /* of those rows */
    bool merged;          /* one has some */
    struct str item_label;
    size_t table; /* its block */
};

static struct block *add_line_block(struct body_walk *body, enum block_kind kind, size_t line) {
    struct block *block = document_add(body->walk->out, kind);
    block->section = body->section->id;
    block->line = line;
    return block;
}

/* Sets the text of a paragraph or item; a row keeps its blanks. */
static void set_line(struct body_walk *body, struct block *block, struct span text) {
    struct span printed = trim(text);
    block->column = utf8_count(span_sub(text, 0, (size_t)(printed.p - text.p)));
    block->text = document_copy(body->walk->out, printed);
}

static void walk_item(struct body_walk *body, size_t at, struct span text) {
    const struct line *line = &body->section->body.lines[at];
    struct block *block = add_line_block(body, BLOCK_ITEM, at);
    body->items++;
    block->numbering = section_item_style(body->section, at);
    if (line->label != NULL) { /* "" too: an item that prints none */
        block->label = document_copy(body->walk->out, span_of(line->label));
    } else if (block->numbering != NUMBERING_NONE) {
        str_clear(&body->item_label);
        label_add(&body->item_label, block->numbering, body->items, span_of(body->label));
        block->label = document_copy(body->walk->out, str_span(&body->item_label));
    }
    set_line(body, block, text);
}

/* Rows gather until a line of another kind: tables may be long. */
static void walk_row(struct body_walk *body, size_t at, struct span text) {
    if (body->rows.len == 0) {
        (void)add_line_block(body, BLOCK_TABLE, at);
        body->table = body->walk->out->count - 1;
    } else {
        str_add_byte(&body->rows, '\n');
        str_add_byte(&body->merges, '\n');
    }
    struct span merges = span_of(body->section->body.lines[at].merges);
    size_t cells = merges.n > 0 ? table_cell_count(text) : 0;
    /* a cell that goes on to the row's end is the row's last: that takes what is left */
    while (cells > 1 && table_merge_of(text, merges, cells - 1) == TABLE_LEFT) {
        text.n -= table_cell_text(text, --cells).n + 1;
        merges = span_sub(merges, 0, cells);
    }
    body->merged |= merges.n > 0;
    str_add(&body->rows, text);
    str_add(&body->merges, merges);
}

static void end_table(struct body_walk *body) {
    if (body->rows.len > 0)
        body->walk->out->blocks[body->table].text =
            document_copy(body->walk->out, str_span(&body->rows));
    if (body->rows.len > 0 && body->merged)
        body->walk->out->blocks[body->table].merges =
            document_copy(body->walk->out, str_span(&body->merges));
    str_clear(&body->rows);
    str_clear(&body->merges);
    body->merged = false;
}

/* Behind the last row, where the template asks for it. */
static void add_sums(struct body_walk *body) {
    const struct template_section *from = section_template(body->walk->report, body->section);
    if (from == NULL || !from->sum_row || body->rows.len == 0)
        return;
    struct str sums = STR_INIT;
    columns_add_sums(&sums, from, str_span(&body->rows));
    if (sums.len > 0) {
        str_add_byte(&body->rows, '\n');
        str_add(&body->rows, str_span(&sums));
    }
    str_release(&sums);
}

static void walk_paragraph(struct body_walk *body, size_t at, struct span text) {
    struct block *block = body->run_in;
    if (block != NULL)
        block->line = at;
    else
        block = add_line_block(body, BLOCK_PARAGRAPH, at);
    set_line(body, block, text);
}

static void walk_body(struct body_walk *body) {
    struct str expanded = STR_INIT;
    for (size_t i = 0; i < body->section->body.count; i++) {
        const struct line *line = &body->section->body.lines[i];
        struct span text = str_span(&line->text);
        if (span_find(text, SPAN("$")) != SIZE_MAX) {
            str_clear(&expanded);
            figures_add_line(walk_figures(body->walk), &expanded, text);
            text = str_span(&expanded);
        }
        bool ink = utf8_has_ink(text);
        if (line->tag != LINE_ROW || (!ink && table_cell_count(text) <= 1))
            end_table(body);
        if (!ink)
            continue;
        if (line->tag == LINE_ITEM)
            walk_item(body, i, text);
        else if (line->tag == LINE_ROW)
            walk_row(body, i, text);
        else
            walk_paragraph(body, i, text);
        body->run_in = NULL;
    }
    add_sums(body);
    end_table(body);
    str_release(&body->rows);
    str_release(&body->merges);
    str_release(&body->item_label);
    str_release(&expanded);
}

/* The empty cells behind a 总分 are one cell with it, as in the published forms: the marks of the
 * rows (model/table_merge.h); false: there are none. */
static bool add_total_merges(struct str *out, struct span rows) {
    struct span row, cell;
    bool any = false;
    for (bool first = true; span_take_line(&rows, &row); first = false) {
        size_t at = 0;
        str_add_text(out, first ? "" : "\n");
        if (!span_is(table_cell_text(row, 0), "总分"))
            continue;
        while (table_cell_take(&row, &cell) && (at == 0 || cell.n == 0))
            str_add_byte(out, at++ == 0 ? '.' : '<');
        any |= at > 1;
    }
    return any;
}

/* Stands for a body without text. */
static void walk_table(struct walk *walk, const struct section *section,
                       const struct template_section *template) {
    struct str text = STR_INIT;
    struct table_part part;
    for (size_t row = 0; section_add_part(&text, walk_figures(walk), template, &row, &part);) {
        if (utf8_has_ink(str_span(&text))) {
            struct block *block =
                document_add(walk->out, part.line ? BLOCK_PARAGRAPH : BLOCK_TABLE);
            block->section = section->id;
            block->made = true;
            block->levels = part.levels;
            block->headless = part.headless;
            block->text =
                document_copy(walk->out, part.line ? trim(str_span(&text)) : str_span(&text));
            struct str merges = STR_INIT;
            if (!part.line && add_total_merges(&merges, str_span(&text)))
                block->merges = document_copy(walk->out, str_span(&merges));
            str_release(&merges);
        }
        str_clear(&text);
    }
    str_release(&text);
}

/* The heading's block, NULL where the section prints none. */
static struct block *walk_heading(struct walk *walk, const struct section *section,
                                  const char *label) {
    if (section->form == FORM_NONE)
        return NULL;
    bool run_in = section->form == FORM_RUN_IN;
    if (label[0] == '\0' && !utf8_has_ink(span_of(section->heading)))
        return NULL;
    struct block *block = document_add(walk->out, run_in ? BLOCK_PARAGRAPH : BLOCK_HEADING);
    block->section = section->id;
    block->level = section_depth(section);
    block->numbering = section_label_style(section);
    block->attachment = !run_in && section_is_attachment(section);
    struct str heading = STR_INIT;
    report_add_answered(&heading, walk->report, span_of(section->heading));
    block->heading = document_copy(walk->out, trim(str_span(&heading)));
    str_release(&heading);
    if (run_in)
        block->end_mark = document_copy(walk->out, span_of(section->end_mark));
    if (label[0] != '\0')
        block->label = document_copy(walk->out, span_of(label));
    return block;
}

static void walk_unfilled(struct walk *walk, const struct section *section) {
    struct block *block = document_add(walk->out, BLOCK_PARAGRAPH);
    block->section = section->id;
    struct str text = STR_INIT;
    str_add_format(&text, section->heading[0] != '\0' ? "【未填：%s】" : "【未填】",
                   section->heading);
    block->text = document_copy(walk->out, str_span(&text));
    str_release(&text);
}

enum which { ALL_CHILDREN, BUT_ATTACHMENTS, ATTACHMENTS_ONLY };

static void walk_children(struct walk *walk, const struct section *parent, const char *label,
                          enum which which);

/* What was walked from the block at `at` on. */
static void turn_paper(struct walk *walk, const struct section *section, size_t at) {
    const struct template_section *template = section_template(walk->report, section);
    if (template == NULL || template->paper != PAPER_LANDSCAPE || !section_is_attachment(section))
        return;
    for (; at < walk->out->count; at++)
        walk->out->blocks[at].landscape = true;
}

static void walk_section(struct walk *walk, const struct section *section, const char *label,
                         bool printed) {
    size_t begin = walk->out->count;
    if (printed) {
        struct block *heading = walk_heading(walk, section, label);
        struct body_walk body = {.walk = walk,
                                 .section = section,
                                 .label = label,
                                 .rows = STR_INIT,
                                 .merges = STR_INIT,
                                 .item_label = STR_INIT};
        if (section->form == FORM_RUN_IN)
            body.run_in = heading;
        const struct template_section *table = section_table(walk->report, section);
        if (table != NULL)
            walk_table(walk, section, table);
        else if (!section_is_bare_table(walk->report, section))
            walk_body(&body);
    } else {
        walk_unfilled(walk, section);
    }
    walk_children(walk, section, label, ALL_CHILDREN);
    turn_paper(walk, section, begin);
}

/* Whether a section of those that are walked prints, or is told of in a draft. */
static bool is_walked(const struct walk *walk, const struct section *section, bool *printed) {
    *printed = section_is_printed(walk->report, section);
    return *printed || (walk->draft && section_is_relevant(walk->report, section));
}

/* One attachment alone has no number, in the text as on its own page (7.3.4); one whose title
 * begins with a number keeps its own, or the title's would be read for it. */
static bool has_lone_attachment(const struct walk *walk, const struct section *parent) {
    size_t count = 0;
    bool printed, is_plain = true;
    for (size_t i = 0; i < parent->count; i++) {
        const struct section *child = parent->children[i];
        if (!section_is_attachment(child) || !is_walked(walk, child, &printed))
            continue;
        struct str line = STR_INIT;
        struct label label;
        str_add_format(&line, "附件　%s", child->heading);
        struct span rest = str_span(&line);
        is_plain = label_take(&rest, &label) && label.n == 0;
        str_release(&line);
        count++;
    }
    return count == 1 && is_plain;
}

static void walk_children(struct walk *walk, const struct section *parent, const char *label,
                          enum which which) {
    unsigned counts[2] = {0, 0}; /* of the others, of attachments */
    bool lone = which == ATTACHMENTS_ONLY && has_lone_attachment(walk, parent), printed;
    struct str own = STR_INIT;
    for (size_t i = 0; i < parent->count; i++) {
        const struct section *section = parent->children[i];
        bool attachment = section_is_attachment(section);
        if (which != ALL_CHILDREN && attachment != (which == ATTACHMENTS_ONLY))
            continue;
        if (!is_walked(walk, section, &printed))
            continue;
        str_clear(&own);
        if (section->form != FORM_NONE) {
            counts[attachment]++;
            if (is_set(section->label))
                str_add_text(&own, section->label);
            else if (lone)
                str_add_text(&own, "附件");
            else
                label_add(&own, section_label_style(section), counts[attachment], span_of(label));
        }
        walk_section(walk, section, own.s, printed);
    }
    str_release(&own);
}

/* --- 附件说明 --- */

static bool names_attachment(const struct block *block) {
    return block->attachment && utf8_has_ink(span_of(block->heading));
}

/* Somebody has written it himself, a line or several: it stands at the end of the text. */
static bool has_own_note(const struct document *document, size_t at) {
    enum { LINES_MOST = 30 };
    for (size_t i = at; i-- > 0 && at - i <= LINES_MOST;) {
        const struct block *block = &document->blocks[i];
        struct str line = STR_INIT;
        block_add_text(&line, block);
        bool note = span_starts_with(str_span(&line), SPAN("附件：")) ||
                    span_starts_with(str_span(&line), SPAN("附件:"));
        str_release(&line);
        if (note || block->kind == BLOCK_HEADING)
            return note;
    }
    return false;
}

/* Opens room for `count` blocks before the one at `at`. */
static void make_room(struct document *document, size_t at, size_t count) {
    document->blocks = mem_grow(document->blocks, &document->cap, document->count + count,
                                sizeof *document->blocks);
    memmove(&document->blocks[at + count], &document->blocks[at],
            (document->count - at) * sizeof *document->blocks);
    document->count += count;
}

/* Lines of BLOCK_NOTE before the block at `at`, one for each attachment behind it that has a name:
 * "附件：1. 基础数据表", "2. 自评表"; a lone one has no number (7.3.4). */
static void add_note(struct document *document, size_t at) {
    size_t count = 0, n = 0;
    for (size_t i = at; i < document->count; i++)
        count += names_attachment(&document->blocks[i]);
    if (count == 0 || has_own_note(document, at))
        return;
    make_room(document, at, count);
    for (size_t i = at + count; i < document->count; i++) {
        const struct block *block = &document->blocks[i];
        struct str text = STR_INIT;
        if (!names_attachment(block))
            continue;
        str_add_text(&text, n == 0 ? "附件：" : "");
        if (count > 1)
            str_add_format(&text, "%zu. ", n + 1);
        size_t head = text.len;
        str_add_text(&text, block->heading);
        document->blocks[at + n++] =
            (struct block){.kind = BLOCK_NOTE,
                           .section = -1,
                           .line = SIZE_MAX,
                           .head = head,
                           .text = document_copy(document, str_span(&text))};
        str_release(&text);
    }
}

void document_drop_note(struct document *document) {
    size_t kept = 0;
    for (size_t i = 0; i < document->count; i++)
        if (document->blocks[i].kind != BLOCK_NOTE)
            document->blocks[kept++] = document->blocks[i];
    document->count = kept;
}

/* --- the cover --- */

static void add_cover(struct document *document, const struct report *report) {
    struct str answered = STR_INIT;
    const struct template *template = report->template;
    document->contents = template->contents;
    report_add_answered(&answered, report, span_of(template->cover));
    struct span rest = str_span(&answered), line;
    while (rest.n > 0 && span_take_line(&rest, &line)) {
        MEM_PUSH_ROOM(document->cover, document->cover_count, document->cover_cap);
        document->cover[document->cover_count++] = document_copy(document, trim(line));
    }
    str_release(&answered);
}

void document_from_report(struct document *out, const struct report *report, bool draft) {
    *out = (struct document){0};
    out->blocks = mem_grow(NULL, &out->cap, 2 * report_count_sections(report), sizeof *out->blocks);
    struct walk walk = {.out = out, .report = report, .draft = draft};
    walk_lines(&walk, BLOCK_TITLE, report->title);
    walk_body(&(struct body_walk){.walk = &walk,
                                  .section = report->front,
                                  .label = "",
                                  .rows = STR_INIT,
                                  .merges = STR_INIT,
                                  .item_label = STR_INIT});
    walk_children(&walk, report->root, "", BUT_ATTACHMENTS);
    size_t end = out->count;
    walk_lines(&walk, BLOCK_SIGN_OFF, report->sign_off);
    walk_children(&walk, report->root, "", ATTACHMENTS_ONLY);
    if (report->template != NULL && report->template->attachment_note)
        add_note(out, end);
    if (report->template != NULL)
        add_cover(out, report);
    figures_free(walk.figures);
}

static size_t list_sections(struct str *out, const struct report *report,
                            bool (*is)(const struct report *, const struct section *)) {
    size_t count = 0;
    for (const struct section *s = NULL; (s = report_next_section(report, s)) != NULL;) {
        if (!is(report, s))
            continue;
        section_add_label(out, s);
        str_add_text(out, s->heading);
        str_add_byte(out, '\n');
        count++;
    }
    return count;
}

static bool is_unprinted(const struct report *report, const struct section *section) {
    return !section_is_printed(report, section) && section_is_relevant(report, section);
}

size_t report_list_unprinted(struct str *out, const struct report *report) {
    return list_sections(out, report, is_unprinted);
}

size_t report_list_irrelevant(struct str *out, const struct report *report) {
    return list_sections(out, report, section_is_kept_back);
}
