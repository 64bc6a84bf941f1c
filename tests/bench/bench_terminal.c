/*
 * bench_terminal.c - jixiao beside the editors that are installed and beside floors (the least that
 * such a program can take), on a pseudo-terminal of 80 x 24, interleaved: one run of each, then
 * again. `make bench` runs it; docs/performance.md holds its table. Compare within one run only.
 * usage: bench_terminal JIXIAO FLOOR [ROUNDS]
 */
#include "app/session.h"
#include "base/mem.h"
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
    KEYS = 60,
    WARM_KEYS = 5,    /* not counted */
    KEY_SILENCE = 15, /* ms that end an answer */
    REST = 250,       /* ms between two things */
    PASTE_CHARS = 20000,
    IDLE_MS = 2000,
    LIBRARY = 10000, /* reports */
    TEN = 10,
    SCROLLS = 20,
    SHORT = 300, /* characters of the first paragraph, and of those behind the second */
    LONG = 3000, /* of the second */
    PANE = 25,   /* characters in a row of jixiao's editor at 80 columns */
};

/* ---- what is measured ---- */

enum scene {
    SCENE_EMPTY, /* keys at an empty text, then a paste, then idle */
    SCENE_SHORT, /* keys in the middle of a paragraph of 300 characters */
    SCENE_5K,    /* keys in the middle of a paragraph of 3,000, in so long a text */
    SCENE_100K,
    SCENE_1M,
    SCENE_LIBRARY, /* the start with 10,000 reports, and scrolling them */
    SCENE_TEN,     /* the same with ten */
    SCENE_FIRST,   /* the start that makes the database */
    SCENE_COUNT
};
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

enum measure { START, KEY, KEY_BYTES, PASTE, MEMORY, IDLE_CPU, IDLE_BYTES, HISTORY, MEASURES };

struct series {
    double *values;
    size_t count, cap;
};

struct bench {
    const char *jixiao, *floor;
    char *folder;
    struct series series[PROGRAMS][SCENE_COUNT][MEASURES];
    bool installed[PROGRAMS];
};

static struct series *series_of(struct bench *bench, size_t program, enum scene scene,
                                enum measure measure) {
    return &bench->series[program][scene][measure];
}

static void add(struct series *series, double value) {
    MEM_PUSH_ROOM(series->values, series->count, series->cap);
    series->values[series->count++] = value;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* part: 0.5 is the median. -1 where nothing was measured. */
static double quantile(const struct series *series, double part) {
    if (series->count == 0)
        return -1;
    qsort(series->values, series->count, sizeof *series->values, compare);
    return series->values[(size_t)(part * (double)(series->count - 1) + 0.5)];
}

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
    if (!bench->installed[program] || (scene > SCENE_1M && program != JIXIAO))
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
        add(series_of(bench, program, scene, KEY), time);
        add(series_of(bench, program, scene, KEY_BYTES), (double)(timed_run_written(run) - before));
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
    add(series_of(bench, program, SCENE_EMPTY, PASTE),
        timed_run_send_until_rest(run, str_span(&bytes), REST));
    str_release(&bytes);
}

static void stay_idle(struct bench *bench, struct timed_run *run, size_t program) {
    timed_run_wait(run, 2 * REST);
    double cpu = timed_run_cpu(run);
    size_t written = timed_run_written(run);
    timed_run_wait(run, IDLE_MS);
    add(series_of(bench, program, SCENE_EMPTY, IDLE_CPU), timed_run_cpu(run) - cpu);
    add(series_of(bench, program, SCENE_EMPTY, IDLE_BYTES),
        (double)(timed_run_written(run) - written));
}

/* From row to row, and page by page. */
static void scroll(struct bench *bench, struct timed_run *run, enum scene scene) {
    static const struct span keys[] = {{"\033[B", 3}, {"\033[6~", 4}, {"\033[A", 3}};
    for (size_t i = 0; i < ARRAY_LEN(keys) * SCROLLS; i++) {
        double time = timed_run_send(run, keys[i % ARRAY_LEN(keys)], KEY_SILENCE);
        if (time >= 0)
            add(series_of(bench, JIXIAO, scene, KEY), time);
    }
}

/* The screen of the history (F8) of a report with some, and back. */
static void look_at_history(struct bench *bench, struct timed_run *run, enum scene scene) {
    for (int i = 0; i < 3; i++) {
        double time = timed_run_send(run, SPAN("\033[19~"), REST);
        if (time >= 0)
            add(series_of(bench, JIXIAO, scene, HISTORY), time);
        (void)timed_run_send(run, SPAN("\033"), REST);
    }
}

static void run_once(struct bench *bench, size_t program, enum scene scene) {
    struct timed_run *run = start(bench, program, scene);
    add(series_of(bench, program, scene, START), timed_run_first(run));
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
    add(series_of(bench, program, scene, MEMORY), timed_run_memory(run));
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

/* ---- the table ---- */

static void print_cell(double value, double divisor) {
    if (value < 0)
        printf(" |");
    else if (value / divisor >= 100)
        printf(" %.0f |", value / divisor);
    else
        printf(" %.1f |", value / divisor);
}

static void print_starts(struct bench *bench) {
    static const enum scene columns[] = {SCENE_EMPTY, SCENE_5K, SCENE_100K, SCENE_1M};
    printf("\n| start to first picture, ms (p10-p90) | empty | 5,000 | 100,000 | 1,000,000 |\n"
           "|---|---|---|---|---|\n");
    for (size_t i = 0; i < PROGRAMS; i++) {
        if (!bench->installed[i])
            continue;
        printf("| %s |", programs[i].name);
        for (size_t c = 0; c < ARRAY_LEN(columns); c++) {
            struct series *series = series_of(bench, i, columns[c], START);
            if (series->count == 0)
                printf(" |");
            else
                printf(" %.1f (%.1f-%.1f) |", quantile(series, 0.5) / 1000,
                       quantile(series, 0.1) / 1000, quantile(series, 0.9) / 1000);
        }
        printf("\n");
    }
    printf(
        "\njixiao with %d reports: %.1f ms; making the database: %.1f ms. A row or page further in "
        "a list of %d: %.0f us, of %d: %.0f us. The history: %.1f ms.\n",
        LIBRARY, quantile(series_of(bench, JIXIAO, SCENE_LIBRARY, START), 0.5) / 1000,
        quantile(series_of(bench, JIXIAO, SCENE_FIRST, START), 0.5) / 1000, TEN,
        quantile(series_of(bench, JIXIAO, SCENE_TEN, KEY), 0.5), LIBRARY,
        quantile(series_of(bench, JIXIAO, SCENE_LIBRARY, KEY), 0.5),
        quantile(series_of(bench, JIXIAO, SCENE_5K, HISTORY), 0.5) / 1000);
}

static void print_keys(struct bench *bench) {
    printf("\n| key to echo, us, p50/p99 | empty | in 300 | in 3,000, text of 5,000 | 100,000 | "
           "1,000,000 | bytes a key, there |\n|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < PROGRAMS; i++) {
        if (!bench->installed[i])
            continue;
        printf("| %s |", programs[i].name);
        for (int scene = SCENE_EMPTY; scene <= SCENE_1M; scene++) {
            struct series *series = series_of(bench, i, (enum scene)scene, KEY);
            if (series->count == 0)
                printf(" |");
            else
                printf(" %.0f/%.0f |", quantile(series, 0.5), quantile(series, 0.99));
        }
        print_cell(quantile(series_of(bench, i, SCENE_100K, KEY_BYTES), 0.5), 1);
        printf("\n");
    }
}

static void print_rest(struct bench *bench) {
    printf("\n| | paste of %d, ms | memory, MB: empty | 100,000 | 1,000,000 | idle %d s: ms of "
           "processor | bytes |\n|---|---|---|---|---|---|---|\n",
           PASTE_CHARS, IDLE_MS / 1000);
    for (size_t i = 0; i < PROGRAMS; i++) {
        if (!bench->installed[i])
            continue;
        printf("| %s |", programs[i].name);
        print_cell(quantile(series_of(bench, i, SCENE_EMPTY, PASTE), 0.5), 1000);
        print_cell(quantile(series_of(bench, i, SCENE_EMPTY, MEMORY), 0.5), 1);
        print_cell(quantile(series_of(bench, i, SCENE_100K, MEMORY), 0.5), 1);
        print_cell(quantile(series_of(bench, i, SCENE_1M, MEMORY), 0.5), 1);
        print_cell(quantile(series_of(bench, i, SCENE_EMPTY, IDLE_CPU), 0.5), 1000);
        print_cell(quantile(series_of(bench, i, SCENE_EMPTY, IDLE_BYTES), 0.5), 1);
        printf("\n");
    }
}

static size_t find(const char *name) {
    size_t i = 0;
    while (strcmp(programs[i].name, name) != 0)
        i++;
    return i;
}

/* The lowest of the programs that wrap, jixiao and the floors apart. */
static double best_that_wraps(struct bench *bench, enum scene scene, enum measure measure) {
    double best = -1;
    for (size_t i = 1; i < PROGRAMS; i++) {
        double value = quantile(series_of(bench, i, scene, measure), 0.5);
        if (programs[i].wraps && value >= 0 && (best < 0 || value < best))
            best = value;
    }
    return best;
}

static void print_goal(const char *what, double ours, double theirs, double goal) {
    if (ours < 0 || theirs <= 0)
        printf("| %s | not measured | %.2f | |\n", what, goal);
    else
        printf("| %s | %.2f | %.2f | %s |\n", what, ours / theirs, goal,
               ours / theirs <= goal ? "met" : "missed");
}

static double median(struct bench *bench, const char *program, enum scene scene,
                     enum measure measure) {
    return quantile(series_of(bench, find(program), scene, measure), 0.5);
}

static void print_goals(struct bench *bench) {
    static const char insert[] = "floor: insert-character", wrap[] = "floor: ncurses, re-wrap";
    static const char committed[] = "floor: re-wrap, committed";
    printf("\n| goal | ratio | at most | |\n|---|---|---|---|\n");
    const struct {
        const char *what;
        double ours, theirs, goal;
    } goals[] = {
#define OURS(scene, measure)          median(bench, "jixiao", SCENE_##scene, measure)
#define PEER(program, scene, measure) median(bench, program, SCENE_##scene, measure)
        {"start, empty / nano", OURS(EMPTY, START), PEER("nano", EMPTY, START), 1.3},
        {"start, 10,000 reports / nano", OURS(LIBRARY, START), PEER("nano", EMPTY, START), 1.3},
        {"start at 100,000 / vim", OURS(100K, START), PEER("vim -u NONE", 100K, START), 0.8},
        {"start at 1,000,000 / vim", OURS(1M, START), PEER("vim -u NONE", 1M, START), 0.4},
        {"key, empty / nano", OURS(EMPTY, KEY), PEER("nano", EMPTY, KEY), 1.0},
        {"key, empty / ncurses loop", OURS(EMPTY, KEY), PEER("floor: ncurses", EMPTY, KEY), 1.3},
        {"key in 3,000, 100,000 / best that wraps", OURS(100K, KEY),
         best_that_wraps(bench, SCENE_100K, KEY), 0.2},
        {"the same / ncurses re-wrap", OURS(100K, KEY), PEER(wrap, 100K, KEY), 1.3},
        {"the same / insert-character", OURS(100K, KEY), PEER(insert, 100K, KEY), 1.5},
        {"the same / re-wrap, committed", OURS(100K, KEY), PEER(committed, 100K, KEY), 1.0},
        {"re-wrap, committed / not", PEER(committed, 100K, KEY), PEER(wrap, 100K, KEY), 1.1},
        {"key, 1,000,000 / 5,000", OURS(1M, KEY), OURS(5K, KEY), 1.1},
        {"bytes a key / best that wraps", OURS(100K, KEY_BYTES),
         best_that_wraps(bench, SCENE_100K, KEY_BYTES), 0.15},
        {"bytes a key / insert-character", OURS(100K, KEY_BYTES), PEER(insert, 100K, KEY_BYTES),
         1.5},
        {"paste / micro", OURS(EMPTY, PASTE), PEER("micro", EMPTY, PASTE), 0.8},
        {"memory at 100,000 / vim", OURS(100K, MEMORY), PEER("vim -u NONE", 100K, MEMORY), 1.0},
        {"memory at 1,000,000 / vim", OURS(1M, MEMORY), PEER("vim -u NONE", 1M, MEMORY), 0.8},
#undef OURS
#undef PEER
    };
    for (size_t i = 0; i < ARRAY_LEN(goals); i++)
        print_goal(goals[i].what, goals[i].ours, goals[i].theirs, goals[i].goal);
    double p99 = quantile(series_of(bench, JIXIAO, SCENE_100K, KEY), 0.99);
    print_goal("p99 there / best peer's", p99,
               quantile(series_of(bench, find("micro"), SCENE_100K, KEY), 0.99), 1.0);
    print_goal("p99 there / re-wrap, committed's", p99,
               quantile(series_of(bench, find(committed), SCENE_100K, KEY), 0.99), 1.0);
    print_goal("re-wrap's p99, committed / not",
               quantile(series_of(bench, find(committed), SCENE_100K, KEY), 0.99),
               quantile(series_of(bench, find(wrap), SCENE_100K, KEY), 0.99), 1.3);
    print_goal("a row further, 10,000 / 10",
               quantile(series_of(bench, JIXIAO, SCENE_LIBRARY, KEY), 0.5),
               quantile(series_of(bench, JIXIAO, SCENE_TEN, KEY), 0.5), 1.1);
    print_goal("p99 there / insert-character's", p99,
               quantile(series_of(bench, find(insert), SCENE_100K, KEY), 0.99), 2.0);
}

int main(int argc, char **argv) {
    if (argc < 3)
        return 2;
    struct bench *bench = MEM_NEW(struct bench);
    bench->jixiao = argv[1];
    bench->floor = argv[2];
    long rounds = argc > 3 ? strtol(argv[3], NULL, 10) : 5;
    for (size_t i = 0; i < PROGRAMS; i++)
        bench->installed[i] =
            is_installed((programs[i].empty[0] != NULL ? programs[i].empty : programs[i].file)[0]);
    fprintf(stderr, "preparing the texts and a library of %d reports\n", LIBRARY);
    prepare(bench);
    for (long round = 0; round < rounds; round++) {
        fprintf(stderr, "round %ld of %ld\n", round + 1, rounds);
        for (int scene = 0; scene < SCENE_COUNT; scene++)
            for (size_t i = 0; i < PROGRAMS; i++)
                if (can_run(bench, i, (enum scene)scene))
                    run_once(bench, i, (enum scene)scene);
    }
    printf("%ld rounds of %d keys, 80 x 24, medians\n", rounds, KEYS);
    print_starts(bench);
    print_keys(bench);
    print_rest(bench);
    print_goals(bench);
    for (size_t i = 0; i < PROGRAMS * SCENE_COUNT * MEASURES; i++)
        mem_free((&bench->series[0][0][0])[i].values);
    folder_free(bench->folder);
    mem_free(bench);
    return 0;
}
