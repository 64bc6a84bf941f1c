#include "ui/screens/figures_table.h"

#include "base/lang.h"
#include "model/figure/figure.h"
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

const char *figures_locked(const struct figures_screen *screen, struct str *why) {
    const struct template_figure *figure = figures_selected(screen);
    if (figure == NULL)
        str_add_text(why, _("这份报告的模板没有数据"));
    else if (!screen->prior && figure_is_calculated(figure))
        str_add_format(why, _("“%s”是算出来的（%s），不用填"), figure->label,
                       figure->calculate.source);
    return why->len > 0 ? why->s : NULL;
}
