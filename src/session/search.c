#include "session/search.h"

#include "base/mem.h"
#include "model/answer_text.h"
#include "model/figure/figure_text.h"
#include "session/private.h"
#include "store/library.h"
#include "store/reports.h"
#include "store/search.h"

/* What is printed instead of a part of the sentence; in a heading only answers stand for tokens. */
static void add_printed(struct str *out, const struct report *report, const struct search_hit *hit,
                        struct span words) {
    if (hit->length == 0)
        report_add_answered(out, report, words);
    else
        report_add_printed(out, report, words);
}

/* Sentences as they print: a token is nothing that a clerk has written. The words that were found
 * stay where they begin. */
static void print_sentences(struct session *session, struct search_hits *hits) {
    struct report *report = NULL;
    for (size_t i = 0; i < hits->count; i++) {
        struct search_hit *hit = &hits->items[i];
        struct span sentence = span_of(hit->sentence);
        if (span_find(sentence, SPAN("${")) == SIZE_MAX)
            continue;

        if (report == NULL || report->id != hit->report) {
            report_free(report);
            report = NULL;
            if (store_load_report(session->store, hit->report, &report, NULL, NULL) != RC_OK)
                continue; /* it went away in between; the sentence stays as it is */
        }

        struct str printed = STR_INIT;
        add_printed(&printed, report, hit, span_sub(sentence, 0, hit->at));
        size_t at = printed.len;
        add_printed(&printed, report, hit, span_sub(sentence, hit->at, sentence.n));
        mem_free(hit->sentence);
        hit->sentence = str_detach(&printed);
        hit->at = at;
    }
    report_free(report);
}

enum rc session_search(struct session *session, struct span words, int64_t before, size_t most,
                       struct search_hits *out, struct err *err) {
    enum rc rc = store_search(session->store, words, before, most, out, err);
    if (rc == RC_OK)
        print_sentences(session, out);
    return rc;
}

enum rc session_count_reports(struct session *session, bool trashed, size_t *count,
                              struct err *err) {
    return store_count_reports(session->store, trashed, count, err);
}

enum rc session_list_page(struct session *session, bool trashed, size_t from, size_t most,
                          struct library_rows *out, struct err *err) {
    return store_list_page(session->store, trashed, from, most, out, err);
}

enum rc session_list_rank(struct session *session, int64_t report, size_t *rank, struct err *err) {
    return store_list_rank(session->store, report, rank, err);
}

enum rc session_find_reports(struct session *session, struct span words, size_t most,
                             struct library_rows *out, struct err *err) {
    return store_find_reports(session->store, words, most, out, err);
}

enum rc session_recent_reports(struct session *session, size_t most, struct library_rows *out,
                               struct err *err) {
    return store_recent_reports(session->store, most, out, err);
}

bool session_index_waits(const struct session *session) {
    return session->writing.index_waits;
}

/* A refusal is no trouble of the clerk's: the search reads what is not indexed. It is tried again
 * when something has changed. */
void session_index(struct session *session) {
    bool more = false;
    if (!session->writing.index_waits)
        return;
    enum rc rc = store_index(session->store, &more, NULL);
    session->writing.index_waits = more || rc == RC_BUSY;
}
