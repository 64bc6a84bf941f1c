/* The built-in templates, whole and with slips made at random. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "model/template/template.h"
#include "tests/support/random.h"

#include <stdlib.h>
#include <string.h>

static struct template *read_subdistrict(void) {
    struct template *template;
    struct err err = {0};
    if (template_read(&template, template_builtin_text(SPAN("subdistrict")), "subdistrict.yaml",
                      &err) != RC_OK)
        fail_msg("%s", err.text);
    return template;
}

static void built_in_templates_are_read_under_their_names(void **state) {
    (void)state;
    for (const char *const *name = template_builtin_names(); *name != NULL; name++) {
        struct template *template;
        struct err err = {0};
        struct span text = template_builtin_text(span_of(*name));
        if (template_read(&template, text, *name, &err) != RC_OK)
            fail_msg("%s", err.text);
        assert_string_equal(template->form_id, *name);
        template_free(template);
    }
    assert_int_equal(template_builtin_text(SPAN("nothing")).n, 0);
    assert_int_equal(template_builtin_text(SPAN("../migrations/0001-start")).n, 0);
}

static void subdistrict_has_the_outline_of_a_street_office(void **state) {
    static const char *const outline[] = {"绩效管理工作开展情况",
                                          "部门整体支出绩效情况",
                                          ">工作开展情况",
                                          ">>经济发展稳运行",
                                          ">>党建引领有活力",
                                          ">>疫情防控有韧劲",
                                          ">>城市管理有力度",
                                          ">>基层治理保平安",
                                          ">>惠民利民有保障",
                                          ">>文明创建有特色",
                                          ">>队伍建设有成效",
                                          ">下一步工作计划和打算",
                                          ">>抓好经济运行",
                                          ">>维护社会和谐",
                                          ">>打造宜居环境",
                                          ">>加强党建引领",
                                          "部门整体支出绩效评价存在的问题",
                                          "部门整体支出绩效评价提出的改进措施和建议"};
    struct template *template = read_subdistrict();
    const struct template_section *at = NULL;
    (void)state;
    for (size_t i = 0; i < sizeof outline / sizeof *outline; i++) {
        at = template_next_section(template, at);
        size_t depth = strspn(outline[i], ">");
        assert_string_equal(at->label, outline[i] + depth);
        assert_int_equal(at->form, depth == 2 ? FORM_RUN_IN : FORM_BLOCK);
        assert_true(at->parent == &template->root ? depth == 0 : depth > 0);
        assert_true(at->guidance != NULL && at->hint != NULL && at->owner != NULL);
    }
    assert_null(template_next_section(template, at));
    const struct template_section *overall = template_find_section(template, SPAN("overall"));
    const struct template_section *work = template_find_section(template, SPAN("work"));
    const struct template_section *problems = template_find_section(template, SPAN("problems"));
    assert_int_equal(template_numbering(template, &template->root, 0), NUMBERING_HAN_COMMA);
    assert_int_equal(template_numbering(template, overall, 1), NUMBERING_HAN_COMMA);
    assert_int_equal(template_numbering(template, work, 2), NUMBERING_HAN_PAREN);
    assert_true(problems->kind == KIND_ITEMS && problems->numbering == NUMBERING_DOT);
    assert_false(template_find_section(template, SPAN("epidemic"))->required.value);
    assert_string_equal(template->title, "${year}年度${unit}\n部门整体支出绩效评价报告");
    template_free(template);
}

/* ---- mutations: read, or told with line and column ---- */

static void mutate(struct str *yaml, struct random *random) {
    static const char *const pieces[] = {" ",  "\n", ":",   "- ",   "\"", "'",  "${",    "}", "x",
                                         "1",  "0",  "：",  "　",   "[",  "]",  "{",     ",", "年",
                                         "\t", "\\", "|",   "\xFF", "\r", "%",  "true",  "#", "&a ",
                                         "*a", "!",  "---", ".",    "（", "99", "name: "};
    size_t at = random_below(random, yaml->len), cut = 0;
    struct span piece = SPAN("");
    size_t how = random_below(random, 4);
    if (how < 2)
        piece = span_of(pieces[random_below(random, sizeof pieces / sizeof *pieces)]);
    if (how > 0)
        cut = random_below(random, how == 3 ? 40 : 4);
    if (cut > yaml->len - at)
        cut = yaml->len - at;
    str_splice(yaml, at, cut, piece);
}

/* Every line is "subdistrict.yaml:LINE:COLUMN: sentence", or the last one's count. */
static void assert_told(const char *text) {
    static const char file[] = "subdistrict.yaml:";
    for (const char *line = text; line != NULL;) {
        const char *end = strchr(line, '\n');
        if (strncmp(line, "（另有", strlen("（另有")) != 0) {
            char *rest;
            assert_memory_equal(line, file, sizeof file - 1);
            assert_in_range(strtoul(line + sizeof file - 1, &rest, 10), 1, 100000);
            assert_int_equal(*rest, ':');
            assert_in_range(strtoul(rest + 1, &rest, 10), 1, 100000);
            assert_memory_equal(rest, ": ", 2);
        }
        line = end == NULL ? NULL : end + 1;
    }
}

static void mutated_templates_are_read_or_told(void **state) {
    struct random random = {2026};
    struct span good = template_builtin_text(SPAN("subdistrict"));
    struct str yaml = STR_INIT;
    size_t read = 0, rounds = 1500;
    (void)state;
    for (size_t round = 0; round < rounds; round++) {
        struct template *template;
        struct err err = {0};
        str_set(&yaml, good);
        for (size_t i = random_below(&random, 3) + 1; i > 0; i--)
            mutate(&yaml, &random);
        if (template_read(&template, str_span(&yaml), "subdistrict.yaml", &err) == RC_OK) {
            read++;
            template_free(template);
        } else {
            assert_null(template);
            assert_told(err.text);
        }
    }
    assert_in_range(read, rounds / 20, rounds * 19 / 20);
    str_release(&yaml);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(built_in_templates_are_read_under_their_names),
        cmocka_unit_test(subdistrict_has_the_outline_of_a_street_office),
        cmocka_unit_test(mutated_templates_are_read_or_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
