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
