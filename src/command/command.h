/*
 * command.h - the commands of the screens, each once: name, titles, keys, where it applies, why it
 * is unavailable now. Hint bar, menu, palette, help pages, `jixiao keys` and the manual's key table
 * are made from it; the screens do the work. Keys are written as shown: "F2", "Ctrl-S", "R".
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "command/where.h"
#include "session/session.h"

#define COMMAND_LIST(X)                                                                            \
    X(HELP)                                                                                        \
    X(NEXT_OPEN)                                                                                   \
    X(NEXT_FINDING)                                                                                \
    X(PREV_FINDING)                                                                                \
    X(WALK)                                                                                        \
    X(WALK_TAKE)                                                                                   \
    X(WALK_SKIP)                                                                                   \
    X(WALK_BACK)                                                                                   \
    X(NEXT_PANE)                                                                                   \
    X(PREVIEW)                                                                                     \
    X(FIGURES)                                                                                     \
    X(SCORE)                                                                                       \
    X(HISTORY)                                                                                     \
    X(MENU)                                                                                        \
    X(SAVE)                                                                                        \
    X(BASICS)                                                                                      \
    X(EXPORT)                                                                                      \
    X(PALETTE)                                                                                     \
    X(FIND)                                                                                        \
    X(FIND_NEXT)                                                                                   \
    X(FIND_PREV)                                                                                   \
    X(FIND_SCOPE)                                                                                  \
    X(REPLACE)                                                                                     \
    X(MARK)                                                                                        \
    X(PRIOR)                                                                                       \
    X(UNDO)                                                                                        \
    X(REDO)                                                                                        \
    X(COPY)                                                                                        \
    X(CUT)                                                                                         \
    X(PASTE)                                                                                       \
    X(SELECT)                                                                                      \
    X(SELECT_SENTENCE)                                                                             \
    X(SELECT_PARAGRAPH)                                                                            \
    X(SELECT_ALL)                                                                                  \
    X(GOTO)                                                                                        \
    X(COUNT_WORDS)                                                                                 \
    X(CONVERT)                                                                                     \
    X(CONVERT_MODE)                                                                                \
    X(TURN_ITEMS)                                                                                  \
    X(TABLE_INSERT)                                                                                \
    X(ROW_REMOVE)                                                                                  \
    X(TABLE_SUM)                                                                                   \
    X(COLUMN_ADD)                                                                                  \
    X(COLUMN_REMOVE)                                                                               \
    X(REDRAW)                                                                                      \
    X(FINDINGS)                                                                                    \
    X(OFFERS)                                                                                      \
    X(INSERT_FIGURE)                                                                               \
    X(WIDE)                                                                                        \
    X(SECTION_ADD)                                                                                 \
    X(SECTION_REMOVE)                                                                              \
    X(SECTION_RENAME)                                                                              \
    X(SECTION_UP)                                                                                  \
    X(SECTION_DOWN)                                                                                \
    X(SECTION_IN)                                                                                  \
    X(SECTION_OUT)                                                                                 \
    X(UPGRADE)                                                                                     \
    X(RENUMBER)                                                                                    \
    X(MARK_WRITTEN)                                                                                \
    X(STARTER)                                                                                     \
    X(CONFIRM)                                                                                     \
    X(COPY_PRIOR)                                                                                  \
    X(COPY_SENTENCE)                                                                               \
    X(NEW_REPORT)                                                                                  \
    X(IMPORT)                                                                                      \
    X(SAMPLES)                                                                                     \
    X(TRASH)                                                                                       \
    X(COPIES)                                                                                      \
    X(CARRY_ON)                                                                                    \
    X(LIBRARY)                                                                                     \
    X(PASS)                                                                                        \
    X(SOURCE)                                                                                      \
    X(FIX)                                                                                         \
    X(IMPORT_TEMPLATE)                                                                             \
    X(IMPORT_ENCODING)                                                                             \
    X(IMPORT_JOIN)                                                                                 \
    X(IMPORT_FINDINGS)                                                                             \
    X(IMPORT_ASSIGN)                                                                               \
    X(IMPORT_TO_TEXT)                                                                              \
    X(IMPORT_TO_HEADING)                                                                           \
    X(IMPORT_IN)                                                                                   \
    X(IMPORT_OUT)                                                                                  \
    X(IMPORT_UNDO)                                                                                 \
    X(COMPARE)                                                                                     \
    X(NEXT_CHANGE)                                                                                 \
    X(PREV_CHANGE)                                                                                 \
    X(COMPARE_WITH)                                                                                \
    X(DISPLAY)                                                                                     \
    X(HISTORY_FILTER)                                                                              \
    X(HISTORY_RESTORE)                                                                             \
    X(SEARCH)                                                                                      \
    X(SEARCH_ALL)                                                                                  \
    X(SECTION_FIND)                                                                                \
    X(RECENT)                                                                                      \
    X(GO_BACK)                                                                                     \
    X(EVIDENCE)                                                                                    \
    X(EVIDENCE_ADD)                                                                                \
    X(EVIDENCE_NOTE)                                                                               \
    X(EVIDENCE_CHECK)                                                                              \
    X(EVIDENCE_EMBED)                                                                              \
    X(EVIDENCE_GET)                                                                                \
    X(EVIDENCE_EXPORT)                                                                             \
    X(REMARK_ADD)                                                                                  \
    X(REMARK_DONE)                                                                                 \
    X(REMARK_REFUSE)                                                                               \
    X(REMARK_ALL)                                                                                  \
    X(REMARK_TABLE)                                                                                \
    X(CHECKED)                                                                                     \
    X(FIGURE_LIBRARY)                                                                              \
    X(FIGURE_HANDED)                                                                               \
    X(SHEET_OUT)                                                                                   \
    X(FIGURE_OWNER)                                                                                \
    X(EDITIONS)                                                                                    \
    X(EDITION_SUBMIT)                                                                              \
    X(EDITION_RETURN)                                                                              \
    X(EDITION_FINAL)                                                                               \
    X(EDITION_UNLOCK)                                                                              \
    X(EDITION_COMPARE)                                                                             \
    X(TOUR)                                                                                        \
    X(TOUR_TOGETHER)                                                                               \
    X(KEY_TEST)                                                                                    \
    X(QUIT)
#define X(name) COMMAND_##name,
enum command_id { COMMAND_NONE, COMMAND_LIST(X) COMMAND_COUNT };
#undef X

/* The menu's columns, from left to right. */
#define GROUP_LIST(X)                                                                              \
    X(REPORT, N_("报告"))                                                                          \
    X(EDIT, N_("编辑"))                                                                            \
    X(OUTLINE, N_("章节"))                                                                         \
    X(CHECK, N_("检查"))                                                                           \
    X(VIEW, N_("查看"))                                                                            \
    X(IMPORT, N_("导入"))                                                                          \
    X(HELP, N_("帮助"))
#define X(name, title) GROUP_##name,
enum command_group { GROUP_NONE, GROUP_LIST(X) GROUP_COUNT };
#undef X
const char *group_title(enum command_group group); /* in the interface's language */

enum { COMMAND_KEYS_MOST = 3 };
struct command {
    enum command_id id;
    enum command_group group; /* where the menu has it */
    const char *name;         /* stable: "section-add" */
    const char *title;        /* 添加小节 … N_() */
    const char *hint;         /* the word in the hint bar, N_(); NULL: not shown there */
    const char *keys[COMMAND_KEYS_MOST];
    unsigned where;      /* enum where */
    unsigned hint_where; /* the hint bar has it only there; 0: wherever it applies */
    int rank;            /* in the hint bar: low numbers are cut last; help is 0 */
};

/* In the order of the enum; commands[id].id == id. */
extern const struct command commands[COMMAND_COUNT];

/* Why the command cannot be used now at that place (the clerk's words, in the interface's
 * language), or NULL. All panes of the workbench are one place: what a key does in another pane,
 * the menu and the palette do from this one. */
const char *command_unavailable(enum command_id id, unsigned where, const struct session *session);
/* The places where the command applies, in the interface's language: 工作台、检查. */
void command_add_places(struct str *out, const struct command *command);

#endif
