/*
 * bench_loss.c - what is left of a text when the editor is killed, loses its line, or finds the
 * disk full or the folder read-only: jixiao beside the editors that are installed, in one run. The
 * text is words that can be counted; afterwards they are looked for in every file that is there
 * (jixiao's in what `get` prints). `make bench-loss` runs it; docs/reliability.md holds its table.
 * As root: it mounts a small disk, and the editors on a read-only folder run as nobody. usage:
 * bench_loss JIXIAO
 */
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "tests/support/folder.h"
#include "tests/support/pty_support.h"

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    WORDS = 80, /* typed in all, each a burst of its own */
    OLD_WORDS =
        1170,      /* in the file before: 8,190 bytes, so that what is typed needs a block more */
    PAUSE = 125,   /* ms between two words: what saves by itself has time to */
    REST = 1500,   /* ms after a save */
    MENDED = 5000, /* ms with room again before the end */
    NOBODY = 65534,
    OF_LINE = 10,
};

enum scene { SCENE_KILL, SCENE_HANGUP, SCENE_FULL, SCENE_READ_ONLY, SCENE_COUNT };

struct program {
    const char *name, *file; /* file: that it edits, in its folder */
    const char *argv[8];     /* %f the file, %j jixiao, %d its database */
    const char *typing, *save;
    const char *convert; /* makes the file of in.txt, in the folder */
};
static const struct program programs[] = {
    {.name = "jixiao", .file = "x.db", .argv = {"%j", "--db", "%f", "1"}, .save = "\x13"},
    {.name = "nano", .file = "a.txt", .argv = {"nano", "%f"}, .save = "\x0f\r"},
    {.name = "vim",
     .file = "a.txt",
     .argv = {"vim", "-u", "NONE", "%f"},
     .typing = "GA",
     .save = "\033:w\r"},
    {.name = "micro", .file = "a.txt", .argv = {"micro", "%f"}, .save = "\x13"},
    {.name = "emacs", .file = "a.txt", .argv = {"emacs", "-nw", "-Q", "%f"}, .save = "\x18\x13"},
    {.name = "wordgrinder",
     .file = "a.wg",
     .argv = {"wordgrinder", "%f"},
     .save = "\x13",
     .convert = "wordgrinder --convert in.txt a.wg"},
};

struct result {
    size_t old, new; /* words found */
    char said[80];
};

struct bench {
    const char *jixiao;
    char *folder; /* of one scene of one program; its HOME too */
    struct pty *pty;
};

/* ---- words ---- */

static void add_word(struct str *out, char kind, size_t i) {
    str_add_format(out, "%c%04zuz ", kind, i);
}

static size_t count_words(struct span text, char kind, size_t most) {
    size_t found = 0;
    for (size_t i = 0; i < most; i++) {
        struct str word = STR_INIT;
        add_word(&word, kind, i);
        found += span_find(text, span_sub(str_span(&word), 0, word.len - 1)) != SIZE_MAX;
        str_release(&word);
    }
    return found;
}

/* Every file below the folder, one behind another. */
static void add_files(struct str *out, const char *path) {
    DIR *folder = opendir(path);
    for (const struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        char *below = file_path_join(path, entry->d_name);
        enum file_kind kind = file_kind_of(below);
        if (kind == FILE_DIRECTORY)
            add_files(out, below);
        else if (kind == FILE_REGULAR && strcmp(entry->d_name, "filler") != 0)
            folder_get(below, out);
        mem_free(below);
    }
    if (folder != NULL)
        (void)closedir(folder);
}

static void run_jixiao(const struct bench *bench, struct str *out, const char *command) {
    struct str line = STR_INIT;
    char part[4096];
    size_t n;
    str_add_format(&line, "'%s' --db '%s/x.db' %s 2>/dev/null", bench->jixiao, bench->folder,
                   command);
    FILE *pipe = popen(line.s, "r");
    while (pipe != NULL && (n = fread(part, 1, sizeof part, pipe)) > 0)
        str_add(out, (struct span){part, n});
    if (pipe != NULL)
        (void)pclose(pipe);
    str_release(&line);
}

static void count_left(const struct bench *bench, const struct program *program,
                       struct result *result) {
    struct str text = STR_INIT;
    if (program == &programs[0])
        run_jixiao(bench, &text, "get 1 1");
    else
        add_files(&text, bench->folder);
    result->old = count_words(str_span(&text), 'o', OLD_WORDS);
    result->new = count_words(str_span(&text), 'n', WORDS);
    str_release(&text);
}

/* ---- doing ---- */

static void rest(struct bench *bench, int ms) {
    struct timespec tick = {0, 25 * 1000000L};
    for (int i = 0; i < ms; i += 25) {
        if (pty_has_ended(bench->pty))
            return;
        (void)nanosleep(&tick, NULL);
    }
}

static char *find_program(const char *name) {
    static const char *const folders[] = {"/usr/local/bin", "/usr/bin", "/bin"};
    for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
        char *path = file_path_join(folders[i], name);
        if (access(path, X_OK) == 0)
            return path;
        mem_free(path);
    }
    return NULL;
}

static void start(struct bench *bench, const struct program *program, bool as_nobody) {
    const char *argv[16] = {NULL};
    size_t count = 0;
    struct str home = STR_INIT;
    char *file = file_path_join(bench->folder, program->file),
         *path = find_program(program->argv[0]);
    if (as_nobody) {
        static const char *const setpriv[] = {"/usr/bin/setpriv", "--reuid=65534", "--regid=65534",
                                              "--clear-groups"};
        for (; count < ARRAY_LEN(setpriv); count++)
            argv[count] = setpriv[count];
    }
    for (size_t i = 0; program->argv[i] != NULL; i++) {
        const char *word = program->argv[i];
        argv[count++] = strcmp(word, "%f") == 0   ? file
                        : strcmp(word, "%j") == 0 ? bench->jixiao
                        : i == 0                  ? path
                                                  : word;
    }
    str_add_format(&home, "HOME=%s", bench->folder);
    bench->pty = pty_start(argv, (const char *const[]){home.s, NULL}, 24, 80);
    rest(bench, REST);
    str_release(&home);
    mem_free(file);
    mem_free(path);
}

static void send(struct bench *bench, const char *text) {
    if (text != NULL && !pty_has_ended(bench->pty))
        pty_send_text(bench->pty, text);
}

static void type_words(struct bench *bench, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        struct str word = STR_INIT;
        add_word(&word, 'n', i);
        send(bench, word.s);
        rest(bench, PAUSE);
        str_release(&word);
    }
}

static void save(struct bench *bench, const struct program *program) {
    send(bench, program->save);
    rest(bench, REST);
}

/* The file, or the report, with the old words in it; the editor open behind them. */
static void make_file(const struct bench *bench, const struct program *program, struct span old) {
    char *file = file_path_join(bench->folder, program->file);
    char *in = file_path_join(bench->folder, "in.txt");
    struct str command = STR_INIT, ignored = STR_INIT;
    folder_put(program == &programs[0] || program->convert != NULL ? in : file, old);
    if (program == &programs[0]) {
        run_jixiao(bench, &ignored, "new --unit A --year 2023");
        str_add_format(&command, "put 1 1 '%s'", in);
        run_jixiao(bench, &ignored, command.s);
    } else if (program->convert != NULL) {
        str_add_format(&command, "cd '%s' && HOME=$PWD %s >&2", bench->folder, program->convert);
        if (system(command.s) != 0)
            (void)fprintf(stderr, "%s\n", command.s);
    }
    (void)unlink(in);
    str_release(&command);
    str_release(&ignored);
    mem_free(file);
    mem_free(in);
}

static void prepare(struct bench *bench, const struct program *program, bool as_nobody) {
    struct str old = STR_INIT;
    for (size_t i = 0; i < OLD_WORDS; i++) {
        add_word(&old, 'o', i);
        if (i % OF_LINE == OF_LINE - 1)
            old.s[old.len - 1] = '\n';
    }
    make_file(bench, program, str_span(&old));
    char *file = file_path_join(bench->folder, program->file);
    if (as_nobody)
        (void)!chown(file, NOBODY, NOBODY);
    start(bench, program, as_nobody);
    send(bench, program->typing);
    str_release(&old);
    mem_free(file);
}

/* ---- what it said ---- */

static void note_said(struct bench *bench, struct result *result) {
    static const char *const bad[] = {"空间已满",
                                      "未保存",
                                      "No space",
                                      "not enough space",
                                      "E514",
                                      "E212",
                                      "E45",
                                      "E72",
                                      "Permission denied",
                                      "permission denied",
                                      "Error writing",
                                      "rror",
                                      "failed",
                                      "只读",
                                      "read-only",
                                      "readonly",
                                      "没有权限",
                                      "password"};
    static const char *const good[] = {"已保存", "Wrote", "written", "Saved", "succeeded"};
    const char *verdict = "nothing", *word = "";
    struct str screen = STR_INIT;
    pty_screen(bench->pty, &screen);
    for (size_t i = ARRAY_LEN(good); i-- > 0;)
        if (strstr(screen.s, good[i]) != NULL) {
            verdict = "saved";
            word = good[i];
        }
    for (size_t i = ARRAY_LEN(bad); i-- > 0;)
        if (strstr(screen.s, bad[i]) != NULL) {
            verdict = "not saved";
            word = bad[i];
        }
    (void)snprintf(result->said, sizeof result->said, "%s%s%s%s", verdict,
                   word[0] != '\0' ? " (" : "", word, word[0] != '\0' ? ")" : "");
    if (getenv("SCREENS") != NULL)
        (void)fprintf(stderr, "%s\n", screen.s);
    str_release(&screen);
}

static void fill_disk(const struct bench *bench) {
    struct statvfs about;
    struct str bytes = STR_INIT;
    char *filler = file_path_join(bench->folder, "filler");
    if (statvfs(bench->folder, &about) == 0)
        str_add_repeat(&bytes, SPAN("x"), (size_t)(about.f_bfree * about.f_bsize));
    folder_put(filler, str_span(&bytes));
    str_release(&bytes);
    mem_free(filler);
}

static void empty_disk(const struct bench *bench) {
    char *filler = file_path_join(bench->folder, "filler");
    (void)unlink(filler);
    mem_free(filler);
}

static void end(struct bench *bench, int number) {
    if (!pty_has_ended(bench->pty))
        pty_signal(bench->pty, number);
    rest(bench, REST);
    if (!pty_has_ended(bench->pty))
        pty_signal(bench->pty, SIGKILL);
    (void)pty_wait_exit(bench->pty);
    pty_free(bench->pty);
}

static struct result play(struct bench *bench, const struct program *program, enum scene scene) {
    struct result result = {0};
    bool nobody = scene == SCENE_READ_ONLY, saves = scene == SCENE_FULL || scene == SCENE_READ_ONLY;
    bench->folder = folder_new();
    if (scene == SCENE_FULL &&
        mount("tmpfs", bench->folder, "tmpfs", 0, "size=2m,mode=0777") != 0) {
        (void)snprintf(result.said, sizeof result.said, "no disk may be mounted");
        return result;
    }
    if (nobody) { /* what it makes in preparing is nobody's too */
        (void)!chown(bench->folder, NOBODY, NOBODY);
    }
    prepare(bench, program, nobody);
    type_words(bench, 0, WORDS / 2);
    if (scene == SCENE_FULL)
        fill_disk(bench);
    if (nobody) {
        char *file = file_path_join(bench->folder, program->file);
        (void)chmod(file, 0444);
        (void)chmod(bench->folder, 0555);
        mem_free(file);
    }
    type_words(bench, WORDS / 2, WORDS);
    if (saves) {
        save(bench, program);
        note_said(bench, &result);
    }
    if (scene == SCENE_FULL) { /* there is room again, and nobody does anything */
        empty_disk(bench);
        rest(bench, MENDED);
    }
    end(bench, scene == SCENE_HANGUP ? SIGHUP : SIGKILL);
    (void)chmod(bench->folder, 0777);
    count_left(bench, program, &result);
    if (scene == SCENE_FULL)
        (void)umount2(bench->folder, MNT_DETACH);
    folder_free(bench->folder);
    return result;
}

int main(int argc, char **argv) {
    struct bench bench = {.jixiao = argc > 1 ? argv[1] : NULL};
    if (bench.jixiao == NULL || geteuid() != 0) {
        (void)fprintf(stderr, "usage, as root: bench_loss JIXIAO [PROGRAM]\n");
        return 2;
    }
    (void)printf("%d words typed, %d in the file before; found afterwards: typed + old\n\n", WORDS,
                 OLD_WORDS);
    (void)printf(
        "| program | SIGKILL | SIGHUP | full disk | it said | read-only folder | it said |\n"
        "|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < ARRAY_LEN(programs); i++) {
        const struct program *program = &programs[i];
        struct result results[SCENE_COUNT];
        char *path = find_program(program->argv[0]);
        bool asked = argc < 3 || strcmp(argv[2], program->name) == 0;
        bool there = i == 0 || path != NULL;
        mem_free(path);
        if (!asked || !there)
            continue;
        for (int scene = 0; scene < SCENE_COUNT; scene++)
            results[scene] = play(&bench, program, (enum scene)scene);
        (void)printf("| %s | %zu + %zu | %zu + %zu | %zu + %zu | %s | %zu + %zu | %s |\n",
                     program->name, results[0].new, results[0].old, results[1].new, results[1].old,
                     results[2].new, results[2].old, results[2].said, results[3].new,
                     results[3].old, results[3].said);
        (void)fflush(stdout);
    }
    return 0;
}
