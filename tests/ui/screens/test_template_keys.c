/* Every key that a template may have does something: what a clerk sees, what the checker says or
 * what is exported is another with it than without. A key that nobody shows here fails. */
#include "base/mem.h"
#include "exchange/export.h"
#include "model/figure/figure_offer.h"
#include "model/report_values.h"
#include "model/template/handed_in.h"
#include "session/change.h"
#include "session/check.h"
#include "session/exchange.h"
#include "session/library_take.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/session.h"
#include "session/template.h"
#include "store/templates.h"
#include "tests/support/archive.h"
#include "tests/support/screen.h"
#include "ui/workbench/workbench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TOP      "form_id: t\ntitle: 报告\n"
#define SECTIONS "sections:\n  - name: a\n    label: 甲\n"
#define BASE     TOP SECTIONS /* a has a text; keys of it come next */
#define EMPTY    BASE "  - name: e\n    label: 空\n"
#define QUESTION BASE "questions:\n  - name: q\n    label: 问\n"   /* answered 答 */
#define NUMBER   BASE "questions:\n  - name: n\n    label: 几\n"   /* answered 5 */
#define UNASKED  BASE "questions:\n  - name: u\n    label: 没答\n" /* not answered */
#define CHOICE   NUMBER "    type: select_one\n    choices:\n"
#define FIGURE   BASE "figures:\n  - name: x\n    label: 数\n" /* 120, last year 100 */
#define LIBRARY  FIGURE "    library: " /* a report of the unit and year has 120 */
#define BROKEN   FIGURE "    constraint: . < 100\n"
#define UNKNOWN  BASE "figures:\n  - name: v\n    label: 缺\n"        /* not filled in */
#define TABLE    BASE "  - name: s\n    label: 表\n    kind: table\n" /* 费 and 12 below 项 and 数 */
#define COLUMNS  TABLE "    columns:\n      - {name: k, label: 项}\n      - {name: l, label: 数"
#define RULE     FIGURE "rules:\n  - name: r\n"
#define FALSE    RULE "    constraint: ${x} < 100\n"
#define PAIRS                                                                                      \
    TOP "sections:\n  - {name: a, label: 甲, kind: items}\n"                                      \
        "  - {name: p, label: 乙, kind: items}\n  - {name: m, label: 丙, kind: items}\n"
#define SCORE     BASE "indicators:\n  - name: i\n    label: 指标\n    weight: 100\n" /* actual 50 */
#define RATIO     SCORE "    method: ratio\n    target: 100\n"
#define AIMED_LOW SCORE "    method: ratio\n    target: 45\n"
#define INVERSE   SCORE "    method: inverse\n    target: 10\n"
#define STEPS     SCORE "    method: steps\n    steps:\n"
#define BANDS     SCORE "    method: grade\n    bands:\n" /* 50 is a grade's name as well */
/* The sheet is made where something is typed for it. */
#define FORM                                                                                       \
    BASE "  - name: f\n    label: 附表\n    kind: table\n    table:\n      - [\"${i.weight}\", " \
         "\"${x}\"]\n"
#define RATIO_END                                                                                  \
    "figures:\n  - {name: x, label: 数}\nindicators:\n  - {name: i, label: 指标, weight: 100, " \
    "method: ratio, target: 100}\n"
#define CAPPED RATIO "caps:\n"

struct key_case {
    const char *key, *without, *with;
};

static const struct key_case cases[] = {
    {"template.form_id", BASE, "form_id: u\ntitle: 报告\n" SECTIONS},
    {"template.title", BASE, "form_id: t\ntitle: 另一份\n" SECTIONS},
    {"template.label", BASE, "label: 另一种\n" BASE},
    {"template.summary", BASE, "summary: 给谁用\n" BASE},
    {"template.version", BASE, "version: \"7\"\n" BASE},
    {"template.settings", BASE, "settings: {signoff: 某单位}\n" BASE},
    {"template.questions", BASE, QUESTION},
    {"template.sections", BASE, EMPTY},
    {"template.figures", BASE, FIGURE},
    {"template.rules", FIGURE, FALSE},
    {"template.pairs", PAIRS, PAIRS "pairs: [{first: p, second: m}]\n"},
    {"template.grades", RATIO, RATIO "grades: [{name: 差, from: 0}]\n"},
    {"template.indicators", BASE, SCORE},
    {"template.caps", RATIO, CAPPED "  - {when: 1 = 1, most: 20}\n"},

    {"settings.numbering", BASE, "settings: {numbering: [第一部分]}\n" BASE},
    {"settings.signoff", BASE, "settings: {signoff: \"${unit}\"}\n" BASE},
    {"settings.encoding", BASE, "settings: {encoding: gb18030}\n" BASE},
    {"settings.page", BASE, "settings: {page: page}\n" BASE},

    {"settings.cover", BASE, "settings: {cover: \"${unit}\"}\n" BASE},
    {"settings.contents", BASE, "settings: {contents: 1}\n" BASE},
    {"settings.attachment_note", FORM "      - [甲, 乙]\n    attachment: true\n" RATIO_END,
     "settings: {attachment_note: false}\n" FORM
     "      - [甲, 乙]\n    attachment: true\n" RATIO_END},
    {"settings.reference", BASE, "settings: {reference: /nowhere/版式.docx}\n" BASE},

    {"question.name", QUESTION, BASE "questions:\n  - name: z\n    label: 问\n"},
    {"question.label", QUESTION, BASE "questions:\n  - name: q\n    label: 又问\n"},
    {"question.type", QUESTION, QUESTION "    type: date\n"},
    {"question.hint", QUESTION, QUESTION "    hint: 这样答\n"},
    {"question.default", UNASKED, UNASKED "    default: 预填\n"},
    {"question.required", UNASKED, UNASKED "    required: true\n"},
    {"question.required_message", UNASKED "    required: true\n",
     UNASKED "    required: true\n    required_message: 要答\n"},
    {"question.constraint", NUMBER, NUMBER "    constraint: . > 6\n"},
    {"question.constraint_message", NUMBER "    constraint: . > 6\n",
     NUMBER "    constraint: . > 6\n    constraint_message: 太少了\n"},
    {"question.severity", NUMBER "    constraint: . > 6\n",
     NUMBER "    constraint: . > 6\n    severity: hint\n"},
    {"question.source", NUMBER "    constraint: . > 6\n",
     NUMBER "    constraint: . > 6\n    source: 第五条\n"},
    {"question.relevant", QUESTION, QUESTION "    relevant: false\n"},
    {"question.carry", QUESTION, QUESTION "    carry: never\n"},
    {"question.stable", QUESTION, QUESTION "    stable: true\n"},
    {"question.choices", NUMBER, CHOICE "      - {name: c5, label: \"5\"}\n"},
    {"choice.name",
     BASE "    relevant: ${n} = 'c5'\nquestions:\n  - {name: n, label: 几, type: select_one,"
          " choices: [{name: c5, label: \"5\"}, {name: c6, label: \"6\"}]}\n",
     BASE "    relevant: ${n} = 'c5'\nquestions:\n  - {name: n, label: 几, type: select_one,"
          " choices: [{name: c6, label: \"5\"}, {name: c5, label: \"6\"}]}\n"},
    {"choice.label", CHOICE "      - {name: c5, label: \"5\"}\n",
     CHOICE "      - {name: c5, label: \"6\"}\n"},

    {"section.name", BASE, TOP "sections:\n  - name: b\n    label: 甲\n"},
    {"section.label", BASE, TOP "sections:\n  - name: a\n    label: 乙\n"},
    {"section.hint", BASE "    guidance: 要点\n", BASE "    guidance: 要点\n    hint: 一句话\n"},
    {"section.guidance", BASE, BASE "    guidance: 要点\n"},
    {"section.default", BASE, BASE "    default: 范文\n"},
    {"section.heading", BASE, BASE "    heading: run-in\n"},
    {"section.kind", BASE, BASE "    kind: items\n"},
    {"section.numbering", BASE "    kind: items\n", BASE "    kind: items\n    numbering: （1）\n"},
    {"section.required", EMPTY, EMPTY "    required: true\n"},
    {"section.required_message", EMPTY "    required: true\n",
     EMPTY "    required: true\n    required_message: 要写\n"},
    {"section.relevant", BASE, BASE "    relevant: false\n"},
    {"section.min_length", BASE, BASE "    min_length: 500\n"},
    {"section.max_length", BASE, BASE "    max_length: 2\n"},
    {"section.repeat", BASE, BASE "    repeat: {min: 2}\n"},
    {"repeat.min", BASE "    repeat: {max: 9}\n", BASE "    repeat: {min: 3, max: 9}\n"},
    {"repeat.max", BASE "    repeat: {min: 1}\n", BASE "    repeat: {min: 1, max: 1}\n"},
    {"section.carry", BASE, BASE "    carry: never\n"},
    {"section.stable", BASE, BASE "    stable: true\n"},
    {"section.owner", BASE, BASE "    owner: 财务科\n"},
    {"section.source", EMPTY "    required: true\n",
     EMPTY "    required: true\n    source: 第六条\n"},
    {"section.figures", FIGURE, BASE "    figures: [x]\nfigures:\n  - {name: x, label: 数}\n"},
    {"section.columns", TABLE "    table: [[甲]]\n", COLUMNS "}\n"},
    {"section.sum", COLUMNS ", type: integer}\n", COLUMNS ", type: integer}\n    sum: true\n"},
    {"section.table", COLUMNS "}\n",
     TABLE "    table: [[\"年${year}\", \"${x}\"]]\n"
           "figures:\n  - {name: x, label: 数}\n"},
    {"row.text", FORM "      - [甲, 乙]\n" RATIO_END,
     FORM "      - text: 一行\n      - [甲, 乙]\n" RATIO_END},
    {"row.score", FORM "      - [甲, 乙]\n" RATIO_END,
     FORM "      - score: {levels: 2, columns: [score]}\n" RATIO_END},
    {"score.levels", FORM "      - score: {levels: 2, columns: [score]}\n" RATIO_END,
     FORM "      - score: {levels: 3, columns: [score]}\n" RATIO_END},
    {"score.columns", FORM "      - score: {levels: 2, columns: [score]}\n" RATIO_END,
     FORM "      - score: {levels: 2, columns: [weight, score]}\n" RATIO_END},
    {"score.without", FORM "      - score: {levels: 2, columns: [score]}\n" RATIO_END,
     FORM "      - score: {levels: 2, columns: [score], without: [i]}\n" RATIO_END},
    {"section.attachment", BASE, BASE "    attachment: true\n"},
    {"section.paper", BASE "    attachment: true\n",
     BASE "    attachment: true\n    paper: landscape\n"},
    {"section.sections", BASE, BASE "    sections: [{name: b, label: 下}]\n"},
    {"column.name", COLUMNS "}\n", COLUMNS "}\n      - {name: k, label: 三}\n"},
    {"column.label", COLUMNS "}\n", COLUMNS "额}\n"},
    {"column.type", COLUMNS "}\n", COLUMNS ", type: date}\n"},
    {"column.unit", COLUMNS ", type: money}\n", COLUMNS ", type: money, unit: 万元}\n"},
    {"column.sum", COLUMNS ", type: integer}\n", COLUMNS ", type: integer, sum: true}\n"},

    {"figure.name", FIGURE, BASE "figures:\n  - name: w\n    label: 数\n"},
    {"figure.label", FIGURE, BASE "figures:\n  - name: x\n    label: 额\n"},
    {"figure.type", FIGURE, FIGURE "    type: percent\n"},
    {"figure.unit", FIGURE, FIGURE "    unit: 人\n"},
    {"figure.decimals", FIGURE, FIGURE "    decimals: 2\n"},
    {"figure.required", UNKNOWN, UNKNOWN "    required: true\n"},
    {"figure.required_message", UNKNOWN "    required: true\n",
     UNKNOWN "    required: true\n    required_message: 要填\n"},
    {"figure.constraint", FIGURE, BROKEN},
    {"figure.constraint_message", BROKEN, BROKEN "    constraint_message: 太大了\n"},
    {"figure.severity", BROKEN, BROKEN "    severity: hint\n"},
    {"figure.source", BROKEN, BROKEN "    source: 第七条\n"},
    {"figure.relevant", FIGURE, FIGURE "    relevant: false\n"},
    {"figure.calculate", FIGURE, FIGURE "    calculate: 3 * 4\n"},
    {"figure.prior", FIGURE, FIGURE "    prior: true\n"},
    {"figure.max_change", FIGURE "    prior: true\n",
     FIGURE "    prior: true\n    max_change: 5%\n"},
    {"figure.carry", FIGURE, FIGURE "    carry: value\n"},
    {"figure.stable", FIGURE "    prior: true\n    carry: value\n",
     FIGURE "    prior: true\n    carry: value\n    stable: true\n"},
    {"figure.owner", FIGURE, FIGURE "    owner: 财务科\n"},
    {"figure.also", UNKNOWN "    unit: 亿元\n", UNKNOWN "    unit: 亿元\n    also: [工业产值]\n"},
    {"figure.library", FIGURE, LIBRARY "{form_id: t}\n"},
    {"library.form_id", LIBRARY "{form_id: t}\n", LIBRARY "{form_id: other}\n"},
    {"library.sum", LIBRARY "{form_id: t}\n", LIBRARY "{form_id: t, sum: x}\n"},
    {"library.finished", LIBRARY "{form_id: t}\n", LIBRARY "{form_id: t, finished: true}\n"},
    {"figure.choices", FIGURE "    type: text\n",
     FIGURE "    type: select_one\n    choices: [{name: c, label: \"120\"}]\n"},

    {"rule.name", FALSE, FIGURE "rules:\n  - name: s\n    constraint: ${x} < 100\n"},
    {"rule.label", FALSE, FALSE "    label: 对不上\n"},
    {"rule.constraint", RULE "    constraint: 1 = 1\n", FALSE},
    {"rule.pattern", RULE "    pattern: 没有\n", RULE "    pattern: 正文\n"},
    {"rule.constraint_message", FALSE, FALSE "    constraint_message: 请核对\n"},
    {"rule.severity", FALSE, FALSE "    severity: hint\n"},
    {"rule.source", FALSE, FALSE "    source: 第八条\n"},
    {"rule.relevant", FALSE, FALSE "    relevant: false\n"},
    {"pair.first", PAIRS "pairs: [{first: a, second: m}]\n",
     PAIRS "pairs: [{first: p, second: m}]\n"},
    {"pair.second", PAIRS "pairs: [{first: p, second: a}]\n",
     PAIRS "pairs: [{first: p, second: m}]\n"},
    {"pair.constraint_message", PAIRS "pairs: [{first: p, second: m}]\n",
     PAIRS "pairs: [{first: p, second: m, constraint_message: 要对应}]\n"},

    {"grade.name", RATIO "grades: [{name: 差, from: 0}]\n",
     RATIO "grades: [{name: 劣, from: 0}]\n"},
    {"grade.from", RATIO "grades: [{name: 差, from: 0}]\n",
     RATIO "grades: [{name: 差, from: 90}]\n"},
    {"cap.when", CAPPED "  - {when: 1 = 2, most: 20}\n", CAPPED "  - {when: 1 = 1, most: 20}\n"},
    {"cap.most", CAPPED "  - {when: 1 = 1, most: 30}\n", CAPPED "  - {when: 1 = 1, most: 20}\n"},
    {"cap.constraint_message", CAPPED "  - {when: 1 = 1, most: 20}\n",
     CAPPED "  - {when: 1 = 1, most: 20, constraint_message: 太低}\n"},
    {"indicator.name", RATIO,
     BASE "indicators:\n  - {name: j, label: 指标, weight: 100, method: ratio, target: 100}\n"},
    {"indicator.label", SCORE, BASE "indicators:\n  - {name: i, label: 另一项, weight: 100}\n"},
    {"indicator.weight",
     BASE
     "indicators:\n  - {name: i, label: 一, weight: 60}\n  - {name: j, label: 二, weight: 40}\n",
     BASE
     "indicators:\n  - {name: i, label: 一, weight: 70}\n  - {name: j, label: 二, weight: 30}\n"},
    {"indicator.target", SCORE, SCORE "    target: 很好\n"},
    {"indicator.unit", RATIO, RATIO "    unit: 次\n"},
    {"indicator.method", SCORE "    target: 100\n", RATIO},
    {"indicator.actual", RATIO, RATIO "    actual: 20 + 5\n"},
    {"indicator.owner", RATIO, RATIO "    owner: 财务科\n"},
    {"indicator.source", RATIO, RATIO "    source: 第九条\n"},
    {"indicator.reason_below", RATIO, RATIO "    reason_below: 40\n"},
    {"indicator.reason_above", AIMED_LOW, AIMED_LOW "    reason_above: 110%\n"},
    {"indicator.relevant", RATIO, RATIO "    relevant: false\n"},
    {"indicator.carry", RATIO, RATIO "    carry: value\n"},
    {"indicator.stable", RATIO "    carry: value\n", RATIO "    carry: value\n    stable: true\n"},
    {"indicator.steps", STEPS "      - {to: 10, points: 5}\n",
     STEPS "      - {to: 10, points: 5}\n      - {points: 3}\n"},
    {"indicator.deduct", RATIO, RATIO "    deduct: {per: 10, points: 1}\n"},
    {"indicator.caps", RATIO, RATIO "    caps: [{when: 1 = 1, most: 20}]\n"},
    {"indicator.indicators", SCORE, SCORE "    indicators: [{name: j, label: 下, weight: 100}]\n"},
    {"step.from", STEPS "      - {from: 60, points: 5}\n", STEPS "      - {from: 40, points: 5}\n"},
    {"step.to", STEPS "      - {to: 40, points: 5}\n", STEPS "      - {to: 60, points: 5}\n"},
    {"step.share", STEPS "      - {share: 80%}\n", STEPS "      - {share: 70%}\n"},
    {"step.points", STEPS "      - {points: 80}\n", STEPS "      - {points: 70}\n"},
    {"indicator.bands", BANDS "      - {name: \"50\", points: 5}\n",
     BANDS "      - {name: \"50\", points: 5}\n      - {name: 差, points: 3}\n"},
    {"band.name", BANDS "      - {name: 好, points: 5}\n",
     BANDS "      - {name: \"50\", points: 5}\n"},
    {"band.share", BANDS "      - {name: \"50\", share: 80%}\n",
     BANDS "      - {name: \"50\", share: 70%}\n"},
    {"band.points", BANDS "      - {name: \"50\", points: 80}\n",
     BANDS "      - {name: \"50\", points: 70}\n"},
    {"indicator.deviation", AIMED_LOW, AIMED_LOW "    deviation: {over: 5%, points: 10}\n"},
    {"deviation.over", AIMED_LOW "    deviation: {over: 20%}\n",
     AIMED_LOW "    deviation: {over: 5%}\n"},
    {"deviation.points", AIMED_LOW "    deviation: {over: 5%}\n",
     AIMED_LOW "    deviation: {over: 5%, points: 10}\n"},
    {"deduct.per", INVERSE "    deduct: {per: 1, points: 1}\n",
     INVERSE "    deduct: {per: 2, points: 1}\n"},
    {"deduct.points", INVERSE "    deduct: {per: 1, points: 1}\n",
     INVERSE "    deduct: {per: 1, points: 2}\n"},
    {"deduct.count", INVERSE "    deduct: {per: 3, points: 1}\n",
     INVERSE "    deduct: {per: 3, points: 1, count: begun}\n"},
};

/* ---- what is to be seen of a template ---- */

static void fill_in(struct session *session, struct str *out) {
    static const struct session_value values[] = {
        {{"q", 1}, {"答", 3}},        {{"n", 1}, {"5", 1}},         {{"x", 1}, {"120", 3}},
        {{"x.prior", 7}, {"100", 3}}, {{"i.actual", 8}, {"50", 2}},
    };
    static const struct {
        const char *section, *text;
    } texts[] = {{"a", "正文一二三，用了${x}，写得再长一些也无妨，到这里为止。工业产值为80亿元。"},
                 {"p", "一\n二"},
                 {"m", "一"},
                 {"s", "项\t数\n费\t12"}};
    for (size_t i = 0; i < ARRAY_LEN(values); i++)
        str_add_format(out, "%d", session_set_values(session, &values[i], 1, NULL));
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        const struct section *section =
            report_find_section(session_report(session), span_of(texts[i].section));
        if (section != NULL && section->parent != NULL)
            str_add_format(out, "%d",
                           session_put(session, section->id, span_of(texts[i].text), NULL));
    }
}

/* What a report begins with. */
static void add_bodies(struct str *out, const struct report *report) {
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
        body_add_text(out, &at->body);
}

/* Numbers of the text that may be figures. */
static void add_offers(struct str *out, const struct report *report) {
    struct figure_offers offers = {0};
    figure_offers_find(&offers, report);
    for (size_t i = 0; i < offers.count; i++)
        str_add_format(out, "%s %s\n", offers.items[i].figure->name, offers.items[i].text);
    figure_offers_release(&offers);
}

static void add_findings(struct str *out, struct session *session) {
    const struct findings *findings = session_check(session);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *at = &findings->items[i];
        str_add_format(out, "%s %s %s %s %s\n", severity_name(at->severity), at->rule,
                       at->name != NULL ? at->name : "", at->message,
                       at->source != NULL ? at->source : "");
    }
}

static void add_export(struct str *out, const struct session *session) {
    const struct report *report = session_report(session);
    struct str bytes = STR_INIT;
    const struct export_options options = {.format = "txt", .draft = true};
    assert_int_equal(export_bytes(&bytes, report, &options, NULL, NULL), RC_OK);
    str_add(out, str_span(&bytes));
    str_clear(&bytes);
    struct err err = {0};
    struct export_options word = {.format = "docx"};
    session_let_read(session, &word);
    enum rc rc = export_bytes(&bytes, report, &word, NULL, &err);
    str_add_format(out, "%d %s\n", rc, err.text);
    if (rc == RC_OK)
        archive_get(str_span(&bytes), "word/document.xml", out);
    str_release(&bytes);
}

static void add_screens(struct str *out, struct screen *screen) {
    static const char *const keys[] = {"F6",        "Esc F7",     "Esc", "F9 Home Down Enter",
                                       "End Enter", "Esc Esc Esc"};
    shell_push(screen->shell, &workbench_layer, NULL);
    screen_draw(screen);
    str_add_text(out, screen_all(screen));
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        screen_press(screen, keys[i]);
        str_add_text(out, screen_all(screen));
    }
    shell_pop(screen->shell, ANSWER_CANCEL, NULL); /* the workbench, which leaves the report */
    assert_null(session_report(screen->session));
}

/* One more section behind the first, as a clerk adds it. */
static void add_another(struct str *out, struct session *session) {
    struct err err = {0};
    int64_t id = 0;
    if (session_add_section(session, PLACE_TOP, 1, SPAN("又一节"), &id, &err) != RC_OK)
        str_add_text(out, err.text);
    else
        str_add_text(out,
                     report_find_id(session_report(session), id)->name != NULL ? "its" : "own");
}

static void add_made(struct screen *screen, const struct session_new *what, int64_t *id) {
    struct err err = {0};
    assert_int_equal(session_new_report(screen->session, what, id, &err), RC_OK);
    assert_int_equal(session_load(screen->session, *id, &err), RC_OK);
}

/* What the library gives to another report of that unit and year. */
static void add_library(struct str *out, struct screen *screen, const struct session_new *what) {
    struct err err = {0};
    int64_t id = 0;
    add_made(screen, what, &id);
    if (session_take_library(screen->session, SPAN(""), true, out, &err) != RC_OK)
        str_add_text(out, err.text);
}

/* All of it as one text. */
static char *observe(struct screen *screen, const char *yaml) {
    struct str out = STR_INIT;
    struct template *template = NULL;
    struct err err = {0};
    struct store_templates list = {0};
    int64_t id = 0, next = 0;
    if (template_read_new(&template, span_of(yaml), "t", &err) != RC_OK)
        return span_copy(span_of(err.text));
    struct store *store = session_store(screen->session);
    assert_int_equal(store_add_template(store, template, &err), RC_OK);
    assert_int_equal(store_templates(store, &list, &err), RC_OK);
    str_add_format(&out, "%s %s\n", template->form_id, template->version ? template->version : "");
    store_templates_release(&list);
    session_add_template_title(screen->session, template->form_id, &out);
    session_add_template_summary(screen->session, template->form_id, &out);

    struct session_new this_year = {.template = template->form_id, .unit = "某单位", .year = 2023};
    add_made(screen, &this_year, &id);
    add_bodies(&out, session_report(screen->session));
    fill_in(screen->session, &out);
    add_findings(&out, screen->session);
    add_offers(&out, session_report(screen->session));
    add_export(&out, screen->session);
    add_another(&out, screen->session);
    add_screens(&out, screen);

    struct session_new next_year = {
        .template = template->form_id, .unit = "某单位", .year = 2024, .carry = id};
    add_made(screen, &next_year, &next);
    add_findings(&out, screen->session);
    add_export(&out, screen->session);
    add_library(&out, screen, &this_year);
    template_free(template);
    return str_detach(&out);
}

static char *observe_afresh(const char *yaml) {
    void *state = NULL;
    assert_int_equal(screen_setup_large(&state), 0);
    char *seen = observe(state, yaml);
    assert_int_equal(screen_teardown(&state), 0);
    return seen;
}

/* ---- tests ---- */

/* What was seen of the same text before: the cases share what they begin with. */
static const char *seen_before(char *const *seen, size_t at) {
    for (size_t i = 0; i < at; i++)
        if (strcmp(cases[i].without, cases[at].without) == 0)
            return seen[i];
    return NULL;
}

/* It has a place in the file. That the name of a column stands alone is all that it does. */
static bool is_refusal(const char *seen) {
    return strncmp(seen, "t:", 2) == 0;
}

static void each_key_does_something(void **state) {
    (void)state;
    char *seen[ARRAY_LEN(cases)];
    struct str dead = STR_INIT;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *before = seen_before(seen, i);
        seen[i] = before != NULL ? span_copy(span_of(before)) : observe_afresh(cases[i].without);
        char *with = observe_afresh(cases[i].with);
        if (strcmp(seen[i], with) == 0 || is_refusal(seen[i]) ||
            is_refusal(with) != (strcmp(cases[i].key, "column.name") == 0))
            str_add_format(&dead, "%s ", cases[i].key);
        mem_free(with);
    }
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        mem_free(seen[i]);
    if (dead.len > 0)
        fail_msg("these keys change nothing: %s", dead.s);
    str_release(&dead);
}

static void every_key_that_the_reader_knows_is_shown(void **state) {
    (void)state;
    struct str key = STR_INIT;
    size_t known = 0;
    for (; template_key_name(&key, known); known++) {
        bool shown = false;
        for (size_t i = 0; i < ARRAY_LEN(cases); i++)
            shown = shown || strcmp(cases[i].key, key.s) == 0;
        if (!shown)
            fail_msg("nothing shows what %s does", key.s);
        str_clear(&key);
    }
    assert_int_equal(known, ARRAY_LEN(cases));
    str_release(&key);
}

/* What is observed comes from the template alone: no key has an effect by chance. */
static void the_same_template_is_seen_the_same(void **state) {
    (void)state;
    char *once = observe_afresh(LIBRARY "{form_id: t}\n"),
         *again = observe_afresh(LIBRARY "{form_id: t}\n");
    assert_string_equal(once, again);
    mem_free(once);
    mem_free(again);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_that_the_reader_knows_is_shown),
        cmocka_unit_test(the_same_template_is_seen_the_same),
        cmocka_unit_test(each_key_does_something),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
