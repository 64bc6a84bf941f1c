#include "store/leaf_rows.h"

#include "base/mem.h"
#include "base/text/str.h"

#include <string.h>

enum {
    FILE_HEADER = 100,
    PAGE_HEADER = 8,
    TABLE_LEAF = 13,
    LOCAL_MOST = LEAF_PAGE - 35,                    /* bytes of a record on its own page */
    LOCAL_LEAST = (LEAF_PAGE - 12) * 32 / 255 - 23, /* of one that goes on elsewhere */
    OVERFLOW_BYTES = LEAF_PAGE - 4,                 /* on each page that it goes on in */
    FREE_COUNT_AT = 36,
    FREE_LIST_AT = 32,                   /* in the file's header */
    FREE_PAGES_MOST = LEAF_PAGE / 4 - 2, /* told of by a page of that list */
};

struct pages {
    struct span image;
    size_t count;
    bool *is_free; /* by number; [0] is of no page */
};

static size_t number_at(const unsigned char *bytes) {
    return (size_t)bytes[0] << 24 | (size_t)bytes[1] << 16 | (size_t)bytes[2] << 8 | bytes[3];
}

static const unsigned char *page_at(const struct pages *pages, size_t number) {
    return number >= 1 && number <= pages->count
               ? (const unsigned char *)pages->image.p + (number - 1) * LEAF_PAGE
               : NULL;
}

/* False: it is no list. It may be a circle, or lead anywhere: each page is looked at once. */
static bool follow_list(struct pages *pages, size_t trunk, size_t *marked) {
    const unsigned char *page;
    while ((page = page_at(pages, trunk)) != NULL && !pages->is_free[trunk]) {
        size_t count = number_at(page + 4);
        if (count > FREE_PAGES_MOST)
            return false;
        pages->is_free[trunk] = true;
        *marked += count + 1;
        for (size_t i = 0; i < count; i++) {
            size_t free_page = number_at(page + 8 + 4 * i);
            if (free_page <= pages->count)
                pages->is_free[free_page] = true;
        }
        trunk = number_at(page);
    }
    return trunk == 0;
}

/* A list that does not have as many pages as the header says could hide pages that are in use: then
 * none is left out. */
static void mark_free(struct pages *pages) {
    const unsigned char *first = page_at(pages, 1);
    size_t marked = 0;
    if (first == NULL)
        return;
    bool is_list = follow_list(pages, number_at(first + FREE_LIST_AT), &marked);
    if (!is_list || marked != number_at(first + FREE_COUNT_AT))
        memset(pages->is_free, 0, (pages->count + 1) * sizeof *pages->is_free);
}

/* Eats a number of one to nine bytes; false: the bytes end before it does. */
static bool take_number(struct span *bytes, uint64_t *out) {
    enum { LONGEST = 9 };
    *out = 0;
    for (size_t i = 0; i < LONGEST && i < bytes->n; i++) {
        unsigned char byte = (unsigned char)bytes->p[i];
        bool is_last = i + 1 == LONGEST;
        *out = is_last ? *out << 8 | byte : *out << 7 | (byte & 0x7F);
        if (is_last || byte < 0x80) {
            *bytes = span_sub(*bytes, i + 1, bytes->n);
            return true;
        }
    }
    return false;
}

/* --- a record --- */

static size_t local_bytes(size_t all) {
    size_t some = LOCAL_LEAST + (all - LOCAL_LEAST) % OVERFLOW_BYTES;
    if (all <= LOCAL_MOST)
        return all;
    return some <= LOCAL_MOST ? some : LOCAL_LEAST;
}

/* Appends what stands on other pages, from `next` on; false: the chain ends too early. */
static bool add_elsewhere(struct str *out, const struct pages *pages, size_t next, size_t left) {
    const unsigned char *page;
    while (left > 0 && (page = page_at(pages, next)) != NULL && !pages->is_free[next]) {
        size_t here = left < OVERFLOW_BYTES ? left : OVERFLOW_BYTES;
        str_add(out, (struct span){(const char *)page + 4, here});
        left -= here;
        next = number_at(page);
    }
    return left == 0;
}

static size_t bytes_of(uint64_t serial) {
    static const size_t fixed[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    if (serial < ARRAY_LEN(fixed))
        return fixed[serial];
    return serial >= 12 ? (size_t)(serial - 12) / 2 : 0;
}

static int64_t whole_number(struct span bytes) {
    uint64_t number = bytes.n > 0 && ((unsigned char)bytes.p[0] & 0x80) != 0 ? UINT64_MAX : 0;
    for (size_t i = 0; i < bytes.n; i++)
        number = number << 8 | (unsigned char)bytes.p[i];
    return (int64_t)number;
}

static struct leaf_value read_value(uint64_t serial, struct span bytes) {
    enum { REAL = 7, ZERO = 8, ONE = 9, FIRST_SIZED = 12 };
    if (serial == 0)
        return (struct leaf_value){.kind = LEAF_NULL};
    if (serial == ZERO || serial == ONE)
        return (struct leaf_value){.kind = LEAF_INT, .number = serial == ONE};
    if (serial < REAL)
        return (struct leaf_value){.kind = LEAF_INT, .number = whole_number(bytes)};
    if (serial >= FIRST_SIZED && serial % 2 == 1)
        return (struct leaf_value){.kind = LEAF_TEXT, .bytes = bytes};
    return (struct leaf_value){.kind = LEAF_OTHER, .bytes = bytes};
}

/* False: it is no record. `all`: bytes that the cell says the record has. */
static bool read_record(struct leaf_row *row, struct span payload, size_t all) {
    uint64_t header = 0, serial = 0;
    struct span types = payload;
    if (!take_number(&types, &header) || header > payload.n || header < 2)
        return false;
    types = span_sub(payload, payload.n - types.n, header);
    size_t at = header;
    row->is_torn = false;
    for (row->count = 0; types.n > 0 && row->count < LEAF_COLUMNS; row->count++) {
        if (!take_number(&types, &serial) || serial == 10 || serial == 11)
            return false;
        size_t size = bytes_of(serial);
        bool is_told = !row->is_torn && size <= all && at + size <= all;
        bool is_whole = is_told && at + size <= payload.n;
        struct span bytes = span_sub(payload, at, at + size);
        row->values[row->count] = is_whole || (is_told && serial >= 12 && bytes.n > 0)
                                      ? read_value(serial, bytes)
                                      : (struct leaf_value){.kind = LEAF_NULL};
        row->values[row->count].is_cut = !is_whole;
        row->is_torn = !is_told;
        at += is_told ? size : 0;
    }
    row->is_torn = row->is_torn || at != all;
    return types.n == 0;
}

static bool read_cell(struct leaf_row *row, struct str *payload, const struct pages *pages,
                      struct span cell) {
    uint64_t all = 0, number = 0;
    if (!take_number(&cell, &all) || !take_number(&cell, &number) || all < 2 ||
        all > pages->image.n)
        return false;
    size_t local = local_bytes(all);
    if (local > cell.n || (local < all && local + 4 > cell.n))
        return false;
    str_set(payload, span_sub(cell, 0, local));
    row->number = (int64_t)number;
    row->is_cut = local < all &&
                  !add_elsewhere(payload, pages, number_at((const unsigned char *)cell.p + local),
                                 all - local);
    return read_record(row, str_span(payload), all);
}

/* --- pages --- */

static bool read_page(const struct pages *pages, size_t number, struct leaf_row *row,
                      struct str *payload, bool (*take)(void *self, const struct leaf_row *row),
                      void *self) {
    const unsigned char *page = page_at(pages, number);
    const unsigned char *head = page + (number == 1 ? FILE_HEADER : 0);
    size_t cells = (size_t)head[3] << 8 | head[4];
    bool goes_on = true;
    if (head[0] != TABLE_LEAF)
        return true;
    for (size_t i = 0; goes_on && i < cells; i++) {
        const unsigned char *pointer = head + PAGE_HEADER + 2 * i;
        if (pointer + 2 > page + LEAF_PAGE)
            break;
        size_t at = (size_t)pointer[0] << 8 | pointer[1];
        if (at >= LEAF_PAGE)
            continue;
        struct span cell = {(const char *)page + at, LEAF_PAGE - at};
        if (read_cell(row, payload, pages, cell))
            goes_on = take(self, row);
    }
    return goes_on;
}

void leaf_rows_walk(struct span image, bool (*take)(void *self, const struct leaf_row *row),
                    void *self) {
    struct pages pages = {.image = image, .count = image.n / LEAF_PAGE};
    struct leaf_row row;
    struct str payload = STR_INIT;
    bool goes_on = true;
    pages.is_free = mem_alloc_zero(pages.count + 1, sizeof *pages.is_free);
    mark_free(&pages);
    for (size_t number = 1; goes_on && number <= pages.count; number++)
        if (!pages.is_free[number])
            goes_on = read_page(&pages, number, &row, &payload, take, self);
    str_release(&payload);
    mem_free(pages.is_free);
}
