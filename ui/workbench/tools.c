#include "ui/workbench/tools.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "edit/convert.h"
#include "edit/editor_edit.h"
#include "edit/editor_select.h"
#include "model/section.h"
#include "model/splice.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/setting.h"
#include "ui/screens/dialogs.h"
#include "ui/workbench/apply.h"
#include "ui/workbench/place.h"
#include "ui/workbench/table.h"
#include "ui/workbench/text.h"
#include "ui/workbench/workbench.h"

#include <string.h>

static const struct report *report_of(const struct shell *shell) {
    return session_report(shell_session(shell));
}

/* --- going to a place --- */

static void ask_place(struct shell *shell, struct workbench *wb) {
    wb->asked = COMMAND_GOTO;
    shell_push(shell, &prompt_layer,
               &(struct prompt_argument){
                   .title = _("转到"),
                   .label = _("第几段、第几节，或标题里的字"),
                   .hint = _("如 12（本节第12段）、2.1.3（第2部分第1节第3小节）、党建"),
                   .text = "",
                   .most = 40});
}

static const struct section *find_heading(const struct report *report, struct span what) {
    struct find_places places = {0};
    const struct section *found = NULL;
    find_all(&places, report, FIND_EVERYWHERE, what);
    for (size_t i = 0; i < places.count && found == NULL; i++)
        if (places.items[i].in_heading)
            found = report_find_id(report, places.items[i].section);
    find_places_release(&places);
    return found;
}

static void go_to_paragraph(struct shell *shell, struct workbench *wb, uint64_t number) {
    const struct body *body = &workbench_section(shell, wb)->body;
    if (number == 0 || number > body->count) {
        shell_say(shell, _("这一节只有%zu段"), body->count);
        return;
    }
    workbench_go(shell, wb, wb->section, body_line_start(body, (size_t)number - 1));
    shell_say(shell, _("第%zu段，共%zu段"), (size_t)number, body->count);
}

void workbench_go_to(struct shell *shell, struct workbench *wb, struct span typed) {
    struct str folded = STR_INIT; /* an input method may be on: １２ is 12 */
    for (struct span rest = span_trim_space(typed); rest.n > 0;)
        str_add_char(&folded, char_fold(utf8_take(&rest)));
    struct span what = str_span(&folded);
    uint64_t number = 0;
    wb->focus = PANE_EDITOR;
    if (char_read_number(what, UINT32_MAX, &number)) {
        go_to_paragraph(shell, wb, number);
    } else if (what.n > 0) {
        while (span_ends_with(what, SPAN(".")) || span_ends_with(what, SPAN("。")))
            what.n -= span_ends_with(what, SPAN(".")) ? 1 : 3;
        const struct section *section = report_find_section(report_of(shell), what);
        if (section == NULL)
            section = find_heading(report_of(shell), what);
        if (section != NULL)
            workbench_go(shell, wb, section->id, SIZE_MAX);
        else
            shell_say(shell, _("没有这样的一节：%.*s"), SPAN_ARG(what));
    }
    str_release(&folded);
}

/* --- counting --- */

void workbench_add_length(struct str *out, const struct report *report,
                          const struct section *section) {
    const struct template_section *from = section_template(report, section);
    size_t ink = body_ink(&section->body);
    str_add_format(out, _("%zu字"), ink);
    if (from == NULL || ink == 0)
        return;
    if (from->min_length > 0 && ink < (size_t)from->min_length)
        str_add_format(out, _("，还差%zu字"), (size_t)from->min_length - ink);
    else if (from->max_length >= 0 && ink > (size_t)from->max_length)
        str_add_format(out, _("，超出%zu字"), ink - (size_t)from->max_length);
}

static void add_wanted(struct str *out, const struct template_section *from) {
    if (from == NULL || (from->min_length <= 0 && from->max_length < 0))
        return;
    str_add_text(out, _("\n要求："));
    if (from->min_length > 0)
        str_add_format(out, _("不少于%ld字 "), from->min_length);
    if (from->max_length >= 0)
        str_add_format(out, _("不多于%ld字"), from->max_length);
}

static void count_report(const struct report *report, size_t *ink, size_t *written) {
    *ink = body_ink(&report->front->body);
    *written = 0;
    for (const struct section *at = report_next_section(report, NULL); at != NULL;
         at = report_next_section(report, at)) {
        *ink += body_ink(&at->body);
        *written += body_has_text(&at->body);
    }
}

static void count_words(struct shell *shell, struct workbench *wb) {
    const struct report *report = report_of(shell);
    const struct section *section = workbench_section(shell, wb);
    struct str text = STR_INIT, selected = STR_INIT;
    size_t from, to, ink, written;
    if (editor_selection(wb->editor, &from, &to)) {
        body_add_range(&selected, &section->body, from, to);
        str_add_format(&text, _("选中：%zu字\n"), utf8_count_ink(str_span(&selected)));
    }
    str_add_format(&text, _("这一节：%zu字，%zu段，连空格%zu个字符"), body_ink(&section->body),
                   body_is_empty(&section->body) ? 0 : section->body.count,
                   section->body.points + 1 - section->body.count);
    add_wanted(&text, section_template(report, section));
    count_report(report, &ink, &written);
    str_add_format(&text, _("\n整份报告：正文%zu字，写了%zu节，共%zu节"), ink, written,
                   report_count_sections(report));
    shell_push(shell, &ask_layer, &(struct ask_argument){_("字数"), text.s, {_("确定")}, 0});
    str_release(&selected);
    str_release(&text);
}

/* --- forms --- */

static const char *const mode_words[] = {
    [CONVERT_OFFER] = "offer", [CONVERT_OFF] = "off", [CONVERT_AUTO] = "auto"};

void workbench_read_convert(struct shell *shell, struct workbench *wb) {
    struct str word = STR_INIT;
    session_setting(shell_session(shell), "convert", &word);
    wb->convert = CONVERT_OFFER;
    for (size_t i = 0; i < ARRAY_LEN(mode_words); i++)
        if (span_is(str_span(&word), mode_words[i]))
            wb->convert = (enum convert_mode)i;
    str_release(&word);
}

static void turn_mode(struct shell *shell, struct workbench *wb) {
    static const char *const says[] = {
        [CONVERT_OFFER] = N_("输入全角数字、半角标点时只提示，按Ctrl-_才改"),
        [CONVERT_OFF] = N_("输入全角数字、半角标点时不再提示；随时可按Ctrl-_改"),
        [CONVERT_AUTO] = N_("以后输入的全角数字自动改成半角、半角标点改成全角；再按一次不再提示")};
    static const enum convert_mode next[] = {[CONVERT_OFFER] = CONVERT_AUTO,
                                             [CONVERT_AUTO] = CONVERT_OFF,
                                             [CONVERT_OFF] = CONVERT_OFFER};
    wb->convert = next[wb->convert];
    session_set_setting(shell_session(shell), "convert", mode_words[wb->convert]);
    shell_say(shell, "%s", _(says[wb->convert]));
}

static void add_counts(struct str *out, const struct convert_count *count) {
    const struct {
        size_t count;
        const char *word;
    } parts[] = {{count->digits, N_("全角数字字母")},
                 {count->marks, N_("半角标点")},
                 {count->blanks, N_("段首空格")}};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        if (parts[i].count == 0)
            continue;
        str_add_text(out, out->len > 0 ? _("、") : "");
        str_add_format(out, _("%s%zu个"), _(parts[i].word), parts[i].count);
    }
}

/* The range keeps its lines; the cursor keeps its line and its distance from the line's end. */
static void convert(struct shell *shell, struct workbench *wb, struct editor_range range,
                    struct convert_count *count) {
    const struct body *body = &workbench_section(shell, wb)->body;
    struct body_place place = body_place_of(body, editor_cursor(wb->editor));
    size_t behind = body->lines[place.line].points - place.column;
    struct splice splice;
    if (!convert_range(&splice, body, range, count))
        return;
    workbench_apply(shell, wb, &splice, ACT_FIX);
    size_t points = body->lines[place.line].points;
    place.column = points > behind ? points - behind : 0;
    editor_set_cursor(wb->editor, body_offset_of(body, place), false);
}

static void convert_here(struct shell *shell, struct workbench *wb) {
    struct convert_count count = {0};
    struct editor_range range = wb->offer;
    if (!editor_selection(wb->editor, &range.from, &range.to) && range.from == range.to)
        range = editor_paragraph(wb->editor, editor_cursor(wb->editor));
    convert(shell, wb, range, &count);
    struct str text = STR_INIT;
    add_counts(&text, &count);
    if (text.len > 0)
        shell_say(shell, _("已改：%s；Ctrl-Z撤销"), text.s);
    else
        shell_say(shell, _("这里没有全角数字、半角标点和段首空格"));
    str_release(&text);
}

/* Whether a look at the line is worth while. */
static bool may_convert(struct span text) {
    while (text.n > 0) {
        char32_t c = utf8_take(&text);
        if ((c >= 0xFF0E && c <= 0xFF5A) || utf8_is_space(c) ||
            (c < 0x80 && strchr(",;:?!().", (int)c) != NULL))
            return true;
    }
    return false;
}

void workbench_offer(struct shell *shell, struct workbench *wb, size_t from) {
    const struct body *body = &workbench_section(shell, wb)->body;
    struct editor_range range = {from, editor_cursor(wb->editor)};
    struct convert_count count;
    struct splice splice;
    struct str text = STR_INIT;
    wb->offer = (struct editor_range){0, 0};
    if (wb->convert == CONVERT_OFF || range.to <= from)
        return;
    body_add_range(&text, body, from, range.to);
    bool worth = may_convert(str_span(&text));
    str_clear(&text);
    if (worth && convert_range(&splice, body, range, &count)) {
        splice_release(&splice);
        add_counts(&text, &count);
        if (wb->convert == CONVERT_AUTO) {
            convert(shell, wb, range, &count);
            shell_say(shell, _("已改：%s；Ctrl-Z撤销"), text.s);
        } else {
            wb->offer = range;
            shell_say(shell,
                      count.blanks > 0 ? _("%s（段首印时自动空两格）；按Ctrl-_改好")
                                       : _("%s；按Ctrl-_改好"),
                      text.s);
        }
    }
    str_release(&text);
}

static void turn_items(struct shell *shell, struct workbench *wb) {
    struct splice splice;
    size_t cursor = editor_cursor(wb->editor);
    if (workbench_previous_cell(wb))
        return;
    if (!editor_turn_items(wb->editor, &splice)) {
        return;
    }
    workbench_apply(shell, wb, &splice, ACT_TYPE);
    editor_set_cursor(wb->editor, cursor, false);
    const struct body *body = &workbench_section(shell, wb)->body;
    bool item = body->lines[body_place_of(body, cursor).line].tag == LINE_ITEM;
    shell_say(shell, item ? _("已改成编号的条目") : _("已改成普通段落"));
}

bool workbench_tool_command(struct shell *shell, struct workbench *wb, enum command_id id) {
    if (id == COMMAND_GOTO)
        ask_place(shell, wb);
    else if (id == COMMAND_COUNT_WORDS)
        count_words(shell, wb);
    else if (id == COMMAND_CONVERT)
        convert_here(shell, wb);
    else if (id == COMMAND_CONVERT_MODE)
        turn_mode(shell, wb);
    else if (id == COMMAND_TURN_ITEMS)
        turn_items(shell, wb);
    else
        return workbench_table_command(shell, wb, id);
    return true;
}
