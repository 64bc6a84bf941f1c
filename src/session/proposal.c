#include "session/proposal.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "model/figure/figure_text.h"
#include "model/remark/clause.h"
#include "model/remark/spot.h"
#include "model/report_values.h"
#include "model/section.h"
#include "model/splice.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/remark_step.h"
#include "session/report.h"
#include "session/setting.h"

#include <string.h>

/* --- what stands there now --- */

/* The longest end of `words` that stands in the line; *end: the byte behind it there. */
static size_t find_end_of(struct span line, struct span words, size_t *end) {
    for (struct span rest = words; rest.n > 0; (void)utf8_take(&rest)) {
        size_t at = span_find(line, rest);
        if (at == SIZE_MAX)
            continue;
        *end = at + rest.n;
        return utf8_count(rest);
    }
    return 0;
}

/* The longest start of `words` that stands in the line behind `from`. */
static size_t find_start_of(struct span line, struct span words, size_t from, size_t *start) {
    for (size_t n = words.n; n > 0; n--) {
        struct span head = span_sub(words, 0, n);
        size_t at =
            utf8_is_valid(head, NULL) ? span_find(span_sub(line, from, line.n), head) : SIZE_MAX;
        if (at == SIZE_MAX)
            continue;
        *start = from + at;
        return utf8_count(head);
    }
    return 0;
}

/* What stands between the neighbours of the words that were there, in their own line; false: the
 * neighbours are gone too. */
static bool find_between(struct span line, const struct remark *remark, struct span *between) {
    enum { NEIGHBOUR = 2 };
    size_t from = 0, to = line.n;
    struct span before = remark->before, after = remark->after, part;
    while (span_find(before, SPAN("\n")) != SIZE_MAX)
        (void)span_take_line(&before, &part);
    after = span_sub(after, 0, span_find(after, SPAN("\n")));
    bool head = before.n == 0 || find_end_of(line, before, &from) >= NEIGHBOUR;
    bool tail = after.n == 0 || find_start_of(line, after, from, &to) >= NEIGHBOUR;
    bool known = before.n + after.n > 0;
    *between = span_sub(line, from, to);
    return known && head && tail && from <= to;
}

/* --- putting the words in --- */

struct putting {
    struct session *session;
    const struct remark *remark;
    struct remark_spot spot;
    struct str text; /* of the part */
};

static void putting_init(struct putting *putting, struct session *session,
                         const struct remark *remark) {
    *putting = (struct putting){.session = session, .remark = remark, .text = STR_INIT};
    remark_find_spot(&putting->spot, session->open.report, remark);
    remark_add_part_text(&putting->text, session->open.report, putting->spot.section,
                         putting->spot.part);
}

static const char *value_of_part(enum remark_part part) {
    return part == REMARK_OF_TITLE ? "title" : "sign_off";
}

/* What the set makes of a heading, the title or the sign-off so far. */
static void add_pending(struct str *out, const struct change_set *set,
                        const struct remark_spot *spot) {
    for (size_t i = set->count; i-- > 0;) {
        const struct change *change = &set->changes[i];
        bool heading = spot->part == REMARK_OF_HEADING && change->kind == CHANGE_FIELD &&
                       change->field == FIELD_HEADING && change->section == spot->section;
        bool value = spot->part != REMARK_OF_HEADING && change->kind == CHANGE_VALUE &&
                     strcmp(change->name, value_of_part(spot->part)) == 0;
        if (heading || value) {
            str_set(out, span_of(change->new_text));
            return;
        }
    }
}

/* Bytes of the part that the words take the place of. */
static struct span words_of(const struct putting *putting) {
    struct span text = str_span(&putting->text);
    size_t from = utf8_offset(text, putting->spot.offset);
    struct span rest = span_sub(text, from, text.n);
    return span_sub(rest, 0, utf8_offset(rest, putting->spot.length));
}

static enum rc say_changed(const struct putting *putting, struct err *err) {
    return err_set(err, RC_CONFLICT,
                   _("修改%zu要改的文字在此期间已经改过，没有采纳；请看三处文字再定"),
                   putting->remark->number);
}

static void splice_body(struct change_set *set, const struct putting *putting) {
    const struct report *report = putting->session->open.report;
    const struct section *section = report_find_id(report, putting->spot.section);
    body_make_splice(change_add_splice(set, section->id), &section->body, putting->spot.offset,
                     putting->spot.length, putting->remark->proposed, kind_line_tag(section->kind));
    session_add_touched(set, report, section);
}

static void add_change(struct change_set *set, const struct putting *putting) {
    const struct report *report = putting->session->open.report;
    struct str text = STR_INIT;
    struct span all = str_span(&putting->text), words = words_of(putting);
    if (putting->spot.part == REMARK_OF_BODY) {
        splice_body(set, putting);
        return;
    }
    str_add(&text, all);
    add_pending(&text, set, &putting->spot);
    str_splice(&text, (size_t)(words.p - all.p), words.n, putting->remark->proposed);
    if (putting->spot.part == REMARK_OF_HEADING)
        change_add_field(set, report, putting->spot.section, FIELD_HEADING, text.s);
    else
        change_add_value(set, report, value_of_part(putting->spot.part), text.s);
    str_release(&text);
}

/* With what stands between the neighbours as the words that go. */
static bool take_between(struct putting *putting) {
    struct span between, text = str_span(&putting->text);
    if (!find_between(words_of(putting), putting->remark, &between))
        return false;
    putting->spot.offset = utf8_count(span_sub(text, 0, (size_t)(between.p - text.p)));
    putting->spot.length = utf8_count(between);
    return true;
}

static enum rc add_text_change(struct change_set *set, struct session *session,
                               const struct remark *remark, bool force, struct err *err) {
    struct putting putting;
    putting_init(&putting, session, remark);
    enum rc rc = RC_OK;
    if (!putting.spot.placed && !force)
        rc = say_changed(&putting, err);
    else if (!putting.spot.placed && !take_between(&putting))
        rc = err_set(err, RC_CONFLICT,
                     _("修改%zu前后的文字都不在了，不知道放在哪里；请照着改正文，再用remark "
                       "refuse写明已另行修改"),
                     remark->number);
    if (rc == RC_OK)
        add_change(set, &putting);
    str_release(&putting.text);
    return rc;
}

static enum rc add_figure_change(struct change_set *set, struct session *session,
                                 const struct remark *remark, bool force, struct err *err) {
    const struct span name = remark->target.name;
    const char *now = report_value(session->open.report, name);
    const struct session_value value = {name, remark->proposed};
    if (!force && !span_equal(span_of(now), remark->target.quote))
        return err_set(err, RC_CONFLICT,
                       _("修改%zu要改的数据在此期间已经改过，没有采纳；请看三处文字再定"),
                       remark->number);
    struct str reason = STR_INIT;
    str_add_format(&reason, _("采纳%.*s的修改"), SPAN_ARG(remark_author(remark)));
    enum rc rc = session_add_value(session, set, &value, str_span(&reason), err);
    str_release(&reason);
    return rc;
}

/* --- one of them --- */

static enum rc find_open(struct session *session, size_t number, struct remark *remark,
                         struct err *err) {
    enum rc rc = session_find_remark(session, number, remark, err);
    if (rc != RC_OK)
        return rc;
    if (remark->kind != REMARK_IS_PROPOSAL)
        rc = err_set(err, RC_REFUSED, _("意见%zu不是修改建议：用remark answer答复"), number);
    else if (remark->state != REMARK_OPEN)
        rc = err_set(err, RC_REFUSED, _("修改%zu%s，不用再定"), number,
                     remark_state_text(remark->state));
    if (rc != RC_OK)
        remark_release(remark);
    return rc;
}

/* The words, and that they are taken. */
static enum rc add_taking(struct change_set *set, struct session *session, struct remark *remark,
                          bool force, struct err *err) {
    enum rc rc = remark->target.kind == TARGET_FIGURE
                     ? add_figure_change(set, session, remark, force, err)
                     : add_text_change(set, session, remark, force, err);
    if (rc != RC_OK)
        return rc;
    session_sign_remark(session, remark, REMARK_TAKEN, SPAN(""));
    session_set_remark(set, session, remark);
    return RC_OK;
}

/* --- a move: what goes at one place and comes at another is taken or refused together --- */

/* Only moves say something besides their words. */
static bool is_other_half(const struct remark *remark, const struct remark *other) {
    return other->kind == REMARK_IS_PROPOSAL && other->state == REMARK_OPEN && other->text.n > 0 &&
           remark->text.n > 0 && span_equal(other->author, remark->author) &&
           (remark->proposed.n == 0) != (other->proposed.n == 0) &&
           span_equal(remark_words_moved(remark), remark_words_moved(other));
}

/* That one, and the other half of a move, in the order of the text. */
static void list_one(struct remarks *out, const struct session *session,
                     const struct remark *remark) {
    size_t kept = 0;
    bool whole = false;
    remarks_list(out, session->open.report);
    remarks_sort(out, session->open.report);
    for (size_t i = 0; i < out->count; i++) {
        struct remark *at = &out->items[i].remark;
        bool half = !whole && at->number != remark->number && is_other_half(remark, at);
        whole |= half;
        if (half || at->number == remark->number)
            out->items[kept++] = out->items[i];
        else
            remark_release(at);
    }
    out->count = kept;
}

enum rc session_take_proposal(struct session *session, size_t number, bool force, struct err *err) {
    struct remark remark = {0};
    struct remarks open = {0};
    struct change_set set;
    enum rc rc = find_open(session, number, &remark, err);
    if (rc != RC_OK)
        return rc;
    change_set_init(&set, ACT_ADOPT);
    rc = session_fold(session, -1, err);
    if (rc == RC_OK)
        list_one(&open, session, &remark);
    for (size_t i = open.count; rc == RC_OK && i-- > 0;) /* the last moves nothing before it */
        rc = add_taking(&set, session, &open.items[i].remark, force, err);
    if (rc == RC_OK)
        rc = session_finish(session, &set, err);
    else
        change_set_release(&set);
    remarks_release(&open);
    remark_release(&remark);
    return rc;
}

static enum rc refuse_all(struct session *session, struct remarks *open, struct span reason,
                          struct err *err) {
    struct change_set set;
    struct str clean = STR_INIT;
    text_clean(&clean, span_trim(reason), NULL);
    change_set_init(&set, ACT_DECLINE);
    for (size_t i = 0; i < open->count; i++) {
        session_sign_remark(session, &open->items[i].remark, REMARK_REFUSED, str_span(&clean));
        session_set_remark(&set, session, &open->items[i].remark);
    }
    enum rc rc = session_finish(session, &set, err);
    str_release(&clean);
    return rc;
}

enum rc session_refuse_proposal(struct session *session, size_t number, struct span reason,
                                struct err *err) {
    struct remark remark = {0};
    struct remarks open = {0};
    enum rc rc = find_open(session, number, &remark, err);
    if (rc != RC_OK)
        return rc;
    list_one(&open, session, &remark);
    rc = refuse_all(session, &open, reason, err);
    remarks_release(&open);
    remark_release(&remark);
    return rc;
}

/* --- all of an author's --- */

/* The open ones, in the order of the text; the others are released. */
static void list_open(struct remarks *out, const struct session *session, struct span author) {
    size_t kept = 0;
    remarks_list(out, session->open.report);
    remarks_sort(out, session->open.report);
    for (size_t i = 0; i < out->count; i++) {
        struct remark *remark = &out->items[i].remark;
        if (remark->kind == REMARK_IS_PROPOSAL && remark->state == REMARK_OPEN &&
            span_equal(remark->author, author))
            out->items[kept++] = out->items[i];
        else
            remark_release(remark);
    }
    out->count = kept;
}

size_t session_count_proposals(const struct session *session, struct span author) {
    struct remarks open = {0};
    list_open(&open, session, author);
    size_t count = open.count;
    remarks_release(&open);
    return count;
}

/* Two at one place cannot both be taken. */
static bool overlaps(const struct remark_item *item, const struct remark_item *behind) {
    const struct remark_spot *a = &item->spot, *b = behind != NULL ? &behind->spot : NULL;
    if (b == NULL || a->section != b->section || a->part != b->part)
        return false;
    if (item->remark.target.kind == TARGET_FIGURE)
        return behind->remark.target.kind == TARGET_FIGURE &&
               span_equal(item->remark.target.name, behind->remark.target.name);
    return behind->remark.target.kind != TARGET_FIGURE && a->offset + a->length > b->offset;
}

/* The last first: it moves nothing before it. */
static enum rc add_all(struct change_set *set, struct session *session, struct remarks *open,
                       size_t *done, size_t *left, struct err *err) {
    const struct remark_item *behind = NULL;
    enum rc rc = RC_OK;
    for (size_t i = open->count; rc == RC_OK && i-- > 0;) {
        struct remark_item *item = &open->items[i];
        if (overlaps(item, behind)) {
            (*left)++;
            continue;
        }
        rc = add_taking(set, session, &item->remark, false, err);
        if (rc == RC_OK) {
            behind = item;
            (*done)++;
        } else if (rc == RC_CONFLICT) {
            (*left)++;
            rc = RC_OK;
        }
    }
    return rc;
}

enum rc session_take_all(struct session *session, struct span author, size_t *done, size_t *left,
                         struct err *err) {
    struct remarks open = {0};
    struct change_set set;
    *done = *left = 0;
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK)
        rc = session_fold(session, -1, err);
    if (rc != RC_OK)
        return rc;
    change_set_init(&set, ACT_ADOPT);
    list_open(&open, session, author);
    rc = add_all(&set, session, &open, done, left, err);
    if (rc == RC_OK)
        rc = session_finish(session, &set, err);
    else
        change_set_release(&set);
    remarks_release(&open);
    return rc;
}

enum rc session_refuse_all(struct session *session, struct span author, struct span reason,
                           size_t *done, struct err *err) {
    struct remarks open = {0};
    *done = 0;
    enum rc rc = session_need_report(session, err);
    if (rc != RC_OK)
        return rc;
    list_open(&open, session, author);
    *done = open.count;
    rc = refuse_all(session, &open, reason, err);
    remarks_release(&open);
    return rc;
}

/* --- three texts --- */

void proposal_texts_release(struct proposal_texts *texts) {
    str_release(&texts->then);
    str_release(&texts->proposed);
    str_release(&texts->now);
}

/* The words with what stands around them now. */
static void add_placed(struct str *out, const struct putting *putting) {
    struct remark now = {0};
    remark_set_words(&now, str_span(&putting->text), putting->spot.offset, putting->spot.length);
    remark_add_around(out, putting->session->open.report, &now, now.target.quote);
}

static void add_now(struct str *out, struct session *session, const struct remark *remark) {
    struct putting putting;
    putting_init(&putting, session, remark);
    if (remark->target.kind == TARGET_FIGURE)
        str_add(out, span_of(report_value(session->open.report, remark->target.name)));
    else if (putting.spot.placed)
        add_placed(out, &putting);
    else
        report_add_printed(out, session->open.report, words_of(&putting));
    str_release(&putting.text);
}

enum rc session_proposal_texts(struct session *session, size_t number, struct proposal_texts *texts,
                               struct err *err) {
    struct remark remark = {0};
    *texts = (struct proposal_texts){STR_INIT, STR_INIT, STR_INIT};
    enum rc rc = session_find_remark(session, number, &remark, err);
    if (rc != RC_OK)
        return rc;
    remark_add_around(&texts->then, session->open.report, &remark, remark.target.quote);
    remark_add_around(&texts->proposed, session->open.report, &remark, remark.proposed);
    add_now(&texts->now, session, &remark);
    remark_release(&remark);
    return RC_OK;
}
