#include "ui/screens/search.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "session/search.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/pick.h"

enum { WORDS_MOST = 60, REPORTS_MOST = 5, RECENT_MOST = 50, HITS_PAGE = 50, FOOT_ROWS = 4 };

struct search {
    struct pick pick;
    struct library_rows reports; /* the first rows of the list … */
    struct search_hits hits;     /* … and the others */
};

static size_t count_rows(const struct search *search) {
    return search->reports.count + search->hits.count;
}

/* The next page of places, appended. What is no word finds nothing, and is no trouble. */
static void find_more(struct shell *shell, struct search *search) {
    struct search_hits page;
    struct err err = {0};
    enum rc rc = session_search(shell_session(shell), field_text(&search->pick.field),
                                search->hits.next, HITS_PAGE, &page, &err);
    if (rc != RC_OK && rc != RC_REFUSED)
        shell_say_error(shell, &err);
    if (rc != RC_OK)
        return;
    for (size_t i = 0; i < page.count; i++) {
        MEM_PUSH_ROOM(search->hits.items, search->hits.count, search->hits.cap);
        search->hits.items[search->hits.count++] = page.items[i];
    }
    search->hits.next = page.next;
    page.count = 0; /* they are ours now */
    search_hits_release(&page);
}

static void find(struct shell *shell, struct search *search) {
    struct session *session = shell_session(shell);
    struct span words = field_text(&search->pick.field);
    struct err err = {0};
    library_rows_release(&search->reports);
    search_hits_release(&search->hits);
    bool typed = span_trim(words).n > 0;
    enum rc rc = typed ? session_find_reports(session, words, REPORTS_MOST, &search->reports, &err)
                       : session_recent_reports(session, RECENT_MOST, &search->reports, &err);
    if (rc != RC_OK)
        shell_say_error(shell, &err);
    if (typed)
        find_more(shell, search);
    pick_found(&search->pick, count_rows(search));
}

static void search_enter(struct shell *shell, void *self, const void *argument) {
    (void)argument;
    struct search *search = self;
    pick_init(&search->pick, WORDS_MOST);
    find(shell, search);
}

static void search_leave(struct shell *shell, void *self) {
    (void)shell;
    struct search *search = self;
    pick_release(&search->pick);
    library_rows_release(&search->reports);
    search_hits_release(&search->hits);
}

/* --- drawing --- */

static void add_name(struct str *out, const char *unit, const char *short_name, int year) {
    str_add_text(out, short_name[0] != '\0' ? short_name : unit);
    if (year != 0)
        str_add_format(out, " %d", year);
}

static void draw_found(struct canvas *canvas, struct area area, size_t index, bool selected,
                       const void *context) {
    (void)selected;
    const struct search *search = context;
    struct str text = STR_INIT;
    int first = area.cols / 3, col = area.col + first + 1, end = area.col + area.cols;
    if (index < search->reports.count) {
        const struct library_row *report = &search->reports.items[index];
        add_name(&text, report->unit, report->short_name, report->year);
        (void)canvas_put_limit(canvas, area.row, area.col, first, FACE_HEADING, str_span(&text));
        str_clear(&text);
        str_add_format(&text, _("报告  已完成%zu/%zu  "), report->done, report->sections);
        clock_add_friendly(&text, report->changed, clock_now());
        (void)canvas_put_limit(canvas, area.row, col, end - col, FACE_DIM, str_span(&text));
    } else {
        const struct search_hit *hit = &search->hits.items[index - search->reports.count];
        add_name(&text, hit->unit, hit->short_name, hit->year);
        (void)canvas_put_limit(canvas, area.row, area.col, first, FACE_PLAIN, str_span(&text));
        (void)canvas_put_limit(canvas, area.row, col, end - col, FACE_PLAIN,
                               span_of(hit->sentence));
    }
    str_release(&text);
}

/* The whole sentence of the selected place, and where it stands. */
static void draw_place(const struct search *search, struct canvas *canvas, struct area area) {
    canvas_hline(canvas, area.row, area.col, area.cols, FACE_BORDER);
    size_t index = search->pick.list.selected;
    if (index < search->reports.count || index >= count_rows(search))
        return;
    const struct search_hit *hit = &search->hits.items[index - search->reports.count];
    struct area inside = area_inset(area_below(area, 1), 0, 1);
    struct str text = STR_INIT;
    str_add_format(&text, "%s  %s", hit->path, hit->heading);
    (void)canvas_put_limit(canvas, inside.row, inside.col, inside.cols, FACE_HEADING,
                           str_span(&text));
    (void)canvas_put_wrapped(canvas, area_below(inside, 1), FACE_PLAIN, span_of(hit->sentence));
    str_release(&text);
}

static void search_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                        struct area area) {
    (void)shell;
    const struct search *search = self;
    struct area head = area_top(area, 1), foot = area_bottom(area, FOOT_ROWS);
    bool typed = span_trim(field_text(&search->pick.field)).n > 0;
    canvas_fill(canvas, head, FACE_TITLE);
    canvas_put_text(canvas, head.row, head.col + 1, FACE_TITLE,
                    typed ? _("查找报告和文字") : _("查找报告和文字 · 最近打开的报告"));
    (void)canvas_put_right(canvas, head.row, head.col + head.cols - 1, FACE_TITLE,
                           span_of(_("Enter 打开  Esc 返回")));
    draw_place(search, canvas, foot);
    struct area inside = area_inset(area_above(area_below(area, 2), FOOT_ROWS), 0, 1);
    pick_draw(&search->pick, canvas, inside,
              typed ? _("没有找到。词可以是一两个字；几个词用空格分开，都有的才列出。")
                    : _("输入单位、年度，或报告里的字词"),
              draw_found, search);
}

/* --- doing --- */

static void go(struct shell *shell, const struct search *search) {
    size_t index = search->pick.list.selected;
    struct go_place place = {.section = -1};
    if (index < search->reports.count) {
        place.report = search->reports.items[index].id;
    } else {
        const struct search_hit *hit = &search->hits.items[index - search->reports.count];
        place = (struct go_place){hit->report, hit->section, hit->offset};
    }
    shell_pop(shell, ANSWER_OK, &place);
}

static unsigned search_handle(struct shell *shell, void *self, const struct event *event) {
    struct search *search = self;
    unsigned handled = pick_handle(&search->pick, event);
    if (handled & HANDLED_CANCEL) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
    } else if (handled & HANDLED_CHOSEN) {
        go(shell, search);
    } else if (handled & HANDLED_CHANGED) {
        find(shell, search);
    } else if (search->hits.next != 0 &&
               search->pick.list.selected + HITS_PAGE / 2 > count_rows(search)) {
        find_more(shell, search);
        list_set_count(&search->pick.list, count_rows(search));
    }
    return handled;
}

const struct layer_ops search_layer = {
    .name = "search",
    .state_size = sizeof(struct search),
    .enter = search_enter,
    .draw = search_draw,
    .place = WHERE_SEARCH,
    .handle = search_handle,
    .closes = true,
    .leave = search_leave,
};
