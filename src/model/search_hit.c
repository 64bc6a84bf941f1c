#include "model/search_hit.h"

#include "base/mem.h"

void search_hits_release(struct search_hits *hits) {
    for (size_t i = 0; i < hits->count; i++) {
        struct search_hit *hit = &hits->items[i];
        mem_free(hit->unit);
        mem_free(hit->short_name);
        mem_free(hit->path);
        mem_free(hit->name);
        mem_free(hit->heading);
        mem_free(hit->sentence);
    }
    mem_free(hits->items);
    *hits = (struct search_hits){0};
}
