#include "ui/screens/help.h"

#include "base/lang.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/page.h"

struct help {
    enum where where;
    struct page page;
};

static const struct {
    enum where where;
    const char *title, *text;
} topics[] = {
    {WHERE_LIBRARY, N_("报告库"),
     N_("这里列出全部报告。用↑↓选择，Enter打开或选择操作；移到最后一行再按↓，"
        "可以新建报告、导入去年的报告、打开示例、做五步入门练习。/查找报告和报告里的文字。")},
    {WHERE_EDITOR, N_("正文"),
     N_("直接输入正文，输入即保存。F2到下一未完成的节，写好一节按Ctrl-D标为完成，F3逐处查看问题，"
        "F5预览，Ctrl-E导出。写错了按Ctrl-Z撤销。"
        "从别处复制的文字用终端的粘贴（Shift-Ins或右键）。")},
    {WHERE_OUTLINE, N_("目录"),
     N_("左边是各节：完＝完成，写＝在写，未＝未填；!有错误，?有存疑，"
        "右边“某某在写”是别的人在那一节。↑↓选择，Enter编辑，Ins在下面添加，Del删除，R改标题；"
        "按住Alt再按方向键（或用F9菜单）移动和升降级；数字跳到第几部分，/按标题找一节。")},
    {WHERE_GUIDE, N_("指引"),
     N_("写作要点、责任科室、范文、去年的文字和本节的问题。↑↓看下文，I插入范文。")},
    {WHERE_PRIOR, N_("去年的这一节"),
     N_("右边是去年的文字，只读。Ctrl-^开始选择，Enter取用选中的文字（没有选就取用全部）。")},
    {WHERE_PREVIEW, N_("预览"),
     N_("每页22行、每行28字，与按页导出的版面相同。PgUp、PgDn翻页，Esc返回。")},
    {WHERE_FINDINGS, N_("检查"),
     N_("列出全部问题：错＝错误，疑＝存疑，提＝提醒。Enter转到原文，Esc返回。")},
    {WHERE_COMPARE, N_("修改对照"),
     N_("列出与去年（或另一份报告、以前的样子）不同的地方：[-删去的字-]，{+新增的字+}。"
        "Enter到那一节，Ctrl-E存成Word，Esc返回。")},
    {WHERE_SCORE, N_("自评表"),
     N_("一行一个指标。直接输入实际值或得分，Enter或↓到下一项，"
        "Tab依次到目标、实际、得分、扣分原因、佐证材料。能算的得分自动算，"
        "总分、等级、封顶在最上面。佐证材料写“名称|文号|页码”，几份之间用分号。Esc返回。")},
    {WHERE_FIGURES, N_("数据"),
     N_("一行一个数据：今年、上年、变化。直接输入，Enter或↓到下一行，Tab到上年数；可以带单位，"
        "如8596万元。算出来的随着变。改动会影响正文里的句子时，先给你看改前改后。发过填报表的，右边"
        "写着各项到哪一步：已报的按Enter核对，"
        "Y取用，N退回；已核的要改，写明原因。Esc返回。")},
    {WHERE_IMPORT, N_("导入"), N_("先看认出的各节是否对，再按Enter入库；Esc不导入。")},
    {WHERE_HISTORY, N_("历史"),
     N_("谁、什么时候、改了什么，最新的在前，[-删去的字-]{+新增的字+}；选中的一处在下面写全。"
        "T筛选：本节、整份报告、全部数据、某一个人、某一项数据。Enter与现在对照，或恢复到那时；"
        "恢复也是一次改动，Ctrl-Z可以撤销。")},
    {WHERE_EVIDENCE, N_("佐证"),
     N_("这份报告的佐证材料和备注。A给来时的那一节添加材料（名称|文号|页码|文件），N添加备注，"
        "备注从不印出来；E连文件一起存进报告库，G再取出来；C核对文件还在不在、改过没有；X写出清单。"
        "Esc返回。")},
    {WHERE_EDITIONS, N_("版次"),
     N_("报告走到哪一步：起草、送审、退回、定稿、已报送，最新的在前。送审和定稿留存全文；定稿以后文"
        "字、"
        "数据和目录都锁住，解除或退回才能再改，要写原因。撤销不越过这些步骤。Enter与现在对照，Esc返"
        "回。")},
    {WHERE_SEARCH, N_("查找报告和文字"),
     N_("输入单位、年度，或任何一份报告里的字词，边输边找；词可以只有一两个字，几个词用空格分开。"
        "↑↓选择，Enter打开，光标就在那里。什么也不输时是最近打开的报告。")},
    {WHERE_FIND, N_("查找"),
     N_("边输入边找，找到的字都标出来，右边是第几处／共几处。Enter下一处，↑上一处，Tab换范围，"
        "Ctrl-R替换，Esc回到正文。全角半角、大小写不分。")},
    {WHERE_WALK, N_("逐数核对"),
     N_("去年的报告是今年的表格：光标依次停在每个还没有核对的数上。和去年一样就按Enter；"
        "不一样就输入数字再按Enter，小数位数、千分位照旧。Tab先跳过，Shift-Tab回到前一个，"
        "F2到下一节的数，Ctrl-Z撤回上一个，Esc结束。比率算得出来的，先替您填上。")},
    {WHERE_DIALOG, N_("填写与选择"), N_("Tab到下一项，←→选择，Enter确定，Esc取消。")},
};

/* Of this place and at most one other. */
static bool is_own(const struct command *command) {
    unsigned rest = command->where & (command->where - 1);
    return (rest & (rest - 1)) == 0;
}

/* The commands of the place: its own, then the others, group by group as in the menu. */
static void add_commands(struct page *page, enum where where, bool own, const struct shell *shell) {
    for (int group = GROUP_NONE + 1; group < GROUP_COUNT; group++)
        for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
            const struct command *command = &commands[i];
            if (command->group != (enum command_group)group || (command->where & where) == 0 ||
                is_own(command) != own)
                continue;
            const char *why = command_unavailable(command->id, where, shell_session(shell));
            struct str keys = STR_INIT, title = STR_INIT;
            keys_add(&keys, shell_keys(shell), command->id);
            str_add_text(&title, _(command->title));
            if (why != NULL)
                str_add_format(&title, _("（%s）"), why);
            page_add_key(page, str_span(&keys), why != NULL ? FACE_DIM : FACE_PLAIN,
                         str_span(&title));
            str_release(&keys);
            str_release(&title);
        }
}

static const char *const everywhere[] = {
    N_("记不住按键：F9打开菜单，用方向键和Enter；Ctrl-K输入命令的中文、英文或拼音首字母。"),
    N_("功能键没有反应：先按Esc，再按数字，Esc、1就是F1，Esc、0就是F10。"),
    N_("字母键没有反应：输入法开着，按Shift切到英文；也可以只用方向键和Enter。"),
    N_("文字输入即保存，断线、关窗口都不会丢；写错了Ctrl-Z撤销。"),
};

static void help_enter(struct shell *shell, void *self, const void *argument) {
    struct help *help = self;
    help->where = *(const enum where *)argument;
    for (size_t i = 0; i < ARRAY_LEN(topics); i++) {
        if ((topics[i].where & help->where) == 0)
            continue;
        page_add(&help->page, FACE_HEADING, span_of(_(topics[i].title)));
        page_add(&help->page, FACE_PLAIN, span_of(_(topics[i].text)));
        page_add(&help->page, FACE_PLAIN, SPAN(""));
    }
    page_add(&help->page, FACE_HEADING, span_of(_("这里的按键")));
    add_commands(&help->page, help->where, true, shell);
    add_commands(&help->page, help->where, false, shell);
    page_add(&help->page, FACE_PLAIN, SPAN(""));
    page_add(&help->page, FACE_HEADING, span_of(_("在任何地方")));
    for (size_t i = 0; i < ARRAY_LEN(everywhere); i++)
        page_add(&help->page, FACE_PLAIN, span_of(_(everywhere[i])));
}

static void help_leave(struct shell *shell, void *self) {
    (void)shell;
    page_release(&((struct help *)self)->page);
}

static struct area inside_of(struct area area) {
    return area_inset(area_below(area, 2), 0, 2);
}

static void help_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                      struct area area) {
    (void)shell;
    const struct help *help = self;
    struct area head = area_top(area, 1);
    canvas_fill(canvas, head, FACE_TITLE);
    canvas_put_text(canvas, head.row, head.col + 1, FACE_TITLE, _("帮助"));
    (void)canvas_put_right(canvas, head.row, head.col + head.cols - 1, FACE_TITLE,
                           span_of(_("↑↓ PgDn 看下文  Esc 返回")));
    page_draw(&help->page, canvas, inside_of(area), true);
}

static unsigned help_handle(struct shell *shell, void *self, const struct event *event) {
    struct help *help = self;
    if (event_is_key(event, K_ESC) || event_is_key(event, K_ENTER)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        return HANDLED_YES;
    }
    return page_handle(&help->page, event, shell_canvas(shell), inside_of(shell_area(shell)));
}

static bool help_command(struct shell *shell, void *self, enum command_id id) {
    (void)self;
    if (id != COMMAND_HELP)
        return false;
    shell_pop(shell, ANSWER_CANCEL, NULL);
    return true;
}

const struct layer_ops help_layer = {
    .name = "help",
    .state_size = sizeof(struct help),
    .enter = help_enter,
    .draw = help_draw,
    .place = WHERE_HELP,
    .command = help_command,
    .handle = help_handle,
    .closes = true,
    .leave = help_leave,
};
