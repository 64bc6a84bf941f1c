#include "model/target.h"

#include "base/lang.h"
#include "model/figure/figure.h"
#include "model/figure/figure_text.h"
#include "model/figure/score_entry.h"
#include "model/section.h"

#define X(name, word) [TARGET_##name] = (word),
static const char *const words[TARGET_KIND_COUNT] = {TARGET_LIST(X)};
#undef X

const char *target_word(enum target_kind kind) {
    return words[kind];
}

bool target_find_kind(struct span word, enum target_kind *kind) {
    for (size_t i = 0; i < TARGET_KIND_COUNT; i++)
        if (span_is(word, words[i])) {
            *kind = (enum target_kind)i;
            return true;
        }
    return false;
}

static const struct template_indicator *find_indicator(const struct report *report,
                                                       struct span name) {
    return report->template != NULL ? template_find(report->template, TEMPLATE_INDICATOR, name)
                                    : NULL;
}

/* The quotation must stand in the section: a slip of the pen is not kept for ever. */
static bool has_quote(const struct section *section, struct span quote) {
    struct str text = STR_INIT;
    body_add_text(&text, &section->body);
    bool has = quote.n == 0 || span_find(str_span(&text), quote) != SIZE_MAX;
    str_release(&text);
    return has;
}

static enum rc read_section(struct target *target, const struct report *report, struct span written,
                            struct err *err) {
    size_t colon = span_find(written, SPAN(":"));
    struct span path = span_sub(written, 0, colon);
    const struct section *section = report_find_section(report, path);
    target->kind = TARGET_SECTION;
    target->quote = colon == SIZE_MAX ? SPAN("") : span_sub(written, colon + 1, written.n);
    if (section == NULL)
        return err_set(err, RC_NOT_FOUND,
                       _("没有“%.*s”：可写节的名称或位置（后面可加:原文）、figure:数据名、"
                         "indicator:指标名，或.（整份报告）"),
                       SPAN_ARG(path));
    if (!has_quote(section, target->quote))
        return err_set(err, RC_NOT_FOUND, _("这一节里没有“%.*s”"), SPAN_ARG(target->quote));
    target->section = section->id;
    return RC_OK;
}

enum rc target_read(struct target *target, const struct report *report, struct span written,
                    struct err *err) {
    *target = (struct target){.name = SPAN(""), .quote = SPAN("")};
    if (span_is(written, "."))
        return RC_OK;
    if (span_take_prefix(&written, SPAN("figure:"))) {
        target->kind = TARGET_FIGURE;
        target->name = written;
        return figure_find(report->template, written) != NULL
                   ? RC_OK
                   : err_set(err, RC_NOT_FOUND, _("没有名为“%.*s”的数据；用figures查看"),
                             SPAN_ARG(written));
    }
    if (span_take_prefix(&written, SPAN("indicator:"))) {
        target->kind = TARGET_INDICATOR;
        target->name = written;
        return find_indicator(report, written) != NULL
                   ? RC_OK
                   : err_set(err, RC_NOT_FOUND, _("没有名为“%.*s”的指标；用score查看"),
                             SPAN_ARG(written));
    }
    return read_section(target, report, written, err);
}

void target_add_written(struct str *out, const struct report *report, const struct target *target) {
    const struct section *section = report_find_in_tree(report, target->section);
    if (target->kind == TARGET_WHOLE) {
        str_add_byte(out, '.');
    } else if (target->kind != TARGET_SECTION) {
        str_add_format(out, "%s:%.*s", target_word(target->kind), SPAN_ARG(target->name));
    } else {
        if (section != NULL)
            section_add_path(out, section);
        else
            str_add_byte(out, '-');
        if (target->quote.n > 0)
            str_add_format(out, ":%.*s", SPAN_ARG(target->quote));
    }
}

static void add_section_label(struct str *out, const struct report *report,
                              const struct target *target) {
    const struct section *section = report_find_in_tree(report, target->section);
    if (section == report->front) {
        str_add_text(out, _("标题前的文字"));
    } else if (section != NULL) {
        section_add_label(out, section);
        str_add_text(out, section->heading);
    } else {
        str_add_text(out, _("（这一节已删去）"));
    }
    if (target->quote.n > 0) {
        str_add_text(out, "“");
        report_add_printed(out, report, target->quote);
        str_add_text(out, "”");
    }
}

void target_add_label(struct str *out, const struct report *report, const struct target *target) {
    const struct template_figure *figure =
        target->kind == TARGET_FIGURE ? figure_find(report->template, target->name) : NULL;
    const struct template_indicator *indicator =
        target->kind == TARGET_INDICATOR ? find_indicator(report, target->name) : NULL;
    if (target->kind == TARGET_WHOLE)
        str_add_text(out, _("整份报告"));
    else if (target->kind == TARGET_SECTION)
        add_section_label(out, report, target);
    else if (figure != NULL)
        str_add_text(out, figure->label);
    else if (indicator != NULL)
        str_add_text(out, indicator->label);
    else
        str_add(out, target->name);
}
