/*
 * Random bytes, keys and hostile text into the program on a pseudo-terminal, while its window
 * changes its size down to 1 x 1: it lives, it ends when it is asked to, the terminal is as it was,
 * nothing of what was typed drives it, and the database is whole. `make test` does some rounds from
 * a fixed seed; SECS=n goes on for n seconds (`make fuzz-terminal`), SEED=n begins elsewhere.
 */
#include "base/mem.h"
#include "tests/support/folder.h"
#include "tests/support/hostile.h"
#include "tests/support/program.h"
#include "tests/support/pty_support.h"
#include "tests/support/random.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { ROUNDS = 4, STEPS = 120, CHUNK = 64, ROWS_MOST = 60, COLS_MOST = 200, CTRL_Q = 0x11 };

static struct { size_t rounds, bytes, resizes, ends; } done;

/* --- what is sent --- */

static const char *const keys[] = {
    "\033OP",
    "\033OQ",
    "\033OR",
    "\033OS",
    "\033[15~",
    "\033[17~",
    "\033[18~",
    "\033[19~",
    "\033[20~",
    "\033[21~",
    "\033[23~",
    "\033[24~",
    "\033[2~",
    "\033[3~",
    "\033[5~",
    "\033[6~",
    "\033[A",
    "\033[B",
    "\033[C",
    "\033[D",
    "\033[H",
    "\033[F",
    "\033[Z",
    "\033[1;2A",
    "\033[1;2B",
    "\033[1;2C",
    "\033[1;2D",
    "\033[1;5H",
    "\033[1;5F",
    "\033",
    "\r",
    "\t",
    "\x7f",
    "\x01",
    "\x02",
    "\x03",
    "\x04",
    "\x05",
    "\x06",
    "\x07",
    "\x0b",
    "\x0c",
    "\x0e",
    "\x0f",
    "\x10",
    "\x12",
    "\x13",
    "\x14",
    "\x16",
    "\x17",
    "\x18",
    "\x19",
    "\x1a",
    "\x1e",
    "\x1f",
    "y",
    "n",
    "s",
    "1",
    "2",
    "\0331",
    "\033[<0;5;5M",
    "\033[<0;5;5m",
    "\033[<64;9;9M",
    "\033[200~",
    "\033[201~",
    "\033[24;2R",
    "\033[1;1R",
    "甲乙",
    "绩效评价，",
    "1,234.5万元",
    "${budget}",
    "🧑‍🌾",
    "é",
    "\xff",
    "\xe4\xb8",
};

/* Ctrl-Q would end most rounds early: it comes more seldom than the others. */
static void add_bytes(struct str *out, struct random *random) {
    for (size_t n = 1 + random_below(random, CHUNK); n > 0; n--) {
        char byte = (char)random_below(random, 256);
        str_add_byte(out, byte != CTRL_Q || random_below(random, 32) == 0 ? byte : '\r');
    }
}

static void add_key(struct str *out, struct random *random) {
    str_add_text(out, keys[random_below(random, ARRAY_LEN(keys))]);
}

static void add_hostile(struct str *out, struct random *random) {
    bool paste = random_below(random, 2) == 0;
    str_add_text(out, paste ? "\033[200~" : "");
    str_add_text(out, hostile_text(random_below(random, HOSTILE_COUNT)));
    str_add_text(out, paste ? "丙\n丁\033[201~" : "");
}

static void resize(struct pty *pty, struct random *random) {
    static const int sizes[][2] = {{24, 80}, {16, 60}, {1, 1}, {1, 80}, {24, 1}, {2, 2}, {50, 140}};
    size_t choice = random_below(random, 2 * ARRAY_LEN(sizes));
    int rows = 1 + (int)random_below(random, ROWS_MOST);
    int cols = 1 + (int)random_below(random, COLS_MOST);
    if (choice < ARRAY_LEN(sizes)) {
        rows = sizes[choice][0];
        cols = sizes[choice][1];
    }
    pty_resize(pty, rows, cols);
    done.resizes++;
}

static void step(struct pty *pty, struct random *random) {
    static void (*const kinds[])(struct str *, struct random *) = {add_key, add_key, add_bytes,
                                                                   add_hostile};
    struct str bytes = STR_INIT;
    if (random_below(random, 3) == 0)
        resize(pty, random);
    kinds[random_below(random, ARRAY_LEN(kinds))](&bytes, random);
    pty_send(pty, str_span(&bytes));
    done.bytes += bytes.len;
    str_release(&bytes);
    if (random_below(random, 8) == 0)
        pty_wait_quiet(pty); /* what was sent is read: the line never fills up */
}

/* --- a round: from a new database to the end of the program --- */

static void begin(struct program *p) {
    struct str text = STR_INIT;
    hostile_add_all(&text);
    assert_int_equal(RUN(p, "new", "--unit", "望湖街道", "--year", "2023"), 0);
    assert_int_equal(RUN_INPUT(p, text.s, "put", "1", "economy"), 0);
    str_release(&text);
}

static struct pty *start(struct program *p, bool opens) {
    char home[600];
    (void)snprintf(home, sizeof home, "HOME=%s", p->folder);
    const char *const argv[] = {getenv("JIXIAO"), "--db", p->db, opens ? "1" : NULL, NULL};
    const char *const env[] = {home, NULL};
    struct pty *pty = pty_start_mute(argv, env, 24, 80);
    pty_wait_text(pty, opens ? "已完成" : "望湖街道");
    return pty;
}

static void check_written(struct pty *pty, uint64_t seed) {
    struct span written = pty_output(pty);
    size_t at = hostile_find_written(written);
    if (at == SIZE_MAX)
        return;
    struct str shown = STR_INIT;
    for (size_t i = at; i < written.n && i < at + 16; i++)
        str_add_format(&shown, " %02x", (unsigned char)written.p[i]);
    fail_msg("seed %llu: byte %zu of what was written:%s", (unsigned long long)seed, at, shown.s);
}

static void play_round(uint64_t seed) {
    struct random random = {seed};
    struct program program;
    program_init(&program);
    begin(&program);
    assert_int_equal(chdir(program.folder), 0); /* what is typed may name a file */
    struct pty *pty = start(&program, random_below(&random, 4) != 0);
    for (int i = 0; i < STEPS && !pty_has_ended(pty); i++)
        step(pty, &random);
    bool left = pty_has_ended(pty); /* Ctrl-Q was among the keys */
    if (!left)
        pty_signal(pty, random_below(&random, 2) == 0 ? SIGTERM : SIGHUP);
    int code = pty_wait_exit(pty);
    if (code != 0 && code != 128 + SIGTERM && code != 128 + SIGHUP)
        fail_msg("seed %llu: ended with %d", (unsigned long long)seed, code);
    pty_check_restored(pty);
    check_written(pty, seed);
    pty_free(pty);
    if (RUN(&program, "verify") != 0)
        fail_msg("seed %llu: %s", (unsigned long long)seed, program.err.s);
    assert_int_equal(chdir("/"), 0);
    program_release(&program);
    done.rounds++;
    done.ends += left;
}

static uint64_t number_of(const char *name, uint64_t otherwise) {
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? strtoull(value, NULL, 10) : otherwise;
}

static void whatever_is_typed_the_terminal_is_safe(void **state) {
    (void)state;
    time_t seconds = (time_t)number_of("SECS", 0), start_time = time(NULL);
    uint64_t seed = number_of("SEED", 1);
    for (uint64_t i = 0; i < ROUNDS || time(NULL) - start_time < seconds; i++)
        play_round(seed + i);
    print_message("terminal: %ld s, %zu rounds, %zu bytes, %zu resizes, %zu left by a key\n",
                  (long)(time(NULL) - start_time), done.rounds, done.bytes, done.resizes,
                  done.ends);
}

int main(void) {
    /* What is typed can name any file: the program may write nowhere but in its own folder. */
    enum { NOBODY = 65534 };
    if (geteuid() == 0 && setuid(NOBODY) != 0)
        return 1;
    const struct CMUnitTest tests[] = {cmocka_unit_test(whatever_is_typed_the_terminal_is_safe)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
