#include "ui/screens/remark_act.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/text/text_clean.h"
#include "model/remark/clause.h"
#include "session/opened.h"
#include "session/proposal.h"
#include "session/remark.h"
#include "ui/screens/dialogs.h"

enum { ANSWER_MOST = 400 };

/* --- what it says --- */

static void add_who(struct str *out, const struct remark *remark) {
    str_add_line(out, remark_author(remark));
    if (remark->stage != STAGE_NONE)
        str_add_format(out, _("（%s）"), stage_text(remark->stage));
    if (remark->at > 0) {
        str_add_byte(out, ' ');
        clock_add_friendly(out, remark->at, clock_now());
    }
}

/* Both wordings, with what stands around them; a third where the text is another by now. */
static void add_wordings(struct str *out, const struct shell *shell, const struct remark *remark) {
    struct proposal_texts texts;
    if (session_proposal_texts(shell_session(shell), remark->number, &texts, NULL) != RC_OK)
        return;
    bool moved_on =
        remark->state == REMARK_OPEN && !span_equal(str_span(&texts.then), str_span(&texts.now));
    const struct {
        const char *what;
        struct span text;
    } parts[] = {{_("原文："), str_span(&texts.then)},
                 {_("改为："), str_span(&texts.proposed)},
                 {_("现在："), str_span(&texts.now)}};
    for (size_t i = 0; i < (moved_on ? 3 : 2); i++) {
        str_add_format(out, "\n%s", parts[i].what);
        str_add_line(out, parts[i].text);
    }
    proposal_texts_release(&texts);
}

static void add_quote(struct str *out, const struct report *report, const struct remark *remark) {
    struct str quote = STR_INIT;
    remark_add_quote(&quote, report, remark);
    str_add_format(out, _("\n原文：“%s”"), quote.s);
    str_release(&quote);
}

static void add_head(struct str *out, const struct remark *remark, bool placed) {
    str_add_format(out, "%s%zu ", remark_kind_text(remark->kind), remark->number);
    if (remark->kind == REMARK_IS_REMARK)
        str_add_format(out, "%s ", remark_weight_text(remark->weight));
    add_who(out, remark);
    str_add_text(out, placed ? "" : _("　失位：原文已改，找不到位置"));
    if (remark->text.n > 0)
        str_add_format(out, _("：%.*s"), SPAN_ARG(remark->text));
}

void remark_add_short(struct str *out, const struct report *report, const struct remark *remark,
                      bool placed) {
    add_head(out, remark, placed);
    if (remark->kind == REMARK_IS_PROPOSAL) {
        str_add_text(out, _("："));
        remark_add_proposed(out, report, remark, SIZE_MAX);
    }
    if (remark->state != REMARK_OPEN)
        str_add_format(out, "　%s", remark_state_text(remark->state));
}

void remark_add_shown(struct str *out, const struct shell *shell, const struct remark *remark,
                      bool placed) {
    bool proposes = remark->kind == REMARK_IS_PROPOSAL;
    add_head(out, remark, placed);
    for (size_t i = 0; i < remark->note_count; i++)
        str_add_format(out, _("\n　%.*s：%.*s"), SPAN_ARG(remark->notes[i].author),
                       SPAN_ARG(remark->notes[i].text));
    if (proposes)
        add_wordings(out, shell, remark);
    else if (remark->target.quote.n > 0)
        add_quote(out, session_report(shell_session(shell)), remark);
    if (remark->state == REMARK_OPEN)
        return;
    str_add_format(out, "\n%s", remark_state_text(remark->state));
    if (remark->answer.n > 0)
        str_add_format(out, _("：%.*s"), SPAN_ARG(remark->answer));
    if (remark->by.n > 0)
        str_add_format(out, _("（%.*s）"), SPAN_ARG(remark->by));
}

/* --- asking --- */

static void keep_asking(struct remark_act *act, size_t number, enum remark_asked asked) {
    act->asked = asked;
    act->number = number;
}

/* `typed`: what was begun of the answer already, or "". */
static void ask_done(struct shell *shell, struct remark_act *act, size_t number,
                     const char *typed) {
    keep_asking(act, number, REMARK_ASKED_DONE);
    shell_push(shell, &prompt_layer,
               &(struct prompt_argument){.title = _("已改"),
                                         .label = _("怎样改的（可以不写，写进落实对照表）："),
                                         .hint = _("例：已补充完成率和未完成的原因"),
                                         .text = typed,
                                         .most = ANSWER_MOST});
}

static void ask_why_not(struct shell *shell, struct remark_act *act, size_t number,
                        enum remark_asked asked, bool proposal, const char *typed) {
    keep_asking(act, number, asked);
    shell_push(shell, &prompt_layer,
               &(struct prompt_argument){
                   .title = _("不采纳"),
                   .label = proposal ? _("为什么不采纳（可以不写）：") : _("为什么不采纳："),
                   .hint = _("例：按统计口径应为年末数，已与统计站核对"),
                   .text = typed,
                   .most = ANSWER_MOST,
                   .needed = proposal ? NULL : _("请写明为什么不采纳；还没有想好按Esc"),
               });
}

/* What may be done with it in the state that it is in, and the words for it. */
static const struct {
    bool proposal;
    enum remark_state state;
    enum remark_way ways[3];
} choices[] = {
    {false, REMARK_OPEN, {WAY_DONE, WAY_REFUSE, WAY_GO}},
    {false, REMARK_DONE, {WAY_CLOSE, WAY_REOPEN, WAY_GO}},
    {false, REMARK_REFUSED, {WAY_CLOSE, WAY_REOPEN, WAY_GO}},
    {false, REMARK_CLOSED, {WAY_REOPEN, WAY_GO, WAY_NONE}},
    {true, REMARK_OPEN, {WAY_DONE, WAY_REFUSE, WAY_GO}},
    {true, REMARK_REFUSED, {WAY_REOPEN, WAY_GO, WAY_NONE}},
    {true, REMARK_TAKEN, {WAY_GO, WAY_NONE, WAY_NONE}},
};

static const char *way_text(enum remark_way way, bool proposal) {
    switch (way) {
    case WAY_DONE:
        return proposal ? _("采纳") : _("已改");
    case WAY_REFUSE:
        return _("不采纳");
    case WAY_CLOSE:
        return _("核销");
    case WAY_REOPEN:
        return _("重新答复");
    case WAY_GO:
        return _("转到原文");
    case WAY_NONE:
        break;
    }
    return NULL;
}

void remark_act_ask(struct shell *shell, struct remark_act *act, const struct remark *remark) {
    bool proposal = remark->kind == REMARK_IS_PROPOSAL;
    struct str text = STR_INIT;
    struct ask_argument ask = {.title = remark_kind_text(remark->kind),
                               .takes_text = remark->state == REMARK_OPEN};
    keep_asking(act, remark->number, REMARK_ASKED_WHAT);
    for (size_t i = 0; i < ARRAY_LEN(choices); i++)
        for (size_t k = 0; choices[i].proposal == proposal && choices[i].state == remark->state &&
                           k < ARRAY_LEN(act->ways);
             k++) {
            act->ways[k] = choices[i].ways[k];
            ask.buttons[k] = way_text(act->ways[k], proposal);
        }
    remark_add_shown(&text, shell, remark, true);
    if (ask.takes_text)
        str_add_text(&text, proposal ? _("\n（直接打字，就是写不采纳的理由）")
                                     : _("\n（直接打字，就是写怎样改的）"));
    ask.text = text.s;
    shell_push(shell, &ask_layer, &ask);
    str_release(&text);
}

/* --- doing --- */

static void say(struct shell *shell, enum rc rc, const struct err *err, const char *what) {
    if (rc != RC_OK)
        shell_say_error(shell, err);
    else
        shell_say(shell, "%s", what);
}

/* Over text that changed meanwhile the clerk decides, with all three texts before him. */
static void take(struct shell *shell, struct remark_act *act, size_t number, bool force) {
    struct err err = {0};
    struct proposal_texts texts;
    enum rc rc = session_take_proposal(shell_session(shell), number, force, &err);
    if (rc != RC_CONFLICT || force ||
        session_proposal_texts(shell_session(shell), number, &texts, NULL) != RC_OK) {
        say(shell, rc, &err, _("已采纳；Ctrl-Z撤销"));
        return;
    }
    struct str text = STR_INIT;
    str_add_format(&text, _("要改的话这期间已经变了。\n原来：%s\n建议：%s\n现在：%s"), texts.then.s,
                   texts.proposed.s, texts.now.s);
    keep_asking(act, number, REMARK_ASKED_CONFLICT);
    shell_push(shell, &ask_layer,
               &(struct ask_argument){_("修改"), text.s, {_("仍然采纳建议"), _("保留现在的")}, 1});
    str_release(&text);
    proposal_texts_release(&texts);
}

/* --- all of an author's --- */

static void ask_all(struct shell *shell, struct remark_act *act, const struct remark *remark) {
    size_t count = session_count_proposals(shell_session(shell), remark->author);
    struct str text = STR_INIT;
    if (remark->kind != REMARK_IS_PROPOSAL || count == 0) {
        shell_say(shell, "%s",
                  remark->kind == REMARK_IS_PROPOSAL
                      ? _("这个人的修改都定了")
                      : _("这是意见，要一条一条答复；一次定的是同一个人的修改"));
        return;
    }
    str_add_format(&text, _("%.*s的修改，还没有定的有%zu处。一次定，也一次撤销。"),
                   SPAN_ARG(remark_author(remark)), count);
    keep_asking(act, remark->number, REMARK_ASKED_ALL);
    shell_push(shell, &ask_layer,
               &(struct ask_argument){
                   _("修改"), text.s, {_("全部采纳"), _("全部不采纳"), _("以后再说")}, 2});
    str_release(&text);
}

static void take_all(struct shell *shell, struct span author) {
    size_t done = 0, left = 0;
    struct err err = {0};
    if (session_take_all(shell_session(shell), author, &done, &left, &err) != RC_OK)
        shell_say_error(shell, &err);
    else if (left == 0)
        shell_say(shell, _("采纳%zu处；Ctrl-Z撤销"), done);
    else if (done == 0)
        shell_say(shell, _("%zu处的文字这期间都改过，没有采纳；请逐处按Y看"), left);
    else
        shell_say(shell, _("采纳%zu处；%zu处的文字这期间已经改过，请逐处按Y看"), done, left);
}

static void refuse_all(struct shell *shell, struct span author, struct span why) {
    size_t done = 0;
    struct err err = {0};
    if (session_refuse_all(shell_session(shell), author, why, &done, &err) != RC_OK)
        shell_say_error(shell, &err);
    else
        shell_say(shell, _("%zu处记为不采纳；Ctrl-Z撤销"), done);
}

static void answer_all(struct shell *shell, struct remark_act *act, enum remark_asked asked,
                       int answer, struct span why) {
    enum { TAKE = ANSWER_OK, REFUSE };
    struct remark remark;
    if (!report_remark(session_report(shell_session(shell)), act->number, &remark))
        return;
    char *author = span_copy(remark.author);
    remark_release(&remark);
    if (asked == REMARK_ASKED_ALL_WHY)
        refuse_all(shell, span_of(author), why);
    else if (answer == TAKE)
        take_all(shell, span_of(author));
    else if (answer == REFUSE)
        ask_why_not(shell, act, act->number, REMARK_ASKED_ALL_WHY, true, "");
    mem_free(author);
}

/* --- commands and answers --- */

bool remark_act_command(struct shell *shell, struct remark_act *act, enum command_id id,
                        const struct remark *remark) {
    bool proposal = remark->kind == REMARK_IS_PROPOSAL;
    if (id == COMMAND_REMARK_ALL) {
        ask_all(shell, act, remark);
        return true;
    }
    if (id != COMMAND_REMARK_DONE && id != COMMAND_REMARK_REFUSE)
        return false;
    if (remark->state != REMARK_OPEN)
        shell_say(shell, _("这一条已经答复；按Enter可以重新答复"));
    else if (id == COMMAND_REMARK_REFUSE)
        ask_why_not(shell, act, remark->number, REMARK_ASKED_REFUSED, proposal, "");
    else if (proposal)
        take(shell, act, remark->number, false);
    else
        ask_done(shell, act, remark->number, "");
    return true;
}

static enum remark_answer go_way(struct shell *shell, struct remark_act *act, enum remark_way way) {
    struct session *session = shell_session(shell);
    struct remark remark;
    struct err err = {0};
    if (way == WAY_GO)
        return REMARK_ANSWER_GO;
    if (way == WAY_CLOSE)
        say(shell, session_close_remark(session, act->number, &err), &err, _("已核销；Ctrl-Z撤销"));
    else if (way == WAY_REOPEN)
        say(shell, session_reopen_remark(session, act->number, &err), &err,
            _("可以重新答复；Ctrl-Z撤销"));
    else if (way != WAY_NONE && report_remark(session_report(session), act->number, &remark)) {
        (void)remark_act_command(
            shell, act, way == WAY_DONE ? COMMAND_REMARK_DONE : COMMAND_REMARK_REFUSE, &remark);
        remark_release(&remark);
    }
    return REMARK_ANSWER_DONE;
}

/* Who types instead of pressing a button has begun the answer: what was done about a remark, why a
 * proposal is not taken. Nothing is stored before Enter. */
static void go_on_typing(struct shell *shell, struct remark_act *act, struct span typed) {
    struct str line = STR_INIT;
    struct remark remark;
    text_clean_line(&line, typed);
    if (report_remark(session_report(shell_session(shell)), act->number, &remark)) {
        if (remark.kind == REMARK_IS_PROPOSAL)
            ask_why_not(shell, act, act->number, REMARK_ASKED_REFUSED, true, line.s);
        else
            ask_done(shell, act, act->number, line.s);
        remark_release(&remark);
    }
    str_release(&line);
}

static void refuse(struct shell *shell, size_t number, struct span why) {
    struct session *session = shell_session(shell);
    struct remark remark;
    struct err err = {0};
    if (!report_remark(session_report(session), number, &remark))
        return;
    enum rc rc = remark.kind == REMARK_IS_PROPOSAL
                     ? session_refuse_proposal(session, number, why, &err)
                     : session_answer_remark(session, number, false, why, &err);
    remark_release(&remark);
    say(shell, rc, &err, _("已记为不采纳；Ctrl-Z撤销"));
}

enum remark_answer remark_act_answer(struct shell *shell, struct remark_act *act, int answer,
                                     const void *value) {
    enum remark_asked asked = act->asked;
    bool typed = asked != REMARK_ASKED_WHAT && asked != REMARK_ASKED_ALL;
    struct span text = value != NULL && typed ? span_of(value) : SPAN("");
    struct err err = {0};
    act->asked = REMARK_ASKED_NOTHING;
    if (asked == REMARK_ASKED_NOTHING)
        return REMARK_ANSWER_NOT_MINE;
    if (answer < ANSWER_OK)
        return REMARK_ANSWER_DONE;
    if (asked == REMARK_ASKED_WHAT && answer == ANSWER_TYPED)
        go_on_typing(shell, act, span_of(value));
    else if (asked == REMARK_ASKED_WHAT && (size_t)(answer - ANSWER_OK) < ARRAY_LEN(act->ways))
        return go_way(shell, act, act->ways[answer - ANSWER_OK]);
    else if (asked == REMARK_ASKED_DONE)
        say(shell, session_answer_remark(shell_session(shell), act->number, true, text, &err), &err,
            _("已答复；Ctrl-Z撤销"));
    else if (asked == REMARK_ASKED_REFUSED)
        refuse(shell, act->number, text);
    else if (asked == REMARK_ASKED_ALL || asked == REMARK_ASKED_ALL_WHY)
        answer_all(shell, act, asked, answer, text);
    else if (asked == REMARK_ASKED_CONFLICT && answer == ANSWER_OK)
        take(shell, act, act->number, true);
    return REMARK_ANSWER_DONE;
}
