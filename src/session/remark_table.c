#include "session/remark_table.h"

#include "base/lang.h"
#include "base/os/clock.h"
#include "exchange/docx/write.h"
#include "exchange/xlsx/write_table.h"
#include "model/document.h"
#include "model/figure/figure_text.h"
#include "model/page.h"
#include "model/remark/clause.h"
#include "session/file.h"
#include "session/opened.h"
#include "session/private.h"

#define TABLE_TITLE "审核意见落实对照表"

/* --- pages --- */

static bool is_behind(const struct page_line *line, struct body_place place) {
    if (line->body_line == SIZE_MAX)
        return false;
    return line->body_line > place.line ||
           (line->body_line == place.line && line->body_column > place.column);
}

/* From 1; 0: what it is about does not print. */
static size_t page_of(const struct pages *pages, const struct report *report,
                      const struct remark_spot *spot) {
    const struct section *section =
        spot->section >= 0 ? report_find_id(report, spot->section) : NULL;
    bool in_body = section != NULL && spot->part == REMARK_OF_BODY;
    struct body_place place =
        in_body ? body_place_of(&section->body, spot->offset) : (struct body_place){0, 0};
    size_t found = 0;
    if (spot->part == REMARK_OF_TITLE)
        return 1;
    if (section == NULL)
        return 0;
    for (size_t page = 0; page < pages->page_count; page++)
        for (size_t i = pages->starts[page]; i < pages_last_line(pages, page); i++) {
            const struct page_line *line = &pages->lines[i];
            if (line->section != section->id || is_behind(line, place))
                continue;
            if (found == 0 || in_body)
                found = page + 1;
        }
    return found;
}

/* --- cells --- */

static void add_quoted(struct str *out, const struct report *report, const char *before,
                       struct span words) {
    struct str printed = STR_INIT;
    report_add_printed(&printed, report, words);
    str_add_format(out, "%s“", before);
    str_add_line(out, str_span(&printed));
    str_add_text(out, "”");
    str_release(&printed);
}

static void add_proposed(struct str *out, const struct report *report,
                         const struct remark *remark) {
    struct span old = remark->target.quote, new = remark->proposed;
    if (old.n == 0 || new.n == 0) {
        add_quoted(out, report, old.n == 0 ? "建议增加" : "建议删去", old.n == 0 ? new : old);
        return;
    }
    add_quoted(out, report, "建议把", old);
    add_quoted(out, report, "改为", new);
}

static void add_said(struct str *out, const struct report *report, const struct remark *remark) {
    if (remark->kind == REMARK_IS_PROPOSAL) {
        add_proposed(out, report, remark);
        str_add_text(out, remark->text.n > 0 ? "：" : "");
    }
    str_add_line(out, remark->text);
    for (size_t i = 0; i < remark->note_count; i++) {
        str_add_text(out, "；");
        str_add_line(out, remark->notes[i].author);
        str_add_text(out, "：");
        str_add_line(out, remark->notes[i].text);
    }
}

static void add_who(struct str *out, const struct remark *remark) {
    str_add_line(out, remark_author(remark));
    if (remark->stage != STAGE_NONE)
        str_add_format(out, "（%s）", stage_word(remark->stage));
    if (remark->at > 0) {
        struct str day = STR_INIT;
        clock_add_day(&day, remark->at);
        str_add_format(out, " %s", day.s);
        str_release(&day);
    }
}

static void add_answer(struct str *out, const struct remark *remark) {
    str_add_text(out, remark->state == REMARK_OPEN ? "尚未落实" : remark_state_text(remark->state));
    if (remark->answer.n > 0)
        str_add_text(out, "：");
    str_add_line(out, remark->answer);
}

/* The sentences as they were and as they are now, which small edits cannot be read without. What is
 * about no words has none. */
static void add_before_and_now(struct str *out, const struct report *report,
                               const struct remark_item *item) {
    const struct remark *remark = &item->remark;
    bool proposes = remark->kind == REMARK_IS_PROPOSAL;
    bool waits = remark->state == REMARK_OPEN || remark->state == REMARK_REFUSED;
    struct str before = STR_INIT, now = STR_INIT;
    if (proposes || remark->target.quote.n > 0)
        remark_add_clause(&before, report, remark, remark->target.quote);
    if (remark->state == REMARK_TAKEN)
        remark_add_clause(&now, report, remark, remark->proposed);
    else if (!waits)
        remark_add_clause_now(&now, report, item);
    str_add(out, str_span(&before));
    str_add_byte(out, '\t');
    bool same = before.len > 0 && span_equal(str_span(&before), str_span(&now));
    str_add(out, same ? SPAN("未改动原文") : str_span(&now));
    str_release(&before);
    str_release(&now);
}

static void add_row(struct str *out, const struct report *report, const struct pages *pages,
                    const struct remark_item *item, size_t number) {
    const struct remark *remark = &item->remark;
    size_t page = page_of(pages, report, &item->spot);
    str_add_format(out, "\n%zu\t", number);
    add_said(out, report, remark);
    str_add_byte(out, '\t');
    add_who(out, remark);
    str_add_byte(out, '\t');
    add_answer(out, remark);
    str_add_byte(out, '\t');
    add_before_and_now(out, report, item);
    str_add_byte(out, '\t');
    if (page > 0)
        str_add_format(out, "%zu", page);
}

/* In the order of the text. */
static size_t add_table(struct str *out, const struct report *report) {
    struct remarks all;
    struct document document;
    struct pages pages;
    document_from_report(&document, report, false);
    pages_layout(&pages, &document);
    remarks_list(&all, report);
    remarks_sort(&all, report);
    str_add_text(out, "序号\t意见\t提出人及时间\t落实情况\t修改前\t修改后\t页码");
    for (size_t i = 0; i < all.count; i++)
        add_row(out, report, &pages, &all.items[i], i + 1);
    size_t count = all.count;
    remarks_release(&all);
    pages_release(&pages);
    document_release(&document);
    return count;
}

/* --- the file --- */

static void add_block(struct document *document, enum block_kind kind, struct span text) {
    document_add(document, kind)->text = document_copy(document, text);
}

static enum rc write_word(struct str *out, const struct report *report, struct span table,
                          struct err *err) {
    struct document document = {0};
    struct str name = STR_INIT;
    struct span rest = span_of(report->title), line;
    while (rest.n > 0 && span_take_line(&rest, &line))
        str_add(&name, line);
    add_block(&document, BLOCK_TITLE, SPAN(TABLE_TITLE));
    if (name.len > 0)
        add_block(&document, BLOCK_PARAGRAPH, str_span(&name));
    add_block(&document, BLOCK_TABLE, table);
    enum rc rc = docx_write(out, &document, NULL, NULL, err);
    document_release(&document);
    str_release(&name);
    return rc;
}

enum rc session_write_remark_table(struct session *session, const char *path, struct err *err) {
    static const double widths[] = {6, 40, 22, 30, 36, 36, 6};
    struct str table = STR_INIT, bytes = STR_INIT;
    bool word = span_ends_with(span_of(path), SPAN(".docx"));
    bool excel = span_ends_with(span_of(path), SPAN(".xlsx"));
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK && !word && !excel)
        rc = err_set(err, RC_USAGE, _("落实对照表的文件名要以.docx或.xlsx结尾"));
    if (rc == RC_OK && add_table(&table, session->open.report) == 0)
        rc = err_set(err, RC_NOT_FOUND, _("这份报告还没有意见"));
    if (rc == RC_OK && word)
        rc = write_word(&bytes, session->open.report, str_span(&table), err);
    else if (rc == RC_OK)
        rc =
            xlsx_write_table(&bytes, TABLE_TITLE, str_span(&table), widths, ARRAY_LEN(widths), err);
    if (rc == RC_OK)
        rc = session_write_file(session, path, str_span(&bytes), err);
    str_release(&bytes);
    str_release(&table);
    return rc;
}
