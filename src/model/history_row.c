#include "model/history_row.h"

#include "base/lang.h"
#include "base/mem.h"

#include <string.h>

const char *history_row_words(const struct history_row *entry, bool is_new) {
    const char *text = is_new ? entry->new_text : entry->old_text;
    if (!entry->is_state)
        return text;
    return strcmp(text, state_name(STATE_DONE)) == 0 ? _("完成") : _("未完成");
}

void history_rows_release(struct history_rows *histories) {
    for (size_t i = 0; i < histories->count; i++) {
        struct history_row *entry = &histories->items[i];
        mem_free(entry->user);
        mem_free(entry->path);
        mem_free(entry->heading);
        mem_free(entry->old_text);
        mem_free(entry->new_text);
        mem_free(entry->name);
    }
    mem_free(histories->items);
    *histories = (struct history_rows){0};
}
