#include "model/library_row.h"

#include "base/mem.h"

#include <string.h>

struct span library_row_name(const struct library_row *row) {
    const char *name = row->short_name[0] != '\0' ? row->short_name
                       : row->unit[0] != '\0'     ? row->unit
                                                  : row->title;
    return span_sub(span_of(name), 0, strcspn(name, "\n"));
}

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
