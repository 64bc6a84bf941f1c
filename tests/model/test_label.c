#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/label.h"

static void assert_added(enum numbering style, unsigned n, const char *parent, const char *wanted) {
    struct str out = STR_INIT;
    label_add(&out, style, n, span_of(parent));
    assert_string_equal(out.s, wanted);
    str_release(&out);
}

static void styles_are_named_by_their_first_label(void **state) {
    (void)state;
    for (int i = 0; i < NUMBERING_COUNT; i++) {
        enum numbering style = (enum numbering)i, found;
        assert_true(numbering_find(span_of(numbering_name(style)), &found));
        assert_int_equal(found, style);
        if (style != NUMBERING_NONE)
            assert_added(style, 1, "1.", numbering_name(style));
    }
    enum numbering found;
    assert_false(numbering_find(SPAN("二、"), &found));
    assert_false(numbering_find(SPAN(""), &found));
}

static void depth_gives_the_standards_style(void **state) {
    static const enum numbering wanted[] = {
        NUMBERING_NONE,  NUMBERING_HAN_COMMA, NUMBERING_HAN_PAREN, NUMBERING_DOT,
        NUMBERING_PAREN, NUMBERING_CIRCLED,   NUMBERING_NONE,      NUMBERING_NONE};
    (void)state;
    for (int depth = 0; depth < (int)ARRAY_LEN(wanted); depth++)
        assert_int_equal(numbering_of_depth(depth), wanted[depth]);
    assert_int_equal(numbering_of_depth(-1), NUMBERING_NONE);
}

static void labels_are_written_in_their_style(void **state) {
    (void)state;
    assert_added(NUMBERING_NONE, 3, "", "");
    assert_added(NUMBERING_HAN_COMMA, 12, "", "十二、");
    assert_added(NUMBERING_HAN_PAREN, 20, "", "（二十）");
    assert_added(NUMBERING_HAN_HALF_PAREN, 21, "", "(二十一)");
    assert_added(NUMBERING_DOT, 3, "", "3.");
    assert_added(NUMBERING_WIDE_DOT, 3, "", "3．");
    assert_added(NUMBERING_COMMA, 3, "", "3、");
    assert_added(NUMBERING_PAREN, 3, "", "（3）");
    assert_added(NUMBERING_HALF_PAREN, 3, "", "(3)");
    assert_added(NUMBERING_RIGHT_PAREN, 3, "", "3)");
    assert_added(NUMBERING_PART, 3, "", "第三部分");
    assert_added(NUMBERING_ARTICLE, 13, "", "第十三条");
    assert_added(NUMBERING_FIRSTLY, 3, "", "三是");
    assert_added(NUMBERING_ATTACHMENT, 3, "", "附件3");
    assert_added(NUMBERING_ATTACHMENT, 0, "", "附件");
}

static void number_past_the_style_is_given_as_in_dot(void **state) {
    (void)state;
    assert_added(NUMBERING_CIRCLED, 20, "", "⑳");
    assert_added(NUMBERING_CIRCLED, 50, "", "㊿");
    assert_added(NUMBERING_CIRCLED, 51, "", "51.");
    assert_added(NUMBERING_HAN_PAREN, 10000, "", "10000.");
}

static void decimal_continues_its_parent(void **state) {
    (void)state;
    assert_added(NUMBERING_DECIMAL, 3, "2.", "2.3");
    assert_added(NUMBERING_DECIMAL, 3, "2.1", "2.1.3");
    assert_added(NUMBERING_DECIMAL, 3, "（2）", "2.3");
    assert_added(NUMBERING_DECIMAL, 3, "２．４、", "2.4.3");
    assert_added(NUMBERING_DECIMAL, 3, "二、", "2.3");
    assert_added(NUMBERING_DECIMAL, 3, "第十二部分", "12.3");
    assert_added(NUMBERING_DECIMAL, 3, "⑤", "5.3");
    assert_added(NUMBERING_DECIMAL, 3, "附件", "3");
    assert_added(NUMBERING_DECIMAL, 3, "", "3");
}

static void every_label_is_read_back(void **state) {
    static const char *const behind[] = {"", " ", "加强领导", "　工作情况", "2022年"};
    (void)state;
    for (int i = NUMBERING_NONE + 1; i < NUMBERING_COUNT; i++) {
        for (unsigned n = 1; n <= 60; n++) {
            for (size_t b = 0; b < ARRAY_LEN(behind); b++) {
                enum numbering style = (enum numbering)i;
                /* a digit straight behind a digit is none of ours: the gap keeps them apart */
                bool gap = style == NUMBERING_DECIMAL || style == NUMBERING_ATTACHMENT;
                if (style == NUMBERING_DECIMAL && span_trim(span_of(behind[b])).n == 0)
                    continue; /* alone on its line it is a quantity */
                if (style == NUMBERING_CIRCLED && n > 50)
                    style = NUMBERING_DOT;
                struct str line = STR_INIT, wanted = STR_INIT;
                struct label label;
                str_add_text(&line, "　 ");
                label_add(&wanted, (enum numbering)i, n, SPAN("7."));
                str_add(&line, str_span(&wanted));
                str_add_text(&line, gap ? " " : "");
                str_add_text(&line, behind[b]);
                struct span rest = str_span(&line);
                assert_true(label_take(&rest, &label));
                assert_int_equal(label.style, style);
                assert_int_equal(label.n, n);
                assert_int_equal(label.depth, style == NUMBERING_DECIMAL ? 2 : 1);
                assert_true(span_equal(label.text, str_span(&wanted)));
                assert_true(span_equal(rest, span_trim(span_of(behind[b]))));
                str_release(&line);
                str_release(&wanted);
            }
        }
    }
}

static void kin_of_a_style_keep_their_own_text(void **state) {
    static const struct {
        const char *line, *text, *rest;
        enum numbering style;
        unsigned n;
        int depth;
    } kin[] = {
        {"1）加强", "1）", "加强", NUMBERING_RIGHT_PAREN, 1, 1},
        {"（一)加强", "（一)", "加强", NUMBERING_HAN_PAREN, 1, 1},
        {"(2）加强", "(2）", "加强", NUMBERING_HALF_PAREN, 2, 1},
        {"（三）、加强", "（三）、", "加强", NUMBERING_HAN_PAREN, 3, 1},
        {"①、加强", "①、", "加强", NUMBERING_CIRCLED, 1, 1},
        {"１２、加强", "１２、", "加强", NUMBERING_COMMA, 12, 1},
        {"（３）加强", "（３）", "加强", NUMBERING_PAREN, 3, 1},
        {"1.2.3 目标", "1.2.3", "目标", NUMBERING_DECIMAL, 3, 3},
        {"1.2目标", "1.2", "目标", NUMBERING_DECIMAL, 2, 2},
        {"1.2、目标", "1.2、", "目标", NUMBERING_DECIMAL, 2, 2},
        {"1.2. 目标", "1.2.", "目标", NUMBERING_DECIMAL, 2, 2},
        {"１．２　目标", "１．２", "目标", NUMBERING_DECIMAL, 2, 2},
        {"第一部分：概况", "第一部分：", "概况", NUMBERING_PART, 1, 1},
        {"第2部分　概况", "第2部分", "概况", NUMBERING_PART, 2, 1},
        {"第三章　结论", "第三章", "结论", NUMBERING_PART, 3, 1},
        {"第二节　机构", "第二节", "机构", NUMBERING_PART, 2, 2},
        {"二.结论", "二.", "结论", NUMBERING_HAN_COMMA, 2, 1},
        {"二．三公经费", "二．", "三公经费", NUMBERING_HAN_COMMA, 2, 1},
        {"二 、结论", "二 、", "结论", NUMBERING_HAN_COMMA, 2, 1},
        {"（ 二 ）结论", "（ 二 ）", "结论", NUMBERING_HAN_PAREN, 2, 1},
        {"㈡结论", "㈡", "结论", NUMBERING_HAN_PAREN, 2, 1},
        {"⑵ 结论", "⑵", "结论", NUMBERING_PAREN, 2, 1},
        {"⒒结论", "⒒", "结论", NUMBERING_DOT, 11, 1},
        {"第十条　为了", "第十条", "为了", NUMBERING_ARTICLE, 10, 1},
        {"附件：", "附件：", "", NUMBERING_ATTACHMENT, 0, 1},
        {"附件", "附件", "", NUMBERING_ATTACHMENT, 0, 1},
        {"附件 2：自评表", "附件 2：", "自评表", NUMBERING_ATTACHMENT, 2, 1},
        {"附件1", "附件1", "", NUMBERING_ATTACHMENT, 1, 1},
        {"附件1自评表", "附件1", "自评表", NUMBERING_ATTACHMENT, 1, 1},
        {"附件二　自评表", "附件二", "自评表", NUMBERING_ATTACHMENT, 2, 1},
        {"附件：1.自评表", "附件：", "1.自评表", NUMBERING_ATTACHMENT, 0, 1},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(kin); i++) {
        struct span rest = span_of(kin[i].line);
        struct label label;
        if (!label_take(&rest, &label))
            fail_msg("no label: %s", kin[i].line);
        assert_true(span_is(label.text, kin[i].text));
        assert_true(span_is(rest, kin[i].rest));
        assert_int_equal(label.style, kin[i].style);
        assert_int_equal(label.n, kin[i].n);
        assert_int_equal(label.depth, kin[i].depth);
    }
}

static void heading_that_begins_with_a_number_keeps_it(void **state) {
    static const struct {
        const char *line, *text;
        enum numbering style;
    } both[] = {
        {"1.2022年工作", "1.", NUMBERING_DOT},
        {"1.2022年", "1.", NUMBERING_DOT},
        {"2.2021-2022年度", "2.", NUMBERING_DOT},
        {"1．2022年工作", "1．", NUMBERING_WIDE_DOT},
        {"1. 2022年工作", "1.", NUMBERING_DOT},
        {"1、2022年工作", "1、", NUMBERING_COMMA},
        {"3.12345热线办理", "3.", NUMBERING_DOT},
        {"1.100户居民", "1.", NUMBERING_DOT},
        {"1.12月份开展", "1.", NUMBERING_DOT},
        {"1.8个社区", "1.", NUMBERING_DOT},
        {"2.20余名党员", "2.", NUMBERING_DOT},
        {"1、2个社区", "1、", NUMBERING_COMMA},
        {"一、2022年", "一、", NUMBERING_HAN_COMMA},
        {"一、一般公共预算", "一、", NUMBERING_HAN_COMMA},
        {"二、三公经费", "二、", NUMBERING_HAN_COMMA},
        {"一、三级联动", "一、", NUMBERING_HAN_COMMA},
        {"一、十四五规划", "一、", NUMBERING_HAN_COMMA},
        {"1.1个人部分", "1.1", NUMBERING_DECIMAL},
        {"1.1 2022年目标", "1.1", NUMBERING_DECIMAL},
        {"1.1项目概况", "1.1", NUMBERING_DECIMAL},
        {"1.2人员构成", "1.2", NUMBERING_DECIMAL},
        {"1.2 年度目标", "1.2", NUMBERING_DECIMAL},
        {"1.3月度考核", "1.3", NUMBERING_DECIMAL},
        {"2.1分析方法", "2.1", NUMBERING_DECIMAL},
        {"2.10万众创新", "2.10", NUMBERING_DECIMAL},
        {"1.1到岗情况", "1.1", NUMBERING_DECIMAL},
        {"1.1（略）", "1.1", NUMBERING_DECIMAL},
        {"1.1“三公”经费", "1.1", NUMBERING_DECIMAL},
        {"1.1GDP增长", "1.1", NUMBERING_DECIMAL},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(both); i++) {
        struct span rest = span_of(both[i].line);
        struct label label;
        if (!label_take(&rest, &label) || !span_is(label.text, both[i].text))
            fail_msg("other label: %s", both[i].line);
        assert_int_equal(label.style, both[i].style);
    }
}

static const char *const unlabelled[] = {
    "",
    "　 ",
    "2023年工作",
    "1978年",
    "12345热线",
    "10.7%",
    "10.7％",
    "3.5亩",
    "3.5 亩",
    "1.5倍",
    "1.2万元",
    "1.2 万元",
    "8596.35万元",
    "1.125万元",
    "3.1415",
    "0.5",
    "1.05倍",
    "1.0",
    "8.5分。",
    "1.5个百分点",
    "1.5个小时",
    "2.5个月",
    "1.5年，",
    "3.5元的标准",
    "9.1-9.30",
    "1.1至1.5",
    "1.1、1.2万元",
    "3.5，",
    "35.29",
    "4.92 ",
    "193.42",
    "12.64 35.29",
    "861.10总计",
    "4.5 %",
    "3.5 -2",
    "3.5。",
    "2.5km",
    "10.5余万元",
    "2022.9.1",
    "1..2",
    "(2022)",
    "（2022年）",
    "（2022）",
    "（二〇二二）",
    "（略）",
    "（",
    "（1",
    "(1",
    "（一",
    "()",
    "（01）",
    "01、",
    "一、二季度",
    "一、二、三产业",
    "一、二是",
    "二、三类",
    "1、2号楼",
    "1、2、3栋",
    "3、4月份",
    "2022、2023年",
    "一般",
    "一",
    "十",
    "1",
    "12",
    "3 名干部",
    "1 总则",
    "1 ",
    "5月份",
    "1-5月",
    "1:1",
    "1,234",
    "第一章的",
    "一.5",
    "一..",
    "一 结论",
    "第一节课",
    "第二节的",
    "第一",
    "第一部",
    "第一次",
    "第一部分的",
    "第一部分是",
    "第三条规定",
    "第一条第二款",
    "第2022条",
    "附件材料",
    "附件一并",
    "附件1、附件2",
    "附件1和",
    "附件1中",
    "附件1-3",
    "附表1",
    "二〇二二年",
    "一，",
    "是",
    "❶",
    "加强",
    "a)",
    "A.",
    "（a）",
};

static void prose_and_quantities_have_no_label(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(unlabelled); i++) {
        struct span rest = span_of(unlabelled[i]);
        struct label label;
        if (label_take(&rest, &label))
            fail_msg("label %.*s: %s", SPAN_ARG(label.text), unlabelled[i]);
        assert_true(rest.p == unlabelled[i] && span_is(rest, unlabelled[i]));
    }
}

static void bare_number_needs_a_blank_and_a_word(void **state) {
    static const char *const none[] = {"3",      "3 ",      "3总则",   "2022 年", "3 名干部",
                                       "3 万元", "3 5 4.5", "03 总则", "3 个",    "3 年，"};
    struct span rest = SPAN("3　总则");
    struct label label;
    (void)state;
    assert_true(label_take_bare(&rest, &label));
    assert_true(span_is(rest, "总则"));
    assert_int_equal(label.style, NUMBERING_DECIMAL);
    assert_int_equal(label.n, 3);
    assert_int_equal(label.depth, 1);
    for (size_t i = 0; i < ARRAY_LEN(none); i++) {
        rest = span_of(none[i]);
        if (label_take_bare(&rest, &label))
            fail_msg("label: %s", none[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(styles_are_named_by_their_first_label),
        cmocka_unit_test(depth_gives_the_standards_style),
        cmocka_unit_test(labels_are_written_in_their_style),
        cmocka_unit_test(number_past_the_style_is_given_as_in_dot),
        cmocka_unit_test(decimal_continues_its_parent),
        cmocka_unit_test(every_label_is_read_back),
        cmocka_unit_test(kin_of_a_style_keep_their_own_text),
        cmocka_unit_test(heading_that_begins_with_a_number_keeps_it),
        cmocka_unit_test(prose_and_quantities_have_no_label),
        cmocka_unit_test(bare_number_needs_a_blank_and_a_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
