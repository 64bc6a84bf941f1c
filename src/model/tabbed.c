#include "model/tabbed.h"

#include "base/text/utf8.h"
#include "model/table_cell.h"

#include <string.h>

/* Bytes of the cell in quotes at the head, both quotes counted; 0: there is none. Quotes that guard
 * nothing are the cell's own. */
static size_t quoted_length(struct span text) {
    bool guards = false;
    if (text.n < 2 || text.p[0] != '"')
        return 0;
    for (size_t i = 1; i < text.n && i < TABBED_QUOTED_MOST; i++) {
        if (text.p[i] == '\n' || text.p[i] == '\t' || text.p[i] == ',')
            guards = true;
        if (text.p[i] != '"')
            continue;
        if (i + 1 < text.n && text.p[i + 1] == '"') {
            guards = true;
            i++;
            continue;
        }
        bool ends = i + 1 == text.n || text.p[i + 1] == '\t' || text.p[i + 1] == '\n';
        return ends && guards ? i + 1 : 0;
    }
    return 0;
}

static void add_quoted(struct str *row, struct span inside) {
    for (size_t i = 0; i < inside.n; i++) {
        char c = inside.p[i];
        if (c == '"' && i + 1 < inside.n && inside.p[i + 1] == '"')
            i++;
        if (c == '\n' || c == '\t')
            c = ' ';
        str_add_byte(row, c);
    }
}

/* Appends the cell and eats it, not what parts it from the next. */
static void take_cell(struct span *text, struct str *row) {
    size_t quoted = quoted_length(*text), n = quoted;
    if (quoted > 0) {
        add_quoted(row, span_sub(*text, 1, quoted - 1));
    } else {
        while (n < text->n && text->p[n] != '\t' && text->p[n] != '\n')
            n++;
        str_add(row, span_sub(*text, 0, n));
    }
    *text = span_sub(*text, n, text->n);
}

bool tabbed_take(struct span *text, struct str *row, size_t *cells) {
    if (text->n == 0)
        return false;
    *cells = 1;
    take_cell(text, row);
    while (span_take_prefix(text, SPAN("\t"))) {
        str_add_byte(row, '\t');
        take_cell(text, row);
        ++*cells;
    }
    (void)span_take_prefix(text, SPAN("\n"));
    return true;
}

static bool has_two_columns(struct span rows) {
    size_t inked = SIZE_MAX;
    struct span row, cell;
    while (span_take_line(&rows, &row))
        for (size_t column = 0; table_cell_take(&row, &cell); column++) {
            bool ink = utf8_has_ink(cell);
            if (ink && inked != SIZE_MAX && inked != column)
                return true;
            inked = ink ? column : inked;
        }
    return false;
}

/* Rows with equally many cells at the head of *text, which is eaten up to behind them. */
static size_t take_rows(struct span *text, struct str *rows, size_t *columns) {
    struct span rest = *text;
    size_t cells = 0, count = 0;
    for (;; count++) {
        size_t end = rows->len;
        if (count > 0)
            str_add_byte(rows, '\n');
        bool is_row =
            tabbed_take(&rest, rows, &cells) && cells > 1 && (count == 0 || cells == *columns);
        if (!is_row) {
            str_cut(rows, end);
            return count;
        }
        *columns = cells;
        *text = rest;
    }
}

static bool has_tab_in_line(struct span text) {
    const char *end = memchr(text.p, '\n', text.n);
    size_t n = end != NULL ? (size_t)(end - text.p) : text.n;
    return memchr(text.p, '\t', n) != NULL || text.p[0] == '"';
}

/* The line at the head and `from` bytes behind it, as they are. */
static void take_lines(struct span *text, struct str *lines, size_t from) {
    struct span rest = span_sub(*text, from, text->n);
    size_t n = span_find(rest, SPAN("\n"));
    size_t end = n == SIZE_MAX ? text->n : from + n;
    str_add(lines, span_sub(*text, 0, end));
    *text = span_sub(*text, end + (end < text->n), text->n);
}

bool tabbed_take_part(struct span *text, struct str *lines, struct tabbed_part *part) {
    if (text->n == 0)
        return false;
    *part = (struct tabbed_part){0};
    struct span rest = *text;
    size_t before = lines->len, rows = 0, columns = 0;
    if (has_tab_in_line(*text))
        rows = take_rows(&rest, lines, &columns);
    if (rows > 1 && has_two_columns(span_sub(str_span(lines), before, lines->len))) {
        *text = rest;
        *part = (struct tabbed_part){rows, columns};
        return true;
    }
    str_cut(lines, before);
    /* lines that are merely indented are not looked at one by one */
    bool ends = text->n > rest.n && text->p[text->n - rest.n - 1] == '\n';
    take_lines(text, lines, rows > 1 ? text->n - rest.n - ends : 0);
    return true;
}

bool tabbed_has_rows(struct span text) {
    struct tabbed_part part;
    struct str lines = STR_INIT;
    bool found = false;
    while (!found && tabbed_take_part(&text, &lines, &part)) {
        found = part.rows > 0;
        str_clear(&lines);
    }
    str_release(&lines);
    return found;
}

size_t tabbed_count_rows(struct span text) {
    struct span rest = text, line, rows = SPAN("");
    size_t count = 0, cells = 0;
    while (span_take_line(&rest, &line)) {
        size_t own = table_cell_count(line);
        if (own == 1 || (count > 0 && own != cells))
            break;
        cells = own;
        rows = span_sub(text, 0, (size_t)(line.p - text.p) + line.n);
        count++;
    }
    return count > 1 && has_two_columns(rows) ? count : 0;
}
