/* A sheet that comes back, whatever was done to it: each value is the right one or a sentence with
 * its row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "exchange/package/zip_write.h"
#include "exchange/sheet/form.h"
#include "exchange/sheet/match.h"
#include "exchange/xlsx/read.h"
#include "exchange/xlsx/write_form.h"
#include "model/figure/figure.h"
#include "model/report_seed.h"
#include "model/report_values.h"
#include "model/sheet/handed.h"
#include "model/template/read.h"
#include "tests/support/archive.h"
#include "tests/support/folder.h"
#include "tests/support/random.h"
#include "tests/support/workbook.h"

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

enum { ASKED = 11, TOP = 3 /* rows above the figures */ };

/* What each figure is, in its unit. */
static const char *const truths[ASKED] = {"1286.4", "1300.25",    "12.5", "8",     "120", "118",
                                          "95.1",   "2022-12-31", "张三", "350.5", "2.5"};

struct trial {
    struct report *report;
    struct workbook_sheet *page, *manifest;
    const char *names[WORKBOOK_ROWS];  /* of the figure that a row is about, NULL: none */
    const char *wanted[WORKBOOK_ROWS]; /* its right value; NULL: none is to be taken */
    bool any[WORKBOOK_ROWS];           /* nothing of it may be taken at all */
    size_t rows;
};

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
static struct trial trial_new(void) {
    struct trial trial = {.report = make_report(),
                          .page = MEM_NEW(struct workbook_sheet),
                          .manifest = MEM_NEW(struct workbook_sheet)};
    struct sheet_form form = {0};
    struct str bytes = STR_INIT;
    struct xlsx_book book = {0};
    sheet_form_make(&form, trial.report, "", 1, "2024-05-01", 0);
    assert_int_equal(form.count, ASKED);
    assert_int_equal(sheet_form_write_excel(&bytes, &form, NULL), RC_OK);
    assert_int_equal(xlsx_read(&book, str_span(&bytes), NULL), RC_OK);
    take_sheet(trial.page, &book.sheets[0]);
    take_sheet(trial.manifest, xlsx_find_sheet(&book, FORM_MANIFEST));
    assert_true(xlsx_find_sheet(&book, FORM_MANIFEST)->hidden);
    const struct template *template = trial.report->template;
    for (size_t i = 0; i < ASKED; i++) {
        const struct template_figure *figure = &template->figures[i];
        char kind = figure->type == TYPE_DATE || figure->type == TYPE_TEXT ? 'i' : 'n';
        workbook_set(trial.page, TOP + i, FORM_VALUE, kind, truths[i]);
        trial.names[TOP + i] = figure->name;
        trial.wanted[TOP + i] = truths[i];
    }
    trial.rows = TOP + ASKED;
    xlsx_book_release(&book);
    str_release(&bytes);
    sheet_form_release(&form);
    return trial;
}

static void trial_free(struct trial *trial) {
    workbook_release(trial->page);
    workbook_release(trial->manifest);
    mem_free(trial->page);
    mem_free(trial->manifest);
    report_free(trial->report);
}

/* --- what people do to it --- */

static size_t any_row(const struct trial *trial, struct random *random) {
    return TOP + random_below(random, trial->rows - TOP);
}

static const struct template_figure *figure_at(const struct trial *trial, size_t row) {
    return trial->names[row] == NULL
               ? NULL
               : figure_find(trial->report->template, span_of(trial->names[row]));
}

static bool is_money(const struct trial *trial, size_t row) {
    const struct template_figure *figure = figure_at(trial, row);
    return figure != NULL && figure->type == TYPE_MONEY && trial->wanted[row] != NULL &&
           trial->page->cells[row][FORM_VALUE].kind == 'n';
}

static void swap_rows(struct trial *trial, size_t a, size_t b) {
    struct workbook_cell cells[WORKBOOK_COLUMNS];
    const char *name = trial->names[a], *wanted = trial->wanted[a];
    bool any = trial->any[a];
    memcpy(cells, trial->page->cells[a], sizeof cells);
    memcpy(trial->page->cells[a], trial->page->cells[b], sizeof cells);
    memcpy(trial->page->cells[b], cells, sizeof cells);
    trial->names[a] = trial->names[b];
    trial->wanted[a] = trial->wanted[b];
    trial->any[a] = trial->any[b];
    trial->names[b] = name;
    trial->wanted[b] = wanted;
    trial->any[b] = any;
}

static void do_swap(struct trial *trial, struct random *random) {
    swap_rows(trial, any_row(trial, random), any_row(trial, random));
}

static void do_shuffle(struct trial *trial, struct random *random) {
    for (size_t i = TOP; i < trial->rows; i++)
        swap_rows(trial, i, any_row(trial, random));
}

/* A row between, everything below it one down. */
static void do_insert(struct trial *trial, struct random *random) {
    size_t at = any_row(trial, random);
    if (trial->rows + 1 >= WORKBOOK_ROWS)
        return;
    trial->rows++;
    for (size_t i = trial->rows - 1; i > at; i--)
        swap_rows(trial, i, i - 1);
    if (random_below(random, 2) == 0)
        workbook_set(trial->page, at, FORM_LABEL, 'i', "小标题");
}

static void do_delete(struct trial *trial, struct random *random) {
    size_t at = any_row(trial, random);
    for (size_t c = 0; c < WORKBOOK_COLUMNS; c++)
        workbook_set(trial->page, at, c, '\0', "");
    trial->names[at] = trial->wanted[at] = NULL;
}

static void do_swap_columns(struct trial *trial, struct random *random) {
    size_t a = random_below(random, FORM_COLUMN_COUNT), b = random_below(random, WORKBOOK_COLUMNS);
    for (size_t r = TOP - 1; r < trial->rows; r++) {
        struct workbook_cell cell = trial->page->cells[r][a];
        trial->page->cells[r][a] = trial->page->cells[r][b];
        trial->page->cells[r][b] = cell;
    }
}

static void do_filter(struct trial *trial, struct random *random) {
    trial->page->hidden_rows[any_row(trial, random)] = true;
}

static size_t column_of(const struct trial *trial, enum form_column column) {
    for (size_t c = 0; c < WORKBOOK_COLUMNS; c++)
        if (span_is(span_of(trial->page->cells[TOP - 1][c].text), form_captions[column]))
            return c;
    return WORKBOOK_COLUMNS - 1;
}

static void do_merge(struct trial *trial, struct random *random) {
    struct workbook_sheet *page = trial->page;
    size_t row = any_row(trial, random), column = column_of(trial, FORM_VALUE);
    if (page->merge_count == WORKBOOK_MERGES || row + 1 >= trial->rows)
        return;
    page->merges[page->merge_count].row = row;
    page->merges[page->merge_count].column = page->merges[page->merge_count].last_column = column;
    page->merges[page->merge_count++].last_row = row + 1;
}

static void do_double(struct trial *trial, struct random *random) {
    size_t from = any_row(trial, random), to = trial->rows;
    bool other = random_below(random, 2) == 0 && is_money(trial, from);
    if (to + 1 >= WORKBOOK_ROWS || trial->names[from] == NULL)
        return;
    for (size_t c = 0; c < WORKBOOK_COLUMNS; c++)
        workbook_set(trial->page, to, c, trial->page->cells[from][c].kind,
                     trial->page->cells[from][c].text);
    trial->names[to] = trial->names[from];
    trial->wanted[to] = trial->wanted[from];
    trial->any[to] = trial->any[from];
    trial->rows++;
    if (!other)
        return;
    workbook_set(trial->page, to, column_of(trial, FORM_VALUE), 'n', "77.77");
    for (size_t i = TOP; i < trial->rows; i++)
        if (trial->names[i] != NULL && strcmp(trial->names[i], trial->names[from]) == 0)
            trial->any[i] = true;
}

/* Other ways to write the same number. */
static void do_rewrite(struct trial *trial, struct random *random) {
    static const struct {
        char kind;
        const char *before, *behind;
    } ways[] = {
        {'n', "", "000000000001"}, {'i', " ", " "}, {'s', "", ""}, {'i', "", "万元"}, {'F', "", ""},
        {'i', "", " 万元"},        {'n', "", "E0"}};
    size_t row = any_row(trial, random), way = random_below(random, ARRAY_LEN(ways));
    char text[64];
    if (!is_money(trial, row) || column_of(trial, FORM_VALUE) != FORM_VALUE ||
        strcmp(trial->page->cells[row][FORM_VALUE].text, trial->wanted[row]) != 0)
        return;
    bool has_point = strchr(trial->wanted[row], '.') != NULL;
    (void)snprintf(text, sizeof text, "%s%s%s", ways[way].before, trial->wanted[row],
                   ways[way].behind);
    if (way == 0 && !has_point)
        return;
    workbook_set(trial->page, row, FORM_VALUE, ways[way].kind, text);
}

static void do_full_width(struct trial *trial, struct random *random) {
    size_t row = any_row(trial, random);
    if (trial->names[row] == NULL || strcmp(trial->names[row], "posts") != 0 ||
        trial->wanted[row] == NULL)
        return;
    workbook_set(trial->page, row, column_of(trial, FORM_VALUE), 'i', "１２０人");
}

static void do_percent(struct trial *trial, struct random *random) {
    size_t column = column_of(trial, FORM_VALUE);
    for (size_t row = TOP; row < trial->rows; row++)
        if (trial->names[row] != NULL && strcmp(trial->names[row], "rate") == 0 &&
            trial->wanted[row] != NULL) {
            bool as_share = random_below(random, 2) == 0;
            workbook_set(trial->page, row, column, as_share ? 'p' : 'n',
                         as_share ? "0.951" : "95.1");
        }
}

static void do_day(struct trial *trial, struct random *random) {
    for (size_t row = TOP; row < trial->rows; row++)
        if (trial->names[row] != NULL && strcmp(trial->names[row], "day") == 0 &&
            trial->wanted[row] != NULL)
            workbook_set(trial->page, row, column_of(trial, FORM_VALUE),
                         random_below(random, 2) == 0 ? 'd' : 'n', "44926");
}

static void do_other_unit(struct trial *trial, struct random *random) {
    size_t row = any_row(trial, random);
    if (!is_money(trial, row) || strcmp(trial->names[row], "office") != 0 ||
        column_of(trial, FORM_VALUE) != FORM_VALUE || column_of(trial, FORM_UNIT) != FORM_UNIT)
        return;
    workbook_set(trial->page, row, FORM_UNIT, 'i', "元");
    workbook_set(trial->page, row, FORM_VALUE, 'n', "125000");
}

static void do_wrong_unit(struct trial *trial, struct random *random) {
    size_t row = any_row(trial, random);
    if (!is_money(trial, row))
        return;
    workbook_set(trial->page, row, column_of(trial, FORM_UNIT), 'i', "人");
    trial->any[row] = true;
    trial->wanted[row] = NULL;
}

static void do_broken(struct trial *trial, struct random *random) {
    static const struct {
        char kind;
        const char *text;
    } cells[] = {{'f', ""},      {'e', "#REF!"},  {'b', "1"},
                 {'i', "约120"}, {'i', "见附件"}, {'n', "1e"}};
    size_t row = any_row(trial, random), which = random_below(random, ARRAY_LEN(cells));
    const struct template_figure *figure = figure_at(trial, row);
    if (figure == NULL || figure->type == TYPE_TEXT)
        return;
    workbook_set(trial->page, row, column_of(trial, FORM_VALUE), cells[which].kind,
                 cells[which].text);
    trial->any[row] = true;
    trial->wanted[row] = NULL;
}

static void do_special(struct trial *trial, struct random *random) {
    static const char *const words[][2] = {
        {"", NULL}, {"0", "0"}, {"无", "无"}, {"—", "无"}, {"-", "无"}};
    size_t row = any_row(trial, random), which = random_below(random, ARRAY_LEN(words));
    if (!is_money(trial, row))
        return;
    workbook_set(trial->page, row, column_of(trial, FORM_VALUE), 'i', words[which][0]);
    trial->wanted[row] = words[which][1];
}

/* Only some of the columns are sorted: the hidden names stay where they were. */
static void do_part_sort(struct trial *trial, struct random *random) {
    size_t a = any_row(trial, random), b = any_row(trial, random);
    size_t name = column_of(trial, FORM_NAME);
    if (a == b || trial->names[a] == NULL || trial->names[b] == NULL ||
        trial->page->cells[a][name].kind == '\0' || trial->page->cells[b][name].kind == '\0')
        return;
    swap_rows(trial, a, b);
    struct workbook_cell cell = trial->page->cells[a][name];
    trial->page->cells[a][name] = trial->page->cells[b][name];
    trial->page->cells[b][name] = cell;
}

static void do_drop_names(struct trial *trial, struct random *random) {
    size_t name = column_of(trial, FORM_NAME);
    (void)random;
    for (size_t r = TOP; r < trial->rows; r++)
        workbook_set(trial->page, r, name, '\0', "");
}

static void do_rename(struct trial *trial, struct random *random) {
    size_t row = any_row(trial, random);
    if (trial->names[row] == NULL)
        return;
    workbook_set(trial->page, row, column_of(trial, FORM_LABEL), 'i', "改了名的数");
    trial->any[row] = true;
}

static void do_placeless(struct trial *trial, struct random *random) {
    (void)random;
    trial->page->placeless = true;
}

static void (*const mutations[])(struct trial *trial, struct random *random) = {
    do_swap,       do_shuffle,    do_insert,  do_delete,     do_swap_columns, do_filter,
    do_merge,      do_double,     do_rewrite, do_full_width, do_percent,      do_day,
    do_other_unit, do_wrong_unit, do_broken,  do_special,    do_part_sort,    do_drop_names,
    do_rename,     do_placeless,  do_rewrite, do_rewrite,    do_special};

/* --- what comes of it --- */

/* The right value of the figure that a row of the file is about; "" where it may be none. */
static void check_row(const struct trial *trial, const struct match_row *row) {
    size_t at = row->row->line - 1;
    if (row->kind == MATCH_TROUBLE || row->kind == MATCH_UNPLACED) {
        assert_true(row->row->line > TOP);
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

static size_t count_right_of(const struct trial *trial, struct span bytes) {
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

static size_t count_right(const struct trial *trial) {
    struct str bytes = STR_INIT;
    workbook_write(&bytes, trial->page, trial->manifest);
    size_t right = count_right_of(trial, str_span(&bytes));
    str_release(&bytes);
    return right;
}

static void a_filled_sheet_is_read_whole(void **state) {
    (void)state;
    struct trial trial = trial_new();
    assert_int_equal(count_right(&trial), ASKED);
    trial_free(&trial);
}

static void each_mutation_alone_gives_no_wrong_value(void **state) {
    (void)state;
    for (size_t m = 0; m < ARRAY_LEN(mutations); m++)
        for (uint64_t seed = 1; seed <= 8; seed++) {
            struct trial trial = trial_new();
            struct random random = {.state = seed * 977 + m};
            mutations[m](&trial, &random);
            (void)count_right(&trial);
            trial_free(&trial);
        }
}

static void two_hundred_sheets_with_several_mutations_give_no_wrong_value(void **state) {
    enum { TRIALS = 200, AT_ONCE = 4 };
    size_t right = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= TRIALS; seed++) {
        struct trial trial = trial_new();
        struct random random = {.state = seed};
        for (size_t n = 1 + random_below(&random, AT_ONCE); n > 0; n--)
            mutations[random_below(&random, ARRAY_LEN(mutations))](&trial, &random);
        right += count_right(&trial);
        trial_free(&trial);
    }
    print_message("%zu of %d values were taken, none wrong\n", right, TRIALS * ASKED);
    assert_true(right > TRIALS * ASKED / 2);
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
static void write_filled(struct str *out, const struct trial *trial) {
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
        for (size_t k = 0; page && k < ASKED; k++)
            fill_cell(&texts[i], TOP + k, &trial->report->template->figures[k], truths[k]);
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
    struct trial trial = trial_new();
    struct str bytes = STR_INIT, home = STR_INIT, in = STR_INIT, out = STR_INIT;
    char *folder = folder_new();
    str_add_format(&home, "-env:UserInstallation=file://%s/home", folder);
    str_add_format(&in, "%s/a.xlsx", folder);
    str_add_format(&out, "%s/out", folder);
    write_filled(&bytes, &trial);
    assert_int_equal(count_right_of(&trial, str_span(&bytes)), ASKED);
    folder_put(in.s, str_span(&bytes));
    run((const char *const[]){"soffice", home.s, "--headless", "--convert-to", "xlsx", "--outdir",
                              out.s, in.s, NULL});
    str_add_text(&out, "/a.xlsx");
    str_clear(&bytes);
    folder_get(out.s, &bytes);
    assert_int_equal(count_right_of(&trial, str_span(&bytes)), ASKED);
    folder_free(folder);
    str_release(&out);
    str_release(&in);
    str_release(&home);
    str_release(&bytes);
    trial_free(&trial);
}

/* Some mutations must not cost anything. */
static void what_changes_no_value_costs_none(void **state) {
    void (*const harmless[])(struct trial *, struct random *) = {
        do_swap,    do_shuffle, do_insert,     do_swap_columns, do_filter,     do_full_width,
        do_percent, do_day,     do_other_unit, do_rewrite,      do_drop_names, do_placeless};
    (void)state;
    for (size_t m = 0; m < ARRAY_LEN(harmless); m++)
        for (uint64_t seed = 1; seed <= 8; seed++) {
            struct trial trial = trial_new();
            struct random random = {.state = seed};
            harmless[m](&trial, &random);
            if (count_right(&trial) != ASKED)
                fail_msg("mutation %zu, seed %d: not all", m, (int)seed);
            trial_free(&trial);
        }
}

static void digits_that_are_lost_are_told_of(void **state) {
    (void)state;
    struct trial trial = trial_new();
    struct str bytes = STR_INIT;
    struct read_sheet sheet = {0};
    struct sheet_match match = {0};
    workbook_set(trial.page, TOP, FORM_VALUE, 'n', "1286.4567");
    workbook_write(&bytes, trial.page, trial.manifest);
    assert_int_equal(sheet_read(&sheet, str_span(&bytes), "a.xlsx", NULL), RC_OK);
    sheet_match(&match, &sheet, trial.report->template);
    assert_string_equal(match.rows[0].text, "1286.46");
    assert_non_null(strstr(match.rows[0].message, "1286.4567"));
    sheet_match_release(&match);
    read_sheet_release(&sheet);
    str_release(&bytes);
    trial_free(&trial);
}

/* --- text and Word --- */

static void assert_text_gives(const struct trial *trial, struct span bytes, const char *name,
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
    struct trial trial = trial_new();
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
    trial_free(&trial);
}

static void of_rows_that_disagree_none_is_taken(void **state) {
    (void)state;
    struct trial trial = trial_new();
    struct sheet_form form = {0};
    struct str text = STR_INIT;
    sheet_form_make(&form, trial.report, "", 1, "", 0);
    sheet_form_write_text(&text, &form);
    str_add_text(&text, "年初预算数\t1,286.40\t万元\t\n年初预算数\t1286.4\t万元\t\n");
    assert_text_gives(&trial, str_span(&text), "a.txt", 2);
    str_add_text(&text, "年初预算数\t1286.5\t万元\t\n");
    assert_text_gives(&trial, str_span(&text), "a.txt", 0);
    str_add_text(&text, "年初预算数\t1286.4\t万元\t\n");
    assert_text_gives(&trial, str_span(&text), "a.txt", 0);
    str_release(&text);
    sheet_form_release(&form);
    trial_free(&trial);
}

static void a_word_file_comes_back(void **state) {
    (void)state;
    struct trial trial = trial_new();
    struct sheet_form form = {0};
    struct str bytes = STR_INIT;
    sheet_form_make(&form, trial.report, "", 1, "", 0);
    assert_int_equal(sheet_form_write_word(&bytes, &form, NULL), RC_OK);
    assert_text_gives(&trial, str_span(&bytes), "a.docx", 0);
    str_release(&bytes);
    sheet_form_release(&form);
    trial_free(&trial);
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
    struct trial trial = trial_new();
    struct str bytes = STR_INIT;
    struct read_sheet sheet = {0};
    struct err err = {0};
    workbook_write(&bytes, trial.page, NULL);
    assert_int_equal(sheet_read(&sheet, str_span(&bytes), "a.xlsx", &err), RC_INPUT);
    assert_non_null(strstr(err.text, "--from"));
    read_sheet_release(&sheet);
    str_release(&bytes);
    trial_free(&trial);
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
    } cells[] = {{TOP, FORM_BASE + 1, "含追加"},
                 {1, FORM_NOTE, "请于周五前"},
                 {TOP + 1, FORM_ORDER, "待核"},
                 {TOP + ASKED, FORM_LABEL, "填报人：李四"},
                 {TOP + ASKED + 1, FORM_NOTE, "合计待定"},
                 {TOP + ASKED + 2, FORM_PRIOR, "77"},
                 {TOP + 1, FORM_PRIOR, "88"}};
    (void)state;
    struct trial trial = trial_new();
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
    trial_free(&trial);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_filled_sheet_is_read_whole),
        cmocka_unit_test(each_mutation_alone_gives_no_wrong_value),
        cmocka_unit_test(two_hundred_sheets_with_several_mutations_give_no_wrong_value),
        cmocka_unit_test(what_libreoffice_saves_again_is_right_too),
        cmocka_unit_test(what_changes_no_value_costs_none),
        cmocka_unit_test(digits_that_are_lost_are_told_of),
        cmocka_unit_test(a_text_comes_back_with_tabs_or_blanks),
        cmocka_unit_test(of_rows_that_disagree_none_is_taken),
        cmocka_unit_test(a_word_file_comes_back),
        cmocka_unit_test(what_is_no_sheet_is_said),
        cmocka_unit_test(what_stands_beside_the_table_is_told_of_with_its_row),
    };
    return cmocka_run_group_tests_name("sheet/match", tests, NULL, NULL);
}
