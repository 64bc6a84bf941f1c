/*
 * bench_checks.c - how well the checkers find what is known to be wrong, and how often they raise
 * what is not: over every text of tests/data/checks. `make bench-checks` runs it.
 */
#include "tests/support/corpus.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { SEVERITIES = SEVERITY_ERROR + 1, THOUSAND = 1000 };

struct count {
    size_t texts, points;
    size_t expected[SEVERITIES], found[SEVERITIES], alarms[SEVERITIES];
};

struct bench {
    struct count sentences, files;
    bool names_alarms; /* -v */
};

static void name_alarm(const struct corpus_case *one, const struct finding *finding) {
    struct str marked = STR_INIT;
    corpus_add_marked(&marked, one->report, finding);
    printf("%s:%zu: %s %s “%s” %s\n", one->path, one->line, severity_name(finding->severity),
           finding->rule, marked.s, finding->message);
    str_release(&marked);
}

static void add_case(void *context, const struct corpus_case *one) {
    struct bench *bench = context;
    struct count *count = one->is_file ? &bench->files : &bench->sentences;
    count->texts++;
    count->points += one->points;
    for (size_t i = 0; i < one->truth_count; i++) {
        count->expected[one->truths[i].severity]++;
        count->found[one->truths[i].severity] += one->truths[i].found;
    }
    for (size_t i = 0; i < one->findings->count; i++) {
        if (one->expected[i])
            continue;
        count->alarms[one->findings->items[i].severity]++;
        if (bench->names_alarms)
            name_alarm(one, &one->findings->items[i]);
    }
}

static void print_count(const char *name, const struct count *count) {
    printf("%s: %zu texts, %zu characters\n", name, count->texts, count->points);
    for (int i = SEVERITIES; i-- > 0;) {
        /* alarms per 1,000 characters, in thousandths */
        size_t rate =
            count->points > 0 ? count->alarms[i] * THOUSAND * THOUSAND / count->points : 0;
        printf(
            "  %-8s found %zu/%zu, alarms beyond the truth %zu (%zu.%03zu per 1,000 characters)\n",
            severity_name((enum severity)i), count->found[i], count->expected[i], count->alarms[i],
            rate / THOUSAND, rate % THOUSAND);
    }
}

int main(int argc, char **argv) {
    struct bench bench = {.names_alarms = argc > 1 && span_is(span_of(argv[1]), "-v")};
    corpus_visit_all(add_case, &bench);
    print_count("sentences", &bench.sentences);
    print_count("reports", &bench.files);
    return EXIT_SUCCESS;
}
