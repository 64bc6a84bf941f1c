/*
 * clerk.h - what one clerk does to a report through the session, step by step, on a disk that may
 * fail: typing into some sections, folding, marking, undoing nothing. It remembers what was typed,
 * and what stood there when the header said 已保存. Text only grows, so that whatever comes back
 * must lie between the two.
 */
#ifndef TESTS_FAULTS_CLERK_H
#define TESTS_FAULTS_CLERK_H

#include "session/session.h"
#include "tests/support/random.h"

enum { CLERK_SECTIONS = 3, CLERK_BYTES_MOST = 16000 };

/* No pointers but the session's: it may lie in memory that a child process shares. */
struct clerk_text {
    char s[CLERK_BYTES_MOST + 1];
    size_t len;
};

struct clerk {
    struct session *session;
    int64_t report, sections[CLERK_SECTIONS];
    struct clerk_text typed[CLERK_SECTIONS];
    size_t saved[CLERK_SECTIONS]; /* bytes of `typed` that were shown as saved */
    size_t refused;               /* commands that came back with a sentence */
};

/* Makes a database at that path with one report; its number. */
int64_t clerk_prepare(const char *db);
/* Opens it as a clerk. False: the session cannot be opened now, with a sentence. */
bool clerk_sit_down(struct clerk *clerk, const char *db, int64_t report);
void clerk_work(struct clerk *clerk, struct random *random, size_t steps);
void clerk_save(struct clerk *clerk); /* until the header says 已保存, or the disk says no */
bool clerk_is_saved(const struct clerk *clerk);
void clerk_get_up(struct clerk *clerk); /* closes the session; what was typed stays known */
/* Opens the database anew and compares: 0 as it must be, else the number of sections in which text
 * that was saved is missing or something else stands. Stops where the database is damaged. */
size_t clerk_count_lost(const struct clerk *clerk, const char *db, bool all_typed);

#endif
