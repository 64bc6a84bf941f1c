#include "command/command.h"

#include "base/lang.h"
#include "session/opened.h"
#include "session/report.h"

#define ROW(id_, ...) [COMMAND_##id_] = {.id = COMMAND_##id_, __VA_ARGS__}

const struct command commands[COMMAND_COUNT] = {
    ROW(HELP, .group = GROUP_HELP, .name = "help", .title = N_("帮助"), .hint = N_("帮助"),
        .keys = {"F1", "Ctrl-G"}, .where = WHERE_ANY, .rank = 0),
    ROW(NEXT_OPEN, .group = GROUP_OUTLINE, .name = "section-next-open",
        .title = N_("保存并到下一未完成的节"), .hint = N_("下一节"), .keys = {"F2"},
        .where = WHERE_WORKBENCH, .rank = 2),
    ROW(NEXT_FINDING, .group = GROUP_CHECK, .name = "finding-next", .title = N_("下一处问题"),
        .hint = N_("检查"), .keys = {"F3"}, .where = WHERE_WORKBENCH | WHERE_FINDINGS, .rank = 4),
    ROW(PREV_FINDING, .group = GROUP_CHECK, .name = "finding-previous", .title = N_("上一处问题"),
        .keys = {"Shift-F3", "Ctrl-P"}, .where = WHERE_WORKBENCH | WHERE_FINDINGS, .rank = 20),
    ROW(WALK, .group = GROUP_CHECK, .name = "walk", .title = N_("逐数核对去年的数"),
        .hint = N_("核对"), .keys = {"Ctrl-N"},
        .where = WHERE_WORKBENCH | WHERE_FIGURES | WHERE_SCORE, .hint_where = WHERE_CARRIED,
        .rank = 4),
    ROW(WALK_TAKE, .group = GROUP_CHECK, .name = "walk-take",
        .title = N_("逐数核对：填入，空着就是同去年"), .hint = N_("填入"), .keys = {"Enter"},
        .where = WHERE_WALK, .rank = 1),
    ROW(WALK_SKIP, .group = GROUP_CHECK, .name = "walk-skip", .title = N_("逐数核对：先跳过"),
        .hint = N_("跳过"), .keys = {"Tab"}, .where = WHERE_WALK, .rank = 1),
    ROW(WALK_BACK, .group = GROUP_CHECK, .name = "walk-back", .title = N_("逐数核对：回到前一个"),
        .hint = N_("前一个"), .keys = {"Shift-Tab"}, .where = WHERE_WALK, .rank = 1),
    ROW(NEXT_PANE, .group = GROUP_VIEW, .name = "pane-next",
        .title = N_("下一窗格（目录、正文、指引）"), .hint = N_("切换"), .keys = {"F4", "Ctrl-W"},
        .where = WHERE_WORKBENCH, .rank = 6),
    ROW(PREVIEW, .group = GROUP_VIEW, .name = "preview", .title = N_("预览版面"),
        .hint = N_("预览"), .keys = {"F5"}, .where = WHERE_WORKBENCH, .rank = 5),
    ROW(FIGURES, .group = GROUP_VIEW, .name = "figures", .title = N_("数据"), .hint = N_("数据"),
        .keys = {"F6"}, .where = WHERE_WORKBENCH | WHERE_FIGURES | WHERE_SCORE, .rank = 7),
    ROW(SCORE, .group = GROUP_VIEW, .name = "score", .title = N_("自评表"), .hint = N_("自评表"),
        .keys = {"F7"}, .where = WHERE_WORKBENCH | WHERE_SCORE | WHERE_FIGURES,
        .hint_where = WHERE_SCORED, .rank = 8),
    ROW(HISTORY, .group = GROUP_VIEW, .name = "history",
        .title = N_("本节历史（数据里是这一项的）"), .hint = N_("历史"), .keys = {"F8"},
        .where = WHERE_WORKBENCH | WHERE_HISTORY | WHERE_FIGURES | WHERE_SCORE, .rank = 9),
    ROW(MENU, .group = GROUP_HELP, .name = "menu", .title = N_("菜单"), .hint = N_("菜单"),
        .keys = {"F9"}, .where = WHERE_ANY & ~WHERE_DIALOG, .rank = 3),
    ROW(SAVE, .group = GROUP_REPORT, .name = "save", .title = N_("保存"), .keys = {"Ctrl-S"},
        .where = WHERE_WORKBENCH, .rank = 21),
    ROW(BASICS, .group = GROUP_REPORT, .name = "basics",
        .title = N_("报告资料（单位、年度、题目、落款）"), .keys = {"B"}, .where = WHERE_WORKBENCH,
        .rank = 36),
    ROW(EXPORT, .group = GROUP_REPORT, .name = "export", .title = N_("导出"), .hint = N_("导出"),
        .keys = {"Ctrl-E"},
        .where = WHERE_LIBRARY | WHERE_WORKBENCH | WHERE_PREVIEW | WHERE_FINDINGS | WHERE_COMPARE,
        .rank = 11),
    ROW(PALETTE, .group = GROUP_HELP, .name = "palette", .title = N_("命令面板"),
        .hint = N_("命令"), .keys = {"Ctrl-K"}, .where = WHERE_ANY & ~WHERE_DIALOG, .rank = 16),
    ROW(FIND, .group = GROUP_EDIT, .name = "find", .title = N_("查找"), .hint = N_("查找"),
        .keys = {"Ctrl-F"}, .where = WHERE_WORKBENCH, .rank = 39),
    ROW(FIND_NEXT, .group = GROUP_EDIT, .name = "find-next", .title = N_("下一处"),
        .hint = N_("下一处"), .keys = {"Enter", "↓", "F3"}, .where = WHERE_FIND, .rank = 1),
    ROW(FIND_PREV, .group = GROUP_EDIT, .name = "find-previous", .title = N_("上一处"),
        .hint = N_("上一处"), .keys = {"↑", "Shift-F3"}, .where = WHERE_FIND, .rank = 2),
    ROW(FIND_SCOPE, .group = GROUP_EDIT, .name = "find-scope",
        .title = N_("在整份报告或这一节里找"), .hint = N_("范围"), .keys = {"Tab"},
        .where = WHERE_FIND, .rank = 3),
    ROW(REPLACE, .group = GROUP_EDIT, .name = "replace", .title = N_("替换"), .hint = N_("替换"),
        .keys = {"Ctrl-R"}, .where = WHERE_WORKBENCH | WHERE_FIND, .rank = 22),
    ROW(MARK, .group = GROUP_OUTLINE, .name = "section-mark", .title = N_("标为完成／未完成"),
        .hint = N_("完成"), .keys = {"Ctrl-D", "Space"}, .where = WHERE_WORKBENCH, .rank = 10),
    ROW(PRIOR, .group = GROUP_VIEW, .name = "prior", .title = N_("去年的这一节"),
        .hint = N_("去年"), .keys = {"Ctrl-T"}, .where = WHERE_WORKBENCH, .rank = 13),
    ROW(UNDO, .group = GROUP_EDIT, .name = "undo", .title = N_("撤销"), .hint = N_("撤销"),
        .keys = {"Ctrl-Z"}, .where = WHERE_WORKBENCH | WHERE_FINDINGS | WHERE_SCORE | WHERE_FIGURES,
        .rank = 12),
    ROW(REDO, .group = GROUP_EDIT, .name = "redo", .title = N_("重做"), .keys = {"Ctrl-Y"},
        .where = WHERE_WORKBENCH | WHERE_FINDINGS | WHERE_SCORE | WHERE_FIGURES, .rank = 23),
    ROW(COPY, .group = GROUP_EDIT, .name = "copy", .title = N_("复制"), .keys = {"Ctrl-C"},
        .where = WHERE_EDITOR | WHERE_PRIOR, .rank = 24),
    ROW(CUT, .group = GROUP_EDIT, .name = "cut", .title = N_("剪切"), .keys = {"Ctrl-X"},
        .where = WHERE_EDITOR, .rank = 25),
    ROW(PASTE, .group = GROUP_EDIT, .name = "paste", .title = N_("粘贴"), .keys = {"Ctrl-V"},
        .where = WHERE_EDITOR, .rank = 26),
    ROW(SELECT, .group = GROUP_EDIT, .name = "select", .title = N_("开始选择"), .keys = {"Ctrl-^"},
        .where = WHERE_EDITOR | WHERE_PRIOR, .rank = 27),
    ROW(SELECT_SENTENCE, .group = GROUP_EDIT, .name = "select-sentence", .title = N_("选这一句"),
        .keys = {"Ctrl-^ ×2"}, .where = WHERE_EDITOR | WHERE_PRIOR, .rank = 41),
    ROW(SELECT_PARAGRAPH, .group = GROUP_EDIT, .name = "select-paragraph", .title = N_("选这一段"),
        .keys = {"Ctrl-^ ×3"}, .where = WHERE_EDITOR | WHERE_PRIOR, .rank = 41),
    ROW(SELECT_ALL, .group = GROUP_EDIT, .name = "select-all", .title = N_("全选这一节"),
        .keys = {"Ctrl-^ ×4"}, .where = WHERE_EDITOR | WHERE_PRIOR, .rank = 41),
    ROW(GOTO, .group = GROUP_EDIT, .name = "goto", .title = N_("转到某段、某节"),
        .keys = {"Shift-F10"}, .where = WHERE_WORKBENCH, .rank = 41),
    ROW(COUNT_WORDS, .group = GROUP_VIEW, .name = "count", .title = N_("字数统计"),
        .keys = {"Shift-F12"}, .where = WHERE_WORKBENCH, .rank = 41),
    ROW(CONVERT, .group = GROUP_EDIT, .name = "convert", .title = N_("改全角数字、半角标点"),
        .keys = {"Ctrl-_"}, .where = WHERE_EDITOR, .rank = 41),
    ROW(CONVERT_MODE, .group = GROUP_EDIT, .name = "convert-mode",
        .title = N_("全角数字、半角标点：提示／自动改／不提示"), .keys = {"Shift-F6"},
        .where = WHERE_EDITOR, .rank = 41),
    ROW(TURN_ITEMS, .group = GROUP_EDIT, .name = "turn-items",
        .title = N_("段落改条目，条目改段落；表格里到前一格"), .keys = {"Shift-Tab"},
        .where = WHERE_EDITOR, .rank = 41),
    ROW(TABLE_INSERT, .group = GROUP_EDIT, .name = "table-insert", .title = N_("插入表格"),
        .keys = {"Alt-Ins"}, .where = WHERE_EDITOR, .rank = 41),
    ROW(ROW_REMOVE, .group = GROUP_EDIT, .name = "row-remove", .title = N_("表格删去这一行"),
        .keys = {"Alt-Del"}, .where = WHERE_EDITOR, .rank = 41),
    ROW(TABLE_SUM, .group = GROUP_EDIT, .name = "table-sum",
        .title = N_("表格求和（合计行、合计列）"), .keys = {"Alt-End"}, .where = WHERE_EDITOR,
        .rank = 41),
    ROW(COLUMN_ADD, .group = GROUP_EDIT, .name = "column-add", .title = N_("表格右边添一列"),
        .keys = {"Shift-F4"}, .where = WHERE_EDITOR, .rank = 41),
    ROW(COLUMN_REMOVE, .group = GROUP_EDIT, .name = "column-remove", .title = N_("表格删去这一列"),
        .keys = {"Shift-F5"}, .where = WHERE_EDITOR, .rank = 41),
    ROW(REDRAW, .group = GROUP_VIEW, .name = "redraw", .title = N_("重画屏幕"), .keys = {"Ctrl-L"},
        .where = WHERE_ANY, .rank = 40),
    ROW(FINDINGS, .group = GROUP_CHECK, .name = "findings", .title = N_("检查（全部问题）"),
        .keys = {"Ctrl-O"}, .hint = N_("全部"), .where = WHERE_WORKBENCH | WHERE_PREVIEW,
        .rank = 14),
    ROW(OFFERS, .group = GROUP_CHECK, .name = "offers", .title = N_("从正文认出数据"),
        .keys = {"F"}, .where = WHERE_OUTLINE, .rank = 41),
    ROW(INSERT_FIGURE, .group = GROUP_EDIT, .name = "figure-insert", .title = N_("插入数据"),
        .keys = {"Ins", "Ctrl-]"}, .where = WHERE_EDITOR, .rank = 29),
    ROW(WIDE, .group = GROUP_VIEW, .name = "editor-wide", .title = N_("正文占满全屏"),
        .keys = {"F12"}, .where = WHERE_WORKBENCH, .rank = 28),
    ROW(SECTION_ADD, .group = GROUP_OUTLINE, .name = "section-add", .title = N_("在下面添加一节"),
        .hint = N_("添加"), .keys = {"Ins", "+"}, .where = WHERE_OUTLINE, .rank = 5),
    ROW(SECTION_REMOVE, .group = GROUP_OUTLINE, .name = "section-remove", .title = N_("删除这一节"),
        .hint = N_("删除"), .keys = {"Del", "-"}, .where = WHERE_OUTLINE, .rank = 6),
    ROW(SECTION_RENAME, .group = GROUP_OUTLINE, .name = "section-rename", .title = N_("改标题"),
        .hint = N_("改标题"), .keys = {"R"}, .where = WHERE_OUTLINE, .rank = 7),
    ROW(SECTION_UP, .group = GROUP_OUTLINE, .name = "section-up", .title = N_("上移"),
        .hint = N_("移动"), .keys = {"Alt-↑"}, .where = WHERE_OUTLINE, .rank = 8),
    ROW(SECTION_DOWN, .group = GROUP_OUTLINE, .name = "section-down", .title = N_("下移"),
        .keys = {"Alt-↓"}, .where = WHERE_OUTLINE, .rank = 30),
    ROW(SECTION_IN, .group = GROUP_OUTLINE, .name = "section-in", .title = N_("降一级"),
        .keys = {"Alt-→"}, .where = WHERE_OUTLINE, .rank = 31),
    ROW(SECTION_OUT, .group = GROUP_OUTLINE, .name = "section-out", .title = N_("升一级"),
        .keys = {"Alt-←"}, .where = WHERE_OUTLINE, .rank = 32),
    ROW(RENUMBER, .group = GROUP_OUTLINE, .name = "renumber", .title = N_("重新编号"),
        .keys = {"N"}, .where = WHERE_OUTLINE, .rank = 33),
    ROW(UPGRADE, .group = GROUP_OUTLINE, .name = "template-upgrade", .title = N_("换到模板的新版"),
        .keys = {"T"}, .where = WHERE_OUTLINE, .rank = 45),
    ROW(MARK_WRITTEN, .group = GROUP_OUTLINE, .name = "section-mark-written",
        .title = N_("有文字的节都标为完成"), .keys = {"A"}, .where = WHERE_OUTLINE, .rank = 41),
    ROW(STARTER, .group = GROUP_EDIT, .name = "starter", .title = N_("插入范文"), .keys = {"I"},
        .where = WHERE_GUIDE, .hint = N_("插入范文"), .rank = 3),
    ROW(CONFIRM, .group = GROUP_EDIT, .name = "confirm", .title = N_("去年原文核对无误"),
        .keys = {"O"}, .where = WHERE_GUIDE | WHERE_OUTLINE, .rank = 34),
    ROW(COPY_PRIOR, .group = GROUP_EDIT, .name = "copy-prior", .title = N_("取用去年原文"),
        .keys = {"Enter"}, .hint = N_("取用"), .where = WHERE_PRIOR, .rank = 2),
    ROW(COPY_SENTENCE, .group = GROUP_EDIT, .name = "copy-prior-sentence",
        .title = N_("取用去年的这一句"), .keys = {"S"}, .hint = N_("取一句"), .where = WHERE_PRIOR,
        .rank = 2),
    ROW(NEW_REPORT, .group = GROUP_REPORT, .name = "report-new", .title = N_("新建报告"),
        .keys = {"N"}, .hint = N_("新建"), .where = WHERE_LIBRARY, .rank = 2),
    ROW(IMPORT, .group = GROUP_REPORT, .name = "report-import", .title = N_("导入"), .keys = {"I"},
        .hint = N_("导入"), .where = WHERE_LIBRARY, .rank = 3),
    ROW(SAMPLES, .group = GROUP_REPORT, .name = "samples", .title = N_("打开示例"), .keys = {"S"},
        .where = WHERE_LIBRARY, .rank = 36),
    ROW(TRASH, .group = GROUP_REPORT, .name = "report-trash", .title = N_("移入回收站"),
        .keys = {"Del"}, .where = WHERE_LIBRARY, .rank = 37),
    ROW(COPIES, .group = GROUP_REPORT, .name = "copies", .title = N_("每日备份"), .keys = {"B"},
        .where = WHERE_LIBRARY, .rank = 41),
    ROW(CARRY_ON, .group = GROUP_REPORT, .name = "report-carry-on", .title = N_("续编新年度"),
        .keys = {"C"}, .where = WHERE_LIBRARY, .rank = 38),
    ROW(LIBRARY, .group = GROUP_REPORT, .name = "library", .title = N_("回到报告库"),
        .keys = {"Ctrl-U"}, .where = WHERE_WORKBENCH, .hint = N_("报告库"), .rank = 8),
    ROW(PASS, .group = GROUP_CHECK, .name = "finding-pass", .title = N_("核实无误"), .keys = {"A"},
        .where = WHERE_FINDINGS | WHERE_GUIDE, .rank = 18, .hint = N_("核实无误")),
    ROW(SOURCE, .group = GROUP_CHECK, .name = "finding-source", .title = N_("依据"), .keys = {"R"},
        .where = WHERE_FINDINGS | WHERE_GUIDE, .hint = N_("依据"), .rank = 19),
    ROW(FIX, .group = GROUP_CHECK, .name = "finding-fix", .title = N_("按提示修改"), .keys = {"F"},
        .where = WHERE_FINDINGS | WHERE_GUIDE, .hint = N_("修改"), .rank = 17),
    ROW(IMPORT_TEMPLATE, .group = GROUP_IMPORT, .name = "import-template",
        .title = N_("换一个模板"), .keys = {"T"}, .hint = N_("模板"), .where = WHERE_IMPORT,
        .rank = 6),
    ROW(IMPORT_ENCODING, .group = GROUP_IMPORT, .name = "import-encoding",
        .title = N_("选编码（附样行）"), .keys = {"E"}, .hint = N_("编码"),
        .where = WHERE_IMPORT_ENCODED, .rank = 7),
    ROW(IMPORT_JOIN, .group = GROUP_IMPORT, .name = "import-join", .title = N_("接上句中的硬换行"),
        .keys = {"J"}, .hint = N_("接行"), .where = WHERE_IMPORT_BROKEN, .rank = 8),
    ROW(IMPORT_FINDINGS, .group = GROUP_IMPORT, .name = "import-findings",
        .title = N_("要核对的清单"), .keys = {"F"}, .hint = N_("清单"), .where = WHERE_IMPORT,
        .rank = 9),
    ROW(IMPORT_ASSIGN, .group = GROUP_IMPORT, .name = "import-assign",
        .title = N_("指定对应模板的哪一节"), .keys = {"M"}, .hint = N_("对应"),
        .where = WHERE_IMPORT, .rank = 2),
    ROW(IMPORT_TO_TEXT, .group = GROUP_IMPORT, .name = "import-to-text",
        .title = N_("标题改作上一节的正文"), .keys = {"B"}, .hint = N_("改正文"),
        .where = WHERE_IMPORT, .rank = 3),
    ROW(IMPORT_TO_HEADING, .group = GROUP_IMPORT, .name = "import-to-heading",
        .title = N_("正文里的一行改作标题"), .keys = {"P"}, .hint = N_("作标题"),
        .where = WHERE_IMPORT, .rank = 3),
    ROW(IMPORT_IN, .group = GROUP_IMPORT, .name = "import-in", .title = N_("降一级"),
        .keys = {"→", ">"}, .hint = N_("降级"), .where = WHERE_IMPORT, .rank = 4),
    ROW(IMPORT_OUT, .group = GROUP_IMPORT, .name = "import-out", .title = N_("升一级"),
        .keys = {"←", "<"}, .hint = N_("升级"), .where = WHERE_IMPORT, .rank = 5),
    ROW(IMPORT_UNDO, .group = GROUP_IMPORT, .name = "import-undo", .title = N_("退回上一步调整"),
        .keys = {"U", "Ctrl-Z"}, .hint = N_("退回"), .where = WHERE_IMPORT, .rank = 10),
    ROW(COMPARE, .group = GROUP_VIEW, .name = "compare", .title = N_("修改对照（与去年或以前）"),
        .keys = {"Shift-F8", "D"}, .where = WHERE_WORKBENCH, .rank = 35),
    ROW(NEXT_CHANGE, .group = GROUP_VIEW, .name = "change-next", .title = N_("下一处改动"),
        .keys = {"F3", "N"}, .hint = N_("下一处"), .where = WHERE_COMPARE, .rank = 2),
    ROW(PREV_CHANGE, .group = GROUP_VIEW, .name = "change-previous", .title = N_("上一处改动"),
        .keys = {"Shift-F3", "P"}, .hint = N_("上一处"), .where = WHERE_COMPARE, .rank = 3),
    ROW(COMPARE_WITH, .group = GROUP_VIEW, .name = "compare-with", .title = N_("换一个对照"),
        .keys = {"O"}, .hint = N_("换对照"), .where = WHERE_COMPARE, .rank = 4),
    ROW(DISPLAY, .group = GROUP_VIEW, .name = "display", .title = N_("显示与鼠标"),
        .keys = {"Ctrl-\\"}, .where = WHERE_ANY & ~(unsigned)WHERE_DIALOG, .rank = 41),
    ROW(HISTORY_FILTER, .group = GROUP_VIEW, .name = "history-filter",
        .title = N_("筛选历史（本节、全部、某人、数据）"), .keys = {"T", "Tab"},
        .where = WHERE_HISTORY, .hint = N_("筛选"), .rank = 3),
    ROW(HISTORY_RESTORE, .group = GROUP_VIEW, .name = "history-restore",
        .title = N_("对照、恢复到那时"), .keys = {"Enter"}, .where = WHERE_HISTORY,
        .hint = N_("对照、恢复"), .rank = 2),
    ROW(SEARCH, .group = GROUP_REPORT, .name = "search", .title = N_("查找报告和文字"),
        .keys = {"/", "Ctrl-F"}, .where = WHERE_LIBRARY, .hint = N_("查找"), .rank = 4),
    ROW(SEARCH_ALL, .group = GROUP_REPORT, .name = "search-all", .title = N_("在全部报告里查找"),
        .keys = {"Shift-F9"}, .where = WHERE_WORKBENCH, .rank = 42),
    ROW(SECTION_FIND, .group = GROUP_OUTLINE, .name = "section-find", .title = N_("按标题找一节"),
        .keys = {"/"}, .where = WHERE_OUTLINE, .hint = N_("找节"), .rank = 9),
    ROW(RECENT, .group = GROUP_REPORT, .name = "recent", .title = N_("最近打开的报告"),
        .keys = {"Shift-F2"}, .where = WHERE_LIBRARY | WHERE_WORKBENCH, .rank = 42),
    ROW(GO_BACK, .group = GROUP_VIEW, .name = "go-back", .title = N_("返回跳转前的地方"),
        .keys = {"Shift-F7"}, .where = WHERE_WORKBENCH, .rank = 29),
    ROW(EVIDENCE, .group = GROUP_CHECK, .name = "evidence", .title = N_("佐证材料和备注"),
        .keys = {"P"}, .where = WHERE_WORKBENCH, .rank = 42),
    ROW(EVIDENCE_ADD, .group = GROUP_CHECK, .name = "evidence-add",
        .title = N_("给这一节添加佐证材料"), .keys = {"A"}, .hint = N_("添加材料"),
        .where = WHERE_EVIDENCE, .rank = 2),
    ROW(EVIDENCE_NOTE, .group = GROUP_CHECK, .name = "evidence-note",
        .title = N_("给这一节添加备注"), .keys = {"N"}, .hint = N_("添加备注"),
        .where = WHERE_EVIDENCE, .rank = 3),
    ROW(EVIDENCE_CHECK, .group = GROUP_CHECK, .name = "evidence-check",
        .title = N_("核对佐证的文件"), .keys = {"C"}, .hint = N_("核对文件"),
        .where = WHERE_EVIDENCE, .rank = 4),
    ROW(EVIDENCE_EMBED, .group = GROUP_CHECK, .name = "evidence-embed",
        .title = N_("添加佐证材料，连文件存进报告库"), .keys = {"E"}, .hint = N_("连文件存"),
        .where = WHERE_EVIDENCE, .rank = 5),
    ROW(EVIDENCE_GET, .group = GROUP_CHECK, .name = "evidence-get",
        .title = N_("取出存在报告库里的文件"), .keys = {"G"}, .hint = N_("取出文件"),
        .where = WHERE_EVIDENCE, .rank = 6),
    ROW(EVIDENCE_EXPORT, .group = GROUP_CHECK, .name = "evidence-export",
        .title = N_("写出佐证材料清单"), .keys = {"X"}, .hint = N_("写出清单"),
        .where = WHERE_EVIDENCE, .rank = 7),
    ROW(REMARK_ADD, .group = GROUP_CHECK, .name = "remark-add", .title = N_("对这里写一条意见"),
        .keys = {"M"}, .where = WHERE_WORKBENCH, .rank = 42),
    ROW(REMARK_DONE, .group = GROUP_CHECK, .name = "remark-done", .title = N_("意见已改，采纳修改"),
        .keys = {"Y"}, .where = WHERE_FINDINGS | WHERE_GUIDE, .hint = N_("已改、采纳"), .rank = 20),
    ROW(REMARK_REFUSE, .group = GROUP_CHECK, .name = "remark-refuse",
        .title = N_("意见、修改不采纳"), .keys = {"N"}, .where = WHERE_FINDINGS | WHERE_GUIDE,
        .hint = N_("不采纳"), .rank = 21),
    ROW(REMARK_ALL, .group = GROUP_CHECK, .name = "remark-all",
        .title = N_("采纳或不采纳这个人的全部修改"), .keys = {"L"}, .where = WHERE_FINDINGS,
        .hint = N_("此人全部"), .rank = 22),
    ROW(REMARK_TABLE, .group = GROUP_CHECK, .name = "remark-table",
        .title = N_("写出审核意见落实对照表"), .keys = {"T"}, .where = WHERE_FINDINGS,
        .hint = N_("对照表"), .rank = 22),
    ROW(CHECKED, .group = GROUP_CHECK, .name = "checked-file", .title = N_("问题写成Word里的批注"),
        .keys = {"W"}, .where = WHERE_FINDINGS, .hint = N_("写批注"), .rank = 23),
    ROW(FIGURE_LIBRARY, .group = GROUP_CHECK, .name = "figure-library",
        .title = N_("由报告库重取数据"), .keys = {"Ctrl-R"}, .hint = N_("由库重取"),
        .where = WHERE_FIGURES, .rank = 15),
    ROW(FIGURE_HANDED, .group = GROUP_CHECK, .name = "figure-handed", .title = N_("核对报来的数"),
        .keys = {"Shift-F5"}, .hint = N_("报来的数"), .where = WHERE_FIGURES, .rank = 12),
    ROW(SHEET_OUT, .group = GROUP_REPORT, .name = "sheet-out",
        .title = N_("发填报表（向各科室要数）"), .hint = N_("发填报表"), .keys = {"Shift-F6", "G"},
        .where = WHERE_FIGURES | WHERE_OUTLINE | WHERE_LIBRARY, .hint_where = WHERE_FIGURES,
        .rank = 14),
    ROW(FIGURE_OWNER, .group = GROUP_VIEW, .name = "figure-owner",
        .title = N_("只列一个科室的数据"), .keys = {"Shift-F4"}, .hint = N_("科室"),
        .where = WHERE_FIGURES, .rank = 13),
    ROW(EDITIONS, .group = GROUP_REPORT, .name = "editions",
        .title = N_("版次（送审、退回、定稿）"), .keys = {"Shift-F11", "E"},
        .where = WHERE_WORKBENCH, .rank = 42),
    ROW(EDITION_SUBMIT, .group = GROUP_REPORT, .name = "edition-submit", .title = N_("送审、报送"),
        .keys = {"S"}, .hint = N_("送审"), .where = WHERE_EDITIONS, .rank = 2),
    ROW(EDITION_RETURN, .group = GROUP_REPORT, .name = "edition-return", .title = N_("退回"),
        .keys = {"R"}, .hint = N_("退回"), .where = WHERE_EDITIONS, .rank = 3),
    ROW(EDITION_FINAL, .group = GROUP_REPORT, .name = "edition-final", .title = N_("定稿"),
        .keys = {"F"}, .hint = N_("定稿"), .where = WHERE_EDITIONS, .rank = 4),
    ROW(EDITION_UNLOCK, .group = GROUP_REPORT, .name = "edition-unlock", .title = N_("解除定稿"),
        .keys = {"U"}, .hint = N_("解除定稿"), .where = WHERE_EDITIONS, .rank = 5),
    ROW(EDITION_COMPARE, .group = GROUP_REPORT, .name = "edition-compare",
        .title = N_("版次与现在对照"), .keys = {"Enter"}, .hint = N_("对照"),
        .where = WHERE_EDITIONS, .rank = 6),
    ROW(TOUR, .group = GROUP_HELP, .name = "tour", .title = N_("入门练习（五步）"), .keys = {"T"},
        .where = WHERE_LIBRARY, .rank = 43),
    ROW(TOUR_TOGETHER, .group = GROUP_HELP, .name = "tour-together",
        .title = N_("入门练习第二部分（几个人一起）"), .keys = {"Y"}, .where = WHERE_LIBRARY,
        .rank = 44),
    ROW(KEY_TEST, .group = GROUP_HELP, .name = "key-test", .title = N_("按键测试"),
        .keys = {"Shift-F1"}, .where = WHERE_ANY & ~WHERE_DIALOG, .rank = 44),
    ROW(QUIT, .group = GROUP_REPORT, .name = "quit", .title = N_("退出"), .hint = N_("退出"),
        .keys = {"Ctrl-Q", "F10"}, .where = WHERE_ANY, .rank = 1),
};

#define X(name, title) [GROUP_##name] = (title),
static const char *const group_titles[GROUP_COUNT] = {GROUP_LIST(X)};
#undef X

const char *group_title(enum command_group group) {
    assert(group > GROUP_NONE && group < GROUP_COUNT);
    return _(group_titles[group]);
}

/* Wider places before those that are part of them. */
static const struct {
    unsigned where;
    const char *title;
} places[] = {
    {WHERE_ANY, N_("处处")},
    {WHERE_ANY & ~(unsigned)WHERE_DIALOG, N_("处处（对话框除外）")},
    {WHERE_LIBRARY, N_("报告库")},
    {WHERE_WORKBENCH, N_("工作台")},
    {WHERE_OUTLINE, N_("目录")},
    {WHERE_EDITOR, N_("正文")},
    {WHERE_GUIDE, N_("指引")},
    {WHERE_PRIOR, N_("去年的文字")},
    {WHERE_PREVIEW, N_("预览")},
    {WHERE_FINDINGS, N_("检查")},
    {WHERE_IMPORT, N_("导入预览")},
    {WHERE_HELP, N_("帮助")},
    {WHERE_HISTORY, N_("历史")},
    {WHERE_SEARCH, N_("查找")},
    {WHERE_DIALOG, N_("对话框")},
    {WHERE_COMPARE, N_("修改对照")},
    {WHERE_SCORE, N_("自评表")},
    {WHERE_FIGURES, N_("数据")},
    {WHERE_FIND, N_("查找栏")},
    {WHERE_WALK, N_("逐数核对")},
    {WHERE_IMPORT_ENCODED, N_("导入预览")},
    {WHERE_IMPORT_BROKEN, N_("导入预览")},
    {WHERE_EDITIONS, N_("版次")},
    {WHERE_EVIDENCE, N_("佐证")},
};

void command_add_places(struct str *out, const struct command *command) {
    unsigned where = command->where;
    const char *gap = "";
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        if ((where & places[i].where) != places[i].where)
            continue;
        str_add_format(out, "%s%s", gap, _(places[i].title));
        where &= ~places[i].where;
        gap = _("、");
    }
}

/* Where a command is at home, and what the clerk elsewhere is told. */
static const struct {
    unsigned where;
    const char *why;
} homes[] = {
    {WHERE_WORKBENCH, N_("要在打开的报告里用")},
    {WHERE_LIBRARY, N_("要在报告库里用")},
    {WHERE_FINDINGS, N_("要在检查里用")},
    {WHERE_IMPORT, N_("要在导入的预览里用")},
    {WHERE_PREVIEW, N_("要在预览里用")},
    {WHERE_COMPARE, N_("要在修改对照里用")},
    {WHERE_EVIDENCE, N_("要在佐证里用（目录里按P）")},
    {WHERE_EDITIONS, N_("要在版次里用（报告里按Shift-F11）")},
    {WHERE_HISTORY, N_("要在历史里用")},
    {WHERE_FIND, N_("先按Ctrl-F打开查找栏")},
};

/* What the preview of an import has only for some files: elsewhere it is at home in the preview. */
static const struct {
    unsigned where;
    const char *why;
} import_needs[] = {
    {WHERE_IMPORT_ENCODED, N_("Word文件自己写明了编码，不用选")},
    {WHERE_IMPORT_BROKEN, N_("没有句中的硬换行，不用接")},
};

/* The answers of 逐数核对: only while it asks, though it is a part of the workbench. */
static bool is_of_walk(enum command_id id) {
    return commands[id].where == WHERE_WALK;
}

static bool reaches(enum command_id id, unsigned where) {
    if (is_of_walk(id) && (where & WHERE_WALK) == 0)
        return false;
    if ((where & WHERE_WORKBENCH) != 0)
        where |= WHERE_WORKBENCH;
    return (commands[id].where & where) != 0;
}

const char *command_unavailable(enum command_id id, unsigned where, const struct session *session) {
    assert(id > COMMAND_NONE && id < COMMAND_COUNT);
    bool needs_report = (commands[id].where & WHERE_WORKBENCH) != 0 &&
                        (commands[id].where & WHERE_LIBRARY) == 0 &&
                        (commands[id].where & WHERE_HELP) == 0;
    if (needs_report && session_report(session) == NULL)
        return _("请先打开一份报告");
    if (reaches(id, where))
        return NULL;
    if ((where & WHERE_DIALOG) != 0)
        return _("请先按Esc关上这里");
    if (is_of_walk(id) && (where & WHERE_WORKBENCH) != 0)
        return _("先按Ctrl-N：逐数核对时用");
    if ((commands[id].where & WHERE_WORKBENCH) != 0 && session_report(session) != NULL)
        return _("请先按Esc回到报告");
    for (size_t i = 0; i < ARRAY_LEN(import_needs); i++)
        if ((commands[id].where & import_needs[i].where) != 0)
            return (where & WHERE_IMPORT) != 0 ? _(import_needs[i].why) : _("要在导入的预览里用");
    for (size_t i = 0; i < ARRAY_LEN(homes); i++)
        if ((commands[id].where & homes[i].where) != 0)
            return _(homes[i].why);
    return _("此处不能用");
}
