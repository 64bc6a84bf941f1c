#include "exchange/json/read_evidence.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/text/base64.h"
#include "model/evidence/evidence.h"
#include "model/report_values.h"

#include <string.h>

enum { NUMBERS_MOST = 1000000, SECTION_GONE = 2147483647 };
enum text_key {
    TEXT_SECTION,
    TEXT_NAME,
    TEXT_QUOTE,
    TEXT_TITLE,
    TEXT_DOCUMENT,
    TEXT_PAGE,
    TEXT_FILE,
    TEXT_HASH,
    TEXT_BY,
    TEXT_CONTENT,
    TEXT_COUNT
};
struct read_paper {
    struct evidence evidence;
    char *texts[TEXT_COUNT];
};

static void read_text_key(struct reader *reader, void *target, json_t *value, enum text_key key) {
    reader_set_text(reader, &((struct read_paper *)target)->texts[key], value, READER_ONE_LINE,
                    false);
}

static void paper_number(struct reader *reader, void *target, json_t *value) {
    json_int_t number = json_integer_value(value);
    if (!json_is_integer(value) || number < 1 || number > NUMBERS_MOST)
        reader_fault(reader, _("应当是佐证的序号"));
    else
        ((struct read_paper *)target)->evidence.number = (size_t)number;
}

static void paper_note(struct reader *reader, void *target, json_t *value) {
    ((struct read_paper *)target)->evidence.is_note = reader_read_bool(reader, value);
}

static void paper_kind(struct reader *reader, void *target, json_t *value) {
    if (!target_find_kind(reader_word(value), &((struct read_paper *)target)->evidence.target.kind))
        reader_fault_word(reader, json_is_string(value) ? json_string_value(value) : "");
}

static void paper_section(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_SECTION);
}

static void paper_name(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_NAME);
}

static void paper_quote(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_QUOTE);
}

static void paper_title(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_TITLE);
}

static void paper_document(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_DOCUMENT);
}

static void paper_page(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_PAGE);
}

static void paper_file(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_FILE);
}

static void paper_hash(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_HASH);
}

static void paper_by(struct reader *reader, void *target, json_t *value) {
    read_text_key(reader, target, value, TEXT_BY);
}

/* The file that the fingerprint is of. */
static void paper_content(struct reader *reader, void *target, json_t *value) {
    struct str bytes = STR_INIT;
    struct span text = reader_word(value);
    if (text.p != NULL && base64_add_decoded(&bytes, text))
        section_set_text(&((struct read_paper *)target)->texts[TEXT_CONTENT], text);
    else
        reader_fault(reader, _("应当是文件的base64"));
    str_release(&bytes);
}

static void paper_at(struct reader *reader, void *target, json_t *value) {
    if (!clock_parse_utc(reader_word(value), &((struct read_paper *)target)->evidence.at))
        reader_fault(reader, _("应当是时间，如2026-11-23T10:00:00Z"));
}

/* Sections have other ids here: they are known by their paths. */
static int64_t find_section(const struct report *report, const char *path) {
    const struct section *section = report_find_section(report, span_of(path));
    return section != NULL ? section->id : SECTION_GONE;
}

static void keep_paper(struct report *report, struct read_paper *read) {
    struct evidence *evidence = &read->evidence;
    struct str name = STR_INIT, text = STR_INIT;
    if (evidence->target.kind == TARGET_SECTION)
        evidence->target.section = find_section(report, read->texts[TEXT_SECTION]);
    evidence->target.name = span_of(read->texts[TEXT_NAME]);
    evidence->target.quote = span_of(read->texts[TEXT_QUOTE]);
    evidence->title = span_of(read->texts[TEXT_TITLE]);
    evidence->document = span_of(read->texts[TEXT_DOCUMENT]);
    evidence->page = span_of(read->texts[TEXT_PAGE]);
    evidence->file = span_of(read->texts[TEXT_FILE]);
    evidence->hash = span_of(read->texts[TEXT_HASH]);
    evidence->by = span_of(read->texts[TEXT_BY]);
    evidence_add_name(&name, evidence->number);
    evidence_add_text(&text, evidence);
    report_set_value(report, str_span(&name), str_span(&text));
    if (read->texts[TEXT_CONTENT] != NULL) {
        str_clear(&name);
        evidence_add_embedded_name(&name, evidence->number);
        report_set_value(report, str_span(&name), span_of(read->texts[TEXT_CONTENT]));
    }
    str_release(&text);
    str_release(&name);
}

static void read_paper(struct reader *reader, void *report, json_t *value) {
    static const struct reader_key keys[] = {
        {"number", paper_number, true},
        {"note", paper_note, true},
        {"kind", paper_kind, true},
        {"section", paper_section, true},
        {"name", paper_name, true},
        {"quote", paper_quote, true},
        {"title", paper_title, true},
        {"document", paper_document, true},
        {"page", paper_page, true},
        {"file", paper_file, true},
        {"hash", paper_hash, true},
        {"by", paper_by, true},
        {"at", paper_at, true},
        {"content", paper_content, false},
        {NULL, NULL, false},
    };
    struct read_paper read = {0};
    reader_read_object(reader, &read, value, keys);
    if (reader->rc == RC_OK)
        keep_paper(report, &read);
    for (size_t i = 0; i < TEXT_COUNT; i++)
        mem_free(read.texts[i]);
}

void reader_read_evidence(struct reader *reader, void *report, json_t *value) {
    reader_read_array(reader, report, value, read_paper);
}
