/* What people have said of a report: passes, confirmations, what was carried. */
#include "exchange/json/read_state.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/sha256.h"
#include "exchange/import.h"
#include "exchange/json/json.h"
#include "exchange/json/write.h"
#include "model/edition/edition.h"
#include "model/pass.h"
#include "model/report_values.h"
#include "model/review/review.h"

#include <string.h>

struct read_pass {
    char *finding, *by, *at, *reason;
};

static void pass_finding(struct reader *reader, void *target, json_t *value) {
    reader_set_text(reader, &((struct read_pass *)target)->finding, value, READER_ONE_LINE, false);
}

static void pass_by(struct reader *reader, void *target, json_t *value) {
    reader_set_text(reader, &((struct read_pass *)target)->by, value, READER_ONE_LINE, false);
}

static void pass_at(struct reader *reader, void *target, json_t *value) {
    int64_t at;
    reader_set_text(reader, &((struct read_pass *)target)->at, value, READER_ONE_LINE, false);
    if (reader->rc == RC_OK && !clock_parse_utc(span_of(((struct read_pass *)target)->at), &at))
        reader_fault(reader, _("应当是时间，如2026-11-23T10:00:00Z"));
}

static void pass_reason(struct reader *reader, void *target, json_t *value) {
    reader_set_text(reader, &((struct read_pass *)target)->reason, value, READER_ONE_LINE, false);
}

static void read_pass(struct reader *reader, void *target, json_t *value) {
    static const struct reader_key keys[] = {
        {"finding", pass_finding, true}, {"by", pass_by, true}, {"at", pass_at, true},
        {"reason", pass_reason, true},   {NULL, NULL, false},
    };
    struct read_pass read = {0};
    struct str name = STR_INIT, text = STR_INIT;
    int64_t at = 0;
    reader_read_object(reader, &read, value, keys);
    str_add_format(&name, VALUE_PASS "%s", read.finding != NULL ? read.finding : "");
    if (clock_parse_utc(span_of(read.at), &at))
        pass_add_text(&text, span_of(read.by), at, span_of(read.reason));
    if (!pass_read(&(struct pass){0}, str_span(&text)))
        reader_fault(reader, _("应当写明谁（by）、何时（at）、为什么（reason）"));
    if (reader->rc == RC_OK)
        report_set_value(target, str_span(&name), str_span(&text));
    char *owned[] = {read.finding, read.by, read.at, read.reason};
    for (size_t i = 0; i < ARRAY_LEN(owned); i++)
        mem_free(owned[i]);
    str_release(&text);
    str_release(&name);
}

void reader_read_passed(struct reader *reader, void *target, json_t *value) {
    reader_read_array(reader, target, value, read_pass);
}

struct read_kept { /* of carried and confirmed text */
    int64_t section;
    char *sentence, *text;
};

static void carried_section(struct reader *reader, void *target, json_t *value) {
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        reader_fault(reader, _("应当是节的编号"));
    else
        ((struct read_kept *)target)->section = (int64_t)json_integer_value(value);
}

static void kept_text(struct reader *reader, void *target, json_t *value) {
    reader_set_text(reader, &((struct read_kept *)target)->text, value, READER_LINES, false);
}

static void read_carried(struct reader *reader, void *target, json_t *value) {
    static const struct reader_key keys[] = {
        {"section", carried_section, true}, {"text", kept_text, true}, {NULL, NULL, false}};
    struct read_kept read = {0};
    reader_read_object(reader, &read, value, keys);
    if (reader->rc == RC_OK)
        review_keep_carried(target, read.section, span_of(read.text));
    mem_free(read.text);
}

void reader_read_carried(struct reader *reader, void *target, json_t *value) {
    reader_read_array(reader, target, value, read_carried);
}

static void confirmed_sentence(struct reader *reader, void *target, json_t *value) {
    struct read_kept *read = target;
    reader_set_text(reader, &read->sentence, value, READER_ONE_LINE, false);
    struct span hash = span_of(read->sentence);
    if (hash.n != 16 || strspn(hash.p, "0123456789abcdef") != hash.n)
        reader_fault(reader, _("应当是16位的十六进制数"));
}

static void read_confirmed(struct reader *reader, void *target, json_t *value) {
    static const struct reader_key keys[] = {
        {"sentence", confirmed_sentence, true}, {"text", kept_text, true}, {NULL, NULL, false}};
    struct read_kept read = {0};
    struct str name = STR_INIT;
    reader_read_object(reader, &read, value, keys);
    str_add_format(&name, VALUE_CONFIRMED "%s", read.sentence != NULL ? read.sentence : "");
    if (reader->rc == RC_OK)
        report_set_value(target, str_span(&name), span_of(read.text));
    mem_free(read.sentence);
    mem_free(read.text);
    str_release(&name);
}

void reader_read_confirmed(struct reader *reader, void *target, json_t *value) {
    reader_read_array(reader, target, value, read_confirmed);
}

/* --- the steps of its way --- */

struct read_step {
    struct edition edition;
    char *by, *hash, *reason, *whole;
};

static void step_state(struct reader *reader, void *target, json_t *value) {
    if (!edition_find_state(reader_word(value), &((struct read_step *)target)->edition.state))
        reader_fault_word(reader, json_is_string(value) ? json_string_value(value) : "");
}

static void step_draft(struct reader *reader, void *target, json_t *value) {
    enum { DRAFTS_MOST = 100000 };
    json_int_t draft = json_integer_value(value);
    if (!json_is_integer(value) || draft < 1 || draft > DRAFTS_MOST)
        reader_fault(reader, _("应当是第几稿"));
    else
        ((struct read_step *)target)->edition.draft = (size_t)draft;
}

static void step_stage(struct reader *reader, void *target, json_t *value) {
    if (!stage_find(reader_word(value), &((struct read_step *)target)->edition.stage))
        reader_fault_word(reader, json_is_string(value) ? json_string_value(value) : "");
}

static void step_by(struct reader *reader, void *target, json_t *value) {
    reader_set_text(reader, &((struct read_step *)target)->by, value, READER_ONE_LINE, false);
}

static void step_at(struct reader *reader, void *target, json_t *value) {
    if (!clock_parse_utc(reader_word(value), &((struct read_step *)target)->edition.at))
        reader_fault(reader, _("应当是时间，如2026-11-23T10:00:00Z"));
}

static void step_hash(struct reader *reader, void *target, json_t *value) {
    struct read_step *step = target;
    reader_set_text(reader, &step->hash, value, READER_ONE_LINE, false);
    struct span hash = span_of(step->hash);
    if (hash.n != 0 &&
        (hash.n != SHA256_DIGITS || strspn(hash.p, "0123456789abcdef") != SHA256_DIGITS))
        reader_fault(reader, _("应当是64位的十六进制数"));
}

static void step_reason(struct reader *reader, void *target, json_t *value) {
    reader_set_text(reader, &((struct read_step *)target)->reason, value, READER_ONE_LINE, false);
}

/* It is read as any report from outside, and kept as it would be written. */
static void step_whole(struct reader *reader, void *target, json_t *value) {
    struct import_draft draft = {0};
    struct str text = STR_INIT;
    struct err err = {0};
    if (json_is_null(value))
        return;
    char *whole = json_dumps(value, JSON_COMPACT);
    if (reader->read_whole == NULL)
        reader_fault(reader, _("层次太深"));
    else if (reader->read_whole(&draft, span_of(whole), &err) != RC_OK)
        reader_fault(reader, err.text);
    else
        json_write(&text, draft.report);
    ((struct read_step *)target)->whole = str_detach(&text);
    import_draft_release(&draft);
    mem_free(whole);
}

static void keep_step(struct report *report, const struct read_step *read, size_t number) {
    struct str name = STR_INIT, text = STR_INIT;
    struct edition edition = read->edition;
    edition.by = span_of(read->by);
    edition.hash = span_of(read->hash);
    edition.reason = span_of(read->reason);
    edition_add_name(&name, VALUE_EDITION, number);
    edition_add_text(&text, &edition);
    report_set_value(report, str_span(&name), str_span(&text));
    str_clear(&name);
    edition_add_name(&name, VALUE_KEPT, number);
    if (read->whole != NULL && read->whole[0] != '\0')
        report_set_value(report, str_span(&name), span_of(read->whole));
    str_clear(&text);
    str_add_format(&text, "%zu", number);
    report_set_value(report, SPAN(VALUE_LOCK),
                     edition_locks(edition.state) ? str_span(&text) : (struct span){NULL, 0});
    str_release(&text);
    str_release(&name);
}

static void read_step(struct reader *reader, void *target, json_t *value) {
    static const struct reader_key keys[] = {
        {"state", step_state, true},   {"draft", step_draft, true},  {"stage", step_stage, true},
        {"by", step_by, true},         {"at", step_at, true},        {"hash", step_hash, true},
        {"reason", step_reason, true}, {"report", step_whole, true}, {NULL, NULL, false},
    };
    enum { STEPS_MOST = 1000 };
    struct read_step read = {.edition = {.draft = 1}};
    size_t number = report_count_editions(target) + 1;
    if (number > STEPS_MOST)
        reader_fault(reader, _("太多了"));
    reader_read_object(reader, &read, value, keys);
    if (reader->rc == RC_OK)
        keep_step(target, &read, number);
    char *owned[] = {read.by, read.hash, read.reason, read.whole};
    for (size_t i = 0; i < ARRAY_LEN(owned); i++)
        mem_free(owned[i]);
}

void reader_read_editions(struct reader *reader, void *report, json_t *value) {
    reader_read_array(reader, report, value, read_step);
}
