#include "check/library.h"

#include "base/lang.h"
#include "model/figure/figure_entry.h"
#include "model/report_values.h"

void check_library(struct findings *out, const struct report *report,
                   const struct library_values *values) {
    for (size_t i = 0; values != NULL && i < values->count; i++) {
        const struct library_value *value = &values->items[i];
        if (!library_value_is_stale(report, value))
            continue;
        struct str message = STR_INIT;
        str_add_format(&message,
                       _("数据“%s”是%s，报告库里现在是%s%s（%s）；在数据（F6）里按Ctrl-R重取"),
                       value->figure->label, report_value(report, span_of(value->figure->name)),
                       value->text, figure_unit(value->figure), value->told);
        (void)findings_add_item(out, report, value->figure->name, "library", SEVERITY_WARNING,
                                message.s);
        str_release(&message);
    }
}
