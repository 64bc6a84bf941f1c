#include "base/text/texts.h"

#include "base/mem.h"

#include <string.h>

enum {
    ROOM = 16 * 1024, /* bytes of a chunk */
    LARGE = ROOM / 4  /* has a chunk of its own: not much of another one is given up for it */
};

struct texts_chunk {
    struct texts_chunk *before;
    size_t used, room;
    char bytes[];
};

static struct texts_chunk *chunk_new(size_t room) {
    struct texts_chunk *chunk = mem_alloc(sizeof *chunk + room);
    *chunk = (struct texts_chunk){.room = room};
    return chunk;
}

/* One that has the room, the newest where it can be. */
static struct texts_chunk *find_room(struct texts *texts, size_t bytes) {
    struct texts_chunk *newest = texts->newest;
    if (newest != NULL && newest->room - newest->used >= bytes)
        return newest;
    struct texts_chunk *chunk = chunk_new(bytes > LARGE ? bytes : ROOM);
    struct texts_chunk **link = bytes > LARGE && newest != NULL ? &newest->before : &texts->newest;
    chunk->before = *link;
    *link = chunk;
    return chunk;
}

char *texts_copy(struct texts *texts, struct span text) {
    if (text.p == NULL)
        return NULL;
    struct texts_chunk *chunk = find_room(texts, text.n + 1);
    char *copy = chunk->bytes + chunk->used;
    memcpy(copy, text.p, text.n);
    copy[text.n] = '\0';
    chunk->used += text.n + 1;
    return copy;
}

void texts_release(struct texts *texts) {
    for (struct texts_chunk *chunk = texts->newest, *before; chunk != NULL; chunk = before) {
        before = chunk->before;
        mem_free(chunk);
    }
    texts->newest = NULL;
}
