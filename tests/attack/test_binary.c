/*
 * The program's file itself: hardened as the compiler can, and without any way to speak to another
 * machine. What it links in and what it loads later (LIBRARY_… of the build) is looked at too.
 */
#include "base/text/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void run(struct str *out, const char *tool) {
    struct str command = STR_INIT;
    char part[4096];
    size_t n;
    str_add_format(&command, "LC_ALL=C %s '%s'", tool, getenv("JIXIAO"));
    FILE *pipe = popen(command.s, "r");
    assert_non_null(pipe);
    while ((n = fread(part, 1, sizeof part, pipe)) > 0)
        str_add(out, (struct span){part, n});
    assert_int_equal(pclose(pipe), 0);
    assert_true(out->len > 0);
    str_release(&command);
}

static void assert_has(const struct str *text, const char *word) {
    if (strstr(text->s, word) == NULL)
        fail_msg("%s is not in\n%s", word, text->s);
}

static void it_is_hardened(void **state) {
    (void)state;
    struct str header = STR_INIT, parts = STR_INIT, dynamic = STR_INIT, symbols = STR_INIT;
    run(&header, "readelf -hW");
    assert_has(&header, "DYN (Position-Independent Executable file)");
    run(&parts, "readelf -lW");
    assert_has(&parts, "GNU_RELRO");
    const char *stack = strstr(parts.s, "GNU_STACK");
    assert_non_null(stack);
    const char *end = strchr(stack, '\n');
    assert_null(memchr(stack, 'E', (size_t)(end - stack))); /* no code on the stack */
    assert_null(strstr(parts.s, "RWE"));
    run(&dynamic, "readelf -dW");
    assert_has(&dynamic, "NOW"); /* all symbols before the start: their table is read-only then */
    assert_null(strstr(dynamic.s, "RPATH"));
    assert_null(strstr(dynamic.s, "RUNPATH"));
    assert_null(strstr(dynamic.s, "TEXTREL"));
    run(&symbols, "nm -D");
    assert_has(&symbols, "__stack_chk_fail");
#if defined(_FORTIFY_SOURCE) && _FORTIFY_SOURCE >= 2
    assert_has(&symbols, "__vsnprintf_chk");
    assert_has(&symbols, "__memcpy_chk");
#endif
    str_release(&header);
    str_release(&parts);
    str_release(&dynamic);
    str_release(&symbols);
}

/* Text never leaves the machine: there is no call that could send it. Another program is started by
 * posix_spawn alone, which one file calls (tests/rules/banned.sh), on the clerk's consent. */
static void it_cannot_speak_to_anyone(void **state) {
    (void)state;
    static const char *const calls[] = {
        "socket",     "connect", "send",         "sendto",      "sendmsg",       "bind",
        "listen",     "accept",  "accept4",      "getaddrinfo", "gethostbyname", "res_query",
        "socketpair", "system",  "popen",        "execv",       "execve",        "execvp",
        "execl",      "execlp",  "posix_spawnp", "fork",        "vfork",
    };
    struct str symbols = STR_INIT, word = STR_INIT;
    run(&symbols, "nm -D --undefined-only --format=posix");
    for (size_t i = 0; i < ARRAY_LEN(calls); i++) {
        static const char *const ends[] = {" ", "@"};
        for (size_t k = 0; k < ARRAY_LEN(ends); k++) {
            str_clear(&word);
            str_add_format(&word, "\n%s%s", calls[i], ends[k]);
            if (strstr(symbols.s, word.s) != NULL)
                fail_msg("the program calls %s", calls[i]);
        }
    }
    str_release(&symbols);
    str_release(&word);
}

static void it_needs_no_library_of_networks(void **state) {
    (void)state;
    static const char *const libraries[] = {"libcurl", "libssl", "libgnutls", "libnsl",
                                            "libresolv"};
    struct str dynamic = STR_INIT;
    run(&dynamic, "readelf -dW");
    for (size_t i = 0; i < ARRAY_LEN(libraries); i++)
        assert_null(strstr(dynamic.s, libraries[i]));
    str_release(&dynamic);
}

/* ncurses draws and never reads, and asks the program's own wcwidth(), which only one that is
 * exported can be: nothing warns where it is not. */
static void it_draws_by_ncurses(void **state) {
    (void)state;
    static const char *const used[] = {" U newterm", " U doupdate",    " U endwin",
                                       " U keypad",  " U resize_term", " T wcwidth\n"};
    static const char *const unused[] = {"getch", "wgetch", "wget_wch", "initscr", "acs_map"};
    struct str symbols = STR_INIT, word = STR_INIT;
    run(&symbols, "nm -D");
    for (size_t i = 0; i < ARRAY_LEN(used); i++)
        assert_has(&symbols, used[i]);
    for (size_t i = 0; i < ARRAY_LEN(unused); i++) {
        str_clear(&word);
        str_add_format(&word, " %s@", unused[i]);
        assert_null(strstr(symbols.s, word.s));
    }
    str_release(&symbols);
    str_release(&word);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_hardened),
        cmocka_unit_test(it_cannot_speak_to_anyone),
        cmocka_unit_test(it_needs_no_library_of_networks),
        cmocka_unit_test(it_draws_by_ncurses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
