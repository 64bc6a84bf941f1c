/* A sheet as LibreOffice saves it after what people do to one: sorted, filtered, columns moved,
 * rows put in, cells merged, commented on, the captions taken away. Each value is right, or its row
 * is named with a sentence. A macro does it, so that LibreOffice itself writes the files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "exchange/sheet/form.h"
#include "exchange/sheet/match.h"
#include "exchange/xlsx/write_form.h"
#include "model/figure/figure.h"
#include "model/report_seed.h"
#include "model/template/read.h"
#include "tests/support/folder.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char template_text[] =
    "form_id: small\ntitle: 绩效评价报告\nversion: \"1\"\n"
    "figures:\n"
    "  - {name: budget, label: 年初预算数, type: money, unit: 万元, decimals: 2, prior: true}\n"
    "  - {name: spent, label: 全年执行数, type: money, unit: 万元, decimals: 2}\n"
    "  - {name: posts, label: 编制数, type: integer, unit: 人}\n"
    "  - {name: rate, label: 满意率, type: percent, unit: \"%\", decimals: 1}\n"
    "  - {name: day, label: 批复日期, type: date}\n"
    "  - {name: head, label: 负责人, type: text}\n"
    "sections:\n  - {name: basics, label: 基本情况}\n";

enum { ASKED = 6, TOP = 3 /* rows above the figures */ };

static const char *const truths[ASKED] = {"1286.4", "1300.25", "120", "95.1", "2022-12-31", "张三"};

/* What the office does, in the file of that name; the figures stand in rows 4 to 9. */
static const char macro[] =
    "Sub Fill(sheet)\n"
    "  sheet.getCellByPosition(4, 3).Value = 1286.4\n"
    "  sheet.getCellByPosition(4, 4).Value = 1300.25\n"
    "  sheet.getCellByPosition(4, 5).Value = 120\n"
    "  sheet.getCellByPosition(4, 6).Value = 95.1\n"
    "  sheet.getCellByPosition(4, 7).Formula = \"2022-12-31\"\n"
    "  sheet.getCellByPosition(4, 8).String = \"张三\"\n"
    "End Sub\n"
    "Sub Change(doc, sheet, what)\n"
    "  Dim field(0) As New com.sun.star.table.TableSortField\n"
    "  Dim how(1) As New com.sun.star.beans.PropertyValue\n"
    "  Dim test(0) As New com.sun.star.sheet.TableFilterField\n"
    "  Select Case what\n"
    "  Case \"sorted\"\n"
    "    field(0).Field = 1\n"
    "    field(0).IsAscending = False\n"
    "    how(0).Name = \"SortFields\"\n"
    "    how(0).Value = field()\n"
    "    how(1).Name = \"ContainsHeader\"\n"
    "    how(1).Value = False\n"
    "    sheet.getCellRangeByPosition(0, 3, 8, 8).sort(how())\n"
    "  Case \"columns\"\n"
    "    sheet.Columns.insertByIndex(0, 1)\n"
    "    sheet.moveRange(sheet.getCellByPosition(0, 2).CellAddress, "
    "sheet.getCellRangeByPosition(5, 2, 5, 8).RangeAddress)\n"
    "    sheet.Columns.removeByIndex(5, 1)\n"
    "  Case \"inserted\"\n"
    "    sheet.Rows.insertByIndex(5, 2)\n"
    "    sheet.getCellByPosition(1, 5).String = \"新增的一项\"\n"
    "    sheet.getCellByPosition(4, 5).Value = 7\n"
    "  Case \"filtered\"\n"
    "    test(0).Field = 2\n"
    "    test(0).Operator = com.sun.star.sheet.FilterOperator.EQUAL\n"
    "    test(0).StringValue = \"万元\"\n"
    "    filter = sheet.getCellRangeByPosition(0, 2, 8, 8).createFilterDescriptor(True)\n"
    "    filter.ContainsHeader = True\n"
    "    filter.setFilterFields(test())\n"
    "    sheet.getCellRangeByPosition(0, 2, 8, 8).filter(filter)\n"
    "  Case \"merged\"\n"
    "    sheet.getCellRangeByPosition(4, 3, 4, 4).merge(True)\n"
    "  Case \"noted\"\n"
    "    sheet.Annotations.insertNew(sheet.getCellByPosition(4, 5).CellAddress, \"含借调\")\n"
    "    sheet.getCellByPosition(3, 3).Value = 1250\n"
    "    sheet.getCellByPosition(10, 4).String = \"含追加\"\n"
    "    sheet.getCellByPosition(1, 12).String = \"填报人：李四\"\n"
    "    doc.Sheets.insertNewByName(\"附表\", 2)\n"
    "    doc.Sheets.getByName(\"附表\").getCellByPosition(0, 0).String = \"明细\"\n"
    "  Case \"headless\"\n"
    "    sheet.Rows.removeByIndex(2, 1)\n"
    "  End Select\n"
    "End Sub\n"
    "Sub Go(folder As String)\n"
    "  Dim hidden(0) As New com.sun.star.beans.PropertyValue\n"
    "  Dim excel(0) As New com.sun.star.beans.PropertyValue\n"
    "  hidden(0).Name = \"Hidden\"\n"
    "  hidden(0).Value = True\n"
    "  excel(0).Name = \"FilterName\"\n"
    "  excel(0).Value = \"Calc MS Excel 2007 XML\"\n"
    "  names = Array(\"plain\", \"sorted\", \"columns\", \"inserted\", \"filtered\", \"merged\", "
    "\"noted\", \"headless\")\n"
    "  For i = 0 To UBound(names)\n"
    "    doc = StarDesktop.loadComponentFromURL(\"file://\" &amp; folder &amp; \"/a.xlsx\", "
    "\"_blank\", 0, hidden())\n"
    "    sheet = doc.Sheets.getByIndex(0)\n"
    "    Fill(sheet)\n"
    "    Change(doc, sheet, names(i))\n"
    "    doc.storeToURL(\"file://\" &amp; folder &amp; \"/\" &amp; names(i) &amp; \".xlsx\", "
    "excel())\n"
    "    doc.close(True)\n"
    "  Next\n"
    "  StarDesktop.terminate()\n"
    "End Sub\n";

/* --- LibreOffice --- */

static void put(const char *folder, const char *name, const char *before, const char *text,
                const char *behind) {
    struct str path = STR_INIT, whole = STR_INIT;
    str_add_format(&path, "%s/home/user/basic/Standard/%s", folder, name);
    str_add_format(&whole, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n%s%s%s", before, text,
                   behind);
    folder_put(path.s, str_span(&whole));
    str_release(&whole);
    str_release(&path);
}

/* False: there is no LibreOffice here. argument: NULL for none. */
static bool run_office(const char *folder, const char *order, const char *argument) {
    struct str home = STR_INIT;
    str_add_format(&home, "-env:UserInstallation=file://%s/home", folder);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        int nothing = open("/dev/null", O_WRONLY);
        (void)dup2(nothing, STDOUT_FILENO);
        (void)dup2(nothing, STDERR_FILENO);
        execlp("soffice", "soffice", home.s, "--headless", "--norestore", order, argument,
               (char *)NULL);
        _exit(127);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    str_release(&home);
    return !(WIFEXITED(status) && WEXITSTATUS(status) == 127);
}

/* A profile of its own is made first, for its start would write over the macro. */
static bool run_macro(const char *folder) {
    struct str call = STR_INIT;
    if (!run_office(folder, "--terminate_after_init", NULL))
        return false;
    put(folder, "Module1.xba",
        "<!DOCTYPE script:module PUBLIC \"-//OpenOffice.org//DTD OfficeDocument 1.0//EN\" "
        "\"module.dtd\">\n<script:module xmlns:script=\"http://openoffice.org/2000/script\" "
        "script:name=\"Module1\" script:language=\"StarBasic\">",
        macro, "</script:module>\n");
    str_add_format(&call, "macro:///Standard.Module1.Go(\"%s\")", folder);
    bool ran = run_office(folder, call.s, NULL);
    str_release(&call);
    return ran;
}

static void write_form(const char *folder) {
    struct template *template = NULL;
    struct sheet_form form = {0};
    struct str bytes = STR_INIT, path = STR_INIT;
    assert_int_equal(template_read(&template, span_of(template_text), "small", NULL), RC_OK);
    struct report *report = report_new_from_template(template, SPAN("某局"), SPAN(""), 2023);
    assert_true(report_set_uid(report, SPAN("00112233445566778899aabbccddeeff")));
    sheet_form_make(&form, report, "", 1, "2024-05-01", 0);
    assert_int_equal(form.count, ASKED);
    assert_int_equal(sheet_form_write_excel(&bytes, &form, NULL), RC_OK);
    str_add_format(&path, "%s/a.xlsx", folder);
    folder_put(path.s, str_span(&bytes));
    str_release(&path);
    str_release(&bytes);
    sheet_form_release(&form);
    report_free(report);
}

/* --- what comes of it --- */

static size_t index_of(const struct template *template, const struct template_figure *figure) {
    return (size_t)(figure - template->figures);
}

static bool is_told(const struct sheet_match *match, size_t line, const char *words) {
    for (size_t i = 0; i < match->count; i++) {
        const struct match_row *row = &match->rows[i];
        bool is_left = row->kind == MATCH_TROUBLE || row->kind == MATCH_UNPLACED;
        if (is_left && row->row->line == line &&
            (strstr(row->row->label, words) != NULL ||
             (row->message != NULL && strstr(row->message, words) != NULL)))
            return true;
    }
    return false;
}

/* Nothing is wrong; *right: this year's values, *rows: that were refused with a sentence. */
static void look(const struct sheet_match *match, const struct template *template, size_t *right,
                 size_t *refused) {
    *right = *refused = 0;
    for (size_t i = 0; i < match->count; i++) {
        const struct match_row *row = &match->rows[i];
        *refused += row->kind == MATCH_TROUBLE || row->kind == MATCH_UNPLACED;
        if (row->kind != MATCH_VALUE || row->row->is_prior)
            continue;
        assert_string_equal(row->text, truths[index_of(template, row->figure)]);
        ++*right;
    }
}

static void assert_comes_in(const char *folder, const struct template *template, const char *name,
                            size_t wanted, size_t wanted_refused) {
    struct read_sheet sheet = {0};
    struct sheet_match match = {0};
    struct str path = STR_INIT, bytes = STR_INIT;
    struct err err = {0};
    size_t right = 0, refused = 0;
    str_add_format(&path, "%s/%s.xlsx", folder, name);
    folder_get(path.s, &bytes);
    enum rc rc = sheet_read(&sheet, str_span(&bytes), path.s, &err);
    if (strcmp(name, "headless") == 0) {
        assert_int_equal(rc, RC_INPUT);
        assert_non_null(strstr(err.text, "这一行标题请不要改"));
    } else {
        if (rc != RC_OK)
            fail_msg("%s: %s", name, err.text);
        sheet_match(&match, &sheet, template);
        look(&match, template, &right, &refused);
        if (right != wanted || refused != wanted_refused)
            fail_msg("%s: %zu right, %zu refused", name, right, refused);
    }
    if (strcmp(name, "inserted") == 0)
        assert_true(is_told(&match, TOP + 3, "新增的一项"));
    if (strcmp(name, "merged") == 0)
        assert_true(is_told(&match, TOP + 1, "合并") && is_told(&match, TOP + 2, "合并"));
    if (strcmp(name, "noted") == 0)
        assert_true(is_told(&match, TOP + 3, "含借调") && is_told(&match, TOP + 2, "含追加") &&
                    is_told(&match, TOP + 10, "填报人：李四") && is_told(&match, 0, "附表"));
    sheet_match_release(&match);
    read_sheet_release(&sheet);
    str_release(&bytes);
    str_release(&path);
}

static void what_people_do_in_libreoffice_costs_no_value(void **state) {
    static const struct {
        const char *name;
        size_t right, refused;
    } files[] = {{"plain", ASKED, 0},    {"sorted", ASKED, 0},   {"columns", ASKED, 0},
                 {"inserted", ASKED, 1}, {"filtered", ASKED, 0}, {"merged", ASKED - 2, 2},
                 {"noted", ASKED, 4},    {"headless", 0, 0}};
    (void)state;
    struct template *template = NULL;
    char *folder = folder_new();
    assert_int_equal(template_read(&template, span_of(template_text), "small", NULL), RC_OK);
    write_form(folder);
    bool ran = run_macro(folder);
    for (size_t i = 0; ran && i < ARRAY_LEN(files); i++)
        assert_comes_in(folder, template, files[i].name, files[i].right, files[i].refused);
    folder_free(folder);
    template_free(template);
    if (!ran) {
        print_message("there is no soffice here: what LibreOffice does to a sheet is not shown\n");
        skip();
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_people_do_in_libreoffice_costs_no_value),
    };
    return cmocka_run_group_tests_name("sheet/libreoffice", tests, NULL, NULL);
}
