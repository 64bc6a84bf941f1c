#include "exchange/md/write.h"

#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "exchange/rows.h"
#include "model/table_cell.h"

#include <string.h>

enum { LEVEL_MOST = 6, MARKER_DIGITS_MOST = 9 };

/* --- text --- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Bytes of a number at the head that a dot or bracket would turn into a list. */
static size_t number_at_head(struct span text) {
    size_t n = 0;
    while (n < text.n && n <= MARKER_DIGITS_MOST && is_digit(text.p[n]))
        n++;
    return n > MARKER_DIGITS_MOST ? 0 : n;
}

static bool is_blank_at(struct span text, size_t at) {
    return at >= text.n || text.p[at] == ' ' || text.p[at] == '\t';
}

static void add_escaped(struct str *out, struct span text) {
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] != '\0' && strchr("\\`*_[]<>#~|&", text.p[i]) != NULL)
            str_add_byte(out, '\\');
        str_add_byte(out, text.p[i]);
    }
}

/* At the head of a line, where a mark may begin a list. */
static void add_line_start(struct str *out, struct span text) {
    size_t number = number_at_head(text);
    if (text.n > 0 && (text.p[0] == '-' || text.p[0] == '+')) {
        str_add_byte(out, '\\');
    } else if (number > 0 && number < text.n && (text.p[number] == '.' || text.p[number] == ')') &&
               is_blank_at(text, number + 1)) {
        str_add(out, span_sub(text, 0, number));
        str_add_byte(out, '\\');
        str_add_byte(out, text.p[number]);
        text = span_sub(text, number + 1, text.n);
    }
    add_escaped(out, text);
}

/* HTML is taken as it is: its own escapes. */
static void add_html(struct str *out, struct span text) {
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '&')
            str_add_text(out, "&amp;");
        else if (text.p[i] == '<')
            str_add_text(out, "&lt;");
        else if (text.p[i] == '>')
            str_add_text(out, "&gt;");
        else
            str_add_byte(out, text.p[i]);
    }
}

/* --- blocks --- */

static void write_title(struct str *out, const struct block *blocks, size_t count) {
    str_add_text(out, "# ");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            str_add_text(out, "<br>");
        add_escaped(out, span_of(blocks[i].text));
    }
    str_add_byte(out, '\n');
}

static void write_heading(struct str *out, const struct block *block) {
    struct str line = STR_INIT;
    int level = block->level + 1 < LEVEL_MOST ? block->level + 1 : LEVEL_MOST;
    block_add_text(&line, block);
    str_add_repeat(out, SPAN("#"), (size_t)level);
    str_add_byte(out, ' ');
    add_escaped(out, span_trim(str_span(&line)));
    str_add_byte(out, '\n');
    str_release(&line);
}

static bool is_letter(char32_t c) {
    return char_is_han(c) || char_is_latin_or_digit(c);
}

/* Asterisks behind punctuation close only before a blank or punctuation. */
static bool asterisks_hold(struct span bold, struct span after) {
    static const char32_t marks[] = U"。，、；：？！（）《》“”";
    struct span rest = bold;
    if (utf8_is_space(utf8_take(&rest)))
        return false;
    if (after.n == 0 || is_letter(utf8_before(bold, bold.n)))
        return true;
    char32_t next = utf8_take(&after);
    for (size_t i = 0; marks[i] != 0; i++)
        if (marks[i] == next)
            return true;
    return utf8_is_space(next);
}

static void write_run_in(struct str *out, const struct block *block) {
    struct block bare = *block; /* label and heading: the mark stands behind */
    bare.end_mark = NULL;
    struct str prefix = STR_INIT, after = STR_INIT;
    block_add_prefix(&prefix, &bare);
    struct span bold = span_trim_end(str_span(&prefix));
    str_add(&after, span_sub(str_span(&prefix), bold.n, prefix.len));
    str_add(&after, span_of(block->end_mark));
    str_add_text(&after, block->text);
    while (after.len > 0 && (after.s[after.len - 1] == ' ' || after.s[after.len - 1] == '\t'))
        str_cut(&after, after.len - 1); /* two of them would break the line */
    if (bold.n == 0) {                  /* a label of blanks: nothing of it shows */
        add_line_start(out, span_trim(str_span(&after)));
    } else {
        bool asterisks = asterisks_hold(bold, str_span(&after));
        str_add_text(out, asterisks ? "**" : "<strong>");
        add_escaped(out, bold);
        str_add_text(out, asterisks ? "**" : "</strong>");
        add_escaped(out, str_span(&after));
    }
    str_add_byte(out, '\n');
    str_release(&prefix);
    str_release(&after);
}

static bool is_number_and_dot(struct span label) {
    size_t number = number_at_head(label);
    return number > 0 && label.n == number + 1 && label.p[number] == '.';
}

static void write_items(struct str *out, const struct block *blocks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct str line = STR_INIT;
        if (is_number_and_dot(span_of(blocks[i].label))) {
            str_add_format(out, "%s ", blocks[i].label);
            str_add_text(&line, blocks[i].text);
        } else {
            str_add_text(out, "- ");
            block_add_text(&line, &blocks[i]);
        }
        add_line_start(out, str_span(&line));
        str_add_byte(out, '\n');
        str_release(&line);
    }
}

static void write_sign_off(struct str *out, const struct block *blocks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        str_add_text(out, "<p align=\"right\">");
        add_html(out, span_of(blocks[i].text));
        str_add_text(out, "</p>\n");
    }
}

/* --- tables --- */

static void add_spaces(struct str *out, size_t count) {
    str_add_repeat(out, SPAN("&#32;"), count);
}

static void add_cell(struct str *out, struct span cell) {
    size_t before = 0, after = 0;
    while (before < cell.n && cell.p[before] == ' ')
        before++;
    while (after < cell.n - before && cell.p[cell.n - 1 - after] == ' ')
        after++;
    str_add_byte(out, ' ');
    add_spaces(out, before);
    add_escaped(out, span_sub(cell, before, cell.n - after));
    add_spaces(out, after);
    str_add_text(out, " |");
}

/* Columns that hold nothing but numbers below the head. */
struct number_columns {
    size_t count;
    bool *numbers, *others;
};

static void note_cells(struct number_columns *columns, struct span row) {
    struct span cell;
    for (size_t i = 0; i < columns->count && table_cell_take(&row, &cell); i++) {
        cell = span_trim(cell);
        columns->numbers[i] |= table_cell_is_number(cell);
        columns->others[i] |= cell.n > 0 && !table_cell_is_number(cell);
    }
}

static void add_rule(struct str *out, const struct block *blocks, size_t count, size_t columns) {
    struct number_columns noted = {columns, mem_alloc_zero(columns, sizeof(bool)),
                                   mem_alloc_zero(columns, sizeof(bool))};
    struct span rows, row;
    bool head = true;
    for (size_t i = 0; i < count; i++)
        for (rows = span_of(blocks[i].text); span_take_line(&rows, &row); head = false)
            if (!head)
                note_cells(&noted, row);
    str_add_text(out, "\n|");
    for (size_t i = 0; i < columns; i++)
        str_add_text(out, noted.numbers[i] && !noted.others[i] ? " ---: |" : " --- |");
    mem_free(noted.numbers);
    mem_free(noted.others);
}

static void write_table(struct str *out, const struct block *blocks, size_t count) {
    size_t columns = 0;
    struct span rows, row, cell;
    for (size_t i = 0; i < count; i++)
        for (rows = span_of(blocks[i].text); span_take_line(&rows, &row);)
            columns = columns < table_cell_count(row) ? table_cell_count(row) : columns;
    bool head = true;
    for (size_t i = 0; i < count; i++)
        for (rows = span_of(blocks[i].text); span_take_line(&rows, &row); head = false) {
            size_t cells = table_cell_count(row);
            str_add_byte(out, '|');
            while (table_cell_take(&row, &cell))
                add_cell(out, cell);
            if (head) {
                str_add_repeat(out, SPAN("|"), columns - cells);
                add_rule(out, blocks, count, columns);
            }
            str_add_byte(out, '\n');
        }
}

void md_write_rows(struct str *out, struct span rows) {
    struct str text = STR_INIT;
    str_add(&text, rows);
    write_table(out, &(struct block){.kind = BLOCK_TABLE, .text = text.s}, 1);
    str_release(&text);
}

/* --- the document --- */

static size_t write_block(struct str *out, const struct block *block, size_t same) {
    static void (*const runs[])(struct str *, const struct block *,
                                size_t) = {[BLOCK_TITLE] = write_title,
                                           [BLOCK_ITEM] = write_items,
                                           [BLOCK_TABLE] = write_table,
                                           [BLOCK_SIGN_OFF] = write_sign_off};
    if (block->kind < ARRAY_LEN(runs) && runs[block->kind] != NULL) {
        runs[block->kind](out, block, same);
        return same;
    }
    if (block->kind == BLOCK_HEADING) {
        write_heading(out, block);
    } else if (block->level > 0) {
        write_run_in(out, block);
    } else {
        add_line_start(out, span_of(block->text));
        str_add_byte(out, '\n');
    }
    return 1;
}

/* A heading of blanks shows nothing. */
static bool shows(const struct block *block) {
    struct str line = STR_INIT;
    block_add_text(&line, block);
    bool ink = utf8_count_ink(str_span(&line)) > 0;
    str_release(&line);
    return ink;
}

void md_write(struct str *out, const struct document *document) {
    struct document shown = {0}; /* borrows the texts */
    for (size_t i = 0; i < document->count; i++) {
        if (!shows(&document->blocks[i]))
            continue;
        MEM_PUSH_ROOM(shown.blocks, shown.count, shown.cap);
        shown.blocks[shown.count++] = document->blocks[i];
    }
    for (size_t i = 0; i < shown.count;) {
        if (i > 0)
            str_add_byte(out, '\n');
        i += write_block(out, &shown.blocks[i], blocks_count_same(&shown, i));
    }
    mem_free(shown.blocks);
}
