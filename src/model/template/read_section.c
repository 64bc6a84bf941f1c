#include "model/template/read_section.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/template/columns.h"
#include "model/template/read.h"
#include "model/template/read_map.h"
#include "model/template/read_name.h"
#include "model/template/read_value.h"

#include <string.h>

enum { REPEAT_MOST = 999, REPEATING_MOST = 20, CELLS_MOST = 20 };

static const struct key column_keys[] = {
    KEY_WANTED("name", read_name, struct template_column, name),
    KEY_WANTED("label", read_heading, struct template_column, label),
    KEY("type", read_type, struct template_column, type),
    KEY("unit", read_plain, struct template_column, unit),
    KEY("sum", read_bool, struct template_column, sum),
};

static void read_column_list(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_section *section = member;
    section->columns = reader_records(reader, key, column_keys, ARRAY_LEN(column_keys),
                                      sizeof *section->columns, &section->column_count);
    reader_note_names(reader, key->next);
}

/* Only quantities add up, and the first column calls the row of sums. */
static void check_columns(struct reader *reader, const struct yaml_node *map,
                          const struct template_section *section) {
    const struct yaml_node *columns = yaml_find(map, "columns");
    const struct yaml_node *item = columns != NULL ? columns->child : NULL;
    bool adds_up = false;
    for (size_t i = 0; i < section->column_count && item != NULL; i++, item = item->next) {
        const struct template_column *column = &section->columns[i];
        if (column->label != NULL && span_find(span_of(column->label), SPAN("${")) != SIZE_MAX)
            faults_add(reader->faults, reader_place(item, "label"),
                       _("列名照印在表头里，不能用${…}"));
        if (column->sum && !column_adds_up(column))
            faults_add(reader->faults, reader_place(item, "sum"),
                       _("求和的列，type要是integer、decimal或money"));
        adds_up = adds_up || (i > 0 && column_adds_up(column));
        if (i == 0 && column->sum)
            faults_add(reader->faults, reader_place(item, "sum"),
                       _("第一列要写“合计”两个字，不能求和；把名目放在第一列"));
    }
    if (section->sum_row && !adds_up)
        faults_add(reader->faults, reader_place(map, "sum"),
                   _("“sum: true”要有可以相加的列：第一列以后，type是integer、decimal或money的"));
}

/* `sum` of the table is that of all its quantities, where none of them has it. */
static void set_sums(struct template_section *section) {
    bool told = false;
    for (size_t i = 0; i < section->column_count; i++) {
        struct template_column *column = &section->columns[i];
        column->sum = column->sum && i > 0 && column_adds_up(column);
        told = told || column->sum;
    }
    for (size_t i = 1; section->sum_row && !told && i < section->column_count; i++)
        section->columns[i].sum = column_adds_up(&section->columns[i]);
    section->sum_row = section->sum_row || told;
}

/* What 插入范文 puts into a table that is empty. */
static void set_heading_row(struct template_section *section) {
    struct str heading = STR_INIT;
    columns_add_heading(&heading, section);
    if (heading.len > 0 && section->starter == NULL)
        section->starter = span_copy(str_span(&heading));
    str_release(&heading);
}

/* Names of figures; whether there are such is asked at the end. */
static void read_figure_names(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_section *section = member;
    const struct yaml_node *item = reader_list(reader, key);
    if (item == NULL)
        return;
    section->figures = mem_alloc_zero(key->next->count, sizeof *section->figures);
    for (; item != NULL; item = item->next) {
        if (item->kind != YAML_VALUE) {
            faults_add(reader->faults, item->place, _("“%s”里要写数据的名称"), key->text);
            continue;
        }
        section->figures[section->figure_count++] =
            span_copy((struct span){item->text, item->length});
        reader_note_reference(reader, REFERENCE_FIGURE, item, NULL, false);
    }
}

static void read_numbering(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_section *section = member;
    if (reader_take_numbering(reader, key->next, &section->numbering))
        section->numbering_given = true;
}

static const struct key repeat_keys[] = {
    KEY("min", read_length, struct template_section, repeat_min),
    KEY("max", read_length, struct template_section, repeat_max),
};

static void read_repeat(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_section *section = member;
    section->repeats = reader_map(reader, key->next, repeat_keys, ARRAY_LEN(repeat_keys), section);
    if (++reader->repeats > REPEATING_MOST && reader->strict)
        faults_add(reader->faults, key->place, _("可以照样再加的节最多%d种"), REPEATING_MOST);
    if (section->repeat_max > REPEAT_MOST || section->repeat_min > REPEAT_MOST)
        faults_add(reader->faults, key->next->place, _("最多可加%d节"), REPEAT_MOST);
}

/* ---- a table of figures and scores ---- */

static void read_cell(struct reader *reader, const struct yaml_node *cell,
                      struct template_row *row) {
    if (cell->kind != YAML_VALUE || memchr(cell->text, '\n', cell->length) != NULL) {
        faults_add(reader->faults, cell->place, _("表格的格里只能写一行文字，文字里可以有${名称}"));
        return;
    }
    row->cells[row->count++] = span_copy((struct span){cell->text, cell->length});
    reader_note_reference(reader, REFERENCE_CELL, cell, NULL, false);
}

/* ---- the score sheet in the columns of a form ---- */

static void read_levels(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_row *row = member;
    read_length(reader, key, &row->levels);
    if (row->levels < 1 || row->levels > SCORE_LEVELS_MOST) {
        faults_add(reader->faults, key->next->place, _("“levels”是1到%d：指标分几级写在几列里"),
                   SCORE_LEVELS_MOST);
        row->levels = 1;
    }
}

static void read_score_columns(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_row *row = member;
    for (const struct yaml_node *item = reader_list(reader, key); item != NULL; item = item->next) {
        enum score_column column;
        if (!reader_take_score_column(reader, item, &column))
            continue;
        for (size_t i = 0; i < row->column_count; i++)
            if (row->columns[i] == column) {
                faults_add(reader->faults, item->place, _("列“%s”写了两次"), item->text);
                return;
            }
        row->columns[row->column_count++] = column;
    }
}

static void read_without(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_row *row = member;
    const struct yaml_node *item = reader_list(reader, key);
    if (item == NULL)
        return;
    row->without = mem_alloc_zero(key->next->count, sizeof(char *));
    for (; item != NULL; item = item->next) {
        if (item->kind != YAML_VALUE) {
            faults_add(reader->faults, item->place, _("“%s”里要写指标的名称"), key->text);
            continue;
        }
        row->without[row->without_count++] = span_copy((struct span){item->text, item->length});
        reader_note_reference(reader, REFERENCE_INDICATOR, item, NULL, false);
    }
}

static const struct key score_keys[] = {
    {"levels", read_levels, 0, true},
    {"columns", read_score_columns, 0, true},
    KEY_OF("without", read_without),
};

static void read_score_form(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_row *row = member;
    row->scores = reader_map(reader, key->next, score_keys, ARRAY_LEN(score_keys), row);
    reader_note_reference(reader, REFERENCE_SCORES, key, NULL, false);
}

static void read_row_text(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_row *row = member;
    read_plain(reader, key, &row->text);
    reader_note_reference(reader, REFERENCE_CELL, key->next, NULL, false);
}

static const struct key row_keys[] = {
    KEY_OF("score", read_score_form),
    KEY_OF("text", read_row_text),
};

static void read_row_map(struct reader *reader, const struct yaml_node *item,
                         struct template_row *row) {
    (void)reader_map(reader, item, row_keys, ARRAY_LEN(row_keys), row);
    if ((yaml_find(item, "score") != NULL) == (yaml_find(item, "text") != NULL))
        faults_add(reader->faults, item->place, _("这里要写“score”或“text”，并且只有其中一个"));
}

static void read_row(struct reader *reader, const struct yaml_node *item,
                     struct template_row *row) {
    if (item->kind == YAML_VALUE && span_is((struct span){item->text, item->length}, "score")) {
        row->scores = true;
        reader_note_reference(reader, REFERENCE_SCORES, item, NULL, false);
    } else if (item->kind == YAML_MAP) {
        read_row_map(reader, item, row);
    } else if (item->kind != YAML_LIST || item->count == 0) {
        faults_add(
            reader->faults, item->place,
            _("表格的一行要写成一个列表，如[编制数, \"${posts}\"]，或写score（自评表）、text: "
              "一行文字"));
    } else if (item->count > CELLS_MOST) {
        faults_add(reader->faults, item->place, _("表格最多%d列"), CELLS_MOST);
    } else {
        row->cells = mem_alloc_zero(item->count, sizeof(char *));
        for (const struct yaml_node *cell = item->child; cell != NULL; cell = cell->next)
            read_cell(reader, cell, row);
    }
}

static void read_table(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_section *section = member;
    const struct yaml_node *item = reader_list(reader, key);
    if (item == NULL)
        return;
    section->rows = mem_alloc_zero(key->next->count, sizeof *section->rows);
    for (; item != NULL; item = item->next)
        read_row(reader, item, &section->rows[section->row_count++]);
}

static void read_children(struct reader *reader, const struct yaml_node *key, void *member);

static const struct key section_keys[] = {
    KEY_WANTED("name", read_name, struct template_section, name),
    KEY("label", read_heading, struct template_section, label),
    KEY("hint", read_prose, struct template_section, hint),
    KEY("guidance", read_prose, struct template_section, guidance),
    KEY("default", read_prose, struct template_section, starter),
    KEY("heading", read_form, struct template_section, form),
    KEY("kind", read_kind, struct template_section, kind),
    KEY_OF("numbering", read_numbering),
    KEY("required", read_condition, struct template_section, required),
    KEY("required_message", read_prose, struct template_section, required_message),
    KEY("relevant", read_condition, struct template_section, relevant),
    KEY("min_length", read_length, struct template_section, min_length),
    KEY("max_length", read_length, struct template_section, max_length),
    KEY_OF("repeat", read_repeat),
    KEY("carry", read_carry, struct template_section, carry),
    KEY("stable", read_bool, struct template_section, stable),
    KEY("owner", read_plain, struct template_section, owner),
    KEY("source", read_plain, struct template_section, source),
    KEY_OF("figures", read_figure_names),
    KEY_OF("columns", read_column_list),
    KEY("sum", read_bool, struct template_section, sum_row),
    KEY_OF("table", read_table),
    KEY("attachment", read_bool, struct template_section, attachment),
    KEY("paper", read_paper, struct template_section, paper),
    KEY_OF("sections", read_children),
};

/* The mark of a run-in heading stands beside the label, not in it. */
static void set_end_mark(struct template_section *section) {
    static const char *const marks[] = {"。", "："};
    if (section->form != FORM_RUN_IN || section->label == NULL)
        return;
    struct span label = span_of(section->label), mark = SPAN("。");
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (span_ends_with(label, span_of(marks[i]))) {
            mark = span_of(marks[i]);
            section->label[label.n - mark.n] = '\0';
        }
    section->end_mark = span_copy(mark);
}

static bool repeats_below(const struct template_section *section) {
    for (size_t i = 0; i < section->section_count; i++)
        if (section->sections[i]->repeats || repeats_below(section->sections[i]))
            return true;
    return false;
}

static void check_section(struct reader *reader, const struct yaml_node *map,
                          const struct template_section *section) {
    if (section->repeats && reader->strict && repeats_below(section))
        faults_add(reader->faults, reader_place(map, "repeat"),
                   _("可以照样再加的节，下级不能再有“repeat”：加一节时下级各有一份"));
    if (section->form != FORM_NONE && section->label == NULL && yaml_find(map, "label") == NULL)
        faults_add(reader->faults, map->place, _("这里少了键“%s”"), "label");
    if (section->max_length >= 0 && section->min_length > section->max_length)
        faults_add(reader->faults, reader_place(map, "min_length"), _("“%s”不能大于“%s”"),
                   "min_length", "max_length");
    if (section->repeat_max >= 0 && section->repeat_min > section->repeat_max)
        faults_add(reader->faults, reader_place(map, "repeat"), _("“%s”不能大于“%s”"), "min",
                   "max");
    if (section->kind != KIND_TABLE && section->columns != NULL)
        faults_add(reader->faults, reader_place(map, "columns"),
                   _("只有kind为table的节才有“columns”"));
    if (section->kind == KIND_TABLE && yaml_find(map, "columns") == NULL &&
        yaml_find(map, "table") == NULL)
        faults_add(reader->faults, reader_place(map, "kind"),
                   _("表格要用“columns”说明有哪些列，或用“table”写明各行"));
    if (section->kind != KIND_TABLE && yaml_find(map, "table") != NULL)
        faults_add(reader->faults, reader_place(map, "table"), _("只有kind为table的节才有“table”"));
    if (section->attachment && reader->depth > 1)
        faults_add(reader->faults, reader_place(map, "attachment"), _("只有最上层的节才能是附件"));
    if (!section->attachment && yaml_find(map, "paper") != NULL)
        faults_add(reader->faults, reader_place(map, "paper"),
                   _("只有附件（attachment: true）才有“paper”：附件另起一页，才能换纸的方向"));
}

static void read_section(struct reader *reader, const struct yaml_node *map,
                         struct template_section *section) {
    section->min_length = section->max_length = -1;
    section->repeat_min = section->repeat_max = -1;
    reader_note_name(reader, map, FAMILY_SECTION, SIZE_MAX);
    if (!reader_map(reader, map, section_keys, ARRAY_LEN(section_keys), section))
        return;
    check_section(reader, map, section);
    if (reader->strict)
        check_columns(reader, map, section);
    set_sums(section);
    set_heading_row(section);
    set_end_mark(section);
}

/* Recursion is bounded by TEMPLATE_DEPTH_MOST. */
static void read_children(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_section *parent = member;
    const struct yaml_node *item = reader_list(reader, key);
    if (item == NULL)
        return;
    if (reader->depth == TEMPLATE_DEPTH_MOST) {
        faults_add(reader->faults, key->place, _("节最多分%d层"), TEMPLATE_DEPTH_MOST);
        return;
    }
    parent->sections = mem_alloc_zero(key->next->count, sizeof(struct template_section *));
    reader->depth++;
    for (; item != NULL; item = item->next) {
        struct template_section *section = MEM_NEW(struct template_section);
        section->parent = parent;
        section->position = parent->section_count;
        parent->sections[parent->section_count++] = section;
        read_section(reader, item, section);
    }
    reader->depth--;
}

void read_sections(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_section *root = member;
    root->min_length = root->max_length = root->repeat_min = root->repeat_max = -1;
    read_children(reader, key, root);
}

const struct key_table section_key_tables[] = {
    {"section", section_keys, ARRAY_LEN(section_keys)},
    {"column", column_keys, ARRAY_LEN(column_keys)},
    {"row", row_keys, ARRAY_LEN(row_keys)},
    {"score", score_keys, ARRAY_LEN(score_keys)},
    {"repeat", repeat_keys, ARRAY_LEN(repeat_keys)},
    {NULL, NULL, 0},
};
