#include "check/table.h"

#include "base/text/utf8.h"

void table_tell(struct table *table, const char *rule, enum severity severity,
                const struct row *row, size_t column, const char *message) {
    struct span cell = span_trim(table_cell_text(row->text, column));
    size_t before = utf8_count(span_sub(row->text, 0, (size_t)(cell.p - row->text.p)));
    findings_add(table->out, table->report, table->section, rule, severity, row->offset + before,
                 utf8_count(cell), message);
}
