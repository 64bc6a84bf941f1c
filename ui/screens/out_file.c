#include "ui/screens/out_file.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"

void out_file_release(struct out_file *file) {
    mem_free(file->path);
    *file = (struct out_file){0};
}

void out_file_ask(struct shell *shell, struct out_file *file, enum command_id id,
                  const struct prompt_argument *argument) {
    out_file_release(file);
    file->asked = id;
    shell_push(shell, &prompt_layer, argument);
}

static void ask_replace(struct shell *shell, const struct out_file *file) {
    struct str text = STR_INIT;
    str_add_format(&text, _("%s 已经存在，要替换它吗？"), file->path);
    shell_push(shell, &ask_layer,
               &(struct ask_argument){_("文件已存在"), text.s, {_("替换"), _("取消")}, 1});
    str_release(&text);
}

enum out_file_step out_file_answer(struct shell *shell, struct out_file *file, int answer,
                                   const void *value) {
    if (file->asked == COMMAND_NONE)
        return OUT_FILE_OTHER;
    if (answer != ANSWER_OK) {
        out_file_release(file);
        return OUT_FILE_ASKED;
    }
    if (file->path != NULL)
        return OUT_FILE_WRITE;

    file->path = span_copy(span_of(value)); /* the dialog that holds it is gone soon */
    if (file_kind_of(file->path) != FILE_REGULAR)
        return OUT_FILE_WRITE;
    ask_replace(shell, file);
    return OUT_FILE_ASKED;
}
