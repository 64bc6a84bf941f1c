#include "model/template_draft.h"

#include "base/mem.h"
#include "base/text/texts.h"
#include "base/text/utf8.h"
#include "model/answers.h"
#include "model/figure/figure.h"
#include "model/figure/figure_text.h"
#include "model/quantity/quantities.h"
#include "model/report.h"
#include "model/section.h"

#include <string.h>

enum { FIGURES_MOST = 400 };

struct draft_figure {
    const char *label, *unit, *digits; /* as they stand in the text */
    int decimals;
};

struct draft {
    struct str *out;
    const struct report *report;
    struct figures *figures; /* of the report's own template */
    struct texts texts;
    struct draft_figure items[FIGURES_MOST];
    size_t count, sections;
};

/* --- YAML --- */

static void add_quoted(struct str *out, struct span text) {
    str_add_byte(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"' || text.p[i] == '\\')
            str_add_byte(out, '\\');
        if (text.p[i] == '\n')
            str_add_text(out, "\\n");
        else if (text.p[i] == '\t')
            str_add_text(out, "\\t");
        else
            str_add_byte(out, text.p[i]);
    }
    str_add_byte(out, '"');
}

static void add_key(struct draft *draft, size_t indent, const char *key, struct span value) {
    str_add_repeat(draft->out, SPAN(" "), indent);
    str_add_format(draft->out, "%s: ", key);
    add_quoted(draft->out, value);
    str_add_byte(draft->out, '\n');
}

/* --- numbers --- */

static const char *copy_points(struct draft *draft, struct points text, size_t from, size_t to) {
    struct str copy = STR_INIT;
    for (size_t i = from; i < to; i++)
        str_add_char(&copy, text.c[i]);
    const char *kept = texts_copy(&draft->texts, span_trim(str_span(&copy)));
    str_release(&copy);
    return kept;
}

/* A change or a bound is reckoned or fixed: only values and rates that the year brings are asked.
 */
static bool is_asked(const struct mention *mention) {
    return mention->unit != NULL && mention->bound == 0 && !mention->change &&
           !mention->approximate &&
           (mention->role == ROLE_VALUE || mention->role == ROLE_RATE ||
            mention->role == ROLE_SHARE || mention->role == ROLE_BASE);
}

/* A label is good for every year: 2023年全年预算 is 全年预算. */
static size_t behind_year(struct points text, size_t from, size_t to) {
    enum { YEAR_POINTS = 5 };
    bool year = from + YEAR_POINTS <= to && points_year_at(text, from) != 0 &&
                text.c[from + YEAR_POINTS - 1] == U'年';
    return year ? from + YEAR_POINTS : from;
}

/* The figure of that number: one that was met before, or a new one; FIGURES_MOST: no room. */
static size_t figure_of(struct draft *draft, struct points text, const struct mention *mention) {
    struct draft_figure new = {
        .label = copy_points(draft, text, behind_year(text, mention->label_from, mention->label_to),
                             mention->label_to),
        .unit = copy_points(draft, text, mention->digits_to, mention->to),
        .digits = copy_points(draft, text, mention->from, mention->digits_to),
        .decimals = mention->decimals,
    };
    for (size_t i = 0; i < draft->count; i++)
        if (strcmp(draft->items[i].label, new.label) == 0 &&
            strcmp(draft->items[i].unit, new.unit) == 0 &&
            strcmp(draft->items[i].digits, new.digits) == 0)
            return i;
    if (draft->count < FIGURES_MOST)
        draft->items[draft->count++] = new;
    else
        return FIGURES_MOST;
    return draft->count - 1;
}

static void add_points(struct str *out, struct points text, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (text.c[i] == '$' && i + 1 < text.n && text.c[i + 1] == '{')
            str_add_byte(out, '$'); /* prints itself */
        str_add_char(out, text.c[i]);
    }
}

/* The line with its numbers as figures. */
static void add_line(struct draft *draft, struct str *out, struct span line) {
    struct quantities q = {0};
    char32_t *c = mem_alloc_zero(line.n + 1, sizeof *c);
    size_t n = 0, done = 0;
    for (struct span rest = line; rest.n > 0;)
        c[n++] = utf8_take(&rest);
    struct points text = {c, n};
    quantities_read(&q, text, 0, n, NULL, 0);
    for (size_t i = 0; i < q.count; i++) {
        const struct mention *mention = &q.mentions[i];
        size_t figure = is_asked(mention) ? figure_of(draft, text, mention) : FIGURES_MOST;
        if (figure == FIGURES_MOST || mention->from < done)
            continue;
        add_points(out, text, done, mention->from);
        str_add_format(out, "${f%zu}", figure + 1);
        done = mention->to;
    }
    add_points(out, text, done, n);
    quantities_release(&q);
    mem_free(c);
}

/* --- sections --- */

static void add_columns(struct draft *draft, size_t indent, struct span row) {
    size_t n = 0;
    str_add_repeat(draft->out, SPAN(" "), indent);
    str_add_text(draft->out, "columns:\n");
    for (bool more = true; more;) {
        size_t tab = span_find(row, SPAN("\t"));
        struct span cell = span_trim(span_sub(row, 0, tab));
        str_add_repeat(draft->out, SPAN(" "), indent);
        str_add_format(draft->out, "  - {name: c%zu, label: ", ++n);
        add_quoted(draft->out, cell.n > 0 ? cell : SPAN("—"));
        str_add_text(draft->out, "}\n");
        more = tab != SIZE_MAX;
        row = more ? span_sub(row, tab + 1, row.n) : row;
    }
}

static void add_starter(struct draft *draft, size_t indent, const struct section *section) {
    struct str starter = STR_INIT, expanded = STR_INIT;
    for (size_t i = 0; i < section->body.count; i++) {
        str_clear(&expanded);
        figures_add_line(draft->figures, &expanded, str_span(&section->body.lines[i].text));
        if (!utf8_has_ink(str_span(&expanded)))
            continue;
        if (starter.len > 0)
            str_add_byte(&starter, '\n');
        add_line(draft, &starter, str_span(&expanded));
    }
    if (starter.len > 0)
        add_key(draft, indent, "default", str_span(&starter));
    str_release(&starter);
    str_release(&expanded);
}

static bool begins_with_row(const struct section *section) {
    return section->body.count > 0 && section->body.lines[0].tag == LINE_ROW;
}

static void add_sections(struct draft *draft, const struct section *parent, size_t indent);

static void add_section(struct draft *draft, const struct section *section, size_t indent) {
    static const char *const forms[] = {
        [FORM_BLOCK] = NULL, [FORM_RUN_IN] = "run-in", [FORM_NONE] = "none"};
    bool table = begins_with_row(section);
    bool items = section->body.count > 0 && section->body.lines[0].tag == LINE_ITEM;
    str_add_repeat(draft->out, SPAN(" "), indent);
    str_add_format(draft->out, "- name: s%zu\n", ++draft->sections);
    indent += 2;
    struct str heading = STR_INIT;
    report_add_answered(&heading, draft->report, span_of(section->heading));
    if (section->form != FORM_NONE)
        add_key(draft, indent, "label",
                heading.len > 0 ? str_span(&heading) : SPAN("（没有标题）"));
    str_release(&heading);
    if (forms[section->form] != NULL)
        add_key(draft, indent, "heading", span_of(forms[section->form]));
    if (table || items)
        add_key(draft, indent, "kind", span_of(table ? "table" : "items"));
    if (section_is_attachment(section)) {
        str_add_repeat(draft->out, SPAN(" "), indent);
        str_add_text(draft->out, "attachment: true\n");
    }
    if (table)
        add_columns(draft, indent, str_span(&section->body.lines[0].text));
    else
        add_starter(draft, indent, section);
    add_sections(draft, section, indent);
}

static void add_sections(struct draft *draft, const struct section *parent, size_t indent) {
    if (parent->count == 0)
        return;
    str_add_repeat(draft->out, SPAN(" "), indent);
    str_add_text(draft->out, "sections:\n");
    for (size_t i = 0; i < parent->count; i++)
        add_section(draft, parent->children[i], indent + 2);
}

/* --- the whole --- */

static void add_replaced(struct str *out, struct span text, struct span what, const char *with) {
    for (size_t at; what.n > 0 && (at = span_find(text, what)) != SIZE_MAX;
         text = span_sub(text, at + what.n, text.n)) {
        str_add(out, span_sub(text, 0, at));
        str_add_text(out, with);
    }
    str_add(out, text);
}

static void add_title(struct draft *draft) {
    struct str year = STR_INIT, answered = STR_INIT, with_unit = STR_INIT, title = STR_INIT;
    const struct report *report = draft->report;
    str_add_format(&year, "%d", report->year);
    report_add_answered(&answered, report, span_of(report->title));
    add_replaced(&with_unit, str_span(&answered), span_of(report->unit), "${unit}");
    add_replaced(&title, str_span(&with_unit), str_span(&year), "${year}");
    add_key(draft, 0, "title", title.len > 0 ? str_span(&title) : SPAN("${year}年度${unit}报告"));
    str_release(&year);
    str_release(&answered);
    str_release(&with_unit);
    str_release(&title);
}

static const char *type_of(const struct draft_figure *figure) {
    if (strcmp(figure->unit, "%") == 0 || strcmp(figure->unit, "％") == 0)
        return "percent";
    if (span_ends_with(span_of(figure->unit), SPAN("元")))
        return "money";
    return figure->decimals > 0 ? "decimal" : "integer";
}

static void add_figures(struct draft *draft) {
    if (draft->count > 0)
        str_add_text(draft->out, "figures:\n");
    for (size_t i = 0; i < draft->count; i++) {
        const struct draft_figure *figure = &draft->items[i];
        bool percent = strcmp(type_of(figure), "percent") == 0;
        struct str label = STR_INIT;
        str_add_text(&label, figure->label);
        if (label.len == 0)
            str_add_format(&label, "数据%zu", i + 1);
        str_add_format(draft->out, "  - {name: f%zu, label: ", i + 1);
        add_quoted(draft->out, str_span(&label));
        str_add_format(draft->out, ", type: %s, unit: ", type_of(figure));
        add_quoted(draft->out, percent ? SPAN("%") : span_of(figure->unit));
        if (figure->decimals > 0 && figure->decimals <= 6)
            str_add_format(draft->out, ", decimals: %d", figure->decimals);
        str_add_text(draft->out, ", prior: true}\n");
        str_release(&label);
    }
}

void template_draft_add(struct str *yaml, const struct report *report) {
    struct draft *draft = MEM_NEW(struct draft);
    draft->out = yaml;
    draft->report = report;
    draft->figures = figures_new(report);
    str_add_text(yaml,
                 "# 由一份写好的报告生成，请改好代号、名称、标题、数据的名称和要求再用。写法见"
                 "docs/template.md。\nform_id: my-template\nversion: \"1\"\n");
    add_title(draft);
    add_sections(draft, report->root, 0);
    if (report->root->count == 0)
        str_add_text(yaml, "sections:\n  - {name: s1, label: 正文}\n");
    add_figures(draft);
    figures_free(draft->figures);
    texts_release(&draft->texts);
    mem_free(draft);
}

/* --- the preview --- */

static void add_indented(struct str *out, size_t depth, const char *what, const char *text) {
    struct span rest = span_of(text), line;
    bool first = true;
    while (rest.n > 0 && span_take_line(&rest, &line)) {
        str_add_repeat(out, SPAN("　"), depth + 1);
        str_add_format(out, "%s%.*s\n", first ? what : "", SPAN_ARG(line));
        first = false;
    }
}

static void preview_section(struct str *out, const struct template *template,
                            const struct template_section *section, size_t depth) {
    bool required = section->required.given &&
                    (section->required.value || section->required.expression != NULL);
    str_add_repeat(out, SPAN("　"), depth);
    str_add_format(out, "%s%s%s\n", section->label != NULL ? section->label : "（不印标题）",
                   required ? " *" : "", section->attachment ? " [附件]" : "");
    add_indented(out, depth, "", section->hint);
    add_indented(out, depth, "要点：", section->guidance);
    for (size_t i = 0; i < section->figure_count; i++) {
        const struct template_figure *figure =
            template_find(template, TEMPLATE_FIGURE, span_of(section->figures[i]));
        if (figure == NULL)
            continue;
        str_add_repeat(out, SPAN("　"), depth + 1);
        str_add_format(out, "数据：%s%s%s%s%s\n", figure->label, figure->unit != NULL ? "（" : "",
                       figure->unit != NULL ? figure->unit : "", figure->unit != NULL ? "）" : "",
                       figure->calculate.given ? "（自动算）" : "");
    }
    for (size_t i = 0; i < section->section_count; i++)
        preview_section(out, template, section->sections[i], depth + 1);
}

static void preview_indicators(struct str *out, struct template_indicator *const *items,
                               size_t count, size_t depth) {
    for (size_t i = 0; i < count; i++) {
        str_add_repeat(out, SPAN("　"), depth);
        str_add_format(out, "%s %s分%s%s\n", items[i]->label, items[i]->weight,
                       items[i]->target != NULL ? " 目标" : "",
                       items[i]->target != NULL ? items[i]->target : "");
        preview_indicators(out, items[i]->indicators, items[i]->indicator_count, depth + 1);
    }
}

void template_preview_add(struct str *out, const struct template *template) {
    str_add_format(out, "%s\n", template->label != NULL ? template->label : template->title);
    add_indented(out, 0, "", template->summary);
    str_add_text(out, "\n基本信息\n");
    for (size_t i = 0; i < template->question_count; i++) {
        const struct template_question *question = &template->questions[i];
        str_add_format(out, "　%s%s\n", question->label, question->required.value ? " *" : "");
        add_indented(out, 1, "", question->hint);
    }
    str_add_text(out, "\n目录（*是必填）\n");
    for (size_t i = 0; i < template->root.section_count; i++)
        preview_section(out, template, template->root.sections[i], 1);
    if (template->indicator_count > 0)
        str_add_text(out, "\n自评表\n");
    preview_indicators(out, template->indicators, template->indicator_count, 1);
}
