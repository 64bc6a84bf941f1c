#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/text/utf8.h"
#include "exchange/json/json.h"
#include "model/pass.h"
#include "model/review/review.h"

#include <jansson.h>

#include <string.h>

/* Where the reader is, for messages, and what it fills. The first fault stops it. */
struct reader {
    struct import_draft *draft;
    struct report *report;
    struct str place; /* "sections[1].body[3]" */
    size_t ink;
    int depth;
    enum rc rc;
    struct err *err;
};

/* --- places and faults --- */

static size_t enter_key(struct reader *reader, const char *key) {
    size_t before = reader->place.len;
    str_add_format(&reader->place, before > 0 ? ".%s" : "%s", key);
    return before;
}

static size_t enter_index(struct reader *reader, size_t index) {
    size_t before = reader->place.len;
    str_add_format(&reader->place, "[%zu]", index);
    return before;
}

static void leave(struct reader *reader, size_t before) {
    if (reader->rc == RC_OK) /* a fault keeps its place */
        str_splice(&reader->place, before, reader->place.len - before, SPAN(""));
}

static void fault(struct reader *reader, const char *what) {
    if (reader->rc != RC_OK)
        return;
    reader->rc = err_set(reader->err, RC_INPUT, _("JSON中“%s”处%s"),
                         reader->place.len > 0 ? reader->place.s : _("开头"), what);
}

static void fault_word(struct reader *reader, const char *word) {
    struct str what = STR_INIT;
    struct span shown = span_of(word);
    size_t most = utf8_offset(shown, 40);
    str_add_format(&what, _("的“%.*s”不是可用的词"), (int)most, word);
    fault(reader, what.s);
    str_release(&what);
}

/* --- plain values --- */

enum text_kind { ONE_LINE, LINES };

/* The cleaned text; NULL (nothing for a JSON null, or a fault). Heap. */
static char *read_text(struct reader *reader, json_t *value, enum text_kind kind) {
    if (value == NULL || json_is_null(value))
        return NULL;
    if (!json_is_string(value)) {
        fault(reader, _("应当是文字"));
        return NULL;
    }
    struct str clean = STR_INIT;
    text_clean(&clean, (struct span){json_string_value(value), json_string_length(value)},
               &reader->draft->cleaned);
    if (kind == ONE_LINE && memchr(clean.s, '\n', clean.len) != NULL)
        fault(reader, _("应当只有一行文字"));
    reader->ink += utf8_count_ink(str_span(&clean));
    return str_detach(&clean);
}

static void set_text(struct reader *reader, char **member, json_t *value, enum text_kind kind,
                     bool null_allowed) {
    char *text = read_text(reader, value, kind);
    if (text == NULL && !null_allowed)
        fault(reader, _("应当是文字"));
    bool empty_is_none = null_allowed && text != NULL && text[0] == '\0';
    section_set_text(member, text == NULL || empty_is_none
                                 ? (null_allowed ? (struct span){NULL, 0} : SPAN(""))
                                 : span_of(text));
    mem_free(text);
}

static bool read_bool(struct reader *reader, json_t *value) {
    if (!json_is_boolean(value))
        fault(reader, _("应当是true或false"));
    return json_is_true(value);
}

static struct span word_of(json_t *value) {
    return json_is_string(value)
               ? (struct span){json_string_value(value), json_string_length(value)}
               : (struct span){NULL, 0};
}

static void read_numbering(struct reader *reader, json_t *value, enum numbering *style) {
    if (!numbering_find(word_of(value), style))
        fault_word(reader, json_is_string(value) ? json_string_value(value) : "");
}

static bool is_name(struct span name) {
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool letter = c >= 'a' && c <= 'z';
        if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '_')))
            return false;
    }
    return name.n > 0;
}

/* --- objects: a table of keys, each with its reader --- */

struct key {
    const char *name;
    void (*read)(struct reader *reader, void *target, json_t *value);
    bool required;
};

static const struct key *find_key(const struct key *keys, const char *name) {
    while (keys->name != NULL && strcmp(keys->name, name) != 0)
        keys++;
    return keys->name != NULL ? keys : NULL;
}

static void read_object(struct reader *reader, void *target, json_t *object,
                        const struct key *keys) {
    const char *name;
    json_t *value;
    if (!json_is_object(object)) {
        fault(reader, _("应当是一个对象“{…}”"));
        return;
    }
    json_object_foreach(object, name, value) {
        size_t before = enter_key(reader, name);
        if (find_key(keys, name) == NULL)
            fault(reader, _("有不认识的键"));
        leave(reader, before);
    }
    for (const struct key *key = keys; key->name != NULL && reader->rc == RC_OK; key++) {
        size_t before = enter_key(reader, key->name);
        value = json_object_get(object, key->name);
        if (value != NULL)
            key->read(reader, target, value);
        else if (key->required)
            fault(reader, _("缺少这个键"));
        leave(reader, before);
    }
}

static void read_array(struct reader *reader, void *target, json_t *array,
                       void (*read)(struct reader *reader, void *target, json_t *value)) {
    if (!json_is_array(array)) {
        fault(reader, _("应当是一个数组“[…]”"));
        return;
    }
    for (size_t i = 0; i < json_array_size(array) && reader->rc == RC_OK; i++) {
        size_t before = enter_index(reader, i);
        read(reader, target, json_array_get(array, i));
        leave(reader, before);
    }
}

/* --- bodies --- */

struct read_line {
    enum line_tag tag;
    char *text, *label;
};

static void line_tag(struct reader *reader, void *target, json_t *value) {
    static const struct {
        const char *name;
        enum line_tag tag;
    } tags[] = {{"paragraph", LINE_PARAGRAPH}, {"item", LINE_ITEM}, {"row", LINE_ROW}};
    struct read_line *line = target;
    for (size_t i = 0; i < ARRAY_LEN(tags); i++)
        if (span_is(word_of(value), tags[i].name)) {
            line->tag = tags[i].tag;
            return;
        }
    fault_word(reader, json_is_string(value) ? json_string_value(value) : "");
}

static void line_text(struct reader *reader, void *target, json_t *value) {
    struct read_line *line = target;
    set_text(reader, &line->text, value, ONE_LINE, false);
}

static void line_label(struct reader *reader, void *target, json_t *value) {
    struct read_line *line = target;
    line->label = read_text(reader, value, ONE_LINE); /* "" is a label that prints nothing */
    if (line->label != NULL && line->tag != LINE_ITEM)
        fault(reader, _("只有编号项（item）才有编号"));
}

static void read_body_line(struct reader *reader, void *target, json_t *value) {
    static const struct key keys[] = {{"tag", line_tag, true},
                                      {"label", line_label, false},
                                      {"text", line_text, true},
                                      {NULL, NULL, false}};
    struct section *section = target;
    struct read_line line = {.tag = LINE_PARAGRAPH};
    read_object(reader, &line, value, keys);
    if (reader->rc == RC_OK)
        body_add_line(&section->body, span_of(line.text), line.tag, line.label);
    mem_free(line.text);
    mem_free(line.label);
}

/* --- sections --- */

static void section_body(struct reader *reader, void *target, json_t *value) {
    if (json_is_array(value) && json_array_size(value) == 0)
        fault(reader, _("至少要有一行（可以是空行）"));
    read_array(reader, target, value, read_body_line);
}

static void section_name(struct reader *reader, void *target, json_t *value) {
    struct section *section = target;
    set_text(reader, &section->name, value, ONE_LINE, true);
    if (section->name != NULL && !is_name(span_of(section->name)))
        fault(reader, _("的名称只能用小写字母、数字和下划线，以字母开头"));
}

static void section_label(struct reader *reader, void *target, json_t *value) {
    set_text(reader, &((struct section *)target)->label, value, ONE_LINE, true);
}

static void section_heading(struct reader *reader, void *target, json_t *value) {
    set_text(reader, &((struct section *)target)->heading, value, ONE_LINE, false);
}

static void section_end_mark(struct reader *reader, void *target, json_t *value) {
    set_text(reader, &((struct section *)target)->end_mark, value, ONE_LINE, false);
}

static void section_form(struct reader *reader, void *target, json_t *value) {
    if (!form_find(word_of(value), &((struct section *)target)->form))
        fault_word(reader, json_is_string(value) ? json_string_value(value) : "");
}

static void section_kind(struct reader *reader, void *target, json_t *value) {
    if (!kind_find(word_of(value), &((struct section *)target)->kind))
        fault_word(reader, json_is_string(value) ? json_string_value(value) : "");
}

static void section_numbering(struct reader *reader, void *target, json_t *value) {
    read_numbering(reader, value, &((struct section *)target)->numbering);
}

static void section_item_numbering(struct reader *reader, void *target, json_t *value) {
    read_numbering(reader, value, &((struct section *)target)->item_numbering);
}

static void section_marked(struct reader *reader, void *target, json_t *value) {
    ((struct section *)target)->marked = read_bool(reader, value);
}

static void section_touched(struct reader *reader, void *target, json_t *value) {
    ((struct section *)target)->touched = read_bool(reader, value);
}

/* A flag of earlier versions: keep_carried looks at it when the body is read. */
static void section_carried(struct reader *reader, void *target, json_t *value) {
    (void)target;
    (void)read_bool(reader, value);
}

static void keep_carried(struct reader *reader, const struct section *section, json_t *value) {
    if (!json_is_true(json_object_get(value, "carried")))
        return;
    struct str text = STR_INIT;
    body_add_text(&text, &section->body);
    review_keep_carried(reader->report, section->id, str_span(&text));
    str_release(&text);
}

static void section_attachment(struct reader *reader, void *target, json_t *value) {
    ((struct section *)target)->attachment = read_bool(reader, value);
}

static void read_section(struct reader *reader, void *target, json_t *value);

static void section_children(struct reader *reader, void *target, json_t *value) {
    if (reader->depth >= JSON_DEPTH_MOST) {
        fault(reader, _("层次太深"));
        return;
    }
    reader->depth++;
    read_array(reader, target, value, read_section);
    reader->depth--;
}

static void read_section(struct reader *reader, void *target, json_t *value) {
    static const struct key keys[] = {
        {"name", section_name, false},
        {"label", section_label, false},
        {"heading", section_heading, true},
        {"end_mark", section_end_mark, false},
        {"form", section_form, true},
        {"kind", section_kind, true},
        {"numbering", section_numbering, true},
        {"item_numbering", section_item_numbering, true},
        {"marked", section_marked, false},
        {"touched", section_touched, false},
        {"carried", section_carried, false},
        {"attachment", section_attachment, false},
        {"body", section_body, true},
        {"sections", section_children, false},
        {NULL, NULL, false},
    };
    struct section *section = report_add_section(reader->report, target, SIZE_MAX);
    reader->draft->sections++;
    read_object(reader, section, value, keys);
    keep_carried(reader, section, value);
}

/* --- the report --- */

static void report_format(struct reader *reader, void *target, json_t *value) {
    (void)target;
    if (!span_is(word_of(value), "jixiao"))
        fault(reader, _("应当是“jixiao”：这不是本程序导出的报告"));
}

static void report_version(struct reader *reader, void *target, json_t *value) {
    (void)target;
    if (!json_is_integer(value) || json_integer_value(value) < 1 ||
        json_integer_value(value) > JSON_VERSION)
        fault(reader, _("应当是1或2：文件可能由更新的版本导出，请升级本程序"));
}

static void report_uid(struct reader *reader, void *target, json_t *value) {
    if (!report_set_uid(target, word_of(value)))
        fault(reader, _("应当是32位的十六进制数"));
}

static void report_unit(struct reader *reader, void *target, json_t *value) {
    set_text(reader, &((struct report *)target)->unit, value, ONE_LINE, false);
}

static void report_short_name(struct reader *reader, void *target, json_t *value) {
    set_text(reader, &((struct report *)target)->short_name, value, ONE_LINE, false);
}

static void report_year(struct reader *reader, void *target, json_t *value) {
    if (json_is_null(value))
        return;
    if (!json_is_integer(value) || json_integer_value(value) < 1 ||
        json_integer_value(value) > 9999)
        fault(reader, _("应当是四位数的年份或null"));
    else
        ((struct report *)target)->year = (int)json_integer_value(value);
}

static void report_title(struct reader *reader, void *target, json_t *value) {
    set_text(reader, &((struct report *)target)->title, value, LINES, false);
}

static void report_sign_off(struct reader *reader, void *target, json_t *value) {
    set_text(reader, &((struct report *)target)->sign_off, value, LINES, false);
}

static void report_prior(struct reader *reader, void *target, json_t *value) {
    if (json_is_null(value))
        return;
    if (!json_is_integer(value) || json_integer_value(value) < 1)
        fault(reader, _("应当是报告的编号或null"));
    else
        ((struct report *)target)->prior = (int64_t)json_integer_value(value);
}

static void report_values(struct reader *reader, void *target, json_t *values) {
    const char *name;
    json_t *value;
    if (!json_is_object(values)) {
        fault(reader, _("应当是一个对象“{…}”"));
        return;
    }
    json_object_foreach(values, name, value) {
        size_t before = enter_key(reader, name);
        struct span plain = span_of(name); /* NAME.prior, NAME.score …: of figures, indicators */
        size_t dot = span_find(plain, SPAN("."));
        if (!is_name(span_sub(plain, 0, dot)) ||
            (dot != SIZE_MAX && !is_name(span_sub(plain, dot + 1, plain.n))))
            fault(reader, _("的名称只能用小写字母、数字和下划线，以字母开头"));
        char *text = read_text(reader, value, LINES);
        if (text == NULL)
            fault(reader, _("应当是文字"));
        struct str line = STR_INIT; /* as session_set_values keeps them */
        str_add_line(&line, text != NULL ? span_trim(span_of(text)) : SPAN(""));
        if (text != NULL)
            report_set_value(target, span_of(name), str_span(&line));
        str_release(&line);
        mem_free(text);
        leave(reader, before);
    }
}

struct read_pass {
    char *finding, *by, *at, *reason;
};

static void pass_finding(struct reader *reader, void *target, json_t *value) {
    set_text(reader, &((struct read_pass *)target)->finding, value, ONE_LINE, false);
}

static void pass_by(struct reader *reader, void *target, json_t *value) {
    set_text(reader, &((struct read_pass *)target)->by, value, ONE_LINE, false);
}

static void pass_at(struct reader *reader, void *target, json_t *value) {
    int64_t at;
    set_text(reader, &((struct read_pass *)target)->at, value, ONE_LINE, false);
    if (reader->rc == RC_OK && !clock_parse_utc(span_of(((struct read_pass *)target)->at), &at))
        fault(reader, _("应当是时间，如2026-11-23T10:00:00Z"));
}

static void pass_reason(struct reader *reader, void *target, json_t *value) {
    set_text(reader, &((struct read_pass *)target)->reason, value, ONE_LINE, false);
}

static void read_pass(struct reader *reader, void *target, json_t *value) {
    static const struct key keys[] = {
        {"finding", pass_finding, true}, {"by", pass_by, true}, {"at", pass_at, true},
        {"reason", pass_reason, true},   {NULL, NULL, false},
    };
    struct read_pass read = {0};
    struct str name = STR_INIT, text = STR_INIT;
    int64_t at = 0;
    read_object(reader, &read, value, keys);
    str_add_format(&name, VALUE_PASS "%s", read.finding != NULL ? read.finding : "");
    if (clock_parse_utc(span_of(read.at), &at))
        pass_add_text(&text, span_of(read.by), at, span_of(read.reason));
    if (!pass_read(&(struct pass){0}, str_span(&text)))
        fault(reader, _("应当写明谁（by）、何时（at）、为什么（reason）"));
    if (reader->rc == RC_OK)
        report_set_value(target, str_span(&name), str_span(&text));
    char *owned[] = {read.finding, read.by, read.at, read.reason};
    for (size_t i = 0; i < ARRAY_LEN(owned); i++)
        mem_free(owned[i]);
    str_release(&text);
    str_release(&name);
}

static void report_passed(struct reader *reader, void *target, json_t *value) {
    read_array(reader, target, value, read_pass);
}

struct read_kept { /* of carried and confirmed text */
    int64_t section;
    char *sentence, *text;
};

static void carried_section(struct reader *reader, void *target, json_t *value) {
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        fault(reader, _("应当是节的编号"));
    else
        ((struct read_kept *)target)->section = (int64_t)json_integer_value(value);
}

static void kept_text(struct reader *reader, void *target, json_t *value) {
    set_text(reader, &((struct read_kept *)target)->text, value, LINES, false);
}

static void read_carried(struct reader *reader, void *target, json_t *value) {
    static const struct key keys[] = {
        {"section", carried_section, true}, {"text", kept_text, true}, {NULL, NULL, false}};
    struct read_kept read = {0};
    read_object(reader, &read, value, keys);
    if (reader->rc == RC_OK)
        review_keep_carried(target, read.section, span_of(read.text));
    mem_free(read.text);
}

static void report_carried(struct reader *reader, void *target, json_t *value) {
    read_array(reader, target, value, read_carried);
}

static void confirmed_sentence(struct reader *reader, void *target, json_t *value) {
    struct read_kept *read = target;
    set_text(reader, &read->sentence, value, ONE_LINE, false);
    struct span hash = span_of(read->sentence);
    if (hash.n != 16 || strspn(hash.p, "0123456789abcdef") != hash.n)
        fault(reader, _("应当是16位的十六进制数"));
}

static void read_confirmed(struct reader *reader, void *target, json_t *value) {
    static const struct key keys[] = {
        {"sentence", confirmed_sentence, true}, {"text", kept_text, true}, {NULL, NULL, false}};
    struct read_kept read = {0};
    struct str name = STR_INIT;
    read_object(reader, &read, value, keys);
    str_add_format(&name, VALUE_CONFIRMED "%s", read.sentence != NULL ? read.sentence : "");
    if (reader->rc == RC_OK)
        report_set_value(target, str_span(&name), span_of(read.text));
    mem_free(read.sentence);
    mem_free(read.text);
    str_release(&name);
}

static void report_confirmed(struct reader *reader, void *target, json_t *value) {
    read_array(reader, target, value, read_confirmed);
}

static void report_numbering(struct reader *reader, void *target, json_t *value) {
    read_numbering(reader, value, &((struct report *)target)->root->numbering);
}

static void report_front(struct reader *reader, void *target, json_t *value) {
    static const struct key keys[] = {
        {"kind", section_kind, true},
        {"numbering", section_numbering, true},
        {"item_numbering", section_item_numbering, true},
        {"marked", section_marked, false},
        {"touched", section_touched, false},
        {"carried", section_carried, false},
        {"body", section_body, true},
        {NULL, NULL, false},
    };
    read_object(reader, ((struct report *)target)->front, value, keys);
    keep_carried(reader, ((struct report *)target)->front, value);
}

static void report_sections(struct reader *reader, void *target, json_t *value) {
    section_children(reader, ((struct report *)target)->root, value);
}

static void report_template(struct reader *reader, void *target, json_t *value) {
    if (json_is_null(value))
        return;
    if (!json_is_string(value)) {
        fault(reader, _("应当是模板的全文或null"));
        return;
    }
    struct span yaml = {json_string_value(value), json_string_length(value)};
    reader->rc =
        template_read(&((struct report *)target)->template, yaml, _("JSON中的模板"), reader->err);
}

static void read_report(struct reader *reader, json_t *value) {
    static const struct key keys[] = {
        {"format", report_format, true},
        {"version", report_version, true},
        {"uid", report_uid, false},
        {"template", report_template, false},
        {"unit", report_unit, true},
        {"short_name", report_short_name, false},
        {"year", report_year, false},
        {"title", report_title, true},
        {"sign_off", report_sign_off, false},
        {"prior_report", report_prior, false},
        {"values", report_values, false},
        {"passed", report_passed, false},
        {"carried", report_carried, false},
        {"confirmed", report_confirmed, false},
        {"numbering", report_numbering, true},
        {"front", report_front, true},
        {"sections", report_sections, true},
        {NULL, NULL, false},
    };
    read_object(reader, reader->report, value, keys);
}

static enum rc parse(json_t **out, struct span text, struct err *err) {
    json_error_t error;
    *out = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &error);
    if (*out != NULL)
        return RC_OK;
    return err_set(err, RC_INPUT, _("JSON第%d行第%d列读不懂（%s），请检查文件是否完整"), error.line,
                   error.column, error.text);
}

void json_start(void) {
    json_set_alloc_funcs(mem_alloc, mem_free);
}

enum rc json_read(struct import_draft *draft, struct span text, struct err *err) {
    json_t *value = NULL;
    (void)span_take_prefix(&text, SPAN("\xEF\xBB\xBF"));
    enum rc rc = parse(&value, text, err);
    if (rc != RC_OK)
        return rc;
    struct reader reader = {.draft = draft, .report = report_new(), .place = STR_INIT, .err = err};
    draft->report = reader.report;
    read_report(&reader, value);
    json_decref(value);
    str_release(&reader.place);
    if (reader.rc != RC_OK)
        return reader.rc;
    draft->kept = draft->all = reader.ink;
    assert(report_is_sane(draft->report));
    return RC_OK;
}
