#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "model/change.h"
#include "model/change_apply.h"
#include "model/change_between.h"
#include "model/change_parts.h"
#include "model/report_values.h"
#include "model/section.h"
#include "model/splice.h"
#include "tests/support/model_support.h"
#include "tests/support/random.h"

static void apply(struct report *report, const struct change_set *set) {
    struct err err;
    enum rc rc = change_set_apply(report, set, &err);
    if (rc != RC_OK)
        fail_msg("%s", err.text);
    assert_true(report_is_sane(report));
}

/* Two top sections, the second with two children: ids 1 2 3 4. */
static struct report *small_report(void) {
    struct report *report = report_new();
    (void)report_add_section(report, report->root, 0);
    struct section *second = report_add_section(report, report->root, 1);
    (void)report_add_section(report, second, 0);
    struct section *last = report_add_section(report, second, 1);
    body_set_text(&last->body, SPAN("甲\n乙"), LINE_PARAGRAPH);
    return report;
}

static void assert_children(const struct report *report, int64_t id, const int64_t *wanted,
                            size_t count) {
    const struct section *parent = id == PLACE_TOP ? report->root : report_find_id(report, id);
    assert_non_null(parent);
    assert_int_equal(parent->count, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(parent->children[i]->id, wanted[i]);
}

/* Applies, undoes, does again, undoes again: report and set are left as they were. */
static void check_there_and_back(struct report *report, struct change_set *set) {
    struct report *before = report_clone(report);
    apply(report, set);
    struct report *after = report_clone(report);
    change_set_invert(set);
    apply(report, set);
    assert_true(report_equal(report, before));
    change_set_invert(set);
    apply(report, set);
    assert_true(report_equal(report, after));
    change_set_invert(set);
    apply(report, set);
    assert_true(report_equal(report, before));
    change_set_invert(set);
    report_free(before);
    report_free(after);
}

static void acts_and_fields_are_found_by_their_words(void **state) {
    enum act act;
    enum section_field field;
    (void)state;
    for (int i = 0; i < ACT_COUNT; i++) {
        assert_true(act_find(span_of(act_word((enum act)i)), &act));
        assert_int_equal(act, i);
        assert_true(act_text(act)[0] != '\0');
    }
    for (int i = 0; i < FIELD_COUNT; i++) {
        assert_true(section_field_find(span_of(section_field_name((enum section_field)i)), &field));
        assert_int_equal(field, i);
    }
    assert_false(act_find(SPAN("录入"), &act));
    assert_false(section_field_find(SPAN(""), &field));
}

static void each_kind_changes_its_own_thing(void **state) {
    struct report *report = small_report();
    struct change_set set;
    (void)state;
    change_set_init(&set, ACT_SET);
    body_make_splice(change_add_splice(&set, 4), &report->root->children[1]->children[1]->body, 1,
                     2, SPAN("丙"), LINE_PARAGRAPH);
    change_add_field(&set, report, 1, FIELD_HEADING, "基本情况");
    change_add_field(&set, report, 1, FIELD_LABEL, "三、");
    change_add_field(&set, report, 1, FIELD_FORM, "run-in");
    change_add_field(&set, report, 1, FIELD_MARKED, "1");
    change_add_field(&set, report, SECTION_ROOT_ID, FIELD_NUMBERING, "第一部分");
    change_add_place(&set, report, 3, (struct place){PLACE_TOP, 0});
    change_add_value(&set, report, "year", "2022");
    change_add_value(&set, report, "unit", "百春园街道");
    change_add_value(&set, report, "leader", "张三");
    check_there_and_back(report, &set);
    apply(report, &set);
    struct section *first = report_find_id(report, 1);
    assert_string_equal(first->heading, "基本情况");
    assert_string_equal(first->label, "三、");
    assert_int_equal(first->form, FORM_RUN_IN);
    assert_true(first->marked);
    assert_int_equal(report->root->numbering, NUMBERING_PART);
    assert_children(report, PLACE_TOP, (int64_t[]){3, 1, 2}, 3);
    assert_int_equal(report->year, 2022);
    assert_string_equal(report->unit, "百春园街道");
    assert_string_equal(report_value(report, SPAN("leader")), "张三");
    assert_int_equal(report_find_id(report, 4)->body.points, 2);
    change_set_release(&set);
    report_free(report);
}

static void the_template_changes_and_comes_back(void **state) {
    (void)state;
    static const char yaml[] = "form_id: a\ntitle: b\nversion: '2'\n"
                               "sections:\n  - {name: work, label: 工作}\n";
    struct report *report = small_report();
    struct change_set set;
    change_set_init(&set, ACT_UPGRADE);
    change_add_value(&set, report, VALUE_TEMPLATE, yaml);
    check_there_and_back(report, &set);
    assert_null(report->template);
    apply(report, &set);
    assert_string_equal(report->template->text, yaml);
    struct report *clone = report_clone(report);
    assert_ptr_equal(clone->template, report->template); /* shared: reading it again takes long */
    change_set_release(&set);
    change_set_init(&set, ACT_UPGRADE);
    change_add_value(&set, report, VALUE_TEMPLATE, "form_id: [");
    assert_int_equal(change_set_apply(report, &set, NULL), RC_DAMAGED);
    assert_string_equal(report->template->text, yaml);
    change_set_release(&set);
    report_free(report);
    assert_string_equal(clone->template->text, yaml);
    report_free(clone);
}

static void change_to_the_same_adds_nothing(void **state) {
    struct report *report = small_report();
    struct change_set set;
    (void)state;
    change_set_init(&set, ACT_SET);
    change_add_field(&set, report, 1, FIELD_LABEL, "");
    change_add_field(&set, report, 1, FIELD_HEADING, "");
    change_add_field(&set, report, 1, FIELD_TOUCHED, "0");
    change_add_place(&set, report, 2, (struct place){PLACE_TOP, 1});
    change_add_value(&set, report, "year", "");
    change_add_value(&set, report, "prior", NULL);
    change_add_value(&set, report, "leader", NULL);
    assert_int_equal(set.count, 0);
    change_set_release(&set);
    report_free(report);
}

static void builders_see_what_the_set_does_before(void **state) {
    struct report *report = small_report();
    struct change_set set;
    (void)state;
    change_set_init(&set, ACT_MOVE);
    change_add_field(&set, report, 1, FIELD_HEADING, "甲");
    change_add_field(&set, report, 1, FIELD_HEADING, "乙");
    change_add_value(&set, report, "year", "2022");
    change_add_value(&set, report, "year", "2023");
    change_add_place(&set, report, 1, (struct place){PLACE_TOP, 1});
    change_add_place(&set, report, 2, (struct place){1, 0});
    change_add_place(&set, report, 4, (struct place){PLACE_TOP, 0});
    change_add_place(&set, report, 3, (struct place){PLACE_NONE, 7});
    change_add_place(&set, report, 1, (struct place){PLACE_TOP, 0});
    check_there_and_back(report, &set);
    apply(report, &set);
    assert_children(report, PLACE_TOP, (int64_t[]){1, 4}, 2);
    assert_children(report, 1, (int64_t[]){2}, 1);
    assert_children(report, 2, NULL, 0);
    assert_non_null(report_find_id(report, 3));
    change_set_release(&set);
    report_free(report);
}

static void added_section_is_created_and_comes_back(void **state) {
    struct report *report = small_report();
    struct change_set set;
    (void)state;
    change_set_init(&set, ACT_ADD);
    int64_t top = support_add_section(&set, report, (struct place){PLACE_TOP, 1});
    int64_t below = support_add_section(&set, report, (struct place){top, 0});
    assert_int_equal(top, 5);
    assert_int_equal(below, 6);
    change_add_field(&set, report, below, FIELD_HEADING, "新节");
    check_there_and_back(report, &set);
    assert_int_equal(report->next_id, 7);
    apply(report, &set);
    assert_children(report, PLACE_TOP, (int64_t[]){1, 5, 2}, 3);
    assert_children(report, 5, (int64_t[]){6}, 1);
    assert_string_equal(report_find_id(report, below)->heading, "新节");
    change_set_release(&set);
    report_free(report);
}

static void removed_section_keeps_all_below_it(void **state) {
    struct report *report = small_report();
    struct change_set set;
    (void)state;
    change_set_init(&set, ACT_REMOVE);
    change_add_place(&set, report, 2, (struct place){PLACE_NONE, 0});
    check_there_and_back(report, &set);
    apply(report, &set);
    assert_int_equal(report_count_sections(report), 1);
    assert_int_equal(report_find_id(report, 4)->body.points, 3);
    change_set_release(&set);
    report_free(report);
}

static void all_but_one_sections_text_and_fields_is_dropped(void **state) {
    struct report *report = small_report();
    struct change_set set;
    (void)state;
    change_set_init(&set, ACT_RESTORE);
    change_add_value(&set, report, "title", "报告");
    change_add_field(&set, report, 1, FIELD_HEADING, "基本情况");
    change_add_field(&set, report, 2, FIELD_HEADING, "别的");
    change_add_place(&set, report, 1, (struct place){2, 0});
    str_add_text(&change_add_splice(&set, 4)->inserted, "前");
    str_add_text(&change_add_splice(&set, 1)->inserted, "前");
    change_set_keep(&set, 1, NULL);
    assert_int_equal(set.count, 2);
    assert_int_equal(set.changes[0].kind, CHANGE_FIELD);
    assert_string_equal(set.changes[0].new_text, "基本情况");
    assert_int_equal(set.changes[1].kind, CHANGE_SPLICE);
    assert_int_equal(set.changes[1].section, 1);
    check_there_and_back(report, &set);
    change_set_release(&set);
    report_free(report);
}

/* A good change first, then the one at fault: nothing may remain of the first. */
static void check_refused(const struct change *wrong, enum rc wanted) {
    struct report *report = small_report();
    struct report *before = report_clone(report);
    struct change_set set;
    struct err err;
    change_set_init(&set, ACT_SET);
    change_add_field(&set, report, 1, FIELD_HEADING, "基本情况");
    change_add_place(&set, report, 1, (struct place){2, 0});
    change_add_value(&set, report, "title", "报告");
    MEM_PUSH_ROOM(set.changes, set.count, set.cap);
    struct change *last = &set.changes[set.count++];
    *last = *wrong;
    splice_init(&last->splice);
    last->splice.offset = wrong->splice.offset;
    assert_int_equal(change_set_apply(report, &set, &err), wanted);
    assert_int_equal(err.rc, wanted);
    assert_true(report_equal(report, before));
    assert_true(report_is_sane(report));
    last->name = last->old_text = last->new_text = NULL; /* literals of the test */
    change_set_release(&set);
    report_free(report);
    report_free(before);
}

static void refused_sets_change_nothing(void **state) {
    static char none[] = "", zero[] = "0", one[] = "1", odd[] = "x", year[] = "year",
                lines[] = "甲\n乙", leader[] = "leader";
    const struct change conflicts[] = {
        {.kind = CHANGE_SPLICE, .section = 99},
        {.kind = CHANGE_SPLICE, .section = 1, .splice.offset = 1},
        {.kind = CHANGE_FIELD, .section = 99, .old_text = none, .new_text = odd},
        {.kind = CHANGE_FIELD,
         .section = 2,
         .field = FIELD_HEADING,
         .old_text = odd,
         .new_text = none},
        {.kind = CHANGE_VALUE, .name = year, .old_text = one, .new_text = none},
        {.kind = CHANGE_VALUE, .name = leader, .old_text = none, .new_text = one},
        {.kind = CHANGE_PLACE, .section = 2, .old_place = {PLACE_TOP, 1}, .new_place = {2, 0}},
        {.kind = CHANGE_PLACE, .section = 2, .old_place = {PLACE_TOP, 0}, .new_place = {1, 0}},
        {.kind = CHANGE_PLACE, .section = 2, .old_place = {PLACE_TOP, 0}, .new_place = {99, 0}},
        {.kind = CHANGE_PLACE, .section = 3, .old_place = {2, 1}, .new_place = {2, 3}},
        {.kind = CHANGE_PLACE, .section = 3, .old_place = {PLACE_NONE, 0}, .new_place = {2, 0}},
        {.kind = CHANGE_PLACE, .section = 9, .old_place = {2, 0}, .new_place = {PLACE_TOP, 0}},
    };
    const struct change senseless[] = {
        {.kind = CHANGE_VALUE, .name = year, .old_text = none, .new_text = odd},
        {.kind = CHANGE_FIELD,
         .section = 2,
         .field = FIELD_HEADING,
         .old_text = none,
         .new_text = lines},
        {.kind = CHANGE_FIELD,
         .section = 2,
         .field = FIELD_MARKED,
         .old_text = zero,
         .new_text = odd},
        {.kind = CHANGE_PLACE, .section = 0, .old_place = {PLACE_NONE, 0}},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(conflicts); i++)
        check_refused(&conflicts[i], RC_CONFLICT);
    for (size_t i = 0; i < ARRAY_LEN(senseless); i++)
        check_refused(&senseless[i], RC_DAMAGED);
}

/* ---- random reports ---- */

static const char *const words[] = {"", "甲", "乙", "三、", "：", "基本情况"};

static const char *random_word(struct random *random) {
    return words[random_below(random, ARRAY_LEN(words))];
}

static const char *random_field_text(struct random *random, enum section_field field) {
    switch (field) {
    case FIELD_FORM:
        return form_name((enum heading_form)random_below(random, 3));
    case FIELD_KIND:
        return kind_name((enum section_kind)random_below(random, 3));
    case FIELD_NUMBERING:
    case FIELD_ITEM_NUMBERING:
        return numbering_name((enum numbering)random_below(random, NUMBERING_COUNT));
    case FIELD_MARKED:
    case FIELD_TOUCHED:
    case FIELD_ATTACHMENT:
        return random_below(random, 2) == 0 ? "0" : "1";
    case FIELD_NAME:
    case FIELD_HEADING:
    case FIELD_END_MARK:
    case FIELD_LABEL:
    case FIELD_COUNT:
        break;
    }
    return random_word(random);
}

static int64_t random_id(struct random *random, const struct report *report) {
    return 1 + (int64_t)random_below(random, (size_t)report->next_id - 1);
}

static void add_random_place(struct change_set *set, const struct report *report,
                             struct random *random) {
    struct section *section = report_find_id(report, random_id(random, report));
    struct section *parent = report_find_id(report, random_id(random, report));
    struct place place = {PLACE_NONE, 0};
    if (section == NULL)
        return;
    if (random_below(random, 3) == 0)
        parent = report->root;
    if (parent != NULL && !section_is_within(parent, section) && random_below(random, 5) > 0) {
        size_t others = parent->count - (section->parent == parent);
        place.parent = parent == report->root ? PLACE_TOP : parent->id;
        place.position = random_below(random, others + 1);
    }
    change_add_place(set, report, section->id, place);
}

static void add_random_splice(struct change_set *set, const struct report *report,
                              struct random *random) {
    int64_t id = random_below(random, 4) == 0 ? SECTION_FRONT_ID : random_id(random, report);
    const struct section *section = report_find_id(report, id);
    struct body body;
    struct splice splice;
    if (section == NULL)
        return;
    random_body(&body, random, 3);
    if (body_diff(&splice, &section->body, &body))
        *change_add_splice(set, id) = splice;
    else
        splice_release(&splice);
    body_release(&body);
}

static void add_random_change(struct change_set *set, const struct report *report,
                              struct random *random) {
    static const char *const names[] = {"unit", "short_name", "title", "sign_off", "leader", "tel"};
    static const char *const numbers[] = {"year", "prior"};
    enum section_field field = (enum section_field)random_below(random, FIELD_COUNT);
    int64_t id = random_id(random, report);
    switch (random_below(random, 7)) {
    case 0:
        (void)support_add_section(set, report, (struct place){PLACE_TOP, 0});
        break;
    case 1:
        if (report_find_id(report, id) != NULL)
            change_add_field(set, report, id, field, random_field_text(random, field));
        break;
    case 2:
        add_random_splice(set, report, random);
        break;
    case 3:
        change_add_value(set, report, names[random_below(random, ARRAY_LEN(names))],
                         random_below(random, 4) == 0 ? NULL : random_word(random));
        break;
    case 4:
        change_add_value(set, report, numbers[random_below(random, 2)],
                         random_below(random, 2) == 0 ? "2023" : "");
        break;
    default:
        add_random_place(set, report, random);
    }
}

/* One change a set, applied at once, so that each sees the report as it is. */
static void change_at_random(struct report *report, struct random *random, size_t times) {
    for (size_t i = 0; i < times; i++) {
        struct change_set set;
        change_set_init(&set, ACT_SET);
        add_random_change(&set, report, random);
        apply(report, &set);
        change_set_release(&set);
    }
}

static struct report *scattered_report(struct random *random) {
    struct report *report = small_report();
    change_at_random(report, random, 20 + random_below(random, 30));
    return report;
}

static void random_changes_undo_exactly(void **state) {
    struct random random = {3};
    (void)state;
    for (int round = 0; round < 300; round++) {
        struct report *report = scattered_report(&random);
        for (int i = 0; i < 5; i++) {
            struct change_set set;
            change_set_init(&set, ACT_SET);
            add_random_change(&set, report, &random);
            check_there_and_back(report, &set);
            change_set_release(&set);
        }
        report_free(report);
    }
}

/* Sets of many changes: joined from changes that were applied one by one. */
static void long_sets_undo_exactly(void **state) {
    struct random random = {5};
    (void)state;
    for (int round = 0; round < 100; round++) {
        struct report *report = scattered_report(&random);
        struct report *work = report_clone(report);
        struct change_set all;
        change_set_init(&all, ACT_SET);
        for (int i = 0; i < 20; i++) {
            struct change_set set;
            change_set_init(&set, ACT_SET);
            add_random_change(&set, work, &random);
            apply(work, &set);
            for (size_t j = 0; j < set.count; j++) {
                MEM_PUSH_ROOM(all.changes, all.count, all.cap);
                all.changes[all.count++] = set.changes[j];
            }
            set.count = 0;
            change_set_release(&set);
        }
        check_there_and_back(report, &all);
        apply(report, &all);
        assert_true(report_equal(report, work));
        change_set_release(&all);
        report_free(report);
        report_free(work);
    }
}

static void between_leads_from_one_state_to_another(void **state) {
    struct random random = {9};
    (void)state;
    for (int round = 0; round < 400; round++) {
        struct report *from = scattered_report(&random);
        struct report *to = report_clone(from);
        struct change_set set;
        change_at_random(to, &random, random_below(&random, 40));
        change_at_random(from, &random, random_below(&random, 10));
        change_set_init(&set, ACT_RESTORE);
        change_set_between(&set, from, to);
        assert_int_equal(set.count == 0, report_equal(from, to));
        check_there_and_back(from, &set);
        apply(from, &set);
        assert_true(report_equal(from, to));
        change_set_release(&set);
        report_free(from);
        report_free(to);
    }
}

static void check_moves(const int64_t *wanted, size_t count, size_t changes) {
    struct report *from = report_new();
    struct change_set set;
    for (size_t i = 0; i < 6; i++)
        (void)report_add_section(from, from->root, i);
    struct report *to = report_clone(from);
    while (to->root->count > 0)
        report_place_section(to, to->root->children[0], NULL, 0);
    for (size_t i = 0; i < count; i++)
        report_place_section(to, report_find_id(to, wanted[i]), to->root, i);
    change_set_init(&set, ACT_RESTORE);
    change_set_between(&set, from, to);
    assert_int_equal(set.count, changes);
    check_there_and_back(from, &set);
    apply(from, &set);
    assert_children(from, PLACE_TOP, wanted, count);
    change_set_release(&set);
    report_free(from);
    report_free(to);
}

static void between_moves_no_more_than_it_must(void **state) {
    (void)state;
    check_moves((int64_t[]){1, 2, 3, 4, 5, 6}, 6, 0);
    check_moves((int64_t[]){2, 3, 4, 5, 6, 1}, 6, 1);
    check_moves((int64_t[]){6, 1, 2, 3, 4, 5}, 6, 1);
    check_moves((int64_t[]){1, 5, 3, 4, 2, 6}, 6, 2);
    check_moves((int64_t[]){6, 5, 4, 3, 2, 1}, 6, 5);
    check_moves((int64_t[]){1, 2, 4, 5, 6}, 5, 1);
    check_moves(NULL, 0, 6);
}

static void between_swaps_a_parent_with_its_child(void **state) {
    struct report *from = small_report(); /* 1, 2 (3, 4) */
    struct report *to = report_clone(from);
    struct change_set set;
    (void)state;
    report_place_section(to, report_find_id(to, 4), to->root, 1);
    report_place_section(to, report_find_id(to, 2), report_find_id(to, 4), 0);
    change_set_init(&set, ACT_RESTORE);
    change_set_between(&set, from, to);
    assert_int_equal(set.count, 2);
    check_there_and_back(from, &set);
    apply(from, &set);
    assert_true(report_equal(from, to));
    assert_children(from, 4, (int64_t[]){2}, 1);
    change_set_release(&set);
    report_free(from);
    report_free(to);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(acts_and_fields_are_found_by_their_words),
        cmocka_unit_test(each_kind_changes_its_own_thing),
        cmocka_unit_test(the_template_changes_and_comes_back),
        cmocka_unit_test(change_to_the_same_adds_nothing),
        cmocka_unit_test(builders_see_what_the_set_does_before),
        cmocka_unit_test(added_section_is_created_and_comes_back),
        cmocka_unit_test(removed_section_keeps_all_below_it),
        cmocka_unit_test(all_but_one_sections_text_and_fields_is_dropped),
        cmocka_unit_test(refused_sets_change_nothing),
        cmocka_unit_test(random_changes_undo_exactly),
        cmocka_unit_test(long_sets_undo_exactly),
        cmocka_unit_test(between_leads_from_one_state_to_another),
        cmocka_unit_test(between_moves_no_more_than_it_must),
        cmocka_unit_test(between_swaps_a_parent_with_its_child),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
