#include "exchange/rows.h"

bool row_take_cell(struct span *row, struct span *cell) {
    if (row->p == NULL)
        return false;
    size_t tab = span_find(*row, SPAN("\t"));
    *cell = span_sub(*row, 0, tab);
    *row = tab == SIZE_MAX ? (struct span){NULL, 0} : span_sub(*row, tab + 1, row->n);
    return true;
}

size_t row_count_cells(struct span row) {
    struct span cell;
    size_t count = 0;
    while (row_take_cell(&row, &cell))
        count++;
    return count;
}

size_t blocks_count_same(const struct document *document, size_t at) {
    size_t same = 1;
    enum block_kind kind = document->blocks[at].kind;
    if (kind == BLOCK_HEADING || kind == BLOCK_PARAGRAPH)
        return 1;
    while (at + same < document->count && document->blocks[at + same].kind == kind)
        same++;
    return same;
}
