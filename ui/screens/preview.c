#include "ui/screens/preview.h"

#include "base/lang.h"
#include "model/page.h"
#include "session/opened.h"
#include "session/report.h"
#include "ui/screens/export_dialog.h"
#include "ui/screens/findings_list.h"
#include "ui/screens/handin.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"

struct preview {
    struct pages pages; /* none while they are laid out */
    struct document document;
    struct pages_work *work; /* NULL: the pages are there */
    int64_t section;         /* whose page is shown once they are, -1: none */
    size_t page, top;        /* first line shown of the page */
};

static void stop(struct preview *preview) {
    pages_work_stop(preview->work);
    preview->work = NULL;
    document_release(&preview->document);
    pages_release(&preview->pages);
}

static bool preview_work(struct shell *shell, void *self) {
    struct preview *preview = self;
    if (preview->work == NULL)
        return false;
    if (pages_work_next(preview->work, PAGES_SLICE))
        return true;
    pages_work_finish(preview->work, &preview->pages);
    preview->work = NULL;
    document_release(&preview->document);
    if (preview->section >= 0)
        preview->page = pages_find_section(&preview->pages, session_report(shell_session(shell)),
                                           preview->section);
    if (preview->page >= preview->pages.page_count)
        preview->page = preview->pages.page_count > 0 ? preview->pages.page_count - 1 : 0;
    preview->section = -1;
    return true;
}

/* What is short is there at once. */
static void lay_out(struct shell *shell, struct preview *preview) {
    stop(preview);
    document_from_report(&preview->document, session_report(shell_session(shell)), false);
    preview->work = pages_work_begin(&preview->document);
    (void)preview_work(shell, preview);
}

static void preview_enter(struct shell *shell, void *self, const void *argument) {
    struct preview *preview = self;
    preview->section = argument != NULL ? *(const int64_t *)argument : -1;
    lay_out(shell, preview);
}

static void preview_leave(struct shell *shell, void *self) {
    (void)shell;
    stop(self);
}

static void preview_refresh(struct shell *shell, void *self) {
    lay_out(shell, self);
}

/* The sheet's edges, as far down as it goes, where there is room for them. */
static void draw_edges(const struct preview *preview, struct canvas *canvas, struct area paper,
                       struct area room) {
    int left = paper.col - 2, right = paper.col + PAGE_COLUMNS + 1;
    int rows = PAGE_LINES + 2 - (int)preview->top;
    if (left < room.col || right >= room.col + room.cols)
        return;
    bool ends = rows < paper.rows;
    canvas_vline(canvas, paper.row, left, ends ? rows : paper.rows, FACE_BORDER);
    canvas_vline(canvas, paper.row, right, ends ? rows : paper.rows, FACE_BORDER);
    if (!ends)
        return;
    canvas_hline(canvas, paper.row + rows, left, right - left + 1, FACE_BORDER);
    canvas_put_border(canvas, paper.row + rows, left, BORDER_BOTTOM_LEFT, FACE_BORDER);
    canvas_put_border(canvas, paper.row + rows, right, BORDER_BOTTOM_RIGHT, FACE_BORDER);
}

/* A typeface of its own in print. */
static bool is_heading(const struct page_line *line) {
    return line->section > 0 && line->body_line == SIZE_MAX;
}

/* One column where ambiguous characters are narrow can shift a line; the words are the page's. */
static void draw_page(const struct preview *preview, struct canvas *canvas, struct area paper) {
    size_t first = preview->pages.starts[preview->page] + preview->top;
    size_t last = pages_last_line(&preview->pages, preview->page);
    for (size_t i = first; i < last && i - first < (size_t)paper.rows; i++)
        canvas_put_text(canvas, paper.row + (int)(i - first), paper.col,
                        is_heading(&preview->pages.lines[i]) ? FACE_HEADING : FACE_PLAIN,
                        preview->pages.lines[i].text);
    size_t lines = last > first ? last - first : 0;
    if (lines + 1 >= (size_t)paper.rows + 1)
        return; /* the number is below: Down */
    struct str number = STR_INIT;
    str_add_format(&number, "— %zu —", preview->page + 1);
    int row = paper.row + (PAGE_LINES + 1 - (int)preview->top < paper.rows
                               ? PAGE_LINES + 1 - (int)preview->top
                               : paper.rows - 1);
    if ((preview->page + 1) % 2 == 1)
        (void)canvas_put_right(canvas, row, paper.col + PAGE_COLUMNS - 2, FACE_DIM,
                               str_span(&number));
    else
        canvas_put(canvas, row, paper.col + 2, FACE_DIM, str_span(&number));
    str_release(&number);
}

static void preview_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                         struct area area) {
    (void)shell;
    const struct preview *preview = self;
    struct area head = area_top(area, 1), rest = area_below(area, 1);
    canvas_fill(canvas, head, FACE_TITLE);
    bool small = head.cols < 72;
    struct str words = STR_INIT;
    if (preview->work != NULL) {
        str_add_format(&words, _("正在排版 %d%%　Esc停止"), pages_work_percent(preview->work));
        canvas_put(canvas, head.row, head.col + 2, FACE_TITLE, str_span(&words));
        canvas_set_cursor(canvas, rest.row, rest.col);
        str_release(&words);
        return;
    }
    str_add_format(&words, _("第 %zu 页 / 共 %zu 页"), preview->page + 1,
                   preview->pages.page_count);
    str_add_format(&words, small ? "  %s" : "          %s", _("28字 × 22行"));
    canvas_put(canvas, head.row, head.col + 2, FACE_TITLE, str_span(&words));
    str_release(&words);
    (void)canvas_put_right(canvas, head.row, head.col + head.cols - 1, FACE_TITLE,
                           span_of(small ? _("PgUp PgDn  Esc") : _("PgUp PgDn 翻页  Esc 返回")));
    canvas_set_cursor(canvas, rest.row, rest.col);
    if (preview->pages.page_count == 0) {
        (void)canvas_put_wrapped(canvas, area_inset(rest, 1, 2), FACE_DIM,
                                 span_of(_("还没有可印的内容")));
        return;
    }
    int left = (rest.cols - PAGE_COLUMNS) / 2;
    struct area paper = {rest.row, rest.col + (left > 0 ? left : 0), rest.rows,
                         rest.cols < PAGE_COLUMNS ? rest.cols : PAGE_COLUMNS};
    draw_edges(preview, canvas, paper, rest);
    draw_page(preview, canvas, paper);
    canvas_set_cursor(canvas, paper.row, paper.col);
}

static void turn(struct preview *preview, bool forward) {
    if (forward && preview->page + 1 < preview->pages.page_count)
        preview->page++;
    else if (!forward && preview->page > 0)
        preview->page--;
    preview->top = 0;
}

static void scroll(const struct shell *shell, struct preview *preview, bool down) {
    (void)shell;
    size_t lines = preview->pages.page_count > 0 ? pages_last_line(&preview->pages, preview->page) -
                                                       preview->pages.starts[preview->page]
                                                 : 0;
    if (down && preview->top + 1 < lines)
        preview->top++;
    else if (!down && preview->top > 0)
        preview->top--;
    else
        turn(preview, down);
}

static unsigned preview_handle(struct shell *shell, void *self, const struct event *event) {
    struct preview *preview = self;
    if (event_is_key(event, K_ESC) || event_is_key(event, K_F(5)))
        shell_pop(shell, ANSWER_CANCEL, NULL);
    else if (preview->work != NULL)
        shell_say(shell, "%s", _("还在排版，请稍候；Esc停止"));
    else if (event_is_key(event, K_PGDN) || event_is_key(event, K_RIGHT))
        turn(preview, true);
    else if (event_is_key(event, K_PGUP) || event_is_key(event, K_LEFT))
        turn(preview, false);
    else if (event_is_key(event, K_DOWN) || event_is_key(event, K_UP))
        scroll(shell, preview, event_is_key(event, K_DOWN));
    else if (event_is_key(event, K_HOME))
        preview->page = preview->top = 0;
    else if (event_is_key(event, K_END) && preview->pages.page_count > 0)
        preview->page = preview->pages.page_count - 1, preview->top = 0;
    else
        return HANDLED_NO;
    return HANDLED_YES;
}

static bool preview_command(struct shell *shell, void *self, enum command_id id) {
    (void)self;
    if (id == COMMAND_EXPORT)
        shell_push(shell, &export_layer, &(int64_t){session_report(shell_session(shell))->id});
    else if (id == COMMAND_FINDINGS)
        shell_replace(shell, &findings_layer, NULL);
    else
        return false;
    return true;
}

/* The list of findings took this one's place over the export dialog: what was chosen there is the
 * workbench's, and so is where 交稿检查 goes. */
static void preview_result(struct shell *shell, void *self, const struct layer_ops *from,
                           int answer, const void *value) {
    (void)self;
    if ((from == &findings_layer && answer == ANSWER_OK) || answer == ANSWER_GO)
        shell_pop(shell, answer, value);
}

const struct layer_ops preview_layer = {
    .name = "preview",
    .state_size = sizeof(struct preview),
    .enter = preview_enter,
    .draw = preview_draw,
    .place = WHERE_PREVIEW,
    .command = preview_command,
    .handle = preview_handle,
    .result = preview_result,
    .closes = true,
    .refresh = preview_refresh,
    .work = preview_work,
    .leave = preview_leave,
};
