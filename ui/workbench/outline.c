#include "ui/workbench/outline.h"
#include "ui/workbench/upgrade.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/answer_text.h"
#include "model/section.h"
#include "model/section_state.h"
#include "session/change.h"
#include "session/check.h"
#include "session/clerks.h"
#include "session/mark_written.h"
#include "session/opened.h"
#include "session/renumber.h"
#include "session/report.h"
#include "session/review.h"
#include "ui/screens/dialogs.h"
#include "ui/term/canvas_draw.h"
#include "ui/workbench/place.h"
#include "ui/workbench/remark.h"
#include "ui/workbench/way.h"
#include "ui/workbench/workbench.h"

#include <stdio.h>

static const struct report *report_of(const struct shell *shell) {
    return session_report(shell_session(shell));
}

/* --- drawing --- */

/* `!` an error, `?` a warning, a blank for neither. */
static char mark_of(const struct findings *findings, int64_t section) {
    char mark = ' ';
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (finding->section != section || finding->passed_reason != NULL)
            continue;
        if (finding->severity == SEVERITY_ERROR)
            return '!';
        if (finding->severity == SEVERITY_WARNING)
            mark = '?';
    }
    return mark;
}

struct outline_context {
    const struct shell *shell;
    const struct workbench *wb;
    const struct findings *findings;
};

/* Who else works there, at the right: `li在写`. The column where that begins. */
static int draw_others(const struct shell *shell, struct canvas *canvas, struct area area,
                       int64_t section) {
    int end = area.col + area.cols;
    struct session *session = shell_session(shell);
    if (session_count_clerks(session, section) == 0)
        return end;
    struct str text = STR_INIT;
    str_add_byte(&text, ' ');
    session_add_clerks(session, section, &text);
    str_add_text(&text, _("在写"));
    end = canvas_put_right(canvas, area.row, end, FACE_NOTE, str_span(&text));
    str_release(&text);
    return end;
}

/* What readers say of it and nobody has answered, at the right: 意2. */
static int draw_remarks(struct canvas *canvas, struct area area, size_t remarks) {
    int end = area.col + area.cols;
    if (remarks == 0)
        return end;
    struct str text = STR_INIT;
    str_add_format(&text, _(" 意%zu"), remarks);
    end = canvas_put_right(canvas, area.row, end, FACE_NOTE, str_span(&text));
    str_release(&text);
    return end;
}

/* How much of last year's text was gone through, at the right: 62%. Where nothing was yet the bar
 * says so alone, and the heading has the room. */
static int draw_reviewed(struct canvas *canvas, struct area area, struct review_counts review) {
    int end = area.col + area.cols;
    if (review.unreviewed == 0 || review_percent(review) == 0)
        return end;
    struct str text = STR_INIT;
    str_add_format(&text, " %d%%", review_percent(review));
    end = canvas_put_right(canvas, area.row, end, FACE_DIM, str_span(&text));
    str_release(&text);
    return end;
}

/* State, mark and the bar of last year's text stand in columns of their own, so that they can be
 * read downwards; the headings follow. */
enum { STATE_COLUMNS = 2, COLUMNS = STATE_COLUMNS + 1 };

static void draw_columns(struct canvas *canvas, struct area area, enum section_state state,
                         bool relevant, char mark, bool carried) {
    static const struct {
        const char *word;
        enum face face;
    } states[] = {[STATE_EMPTY] = {N_("未"), FACE_EMPTY},
                  [STATE_OPEN] = {N_("写"), FACE_OPEN},
                  [STATE_DONE] = {N_("完"), FACE_DONE}};
    int col = area.col + STATE_COLUMNS;
    if (relevant)
        canvas_put_text(canvas, area.row, area.col, states[state].face, _(states[state].word));
    else
        canvas_put_text(canvas, area.row, area.col, FACE_DIM, _("免"));
    canvas_put(canvas, area.row, col, mark == '!' ? FACE_ERROR : FACE_WARNING,
               (struct span){&mark, 1});
    if (carried) /* where the row that is chosen has its > */
        canvas_vline(canvas, area.row, area.col - 1, 1, FACE_BAR);
}

/* Nothing stands left of what it belongs to: the full-width bracket of the third level brings a
 * blank of its own. */
static int indent_of(const struct section *section) {
    int depth = section_depth(section);
    return depth <= 1 ? 0 : depth <= 3 ? 1 : 2 * (depth - 2);
}

/* What the columns show, for a screen reader. */
static void add_words(struct str *text, char mark, bool carried, bool remarked) {
    if (mark != ' ')
        str_add_text(text, mark == '!' ? _("，有错误") : _("，有存疑"));
    if (carried)
        str_add_text(text, _("，有未核的去年原文"));
    if (remarked)
        str_add_text(text, _("，有没有答复的意见"));
}

static void draw_row(struct canvas *canvas, struct area area, size_t index, bool selected,
                     const void *context) {
    (void)selected;
    const struct outline_context *of = context;
    const struct report *report = report_of(of->shell);
    const struct section *section = report_find_id(report, of->wb->rows[index]);
    struct review_counts review = session_review_counts(shell_session(of->shell), section->id);
    bool carried = review.unreviewed > 0;
    size_t remarks = workbench_count_remarks(of->wb, section->id);
    char mark = mark_of(of->findings, section->id);
    struct str text = STR_INIT;
    draw_columns(canvas, area, section_state(report, section), section_is_relevant(report, section),
                 mark, carried);
    int col = area.col + COLUMNS + indent_of(section);
    section_add_label(&text, section);
    if (section->parent != NULL)
        str_add_text(&text, numbering_gap(section->parent->numbering));
    if (section->id == 0)
        str_add_text(&text, _("标题前的文字"));
    else
        report_add_answered(&text, report, span_of(section->heading));
    if (shell_display(of->shell)->reader)
        add_words(&text, mark, carried, remarks > 0);
    int all = area.col + area.cols, end = draw_others(of->shell, canvas, area, section->id);
    if (end == all)
        end = draw_remarks(canvas, area, remarks);
    if (end == all)
        end = draw_reviewed(canvas, area, review);
    (void)canvas_put_limit(canvas, area.row, col, end - col, FACE_PLAIN, str_span(&text));
    str_release(&text);
}

void workbench_draw_outline(const struct shell *shell, const void *self, struct canvas *canvas,
                            struct area area) {
    const struct workbench *wb = self;
    struct outline_context context = {shell, wb, session_findings(shell_session(shell))};
    canvas_fill(canvas, area, FACE_PLAIN);
    canvas_vline(canvas, area.row, area.col + area.cols - 1, area.rows, FACE_BORDER);
    area.cols--;
    struct list list = wb->outline;
    list.page = (size_t)area.rows;
    list_draw(&list, canvas, area, wb->focus == PANE_OUTLINE, draw_row, &context);
}

/* --- changing the tree --- */

static void done(struct shell *shell, struct workbench *wb, enum rc rc, const struct err *err) {
    if (rc != RC_OK)
        workbench_trouble(shell, err);
    else
        workbench_changed(shell, wb);
}

static void ask_heading(struct shell *shell, struct workbench *wb, enum command_id id,
                        const char *title, const char *text) {
    wb->asked = id;
    shell_push(shell, &prompt_layer,
               &(struct prompt_argument){
                   .title = title,
                   .label = _("标题（序号自动编，不用写）："),
                   .hint = _("如：公共卫生有保障"),
                   .text = text,
                   .most = 100,
                   .needed = _("标题不能是空的；不要了按Esc"),
               });
}

static void ask_remove(struct shell *shell, struct workbench *wb) {
    const struct section *section = workbench_section(shell, wb);
    struct str text = STR_INIT;
    str_add_format(&text, _("删除“%s”%s吗？文字留在历史里，Ctrl-Z可以撤销。"), section->heading,
                   section->count > 0 ? _("和它下面的各节") : "");
    wb->asked = COMMAND_SECTION_REMOVE;
    shell_push(shell, &ask_layer,
               &(struct ask_argument){_("删除一节"), text.s, {_("删除"), _("不删")}, 1});
    str_release(&text);
}

/* Where a move takes the section; false: it cannot go there. */
static bool find_target(const struct section *section, enum command_id id, struct place *target) {
    const struct section *parent = section->parent;
    size_t at = section_position(section);
    const struct section *to = parent;
    if (id == COMMAND_SECTION_UP && at > 0)
        target->position = at - 1;
    else if (id == COMMAND_SECTION_DOWN && at + 1 < parent->count)
        target->position = at + 1;
    else if (id == COMMAND_SECTION_IN && at > 0) {
        to = parent->children[at - 1];
        target->position = to->count;
    } else if (id == COMMAND_SECTION_OUT && parent->parent != NULL) {
        to = parent->parent;
        target->position = section_position(parent) + 1;
    } else
        return false;
    target->parent = to->parent == NULL ? (int64_t)PLACE_TOP : to->id;
    return true;
}

/* What moved, where it now is, and the way back. */
static void say_moved(struct shell *shell, const struct section *section, enum command_id id,
                      bool with_children) {
    static const char *const words[] = {[COMMAND_SECTION_UP] = N_("已上移"),
                                        [COMMAND_SECTION_DOWN] = N_("已下移"),
                                        [COMMAND_SECTION_IN] = N_("已降一级"),
                                        [COMMAND_SECTION_OUT] = N_("已升一级")};
    struct str name = STR_INIT;
    section_add_label(&name, section);
    str_add_text(&name, section->heading);
    shell_say(shell, _("%s：%s%s；Ctrl-Z撤销"), _(words[id]), name.s,
              with_children ? _("（连同下面各节）") : "");
    str_release(&name);
}

static void move(struct shell *shell, struct workbench *wb, enum command_id id) {
    const struct section *section = workbench_section(shell, wb);
    struct place target;
    struct err err = {0};
    if (section->parent == NULL || !find_target(section, id, &target)) {
        shell_say(shell, _("不能再往那边移了"));
        return;
    }
    size_t below = section->count;
    enum rc rc = session_move_section(shell_session(shell), section->id, target.parent,
                                      target.position, &err);
    done(shell, wb, rc, &err);
    if (rc == RC_OK)
        say_moved(shell, workbench_section(shell, wb), id, below > 0);
}

static void renumber(struct shell *shell, struct workbench *wb) {
    struct err err = {0};
    size_t count = 0;
    enum rc rc = session_renumber(shell_session(shell), -1, false, &count, &err);
    done(shell, wb, rc, &err);
    if (rc == RC_OK)
        shell_say(shell, _("改正了%zu处序号"), count);
}

/* The question says what will not be marked, too. */
static void ask_mark_written(struct shell *shell, struct workbench *wb) {
    struct session_written written;
    struct str text = STR_INIT;
    session_count_written(shell_session(shell), &written);
    if (written.ready == 0) {
        shell_say(shell, written.unreviewed > 0
                             ? _("有文字的节都还有未核的去年原文，先按Ctrl-N逐数核对")
                             : _("没有写好了还没标完成的节"));
        return;
    }
    str_add_format(&text, _("有文字的%zu节都标为完成，Ctrl-Z一次撤销。"), written.ready);
    if (written.wrong > 0)
        str_add_format(&text, _("其中%zu节还有错误，检查里照样列着。"), written.wrong);
    if (written.unreviewed > 0)
        str_add_format(&text, _("另有%zu节还有未核的去年原文，不标。"), written.unreviewed);
    wb->asked = COMMAND_MARK_WRITTEN;
    shell_push(shell, &ask_layer,
               &(struct ask_argument){
                   _("标为完成"), text.s, {_("标为完成"), _("不标")}, written.wrong > 0});
    str_release(&text);
}

static void mark_written(struct shell *shell, struct workbench *wb) {
    struct err err = {0};
    struct session_written written;
    session_count_written(shell_session(shell), &written);
    enum rc rc = session_mark_written(shell_session(shell), &err);
    done(shell, wb, rc, &err);
    if (rc == RC_OK)
        shell_say(shell, _("%zu节已标为完成；Ctrl-Z撤销"), written.ready);
}

static void confirm(struct shell *shell, struct workbench *wb) {
    struct err err = {0};
    size_t confirmed = 0;
    if (session_review_counts(shell_session(shell), wb->section).unreviewed == 0) {
        shell_say(shell, _("这一节没有未核的去年原文"));
        return;
    }
    enum rc rc = session_confirm(shell_session(shell), wb->section, NULL, 0, &confirmed, &err);
    done(shell, wb, rc, &err);
    if (rc == RC_OK)
        shell_say(shell, _("核对了%zu句"), confirmed);
}

bool workbench_outline_command(struct shell *shell, struct workbench *wb, enum command_id id) {
    if (wb->section == 0 && (id == COMMAND_SECTION_REMOVE || id == COMMAND_SECTION_RENAME)) {
        shell_say(shell, _("标题前的文字没有标题，也不能删除"));
        return true;
    }
    if (id == COMMAND_SECTION_ADD)
        ask_heading(shell, wb, id, _("在下面添加一节"), "");
    else if (id == COMMAND_SECTION_RENAME)
        ask_heading(shell, wb, id, _("改标题"), workbench_section(shell, wb)->heading);
    else if (id == COMMAND_SECTION_REMOVE)
        ask_remove(shell, wb);
    else if (id >= COMMAND_SECTION_UP && id <= COMMAND_SECTION_OUT)
        move(shell, wb, id);
    else if (id == COMMAND_RENUMBER)
        renumber(shell, wb);
    else if (id == COMMAND_UPGRADE)
        workbench_ask_upgrade(shell, wb);
    else if (id == COMMAND_CONFIRM)
        confirm(shell, wb);
    else if (id == COMMAND_MARK_WRITTEN)
        ask_mark_written(shell, wb);
    else
        return false;
    return true;
}

static void add_below(struct shell *shell, struct workbench *wb, const char *heading) {
    const struct section *section = workbench_section(shell, wb);
    const struct section *parent = section->parent;
    int64_t parent_id = parent == NULL || parent->parent == NULL ? (int64_t)PLACE_TOP : parent->id;
    size_t position = parent == NULL ? 0 : section_position(section) + 1;
    int64_t id = 0;
    struct err err = {0};
    enum rc rc =
        session_add_section(shell_session(shell), parent_id, position, span_of(heading), &id, &err);
    done(shell, wb, rc, &err);
    if (rc != RC_OK)
        return;
    workbench_go(shell, wb, id, 0);
    wb->focus = PANE_EDITOR; /* what is typed now is its text */
    struct str name = STR_INIT;
    section_add_label(&name, workbench_section(shell, wb));
    str_add_text(&name, workbench_section(shell, wb)->heading);
    shell_say(shell, _("已添加：%s，可以直接输入正文；Ctrl-Z撤销"), name.s);
    str_release(&name);
}

void workbench_outline_answer(struct shell *shell, struct workbench *wb, enum command_id asked,
                              int answer, const char *text) {
    struct err err = {0};
    struct session *session = shell_session(shell);
    if (asked == COMMAND_UPGRADE)
        workbench_upgrade_answer(shell, wb, answer);
    if (asked == COMMAND_UPGRADE || answer != ANSWER_OK)
        return;
    if (asked == COMMAND_MARK_WRITTEN) {
        mark_written(shell, wb);
    } else if (asked == COMMAND_SECTION_ADD) {
        add_below(shell, wb, text);
    } else if (asked == COMMAND_SECTION_RENAME) {
        enum rc rc = session_rename_section(session, wb->section, span_of(text), &err);
        done(shell, wb, rc, &err);
    } else if (asked == COMMAND_SECTION_REMOVE) {
        enum rc rc = session_remove_section(session, wb->section, &err);
        done(shell, wb, rc, &err);
        if (rc == RC_OK)
            shell_say(shell, _("已删除；Ctrl-Z撤销"));
    }
}

/* A digit goes to the top section of that number. */
static bool jump(struct shell *shell, struct workbench *wb, int digit) {
    const struct section *root = report_of(shell)->root;
    if (digit < '0' || digit > '9')
        return false;
    if (digit == '0' || (size_t)(digit - '0') > root->count) {
        shell_say(shell, _("没有第%c部分，共%zu部分"), digit, root->count);
        return true;
    }
    workbench_note_jump(wb);
    workbench_go(shell, wb, root->children[digit - '1']->id, SIZE_MAX);
    return true;
}

unsigned workbench_outline_handle(struct shell *shell, struct workbench *wb,
                                  const struct event *event) {
    if (event_is_key(event, K_ENTER) || event_is_key(event, K_RIGHT)) {
        wb->focus = PANE_EDITOR;
        return HANDLED_YES;
    }
    if (jump(shell, wb, event_letter(event)))
        return HANDLED_YES;
    unsigned handled = list_handle(&wb->outline, event);
    if (handled != HANDLED_NO && wb->rows[wb->outline.selected] != wb->section)
        workbench_go(shell, wb, wb->rows[wb->outline.selected], SIZE_MAX);
    return handled;
}
