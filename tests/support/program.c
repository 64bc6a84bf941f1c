#include "tests/support/program.h"

#include "base/mem.h"
#include "tests/support/folder.h"
#include "tests/support/pty_support.h"

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGUMENTS_MOST = 30 };

void program_init(struct program *program) {
    struct str db = STR_INIT;
    *program = (struct program){.folder = folder_new(), .out = STR_INIT, .err = STR_INIT};
    str_add_format(&db, "%s/test.db", program->folder);
    program->db = str_detach(&db);
}

void program_release(struct program *program) {
    pty_free_all(); /* who still runs would make files while the folder is removed */
    folder_free(program->folder);
    mem_free(program->db);
    str_release(&program->out);
    str_release(&program->err);
}

int program_setup(void **state) {
    struct program *program = MEM_NEW(struct program);
    program_init(program);
    *state = program;
    return 0;
}

int program_teardown(void **state) {
    program_release(*state);
    mem_free(*state);
    return 0;
}

const char *program_path(struct program *program, const char *name) {
    static char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", program->folder, name);
    return path;
}

static void read_back(int fd, struct str *out) {
    char bytes[4096];
    ssize_t n;
    str_clear(out);
    (void)lseek(fd, 0, SEEK_SET);
    while ((n = read(fd, bytes, sizeof bytes)) > 0)
        str_add(out, (struct span){bytes, (size_t)n});
}

static int scratch(const char *input) {
    char path[] = "/tmp/jixiao-test-XXXXXX";
    int fd = mkstemp(path);
    assert(fd >= 0);
    (void)unlink(path);
    if (input != NULL) {
        assert(write(fd, input, strlen(input)) == (ssize_t)strlen(input));
        (void)lseek(fd, 0, SEEK_SET);
    }
    return fd;
}

static void become(const struct program *program, const char *const *arguments, int in, int out,
                   int err) {
    const char *argv[ARGUMENTS_MOST + 4];
    size_t count = 0;
    argv[count++] = getenv("JIXIAO");
    while (*arguments != NULL && count < ARGUMENTS_MOST)
        argv[count++] = *arguments++;
    if (program->db != NULL) {
        argv[count++] = "--db";
        argv[count++] = program->db;
    }
    argv[count] = NULL;
    (void)dup2(in, STDIN_FILENO);
    (void)dup2(out, STDOUT_FILENO);
    (void)dup2(err, STDERR_FILENO);
    execv(argv[0], (char *const *)(uintptr_t)argv);
    _exit(127);
}

int program_run(struct program *program, const char *input, const char *const *arguments) {
    int in = scratch(input), out = scratch(NULL), err = scratch(NULL), status = 0;
    assert(getenv("JIXIAO") != NULL);
    pid_t child = fork();
    assert(child >= 0);
    if (child == 0)
        become(program, arguments, in, out, err);
    assert(waitpid(child, &status, 0) == child);
    read_back(out, &program->out);
    read_back(err, &program->err);
    (void)close(in);
    (void)close(out);
    (void)close(err);
    program->code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return program->code;
}

bool program_said(const struct program *program, const char *words) {
    return strstr(program->err.s, words) != NULL;
}

bool program_printed(const struct program *program, const char *words) {
    return strstr(program->out.s, words) != NULL;
}
