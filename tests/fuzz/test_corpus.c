/* Every target over its corpus, where all that once broke something stays. */
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "tests/fuzz/target.h"
#include "tests/support/folder.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* In a process of its own: a target may give up its rights, or its life. */
static void run_apart(const struct fuzz_target *target, struct span bytes, const char *what) {
    int status = 0;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        target->run(bytes);
        exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail_msg("%s: ended with status %d over %s", target->name, status, what);
}

static size_t run_corpus(const struct fuzz_target *target, const char *corpus) {
    struct file_list list = {0};
    struct err err;
    char *folder = file_path_join(corpus, target->name);
    if (file_list_folder(&list, folder, &err) != RC_OK)
        fail_msg("%s", err.text);
    size_t count = list.count;
    for (size_t i = 0; i < count; i++) {
        struct str bytes = STR_INIT;
        char *path = file_path_join(folder, list.entries[i].name);
        folder_get(path, &bytes);
        run_apart(target, str_span(&bytes), path);
        str_release(&bytes);
        mem_free(path);
    }
    file_list_release(&list);
    mem_free(folder);
    return count;
}

static void every_target_stands_its_corpus(void **state) {
    (void)state;
    for (const struct fuzz_target *target = fuzz_targets; target->name != NULL; target++) {
        size_t count = run_corpus(target, "tests/fuzz/corpus");
        assert_true(count > 0);
        run_apart(target, SPAN(""), "nothing");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_target_stands_its_corpus)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
