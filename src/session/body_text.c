#include "session/body_text.h"

#include "base/mem.h"
#include "base/text/text_clean.h"
#include "exchange/md/read.h"
#include "model/body_line.h"
#include "model/tabbed.h"
#include "model/table_cell.h"

#include <stdlib.h>
#include <string.h>

/* A line of text in an items section loses the label that stands before it: it is derived. */
static struct span without_label(const struct section *section, struct span line) {
    struct label label;
    struct span rest = span_trim_start(line);
    if (section->kind == KIND_ITEMS && label_take(&rest, &label))
        return rest;
    return line;
}

/* A table whose head is taken already; the text stands at its rule. */
static void add_md_rows(struct str *out, struct span head, struct span *text) {
    struct span row, rest;
    md_add_cells(out, head);
    (void)span_take_line(text, &row); /* the rule */
    for (rest = *text; span_take_line(&rest, &row) && span_starts_with(span_trim(row), SPAN("|"));
         *text = rest) {
        str_add_byte(out, '\n');
        md_add_cells(out, row);
    }
}

/* Tables in Markdown become lines with tabs. */
static void take_tables(struct str *out, struct span text) {
    struct span line;
    for (bool first = true; text.p != NULL; first = false) {
        bool table = md_is_table_at(text);
        if (!first)
            str_add_byte(out, '\n');
        (void)span_take_line(&text, &line);
        if (table)
            add_md_rows(out, line, &text);
        else
            str_add(out, line);
    }
}

/* --- lines that are there already --- */

struct known {
    struct span text;
    size_t line; /* of the old body */
};

static int compare_known(const void *a, const void *b) {
    const struct known *x = a, *y = b;
    size_t least = x->text.n < y->text.n ? x->text.n : y->text.n;
    int order = least > 0 ? memcmp(x->text.p, y->text.p, least) : 0;
    if (order == 0)
        order = (x->text.n > y->text.n) - (x->text.n < y->text.n);
    return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

/* The first old line with that text from `from` on; SIZE_MAX: none. */
static size_t find_known(const struct known *known, size_t count, struct span text, size_t from) {
    size_t low = 0, high = count;
    const struct known wanted = {text, from};
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_known(&known[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && span_equal(known[low].text, text) ? known[low].line : SIZE_MAX;
}

struct old_lines {
    const struct body *body;
    struct known *known;
    size_t next; /* what stands before it in the old body is behind us */
};

static struct old_lines old_lines_of(const struct body *body) {
    struct old_lines old = {.body = body};
    old.known = mem_alloc_zero(body->count, sizeof *old.known);
    for (size_t i = 0; i < body->count; i++)
        old.known[i] = (struct known){str_span(&body->lines[i].text), i};
    qsort(old.known, body->count, sizeof *old.known, compare_known);
    return old;
}

/* The old line that this one is, NULL: it is new. An empty line is like any other. */
static const struct line *take_old(struct old_lines *old, struct span text) {
    size_t line =
        text.n == 0 ? SIZE_MAX : find_known(old->known, old->body->count, text, old->next);
    if (line == SIZE_MAX)
        return NULL;
    old->next = line + 1;
    return &old->body->lines[line];
}

/* --- the body --- */

void session_read_body(struct body *body, const struct section *section, struct span text) {
    struct str clean = STR_INIT, lines = STR_INIT;
    text_clean(&clean, text, NULL);
    struct span rest = str_span(&clean), line;
    if (span_ends_with(rest, SPAN("\n"))) /* the file's last line end is no empty line */
        rest.n--;
    take_tables(&lines, rest);

    struct old_lines old = old_lines_of(&section->body);
    enum line_tag tag = kind_line_tag(section->kind);
    size_t rows = 0;
    body_release(body);
    body_init(body, tag);
    rest = str_span(&lines);
    while (rest.p != NULL) {
        if (rows == 0)
            rows = tabbed_count_rows(rest);
        (void)span_take_line(&rest, &line);
        struct span bare = rows > 0 ? line : without_label(section, line);
        const struct line *was = take_old(&old, bare);
        if (was != NULL)
            body_add_line(body, bare, was->tag, line_detail(was));
        else
            body_add_line(body, bare, rows > 0 ? LINE_ROW : tag, NULL);
        rows -= rows > 0;
    }
    mem_free(old.known);
    str_release(&lines);
    str_release(&clean);
}
