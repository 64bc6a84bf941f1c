#include "model/template_draft_own.h"

#include "model/template/template.h"

#include <string.h>

void yaml_add_quoted(struct str *out, struct span text) {
    str_add_byte(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"' || text.p[i] == '\\')
            str_add_byte(out, '\\');
        if (text.p[i] == '\n')
            str_add_text(out, "\\n");
        else if (text.p[i] == '\t')
            str_add_text(out, "\\t");
        else
            str_add_byte(out, text.p[i]);
    }
    str_add_byte(out, '"');
}

static void begin_key(struct str *out, size_t indent, const char *key) {
    str_add_repeat(out, SPAN(" "), indent);
    str_add_format(out, "%s: ", key);
}

void yaml_add_key(struct str *out, size_t indent, const char *key, const char *text) {
    if (text == NULL || text[0] == '\0')
        return;
    begin_key(out, indent, key);
    yaml_add_quoted(out, span_of(text));
    str_add_byte(out, '\n');
}

/* --- blocks --- */

/* A line of a key of the top: no blank, dash or comment before it. */
static bool begins_key(struct span line) {
    return line.n > 0 && line.p[0] >= 'a' && line.p[0] <= 'z';
}

struct span yaml_find_block(struct span yaml, const char *key) {
    struct span rest = yaml, line;
    const char *from = NULL;
    while (rest.n > 0) {
        const char *at = rest.p;
        (void)span_take_line(&rest, &line);
        if (from != NULL && begins_key(line))
            return (struct span){from, (size_t)(at - from)};
        struct span behind = line;
        if (from == NULL && begins_key(line) && span_take_prefix(&behind, span_of(key)) &&
            span_starts_with(behind, SPAN(":")))
            from = at;
    }
    return from != NULL ? (struct span){from, (size_t)(yaml.p + yaml.n - from)} : SPAN("");
}

size_t yaml_item_indent(struct span block) {
    struct span rest = block, line;
    (void)span_take_line(&rest, &line); /* the key's */
    while (rest.n > 0) {
        (void)span_take_line(&rest, &line);
        size_t blanks = 0;
        while (blanks < line.n && line.p[blanks] == ' ')
            blanks++;
        if (blanks < line.n && line.p[blanks] != '#')
            return line.p[blanks] == '-' ? blanks : SIZE_MAX;
    }
    return SIZE_MAX;
}

/* --- a section --- */

static void add_condition(struct str *out, size_t indent, const char *key,
                          const struct condition *condition) {
    if (!condition->given && condition->source == NULL)
        return;
    begin_key(out, indent, key);
    if (condition->source != NULL)
        yaml_add_quoted(out, span_of(condition->source));
    else
        str_add_text(out, condition->value ? "true" : "false");
    str_add_byte(out, '\n');
}

static void add_flag(struct str *out, size_t indent, const char *key, bool flag) {
    if (flag) {
        begin_key(out, indent, key);
        str_add_text(out, "true\n");
    }
}

static void add_count(struct str *out, size_t indent, const char *key, long count) {
    if (count >= 0) {
        begin_key(out, indent, key);
        str_add_format(out, "%ld\n", count);
    }
}

/* ["a", "b"] */
static void add_names(struct str *out, char *const *names, size_t count) {
    str_add_byte(out, '[');
    for (size_t i = 0; i < count; i++) {
        str_add_text(out, i > 0 ? ", " : "");
        yaml_add_quoted(out, span_of(names[i]));
    }
    str_add_byte(out, ']');
}

static void add_columns(struct str *out, size_t indent, const struct template_section *section) {
    static const char *const types[] = {[TYPE_TEXT] = "text",
                                        [TYPE_INTEGER] = "integer",
                                        [TYPE_DECIMAL] = "decimal",
                                        [TYPE_MONEY] = "money",
                                        [TYPE_PERCENT] = "percent",
                                        [TYPE_DATE] = "date",
                                        [TYPE_SELECT_ONE] = "select_one"};
    if (section->column_count == 0)
        return;
    begin_key(out, indent, "columns");
    str_add_byte(out, '\n');
    for (size_t i = 0; i < section->column_count; i++) {
        const struct template_column *column = &section->columns[i];
        str_add_repeat(out, SPAN(" "), indent);
        str_add_format(out, "  - {name: %s, label: ", column->name);
        yaml_add_quoted(out, span_of(column->label));
        str_add_format(out, ", type: %s", types[column->type]);
        if (column->unit != NULL && column->unit[0] != '\0') {
            str_add_text(out, ", unit: ");
            yaml_add_quoted(out, span_of(column->unit));
        }
        str_add_text(out, column->sum ? ", sum: true}\n" : "}\n");
    }
}

static void add_row(struct str *out, const struct template_row *row) {
    static const char *const columns[] = {
        [COLUMN_TARGET] = "target", [COLUMN_ACTUAL] = "actual", [COLUMN_WEIGHT] = "weight",
        [COLUMN_SCORE] = "score",   [COLUMN_REASON] = "reason", [COLUMN_EVIDENCE] = "evidence"};
    if (row->text != NULL) {
        str_add_text(out, "{text: ");
        yaml_add_quoted(out, span_of(row->text));
        str_add_byte(out, '}');
    } else if (row->scores && row->levels == 0) {
        str_add_text(out, "score");
    } else if (row->scores) {
        str_add_format(out, "{score: {levels: %ld, columns: [", row->levels);
        for (size_t i = 0; i < row->column_count; i++)
            str_add_format(out, "%s%s", i > 0 ? ", " : "", columns[row->columns[i]]);
        str_add_byte(out, ']');
        if (row->without_count > 0) {
            str_add_text(out, ", without: ");
            add_names(out, row->without, row->without_count);
        }
        str_add_text(out, "}}");
    } else {
        add_names(out, row->cells, row->count);
    }
}

static void add_table(struct str *out, size_t indent, const struct template_section *section) {
    if (section->row_count == 0)
        return;
    begin_key(out, indent, "table");
    str_add_byte(out, '\n');
    for (size_t i = 0; i < section->row_count; i++) {
        str_add_repeat(out, SPAN(" "), indent);
        str_add_text(out, "  - ");
        add_row(out, &section->rows[i]);
        str_add_byte(out, '\n');
    }
}

static void add_repeat(struct str *out, size_t indent, const struct template_section *section) {
    if (!section->repeats)
        return;
    begin_key(out, indent, "repeat");
    str_add_byte(out, '{');
    if (section->repeat_min >= 0)
        str_add_format(out, "min: %ld%s", section->repeat_min,
                       section->repeat_max >= 0 ? ", " : "");
    if (section->repeat_max >= 0)
        str_add_format(out, "max: %ld", section->repeat_max);
    str_add_text(out, "}\n");
}

void section_keys_add(struct str *out, size_t indent, const struct template_section *section) {
    static const char *const forms[] = {
        [FORM_BLOCK] = NULL, [FORM_RUN_IN] = "run-in", [FORM_NONE] = "none"};
    static const char *const kinds[] = {
        [KIND_TEXT] = NULL, [KIND_ITEMS] = "items", [KIND_TABLE] = "table"};
    static const char *const carries[] = {[CARRY_DEFAULT] = NULL,
                                          [CARRY_TEXT] = "text",
                                          [CARRY_VALUE] = "value",
                                          [CARRY_NEVER] = "never"};
    yaml_add_key(out, indent, "hint", section->hint);
    yaml_add_key(out, indent, "guidance", section->guidance);
    yaml_add_key(out, indent, "heading", forms[section->form]);
    yaml_add_key(out, indent, "kind", kinds[section->kind]);
    if (section->numbering_given)
        yaml_add_key(out, indent, "numbering", numbering_name(section->numbering));
    add_condition(out, indent, "required", &section->required);
    yaml_add_key(out, indent, "required_message", section->required_message);
    add_condition(out, indent, "relevant", &section->relevant);
    add_count(out, indent, "min_length", section->min_length);
    add_count(out, indent, "max_length", section->max_length);
    add_repeat(out, indent, section);
    yaml_add_key(out, indent, "carry", carries[section->carry]);
    add_flag(out, indent, "stable", section->stable);
    yaml_add_key(out, indent, "owner", section->owner);
    yaml_add_key(out, indent, "source", section->source);
    if (section->figure_count > 0) {
        begin_key(out, indent, "figures");
        add_names(out, section->figures, section->figure_count);
        str_add_byte(out, '\n');
    }
    add_columns(out, indent, section);
    add_flag(out, indent, "sum", section->sum_row);
    add_table(out, indent, section);
    add_flag(out, indent, "attachment", section->attachment);
    yaml_add_key(out, indent, "paper", section->paper == PAPER_LANDSCAPE ? "landscape" : NULL);
}
