#include "exchange/json/read.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "exchange/json/json.h"
#include "exchange/json/read_evidence.h"
#include "exchange/json/read_remark.h"
#include "exchange/json/read_sheet.h"
#include "exchange/json/read_state.h"
#include "model/figure/figure_entry.h"
#include "model/figure/score_entry.h"
#include "model/pass.h"
#include "model/report_values.h"
#include "model/review/review.h"
#include "model/review/review_value.h"
#include "model/section.h"
#include "model/table_merge.h"

#include <string.h>

static void read_numbering(struct reader *reader, json_t *value, enum numbering *style) {
    if (!numbering_find(reader_word(value), style))
        reader_fault_word(reader, json_is_string(value) ? json_string_value(value) : "");
}

static bool is_name(struct span name) {
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool letter = c >= 'a' && c <= 'z';
        if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '_')))
            return false;
    }
    return name.n > 0;
}

/* --- bodies --- */

struct read_line {
    enum line_tag tag;
    char *text, *label, *merges;
};

static void line_tag(struct reader *reader, void *target, json_t *value) {
    static const struct {
        const char *name;
        enum line_tag tag;
    } tags[] = {{"paragraph", LINE_PARAGRAPH}, {"item", LINE_ITEM}, {"row", LINE_ROW}};
    struct read_line *line = target;
    for (size_t i = 0; i < ARRAY_LEN(tags); i++)
        if (span_is(reader_word(value), tags[i].name)) {
            line->tag = tags[i].tag;
            return;
        }
    reader_fault_word(reader, json_is_string(value) ? json_string_value(value) : "");
}

static void line_text(struct reader *reader, void *target, json_t *value) {
    struct read_line *line = target;
    reader_set_text(reader, &line->text, value, READER_ONE_LINE, false);
}

static void line_label(struct reader *reader, void *target, json_t *value) {
    struct read_line *line = target;
    line->label =
        reader_read_text(reader, value, READER_ONE_LINE); /* "" is a label that prints nothing */
    if (line->label != NULL && line->tag != LINE_ITEM)
        reader_fault(reader, _("只有编号项（item）才有编号"));
}

static void line_merges(struct reader *reader, void *target, json_t *value) {
    struct read_line *line = target;
    line->merges = reader_read_text(reader, value, READER_ONE_LINE);
    if (line->merges != NULL &&
        (line->tag != LINE_ROW || !table_merges_are_sane(span_of(line->merges))))
        reader_fault(reader, _("合并的格只能写在表格的行（row）里，用 . < ^ 三种记号，末尾不写 ."));
}

static void read_body_line(struct reader *reader, void *target, json_t *value) {
    static const struct reader_key keys[] = {{"tag", line_tag, true},
                                             {"label", line_label, false},
                                             {"merges", line_merges, false},
                                             {"text", line_text, true},
                                             {NULL, NULL, false}};
    struct section *section = target;
    struct read_line line = {.tag = LINE_PARAGRAPH};
    reader_read_object(reader, &line, value, keys);
    if (reader->rc == RC_OK)
        body_add_line(&section->body, span_of(line.text), line.tag,
                      line.tag == LINE_ROW ? line.merges : line.label);
    mem_free(line.text);
    mem_free(line.label);
    mem_free(line.merges);
}

/* --- sections --- */

static void section_body(struct reader *reader, void *target, json_t *value) {
    if (json_is_array(value) && json_array_size(value) == 0)
        reader_fault(reader, _("至少要有一行（可以是空行）"));
    reader_read_array(reader, target, value, read_body_line);
}

static void section_name(struct reader *reader, void *target, json_t *value) {
    struct section *section = target;
    reader_set_text(reader, &section->name, value, READER_ONE_LINE, true);
    if (section->name != NULL && !is_name(span_of(section->name)))
        reader_fault(reader, _("的名称只能用小写字母、数字和下划线，以字母开头"));
}

static void section_label(struct reader *reader, void *target, json_t *value) {
    reader_set_text(reader, &((struct section *)target)->label, value, READER_ONE_LINE, true);
}

static void section_heading(struct reader *reader, void *target, json_t *value) {
    reader_set_text(reader, &((struct section *)target)->heading, value, READER_ONE_LINE, false);
}

static void section_end_mark(struct reader *reader, void *target, json_t *value) {
    reader_set_text(reader, &((struct section *)target)->end_mark, value, READER_ONE_LINE, false);
}

static void section_form(struct reader *reader, void *target, json_t *value) {
    if (!form_find(reader_word(value), &((struct section *)target)->form))
        reader_fault_word(reader, json_is_string(value) ? json_string_value(value) : "");
}

static void section_kind(struct reader *reader, void *target, json_t *value) {
    if (!kind_find(reader_word(value), &((struct section *)target)->kind))
        reader_fault_word(reader, json_is_string(value) ? json_string_value(value) : "");
}

static void section_numbering(struct reader *reader, void *target, json_t *value) {
    read_numbering(reader, value, &((struct section *)target)->numbering);
}

static void section_item_numbering(struct reader *reader, void *target, json_t *value) {
    read_numbering(reader, value, &((struct section *)target)->item_numbering);
}

static void section_marked(struct reader *reader, void *target, json_t *value) {
    ((struct section *)target)->marked = reader_read_bool(reader, value);
}

static void section_touched(struct reader *reader, void *target, json_t *value) {
    ((struct section *)target)->touched = reader_read_bool(reader, value);
}

/* A flag of earlier versions: keep_carried looks at it when the body is read. */
static void section_carried(struct reader *reader, void *target, json_t *value) {
    (void)target;
    (void)reader_read_bool(reader, value);
}

static void keep_carried(struct reader *reader, const struct section *section, json_t *value) {
    if (!json_is_true(json_object_get(value, "carried")))
        return;
    struct str text = STR_INIT;
    body_add_text(&text, &section->body);
    review_keep_carried(reader->report, section->id, str_span(&text));
    str_release(&text);
}

static void section_attachment(struct reader *reader, void *target, json_t *value) {
    ((struct section *)target)->attachment = reader_read_bool(reader, value);
}

static void read_section(struct reader *reader, void *target, json_t *value);

static void section_children(struct reader *reader, void *target, json_t *value) {
    if (reader->depth >= JSON_DEPTH_MOST) {
        reader_fault(reader, _("层次太深"));
        return;
    }
    reader->depth++;
    reader_read_array(reader, target, value, read_section);
    reader->depth--;
}

static void read_section(struct reader *reader, void *target, json_t *value) {
    static const struct reader_key keys[] = {
        {"name", section_name, false},
        {"label", section_label, false},
        {"heading", section_heading, true},
        {"end_mark", section_end_mark, false},
        {"form", section_form, true},
        {"kind", section_kind, true},
        {"numbering", section_numbering, true},
        {"item_numbering", section_item_numbering, true},
        {"marked", section_marked, false},
        {"touched", section_touched, false},
        {"carried", section_carried, false},
        {"attachment", section_attachment, false},
        {"body", section_body, true},
        {"sections", section_children, false},
        {NULL, NULL, false},
    };
    struct section *section = report_add_section(reader->report, target, SIZE_MAX);
    reader->draft->sections++;
    reader_read_object(reader, section, value, keys);
    keep_carried(reader, section, value);
}

/* --- the report --- */

static void report_format(struct reader *reader, void *target, json_t *value) {
    (void)target;
    if (!span_is(reader_word(value), "jixiao"))
        reader_fault(reader, _("应当是“jixiao”：这不是本程序导出的报告"));
}

static void report_version(struct reader *reader, void *target, json_t *value) {
    (void)target;
    if (!json_is_integer(value) || json_integer_value(value) < 1 ||
        json_integer_value(value) > JSON_VERSION)
        reader_fault(reader, _("应当是1或2：文件可能由更新的版本导出，请升级本程序"));
}

static void report_uid(struct reader *reader, void *target, json_t *value) {
    if (!report_set_uid(target, reader_word(value)))
        reader_fault(reader, _("应当是32位的十六进制数"));
}

static void report_unit(struct reader *reader, void *target, json_t *value) {
    reader_set_text(reader, &((struct report *)target)->unit, value, READER_ONE_LINE, false);
}

static void report_short_name(struct reader *reader, void *target, json_t *value) {
    reader_set_text(reader, &((struct report *)target)->short_name, value, READER_ONE_LINE, false);
}

static void report_year(struct reader *reader, void *target, json_t *value) {
    if (json_is_null(value))
        return;
    if (!json_is_integer(value) || json_integer_value(value) < 1 ||
        json_integer_value(value) > 9999)
        reader_fault(reader, _("应当是四位数的年份或null"));
    else
        ((struct report *)target)->year = (int)json_integer_value(value);
}

static void report_title(struct reader *reader, void *target, json_t *value) {
    reader_set_text(reader, &((struct report *)target)->title, value, READER_LINES, false);
}

static void report_sign_off(struct reader *reader, void *target, json_t *value) {
    reader_set_text(reader, &((struct report *)target)->sign_off, value, READER_LINES, false);
}

static void report_prior(struct reader *reader, void *target, json_t *value) {
    if (json_is_null(value))
        return;
    if (!json_is_integer(value) || json_integer_value(value) < 1)
        reader_fault(reader, _("应当是报告的编号或null"));
    else
        ((struct report *)target)->prior = (int64_t)json_integer_value(value);
}

/* Into values whose names have that before them. */
static void read_values(struct reader *reader, struct report *report, json_t *values,
                        const char *prefix) {
    const char *name;
    json_t *value;
    if (!json_is_object(values)) {
        reader_fault(reader, _("应当是一个对象“{…}”"));
        return;
    }
    json_object_foreach(values, name, value) {
        size_t before = reader_enter_key(reader, name);
        struct span plain = span_of(name); /* NAME.prior, NAME.score …: of figures, indicators */
        size_t dot = span_find(plain, SPAN("."));
        if (!is_name(span_sub(plain, 0, dot)) ||
            (dot != SIZE_MAX && !is_name(span_sub(plain, dot + 1, plain.n))))
            reader_fault(reader, _("的名称只能用小写字母、数字和下划线，以字母开头"));
        char *text = reader_read_text(reader, value, READER_LINES);
        if (text == NULL)
            reader_fault(reader, _("应当是文字"));
        struct str line = STR_INIT, full = STR_INIT; /* as session_set_values keeps them */
        str_add_format(&full, "%s%s", prefix, name);
        str_add_line(&line, text != NULL ? span_trim(span_of(text)) : SPAN(""));
        if (text != NULL)
            report_set_value(report, str_span(&full), str_span(&line));
        str_release(&full);
        str_release(&line);
        mem_free(text);
        reader_leave(reader, before);
    }
}

static void report_values(struct reader *reader, void *target, json_t *values) {
    read_values(reader, target, values, "");
}

static void report_carried_values(struct reader *reader, void *target, json_t *values) {
    read_values(reader, target, values, VALUE_CARRIED_VALUE);
}

static void report_confirmed_values(struct reader *reader, void *target, json_t *values) {
    read_values(reader, target, values, VALUE_CONFIRMED_VALUE);
}

static void report_numbering(struct reader *reader, void *target, json_t *value) {
    read_numbering(reader, value, &((struct report *)target)->root->numbering);
}

static void report_front(struct reader *reader, void *target, json_t *value) {
    static const struct reader_key keys[] = {
        {"kind", section_kind, true},
        {"numbering", section_numbering, true},
        {"item_numbering", section_item_numbering, true},
        {"marked", section_marked, false},
        {"touched", section_touched, false},
        {"carried", section_carried, false},
        {"body", section_body, true},
        {NULL, NULL, false},
    };
    reader_read_object(reader, ((struct report *)target)->front, value, keys);
    keep_carried(reader, ((struct report *)target)->front, value);
}

static void report_sections(struct reader *reader, void *target, json_t *value) {
    section_children(reader, ((struct report *)target)->root, value);
}

static void report_template(struct reader *reader, void *target, json_t *value) {
    if (json_is_null(value))
        return;
    if (!json_is_string(value)) {
        reader_fault(reader, _("应当是模板的全文或null"));
        return;
    }
    struct span yaml = {json_string_value(value), json_string_length(value)};
    reader->rc =
        template_read(&((struct report *)target)->template, yaml, _("JSON中的模板"), reader->err);
}

static void read_report(struct reader *reader, json_t *value) {
    static const struct reader_key keys[] = {
        {"format", report_format, true},
        {"version", report_version, true},
        {"uid", report_uid, false},
        {"template", report_template, false},
        {"unit", report_unit, true},
        {"short_name", report_short_name, false},
        {"year", report_year, false},
        {"title", report_title, true},
        {"sign_off", report_sign_off, false},
        {"prior_report", report_prior, false},
        {"values", report_values, false},
        {"passed", reader_read_passed, false},
        {"carried", reader_read_carried, false},
        {"confirmed", reader_read_confirmed, false},
        {"carried_values", report_carried_values, false},
        {"confirmed_values", report_confirmed_values, false},
        {"editions", reader_read_editions, false},
        {"owners", reader_read_owners, false},
        {"sheets", reader_read_sheets, false},
        {"handed", reader_read_handed, false},
        {"numbering", report_numbering, true},
        {"front", report_front, true},
        {"sections", report_sections, true},
        {"evidence", reader_read_evidence, false},
        {"remarks", reader_read_remarks, false},
        {NULL, NULL, false},
    };
    reader_read_object(reader, reader->report, value, keys);
}

static enum rc parse(json_t **out, struct span text, struct err *err) {
    json_error_t error;
    *out = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &error);
    if (*out != NULL)
        return RC_OK;
    return err_set(err, RC_INPUT, _("JSON第%d行第%d列读不懂（%s），请检查文件是否完整"), error.line,
                   error.column, error.text);
}

void json_start(void) {
    json_set_alloc_funcs(mem_alloc, mem_free);
}

/* Whether a figure or an indicator has that name and cannot be that text; `why` says it. */
static bool is_nonsense(const struct report *report, const struct report_value *value,
                        struct err *why) {
    struct span name = span_of(value->name), text = span_of(value->text);
    bool prior = false;
    enum score_entry entry = SCORE_ACTUAL;
    const struct template_figure *figure = figure_find_value(report->template, name, &prior);
    if (span_trim(text).n == 0)
        return false;
    if (figure != NULL && (prior || !figure_is_calculated(figure))) {
        struct value read;
        bool fits = figure_read(&read, figure, text, why) == RC_OK;
        value_release(&read);
        return !fits;
    }
    const struct template_indicator *indicator =
        figure == NULL ? indicator_find_value(report->template, name, &entry) : NULL;
    return indicator != NULL && indicator_check_asked(indicator, entry, NULL) == RC_OK &&
           indicator_check_entry(indicator, entry, text, why) != RC_OK;
}

/* What no number can be made of is kept as it stands, counts as not filled in, and is said. */
static void note_nonsense(struct import_draft *draft) {
    const struct report *report = draft->report;
    if (report->template == NULL)
        return;
    for (size_t i = 0; i < report->value_count; i++) {
        const struct report_value *value = &report->values[i];
        struct err why = {0};
        if (!is_nonsense(report, value, &why))
            continue;
        struct str message = STR_INIT;
        str_add_format(&message, _("JSON中“values.%s”处：%s；原样留着，当作没有填，请改正"),
                       value->name, why.text);
        (void)findings_add_item(&draft->findings, report, value->name, "figure", SEVERITY_ERROR,
                                message.s);
        str_release(&message);
    }
}

static enum rc read_whole(struct import_draft *draft, struct span text, reader_whole *nested,
                          struct err *err) {
    json_t *value = NULL;
    enum rc rc = parse(&value, text, err);
    if (rc != RC_OK)
        return rc;
    struct reader reader = {.draft = draft,
                            .report = report_new(),
                            .place = STR_INIT,
                            .read_whole = nested,
                            .err = err};
    draft->report = reader.report;
    read_report(&reader, value);
    json_decref(value);
    str_release(&reader.place);
    if (reader.rc != RC_OK)
        return reader.rc;
    draft->kept = draft->all = reader.ink;
    assert(report_is_sane(draft->report));
    if (nested != NULL)
        note_nonsense(draft);
    return RC_OK;
}

/* A report that is kept in another one keeps none itself. */
static enum rc read_nested(struct import_draft *draft, struct span text, struct err *err) {
    return read_whole(draft, text, NULL, err);
}

enum rc json_read(struct import_draft *draft, struct span text, struct err *err) {
    (void)span_take_prefix(&text, SPAN("\xEF\xBB\xBF"));
    return read_whole(draft, text, read_nested, err);
}
