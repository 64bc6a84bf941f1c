#include "tests/faults/clerk.h"

#include "base/mem.h"
#include "model/splice.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "store/verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

static const char *const names[CLERK_SECTIONS] = {"economy", "party", "problems"};

static struct session *open_session(const char *db, struct err *err) {
    struct session *session = NULL;
    if (session_open(&session, &(struct session_options){.db = db, .user = "zhang"}, err) != RC_OK)
        return NULL;
    return session;
}

int64_t clerk_prepare(const char *db) {
    struct err err = {0};
    struct session *session = open_session(db, &err);
    int64_t report = 0;
    if (session == NULL ||
        session_new_report(session, &(struct session_new){.unit = "望湖街道", .year = 2023},
                           &report, &err) != RC_OK)
        fail_msg("%s", err.text);
    session_close(session);
    return report;
}

bool clerk_sit_down(struct clerk *clerk, const char *db, int64_t report) {
    struct err err = {0};
    *clerk = (struct clerk){.report = report};
    clerk->session = open_session(db, &err);
    if (clerk->session != NULL && session_load(clerk->session, report, &err) == RC_OK) {
        for (size_t i = 0; i < CLERK_SECTIONS; i++)
            clerk->sections[i] =
                report_find_section(session_report(clerk->session), span_of(names[i]))->id;
        return true;
    }
    assert_true(err.text[0] != '\0');
    clerk_get_up(clerk);
    return false;
}

static void type(struct clerk *clerk, struct random *random) {
    size_t i = random_below(random, CLERK_SECTIONS);
    const struct section *section =
        report_find_id(session_report(clerk->session), clerk->sections[i]);
    struct str text = STR_INIT;
    struct splice splice;
    random_add_text(&text, random, 1 + random_below(random, 12), true);
    body_make_splice(&splice, &section->body, section->body.points, 0, str_span(&text),
                     LINE_PARAGRAPH);
    struct clerk_text *typed = &clerk->typed[i];
    assert_true(typed->len + text.len <= CLERK_BYTES_MOST);
    memcpy(typed->s + typed->len, text.s, text.len + 1);
    typed->len += text.len;
    session_type(clerk->session, clerk->sections[i], &splice, ACT_TYPE, false);
    splice_release(&splice);
    str_release(&text);
}

/* The report in memory is what was typed, whatever the disk says. */
static void check_memory(const struct clerk *clerk) {
    const struct report *report = session_report(clerk->session);
    struct str text = STR_INIT;
    assert_true(report_is_sane(report));
    for (size_t i = 0; i < CLERK_SECTIONS; i++) {
        str_clear(&text);
        body_add_text(&text, &report_find_id(report, clerk->sections[i])->body);
        assert_string_equal(text.s, clerk->typed[i].s);
    }
    str_release(&text);
}

bool clerk_is_saved(const struct clerk *clerk) {
    return session_saving(clerk->session) == SESSION_SAVED;
}

static void see_whether_saved(struct clerk *clerk) {
    session_sync(clerk->session);
    if (!clerk_is_saved(clerk))
        return;
    for (size_t i = 0; i < CLERK_SECTIONS; i++)
        clerk->saved[i] = clerk->typed[i].len;
}

static void command(struct clerk *clerk, struct random *random) {
    struct err err = {0};
    int64_t section = clerk->sections[random_below(random, CLERK_SECTIONS)];
    bool marks = random_below(random, 2) == 0;
    enum rc rc = marks ? session_mark(clerk->session, section, random_below(random, 2) == 0, &err)
                       : session_fold(clerk->session, section, &err);
    if (rc == RC_OK)
        return;
    assert_true(err.text[0] != '\0');
    clerk->refused++;
}

void clerk_work(struct clerk *clerk, struct random *random, size_t steps) {
    for (size_t i = 0; i < steps; i++) {
        if (random_below(random, 5) == 0)
            command(clerk, random);
        else
            type(clerk, random);
        check_memory(clerk);
        if (random_below(random, 3) == 0)
            see_whether_saved(clerk);
    }
}

void clerk_save(struct clerk *clerk) {
    see_whether_saved(clerk);
}

void clerk_get_up(struct clerk *clerk) {
    session_close(clerk->session);
    clerk->session = NULL;
}

size_t clerk_count_lost(const struct clerk *clerk, const char *db, bool all_typed) {
    struct err err = {0};
    struct str text = STR_INIT;
    struct session *session = open_session(db, &err);
    if (session == NULL || session_load(session, clerk->report, &err) != RC_OK)
        fail_msg("%s", err.text);
    if (store_verify(session_store(session), &text, &err) != RC_OK)
        fail_msg("%s\n%s", err.text, text.s);
    size_t lost = 0;
    for (size_t i = 0; i < CLERK_SECTIONS; i++) {
        str_clear(&text);
        body_add_text(&text,
                      &report_find_section(session_report(session), span_of(names[i]))->body);
        size_t least = all_typed ? clerk->typed[i].len : clerk->saved[i];
        lost += text.len < least || !span_starts_with(span_of(clerk->typed[i].s), str_span(&text));
    }
    session_close(session);
    str_release(&text);
    return lost;
}
