#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "model/report_seed.h"
#include "model/report_values.h"
#include "model/section.h"
#include "store/library.h"
#include "store/memory.h"
#include "store/news.h"
#include "store/reports.h"
#include "store/templates.h"
#include "tests/support/random.h"
#include "tests/support/store_case.h"

#include <string.h>

static const char template_text[] = "form_id: small\n"
                                    "title: ${year}年度${unit}部门整体支出绩效评价报告\n"
                                    "version: \"1\"\n"
                                    "sections:\n"
                                    "  - name: basics\n"
                                    "    label: 基本情况\n";

static struct template *small_template(void) {
    struct template *template = NULL;
    struct err err = {0};
    if (template_read(&template, span_of(template_text), "small", &err) != RC_OK)
        fail_msg("%s", err.text);
    return template;
}

static void add_random_section(struct report *report, struct random *random) {
    struct str heading = STR_INIT;
    struct section *parent = report->root;
    for (size_t deep = random_below(random, 3); deep-- > 0 && parent->count > 0;)
        parent = parent->children[random_below(random, parent->count)];
    struct section *section =
        report_add_section(report, parent, random_below(random, parent->count + 1));
    random_add_text(&heading, random, random_below(random, 9), false);
    section_set_text(&section->heading, str_span(&heading));
    str_release(&heading);
    section->form = (enum heading_form)random_below(random, 3);
    section_recount(section);
    section->kind = (enum section_kind)random_below(random, 3);
    section->marked = random_below(random, 2) == 1;
    if (random_below(random, 3) == 0)
        section_set_text(&section->label, SPAN("三、"));
    body_release(&section->body);
    random_body(&section->body, random, 6);
}

static void a_report_comes_back_equal(void **state) {
    struct store *store = case_open(*state, "张三");
    struct random random = {.state = 7};
    for (int round = 0; round < 30; round++) {
        struct report *report = report_new(), *again = NULL;
        section_set_text(&report->unit, SPAN("单位“甲”"));
        section_set_text(&report->sign_off, SPAN("某单位\n2023年4月1日"));
        report_set_value(report, SPAN("contact"), SPAN("李四"));
        report->year = round;
        report->root->numbering = NUMBERING_PART;
        body_release(&report->front->body);
        random_body(&report->front->body, &random, 3);
        for (size_t i = random_below(&random, 12); i-- > 0;)
            add_random_section(report, &random);
        assert_int_equal(store_add_report(store, report, ACT_IMPORT, NULL), RC_OK);
        again = case_load(store, report->id);
        assert_true(report_equal(report, again));
        assert_int_equal(again->root->numbering, NUMBERING_PART);
        assert_int_equal(again->next_id, report->next_id);
        report_free(report);
        report_free(again);
    }
    store_close(store);
}

static void templates_are_kept_once_and_offered_when_added(void **state) {
    struct store *store = case_open(*state, "张三");
    struct template *template = small_template();
    struct store_templates list = {0};
    struct str text = STR_INIT;
    for (int i = 0; i < 2; i++) {
        struct report *report =
            report_new_from_template(template_share(template), SPAN("甲"), SPAN(""), 2022);
        assert_int_equal(store_add_report(store, report, ACT_NEW, NULL), RC_OK);
        struct report *again = case_load(store, report->id);
        assert_true(report_equal(report, again));
        assert_string_equal(again->template->form_id, "small");
        report_free(report);
        report_free(again);
    }
    assert_int_equal(store_templates(store, &list, NULL), RC_OK);
    assert_int_equal(list.count, 0); /* a report's own copy is not the office's */
    store_templates_release(&list);
    assert_int_equal(store_template_text(store, "small", &text, NULL), RC_OK);
    assert_string_equal(text.s, "");
    assert_int_equal(store_add_template(store, template, NULL), RC_OK);
    assert_int_equal(store_templates(store, &list, NULL), RC_OK);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].form_id, "small");
    store_templates_release(&list);
    assert_int_equal(store_template_text(store, "small", &text, NULL), RC_OK);
    assert_string_equal(text.s, template_text);
    str_release(&text);
    template_free(template);
    store_close(store);
}

static size_t count_listed(struct store *store, bool trashed) {
    struct library_rows list = {0};
    assert_int_equal(store_list(store, trashed, &list, NULL), RC_OK);
    size_t count = list.count;
    library_rows_release(&list);
    return count;
}

static void the_list_shows_the_newest_change_first(void **state) {
    struct store *store = case_open(*state, "张三");
    struct library_rows list = {0};
    int64_t first = case_add_report(store), second = case_add_report(store);
    assert_true(second > first);
    const struct library_row counts = {
        .sections = 3, .done = 1, .errors = 2, .warnings = 5, .unreviewed = 7};
    assert_int_equal(store_set_counts(store, first, &counts, NULL), RC_OK);
    assert_int_equal(store_list(store, false, &list, NULL), RC_OK);
    assert_int_equal(list.count, 2);
    assert_true(list.items[0].changed >= list.items[1].changed);
    const struct library_row *row = &list.items[list.items[0].id == first ? 0 : 1];
    assert_string_equal(row->unit, "某街道办事处");
    assert_int_equal(row->unreviewed, 7);
    assert_string_equal(row->template, "");
    assert_int_equal(row->year, 2022);
    assert_int_equal(row->sections, 3);
    assert_int_equal(row->done, 1);
    assert_int_equal(row->errors, 2);
    assert_int_equal(row->warnings, 5);
    library_rows_release(&list);
    store_close(store);
}

static void trash_hides_and_only_purge_deletes(void **state) {
    struct store *store = case_open(*state, "张三");
    struct report *report = NULL;
    struct err err = {0};
    int64_t id = case_add_report(store);
    assert_int_equal(store_purge(store, id, &err), RC_NOT_FOUND); /* not in the trash */
    assert_int_equal(store_trash(store, id, true, NULL), RC_OK);
    assert_int_equal(count_listed(store, false), 0);
    assert_int_equal(count_listed(store, true), 1);
    report = case_load(store, id);
    report_free(report);
    assert_int_equal(store_trash(store, id, false, NULL), RC_OK);
    assert_int_equal(count_listed(store, false), 1);
    assert_int_equal(store_trash(store, id, true, NULL), RC_OK);
    assert_int_equal(store_purge(store, id, NULL), RC_OK);
    assert_int_equal(count_listed(store, true), 0);
    assert_int_equal(store_load_report(store, id, &report, NULL, &err), RC_NOT_FOUND);
    assert_int_equal(store_trash(store, id, true, &err), RC_NOT_FOUND);
    assert_true(case_add_report(store) > id); /* its number is not used again */
    store_close(store);
}

static void the_prior_report_is_last_years_of_the_same_unit(void **state) {
    struct store *store = case_open(*state, "张三");
    int64_t earlier = case_add_report(store), prior = -1;
    struct report *report = case_load(store, earlier);
    assert_int_equal(store_find_prior(store, report, &prior, NULL), RC_OK);
    assert_int_equal(prior, 0);
    report->id = 0;
    report->year = 2023;
    assert_int_equal(store_add_report(store, report, ACT_CARRY, NULL), RC_OK);
    assert_int_equal(store_find_prior(store, report, &prior, NULL), RC_OK);
    assert_int_equal(prior, earlier);
    assert_int_equal(store_trash(store, earlier, true, NULL), RC_OK);
    assert_int_equal(store_find_prior(store, report, &prior, NULL), RC_OK);
    assert_int_equal(prior, 0);
    report_free(report);
    store_close(store);
}

static void spots_and_settings_belong_to_their_clerk(void **state) {
    struct store *zhang = case_open(*state, "张三"), *li = case_open(*state, "李四");
    int64_t id = case_add_report(zhang);
    struct store_spot spot = {id, 3, 12, 4}, found;
    struct str value = STR_INIT;
    assert_int_equal(store_set_spot(zhang, &spot, NULL), RC_OK);
    assert_int_equal(store_set_setting(zhang, "export", "gbk", NULL), RC_OK);
    assert_int_equal(store_spot(zhang, id, &found, NULL), RC_OK);
    assert_memory_equal(&found, &spot, sizeof spot);
    assert_int_equal(store_spot(zhang, 0, &found, NULL), RC_OK);
    assert_int_equal(found.report, id);
    assert_int_equal(store_spot(li, 0, &found, NULL), RC_OK);
    assert_int_equal(found.report, 0);
    assert_int_equal(store_setting(zhang, "export", &value, NULL), RC_OK);
    assert_string_equal(value.s, "gbk");
    assert_int_equal(store_setting(li, "export", &value, NULL), RC_OK);
    assert_string_equal(value.s, "");
    str_release(&value);
    store_close(zhang);
    store_close(li);
}

static void news_is_what_another_connection_commits(void **state) {
    struct store *zhang = case_open(*state, "张三"), *li = case_open(*state, "李四");
    assert_false(store_has_news(zhang));
    (void)case_add_report(zhang);
    assert_false(store_has_news(zhang));
    (void)case_add_report(li);
    assert_true(store_has_news(zhang));
    assert_false(store_has_news(zhang));
    store_close(zhang);
    store_close(li);
}

/* What another window saves meanwhile is seen once the reading is over. */
static void several_loads_see_one_moment(void **state) {
    struct store *one = case_open(*state, "张三"), *two = case_open(*state, "李四");
    int64_t first = case_add_report(one), second = case_add_report(one), act = 0;
    assert_int_equal(store_begin_reading(one, NULL), RC_OK);
    assert_text(one, first, 3, "");
    struct report *theirs = case_load(two, second);
    assert_int_equal(case_type(two, theirs, 3, 0, 0, "新", &act), RC_OK);
    assert_int_equal(case_fold(two, theirs, 3), RC_OK);
    assert_text(one, second, 3, "");
    store_end_reading(one);
    assert_text(one, second, 3, "新");
    report_free(theirs);
    store_close(one);
    store_close(two);
}

static void a_report_keeps_its_uid_unless_another_has_it(void **state) {
    struct store *store = case_open(*state, "张三");
    struct report *first = report_new(), *again = report_new(), *other = report_new();
    assert_int_equal(store_add_report(store, first, ACT_NEW, NULL), RC_OK);
    assert_int_equal(strlen(first->uid), REPORT_UID_LENGTH);
    assert_true(report_set_uid(again, span_of(first->uid)));
    assert_int_equal(store_trash(store, first->id, true, NULL), RC_OK);
    assert_int_equal(store_add_report(store, again, ACT_IMPORT, NULL), RC_OK);
    assert_string_not_equal(again->uid, first->uid); /* the trash counts too */
    assert_true(report_set_uid(other, SPAN("0123456789abcdef0123456789abcdef")));
    assert_false(report_set_uid(other, SPAN("0123456789ABCDEF0123456789abcdef")));
    assert_false(report_set_uid(other, SPAN("0123")));
    assert_int_equal(store_add_report(store, other, ACT_IMPORT, NULL), RC_OK);
    assert_string_equal(other->uid, "0123456789abcdef0123456789abcdef");
    struct report *loaded = case_load(store, other->id);
    assert_string_equal(loaded->uid, other->uid);
    int64_t found = 0;
    assert_int_equal(store_find_uid(store, span_of(first->uid), &found, NULL), RC_OK);
    assert_int_equal(found, first->id);
    assert_int_equal(store_find_uid(store, SPAN(""), &found, NULL), RC_OK);
    assert_int_equal(found, 0);
    report_free(loaded);
    report_free(first);
    report_free(again);
    report_free(other);
    store_close(store);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(a_report_comes_back_equal),
        WITH_STORE(templates_are_kept_once_and_offered_when_added),
        WITH_STORE(the_list_shows_the_newest_change_first),
        WITH_STORE(trash_hides_and_only_purge_deletes),
        WITH_STORE(the_prior_report_is_last_years_of_the_same_unit),
        WITH_STORE(spots_and_settings_belong_to_their_clerk),
        WITH_STORE(news_is_what_another_connection_commits),
        WITH_STORE(several_loads_see_one_moment),
        WITH_STORE(a_report_keeps_its_uid_unless_another_has_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
