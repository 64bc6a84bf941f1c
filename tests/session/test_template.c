/* A report and the newer version of its template: the plan, the change, and the way back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "model/section.h"
#include "session/change.h"
#include "session/check.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/session.h"
#include "session/template.h"
#include "session/undo.h"
#include "store/history.h"
#include "store/templates.h"
#include "store/verify.h"
#include "tests/support/store_case.h"

#include <string.h>

static const char first_year[] = "form_id: office\ntitle: ${year}年度${unit}\nversion: '1'\n"
                                 "sections:\n"
                                 "  - name: work\n    label: 工作\n"
                                 "    sections:\n"
                                 "      - {name: city, label: 城市}\n"
                                 "  - {name: party, label: 党建}\n"
                                 "  - {name: plan, label: 计划}\n";
/* city stands on the top now, party is gone, money is new */
static const char second_year[] = "form_id: office\ntitle: ${year}年度${unit}\nversion: '2'\n"
                                  "sections:\n"
                                  "  - {name: work, label: 工作}\n"
                                  "  - {name: city, label: 城市}\n"
                                  "  - {name: money, label: 经费}\n"
                                  "  - {name: plan, label: 计划}\n";

static struct session *open_session(const struct store_case *place) {
    return case_open_session(place->path, "张三");
}

static void add_template(struct session *session, const char *yaml) {
    struct template *template = NULL;
    struct err err = {0};
    if (template_read(&template, span_of(yaml), "office.yaml", &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_int_equal(store_add_template(session_store(session), template, NULL), RC_OK);
    template_free(template);
}

static int64_t make_report(struct session *session) {
    int64_t id = 0;
    add_template(session, first_year);
    struct session_new what = {.template = "office", .unit = "甲街道", .year = 2022};
    assert_int_equal(session_new_report(session, &what, &id, NULL), RC_OK);
    assert_int_equal(session_load(session, id, NULL), RC_OK);
    const struct section *party = report_find_section(session_report(session), SPAN("party"));
    assert_int_equal(session_put(session, party->id, SPAN("开展学习8次。"), NULL), RC_OK);
    add_template(session, second_year);
    return id;
}

static void add_outline(struct str *out, const struct report *report) {
    for (const struct section *at = report_next_section(report, NULL); at != NULL;
         at = report_next_section(report, at))
        str_add_format(out, "%d%s:%s ", section_depth(at), at->heading,
                       at->name != NULL ? at->name : "-");
}

static void assert_outline(const struct session *session, const char *wanted) {
    struct str out = STR_INIT;
    add_outline(&out, session_report(session));
    assert_string_equal(out.s, wanted);
    str_release(&out);
}

static const char before[] = "1工作:work 2城市:city 1党建:party 1计划:plan ";
static const char after[] = "1工作:work 2城市:city 1经费:money 1党建:- 1计划:plan ";

static enum rc upgrade(struct session *session, bool only_plan, struct str *plan) {
    const struct session_upgrade how = {.only_plan = only_plan};
    size_t renamed = 0;
    return session_upgrade_template(session, &how, plan, &renamed, NULL);
}

static void the_plan_alone_changes_nothing(void **state) {
    struct session *session = open_session(*state);
    struct str plan = STR_INIT;
    (void)make_report(session);
    assert_int_equal(upgrade(session, true, &plan), RC_OK);
    assert_non_null(strstr(plan.s, "党建（party）"));
    assert_non_null(strstr(plan.s, "城市（city）"));
    assert_non_null(strstr(plan.s, "新增：经费（money）"));
    assert_non_null(strstr(plan.s, "不变：2节"));
    assert_outline(session, before);
    assert_string_equal(session_report(session)->template->version, "1");
    str_release(&plan);
    session_close(session);
}

static void an_upgrade_is_stored_undone_and_redone(void **state) {
    struct session *session = open_session(*state);
    struct session_undone where;
    struct str plan = STR_INIT;
    int64_t id = make_report(session);
    assert_int_equal(upgrade(session, false, &plan), RC_OK);
    assert_outline(session, after);
    session_close(session);

    session = open_session(*state);
    assert_int_equal(session_load(session, id, NULL), RC_OK);
    assert_outline(session, after);
    assert_string_equal(session_report(session)->template->version, "2");
    str_clear(&plan);
    assert_int_equal(upgrade(session, false, &plan), RC_OK);
    assert_non_null(strstr(plan.s, "已是最新"));
    assert_int_equal(session_undo(session, &where, NULL), RC_OK);
    assert_outline(session, before);
    assert_string_equal(session_report(session)->template->version, "1");
    assert_int_equal(session_redo(session, &where, NULL), RC_OK);
    assert_string_equal(session_report(session)->template->version, "2");
    session_close(session);

    session = open_session(*state);
    assert_int_equal(session_load(session, id, NULL), RC_OK);
    assert_outline(session, after);
    assert_true(report_is_sane(session_report(session)));
    str_clear(&plan);
    assert_int_equal(store_verify(session_store(session), &plan, NULL), RC_OK);
    str_release(&plan);
    session_close(session);
}

/* Headings, figures, questions and indicators of another year, all of them said. */
static const char third_year[] =
    "form_id: office\ntitle: ${year}年度${unit}\nversion: '3'\n"
    "questions:\n  - {name: boss, label: 负责人}\n"
    "sections:\n  - {name: duty, label: 工作开展情况}\n  - {name: plan, label: 打算}\n"
    "figures:\n  - {name: cost, label: 支出, unit: 万元}\n"
    "indicators:\n  - {name: all, label: 全部, weight: 100}\n";
static const char fourth_year[] =
    "form_id: office\ntitle: ${year}年度${unit}\nversion: '3.10'\n"
    "questions:\n  - {name: boss, label: 主要负责人}\n"
    "sections:\n  - {name: work, label: 工作开展的情况}\n  - {name: plan, label: 下一步打算}\n"
    "figures:\n  - {name: cost, label: 全年支出, unit: 元}\n  - {name: staff, label: 人数}\n"
    "indicators:\n  - {name: some, label: 一半, weight: 50}\n"
    "  - {name: all, label: 全部, weight: 50, target: 很好}\n";

static void every_change_is_said_and_a_new_name_is_asked_for(void **state) {
    static const char *const said[] = {"疑为改名：工作开展情况 → 工作开展的情况",
                                       "标题改为：打算 → 下一步打算",
                                       "基本信息改叫：负责人 → 主要负责人",
                                       "数据改叫：支出 → 全年支出",
                                       "数据换了单位或类型：全年支出（万元 → 元）",
                                       "数据新增：人数",
                                       "指标新增：一半",
                                       "指标的分值变了：全部 100分 → 50分",
                                       "指标的目标或打分办法变了：全部"};
    struct session *session = open_session(*state);
    struct str plan = STR_INIT;
    struct session_new what = {.template = "office", .unit = "甲街道", .year = 2022};
    struct session_upgrade how = {.renames = true};
    size_t renamed = 0;
    int64_t id = 0;
    add_template(session, third_year);
    assert_int_equal(session_new_report(session, &what, &id, NULL), RC_OK);
    assert_int_equal(session_load(session, id, NULL), RC_OK);
    const struct section *duty = report_find_section(session_report(session), SPAN("duty"));
    assert_int_equal(session_put(session, duty->id, SPAN("办了三件事。"), NULL), RC_OK);
    add_template(session, fourth_year);
    assert_int_equal(upgrade(session, true, &plan), RC_OK);
    for (size_t i = 0; i < ARRAY_LEN(said); i++)
        if (strstr(plan.s, said[i]) == NULL)
            fail_msg("%s is not in\n%s", said[i], plan.s);
    assert_null(strstr(plan.s, "新增：工作开展的情况"));
    assert_int_equal(upgrade(session, false, &plan), RC_OK); /* nobody says that it is the same */
    assert_outline(session, "1工作开展的情况:work 1工作开展情况:- 1下一步打算:plan ");
    struct session_undone where;
    assert_int_equal(session_undo(session, &where, NULL), RC_OK);
    assert_int_equal(session_upgrade_template(session, &how, &plan, &renamed, NULL), RC_OK);
    assert_int_equal(renamed, 1);
    assert_outline(session, "1工作开展的情况:work 1下一步打算:plan ");
    const struct section *work = report_find_section(session_report(session), SPAN("work"));
    assert_int_equal(work->id, duty->id);
    assert_true(body_has_text(&work->body));
    str_release(&plan);
    session_close(session);
}

/* Units, choices, bands, grades, requirements; a figure that goes, one that becomes a number. */
static const char fifth_year[] =
    "form_id: office\ntitle: ${year}年度${unit}\nversion: '5'\n"
    "questions:\n  - {name: kind, label: 类别, type: select_one, choices: [{name: a, label: 甲类},"
    " {name: b, label: 乙类}]}\n"
    "sections:\n  - {name: work, label: 工作, guidance: 旧}\n"
    "  - {name: plan, label: 计划, kind: items}\n"
    "figures:\n  - {name: added, label: 追加, type: money, unit: 万元, decimals: 2, prior: true}\n"
    "  - {name: gone, label: 满意度, type: percent}\n  - {name: note, label: 说明, type: text}\n"
    "  - {name: things, label: 件数, type: integer, unit: 个}\n"
    "indicators:\n  - {name: order, label: 秩序, weight: 50, method: grade, bands: [{name: 优, "
    "share: 100%}, {name: 良, share: 50%}]}\n"
    "  - {name: cost, label: 成本, weight: 50, method: inverse, unit: 万元}\n"
    "grades: [{name: 优, from: 90}, {name: 差, from: 0}]\n";
static const char sixth_year[] =
    "form_id: office\ntitle: ${year}年度${unit}\nversion: '6'\n"
    "questions:\n  - {name: kind, label: 类别, type: select_one, required: true, choices: [{name: "
    "b, label: 乙类}]}\n"
    "sections:\n  - {name: work, label: 工作, guidance: 新, max_length: 9, required: true}\n"
    "  - {name: plan, label: 计划}\n"
    "figures:\n  - {name: added, label: 追加, type: money, unit: 元, decimals: 2, prior: true}\n"
    "  - {name: note, label: 说明, type: integer}\n"
    "  - {name: things, label: 件数, type: integer, unit: 户}\n"
    "indicators:\n  - {name: order, label: 秩序, weight: 50, method: grade, bands: [{name: 优, "
    "share: 100%}, {name: 中, share: 50%}]}\n"
    "  - {name: cost, label: 成本, weight: 50, method: inverse, unit: 元, actual: '${added}'}\n"
    "grades: [{name: 优, from: 60}, {name: 差, from: 0}]\n";

static void set_value(struct session *session, const char *name, const char *text) {
    struct err err = {0};
    const struct session_value value = {span_of(name), span_of(text)};
    if (session_set_values(session, &value, 1, &err) != RC_OK)
        fail_msg("%s", err.text);
}

/* "rule severity name message", a line each, of what a value may be or the text refers to. */
static void assert_standing(struct session *session, const char *wanted) {
    const struct findings *findings = session_check(session);
    struct str said = STR_INIT;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *at = &findings->items[i];
        if (strcmp(at->rule, "unreadable") == 0 || strcmp(at->rule, "reference") == 0)
            str_add_format(&said, "%s %s\n", at->name, at->message);
    }
    assert_string_equal(said.s, wanted);
    str_release(&said);
}

static void what_was_filled_in_means_the_same_or_is_a_finding(void **state) {
    static const char *const said[] = {
        "节的要求变了：工作（指引、必填、字数）\n",
        "节的要求变了：计划（写法：段落、条目或表格，写好的不动）\n",
        "基本信息的要求变了：类别（可选的项、必填）\n",
        "数据换了单位或类型：追加（万元 → 元）",
        "数据没有了：满意度",
        "　正文里还用着它，要改写的节：工作\n",
        "指标的要求变了：秩序（各档、等次的得分）\n",
        "指标的要求变了：成本（单位、实际值的算法）\n",
        "等级变了：优≥90、差≥0 → 优≥60、差≥0\n",
        "填过的数按新单位换算：追加 100万元\n",
        "填过的值留着，要重新填：类别：",
        "填过的值留着，要重新填：说明：",
        "填过的值留着，要重新填：秩序：",
        "填过的值留着，要重新填：件数：",
        "句子变了：1  “追加100.00万元，上年80.00万元，满意95%，5个。” → "
        "“追加1000000.00元，上年800000.00元，满意${gone}，【未填：件数】。”\n"};
    struct session *session = open_session(*state);
    struct str plan = STR_INIT;
    struct session_new what = {.template = "office", .unit = "甲街道", .year = 2022};
    struct session_undone where;
    int64_t id = 0;
    add_template(session, fifth_year);
    assert_int_equal(session_new_report(session, &what, &id, NULL), RC_OK);
    assert_int_equal(session_load(session, id, NULL), RC_OK);
    set_value(session, "kind", "a");
    set_value(session, "added", "100");
    set_value(session, "added.prior", "80");
    set_value(session, "gone", "95");
    set_value(session, "note", "见附件");
    set_value(session, "things", "5");
    set_value(session, "order.actual", "良");
    const struct section *work = report_find_section(session_report(session), SPAN("work"));
    assert_int_equal(session_put(session, work->id,
                                 SPAN("追加${added}，上年${added.prior}，满意${gone}，${things}。"),
                                 NULL),
                     RC_OK);
    assert_standing(session, "");
    add_template(session, sixth_year);
    assert_int_equal(upgrade(session, false, &plan), RC_OK);
    for (size_t i = 0; i < ARRAY_LEN(said); i++)
        if (strstr(plan.s, said[i]) == NULL)
            fail_msg("%s is not in\n%s", said[i], plan.s);
    assert_standing(
        session,
        "note 填的值不合模板，请重新填：说明：“见附件”不是数：要写成像12、12.5、1,234.56这样\n"
        "things 填的值不合模板，请重新填：件数：“5个”的单位不对，应是户\n"
        "kind 填的值不合模板，请重新填：类别：“a”不在可选的项里：乙类\n"
        "order 填的值不合模板，请重新填：秩序：没有“良”这个等次，可以填：优（得权重的"
        "100%）、中（得权重的50%）\n"
        "work “${gone}”引用了模板里没有的数据：请写成数字，或换成数据（F6）里有的；要印出"
        "“${”本身，写“$${”\n");
    assert_int_equal(session_undo(session, &where, NULL), RC_OK);
    assert_standing(session, "");
    str_release(&plan);
    session_close(session);
}

static void an_older_version_takes_no_newer_ones_place_unasked(void **state) {
    struct session *session = open_session(*state);
    struct template *older = NULL;
    struct str plan = STR_INIT;
    struct err err = {0};
    struct session_upgrade how = {.only_plan = true};
    size_t renamed = 0;
    (void)make_report(session);
    assert_int_equal(upgrade(session, false, &plan), RC_OK);
    assert_int_equal(template_read(&older, span_of(first_year), "a", &err), RC_OK);
    assert_int_equal(session_add_template(session, older, false, &err), RC_REFUSED);
    assert_non_null(strstr(err.text, "2版"));
    assert_int_equal(session_add_template(session, older, true, &err), RC_OK);
    assert_int_equal(session_upgrade_template(session, &how, &plan, &renamed, &err), RC_REFUSED);
    assert_non_null(strstr(err.text, "旧"));
    how.older = true;
    assert_int_equal(session_upgrade_template(session, &how, &plan, &renamed, &err), RC_OK);
    template_free(older);
    str_release(&plan);
    session_close(session);
}

static void a_template_that_is_removed_stays_with_its_reports(void **state) {
    struct session *session = open_session(*state);
    struct template *template = NULL;
    struct err err = {0};
    int64_t id = make_report(session);
    assert_int_equal(session_remove_template(session, "office", &err), RC_OK);
    assert_int_equal(session_template(session, "office", &template, &err), RC_NOT_FOUND);
    assert_int_equal(session_remove_template(session, "office", &err), RC_NOT_FOUND);
    assert_int_equal(session_remove_template(session, "subdistrict", &err), RC_REFUSED);
    assert_int_equal(session_load(session, id, &err), RC_OK);
    assert_string_equal(session_report(session)->template->form_id, "office");
    session_close(session);
}

static void an_earlier_moment_has_its_own_template(void **state) {
    struct session *session = open_session(*state);
    struct history_rows history = {0};
    struct report *past = NULL;
    struct str plan = STR_INIT;
    int64_t id = make_report(session);
    assert_int_equal(upgrade(session, false, &plan), RC_OK);
    assert_int_equal(
        session_history(session, &(struct history_filter){.section = -1}, &history, NULL), RC_OK);
    int64_t first = history.items[history.count - 1].id;
    assert_int_equal(store_load_at(session_store(session), id, first, &past, NULL), RC_OK);
    assert_string_equal(past->template->version, "1");
    report_free(past);
    assert_int_equal(session_restore(session, first, -1, NULL, NULL), RC_OK);
    assert_string_equal(session_report(session)->template->version, "1");
    assert_outline(session, before);
    history_rows_release(&history);
    str_release(&plan);
    session_close(session);
}

static void carrying_on_shows_the_plan_of_a_newer_template_alone(void **state) {
    struct session *session = open_session(*state);
    struct str plan = STR_INIT;
    int64_t id = make_report(session), next = 0;
    assert_int_equal(session_carry_plan(session, id, "office", &plan, NULL), RC_OK);
    assert_non_null(strstr(plan.s, "新增：经费（money）"));
    struct session_new what = {.template = "office", .unit = "甲街道", .year = 2023, .carry = id};
    assert_int_equal(session_new_report(session, &what, &next, NULL), RC_OK);
    str_clear(&plan);
    assert_int_equal(session_carry_plan(session, next, "office", &plan, NULL), RC_OK);
    assert_string_equal(plan.s, "");
    str_release(&plan);
    session_close(session);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(the_plan_alone_changes_nothing),
        WITH_STORE(an_upgrade_is_stored_undone_and_redone),
        WITH_STORE(every_change_is_said_and_a_new_name_is_asked_for),
        WITH_STORE(what_was_filled_in_means_the_same_or_is_a_finding),
        WITH_STORE(an_older_version_takes_no_newer_ones_place_unasked),
        WITH_STORE(a_template_that_is_removed_stays_with_its_reports),
        WITH_STORE(an_earlier_moment_has_its_own_template),
        WITH_STORE(carrying_on_shows_the_plan_of_a_newer_template_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
