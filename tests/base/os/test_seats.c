#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/os/seats.h"
#include "base/os/watch.h"
#include "tests/support/folder.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MODE = 0600, MARK = 1, DEADLINE_MS = 30000 };

struct place {
    char *folder, *path;
};

static int setup(void **state) {
    struct place *place = MEM_NEW(struct place);
    place->folder = folder_new();
    place->path = file_path_join(place->folder, "seats");
    *state = place;
    return 0;
}

static int teardown(void **state) {
    struct place *place = *state;
    mem_free(place->path);
    folder_free(place->folder);
    mem_free(place);
    return 0;
}

static struct file_seats *take(const struct place *place) {
    struct file_seats *seats = file_seats_take(place->path, MODE);
    assert_non_null(seats);
    return seats;
}

/* What the others wrote, each with a blank behind it. */
static void assert_others(const struct file_seats *seats, const char *wanted) {
    struct str all = STR_INIT, words = STR_INIT;
    for (size_t at = 0; file_seats_next(seats, &at, &words);) {
        str_add(&all, str_span(&words));
        str_add_byte(&all, ' ');
    }
    assert_string_equal(all.s, wanted);
    str_release(&words);
    str_release(&all);
}

static void each_sees_what_the_others_wrote(void **state) {
    struct file_seats *one = take(*state), *two = take(*state), *three = take(*state);
    assert_others(one, "  "); /* two that have not said anything */
    file_seats_write(one, SPAN("zhang"));
    file_seats_write(two, SPAN("li"));
    file_seats_write(three, SPAN("wang"));
    assert_others(one, "li wang ");
    assert_others(two, "zhang wang ");
    file_seats_write(two, SPAN("l")); /* nothing is left of what stood there */
    assert_others(three, "zhang l ");
    file_seats_leave(two);
    assert_others(three, "zhang ");
    two = take(*state); /* the same seat: what its last one wrote is gone */
    assert_others(three, "zhang  ");
    file_seats_leave(one);
    file_seats_leave(two);
    file_seats_leave(three);
}

static void the_last_one_removes_the_file(void **state) {
    const struct place *place = *state;
    struct stat st;
    struct file_seats *one = take(place), *two = take(place);
    assert_int_equal(stat(place->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, MODE);
    file_seats_leave(one);
    assert_int_equal(file_kind_of(place->path), FILE_REGULAR);
    file_seats_leave(two);
    assert_int_equal(file_kind_of(place->path), FILE_NONE);
    file_seats_leave(NULL);
}

static void what_is_too_long_is_cut(void **state) {
    struct file_seats *one = take(*state), *two = take(*state);
    char many[1000], wanted[FILE_SEAT_BYTES_MOST + 2];
    memset(many, 'a', sizeof many);
    memset(wanted, 'a', FILE_SEAT_BYTES_MOST);
    wanted[FILE_SEAT_BYTES_MOST] = ' ';
    wanted[FILE_SEAT_BYTES_MOST + 1] = '\0';
    file_seats_write(one, (struct span){many, sizeof many});
    assert_others(two, wanted);
    file_seats_write(one, SPAN("a"));
    assert_others(two, "a ");
    file_seats_leave(one);
    file_seats_leave(two);
}

static void a_full_file_takes_no_more(void **state) {
    const struct place *place = *state;
    struct file_seats *all[FILE_SEATS];
    for (size_t i = 0; i < FILE_SEATS; i++)
        all[i] = take(place);
    assert_null(file_seats_take(place->path, MODE));
    file_seats_leave(all[50]);
    all[50] = take(place);
    for (size_t i = 0; i < FILE_SEATS; i++)
        file_seats_leave(all[i]);
    assert_int_equal(file_kind_of(place->path), FILE_NONE);
}

/* No other file is written through a link, and a folder is no file. */
static void only_a_file_of_its_own_will_do(void **state) {
    const struct place *place = *state;
    char *other = file_path_join(place->folder, "other");
    folder_put(other, SPAN("precious"));
    assert_int_equal(symlink(other, place->path), 0);
    assert_null(file_seats_take(place->path, MODE));
    struct str text = STR_INIT;
    folder_get(other, &text);
    assert_string_equal(text.s, "precious");
    str_release(&text);
    mem_free(other);
    assert_null(file_seats_take(place->folder, MODE));
    assert_null(file_seats_take("/nosuchfolder/seats", MODE));
}

static bool wait_for_mark(struct file_watch *watch) {
    struct pollfd ready = {.fd = file_watch_fd(watch), .events = POLLIN};
    assert_int_equal(poll(&ready, 1, DEADLINE_MS), 1);
    return (file_watch_take(watch) & MARK) != 0;
}

/* The kernel frees the seat and wakes us: nothing was written, and nobody asked meanwhile. */
static void a_killed_program_leaves_its_seat(void **state) {
    const struct place *place = *state;
    struct file_seats *mine = take(place);
    struct file_watch *watch = file_watch_new();
    assert_true(file_watch_add(watch, place->path, &(struct file_watch_marks){MARK, MARK, 0}));
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct file_seats *theirs = file_seats_take(place->path, MODE);
        if (theirs != NULL)
            file_seats_write(theirs, SPAN("li"));
        for (;;)
            (void)pause();
    }
    struct str words = STR_INIT;
    for (size_t at = 0; !span_is(str_span(&words), "li"); at = 0) {
        assert_true(wait_for_mark(watch));
        (void)file_seats_next(mine, &at, &words);
    }
    (void)file_watch_take(watch);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_true(wait_for_mark(watch)); /* before anybody has waited for the child */
    for (size_t at = 0; file_seats_next(mine, &at, &words); at = 0)
        (void)poll(NULL, 0, 1); /* the mark comes a moment before the seat is free */
    assert_int_equal(waitpid(child, NULL, 0), child);
    str_release(&words);
    file_watch_free(watch);
    file_seats_leave(mine);
}

/* Programs that come and go at once: nobody sits on a file that has no name any more. */
static void those_who_come_while_the_last_one_leaves_meet(void **state) {
    enum { CHILDREN = 4, ROUNDS = 300 };
    const struct place *place = *state;
    for (int i = 0; i < CHILDREN; i++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child > 0)
            continue;
        int wrong = 0;
        for (int round = 0; round < ROUNDS; round++) {
            struct file_seats *mine = file_seats_take(place->path, MODE);
            struct file_seats *other = mine != NULL ? file_seats_take(place->path, MODE) : NULL;
            struct str words = STR_INIT;
            bool found = false;
            if (other != NULL) {
                file_seats_write(other, SPAN("here"));
                for (size_t at = 0; file_seats_next(mine, &at, &words);)
                    found |= span_is(str_span(&words), "here");
            }
            wrong += other != NULL && !found;
            str_release(&words);
            file_seats_leave(mine);
            file_seats_leave(other);
        }
        _exit(wrong > 0);
    }
    for (int i = 0; i < CHILDREN; i++) {
        int status = 0;
        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
}

/* Who only looks takes no seat, and the last to leave is somebody else. */
static void who_looks_takes_no_seat(void **state) {
    const struct place *place = *state;
    assert_null(file_seats_look(place->path));
    struct file_seats *one = take(place);
    file_seats_write(one, SPAN("zhang"));
    struct file_seats *looks = file_seats_look(place->path);
    assert_non_null(looks);
    assert_others(looks, "zhang ");
    assert_others(one, "");
    file_seats_leave(one);
    assert_int_equal(file_kind_of(place->path), FILE_NONE);
    assert_others(looks, "");
    file_seats_leave(looks);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_sees_what_the_others_wrote, setup, teardown),
        cmocka_unit_test_setup_teardown(the_last_one_removes_the_file, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_too_long_is_cut, setup, teardown),
        cmocka_unit_test_setup_teardown(a_full_file_takes_no_more, setup, teardown),
        cmocka_unit_test_setup_teardown(only_a_file_of_its_own_will_do, setup, teardown),
        cmocka_unit_test_setup_teardown(a_killed_program_leaves_its_seat, setup, teardown),
        cmocka_unit_test_setup_teardown(those_who_come_while_the_last_one_leaves_meet, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(who_looks_takes_no_seat, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
