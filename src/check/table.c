#include "check/table.h"

#include "base/text/utf8.h"

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
