#include "store/search.h"

#include "store/db.h"
#include "store/drafts.h"
#include "store/search_text.h"
#include "store/store_private.h"
#include "store/tx.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"

enum {
    SLICE_PASSAGES = 24,     /* of one slice of indexing … */
    SLICE_BYTES = 64 * 1024, /* … and about so much text: a few milliseconds */
    STALE_MOST = 20000,      /* rows of the index that stand for nothing, before it is made anew */
    DEPTH_MOST = 64,         /* of a section: a damaged file may hold a circle */
};

/* --- asking --- */

struct key {
    int64_t report, section;
};

struct search {
    struct store *store;
    struct search_question question;
    struct key
        *drafts; /* sections with typed text that is not saved: read, not asked of the index */
    size_t draft_count, draft_cap;
    struct search_hits *out;
    size_t most;
};

static enum rc find_drafts(struct search *search, struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, search->store->db, QUERY_DRAFTS_ALL);
    while (stmt_next(&stmt)) {
        MEM_PUSH_ROOM(search->drafts, search->draft_count, search->draft_cap);
        search->drafts[search->draft_count++] =
            (struct key){stmt_int(&stmt, 0), stmt_int(&stmt, 1)};
    }
    return stmt_end(&stmt, err);
}

static bool is_draft(const struct search *search, int64_t report, int64_t section) {
    for (size_t i = 0; i < search->draft_count; i++)
        if (search->drafts[i].report == report && search->drafts[i].section == section)
            return true;
    return false;
}

/* "2.1.3", "0" for the front text; "" where the section stands in no tree (it was removed). */
static enum rc add_path(struct search *search, int64_t report, int64_t section, struct str *path,
                        struct err *err) {
    enum rc rc = RC_OK;
    if (section == SECTION_FRONT_ID)
        str_add_byte(path, '0');
    for (int depth = 0; rc == RC_OK && section > 0; depth++) {
        struct stmt stmt;
        int64_t parent = PLACE_NONE, position = 0;
        stmt_start(&stmt, search->store->db, QUERY_SECTION_PLACE_OF);
        stmt_bind_int(&stmt, "$report", report);
        stmt_bind_int(&stmt, "$section", section);
        while (stmt_next(&stmt)) {
            parent = stmt_int(&stmt, 0);
            position = stmt_int(&stmt, 1);
        }
        rc = stmt_end(&stmt, err);
        struct str part = STR_INIT;
        str_add_format(&part, path->len > 0 ? "%lld." : "%lld", (long long)position + 1);
        str_splice(path, 0, 0, str_span(&part));
        str_release(&part);
        section = parent;
        if (parent == PLACE_NONE || depth >= DEPTH_MOST) {
            str_clear(path);
            break;
        }
    }
    return rc;
}

static void add_place(struct search_hit *hit, const struct search *search, struct span heading,
                      struct span body) {
    struct str sentence = STR_INIT;
    size_t from = 0, to = 0;
    for (size_t i = 0; i < search->question.count; i++) {
        if (!search_find_word(body, search->question.words[i], &from, &to))
            continue;
        hit->offset = utf8_count(span_sub(body, 0, from));
        hit->length = utf8_count(span_sub(body, from, to));
        search_add_sentence(&sentence, body, from, to, &hit->at);
        hit->sentence = str_detach(&sentence);
        return;
    }
    if (search_find_word(heading, search->question.words[0], &from, &to))
        hit->at = from;
    hit->sentence = span_copy(heading);
}

/* Takes a row of PASSAGE_COLUMNS as a hit, with that text as its body, if it stands in the tree. */
static enum rc take_hit(struct search *search, struct stmt *row, struct span body,
                        struct err *err) {
    struct search_hit hit = {
        .report = stmt_int(row, 1), .section = stmt_int(row, 2), .year = (int)stmt_int(row, 9)};
    struct str path = STR_INIT;
    enum rc rc = add_path(search, hit.report, hit.section, &path, err);
    if (rc != RC_OK || path.len == 0) {
        str_release(&path);
        return rc;
    }
    struct span heading = stmt_text(row, 3);
    hit.path = str_detach(&path);
    hit.heading = span_copy(heading);
    hit.name = span_copy(stmt_text(row, 5));
    hit.unit = span_copy(stmt_text(row, 7));
    hit.short_name = span_copy(stmt_text(row, 8));
    add_place(&hit, search, heading, body);
    struct search_hits *out = search->out;
    MEM_PUSH_ROOM(out->items, out->count, out->cap);
    out->items[out->count++] = hit;
    return RC_OK;
}

/* A template's section that nobody has filled does not print, and is not found by its heading. */
static bool is_unfilled(struct span body, bool of_template, bool touched) {
    return of_template && (body.n > 0 ? !utf8_has_ink(body) : !touched);
}

static enum rc take_if_it_fits(struct search *search, struct stmt *row, struct span body,
                               struct err *err) {
    bool unfilled = is_unfilled(body, !stmt_is_null(row, 5), stmt_int(row, 6) != 0);
    if (unfilled || !search_fits(&search->question, stmt_text(row, 3), body))
        return RC_OK;
    return take_hit(search, row, body, err);
}

/* Typed text is the newest there is. */
static enum rc search_drafts(struct search *search, struct err *err) {
    enum rc rc = RC_OK, ended;
    for (size_t i = 0; rc == RC_OK && i < search->draft_count; i++) {
        struct body body = {0};
        struct str text = STR_INIT;
        struct stmt row;
        const struct key *key = &search->drafts[i];
        rc = draft_read(search->store, key->report, key->section, &body, err);
        if (rc != RC_OK)
            break;
        body_add_text(&text, &body);
        stmt_start(&row, search->store->db, QUERY_PASSAGE_OF);
        stmt_bind_int(&row, "$report", key->report);
        stmt_bind_int(&row, "$section", key->section);
        while (rc == RC_OK && stmt_next(&row))
            rc = take_if_it_fits(search, &row, str_span(&text), err);
        ended = stmt_end(&row, rc == RC_OK ? err : NULL);
        rc = rc == RC_OK ? ended : rc;
        str_release(&text);
        body_release(&body);
    }
    return rc;
}

/* One of the two sources of saved text, at its newest passage not yet taken. */
struct source {
    struct stmt stmt;
    int64_t id; /* 0: at its end */
};

static void advance(struct source *source) {
    source->id = stmt_next(&source->stmt) ? stmt_int(&source->stmt, 0) : 0;
}

static enum rc take_next(struct search *search, struct source *source, bool is_found,
                         struct err *err) {
    struct stmt *row = &source->stmt;
    enum rc rc = RC_OK;
    if (!is_draft(search, stmt_int(row, 1), stmt_int(row, 2)))
        rc = is_found ? take_hit(search, row, stmt_text(row, 4), err)
                      : take_if_it_fits(search, row, stmt_text(row, 4), err);
    advance(source);
    return rc;
}

/* What the index finds and what waits for it, merged: both come newest first. */
static enum rc search_saved(struct search *search, int64_t before, struct err *err) {
    struct source found = {.id = 0}, waiting = {.id = 0};
    struct str match = STR_INIT;
    enum rc rc = RC_OK, ended;
    search_question_add_match(&match, &search->question);
    stmt_start(&found.stmt, search->store->db, QUERY_PASSAGES_FOUND);
    stmt_bind_text(&found.stmt, "$match", str_span(&match));
    stmt_bind_int(&found.stmt, "$before", before);
    stmt_start(&waiting.stmt, search->store->db, QUERY_PASSAGES_WAITING);
    stmt_bind_int(&waiting.stmt, "$before", before);
    advance(&found);
    advance(&waiting);
    int64_t last = 0;
    while (rc == RC_OK && search->out->count < search->most && (found.id != 0 || waiting.id != 0)) {
        bool is_found = found.id > waiting.id;
        last = is_found ? found.id : waiting.id;
        rc = take_next(search, is_found ? &found : &waiting, is_found, err);
    }
    search->out->next = found.id != 0 || waiting.id != 0 ? last : 0;
    ended = stmt_end(&found.stmt, rc == RC_OK ? err : NULL);
    rc = rc == RC_OK ? ended : rc;
    ended = stmt_end(&waiting.stmt, rc == RC_OK ? err : NULL);
    str_release(&match);
    return rc == RC_OK ? ended : rc;
}

enum rc store_search(struct store *store, struct span words, int64_t before, size_t most,
                     struct search_hits *out, struct err *err) {
    struct search search = {.store = store, .out = out, .most = most};
    struct tx tx;
    *out = (struct search_hits){0};
    search_question_read(&search.question, words);
    if (search.question.count == 0)
        return err_set(err, RC_REFUSED, _("请写出要找的字词"));
    enum rc rc = tx_begin(&tx, store->db, TX_READ, err);
    if (rc != RC_OK)
        return rc;
    rc = find_drafts(&search, err);
    if (rc == RC_OK && before == 0)
        rc = search_drafts(&search, err);
    if (rc == RC_OK)
        rc = search_saved(&search, before == 0 ? INT64_MAX : before, err);
    rc = tx_finish(&tx, rc, err);
    mem_free(search.drafts);
    if (rc != RC_OK)
        search_hits_release(out);
    return rc;
}

/* --- indexing --- */

struct slice {
    int64_t ids[SLICE_PASSAGES];
    size_t count;
    bool more;
};

static enum rc index_one(struct store *store, int64_t id, struct span heading, struct span body,
                         struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_PASSAGE_INDEX);
    stmt_bind_int(&stmt, "$id", id);
    stmt_bind_text(&stmt, "$heading", heading);
    stmt_bind_text(&stmt, "$body", body);
    return stmt_run(&stmt, err);
}

static enum rc index_texts(struct store *store, struct slice *slice, struct err *err) {
    struct stmt stmt;
    size_t bytes = 0;
    enum rc rc = RC_OK, ended;
    stmt_start(&stmt, store->db, QUERY_PASSAGES_TO_INDEX);
    stmt_bind_int(&stmt, "$most", SLICE_PASSAGES + 1);
    while (rc == RC_OK && !slice->more && stmt_next(&stmt)) {
        if (slice->count == SLICE_PASSAGES || bytes >= SLICE_BYTES) {
            slice->more = true;
            break;
        }
        int64_t id = stmt_int(&stmt, 0);
        struct span body = stmt_text(&stmt, 2);
        if (!is_unfilled(body, !stmt_is_null(&stmt, 3), stmt_int(&stmt, 4) != 0))
            rc = index_one(store, id, stmt_text(&stmt, 1), body, err);
        slice->ids[slice->count++] = id;
        bytes += body.n;
    }
    ended = stmt_end(&stmt, rc == RC_OK ? err : NULL);
    return rc == RC_OK ? ended : rc;
}

static enum rc note_indexed(struct store *store, const struct slice *slice, struct err *err) {
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < slice->count; i++) {
        struct stmt stmt;
        stmt_start(&stmt, store->db, QUERY_PASSAGE_INDEXED);
        stmt_bind_int(&stmt, "$id", slice->ids[i]);
        rc = stmt_run(&stmt, err);
    }
    return rc;
}

/* Everything waits again: what was found by the index is found by reading until it is back. */
static enum rc begin_anew(struct store *store, struct err *err) {
    static const enum query steps[] = {QUERY_INDEX_CLEAR, QUERY_PASSAGES_WAIT, QUERY_STALE_CLEAR};
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < ARRAY_LEN(steps); i++) {
        struct stmt stmt;
        stmt_start(&stmt, store->db, steps[i]);
        rc = stmt_run(&stmt, err);
    }
    return rc;
}

static enum rc tidy(struct store *store, bool *more, struct err *err) {
    struct stmt stmt;
    int64_t stale = 0;
    stmt_start(&stmt, store->db, QUERY_PASSAGES_STALE);
    stmt_bind_int(&stmt, "$most", STALE_MOST);
    enum rc rc = stmt_run_int(&stmt, &stale, err);
    *more = rc == RC_OK && stale > 0;
    return *more ? begin_anew(store, err) : rc;
}

/* Nothing is written, and no lock taken, where nothing waits. */
static enum rc something_waits(struct store *store, bool *waits, struct err *err) {
    struct stmt stmt;
    *waits = false;
    stmt_start(&stmt, store->db, QUERY_PASSAGES_TO_INDEX);
    stmt_bind_int(&stmt, "$most", 1);
    while (stmt_next(&stmt))
        *waits = true;
    return stmt_end(&stmt, err);
}

enum rc store_index(struct store *store, bool *more, struct err *err) {
    struct slice slice = {.count = 0};
    struct tx tx;
    bool waits = false;
    *more = false;
    if (store_is_read_only(store))
        return RC_OK;
    enum rc rc = something_waits(store, &waits, err);
    if (rc != RC_OK || !waits)
        return rc;
    rc = tx_begin(&tx, store->db, TX_KEY, err);
    if (rc != RC_OK)
        return rc;
    rc = index_texts(store, &slice, err);
    if (rc == RC_OK)
        rc = note_indexed(store, &slice, err);
    *more = slice.more;
    if (rc == RC_OK && !slice.more)
        rc = tidy(store, more, err);
    rc = tx_finish(&tx, rc, err);
    if (!*more)
        db_give_back(store->db);
    return rc;
}
