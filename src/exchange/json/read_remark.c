#include "exchange/json/read_remark.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "model/remark/remark.h"
#include "model/report_values.h"

enum { SECTION_GONE = 2147483647, NOTES_MOST = 10000 };
enum text_key {
    TEXT_SECTION,
    TEXT_NAME,
    TEXT_QUOTE,
    TEXT_BEFORE,
    TEXT_AFTER,
    TEXT_AUTHOR,
    TEXT_TEXT,
    TEXT_PROPOSED,
    TEXT_ANSWER,
    TEXT_BY,
    TEXT_ORIGIN,
    TEXT_COUNT
};
struct read_note { /* under it */
    char *author, *text;
    int64_t at;
};
struct read_remark {
    struct remark remark;
    char *texts[TEXT_COUNT];
    struct read_note *notes;
    size_t note_count, note_cap;
};

static void set_text(struct reader *reader, void *target, json_t *value, enum text_key key,
                     enum reader_text kind) {
    reader_set_text(reader, &((struct read_remark *)target)->texts[key], value, kind, false);
}

/* A function for each text: X(function, key, of how many lines) */
#define TEXT_LIST(X)                                                                               \
    X(remark_section, TEXT_SECTION, READER_ONE_LINE)                                               \
    X(remark_name, TEXT_NAME, READER_ONE_LINE)                                                     \
    X(remark_quote, TEXT_QUOTE, READER_LINES)                                                      \
    X(remark_before, TEXT_BEFORE, READER_LINES)                                                    \
    X(remark_after, TEXT_AFTER, READER_LINES)                                                      \
    X(remark_author, TEXT_AUTHOR, READER_ONE_LINE)                                                 \
    X(remark_text, TEXT_TEXT, READER_LINES)                                                        \
    X(remark_proposed, TEXT_PROPOSED, READER_LINES)                                                \
    X(remark_answer, TEXT_ANSWER, READER_LINES)                                                    \
    X(remark_by, TEXT_BY, READER_ONE_LINE)                                                         \
    X(remark_origin, TEXT_ORIGIN, READER_ONE_LINE)
#define X(function, key, kind)                                                                     \
    static void read_##function(struct reader *reader, void *target, json_t *value) {              \
        set_text(reader, target, value, key, kind);                                                \
    }
TEXT_LIST(X)
#undef X

static struct remark *remark_of(void *target) {
    return &((struct read_remark *)target)->remark;
}

/* A number from `least` on. */
static int64_t read_count(struct reader *reader, json_t *value, json_int_t least, json_int_t most) {
    json_int_t number = json_integer_value(value);
    if (json_is_integer(value) && number >= least && number <= most)
        return (int64_t)number;
    reader_fault(reader, _("应当是整数，不能太大"));
    return least;
}

static void read_number(struct reader *reader, void *target, json_t *value) {
    remark_of(target)->number = (size_t)read_count(reader, value, 1, REMARK_NUMBER_MOST);
}

static void read_offset(struct reader *reader, void *target, json_t *value) {
    remark_of(target)->offset = (size_t)read_count(reader, value, 0, INT32_MAX);
}

static void read_change(struct reader *reader, void *target, json_t *value) {
    remark_of(target)->change = read_count(reader, value, 0, INT64_MAX);
}

static void fault_word(struct reader *reader, json_t *value) {
    reader_fault_word(reader, json_is_string(value) ? json_string_value(value) : "");
}

static void read_kind(struct reader *reader, void *target, json_t *value) {
    if (!remark_kind_find(reader_word(value), &remark_of(target)->kind))
        fault_word(reader, value);
}

static void read_state(struct reader *reader, void *target, json_t *value) {
    if (!remark_state_find(reader_word(value), &remark_of(target)->state))
        fault_word(reader, value);
}

static void read_weight(struct reader *reader, void *target, json_t *value) {
    if (!remark_weight_find(reader_word(value), &remark_of(target)->weight))
        fault_word(reader, value);
}

static void read_stage(struct reader *reader, void *target, json_t *value) {
    if (!stage_find(reader_word(value), &remark_of(target)->stage))
        fault_word(reader, value);
}

static void read_target(struct reader *reader, void *target, json_t *value) {
    if (!target_find_kind(reader_word(value), &remark_of(target)->target.kind))
        fault_word(reader, value);
}

static void read_part(struct reader *reader, void *target, json_t *value) {
    if (!remark_part_find(reader_word(value), &remark_of(target)->part))
        fault_word(reader, value);
}

/* null: it is not known. */
static void read_time(struct reader *reader, json_t *value, int64_t *at) {
    *at = 0;
    if (!json_is_null(value) && !clock_parse_utc(reader_word(value), at))
        reader_fault(reader, _("应当是时间，如2026-11-23T10:00:00Z"));
}

static void read_at(struct reader *reader, void *target, json_t *value) {
    read_time(reader, value, &remark_of(target)->at);
}

static void read_answered(struct reader *reader, void *target, json_t *value) {
    read_time(reader, value, &remark_of(target)->by_at);
}

/* --- notes under it --- */

static void note_author(struct reader *reader, void *target, json_t *value) {
    reader_set_text(reader, &((struct read_note *)target)->author, value, READER_ONE_LINE, false);
}

static void note_text(struct reader *reader, void *target, json_t *value) {
    reader_set_text(reader, &((struct read_note *)target)->text, value, READER_LINES, false);
}

static void note_at(struct reader *reader, void *target, json_t *value) {
    read_time(reader, value, &((struct read_note *)target)->at);
}

static void read_note(struct reader *reader, void *target, json_t *value) {
    static const struct reader_key keys[] = {{"author", note_author, true},
                                             {"at", note_at, true},
                                             {"text", note_text, true},
                                             {NULL, NULL, false}};
    struct read_remark *read = target;
    if (read->note_count == NOTES_MOST)
        reader_fault(reader, _("太多了"));
    MEM_PUSH_ROOM(read->notes, read->note_count, read->note_cap);
    struct read_note *note = &read->notes[read->note_count++];
    *note = (struct read_note){0};
    reader_read_object(reader, note, value, keys);
}

static void read_notes(struct reader *reader, void *target, json_t *value) {
    reader_read_array(reader, target, value, read_note);
}

/* --- the whole --- */

/* Sections have other ids here: they are known by their paths. */
static int64_t find_section(const struct report *report, const char *path) {
    const struct section *section = report_find_section(report, span_of(path));
    return section != NULL ? section->id : SECTION_GONE;
}

static void keep_remark(struct report *report, struct read_remark *read) {
    struct remark *remark = &read->remark;
    struct str name = STR_INIT, text = STR_INIT;
    if (remark->target.kind == TARGET_SECTION)
        remark->target.section = find_section(report, read->texts[TEXT_SECTION]);
    struct span *const texts[TEXT_COUNT] = {
        [TEXT_NAME] = &remark->target.name,
        [TEXT_QUOTE] = &remark->target.quote,
        [TEXT_BEFORE] = &remark->before,
        [TEXT_AFTER] = &remark->after,
        [TEXT_AUTHOR] = &remark->author,
        [TEXT_TEXT] = &remark->text,
        [TEXT_PROPOSED] = &remark->proposed,
        [TEXT_ANSWER] = &remark->answer,
        [TEXT_BY] = &remark->by,
        [TEXT_ORIGIN] = &remark->origin,
    };
    for (size_t i = 0; i < TEXT_COUNT; i++)
        if (texts[i] != NULL)
            *texts[i] = span_of(read->texts[i]);
    remark->notes = mem_alloc_zero(read->note_count + 1, sizeof *remark->notes);
    for (size_t i = 0; i < read->note_count; i++)
        remark->notes[remark->note_count++] =
            (struct remark_note){.author = span_of(read->notes[i].author),
                                 .text = span_of(read->notes[i].text),
                                 .at = read->notes[i].at};
    remark_add_name(&name, remark->number);
    remark_add_value(&text, remark);
    report_set_value(report, str_span(&name), str_span(&text));
    str_release(&text);
    str_release(&name);
}

static void release(struct read_remark *read) {
    for (size_t i = 0; i < TEXT_COUNT; i++)
        mem_free(read->texts[i]);
    for (size_t i = 0; i < read->note_count; i++) {
        mem_free(read->notes[i].author);
        mem_free(read->notes[i].text);
    }
    mem_free(read->notes);
    mem_free(read->remark.notes);
}

static void read_remark(struct reader *reader, void *report, json_t *value) {
    static const struct reader_key keys[] = {
        {"number", read_number, true},
        {"kind", read_kind, true},
        {"state", read_state, true},
        {"weight", read_weight, true},
        {"stage", read_stage, true},
        {"target", read_target, true},
        {"section", read_remark_section, true},
        {"name", read_remark_name, true},
        {"part", read_part, true},
        {"quote", read_remark_quote, true},
        {"before", read_remark_before, true},
        {"after", read_remark_after, true},
        {"offset", read_offset, true},
        {"author", read_remark_author, true},
        {"at", read_at, true},
        {"text", read_remark_text, true},
        {"proposed", read_remark_proposed, true},
        {"answer", read_remark_answer, true},
        {"by", read_remark_by, true},
        {"answered", read_answered, true},
        {"change", read_change, true},
        {"origin", read_remark_origin, true},
        {"notes", read_notes, true},
        {NULL, NULL, false},
    };
    struct read_remark read = {0};
    reader_read_object(reader, &read, value, keys);
    if (reader->rc == RC_OK && !remark_state_fits(read.remark.kind, read.remark.state))
        reader_fault_word(reader, remark_state_word(read.remark.state));
    if (reader->rc == RC_OK)
        keep_remark(report, &read);
    release(&read);
}

void reader_read_remarks(struct reader *reader, void *report, json_t *value) {
    reader_read_array(reader, report, value, read_remark);
}
