#include "exchange/outline/build.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "exchange/outline/match.h"
#include "exchange/outline/offer.h"
#include "exchange/outline/outline.h"
#include "exchange/text/columns.h"
#include "exchange/text/read.h"
#include "model/finding_fix.h"
#include "model/report_seed.h"
#include "model/section.h"

#include <string.h>

enum { FINDINGS_MOST = 200, REMARK_SIGN_OFF = -2 };

/* A remark on a body line, kept until the tree stands: its path is only known then. */
struct remark {
    int64_t section;
    enum outline_note note;
    size_t offset, length; /* points in the body */
};

struct build {
    const struct outline *outline;
    struct import_draft *draft;
    struct report *report;
    struct section *open[OUTLINE_DEPTH_MOST + 1]; /* by level; [0] is the front */
    int level;
    bool signed_off; /* exact: only attachments follow */
    unsigned items;  /* in the body of the open section */
    struct placed {  /* by section id */
        struct section *section;
        size_t line; /* of the heading */
    } * sections;
    size_t section_cap;
    struct remark *remarks;
    size_t remark_count, remark_cap;
};

static void add_line_text(char **member, struct span text) {
    struct str lines = STR_INIT;
    str_add_text(&lines, *member);
    if (lines.len > 0)
        str_add_byte(&lines, '\n');
    str_add(&lines, text);
    section_set_text(member, str_span(&lines));
    str_release(&lines);
}

static void add_body_line(struct section *section, struct span text, enum line_tag tag,
                          const char *detail) {
    struct str escaped = STR_INIT;
    body_escape(&escaped, text);
    body_add_line(&section->body, str_span(&escaped), tag, detail);
    str_release(&escaped);
}

/* --- headings --- */

/* Does text of the section follow on the next line, or, in a file that another hand wrote, a
 * heading below it? Then the end mark belongs to a heading on its own line. */
static bool is_followed(const struct outline *outline, size_t at) {
    size_t next = at + 1;
    while (next < outline->count && outline->lines[next].role == OUTLINE_JOINED)
        next++;
    if (next == outline->count)
        return false;
    const struct outline_line *line = &outline->lines[next];
    bool below = line->role == OUTLINE_HEADING && line->level > outline->lines[at].level;
    return line->role == OUTLINE_TEXT || (below && !outline->own);
}

static void set_heading(const struct build *build, struct section *section, size_t at) {
    const struct outline_line *line = &build->outline->lines[at];
    struct span heading = span_sub(line->rest, 0, line->phrase);
    struct span mark = span_sub(line->rest, line->phrase, line->phrase + line->mark);
    struct span after = span_sub(line->rest, line->phrase + line->mark, line->rest.n);
    bool own = build->outline->own;
    bool exact = build->outline->kind == SOURCE_EXACT;
    if (!own)
        after = span_trim_space(after);
    bool run_in = exact ? line->block->head > 0
                        : line->mark > 0 && (after.n > 0 || !is_followed(build->outline, at));
    run_in |= line->block->head > 0 && after.n > 0;
    if (run_in) {
        section->form = FORM_RUN_IN;
        section_set_text(&section->heading, own || exact ? heading : span_trim_space(heading));
        section_set_text(&section->end_mark, mark);
        if (after.n > 0)
            add_body_line(section, after, LINE_PARAGRAPH, NULL);
        return;
    }
    section->form = FORM_BLOCK;
    section_set_text(&section->heading, own || exact ? line->rest : span_trim_space(line->rest));
}

/* Opens a section on that level; where the file leaves levels out, others without a heading stand
 * between. */
static struct section *open_section(struct build *build, int level, size_t at) {
    struct report *report = build->report;
    struct section *section = NULL;
    if (level > 1 && build->level < level - 1)
        open_section(build, level - 1, at)->form = FORM_NONE;
    section =
        report_add_section(report, level == 1 ? report->root : build->open[level - 1], SIZE_MAX);
    size_t id = (size_t)section->id;
    build->sections =
        mem_grow(build->sections, &build->section_cap, id + 1, sizeof *build->sections);
    build->sections[id] = (struct placed){section, at};
    section->touched = true;
    section->attachment = level == 1 && build->signed_off;
    build->level = level;
    build->open[level] = section;
    return section;
}

static void add_heading(struct build *build, size_t at) {
    const struct outline_line *line = &build->outline->lines[at];
    struct section *section = open_section(build, line->level, at);
    section->attachment = line->attachment;
    build->items = 0;
    build->draft->sections++;
    set_heading(build, section, at);
}

/* --- bodies --- */

static bool has_cells(const struct outline *outline, size_t at) {
    const struct outline_line *line = &outline->lines[at];
    return at < outline->count && line->role == OUTLINE_TEXT &&
           memchr(line->text.p, '\t', line->text.n) != NULL;
}

/* A row of a table: as its block says, or by the tabs of neighbouring lines. */
static bool is_row(const struct outline *outline, size_t at) {
    const struct outline_line *line = &outline->lines[at];
    if (outline->kind == SOURCE_STYLED || outline->kind == SOURCE_EXACT)
        return line->block->kind == BLOCK_TABLE;
    bool empty_first = span_trim_start(line->text).n < line->text.n;
    return empty_first ||
           (has_cells(outline, at) && ((at > 0 && has_cells(outline, at - 1)) ||
                                       (at + 1 < outline->count && has_cells(outline, at + 1))));
}

static void keep_remark(struct build *build, int64_t section, enum outline_note note, size_t offset,
                        size_t length) {
    if (build->remark_count == FINDINGS_MOST)
        return;
    MEM_PUSH_ROOM(build->remarks, build->remark_count, build->remark_cap);
    build->remarks[build->remark_count++] = (struct remark){section, note, offset, length};
}

/* On the section's last line; the lines of a list of contents are one remark. */
static void add_remark(struct build *build, const struct section *section, enum outline_note note) {
    size_t length = section->body.lines[section->body.count - 1].points;
    size_t offset = section->body.points - length;
    struct remark *last = build->remark_count > 0 ? &build->remarks[build->remark_count - 1] : NULL;
    if (note == NOTE_CONTENTS && last != NULL && last->note == note &&
        last->section == section->id && last->offset + last->length + 1 == offset) {
        last->length += 1 + length;
        return;
    }
    keep_remark(build, section->id, note, offset, length);
}

static void add_signed(struct build *build, const struct outline_line *line) {
    char **sign_off = &build->report->sign_off;
    size_t length = utf8_count(line->text);
    add_line_text(sign_off, line->text);
    if (line->note != NOTE_NONE)
        keep_remark(build, REMARK_SIGN_OFF, line->note, utf8_count(span_of(*sign_off)) - length,
                    length);
    if (build->outline->kind == SOURCE_EXACT) {
        build->signed_off = true;
        build->level = 0;
    }
}

/* A paragraph that does not join the run-in heading before it, and any line behind the sign-off,
 * belongs to a section of its own. */
static void stand_apart(struct build *build, size_t at) {
    const struct section *open = build->open[build->level];
    bool paragraph = build->outline->lines[at].role == OUTLINE_TEXT && !is_row(build->outline, at);
    bool apart = (paragraph && open->form == FORM_RUN_IN && open->body.fresh) ||
                 (build->signed_off && build->level == 0);
    if (build->outline->kind != SOURCE_EXACT || !apart || build->level == OUTLINE_DEPTH_MOST)
        return;
    open_section(build, build->level + 1, at)->form = FORM_NONE;
    build->items = 0;
}

static bool ends_with_row(const struct body *body) {
    return !body->fresh && body->count > 0 && body->lines[body->count - 1].tag == LINE_ROW;
}

static void add_text(struct build *build, size_t at) {
    stand_apart(build, at);
    const struct outline_line *line = &build->outline->lines[at];
    struct section *section = build->open[build->level];
    bool row = is_row(build->outline, at);
    bool lines = build->outline->kind == SOURCE_LAYOUT || build->outline->kind == SOURCE_LINES;
    struct str trimmed = STR_INIT; /* plain text sets columns out with blanks */
    if (row && line->block->begins_table && ends_with_row(&section->body))
        add_body_line(section, SPAN(""), LINE_PARAGRAPH, NULL); /* parts the two */
    if (row && lines)
        text_add_trimmed_row(&trimmed, line->text);
    add_body_line(section, row && lines ? str_span(&trimmed) : line->text,
                  row ? LINE_ROW : LINE_PARAGRAPH, row ? line->block->merges : NULL);
    str_release(&trimmed);
    if (line->note != NOTE_NONE)
        add_remark(build, section, line->note);
}

static void add_item(struct build *build, size_t at) {
    stand_apart(build, at);
    const struct outline_line *line = &build->outline->lines[at];
    struct section *section = build->open[build->level];
    if (build->items++ == 0)
        section->item_numbering = line->label.style;
    struct str derived = STR_INIT;
    label_add(&derived, section->item_numbering, build->items, SPAN(""));
    struct span found = line->labelled ? line->label.text : SPAN("");
    bool same = span_equal(str_span(&derived), found);
    char *literal = same ? NULL : span_copy(found);
    add_body_line(section, line->rest, LINE_ITEM, literal);
    bool slip = line->labelled &&
                (line->label.n != build->items || line->label.style != section->item_numbering);
    if (slip)
        add_remark(build, section, NOTE_LABEL);
    mem_free(literal);
    str_release(&derived);
}

static void add_piece(struct build *build, const struct outline_line *line) {
    static const int64_t places[] = {[OUTLINE_TITLE] = -1, [OUTLINE_SIGN_OFF] = -2};
    struct import_draft *draft = build->draft;
    bool framed = line->role == OUTLINE_TITLE || line->role == OUTLINE_SIGN_OFF;
    MEM_PUSH_ROOM(draft->pieces, draft->piece_count, draft->piece_cap);
    draft->pieces[draft->piece_count++] = (struct import_piece){
        .source_line = line->block->source_line,
        .section = framed ? places[line->role] : build->open[build->level]->id,
        .is_heading = line->role == OUTLINE_HEADING || line->role == OUTLINE_JOINED};
}

static void add_line(struct build *build, size_t at) {
    const struct outline_line *line = &build->outline->lines[at];
    switch (line->role) {
    case OUTLINE_TITLE:
        add_line_text(&build->report->title, line->text);
        break;
    case OUTLINE_SIGN_OFF:
        add_signed(build, line);
        break;
    case OUTLINE_HEADING:
        add_heading(build, at);
        break;
    case OUTLINE_ITEM:
        add_item(build, at);
        break;
    case OUTLINE_TEXT:
        add_text(build, at);
        break;
    case OUTLINE_JOINED:
        break;
    }
    add_piece(build, line);
}

/* --- labels --- */

static const struct outline_line *line_of(const struct build *build,
                                          const struct section *section) {
    assert(build->sections != NULL); /* a section was placed */
    return &build->outline->lines[build->sections[section->id].line];
}

/* The style most children have, the first among equals; NONE where one has no label. */
static void choose_style(const struct build *build, struct section *parent) {
    size_t counts[NUMBERING_COUNT] = {0}, children = 0;
    for (size_t i = 0; i < parent->count; i++) {
        const struct outline_line *line = line_of(build, parent->children[i]);
        if (parent->children[i]->attachment || parent->children[i]->form == FORM_NONE)
            continue;
        counts[line->labelled ? line->label.style : NUMBERING_NONE]++;
        children++;
    }
    if (children == 0)
        return;
    enum numbering best = NUMBERING_NONE;
    for (size_t i = 0; i < parent->count && counts[NUMBERING_NONE] == 0; i++) {
        enum numbering style = line_of(build, parent->children[i])->label.style;
        if (!parent->children[i]->attachment && parent->children[i]->form != FORM_NONE &&
            counts[style] > counts[best])
            best = style;
    }
    parent->numbering = best;
}

static void remark_label(struct build *build, const struct section *section, bool lost,
                         struct span found, struct span derived) {
    if (build->draft->findings.count >= FINDINGS_MOST)
        return;
    struct str message = STR_INIT;
    if (lost)
        str_add_format(&message,
                       _("标题的序号在复制时丢失，只剩“%.*s”，按顺序应为“%.*s”；已照原样保留"),
                       SPAN_ARG(found), SPAN_ARG(derived));
    else
        str_add_format(&message, _("编号“%.*s”与前后不衔接，按顺序应为“%.*s”；已照原样保留"),
                       SPAN_ARG(found), SPAN_ARG(derived));
    (void)findings_add(&build->draft->findings, build->report, section, "label", SEVERITY_WARNING,
                       0, 0, message.s);
    str_release(&message);
}

/* A literal label that shows no style of its own keeps the blank behind it. */
static void keep_gap(const struct build *build, struct section *section,
                     const struct outline_line *line) {
    struct span found = line->label.text;
    if (build->outline->kind != SOURCE_EXACT || !line->labelled || line->rest.n == 0 ||
        numbering_gap(section_label_style(section))[0] != '\0')
        return;
    found.n = (size_t)(line->rest.p - found.p);
    section_set_text(&section->label, found);
}

/* One attachment alone prints without a number (model/document.h). */
static bool has_lone_attachment(const struct section *parent) {
    size_t count = 0;
    for (size_t i = 0; i < parent->count; i++)
        count += parent->children[i]->attachment && parent->children[i]->form != FORM_NONE;
    return count == 1;
}

static void settle_labels(struct build *build, struct section *parent, struct span above) {
    unsigned counts[2] = {0, 0};
    struct str derived = STR_INIT;
    bool lone = has_lone_attachment(parent);
    choose_style(build, parent);
    for (size_t i = 0; i < parent->count; i++) {
        struct section *section = parent->children[i];
        const struct outline_line *line = line_of(build, section);
        if (section->form == FORM_NONE) {
            settle_labels(build, section, SPAN(""));
            continue;
        }
        enum numbering style = section->attachment ? NUMBERING_ATTACHMENT : parent->numbering;
        unsigned n = ++counts[section->attachment];
        struct span found = line->labelled ? line->label.text : SPAN("");
        str_clear(&derived);
        if (section->attachment && lone)
            str_add_text(&derived, "附件");
        else
            label_add(&derived, style, n, above);
        if (!span_equal(str_span(&derived), found)) {
            section_set_text(&section->label, found);
            keep_gap(build, section, line);
            if (style != NUMBERING_NONE &&
                (line->lost ||
                 (line->label.n > 0 && (line->label.n != n || line->label.style != style))))
                remark_label(build, section, line->lost, found, str_span(&derived));
        }
        settle_labels(build, section, found);
    }
    str_release(&derived);
}

/* --- the whole --- */

static void tell_remark(struct build *build, const struct remark *remark) {
    static const struct {
        const char *rule, *message;
    } kinds[] = {
        [NOTE_LABEL] = {"label", N_("编号与前后不衔接，已照原样保留")},
        [NOTE_LOST] = {"label", N_("疑为标题，序号在复制时丢失；已作为正文照原样保留")},
    };
    if (remark->section == REMARK_SIGN_OFF) {
        struct finding *signed_line =
            findings_add_place(&build->draft->findings, build->report, "signoff",
                               leftover_rule((enum leftover)remark->note), SEVERITY_WARNING,
                               leftover_message((enum leftover)remark->note));
        finding_offer_signed_removal(signed_line, remark->offset, remark->length);
        return;
    }
    bool front = remark->section == build->report->front->id;
    const struct section *section =
        front ? build->report->front : build->sections[remark->section].section;
    bool leftover = remark->note < NOTE_LABEL;
    struct finding *finding = findings_add(
        &build->draft->findings, build->report, section,
        leftover ? leftover_rule((enum leftover)remark->note) : kinds[remark->note].rule,
        SEVERITY_WARNING, remark->offset, remark->length,
        leftover ? leftover_message((enum leftover)remark->note) : _(kinds[remark->note].message));
    if (leftover)
        finding_offer_removal(finding, &section->body);
}

static void tell_remarks(struct build *build) {
    for (size_t i = 0; i < build->remark_count; i++)
        tell_remark(build, &build->remarks[i]);
}

static void settle_kinds(struct build *build) {
    for (int64_t id = 1; id < build->report->next_id; id++) {
        assert(build->sections != NULL);
        struct section *section = build->sections[id].section;
        const struct body *body = &section->body;
        size_t items = 0, rows = 0;
        for (size_t i = 0; i < body->count; i++) {
            items += body->lines[i].tag == LINE_ITEM;
            rows += body->lines[i].tag == LINE_ROW;
        }
        if (items == body->count)
            section->kind = KIND_ITEMS;
        else if (rows == body->count)
            section->kind = KIND_TABLE;
    }
}

static void settle_names(struct build *build) {
    struct import_draft *draft = build->draft;
    size_t ids = (size_t)build->report->next_id + 1;
    int *confidence = mem_alloc_zero(ids, sizeof *confidence);
    const char **offers = mem_alloc_zero(ids, sizeof *offers);
    outline_match(build->report, confidence);
    outline_offer(build->report, offers);
    for (size_t i = 0; i < draft->piece_count; i++) {
        struct import_piece *piece = &draft->pieces[i];
        if (!piece->is_heading)
            continue;
        piece->confidence = confidence[piece->section];
        piece->offer = offers[piece->section];
    }
    mem_free(confidence);
    mem_free(offers);
}

void outline_build(const struct outline *outline, struct import_draft *draft) {
    struct build build = {.outline = outline, .draft = draft, .report = report_new()};
    draft->report = build.report;
    if (outline->template != NULL)
        build.report->template = template_share(outline->template);
    build.open[0] = build.report->front;
    for (size_t i = 0; i < outline->count; i++)
        add_line(&build, i);
    settle_labels(&build, build.report->root, SPAN(""));
    settle_kinds(&build);
    settle_names(&build);
    tell_remarks(&build);
    (void)report_add_missing_sections(build.report);
    outline_tell_matches(draft);
    findings_sort(&draft->findings, build.report);
    mem_free(build.sections);
    mem_free(build.remarks);
}
