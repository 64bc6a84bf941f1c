#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/report_seed.h"
#include "model/report_values.h"
#include "model/section.h"
#include "model/section_state.h"
#include "tests/support/model_support.h"

#include <string.h>

/* --- helpers --- */

static struct section *add(struct report *report, struct section *parent, const char *heading) {
    struct section *section = report_add_section(report, parent, SIZE_MAX);
    section_set_text(&section->heading, span_of(heading));
    return section;
}

static void assert_path(const struct section *section, const char *path) {
    struct str out = STR_INIT;
    section_add_path(&out, section);
    assert_string_equal(out.s, path);
    str_release(&out);
}

static void assert_label(const struct section *section, const char *label) {
    struct str out = STR_INIT;
    section_add_label(&out, section);
    assert_string_equal(out.s, label);
    str_release(&out);
}

static void assert_item_label(const struct section *section, size_t line, const char *label) {
    struct str out = STR_INIT;
    section_add_item_label(&out, section, line);
    assert_string_equal(out.s, label);
    str_release(&out);
}

static struct section *find(const struct report *report, const char *what) {
    return report_find_section(report, span_of(what));
}

static void finish(struct report *report) {
    support_assert_sane(report);
    report_free(report);
}

/* --- the tree --- */

static void new_report_is_empty(void **state) {
    (void)state;
    struct report *report = report_new();
    assert_null(report_next_section(report, NULL));
    assert_int_equal(report_count_sections(report), 0);
    assert_null(report_next_open(report, NULL));
    assert_string_equal(report->title, "");
    finish(report);
}

static void sections_are_found_by_path_and_by_name(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *one = add(report, report->root, "一");
    struct section *two = add(report, report->root, "二");
    struct section *below = add(report, two, "二之一");
    struct section *same = add(report, two, "二之二");
    section_set_text(&below->name, SPAN("economy"));
    section_set_text(&same->name, SPAN("economy"));
    assert_ptr_equal(find(report, "1"), one);
    assert_ptr_equal(find(report, "2.1"), below);
    assert_ptr_equal(find(report, "economy"), below);
    assert_ptr_equal(find(report, "0"), report->front);
    assert_path(same, "2.2");
    assert_path(report->front, "0");
    finish(report);
}

static void what_is_no_path_finds_nothing(void **state) {
    (void)state;
    static const char *const wrong[] = {"",   ".",    "3",     "1.2",  "2.",
                                        ".2", "2..1", "00",    "01",   "-1",
                                        "1 ", "0.1",  "2.1.1", "none", "99999999999999999999"};
    struct report *report = report_new();
    add(report, report->root, "一");
    add(report, add(report, report->root, "二"), "二之一");
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_null(find(report, wrong[i]));
    finish(report);
}

static void placing_moves_a_section_with_all_below_it(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *one = add(report, report->root, "一");
    struct section *two = add(report, report->root, "二");
    struct section *three = add(report, report->root, "三");
    struct section *child = add(report, one, "子");
    report_place_section(report, one, two, 5);
    assert_path(child, "1.1.1");
    report_place_section(report, three, report->root, 0);
    assert_path(child, "2.1.1");
    assert_int_equal(section_depth(child), 3);
    assert_true(section_is_within(child, two));
    assert_false(section_is_within(two, child));
    finish(report);
}

static void section_in_limbo_is_out_of_the_tree_but_not_lost(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *one = add(report, report->root, "一");
    struct section *child = add(report, one, "子");
    section_set_text(&child->name, SPAN("child"));
    report_place_section(report, one, NULL, 0);
    assert_int_equal(report_count_sections(report), 0);
    assert_null(find(report, "child"));
    assert_ptr_equal(report_find_id(report, child->id), child);
    struct report *clone = report_clone(report);
    assert_non_null(report_find_id(clone, child->id));
    finish(clone);
    report_place_section(report, one, report->root, 0);
    assert_ptr_equal(find(report, "child"), child);
    finish(report);
}

static void values_are_set_replaced_and_taken_away(void **state) {
    (void)state;
    struct report *report = report_new();
    report_set_value(report, SPAN("leader"), SPAN("甲"));
    report_set_value(report, SPAN("phone"), SPAN("1"));
    report_set_value(report, SPAN("leader"), SPAN(""));
    assert_string_equal(report_value(report, SPAN("leader")), "");
    report_set_value(report, SPAN("leader"), (struct span){NULL, 0});
    assert_null(report_value(report, SPAN("leader")));
    assert_string_equal(report_value(report, SPAN("phone")), "1");
    report_set_value(report, SPAN("none"), (struct span){NULL, 0});
    assert_int_equal(report->value_count, 1);
    finish(report);
}

static void sanity_sees_what_is_broken(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *one = add(report, report->root, "一");
    struct section *two = add(report, report->root, "二");
    int64_t id = two->id;
    two->id = one->id;
    assert_false(report_is_sane(report));
    two->id = report->next_id;
    assert_false(report_is_sane(report));
    two->id = id;
    two->parent = one;
    assert_false(report_is_sane(report));
    two->parent = report->root;
    section_set_text(&two->heading, SPAN("二\n三"));
    assert_false(report_is_sane(report));
    section_set_text(&two->heading, SPAN("二"));
    finish(report);
}

/* --- labels --- */

static void labels_come_from_place_and_style(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *one = add(report, report->root, "一");
    struct section *two = add(report, report->root, "二");
    struct section *below = add(report, two, "二之一");
    assert_label(one, "一、");
    assert_label(two, "二、");
    assert_label(below, "（一）");
    two->numbering = NUMBERING_HAN_COMMA; /* a restart below, as the template may say */
    assert_label(below, "一、");
    finish(report);
}

static void section_without_heading_has_no_label_and_does_not_count(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *none = add(report, report->root, "");
    none->form = FORM_NONE;
    struct section *one = add(report, report->root, "一");
    assert_label(none, "");
    assert_label(one, "一、");
    finish(report);
}

static void literal_label_prints_as_stored_and_counts_by_place(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *one = add(report, report->root, "一");
    struct section *two = add(report, report->root, "二");
    section_set_text(&one->label, SPAN("三、"));
    assert_label(one, "三、");
    assert_label(two, "二、");
    struct str out = STR_INIT;
    section_add_derived_label(&out, one);
    assert_string_equal(out.s, "一、");
    str_release(&out);
    finish(report);
}

static void attachments_count_among_themselves(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *one = add(report, report->root, "一");
    struct section *first = add(report, report->root, "基础数据表");
    struct section *second = add(report, report->root, "自评表");
    first->attachment = second->attachment = true;
    section_recount(first);
    assert_label(one, "一、");
    assert_label(first, "附件1");
    assert_label(second, "附件2");
    struct str out = STR_INIT;
    section_add_heading_line(&out, second);
    assert_string_equal(out.s, "附件2　自评表");
    str_release(&out);
    finish(report);
}

static void decimal_labels_go_on_from_the_parent(void **state) {
    (void)state;
    struct report *report = report_new();
    report->root->numbering = NUMBERING_DECIMAL;
    struct section *one = add(report, report->root, "一");
    struct section *two = add(report, report->root, "二");
    one->numbering = two->numbering = NUMBERING_DECIMAL;
    add(report, two, "之一");
    assert_label(add(report, two, "之二"), "2.2");
    finish(report);
}

static void items_count_through_the_whole_body(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *one = add(report, report->root, "一");
    one->item_numbering = NUMBERING_COMMA;
    body_add_line(&one->body, SPAN("甲"), LINE_ITEM, NULL);
    body_add_line(&one->body, SPAN("插话"), LINE_PARAGRAPH, NULL);
    body_add_line(&one->body, SPAN("乙"), LINE_ITEM, "一、");
    body_add_line(&one->body, SPAN("丙"), LINE_ITEM, NULL);
    assert_item_label(one, 0, "1、");
    assert_item_label(one, 1, "");
    assert_item_label(one, 2, "一、");
    assert_item_label(one, 3, "3、");
    assert_item_label(one, 9, "");
    finish(report);
}

/* --- state --- */

static struct report *fresh(void) {
    return report_new_from_template(support_small_template(), SPAN("甲"), SPAN(""), 2022);
}

static void mark(const struct report *report, const char *what) {
    find(report, what)->marked = true;
}

static void state_goes_from_empty_to_open_to_done(void **state) {
    (void)state;
    struct report *report = fresh();
    const struct section *work = find(report, "work");
    assert_int_equal(section_state(report, work), STATE_EMPTY);
    support_type(report, "work", "　 \n");
    assert_int_equal(section_state(report, work), STATE_EMPTY);
    support_type(report, "work", "正文");
    assert_int_equal(section_state(report, work), STATE_OPEN);
    mark(report, "work");
    assert_int_equal(section_state(report, work), STATE_DONE);
    finish(report);
}

static void starter_left_as_it_was_counts_as_empty(void **state) {
    (void)state;
    struct report *report = fresh();
    const struct section *party = find(report, "party");
    support_type(report, "party", "今年以来，我街道……");
    assert_false(section_has_text(report, party));
    assert_int_equal(section_state(report, party), STATE_EMPTY);
    support_type(report, "party", "今年以来，我街道……好");
    assert_true(section_has_text(report, party));
    finish(report);
}

static void empty_section_is_done_by_a_mark_unless_required(void **state) {
    (void)state;
    struct report *report = fresh();
    mark(report, "problems");
    mark(report, "work");
    assert_int_equal(section_state(report, find(report, "problems")), STATE_DONE);
    assert_int_equal(section_state(report, find(report, "work")), STATE_EMPTY);
    finish(report);
}

static void parent_without_text_is_done_when_its_children_are(void **state) {
    (void)state;
    struct report *report = fresh();
    const struct section *overall = find(report, "overall");
    assert_int_equal(section_state(report, overall), STATE_EMPTY);
    support_type(report, "city", "正文");
    mark(report, "city");
    assert_int_equal(section_state(report, overall), STATE_EMPTY);
    mark(report, "party");
    assert_int_equal(section_state(report, overall), STATE_DONE);
    support_type(report, "overall", "正文");
    assert_int_equal(section_state(report, overall), STATE_OPEN);
    finish(report);
}

static void expression_requires_nothing_and_hides_nothing(void **state) {
    (void)state;
    struct template *template =
        support_template("form_id: t\ntitle: t\nversion: '1'\n"
                         "figures:\n  - {name: f, label: 数, type: integer}\n"
                         "sections:\n"
                         "  - {name: a, label: 甲, required: '${f} > 1', relevant: '${f} > 1'}\n"
                         "  - name: b\n    label: 乙\n    relevant: false\n"
                         "    sections:\n      - {name: c, label: 丙, required: true}\n");
    struct report *report = report_new_from_template(template, SPAN("甲"), SPAN(""), 2022);
    assert_false(section_is_required(report, find(report, "a")));
    assert_true(section_is_relevant(report, find(report, "a")));
    assert_false(section_is_relevant(report, find(report, "c")));
    support_type(report, "c", "正文");
    assert_false(section_is_printed(report, find(report, "c")));
    assert_int_equal(report_progress(report).all, 1);
    assert_ptr_equal(report_next_open(report, NULL), find(report, "a"));
    finish(report);
}

static void only_an_untouched_empty_template_section_is_left_out(void **state) {
    (void)state;
    struct report *report = fresh();
    struct section *overall = find(report, "overall"), *party = find(report, "party");
    assert_false(section_is_printed(report, overall));
    party->touched = true;
    static const char *const blanks[] = {"\n", "\n\n", " \t", "　\n　"};
    for (size_t i = 0; i < ARRAY_LEN(blanks); i++) {
        body_set_text(&party->body, span_of(blanks[i]), LINE_PARAGRAPH);
        assert_false(section_is_printed(report, party));
        assert_int_equal(section_state(report, party), STATE_EMPTY);
    }
    body_set_text(&party->body, SPAN(""), LINE_PARAGRAPH);
    assert_true(section_is_printed(report, party));
    assert_true(section_is_printed(report, overall));
    party->touched = false;
    assert_true(section_is_printed(report, add(report, overall, "自加")));
    assert_true(section_is_printed(report, overall));
    finish(report);
}

static void next_open_is_the_next_not_done_and_wraps(void **state) {
    (void)state;
    struct report *report = fresh();
    assert_ptr_equal(report_next_open(report, NULL), find(report, "work"));
    assert_ptr_equal(report_next_open(report, report->front), find(report, "work"));
    assert_ptr_equal(report_next_open(report, find(report, "work")), find(report, "overall"));
    assert_ptr_equal(report_next_open(report, find(report, "overall")), find(report, "city"));
    assert_ptr_equal(report_next_open(report, find(report, "plan")), find(report, "work"));
    static const char *const all[] = {"work", "city", "party", "problems"};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        support_type(report, all[i], "正文");
        mark(report, all[i]);
    }
    assert_ptr_equal(report_next_open(report, find(report, "plan")), find(report, "plan"));
    mark(report, "plan");
    assert_null(report_next_open(report, NULL));
    struct report_progress progress = report_progress(report);
    assert_int_equal(progress.done, 6);
    assert_int_equal(progress.all, 6);
    finish(report);
}

/* --- properties --- */

static void random_report_equals_its_clone_until_something_changes(void **state) {
    (void)state;
    struct random random = {1};
    for (unsigned round = 0; round < 200; round++) {
        unsigned flags = (round % 2 == 0 ? RANDOM_TEMPLATED : 0u) | RANDOM_ATTACHMENTS;
        struct report *report = random_report(&random, flags, 20);
        struct report *clone = report_clone(report);
        assert_true(report_equal(report, clone));
        support_assert_sane(clone);
        struct section *changed = report_add_section(clone, clone->root, 0);
        assert_false(report_equal(report, clone));
        report_place_section(clone, changed, NULL, 0);
        assert_true(report_equal(report, clone));
        body_set_text(&clone->front->body, SPAN("别的"), LINE_PARAGRAPH);
        assert_false(report_equal(report, clone));
        finish(clone);
        finish(report);
    }
}

static void random_walk_visits_all_once_and_paths_lead_back(void **state) {
    (void)state;
    struct random random = {2};
    for (unsigned round = 0; round < 200; round++) {
        struct report *report = random_report(&random, 0, 30);
        size_t count = 0;
        char *seen = test_calloc((size_t)report->next_id, 1);
        const struct section *before = NULL;
        for (const struct section *s = NULL; (s = report_next_section(report, s)) != NULL;) {
            struct str path = STR_INIT;
            section_add_path(&path, s);
            assert_ptr_equal(report_find_section(report, str_span(&path)), s);
            assert_ptr_equal(report_find_id(report, s->id), s);
            assert_int_equal(seen[s->id]++, 0);
            /* pre-order: the parent, or somebody below the sibling before, went before */
            if (section_position(s) == 0)
                assert_ptr_equal(before != NULL ? before : report->root, s->parent);
            else
                assert_true(
                    section_is_within(before, s->parent->children[section_position(s) - 1]));
            before = s;
            count++;
            str_release(&path);
        }
        assert_int_equal(count, report_count_sections(report));
        assert_int_equal(count, report->next_id - 1);
        test_free(seen);
        finish(report);
    }
}

static void random_moves_keep_the_tree_sane(void **state) {
    (void)state;
    struct random random = {3};
    struct report *report = random_report(&random, 0, 40);
    for (unsigned round = 0; round < 2000; round++) {
        size_t ids = (size_t)report->next_id;
        struct section *moved = report_find_id(report, (int64_t)random_below(&random, ids));
        struct section *to = report_find_id(report, (int64_t)random_below(&random, ids));
        if (moved == report->front || section_is_within(to, moved))
            continue;
        if (to == report->front)
            to = round % 3 == 0 ? NULL : report->root;
        report_place_section(report, moved, to, random_below(&random, 4));
        support_assert_sane(report);
    }
    finish(report);
}

static void names_of_forms_kinds_and_states_are_found_again(void **state) {
    (void)state;
    enum heading_form form;
    enum section_kind kind;
    assert_true(form_find(SPAN("run-in"), &form));
    assert_string_equal(form_name(form), "run-in");
    assert_true(kind_find(SPAN("table"), &kind));
    assert_string_equal(kind_name(kind), "table");
    assert_string_equal(state_name(STATE_OPEN), "open");
    assert_false(form_find(SPAN("inline"), &form));
    assert_false(kind_find(SPAN(""), &kind));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_report_is_empty),
        cmocka_unit_test(sections_are_found_by_path_and_by_name),
        cmocka_unit_test(what_is_no_path_finds_nothing),
        cmocka_unit_test(placing_moves_a_section_with_all_below_it),
        cmocka_unit_test(section_in_limbo_is_out_of_the_tree_but_not_lost),
        cmocka_unit_test(values_are_set_replaced_and_taken_away),
        cmocka_unit_test(sanity_sees_what_is_broken),
        cmocka_unit_test(labels_come_from_place_and_style),
        cmocka_unit_test(section_without_heading_has_no_label_and_does_not_count),
        cmocka_unit_test(literal_label_prints_as_stored_and_counts_by_place),
        cmocka_unit_test(attachments_count_among_themselves),
        cmocka_unit_test(decimal_labels_go_on_from_the_parent),
        cmocka_unit_test(items_count_through_the_whole_body),
        cmocka_unit_test(state_goes_from_empty_to_open_to_done),
        cmocka_unit_test(starter_left_as_it_was_counts_as_empty),
        cmocka_unit_test(empty_section_is_done_by_a_mark_unless_required),
        cmocka_unit_test(parent_without_text_is_done_when_its_children_are),
        cmocka_unit_test(expression_requires_nothing_and_hides_nothing),
        cmocka_unit_test(only_an_untouched_empty_template_section_is_left_out),
        cmocka_unit_test(next_open_is_the_next_not_done_and_wraps),
        cmocka_unit_test(random_report_equals_its_clone_until_something_changes),
        cmocka_unit_test(random_walk_visits_all_once_and_paths_lead_back),
        cmocka_unit_test(random_moves_keep_the_tree_sane),
        cmocka_unit_test(names_of_forms_kinds_and_states_are_found_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
