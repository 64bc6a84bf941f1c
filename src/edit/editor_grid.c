#include "edit/editor_grid.h"

#include "edit/editor_private.h"
#include "model/body_line.h"
#include "model/section.h"
#include "model/splice.h"
#include "model/tabbed.h"
#include "model/table_cell.h"
#include "model/table_merge.h"

#include "base/text/utf8.h"

/* --- bodies --- */

static bool is_row(const struct body *body, size_t line) {
    return line < body->count && body->lines[line].tag == LINE_ROW;
}

static struct span line_text(const struct body *body, size_t line) {
    return str_span(&body->lines[line].text);
}

static void keep_line(struct body *to, const struct body *from, size_t line, struct span text) {
    body_add_line(to, text, from->lines[line].tag, line_detail(&from->lines[line]));
}

static void keep_lines(struct body *to, const struct body *from, size_t first, size_t end) {
    for (size_t i = first; i < end; i++)
        keep_line(to, from, i, line_text(from, i));
}

static void add_tabs(struct str *out, size_t count) {
    str_add_repeat(out, SPAN("\t"), count);
}

static size_t count_tabs(struct span text) {
    return table_cell_count(text) - 1;
}

/* What a new line of text is, beside a table too. */
static enum line_tag text_tag(const struct editor *editor) {
    return editor->section->kind == KIND_ITEMS ? LINE_ITEM : LINE_PARAGRAPH;
}

static size_t count_inked(struct span row) {
    struct span cell;
    size_t inked = 0;
    while (table_cell_take(&row, &cell))
        inked += utf8_has_ink(cell);
    return inked;
}

/* A title that Excel had over all columns comes with their tabs behind it: it is a lone cell again.
 * Rows are parted by '\n'. */
static struct span without_caption_tabs(struct span first, struct span below) {
    bool caption = first.n > 0 && first.p[0] != '\t' && count_inked(first) == 1 &&
                   count_inked(span_sub(below, 0, span_find(below, SPAN("\n")))) > 1;
    return caption ? span_sub(first, 0, span_find(first, SPAN("\t"))) : first;
}

/* A table of its own, whatever stands above it. */
static void add_rows(const struct editor *editor, struct body *to, struct span rows) {
    struct span row;
    if (!to->fresh && is_row(to, to->count - 1))
        body_add_line(to, SPAN(""), text_tag(editor), NULL);
    for (bool first = true; span_take_line(&rows, &row); first = false)
        body_add_line(to, first ? without_caption_tabs(row, rows) : row, LINE_ROW, NULL);
}

static void add_text_line(const struct editor *editor, struct body *to, struct span text) {
    body_add_line(to, text, text_tag(editor), NULL);
}

/* Releases the body that the section's is to become. */
static bool finish(const struct editor *editor, struct body *to, struct splice *splice) {
    if (to->fresh) /* nothing is left */
        body_add_line(to, SPAN(""), kind_line_tag(editor->section->kind), NULL);
    bool differs = body_diff(splice, &editor->section->body, to);
    if (!differs)
        splice_release(splice);
    body_release(to);
    return differs;
}

struct block {
    size_t first, end; /* lines of a table */
};

static struct block table_around(const struct body *body, size_t line) {
    struct block block = {line, line + 1};
    while (block.first > 0 && is_row(body, block.first - 1))
        block.first--;
    while (is_row(body, block.end))
        block.end++;
    return block;
}

static size_t count_columns(const struct body *body, struct block block) {
    size_t most = 1;
    for (size_t i = block.first; i < block.end; i++) {
        size_t cells = table_cell_count(line_text(body, i));
        most = most < cells ? cells : most;
    }
    return most;
}

/* --- a range goes --- */

bool editor_touches_table(const struct editor *editor, struct editor_range range) {
    const struct body *body = &editor->section->body;
    size_t last = body_place_of(body, range.to).line;
    for (size_t i = body_place_of(body, range.from).line; i <= last; i++)
        if (is_row(body, i))
            return true;
    return false;
}

/* The part of a line that a range covers, in bytes. */
struct cut {
    size_t line, from, to;
};

/* What is left of a row: the text outside the cut, and the edges of its cells. */
static void add_row_outside(struct str *out, const struct body *body, struct cut cut) {
    struct span text = line_text(body, cut.line);
    str_add(out, span_sub(text, 0, cut.from));
    add_tabs(out, count_tabs(span_sub(text, cut.from, cut.to)));
    str_add(out, span_sub(text, cut.to, text.n));
}

static void keep_outside(struct body *to, const struct body *from, struct cut cut) {
    struct str left = STR_INIT;
    struct span text = line_text(from, cut.line);
    if (is_row(from, cut.line)) {
        add_row_outside(&left, from, cut);
    } else {
        str_add(&left, span_sub(text, 0, cut.from));
        str_add(&left, span_sub(text, cut.to, text.n));
    }
    keep_line(to, from, cut.line, str_span(&left));
    str_release(&left);
}

static bool all_rows(const struct body *body, size_t first, size_t last) {
    for (size_t i = first; i <= last; i++)
        if (!is_row(body, i))
            return false;
    return true;
}

/* The ends of a range lie in lines of different kinds, or in none of a table. */
static void take_over_lines(struct body *to, const struct body *from, struct cut first,
                            struct cut last) {
    bool first_goes = is_row(from, first.line) && first.from == 0;
    bool last_goes = is_row(from, last.line) && last.to == line_text(from, last.line).n;
    if (!is_row(from, first.line) && !is_row(from, last.line)) {
        struct str joined = STR_INIT;
        struct span text = line_text(from, last.line);
        str_add(&joined, span_sub(line_text(from, first.line), 0, first.from));
        str_add(&joined, span_sub(text, last.to, text.n));
        keep_line(to, from, first.line, str_span(&joined));
        str_release(&joined);
        return;
    }
    if (!first_goes)
        keep_outside(to, from, first);
    if (!last_goes)
        keep_outside(to, from, last);
}

/* The body without the range; `to` is made. */
static void copy_without(struct body *to, const struct body *from, struct editor_range range) {
    struct body_place a = body_place_of(from, range.from), b = body_place_of(from, range.to);
    struct span text_a = line_text(from, a.line), text_b = line_text(from, b.line);
    struct cut first = {a.line, utf8_offset(text_a, a.column), text_a.n};
    struct cut last = {b.line, 0, utf8_offset(text_b, b.column)};
    body_init(to, LINE_PARAGRAPH);
    keep_lines(to, from, 0, a.line);
    if (a.line == b.line) {
        first.to = last.to;
        keep_outside(to, from, first);
    } else if (all_rows(from, a.line, b.line)) {
        keep_outside(to, from, first);
        for (size_t i = a.line + 1; i < b.line; i++)
            keep_outside(to, from, (struct cut){i, 0, line_text(from, i).n});
        keep_outside(to, from, last);
    } else {
        take_over_lines(to, from, first, last);
    }
    keep_lines(to, from, b.line + 1, from->count);
}

bool editor_replace_range(const struct editor *editor, struct editor_range range, struct span text,
                          struct splice *splice) {
    struct body copy;
    struct splice one;
    copy_without(&copy, &editor->section->body, range);
    if (copy.fresh)
        body_add_line(&copy, SPAN(""), kind_line_tag(editor->section->kind), NULL);
    size_t at = range.from < copy.points ? range.from : copy.points;
    body_make_splice(&one, &copy, at, 0, text, text_tag(editor));
    enum rc rc = body_apply(&copy, &one, NULL);
    assert(rc == RC_OK);
    splice_release(&one);
    return finish(editor, &copy, splice);
}

/* --- a table is made --- */

/* One row without text is no table yet. */
static bool is_blank_table(const struct body *body, size_t line) {
    struct block block = table_around(body, line);
    return block.end - block.first == 1 && !utf8_has_ink(line_text(body, line));
}

/* Lines of the text behind the table, so that there is one that one can write in and no table grows
 * together with the next. */
static void add_behind(const struct editor *editor, struct body *to, struct span rest,
                       size_t next) {
    const struct body *body = &editor->section->body;
    bool alone = next >= body->count && editor->section->kind != KIND_TABLE;
    if (rest.n > 0 || alone || is_row(body, next))
        add_text_line(editor, to, rest);
}

bool editor_may_insert_table(const struct editor *editor) {
    if (editor->section == NULL)
        return false;
    const struct body *body = &editor->section->body;
    size_t line = body_place_of(body, editor->cursor).line;
    return !is_row(body, line) || is_blank_table(body, line);
}

bool editor_insert_table(const struct editor *editor, size_t rows, size_t columns,
                         struct splice *splice, struct grid_made *made) {
    if (!editor_may_insert_table(editor) || rows == 0 || columns == 0)
        return false;
    const struct body *body = &editor->section->body;
    struct body_place place = body_place_of(body, editor->cursor);
    bool in_row = is_row(body, place.line);

    struct span text = in_row ? SPAN("") : line_text(body, place.line);
    size_t byte = utf8_offset(text, place.column);
    struct body to;
    body_init(&to, LINE_PARAGRAPH);
    keep_lines(&to, body, 0, place.line);
    if (byte > 0 || (place.line > 0 && is_row(body, place.line - 1)))
        keep_line(&to, body, place.line, span_sub(text, 0, byte));
    made->cursor = to.fresh ? 0 : to.points + 1;
    struct str row = STR_INIT;
    add_tabs(&row, columns - 1);
    for (size_t i = 0; i < rows; i++)
        body_add_line(&to, str_span(&row), LINE_ROW, NULL);
    str_release(&row);
    add_behind(editor, &to, span_sub(text, byte, text.n), place.line + 1);
    keep_lines(&to, body, place.line + 1, body->count);
    made->rows = rows;
    made->columns = columns;
    return finish(editor, &to, splice);
}

/* Lines of text: the first one joins what stands before them in its line. */
static void add_lines(const struct editor *editor, struct body *to, struct span lines,
                      struct str *head) {
    struct span line;
    while (span_take_line(&lines, &line)) {
        str_add(head, line);
        add_text_line(editor, to, str_span(head));
        str_clear(head);
    }
}

bool editor_make_table(const struct editor *editor, struct editor_range range,
                       struct splice *splice, struct grid_made *made) {
    const struct body *body = &editor->section->body;
    if (editor_touches_table(editor, range))
        return false;
    struct str between = STR_INIT, head = STR_INIT, lines = STR_INIT;
    struct body_place a = body_place_of(body, range.from), b = body_place_of(body, range.to);
    body_add_range(&between, body, range.from, range.to);
    struct span rest = str_span(&between), last = line_text(body, b.line);
    struct body to;
    struct tabbed_part part = {0};
    *made = (struct grid_made){0};
    body_init(&to, LINE_PARAGRAPH);
    keep_lines(&to, body, 0, a.line);
    str_add(&head,
            span_sub(line_text(body, a.line), 0, utf8_offset(line_text(body, a.line), a.column)));
    while (tabbed_take_part(&rest, &lines, &part)) {
        if (part.rows > 0 && head.len > 0) {
            add_text_line(editor, &to, str_span(&head));
            str_clear(&head);
        }
        if (part.rows > 0)
            add_rows(editor, &to, str_span(&lines));
        else
            add_lines(editor, &to, str_span(&lines), &head);
        made->rows += part.rows;
        made->columns = made->columns < part.columns ? part.columns : made->columns;
        str_clear(&lines);
    }
    made->cursor = to.points + (part.rows > 0);
    add_behind(editor, &to, span_sub(last, utf8_offset(last, b.column), last.n), b.line + 1);
    keep_lines(&to, body, b.line + 1, body->count);
    str_release(&between);
    str_release(&head);
    str_release(&lines);
    if (made->rows > 0)
        return finish(editor, &to, splice);
    body_release(&to);
    return false;
}

/* --- a table is filled --- */

/* A row with cells that come from the n-th on; `replaced` counts those that had ink. */
static void add_filled(struct str *out, struct span row, size_t at, struct span cells,
                       size_t *replaced) {
    struct span cell, comes;
    for (size_t i = 0; row.p != NULL || cells.p != NULL; i++) {
        bool had = table_cell_take(&row, &cell), fills = i >= at && table_cell_take(&cells, &comes);
        if (i > 0)
            str_add_byte(out, '\t');
        if (fills)
            str_add(out, comes);
        else if (had)
            str_add(out, cell);
        *replaced += fills && had && utf8_has_ink(cell);
    }
}

/* The clipboard's rows. */
struct rows {
    struct str text; /* parted by '\n' */
    size_t count, columns;
};

static void read_rows(struct rows *rows, struct span text) {
    size_t cells = 0;
    *rows = (struct rows){.text = STR_INIT};
    for (; text.n > 0; rows->count++) {
        if (rows->count > 0)
            str_add_byte(&rows->text, '\n');
        (void)tabbed_take(&text, &rows->text, &cells);
        rows->columns = rows->columns < cells ? cells : rows->columns;
    }
}

/* Where the n-th cell of a row ends. */
static size_t cell_end(const struct body *body, size_t line, size_t n) {
    struct span row = line_text(body, line);
    struct table_cell cell = table_cell_at(row, 0);
    while (cell.index < n && cell.to < row.n)
        cell = table_cell_next(row, cell);
    return body_line_start(body, line) + utf8_count(span_sub(row, 0, cell.to));
}

/* The table's rows, and as many more as come; those as long as the table stay so. */
static void add_filled_rows(struct body *to, const struct body *from, struct block block,
                            struct body_place at, const struct rows *rows, struct grid_made *made) {
    size_t had = count_columns(from, block), need = at.column + rows->columns;
    size_t width = had > need ? had : need, past = at.line + rows->count;
    struct span rest = str_span(&rows->text), cells;
    struct str row = STR_INIT;
    for (size_t i = block.first; i < block.end || i < past; i++) {
        struct span old = i < block.end ? line_text(from, i) : SPAN("");
        bool whole = i >= block.end || table_cell_count(old) == had;
        str_clear(&row);
        if (i < at.line || !span_take_line(&rest, &cells))
            str_add(&row, old);
        else
            add_filled(&row, old, at.column, cells, &made->replaced);
        size_t own = table_cell_count(str_span(&row));
        if (whole && own < width)
            add_tabs(&row, width - own);
        body_add_line(to, str_span(&row), LINE_ROW,
                      i < block.end ? line_detail(&from->lines[i]) : NULL);
    }
    str_release(&row);
}

bool editor_fill_table(const struct editor *editor, struct span text, struct splice *splice,
                       struct grid_made *made) {
    struct editor_range range = {editor->cursor, editor->cursor};
    if (editor->section == NULL || text.n == 0)
        return false;
    struct body from, to;
    (void)editor_selection(editor, &range.from, &range.to);
    copy_without(&from, &editor->section->body, range);
    struct body_place at = body_place_of(&from, range.from);
    struct rows rows;
    if (from.fresh || !is_row(&from, at.line)) {
        body_release(&from);
        return false;
    }
    read_rows(&rows, text);
    if (rows.count == 1 && rows.columns == 1) {
        bool differs = editor_replace_range(editor, range, str_span(&rows.text), splice);
        *made = (struct grid_made){
            .cursor = range.from + utf8_count(str_span(&rows.text)), .rows = 1, .columns = 1};
        str_release(&rows.text);
        body_release(&from);
        return differs;
    }
    struct span row = line_text(&from, at.line);
    at.column = table_cell_at(row, utf8_offset(row, at.column)).index;
    struct block block = table_around(&from, at.line);
    *made = (struct grid_made){.rows = rows.count, .columns = rows.columns};
    body_init(&to, LINE_PARAGRAPH);
    keep_lines(&to, &from, 0, block.first);
    add_filled_rows(&to, &from, block, at, &rows, made);
    keep_lines(&to, &from, block.end, from.count);
    made->cursor = cell_end(&to, at.line + rows.count - 1, at.column + rows.columns - 1);
    str_release(&rows.text);
    body_release(&from);
    return finish(editor, &to, splice);
}

/* --- rows go --- */

/* The row below those that go: what was merged with one of them has nothing to go on with, but
 * where that went on itself. */
static void keep_apart(struct body *to, const struct body *from, size_t first, size_t next) {
    struct str merges = STR_INIT;
    struct span was = span_of(from->lines[next].merges);
    for (size_t cell = 0; cell < was.n; cell++) {
        bool through = true;
        for (size_t i = first; i < next; i++)
            through = through && table_merge_of(line_text(from, i), span_of(from->lines[i].merges),
                                                cell) == TABLE_ABOVE;
        if (was.p[cell] == '^' && !through)
            str_add_byte(&merges, '.');
        else
            str_add_byte(&merges, was.p[cell]);
    }
    body_add_line(to, line_text(from, next), LINE_ROW, table_merges_stored(&merges));
    str_release(&merges);
}

bool editor_remove_rows(const struct editor *editor, struct splice *splice,
                        struct grid_made *made) {
    struct editor_range range = {editor->cursor, editor->cursor};
    if (editor->section == NULL)
        return false;
    (void)editor_selection(editor, &range.from, &range.to);
    const struct body *body = &editor->section->body;
    size_t first = body_place_of(body, range.from).line, last = body_place_of(body, range.to).line;
    if (!all_rows(body, first, last))
        return false;
    struct body to;
    body_init(&to, LINE_PARAGRAPH);
    keep_lines(&to, body, 0, first);
    *made = (struct grid_made){.rows = last + 1 - first, .cursor = to.fresh ? 0 : to.points + 1};
    size_t next = last + 1;
    if (next < body->count && body->lines[next].merges != NULL)
        keep_apart(&to, body, first, next++);
    keep_lines(&to, body, next, body->count);
    if (made->cursor > to.points) /* the last line is gone: the start of the one before */
        made->cursor = to.fresh ? 0 : body_line_start(&to, to.count - 1);
    return finish(editor, &to, splice);
}

/* --- out of a table --- */

bool editor_leave_table(const struct editor *editor, struct splice *splice) {
    const struct body *body = &editor->section->body;
    size_t line = body_place_of(body, editor->cursor).line;
    if (editor->section->kind == KIND_TABLE || line == 0 || !is_row(body, line) ||
        !is_row(body, line - 1) || is_row(body, line + 1) || utf8_has_ink(line_text(body, line)))
        return false;
    struct body to;
    body_init(&to, LINE_PARAGRAPH);
    keep_lines(&to, body, 0, line);
    if (line + 1 == body->count || body->lines[line + 1].points > 0) /* else one is there */
        add_text_line(editor, &to, SPAN(""));
    keep_lines(&to, body, line + 1, body->count);
    return finish(editor, &to, splice);
}

bool editor_open_above(const struct editor *editor, struct splice *splice) {
    const struct body *body = &editor->section->body;
    if (editor->section->kind == KIND_TABLE || editor->cursor > 0 || !is_row(body, 0) ||
        !utf8_has_ink(line_text(body, 0)))
        return false;
    struct body to;
    body_init(&to, LINE_PARAGRAPH);
    add_text_line(editor, &to, SPAN(""));
    keep_lines(&to, body, 0, body->count);
    return finish(editor, &to, splice);
}
