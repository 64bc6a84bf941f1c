/* Templates by id, and a report's template brought up to the newest of its id. */
#include "session/template.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/answer_text.h"
#include "model/change_between.h"
#include "model/figure/figure_effect.h"
#include "model/section.h"
#include "model/template_draft.h"
#include "model/upgrade.h"
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

void session_add_template_label(struct session *session, const char *form_id, struct str *out) {
    struct template *template = NULL;
    bool labelled =
        session_template(session, form_id, &template, NULL) == RC_OK && template->label != NULL;
    str_add_text(out, labelled ? template->label : form_id);
    template_free(template);
}

/* The line without unit and year. */
static void add_last_line(struct str *out, const struct template *template, const char *form_id) {
    const char *last = strrchr(template->title, '\n');
    struct str title = STR_INIT;
    template_add_asked(&title, template, span_of(last != NULL ? last + 1 : template->title));
    str_add_format(out, _("%s（%s）"), title.s, form_id);
    str_release(&title);
}

void session_add_template_title(struct session *session, const char *form_id, struct str *out) {
    struct template *template = NULL;
    if (session_template(session, form_id, &template, NULL) == RC_OK) {
        if (template->label != NULL)
            str_add_text(out, template->label);
        else
            add_last_line(out, template, form_id);
    } else {
        str_add_text(out, form_id);
    }
    template_free(template);
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
        upgrade_add_plan(plan, report, newer);
    template_free(newer);
    report_free(report);
    return rc;
}

void session_add_template_preview(struct session *session, const char *form_id, struct str *out) {
    struct template *template = NULL;
    if (session_template(session, form_id, &template, NULL) == RC_OK)
        template_preview_add(out, template);
    template_free(template);
}

void session_add_template_summary(struct session *session, const char *form_id, struct str *out) {
    struct template *template = NULL;
    if (session_template(session, form_id, &template, NULL) == RC_OK && template->summary != NULL)
        str_add_text(out, template->summary);
    template_free(template);
}

static enum rc refuse_older(const struct template *have, const struct template *newer,
                            struct err *err) {
    return err_set(err, RC_REFUSED, _("现有的模板是%s版，比报告用的%s版旧，没有更新"),
                   newer->version != NULL ? newer->version : "—", have->version);
}

/* The sentences that print otherwise: a figure in another unit, one that is gone. */
static void add_sentences(struct str *plan, const struct report *before,
                          const struct report *after) {
    struct figure_effects effects = {0};
    figure_effects_add(&effects, before, after);
    for (size_t i = 0; i < effects.count; i++) {
        const struct figure_effect *effect = &effects.items[i];
        const struct section *section = report_find_id(before, effect->section);
        struct str path = STR_INIT;
        if (section != NULL && section->id != SECTION_FRONT_ID)
            section_add_path(&path, section);
        str_add_format(plan, _("句子变了：%s  “%s” → “%s”\n"), path.s, effect->before,
                       effect->after);
        str_release(&path);
    }
    figure_effects_release(&effects);
}

static enum rc apply_template(struct session *session, const struct report *target,
                              struct err *err) {
    struct change_set set;
    change_set_init(&set, ACT_UPGRADE);
    change_set_between(&set, session->open.report, target);
    enum rc rc = session_apply(session, &set, err);
    change_set_release(&set);
    return rc;
}

/* Takes `newer` over. */
static enum rc plan_template(struct session *session, const struct session_upgrade *how,
                             struct template *newer, struct str *plan, struct err *err) {
    struct report *target = report_clone(session->open.report);
    upgrade_add_plan(plan, session->open.report, newer);
    upgrade_report(target, newer, how->renames);
    add_sentences(plan, session->open.report, target);
    enum rc rc = how->only_plan ? RC_OK : apply_template(session, target, err);
    report_free(target);
    return rc;
}

enum rc session_upgrade_template(struct session *session, const struct session_upgrade *how,
                                 struct str *plan, size_t *renamed, struct err *err) {
    const struct template *have = session->open.report->template;
    struct template *newer = NULL;
    *renamed = 0;
    if (have == NULL)
        return err_set(err, RC_REFUSED, _("这份报告没有用模板，不能更新模板"));
    enum rc rc = session_template(session, have->form_id, &newer, err);
    if (rc != RC_OK)
        return rc;
    bool same = strcmp(newer->text, have->text) == 0;
    if (!same && !how->older && version_compare(newer->version, have->version) < 0)
        rc = refuse_older(have, newer, err);
    if (same)
        str_add_text(plan, _("已是最新的模板，不用更新\n"));
    if (same || rc != RC_OK) {
        template_free(newer);
        return rc;
    }
    *renamed = upgrade_count_renamed(session->open.report, newer);
    return plan_template(session, how, newer, plan, err);
}

/* The newest that there is of that id; NULL: none. */
static struct template *present(struct session *session, const char *form_id) {
    struct template *template = NULL;
    return session_template(session, form_id, &template, NULL) == RC_OK ? template : NULL;
}

bool session_has_newest_template(struct session *session) {
    const struct template *have = session->open.report->template;
    struct template *newest = have != NULL ? present(session, have->form_id) : NULL;
    bool same = newest != NULL && strcmp(newest->text, have->text) == 0;
    template_free(newest);
    return same;
}

enum rc session_add_template(struct session *session, const struct template *template, bool older,
                             struct err *err) {
    struct template *have = present(session, template->form_id);
    enum rc rc = RC_OK;
    if (have != NULL && !older && version_compare(template->version, have->version) < 0)
        rc = err_set(
            err, RC_REFUSED, _("已有的%s是%s版，比这个文件的%s版新；真要换回旧版，加上--force"),
            template->form_id, have->version, template->version != NULL ? template->version : "—");
    if (rc == RC_OK)
        rc = store_add_template(session->store, template, err);
    template_free(have);
    return rc;
}

enum rc session_remove_template(struct session *session, const char *form_id, struct err *err) {
    bool found = false;
    enum rc rc = store_remove_template(session->store, form_id, &found, err);
    if (rc != RC_OK || found)
        return rc;
    if (template_builtin_text(span_of(form_id)).n > 0)
        return err_set(err, RC_REFUSED, _("%s是内置的模板，不能去掉"), form_id);
    return unknown_template(session, form_id, err);
}
