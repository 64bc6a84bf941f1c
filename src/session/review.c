#include "session/review.h"

#include "base/lang.h"
#include "base/mem.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/report.h"

#include <stdlib.h>

enum { QUICK = 5000 }; /* points that are gone through between a key and its echo */

/* --- what is kept --- */

void session_forget_review(struct session *session, bool copy) {
    struct session_review *review = &session->open.review;
    mem_free(review->items);
    review->items = NULL;
    review->count = 0;
    review->counts_known = false;
    if (!copy)
        return;
    review_copy_free(review->copy);
    review->copy = NULL;
    review->copy_known = false;
}

/* What was carried never changes while a report is open. */
static const struct review_copy *copy_of(struct session *session) {
    struct session_review *review = &session->open.review;
    if (!review->copy_known && session->open.report != NULL)
        review->copy = review_copy_new(session->open.report);
    review->copy_known = true;
    return review->copy;
}

bool session_has_carried(struct session *session) {
    return copy_of(session) != NULL;
}

static int compare_sections(const void *left, const void *right) {
    const struct section_review *a = left, *b = right;
    return (a->section > b->section) - (a->section < b->section);
}

static void set_counts(struct session_review *review, struct section_review *item,
                       struct review_counts counts) {
    review->all.unreviewed += counts.unreviewed - item->counts.unreviewed;
    item->counts = counts;
    item->stale = false;
}

static void count_all(struct session *session) {
    struct session_review *review = &session->open.review;
    const struct report *report = session->open.report;
    size_t cap = 0;
    const struct section *at = report->front;
    review->all = (struct review_counts){0};
    review->carried = review_count_carried(review->copy, report, NULL);
    while (at != NULL) {
        MEM_PUSH_ROOM(review->items, review->count, cap);
        struct section_review *item = &review->items[review->count++];
        *item = (struct section_review){.section = at->id};
        set_counts(review, item, review_count(review->copy, report, at));
        at = report_next_section(report, at == report->front ? NULL : at);
    }
    qsort(review->items, review->count, sizeof *review->items, compare_sections);
    review->counts_known = true;
}

static struct section_review *find(struct session_review *review, int64_t section) {
    struct section_review wanted = {.section = section};
    return review->count == 0 ? NULL
                              : bsearch(&wanted, review->items, review->count,
                                        sizeof *review->items, compare_sections);
}

/* True: it is not what it was. */
static bool follow(struct session *session, struct section_review *item) {
    const struct section *section = session_find(session, item->section);
    struct review_counts before = item->counts;
    if (section == NULL)
        return false;
    set_counts(&session->open.review, item,
               review_count(session->open.review.copy, session->open.report, section));
    return before.unreviewed != item->counts.unreviewed ||
           before.sentences != item->counts.sentences;
}

void session_review_typed(struct session *session, const struct section *section) {
    struct session_review *review = &session->open.review;
    struct section_review *item = review->counts_known ? find(review, section->id) : NULL;
    if (item == NULL)
        return;
    item->stale = true;
    if (section->body.points <= QUICK && follow(session, item))
        session->revision++;
}

static void follow_stale(struct session *session) {
    struct session_review *review = &session->open.review;
    for (size_t i = 0; i < review->count; i++)
        if (review->items[i].stale)
            (void)follow(session, &review->items[i]);
}

struct review_counts session_review_counts(struct session *session, int64_t section) {
    struct session_review *review = &session->open.review;
    if (session->open.report == NULL || copy_of(session) == NULL)
        return (struct review_counts){0};
    if (!review->counts_known)
        count_all(session);
    if (session->checking.findings_known) /* it is quiet */
        follow_stale(session);
    const struct section_review *item = section < 0 ? NULL : find(review, section);
    if (section < 0)
        return review_counts_of(review->all.unreviewed, review->carried);
    return item != NULL ? item->counts : (struct review_counts){0};
}

void session_review(struct session *session, const struct section *section, struct review *out) {
    review_section(out, copy_of(session), session->open.report, section);
}

bool session_find_last(struct session *session, uint64_t shape, int64_t *section, size_t *from) {
    return copy_of(session) != NULL && review_find_last(copy_of(session), shape, section, from);
}

bool session_number_is_carried(struct session *session, const struct review_text *text,
                               size_t number) {
    return copy_of(session) != NULL &&
           review_number_is_carried(copy_of(session), text, &text->numbers[number]);
}

void session_list_years(struct session *session, const struct review_text *text,
                        struct review_years *out) {
    review_years_list(out, copy_of(session), session->open.report, text);
}

static bool find_year(const struct review_text *text, const struct review_sentence *sentence,
                      uint64_t hash, size_t *from) {
    enum { LOOKED_MOST = 50 };
    size_t looked = 0;
    for (*from = sentence->from; *from < sentence->to && looked < LOOKED_MOST; ++*from) {
        if (points_year_at((struct points){text->c, text->n}, *from) == 0)
            continue;
        looked++;
        if (review_year_hash(text, sentence, *from) == hash)
            return true;
    }
    return false;
}

static bool find_hash(const struct review_text *text, uint64_t hash, size_t *from) {
    for (size_t i = 0; i < text->sentence_count; i++) {
        const struct review_sentence *sentence = &text->sentences[i];
        *from = sentence->from;
        if (review_sentence_hash(text, sentence) == hash)
            return true;
        for (size_t n = sentence->number; n < sentence->number_end; n++) {
            *from = text->numbers[n].from;
            if (review_number_hash(text, sentence, &text->numbers[n]) == hash)
                return true;
        }
        if (find_year(text, sentence, hash, from))
            return true;
    }
    return false;
}

bool session_find_confirmed(struct session *session, struct span name, int64_t *section,
                            size_t *from) {
    struct span digits;
    const struct report *report = session->open.report;
    bool found = false;
    if (!review_find_confirmed(name, &digits))
        return false;
    uint64_t hash = strtoull(digits.p, NULL, 16);
    for (const struct section *at = report->front; at != NULL && !found;
         at = report_next_section(report, at == report->front ? NULL : at)) {
        struct review review;
        size_t place = 0;
        session_review(session, at, &review);
        found = find_hash(&review.text, hash, &place);
        review_release(&review);
        if (found) {
            *section = at->id;
            *from = place;
        }
    }
    return found;
}

/* --- confirming --- */

static void add_sentence(struct change_set *set, const struct report *report,
                         const struct review *review, size_t sentence) {
    struct str name = STR_INIT, value = STR_INIT;
    review_add_confirming(&name, &value, &review->text, &review->text.sentences[sentence]);
    for (size_t i = 0; i < set->count; i++) /* the same sentence twice is confirmed once */
        if (set->changes[i].kind == CHANGE_VALUE && span_is(str_span(&name), set->changes[i].name))
            str_clear(&name);
    if (name.len > 0)
        change_add_value(set, report, name.s, value.s);
    str_release(&name);
    str_release(&value);
}

size_t session_add_confirming(struct session *session, struct change_set *set,
                              const struct section *section) {
    struct review review;
    session_review(session, section, &review);
    for (size_t i = 0; i < review.text.sentence_count; i++)
        if (review.unreviewed[i])
            add_sentence(set, session->open.report, &review, i);
    size_t count = review.count;
    review_release(&review);
    return count;
}

enum rc session_add_numbered(struct session *session, struct change_set *set,
                             const struct section *section, const size_t *numbers, size_t count,
                             size_t *confirmed, struct err *err) {
    struct review review;
    enum rc rc = RC_OK;
    session_review(session, section, &review);
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        if (numbers[i] == 0 || numbers[i] > review.text.sentence_count) {
            rc = err_set(err, RC_NOT_FOUND, _("这一节没有第%zu句，共%zu句；用review查看"),
                         numbers[i], review.text.sentence_count);
        } else if (review.unreviewed[numbers[i] - 1]) {
            add_sentence(set, session->open.report, &review, numbers[i] - 1);
            review.unreviewed[numbers[i] - 1] = false;
            ++*confirmed;
        }
    }
    review_release(&review);
    return rc;
}
