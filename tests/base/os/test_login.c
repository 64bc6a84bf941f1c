/* The user as the system knows him. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/login.h"

#include <pwd.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void name_and_home_are_those_of_the_list(void **state) {
    (void)state;
    const struct passwd *entry = getpwuid(geteuid());
    assert_non_null(entry);
    assert_int_equal(setenv("LOGNAME", "somebody", 1), 0);
    char *name = login_name(), *home = login_home();
    assert_string_equal(name, entry->pw_name);
    assert_string_equal(home, entry->pw_dir);
    mem_free(name);
    mem_free(home);
}

static void a_list_like_passwd_is_read(void **state) {
    (void)state;
    static const char list[] =
        "root:x:0:0:root:/root:/bin/sh\n# remark\n\nwang:x:1000:1000::/home/wang\n"
        "+::::::\n赵:x:1001:1001:赵,,,:/home/zhao:/bin/bash";
    struct span name, home;
    assert_true(login_find(SPAN(list), 0, &name, &home));
    assert_true(span_is(name, "root") && span_is(home, "/root"));
    assert_true(login_find(SPAN(list), 1000, &name, &home));
    assert_true(span_is(name, "wang") && span_is(home, "/home/wang"));
    assert_true(login_find(SPAN(list), 1001, &name, &home));
    assert_true(span_is(name, "赵") && span_is(home, "/home/zhao"));
    assert_false(login_find(SPAN(list), 1002, &name, &home));
    assert_false(login_find(SPAN(""), 0, &name, &home));
}

/* The child is a user whom the list does not have; its exit code says what was wrong. */
static int look_as_unlisted(void) {
    char *home = login_home(), *name = NULL;
    int wrong = home != NULL;
    (void)unsetenv("LOGNAME");
    (void)setenv("USER", "wang", 1);
    name = login_name();
    wrong += 2 * (name == NULL || name[0] != 'w');
    mem_free(name);
    (void)unsetenv("USER");
    name = login_name();
    wrong += 4 * (name != NULL);
    mem_free(name);
    mem_free(home);
    return wrong;
}

static void a_user_whom_the_list_lacks_is_who_the_environment_says(void **state) {
    (void)state;
    enum { NOT_LISTED = 54321 };
    if (geteuid() != 0)
        skip(); /* only root may become somebody else */
    int status = 0;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(setuid(NOT_LISTED) != 0 ? 8 : look_as_unlisted());
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_like_passwd_is_read),
        cmocka_unit_test(name_and_home_are_those_of_the_list),
        cmocka_unit_test(a_user_whom_the_list_lacks_is_who_the_environment_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
