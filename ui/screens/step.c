#include "ui/screens/step.h"

#include "base/lang.h"
#include "base/text/width.h"
#include "model/figure/figure.h"
#include "model/figure/score.h"
#include "model/figure/score_entry.h"
#include "model/review/review_value.h"
#include "session/undo.h"
#include "ui/screens/figures.h"
#include "ui/screens/score.h"
#include "ui/screens/table_edit.h"

const struct layer_ops *step_find_cell(const struct report *report,
                                       const struct session_undone *where,
                                       struct table_argument *at) {
    return step_find_value(report, where->name, at);
}

const struct layer_ops *step_find_value(const struct report *report, const char *value,
                                        struct table_argument *at) {
    bool prior = false;
    enum score_entry entry = SCORE_TARGET;
    struct span name = span_of(value);
    (void)span_take_prefix(&name, SPAN(VALUE_CONFIRMED_VALUE));
    if (name.n == 0 || report->template == NULL)
        return NULL;
    const struct template_figure *figure = figure_find_value(report->template, name, &prior);
    if (figure != NULL) {
        *at = (struct table_argument){.section = -1, .row = figure->name, .column = prior};
        return &figures_layer;
    }
    const struct template_indicator *indicator =
        indicator_find_value(report->template, name, &entry);
    if (indicator == NULL)
        return NULL;
    *at = (struct table_argument){.section = -1, .row = indicator->name, .column = (int)entry};
    return &score_layer;
}

void step_say_found(struct shell *shell, bool undo, const struct session_undone *where) {
    shell_say(shell, undo ? _("再按一次Ctrl-Z才撤销：%s") : _("再按一次Ctrl-Y才重做：%s"),
              where->what);
}

/* On one row: it says how to come back where that has room. */
static void say_gone_back(struct shell *shell, bool undo, const struct session_undone *where) {
    struct str said = STR_INIT;
    str_add_format(&said, undo ? _("已撤销 %s") : _("已重做 %s"), where->what);
    const char *way = undo ? _("；Ctrl-Y重做") : _("；Ctrl-Z撤销");
    enum { MARGIN = 3 }; /* a row of messages has so many columns less (ui/shell.c) */
    size_t room = (size_t)canvas_cols(shell_canvas(shell)) - MARGIN, used = 0;
    size_t width = width_of_text(str_span(&said), WIDTH_WIDE);
    if (width + width_of_text(span_of(way), WIDTH_WIDE) <= room) {
        str_add_text(&said, way);
    } else if (width > room) { /* a second row would cover where the clerk types */
        str_cut(&said, width_fit(str_span(&said), room - 2, WIDTH_WIDE, &used));
        str_add_text(&said, "..");
    }
    shell_say(shell, "%s", said.s);
    str_release(&said);
}

enum rc step_go_back(struct shell *shell, bool undo, struct session_undone *where,
                     struct err *err) {
    enum rc rc = (undo ? session_undo : session_redo)(shell_session(shell), where, err);
    if (rc == RC_OK)
        say_gone_back(shell, undo, where);
    return rc;
}
