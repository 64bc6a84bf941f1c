#include "exchange/json/read_sheet.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "model/report_values.h"
#include "model/sheet/handed.h"

#include <string.h>

static bool is_figure_name(struct span name) {
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool letter = c >= 'a' && c <= 'z';
        if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '_')))
            return false;
    }
    return name.n > 0;
}

static void set_value(struct report *report, const char *prefix, const char *name,
                      struct span text) {
    struct str whole = STR_INIT;
    str_add_format(&whole, "%s%s", prefix, name);
    report_set_value(report, str_span(&whole), text);
    str_release(&whole);
}

void reader_read_owners(struct reader *reader, void *report, json_t *owners) {
    const char *name;
    json_t *value;
    if (!json_is_object(owners)) {
        reader_fault(reader, _("应当是一个对象“{…}”"));
        return;
    }
    json_object_foreach(owners, name, value) {
        size_t before = reader_enter_key(reader, name);
        char *text = NULL;
        if (!is_figure_name(span_of(name)))
            reader_fault(reader, _("的名称只能用小写字母、数字和下划线，以字母开头"));
        reader_set_text(reader, &text, value, READER_ONE_LINE, false);
        if (reader->rc == RC_OK)
            set_value(report, VALUE_OWNER, name, span_of(text));
        mem_free(text);
        reader_leave(reader, before);
    }
}

/* --- sheets and what came in on them: texts of one line, times, a state --- */

enum text_key {
    TEXT_NAME,
    TEXT_OWNER,
    TEXT_DUE,
    TEXT_BASE,
    TEXT_VALUE,
    TEXT_NOTE,
    TEXT_EVIDENCE,
    TEXT_BY,
    TEXT_REASON,
    TEXT_PRIOR_BASE,
    TEXT_PRIOR,
    TEXT_COUNT
};
struct read_entry {
    char *texts[TEXT_COUNT];
    int64_t at;
    size_t sheet;
    enum handed_state state;
};

static void read_text_key(struct reader *reader, void *target, json_t *value, enum text_key key) {
    reader_set_text(reader, &((struct read_entry *)target)->texts[key], value, READER_ONE_LINE,
                    false);
}

static void entry_name(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_NAME);
    if (!is_figure_name(span_of(((struct read_entry *)target)->texts[TEXT_NAME])))
        reader_fault(reader, _("的名称只能用小写字母、数字和下划线，以字母开头"));
}

static void entry_owner(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_OWNER);
}

static void entry_due(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_DUE);
}

static void entry_base(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_BASE);
}

static void entry_value(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_VALUE);
}

static void entry_note(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_NOTE);
}

static void entry_evidence(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_EVIDENCE);
}

static void entry_by(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_BY);
}

static void entry_reason(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_REASON);
}

static void entry_prior_base(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_PRIOR_BASE);
}

static void entry_prior(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_PRIOR);
}

static void entry_at(struct reader *reader, void *target, json_t *value) {
    if (!clock_parse_utc(reader_word(value), &((struct read_entry *)target)->at))
        reader_fault(reader, _("应当是时间，如2026-11-23T10:00:00Z"));
}

static void entry_state(struct reader *reader, void *target, json_t *value) {
    if (!handed_find_state(reader_word(value), &((struct read_entry *)target)->state))
        reader_fault_word(reader, json_is_string(value) ? json_string_value(value) : "");
}

static void entry_sheet(struct reader *reader, void *target, json_t *value) {
    enum { SHEETS_MOST = 100000 };
    json_int_t sheet = json_integer_value(value);
    if (!json_is_integer(value) || sheet < 0 || sheet > SHEETS_MOST)
        reader_fault(reader, _("应当是填报表的序号"));
    else
        ((struct read_entry *)target)->sheet = (size_t)sheet;
}

static void entry_release(struct read_entry *entry) {
    for (size_t i = 0; i < TEXT_COUNT; i++)
        mem_free(entry->texts[i]);
}

static void read_sheet(struct reader *reader, void *report, json_t *value) {
    static const struct reader_key keys[] = {{"owner", entry_owner, true},
                                             {"due", entry_due, true},
                                             {"by", entry_by, true},
                                             {"at", entry_at, true},
                                             {NULL, NULL, false}};
    enum { SHEETS_MOST = 1000 };
    struct read_entry entry = {0};
    size_t last = report_count_sent(report);
    struct str text = STR_INIT, number = STR_INIT;
    if (last == SHEETS_MOST)
        reader_fault(reader, _("太多了"));
    reader_read_object(reader, &entry, value, keys);
    struct sent sent = {.owner = span_of(entry.texts[TEXT_OWNER]),
                        .due = span_of(entry.texts[TEXT_DUE]),
                        .by = span_of(entry.texts[TEXT_BY]),
                        .at = entry.at};
    sent_add_text(&text, &sent);
    str_add_format(&number, "%zu", last + 1);
    if (reader->rc == RC_OK)
        set_value(report, VALUE_SENT, number.s, str_span(&text));
    str_release(&number);
    str_release(&text);
    entry_release(&entry);
}

void reader_read_sheets(struct reader *reader, void *report, json_t *value) {
    reader_read_array(reader, report, value, read_sheet);
}

static void read_handed(struct reader *reader, void *report, json_t *value) {
    static const struct reader_key keys[] = {
        {"name", entry_name, true},
        {"state", entry_state, true},
        {"sheet", entry_sheet, true},
        {"base", entry_base, true},
        {"value", entry_value, true},
        {"note", entry_note, true},
        {"evidence", entry_evidence, true},
        {"by", entry_by, true},
        {"at", entry_at, true},
        {"reason", entry_reason, true},
        {"prior_base", entry_prior_base, false},
        {"prior", entry_prior, false},
        {NULL, NULL, false},
    };
    struct read_entry entry = {0};
    struct str text = STR_INIT;
    reader_read_object(reader, &entry, value, keys);
    struct handed handed = {.state = entry.state,
                            .sheet = entry.sheet,
                            .base = span_of(entry.texts[TEXT_BASE]),
                            .value = span_of(entry.texts[TEXT_VALUE]),
                            .note = span_of(entry.texts[TEXT_NOTE]),
                            .evidence = span_of(entry.texts[TEXT_EVIDENCE]),
                            .by = span_of(entry.texts[TEXT_BY]),
                            .at = entry.at,
                            .reason = span_of(entry.texts[TEXT_REASON]),
                            .prior_base = span_of(entry.texts[TEXT_PRIOR_BASE]),
                            .prior = span_of(entry.texts[TEXT_PRIOR])};
    handed_add_text(&text, &handed);
    if (reader->rc == RC_OK)
        set_value(report, VALUE_SHEET, entry.texts[TEXT_NAME], str_span(&text));
    str_release(&text);
    entry_release(&entry);
}

void reader_read_handed(struct reader *reader, void *report, json_t *value) {
    reader_read_array(reader, report, value, read_handed);
}
