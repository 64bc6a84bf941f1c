/*
 * Several programs, of one user and of several, each on a pseudo-terminal of its own, work on one
 * report: they type, paste, save, go on to the next section, leave, are hung up, stand still, are
 * killed, undo and redo, and `put`, `undo` and `redo` of the command line come in between, by
 * schedules that a seed makes. Afterwards every character that was echoed is in the report or in
 * the history, none is there twice, and where each has a section of its own nobody met a conflict.
 * SEED=n runs that schedule alone; what the system makes of it differs from run to run. The rules
 * themselves are judged in one process (test_windows.c).
 */
#include "base/mem.h"
#include "base/text/utf8.h"
#include "store/db.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tests/support/pty_support.h"
#include "tests/support/random.h"
#include "tests/support/store_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SCHEDULES = 3,         /* in `make test` */
    SCHEDULES_FAULTS = 60, /* in `make faults` */
    STEPS = 30,
    DESKS_MOST = 8,
    SECTIONS_MOST = 4, /* that they share */
    BURST_MOST = 8,
    PASTE_LEAST = 60,
    PASTE_MOST = 180,
    TRIES = 6000,        /* of 5 ms */
    FIRST_MARK = 0x3400, /* rare characters, which stand nowhere else on a screen */
    MARKS_MOST = 0x1900,
};

static const char f2[] = "\x1bOQ", f10[] = "\x1b[21~", ctrl_q[] = "\x11", ctrl_s[] = "\x13",
                  ctrl_z[] = "\x1a", ctrl_y[] = "\x19";
static const char *const headings[] = {"甲部", "乙部", "丙部", "丁部", "戊部",
                                       "己部", "庚部", "辛部", "壬部"};

struct desk {
    struct pty *pty;     /* NULL: nobody sits there */
    size_t stands_still; /* steps */
};

struct office {
    struct program *p;
    uint64_t seed;
    struct random random;
    size_t desk_count, user_count, section_count;
    bool shared; /* sections: a conflict may be; else each has its own, and one is nobody's */
    struct desk desks[DESKS_MOST];
    size_t marks; /* typed so far */
    bool echoed[MARKS_MOST];
    size_t ends, conflicts, puts, refusals, steps_back, steps_refused;
};

#define WRONG(office, ...)                                                                         \
    do {                                                                                           \
        print_message("seed %llu: ", (unsigned long long)(office)->seed);                          \
        fail_msg(__VA_ARGS__);                                                                     \
    } while (0)

/* --- looking --- */

static void put_mark(struct str *out, size_t mark) {
    str_add_char(out, (char32_t)(FIRST_MARK + mark));
}

/* Counts how often each mark stands in the text. */
static void count_marks(struct span text, size_t counts[MARKS_MOST]) {
    while (text.n > 0) {
        char32_t c = utf8_take(&text);
        if (c >= FIRST_MARK && c < FIRST_MARK + MARKS_MOST)
            counts[c - FIRST_MARK]++;
    }
}

static void note_echoes(struct office *office, const struct pty *pty) {
    size_t *counts = mem_alloc_zero(MARKS_MOST, sizeof *counts);
    count_marks(pty_output(pty), counts);
    for (size_t i = 0; i < office->marks; i++)
        office->echoed[i] |= counts[i] > 0;
    mem_free(counts);
}

/* What all have written is taken, so that nobody waits for his terminal. */
static void look_at_all(struct office *office) {
    for (size_t i = 0; i < office->desk_count; i++)
        if (office->desks[i].pty != NULL && pty_has_ended(office->desks[i].pty))
            WRONG(office, "window %zu has ended by itself: %d", i,
                  pty_wait_exit(office->desks[i].pty));
}

static void fail_at(const struct office *office, const struct pty *pty, const char *what) {
    struct str screen = STR_INIT;
    pty_screen(pty, &screen);
    print_error("%s\n", screen.s);
    str_release(&screen);
    WRONG(office, "%s", what);
}

static bool is_asked(struct office *office, struct pty *pty) {
    if (!office->shared && (pty_has_text(pty, "另存一份") || pty_has_text(pty, "同时被")))
        fail_at(office, pty, "a conflict that nobody caused");
    return pty_has_text(pty, "同时被");
}

/* The question which text to keep is answered, one way or the other. */
static void settle(struct office *office, struct pty *pty) {
    int row = 0, col = 0;
    for (size_t i = 0; i < TRIES && is_asked(office, pty); i++) {
        pty_wait_quiet(pty);
        if (!pty_cursor(pty, &row, &col) || !pty_is_reverse(pty, row, col))
            continue; /* it has not the keys yet */
        pty_send_text(pty, random_below(&office->random, 2) == 0 ? "\r" : "\t\r");
        office->conflicts++;
        pty_wait_quiet(pty);
    }
    if (is_asked(office, pty))
        fail_at(office, pty, "the question stays");
}

/* In which section, of its heading over the text; SIZE_MAX: something else is there. */
static size_t section_of(const struct pty *pty) {
    enum { ROWS = 24 };
    struct str row = STR_INIT;
    size_t found = SIZE_MAX, bar = SIZE_MAX;
    for (int i = 0; i < ROWS && bar == SIZE_MAX; i++) { /* the first row of the panes */
        str_clear(&row);
        pty_row(pty, i, &row);
        bar = span_find(str_span(&row), SPAN("│"));
    }
    struct span heading = bar == SIZE_MAX ? SPAN("") : span_sub(str_span(&row), bar, row.len);
    for (size_t i = 0; i < ARRAY_LEN(headings); i++)
        if (span_find(heading, span_of(headings[i])) != SIZE_MAX)
            found = i;
    str_release(&row);
    return found;
}

/* --- what a window does --- */

static void go_on(struct office *office, struct pty *pty) {
    settle(office, pty);
    pty_send_text(pty, f2);
    pty_wait_quiet(pty);
    settle(office, pty);
}

static void go_to(struct office *office, struct pty *pty, size_t section) {
    for (size_t i = 0; i < TRIES && section_of(pty) != section; i++)
        go_on(office, pty);
    if (section_of(pty) != section)
        fail_at(office, pty, "the section is not reached");
}

static void open_desk(struct office *office, size_t number) {
    char home[600], user[32];
    (void)snprintf(home, sizeof home, "HOME=%s", office->p->folder);
    (void)snprintf(user, sizeof user, "user%zu", number % office->user_count);
    const char *const argv[] = {getenv("JIXIAO"), "--db", office->p->db, "--user", user, "1", NULL};
    struct pty *pty = pty_start(argv, (const char *const[]){home, NULL}, 24, 80);
    office->desks[number] = (struct desk){.pty = pty};
    pty_wait_text(pty, "已完成0/");
    pty_wait_quiet(pty);
    settle(office, pty);
    if (!office->shared)
        go_to(office, pty, number);
}

static void wait_echo(struct office *office, struct pty *pty, size_t mark) {
    struct str last = STR_INIT;
    put_mark(&last, mark);
    for (size_t i = 0; i < TRIES; i++) {
        look_at_all(office);
        if (is_asked(office, pty) || span_find(pty_output(pty), str_span(&last)) != SIZE_MAX)
            break;
        if (i + 1 == TRIES)
            fail_at(office, pty, "what was typed is not echoed");
        (void)poll(NULL, 0, 5);
    }
    str_release(&last);
}

static void type(struct office *office, struct pty *pty, bool paste) {
    struct str bytes = STR_INIT;
    size_t count = paste ? PASTE_LEAST + random_below(&office->random, PASTE_MOST - PASTE_LEAST)
                         : 1 + random_below(&office->random, BURST_MOST);
    settle(office, pty);
    assert_true(office->marks + count <= MARKS_MOST);
    str_add_text(&bytes, paste ? "\x1b[200~" : "");
    while (count-- > 0)
        put_mark(&bytes, office->marks++);
    str_add_text(&bytes, paste ? "\x1b[201~" : "");
    pty_send(pty, str_span(&bytes));
    str_release(&bytes);
    if (random_below(&office->random, 3) > 0)
        wait_echo(office, pty, office->marks - 1);
}

static void forget(struct office *office, struct desk *desk, int code, int wanted) {
    note_echoes(office, desk->pty);
    if (code != wanted && code != 0)
        fail_at(office, desk->pty, "it has not ended as it was told to");
    pty_free(desk->pty);
    *desk = (struct desk){NULL, 0};
    office->ends++;
}

static void leave(struct office *office, struct desk *desk) {
    const char *key = random_below(&office->random, 2) == 0 ? f10 : ctrl_q;
    for (size_t i = 0; i < TRIES && !pty_has_ended(desk->pty); i++) {
        if (i % 200 == 0 || is_asked(office, desk->pty)) {
            settle(office, desk->pty);
            pty_send_text(desk->pty, key);
        }
        (void)poll(NULL, 0, 5);
    }
    forget(office, desk, pty_wait_exit(desk->pty), 0);
}

static void end_by(struct office *office, struct desk *desk, int number) {
    pty_signal(desk->pty, number);
    if (desk->stands_still > 0)
        pty_signal(desk->pty, SIGCONT);
    forget(office, desk, pty_wait_exit(desk->pty), 128 + number);
}

static void put(struct office *office) {
    char user[32], section[32];
    struct str text = STR_INIT;
    size_t number = office->shared ? random_below(&office->random, office->section_count)
                                   : office->section_count - 1;
    (void)snprintf(user, sizeof user, "user%zu", random_below(&office->random, office->user_count));
    (void)snprintf(section, sizeof section, "%zu", number + 1);
    size_t mark = office->marks++;
    put_mark(&text, mark);
    int code = RUN_INPUT(office->p, text.s, "--user", user, "put", "1", section);
    str_release(&text);
    office->echoed[mark] = code == 0;
    office->puts++;
    office->refusals += code == 1;
    if (code != 0 && (code != 1 || !office->shared))
        WRONG(office, "put: %d %s", code, office->p->err.s);
}

/* The first key goes to where the step is, where that is elsewhere. */
static void undo_here(struct office *office, size_t number) {
    struct pty *pty = office->desks[number].pty;
    const char *key = random_below(&office->random, 3) > 0 ? ctrl_z : ctrl_y;
    for (size_t times = 1 + random_below(&office->random, 2); times > 0; times--) {
        settle(office, pty);
        pty_send_text(pty, key);
        pty_wait_quiet(pty);
    }
    settle(office, pty);
    if (!office->shared)
        go_to(office, pty, number);
}

/* Refused is who has nothing to take back, or after whom a colleague has come: nobody by himself,
 * where each window has a section of its own. */
static void undo_from_outside(struct office *office) {
    static const char *const hindrances[] = {"没有可以", "在您之后", "正在写这一节"};
    char user[32];
    bool undo = random_below(&office->random, 3) > 0, known = office->shared;
    (void)snprintf(user, sizeof user, "user%zu", random_below(&office->random, office->user_count));
    int code = RUN(office->p, "--user", user, undo ? "undo" : "redo", "1");
    for (size_t i = 0; i < ARRAY_LEN(hindrances); i++)
        known |= strstr(office->p->err.s, hindrances[i]) != NULL;
    office->steps_back += code == 0;
    office->steps_refused += code == 1;
    if (code != 0 && (code != 1 || !known))
        WRONG(office, "undo: %d %s", code, office->p->err.s);
}

static void act(struct office *office, size_t number, size_t dice) {
    struct desk *desk = &office->desks[number];
    if (dice < 16) {
        type(office, desk->pty, dice < 4);
    } else if (dice < 20) {
        settle(office, desk->pty);
        pty_send_text(desk->pty, ctrl_s);
    } else if (dice < 25) {
        go_on(office, desk->pty);
        if (!office->shared)
            go_to(office, desk->pty, number);
    } else if (dice < 28) {
        pty_signal(desk->pty, SIGSTOP);
        desk->stands_still = 1 + random_below(&office->random, 8);
    } else if (dice < 31) {
        leave(office, desk);
    } else if (dice < 34) {
        end_by(office, desk, SIGHUP);
    } else if (dice < 37) {
        end_by(office, desk, SIGKILL);
    } else if (dice < 40) {
        put(office);
    } else if (dice < 43) {
        undo_from_outside(office);
    } else {
        undo_here(office, number);
    }
}

static void step(struct office *office) {
    size_t number = random_below(&office->random, office->desk_count);
    size_t dice = random_below(&office->random, 46);
    struct desk *desk = &office->desks[number];
    look_at_all(office);
    if (desk->pty == NULL)
        open_desk(office, number);
    else if (desk->stands_still == 0)
        act(office, number, dice);
    else if (dice < 3)
        end_by(office, desk, dice == 0 ? SIGKILL : SIGHUP);
    else if (--desk->stands_still == 0)
        pty_signal(desk->pty, SIGCONT);
}

/* --- afterwards --- */

static int64_t count_drafts(struct db *db) {
    int64_t left = 0;
    static const char sql[] = "SELECT count(*) FROM change WHERE kind = 'splice' AND fold IS NULL";
    assert_int_equal(db_ask_int(db, sql, &left, NULL), RC_OK);
    return left;
}

/* All leave; each user looks once more, and chooses where he is asked. */
static void close_all(struct office *office, struct db *db) {
    for (size_t i = 0; i < office->desk_count; i++) {
        struct desk *desk = &office->desks[i];
        if (desk->pty != NULL && desk->stands_still > 0)
            pty_signal(desk->pty, SIGCONT);
        desk->stands_still = 0;
        if (desk->pty != NULL)
            leave(office, desk);
    }
    for (size_t i = 0; i < office->user_count * DESKS_MOST && count_drafts(db) > 0; i++) {
        size_t number = i % office->user_count;
        open_desk(office, number);
        for (size_t n = 0; n < office->section_count; n++)
            go_on(office, office->desks[number].pty);
        leave(office, &office->desks[number]);
    }
    if (count_drafts(db) > 0)
        WRONG(office, "a draft is left");
}

static void check_marks(struct office *office, struct db *db) {
    static const char rows[] = "SELECT coalesce(old_text, '') || ' ' || coalesce(new_text, '')"
                               " FROM change WHERE kind IN ('fold', 'body', 'lost')";
    size_t *there = mem_alloc_zero(MARKS_MOST, sizeof *there);
    size_t *before = mem_alloc_zero(MARKS_MOST, sizeof *before);
    struct str history = STR_INIT;
    assert_int_equal(db_ask_lines(db, rows, &history, NULL), RC_OK);
    count_marks(str_span(&history), before);
    for (size_t i = 0; i < office->section_count; i++) {
        char section[32];
        (void)snprintf(section, sizeof section, "%zu", i + 1);
        assert_int_equal(RUN(office->p, "get", "1", section), 0);
        count_marks(str_span(&office->p->out), there);
    }
    for (size_t i = 0; i < office->marks; i++) {
        if (there[i] > 1)
            WRONG(office, "character %zu is there %zu times", i, there[i]);
        if (office->echoed[i] && there[i] == 0 && before[i] == 0)
            WRONG(office, "character %zu was echoed and is lost", i);
    }
    str_release(&history);
    mem_free(before);
    mem_free(there);
}

static void begin(struct office *office) {
    static const size_t counts[] = {2, 3, 8};
    struct str text = STR_INIT;
    office->desk_count = counts[random_below(&office->random, ARRAY_LEN(counts))];
    office->user_count = random_below(&office->random, 2) == 0 ? 1 : office->desk_count / 2 + 1;
    office->shared = office->seed % 2 == 0;
    office->section_count =
        office->shared ? 1 + random_below(&office->random, SECTIONS_MOST) : office->desk_count + 1;
    str_add_text(&text, "2023年度望湖街道部门整体支出绩效评价报告\n");
    for (size_t i = 0; i < office->section_count; i++)
        str_add_format(&text, "%s、%s\n起头。\n",
                       ((const char *[]){"一", "二", "三", "四", "五", "六", "七", "八", "九"})[i],
                       headings[i]);
    folder_put(program_path(office->p, "in.txt"), str_span(&text));
    str_release(&text);
    assert_int_equal(RUN(office->p, "import", program_path(office->p, "in.txt")), 0);
    for (size_t i = 0; i < office->desk_count; i++)
        open_desk(office, i);
}

static void run(uint64_t seed, struct office *sum) {
    struct office *office = MEM_NEW(struct office);
    struct db *db = NULL;
    void *program = NULL;
    (void)program_setup(&program);
    *office = (struct office){.p = program, .seed = seed, .random = {seed}};
    begin(office);
    assert_int_equal(db_open(&db, office->p->db, DB_READ, NULL), RC_OK);
    for (size_t i = 0; i < STEPS; i++)
        step(office);
    close_all(office, db);
    if (RUN(office->p, "verify") != 0)
        WRONG(office, "%s", office->p->err.s);
    check_marks(office, db);
    db_close(db);
    for (size_t i = 0; i < office->marks; i++)
        sum->marks += office->echoed[i];
    sum->ends += office->ends;
    sum->conflicts += office->conflicts;
    sum->puts += office->puts;
    sum->refusals += office->refusals;
    sum->steps_back += office->steps_back;
    sum->steps_refused += office->steps_refused;
    (void)program_teardown(&program);
    mem_free(office);
}

static void no_program_loses_or_doubles_what_it_has_echoed(void **state) {
    (void)state;
    const char *only = getenv("SEED");
    uint64_t from = only != NULL ? strtoull(only, NULL, 10) : 1;
    uint64_t to = only != NULL ? from : getenv("FAULTS") != NULL ? SCHEDULES_FAULTS : SCHEDULES;
    struct office *sum = MEM_NEW(struct office);
    for (uint64_t seed = from; seed <= to; seed++)
        run(seed, sum);
    print_message("schedules %llu to %llu: %zu echoed characters, %zu programs ended,"
                  " %zu conflicts chosen in, %zu puts, %zu refused, %zu times undo or redo by the"
                  " command line, %zu refused\n",
                  (unsigned long long)from, (unsigned long long)to, sum->marks, sum->ends,
                  sum->conflicts, sum->puts, sum->refusals, sum->steps_back, sum->steps_refused);
    assert_true(sum->marks > 0);
    mem_free(sum);
}

static int free_terminals(void **state) {
    (void)state;
    pty_free_all();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(no_program_loses_or_doubles_what_it_has_echoed, free_terminals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
