/*
 * workbench.h - the parts of the workbench that its files share; screens know it as
 * workbench_layer. Panes: outline at the left, the editor, the guidance below it (at the right from
 * 110 columns), last year's section beside the editor when asked for. Below 80 columns the outline
 * opens over the editor. Invariant: `rows` are the sections of the report in order (the front text
 * first where it has text or is open), and `section` is one of them.
 */
#ifndef UI_WORKBENCH_WORKBENCH_H
#define UI_WORKBENCH_WORKBENCH_H

#include "edit/editor.h"
#include "edit/editor_select.h"
#include "edit/find.h"
#include "ui/shell.h"
#include "ui/term/snapshot.h"
#include "ui/widget/list.h"
#include "ui/workbench/find.h"
#include "ui/workbench/walk.h"

struct prior_marks; /* where this year's text and last year's differ */

enum pane { PANE_OUTLINE, PANE_EDITOR, PANE_GUIDE, PANE_PRIOR };

struct jump { /* where the clerk was before going elsewhere */
    int64_t section;
    size_t offset;
};

struct workbench_drawn {
    struct snapshot header, outline, guide; /* what typing leaves as it is */
    size_t guide_page, guide_most;          /* rows that fit, and that can be scrolled by */
};

/* What happens where full-width digits or half-width punctuation are typed or pasted. */
enum convert_mode { CONVERT_OFFER, CONVERT_OFF, CONVERT_AUTO };

struct workbench {
    struct jump *jumps;
    size_t jump_count, jump_cap;
    bool is_left; /* for another report: the one that is open is not this workbench's any more */
    enum pane focus;
    int64_t section; /* id of the one in the editor */
    struct editor *editor, *prior_editor;
    struct workbench_drawn *drawn; /* caches: drawing fills them */
    struct prior_marks *marks;
    int64_t *rows;       /* ids */
    struct list outline; /* over rows */
    size_t rows_cap;
    bool wide, prior_open;
    bool carried; /* the section holds what is 未核 */
    size_t guide_scroll;
    struct str figures;    /* the section's, with their values: for the guidance */
    char finding[9];       /* id of the finding that F3 explains, "" none */
    size_t typed_end;      /* where typing may continue one undo step */
    int64_t typed_at;      /* monotonic ms; 0: a new step begins */
    enum command_id asked; /* what the open dialog was for */
    struct find_bar find;
    struct walk_bar walk;
    enum convert_mode convert;
    struct editor_range offer; /* what Ctrl-_ would convert: it was just typed; empty: nothing */
};

struct workbench_layout { /* empty areas: not shown */
    struct area header, outline, editor, guide, prior;
    bool outline_over; /* the outline lies over the editor */
};
struct workbench_layout workbench_lay_out(const struct shell *shell, const struct workbench *wb,
                                          struct area area);

/* draw.c */
void workbench_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                    struct area area);

const struct section *workbench_section(const struct shell *shell, const struct workbench *wb);
/* The rows anew; the section stays where it can. */
void workbench_rebuild(struct shell *shell, struct workbench *wb);
/* What is typed in the section goes to the history: F2, leaving the section, looking at it. False:
 * somebody else changed the section; that is shown. */
bool workbench_fold(struct shell *shell, struct workbench *wb);
/* Leaves the section (folds it) and opens another; offset SIZE_MAX: where typing goes on. */
void workbench_go(struct shell *shell, struct workbench *wb, int64_t section, size_t offset);
void workbench_keep_spot(struct shell *shell, const struct workbench *wb); /* for the next time */
/* The report was changed by something else than typing: editor and rows anew. */
void workbench_changed(struct shell *shell, struct workbench *wb);
void workbench_note_carried(struct shell *shell, struct workbench *wb); /* its text is another */
/* Says the error; a conflict opens its dialog. */
void workbench_trouble(struct shell *shell, const struct err *err);

/* way.c */
/* Goes to where the step is; where that is here, undoes (or redoes) it and says what. */
void workbench_undo(struct shell *shell, struct workbench *wb, bool back);
/* Where a step is seen that was asked for on another screen. */
void workbench_show_section(struct shell *shell, struct workbench *wb, const int64_t *section);
void workbench_note_jump(struct workbench *wb); /* the present place can be gone back to */
bool workbench_way_command(struct shell *shell, struct workbench *wb, enum command_id id);
bool workbench_way_result(struct shell *shell, struct workbench *wb, const struct layer_ops *from,
                          int answer, const void *value); /* false: from is not one of its layers */

/* outline.c */
void workbench_draw_outline(const struct shell *shell, const void *self, struct canvas *canvas,
                            struct area area);
bool workbench_outline_command(struct shell *shell, struct workbench *wb, enum command_id id);
unsigned workbench_outline_handle(struct shell *shell, struct workbench *wb,
                                  const struct event *event);
void workbench_outline_answer(struct shell *shell, struct workbench *wb, enum command_id asked,
                              int answer, const char *text);

/* text.c */
void workbench_draw_editor(const struct shell *shell, const struct workbench *wb,
                           struct canvas *canvas, struct area area);
/* The rows of a pane, with what is selected, found or different; `>` `+` `-` stand before them. */
void workbench_draw_rows(const struct shell *shell, const struct workbench *wb,
                         const struct editor *editor, struct canvas *canvas, struct area area,
                         enum face face);
/* Heading on the left, the rest on the right, one blank row where there is room; returns the area
 * of the text. */
struct area workbench_draw_head(struct canvas *canvas, struct area area, struct span title,
                                struct span right, bool focus);
void workbench_add_breadcrumb(struct str *out, const struct section *section);
/* A splice of the section in the editor: into the session, the panes follow. It is released. */
void workbench_apply(struct shell *shell, struct workbench *wb, struct splice *splice,
                     enum act act);
bool workbench_text_command(struct shell *shell, struct workbench *wb, enum command_id id);
unsigned workbench_text_handle(struct shell *shell, struct workbench *wb,
                               const struct event *event);
/* A figure's token, as the picker gave it. */
void workbench_insert_figure(struct shell *shell, struct workbench *wb, const char *token);

/* The rows and columns of text in a pane of text: below its heading. */
struct area workbench_text_area(struct area pane);

unsigned workbench_mouse(struct shell *shell, struct workbench *wb, const struct event *event);
/* Text of the body's offsets from..to, as far as a row at that column of the canvas shows it. */
void workbench_mark_range(const struct editor *editor, struct canvas *canvas, int row, int col,
                          const struct editor_row *at, size_t from, size_t to, enum face face);

/* prior.c */
struct prior_marks *prior_marks_new(void);
void prior_marks_free(struct prior_marks *marks);
void prior_marks_forget(struct prior_marks *marks);
void prior_marks_applied(struct prior_marks *marks, const struct splice *splice);
bool workbench_is_as_last_year(const struct shell *shell, const struct workbench *wb);
void workbench_mark_changed(const struct shell *shell, const struct workbench *wb, bool old_text,
                            struct canvas *canvas, int row, int col, const struct editor_row *at);
void workbench_draw_prior(const struct shell *shell, const struct workbench *wb,
                          struct canvas *canvas, struct area area);
bool workbench_prior_command(struct shell *shell, struct workbench *wb, enum command_id id);

/* tools.c */
bool workbench_tool_command(struct shell *shell, struct workbench *wb, enum command_id id);
void workbench_go_to(struct shell *shell, struct workbench *wb, struct span typed);
/* 187字, and what is missing to the template's wish or too much. */
void workbench_add_length(struct str *out, const struct report *report,
                          const struct section *section);
void workbench_read_convert(struct shell *shell, struct workbench *wb); /* the setting */
/* Text came in from `from` up to the cursor: says what could be converted. */
void workbench_offer(struct shell *shell, struct workbench *wb, size_t from);

/* guide.c */
unsigned workbench_guide_handle(struct workbench *wb, const struct event *event);
void workbench_draw_guide(const struct shell *shell, const void *self, struct canvas *canvas,
                          struct area area);
/* The section's figures anew: another section, or other values. */
void workbench_list_figures(const struct shell *shell, struct workbench *wb);
/* Moves to the next (or previous) finding and explains it. */
void workbench_next_finding(struct shell *shell, struct workbench *wb, bool forward);
void workbench_show_finding(struct shell *shell, struct workbench *wb, const char *id);

#endif
