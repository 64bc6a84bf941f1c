#include "tests/support/sheet_trial.h"

#include "base/mem.h"
#include "exchange/sheet/form.h"
#include "exchange/sheet/match.h"
#include "exchange/xlsx/read.h"
#include "exchange/xlsx/write_form.h"
#include "model/report_seed.h"
#include "model/report_values.h"
#include "model/template/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char template_text[] =
    "form_id: small\ntitle: 绩效评价报告\nversion: \"1\"\n"
    "figures:\n"
    "  - {name: budget, label: 年初预算数, type: money, unit: 万元, decimals: 2, prior: true}\n"
    "  - {name: spent, label: 全年执行数, type: money, unit: 万元, decimals: 2}\n"
    "  - {name: office, label: 办公费, type: money, unit: 万元, decimals: 2}\n"
    "  - {name: travel, label: 差旅费, type: money, unit: 万元, decimals: 2}\n"
    "  - {name: posts, label: 编制数, type: integer, unit: 人}\n"
    "  - {name: staff, label: 在职人数, type: integer, unit: 人}\n"
    "  - {name: rate, label: 满意率, type: percent, unit: \"%\", decimals: 1}\n"
    "  - {name: day, label: 批复日期, type: date}\n"
    "  - {name: head, label: 负责人, type: text}\n"
    "  - {name: area_house, label: 面积, type: decimal, unit: 平方米, decimals: 1}\n"
    "  - {name: area_green, label: 面积, type: decimal, unit: 公顷, decimals: 1}\n"
    "  - {name: total, label: 合计, type: money, unit: 万元, calculate: \"${office} + "
    "${travel}\"}\n"
    "sections:\n  - {name: basics, label: 基本情况}\n";

/* What each figure is, in its unit. */
const char *const sheet_trial_truths[TRIAL_ASKED] = {
    "1286.4", "1300.25", "12.5", "8", "120", "118", "95.1", "2022-12-31", "张三", "350.5", "2.5"};

static struct report *make_report(void) {
    struct template *template = NULL;
    struct err err = {0};
    if (template_read(&template, span_of(template_text), "small", &err) != RC_OK)
        fail_msg("%s", err.text);
    struct report *report = report_new_from_template(template, SPAN("某局"), SPAN(""), 2023);
    assert_true(report_set_uid(report, SPAN("00112233445566778899aabbccddeeff")));
    return report;
}

static void take_sheet(struct workbook_sheet *to, const struct xlsx_sheet *from) {
    for (size_t i = 0; i < from->count; i++)
        workbook_set(to, from->cells[i].row, from->cells[i].column, 'i', from->cells[i].text);
}

/* The file as it goes out, taken apart, and filled. */
struct sheet_trial sheet_trial_new(void) {
    struct sheet_trial trial = {.report = make_report(),
                                .page = MEM_NEW(struct workbook_sheet),
                                .manifest = MEM_NEW(struct workbook_sheet)};
    struct sheet_form form = {0};
    struct str bytes = STR_INIT;
    struct xlsx_book book = {0};
    sheet_form_make(&form, trial.report, "", 1, "2024-05-01", 0);
    assert_int_equal(form.count, TRIAL_ASKED);
    assert_int_equal(sheet_form_write_excel(&bytes, &form, NULL), RC_OK);
    assert_int_equal(xlsx_read(&book, str_span(&bytes), NULL), RC_OK);
    take_sheet(trial.page, &book.sheets[0]);
    take_sheet(trial.manifest, xlsx_find_sheet(&book, FORM_MANIFEST));
    assert_true(xlsx_find_sheet(&book, FORM_MANIFEST)->hidden);
    const struct template *template = trial.report->template;
    for (size_t i = 0; i < TRIAL_ASKED; i++) {
        const struct template_figure *figure = &template->figures[i];
        char kind = figure->type == TYPE_DATE || figure->type == TYPE_TEXT ? 'i' : 'n';
        workbook_set(trial.page, TRIAL_TOP + i, FORM_VALUE, kind, sheet_trial_truths[i]);
        trial.names[TRIAL_TOP + i] = figure->name;
        trial.wanted[TRIAL_TOP + i] = sheet_trial_truths[i];
    }
    trial.rows = TRIAL_TOP + TRIAL_ASKED;
    xlsx_book_release(&book);
    str_release(&bytes);
    sheet_form_release(&form);
    return trial;
}

void sheet_trial_free(struct sheet_trial *trial) {
    workbook_release(trial->page);
    workbook_release(trial->manifest);
    mem_free(trial->page);
    mem_free(trial->manifest);
    report_free(trial->report);
}

/* --- what comes of it --- */

/* The right value of the figure that a row of the file is about; "" where it may be none. */
static void check_row(const struct sheet_trial *trial, const struct match_row *row) {
    size_t at = row->row->line - 1;
    if (row->kind == MATCH_TROUBLE || row->kind == MATCH_UNPLACED) {
        assert_true(row->row->line > TRIAL_TOP);
        if (row->kind == MATCH_TROUBLE)
            assert_true(row->message != NULL && row->message[0] != '\0');
        return;
    }
    if (row->kind == MATCH_EMPTY)
        return;
    assert_non_null(row->figure);
    if (trial->any[at] || trial->names[at] == NULL || trial->wanted[at] == NULL ||
        strcmp(trial->names[at], row->figure->name) != 0 ||
        strcmp(trial->wanted[at], row->text) != 0)
        fail_msg("row %zu: %s is %s, not %s of %s%s", at + 1, row->figure->name, row->text,
                 trial->wanted[at] != NULL ? trial->wanted[at] : "(nothing)",
                 trial->names[at] != NULL ? trial->names[at] : "(nothing)",
                 trial->any[at] ? ", which is not to be taken" : "");
}

size_t sheet_trial_read(const struct sheet_trial *trial, struct span bytes) {
    struct read_sheet sheet = {0};
    struct sheet_match match = {0};
    struct err err = {0};
    size_t right = 0;
    if (sheet_read(&sheet, bytes, "a.xlsx", &err) == RC_OK) {
        assert_string_equal(sheet.uid, trial->report->uid);
        assert_int_equal(sheet.number, 1);
        sheet_match(&match, &sheet, trial->report->template);
        for (size_t i = 0; i < match.count; i++) {
            check_row(trial, &match.rows[i]);
            right += match.rows[i].kind == MATCH_VALUE;
        }
    } else {
        assert_true(err.text[0] != '\0');
    }
    sheet_match_release(&match);
    read_sheet_release(&sheet);
    return right;
}

size_t sheet_trial_count_right(const struct sheet_trial *trial) {
    struct str bytes = STR_INIT;
    workbook_write(&bytes, trial->page, trial->manifest);
    size_t right = sheet_trial_read(trial, str_span(&bytes));
    str_release(&bytes);
    return right;
}
