/* What is done with a finding: its cures applied, or passed with a reason. */
#include "session/finding.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/text/text_clean.h"
#include "check/rule.h"
#include "model/finding_fix.h"
#include "model/pass.h"
#include "session/change.h"
#include "session/check.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/report.h"

#include <stdlib.h>
#include <string.h>

/* --- cures --- */

struct cure {
    const struct finding *finding;
    size_t fix;
};

/* The last place of a body first, so that the offsets of the others stay right. */
static int compare_cures(const void *a, const void *b) {
    const struct cure *x = a, *y = b;
    if (x->finding->section != y->finding->section)
        return x->finding->section < y->finding->section ? -1 : 1;
    size_t p = x->finding->fixes[x->fix].offset, q = y->finding->fixes[y->fix].offset;
    return p == q ? 0 : p > q ? -1 : 1;
}

static bool overlap(const struct cure *earlier, const struct cure *later) {
    const struct finding_fix *a = &earlier->finding->fixes[earlier->fix];
    const struct finding_fix *b = &later->finding->fixes[later->fix];
    if (a->kind == FIX_SIGN_OFF && b->kind == FIX_SIGN_OFF)
        return true; /* it is one value */
    return earlier->finding->section == later->finding->section && a->kind == FIX_TEXT &&
           b->kind == FIX_TEXT && a->offset + a->length > b->offset;
}

static enum rc apply_cures(struct session *session, struct cure *cures, size_t count,
                           size_t *applied, struct err *err) {
    struct change_set set;
    change_set_init(&set, ACT_FIX);
    if (count > 0)
        qsort(cures, count, sizeof *cures, compare_cures);
    const struct cure *last = NULL;
    *applied = 0;
    for (size_t i = 0; i < count; i++) {
        if (last != NULL && overlap(&cures[i], last))
            continue; /* the next check offers it again */
        last = &cures[i];
        const struct finding *finding = last->finding;
        change_add_fix(&set, session->open.report, finding, last->fix);
        if (finding->section >= 0)
            session_add_touched(&set, session->open.report,
                                report_find_id(session->open.report, finding->section));
        (*applied)++;
    }
    return session_finish(session, &set, err);
}

/* The finding as it is now: folding may have changed what was shown. */
static enum rc find(struct session *session, const char *id, const struct finding **out,
                    struct err *err) {
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK)
        rc = session_fold(session, -1, err);
    if (rc != RC_OK)
        return rc;
    *out = findings_find(session_check(session), span_of(id));
    return *out != NULL
               ? RC_OK
               : err_set(err, RC_NOT_FOUND,
                         _("没有编号为“%s”的问题；它可能已经改正，编号用check --json查看"), id);
}

static enum rc find_curable(struct session *session, const char *id, const struct finding **out,
                            struct err *err) {
    enum rc rc = find(session, id, out, err);
    assert(rc != RC_OK || *out != NULL);
    if (rc == RC_OK && (*out)->fix_count == 0)
        rc = err_set(err, RC_REFUSED, _("这一条没有现成的改法，请到原文处修改"));
    return rc;
}

enum rc session_fix_named(struct session *session, const char *const *ids, size_t count,
                          size_t *applied, struct err *err) {
    struct cure *cures = mem_alloc_zero(count, sizeof *cures);
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = find_curable(session, ids[i], &cures[i].finding, err);
    if (rc == RC_OK)
        rc = apply_cures(session, cures, count, applied, err);
    mem_free(cures);
    return rc;
}

enum rc session_fix(struct session *session, const char *id, bool all_of_it, struct err *err) {
    const struct finding *finding = NULL;
    enum rc rc = find_curable(session, id, &finding, err);
    if (rc != RC_OK)
        return rc;
    size_t count = all_of_it ? finding->fix_count : 1, applied = 0;
    struct cure *cures = mem_alloc_zero(count, sizeof *cures);
    for (size_t i = 0; i < count; i++)
        cures[i] = (struct cure){finding, i};
    rc = apply_cures(session, cures, count, &applied, err);
    mem_free(cures);
    return rc;
}

size_t session_count_fixes(struct session *session, const char *rule) {
    const struct findings *findings = session_check(session);
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].passed_by == NULL && strcmp(findings->items[i].rule, rule) == 0)
            count += findings->items[i].fix_count;
    return count;
}

enum rc session_fix_rule(struct session *session, const char *rule, size_t *applied,
                         struct err *err) {
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK)
        rc = session_fold(session, -1, err);
    if (rc != RC_OK)
        return rc;
    size_t count = 0, most = session_count_fixes(session, rule);
    const struct findings *findings = session_check(session);
    struct cure *cures = mem_alloc_zero(most, sizeof *cures);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (finding->passed_by != NULL || strcmp(finding->rule, rule) != 0)
            continue;
        for (size_t k = 0; k < finding->fix_count; k++)
            cures[count++] = (struct cure){finding, k};
    }
    rc = apply_cures(session, cures, count, applied, err);
    mem_free(cures);
    return rc;
}

/* --- passing --- */

enum rc session_pass(struct session *session, const char *id, struct span reason, struct err *err) {
    const struct finding *finding = NULL;
    struct str clean = STR_INIT, name = STR_INIT, text = STR_INIT;
    enum rc rc = find(session, id, &finding, err);
    text_clean(&clean, reason, NULL);
    if (rc == RC_OK && reason.p != NULL && span_trim(str_span(&clean)).n == 0)
        rc = err_set(err, RC_REFUSED, _("请写明为什么核实无误，例如：两参人员另计，已与名册核对"));
    if (rc == RC_OK && reason.p == NULL && finding->passed_by == NULL)
        rc = err_set(err, RC_REFUSED, _("这一条没有标过“核实无误”"));
    struct change_set set;
    change_set_init(&set, ACT_PASS);
    if (rc == RC_OK) {
        str_add_format(&name, VALUE_PASS "%s", finding->id);
        pass_add_text(&text, span_of(session_user(session)), clock_now(), str_span(&clean));
        change_add_value(&set, session->open.report, name.s, reason.p != NULL ? text.s : NULL);
        rc = session_finish(session, &set, err);
    } else {
        change_set_release(&set);
    }
    str_release(&text);
    str_release(&name);
    str_release(&clean);
    return rc;
}

/* --- explaining --- */

void session_add_rule(struct str *out, const char *name) {
    struct rules rules;
    rules_init(&rules);
    const struct rule *rule = rules_find(&rules, span_of(name));
    if (rule != NULL) {
        str_add_format(out, _("\n查的是：%.*s"), SPAN_ARG(rule->says));
        if (rule->wrong_count > 0)
            str_add_format(out, _("\n错的例子：%.*s"), SPAN_ARG(rule->wrong[0]));
        if (rule->right_count > 0)
            str_add_format(out, _("\n对的例子：%.*s"), SPAN_ARG(rule->right[0]));
    }
    rules_release(&rules);
}
