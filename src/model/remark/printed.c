#include "model/remark/printed.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/answer_text.h"
#include "model/document.h"
#include "model/figure/figure.h"
#include "model/figure/figure_text.h"

/* --- one line of a body: what it prints, piece by piece --- */

struct source { /* a text that is written, and what it prints */
    struct str text;
    struct printed_part *parts; /* bytes of the text above */
    size_t count, cap;
};

static void source_release(struct source *source) {
    str_release(&source->text);
    mem_free(source->parts);
}

static struct printed_part *add_part(struct source *source, size_t from, size_t offset,
                                     size_t length) {
    MEM_PUSH_ROOM(source->parts, source->count, source->cap);
    struct printed_part *part = &source->parts[source->count++];
    *part = (struct printed_part){
        .from = from, .to = source->text.len, .offset = offset, .length = length};
    return part;
}

/* Words as they are, but for `$${`, which prints "${". */
static void add_plain(struct source *source, struct span text, size_t offset) {
    while (text.n > 0) {
        size_t at = span_find(text, SPAN("$${"));
        struct span piece = span_sub(text, 0, at);
        size_t from = source->text.len, points = utf8_count(piece);
        str_add(&source->text, piece);
        if (piece.n > 0)
            (void)add_part(source, from, offset, points);
        if (at == SIZE_MAX)
            return;
        from = source->text.len;
        str_add_text(&source->text, "${");
        add_part(source, from, offset + points, 3)->whole = true;
        offset += points + 3;
        text = span_sub(text, at + 3, text.n);
    }
}

static void source_of_line(struct source *source, const struct report *report,
                           struct figures *figures, struct span line, size_t offset) {
    struct figure_token token;
    *source = (struct source){.text = STR_INIT};
    for (size_t done = 0;;) {
        size_t at = done;
        bool more = figure_token_find(report->template, line, &at, &token);
        struct span plain = span_sub(line, done, more ? at : line.n);
        add_plain(source, plain, offset);
        offset += utf8_count(plain);
        if (!more)
            return;
        size_t from = source->text.len, points = token.bytes;
        figures_add_line(figures, &source->text, span_sub(line, at, at + token.bytes));
        struct printed_part *part = add_part(source, from, offset, points);
        part->whole = true;
        part->figure = token.form == FIGURE_VALUE ? token.figure : NULL;
        offset += points;
        done = at + token.bytes;
    }
}

/* A text whose answers (${project}) print: all of it or nothing has a place. */
static void source_of_answers(struct source *source, const struct report *report, struct span line,
                              size_t offset) {
    *source = (struct source){.text = STR_INIT};
    report_add_answered(&source->text, report, line);
    struct printed_part *part = add_part(source, 0, offset, utf8_count(line));
    part->whole = !span_equal(str_span(&source->text), line);
}

/* --- lines of the print --- */

struct printing {
    struct printed *out;
    struct figures *figures;
    int64_t section;
    enum remark_part part;
};

static void begin_line(struct printing *printing) {
    struct printed *out = printing->out;
    MEM_PUSH_ROOM(out->lines, out->line_count, out->line_cap);
    out->lines[out->line_count++] = (struct printed_line){
        out->text.len, out->text.len, printing->part < REMARK_OF_TITLE ? printing->section : -1};
}

static void end_line(struct printing *printing) {
    struct printed *out = printing->out;
    out->lines[out->line_count - 1].to = out->text.len;
    str_add_byte(&out->text, '\n');
}

/* `shown` is a part of what the source prints. */
static void add_shown(struct printing *printing, const struct source *source, struct span shown) {
    struct printed *out = printing->out;
    size_t first = (size_t)(shown.p - source->text.s), last = first + shown.n;
    size_t base = out->text.len;
    str_add(&out->text, shown);
    for (size_t i = 0; i < source->count; i++) {
        struct printed_part part = source->parts[i];
        size_t from = part.from > first ? part.from : first, to = part.to < last ? part.to : last;
        if (from >= to)
            continue;
        if (!part.whole) {
            struct span text = str_span(&source->text);
            part.offset += utf8_count(span_sub(text, part.from, from));
            part.length = utf8_count(span_sub(text, from, to));
        }
        part.from = base + from - first;
        part.to = base + to - first;
        part.section = printing->part < REMARK_OF_TITLE ? printing->section : -1;
        part.part = printing->part;
        MEM_PUSH_ROOM(out->parts, out->part_count, out->part_cap);
        out->parts[out->part_count++] = part;
    }
}

/* Where a block's text begins in what its line prints: blanks before it are not printed. */
static struct span shown_in(const struct source *source, struct span text) {
    struct span all = str_span(&source->text);
    size_t at = span_find(all, text);
    return at == SIZE_MAX ? span_sub(all, 0, 0) : span_sub(all, at, at + text.n);
}

static void add_written(struct printing *printing, const struct source *source, struct span text) {
    struct span shown = shown_in(source, text);
    if (shown.n == text.n)
        add_shown(printing, source, shown);
    else
        str_add(&printing->out->text, text);
}

/* --- title and sign-off --- */

/* The next line of `rest` that has ink. */
static bool take_inked(struct span *rest, struct span *line) {
    while (span_take_line(rest, line))
        if (utf8_has_ink(*line))
            return true;
    return false;
}

static void print_frame(struct printing *printing, const struct block *block, const char *all,
                        struct span *rest) {
    struct source source;
    struct span line = SPAN("");
    begin_line(printing);
    if (take_inked(rest, &line)) {
        size_t offset = utf8_count((struct span){all, (size_t)(line.p - all)});
        source_of_answers(&source, printing->out->report, line, offset);
        add_written(printing, &source, span_of(block->text));
        source_release(&source);
    } else {
        str_add_text(&printing->out->text, block->text);
    }
    end_line(printing);
}

/* --- sections --- */

static void print_heading(struct printing *printing, const struct block *block,
                          const struct section *section) {
    struct str prefix = STR_INIT;
    struct source source;
    block_add_prefix(&prefix, block);
    size_t tail = span_of(block->heading).n + span_of(block->end_mark).n;
    str_add(&printing->out->text, span_sub(str_span(&prefix), 0, prefix.len - tail));
    str_release(&prefix);
    source_of_answers(&source, printing->out->report, span_of(section->heading), 0);
    printing->part = REMARK_OF_HEADING;
    add_written(printing, &source, span_of(block->heading));
    printing->part = REMARK_OF_BODY;
    source_release(&source);
    str_add(&printing->out->text, span_of(block->end_mark));
}

static void source_of_body(struct source *source, struct printing *printing,
                           const struct section *section, size_t line) {
    const struct body *body = &section->body;
    source_of_line(source, printing->out->report, printing->figures,
                   str_span(&body->lines[line].text), body_line_start(body, line));
}

static void print_text(struct printing *printing, const struct block *block,
                       const struct section *section) {
    bool headed = block->heading != NULL && section != NULL;
    begin_line(printing);
    if (headed) {
        print_heading(printing, block, section);
    } else {
        struct str prefix = STR_INIT;
        block_add_prefix(&prefix, block);
        str_add(&printing->out->text, str_span(&prefix));
        str_release(&prefix);
    }
    if (section != NULL && block->line != SIZE_MAX && !block->made &&
        block->line < section->body.count) {
        struct source source;
        source_of_body(&source, printing, section, block->line);
        add_written(printing, &source, span_of(block->text));
        source_release(&source);
    } else {
        str_add_text(&printing->out->text, block->text);
    }
    end_line(printing);
}

/* The next line of the body that prints as a row; SIZE_MAX: the row is made (sums). */
static size_t find_row(struct source *source, struct printing *printing,
                       const struct section *section, struct span row, size_t *next) {
    for (size_t line = *next; section != NULL && line < section->body.count; line++) {
        if (section->body.lines[line].tag != LINE_ROW)
            break;
        source_of_body(source, printing, section, line);
        if (span_equal(str_span(&source->text), row)) {
            *next = line + 1;
            return line;
        }
        source_release(source);
    }
    return SIZE_MAX;
}

static void print_cell(struct printing *printing, const struct source *source, struct span cell) {
    begin_line(printing);
    if (source != NULL)
        add_shown(printing, source, cell);
    else
        str_add(&printing->out->text, cell);
    end_line(printing);
}

static void print_table(struct printing *printing, const struct block *block,
                        const struct section *section) {
    struct span rest = span_of(block->text), row;
    size_t next = block->line;
    while (span_take_line(&rest, &row)) {
        struct source source;
        bool written = !block->made && find_row(&source, printing, section, row, &next) != SIZE_MAX;
        struct span cells = written ? str_span(&source.text) : row;
        for (bool more = true; more;) {
            size_t tab = span_find(cells, SPAN("\t"));
            print_cell(printing, written ? &source : NULL, span_sub(cells, 0, tab));
            more = tab != SIZE_MAX;
            cells = span_sub(cells, more ? tab + 1 : cells.n, cells.n);
        }
        if (written)
            source_release(&source);
    }
}

void printed_make(struct printed *printed, const struct report *report) {
    *printed = (struct printed){.report = report, .text = STR_INIT};
    struct document document;
    struct printing printing = {.out = printed, .figures = figures_new(report)};
    struct span title = span_of(report->title), sign_off = span_of(report->sign_off);
    document_from_report(&document, report, false);
    for (size_t i = 0; i < document.count; i++) {
        const struct block *block = &document.blocks[i];
        const struct section *section =
            block->section >= 0 ? report_find_id(report, block->section) : NULL;
        printing.section = block->section;
        printing.part = block->kind == BLOCK_TITLE      ? REMARK_OF_TITLE
                        : block->kind == BLOCK_SIGN_OFF ? REMARK_OF_SIGN_OFF
                                                        : REMARK_OF_BODY;
        if (block->kind == BLOCK_TITLE)
            print_frame(&printing, block, report->title, &title);
        else if (block->kind == BLOCK_SIGN_OFF)
            print_frame(&printing, block, report->sign_off, &sign_off);
        else if (block->kind == BLOCK_TABLE)
            print_table(&printing, block, section);
        else
            print_text(&printing, block, section);
    }
    document_release(&document);
    figures_free(printing.figures);
}

void printed_release(struct printed *printed) {
    str_release(&printed->text);
    mem_free(printed->parts);
    mem_free(printed->lines);
    *printed = (struct printed){.text = STR_INIT};
}

/* --- asked --- */

const struct printed_line *printed_line_at(const struct printed *printed, size_t at) {
    size_t low = 0, high = printed->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (printed->lines[middle].from <= at)
            low = middle;
        else
            high = middle;
    }
    return printed->line_count > 0 ? &printed->lines[low] : NULL;
}

/* The first part that ends at that byte or behind it. */
static size_t first_part(const struct printed *printed, size_t at) {
    size_t low = 0, high = printed->part_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (printed->parts[middle].to < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t place_in(const struct printed *printed, const struct printed_part *part, size_t at) {
    return part->offset + utf8_count(span_sub(str_span(&printed->text), part->from, at));
}

/* Takes a part that from..to touches into the range; false: it is of another text. */
static bool take_part(const struct printed *printed, struct printed_range *range,
                      const struct printed_part *part, size_t from, size_t to) {
    size_t start = part->offset, end = part->offset + part->length;
    bool cuts = from < part->to && to > part->from;
    if (part->whole && cuts) {
        range->from = part->from < range->from ? part->from : range->from;
        range->to = part->to > range->to ? part->to : range->to;
    } else if (part->whole) {
        start = end = from >= part->to ? end : start;
    } else {
        end = to < part->to ? place_in(printed, part, to) : end;
        start = from > part->from ? place_in(printed, part, from) : start;
    }
    if (!range->known) {
        range->known = true;
        range->section = part->section;
        range->part = part->part;
        range->offset = start;
        range->length = end - start;
        return true;
    }
    if (range->section != part->section || range->part != part->part || end < range->offset)
        return false;
    range->length = end - range->offset;
    return true;
}

struct printed_range printed_find(const struct printed *printed, size_t from, size_t to) {
    struct printed_range range = {.section = -1, .from = from, .to = to};
    bool point = from == to;
    for (size_t i = first_part(printed, from); i < printed->part_count; i++) {
        const struct printed_part *part = &printed->parts[i];
        if (part->from > to || (part->from == to && !point && range.known))
            break;
        bool touches = part->from < to && part->to > from;
        if (!touches && !(point && part->from <= from && part->to >= from))
            continue;
        if (!take_part(printed, &range, part, from, to))
            return (struct printed_range){.section = -1, .from = from, .to = to};
        if (part->figure != NULL && from >= part->from && to <= part->to && !point) {
            range.figure = part->figure;
            range.figure_from = part->from;
            range.figure_to = part->to;
        }
        if (point && part->to > from)
            break; /* between two the first will do, but words go before a figure */
    }
    return range;
}
