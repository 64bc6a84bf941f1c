#include "session/draft.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "exchange/import_place.h"
#include "exchange/outline/line.h"
#include "exchange/outline/outline.h"
#include "model/body_line.h"
#include "model/change.h"
#include "model/change_apply.h"
#include "model/report_seed.h"
#include "model/section.h"
#include "model/section_state.h"
#include "model/splice.h"

static int64_t place_id(const struct report *report, const struct section *section) {
    return section == report->root ? PLACE_TOP : section->id;
}

static enum rc find(const struct import_draft *draft, int64_t id, struct section **out,
                    struct err *err) {
    *out = id > 0 ? report_find_id(draft->report, id) : NULL;
    if (*out == NULL || (*out)->parent == NULL)
        return err_set(err, RC_NOT_FOUND, _("这一节已经不在了"));
    if (!section_is_printed(draft->report, *out))
        return err_set(err, RC_REFUSED, _("这一节文中没有，不能移动"));
    return RC_OK;
}

/* A section that moves takes its number from its new place. */
static void place(struct change_set *set, const struct report *report,
                  const struct section *section, int64_t parent, size_t position) {
    change_add_place(set, report, section->id, (struct place){parent, position});
    change_add_field(set, report, section->id, FIELD_LABEL, "");
}

static enum rc finish(struct import_draft *draft, struct change_set *set, struct err *err) {
    enum rc rc = change_set_apply(draft->report, set, err);
    change_set_release(set);
    if (rc == RC_OK)
        (void)report_add_missing_sections(draft->report);
    return rc;
}

/* --- a heading into text --- */

static struct section *printed_before(const struct report *report, const struct section *section) {
    struct section *before = report->front;
    for (struct section *s = NULL; (s = report_next_section(report, s)) != section;)
        if (section_is_printed(report, s))
            before = s;
    return before;
}

/* As it prints: numbers close up where sections of the template are empty. */
static void add_printed_heading(struct str *out, const struct report *report,
                                const struct section *section) {
    struct document document;
    document_from_report(&document, report, false);
    for (size_t i = 0; i < document.count && out->len == 0; i++)
        if (document.blocks[i].section == section->id)
            block_add_prefix(out, &document.blocks[i]);
    document_release(&document);
}

/* Lines [from, to) of one body at the end of another; items keep the labels that they print. */
static void add_lines(struct body *body, const struct section *section, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        const struct line *line = &section->body.lines[i];
        struct str label = STR_INIT;
        section_add_item_label(&label, section, i);
        body_add_line(body, str_span(&line->text), line->tag,
                      line->tag == LINE_ITEM ? label.s : line_detail(line));
        str_release(&label);
    }
}

static void add_as_text(struct body *body, const struct report *report,
                        const struct section *section) {
    struct str heading = STR_INIT, line = STR_INIT;
    add_printed_heading(&heading, report, section);
    body_escape(&line, str_span(&heading));
    size_t first = 0;
    if (section->form == FORM_RUN_IN && section->body.lines[0].tag == LINE_PARAGRAPH) {
        str_add(&line, str_span(&section->body.lines[0].text));
        first = 1;
    }
    if (body_is_empty(body))
        body_set_text(body, str_span(&line), LINE_PARAGRAPH);
    else
        body_add_line(body, str_span(&line), LINE_PARAGRAPH, NULL);
    if (body_is_empty(&section->body))
        first = section->body.count;
    add_lines(body, section, first, section->body.count);
    str_release(&heading);
    str_release(&line);
}

enum rc draft_to_text(struct import_draft *draft, int64_t id, struct err *err) {
    struct section *section = NULL;
    enum rc rc = find(draft, id, &section, err);
    if (rc != RC_OK)
        return rc;
    assert(section != NULL);
    const struct report *report = draft->report;
    const struct section *target = printed_before(report, section);
    struct body body;
    struct splice splice;
    struct change_set set;
    body_copy(&body, &target->body);
    add_as_text(&body, report, section);
    change_set_init(&set, ACT_IMPORT);
    if (body_diff(&splice, &target->body, &body))
        *change_add_splice(&set, target->id) = splice;
    else
        splice_release(&splice);
    body_release(&body);
    int64_t parent = place_id(report, section->parent);
    size_t position = section_position(section);
    for (size_t i = 0; i < section->count; i++)
        place(&set, report, section->children[i], parent, position + 1 + i);
    change_add_place(&set, report, id, (struct place){PLACE_NONE, 0});
    return finish(draft, &set, err);
}

/* --- text into a heading --- */

/* Number and phrase as they are told where a style says that the line is a heading. */
static void set_heading(struct section *section, const struct outline_line *line) {
    struct span phrase = span_sub(line->rest, 0, line->phrase);
    struct span mark = span_sub(line->rest, line->phrase, line->phrase + line->mark);
    struct span after =
        span_trim_space(span_sub(line->rest, line->phrase + line->mark, line->rest.n));
    bool run_in = line->mark > 0 && after.n > 0;
    struct str derived = STR_INIT;
    section->form = run_in ? FORM_RUN_IN : FORM_BLOCK;
    section_recount(section);
    section_set_text(&section->heading, run_in ? span_trim_space(phrase) : line->rest);
    section_set_text(&section->end_mark, run_in ? mark : SPAN(""));
    if (run_in)
        body_add_line(&section->body, after, LINE_PARAGRAPH, NULL);
    section_add_derived_label(&derived, section);
    if (line->labelled && !span_equal(line->label.text, str_span(&derived)))
        section_set_text(&section->label, line->label.text);
    str_release(&derived);
}

static void read_heading(struct section *section, const struct section *from, size_t line) {
    struct document document = {0};
    struct outline outline;
    struct str text = STR_INIT;
    section_add_item_label(&text, from, line);
    str_add(&text, str_span(&from->body.lines[line].text));
    struct block *block = document_add(&document, BLOCK_PARAGRAPH);
    block->style_level = 1;
    block->text = document_copy(&document, span_trim_space(str_span(&text)));
    outline_init(&outline, &document, SOURCE_STYLED, NULL);
    set_heading(section, &outline.lines[0]);
    outline_release(&outline);
    document_release(&document);
    str_release(&text);
}

/* Where in the file the line was read. */
static void add_piece(struct import_draft *draft, int64_t made, size_t source_line) {
    MEM_PUSH_ROOM(draft->pieces, draft->piece_count, draft->piece_cap);
    draft->pieces[draft->piece_count++] =
        (struct import_piece){.source_line = source_line, .section = made, .is_heading = true};
}

static size_t source_line_of(const struct import_draft *draft, const struct section *section,
                             size_t line) {
    struct finding place = {.section = section->id, .length = 1};
    place.offset = body_offset_of(&section->body, (struct body_place){line, 0});
    return import_line_of(draft, &place);
}

enum rc draft_to_heading(struct import_draft *draft, int64_t id, size_t line, int64_t *made,
                         struct err *err) {
    struct report *report = draft->report;
    struct section *section = report->front;
    enum rc rc = id == SECTION_FRONT_ID ? RC_OK : find(draft, id, &section, err);
    if (rc != RC_OK)
        return rc;
    assert(section != NULL);
    if (line >= section->body.count || section->body.lines[line].tag == LINE_ROW ||
        utf8_count_ink(str_span(&section->body.lines[line].text)) == 0)
        return err_set(err, RC_REFUSED, _("这一行不能作标题"));
    bool front = section == report->front, below = section->count > 0;
    struct section *parent = front ? report->root : below ? section : section->parent;
    size_t position = front || below ? 0 : section_position(section) + 1;
    size_t source_line = source_line_of(draft, section, line);
    struct section *heading = report_add_section(report, parent, position);
    heading->touched = true;
    read_heading(heading, section, line);
    add_lines(&heading->body, section, line + 1, section->body.count);
    struct body rest;
    body_init(&rest, LINE_PARAGRAPH);
    add_lines(&rest, section, 0, line);
    body_release(&section->body);
    section->body = rest;
    add_piece(draft, heading->id, source_line);
    *made = heading->id;
    return RC_OK;
}

/* --- levels --- */

enum rc draft_move_in(struct import_draft *draft, int64_t id, struct err *err) {
    struct section *section = NULL;
    enum rc rc = find(draft, id, &section, err);
    if (rc != RC_OK)
        return rc;
    assert(section != NULL);
    const struct section *before = NULL;
    for (size_t i = 0; i < section_position(section); i++)
        if (section_is_printed(draft->report, section->parent->children[i]))
            before = section->parent->children[i];
    if (before == NULL || section->attachment)
        return err_set(err, RC_REFUSED, _("前面没有同级的节，不能降级"));
    struct change_set set;
    change_set_init(&set, ACT_IMPORT);
    place(&set, draft->report, section, before->id, before->count);
    return finish(draft, &set, err);
}

enum rc draft_move_out(struct import_draft *draft, int64_t id, struct err *err) {
    struct section *section = NULL;
    enum rc rc = find(draft, id, &section, err);
    if (rc != RC_OK)
        return rc;
    assert(section != NULL);
    const struct report *report = draft->report;
    const struct section *parent = section->parent;
    if (parent == report->root)
        return err_set(err, RC_REFUSED, _("这一节已经是最高一级"));
    struct change_set set;
    size_t position = section_position(section);
    change_set_init(&set, ACT_IMPORT);
    for (size_t i = position + 1; i < parent->count; i++)
        place(&set, report, parent->children[i], section->id, section->count + i - position - 1);
    place(&set, report, section, place_id(report, parent->parent), section_position(parent) + 1);
    return finish(draft, &set, err);
}

/* --- a section of the template --- */

static const struct template_section *find_wanted(const struct report *report, struct span name) {
    const struct template_section *at = NULL;
    while (report->template != NULL && (at = template_next_section(report->template, at)) != NULL)
        if (span_is(name, at->name))
            return at;
    return NULL;
}

enum rc draft_assign(struct import_draft *draft, int64_t id, struct span name, struct err *err) {
    struct section *section = NULL;
    enum rc rc = find(draft, id, &section, err);
    if (rc != RC_OK)
        return rc;
    assert(section != NULL);
    const struct report *report = draft->report;
    const struct template_section *wanted = find_wanted(report, name);
    const struct section *old = wanted != NULL ? report_find_section(report, name) : NULL;
    if (name.n > 0 && wanted == NULL)
        return err_set(err, RC_NOT_FOUND, _("模板里没有这一节"));
    if (old == section)
        return RC_OK;
    if (old != NULL && section_is_printed(report, old))
        return err_set(err, RC_REFUSED, _("模板的这一节已经对应了别的节，请先改那一节"));
    struct change_set set;
    change_set_init(&set, ACT_IMPORT);
    for (size_t i = 0; old != NULL && i < old->count; i++)
        change_add_place(&set, report, old->children[i]->id,
                         (struct place){id, section->count + i});
    if (old != NULL) {
        change_add_place(&set, report, old->id, (struct place){PLACE_NONE, 0});
        change_add_field(&set, report, old->id, FIELD_NAME, "");
    }
    change_add_field(&set, report, id, FIELD_NAME, wanted != NULL ? wanted->name : "");
    if (wanted != NULL)
        change_add_field(&set, report, id, FIELD_KIND, kind_name(wanted->kind));
    return finish(draft, &set, err);
}
