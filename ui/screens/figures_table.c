#include "ui/screens/figures_table.h"

#include "base/lang.h"
#include "model/figure/figure.h"
#include "model/figure/figure_method.h"
#include "model/report_values.h"
#include "model/template/template.h"

const struct template_figure *figures_selected(const struct figures_screen *screen) {
    return screen->table.list.count > 0 ? screen->rows[screen->table.list.selected].figure : NULL;
}

const char *figures_typed(const struct figures_screen *screen, const struct template_figure *figure,
                          bool prior) {
    struct str name = STR_INIT;
    str_add_format(&name, "%s%s", figure->name, prior ? ".prior" : "");
    const char *typed = report_value(screen->table.draft, str_span(&name));
    str_release(&name);
    return typed != NULL ? typed : "";
}

/* --- which rows are gone to --- */

static bool is_asked(const struct figures_screen *screen, size_t row, bool all) {
    const struct template_figure *figure = screen->rows[row].figure;
    return figure != NULL && (all || screen->reads || !figure_is_calculated(figure) ||
                              (screen->prior && figure->prior));
}

static bool select_asked(struct figures_screen *screen, bool up, bool all) {
    struct list *list = &screen->table.list;
    for (size_t at = list->selected; at < list->count; at = up ? at - 1 : at + 1) {
        if (is_asked(screen, at, all)) {
            list_select(list, at);
            return true;
        }
    }
    return false; /* upwards the place before the first one wraps around, which ends it, too */
}

void figures_leave_unasked(struct figures_screen *screen, bool up, bool all) {
    if (!select_asked(screen, up, all) && !select_asked(screen, !up, all))
        (void)(select_asked(screen, up, true) || select_asked(screen, !up, true));
}

static void add_calculated(struct str *why, const struct figures_screen *screen,
                           const struct template_figure *figure) {
    struct str method = STR_INIT;
    figure_add_method(&method, screen->table.draft->template, &figure->calculate, figure->label);
    str_add_format(why, _("“%s”是算出来的（%s），不用填"), figure->label, method.s);
    str_release(&method);
}

const char *figures_locked(const struct figures_screen *screen, struct str *why) {
    const struct template_figure *figure = figures_selected(screen);
    if (figure == NULL)
        str_add_text(why, _("这份报告的模板没有数据"));
    else if (!screen->prior && figure_is_calculated(figure))
        add_calculated(why, screen, figure);
    return why->len > 0 ? why->s : NULL;
}

/* --- keys and columns --- */

bool figures_find_motion(const struct figures_screen *screen, const struct event *event,
                         int *motion) {
    static const struct {
        int key, motion;
        unsigned mods;
        bool fresh; /* only where nothing is being typed */
    } motions[] = {
        {K_ENTER, MOTION_DOWN, 0, false},
        {K_DOWN, MOTION_DOWN, 0, false},
        {K_UP, MOTION_UP, 0, false},
        {K_TAB, MOTION_NEXT, 0, false},
        {K_BACKTAB, MOTION_PREVIOUS, 0, false},
        {K_PGDN, MOTION_PAGE_DOWN, 0, false},
        {K_PGUP, MOTION_PAGE_UP, 0, false},
        {K_HOME, MOTION_FIRST, MOD_CTRL, false},
        {K_END, MOTION_LAST, MOD_CTRL, false},
        {K_LEFT, MOTION_PREVIOUS, 0, true},
        {K_RIGHT, MOTION_NEXT, 0, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(motions); i++)
        if (event_is_mod_key(event, motions[i].key, motions[i].mods) &&
            (screen->table.fresh || !motions[i].fresh)) {
            *motion = motions[i].motion;
            return true;
        }
    return false;
}

bool figures_take_line(struct str *lines, struct str *line, bool *ends) {
    struct span all = str_span(lines);
    size_t end = span_find(all, SPAN("\n"));
    if (all.n == 0)
        return false;
    *ends = end != SIZE_MAX;
    str_set(line, span_trim(span_sub(all, 0, *ends ? end : all.n)));
    str_splice(lines, 0, *ends ? end + 1 : all.n, SPAN(""));
    return true;
}

size_t figures_count_lines(const struct str *lines) {
    size_t count = 0;
    for (size_t i = 0; i < lines->len; i++)
        count += lines->s[i] == '\n' || i + 1 == lines->len;
    return count;
}
