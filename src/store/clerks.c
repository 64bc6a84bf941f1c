#include "store/clerks.h"

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/seats.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "store/db.h"
#include "store/store_private.h"

/* On a seat: the report's number, the section's, the window's, the user, a blank between them. */

struct store_seat {
    struct file_seats *seats;
    char *path;
    struct str words; /* as they stand on it */
};

static void add_path(struct str *out, const struct store *store) {
    str_add_format(out, "%s-clerks", db_path(store->db));
}

static struct store_seat *take_seat(const struct store *store) {
    struct str path = STR_INIT;
    add_path(&path, store);
    struct file_seats *seats = file_seats_take(path.s, file_mode_of(db_path(store->db)));
    if (seats == NULL) {
        str_release(&path);
        return NULL;
    }
    struct store_seat *seat = MEM_NEW(struct store_seat);
    *seat = (struct store_seat){seats, str_detach(&path), STR_INIT};
    return seat;
}

void store_sit(struct store *store, int64_t report, int64_t section) {
    if (store->seat == NULL && !db_is_read_only(store->db))
        store->seat = take_seat(store);
    if (store->seat == NULL)
        return;
    struct str words = STR_INIT;
    str_add_format(&words, "%lld %lld %lld %s", (long long)report, (long long)section,
                   (long long)store->window, store->user);
    if (!span_equal(str_span(&words), str_span(&store->seat->words))) {
        file_seats_write(store->seat->seats, str_span(&words));
        str_set(&store->seat->words, str_span(&words));
    }
    str_release(&words);
}

void store_get_up(struct store *store) {
    if (store->seat == NULL)
        return;
    file_seats_leave(store->seat->seats);
    mem_free(store->seat->path);
    str_release(&store->seat->words);
    mem_free(store->seat);
    store->seat = NULL;
}

const char *store_clerks_path(const struct store *store) {
    return store->seat != NULL ? store->seat->path : NULL;
}

static bool take_number(struct span *words, int64_t *out) {
    uint64_t number = 0;
    size_t n = 0;
    bool minus = span_take_prefix(words, SPAN("-"));
    while (n < words->n && words->p[n] != ' ')
        n++;
    if (n == words->n || !span_to_number(span_sub(*words, 0, n), INT64_MAX, &number))
        return false;
    *out = minus ? -(int64_t)number : (int64_t)number;
    *words = span_sub(*words, n + 1, words->n);
    return true;
}

/* Anybody who may write the file may have written anything; a name that is too long was cut. */
static bool read_words(struct span words, struct store_clerk *clerk) {
    size_t bad = 0;
    if (!take_number(&words, &clerk->report) || !take_number(&words, &clerk->section) ||
        !take_number(&words, &clerk->window))
        return false;
    if (!utf8_is_valid(words, &bad))
        words.n = bad;
    struct str user = STR_INIT, line = STR_INIT;
    text_clean(&user, words, NULL);
    str_add_line(&line, span_trim(str_span(&user)));
    str_release(&user);
    bool named = line.len > 0;
    clerk->user = str_detach(&line);
    if (!named)
        mem_free(clerk->user);
    return named;
}

static void list_seats(const struct file_seats *seats, struct store_clerks *out) {
    struct str words = STR_INIT;
    struct store_clerk clerk = {0};
    for (size_t at = 0; file_seats_next(seats, &at, &words);) {
        if (!read_words(str_span(&words), &clerk))
            continue;
        MEM_PUSH_ROOM(out->items, out->count, out->cap);
        out->items[out->count++] = clerk;
    }
    str_release(&words);
}

void store_list_clerks(const struct store *store, struct store_clerks *out) {
    if (store->seat != NULL)
        list_seats(store->seat->seats, out);
}

/* The others, for one who has no seat too. */
static void look_around(const struct store *store, struct store_clerks *out) {
    struct str path = STR_INIT;
    add_path(&path, store);
    struct file_seats *seats = store->seat == NULL ? file_seats_look(path.s) : NULL;
    if (store->seat != NULL || seats != NULL)
        list_seats(store->seat != NULL ? store->seat->seats : seats, out);
    file_seats_leave(seats);
    str_release(&path);
}

bool window_is_live(const struct store *store, int64_t window) {
    struct store_clerks clerks = {0};
    bool found = window == store->window;
    look_around(store, &clerks);
    for (size_t i = 0; i < clerks.count; i++)
        found |= clerks.items[i].window == window;
    store_clerks_release(&clerks);
    return found;
}

char *store_find_clerk_in(const struct store *store, int64_t report) {
    struct store_clerks clerks = {0};
    char *found = NULL;
    look_around(store, &clerks);
    for (size_t i = 0; found == NULL && i < clerks.count; i++)
        if ((report == ANY_REPORT ? clerks.items[i].report != 0
                                  : clerks.items[i].report == report) &&
            clerks.items[i].window != store->window)
            found = span_copy(span_of(clerks.items[i].user));
    store_clerks_release(&clerks);
    return found;
}

void store_clerks_release(struct store_clerks *clerks) {
    for (size_t i = 0; i < clerks->count; i++)
        mem_free(clerks->items[i].user);
    mem_free(clerks->items);
    *clerks = (struct store_clerks){0};
}
