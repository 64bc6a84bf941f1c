/*
 * bench_checks.c - how well the checkers find what is known to be wrong, and how often they raise
 * what is not: over every text of tests/data/checks, or over a folder of texts with their truth
 * (tests/support/excerpts.h). `make bench-checks ARGS='-v FOLDER'` runs it: -v names what was
 * missed and what is false. It fails where the figures are below the goals.
 */
#include "tests/support/corpus.h"
#include "tests/support/excerpts.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    SEVERITIES = SEVERITY_ERROR + 1,
    RULES = 80,
    /* goals, in percent: errors that are errors; certain defects found */
    GOAL_PRECISION = 95,
    GOAL_NUMBERS = 80,
    GOAL_WORDS = 50,
};

/* Of one kind of truth, or of one rule of the program. */
struct tally {
    char name[32];
    size_t expected, found;                    /* truths */
    size_t raised[SEVERITIES], no[SEVERITIES]; /* findings; those that are false */
};

struct bench {
    struct tally rules[RULES];
    size_t rule_count, texts, points;
    size_t raised[SEVERITIES], no[SEVERITIES];
    size_t numbers, numbers_found, words, words_found;
    bool names; /* -v */
};

static struct tally *tally_of(struct bench *bench, struct span name) {
    size_t i = 0;
    while (i < bench->rule_count && !span_is(name, bench->rules[i].name))
        i++;
    if (i == RULES) {
        (void)fprintf(stderr, "more than %d rules\n", RULES);
        exit(EXIT_FAILURE);
    }
    if (i == bench->rule_count)
        (void)snprintf(bench->rules[bench->rule_count++].name, sizeof bench->rules[i].name, "%.*s",
                       SPAN_ARG(name));
    return &bench->rules[i];
}

static void count_truth(struct bench *bench, struct span rule, bool of_numbers, bool found) {
    struct tally *tally = tally_of(bench, rule);
    tally->expected++;
    tally->found += found;
    bench->numbers += of_numbers;
    bench->numbers_found += of_numbers && found;
    bench->words += !of_numbers;
    bench->words_found += !of_numbers && found;
}

static void count_finding(struct bench *bench, const struct finding *finding, bool no) {
    struct tally *tally = tally_of(bench, span_of(finding->rule));
    tally->raised[finding->severity]++;
    tally->no[finding->severity] += no;
    bench->raised[finding->severity]++;
    bench->no[finding->severity] += no;
}

static void name_finding(const char *path, size_t line, const struct report *report,
                         const struct finding *finding) {
    struct str marked = STR_INIT;
    corpus_add_marked(&marked, report, finding);
    printf("%s:%zu: false %s %s “%s” %s\n", path, line, severity_name(finding->severity),
           finding->rule, marked.s, finding->message);
    str_release(&marked);
}

static void add_case(void *context, const struct corpus_case *one) {
    struct bench *bench = context;
    bench->texts++;
    bench->points += one->points;
    for (size_t i = 0; i < one->truth_count; i++) {
        const struct corpus_truth *truth = &one->truths[i];
        count_truth(bench, truth->rule, truth->severity == SEVERITY_ERROR, truth->found);
        if (bench->names && !truth->found)
            printf("%s:%zu: missed %.*s “%.*s”\n", one->path, truth->line, SPAN_ARG(truth->rule),
                   SPAN_ARG(truth->marked));
    }
    for (size_t i = 0; i < one->findings->count; i++) {
        count_finding(bench, &one->findings->items[i], !one->expected[i]);
        if (bench->names && !one->expected[i])
            name_finding(one->path, one->line, one->report, &one->findings->items[i]);
    }
}

static void add_excerpt(void *context, const struct excerpt *excerpt) {
    struct bench *bench = context;
    bench->texts++;
    bench->points += excerpt->points;
    for (size_t i = 0; i < excerpt->truth_count; i++) {
        const struct excerpt_truth *truth = &excerpt->truths[i];
        count_truth(bench, span_of(truth->rule), truth->of_numbers, excerpt_is_found(truth));
        if (bench->names && !excerpt_is_found(truth))
            printf("%s: missed %s “%s”%s\n", excerpt->path, truth->rule, truth->quote,
                   truth->raised ? " (no error)" : "");
    }
    for (size_t i = 0; i < excerpt->findings->count; i++) {
        bool no = excerpt->verdicts[i] == EXCERPT_FALSE;
        count_finding(bench, &excerpt->findings->items[i], no);
        if (bench->names && no)
            name_finding(excerpt->path, excerpt->findings->items[i].line, excerpt->report,
                         &excerpt->findings->items[i]);
    }
}

/* --- the answer --- */

static size_t percent(size_t part, size_t whole) {
    return whole > 0 ? part * 100 / whole : 100;
}

static void print_tallies(const struct bench *bench) {
    printf("%-16s %12s", "rule", "found");
    for (int i = SEVERITIES; i-- > 0;)
        printf(" %7s/true", severity_name((enum severity)i));
    printf("\n");
    for (size_t i = 0; i < bench->rule_count; i++) {
        const struct tally *tally = &bench->rules[i];
        printf("%-16s %6zu/%-5zu", tally->name, tally->found, tally->expected);
        for (int k = SEVERITIES; k-- > 0;)
            printf(" %6zu/%-5zu", tally->raised[k], tally->raised[k] - tally->no[k]);
        printf("\n");
    }
}

static bool print_goal(const char *what, size_t part, size_t whole, size_t goal) {
    bool met = percent(part, whole) >= goal;
    printf("%-24s %zu/%zu = %zu%%, goal %zu%%%s\n", what, part, whole, percent(part, whole), goal,
           met ? "" : ": NOT MET");
    return met;
}

static bool print_bench(const struct bench *bench) {
    printf("%zu texts, %zu characters\n", bench->texts, bench->points);
    print_tallies(bench);
    bool met = print_goal("errors that are errors",
                          bench->raised[SEVERITY_ERROR] - bench->no[SEVERITY_ERROR],
                          bench->raised[SEVERITY_ERROR], GOAL_PRECISION);
    for (int i = SEVERITY_ERROR; i-- > 0;)
        (void)print_goal(severity_name((enum severity)i), bench->raised[i] - bench->no[i],
                         bench->raised[i], 0);
    met &= print_goal("numbers found", bench->numbers_found, bench->numbers, GOAL_NUMBERS);
    met &= print_goal("words and slots found", bench->words_found, bench->words, GOAL_WORDS);
    return met;
}

int main(int argc, char **argv) {
    bool met = true, folders = false;
    struct bench own = {0};
    for (int i = 1; i < argc; i++)
        own.names |= span_is(span_of(argv[i]), "-v");
    for (int i = 1; i < argc; i++) {
        struct bench bench = {.names = own.names};
        if (span_is(span_of(argv[i]), "-v"))
            continue;
        folders = true;
        if (!excerpts_visit(argv[i], add_excerpt, &bench)) {
            (void)fprintf(stderr, "%s: no such folder\n", argv[i]);
            return EXIT_FAILURE;
        }
        printf("== %s\n", argv[i]);
        met &= print_bench(&bench);
    }
    if (!folders) {
        corpus_visit_all(add_case, &own);
        met = print_bench(&own);
    }
    return met ? EXIT_SUCCESS : EXIT_FAILURE;
}
