/*
 * change.h - every way a report can change, with its inverse. There are four kinds: a splice of a
 * body, a field of a section, a section's place in the tree, a value of the report. A removed
 * section only leaves the tree (place: none), so nothing but the four needs storing to undo.
 * A change_set is what one command does: applied whole or not at all, one undo step.
 */
#ifndef MODEL_CHANGE_H
#define MODEL_CHANGE_H

#include "model/report.h"
#include "model/splice.h"

enum change_kind { CHANGE_SPLICE, CHANGE_FIELD, CHANGE_PLACE, CHANGE_VALUE };

/* Fields of a section (SECTION_ROOT_ID has them too: the top sections' numbering), as text:
 * booleans "0" "1"; name "" means none, label "" derived. */
#define SECTION_FIELD_LIST(X)                                                                      \
    X(NAME, "name")                                                                                \
    X(HEADING, "heading")                                                                          \
    X(FORM, "form")                                                                                \
    X(END_MARK, "end_mark")                                                                        \
    X(LABEL, "label")                                                                              \
    X(KIND, "kind")                                                                                \
    X(NUMBERING, "numbering")                                                                      \
    X(ITEM_NUMBERING, "item_numbering")                                                            \
    X(MARKED, "marked")                                                                            \
    X(TOUCHED, "touched")                                                                          \
    X(ATTACHMENT, "attachment")
#define X(name, text) FIELD_##name,
enum section_field { SECTION_FIELD_LIST(X) FIELD_COUNT };
#undef X

/* The value that is the report's template: its YAML text, "" for a free outline. No question's name
 * begins so. */
#define VALUE_TEMPLATE "@template"

/* Parents that are no section's id (the front text has 0, but no children). */
enum { PLACE_NONE = -1, PLACE_TOP = 0 };

struct place {
    int64_t parent;  /* id of the parent, PLACE_TOP for the top, PLACE_NONE: outside the tree */
    size_t position; /* among its siblings, itself taken out; 0 outside the tree */
};

struct change {
    enum change_kind kind;
    int64_t section;                   /* SPLICE, FIELD, PLACE */
    struct splice splice;              /* SPLICE */
    enum section_field field;          /* FIELD */
    char *name;                        /* VALUE: unit short_name year title sign_off prior (year
                                          and prior "" where unknown), VALUE_TEMPLATE, a
                                          question's name, a figure's NAME or
                                          NAME.prior, a pass (model/pass.h) */
    char *old_text, *new_text;         /* FIELD, VALUE; NULL: the value is not there */
    struct place old_place, new_place; /* PLACE; a new id is created when placed from NONE */
};

/* What was done, for the history: X(enum, word stored and shown by `history --json`, Chinese). */
#define ACT_LIST(X)                                                                                \
    X(TYPE, "type", N_("录入"))                                                                    \
    X(PASTE, "paste", N_("粘贴"))                                                                  \
    X(PUT, "put", N_("写入"))                                                                      \
    X(MARK, "mark", N_("标记"))                                                                    \
    X(ADD, "add", N_("添加"))                                                                      \
    X(REMOVE, "remove", N_("删除"))                                                                \
    X(MOVE, "move", N_("移动"))                                                                    \
    X(RENAME, "rename", N_("改标题"))                                                              \
    X(SET, "set", N_("填写"))                                                                      \
    X(CONFIRM, "confirm", N_("核对去年原文"))                                                      \
    X(WALK, "walk", N_("逐数核对"))                                                                \
    X(OFFER, "offer", N_("认出数据"))                                                              \
    X(RENUMBER, "renumber", N_("重新编号"))                                                        \
    X(REPLACE, "replace", N_("替换"))                                                              \
    X(COPY, "copy", N_("取用去年原文"))                                                            \
    X(FIX, "fix", N_("按提示修改"))                                                                \
    X(PASS, "pass", N_("核实无误"))                                                                \
    X(NEW, "new", N_("新建"))                                                                      \
    X(CARRY, "carry", N_("续编"))                                                                  \
    X(IMPORT, "import", N_("导入"))                                                                \
    X(RESTORE, "restore", N_("恢复"))                                                              \
    X(UNDO, "undo", N_("撤销"))                                                                    \
    X(REDO, "redo", N_("重做"))                                                                    \
    X(RESOLVE, "resolve", N_("处理冲突"))                                                          \
    X(UPGRADE, "upgrade", N_("更新模板"))                                                          \
    X(TABLE, "table", N_("表格"))                                                                  \
    X(TRASH, "trash", N_("移入回收站"))                                                            \
    X(UNTRASH, "untrash", N_("移出回收站"))                                                        \
    X(SUBMIT, "submit", N_("送审"))                                                                \
    X(RETURN, "return", N_("退回"))                                                                \
    X(FINAL, "final", N_("定稿"))                                                                  \
    X(UNLOCK, "unlock", N_("解除定稿"))                                                            \
    X(SEND, "send", N_("报送"))                                                                    \
    X(TAKE, "take", N_("取用填报数"))                                                              \
    X(SHEET, "sheet", N_("发填报表"))                                                              \
    X(HAND, "hand", N_("收填报表"))                                                                \
    X(REFUSE, "refuse", N_("退回填报数"))                                                          \
    X(RECALL, "recall", N_("免报"))                                                                \
    X(EVIDENCE, "evidence", N_("添加佐证"))                                                        \
    X(REMARK, "remark", N_("提意见"))                                                              \
    X(REVIEW, "review", N_("收审阅稿"))                                                            \
    X(ANSWER, "answer", N_("答复意见"))                                                            \
    X(CLOSE, "close", N_("核销意见"))                                                              \
    X(REOPEN, "reopen", N_("重开意见"))                                                            \
    X(ADOPT, "adopt", N_("采纳修改"))                                                              \
    X(DECLINE, "decline", N_("不采纳修改"))                                                        \
    X(RECOVER, "recover", N_("从损坏的数据库找回"))
#define X(name, word, zh) ACT_##name,
enum act { ACT_LIST(X) ACT_COUNT };
#undef X

struct change_set {
    enum act act;
    struct change *changes;
    size_t count, cap;
};

void change_set_init(struct change_set *set, enum act act);
void change_set_release(struct change_set *set);
/* Builders read the old value from the report as it is now and from the changes that stand in the
 * set before; a place they take is meant among the siblings as those changes leave them. A change
 * to the same value adds nothing. */
struct splice *change_add_splice(struct change_set *set, int64_t section); /* to be filled; borrowed
                                                                              until the next one */
void change_add_field(struct change_set *set, const struct report *report, int64_t section,
                      enum section_field field, const char *new_text);
void change_add_place(struct change_set *set, const struct report *report, int64_t section,
                      struct place new_place);
void change_add_value(struct change_set *set, const struct report *report, const char *name,
                      const char *new_text);

/* Drops all but the texts and fields of one section (-1: of none) and the value of that name (NULL:
 * none). */
void change_set_keep(struct change_set *set, int64_t section, const char *name);
/* Drops the values that are states (model/value_name.h): they stay as they are. */
void change_set_drop_states(struct change_set *set);

const char *act_word(enum act act);
const char *act_text(enum act act); /* in the interface's language */
bool act_find(struct span word, enum act *act);

struct change *change_set_push(struct change_set *set, enum change_kind kind, int64_t section);
void change_release(struct change *change);

#endif
