#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/embedded.h"
#include "base/mem.h"
#include "exchange/exchange.h"
#include "exchange/export.h"
#include "model/edition/edition.h"
#include "model/evidence/evidence.h"
#include "model/figure/figure.h"
#include "model/figure/figure_text.h"
#include "model/remark/spot.h"
#include "model/section.h"
#include "model/sheet/handed.h"
#include "model/splice.h"
#include "session/change.h"
#include "session/check.h"
#include "session/edition.h"
#include "session/environment.h"
#include "session/idle.h"
#include "session/opened.h"
#include "session/prior.h"
#include "session/private.h"
#include "session/report.h"
#include "session/review.h"
#include "session/sample.h"
#include "session/session.h"
#include "session/undo.h"
#include "store/memory.h"
#include "store/reports.h"
#include "tests/support/store_case.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

static struct session *open_as(const struct store_case *place, const char *user) {
    return case_open_session(place->path, user);
}

static int64_t add_report(struct session *session) {
    struct session_new what = {.unit = "某街道办事处", .short_name = "", .year = 2023};
    int64_t id = 0;
    assert_int_equal(session_new_report(session, &what, &id, NULL), RC_OK);
    assert_int_equal(session_load(session, id, NULL), RC_OK);
    return id;
}

static const struct section *section_of(const struct session *session, const char *name) {
    const struct section *section = report_find_section(session_report(session), span_of(name));
    assert_non_null(section);
    return section;
}

static void type(struct session *session, const char *name, size_t offset, const char *text,
                 bool continues) {
    const struct section *section = section_of(session, name);
    struct splice splice;
    body_make_splice(&splice, &section->body, offset, 0, span_of(text),
                     kind_line_tag(section->kind));
    session_type(session, section->id, &splice, ACT_TYPE, continues);
    splice_release(&splice);
}

static void assert_has(const struct session *session, const char *name, const char *text) {
    assert_true(report_is_sane(session_report(session)));
    assert_body(session_report(session), section_of(session, name)->id, text);
}

static void typed_text_is_there_for_a_second_session(void **state) {
    struct session *session = open_as(*state, "zhang");
    int64_t id = add_report(session);
    type(session, "perf_work", 0, "写了", false);
    type(session, "perf_work", 2, "又写", true);
    struct session *same = open_as(*state, "zhang"), *other = open_as(*state, "li");
    assert_int_equal(session_load(same, id, NULL), RC_OK);
    assert_has(same, "perf_work", "写了又写");
    assert_int_equal(session_recovered(same), 1);
    assert_int_equal(session_load(other, id, NULL), RC_OK); /* a reader sees the newest draft */
    assert_has(other, "perf_work", "写了又写");
    session_close(other);
    session_close(same);
    session_close(session);
}

/* With nothing to fold and nobody else writing, nothing has to be looked at ever again. */
static void an_idle_session_waits_for_news_alone(void **state) {
    struct session *session = open_as(*state, "zhang");
    int64_t id = add_report(session), next_in = 0;
    struct pollfd news = {.fd = session_news_fd(session), .events = POLLIN};
    assert_true(news.fd >= 0);
    (void)session_check(session);
    assert_false(session_idle(session, &next_in)); /* its own commits are no news */
    assert_int_not_equal(next_in, 0); /* the log is looked at once more, and nothing else */
    assert_int_equal(poll(&news, 1, 0), 0);
    struct session *other = open_as(*state, "li");
    assert_int_equal(session_load(other, id, NULL), RC_OK);
    assert_int_equal(session_put(other, section_of(other, "perf_work")->id, SPAN("别的"), NULL),
                     RC_OK);
    assert_int_equal(poll(&news, 1, 0), 1);
    assert_true(session_idle(session, &next_in));
    assert_has(session, "perf_work", "别的");
    (void)session_check(session);
    (void)session_idle(session, &next_in);
    assert_int_not_equal(next_in, 0); /* the log is looked at once more, and nothing else */
    assert_int_equal(poll(&news, 1, 0), 0);
    session_close(other);
    session_close(session);
}

static void saving_says_what_is_on_the_disk(void **state) {
    struct session *session = open_as(*state, "zhang");
    (void)add_report(session);
    assert_int_equal(session_saving(session), SESSION_SAVED);
    type(session, "perf_work", 0, "写", false);
    assert_int_equal(session_saving(session), SESSION_DRAFT);
    session_sync(session);
    assert_int_equal(session_saving(session), SESSION_SAVED);
    session_sync(session);
    int64_t revision = section_of(session, "perf_work")->revision;
    assert_int_equal(session_fold(session, -1, NULL), RC_OK);
    assert_int_equal(section_of(session, "perf_work")->revision, revision + 1);
    assert_int_equal(session_fold(session, -1, NULL), RC_OK);
    assert_int_equal(section_of(session, "perf_work")->revision, revision + 1);
    session_close(session);
}

static void refused_text_stays_and_goes_in_later(void **state) {
    struct session *session = open_as(*state, "zhang"), *blocker = open_as(*state, "li");
    int64_t id = add_report(session);
    struct err err = {0};
    assert_int_equal(store_begin(session_store(blocker), NULL), RC_OK);
    assert_int_equal(store_set_setting(session_store(blocker), "x", "y", NULL), RC_OK);
    type(session, "perf_work", 0, "甲", false);
    type(session, "perf_work", 1, "乙", true);
    assert_int_equal(session_saving(session), SESSION_UNSAVED);
    assert_true(session_trouble(session)[0] != '\0');
    assert_has(session, "perf_work", "甲乙");
    assert_true(session_fold(session, -1, &err) != RC_OK);
    assert_true(err.text[0] != '\0');
    assert_has(session, "perf_work", "甲乙");
    assert_int_equal(store_finish(session_store(blocker), RC_STORE, NULL), RC_STORE);
    session_sync(session);
    assert_int_equal(session_saving(session), SESSION_SAVED);
    assert_string_equal(session_trouble(session), "");
    assert_int_equal(session_load(blocker, id, NULL), RC_OK);
    assert_has(blocker, "perf_work", "甲乙");
    session_close(blocker);
    assert_int_equal(session_undo(session, &(struct session_undone){0}, NULL), RC_OK);
    assert_has(session, "perf_work", "");
    session_close(session);
}

static void undo_goes_by_steps_and_survives_folding_and_restart(void **state) {
    struct session *session = open_as(*state, "zhang");
    int64_t id = add_report(session);
    struct session_undone where = {0};
    struct err err = {0};
    type(session, "perf_work", 0, "第一步", false);
    type(session, "perf_work", 3, "还是", true);
    type(session, "perf_work", 5, "第二步", false);
    assert_int_equal(session_mark(session, section_of(session, "perf_work")->id, true, NULL),
                     RC_OK);
    session_close(session);
    session = open_as(*state, "zhang");
    assert_int_equal(session_load(session, id, NULL), RC_OK);
    assert_int_equal(session_undo(session, &where, NULL), RC_OK);
    assert_int_equal(where.section, section_of(session, "perf_work")->id);
    assert_int_equal(where.offset, SIZE_MAX); /* not in its text */
    assert_string_equal(where.what, "一、绩效管理工作开展情况：标记完成");
    assert_false(section_of(session, "perf_work")->marked);
    assert_int_equal(session_undo(session, &where, NULL), RC_OK);
    assert_has(session, "perf_work", "第一步还是");
    assert_int_equal(where.section, section_of(session, "perf_work")->id);
    assert_int_equal(where.offset, 5);
    assert_int_equal(session_undo(session, &where, NULL), RC_OK);
    assert_has(session, "perf_work", "");
    assert_int_equal(session_undo(session, &where, &err), RC_NOT_FOUND);
    assert_true(err.text[0] != '\0');
    session_close(session);
    session = open_as(*state, "zhang");
    assert_int_equal(session_load(session, id, NULL), RC_OK);
    for (int i = 0; i < 3; i++)
        assert_int_equal(session_redo(session, &where, NULL), RC_OK);
    assert_has(session, "perf_work", "第一步还是第二步");
    assert_true(section_of(session, "perf_work")->marked);
    assert_int_equal(session_redo(session, &where, &err), RC_NOT_FOUND);
    session_close(session);
}

/* A line is cut, and the program of it lives on: the next window opens where the cursor was. */
static void where_the_clerk_is_is_kept_when_it_is_quiet(void **state) {
    struct session *session = open_as(*state, "zhang");
    int64_t id = add_report(session), next_in = 0;
    struct session_spot spot = {section_of(session, "party")->id, 7, 3};
    session_note_spot(session, &spot);
    (void)session_idle(session, &next_in);
    assert_true(session->open.spot_at != 0 && next_in >= 0);
    (void)case_pause(session, 2000);
    assert_int_equal(session->open.spot_at, 0);
    struct session *next = open_as(*state, "zhang");
    assert_int_equal(session_load(next, id, NULL), RC_OK);
    struct session_spot found = session_spot(next);
    assert_int_equal(found.section, spot.section);
    assert_int_equal(found.offset, 7);
    assert_int_equal(found.top, 3);
    session_close(next);
    session_close(session);
}

/* Both began from the same text; zhang folds last. */
static void make_conflict(const struct store_case *place, struct session **session) {
    *session = open_as(place, "zhang");
    int64_t id = add_report(*session);
    struct session *other = open_as(place, "li");
    struct session_conflict conflict = {0};
    assert_int_equal(session_load(other, id, NULL), RC_OK);
    type(*session, "perf_work", 0, "甲乙", false);
    case_write(other, section_of(other, "perf_work")->id, SPAN("丙丁"));
    session_close(other);
    assert_false(session_conflict(*session, &conflict));
    assert_int_equal(session_fold(*session, -1, NULL), RC_CONFLICT);
    assert_has(*session, "perf_work", "甲乙");
    assert_true(session_conflict(*session, &conflict));
    struct str theirs = STR_INIT;
    body_add_text(&theirs, &conflict.theirs);
    assert_string_equal(theirs.s, "丙丁");
    assert_string_equal(conflict.user, "li");
    assert_int_equal(conflict.section, section_of(*session, "perf_work")->id);
    str_release(&theirs);
    session_conflict_release(&conflict);
}

static void a_conflict_is_resolved_both_ways(void **state) {
    for (int mine = 0; mine < 2; mine++) {
        struct session *session = NULL;
        struct session_conflict conflict = {0};
        make_conflict(*state, &session);
        int64_t section = section_of(session, "perf_work")->id;
        assert_int_equal(session_resolve(session, section, mine == 1, NULL), RC_OK);
        assert_has(session, "perf_work", mine == 1 ? "甲乙" : "丙丁");
        assert_false(session_conflict(session, &conflict));
        assert_int_equal(session_fold(session, -1, NULL), RC_OK);
        struct history_rows rows = {0};
        bool mine_known = false, theirs_known = false;
        assert_int_equal(
            session_history(session, &(struct history_filter){.section = section}, &rows, NULL),
            RC_OK);
        for (size_t i = 0; i < rows.count; i++) {
            mine_known |= strstr(rows.items[i].new_text, "甲乙") != NULL;
            theirs_known |= strstr(rows.items[i].new_text, "丙丁") != NULL ||
                            strstr(rows.items[i].old_text, "丙丁") != NULL;
        }
        assert_true(mine_known);
        assert_true(theirs_known);
        history_rows_release(&rows);
        session_close(session);
    }
}

static void an_older_state_is_restored(void **state) {
    struct session *session = open_as(*state, "zhang");
    (void)add_report(session);
    int64_t first = section_of(session, "perf_work")->id;
    int64_t second = section_of(session, "overall")->id;
    struct history_rows rows = {0};
    assert_int_equal(session_put(session, first, SPAN("旧的"), NULL), RC_OK);
    assert_int_equal(session_history(session, &(struct history_filter){.section = -1}, &rows, NULL),
                     RC_OK);
    int64_t change = rows.items[0].id;
    history_rows_release(&rows);
    assert_int_equal(session_put(session, first, SPAN("新的"), NULL), RC_OK);
    assert_int_equal(session_put(session, second, SPAN("别的"), NULL), RC_OK);
    assert_int_equal(session_restore(session, change, first, NULL, NULL), RC_OK);
    assert_has(session, "perf_work", "旧的");
    assert_has(session, "overall", "别的");
    assert_int_equal(session_restore(session, change, -1, NULL, NULL), RC_OK);
    assert_has(session, "overall", "");
    assert_int_equal(session_undo(session, &(struct session_undone){0}, NULL), RC_OK);
    assert_has(session, "overall", "别的");
    session_close(session);
}

static bool is_unreviewed(struct session *session, const char *name) {
    return session_review_counts(session, section_of(session, name)->id).unreviewed > 0;
}

static void carried_text_is_unreviewed_until_rewritten_or_confirmed(void **state) {
    struct session *session = open_as(*state, "zhang");
    int64_t first = add_report(session), next = 0;
    type(session, "economy", 0, "甲", false);
    type(session, "overall", 0, "乙", false);
    session_leave(session);
    struct session_new what = {.unit = "某街道办事处", .year = 2024, .carry = first};
    assert_int_equal(session_new_report(session, &what, &next, NULL), RC_OK);
    assert_int_equal(session_load(session, next, NULL), RC_OK);
    assert_has(session, "economy", "甲");
    assert_true(is_unreviewed(session, "economy"));
    assert_true(is_unreviewed(session, "overall"));
    assert_string_equal(session_report(session)->template->form_id, "subdistrict");
    assert_int_equal(session_report(session)->prior, first);
    type(session, "economy", 1, "改", false);
    assert_false(is_unreviewed(session, "economy"));
    size_t confirmed = 0;
    assert_int_equal(
        session_confirm(session, section_of(session, "overall")->id, NULL, 0, &confirmed, NULL),
        RC_OK);
    assert_int_equal(confirmed, 1);
    session_close(session);
    session = open_as(*state, "zhang");
    assert_int_equal(session_load(session, next, NULL), RC_OK);
    assert_false(is_unreviewed(session, "economy"));
    assert_false(is_unreviewed(session, "overall"));
    assert_true(session_has_carried(session));
    assert_non_null(session_prior(session));
    const struct section *prior =
        session_prior_section(session, section_of(session, "overall")->id);
    assert_non_null(prior);
    assert_true(body_has_text(&prior->body));
    session_close(session);
}

static void put_strips_labels_in_an_items_section_alone(void **state) {
    struct session *session = open_as(*state, "zhang");
    (void)add_report(session);
    struct span text = SPAN("1.甲\r\n（2）乙\n丙\n");
    assert_int_equal(session_put(session, section_of(session, "problems")->id, text, NULL), RC_OK);
    assert_has(session, "problems", "甲\n乙\n丙");
    assert_int_equal(section_of(session, "problems")->body.lines[1].tag, LINE_ITEM);
    assert_int_equal(session_put(session, section_of(session, "perf_work")->id, text, NULL), RC_OK);
    assert_has(session, "perf_work", "1.甲\n（2）乙\n丙");
    type(session, "perf_work", 0, "前", false); /* put folds what was typed before */
    assert_int_equal(session_put(session, section_of(session, "perf_work")->id, SPAN("新"), NULL),
                     RC_OK);
    assert_has(session, "perf_work", "新");
    assert_int_equal(session_undo(session, &(struct session_undone){0}, NULL), RC_OK);
    assert_has(session, "perf_work", "前1.甲\n（2）乙\n丙");
    session_close(session);
}

static void samples_are_made_once(void **state) {
    struct session *session = open_as(*state, "zhang");
    int64_t first[3] = {0}, again[3] = {0};
    struct library_rows list = {0};
    assert_int_equal(session_add_samples(session, first, NULL), RC_OK);
    assert_int_equal(session_add_samples(session, again, NULL), RC_OK);
    assert_memory_equal(first, again, sizeof first);
    assert_int_equal(session_list(session, false, &list, NULL), RC_OK);
    assert_int_equal(list.count, 3);
    library_rows_release(&list);
    assert_int_equal(session_trash(session, first[1], true, NULL), RC_OK);
    assert_int_equal(session_add_samples(session, again, NULL), RC_OK);
    assert_int_equal(again[0], first[0]);
    assert_int_not_equal(again[1], first[1]); /* this one alone is made again */
    assert_int_equal(again[2], first[2]);
    assert_int_equal(session_list(session, false, &list, NULL), RC_OK);
    assert_int_equal(list.count, 3);
    library_rows_release(&list);
    session_close(session);
}

/* Last year's has gone its whole way; this year's is on it. */
static void samples_show_a_whole_year(void **state) {
    struct session *session = open_as(*state, "zhang");
    int64_t ids[3] = {0};
    struct report *first = NULL;
    struct str hash = STR_INIT;
    struct edition step;
    assert_int_equal(session_add_samples(session, ids, NULL), RC_OK);
    assert_int_equal(session_load(session, ids[0], NULL), RC_OK);
    const struct report *report = session_report(session);
    assert_true(report_is_locked(report));
    assert_int_equal(report_count_editions(report), 5);
    assert_true(report_edition(report, 5, &step));
    assert_int_equal(step.state, EDITION_SENT);
    assert_true(report_edition(report, 4, &step));
    export_add_hash(&hash, report);
    assert_true(span_equal(step.hash, str_span(&hash)));
    assert_int_equal(session_edition_report(session, 1, &first, NULL), RC_OK);
    str_clear(&hash);
    export_add_hash(&hash, first); /* the first draft was another */
    assert_true(report_edition(report, 1, &step));
    assert_true(span_equal(step.hash, str_span(&hash)));
    report_free(first);
    assert_int_equal(report_last_remark(report), 3);
    assert_int_equal(report_count_open_remarks(report, false), 0);
    assert_int_equal(report_last_evidence(report), 3);
    assert_int_equal(report_handed(report, "city_cases").state, HANDED_CHECKED);
    assert_true(report_count_sent(report) > 5);

    assert_int_equal(session_load(session, ids[1], NULL), RC_OK);
    report = session_report(session);
    assert_false(report_is_locked(report));
    assert_int_equal(report_draft_number(report), 2);
    assert_int_equal(report_count_open_remarks(report, false), 2);
    assert_int_equal(report_handed(report, "demolished").state, HANDED_REPORTED);
    assert_int_equal(report_handed(report, "trained").state, HANDED_RETURNED);
    struct remarks all;
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(session_load(session, ids[i], NULL), RC_OK);
        remarks_list(&all, session_report(session));
        for (size_t k = 0; k < all.count; k++)
            assert_true(all.items[k].spot.placed);
        remarks_release(&all);
    }
    str_release(&hash);
    session_close(session);
}

/* Figures stand in their prose, which prints as it was written and raises nothing; the last section
 * of the second is still to be written, so that there is something to find. */
static void samples_use_their_figures(void **state) {
    static const char *const paths[] = {"samples/wutongli-2022.txt", "samples/wutongli-2023.txt"};
    struct session *session = open_as(*state, "zhang");
    int64_t ids[3] = {0};
    assert_int_equal(session_add_samples(session, ids, NULL), RC_OK);
    for (size_t i = 0; i < 2; i++) {
        struct str out = STR_INIT;
        struct export_options options = {.format = "txt"};
        struct charset_report charset;
        assert_int_equal(session_load(session, ids[i], NULL), RC_OK);
        const struct report *report = session_report(session);
        const struct template_figure *figure =
            figure_find(report->template, SPAN("execution_rate"));
        assert_true(section_uses_figure(report, section_of(session, "overall"), figure));
        assert_int_equal(export_bytes(&out, report, &options, &charset, NULL), RC_OK);
        struct span text = embedded_text(embedded_find(paths[i]));
        size_t end = i == 0 ? text.n : span_find(text, SPAN("\n　　四、"));
        assert_true(span_equal(str_span(&out), span_sub(text, 0, end)));
        const struct findings *findings = session_check(session);
        for (size_t k = 0; k < findings->count; k++)
            print_error("%s: %s\n", findings->items[k].rule, findings->items[k].message);
        assert_int_equal(findings->count, i);
        str_release(&out);
    }
    session_close(session);
}

static bool is_found(struct session *session, const char *rule) {
    const struct findings *findings = session_findings(session);
    for (size_t i = 0; i < findings->count; i++)
        if (strcmp(findings->items[i].rule, rule) == 0)
            return true;
    return false;
}

/* A check that takes long: at a short pause the section that was typed into, then the whole. */
static void the_changed_section_is_checked_first(void **state) {
    struct session *session = open_as(*state, "zhang");
    int64_t next = 0;
    (void)add_report(session);
    (void)session_check(session);
    session->checking.took = 100;
    session->open.loaded_at -= 10000;
    type(session, "economy", 0, "今年逐项布署。", false);
    (void)session_idle(session, &next);
    assert_false(is_found(session, "word")); /* never between a key and its echo */
    assert_in_range(next, 1, 300);
    session->writing.typed_at -= 400;
    assert_true(session_idle(session, &next));
    assert_true(is_found(session, "word"));
    assert_false(is_found(session, "moment")); /* that looks across the report */
    assert_false(session->checking.findings_known);
    assert_false(session_idle(session, &next));
    session->writing.typed_at -= 2000;
    while (!session_idle(session, &next)) /* by families */
        assert_int_equal(next, 0);
    assert_true(is_found(session, "moment"));
    assert_true(session->checking.findings_known);
    session->checking.took = 100;
    type(session, "economy", 0, "甲", false); /* in two sections: all at once, later */
    type(session, "city", 0, "布署", false);
    session->writing.typed_at -= 400;
    (void)session_idle(session, &next);
    assert_false(session->checking.section_known);
    assert_false(session->checking.findings_known);
    session_close(session);
}

/* The first picture does not wait for the check, and a key that comes in the middle of it makes it
 * begin anew. */
static void a_whole_check_goes_by_families(void **state) {
    struct session *session = open_as(*state, "zhang");
    int64_t next = 0, id = add_report(session);
    struct findings fresh = {0};
    (void)session_idle(session, &next);
    assert_in_range(next, 1, 300);
    assert_int_equal(session->checking.coming.family, 0);
    for (size_t i = 0; i < 5; i++)
        assert_false(session_check_on(session));
    assert_int_equal(session->checking.coming.family, 5);
    type(session, "economy", 0, "今年逐项布署。", false);
    assert_int_equal(session->checking.coming.family, 0);
    assert_false(session_is_checked(session));
    uint64_t before = session_revision(session);
    while (!session_check_on(session))
        assert_int_equal(session_revision(session), before);
    assert_true(session_is_checked(session));
    assert_true(session_revision(session) > before);
    session_check_any(session, session_report(session), session_prior(session), &fresh);
    assert_int_equal(session_findings(session)->count, fresh.count);
    for (size_t i = 0; i < fresh.count; i++)
        assert_string_equal(session_findings(session)->items[i].id, fresh.items[i].id);
    assert_true(id > 0 && fresh.count > 0);
    findings_release(&fresh);
    session_close(session);
}

static void what_makes_no_sense_is_refused_with_a_sentence(void **state) {
    struct session *session = open_as(*state, "zhang");
    struct err err = {0};
    int64_t id = 0;
    struct session_new nothing = {.unit = " 　", .short_name = "", .year = 2023};
    assert_int_equal(session_new_report(session, &nothing, &id, &err), RC_REFUSED);
    (void)add_report(session);
    const struct report *report = session_report(session);
    int64_t top = section_of(session, "overall")->id, below = section_of(session, "work")->id;
    struct report *before = report_clone(report);
    assert_int_equal(session_move_section(session, top, below, 0, &err), RC_REFUSED);
    assert_int_equal(session_move_section(session, SECTION_FRONT_ID, top, 0, &err), RC_REFUSED);
    assert_int_equal(session_remove_section(session, SECTION_FRONT_ID, &err), RC_REFUSED);
    assert_int_equal(session_remove_section(session, 999, &err), RC_NOT_FOUND);
    assert_int_equal(session_rename_section(session, top, SPAN(" \t"), &err), RC_REFUSED);
    assert_int_equal(session_rename_section(session, top, SPAN("甲\n乙"), &err), RC_REFUSED);
    assert_int_equal(session_add_section(session, 999, 0, SPAN("甲"), &id, &err), RC_NOT_FOUND);
    assert_int_equal(session_mark(session, section_of(session, "perf_work")->id, true, &err),
                     RC_REFUSED);
    assert_int_equal(session_restore(session, 999, -1, NULL, &err), RC_NOT_FOUND);
    struct session_value wrong[] = {{SPAN("unit"), SPAN("新单位")}, {SPAN("year"), SPAN("二零")}};
    assert_int_equal(session_set_values(session, wrong, 2, &err), RC_REFUSED);
    assert_true(err.text[0] != '\0');
    assert_true(report_equal(before, session_report(session)));
    report_free(before);
    session_close(session);
}

static void a_tree_is_never_deeper_than_it_may_be(void **state) {
    struct session *session = open_as(*state, "zhang");
    (void)add_report(session);
    int64_t parent = section_of(session, "perf_work")->id, id = 0;
    struct err err = {0};
    for (int depth = 2; depth <= TEMPLATE_DEPTH_MOST; depth++) {
        assert_int_equal(session_add_section(session, parent, 0, SPAN("深"), &id, NULL), RC_OK);
        parent = id;
    }
    assert_int_equal(session_add_section(session, parent, 0, SPAN("太深"), &id, &err), RC_REFUSED);
    /* a whole branch that would reach below the limit, too */
    int64_t branch = section_of(session, "1")->id;
    assert_int_equal(session_move_section(session, branch, section_of(session, "2")->id, 0, &err),
                     RC_REFUSED);
    assert_true(report_is_sane(session_report(session)));
    session_close(session);
}

/* Else there would be a library in each folder that the program is started from. */
static void a_relative_home_is_none(void **state) {
    (void)state;
    const struct session_options options = {0};
    static const char *const homes[] = {"home", ".", "./home", ""};
    (void)unsetenv("JIXIAO_DB");
    for (size_t i = 0; i < 2 * ARRAY_LEN(homes); i++) {
        assert_int_equal(setenv("HOME", homes[i / 2], 1), 0);
        assert_int_equal(setenv("XDG_DATA_HOME", i % 2 == 0 ? "" : homes[i / 2], 1), 0);
        char *path = session_db_path(&options);
        assert_int_equal(path[0], '/');
        mem_free(path);
    }
    assert_int_equal(setenv("XDG_DATA_HOME", "/data", 1), 0);
    char *path = session_db_path(&options);
    assert_string_equal(path, "/data/jixiao/jixiao.db");
    mem_free(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(typed_text_is_there_for_a_second_session),
        WITH_STORE(an_idle_session_waits_for_news_alone),
        WITH_STORE(saving_says_what_is_on_the_disk),
        WITH_STORE(refused_text_stays_and_goes_in_later),
        WITH_STORE(undo_goes_by_steps_and_survives_folding_and_restart),
        WITH_STORE(where_the_clerk_is_is_kept_when_it_is_quiet),
        WITH_STORE(a_conflict_is_resolved_both_ways),
        WITH_STORE(an_older_state_is_restored),
        WITH_STORE(carried_text_is_unreviewed_until_rewritten_or_confirmed),
        WITH_STORE(put_strips_labels_in_an_items_section_alone),
        WITH_STORE(samples_are_made_once),
        WITH_STORE(samples_show_a_whole_year),
        WITH_STORE(samples_use_their_figures),
        WITH_STORE(the_changed_section_is_checked_first),
        WITH_STORE(a_whole_check_goes_by_families),
        WITH_STORE(what_makes_no_sense_is_refused_with_a_sentence),
        WITH_STORE(a_tree_is_never_deeper_than_it_may_be),
        cmocka_unit_test(a_relative_home_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
