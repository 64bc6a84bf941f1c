#include "ui/workbench/upgrade.h"

#include "base/lang.h"
#include "session/template.h"
#include "ui/screens/dialogs.h"
#include "ui/shell.h"
#include "ui/workbench/place.h"

enum { ANSWER_PLAIN = ANSWER_OK, ANSWER_RENAMES };

/* Where nothing is renamed there is one way to do it. */
static void ask(struct shell *shell, struct workbench *wb, const char *plan, size_t renamed) {
    struct ask_argument what = {.title = _("换到模板的新版，会有这些变化"), .text = plan};
    size_t count = 0;
    what.buttons[count++] = renamed > 0 ? _("只换模板") : _("换");
    if (renamed > 0)
        what.buttons[count++] = _("连改名的一起接上");
    what.buttons[count] = _("不换");
    what.focus = count;
    wb->asked = COMMAND_UPGRADE;
    shell_push(shell, &ask_layer, &what);
}

void workbench_ask_upgrade(struct shell *shell, struct workbench *wb) {
    const struct session_upgrade how = {.only_plan = true};
    struct str plan = STR_INIT;
    struct err err = {0};
    size_t renamed = 0;
    bool newest = false;
    enum rc rc = session_upgrade_template(shell_session(shell), &how, &plan, &renamed, &err);
    if (rc == RC_OK)
        newest = session_has_newest_template(shell_session(shell));
    if (rc != RC_OK)
        shell_say(shell, "%s", err.text);
    else if (newest)
        shell_say(shell, "%s", _("已是最新的模板，不用更新"));
    else
        ask(shell, wb, plan.s, renamed);
    str_release(&plan);
}

void workbench_upgrade_answer(struct shell *shell, struct workbench *wb, int answer) {
    struct session *session = shell_session(shell);
    struct session_upgrade how = {.only_plan = true};
    struct str plan = STR_INIT;
    struct err err = {0};
    size_t renamed = 0;
    enum rc rc = session_upgrade_template(session, &how, &plan, &renamed, &err);
    how = (struct session_upgrade){.renames = renamed > 0 && answer == ANSWER_RENAMES};
    bool goes = answer == ANSWER_PLAIN || how.renames;
    if (rc == RC_OK && goes)
        rc = session_upgrade_template(session, &how, &plan, &renamed, &err);
    str_release(&plan);
    if (rc != RC_OK) {
        workbench_trouble(shell, &err);
    } else if (goes) {
        workbench_changed(shell, wb);
        shell_say(shell, "%s", _("已换到模板的新版；Ctrl-Z撤销"));
    }
}
