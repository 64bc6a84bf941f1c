#include "model/library_copy.h"

#include "base/mem.h"

void library_copies_release(struct library_copies *copies) {
    for (size_t i = 0; i < copies->count; i++) {
        mem_free(copies->items[i].name);
        mem_free(copies->items[i].path);
    }
    mem_free(copies->items);
    *copies = (struct library_copies){0};
}
