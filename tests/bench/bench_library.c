/*
 * bench_library.c - a library of 1,000 reports of 6,000 characters written to one file: jixiao, the
 * sqlite3 program (which does no layout) with iconv behind it, and the floor, a loop that selects
 * and writes; and one of 10,000 searched: the first page of hits beside grep in its texts.
 * Interleaved: one run of each, then again. Compare within one run only. usage: bench_library
 * JIXIAO [ROUNDS]
 */
#include "base/embedded.h"
#include "base/mem.h"
#include "exchange/import.h"
#include "session/exchange.h"
#include "session/search.h"
#include "store/reports.h"
#include "store/store.h"
#include "tests/support/folder.h"

#include <fcntl.h>
#include <iconv.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    REPORTS = 1000,
    SEARCHED = 10000,
    ROUNDS_MOST = 100,
    BUFFER = 1 << 20,
    GROWTH = 2 /* bytes out for one in */
};

static void stop(const char *what) {
    (void)fprintf(stderr, "bench_library: %s\n", what);
    exit(1);
}

static double now(void) { /* ms */
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* --- the library --- */

static const char rare[] = "青石桥头"; /* in one report alone */

/* Each section of the sample twice, so that a report has 6,000 characters. */
static void lengthen(struct report *report) {
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;) {
        struct body *body = &report_find_id(report, at->id)->body;
        struct str text = STR_INIT;
        body_add_text(&text, body);
        struct span rest = str_span(&text), line;
        while (body_has_text(body) && span_take_line(&rest, &line))
            body_add_line(body, line, LINE_PARAGRAPH, NULL);
        str_release(&text);
    }
}

static void read_sample(struct session *session, struct import_draft *draft) {
    struct err err;
    struct span sample = embedded_text(embedded_find("samples/wutongli-2022.txt"));
    const struct session_draft how = {.name = "a.txt", .template = "subdistrict"};
    *draft = (struct import_draft){0};
    if (session_draft(session, sample, &how, draft, &err) != RC_OK)
        stop(err.text);
    lengthen(draft->report);
}

/* A library of so many reports, one like the other but for the rare word. */
static void fill(const char *db, int count) {
    struct session *session = NULL;
    struct import_draft usual, special;
    struct err err;
    if (session_open(&session, &(struct session_options){.db = db, .user = "bench"}, &err) != RC_OK)
        stop(err.text);
    read_sample(session, &usual);
    read_sample(session, &special);
    body_add_line(&special.report->front->body, span_of(rare), LINE_PARAGRAPH, NULL);
    if (store_begin(session_store(session), &err) != RC_OK) /* one sync for all */
        stop(err.text);
    for (int i = 0; i < count; i++) {
        struct report *report = i == count / 2 ? special.report : usual.report;
        report->id = 0;
        if (store_add_report(session_store(session), report, ACT_IMPORT, &err) != RC_OK)
            stop(err.text);
    }
    if (store_finish(session_store(session), RC_OK, &err) != RC_OK)
        stop(err.text);
    import_draft_release(&usual);
    import_draft_release(&special);
    while (session_index_waits(session))
        session_index(session);
    session_close(session);
}

/* --- the floor --- */

struct sink {
    int file;
    char *bytes;
    size_t n;
};

static void drain(struct sink *sink) {
    for (size_t at = 0; at < sink->n;) {
        ssize_t n = write(sink->file, sink->bytes + at, sink->n - at);
        if (n < 0)
            stop("write");
        at += (size_t)n;
    }
    sink->n = 0;
}

static void put(struct sink *sink, char *text, size_t n, iconv_t cd) {
    if (sink->n + GROWTH * n + 1 > BUFFER)
        drain(sink);
    if (cd == NULL) {
        memcpy(sink->bytes + sink->n, text, n);
        sink->n += n;
    } else {
        char *to = sink->bytes + sink->n;
        size_t room = BUFFER - sink->n;
        if (iconv(cd, &text, &n, &to, &room) == (size_t)-1)
            stop("iconv");
        sink->n = BUFFER - room;
    }
    sink->bytes[sink->n++] = '\n';
}

static const char select_bodies[] = "SELECT body FROM section ORDER BY report, id";

static void run_floor(const char *db, const char *out, const char *encoding) {
    sqlite3 *handle = NULL;
    sqlite3_stmt *stmt = NULL;
    struct sink sink = {.file = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600),
                        .bytes = mem_alloc(BUFFER)};
    iconv_t cd = encoding != NULL ? iconv_open(encoding, "UTF-8") : NULL;
    if (sqlite3_open_v2(db, &handle, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(handle, select_bodies, -1, &stmt, NULL) != SQLITE_OK)
        stop(sqlite3_errmsg(handle));
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        char *text = (char *)(uintptr_t)sqlite3_column_text(stmt, 0);
        put(&sink, text, (size_t)sqlite3_column_bytes(stmt, 0), cd);
    }
    drain(&sink);
    (void)sqlite3_finalize(stmt);
    (void)sqlite3_close(handle);
    if (cd != NULL)
        (void)iconv_close(cd);
    (void)close(sink.file);
    mem_free(sink.bytes);
}

/* --- programs --- */

static void run_shell(const char *command) {
    pid_t child = fork();
    if (child == 0) {
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status) ||
        WEXITSTATUS(status) != 0)
        stop(command);
}

enum { JIXIAO, SQLITE3, FLOOR, WAYS };
static const char *const way_names[WAYS] = {"jixiao export --all", "sqlite3 (and iconv)",
                                            "floor: select and write"};
static const char *const encodings[] = {"UTF-8", "GB18030"};

static double run(int way, size_t encoding, const char *jixiao, const char *db,
                  const char *folder) {
    struct str out = STR_INIT, command = STR_INIT;
    bool encodes = encoding > 0;
    str_add_format(&out, "%s/out.txt", folder);
    if (way == JIXIAO)
        str_add_format(&command, "'%s' --db '%s' --quiet export --all --encoding %s >'%s'", jixiao,
                       db, encodings[encoding], out.s);
    else
        str_add_format(&command, "sqlite3 '%s' '%s'%s >'%s'", db, select_bodies,
                       encodes ? " | iconv -f UTF-8 -t GB18030" : "", out.s);
    double before = now();
    if (way == FLOOR)
        run_floor(db, out.s, encodes ? "GB18030" : NULL);
    else
        run_shell(command.s);
    double took = now() - before;
    str_release(&out);
    str_release(&command);
    return took;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* --- the search --- */

static const char *const words[] = {"绩效", rare};
enum { SEARCH, GREP, SEARCH_WAYS, PAGE = 20 };

/* The program's own start is not counted, as its screens have it behind them. */
static double run_search(struct session *session, const char *word) {
    struct search_hits hits = {0};
    double before = now();
    if (session_search(session, span_of(word), 0, PAGE, &hits, NULL) != RC_OK || hits.count == 0)
        stop("nothing is found");
    double took = now() - before;
    search_hits_release(&hits);
    return took;
}

static double run_grep(const char *folder, const char *word) {
    struct str command = STR_INIT;
    str_add_format(&command, "LC_ALL=C grep -c '%s' '%s/out.txt' >'%s/count.txt'", word, folder,
                   folder);
    double before = now();
    run_shell(command.s);
    double took = now() - before;
    str_release(&command);
    return took;
}

static void search(const char *program, const char *folder, size_t rounds) {
    struct session *session = NULL;
    struct str db = STR_INIT;
    str_add_format(&db, "%s/b.db", folder);
    fill(db.s, SEARCHED);
    double times[SEARCH_WAYS][ARRAY_LEN(words)][ROUNDS_MOST];
    (void)run(JIXIAO, 0, program, db.s, folder); /* grep reads that */
    if (session_open(&session, &(struct session_options){.db = db.s, .user = "bench"}, NULL) !=
        RC_OK)
        stop("open");
    for (size_t round = 0; round < rounds; round++)
        for (size_t word = 0; word < ARRAY_LEN(words); word++) {
            times[SEARCH][word][round] = run_search(session, words[word]);
            times[GREP][word][round] = run_grep(folder, words[word]);
        }
    session_close(session);
    str_release(&db);
    (void)printf("\n| %d reports searched, ms | two characters, everywhere | four, once |\n"
                 "|---|---|---|\n",
                 SEARCHED);
    for (int way = 0; way < SEARCH_WAYS; way++) {
        (void)printf("| %s |", way == SEARCH ? "jixiao, the first page" : "grep -c, one file");
        for (size_t word = 0; word < ARRAY_LEN(words); word++) {
            double *of = times[way][word];
            qsort(of, rounds, sizeof *of, compare);
            (void)printf(" %.2f", of[rounds / 2]);
            if (way != SEARCH)
                (void)printf(" (jixiao %.3f ×)", times[SEARCH][word][rounds / 2] / of[rounds / 2]);
            (void)printf(" |");
        }
        (void)printf("\n");
    }
}

int main(int argc, char **argv) {
    size_t rounds = argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : 5;
    double times[WAYS][ARRAY_LEN(encodings)][ROUNDS_MOST];
    if (argc < 2 || rounds == 0 || rounds > ROUNDS_MOST)
        stop("usage: bench_library JIXIAO [ROUNDS]");
    char *folder = folder_new();
    struct str db = STR_INIT;
    str_add_format(&db, "%s/a.db", folder);
    fill(db.s, REPORTS);
    for (size_t round = 0; round < rounds; round++)
        for (size_t encoding = 0; encoding < ARRAY_LEN(encodings); encoding++)
            for (int way = 0; way < WAYS; way++)
                times[way][encoding][round] = run(way, encoding, argv[1], db.s, folder);
    (void)printf("\n| %d reports to one file, ms | UTF-8 | GB18030 |\n|---|---|---|\n", REPORTS);
    for (int way = 0; way < WAYS; way++) {
        (void)printf("| %s |", way_names[way]);
        for (size_t encoding = 0; encoding < ARRAY_LEN(encodings); encoding++) {
            double *of = times[way][encoding], *ours = times[JIXIAO][encoding];
            qsort(of, rounds, sizeof *of, compare);
            (void)printf(" %.0f", of[rounds / 2]);
            if (way != JIXIAO)
                (void)printf(" (jixiao %.1f ×)", ours[rounds / 2] / of[rounds / 2]);
            (void)printf(" |");
        }
        (void)printf("\n");
    }
    search(argv[1], folder, rounds);
    folder_free(folder);
    str_release(&db);
    return 0;
}
