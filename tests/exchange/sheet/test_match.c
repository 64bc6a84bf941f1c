/* A sheet that comes back: saved by LibreOffice, as a text or a Word file; what no figure takes is
 * told of with its row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "exchange/package/zip_write.h"
#include "exchange/sheet/form.h"
#include "exchange/sheet/match.h"
#include "exchange/xlsx/read.h"
#include "exchange/xlsx/write_form.h"
#include "model/figure/figure.h"
#include "model/sheet/handed.h"
#include "tests/support/archive.h"
#include "tests/support/folder.h"
#include "tests/support/sheet_trial.h"
#include "tests/support/workbook.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void a_filled_sheet_is_read_whole(void **state) {
    (void)state;
    struct sheet_trial trial = sheet_trial_new();
    assert_int_equal(sheet_trial_count_right(&trial), TRIAL_ASKED);
    sheet_trial_free(&trial);
}

/* --- saved again by LibreOffice --- */

/* The cell of that place, which is empty, gets a value. */
static void fill_cell(struct str *page, size_t row, const struct template_figure *figure,
                      const char *value) {
    struct str cell = STR_INIT, filled = STR_INIT;
    bool text = figure->type == TYPE_DATE || figure->type == TYPE_TEXT;
    str_add_format(&cell, "<c r=\"%c%zu\" s=\"2\"/>", 'A' + FORM_VALUE, row + 1);
    str_add_format(&filled,
                   text ? "<c r=\"%c%zu\" t=\"inlineStr\"><is><t>%s</t></is></c>"
                        : "<c r=\"%c%zu\"><v>%s</v></c>",
                   'A' + FORM_VALUE, row + 1, value);
    size_t at = span_find(str_span(page), str_span(&cell));
    assert_int_not_equal(at, SIZE_MAX);
    str_splice(page, at, cell.len, str_span(&filled));
    str_release(&filled);
    str_release(&cell);
}

/* The file as it goes out, with what the office has typed into it. */
static void write_filled(struct str *out, const struct sheet_trial *trial) {
    enum { PARTS_MOST = 32 };
    struct zip_part parts[PARTS_MOST];
    struct str names[PARTS_MOST], texts[PARTS_MOST], bytes = STR_INIT;
    struct sheet_form form = {0};
    sheet_form_make(&form, trial->report, "", 1, "2024-05-01", 0);
    assert_int_equal(sheet_form_write_excel(&bytes, &form, NULL), RC_OK);
    size_t count = archive_count(str_span(&bytes));
    assert_true(count <= PARTS_MOST);
    for (size_t i = 0; i < count; i++) {
        str_init(&names[i]);
        str_init(&texts[i]);
        archive_name(str_span(&bytes), i, &names[i]);
        archive_get(str_span(&bytes), names[i].s, &texts[i]);
        bool page = strcmp(names[i].s, "xl/worksheets/sheet1.xml") == 0;
        for (size_t k = 0; page && k < TRIAL_ASKED; k++)
            fill_cell(&texts[i], TRIAL_TOP + k, &trial->report->template->figures[k],
                      sheet_trial_truths[k]);
        parts[i] = (struct zip_part){names[i].s, str_span(&texts[i])};
    }
    assert_int_equal(zip_write(out, parts, count, NULL), RC_OK);
    for (size_t i = 0; i < count; i++) {
        str_release(&names[i]);
        str_release(&texts[i]);
    }
    str_release(&bytes);
    sheet_form_release(&form);
}

static void run(const char *const *arguments) {
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        int nothing = open("/dev/null", O_WRONLY);
        (void)dup2(nothing, STDOUT_FILENO);
        (void)dup2(nothing, STDERR_FILENO);
        execvp(arguments[0], (char *const *)(uintptr_t)arguments);
        _exit(127);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* It writes other styles, shared texts, and numbers in its own way, and keeps what is hidden. */
static void what_libreoffice_saves_again_is_right_too(void **state) {
    (void)state;
    struct sheet_trial trial = sheet_trial_new();
    struct str bytes = STR_INIT, home = STR_INIT, in = STR_INIT, out = STR_INIT;
    char *folder = folder_new();
    str_add_format(&home, "-env:UserInstallation=file://%s/home", folder);
    str_add_format(&in, "%s/a.xlsx", folder);
    str_add_format(&out, "%s/out", folder);
    write_filled(&bytes, &trial);
    assert_int_equal(sheet_trial_read(&trial, str_span(&bytes)), TRIAL_ASKED);
    folder_put(in.s, str_span(&bytes));
    run((const char *const[]){"soffice", home.s, "--headless", "--convert-to", "xlsx", "--outdir",
                              out.s, in.s, NULL});
    str_add_text(&out, "/a.xlsx");
    str_clear(&bytes);
    folder_get(out.s, &bytes);
    assert_int_equal(sheet_trial_read(&trial, str_span(&bytes)), TRIAL_ASKED);
    folder_free(folder);
    str_release(&out);
    str_release(&in);
    str_release(&home);
    str_release(&bytes);
    sheet_trial_free(&trial);
}

static void digits_that_are_lost_are_told_of(void **state) {
    (void)state;
    struct sheet_trial trial = sheet_trial_new();
    struct str bytes = STR_INIT;
    struct read_sheet sheet = {0};
    struct sheet_match match = {0};
    workbook_set(trial.page, TRIAL_TOP, FORM_VALUE, 'n', "1286.4567");
    workbook_write(&bytes, trial.page, trial.manifest);
    assert_int_equal(sheet_read(&sheet, str_span(&bytes), "a.xlsx", NULL), RC_OK);
    sheet_match(&match, &sheet, trial.report->template);
    assert_string_equal(match.rows[0].text, "1286.46");
    assert_non_null(strstr(match.rows[0].message, "1286.4567"));
    sheet_match_release(&match);
    read_sheet_release(&sheet);
    str_release(&bytes);
    sheet_trial_free(&trial);
}

/* --- text and Word --- */

static void assert_text_gives(const struct sheet_trial *trial, struct span bytes, const char *name,
                              size_t wanted) {
    struct read_sheet sheet = {0};
    struct sheet_match match = {0};
    struct err err = {0};
    size_t values = 0;
    if (sheet_read(&sheet, bytes, name, &err) != RC_OK)
        fail_msg("%s: %s", name, err.text);
    assert_string_equal(sheet.uid, "00112233");
    assert_int_equal(sheet.number, 1);
    assert_string_equal(sheet.unit, "某局");
    assert_int_equal(sheet.year, 2023);
    assert_string_equal(sheet.owner, "");
    sheet_match(&match, &sheet, trial->report->template);
    for (size_t i = 0; i < match.count; i++)
        if (match.rows[i].kind == MATCH_VALUE) {
            assert_string_equal(match.rows[i].text, "1286.4");
            values++;
        }
    assert_int_equal(values, wanted);
    sheet_match_release(&match);
    read_sheet_release(&sheet);
}

static void a_text_comes_back_with_tabs_or_blanks(void **state) {
    (void)state;
    struct sheet_trial trial = sheet_trial_new();
    struct sheet_form form = {0};
    struct str text = STR_INIT;
    sheet_form_make(&form, trial.report, "", 1, "", 0);
    sheet_form_write_text(&text, &form);
    assert_text_gives(&trial, str_span(&text), "a.txt", 0);
    size_t at = span_find(str_span(&text), SPAN("年初预算数\t"));
    str_splice(&text, at + sizeof "年初预算数", 0, SPAN("1,286.40"));
    assert_text_gives(&trial, str_span(&text), "a.txt", 1);
    struct str chat = STR_INIT;
    for (size_t i = 0; i < text.len; i++)
        if (text.s[i] == '\t')
            str_add_text(&chat, "   ");
        else
            str_add_byte(&chat, text.s[i]);
    assert_text_gives(&trial, str_span(&chat), "a.txt", 1);
    str_release(&chat);
    str_release(&text);
    sheet_form_release(&form);
    sheet_trial_free(&trial);
}

static void of_rows_that_disagree_none_is_taken(void **state) {
    (void)state;
    struct sheet_trial trial = sheet_trial_new();
    struct sheet_form form = {0};
    struct str text = STR_INIT;
    sheet_form_make(&form, trial.report, "", 1, "", 0);
    sheet_form_write_text(&text, &form);
    str_add_text(&text, "年初预算数\t1,286.40\t万元\t\n年初预算数\t1286.4\t万元\t\n");
    assert_text_gives(&trial, str_span(&text), "a.txt", 1);
    str_add_text(&text, "年初预算数\t1286.5\t万元\t\n");
    assert_text_gives(&trial, str_span(&text), "a.txt", 0);
    str_add_text(&text, "年初预算数\t1286.4\t万元\t\n");
    assert_text_gives(&trial, str_span(&text), "a.txt", 0);
    str_release(&text);
    sheet_form_release(&form);
    sheet_trial_free(&trial);
}

static void a_word_file_comes_back(void **state) {
    (void)state;
    struct sheet_trial trial = sheet_trial_new();
    struct sheet_form form = {0};
    struct str bytes = STR_INIT;
    sheet_form_make(&form, trial.report, "", 1, "", 0);
    assert_int_equal(sheet_form_write_word(&bytes, &form, NULL), RC_OK);
    assert_text_gives(&trial, str_span(&bytes), "a.docx", 0);
    str_release(&bytes);
    sheet_form_release(&form);
    sheet_trial_free(&trial);
}

/* The Word file with its first empty cell of numbers filled and a line below the table. */
static void write_word(struct str *out, const struct sheet_trial *trial) {
    static const char part[] = "word/document.xml", end[] = "</w:tbl>";
    static const char run[] = "<w:r><w:rPr><w:strike/></w:rPr><w:t>99</w:t></w:r>"
                              "<w:r><w:t>1286.4</w:t></w:r>";
    enum { CELLS = 7 };
    struct sheet_form form = {0};
    struct str bytes = STR_INIT, text = STR_INIT;
    sheet_form_make(&form, trial->report, "", 1, "", 0);
    assert_int_equal(sheet_form_write_word(&bytes, &form, NULL), RC_OK);
    archive_get(str_span(&bytes), part, &text);
    size_t at = span_find(str_span(&text), span_of(end));
    str_splice(&text, at + strlen(end), 0,
               SPAN("<w:p><w:r><w:t>补充：公用经费应为7万元</w:t></w:r></w:p>"));
    at = 0; /* the end of the fifth cell of the second row */
    for (size_t cell = 0; cell < CELLS + FORM_VALUE + 1; cell++)
        at += span_find(span_sub(str_span(&text), at, text.len), SPAN("</w:tc>")) + 1;
    while (!span_starts_with(span_sub(str_span(&text), at, text.len), SPAN("</w:p>")))
        at--;
    str_splice(&text, at, 0, span_of(run));
    const struct zip_part parts[] = {{part, str_span(&text)}};
    assert_int_equal(zip_write(out, parts, 1, NULL), RC_OK);
    str_release(&text);
    str_release(&bytes);
    sheet_form_release(&form);
}

static void a_word_form_says_what_is_struck_out_and_below_it(void **state) {
    (void)state;
    struct sheet_trial trial = sheet_trial_new();
    struct str bytes = STR_INIT;
    struct read_sheet sheet = {0};
    struct sheet_match match = {0};
    struct err err = {0};
    bool struck = false, below = false;
    write_word(&bytes, &trial);
    if (sheet_read(&sheet, str_span(&bytes), "a.docx", &err) != RC_OK)
        fail_msg("%s", err.text);
    sheet_match(&match, &sheet, trial.report->template);
    for (size_t i = 0; i < match.count; i++) {
        const struct match_row *row = &match.rows[i];
        if (row->kind == MATCH_VALUE)
            assert_string_equal(row->text, "1286.4");
        struck = struck || (row->message != NULL && strstr(row->message, "划掉的2字") != NULL);
        below = below || (row->kind == MATCH_TROUBLE && strstr(row->row->label, "7万元") != NULL);
    }
    assert_true(struck);
    assert_true(below);
    sheet_match_release(&match);
    read_sheet_release(&sheet);
    str_release(&bytes);
    sheet_trial_free(&trial);
}

static void what_is_no_sheet_is_said(void **state) {
    static const struct {
        struct span bytes;
        const char *says;
    } files[] = {{{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1old", 11}, "另存为"},
                 {{"PK nothing", 10}, ""},
                 {{"随便一段文字\n", 19}, "填报表"},
                 {{"", 0}, ""}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        struct read_sheet sheet = {0};
        struct err err = {0};
        assert_int_equal(sheet_read(&sheet, files[i].bytes, "a", &err), RC_INPUT);
        assert_non_null(strstr(err.text, files[i].says));
        read_sheet_release(&sheet);
    }
    struct sheet_trial trial = sheet_trial_new();
    struct str bytes = STR_INIT;
    struct read_sheet sheet = {0};
    struct err err = {0};
    workbook_write(&bytes, trial.page, NULL);
    assert_int_equal(sheet_read(&sheet, str_span(&bytes), "a.xlsx", &err), RC_INPUT);
    assert_non_null(strstr(err.text, "--from"));
    read_sheet_release(&sheet);
    str_release(&bytes);
    sheet_trial_free(&trial);
}

/* --- what no figure takes --- */

static bool is_told(const struct sheet_match *match, size_t line, const char *words) {
    for (size_t i = 0; i < match->count; i++) {
        const struct match_row *row = &match->rows[i];
        bool is_left = row->kind == MATCH_TROUBLE || row->kind == MATCH_UNPLACED;
        const char *message = row->message != NULL ? row->message : "";
        if (is_left && row->row->line == line &&
            (strstr(row->row->label, words) != NULL || strstr(message, words) != NULL ||
             strstr(row->row->value, words) != NULL || strstr(row->row->note, words) != NULL))
            return true;
    }
    return false;
}

static void what_stands_beside_the_table_is_told_of_with_its_row(void **state) {
    static const struct {
        size_t row, column;
        const char *text;
    } cells[] = {{TRIAL_TOP, FORM_BASE + 1, "含追加"},
                 {1, FORM_NOTE, "请于周五前"},
                 {TRIAL_TOP + 1, FORM_ORDER, "待核"},
                 {TRIAL_TOP + TRIAL_ASKED, FORM_LABEL, "填报人：李四"},
                 {TRIAL_TOP + TRIAL_ASKED + 1, FORM_NOTE, "合计待定"},
                 {TRIAL_TOP + TRIAL_ASKED + 2, FORM_PRIOR, "77"},
                 {TRIAL_TOP + 1, FORM_PRIOR, "88"}};
    (void)state;
    struct sheet_trial trial = sheet_trial_new();
    struct str bytes = STR_INIT;
    struct read_sheet sheet = {0};
    struct sheet_match match = {0};
    for (size_t i = 0; i < ARRAY_LEN(cells); i++)
        workbook_set(trial.page, cells[i].row, cells[i].column, 'i', cells[i].text);
    workbook_write(&bytes, trial.page, trial.manifest);
    assert_int_equal(sheet_read(&sheet, str_span(&bytes), "a.xlsx", NULL), RC_OK);
    sheet_match(&match, &sheet, trial.report->template);
    for (size_t i = 0; i < ARRAY_LEN(cells); i++)
        if (!is_told(&match, cells[i].row + 1, cells[i].text))
            fail_msg("“%s” in row %zu was dropped", cells[i].text, cells[i].row + 1);
    sheet_match_release(&match);
    read_sheet_release(&sheet);
    str_release(&bytes);
    sheet_trial_free(&trial);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_filled_sheet_is_read_whole),
        cmocka_unit_test(what_libreoffice_saves_again_is_right_too),
        cmocka_unit_test(digits_that_are_lost_are_told_of),
        cmocka_unit_test(a_text_comes_back_with_tabs_or_blanks),
        cmocka_unit_test(of_rows_that_disagree_none_is_taken),
        cmocka_unit_test(a_word_file_comes_back),
        cmocka_unit_test(a_word_form_says_what_is_struck_out_and_below_it),
        cmocka_unit_test(what_is_no_sheet_is_said),
        cmocka_unit_test(what_stands_beside_the_table_is_told_of_with_its_row),
    };
    return cmocka_run_group_tests_name("sheet/match", tests, NULL, NULL);
}
