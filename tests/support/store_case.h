/*
 * store_case.h - a database of one test's own, and what a session would do with it: the change is
 * applied to the report in memory, then stored.
 */
#ifndef TESTS_SUPPORT_STORE_CASE_H
#define TESTS_SUPPORT_STORE_CASE_H

#include "session/session.h"

struct store_case {
    char *folder, *path; /* of the database; it is not there yet */
};

int store_case_setup(void **state); /* for cmocka: *state is a struct store_case */
int store_case_teardown(void **state);
#define WITH_STORE(test)                                                                           \
    cmocka_unit_test_setup_teardown(test, store_case_setup, store_case_teardown)

/* These stop the test where they fail. */
struct store *case_open(const struct store_case *place, const char *user);
struct session *case_open_session(const char *db, const char *user);
/* As while no key comes, until nothing is left to do within LONGEST milliseconds, none of which is
 * waited for (pause.h). True if something came of it. */
bool case_pause(struct session *session, int64_t longest);
/* Types until the section reads so, and saves it. */
void case_write(struct session *session, int64_t section, struct span text);
/* 甲 (1) with 甲一 (2) below it, then 乙 (3); the bodies are empty. Stored: the report's number. */
int64_t case_add_report(struct store *store);
struct report *case_load(struct store *store, int64_t id);
/* What is in the database has the text in that section, as this user sees it. */
void assert_text(struct store *store, int64_t id, int64_t section, const char *text);
void assert_body(const struct report *report, int64_t section, const char *text);
void assert_err_says(const struct err *err, const char *part);

/* Types as the session does; *act as store_add_splice has it. */
enum rc case_type(struct store *store, struct report *report, int64_t section, size_t offset,
                  size_t removed, const char *text, int64_t *act);
/* How often typing is tried again while others write, as the session does; 0 at first. */
extern int case_busy_tries;
enum rc case_fold(struct store *store, struct report *report, int64_t section);
/* Applies the set in memory and stores it, as one transaction with the mark on `target` (0: none);
 * where the store refuses, memory is as before. Releases the set. */
enum rc case_apply(struct store *store, struct report *report, struct change_set *set,
                   int64_t target, bool undone, struct err *err);
enum rc case_undo(struct store *store, struct report *report, struct err *err);
enum rc case_redo(struct store *store, struct report *report, struct err *err);

/* Runs in a child process that is nobody, for root may do everything: its exit code. The child must
 * only compare, not assert. */
int run_as_nobody(int (*run)(const struct store_case *place), const struct store_case *place);

#endif
