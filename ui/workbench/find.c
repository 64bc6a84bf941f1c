/* The find bar below the workbench: what is typed there is found at once, every place marked. */
#include "base/lang.h"
#include "edit/editor_select.h"
#include "session/opened.h"
#include "session/report.h"
#include "ui/term/canvas_draw.h"
#include "ui/workbench/pane.h"
#include "ui/workbench/place.h"
#include "ui/workbench/text.h"
#include "ui/workbench/workbench.h"

enum { SELECTED_MOST = 40 }; /* points of a selection that is looked for at once */

static const struct report *report_of(const struct shell *shell) {
    return session_report(shell_session(shell));
}

static void search(struct shell *shell, struct find_bar *bar) {
    find_all(&bar->places, report_of(shell), bar->everywhere ? FIND_EVERYWHERE : bar->section,
             field_text(&bar->what));
}

static void show(struct shell *shell, struct workbench *wb) {
    struct find_bar *bar = &wb->find;
    if (bar->at >= bar->places.count) {
        workbench_go(shell, wb, bar->section, bar->offset);
        return;
    }
    struct find_place place = bar->places.items[bar->at];
    size_t start = place.in_heading ? 0 : place.offset;
    workbench_go(shell, wb, place.section, start);
    if (!place.in_heading) { /* its end must be in sight too */
        editor_set_cursor(wb->editor, start + place.length, false);
        editor_set_cursor(wb->editor, start, false);
    }
}

/* The first place from where the clerk began, and around. */
static void search_from_start(struct shell *shell, struct workbench *wb) {
    struct find_bar *bar = &wb->find;
    search(shell, bar);
    bar->at = find_from(&bar->places, report_of(shell), bar->section, bar->offset);
    if (bar->at == bar->places.count)
        bar->at = 0;
    show(shell, wb);
}

static void step(struct shell *shell, struct workbench *wb, bool forward) {
    struct find_bar *bar = &wb->find;
    size_t count = bar->places.count;
    bar->fresh = false;
    if (count == 0) {
        shell_say(shell, field_text(&bar->what).n == 0 ? _("请先输入要找的字") : _("没有找到"));
        return;
    }
    bool around = forward ? bar->at + 1 >= count : bar->at == 0;
    bar->at = forward ? (around ? 0 : bar->at + 1) : (around ? count : bar->at) - 1;
    show(shell, wb);
    if (count == 1)
        shell_say(shell, _("只有这一处"));
    else if (around)
        shell_say(shell, forward ? _("已到最后一处，从头找起") : _("已到第一处，从末尾找起"));
}

static void take_selection(struct shell *shell, struct workbench *wb) {
    size_t from, to;
    struct str text = STR_INIT;
    if (editor_selection(wb->editor, &from, &to) && to - from <= SELECTED_MOST)
        body_add_range(&text, &workbench_section(shell, wb)->body, from, to);
    if (text.len > 0 && span_find(str_span(&text), SPAN("\n")) == SIZE_MAX)
        field_set(&wb->find.what, str_span(&text));
    str_release(&text);
}

void workbench_find_open(struct shell *shell, struct workbench *wb) {
    struct find_bar *bar = &wb->find;
    if (!bar->known) {
        field_init(&bar->what, SPAN(""));
        bar->known = bar->everywhere = true;
    }
    take_selection(shell, wb);
    editor_drop_selection(wb->editor);
    wb->focus = PANE_EDITOR;
    bar->open = bar->fresh = true;
    bar->section = wb->section;
    bar->offset = editor_cursor(wb->editor);
    search_from_start(shell, wb);
}

static void close_bar(struct workbench *wb) {
    wb->find.open = false;
    find_places_release(&wb->find.places);
}

void workbench_find_release(struct workbench *wb) {
    close_bar(wb);
    if (wb->find.known)
        field_release(&wb->find.what);
}

void workbench_find_refresh(struct shell *shell, struct workbench *wb) {
    struct find_bar *bar = &wb->find;
    if (!bar->open)
        return;
    if (report_find_id(report_of(shell), bar->section) == NULL)
        bar->section = wb->section;
    search(shell, bar);
    if (bar->at >= bar->places.count)
        bar->at = 0;
}

bool workbench_find_command(struct shell *shell, struct workbench *wb, enum command_id id) {
    struct find_bar *bar = &wb->find;
    if (id == COMMAND_FIND_NEXT || id == COMMAND_FIND_PREV) {
        step(shell, wb, id == COMMAND_FIND_NEXT);
    } else if (id == COMMAND_FIND_SCOPE) {
        bar->everywhere = !bar->everywhere;
        if (!bar->everywhere)
            bar->section = wb->section;
        search_from_start(shell, wb);
    } else {
        if (id != COMMAND_HELP && id != COMMAND_REDRAW)
            close_bar(wb);
        return false;
    }
    return true;
}

unsigned workbench_find_handle(struct shell *shell, struct workbench *wb,
                               const struct event *event) {
    struct find_bar *bar = &wb->find;
    if (event_is_key(event, K_ESC)) {
        close_bar(wb);
        return HANDLED_YES;
    }
    bool types = event->kind == EVENT_TEXT || event->kind == EVENT_PASTE;
    if (types && bar->fresh) /* what was looked for last gives way */
        field_set(&bar->what, SPAN(""));
    bar->fresh = false;
    unsigned handled = field_handle(&bar->what, event);
    if (handled & HANDLED_CHANGED)
        search_from_start(shell, wb);
    return handled;
}

void workbench_draw_find(const struct workbench *wb, struct canvas *canvas, struct area area) {
    const struct find_bar *bar = &wb->find;
    struct str info = STR_INIT;
    if (bar->places.count > 0)
        str_add_format(&info, _("%zu/%zu处"), bar->at + 1, bar->places.count);
    else if (field_text(&bar->what).n > 0)
        str_add_text(&info, _("没有找到"));
    if (bar->places.count > 0 && bar->places.items[bar->at].in_heading)
        str_add_text(&info, _("（标题）"));
    str_add_format(&info, "  %s ", bar->everywhere ? _("整份报告") : _("这一节"));
    canvas_fill(canvas, area, FACE_PLAIN);
    int end = canvas_put_right(canvas, area.row, area.col + area.cols,
                               bar->places.count > 0 ? FACE_PLAIN : FACE_DIM, str_span(&info));
    int col = area.col + 1;
    col += canvas_put_text(canvas, area.row, col, FACE_HEADING, _("查找：")) + 1;
    field_draw(&bar->what, canvas, area.row, col, end - col - 2, true);
    str_release(&info);
}

void workbench_mark_found(const struct shell *shell, const struct workbench *wb,
                          struct canvas *canvas, int row, int col, const struct editor_row *at) {
    const struct find_bar *bar = &wb->find;
    const struct find_place *places = bar->places.items;
    size_t end = at->offset + at->points;
    size_t i = find_from(&bar->places, report_of(shell), wb->section, at->offset);
    while (i > 0 && places[i - 1].section == wb->section && !places[i - 1].in_heading &&
           places[i - 1].offset + places[i - 1].length > at->offset)
        i--;
    for (; i < bar->places.count && places[i].section == wb->section && places[i].offset < end; i++)
        workbench_mark_range(wb->editor, canvas, row, col, at, places[i].offset,
                             places[i].offset + places[i].length,
                             i == bar->at ? FACE_SELECTION : FACE_MATCH);
}
