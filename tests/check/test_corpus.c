#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/corpus.h"

struct tally {
    size_t texts, silent, failed;
};

static void print_case(const struct corpus_case *one) {
    print_error("%s:%zu: %.*s\n", one->path, one->line, SPAN_ARG(one->text));
}

/* In a whole file, warnings and hints beyond the truth are alarms that `make bench-checks` counts;
 * in a text each is a failure, and so is an error everywhere. */
static void judge(void *context, const struct corpus_case *one) {
    struct tally *tally = context;
    size_t failed = 0;
    for (size_t i = 0; i < one->truth_count; i++) {
        const struct corpus_truth *truth = &one->truths[i];
        if (truth->found)
            continue;
        if (failed++ == 0)
            print_case(one);
        print_error("    missed: %s %.*s %.*s\n", severity_name(truth->severity),
                    SPAN_ARG(truth->rule), SPAN_ARG(truth->marked));
    }
    for (size_t i = 0; i < one->findings->count; i++) {
        const struct finding *finding = &one->findings->items[i];
        if (one->expected[i] || (one->is_file && finding->severity != SEVERITY_ERROR))
            continue;
        struct str marked = STR_INIT;
        corpus_add_marked(&marked, one->report, finding);
        if (failed++ == 0)
            print_case(one);
        print_error("    false: %s %s %s (%s)\n", severity_name(finding->severity), finding->rule,
                    marked.s, finding->message);
        str_release(&marked);
    }
    tally->failed += failed > 0;
    tally->texts += !one->is_file;
    tally->silent += !one->is_file && one->truth_count == 0;
}

static void every_text_raises_its_truth_and_nothing_else(void **state) {
    enum { LEAST = 300 };
    struct tally tally = {0};
    (void)state;
    corpus_visit_all(judge, &tally);
    print_message("%zu texts, %zu of them silent\n", tally.texts, tally.silent);
    assert_int_equal(tally.failed, 0);
    assert_true(tally.texts >= LEAST);
    assert_true(tally.silent * 5 >= tally.texts * 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_raises_its_truth_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
