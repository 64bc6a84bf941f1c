/*
 * review_case.h - a report that goes out as a Word file and comes back, in a session of a test's
 * own. Sections work (a figure in it), items, rows, none. Every function but review_case_take_in
 * stops the test where something fails, and checks that all that is in the file is counted.
 */
#ifndef TESTS_SUPPORT_REVIEW_CASE_H
#define TESTS_SUPPORT_REVIEW_CASE_H

#include "session/remark_in.h"
#include "tests/support/review.h"
#include "tests/support/store_case.h"

struct review_case {
    struct store_case *place;
    struct session *session;
    struct review review;
    struct str file; /* that comes back */
};

/* For cmocka: *state is a struct review_case, whose report is open and whose export is open for
 * review. */
int review_case_setup(void **state);
int review_case_teardown(void **state);

struct report *review_case_report(void); /* as it goes out; the caller's */
const struct report *review_case_open(const struct review_case *office);
/* Adds a report, which is used up, and opens it; opens what is exported of it for review. */
void review_case_load(struct review_case *office, struct report *made);
void review_case_export(struct review_case *office);
/* The file comes in: as it is, or what was reviewed. Counts alone are left of what is given. */
enum rc review_case_take_in(struct review_case *office, struct review_result *result,
                            struct err *err);
struct remark_intake review_case_take(struct review_case *office);
struct remark_intake review_case_come_back(struct review_case *office);
void review_case_take_all(struct review_case *office, const char *author);
void review_case_put(struct review_case *office, const char *section, const char *text);

/* Appends a line for each remark: "李局 work body 100→120", or "李局 work body 培训6次: text /
 * answer"; '!' behind the part: it has lost its place; '=' at the end: it is not open. */
void remarks_show(struct str *out, const struct report *report);
void assert_remarks(const struct review_case *office, const char *wanted);
/* The report prints so, the program's own labels with it. */
void assert_prints(const struct review_case *office, const char *words);

#endif
