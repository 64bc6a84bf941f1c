#include "session/unsaved.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/os/file_system.h"
#include "base/os/file_temp.h"
#include "base/sha256.h"
#include "base/text/utf8.h"
#include "model/section.h"
#include "model/splice.h"
#include "session/change.h"
#include "session/environment.h"
#include "session/exchange.h"
#include "session/file.h"
#include "session/private.h"
#include "session/report.h"
#include "session/rescue.h"
#include "session/session.h"

#include <string.h>

enum {
    HEAD_MOST = 8192, /* bytes in which the library's path stands */
    FOLDERS = 4,
    NAME_TRIES = 100, /* windows that leave at the same moment */
};
static const char word[] = "unsaved", ending[] = ".txt";
/* Of the lines that say where a text belongs; not translated, for they are read again. */
static const char library_word[] = "jixiao-library: ", clerk_word[] = "jixiao-clerk: ";
static const char told_setting[] = "unsaved_told";

void unsaved_release(struct unsaved *typed) {
    mem_free(typed->over.clerk);
    splice_release(&typed->splice);
}

void session_drop_unsaved(struct session *session) {
    for (size_t i = 0; i < session->writing.unsaved_count; i++)
        unsaved_release(&session->writing.unsaved[i]);
    session->writing.unsaved_count = 0;
    session->writing.trouble.text[0] = '\0';
}

/* --- how much it is --- */

bool session_counts_section(const struct session *session, size_t before, int64_t section) {
    for (size_t i = 0; i < before; i++)
        if (session->writing.unsaved[i].section == section)
            return true;
    return false;
}

/* --- where it goes --- */

/* The folders that are tried, in this order; heap, as each of them. */
static void list_folders(const struct session *session, char *folders[FOLDERS]) {
    folders[0] = session_home_folder();
    folders[1] = mem_copy_text("/tmp", 4);
    folders[2] = mem_copy_text("/var/tmp", 8);
    folders[3] = file_path_folder(session->asked_path);
}

static void free_folders(char *folders[FOLDERS]) {
    for (size_t i = 0; i < FOLDERS; i++)
        mem_free(folders[i]);
}

/* Those on another file system come first. */
static void order_folders(const struct session *session, const char *const folders[FOLDERS],
                          const char *ordered[FOLDERS]) {
    char *own = file_path_folder(session->asked_path);
    uint64_t device = file_identify(own).device;
    size_t count = 0;
    for (int same = 0; same < 2; same++)
        for (size_t i = 0; i < FOLDERS; i++)
            if ((file_identify(folders[i]).device == device) == (same == 1))
                ordered[count++] = folders[i];
    mem_free(own);
}

char *session_offer_unsaved_path(const struct session *session) {
    enum { ROOM = 1024 * 1024 }; /* bytes: more than a report has */
    char *folders[FOLDERS];
    const char *ordered[FOLDERS];
    list_folders(session, folders);
    order_folders(session, (const char *const *)folders, ordered);
    size_t best = 0;
    while (best < FOLDERS && !file_has_room(ordered[best], ROOM))
        best++;
    char *path =
        session_name_free(ordered[best < FOLDERS ? best : 0], session->asked_path, word, ending);
    free_folders(folders);
    return path;
}

/* --- the file --- */

/* The same wherever the program is started from. */
static char *library_path(const struct session *session) {
    char *real = file_real_path(session->asked_path);
    return real != NULL ? real : span_copy(span_of(session->asked_path));
}

static size_t count_lines(struct span text) {
    size_t lines = 1;
    for (size_t i = 0; i < text.n; i++)
        lines += text.p[i] == '\n';
    return lines;
}

/* The text that what waits stands on: as the store has it. */
static void add_stored_text(struct str *out, const struct session *session,
                            const struct section *section) {
    struct body stored;
    body_copy(&stored, &section->body);
    for (size_t i = session->writing.unsaved_count; i-- > 0;) {
        const struct unsaved *typed = &session->writing.unsaved[i];
        struct splice back;
        if (typed->section != section->id || typed->over.clerk != NULL)
            continue;
        splice_copy(&back, &typed->splice);
        splice_invert(&back);
        enum rc rc = body_apply(&stored, &back, NULL);
        assert(rc == RC_OK);
        splice_release(&back);
    }
    body_add_text(out, &stored);
    body_release(&stored);
}

void unsaved_add_fingerprint(struct str *out, struct span text) {
    while (span_ends_with(text, SPAN("\n"))) /* a line's end at the end may come and go */
        text.n--;
    sha256_add_digits(out, text);
}

static int64_t revision_of(const struct session *session, int64_t section) {
    for (size_t i = 0; i < session->writing.unsaved_count; i++)
        if (session->writing.unsaved[i].section == section)
            return session->writing.unsaved[i].base_revision;
    return 0;
}

static void add_section(struct str *out, const struct session *session, int64_t id) {
    const struct section *section = report_find_id(session->open.report, id);
    struct str text = STR_INIT, stored = STR_INIT;
    if (section == NULL)
        return;
    body_add_text(&text, &section->body);
    str_add_format(out, "\n" UNSAVED_SECTION_WORD "%lld %lld %zu %lld ",
                   (long long)session->open.report->id, (long long)id, count_lines(str_span(&text)),
                   (long long)revision_of(session, id));
    add_stored_text(&stored, session, section);
    unsaved_add_fingerprint(out, str_span(&stored));
    str_add_byte(out, '\n');
    str_release(&stored);
    str_add_text(out, "【");
    section_add_heading_line(out, section);
    str_add_text(out, "】\n");
    str_add(out, str_span(&text));
    str_add_byte(out, '\n');
    str_release(&text);
}

static void add_all(struct str *out, const struct session *session) {
    char *library = library_path(session);
    str_add_format(out, "%s\n%s%s\n%s%s\n",
                   _("这里是没能存进报告库的文字。再打开程序时可以放回报告。"), library_word,
                   library, clerk_word, session_user(session));
    str_add_format(out, _("没有存进的原因：%s\n"), session->writing.trouble.text);
    mem_free(library);
    for (size_t i = 0; i < session->writing.unsaved_count; i++)
        if (!session_counts_section(session, i, session->writing.unsaved[i].section))
            add_section(out, session, session->writing.unsaved[i].section);
}

static enum rc write_part(struct session *session, const char *path, struct span text,
                          struct err *err) {
    /* empty, of the mode that it shall have: writing keeps it */
    enum rc rc = file_make_new(path, store_file_mode(session->store), err);
    if (rc != RC_OK)
        return rc;
    rc = session_write_file(session, path, text, err);
    if (rc != RC_OK)
        file_drop(path);
    return rc;
}

/* As much as one file may have, to the end of a character: all of it where nothing limits them. */
static struct span take_part(struct span *rest) {
    uint64_t most = file_bytes_most();
    size_t n = rest->n;
    if (n > most)
        for (n = (size_t)most; n > 0 && ((unsigned char)rest->p[n] & 0xC0) == 0x80;)
            n--;
    if (n == 0) /* nothing may be written at all: the system says it */
        n = rest->n;
    struct span part = span_sub(*rest, 0, n);
    *rest = span_sub(*rest, n, rest->n);
    return part;
}

/* The first part last: a file is found by it. */
static enum rc write_parts(struct session *session, const char *path, struct span text,
                           struct err *err) {
    struct span first = take_part(&text);
    enum rc rc = RC_OK;
    size_t next = UNSAVED_SECOND_PART;
    while (rc == RC_OK && text.n > 0) {
        char *name = unsaved_part_path(path, next);
        rc = write_part(session, name, take_part(&text), err);
        next += rc == RC_OK;
        mem_free(name);
    }
    if (rc == RC_OK)
        rc = write_part(session, path, first, err);
    while (rc != RC_OK && next-- > UNSAVED_SECOND_PART) {
        char *name = unsaved_part_path(path, next);
        file_drop(name);
        mem_free(name);
    }
    return rc;
}

char *unsaved_part_path(const char *path, size_t number) {
    struct str name = STR_INIT;
    str_add_format(&name, "%s.%zu", path, number);
    return str_detach(&name);
}

enum rc session_write_unsaved(struct session *session, const char *path, struct err *err) {
    struct str text = STR_INIT;
    add_all(&text, session);
    enum rc rc = write_parts(session, path, str_span(&text), err);
    str_release(&text);
    if (rc != RC_OK)
        return rc;
    mem_free(session->writing.unsaved_path);
    session->writing.unsaved_path = span_copy(span_of(path));
    session_drop_unsaved(session);
    return RC_OK;
}

void session_keep_unsaved(struct session *session) {
    char *folders[FOLDERS];
    const char *ordered[FOLDERS];
    enum rc rc = RC_FULL;
    list_folders(session, folders);
    order_folders(session, (const char *const *)folders, ordered);
    for (size_t i = 0, tries = 0; rc != RC_OK && i < FOLDERS;
         i += rc != RC_REFUSED || ++tries % NAME_TRIES == 0) {
        char *path = session_name_free(ordered[i], session->asked_path, word, ending);
        rc = session_write_unsaved(session, path, NULL); /* refused: another window was faster */
        mem_free(path);
    }
    session->writing.unsaved_is_lost = rc != RC_OK;
    free_folders(folders);
}

const char *session_unsaved_path(const struct session *session) {
    return session->writing.unsaved_path;
}

void session_unsaved_is_back(struct session *session, const char *path) {
    if (session->writing.unsaved_path == NULL || strcmp(session->writing.unsaved_path, path) != 0)
        return;
    mem_free(session->writing.unsaved_path);
    session->writing.unsaved_path = NULL;
}

bool session_unsaved_is_lost(const struct session *session) {
    return session->writing.unsaved_is_lost;
}

/* --- a later start --- */

/* In a folder that all may write to others could have put one there, and one home may be that of
 * several clerks. */
static bool is_ours(const struct session *session, const char *path, const char *library) {
    struct str wanted = STR_INIT;
    char head[HEAD_MOST];
    struct span rest = {head, 0};
    if (file_is_own(path) && session_check_reading(session, path, NULL) == RC_OK)
        rest.n = file_read_head(path, head, sizeof head);
    str_add_format(&wanted, "\n%s%s\n", library_word, library);
    size_t at = span_find(rest, str_span(&wanted)), behind = at + wanted.len;
    str_clear(&wanted);
    str_add_format(&wanted, "%s\n", session_user(session));
    bool is = at != SIZE_MAX;
    rest = is ? span_sub(rest, behind, rest.n) : SPAN("");
    if (span_take_prefix(&rest, span_of(clerk_word))) /* the first versions wrote none */
        is = span_starts_with(rest, str_span(&wanted));
    str_release(&wanted);
    return is;
}

struct found {
    char *path; /* the newest; heap */
    size_t count;
};

/* told: the name of the last one that was told of. */
static void find_in(const struct session *session, const char *folder, const char *library,
                    const char *told, struct found *found) {
    struct str prefix = STR_INIT;
    struct file_list list = {.hidden = true}; /* as the database may be */
    session_add_stem(&prefix, session->asked_path, word);
    if (file_list_folder(&list, folder, NULL) != RC_OK)
        list.count = 0;
    for (size_t i = 0; i < list.count; i++) {
        const char *name = list.entries[i].name;
        if (list.entries[i].is_folder || !span_starts_with(span_of(name), str_span(&prefix)) ||
            !span_ends_with(span_of(name), span_of(ending)) || strcmp(name, told) <= 0)
            continue;
        char *path = file_path_join(folder, name);
        bool ours = is_ours(session, path, library);
        found->count += ours;
        if (ours && (found->path == NULL || strcmp(name, file_path_name(found->path)) > 0)) {
            mem_free(found->path);
            found->path = path;
        } else {
            mem_free(path);
        }
    }
    file_list_release(&list);
    str_release(&prefix);
}

static bool is_again(char *const folders[FOLDERS], size_t which) {
    for (size_t i = 0; i < which; i++)
        if (file_is_same(folders[i], folders[which]))
            return true;
    return false;
}

char *session_find_unsaved(struct session *session, size_t *count) {
    struct found found = {0};
    struct str told = STR_INIT;
    char *folders[FOLDERS], *library = library_path(session);
    session_setting(session, told_setting, &told);
    list_folders(session, folders);
    for (size_t i = 0; i < FOLDERS; i++)
        if (!is_again(folders, i))
            find_in(session, folders[i], library, told.s, &found);
    free_folders(folders);
    mem_free(library);
    str_release(&told);
    *count = found.count;
    return found.path;
}

void session_unsaved_is_told(struct session *session, const char *path) {
    session_set_setting(session, told_setting, file_path_name(path));
}
