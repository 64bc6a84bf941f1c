#include "ui/screens/review_in.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/stage.h"
#include "session/opened.h"
#include "session/remark_in.h"
#include "session/report.h"
#include "ui/screens/dialogs.h"

void review_in_init(struct review_in *in) {
    *in = (struct review_in){.asked = REVIEW_ASKED_NOTHING};
    str_init(&in->bytes);
    str_init(&in->told);
}

void review_in_release(struct review_in *in) {
    str_release(&in->bytes);
    str_release(&in->told);
    mem_free(in->path);
    review_in_init(in);
}

/* --- asking --- */

/* Changes without a trace are only seen when the file is compared. */
static void ask_whether(struct shell *shell, struct review_in *in, bool has_remarks) {
    struct str text = STR_INIT;
    str_add_format(&text,
                   has_remarks
                       ? _("这是报告%lld的审阅稿。批注收成意见，改动收成修改，一条一条由您定，"
                           "报告的文字先不动。")
                       : _("这是从报告%lld导出的文件，没有批注和修订。收进去，看看有没有不留痕的"
                           "改动；另成一份报告，库里就有两份。"),
                   (long long)in->report);
    in->asked = REVIEW_ASKED_WHETHER;
    shell_push(shell, &ask_layer,
               &(struct ask_argument){
                   _("审阅稿"), text.s, {_("收进那份报告"), _("另成一份报告"), _("不导入")}, 0});
    str_release(&text);
}

bool review_in_offer(struct shell *shell, struct review_in *in, const char *path,
                     struct span bytes) {
    bool has_remarks = false;
    int64_t report = session_find_reviewed(shell_session(shell), bytes, &has_remarks);
    if (report <= 0)
        return false;
    char *copy = span_copy(span_of(path));
    review_in_release(in);
    in->path = copy;
    in->report = report;
    in->has_remarks = has_remarks;
    str_set(&in->bytes, bytes);
    ask_whether(shell, in, has_remarks);
    return true;
}

static void ask_stage(struct shell *shell, struct review_in *in) {
    const char *rows[STAGE_COUNT + 1] = {_("不写明")};
    for (int stage = 1; stage < STAGE_COUNT; stage++)
        rows[stage] = stage_text((enum stage)stage);
    in->asked = REVIEW_ASKED_STAGE;
    shell_push(shell, &choose_layer, &(struct choose_argument){_("是谁的意见"), rows, 0});
}

/* A file without remarks and changes has nothing to be weighed. */
static void ask_weight(struct shell *shell, struct review_in *in) {
    static const char *const said[] = {
        [REMARK_WEIGHS_ADVICE] = N_("建议（批注自己以“必改：”开头的，按必改）"),
        [REMARK_WEIGHS_MUST] = N_("必改（没有答复不能定稿）"),
        [REMARK_WEIGHS_QUESTION] = N_("询问"),
    };
    const char *rows[REMARK_WEIGHT_COUNT + 1] = {NULL};
    for (int weight = 0; weight < REMARK_WEIGHT_COUNT; weight++)
        rows[weight] = _(said[weight]);
    in->asked = REVIEW_ASKED_WEIGHT;
    shell_push(shell, &choose_layer, &(struct choose_argument){_("按什么记"), rows, 0});
}

/* --- taking --- */

static void add_counts(struct str *out, const struct review_result *result) {
    const struct remark_intake *intake = &result->intake;
    remark_intake_add_taken(out, intake);
    str_add_text(out, remark_intake_took(intake) ? _("。按F3逐条看，Ctrl-O看全部，Ctrl-Z全部退回。")
                                                 : _("。"));
    if (!result->known)
        str_add_text(out, _("\n库里没有它导出时的文字，按现在的文字对。"));
    if (intake->left_count > 0)
        str_add_format(out, _("\n没有收的%zu项："), intake->left_count);
    for (size_t i = 0; i < intake->left_count; i++) {
        str_add_byte(out, '\n');
        str_add_line(out, intake->left[i].text);
        str_add_format(out, _("：%s"), intake->left[i].why);
    }
}

static enum review_came take(struct shell *shell, struct review_in *in, enum remark_weight weight) {
    struct session *session = shell_session(shell);
    struct review_result result = {0};
    struct err err = {0};
    const struct review_order order = {.stage = in->stage, .weight = weight};
    enum rc rc = session_load(session, in->report, &err);
    if (rc == RC_OK)
        rc = session_take_in_review(session, str_span(&in->bytes), &order, &result, &err);
    if (rc == RC_OK)
        add_counts(&in->told, &result);
    else
        session_leave(session);
    if (rc != RC_OK)
        shell_say_error(shell, &err);
    review_result_release(&result);
    return rc == RC_OK ? REVIEW_TAKEN : REVIEW_MINE;
}

static enum review_came take_stage(struct shell *shell, struct review_in *in, enum stage stage) {
    in->stage = stage;
    if (!in->has_remarks)
        return take(shell, in, REMARK_WEIGHS_ADVICE);
    ask_weight(shell, in);
    return REVIEW_MINE;
}

enum review_came review_in_answer(struct shell *shell, struct review_in *in, int answer) {
    enum { INTO = ANSWER_OK, ANEW };
    enum review_asked asked = in->asked;
    in->asked = REVIEW_ASKED_NOTHING;
    if (asked == REVIEW_ASKED_NOTHING)
        return REVIEW_NOT_MINE;
    if (asked == REVIEW_ASKED_WHETHER && answer == INTO)
        ask_stage(shell, in);
    else if (asked == REVIEW_ASKED_WHETHER && answer == ANEW)
        return REVIEW_IMPORT;
    else if (asked == REVIEW_ASKED_WEIGHT && answer >= ANSWER_OK)
        return take(shell, in, (enum remark_weight)(answer - ANSWER_OK));
    else if (asked == REVIEW_ASKED_STAGE && answer >= ANSWER_OK)
        return take_stage(shell, in, (enum stage)(answer - ANSWER_OK));
    return REVIEW_MINE;
}

void review_in_tell(struct shell *shell, const struct str *told) {
    shell_push(shell, &ask_layer, &(struct ask_argument){_("收审阅稿"), told->s, {_("好")}, 0});
}
