#include "exchange/sheet/turned.h"

#include "exchange/xlsx/read.h"

#include <stdlib.h>

static int compare(const void *a, const void *b) {
    const struct xlsx_cell *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

static void swap(size_t *a, size_t *b) {
    size_t held = *a;
    *a = *b;
    *b = held;
}

void sheet_turn_book(struct xlsx_book *book) {
    for (size_t i = 0; i < book->count; i++) {
        struct xlsx_sheet *sheet = &book->sheets[i];
        for (size_t c = 0; c < sheet->count; c++)
            swap(&sheet->cells[c].row, &sheet->cells[c].column);
        for (size_t m = 0; m < sheet->merge_count; m++) {
            swap(&sheet->merges[m].row, &sheet->merges[m].column);
            swap(&sheet->merges[m].last_row, &sheet->merges[m].last_column);
        }
        if (sheet->count > 0)
            qsort(sheet->cells, sheet->count, sizeof *sheet->cells, compare);
    }
}
