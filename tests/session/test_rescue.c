/* The database is taken away under a program that has a report open: deleted, moved, replaced, cut
 * off, written over, it or its log. Nothing of the report is lost, and work goes on in a new one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file.h"
#include "base/os/file_call.h"
#include "base/os/file_path.h"
#include "model/splice.h"
#include "session/change.h"
#include "session/clerks.h"
#include "session/copies.h"
#include "session/file.h"
#include "session/idle.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/report.h"
#include "session/rescue.h"
#include "session/rescue_take.h"
#include "session/session.h"
#include "session/undo.h"
#include "store/copies.h"
#include "store/db.h"
#include "store/reports.h"
#include "store/store_private.h"
#include "store/verify.h"
#include "tests/support/folder.h"
#include "tests/support/pause.h"
#include "tests/support/store_case.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct desk {
    const struct store_case *place;
    struct session *session;
    struct str log, other; /* paths: the log; another database of the program */
    int64_t report, section;
};

static int64_t add_report(struct session *session, const char *unit) {
    struct session_new what = {.unit = unit, .short_name = "", .year = 2023};
    int64_t id = 0;
    assert_int_equal(session_new_report(session, &what, &id, NULL), RC_OK);
    return id;
}

static void type(struct session *session, int64_t id, const char *text) {
    const struct section *section = report_find_id(session_report(session), id);
    struct splice splice;
    body_make_splice(&splice, &section->body, section->body.points, 0, span_of(text),
                     LINE_PARAGRAPH);
    session_type(session, id, &splice, ACT_TYPE, false);
    splice_release(&splice);
    session_sync(session);
}

/* Until nothing is left but the fold. */
static void settle(struct session *session) {
    enum { LONGEST = 1500, QUIET = 10000 };
    pause_for(QUIET); /* nobody types since */
    (void)case_pause(session, LONGEST);
}

/* As a technician's tool, or another clerk's program: the log goes into the database. */
static void trim_log(const char *path, const char *how) {
    struct db *db = NULL;
    struct str line = STR_INIT;
    assert_int_equal(db_open(&db, path, DB_WRITE, NULL), RC_OK);
    assert_int_equal(db_ask_lines(db, how, &line, NULL), RC_OK);
    db_close(db);
    str_release(&line);
}

/* What the connection remembers of its pages is gone, as after much work. */
static void forget_pages(struct desk *desk) {
    db_give_back(session_store(desk->session)->db);
}

static void sit_down(struct desk *desk, const struct store_case *place) {
    *desk = (struct desk){.place = place, .log = STR_INIT, .other = STR_INIT};
    str_add_format(&desk->log, "%s-wal", place->path);
    str_add_format(&desk->other, "%s/other.db", place->folder);
    struct session *other = case_open_session(desk->other.s, "li");
    for (int i = 0; i < 3; i++)
        (void)add_report(other, "别处");
    session_close(other);
    desk->session = case_open_session(place->path, "zhang");
    (void)add_report(desk->session, "第一个街道");
    desk->report = add_report(desk->session, "望湖街道");
    assert_int_equal(session_load(desk->session, desk->report, NULL), RC_OK);
    desk->section = report_find_section(session_report(desk->session), SPAN("perf_work"))->id;
    session_be_at(desk->session, desk->section);
    type(desk->session, desk->section, "先写的。");
    trim_log(place->path, "PRAGMA wal_checkpoint(PASSIVE)");
    assert_int_equal(session_mark(desk->session, desk->section, true, NULL), RC_OK);
    type(desk->session, desk->section, "后写的。");
    settle(desk->session);
    struct session_loss loss;
    assert_false(session_loss(desk->session, &loss)); /* its own writing is no loss */
}

static void get_up(struct desk *desk) {
    session_close(desk->session);
    str_release(&desk->log);
    str_release(&desk->other);
}

/* --- what is done to the files --- */

static void overwrite(const char *path, off_t offset, size_t n) {
    char *bytes = malloc(n);
    memset(bytes, 'x', n);
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, bytes, n, offset), n);
    (void)close(fd);
    free(bytes);
}

static off_t size_of(const char *path) {
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    return st.st_size;
}

static void copy_over(const char *from, const char *to) {
    struct str bytes = STR_INIT;
    folder_get(from, &bytes);
    folder_put(to, str_span(&bytes)); /* the same file, other bytes */
    str_release(&bytes);
}

static void delete_db(const struct desk *desk) {
    assert_int_equal(unlink(desk->place->path), 0);
}
static void delete_log(const struct desk *desk) {
    assert_int_equal(unlink(desk->log.s), 0);
}
static void delete_both(const struct desk *desk) {
    delete_db(desk);
    delete_log(desk);
}
static void move_db(const struct desk *desk) {
    struct str away = STR_INIT;
    str_add_format(&away, "%s/moved.db", desk->place->folder);
    assert_int_equal(rename(desk->place->path, away.s), 0);
    str_release(&away);
}
static void replace_db(const struct desk *desk) {
    assert_int_equal(rename(desk->other.s, desk->place->path), 0);
}
static void replace_log(const struct desk *desk) {
    assert_int_equal(rename(desk->other.s, desk->log.s), 0);
}
static void empty_db(const struct desk *desk) {
    assert_int_equal(truncate(desk->place->path, 0), 0);
}
static void halve_db(const struct desk *desk) {
    assert_int_equal(truncate(desk->place->path, size_of(desk->place->path) / 2), 0);
}
static void empty_log(const struct desk *desk) {
    assert_int_equal(truncate(desk->log.s, 0), 0);
}
/* What stands behind the frames in use is of an earlier round: so inside the first one. */
static void cut_log(const struct desk *desk) {
    assert_int_equal(truncate(desk->log.s, 2000), 0);
}
static void garble_db(const struct desk *desk) {
    overwrite(desk->place->path, 0, (size_t)size_of(desk->place->path));
}
static void garble_log(const struct desk *desk) {
    overwrite(desk->log.s, 0, (size_t)size_of(desk->log.s));
}
static void garble_head_of_log(const struct desk *desk) {
    overwrite(desk->log.s, 16, 8);
}
static void garble_inside_of_log(const struct desk *desk) {
    overwrite(desk->log.s, 500, 100);
}
static void copy_over_db(const struct desk *desk) {
    copy_over(desk->other.s, desk->place->path);
}

static const struct {
    const char *name;
    void (*harm)(const struct desk *desk);
    bool is_seen_late; /* by a look at every checksum alone, when no key comes */
} harms[] = {
    {"the database is deleted", delete_db, false},
    {"its log is deleted", delete_log, false},
    {"both are deleted", delete_both, false},
    {"it is moved", move_db, false},
    {"another is moved over it", replace_db, false},
    {"another file is moved over its log", replace_log, false},
    {"it is cut to nothing", empty_db, false},
    {"it is cut to a half", halve_db, true},
    {"its log is cut to nothing", empty_log, false},
    {"its log is cut off", cut_log, false},
    {"it is overwritten", garble_db, false},
    {"its log is overwritten", garble_log, false},
    {"the head of its log is overwritten", garble_head_of_log, false},
    {"the inside of its log is overwritten", garble_inside_of_log, true},
    {"another is copied over it", copy_over_db, true},
};

/* --- afterwards --- */

static void assert_section(const struct session *session, int64_t id, const char *text) {
    assert_true(report_is_sane(session_report(session)));
    assert_body(session_report(session), id, text);
}

/* The report, whole, as somebody else finds it in the new database. */
static void check_new(const struct desk *desk, const char *harm, const char *text) {
    struct session_loss loss = {0};
    struct str faults = STR_INIT;
    struct err err = {0};
    if (!session_last_loss(desk->session, &loss))
        fail_msg("%s: nobody noticed", harm);
    assert_true(loss.why[0] != '\0');
    assert_string_equal(loss.old_path, desk->place->path);
    assert_string_not_equal(loss.new_path, desk->place->path);
    struct session *reader = case_open_session(loss.new_path, "reads");
    int64_t id = session_report(desk->session)->id;
    if (session_load(reader, id, &err) != RC_OK ||
        store_verify(session_store(reader), &faults, &err) != RC_OK)
        fail_msg("%s: %s\n%s", harm, err.text, faults.s);
    assert_section(reader, desk->section, text);
    assert_true(report_equal(session_report(reader), session_report(desk->session)));
    assert_string_equal(session_report(reader)->uid, session_report(desk->session)->uid);
    assert_string_equal(session_report(reader)->unit, "望湖街道");
    struct library_rows list = {0};
    assert_int_equal(session_list(reader, false, &list, NULL), RC_OK);
    assert_int_equal(list.count, loss.is_whole ? 2 : 1);
    library_rows_release(&list);
    session_close(reader);
    str_release(&faults);
}

static void restart(void **state, size_t i) {
    struct store_case *place = *state;
    folder_free(place->folder);
    mem_free(place->path);
    place->folder = folder_new();
    place->path = file_path_join(place->folder, i % 2 == 0 ? "office.db" : "office");
}

/* The clerk does nothing: the system tells. */
static void it_is_noticed_while_nobody_types(void **state) {
    for (size_t i = 0; i < ARRAY_LEN(harms); i++) {
        struct desk desk;
        restart(state, i);
        sit_down(&desk, *state);
        harms[i].harm(&desk);
        struct pollfd news = {.fd = session_news_fd(desk.session), .events = POLLIN};
        assert_int_equal(poll(&news, 1, 0), 1);
        settle(desk.session);
        check_new(&desk, harms[i].name, "先写的。后写的。");
        type(desk.session, desk.section, "接着写的。");
        assert_int_equal(session_saving(desk.session), SESSION_SAVED);
        check_new(&desk, harms[i].name, "先写的。后写的。接着写的。");
        assert_int_equal(session_fold(desk.session, -1, NULL), RC_OK);
        settle(desk.session);
        get_up(&desk);
    }
}

/* The next key comes before anybody has looked. */
static void the_next_key_is_not_lost(void **state) {
    for (size_t i = 0; i < ARRAY_LEN(harms); i++) {
        struct desk desk;
        restart(state, i);
        sit_down(&desk, *state);
        forget_pages(&desk);
        harms[i].harm(&desk);
        type(desk.session, desk.section, "接着写的。");
        struct session_loss loss;
        assert_true(harms[i].is_seen_late || session_loss(desk.session, &loss));
        type(desk.session, desk.section, "还写。");
        settle(desk.session);
        check_new(&desk, harms[i].name, "先写的。后写的。接着写的。还写。");
        get_up(&desk);
    }
}

/* A command that is no typing, too. */
static void the_next_command_is_done(void **state) {
    for (size_t i = 0; i < ARRAY_LEN(harms); i += 2) {
        struct desk desk;
        restart(state, i);
        sit_down(&desk, *state);
        harms[i].harm(&desk);
        struct err err = {0};
        if (session_put(desk.session, desk.section, SPAN("全新的。"), &err) != RC_OK)
            fail_msg("%s: %s", harms[i].name, err.text);
        settle(desk.session);
        check_new(&desk, harms[i].name, "全新的。");
        get_up(&desk);
    }
}

/* Where the names alone are lost everything comes along, undo too. */
static void all_reports_and_the_history_come_along_where_they_can(void **state) {
    struct desk desk;
    sit_down(&desk, *state);
    delete_db(&desk);
    settle(desk.session);
    struct session_loss loss;
    assert_true(session_loss(desk.session, &loss));
    assert_true(loss.is_whole);
    session_loss_is_told(desk.session);
    assert_false(session_loss(desk.session, &loss));
    assert_int_equal(session_undo(desk.session, &(struct session_undone){0}, NULL), RC_OK);
    assert_section(desk.session, desk.section, "先写的。");
    /* the log that stood beside it would be taken for that of the next database of this name */
    assert_int_equal(file_kind_of(desk.log.s), FILE_NONE);
    get_up(&desk);
}

/* The daily copy gives the other reports back; the open one stays as it is. */
static void a_daily_copy_gives_back_the_rest(void **state) {
    struct desk desk;
    struct err err = {0};
    sit_down(&desk, *state);
    assert_int_equal(session_copy_today(desk.session, NULL), RC_OK);
    type(desk.session, desk.section, "那以后写的。");
    forget_pages(&desk);
    garble_log(&desk);
    garble_db(&desk);
    settle(desk.session);
    check_new(&desk, "both are overwritten", "先写的。后写的。那以后写的。");
    struct session_loss loss = {0};
    assert_true(session_loss(desk.session, &loss));
    assert_false(loss.is_whole);
    struct library_copies copies = {0};
    session_list_lost_copies(desk.session, &copies);
    assert_int_equal(copies.count, 1);
    if (session_take_copy(desk.session, copies.items[0].path, &err) != RC_OK)
        fail_msg("%s", err.text);
    library_copies_release(&copies);
    struct library_rows list = {0};
    assert_int_equal(session_list(desk.session, false, &list, NULL), RC_OK);
    assert_int_equal(list.count, 2);
    library_rows_release(&list);
    assert_section(desk.session, desk.section, "先写的。后写的。那以后写的。");
    type(desk.session, desk.section, "接着写。");
    struct history_rows rows = {0};
    assert_int_equal(session_history(desk.session,
                                     &(struct history_filter){.section = desk.section}, &rows,
                                     NULL),
                     RC_OK);
    assert_true(rows.count >= 2); /* that of the copy, and what was put on it */
    history_rows_release(&rows);
    get_up(&desk);
}

static void a_copy_that_is_damaged_changes_nothing(void **state) {
    struct desk desk;
    struct err err = {0};
    sit_down(&desk, *state);
    assert_int_equal(session_copy_today(desk.session, NULL), RC_OK);
    garble_log(&desk);
    settle(desk.session);
    struct library_copies copies = {0};
    session_list_lost_copies(desk.session, &copies);
    overwrite(copies.items[0].path, 4096, 4096);
    assert_int_equal(session_take_copy(desk.session, copies.items[0].path, &err), RC_DAMAGED);
    assert_true(err.text[0] != '\0');
    library_copies_release(&copies);
    assert_section(desk.session, desk.section, "先写的。后写的。");
    type(desk.session, desk.section, "接着写。");
    check_new(&desk, "its log is overwritten", "先写的。后写的。接着写。");
    get_up(&desk);
}

/* No new one can be made either: the text stays, the message says so, and it is tried again. */
static void without_room_the_text_waits_in_memory(void **state) {
    struct desk desk;
    sit_down(&desk, *state);
    garble_log(&desk);
    file_fail_at(0, ENOSPC, true);
    type(desk.session, desk.section, "写不进去的。");
    assert_int_equal(session_saving(desk.session), SESSION_UNSAVED);
    assert_true(session_trouble(desk.session)[0] != '\0');
    assert_section(desk.session, desk.section, "先写的。后写的。写不进去的。");
    file_fail_at(-1, 0, false);
    session_sync(desk.session);
    settle(desk.session);
    assert_int_equal(session_saving(desk.session), SESSION_SAVED);
    check_new(&desk, "its log is overwritten", "先写的。后写的。写不进去的。");
    get_up(&desk);
}

/* Two windows look for a name in the same second. */
static void two_windows_do_not_take_one_name(void **state) {
    struct desk desk;
    struct session_loss one = {0}, two = {0};
    sit_down(&desk, *state);
    struct session *second = case_open_session(desk.place->path, "zhang");
    assert_int_equal(session_load(second, desk.report, NULL), RC_OK);
    session_be_at(second, desk.section);
    type(second, desk.section, "第二个窗口的。");
    delete_db(&desk);
    settle(desk.session);
    settle(second);
    assert_true(session_loss(desk.session, &one));
    assert_true(session_loss(second, &two));
    assert_string_not_equal(one.new_path, two.new_path);
    assert_int_equal(file_kind_of(one.new_path), FILE_REGULAR);
    assert_int_equal(file_kind_of(two.new_path), FILE_REGULAR);
    session_close(second);
    get_up(&desk);
}

/* However near to each other: each program has a file of its own. */
static void names_that_are_taken_at_once_differ(void **state) {
    enum { PROGRAMS = 8 };
    const struct store_case *place = *state;
    struct err err = {0};
    struct str folder = STR_INIT;
    pid_t programs[PROGRAMS];
    str_add_format(&folder, "%s/taken", place->folder);
    assert_int_equal(file_make_folder(folder.s, NULL), RC_OK);
    for (size_t i = 0; i < PROGRAMS; i++) {
        programs[i] = fork();
        if (programs[i] == 0) {
            char *made = NULL;
            _exit((int)session_make_free(folder.s, place->path, RESCUED_WORD, RESCUED_ENDING, 0600,
                                         &made, &err));
        }
    }
    for (size_t i = 0; i < PROGRAMS; i++) {
        int status = -1;
        assert_int_equal(waitpid(programs[i], &status, 0), programs[i]);
        assert_int_equal(status, 0);
    }
    assert_int_equal(folder_count(folder.s), PROGRAMS);
    str_release(&folder);
}

/* Twice: the new one too. */
static void it_may_happen_again(void **state) {
    struct desk desk;
    struct session_loss loss = {0};
    sit_down(&desk, *state);
    delete_db(&desk);
    settle(desk.session);
    assert_true(session_loss(desk.session, &loss));
    session_loss_is_told(desk.session);
    char *second = mem_copy_text(loss.new_path, strlen(loss.new_path));
    assert_int_equal(unlink(second), 0);
    type(desk.session, desk.section, "接着写。");
    assert_true(session_loss(desk.session, &loss));
    assert_string_equal(loss.old_path, second);
    assert_string_not_equal(loss.new_path, second);
    struct session *reader = case_open_session(loss.new_path, "reads");
    assert_int_equal(session_load(reader, session_report(desk.session)->id, NULL), RC_OK);
    assert_section(reader, desk.section, "先写的。后写的。接着写。");
    session_close(reader);
    mem_free(second);
    get_up(&desk);
}

/* Other clerks' commits, copies and checkpoints are what is always going on. */
static void what_others_do_is_no_loss(void **state) {
    struct desk desk;
    struct session_loss loss;
    sit_down(&desk, *state);
    for (int i = 0; i < 3; i++) {
        struct session *other = case_open_session(desk.place->path, "li");
        int64_t id = add_report(other, "第三个街道");
        assert_int_equal(session_load(other, id, NULL), RC_OK);
        for (int j = 0; j < 50; j++)
            type(other, report_find_section(session_report(other), SPAN("overall"))->id, "写。");
        assert_int_equal(session_copy_today(other, NULL), RC_OK);
        session_close(other);
        settle(desk.session);
        assert_false(session_loss(desk.session, &loss));
        trim_log(desk.place->path, "PRAGMA wal_checkpoint(TRUNCATE)");
        settle(desk.session);
        assert_false(session_loss(desk.session, &loss));
        type(desk.session, desk.section, "我写。");
        assert_false(session_loss(desk.session, &loss));
    }
    struct session *other = case_open_session(desk.place->path, "li");
    struct library_copies copies = {0};
    session_list_copies(other, &copies);
    assert_int_equal(session_restore_copy(other, copies.items[0].path, NULL), RC_REFUSED);
    /* as where nobody could be seen */
    assert_int_equal(store_restore_copy(session_store(other), copies.items[0].path, NULL), RC_OK);
    library_copies_release(&copies);
    session_close(other);
    settle(desk.session);
    assert_false(session_loss(desk.session, &loss));
    get_up(&desk);
}

/* With no report open there is still a database to go on in. */
static void the_list_of_reports_is_looked_after_too(void **state) {
    struct desk desk;
    struct session_loss loss = {0};
    sit_down(&desk, *state);
    session_leave(desk.session);
    settle(desk.session);
    delete_both(&desk);
    settle(desk.session);
    assert_true(session_loss(desk.session, &loss));
    struct library_rows list = {0};
    assert_int_equal(session_list(desk.session, false, &list, NULL), RC_OK);
    assert_int_equal(list.count, loss.is_whole ? 2 : 0);
    library_rows_release(&list);
    get_up(&desk);
}

/* Deletes the database under a clerk who has one report, and ends his program: where it went. */
static char *leave_rescued(const struct store_case *place) {
    struct desk desk;
    struct session_loss loss = {0};
    sit_down(&desk, place);
    type(desk.session, desk.section, "写的");
    delete_both(&desk);
    settle(desk.session);
    assert_true(session_loss(desk.session, &loss));
    char *path = span_copy(span_of(loss.new_path));
    get_up(&desk);
    return path;
}

static size_t count_reports(struct session *session) {
    struct library_rows list = {0};
    assert_int_equal(session_list(session, false, &list, NULL), RC_OK);
    size_t count = list.count;
    library_rows_release(&list);
    return count;
}

/* The next day the usual name is free: what was rescued is found beside it and comes back there. */
static void what_was_rescued_comes_back_to_its_name(void **state) {
    const struct store_case *place = *state;
    char *path = leave_rescued(place);
    struct session *session = case_open_session(place->path, "zhang");
    bool joined = true;
    size_t found_count = 0;
    assert_int_equal(count_reports(session), 0);
    char *found = session_find_rescued(session, &found_count);
    assert_string_equal(found, path);
    assert_int_equal(found_count, 1);
    assert_int_equal(session_take_rescued(session, found, &joined, NULL), RC_OK);
    assert_false(joined);
    assert_true(count_reports(session) > 0);
    mem_free(found);
    assert_null(session_find_rescued(session, &found_count)); /* it has reports now */
    session_close(session);
    session = case_open_session(place->path, "zhang");
    assert_true(count_reports(session) > 0);
    session_close(session);
    mem_free(path);
}

/* A copy of what others still change would be another truth. */
static void where_others_still_work_one_joins_them(void **state) {
    const struct store_case *place = *state;
    char *path = leave_rescued(place);
    struct session *other = case_open_session(path, "li"),
                   *session = case_open_session(place->path, "zhang");
    bool joined = false;
    size_t found_count = 0;
    session_be_at(other, -1);
    char *found = session_find_rescued(session, &found_count);
    assert_string_equal(found, path);
    assert_int_equal(session_take_rescued(session, found, &joined, NULL), RC_OK);
    assert_true(joined);
    (void)add_report(session, "后来的街道");
    assert_int_equal(count_reports(other), count_reports(session));
    session_close(session);
    session_close(other);
    mem_free(found);
    mem_free(path);
}

static void a_spoilt_one_changes_nothing(void **state) {
    const struct store_case *place = *state;
    char *path = leave_rescued(place);
    folder_put(path, SPAN("no database"));
    struct session *session = case_open_session(place->path, "zhang");
    bool joined = false;
    size_t found_count = 0;
    struct err err = {0};
    assert_int_not_equal(session_take_rescued(session, path, &joined, &err), RC_OK);
    assert_true(strlen(err.text) > 0);
    assert_int_equal(count_reports(session), 0);
    (void)add_report(session, "某街道");
    assert_null(session_find_rescued(session, &found_count));
    assert_int_equal(session_trash(session, 1, true, NULL), RC_OK);
    assert_null(
        session_find_rescued(session, &found_count)); /* what is in the trash is something too */
    session_close(session);
    mem_free(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(it_is_noticed_while_nobody_types),
        WITH_STORE(the_next_key_is_not_lost),
        WITH_STORE(the_next_command_is_done),
        WITH_STORE(all_reports_and_the_history_come_along_where_they_can),
        WITH_STORE(a_daily_copy_gives_back_the_rest),
        WITH_STORE(a_copy_that_is_damaged_changes_nothing),
        WITH_STORE(without_room_the_text_waits_in_memory),
        WITH_STORE(two_windows_do_not_take_one_name),
        WITH_STORE(names_that_are_taken_at_once_differ),
        WITH_STORE(it_may_happen_again),
        WITH_STORE(what_others_do_is_no_loss),
        WITH_STORE(the_list_of_reports_is_looked_after_too),
        WITH_STORE(what_was_rescued_comes_back_to_its_name),
        WITH_STORE(where_others_still_work_one_joins_them),
        WITH_STORE(a_spoilt_one_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
