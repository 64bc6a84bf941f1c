#include "session/evidence.h"
#include "session/opened.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file.h"
#include "base/sha256.h"
#include "base/text/base64.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "exchange/docx/write.h"
#include "exchange/xlsx/write_table.h"
#include "model/change.h"
#include "model/document.h"
#include "model/evidence/evidence.h"
#include "session/change.h"
#include "session/file.h"
#include "session/private.h"
#include "session/report.h"
#include "store/edition.h"

enum { EVIDENCE_FILE_MOST = 512 * 1024 * 1024 };

/* embedded: takes the bytes as base64 too; NULL: the fingerprint alone. */
static enum rc add_file(const struct session *session, struct str *hash, struct str *embedded,
                        const char *path, struct err *err) {
    struct str bytes = STR_INIT;
    enum rc rc = session_read_file(session, &bytes, path, EVIDENCE_FILE_MOST, err);
    if (rc == RC_OK && embedded != NULL && bytes.len > EVIDENCE_EMBEDDED_MOST)
        rc =
            err_set(err, RC_REFUSED, _("%s超过20MB，不能存进报告库；可以只记文件名和校验码"), path);
    if (rc == RC_OK)
        sha256_add_digits(hash, str_span(&bytes));
    if (rc == RC_OK && embedded != NULL)
        base64_add(embedded, str_span(&bytes));
    str_release(&bytes);
    return rc;
}

/* --- files in the report --- */

static enum rc find_embedded(struct session *session, size_t number, struct str *text, bool *found,
                             struct err *err) {
    struct str name = STR_INIT;
    evidence_add_embedded_name(&name, number);
    enum rc rc = store_find_kept(session->store, session->open.report->id, str_span(&name), text,
                                 found, err);
    str_release(&name);
    return rc;
}

enum rc session_embedded_evidence(struct session *session, const struct evidence *evidence,
                                  struct str *bytes, bool *found, struct err *err) {
    struct str text = STR_INIT, hash = STR_INIT;
    size_t start = bytes->len;
    enum rc rc = find_embedded(session, evidence->number, &text, found, err);
    *found = rc == RC_OK && *found && base64_add_decoded(bytes, str_span(&text));
    sha256_add_digits(&hash, span_sub(str_span(bytes), start, bytes->len));
    if (*found && !span_equal(str_span(&hash), evidence->hash)) {
        *found = false; /* of a paper of that number that was undone */
        str_cut(bytes, start);
    }
    str_release(&hash);
    str_release(&text);
    return rc;
}

/* All that the report holds, with `more` (base64) together. */
static enum rc check_room(struct session *session, const struct str *more, struct err *err) {
    size_t all = more->len, last = report_last_evidence(session->open.report);
    enum rc rc = RC_OK;
    for (size_t number = 1; rc == RC_OK && number <= last; number++) {
        struct str text = STR_INIT;
        bool found = false;
        rc = find_embedded(session, number, &text, &found, err);
        all += text.len;
        str_release(&text);
    }
    if (rc == RC_OK && all / 4 * 3 > EVIDENCE_EMBEDDED_MOST)
        rc = err_set(err, RC_REFUSED,
                     _("一份报告存进去的佐证文件合计不超过20MB；可以只记文件名和校验码"));
    return rc;
}

/* --- adding --- */

struct texts_of_draft {
    struct str title, document, page, file, hash, embedded;
};

static void clean_line(struct str *out, const char *text) {
    str_init(out);
    text_clean_line(out, span_of(text));
}

static enum rc keep(struct session *session, const struct evidence *evidence, struct err *err) {
    struct change_set set;
    struct str name = STR_INIT, text = STR_INIT;
    evidence_add_name(&name, evidence->number);
    evidence_add_text(&text, evidence);
    change_set_init(&set, ACT_EVIDENCE);
    change_add_value(&set, session->open.report, name.s, text.s);
    str_release(&text);
    str_release(&name);
    return session_finish(session, &set, err);
}

/* The paper and its file, or neither. */
static enum rc keep_with_file(struct session *session, const struct evidence *evidence,
                              struct span embedded, struct err *err) {
    struct str name = STR_INIT;
    evidence_add_embedded_name(&name, evidence->number);
    enum rc rc = store_begin(session->store, err);
    if (rc == RC_OK) {
        rc = keep(session, evidence, err);
        if (rc == RC_OK)
            rc = store_keep(session->store, session->open.report->id, str_span(&name), embedded,
                            err);
        rc = store_finish(session->store, rc, err);
        if (rc != RC_OK)
            (void)!session_reload(session, NULL); /* what was applied was taken back */
    }
    str_release(&name);
    return rc;
}

enum rc session_add_evidence(struct session *session, const struct evidence_draft *draft,
                             size_t *number, struct err *err) {
    struct evidence evidence = {.is_note = draft->is_note, .at = clock_now()};
    struct texts_of_draft texts;
    clean_line(&texts.title, draft->title);
    clean_line(&texts.document, draft->document);
    clean_line(&texts.page, draft->page);
    clean_line(&texts.file, draft->file);
    str_init(&texts.hash);
    str_init(&texts.embedded);
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK)
        rc = target_read(&evidence.target, session->open.report, span_of(draft->target), err);
    if (rc == RC_OK && !utf8_has_ink(str_span(&texts.title)))
        rc = err_set(err, RC_REFUSED, _("请写明材料的名称"));
    if (rc == RC_OK && draft->is_note && draft->file != NULL)
        rc = err_set(err, RC_REFUSED, _("备注不带文件；要带文件，不要写--note"));
    if (rc == RC_OK && draft->embeds && draft->file == NULL)
        rc = err_set(err, RC_REFUSED, _("请写明要存进报告库的文件"));
    if (rc == RC_OK && draft->file != NULL)
        rc = add_file(session, &texts.hash, draft->embeds ? &texts.embedded : NULL, draft->file,
                      err);
    if (rc == RC_OK && draft->embeds)
        rc = check_room(session, &texts.embedded, err);
    if (rc == RC_OK) {
        evidence.number = report_last_evidence(session->open.report) + 1;
        evidence.title = str_span(&texts.title);
        evidence.document = str_span(&texts.document);
        evidence.page = str_span(&texts.page);
        evidence.file = str_span(&texts.file);
        evidence.hash = str_span(&texts.hash);
        evidence.by = span_of(session_user(session));
        *number = evidence.number;
        rc = draft->embeds ? keep_with_file(session, &evidence, str_span(&texts.embedded), err)
                           : keep(session, &evidence, err);
    }
    struct str *owned[] = {&texts.title, &texts.document, &texts.page,
                           &texts.file,  &texts.hash,     &texts.embedded};
    for (size_t i = 0; i < ARRAY_LEN(owned); i++)
        str_release(owned[i]);
    return rc;
}

enum evidence_state session_evidence_state(const struct session *session, const char *file,
                                           struct span hash) {
    struct str now = STR_INIT;
    enum evidence_state state = EVIDENCE_NO_FILE;
    if (file[0] != '\0')
        state = add_file(session, &now, NULL, file, NULL) != RC_OK ? EVIDENCE_GONE
                : span_equal(str_span(&now), hash)                 ? EVIDENCE_THERE
                                                                   : EVIDENCE_CHANGED;
    str_release(&now);
    return state;
}

/* --- the list --- */

/* Rows split by '\n', cells by '\t'; how many papers there are. */
static size_t add_table(struct str *out, const struct report *report) {
    size_t count = 0, last = report_last_evidence(report);
    str_add_text(out, "序号\t对应内容\t材料名称\t文号\t页码");
    for (size_t number = 1; number <= last; number++) {
        struct evidence evidence;
        struct str label = STR_INIT;
        if (!report_evidence(report, number, &evidence) || evidence.is_note)
            continue;
        target_add_label(&label, report, &evidence.target);
        str_add_format(out, "\n%zu\t", number);
        str_add_line(out, str_span(&label));
        const struct span cells[] = {evidence.title, evidence.document, evidence.page};
        for (size_t i = 0; i < ARRAY_LEN(cells); i++) {
            str_add_byte(out, '\t');
            str_add_line(out, cells[i]);
        }
        count++;
        str_release(&label);
    }
    return count;
}

static enum rc write_word(struct str *out, struct span table, struct err *err) {
    struct document document = {0};
    const struct {
        enum block_kind kind;
        struct span text;
    } blocks[] = {{BLOCK_TITLE, SPAN("佐证材料清单")}, {BLOCK_TABLE, table}};
    for (size_t i = 0; i < ARRAY_LEN(blocks); i++) {
        struct block *block = document_add(&document, blocks[i].kind);
        block->section = -1;
        block->text = document_copy(&document, blocks[i].text);
    }
    enum rc rc = docx_write(out, &document, NULL, NULL, err);
    document_release(&document);
    return rc;
}

enum rc session_export_evidence(struct session *session, const char *path, struct err *err) {
    struct str table = STR_INIT, bytes = STR_INIT;
    static const double widths[] = {6, 40, 40, 24, 12};
    bool word = span_ends_with(span_of(path), SPAN(".docx"));
    bool excel = span_ends_with(span_of(path), SPAN(".xlsx"));
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK && !word && !excel)
        rc = err_set(err, RC_USAGE, _("佐证材料清单的文件名要以.docx或.xlsx结尾"));
    if (rc == RC_OK && add_table(&table, session->open.report) == 0)
        rc = err_set(err, RC_NOT_FOUND, _("这份报告还没有佐证材料"));
    if (rc == RC_OK && word)
        rc = write_word(&bytes, str_span(&table), err);
    else if (rc == RC_OK)
        rc = xlsx_write_table(&bytes, "佐证材料清单", str_span(&table), widths, ARRAY_LEN(widths),
                              err);
    if (rc == RC_OK)
        rc = session_write_file(session, path, str_span(&bytes), err);
    str_release(&bytes);
    str_release(&table);
    return rc;
}
