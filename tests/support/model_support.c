#include "tests/support/model_support.h"

#include "base/text/utf8.h"
#include "model/report_seed.h"
#include "model/section.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

struct template *support_template(const char *yaml) {
    struct template *template = NULL;
    struct err err = {0};
    if (template_read(&template, span_of(yaml), "test.yaml", &err) != RC_OK)
        fail_msg("%s", err.text);
    return template;
}

struct template *support_small_template(void) {
    return support_template("form_id: small\n"
                            "title: |\n"
                            "  ${year}年度${unit}\n"
                            "  部门整体支出绩效评价报告\n"
                            "version: '1'\n"
                            "settings:\n"
                            "  signoff: |\n"
                            "    ${unit}\n"
                            "    ${year}年12月31日\n"
                            "sections:\n"
                            "  - name: work\n"
                            "    label: 绩效管理工作开展情况\n"
                            "    required: true\n"
                            "  - name: overall\n"
                            "    label: 部门整体支出绩效情况\n"
                            "    sections:\n"
                            "      - name: city\n"
                            "        label: 城市管理有力度\n"
                            "        heading: run-in\n"
                            "        required: true\n"
                            "      - name: party\n"
                            "        label: 党建引领有活力\n"
                            "        heading: run-in\n"
                            "        default: 今年以来，我街道……\n"
                            "  - name: problems\n"
                            "    label: 存在的问题\n"
                            "    kind: items\n"
                            "    numbering: 1、\n"
                            "  - name: plan\n"
                            "    label: ${unit}工作计划\n"
                            "    carry: never\n");
}

void support_type(struct report *report, const char *section, const char *text) {
    struct section *s = report_find_section(report, span_of(section));
    assert_non_null(s);
    body_set_text(&s->body, span_of(text), kind_line_tag(s->kind));
    s->touched = true;
}

struct report *support_small_report(void) {
    struct report *report = report_new_from_template(
        support_small_template(), SPAN("云川市望湖区梧桐里街道办事处"), SPAN("梧桐里街道"), 2022);
    support_type(report, "work", "根据有关规定，我街道认真组织开展了2022年度绩效自评工作。");
    support_type(report, "overall", "2022年，我街道统筹推进各项工作。\n现将有关情况汇报如下：");
    support_type(report, "city", "全年共处置案件420件，罚款1.2万元。");
    support_type(report, "party", "开展专题党课4次。\n开展学习研讨会8次。");
    support_type(report, "problems", "预算编制不够细。\n专项资金下达较晚。");
    support_type(report, "plan", "进一步细化预算编制。");
    return report;
}

void random_add_prose(struct str *out, struct random *random, size_t phrases) {
    static const char *const starts[] = {"我街道", "全年", "为进一步规范", "百春园", "区财政局"};
    static const char *const middles[] = {"统筹推进各项工作，",
                                          "完成8596万元，",
                                          "同比增长10.7%；",
                                          "严格落实“三会一课”、",
                                          "按照《中华人民共和国预算法》",
                                          "（含上年结转）",
                                          "——这是底线。",
                                          "……",
                                          "处置案件1,786件：",
                                          "〔2020〕7号",
                                          "A类WiFi设备",
                                          "既要“抓”又要《管》",
                                          "１２３",
                                          "到2022年12月31日"};
    str_add_text(out, starts[random_below(random, ARRAY_LEN(starts))]);
    for (size_t i = 0; i < phrases; i++)
        str_add_text(out, middles[random_below(random, ARRAY_LEN(middles))]);
}

static void add_random_line(struct body *body, struct random *random, unsigned flags) {
    static const enum line_tag tags[] = {LINE_PARAGRAPH, LINE_PARAGRAPH, LINE_PARAGRAPH, LINE_ITEM,
                                         LINE_ROW};
    enum line_tag tag = tags[random_below(random, ARRAY_LEN(tags))];
    struct str text = STR_INIT;
    size_t cells = tag == LINE_ROW ? 1 + random_below(random, 4) : 1;
    for (size_t i = 0; i < cells; i++) {
        if (i > 0)
            str_add_byte(&text, '\t');
        if ((flags & RANDOM_PROSE) != 0)
            random_add_prose(&text, random, random_below(random, tag == LINE_ROW ? 2 : 12));
        else
            random_add_text(&text, random, random_below(random, 40), false);
    }
    const char *label = tag == LINE_ITEM && random_below(random, 8) == 0 ? "三、" : NULL;
    body_add_line(body, str_span(&text), tag, label);
    str_release(&text);
}

static void fill(struct section *section, struct random *random, unsigned flags) {
    size_t lines = random_below(random, 4);
    if (lines == 0 && (flags & RANDOM_FILLED) != 0)
        lines = 1;
    if (lines == 0)
        return;
    body_release(&section->body);
    body_init(&section->body, kind_line_tag(section->kind));
    for (size_t i = 0; i < lines; i++)
        add_random_line(&section->body, random, flags);
    if ((flags & RANDOM_FILLED) != 0 && !body_has_text(&section->body))
        body_add_line(&section->body, SPAN("统筹推进"), LINE_PARAGRAPH, NULL);
}

static void set_random_heading(struct section *section, struct random *random, unsigned flags) {
    static const char *const headings[] = {"经济发展稳运行", "党建引领有活力", "存在的问题",
                                           "改进措施和建议"};
    static const enum numbering styles[] = {NUMBERING_HAN_COMMA, NUMBERING_HAN_PAREN,
                                            NUMBERING_DOT,       NUMBERING_PAREN,
                                            NUMBERING_PART,      NUMBERING_DECIMAL};
    section->form = random_below(random, 3) == 0 ? FORM_RUN_IN : FORM_BLOCK;
    if (random_below(random, 12) == 0)
        section->form = FORM_NONE;
    section->kind = (enum section_kind)random_below(random, 3);
    section->numbering = styles[random_below(random, ARRAY_LEN(styles))];
    if (section->form == FORM_RUN_IN)
        section_set_text(&section->end_mark,
                         random_below(random, 3) == 0 ? SPAN("：") : SPAN("。"));
    if (section->form != FORM_NONE) {
        section_set_text(&section->heading,
                         span_of(headings[random_below(random, ARRAY_LEN(headings))]));
        if (random_below(random, 10) == 0)
            section_set_text(&section->label, SPAN("三、"));
    }
    section->marked = random_below(random, 2) == 0;
    section->touched = random_below(random, 2) == 0;
    section->attachment = (flags & RANDOM_ATTACHMENTS) != 0 && section_depth(section) == 1 &&
                          section->form != FORM_NONE && random_below(random, 5) == 0;
    section_recount(section);
}

struct report *random_report(struct random *random, unsigned flags, size_t most_sections) {
    struct report *report;
    if ((flags & RANDOM_TEMPLATED) != 0) {
        report = report_new_from_template(support_small_template(), SPAN("梧桐里街道办事处"),
                                          SPAN("梧桐里街道"), 2022);
    } else {
        report = report_new();
        section_set_text(&report->title, SPAN("2022年度梧桐里街道办事处\n绩效自评报告"));
        section_set_text(&report->sign_off, SPAN("梧桐里街道办事处\n2023年4月13日"));
    }
    if (random_below(random, 2) == 0)
        fill(report->front, random, flags);
    for (const struct section *s = NULL; (s = report_next_section(report, s)) != NULL;)
        fill(report_find_id(report, s->id), random, flags);
    for (size_t left = random_below(random, most_sections + 1); left > 0; left--) {
        struct section *parent =
            report_find_id(report, (int64_t)random_below(random, (size_t)report->next_id));
        if (parent == report->front || section_depth(parent) >= 5)
            parent = report->root;
        struct section *section =
            report_add_section(report, parent, random_below(random, parent->count + 1));
        set_random_heading(section, random, flags);
        fill(section, random, flags);
    }
    return report;
}

void support_add_ink(struct str *out, struct span text) {
    while (text.n > 0) {
        const char *start = text.p;
        if (!utf8_is_space(utf8_take(&text)))
            str_add(out, (struct span){start, (size_t)(text.p - start)});
    }
}

int64_t support_add_section(struct change_set *set, const struct report *report,
                            struct place place) {
    int64_t id = report->next_id;
    for (size_t i = 0; i < set->count; i++)
        if (set->changes[i].kind == CHANGE_PLACE && set->changes[i].section >= id)
            id = set->changes[i].section + 1;
    change_add_place(set, report, id, place);
    return id;
}

void support_assert_sane(const struct report *report) {
    assert_true(report_is_sane(report));
}

void support_add_document(struct str *out, const struct document *document) {
    static const char *const kinds[] = {"title", "heading",  "paragraph", "item",
                                        "table", "sign-off", "note"};
    for (size_t i = 0; i < document->count; i++) {
        const struct block *b = &document->blocks[i];
        str_add_format(out, "%s|%d|%s|%s|%s|%s\n", kinds[b->kind], b->level,
                       b->label != NULL ? b->label : "", b->heading != NULL ? b->heading : "",
                       b->end_mark != NULL ? b->end_mark : "", b->text);
    }
}
