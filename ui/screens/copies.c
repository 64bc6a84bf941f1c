#include "ui/screens/copies.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "session/copies.h"
#include "ui/screens/dialogs.h"
#include "ui/shell.h"

struct copies {
    struct library_copies list;
    size_t chosen;
};

/* The days, newest first. */
static void ask_day(struct shell *shell, const struct copies *copies) {
    size_t count = copies->list.count;
    char **rows = mem_alloc_zero(count + 1, sizeof *rows);
    for (size_t i = 0; i < count; i++) {
        struct str row = STR_INIT;
        const struct library_copy *copy = &copies->list.items[i];
        clock_add_friendly(&row, copy->made * 1000, clock_now());
        str_add_format(&row, "  %s  %llu kB", copy->name, (unsigned long long)copy->size / 1024);
        rows[i] = str_detach(&row);
    }
    shell_push(
        shell, &choose_layer,
        &(struct choose_argument){_("每日备份：恢复到哪一天"), (const char *const *)rows, 0});
    for (size_t i = 0; i < count; i++)
        mem_free(rows[i]);
    mem_free(rows);
}

static void ask_sure(struct shell *shell, struct copies *copies) {
    struct str text = STR_INIT;
    str_add_format(&text, _("把整个报告库恢复成%s的样子吗？现在的样子先另存在备份文件夹里。"),
                   copies->list.items[copies->chosen].name);
    shell_push(shell, &ask_layer,
               &(struct ask_argument){_("每日备份"), text.s, {_("恢复"), _("不恢复")}, 1});
    str_release(&text);
}

static void restore(struct shell *shell, const struct library_copy *copy) {
    struct err err = {0};
    if (session_restore_copy(shell_session(shell), copy->path, &err) != RC_OK)
        shell_say_error(shell, &err);
    else
        shell_say(shell, _("已恢复成%s的样子"), copy->name);
}

static void copies_enter(struct shell *shell, void *self, const void *argument) {
    (void)argument;
    struct copies *copies = self;
    session_list_copies(shell_session(shell), &copies->list);
    if (copies->list.count > 0) {
        ask_day(shell, copies);
        return;
    }
    shell_say(shell, "%s", _("还没有每日备份：退出程序时自动做，保留七天和四周"));
    shell_pop(shell, ANSWER_CANCEL, NULL);
}

/* All that is seen of it are its questions. */
static void copies_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                        struct area area) {
    (void)shell, (void)self, (void)canvas, (void)area;
}

static void copies_result(struct shell *shell, void *self, const struct layer_ops *from, int answer,
                          const void *value) {
    (void)value;
    struct copies *copies = self;
    if (from == &choose_layer && answer >= ANSWER_OK) {
        copies->chosen = (size_t)(answer - ANSWER_OK);
        ask_sure(shell, copies);
        return;
    }
    if (answer == ANSWER_OK)
        restore(shell, &copies->list.items[copies->chosen]);
    shell_pop(shell, ANSWER_CANCEL, NULL);
}

static void copies_leave(struct shell *shell, void *self) {
    (void)shell;
    library_copies_release(&((struct copies *)self)->list);
}

const struct layer_ops copies_layer = {
    .name = "copies",
    .state_size = sizeof(struct copies),
    .is_dialog = true,
    .enter = copies_enter,
    .draw = copies_draw,
    .place = WHERE_DIALOG,
    .result = copies_result,
    .leave = copies_leave,
};
