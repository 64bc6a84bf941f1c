/* Templates by id, and a report's template brought up to the newest of its id. */
#include "session/template.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/change_between.h"
#include "model/report_seed.h"
#include "model/section.h"
#include "model/section_names.h"
#include "session/change.h"
#include "session/private.h"
#include "session/undo.h"
#include "store/reports.h"
#include "store/templates.h"

#include <string.h>

static void add_name(char ***names, size_t *count, const char *name) {
    for (size_t i = 0; i < *count; i++)
        if (strcmp((*names)[i], name) == 0)
            return;
    *names = mem_resize(*names, *count + 2, sizeof **names);
    (*names)[(*count)++] = span_copy(span_of(name));
    (*names)[*count] = NULL;
}

char **session_template_names(struct session *session) {
    char **names = mem_alloc_zero(1, sizeof *names);
    size_t count = 0;
    for (const char *const *name = template_builtin_names(); *name != NULL; name++)
        add_name(&names, &count, *name);
    struct store_templates own = {0};
    if (store_templates(session->store, &own, NULL) == RC_OK)
        for (size_t i = 0; i < own.count; i++)
            add_name(&names, &count, own.items[i].form_id);
    store_templates_release(&own);
    return names;
}

static enum rc unknown_template(struct session *session, const char *form_id, struct err *err) {
    struct str known = STR_INIT;
    char **names = session_template_names(session);
    for (size_t i = 0; names[i] != NULL; i++)
        str_add_format(&known, "%s%s", i > 0 ? _("、") : "", names[i]);
    session_names_free(names);
    enum rc rc =
        err_set(err, RC_NOT_FOUND, _("没有名为“%s”的模板；现有模板：%s"), form_id, known.s);
    str_release(&known);
    return rc;
}

enum rc session_template(struct session *session, const char *form_id, struct template **out,
                         struct err *err) {
    struct str text = STR_INIT;
    enum rc rc = store_template_text(session->store, form_id, &text, err);
    if (rc == RC_OK && text.len == 0)
        str_add(&text, template_builtin_text(span_of(form_id)));
    if (rc == RC_OK && text.len == 0)
        rc = unknown_template(session, form_id, err);
    if (rc == RC_OK)
        rc = template_read(out, str_span(&text), form_id, err);
    str_release(&text);
    return rc;
}

void session_add_template_title(struct session *session, const char *form_id, struct str *out) {
    struct template *template = NULL;
    if (session_template(session, form_id, &template, NULL) == RC_OK) {
        const char *last = strrchr(template->title, '\n'); /* the line without unit and year */
        str_add_format(out, _("%s（%s）"), last != NULL ? last + 1 : template->title, form_id);
    } else {
        str_add_text(out, form_id);
    }
    template_free(template);
}

static bool same_parent(const struct template_section *a, const struct template_section *b) {
    const char *first = a->parent != NULL ? a->parent->name : NULL;
    const char *second = b->parent != NULL ? b->parent->name : NULL;
    return first == second || (first != NULL && second != NULL && strcmp(first, second) == 0);
}

/* Kept, moved, orphaned, added: a line each. What moved in the template stays where the report has
 * it: the clerk may have put it there, and moving is one key. */
static void add_plan(struct str *plan, const struct report *report, const struct template *newer) {
    size_t kept = 0, own = 0;
    struct section_names *names = section_names_new(report);
    for (const struct section *at = report_next_section(report, NULL); at != NULL;
         at = report_next_section(report, at)) {
        const struct template_section *old = section_template(report, at);
        if (old == NULL) {
            own += at->parent != NULL;
            continue;
        }
        const struct template_section *new = template_find_section(newer, span_of(at->name));
        if (new == NULL)
            str_add_format(plan, _("新版模板没有：%s（%s）——原样保留，照常导出\n"), at->heading,
                           at->name);
        else if (!same_parent(old, new))
            str_add_format(plan, _("新版位置不同：%s（%s）——留在原处，可自行移动\n"), at->heading,
                           at->name);
        else
            kept++;
    }
    for (const struct template_section *new = template_next_section(newer, NULL); new != NULL;
         new = template_next_section(newer, new))
        if (section_names_find(names, new->name) == NULL)
            str_add_format(plan, _("新增：%s（%s）\n"), new->label, new->name);
    section_names_free(names);
    if (own > 0)
        str_add_format(plan, _("自加的节，原样保留：%zu节\n"), own);
    str_add_format(plan, _("不变：%zu节\n"), kept);
}

static void set_template(struct report *report, struct template *newer) {
    template_free(report->template);
    report->template = newer;
    for (struct section *at = report_next_section(report, NULL); at != NULL;
         at = report_next_section(report, at))
        if (at->name != NULL && section_template(report, at) == NULL) {
            mem_free(at->name);
            at->name = NULL;
            at->touched = true; /* what has no template any more is the clerk's own: it prints */
        }
    (void)report_add_missing_sections(report);
}

enum rc session_carry_plan(struct session *session, int64_t earlier, const char *form_id,
                           struct str *plan, struct err *err) {
    struct report *report = NULL;
    struct template *newer = NULL;
    enum rc rc = store_load_report(session->store, earlier, &report, NULL, err);
    if (rc == RC_OK)
        rc = session_template(session, form_id, &newer, err);
    if (rc == RC_OK &&
        (report->template == NULL || strcmp(newer->text, report->template->text) != 0))
        add_plan(plan, report, newer);
    template_free(newer);
    report_free(report);
    return rc;
}

enum rc session_upgrade_template(struct session *session, bool only_plan, struct str *plan,
                                 struct err *err) {
    const struct report *report = session->report;
    struct template *newer = NULL;
    if (report->template == NULL)
        return err_set(err, RC_REFUSED, _("这份报告没有用模板，不能更新模板"));
    enum rc rc = session_template(session, report->template->form_id, &newer, err);
    if (rc != RC_OK)
        return rc;
    if (strcmp(newer->text, report->template->text) == 0) {
        str_add_text(plan, _("已是最新的模板，不用更新\n"));
        template_free(newer);
        return RC_OK;
    }
    add_plan(plan, report, newer);
    if (only_plan) {
        template_free(newer);
        return RC_OK;
    }
    struct report *target = report_clone(report);
    set_template(target, newer);
    struct change_set set;
    change_set_init(&set, ACT_UPGRADE);
    change_set_between(&set, report, target);
    rc = session_apply(session, &set, err);
    change_set_release(&set);
    report_free(target);
    return rc;
}
