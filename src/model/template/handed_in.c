#include "model/template/handed_in.h"

#include "model/template/read.h"
#include "model/template/read_figure.h"
#include "model/template/read_score.h"
#include "model/template/read_section.h"

enum rc template_read_new(struct template **out, struct span yaml, const char *file,
                          struct err *err) {
    return reader_read(out, yaml, file, true, err);
}

bool template_key_name(struct str *out, size_t index) {
    const struct key_table *const lists[] = {top_key_tables, section_key_tables, figure_key_tables,
                                             score_key_tables};
    for (size_t i = 0; i < ARRAY_LEN(lists); i++)
        for (const struct key_table *at = lists[i]; at->of != NULL; at++) {
            if (index < at->count) {
                str_add_format(out, "%s.%s", at->of, at->keys[index].name);
                return true;
            }
            index -= at->count;
        }
    return false;
}
