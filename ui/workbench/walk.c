/* 逐数核对: a bar below the workbench that asks for one number of last year's after the other. */
#include "base/lang.h"
#include "base/mem.h"
#include "base/text/text_clean.h"
#include "session/review.h"
#include "session/undo.h"
#include "session/walk_rest.h"
#include "ui/screens/basics.h"
#include "ui/screens/step.h"
#include "ui/term/canvas_draw.h"
#include "ui/workbench/pane.h"
#include "ui/workbench/place.h"
#include "ui/workbench/text.h"
#include "ui/workbench/way.h"
#include "ui/workbench/workbench.h"

enum { SEEN_MOST = 5000, TYPED_MOST = 60 /* points */ };

/* --- where it is --- */

static void forget_field(struct walk_bar *bar) {
    walk_field_release(&bar->at);
    bar->at = (struct walk_field){0};
    bar->has = false;
}

void workbench_walk_close(struct workbench *wb) {
    wb->walk.open = false;
}

void workbench_walk_release(struct workbench *wb) {
    struct walk_bar *bar = &wb->walk;
    if (bar->has)
        forget_field(bar);
    if (bar->typed.most > 0)
        field_release(&bar->typed);
    walk_places_release(&bar->left);
    mem_free(bar->seen);
}

/* What can be reckoned stands there already: the first key that types replaces it. */
static void fill_in(struct walk_bar *bar) {
    bool offers = bar->at.offer.len > 0 && bar->at.turn == TURN_NONE;
    field_set(&bar->typed, offers ? str_span(&bar->at.offer) : SPAN(""));
    bar->fresh = offers;
    bar->refused = bar->emptied = false;
}

static bool is_typed(const struct walk_bar *bar) {
    return bar->has && !bar->fresh && field_text(&bar->typed).n > 0;
}

/* The field in sight, its end too. */
static void show(struct shell *shell, struct workbench *wb) {
    struct walk_bar *bar = &wb->walk;
    if (!bar->has)
        return;
    workbench_go(shell, wb, bar->at.section, bar->at.to);
    editor_set_cursor(wb->editor, bar->at.from, false);
}

/* The field at that place, with what was typed for it before; `left` is the section's already.
 * False: none is there. */
static bool go_to(struct shell *shell, struct workbench *wb, int64_t section, size_t from) {
    struct walk_bar *bar = &wb->walk;
    struct walk_field field;
    if (!session_walk_read(shell_session(shell), section, from, &field)) {
        walk_field_release(&field);
        return false;
    }
    bool same = bar->has && bar->at.section == section && bar->at.from == from &&
                span_equal(str_span(&bar->at.was), str_span(&field.was));
    if (bar->has)
        forget_field(bar);
    bar->at = field;
    bar->has = true;
    bool vacant = field_text(&bar->typed).n == 0 && !bar->emptied;
    if (!same || bar->fresh || vacant)
        fill_in(bar);
    show(shell, wb);
    return true;
}

/* The first field of the section at or behind a place; false: there is none. */
static bool go_on_from(struct shell *shell, struct workbench *wb, int64_t section, size_t from) {
    struct walk_bar *bar = &wb->walk;
    session_walk_list(shell_session(shell), section, &bar->left);
    for (size_t i = 0; i < bar->left.count; i++)
        if (bar->left.items[i].from >= from)
            return go_to(shell, wb, section, bar->left.items[i].from);
    return false;
}

/* The section has none behind the last one: the bar says so and waits. */
static void stop_in(struct shell *shell, struct workbench *wb, int64_t section) {
    struct walk_bar *bar = &wb->walk;
    if (bar->has)
        forget_field(bar);
    field_set(&bar->typed, SPAN(""));
    bar->fresh = bar->refused = false;
    session_walk_list(shell_session(shell), section, &bar->left);
    bar->sentences = session_review_counts(shell_session(shell), section).unreviewed;
}

/* --- there and back --- */

static void forget_seen(struct walk_bar *bar, size_t i) {
    bar->seen[i] = bar->seen[--bar->seen_count];
}

static void note_seen(struct walk_bar *bar, int64_t section, size_t from) {
    for (size_t i = bar->seen_count; i-- > 0;)
        if (bar->seen[i].section == section && bar->seen[i].from == from)
            return;
    if (bar->seen_count == SEEN_MOST)
        return;
    MEM_PUSH_ROOM(bar->seen, bar->seen_count, bar->seen_cap);
    bar->seen[bar->seen_count++] = (struct walk_seen){section, from};
}

/* Takes the place if it lies nearer to the bound than the best so far. */
static void pick(size_t *best, size_t place, size_t bound, bool back) {
    if (back ? place < bound && (*best == SIZE_MAX || place > *best)
             : place >= bound && place < *best)
        *best = place;
}

/* The nearest field before the place, or the nearest from it on, of those that are left and those
 * that were come by, answered or not. False: none. */
static bool go_along(struct shell *shell, struct workbench *wb, int64_t section, size_t bound,
                     bool back) {
    struct walk_bar *bar = &wb->walk;
    session_walk_list(shell_session(shell), section, &bar->left);
    for (;;) {
        size_t best = SIZE_MAX, seen = SIZE_MAX;
        for (size_t i = 0; i < bar->left.count; i++)
            pick(&best, bar->left.items[i].from, bound, back);
        for (size_t i = 0; i < bar->seen_count; i++) {
            size_t before = best;
            if (bar->seen[i].section == section)
                pick(&best, bar->seen[i].from, bound, back);
            seen = best != before ? i : seen;
        }
        if (best == SIZE_MAX || go_to(shell, wb, section, best))
            return best != SIZE_MAX;
        if (seen == SIZE_MAX)
            return false;
        forget_seen(bar, seen); /* the number is no more */
    }
}

static void go_behind(struct shell *shell, struct workbench *wb, size_t end) {
    struct walk_bar *bar = &wb->walk;
    int64_t section = bar->at.section;
    note_seen(bar, section, bar->at.from);
    if (!go_along(shell, wb, section, end, false))
        stop_in(shell, wb, section);
}

/* --- opening --- */

/* Behind the last number comes what stands around the sections: the sign-off, the questions. */
static void go_to_rest(struct shell *shell) {
    struct walk_rest rest;
    session_walk_rest(shell_session(shell), &rest);
    if (rest.count > 0 && session_has_carried(shell_session(shell)))
        shell_push(shell, &basics_layer, BASICS_REST);
}

static void say_none(struct shell *shell) {
    size_t left = session_review_counts(shell_session(shell), -1).unreviewed;
    if (left > 0)
        shell_say(shell, _("去年的数都核对过了；还有%zu句没有数的话，读过按Ctrl-D标为完成"), left);
    else if (session_has_carried(shell_session(shell)))
        shell_say(shell, _("去年的数都核对过了"));
    else
        shell_say(shell, _("这份报告没有去年的数；逐数核对用在续编的报告里"));
}

/* From the cursor on, around in the section, then in the next one that has any. */
static void open_bar(struct shell *shell, struct workbench *wb) {
    struct walk_bar *bar = &wb->walk;
    size_t cursor = wb->focus == PANE_EDITOR ? editor_cursor(wb->editor) : 0;
    if (!workbench_fold(shell, wb))
        return;
    if (bar->typed.most == 0) {
        field_init(&bar->typed, SPAN(""));
        bar->typed.most = TYPED_MOST;
    }
    bar->seen_count = 0;
    int64_t next = wb->section;
    if (!go_on_from(shell, wb, next, cursor) && !go_on_from(shell, wb, next, 0)) {
        next = session_walk_next(shell_session(shell), wb->section);
        if (next < 0 || !go_on_from(shell, wb, next, 0)) {
            say_none(shell);
            go_to_rest(shell);
            return;
        }
    }
    bar->open = true;
    wb->focus = PANE_EDITOR;
    editor_drop_selection(wb->editor);
}

void workbench_walk_refresh(struct shell *shell, struct workbench *wb) {
    struct walk_bar *bar = &wb->walk;
    if (!bar->open)
        return;
    int64_t section = bar->has ? bar->at.section : wb->section;
    if (section != wb->section) {
        stop_in(shell, wb, wb->section);
        return;
    }
    session_walk_list(shell_session(shell), section, &bar->left);
    bool was_open = bar->has && bar->at.unreviewed;
    size_t from = bar->has ? bar->at.from : 0;
    bool found = bar->has && go_to(shell, wb, section, from);
    if (found && was_open && !bar->at.unreviewed) /* confirmed meanwhile */
        found = go_on_from(shell, wb, section, from);
    if (!found)
        stop_in(shell, wb, section);
}

/* --- answering --- */

/* An untouched field says with Enter that nothing has changed; one whose text was deleted may be
 * waiting for another number. The first Enter there says what the second one does; a year is
 * changed at once, as the bar offers. True: it has said so. */
static bool ask_emptied(struct shell *shell, struct walk_bar *bar) {
    const struct walk_field *at = &bar->at;
    bool asks = bar->emptied && at->unreviewed && !at->is_year && at->was.len > 0;
    bar->emptied = false;
    if (!asks)
        return false;
    fill_in(bar);
    if (bar->fresh)
        shell_say(shell, _("没有输入数：再按Enter填入算得的%s，或者输入今年的数"), at->offer.s);
    else
        shell_say(shell, _("没有输入数：再按Enter就是和去年一样（%s），或者输入今年的数"),
                  at->was.s);
    return true;
}

/* False: what is typed is no number; it stays, and that is said. */
static bool take(struct shell *shell, struct workbench *wb, size_t *end) {
    struct walk_bar *bar = &wb->walk;
    struct err err = {0};
    struct span typed = field_text(&bar->typed);
    enum rc rc = session_walk_answer(shell_session(shell), &bar->at, typed, end, &err);
    bar->refused = rc != RC_OK;
    if (rc != RC_OK) {
        workbench_trouble(shell, &err);
        return false;
    }
    for (size_t i = 0; i < bar->seen_count; i++) /* those behind it move along */
        if (bar->seen[i].section == bar->at.section && bar->seen[i].from > bar->at.from)
            bar->seen[i].from = bar->seen[i].from + *end - bar->at.to;
    field_set(&bar->typed, SPAN(""));
    bar->refused = bar->emptied = false;
    bar->open = false; /* the field that is shown is gone: not to be looked for */
    workbench_changed(shell, wb);
    bar->open = true;
    return true;
}

static bool answer(struct shell *shell, struct workbench *wb) {
    size_t end = 0;
    if (ask_emptied(shell, &wb->walk) || !take(shell, wb, &end))
        return false;
    go_behind(shell, wb, end);
    return true;
}

static void go_to_next_section(struct shell *shell, struct workbench *wb) {
    struct walk_bar *bar = &wb->walk;
    size_t end = 0;
    if (is_typed(bar) && !take(shell, wb, &end))
        return;
    int64_t next = session_walk_next(shell_session(shell), wb->section);
    if (next >= 0 && next != wb->section) {
        bar->seen_count = 0;
        (void)go_on_from(shell, wb, next, 0);
    } else if (next >= 0) {
        shell_say(shell, _("只剩这一节还有没核对的数"));
        (void)go_on_from(shell, wb, next, 0);
    } else {
        bar->open = false;
        say_none(shell);
        go_to_rest(shell);
    }
}

static void skip(struct shell *shell, struct workbench *wb) {
    struct walk_bar *bar = &wb->walk;
    if (is_typed(bar))
        (void)answer(shell, wb);
    else if (bar->has)
        go_behind(shell, wb, bar->at.to);
    else
        go_to_next_section(shell, wb);
}

static void go_back(struct shell *shell, struct workbench *wb) {
    struct walk_bar *bar = &wb->walk;
    size_t end = 0;
    if (is_typed(bar) && !take(shell, wb, &end))
        return;
    size_t bound = bar->has ? bar->at.from : SIZE_MAX;
    if (bar->has)
        note_seen(bar, bar->at.section, bar->at.from);
    if (go_along(shell, wb, wb->section, bound, true))
        return;
    if (bar->has)
        (void)go_to(shell, wb, bar->at.section, bar->at.from);
    shell_say(shell, _("前面没有了"));
}

/* The first place of the one list that the other one lacks. SIZE_MAX: there is none. */
static size_t find_lacking(const struct walk_places *in, const struct walk_places *from) {
    for (size_t i = 0; i < in->count; i++)
        if (i >= from->count || from->items[i].from != in->items[i].from)
            return in->items[i].from;
    return SIZE_MAX;
}

/* A figure that was answered here goes back and forth here, and not in 数据. */
static bool undo_figure(struct shell *shell, struct workbench *wb, bool back) {
    struct session_undone where;
    struct err err = {0};
    if (session_find_step(shell_session(shell), back, &where, &err) != RC_OK ||
        where.section >= 0 || where.name[0] == '\0')
        return false;
    if (step_go_back(shell, back, &where, &err) != RC_OK)
        workbench_trouble(shell, &err);
    workbench_changed(shell, wb);
    return true;
}

/* Back to the number whose answer was taken back; on from the one whose answer was given again. */
static void undo(struct shell *shell, struct workbench *wb, bool back) {
    struct walk_bar *bar = &wb->walk;
    struct walk_places before = bar->left;
    int64_t section = wb->section;
    bar->left = (struct walk_places){0};
    bar->open = false;
    if (!undo_figure(shell, wb, back))
        workbench_undo(shell, wb, back);
    bar->open = true;
    session_walk_list(shell_session(shell), wb->section, &bar->left);
    size_t from = 0;
    if (section == wb->section)
        from = back ? find_lacking(&bar->left, &before) : find_lacking(&before, &bar->left);
    for (size_t i = bar->seen_count; i-- > 0;)
        if (bar->seen[i].section == wb->section && bar->seen[i].from >= from)
            forget_seen(bar, i);
    if (!back && section == wb->section && from != SIZE_MAX)
        note_seen(bar, section, from);
    if (from == SIZE_MAX) /* something else was taken back */
        workbench_walk_refresh(shell, wb);
    else if (!go_on_from(shell, wb, wb->section, from))
        stop_in(shell, wb, wb->section);
    walk_places_release(&before);
}

bool workbench_walk_command(struct shell *shell, struct workbench *wb, enum command_id id) {
    struct walk_bar *bar = &wb->walk;
    static const enum command_id stays[] = {COMMAND_SAVE,   COMMAND_MARK,  COMMAND_HELP,
                                            COMMAND_REDRAW, COMMAND_PRIOR, COMMAND_WIDE};
    if (!bar->open && (id < COMMAND_WALK || id > COMMAND_WALK_BACK))
        return false;
    if (!bar->open || id == COMMAND_WALK) {
        editor_set_cursor(wb->editor, bar->open ? 0 : editor_cursor(wb->editor), false);
        open_bar(shell, wb);
    } else if (id == COMMAND_NEXT_OPEN || (id == COMMAND_WALK_TAKE && !bar->has)) {
        go_to_next_section(shell, wb);
    } else if (id == COMMAND_WALK_SKIP) {
        skip(shell, wb);
    } else if (id == COMMAND_WALK_BACK) {
        go_back(shell, wb);
    } else if (id == COMMAND_WALK_TAKE) {
        (void)answer(shell, wb);
    } else if (id == COMMAND_UNDO || id == COMMAND_REDO) {
        undo(shell, wb, id == COMMAND_UNDO);
    } else {
        for (size_t i = 0; i < ARRAY_LEN(stays); i++)
            if (stays[i] == id)
                return false;
        workbench_walk_close(wb);
        return false;
    }
    return true;
}

static void type(struct walk_bar *bar, struct span text) {
    if (text.n == 0)
        return;
    if (bar->fresh || bar->refused)
        field_set(&bar->typed, SPAN(""));
    bar->fresh = bar->refused = bar->emptied = false;
    (void)field_handle(&bar->typed, &(struct event){.kind = EVENT_TEXT, .text = text});
}

/* A column of numbers, pasted or typed ahead of a slow line: each line end is an Enter. What is no
 * number stops it, and all that follows stays with it. */
static void type_lines(struct shell *shell, struct workbench *wb, struct span typed) {
    struct walk_bar *bar = &wb->walk;
    struct str clean = STR_INIT;
    text_clean(&clean, typed, NULL);
    struct span rest = str_span(&clean);
    size_t end;
    bool stopped = false;
    while (!stopped && bar->has && (end = span_find(rest, SPAN("\n"))) != SIZE_MAX) {
        type(bar, span_sub(rest, 0, end));
        bool taken = answer(shell, wb);
        rest = span_sub(rest, taken ? end + 1 : end, rest.n);
        stopped = !taken;
    }
    bool refused = stopped && bar->refused;
    bar->refused = bar->refused && !stopped; /* what follows is kept behind it */
    if (bar->has)
        type(bar, rest);
    else if (rest.n > 0)
        shell_say(shell, _("这一节没有要填的数了，“%.*s”没有填"), SPAN_ARG(rest));
    bar->refused = bar->refused || refused;
    str_release(&clean);
}

unsigned workbench_walk_handle(struct shell *shell, struct workbench *wb,
                               const struct event *event) {
    struct walk_bar *bar = &wb->walk;
    if (event_is_key(event, K_ESC)) {
        if (is_typed(bar) && bar->refused) {
            shell_say(shell, _("“%s”不是数，没有填入"), bar->typed.text.s);
            fill_in(bar);
        } else if (is_typed(bar))
            shell_say(shell, _("“%s”还没有填入，留着；Ctrl-N接着核对"), bar->typed.text.s);
        workbench_walk_close(wb);
        return HANDLED_YES;
    }
    if (!bar->has) {
        if (event->kind == EVENT_TEXT || event->kind == EVENT_PASTE)
            shell_say(shell, _("这一节没有要填的数了；F2到下一节，Esc回到正文"));
        return event->kind == EVENT_TEXT || event->kind == EVENT_PASTE ? HANDLED_YES : HANDLED_NO;
    }
    if (event->kind == EVENT_TEXT || event->kind == EVENT_PASTE) {
        type_lines(shell, wb, event->text);
        return HANDLED_YES;
    }
    bool had = field_text(&bar->typed).n > 0;
    unsigned handled = field_handle(&bar->typed, event);
    if (handled != HANDLED_NO)
        bar->fresh = bar->refused = false;
    if (had && field_text(&bar->typed).n == 0)
        bar->emptied = true;
    return handled;
}

/* --- drawing --- */

static void draw_end(const struct workbench *wb, struct canvas *canvas, struct area area) {
    const struct walk_bar *bar = &wb->walk;
    struct str text = STR_INIT;
    if (bar->left.count > 0)
        str_add_format(&text, _("跳过了%zu个数，Ctrl-N再来；Enter、F2到下一节，Esc结束"),
                       bar->left.count);
    else if (bar->sentences > 0)
        str_add_format(&text, _("这一节的数都核对过了，余下%zu句读过按Ctrl-D；F2到下一节"),
                       bar->sentences);
    else
        str_add_text(&text, _("这一节的数都核对过了；Enter、F2到下一节，Esc结束"));
    int end = area.col + canvas_put_limit(canvas, area.row, area.col, area.cols, FACE_HEADING,
                                          str_span(&text));
    canvas_set_cursor(canvas, area.row, end < area.col + area.cols ? end : end - 1);
    str_release(&text);
}

/* 算得96.3：1726÷1792 */
static void add_offer(struct str *out, const struct walk_bar *bar) {
    if (bar->at.offer.len == 0)
        return;
    if (bar->at.is_year)
        str_add_format(out, _("Enter改成%s年；不改就输入%.4s"), bar->at.offer.s, bar->at.was.s);
    else if (bar->at.turn == TURN_LEVEL)
        str_add_text(out, _("与去年持平，文字也要改"));
    else if (bar->at.turn == TURN_ROUND)
        str_add_format(out, _("方向变了，算得%s，文字也要改"), bar->at.offer.s);
    else
        str_add_format(out, _("算得%s：%s"), bar->at.offer.s, bar->at.how.s);
    str_add_text(out, "  ");
}

void workbench_draw_walk(const struct workbench *wb, struct canvas *canvas, struct area area) {
    const struct walk_bar *bar = &wb->walk;
    enum { FIELD_LEAST = 10 };
    struct str prompt = STR_INIT, info = STR_INIT;
    canvas_fill(canvas, area, FACE_PLAIN);
    area = area_inset(area, 0, 1);
    if (!bar->has) {
        draw_end(wb, canvas, area);
        return;
    }
    if (bar->at.label.len > 0)
        str_add_format(&prompt, "%s ", bar->at.label.s);
    if (bar->at.was.len == 0)
        str_add_text(&prompt, _("（未填）"));
    else
        str_add_format(&prompt, bar->at.unreviewed ? _("%s（去年）") : _("%s（已填）"),
                       bar->at.was.s);
    str_add_text(&prompt, " → ");
    add_offer(&info, bar);
    str_add_format(&info, _("还有%zu个"), bar->left.count);

    int col = area.col, end = area.col + area.cols, room = area.cols - FIELD_LEAST;
    col += canvas_put_limit(canvas, area.row, col, room, FACE_HEADING, str_span(&prompt));
    int wide = canvas_text_columns(canvas, str_span(&info));
    if (end - col - wide > FIELD_LEAST)
        end = canvas_put_right(canvas, area.row, end, FACE_DIM, str_span(&info)) - 2;
    field_draw(&bar->typed, canvas, area.row, col, end - col, true);
    wide = canvas_text_columns(canvas, field_text(&bar->typed));
    if (bar->refused) /* as a word that is selected */
        canvas_set_face(canvas,
                        (struct area){area.row, col, 1, wide < end - col ? wide : end - col},
                        FACE_SELECTION);
    str_release(&prompt);
    str_release(&info);
}

void workbench_mark_walk(const struct workbench *wb, struct canvas *canvas, int row, int col,
                         const struct editor_row *at) {
    const struct walk_bar *bar = &wb->walk;
    size_t end = at->offset + at->points, low = 0, high = bar->left.count;
    while (low < high) { /* the first that reaches into the row */
        size_t middle = low + (high - low) / 2;
        if (bar->left.items[middle].to <= at->offset)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < bar->left.count && bar->left.items[low].from < end; low++)
        workbench_mark_range(wb->editor, canvas, row, col, at, bar->left.items[low].from,
                             bar->left.items[low].to, FACE_MATCH);
    if (bar->has && bar->at.section == wb->section)
        workbench_mark_range(wb->editor, canvas, row, col, at, bar->at.from, bar->at.to,
                             FACE_SELECTION);
}
