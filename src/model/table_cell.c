#include "model/table_cell.h"

#include "base/text/utf8.h"
#include "model/number/number.h"

static struct table_cell cell_from(struct span row, size_t from, size_t index) {
    size_t length = span_find(span_sub(row, from, row.n), SPAN("\t"));
    return (struct table_cell){from, length == SIZE_MAX ? row.n : from + length, index};
}

struct table_cell table_cell_at(struct span row, size_t byte) {
    size_t from = 0, index = 0;
    for (size_t i = 0; i < byte; i++)
        if (row.p[i] == '\t') {
            from = i + 1;
            index++;
        }
    return cell_from(row, from, index);
}

struct table_cell table_cell_next(struct span row, struct table_cell cell) {
    assert(cell.to < row.n);
    return cell_from(row, cell.to + 1, cell.index + 1);
}

size_t table_cell_count(struct span row) {
    size_t count = 1;
    for (size_t i = 0; i < row.n; i++)
        count += row.p[i] == '\t';
    return count;
}

bool table_cell_take(struct span *row, struct span *cell) {
    if (row->p == NULL)
        return false;
    size_t tab = span_find(*row, SPAN("\t"));
    *cell = span_sub(*row, 0, tab);
    *row = tab == SIZE_MAX ? (struct span){NULL, 0} : span_sub(*row, tab + 1, row->n);
    return true;
}

struct span table_cell_text(struct span row, size_t n) {
    struct table_cell cell = cell_from(row, 0, 0);
    while (cell.index < n && cell.to < row.n)
        cell = table_cell_next(row, cell);
    return cell.index == n ? span_sub(row, cell.from, cell.to) : SPAN("");
}

struct number *table_cell_number(struct span cell, bool percent) {
    struct span rest = cell;
    struct number *number = NULL;
    if (number_take(&number, &rest, NULL) == RC_OK &&
        (rest.n == 0 || (percent && (span_is(rest, "%") || span_is(rest, "％")))))
        return number;
    number_free(number);
    return NULL;
}

int table_cell_decimals(struct span cell) {
    size_t point = span_find(cell, SPAN("."));
    size_t n = point == SIZE_MAX ? 0 : point + 1;
    while (point != SIZE_MAX && n < cell.n && cell.p[n] >= '0' && cell.p[n] <= '9')
        n++;
    return point == SIZE_MAX ? 0 : (int)(n - point - 1);
}

bool table_cell_is_number(struct span cell) {
    static const char32_t marks[] = U".,-－−+%％≤≥";
    struct span rest = span_trim(cell);
    bool digits = false;
    while (rest.n > 0) {
        char32_t c = utf8_take(&rest);
        bool known = c >= '0' && c <= '9';
        digits |= known;
        for (size_t i = 0; !known && marks[i] != 0; i++)
            known = marks[i] == c;
        if (!known)
            return false;
    }
    return digits;
}
