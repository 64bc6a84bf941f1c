#include "session/unsaved_back.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_temp.h"
#include "base/sha256.h"
#include "base/text/utf8.h"
#include "model/section.h"
#include "session/body_text.h"
#include "session/change.h"
#include "session/file.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/report.h"
#include "session/unsaved.h"
#include "store/folds.h"

enum { FILE_MOST = 64 * 1024 * 1024 }; /* bytes */

bool session_has_unsaved(struct session *session, struct session_unsaved *out) {
    *out = (struct session_unsaved){0};
    if (session->open.report == NULL)
        return false;
    session_sync(session);
    for (size_t i = 0; i < session->writing.unsaved_count; i++) {
        const struct unsaved *unsaved = &session->writing.unsaved[i];
        out->changes++;
        out->characters += utf8_count(str_span(&unsaved->splice.inserted));
        out->sections += !session_counts_section(session, i, unsaved->section);
    }
    return out->changes > 0;
}

/* A line that says where a text belongs. */
struct place_line {
    uint64_t report, section, lines;
    uint64_t revision;       /* that it was typed on, and … */
    struct span fingerprint; /* both missing in the first versions: 0 and empty */
};

static bool read_place(struct span line, struct place_line *out) {
    uint64_t *const numbers[] = {&out->report, &out->section, &out->lines, &out->revision};
    enum { PLACE_NUMBERS = 3 };
    *out = (struct place_line){0};
    if (!span_take_prefix(&line, SPAN(UNSAVED_SECTION_WORD)))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        size_t end = span_find(line, SPAN(" "));
        if (end > line.n)
            end = line.n;
        if (!span_to_number(span_sub(line, 0, end), INT64_MAX, numbers[i]))
            return false;
        line = span_sub(line, end + 1, line.n);
        if (i + 1 == PLACE_NUMBERS && line.n == 0)
            return true;
    }
    out->fingerprint = line;
    return line.n == SHA256_DIGITS;
}

/* The report as the store has it now; what was typed here meanwhile goes there first. */
static enum rc open_report(struct session *session, int64_t report, struct err *err) {
    const struct report *open = session_report(session);
    if (open == NULL || open->id != report)
        return session_load(session, report, err);
    enum rc rc = session_fold(session, -1, err);
    return rc == RC_OK ? session_reload(session, err) : rc;
}

/* Of text that was typed on nobody knows which, only over an empty section. */
static bool is_as_it_was(const struct section *section, struct span fingerprint) {
    if (fingerprint.n == 0)
        return body_is_empty(&section->body);
    struct str text = STR_INIT, now = STR_INIT;
    body_add_text(&text, &section->body);
    unsaved_add_fingerprint(&now, str_span(&text));
    bool is = span_equal(str_span(&now), fingerprint);
    str_release(&text);
    str_release(&now);
    return is;
}

/* Somebody has written there since: neither text gives way before the clerk has seen both. */
static enum rc put_beside(struct session *session, const struct section *section,
                          const struct place_line *place, const struct body *body,
                          struct err *err) {
    char *heading = span_copy(span_of(section->heading));
    enum rc rc = store_keep_beside(session->store, session->open.report->id, section->id,
                                   (int64_t)place->revision, body, err);
    if (rc == RC_OK)
        rc = session_reload(session, err);
    if (rc == RC_CONFLICT)
        (void)err_at(err, _("“%s”没有改动"), heading);
    mem_free(heading);
    return rc;
}

static enum rc put_back(struct session *session, const struct place_line *place, struct span text,
                        size_t *beside, struct err *err) {
    struct section *section = NULL;
    struct body body = {0};
    enum rc rc = open_report(session, (int64_t)place->report, err);
    if (rc == RC_NOT_FOUND)
        return err_set(
            err, rc,
            _("报告%llu已不在报告库里，文字放不回去；文件还在，里面是全文，可以用“导入”读成"
              "新的报告"),
            (unsigned long long)place->report);
    if (rc == RC_OK)
        rc = session_need_section(session, (int64_t)place->section, &section, err);
    if (rc != RC_OK)
        return rc;
    session_read_body(&body, section, text);
    bool is_there = body_equal(&body, &section->body); /* it was put back before */
    if (!is_there && is_as_it_was(section, place->fingerprint)) {
        rc = session_put(session, section->id, text, err);
    } else if (!is_there) {
        rc = put_beside(session, section, place, &body, err);
        *beside += rc == RC_OK;
    }
    body_release(&body);
    return rc;
}

/* Each text after its line; the first failure is what is said. */
static enum rc put_all_back(struct session *session, struct span rest, size_t *beside,
                            struct err *err) {
    struct span line;
    struct place_line place;
    enum rc first = RC_OK;
    size_t count = 0;
    while (rest.n > 0 && span_take_line(&rest, &line)) {
        if (!read_place(line, &place))
            continue;
        (void)span_take_line(&rest, &line); /* its heading */
        struct span text = {rest.p, 0};
        for (uint64_t i = 0; i < place.lines && rest.n > 0 && span_take_line(&rest, &line); i++)
            text.n = (size_t)(line.p + line.n - text.p) + (rest.p != NULL); /* with its end */
        enum rc rc = put_back(session, &place, text, beside, first == RC_OK ? err : NULL);
        first = first == RC_OK ? rc : first;
        count++;
    }
    if (first == RC_OK && count == 0)
        return err_set(err, RC_INPUT, _("文件里没有可以放回报告的文字"));
    return first;
}

static enum rc read_more_parts(struct session *session, const char *path, struct str *text,
                               struct err *err) {
    enum rc rc = RC_OK;
    for (size_t number = UNSAVED_SECOND_PART; rc == RC_OK; number++) {
        char *name = unsaved_part_path(path, number);
        bool there = file_kind_of(name) != FILE_NONE;
        if (there)
            rc = session_read_file(session, text, name, FILE_MOST, err);
        mem_free(name);
        if (!there)
            break;
    }
    return rc;
}

static void drop_parts(const char *path) {
    file_drop(path);
    for (size_t number = UNSAVED_SECOND_PART;; number++) {
        char *name = unsaved_part_path(path, number);
        bool there = file_kind_of(name) == FILE_REGULAR && file_is_own(name);
        if (there)
            file_drop(name);
        mem_free(name);
        if (!there)
            break;
    }
}

enum rc session_take_unsaved(struct session *session, const char *path, size_t *beside,
                             struct err *err) {
    struct str text = STR_INIT;
    *beside = 0;
    enum rc rc = session_read_file(session, &text, path, FILE_MOST, err);
    if (rc == RC_OK)
        rc = read_more_parts(session, path, &text, err);
    if (rc == RC_OK && !utf8_is_valid(str_span(&text), NULL))
        rc = err_set(err, RC_INPUT, _("文件里没有可以放回报告的文字"));
    int64_t open = session->open.report != NULL ? session->open.report->id : 0;
    if (rc == RC_OK)
        rc = put_all_back(session, str_span(&text), beside, err);
    if (rc == RC_OK) {
        drop_parts(path);
        session_unsaved_is_back(session, path);
    }
    if (open != 0 && (session->open.report == NULL || session->open.report->id != open))
        (void)!session_load(session, open, NULL);
    session->generation++; /* whoever shows the old text finds everything anew */
    str_release(&text);
    return rc;
}
