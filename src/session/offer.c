#include "session/offer.h"
#include "session/report.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/change_apply.h"
#include "model/figure/figure.h"
#include "model/figure/figure_text.h"
#include "model/report_values.h"
#include "model/review/review_value.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/review.h"

#include <stdlib.h>
#include <string.h>

static bool is_carried(const struct review *review, size_t from) {
    for (size_t i = 0; i < review->text.number_count; i++)
        if (review->text.numbers[i].from == from)
            return review->carried[i];
    return false;
}

/* A section that does not change with the year is gone through by nobody, and yet its numbers are
 * last year's (自评得分92.1分). */
static void review_stable(struct session *session, const struct section *section,
                          struct review *review) {
    struct str body = STR_INIT;
    body_add_text(&body, &section->body);
    review_release(review);
    review_text_read(&review->text, str_span(&body));
    review->carried = mem_alloc_zero(review->text.number_count, sizeof *review->carried);
    for (size_t i = 0; i < review->text.number_count; i++)
        review->carried[i] = session_number_is_carried(session, &review->text, i);
    str_release(&body);
}

/* The offers are in report order: a section is looked at once. */
static void mark_carried(struct session *session, struct figure_offers *offers) {
    for (size_t i = 0; i < offers->count;) {
        int64_t id = offers->items[i].section;
        struct review review;
        const struct section *section = session_find(session, id);
        const struct template_section *from = section_template(session->open.report, section);
        session_review(session, section, &review);
        if (from != NULL && from->stable && session_has_carried(session))
            review_stable(session, section, &review);
        for (; i < offers->count && offers->items[i].section == id; i++)
            offers->items[i].carried = is_carried(&review, offers->items[i].from);
        review_release(&review);
    }
}

void session_offers(struct session *session, struct figure_offers *out) {
    if (session->open.report == NULL)
        return;
    figure_offers_find(out, session->open.report);
    mark_carried(session, out);
}

static void add_value(struct change_set *set, const struct report *report, const char *before,
                      const char *name, const char *behind, const char *text) {
    struct str full = STR_INIT;
    str_add_format(&full, "%s%s%s", before, name, behind);
    change_add_value(set, report, full.s, text);
    str_release(&full);
}

struct taking { /* of an offer that somebody chose */
    const struct figure_offer *offer;
    const struct section *section;
    const char *comma; /* of the token that prints the words of the place; NULL: none does */
};

static void add_values(struct change_set *set, const struct report *report,
                       const struct taking *taking) {
    const struct figure_offer *offer = taking->offer;
    const char *name = offer->figure->name;
    add_value(set, report, "", name, "", offer->text);
    if (!offer->carried)
        return;
    if (offer->figure->prior && report_value(report, span_of(name)) == NULL)
        add_value(set, report, "", name, ".prior", offer->text);
    add_value(set, report, VALUE_CARRIED_VALUE, name, "", offer->text);
}

/* 95.2% is no place of a figure that prints two decimals: taking it over changes no character of
 * what prints, so the words stay there. */
static void find_token(struct taking *taking, struct figures *figures) {
    static const char *const commas[] = {"", ","};
    struct str printed = STR_INIT;
    for (size_t i = 0; i < ARRAY_LEN(commas) && taking->comma == NULL; i++) {
        const struct figure_token token = {
            .figure = taking->offer->figure, .form = FIGURE_VALUE, .grouped = i > 0};
        str_clear(&printed);
        if (figures_add_token(figures, &printed, &token) &&
            span_is(str_span(&printed), taking->offer->text))
            taking->comma = commas[i];
    }
    str_release(&printed);
}

/* What the figures print once all their values are there: parts of a total print by each other. */
static enum rc find_tokens(struct report *report, struct change_set *values, struct taking *takings,
                           size_t count, struct err *err) {
    enum rc rc = change_set_apply(report, values, err);
    if (rc != RC_OK)
        return rc;
    struct figures *figures = figures_new(report);
    for (size_t i = 0; i < count; i++)
        find_token(&takings[i], figures);
    figures_free(figures);

    change_set_invert(values);
    rc = change_set_apply(report, values, err);
    change_set_invert(values);
    return rc;
}

static void add_token(struct change_set *set, const struct report *report,
                      const struct taking *taking) {
    const struct figure_offer *offer = taking->offer;
    const struct section *section = taking->section;
    struct str token = STR_INIT;
    if (!offer->carried || taking->comma == NULL)
        return;
    str_add_format(&token, "${%s%s}", offer->figure->name, taking->comma);
    body_make_splice(change_add_splice(set, section->id), &section->body, offer->from,
                     offer->to - offer->from, str_span(&token), LINE_PARAGRAPH);
    session_add_touched(set, report, section);
    str_release(&token);
}

/* From the end of a body to its start, so that no place moves before its turn. */
static int compare_backwards(const void *left, const void *right) {
    size_t a = *(const size_t *)left, b = *(const size_t *)right;
    return (a < b) - (a > b);
}

static bool stands_there(const struct section *section, const struct figure_offer *offer) {
    struct str text = STR_INIT;
    if (section != NULL)
        body_add_range(&text, &section->body, offer->from, offer->to);
    bool same = section != NULL && span_is(str_span(&text), offer->text);
    str_release(&text);
    return same;
}

/* The chosen ones, each once, from the end of the text to its start; *taken: how many. */
static enum rc find_takings(struct session *session, const struct figure_offers *offers,
                            size_t *order, size_t count, struct taking *takings, size_t *taken,
                            struct err *err) {
    if (count > 1)
        qsort(order, count, sizeof *order, compare_backwards);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && order[i] == order[i - 1])
            continue;
        assert(order[i] < offers->count);
        const struct figure_offer *offer = &offers->items[order[i]];
        const struct section *section = session_find(session, offer->section);
        if (!stands_there(section, offer))
            return err_set(err, RC_CONFLICT, _("文字刚在别处改动过，没有取用；请看新的清单"));
        takings[(*taken)++] = (struct taking){.offer = offer, .section = section};
    }
    return RC_OK;
}

enum rc session_take_offers(struct session *session, const struct figure_offers *offers,
                            const size_t *chosen, size_t count, struct err *err) {
    struct change_set set;
    size_t *order = mem_alloc_zero(count + 1, sizeof *order), taken = 0;
    struct taking *takings = mem_alloc_zero(count + 1, sizeof *takings);
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK)
        rc = session_fold(session, -1, err);
    change_set_init(&set, ACT_OFFER);
    if (count > 0)
        memcpy(order, chosen, count * sizeof *order);
    if (rc == RC_OK)
        rc = find_takings(session, offers, order, count, takings, &taken, err);

    for (size_t i = 0; rc == RC_OK && i < taken; i++)
        add_values(&set, session->open.report, &takings[i]);
    if (rc == RC_OK)
        rc = find_tokens(session->open.report, &set, takings, taken, err);
    for (size_t i = 0; rc == RC_OK && i < taken; i++)
        add_token(&set, session->open.report, &takings[i]);
    mem_free(takings);
    mem_free(order);

    if (rc == RC_OK)
        return session_finish(session, &set, err);
    change_set_release(&set);
    return rc;
}
