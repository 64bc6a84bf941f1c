#include "exchange/sheet/read_row.h"

#include "base/lang.h"
#include "base/mem.h"

#include <stdarg.h>

void read_sheet_release(struct read_sheet *sheet) {
    for (size_t i = 0; i < sheet->count; i++) {
        struct read_row *row = &sheet->rows[i];
        char *texts[] = {row->name,       row->label, row->unit,   row->value,
                         row->evidence,   row->note,  row->date,   row->trouble,
                         row->table_unit, row->said,  row->caption};
        for (size_t t = 0; t < ARRAY_LEN(texts); t++)
            mem_free(texts[t]);
    }
    mem_free(sheet->rows);
    mem_free(sheet->uid);
    mem_free(sheet->unit);
    mem_free(sheet->owner);
    *sheet = (struct read_sheet){0};
}

struct read_row *read_sheet_add_empty(struct read_sheet *sheet, size_t line) {
    MEM_PUSH_ROOM(sheet->rows, sheet->count, sheet->cap);
    sheet->rows[sheet->count] = (struct read_row){.line = line};
    return &sheet->rows[sheet->count++];
}

struct read_row *read_sheet_add(struct read_sheet *sheet, size_t line, struct span label) {
    struct read_row *row = read_sheet_add_empty(sheet, line);
    char **const texts[] = {&row->name, &row->unit, &row->value, &row->evidence, &row->note};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        *texts[i] = span_copy(SPAN(""));
    row->label = span_copy(label);
    return row;
}

void read_row_say(struct read_row *row, const char *format, ...) {
    struct str said = STR_INIT;
    va_list args;
    if (row->said != NULL)
        str_add_format(&said, _("%s；"), row->said);
    va_start(args, format);
    str_add_list(&said, format, args);
    va_end(args);
    mem_free(row->said);
    row->said = str_detach(&said);
}

void read_row_set_trouble(struct read_row *row, const char *format, ...) {
    struct str said = STR_INIT;
    va_list args;
    if (row->trouble != NULL)
        return;
    va_start(args, format);
    str_add_list(&said, format, args);
    va_end(args);
    row->trouble = str_detach(&said);
}
