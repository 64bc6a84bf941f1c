#include "model/table_merge.h"

#include "base/text/utf8.h"
#include "model/table_cell.h"

#include <string.h>

bool table_merges_are_sane(struct span merges) {
    for (size_t i = 0; i < merges.n; i++)
        if (merges.p[i] != '.' && merges.p[i] != '^' && (merges.p[i] != '<' || i == 0))
            return false;
    return merges.n > 0 && merges.p[merges.n - 1] != '.';
}

enum table_merge table_merge_of(struct span row, struct span merges, size_t cell) {
    char mark = '.';
    if (cell < merges.n && cell < table_cell_count(row) &&
        !utf8_has_ink(table_cell_text(row, cell)))
        mark = merges.p[cell];
    if (mark == '<' && cell > 0)
        return TABLE_LEFT;
    return mark == '^' ? TABLE_ABOVE : TABLE_OWN;
}

size_t table_merge_columns(struct span row, struct span merges, size_t cell) {
    size_t columns = 1;
    while (table_merge_of(row, merges, cell + columns) == TABLE_LEFT)
        columns++;
    return columns;
}

size_t table_merge_rows(struct span below, struct span merges_below, size_t cell) {
    struct span row, merges;
    size_t rows = 1;
    while (span_take_line(&below, &row) && span_take_line(&merges_below, &merges) &&
           table_merge_of(row, merges, cell) == TABLE_ABOVE)
        rows++;
    return rows;
}

static char mark_at(struct span merges, size_t cell) {
    if (cell >= merges.n)
        return '.';
    return merges.p[cell];
}

void table_merges_add_cell(struct str *out, struct span merges, size_t n) {
    for (size_t i = 0; i <= n; i++)
        str_add_byte(out, mark_at(merges, i));
    str_add_byte(out, mark_at(merges, n + 1) == '<' ? '<' : '.'); /* within what is merged */
    str_add(out, span_sub(merges, n + 1, merges.n));
}

void table_merges_remove_cell(struct str *out, struct span merges, size_t n) {
    str_add(out, span_sub(merges, 0, n));
    struct span rest = span_sub(merges, n + 1, merges.n);
    if (mark_at(merges, n) == '.' || n == 0) /* what went on with it stands alone */
        while (rest.n > 0 && rest.p[0] == '<') {
            str_add_byte(out, '.');
            rest = span_sub(rest, 1, rest.n);
        }
    str_add(out, rest);
}

void table_merges_add_through(struct str *out, struct span below) {
    for (size_t i = 0; i < below.n; i++)
        str_add_byte(out, below.p[i] == '^' ? '^' : '.');
}

const char *table_merges_stored(struct str *merges) {
    while (merges->len > 0 && merges->s[merges->len - 1] == '.')
        str_cut(merges, merges->len - 1);
    return merges->len > 0 ? merges->s : NULL;
}
