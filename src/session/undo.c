#include "session/undo.h"

#include "model/change_between.h"
#include "model/section.h"
#include "model/splice.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/report.h"
#include "session/review.h"
#include "session/value_label.h"
#include "store/clerks.h"
#include "store/folds.h"
#include "store/history.h"
#include "store/undo.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is said of a step stands on one row. */
enum { QUOTE_POINTS = 8, VALUE_POINTS = 10, PLACE_POINTS = 14 };

static void add_short(struct str *out, struct span text, size_t most) {
    size_t end = utf8_offset(text, most);
    str_add_line(out, span_sub(text, 0, end));
    str_add_text(out, end < text.n ? "…" : "");
}

/* --- where a step is seen --- */

static bool is_shown(const struct report *report, int64_t id) {
    const struct section *section = id > 0 ? report_find_id(report, id) : NULL;
    return id == SECTION_FRONT_ID || (section != NULL && section_is_within(section, report->root));
}

/* What stands in a place of the outline, or behind it: where the clerk is when that section has
 * gone. */
static int64_t stands_at(const struct report *report, struct place place) {
    const struct section *parent =
        place.parent > 0 ? report_find_id(report, place.parent) : report->root;
    if (parent == NULL || (parent != report->root && !is_shown(report, parent->id)))
        parent = report->root;
    assert(parent != NULL);
    if (place.position < parent->count)
        return parent->children[place.position]->id;
    const struct section *last = NULL;
    for (const struct section *at =
             report_next_section(report, parent == report->root ? NULL : parent);
         at != NULL; at = report_next_section(report, at)) {
        last = at;
        if (!section_is_within(at, parent))
            return at->id;
    }
    return last != NULL ? last->id : parent == report->root ? SECTION_FRONT_ID : parent->id;
}

static bool is_of_section(const struct change *change) {
    return change->kind != CHANGE_VALUE && change->section != SECTION_ROOT_ID;
}

static int64_t shown_section(const struct report *report, const struct change *change) {
    if (is_shown(report, change->section))
        return change->section;
    if (change->kind != CHANGE_PLACE)
        return -1;
    bool comes = change->new_place.parent != PLACE_NONE;
    return stands_at(report, comes ? change->new_place : change->old_place);
}

/* The section that the clerk is in, where the step changes it; else the one that it changes last.
 * Its text before all else: that is where the cursor goes. */
static void find_where(struct session *session, const struct change_set *set,
                       struct session_undone *where) {
    where->section = -1;
    where->offset = SIZE_MAX;
    where->name[0] = '\0';
    for (size_t i = 0; i < set->count; i++) {
        const struct change *change = &set->changes[i];
        if (change->kind == CHANGE_VALUE && where->name[0] == '\0')
            (void)snprintf(where->name, sizeof where->name, "%s", change->name);
        if (!is_of_section(change))
            continue;
        int64_t section = shown_section(session->open.report, change);
        bool is_text = change->kind == CHANGE_SPLICE;
        bool was_here = where->section == session->open.at && where->section >= 0;
        bool is_here = section == session->open.at;
        if (section < 0 || (was_here && !is_here) ||
            (was_here == is_here && where->offset != SIZE_MAX && !is_text))
            continue;
        where->section = section;
        where->offset = is_text
                            ? change->splice.offset + utf8_count(str_span(&change->splice.inserted))
                            : SIZE_MAX;
    }
    if (where->section < 0) /* the text stays; it was confirmed */
        (void)session_find_confirmed(session, span_of(where->name), &where->section,
                                     &where->offset);
}

/* --- what a step does --- */

/* What was typed, or taken away, in the order of typing; nothing where it was both. */
static void add_typed(struct str *out, const struct change_set *set, bool undo) {
    struct str typed = STR_INIT, gone = STR_INIT;
    for (size_t i = 0; i < set->count; i++) {
        const struct change *change = &set->changes[undo ? set->count - 1 - i : i];
        if (change->kind != CHANGE_SPLICE)
            continue;
        const struct splice *splice = &change->splice;
        str_add(&typed, str_span(undo ? &splice->removed : &splice->inserted));
        str_add(&gone, str_span(undo ? &splice->inserted : &splice->removed));
    }
    if ((typed.len == 0) != (gone.len == 0)) {
        struct span text = str_span(typed.len > 0 ? &typed : &gone);
        str_add_text(out, typed.len > 0 ? "" : _("删去"));
        str_add_text(out, "“");
        add_short(out, text, QUOTE_POINTS);
        str_add_text(out, "”");
    }
    str_release(&typed);
    str_release(&gone);
}

/* 370 → 412, what was answered for a number of last year's. */
static void add_answered(struct str *out, const struct splice *splice, bool undo) {
    str_add_byte(out, ' ');
    str_add(out, str_span(undo ? &splice->inserted : &splice->removed));
    str_add_text(out, " → ");
    str_add(out, str_span(undo ? &splice->removed : &splice->inserted));
}

/* Of a number that stays as it was: 370户（同去年）. */
static void add_kept(struct str *out, const struct change *change) {
    struct span text = span_of(change->new_text != NULL ? change->new_text : change->old_text);
    size_t end = span_find(text, SPAN("："));
    add_short(out, end == SIZE_MAX ? text : span_sub(text, 0, end), PLACE_POINTS);
    str_add_text(out, _("（同去年）"));
}

static void add_value(struct str *out, const struct report *report, const struct change *change,
                      enum act act, bool undo) {
    const char *from = undo ? change->new_text : change->old_text;
    const char *to = undo ? change->old_text : change->new_text;
    const char *texts[] = {from, to};
    struct str label = STR_INIT;
    session_add_value_label(&label, report, change->name);
    add_short(out, str_span(&label), PLACE_POINTS);
    str_release(&label);
    if (act == ACT_WALK) {
        str_add_text(out, _("："));
        add_kept(out, change);
        return;
    }
    if (!session_value_is_plain(change->name)) {
        str_add_format(out, _("：%s"), act_text(act));
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct span text = span_of(texts[i]);
        str_add_text(out, i == 0 ? _("：") : " → ");
        add_short(out, text.n > 0 ? text : span_of(_("（空）")), VALUE_POINTS);
    }
}

/* The change that says most of the step: a mark, a text, a section's heading or place, a value. */
static const struct change *main_change(const struct change_set *set) {
    const struct change *best = NULL;
    int most = 0;
    for (size_t i = 0; i < set->count; i++) {
        const struct change *change = &set->changes[i];
        static const int weights[] = {
            [CHANGE_SPLICE] = 4, [CHANGE_VALUE] = 3, [CHANGE_PLACE] = 2, [CHANGE_FIELD] = 1};
        bool is_mark = change->kind == CHANGE_FIELD && change->field == FIELD_MARKED;
        int weight = is_mark ? 5 : weights[change->kind];
        if (weight > most) {
            most = weight;
            best = change;
        }
    }
    return best;
}

static bool is_of_several(const struct change_set *set, const struct change *main) {
    for (size_t i = 0; i < set->count; i++)
        if (is_of_section(&set->changes[i]) && set->changes[i].section != main->section)
            return true;
    return false;
}

static void add_section(struct str *out, const struct report *report, int64_t id) {
    const struct section *section = id > 0 ? report_find_id(report, id) : NULL;
    if (section == NULL) {
        str_add_text(out, id == SECTION_FRONT_ID ? _("标题前的文字") : _("整份报告"));
        return;
    }
    if (is_shown(report, id)) {
        section_add_label(out, section);
        str_add_text(out, numbering_gap(section->parent->numbering));
    }
    add_short(out, span_of(section->heading), PLACE_POINTS);
}

static void add_what(struct str *out, const struct report *report, const struct change_set *set,
                     enum act act, bool undo) {
    const struct change *main = main_change(set);
    if (main == NULL)
        return;
    if (!is_of_section(main)) {
        add_value(out, report, main, act, undo);
        return;
    }
    add_section(out, report, main->section);
    str_add_text(out, is_of_several(set, main) ? _("等处：") : _("："));
    if (act == ACT_MARK && main->kind == CHANGE_FIELD && main->field == FIELD_MARKED) {
        const char *to = undo ? main->old_text : main->new_text;
        str_add_text(out, strcmp(to, "1") == 0 ? _("标记完成") : _("标记未完成"));
        return;
    }
    str_add_text(out, act_text(act));
    if (act == ACT_TYPE || act == ACT_PASTE)
        add_typed(out, set, undo);
    if (act == ACT_WALK && main->kind == CHANGE_SPLICE)
        add_answered(out, &main->splice, undo);
}

static void set_what(struct session_undone *where, const struct report *report,
                     const struct change_set *set, bool undo) {
    struct str what = STR_INIT;
    add_what(&what, report, set, where->act, undo);
    size_t end = what.len;
    while (end >= sizeof where->what || (end < what.len && (what.s[end] & 0xC0) == 0x80))
        end--;
    memcpy(where->what, what.s, end);
    where->what[end] = '\0';
    str_release(&what);
}

/* --- undo and redo --- */

/* The set that goes back; it is the caller's whatever comes. Undo belongs to the user: the newest
 * step may be another window's, not yet folded. */
static enum rc find_step(struct session *session, bool undo, struct change_set *set,
                         int64_t *target, struct session_undone *where, struct err *err) {
    change_set_init(set, undo ? ACT_UNDO : ACT_REDO);
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK)
        rc = session_fold(session, -1, err);
    if (rc != RC_OK)
        return rc;
    rc = session_fold_windows(session, -1, err);
    if (rc == RC_CONFLICT || rc == RC_DAMAGED)
        rc = RC_OK; /* that of another window: it may wait */
    if (rc == RC_OK)
        rc = session_catch_up(session, err);
    if (rc == RC_OK)
        rc = (undo ? store_find_undo : store_find_redo)(session->store, session->open.report->id,
                                                        set, target, err);
    if (rc != RC_OK)
        return rc;
    *where = (struct session_undone){.act = set->act};
    set->act = undo ? ACT_UNDO : ACT_REDO;
    find_where(session, set, where);
    set_what(where, session->open.report, set, undo);
    return RC_OK;
}

static enum rc check_section(struct session *session, int64_t id, struct err *err) {
    for (size_t i = 0; i < session->writing.pendings.count; i++) {
        const struct store_pending *item = &session->writing.pendings.items[i];
        const struct section *section = report_find_id(session->open.report, id);
        if (item->conflict && item->section == id && section != NULL)
            return err_set(
                err, RC_CONFLICT,
                _("“%s”有两份文字，还没有选定保留哪一份；请打开报告，在这一节选定后再试"),
                section->heading);
    }
    return store_check_free(session->store, session->open.report->id, id, false, err);
}

static int compare_ids(const void *a, const void *b) {
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* A step goes back in the saved text. Where what is seen is another, because two wait for a choice
 * or a colleague is typing there, it has to wait. Each section is looked at once, however many
 * places of it the step changes. */
static enum rc check_texts(struct session *session, const struct change_set *set, struct err *err) {
    int64_t *sections = NULL;
    size_t count = 0, cap = 0;
    enum rc rc = RC_OK;
    for (size_t i = 0; i < set->count; i++) {
        if (set->changes[i].kind != CHANGE_SPLICE)
            continue;
        MEM_PUSH_ROOM(sections, count, cap);
        sections[count++] = set->changes[i].section;
    }
    if (count > 0)
        qsort(sections, count, sizeof *sections, compare_ids);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        if (i == 0 || sections[i] != sections[i - 1])
            rc = check_section(session, sections[i], err);
    mem_free(sections);
    return rc;
}

static enum rc go_back(struct session *session, bool undo, struct session_undone *where,
                       struct err *err) {
    int64_t target = 0;
    struct change_set set;
    enum rc rc = session_fold(session, -1, err);
    if (rc != RC_OK)
        return rc;
    uint64_t before = session->generation;
    change_set_init(&set, ACT_UNDO);
    rc = store_begin(session->store, err);
    if (rc == RC_OK)
        rc = find_step(session, undo, &set, &target, where, err);
    if (rc == RC_OK)
        rc = check_texts(session, &set, err);
    if (rc == RC_OK)
        rc = session_apply_step(session, &set, target, undo, err);
    rc = store_finish(session->store, rc, err);
    if (rc != RC_OK && session->open.report != NULL && session->generation != before)
        (void)!session_reload(session, NULL); /* what was folded was taken back */
    if (rc == RC_OK)
        find_where(session, &set, where);
    change_set_release(&set);
    return rc;
}

enum rc session_undo(struct session *session, struct session_undone *where, struct err *err) {
    return go_back(session, true, where, err);
}

enum rc session_redo(struct session *session, struct session_undone *where, struct err *err) {
    return go_back(session, false, where, err);
}

enum rc session_find_step(struct session *session, bool undo, struct session_undone *where,
                          struct err *err) {
    int64_t target = 0;
    struct change_set set;
    enum rc rc = find_step(session, undo, &set, &target, where, err);
    change_set_release(&set);
    return rc;
}

/* --- earlier states --- */

static enum rc restore(struct session *session, int64_t change, int64_t section, const char *name,
                       bool *changed, struct err *err) {
    struct report *old = NULL;
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK)
        rc = session_fold(session, -1, err);
    if (rc == RC_OK)
        rc = store_load_at(session->store, session->open.report->id, change, &old, err);
    if (rc != RC_OK)
        return rc;
    if (change == 0 && section >= 0 && !is_shown(old, section)) {
        report_free(old);
        return err_set(err, RC_NOT_FOUND, _("最初还没有这一节，它是后来添加的；不要它就删除"));
    }
    struct change_set set;
    change_set_init(&set, ACT_RESTORE);
    change_set_between(&set, session->open.report, old);
    change_set_drop_states(&set);
    report_free(old);
    if (section >= 0 || name != NULL)
        change_set_keep(&set, section, name); /* the rest stays as it is now */
    if (changed != NULL)
        *changed = set.count > 0;
    return session_finish(session, &set, err);
}

enum rc session_restore(struct session *session, int64_t change, int64_t section, bool *changed,
                        struct err *err) {
    return restore(session, change, section, NULL, changed, err);
}

enum rc session_restore_value(struct session *session, int64_t change, const char *name,
                              bool *changed, struct err *err) {
    return restore(session, change, -1, name, changed, err);
}

enum rc session_history(struct session *session, const struct history_filter *filter,
                        struct history_rows *out, struct err *err) {
    enum rc rc = session_need_report(session, err);
    return rc == RC_OK ? store_history(session->store, session->open.report->id, filter, out, err)
                       : rc;
}

char **session_history_names(struct session *session, bool clerks) {
    char **names = NULL;
    if (session->open.report == NULL)
        return NULL;
    (void)!(clerks ? store_history_clerks
                   : store_history_values)(session->store, session->open.report->id, &names, NULL);
    return names;
}

void session_names_free(char **names) {
    store_names_free(names);
}
