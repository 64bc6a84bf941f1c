/* A sheet that comes back after what people do to it: rows moved, columns swapped, numbers written
 * in other ways. Each value is the right one, or there is a sentence with its row. */
#include "base/mem.h"
#include "exchange/sheet/form.h"
#include "model/figure/figure.h"
#include "tests/support/random.h"
#include "tests/support/sheet_trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* --- what people do to it --- */

static size_t any_row(const struct sheet_trial *trial, struct random *random) {
    return TRIAL_TOP + random_below(random, trial->rows - TRIAL_TOP);
}

static const struct template_figure *figure_at(const struct sheet_trial *trial, size_t row) {
    return trial->names[row] == NULL
               ? NULL
               : figure_find(trial->report->template, span_of(trial->names[row]));
}

static bool is_money(const struct sheet_trial *trial, size_t row) {
    const struct template_figure *figure = figure_at(trial, row);
    return figure != NULL && figure->type == TYPE_MONEY && trial->wanted[row] != NULL &&
           trial->page->cells[row][FORM_VALUE].kind == 'n';
}

static void swap_rows(struct sheet_trial *trial, size_t a, size_t b) {
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

static void do_swap(struct sheet_trial *trial, struct random *random) {
    swap_rows(trial, any_row(trial, random), any_row(trial, random));
}

static void do_shuffle(struct sheet_trial *trial, struct random *random) {
    for (size_t i = TRIAL_TOP; i < trial->rows; i++)
        swap_rows(trial, i, any_row(trial, random));
}

/* A row between, everything below it one down. */
static void do_insert(struct sheet_trial *trial, struct random *random) {
    size_t at = any_row(trial, random);
    if (trial->rows + 1 >= WORKBOOK_ROWS)
        return;
    trial->rows++;
    for (size_t i = trial->rows - 1; i > at; i--)
        swap_rows(trial, i, i - 1);
    if (random_below(random, 2) == 0)
        workbook_set(trial->page, at, FORM_LABEL, 'i', "小标题");
}

static void do_delete(struct sheet_trial *trial, struct random *random) {
    size_t at = any_row(trial, random);
    for (size_t c = 0; c < WORKBOOK_COLUMNS; c++)
        workbook_set(trial->page, at, c, '\0', "");
    trial->names[at] = trial->wanted[at] = NULL;
}

static void do_swap_columns(struct sheet_trial *trial, struct random *random) {
    size_t a = random_below(random, FORM_COLUMN_COUNT), b = random_below(random, WORKBOOK_COLUMNS);
    for (size_t r = TRIAL_TOP - 1; r < trial->rows; r++) {
        struct workbook_cell cell = trial->page->cells[r][a];
        trial->page->cells[r][a] = trial->page->cells[r][b];
        trial->page->cells[r][b] = cell;
    }
}

static void do_filter(struct sheet_trial *trial, struct random *random) {
    trial->page->hidden_rows[any_row(trial, random)] = true;
}

static size_t column_of(const struct sheet_trial *trial, enum form_column column) {
    for (size_t c = 0; c < WORKBOOK_COLUMNS; c++)
        if (span_is(span_of(trial->page->cells[TRIAL_TOP - 1][c].text), form_captions[column]))
            return c;
    return WORKBOOK_COLUMNS - 1;
}

static void do_merge(struct sheet_trial *trial, struct random *random) {
    struct workbook_sheet *page = trial->page;
    size_t row = any_row(trial, random), column = column_of(trial, FORM_VALUE);
    if (page->merge_count == WORKBOOK_MERGES || row + 1 >= trial->rows)
        return;
    page->merges[page->merge_count].row = row;
    page->merges[page->merge_count].column = page->merges[page->merge_count].last_column = column;
    page->merges[page->merge_count++].last_row = row + 1;
}

static void do_double(struct sheet_trial *trial, struct random *random) {
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
    for (size_t i = TRIAL_TOP; i < trial->rows; i++)
        if (trial->names[i] != NULL && strcmp(trial->names[i], trial->names[from]) == 0)
            trial->any[i] = true;
}

/* Other ways to write the same number. */
static void do_rewrite(struct sheet_trial *trial, struct random *random) {
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

static void do_full_width(struct sheet_trial *trial, struct random *random) {
    size_t row = any_row(trial, random);
    if (trial->names[row] == NULL || strcmp(trial->names[row], "posts") != 0 ||
        trial->wanted[row] == NULL)
        return;
    workbook_set(trial->page, row, column_of(trial, FORM_VALUE), 'i', "１２０人");
}

static void do_percent(struct sheet_trial *trial, struct random *random) {
    size_t column = column_of(trial, FORM_VALUE);
    for (size_t row = TRIAL_TOP; row < trial->rows; row++)
        if (trial->names[row] != NULL && strcmp(trial->names[row], "rate") == 0 &&
            trial->wanted[row] != NULL) {
            bool as_share = random_below(random, 2) == 0;
            workbook_set(trial->page, row, column, as_share ? 'p' : 'n',
                         as_share ? "0.951" : "95.1");
        }
}

static void do_day(struct sheet_trial *trial, struct random *random) {
    for (size_t row = TRIAL_TOP; row < trial->rows; row++)
        if (trial->names[row] != NULL && strcmp(trial->names[row], "day") == 0 &&
            trial->wanted[row] != NULL)
            workbook_set(trial->page, row, column_of(trial, FORM_VALUE),
                         random_below(random, 2) == 0 ? 'd' : 'n', "44926");
}

static void do_other_unit(struct sheet_trial *trial, struct random *random) {
    size_t row = any_row(trial, random);
    if (!is_money(trial, row) || strcmp(trial->names[row], "office") != 0 ||
        column_of(trial, FORM_VALUE) != FORM_VALUE || column_of(trial, FORM_UNIT) != FORM_UNIT)
        return;
    workbook_set(trial->page, row, FORM_UNIT, 'i', "元");
    workbook_set(trial->page, row, FORM_VALUE, 'n', "125000");
}

static void do_wrong_unit(struct sheet_trial *trial, struct random *random) {
    size_t row = any_row(trial, random);
    if (!is_money(trial, row))
        return;
    workbook_set(trial->page, row, column_of(trial, FORM_UNIT), 'i', "人");
    trial->any[row] = true;
    trial->wanted[row] = NULL;
}

static void do_broken(struct sheet_trial *trial, struct random *random) {
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

static void do_special(struct sheet_trial *trial, struct random *random) {
    static const char *const words[][2] = {
        {"", NULL}, {"0", "0"}, {"无", "无"}, {"—", "无"}, {"-", "无"}};
    size_t row = any_row(trial, random), which = random_below(random, ARRAY_LEN(words));
    if (!is_money(trial, row))
        return;
    workbook_set(trial->page, row, column_of(trial, FORM_VALUE), 'i', words[which][0]);
    trial->wanted[row] = words[which][1];
}

/* Only some of the columns are sorted: the hidden names stay where they were. */
static void do_part_sort(struct sheet_trial *trial, struct random *random) {
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

static void do_drop_names(struct sheet_trial *trial, struct random *random) {
    size_t name = column_of(trial, FORM_NAME);
    (void)random;
    for (size_t r = TRIAL_TOP; r < trial->rows; r++)
        workbook_set(trial->page, r, name, '\0', "");
}

static void do_rename(struct sheet_trial *trial, struct random *random) {
    size_t row = any_row(trial, random);
    if (trial->names[row] == NULL)
        return;
    workbook_set(trial->page, row, column_of(trial, FORM_LABEL), 'i', "改了名的数");
    trial->any[row] = true;
}

static void do_placeless(struct sheet_trial *trial, struct random *random) {
    (void)random;
    trial->page->placeless = true;
}

static void (*const mutations[])(struct sheet_trial *trial, struct random *random) = {
    do_swap,       do_shuffle,    do_insert,  do_delete,     do_swap_columns, do_filter,
    do_merge,      do_double,     do_rewrite, do_full_width, do_percent,      do_day,
    do_other_unit, do_wrong_unit, do_broken,  do_special,    do_part_sort,    do_drop_names,
    do_rename,     do_placeless,  do_rewrite, do_rewrite,    do_special};

/* --- what comes of it --- */

static void each_mutation_alone_gives_no_wrong_value(void **state) {
    (void)state;
    for (size_t m = 0; m < ARRAY_LEN(mutations); m++)
        for (uint64_t seed = 1; seed <= 8; seed++) {
            struct sheet_trial trial = sheet_trial_new();
            struct random random = {.state = seed * 977 + m};
            mutations[m](&trial, &random);
            (void)sheet_trial_count_right(&trial);
            sheet_trial_free(&trial);
        }
}

static void two_hundred_sheets_with_several_mutations_give_no_wrong_value(void **state) {
    enum { TRIALS = 200, AT_ONCE = 4 };
    size_t right = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= TRIALS; seed++) {
        struct sheet_trial trial = sheet_trial_new();
        struct random random = {.state = seed};
        for (size_t n = 1 + random_below(&random, AT_ONCE); n > 0; n--)
            mutations[random_below(&random, ARRAY_LEN(mutations))](&trial, &random);
        right += sheet_trial_count_right(&trial);
        sheet_trial_free(&trial);
    }
    print_message("%zu of %d values were taken, none wrong\n", right, TRIALS * TRIAL_ASKED);
    assert_true(right > TRIALS * TRIAL_ASKED / 2);
}

/* Some mutations must not cost anything. */
static void what_changes_no_value_costs_none(void **state) {
    void (*const harmless[])(struct sheet_trial *, struct random *) = {
        do_swap,    do_shuffle, do_insert,     do_swap_columns, do_filter,     do_full_width,
        do_percent, do_day,     do_other_unit, do_rewrite,      do_drop_names, do_placeless};
    (void)state;
    for (size_t m = 0; m < ARRAY_LEN(harmless); m++)
        for (uint64_t seed = 1; seed <= 8; seed++) {
            struct sheet_trial trial = sheet_trial_new();
            struct random random = {.state = seed};
            harmless[m](&trial, &random);
            if (sheet_trial_count_right(&trial) != TRIAL_ASKED)
                fail_msg("mutation %zu, seed %d: not all", m, (int)seed);
            sheet_trial_free(&trial);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_mutation_alone_gives_no_wrong_value),
        cmocka_unit_test(two_hundred_sheets_with_several_mutations_give_no_wrong_value),
        cmocka_unit_test(what_changes_no_value_costs_none),
    };
    return cmocka_run_group_tests_name("sheet/match_mutations", tests, NULL, NULL);
}
