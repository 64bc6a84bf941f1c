#include "model/library_row.h"

#include "base/mem.h"

void library_rows_release(struct library_rows *reports) {
    for (size_t i = 0; i < reports->count; i++) {
        mem_free(reports->items[i].unit);
        mem_free(reports->items[i].short_name);
        mem_free(reports->items[i].template);
        mem_free(reports->items[i].title);
        mem_free(reports->items[i].uid);
    }
    mem_free(reports->items);
    *reports = (struct library_rows){0};
}
