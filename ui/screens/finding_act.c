#include "ui/screens/finding_act.h"

#include "base/lang.h"
#include "model/finding_fix.h"
#include "session/check.h"
#include "session/finding.h"
#include "session/opened.h"
#include "ui/screens/dialogs.h"

#include <stdio.h>

static const struct findings *findings_of(const struct shell *shell) {
    return session_check(shell_session(shell));
}

static void keep_asking(struct finding_act *act, const struct finding *finding,
                        enum command_id asked) {
    act->asked = asked;
    (void)snprintf(act->id, sizeof act->id, "%s", finding->id);
}

/* --- what it rests on --- */

static void show_source(struct shell *shell, struct finding_act *act,
                        const struct finding *finding) {
    struct str text = STR_INIT;
    str_add_format(&text, "%s %s", severity_mark(finding->severity), finding->message);
    if (finding->length > 0 && finding->quote[0] != '\0')
        str_add_format(&text, _("\n原文：“%s”"), finding->quote);
    str_add_format(&text, _("\n依据：%s"),
                   finding->source != NULL ? finding->source : _("模板的要求"));
    session_add_rule(&text, finding->rule);
    keep_asking(act, finding, COMMAND_SOURCE);
    shell_push(shell, &ask_layer, &(struct ask_argument){_("依据"), text.s, {_("确定")}, 0});
    str_release(&text);
}

/* --- the text as it says --- */

enum { ANSWER_ONE = ANSWER_OK, ANSWER_RULE };

static void ask_fix(struct shell *shell, struct finding_act *act, const struct finding *finding) {
    if (finding->fix_count == 0) {
        shell_say(shell, _("没有现成的改法，请在原文处改：%s"), finding->message);
        return;
    }
    size_t all = session_count_fixes(shell_session(shell), finding->rule);
    struct str text = STR_INIT, before = STR_INIT, after = STR_INIT;
    finding_add_wordings(&before, &after, session_report(shell_session(shell)), finding, 0);
    str_add_format(&text, _("原文：%s\n改为：%s"), before.s, after.s);
    if (all > 1)
        str_add_format(&text, _("\n同类共%zu处，可以一次全改"), all);
    keep_asking(act, finding, COMMAND_FIX);
    shell_push(shell, &ask_layer,
               &(struct ask_argument){
                   _("按提示修改"), text.s, {_("改这一处"), _("同类全改"), _("不改")}, 0});
    str_release(&after);
    str_release(&before);
    str_release(&text);
}

static void answer_fix(struct shell *shell, const struct finding_act *act, int answer) {
    struct session *session = shell_session(shell);
    struct err err = {0};
    size_t count = 1;
    enum rc rc = RC_OK;
    if (answer == ANSWER_ONE) {
        rc = session_fix(session, act->id, false, &err);
    } else if (answer == ANSWER_RULE) {
        const struct finding *finding = findings_find(findings_of(shell), span_of(act->id));
        struct str rule = STR_INIT;
        str_add_text(&rule, finding != NULL ? finding->rule : "");
        rc = session_fix_rule(session, rule.s, &count, &err);
        str_release(&rule);
    } else {
        return;
    }
    if (rc != RC_OK)
        shell_say_error(shell, &err);
    else
        shell_say(shell, _("已按提示修改%zu处；可用Ctrl-Z撤销"), count);
}

/* --- it may stay --- */

/* A finding that is passed already offers to take that back. */
static void ask_pass(struct shell *shell, struct finding_act *act, const struct finding *finding) {
    keep_asking(act, finding, COMMAND_PASS);
    if (finding->passed_by == NULL) {
        shell_push(shell, &prompt_layer,
                   &(struct prompt_argument){
                       .title = _("核实无误"),
                       .label = _("为什么无误（会留在记录里）："),
                       .hint = _("例：两参人员另计，已与名册核对"),
                       .text = "",
                       .most = 200,
                       .needed = _("请写明为什么核实无误；不标了按Esc"),
                   });
        return;
    }
    shell_push(
        shell, &ask_layer,
        &(struct ask_argument){
            _("核实无误"), finding->passed_reason, {_("重新列为问题"), _("保持核实无误")}, 1});
}

static void answer_pass(struct shell *shell, const struct finding_act *act, int answer,
                        const char *reason) {
    struct err err = {0};
    if (answer != ANSWER_OK)
        return;
    struct span text = reason != NULL ? span_of(reason) : (struct span){NULL, 0};
    if (session_pass(shell_session(shell), act->id, text, &err) != RC_OK)
        shell_say_error(shell, &err);
    else
        shell_say(shell, "%s",
                  reason != NULL ? _("已标为核实无误；文字改动后会再提出，Ctrl-Z撤销")
                                 : _("已重新列为问题"));
}

/* --- all of them --- */

bool finding_act_command(struct shell *shell, struct finding_act *act, enum command_id id,
                         const struct finding *finding) {
    if (id == COMMAND_SOURCE)
        show_source(shell, act, finding);
    else if (id == COMMAND_FIX)
        ask_fix(shell, act, finding);
    else if (id == COMMAND_PASS)
        ask_pass(shell, act, finding);
    else
        return false;
    return true;
}

bool finding_act_answer(struct shell *shell, struct finding_act *act, int answer,
                        const void *value) {
    enum command_id asked = act->asked;
    act->asked = COMMAND_NONE;
    if (asked == COMMAND_FIX)
        answer_fix(shell, act, answer);
    else if (asked == COMMAND_PASS)
        answer_pass(shell, act, answer, value);
    return asked != COMMAND_NONE;
}
