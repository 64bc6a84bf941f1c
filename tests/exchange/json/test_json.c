/* The JSON reader trusts nothing and names the place of a fault. */
#include "exchange/import.h"
#include "exchange/json/json.h"
#include "exchange/json/write.h"
#include "model/report_values.h"
#include "model/review/review_value.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define HEAD                                                                                       \
    "{\"format\":\"jixiao\",\"version\":1,\"unit\":\"甲\",\"title\":\"乙\",\"numbering\":"       \
    "\"一、\","
#define BODY "\"body\":[{\"tag\":\"paragraph\",\"text\":\"文\"}]"
#define FRONT                                                                                      \
    "\"front\":{\"kind\":\"text\",\"numbering\":\"none\",\"item_numbering\":\"1.\"," BODY "}"
#define SECTION(more)                                                                              \
    "{\"heading\":\"丙\",\"form\":\"block\",\"kind\":\"text\",\"numbering\":\"（一）\","       \
    "\"item_numbering\":\"1、\"," more "}"
#define WHOLE(section) HEAD FRONT ",\"sections\":[" section "]}"

static enum rc read_json(struct import_draft *draft, const char *text, struct err *err) {
    struct import_options options = {.name = "a.json"};
    err->text[0] = '\0';
    return import_bytes(draft, span_of(text), &options, err);
}

static void smallest_report_is_read(void **state) {
    struct import_draft draft;
    struct err err;
    (void)state;
    assert_int_equal(read_json(&draft, WHOLE(SECTION(BODY)), &err), RC_OK);
    assert_int_equal(draft.sections, 1);
    assert_int_equal(draft.kept, draft.all);
    assert_string_equal(report_find_section(draft.report, SPAN("1"))->heading, "丙");
    assert_true(report_is_sane(draft.report));
    import_draft_release(&draft);
}

/* What was carried and what somebody has confirmed comes back as it went. */
static void carried_and_confirmed_values_come_back(void **state) {
    static const char text[] =
        HEAD "\"values\":{\"area\":\"3.5\",\"used.actual\":\"95\"},"
             "\"carried_values\":{\"area\":\"3.5\","
             "\"used.actual\":\"95\"},"
             "\"confirmed_values\":{\"area\":\"3.5\"}," FRONT ",\"sections\":[]}";
    struct import_draft draft, again;
    struct err err;
    struct str out = STR_INIT;
    (void)state;
    assert_int_equal(read_json(&draft, text, &err), RC_OK);
    assert_false(review_value_is_unreviewed(draft.report, SPAN("area")));
    assert_true(review_value_is_unreviewed(draft.report, SPAN("used.actual")));
    json_write(&out, draft.report);
    assert_int_equal(read_json(&again, out.s, &err), RC_OK);
    assert_true(report_equal(draft.report, again.report));
    import_draft_release(&draft);
    import_draft_release(&again);
    str_release(&out);
}

static void faults_are_refused_with_their_place(void **state) {
    static const struct {
        const char *text, *word;
    } cases[] = {
        {"{", "JSON"},
        {"{}", "format"},
        {"{\"format\":\"other\"}", "format"},
        {"{\"format\":\"jixiao\",\"version\":3}", "version"},
        {"{\"format\":\"jixiao\",\"version\":2,\"uid\":\"12AB\"}", "uid"},
        {HEAD "\"colour\":1," FRONT ",\"sections\":[]}", "colour"},
        {HEAD "\"unit\":\"丁\"," FRONT ",\"sections\":[]}", "JSON"},
        {HEAD FRONT ",\"year\":\"2022\",\"sections\":[]}", "year"},
        {HEAD FRONT ",\"year\":99999999999,\"sections\":[]}", "year"},
        {HEAD FRONT ",\"prior_report\":-1,\"sections\":[]}", "prior_report"},
        {HEAD FRONT ",\"sections\":{}}", "sections"},
        {HEAD FRONT ",\"values\":{\"A b\":\"\"},\"sections\":[]}", "A b"},
        {HEAD FRONT ",\"carried_values\":{\"@a\":\"\"},\"sections\":[]}", "@a"},
        {HEAD FRONT ",\"template\":\"form_id: [\",\"sections\":[]}", "模板"},
        {WHOLE(SECTION("\"body\":[]")), "sections[0].body"},
        {WHOLE(SECTION("\"body\":[{\"tag\":\"cell\",\"text\":\"\"}]")), "sections[0].body[0].tag"},
        {WHOLE(SECTION("\"body\":[{\"tag\":\"row\",\"text\":\"a\\nb\"}]")), "body[0].text"},
        {WHOLE(SECTION("\"body\":[{\"tag\":\"row\",\"text\":\"\",\"label\":\"1.\"}]")), "label"},
        {WHOLE(SECTION(BODY ",\"name\":\"Nein\"")), "sections[0].name"},
        {WHOLE(SECTION(BODY ",\"marked\":1")), "sections[0].marked"},
        {WHOLE(SECTION(BODY ",\"label\":\"a\\u2028b\"")), "sections[0].label"},
        {WHOLE(SECTION(BODY ",\"sections\":[1]")), "sections[0].sections[0]"},
        {WHOLE(SECTION(BODY) ",{\"heading\":null}"), "sections[1].heading"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct import_draft draft;
        struct err err;
        assert_int_equal(read_json(&draft, cases[i].text, &err), RC_INPUT);
        if (strstr(err.text, cases[i].word) == NULL)
            print_error("case %zu: %s\n", i, err.text);
        assert_non_null(strstr(err.text, cases[i].word));
        assert_null(draft.report);
    }
}

static void texts_are_cleaned(void **state) {
    struct import_draft draft;
    struct err err;
    (void)state;
    assert_int_equal(read_json(&draft,
                               WHOLE(SECTION("\"body\":[{\"tag\":\"item\",\"label\":\"\","
                                             "\"text\":\"a\\u001b[31m\\u202eb\"}]")),
                               &err),
                     RC_OK);
    const struct line *line = &report_find_section(draft.report, SPAN("1"))->body.lines[0];
    assert_string_equal(line->text.s, "a[31mb");
    assert_string_equal(line->label, "");
    assert_int_equal(draft.cleaned.stripped, 2);
    import_draft_release(&draft);
}

static void nesting_has_a_ceiling(void **state) {
    struct str text = STR_INIT;
    struct import_draft draft;
    struct err err;
    (void)state;
    static const struct {
        int levels;
        enum rc rc;
    } cases[] = {{JSON_DEPTH_MOST - 1, RC_OK}, {JSON_DEPTH_MOST, RC_INPUT}, {100000, RC_INPUT}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        str_clear(&text);
        str_add_text(&text, HEAD FRONT ",\"sections\":");
        for (int level = 0; level < cases[i].levels; level++)
            str_add_text(&text,
                         "[{\"heading\":\"丙\",\"form\":\"block\",\"kind\":\"text\","
                         "\"numbering\":\"none\",\"item_numbering\":\"1.\"," BODY ",\"sections\":");
        str_add_text(&text, "[]"); /* an empty list is a level too */
        str_add_repeat(&text, SPAN("}]"), (size_t)cases[i].levels);
        str_add_text(&text, "}");
        assert_int_equal(read_json(&draft, text.s, &err), cases[i].rc);
        if (cases[i].rc == RC_OK)
            import_draft_release(&draft);
    }
    str_release(&text);
}

/* Kept as it stands, with the place said: it would count as not filled in without a word. */
static void numbers_that_cannot_be_read_are_said(void **state) {
    static const char text[] =
        HEAD "\"template\":\"form_id: t\\ntitle: 报告\\nsections:\\n  - {name: a, label: 甲}\\n"
             "figures:\\n  - {name: money, label: 预算, type: money, unit: 万元, prior: true}\\n\","
             "\"values\":{\"money\":\"%s\",\"money.prior\":\"12.5\"}," FRONT ",\"sections\":[]}";
    static const char *const nonsense[] = {"1e400", "abc", "1,2,3", "--5"};
    struct import_draft draft;
    struct err err;
    (void)state;
    for (size_t i = 0; i <= ARRAY_LEN(nonsense); i++) {
        struct str whole = STR_INIT;
        const char *value = i < ARRAY_LEN(nonsense) ? nonsense[i] : "1234567890123456789012345678";
        size_t at = span_find(SPAN(text), SPAN("%s"));
        str_add(&whole, span_sub(SPAN(text), 0, at));
        str_add_text(&whole, value);
        str_add(&whole, span_sub(SPAN(text), at + 2, sizeof text - 1));
        if (read_json(&draft, whole.s, &err) != RC_OK)
            fail_msg("%s", err.text);
        assert_string_equal(report_value(draft.report, SPAN("money")), value);
        assert_int_equal(draft.findings.count, i < ARRAY_LEN(nonsense) ? 1 : 0);
        if (draft.findings.count > 0)
            assert_non_null(strstr(draft.findings.items[0].message, "values.money"));
        import_draft_release(&draft);
        str_release(&whole);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(smallest_report_is_read),
        cmocka_unit_test(carried_and_confirmed_values_come_back),
        cmocka_unit_test(faults_are_refused_with_their_place),
        cmocka_unit_test(texts_are_cleaned),
        cmocka_unit_test(nesting_has_a_ceiling),
        cmocka_unit_test(numbers_that_cannot_be_read_are_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
