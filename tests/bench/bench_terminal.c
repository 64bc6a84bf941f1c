/*
 * bench_terminal.c - jixiao beside the editors that are installed and beside floors (the least that
 * such a program can take), on a pseudo-terminal of 80 x 24, interleaved: one run of each, then
 * again. `make bench` runs it; docs/performance.md holds its table. Compare within one run only.
 * usage: bench_terminal JIXIAO FLOOR [ROUNDS]
 */
#include "base/mem.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/session.h"
#include "tests/bench/terminal_table.h"
#include "tests/support/folder.h"
#include "tests/support/random.h"
#include "tests/support/timed_run.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    WARM_KEYS = 5,    /* not counted */
    KEY_SILENCE = 15, /* ms that end an answer */
    REST = 250,       /* ms between two things */
    SCROLLS = 20,
    SHORT = 300, /* characters of the first paragraph, and of those behind the second */
    LONG = 3000, /* of the second */
    PANE = 25,   /* characters in a row of jixiao's editor at 80 columns */
};

/* ---- the texts and the programs ---- */

static const struct {
    size_t chars;    /* of the text */
    size_t line, at; /* where keys go: line and character, from 1 */
} scenes[SCENE_COUNT] = {
    [SCENE_EMPTY] = {0, 1, 1},           [SCENE_SHORT] = {5000, 1, SHORT / 2},
    [SCENE_5K] = {5000, 2, LONG / 2},    [SCENE_100K] = {100000, 2, LONG / 2},
    [SCENE_1M] = {1000000, 2, LONG / 2},
};

/* %f the file, %l the line, %c the character, %b its byte; %d the database. */
struct program {
    const char *name;
    const char *empty[12], *file[12];
    const char *typing; /* sent before keys */
    bool wraps, is_floor;
};
static const struct program programs[] = {
    {.name = "jixiao",
     .empty = {"%j", "--db", "%d", "1"},
     .file = {"%j", "--db", "%d", "1"},
     .wraps = true},
    {.name = "nano", .empty = {"nano", "%f"}, .file = {"nano", "+%l,%c", "%f"}},
    {.name = "nano -S",
     .empty = {"nano", "-S", "%f"},
     .file = {"nano", "-S", "+%l,%c", "%f"},
     .wraps = true},
    {.name = "vim -u NONE",
     .empty = {"vim", "-u", "NONE", "%f"},
     .file = {"vim", "-u", "NONE", "-c", "call cursor(%l,%b)", "%f"},
     .typing = "i"},
    {.name = "micro",
     .empty = {"micro", "-softwrap", "true", "%f"},
     .file = {"micro", "-softwrap", "true", "+%l:%c", "%f"},
     .wraps = true},
    {.name = "wordgrinder", .empty = {"wordgrinder"}},
    {.name = "dialog", .empty = {"dialog", "--editbox", "%f", "22", "76"}},
    {.name = "floor: echo", .empty = {"%r", "echo"}, .is_floor = true},
    {.name = "floor: ncurses", .empty = {"%r", "ncurses"}, .is_floor = true},
    {.name = "floor: ncurses, re-wrap", .file = {"%r", "wrap", "%f", "%l", "%c"}, .is_floor = true},
    {.name = "floor: re-wrap, committed",
     .file = {"%r", "commit", "%f", "%l", "%c"},
     .is_floor = true},
    {.name = "floor: insert-character",
     .file = {"%r", "insert", "%f", "%l", "%c"},
     .is_floor = true},
};
enum { PROGRAMS = ARRAY_LEN(programs), JIXIAO = 0 };

struct bench {
    const char *jixiao, *floor;
    char *folder;
    struct measured measured[PROGRAMS];
};

/* ---- texts and databases ---- */

static const char letters[] = "本单位绩效管理工作总体平稳有序预算执行率达到百分之九十八各项指标完成"
                              "情况良好存在的主要问题是部分项目进度偏慢下一步将加强监督和评价";

static void add_paragraph(struct str *out, size_t chars, struct random *random) {
    enum { COMMA = 23, BYTES = 3 };
    for (size_t i = 1; i < chars; i++) {
        size_t at = random_below(random, (sizeof letters - 1) / BYTES) * BYTES;
        str_add(out, i % COMMA == 0 ? SPAN("，") : (struct span){letters + at, BYTES});
    }
    str_add_text(out, "。\n");
}

static char *path_of(const struct bench *bench, const char *name) {
    struct str path = STR_INIT;
    str_add_format(&path, "%s/%s", bench->folder, name);
    return str_detach(&path);
}

static void make_text(struct str *out, size_t chars) {
    struct random random = {.state = 1};
    if (chars == 0)
        return;
    add_paragraph(out, SHORT, &random);
    add_paragraph(out, LONG, &random);
    for (size_t have = SHORT + LONG; have < chars; have += SHORT)
        add_paragraph(out, SHORT, &random);
}

static void need(enum rc rc, const struct err *err) {
    if (rc == RC_OK)
        return;
    fprintf(stderr, "bench_terminal: %s\n", err->text);
    exit(1);
}

static struct session *open_session(const char *db) {
    struct session *session = NULL;
    struct err err;
    struct session_options options = {.db = db, .user = "bench"};
    need(session_open(&session, &options, &err), &err);
    return session;
}

static void copy_file(const char *from, const char *to) {
    struct str bytes = STR_INIT;
    folder_get(from, &bytes);
    folder_put(to, str_span(&bytes));
    str_release(&bytes);
}

/* A library of so many reports; the text goes into the first section of the first one. */
static char *make_database(const struct bench *bench, const char *name, int reports,
                           struct span text) {
    char *db = path_of(bench, name);
    struct session *session = open_session(db);
    struct err err;
    int64_t id = 0;
    for (int i = 0; i < reports; i++) {
        struct session_new what = {.unit = "百春园街道", .short_name = "百春园街道", .year = 2023};
        need(session_new_report(session, &what, &id, &err), &err);
    }
    if (reports == 1) {
        need(session_load(session, 1, &err), &err);
        const struct section *first = report_find_section(session_report(session), SPAN("1"));
        need(session_put(session, first->id, text, &err), &err);
    }
    session_close(session);
    return db;
}

/* Leaves the cursor so many rows below the text's start, as a clerk would: the program remembers.
 */
static void place_cursor(const struct bench *bench, const char *db, size_t rows) {
    const char *const argv[] = {bench->jixiao, "--db", db, "1", NULL};
    struct timed_run *run = timed_run_start(argv, bench->folder);
    (void)timed_run_send(run, SPAN("\033[1;5H"), REST);
    for (size_t i = 0; i < rows; i++)
        (void)timed_run_send(run, SPAN("\033[B"), KEY_SILENCE);
    (void)timed_run_send(run, SPAN("\x11"), REST);
    timed_run_end(run);
}

static void prepare(struct bench *bench) {
    bench->folder = folder_new();
    for (int scene = 0; scene <= SCENE_1M; scene++) {
        struct str text = STR_INIT;
        char name[32];
        make_text(&text, scenes[scene].chars);
        (void)snprintf(name, sizeof name, "%d.txt", scene);
        char *file = path_of(bench, name);
        folder_put(file, str_span(&text));
        (void)snprintf(name, sizeof name, "%d.db", scene);
        char *db = make_database(bench, name, 1, str_span(&text));
        size_t above = scenes[scene].line > 1 ? SHORT / PANE : 0;
        place_cursor(bench, db, scene == SCENE_EMPTY ? 0 : above + scenes[scene].at / PANE);
        mem_free(db);
        mem_free(file);
        str_release(&text);
    }
    mem_free(make_database(bench, "library.db", LIBRARY, SPAN("")));
    mem_free(make_database(bench, "ten.db", TEN, SPAN("")));
}

/* ---- one run ---- */

static char *fill_in(const struct bench *bench, const char *pattern, enum scene scene) {
    enum { BYTES = 3 };
    struct str out = STR_INIT;
    for (const char *p = pattern; *p != '\0'; p++) {
        if (*p != '%') {
            str_add_byte(&out, *p);
            continue;
        }
        switch (*++p) {
        case 'j':
            str_add_text(&out, bench->jixiao);
            break;
        case 'r':
            str_add_text(&out, bench->floor);
            break;
        case 'f':
            str_add_format(&out, "%s/run.txt", bench->folder);
            break;
        case 'd':
            str_add_format(&out, "%s/run.db", bench->folder);
            break;
        case 'l':
            str_add_format(&out, "%zu", scenes[scene].line);
            break;
        case 'c':
            str_add_format(&out, "%zu", scenes[scene].at);
            break;
        default:
            str_add_format(&out, "%zu", (scenes[scene].at - 1) * BYTES + 1);
            break;
        }
    }
    return str_detach(&out);
}

/* Fresh copies: no run sees what another one typed. */
static void copy_inputs(const struct bench *bench, enum scene scene) {
    static const char *const leftovers[] = {"run.db-wal", "run.db-shm", ".run.txt.swp", "run.db"};
    char name[32];
    for (size_t i = 0; i < ARRAY_LEN(leftovers); i++) {
        char *path = path_of(bench, leftovers[i]);
        (void)remove(path);
        mem_free(path);
    }
    if (scene == SCENE_FIRST)
        return;
    if (scene > SCENE_1M)
        (void)snprintf(name, sizeof name, "%s", scene == SCENE_TEN ? "ten.db" : "library.db");
    else
        (void)snprintf(name, sizeof name, "%d.db", scene);
    char *from = path_of(bench, name), *to = path_of(bench, "run.db");
    copy_file(from, to);
    mem_free(from);
    mem_free(to);
    if (scene > SCENE_1M)
        return;
    (void)snprintf(name, sizeof name, "%d.txt", scene);
    from = path_of(bench, name);
    to = path_of(bench, "run.txt");
    copy_file(from, to);
    mem_free(from);
    mem_free(to);
}

static struct timed_run *start(const struct bench *bench, size_t program, enum scene scene) {
    static const char *const library[] = {"%j", "--db", "%d", NULL};
    const char *const *pattern = scene == SCENE_EMPTY ? programs[program].empty
                                 : scene > SCENE_1M   ? library
                                                      : programs[program].file;
    char *argv[13] = {NULL};
    copy_inputs(bench, scene);
    for (size_t i = 0; pattern[i] != NULL; i++)
        argv[i] = fill_in(bench, pattern[i], scene);
    struct timed_run *run = timed_run_start((const char *const *)argv, bench->folder);
    for (size_t i = 0; argv[i] != NULL; i++)
        mem_free(argv[i]);
    return run;
}

static bool can_run(const struct bench *bench, size_t program, enum scene scene) {
    if (!bench->measured[program].installed || (scene > SCENE_1M && program != JIXIAO))
        return false;
    return (scene == SCENE_EMPTY ? programs[program].empty : programs[program].file)[0] != NULL;
}

static void type_keys(struct bench *bench, struct timed_run *run, size_t program,
                      enum scene scene) {
    enum { BYTES = 3 };
    for (int i = -WARM_KEYS; i < KEYS && !timed_run_is_over(run); i++) {
        size_t at = (size_t)(i + WARM_KEYS) % ((sizeof letters - 1) / BYTES) * BYTES;
        size_t before = timed_run_written(run);
        double time = timed_run_send(run, (struct span){letters + at, BYTES}, KEY_SILENCE);
        if (i < 0 || time < 0)
            continue;
        measured_add(&bench->measured[program], scene, KEY, time);
        measured_add(&bench->measured[program], scene, KEY_BYTES,
                     (double)(timed_run_written(run) - before));
    }
}

/* Where a program does not ask for brackets, a paste is keys, and its end cannot be told. */
static void paste(struct bench *bench, struct timed_run *run, size_t program) {
    struct str bytes = STR_INIT;
    if (!timed_run_wants_brackets(run))
        return;
    str_add_text(&bytes, "\033[200~");
    for (size_t i = 0; i < PASTE_CHARS; i++)
        str_add(&bytes, span_sub(SPAN(letters), i % 60 * 3, i % 60 * 3 + 3));
    str_add_text(&bytes, "\033[201~");
    measured_add(&bench->measured[program], SCENE_EMPTY, PASTE,
                 timed_run_send_until_rest(run, str_span(&bytes), REST));
    str_release(&bytes);
}

static void stay_idle(struct bench *bench, struct timed_run *run, size_t program) {
    timed_run_wait(run, 2 * REST);
    double cpu = timed_run_cpu(run);
    size_t written = timed_run_written(run);
    timed_run_wait(run, IDLE_MS);
    measured_add(&bench->measured[program], SCENE_EMPTY, IDLE_CPU, timed_run_cpu(run) - cpu);
    measured_add(&bench->measured[program], SCENE_EMPTY, IDLE_BYTES,
                 (double)(timed_run_written(run) - written));
}

/* From row to row, and page by page. */
static void scroll(struct bench *bench, struct timed_run *run, enum scene scene) {
    static const struct span keys[] = {{"\033[B", 3}, {"\033[6~", 4}, {"\033[A", 3}};
    for (size_t i = 0; i < ARRAY_LEN(keys) * SCROLLS; i++) {
        double time = timed_run_send(run, keys[i % ARRAY_LEN(keys)], KEY_SILENCE);
        if (time >= 0)
            measured_add(&bench->measured[JIXIAO], scene, KEY, time);
    }
}

/* The screen of the history (F8) of a report with some, and back. */
static void look_at_history(struct bench *bench, struct timed_run *run, enum scene scene) {
    for (int i = 0; i < 3; i++) {
        double time = timed_run_send(run, SPAN("\033[19~"), REST);
        if (time >= 0)
            measured_add(&bench->measured[JIXIAO], scene, HISTORY, time);
        (void)timed_run_send(run, SPAN("\033"), REST);
    }
}

static void run_once(struct bench *bench, size_t program, enum scene scene) {
    struct timed_run *run = start(bench, program, scene);
    measured_add(&bench->measured[program], scene, START, timed_run_first(run));
    if (scene == SCENE_EMPTY && !programs[program].is_floor)
        stay_idle(bench, run, program);
    if (programs[program].typing != NULL)
        (void)timed_run_send(run, span_of(programs[program].typing), REST);
    timed_run_wait(run, REST);
    if (scene <= SCENE_1M)
        type_keys(bench, run, program, scene);
    if (scene == SCENE_LIBRARY || scene == SCENE_TEN)
        scroll(bench, run, scene);
    if (scene == SCENE_5K && program == JIXIAO)
        look_at_history(bench, run, scene);
    measured_add(&bench->measured[program], scene, MEMORY, timed_run_memory(run));
    if (scene == SCENE_EMPTY && programs[program].file[0] != NULL)
        paste(bench, run, program);
    if (getenv("BENCH_SCREENS") != NULL) {
        struct str screen = STR_INIT;
        timed_run_screen(run, &screen);
        fprintf(stderr, "== %s, scene %d\n%s", programs[program].name, scene, screen.s);
        str_release(&screen);
    }
    timed_run_end(run);
}

static bool is_installed(const char *name) {
    struct span rest = span_of(getenv("PATH"));
    bool found = name[0] == '%';
    while (!found && rest.n > 0) {
        size_t n = span_find(rest, SPAN(":"));
        struct str path = STR_INIT;
        str_add(&path, span_sub(rest, 0, n));
        str_add_format(&path, "/%s", name);
        found = access(path.s, X_OK) == 0;
        str_release(&path);
        rest = span_sub(rest, n == SIZE_MAX ? rest.n : n + 1, rest.n);
    }
    return found;
}

int main(int argc, char **argv) {
    if (argc < 3)
        return 2;
    struct bench *bench = MEM_NEW(struct bench);
    bench->jixiao = argv[1];
    bench->floor = argv[2];
    long rounds = argc > 3 ? strtol(argv[3], NULL, 10) : 5;
    for (size_t i = 0; i < PROGRAMS; i++) {
        const struct program *program = &programs[i];
        bench->measured[i] =
            (struct measured){.name = program->name,
                              .wraps = program->wraps,
                              .installed = is_installed(
                                  (program->empty[0] != NULL ? program->empty : program->file)[0])};
    }
    fprintf(stderr, "preparing the texts and a library of %d reports\n", LIBRARY);
    prepare(bench);
    for (long round = 0; round < rounds; round++) {
        fprintf(stderr, "round %ld of %ld\n", round + 1, rounds);
        for (int scene = 0; scene < SCENE_COUNT; scene++)
            for (size_t i = 0; i < PROGRAMS; i++)
                if (can_run(bench, i, (enum scene)scene))
                    run_once(bench, i, (enum scene)scene);
    }
    measured_print(bench->measured, PROGRAMS, rounds);
    for (size_t i = 0; i < PROGRAMS; i++)
        measured_release(&bench->measured[i]);
    folder_free(bench->folder);
    mem_free(bench);
    return 0;
}
