#include "session/library_take.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/figure/figure_entry.h"
#include "model/figure/library_value.h"
#include "model/report_values.h"
#include "session/change.h"
#include "session/library_figure.h"
#include "session/opened.h"
#include "session/private.h"

static void say_value(struct str *said, const struct report *report,
                      const struct library_value *value, bool changes) {
    struct span now = span_of(report_value(report, span_of(value->figure->name)));
    const char *unit = figure_unit(value->figure);
    str_add_format(said, _("“%s”："), value->figure->label);
    if (value->text == NULL)
        str_add_text(said, _("没有可以取的，没有改动"));
    else if (!changes)
        str_add_format(said, _("%s%s，和报告库一致"), value->text, unit);
    else if (now.n == 0)
        str_add_format(said, _("取用%s%s"), value->text, unit);
    else
        str_add_format(said, _("由%.*s改为%s%s"), SPAN_ARG(now), value->text, unit);
    str_add_byte(said, '\n');
}

/* What was counted, once for all figures that were counted alike. */
static void say_counted(struct str *said, const struct library_values *found, size_t at) {
    const char *told = found->items[at].told;
    if (at == 0 || !span_is(span_of(told), found->items[at - 1].told))
        str_add_format(said, _("%s：\n"), told);
}

enum rc session_take_library(struct session *session, struct span reason, bool only_look,
                             struct str *said, struct err *err) {
    struct library_values found;
    size_t count = 0;
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK && !template_uses_library(session->open.report->template))
        rc = err_set(err, RC_REFUSED,
                     _("这份报告的模板没有由报告库取的数据（数据里写library，见模板文件）"));
    if (rc != RC_OK)
        return rc;

    session_library_values(session, session->open.report, &found);
    struct session_value *values = mem_alloc_zero(found.count + 1, sizeof *values);
    for (size_t i = 0; i < found.count; i++) {
        const struct library_value *value = &found.items[i];
        const char *now = report_value(session->open.report, span_of(value->figure->name));
        bool changes = value->text != NULL && (now == NULL || now[0] == '\0' ||
                                               library_value_is_stale(session->open.report, value));
        say_counted(said, &found, i);
        say_value(said, session->open.report, value, changes);
        if (changes)
            values[count++] =
                (struct session_value){span_of(value->figure->name), span_of(value->text)};
    }
    if (count > 0 && !only_look)
        rc = session_set_because(session, values, count, reason, err);
    mem_free(values);
    library_values_release(&found);
    return rc;
}
