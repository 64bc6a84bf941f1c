#include "model/template_draft.h"

#include "base/mem.h"
#include "base/text/texts.h"
#include "base/text/utf8.h"
#include "model/answer_text.h"
#include "model/figure/figure.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_text.h"
#include "model/quantity/quantities.h"
#include "model/report.h"
#include "model/section.h"
#include "model/template_draft_own.h"

#include <string.h>

enum { FIGURES_MOST = 400, FIGURE_MARK = 0xFFFC };

struct draft_figure {
    const char *label, *unit, *digits; /* as they stand in the text */
    int decimals;
    size_t number; /* it is called f1, f2 … */
};

struct draft {
    struct str *out;
    const struct report *report;
    const struct template *own; /* that the report was made with, NULL: none */
    bool takes_figures;         /* they can be put behind those of the template */
    struct texts texts;
    struct draft_figure items[FIGURES_MOST];
    size_t count, numbers, sections;
};

static void add_key(struct draft *draft, size_t indent, const char *key, struct span value) {
    char *text = span_copy(value);
    yaml_add_key(draft->out, indent, key, text);
    mem_free(text);
}

/* As it prints, whatever waits for an answer. */
static bool prints_the_same(const struct report *report, const char *text,
                            const char *of_template) {
    struct str a = STR_INIT, b = STR_INIT;
    report_add_answered(&a, report, span_of(text));
    report_add_answered(&b, report, span_of(of_template));
    bool same = span_equal(span_trim(str_span(&a)), span_trim(str_span(&b)));
    str_release(&a);
    str_release(&b);
    return same;
}

/* --- numbers --- */

static const char *copy_points(struct draft *draft, struct points text, size_t from, size_t to) {
    struct str copy = STR_INIT;
    for (size_t i = from; i < to; i++)
        if (text.c[i] != FIGURE_MARK)
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

/* Whether the report's template calls something so already. */
static bool is_taken(const struct draft *draft, const char *prefix, size_t number) {
    struct str name = STR_INIT;
    str_add_format(&name, "%s%zu", prefix, number);
    const struct span text = str_span(&name);
    bool taken = template_find(draft->own, TEMPLATE_FIGURE, text) != NULL ||
                 template_find(draft->own, TEMPLATE_QUESTION, text) != NULL ||
                 template_find(draft->own, TEMPLATE_SECTION, text) != NULL;
    str_release(&name);
    return taken;
}

static size_t next_number(struct draft *draft) {
    do
        draft->numbers++;
    while (is_taken(draft, "f", draft->numbers));
    return draft->numbers;
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
    if (draft->count == FIGURES_MOST)
        return FIGURES_MOST;
    new.number = next_number(draft);
    draft->items[draft->count++] = new;
    return draft->count - 1;
}

static bool has_at(struct points text, size_t at, const char *ascii) {
    for (size_t i = 0; ascii[i] != '\0'; i++)
        if (at + i >= text.n || text.c[at + i] != (char32_t)ascii[i])
            return false;
    return true;
}

/* `masked`: the same text, figures of it marked; "${" of nothing else prints itself. */
static void add_points(struct str *out, struct points text, struct points masked, size_t from,
                       size_t to) {
    for (size_t i = from; i < to; i++) {
        bool escaped = has_at(text, i, "$${");
        if (!escaped && masked.c[i] != FIGURE_MARK && has_at(text, i, "${"))
            str_add_byte(out, '$');
        str_add_char(out, text.c[i]);
        for (int more = 0; escaped && more < 2; more++)
            str_add_char(out, text.c[++i]);
    }
}

static void mark_figures(const struct draft *draft, struct span line, char32_t *masked) {
    struct figure_token token;
    for (size_t at = 0; figure_token_find(draft->own, line, &at, &token); at += token.bytes) {
        size_t from = utf8_count(span_sub(line, 0, at)); /* a token is ASCII */
        for (size_t i = 0; i < token.bytes; i++)
            masked[from + i] = FIGURE_MARK;
    }
}

/* The line with its numbers as figures; those that it has stay what they are. */
static void add_line(struct draft *draft, struct str *out, struct span line) {
    struct quantities q = {0};
    char32_t *c = mem_alloc_zero(line.n + 1, sizeof *c);
    char32_t *m = mem_alloc_zero(line.n + 1, sizeof *m);
    size_t n = 0, done = 0;
    for (struct span rest = line; rest.n > 0; n++)
        c[n] = m[n] = utf8_take(&rest);
    mark_figures(draft, line, m);
    struct points text = {c, n}, masked = {m, n};
    quantities_read(&q, masked, 0, n, NULL, 0);
    for (size_t i = 0; i < q.count && draft->takes_figures; i++) {
        const struct mention *mention = &q.mentions[i];
        size_t figure = is_asked(mention) ? figure_of(draft, masked, mention) : FIGURES_MOST;
        if (figure == FIGURES_MOST || mention->from < done)
            continue;
        add_points(out, text, masked, done, mention->from);
        str_add_format(out, "${f%zu}", draft->items[figure].number);
        done = mention->to;
    }
    add_points(out, text, masked, done, n);
    quantities_release(&q);
    mem_free(c);
    mem_free(m);
}

/* --- sections --- */

/* What names a column: its cell, and its place where that is empty or names two. */
static void add_columns(struct draft *draft, size_t indent, struct span row) {
    struct span whole = row;
    size_t n = 0;
    str_add_repeat(draft->out, SPAN(" "), indent);
    str_add_text(draft->out, "columns:\n");
    for (bool more = true; more;) {
        size_t tab = span_find(row, SPAN("\t"));
        struct span cell = span_trim(span_sub(row, 0, tab));
        struct span before = span_sub(whole, 0, (size_t)(row.p - whole.p));
        struct str label = STR_INIT;
        str_add(&label, cell);
        n++;
        if (cell.n == 0 || span_find(before, cell) != SIZE_MAX)
            str_add_format(&label, "（第%zu列）", n);
        str_add_repeat(draft->out, SPAN(" "), indent);
        str_add_format(draft->out, "  - {name: c%zu, label: ", n);
        yaml_add_quoted(draft->out, str_span(&label));
        str_add_text(draft->out, "}\n");
        str_release(&label);
        more = tab != SIZE_MAX;
        row = more ? span_sub(row, tab + 1, row.n) : row;
    }
}

/* A line of the template's own 范文, as it stands there. */
static bool is_of_starter(const char *starter, struct span line) {
    struct span rest = span_of(starter), own;
    while (rest.n > 0) {
        (void)span_take_line(&rest, &own);
        if (own.n > 0 && span_equal(own, line))
            return true;
    }
    return false;
}

/* The report's text; where nothing is written, the template's 范文. */
static void add_starter(struct draft *draft, size_t indent, const struct section *section,
                        const struct template_section *from) {
    const char *starter = from != NULL && from->starter != NULL ? from->starter : "";
    struct str text = STR_INIT;
    for (size_t i = 0; i < section->body.count; i++) {
        struct span line = str_span(&section->body.lines[i].text);
        if (!utf8_has_ink(line))
            continue;
        if (text.len > 0)
            str_add_byte(&text, '\n');
        if (is_of_starter(starter, line))
            str_add(&text, line);
        else
            add_line(draft, &text, line);
    }
    yaml_add_key(draft->out, indent, "default", text.len > 0 ? text.s : starter);
    str_release(&text);
}

static bool begins_with_row(const struct section *section) {
    return section->body.count > 0 && section->body.lines[0].tag == LINE_ROW;
}

/* The template's label where the heading is still that; a run-in one with its mark. */
static void add_label(struct draft *draft, size_t indent, const struct section *section,
                      const struct template_section *from) {
    struct str heading = STR_INIT;
    if (section->form == FORM_NONE && (from == NULL || from->form == FORM_NONE))
        return;
    if (from != NULL && from->label != NULL &&
        prints_the_same(draft->report, section->heading, from->label))
        str_add_text(&heading, from->label);
    else
        report_add_answered(&heading, draft->report, span_of(section->heading));
    if (heading.len == 0)
        str_add_text(&heading, "（没有标题）");
    if (from != NULL && from->form == FORM_RUN_IN && from->end_mark != NULL &&
        strcmp(from->end_mark, "。") != 0)
        str_add_text(&heading, from->end_mark);
    add_key(draft, indent, "label", str_span(&heading));
    str_release(&heading);
}

static void add_sections(struct draft *draft, const struct section *parent, size_t indent);

/* Of a section that the report has of itself: how it is numbered, where that is its own. */
static void add_own_numbering(struct draft *draft, size_t indent, const struct section *section) {
    if (section->kind == KIND_ITEMS && section->item_numbering != NUMBERING_NONE)
        yaml_add_key(draft->out, indent, "numbering", numbering_name(section->item_numbering));
    else if (section->count > 0 &&
             section->numbering != numbering_of_depth(section_depth(section) + 1))
        yaml_add_key(draft->out, indent, "numbering", numbering_name(section->numbering));
}

static void add_own_section(struct draft *draft, const struct section *section, size_t indent) {
    static const char *const forms[] = {
        [FORM_BLOCK] = NULL, [FORM_RUN_IN] = "run-in", [FORM_NONE] = "none"};
    bool table = begins_with_row(section);
    bool items = section->body.count > 0 && section->body.lines[0].tag == LINE_ITEM;
    yaml_add_key(draft->out, indent, "heading", forms[section->form]);
    if (table || items)
        yaml_add_key(draft->out, indent, "kind", table ? "table" : "items");
    add_own_numbering(draft, indent, section);
    if (section_is_attachment(section)) {
        str_add_repeat(draft->out, SPAN(" "), indent);
        str_add_text(draft->out, "attachment: true\n");
    }
    if (table)
        add_columns(draft, indent, str_span(&section->body.lines[0].text));
    else
        add_starter(draft, indent, section, NULL);
}

static const struct template_section *own_section(const struct draft *draft,
                                                  const struct section *section) {
    return draft->own != NULL ? section_template(draft->report, section) : NULL;
}

/* Of several that repeat one of the template's, the first stands for all. */
static bool is_repetition(const struct draft *draft, const struct section *section) {
    const struct template_section *from = own_section(draft, section);
    return from != NULL && from->repeats &&
           report_find_section(draft->report, span_of(from->name)) != section;
}

static void add_section(struct draft *draft, const struct section *section, size_t indent) {
    const struct template_section *from = own_section(draft, section);
    str_add_repeat(draft->out, SPAN(" "), indent);
    if (from != NULL) {
        str_add_format(draft->out, "- name: %s\n", from->name);
    } else {
        do
            draft->sections++;
        while (is_taken(draft, "s", draft->sections));
        str_add_format(draft->out, "- name: s%zu\n", draft->sections);
    }
    indent += 2;
    add_label(draft, indent, section, from);
    if (from == NULL) {
        add_own_section(draft, section, indent);
    } else {
        section_keys_add(draft->out, indent, from);
        if (from->kind != KIND_TABLE)
            add_starter(draft, indent, section, from);
    }
    add_sections(draft, section, indent);
}

static void add_sections(struct draft *draft, const struct section *parent, size_t indent) {
    if (parent->count == 0)
        return;
    str_add_repeat(draft->out, SPAN(" "), indent);
    str_add_text(draft->out, "sections:\n");
    for (size_t i = 0; i < parent->count; i++)
        if (!is_repetition(draft, parent->children[i]))
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

/* A text of the report, good for every unit and year. */
static void add_general(struct draft *draft, size_t indent, const char *key, const char *text,
                        const char *otherwise) {
    struct str year = STR_INIT, answered = STR_INIT, with_unit = STR_INIT, whole = STR_INIT;
    const struct report *report = draft->report;
    str_add_format(&year, "%d", report->year);
    report_add_answered(&answered, report, span_of(text));
    add_replaced(&with_unit, str_span(&answered), span_of(report->unit), "${unit}");
    add_replaced(&whole, str_span(&with_unit), str_span(&year), "${year}");
    add_key(draft, indent, key, whole.len > 0 ? str_span(&whole) : span_of(otherwise));
    str_release(&year);
    str_release(&answered);
    str_release(&with_unit);
    str_release(&whole);
}

static void add_title(struct draft *draft) {
    const struct report *report = draft->report;
    if (draft->own != NULL && prints_the_same(report, report->title, draft->own->title))
        yaml_add_key(draft->out, 0, "title", draft->own->title);
    else
        add_general(draft, 0, "title", report->title, "${year}年度${unit}报告");
}

static void add_block(struct draft *draft, const char *key) {
    struct span block =
        draft->own != NULL ? yaml_find_block(span_of(draft->own->text), key) : SPAN("");
    str_add(draft->out, block);
    if (block.n > 0 && !span_ends_with(block, SPAN("\n")))
        str_add_byte(draft->out, '\n');
}

/* As the template has them, else what the report shows. */
static void add_settings(struct draft *draft) {
    const struct report *report = draft->report;
    if (draft->own != NULL) {
        add_block(draft, "settings");
        return;
    }
    bool numbered = report->root->numbering != numbering_of_depth(1);
    if (!numbered && report->sign_off[0] == '\0')
        return;
    str_add_text(draft->out, "settings:\n");
    if (numbered)
        str_add_format(draft->out, "  numbering: [\"%s\"]\n",
                       numbering_name(report->root->numbering));
    add_general(draft, 2, "signoff", report->sign_off, "");
}

static const char *type_of(const struct draft_figure *figure) {
    if (strcmp(figure->unit, "%") == 0 || strcmp(figure->unit, "％") == 0)
        return "percent";
    if (span_ends_with(span_of(figure->unit), SPAN("元")))
        return "money";
    return figure->decimals > 0 ? "decimal" : "integer";
}

static void add_figure(struct draft *draft, const struct draft_figure *figure, size_t indent) {
    bool percent = strcmp(type_of(figure), "percent") == 0;
    struct str label = STR_INIT;
    str_add_text(&label, figure->label);
    if (label.len == 0)
        str_add_format(&label, "数据%zu", figure->number);
    str_add_repeat(draft->out, SPAN(" "), indent);
    str_add_format(draft->out, "- {name: f%zu, label: ", figure->number);
    yaml_add_quoted(draft->out, str_span(&label));
    str_add_format(draft->out, ", type: %s, unit: ", type_of(figure));
    yaml_add_quoted(draft->out, percent ? SPAN("%") : span_of(figure->unit));
    if (figure->decimals > 0 && figure->decimals <= 6)
        str_add_format(draft->out, ", decimals: %d", figure->decimals);
    str_add_text(draft->out, ", prior: true}\n");
    str_release(&label);
}

/* Those of the template, and behind them what the text has besides. */
static void add_figures(struct draft *draft) {
    struct span block =
        draft->own != NULL ? yaml_find_block(span_of(draft->own->text), "figures") : SPAN("");
    size_t indent = block.n > 0 ? yaml_item_indent(block) : 2;
    add_block(draft, "figures");
    if (block.n == 0 && draft->count > 0)
        str_add_text(draft->out, "figures:\n");
    for (size_t i = 0; i < draft->count; i++)
        add_figure(draft, &draft->items[i], indent);
}

/* Where the template's list is written in one line, nothing can be put behind it; where its file
 * has no lines of keys, nothing of it can be taken over. */
static void take_own(struct draft *draft) {
    const struct template *own = draft->report->template;
    draft->takes_figures = true;
    if (own == NULL || yaml_find_block(span_of(own->text), "sections").n == 0)
        return;
    draft->own = own;
    struct span block = yaml_find_block(span_of(own->text), "figures");
    draft->takes_figures = block.n == 0 || yaml_item_indent(block) != SIZE_MAX;
}

void template_draft_add(struct str *yaml, const struct report *report) {
    static const char *const behind[] = {"rules", "pairs", "grades", "indicators", "caps"};
    struct draft *draft = MEM_NEW(struct draft);
    draft->out = yaml;
    draft->report = report;
    take_own(draft);
    str_add_text(yaml,
                 "# 由一份写好的报告生成，请改好代号、名称、标题、数据的名称和要求再用。写法见"
                 "docs/template.md。\nform_id: my-template\nversion: \"1\"\n");
    add_title(draft);
    add_settings(draft);
    add_block(draft, "questions");
    add_sections(draft, report->root, 0);
    if (report->root->count == 0)
        str_add_text(yaml, "sections:\n  - {name: s1, label: 正文}\n");
    add_figures(draft);
    for (size_t i = 0; i < ARRAY_LEN(behind); i++)
        add_block(draft, behind[i]);
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

static void preview_figure(struct str *out, const struct template_figure *figure, size_t depth) {
    str_add_repeat(out, SPAN("　"), depth + 1);
    str_add_format(out, "数据：%s%s%s%s%s", figure->label, figure->unit != NULL ? "（" : "",
                   figure->unit != NULL ? figure->unit : "", figure->unit != NULL ? "）" : "",
                   figure->calculate.given ? "（自动算）" : "");
    choices_add_asked(out, figure->choices, figure->choice_count);
    str_add_byte(out, '\n');
}

/* What a table asks for, and how many sections there may be. */
static void preview_shape(struct str *out, const struct template_section *section, size_t depth) {
    for (size_t i = 0; i < section->column_count; i++) {
        const struct template_column *column = &section->columns[i];
        bool unit = column->unit != NULL && column->unit[0] != '\0';
        if (i == 0)
            str_add_repeat(out, SPAN("　"), depth + 1);
        str_add_format(out, "%s%s%s%s%s", i == 0 ? "列：" : "、", column->label, unit ? "（" : "",
                       unit ? column->unit : "", unit ? "）" : "");
    }
    if (section->column_count > 0)
        str_add_text(out, section->sum_row ? "；有合计行\n" : "\n");
    if (!section->repeats)
        return;
    str_add_repeat(out, SPAN("　"), depth + 1);
    str_add_text(out, "可以照样再加：");
    if (section->repeat_min >= 0)
        str_add_format(out, "至少%ld节", section->repeat_min);
    if (section->repeat_max >= 0)
        str_add_format(out, "%s最多%ld节", section->repeat_min >= 0 ? "，" : "",
                       section->repeat_max);
    str_add_byte(out, '\n');
}

static void preview_starter(struct str *out, const struct template *template,
                            const struct template_section *section, size_t depth) {
    struct str shown = STR_INIT;
    if (section->starter == NULL || section->kind == KIND_TABLE)
        return;
    template_add_labelled(&shown, template, span_of(section->starter));
    add_indented(out, depth, "范文：", shown.s);
    str_release(&shown);
}

static void preview_section(struct str *out, const struct template *template,
                            const struct template_section *section, size_t depth) {
    bool required = section->required.given &&
                    (section->required.value || section->required.expression != NULL);
    str_add_repeat(out, SPAN("　"), depth);
    if (section->label != NULL)
        template_add_asked(out, template, span_of(section->label));
    else
        str_add_text(out, "（不印标题）");
    str_add_format(out, "%s%s\n", required ? " *" : "", section->attachment ? " [附件]" : "");
    add_indented(out, depth, "", section->hint);
    add_indented(out, depth, "要点：", section->guidance);
    preview_starter(out, template, section, depth);
    preview_shape(out, section, depth);
    for (size_t i = 0; i < section->figure_count; i++) {
        const struct template_figure *figure =
            template_find(template, TEMPLATE_FIGURE, span_of(section->figures[i]));
        if (figure != NULL)
            preview_figure(out, figure, depth);
    }
    for (size_t i = 0; i < section->section_count; i++)
        preview_section(out, template, section->sections[i], depth + 1);
}

/* Those that no section lists. */
static void preview_other_figures(struct str *out, const struct template *template) {
    bool any = false;
    for (size_t i = 0; i < template->figure_count; i++) {
        const struct template_figure *figure = &template->figures[i];
        if (template_figure_section(template, figure) != NULL)
            continue;
        str_add_text(out, any ? "" : "\n其他数据\n");
        any = true;
        preview_figure(out, figure, 0);
    }
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
    if (template->label != NULL)
        str_add_text(out, template->label);
    else
        template_add_asked(out, template, span_trim(span_of(template->title)));
    str_add_byte(out, '\n');
    add_indented(out, 0, "", template->summary);
    str_add_text(out, "\n基本信息\n");
    for (size_t i = 0; i < template->question_count; i++) {
        const struct template_question *question = &template->questions[i];
        bool required = question->required.value || question->required.expression != NULL;
        str_add_format(out, "　%s%s", question->label, required ? " *" : "");
        choices_add_asked(out, question->choices, question->choice_count);
        str_add_byte(out, '\n');
        add_indented(out, 1, "", question->hint);
    }
    str_add_text(out, "\n目录（*是必填）\n");
    for (size_t i = 0; i < template->root.section_count; i++)
        preview_section(out, template, template->root.sections[i], 1);
    preview_other_figures(out, template);
    if (template->indicator_count > 0)
        str_add_text(out, "\n自评表\n");
    preview_indicators(out, template->indicators, template->indicator_count, 1);
}
