/*
 * handin.h - 交稿检查: what is still open of a report before it is handed in, a line for each kind,
 * with its count and the first place. The screen and `export` say the same lines.
 */
#ifndef SESSION_HANDIN_H
#define SESSION_HANDIN_H

#include "base/text/str.h"
#include "session/session.h"

#define HANDIN_LIST(X)                                                                             \
    X(UNREVIEWED, N_("去年原文未核%zu句"))                                                         \
    X(VALUES, N_("去年的数据、自评表未核%zu项"))                                                   \
    X(ERRORS, N_("错误%zu处"))                                                                     \
    X(WARNINGS, N_("存疑%zu处"))                                                                   \
    X(REMARKS, N_("没有答复的意见、修改%zu条"))                                                    \
    X(EMPTY, N_("必填的节空着%zu节"))                                                              \
    X(BARE, N_("只有标题、下面没有内容，照印标题%zu节"))                                           \
    X(KEPT_BACK, N_("不适用的节里有文字，留着不印%zu节"))                                          \
    X(SIGN_OFF, N_("没有落款"))                                                                    \
    X(DATE, N_("落款没有日期"))                                                                    \
    X(FIGURES, N_("正文里的数据还有%zu项没有填"))                                                  \
    X(TOKENS, N_("引用了模板里没有的数据%zu处"))
#define X(name, zh) HANDIN_##name,
enum handin_kind { HANDIN_LIST(X) HANDIN_COUNT };
#undef X

struct handin_line {
    enum handin_kind kind;
    size_t count;
    int64_t section; /* where the first of them is; -1: in no section */
    size_t offset;   /* points of its body */
    char name[96];   /* the finding's id, the figure's name */
};

struct handin {
    struct handin_line lines[HANDIN_COUNT];
    size_t count; /* 0: nothing is open */
};

/* Of the open report as it is now. */
void session_handin(struct session *session, struct handin *out);
void handin_add_line(struct str *out, const struct handin_line *line); /* without a line end */

/* Whether somebody has said that this very text goes out as it is; and saying so. */
bool session_handin_is_accepted(struct session *session);
void session_handin_accept(struct session *session);

#endif
