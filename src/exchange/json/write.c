#include "exchange/json/write.h"

#include "exchange/json/json.h"
#include "model/report_values.h"
#include "model/section.h"

#include "base/os/clock.h"
#include "base/text/text_clean.h"
#include "model/edition/edition.h"
#include "model/evidence/evidence.h"
#include "model/pass.h"
#include "model/remark/remark.h"
#include "model/review/review.h"
#include "model/review/review_value.h"
#include "model/sheet/handed.h"

#include <jansson.h>

static json_t *text_of(struct span text) {
    struct str shown = STR_INIT;
    text_add_shown(&shown, text);
    json_t *value = json_stringn_nocheck(shown.s, shown.len);
    str_release(&shown);
    assert(value != NULL); /* a report's texts are valid UTF-8 */
    return value;
}

static json_t *text_or_null(const char *text) {
    return text == NULL || text[0] == '\0' ? json_null() : text_of(span_of(text));
}

static void put(json_t *object, const char *key, json_t *value) {
    int failed = json_object_set_new(object, key, value);
    assert(failed == 0);
}

static void push(json_t *array, json_t *value) {
    int failed = json_array_append_new(array, value);
    assert(failed == 0);
}

static const char *tag_name(enum line_tag tag) {
    if (tag == LINE_ITEM)
        return "item";
    return tag == LINE_ROW ? "row" : "paragraph";
}

static json_t *body_to_json(const struct body *body) {
    json_t *lines = json_array();
    for (size_t i = 0; i < body->count; i++) {
        const struct line *line = &body->lines[i];
        json_t *object = json_object();
        put(object, "tag", json_string(tag_name(line->tag)));
        if (line->label != NULL)
            put(object, "label", text_of(span_of(line->label)));
        if (line->merges != NULL)
            put(object, "merges", text_of(span_of(line->merges)));
        put(object, "text", text_of(str_span(&line->text)));
        push(lines, object);
    }
    return lines;
}

static json_t *front_to_json(const struct section *front) {
    json_t *object = json_object();
    put(object, "kind", json_string(kind_name(front->kind)));
    put(object, "numbering", json_string(numbering_name(front->numbering)));
    put(object, "item_numbering", json_string(numbering_name(front->item_numbering)));
    put(object, "marked", json_boolean(front->marked));
    put(object, "touched", json_boolean(front->touched));
    put(object, "body", body_to_json(&front->body));
    return object;
}

static json_t *section_to_json(const struct section *section) {
    json_t *object = json_object(), *children = json_array();
    put(object, "name", text_or_null(section->name));
    put(object, "label", text_or_null(section->label));
    put(object, "heading", text_of(span_of(section->heading)));
    put(object, "end_mark", text_of(span_of(section->end_mark)));
    put(object, "form", json_string(form_name(section->form)));
    put(object, "kind", json_string(kind_name(section->kind)));
    put(object, "numbering", json_string(numbering_name(section->numbering)));
    put(object, "item_numbering", json_string(numbering_name(section->item_numbering)));
    put(object, "marked", json_boolean(section->marked));
    put(object, "touched", json_boolean(section->touched));
    put(object, "attachment", json_boolean(section->attachment));
    put(object, "body", body_to_json(&section->body));
    for (size_t i = 0; i < section->count; i++)
        push(children, section_to_json(section->children[i]));
    put(object, "sections", children);
    return object;
}

/* Those whose names begin so, without that; "": answers, for names with @ have keys of their own.
 */
static json_t *values_to_json(const struct report *report, const char *prefix) {
    json_t *values = json_object();
    struct str name = STR_INIT;
    for (size_t i = 0; i < report->value_count; i++) {
        struct span rest = span_of(report->values[i].name);
        if (!span_take_prefix(&rest, span_of(prefix)) || span_starts_with(rest, SPAN("@")))
            continue;
        str_clear(&name);
        text_add_shown(&name, rest);
        put(values, name.s, text_of(span_of(report->values[i].text)));
    }
    str_release(&name);
    return values;
}

static json_t *passes_to_json(const struct report *report) {
    json_t *passes = json_array();
    for (size_t i = 0; i < report->value_count; i++) {
        struct span id;
        struct pass pass;
        if (!pass_find_id(span_of(report->values[i].name), &id) ||
            !pass_read(&pass, span_of(report->values[i].text)))
            continue;
        json_t *object = json_object();
        put(object, "finding", text_of(id));
        put(object, "by", text_of(pass.by));
        put(object, "at", text_of(pass.at));
        put(object, "reason", text_of(pass.reason));
        push(passes, object);
    }
    return passes;
}

static json_t *carried_to_json(const struct report *report) {
    json_t *texts = json_array();
    for (size_t i = 0; i < report->value_count; i++) {
        int64_t section;
        if (!review_find_carried(span_of(report->values[i].name), &section))
            continue;
        json_t *object = json_object();
        put(object, "section", json_integer((json_int_t)section));
        put(object, "text", text_of(span_of(report->values[i].text)));
        push(texts, object);
    }
    return texts;
}

static json_t *confirmed_to_json(const struct report *report) {
    json_t *sentences = json_array();
    for (size_t i = 0; i < report->value_count; i++) {
        struct span hash;
        if (!review_find_confirmed(span_of(report->values[i].name), &hash))
            continue;
        json_t *object = json_object();
        put(object, "sentence", text_of(hash));
        put(object, "text", text_of(span_of(report->values[i].text)));
        push(sentences, object);
    }
    return sentences;
}

/* The whole as it was kept at a step, which the session puts there for a JSON of it. */
static json_t *kept_to_json(const struct report *report, size_t number) {
    struct str name = STR_INIT;
    edition_add_name(&name, VALUE_KEPT, number);
    const char *text = report_value(report, str_span(&name));
    str_release(&name);
    json_t *whole = text != NULL ? json_loads(text, JSON_REJECT_DUPLICATES, NULL) : NULL;
    return whole != NULL ? whole : json_null();
}

static json_t *editions_to_json(const struct report *report) {
    json_t *steps = json_array();
    struct edition edition;
    for (size_t number = 1; report_edition(report, number, &edition); number++) {
        struct str at = STR_INIT;
        json_t *object = json_object();
        clock_add_utc(&at, edition.at);
        put(object, "state", json_string(edition_word(edition.state)));
        put(object, "draft", json_integer((json_int_t)edition.draft));
        put(object, "stage", json_string(stage_word(edition.stage)));
        put(object, "by", text_of(edition.by));
        put(object, "at", json_string(at.s));
        put(object, "hash", text_of(edition.hash));
        put(object, "reason", text_of(edition.reason));
        put(object, "report", kept_to_json(report, number));
        push(steps, object);
        str_release(&at);
    }
    return steps;
}

/* --- the offices --- */

static json_t *owners_to_json(const struct report *report) {
    json_t *owners = json_object();
    for (size_t i = 0; i < report->value_count; i++) {
        struct span name = span_of(report->values[i].name);
        if (!span_take_prefix(&name, SPAN(VALUE_OWNER)))
            continue;
        put(owners, name.p, text_of(span_of(report->values[i].text)));
    }
    return owners;
}

static json_t *time_of(int64_t at) {
    struct str text = STR_INIT;
    clock_add_utc(&text, at);
    json_t *value = json_string(text.s);
    str_release(&text);
    return value;
}

static json_t *sheets_to_json(const struct report *report) {
    json_t *sheets = json_array();
    struct sent sent;
    for (size_t number = 1; report_sent(report, number, &sent); number++) {
        json_t *object = json_object();
        put(object, "owner", text_of(sent.owner));
        put(object, "due", text_of(sent.due));
        put(object, "by", text_of(sent.by));
        put(object, "at", time_of(sent.at));
        push(sheets, object);
    }
    return sheets;
}

static json_t *handed_to_json(const struct report *report) {
    json_t *all = json_array();
    for (size_t i = 0; i < report->value_count; i++) {
        struct span name = span_of(report->values[i].name);
        struct handed handed;
        if (!span_take_prefix(&name, SPAN(VALUE_SHEET)) ||
            !handed_read(&handed, span_of(report->values[i].text)))
            continue;
        json_t *object = json_object();
        put(object, "name", text_of(name));
        put(object, "state", json_string(handed_word(handed.state)));
        put(object, "sheet", json_integer((json_int_t)handed.sheet));
        put(object, "base", text_of(handed.base));
        put(object, "value", text_of(handed.value));
        put(object, "note", text_of(handed.note));
        put(object, "evidence", text_of(handed.evidence));
        put(object, "by", text_of(handed.by));
        put(object, "at", time_of(handed.at));
        put(object, "reason", text_of(handed.reason));
        put(object, "prior_base", text_of(handed.prior_base));
        put(object, "prior", text_of(handed.prior));
        push(all, object);
    }
    return all;
}

/* The file itself, where the report holds it. */
static void put_embedded(json_t *object, const struct report *report, size_t number) {
    struct str name = STR_INIT;
    evidence_add_embedded_name(&name, number);
    const char *content = report_value(report, str_span(&name));
    if (content != NULL)
        put(object, "content", json_string(content));
    str_release(&name);
}

static json_t *evidence_to_json(const struct report *report) {
    json_t *papers = json_array();
    size_t last = report_last_evidence(report);
    for (size_t number = 1; number <= last; number++) {
        struct evidence evidence;
        struct str path = STR_INIT;
        if (!report_evidence(report, number, &evidence))
            continue;
        struct target whole = evidence.target;
        whole.quote = SPAN("");
        if (whole.kind == TARGET_SECTION)
            target_add_written(&path, report, &whole);
        json_t *object = json_object();
        put(object, "number", json_integer((json_int_t)number));
        put(object, "note", json_boolean(evidence.is_note));
        put(object, "kind", json_string(target_word(evidence.target.kind)));
        put(object, "section", json_string(path.s));
        put(object, "name", text_of(evidence.target.name));
        put(object, "quote", text_of(evidence.target.quote));
        put(object, "title", text_of(evidence.title));
        put(object, "document", text_of(evidence.document));
        put(object, "page", text_of(evidence.page));
        put(object, "file", text_of(evidence.file));
        put(object, "hash", text_of(evidence.hash));
        put(object, "by", text_of(evidence.by));
        put(object, "at", time_of(evidence.at));
        put_embedded(object, report, number);
        push(papers, object);
        str_release(&path);
    }
    return papers;
}

/* --- what has been said of it --- */

static json_t *time_or_null(int64_t at) {
    return at != 0 ? time_of(at) : json_null();
}

static json_t *notes_to_json(const struct remark *remark) {
    json_t *notes = json_array();
    for (size_t i = 0; i < remark->note_count; i++) {
        json_t *object = json_object();
        put(object, "author", text_of(remark->notes[i].author));
        put(object, "at", time_or_null(remark->notes[i].at));
        put(object, "text", text_of(remark->notes[i].text));
        push(notes, object);
    }
    return notes;
}

static json_t *remark_to_json(const struct report *report, const struct remark *remark) {
    struct str path = STR_INIT;
    struct target whole = remark->target;
    whole.quote = SPAN("");
    if (whole.kind == TARGET_SECTION)
        target_add_written(&path, report, &whole);
    json_t *object = json_object();
    put(object, "number", json_integer((json_int_t)remark->number));
    put(object, "kind", json_string(remark_kind_word(remark->kind)));
    put(object, "state", json_string(remark_state_word(remark->state)));
    put(object, "weight", json_string(remark_weight_word(remark->weight)));
    put(object, "stage", json_string(stage_word(remark->stage)));
    put(object, "target", json_string(target_word(remark->target.kind)));
    put(object, "section", json_string(path.s));
    put(object, "name", text_of(remark->target.name));
    put(object, "part", json_string(remark_part_word(remark->part)));
    put(object, "quote", text_of(remark->target.quote));
    put(object, "before", text_of(remark->before));
    put(object, "after", text_of(remark->after));
    put(object, "offset", json_integer((json_int_t)remark->offset));
    put(object, "author", text_of(remark->author));
    put(object, "at", time_or_null(remark->at));
    put(object, "text", text_of(remark->text));
    put(object, "proposed", text_of(remark->proposed));
    put(object, "answer", text_of(remark->answer));
    put(object, "by", text_of(remark->by));
    put(object, "answered", time_or_null(remark->by_at));
    put(object, "change", json_integer((json_int_t)remark->change));
    put(object, "origin", text_of(remark->origin));
    put(object, "notes", notes_to_json(remark));
    str_release(&path);
    return object;
}

static json_t *remarks_to_json(const struct report *report) {
    json_t *all = json_array();
    size_t last = report_last_remark(report);
    for (size_t number = 1; number <= last; number++) {
        struct remark remark;
        if (!report_remark(report, number, &remark))
            continue;
        push(all, remark_to_json(report, &remark));
        remark_release(&remark);
    }
    return all;
}

static int append(const char *bytes, size_t n, void *out) {
    str_add(out, (struct span){bytes, n});
    return 0;
}

void json_write(struct str *out, const struct report *report) {
    json_t *object = json_object(), *sections = json_array();
    put(object, "format", json_string("jixiao"));
    put(object, "version", json_integer(JSON_VERSION));
    if (report->uid[0] != '\0')
        put(object, "uid", json_string(report->uid));
    put(object, "unit", text_of(span_of(report->unit)));
    put(object, "short_name", text_of(span_of(report->short_name)));
    put(object, "year", report->year == 0 ? json_null() : json_integer(report->year));
    put(object, "title", text_of(span_of(report->title)));
    put(object, "sign_off", text_of(span_of(report->sign_off)));
    put(object, "prior_report",
        report->prior == 0 ? json_null() : json_integer((json_int_t)report->prior));
    put(object, "values", values_to_json(report, ""));
    put(object, "passed", passes_to_json(report));
    put(object, "carried", carried_to_json(report));
    put(object, "confirmed", confirmed_to_json(report));
    put(object, "carried_values", values_to_json(report, VALUE_CARRIED_VALUE));
    put(object, "confirmed_values", values_to_json(report, VALUE_CONFIRMED_VALUE));
    put(object, "editions", editions_to_json(report));
    put(object, "owners", owners_to_json(report));
    put(object, "sheets", sheets_to_json(report));
    put(object, "handed", handed_to_json(report));
    put(object, "evidence", evidence_to_json(report));
    put(object, "remarks", remarks_to_json(report));
    put(object, "numbering", json_string(numbering_name(report->root->numbering)));
    put(object, "front", front_to_json(report->front));
    for (size_t i = 0; i < report->root->count; i++)
        push(sections, section_to_json(report->root->children[i]));
    put(object, "sections", sections);
    put(object, "template",
        report->template == NULL ? json_null() : text_of(span_of(report->template->text)));
    int failed = json_dump_callback(object, append, out, JSON_INDENT(2));
    assert(failed == 0);
    str_add_byte(out, '\n');
    json_decref(object);
}
