#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/utf8.h"
#include "model/body_merge.h"
#include "tests/support/random.h"

static void make(struct body *body, const char *text, const char *attributes) {
    body_init(body, LINE_PARAGRAPH);
    assert_int_equal(body_from_attributes(body, span_of(text), span_of(attributes), NULL), RC_OK);
}

static void assert_body(const struct body *body, const char *text, const char *attributes) {
    struct body wanted;
    make(&wanted, text, attributes);
    assert_true(body_equal(body, &wanted));
    body_release(&wanted);
}

/* A text with what two windows make of it. */
enum { STEPS = 40 };
struct pair {
    struct body_merge merge;
    struct body seen, saved;
    struct splice splices[STEPS]; /* the merge borrows their texts */
    size_t count;
};

static struct pair begin(const char *text, const char *attributes) {
    struct pair pair = {.count = 0};
    make(&pair.seen, text, attributes);
    make(&pair.saved, text, attributes);
    body_merge_init(&pair.merge, &pair.seen);
    return pair;
}

static void end(struct pair *pair) {
    body_merge_release(&pair->merge);
    body_release(&pair->seen);
    body_release(&pair->saved);
    for (size_t i = 0; i < pair->count; i++)
        splice_release(&pair->splices[i]);
}

static void change(struct pair *pair, bool typed, size_t offset, size_t removed,
                   const char *inserted) {
    struct splice *splice = &pair->splices[pair->count++];
    struct body *body = typed ? &pair->seen : &pair->saved;
    body_make_splice(splice, body, offset, removed, span_of(inserted), LINE_PARAGRAPH);
    assert_int_equal(body_apply(body, splice, NULL), RC_OK);
    assert_int_equal((typed ? body_merge_typed : body_merge_saved)(&pair->merge, splice, NULL),
                     RC_OK);
    if (typed) {
        assert_int_equal(body_merge_take(&pair->merge, &pair->saved, NULL), RC_OK);
    } else {
        struct body taken;
        body_init(&taken, LINE_PARAGRAPH);
        assert_int_equal(body_merge_take(&pair->merge, &taken, NULL), RC_OK);
        assert_true(body_equal(&taken, &pair->saved));
        body_release(&taken);
    }
}

static void what_was_typed_goes_where_its_words_are(void **state) {
    struct pair pair = begin("甲乙丙丁", "p");
    (void)state;
    change(&pair, false, 0, 0, "前言\n");
    change(&pair, true, 4, 0, "尾");
    assert_body(&pair.saved, "前言\n甲乙丙丁尾", "pp");
    change(&pair, false, 4, 2, ""); /* 乙丙 */
    change(&pair, true, 2, 0, "中");
    assert_body(&pair.saved, "前言\n甲中丁尾", "pp");
    change(&pair, true, 1, 3, "新"); /* 乙中丙, of which two are gone */
    assert_body(&pair.saved, "前言\n甲新丁尾", "pp");
    assert_body(&pair.seen, "甲新丁尾", "p");
    end(&pair);
}

static void over_another_text_it_is_kept(void **state) {
    struct pair pair = begin("旧的一句。", "p");
    (void)state;
    change(&pair, false, 0, 5, "新的一段。");
    change(&pair, true, 5, 0, "接着写。");
    change(&pair, true, 0, 0, "开头。");
    assert_body(&pair.saved, "开头。新的一段。接着写。", "p");
    end(&pair);
}

static void lines_keep_what_they_are(void **state) {
    struct pair pair = begin("甲\n乙\n丙", "pi{三、}r");
    struct splice label;
    (void)state;
    change(&pair, false, 0, 0, "零\n");
    assert_body(&pair.saved, "零\n甲\n乙\n丙", "ppi{三、}r");
    splice_init(&label);
    label.offset = 2;
    str_add_text(&label.first_before, "i{三、}");
    str_add_text(&label.first_after, "i");
    assert_int_equal(body_apply(&pair.seen, &label, NULL), RC_OK);
    assert_int_equal(body_merge_typed(&pair.merge, &label, NULL), RC_OK);
    change(&pair, true, 3, 2, ""); /* the line break before 丙, and 丙 */
    assert_body(&pair.saved, "零\n甲\n乙", "ppi");
    end(&pair);
    splice_release(&label);
}

static void what_does_not_fit_is_a_conflict(void **state) {
    struct pair pair = begin("甲乙", "p");
    struct splice splice;
    (void)state;
    body_make_splice(&splice, &pair.seen, 0, 1, SPAN(""), LINE_PARAGRAPH);
    assert_int_equal(body_merge_saved(&pair.merge, &splice, NULL), RC_OK);
    assert_int_equal(body_merge_saved(&pair.merge, &splice, NULL), RC_CONFLICT);
    splice.offset = 3;
    assert_int_equal(body_merge_typed(&pair.merge, &splice, NULL), RC_CONFLICT);
    splice_release(&splice);
    end(&pair);
}

static size_t count_of(const struct body *body, char32_t point) {
    struct str text = STR_INIT;
    size_t found = 0;
    body_add_text(&text, body);
    struct span rest = str_span(&text);
    while (rest.n > 0)
        found += utf8_take(&rest) == point;
    str_release(&text);
    return found;
}

/* Each character that is put in is another one. What one of the two has and nobody took away is
 * there once, and nothing else is. */
static void nothing_is_lost_or_doubled(void **state) {
    enum { ROUNDS = 300, FIRST = 0x4E00 };
    struct random random = {.state = 7};
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct pair pair = begin("", "p");
        bool gone[STEPS] = {0};
        for (int i = 0; i < STEPS; i++) {
            bool typed = random_below(&random, 2) == 0;
            const struct body *body = typed ? &pair.seen : &pair.saved;
            size_t at = random_below(&random, body->points + 1);
            size_t removed = random_below(&random, 3) > 0 ? 0 : random_below(&random, 4);
            if (removed > body->points - at)
                removed = body->points - at;
            struct str text = STR_INIT, taken = STR_INIT;
            body_add_range(&taken, body, at, at + removed);
            for (struct span rest = str_span(&taken); rest.n > 0;) {
                char32_t point = utf8_take(&rest);
                if (point != '\n')
                    gone[point - FIRST] = true;
            }
            str_add_char(&text, (char32_t)(FIRST + i));
            str_add_text(&text, random_below(&random, 4) == 0 ? "\n" : "");
            change(&pair, typed, at, removed, text.s);
            str_release(&text);
            str_release(&taken);
        }
        for (int i = 0; i < STEPS; i++)
            assert_int_equal(count_of(&pair.saved, (char32_t)(FIRST + i)), !gone[i]);
        assert_true(body_is_sane(&pair.saved));
        end(&pair);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_typed_goes_where_its_words_are),
        cmocka_unit_test(over_another_text_it_is_kept),
        cmocka_unit_test(lines_keep_what_they_are),
        cmocka_unit_test(what_does_not_fit_is_a_conflict),
        cmocka_unit_test(nothing_is_lost_or_doubled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
