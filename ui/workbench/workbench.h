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
#include "model/remark/spot.h"
#include "ui/screens/finding_act.h"
#include "ui/screens/remark_act.h"
#include "ui/term/snapshot.h"
#include "ui/widget/list.h"
#include "ui/workbench/find.h"
#include "ui/workbench/walk.h"

struct finding_marks; /* where findings stand in the text */
struct prior_marks;   /* where this year's text and last year's differ */

struct workbench;

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
    struct finding_marks *finding_marks;
    int64_t *rows;       /* ids */
    struct list outline; /* over rows */
    size_t rows_cap;
    bool wide, prior_open;
    bool folded;       /* the guidance below the text: one row, while the clerk types … */
    int64_t folded_at; /* … as he did then; monotonic ms */
    bool scored;       /* the template has a 自评表 */
    bool carried;      /* the section holds what is 未核 */
    size_t guide_scroll;
    struct str figures;     /* the section's, with their values: for the guidance */
    struct str figure;      /* the row that 数据 was left at … */
    int64_t figure_of;      /* … from this section */
    char finding[9];        /* id of the finding or remark that was gone to last, "" none … */
    size_t finding_at;      /* … and where the cursor was put for it */
    struct finding_act act; /* what is done with a finding */
    struct remarks remarks; /* of the report, as they were listed last */
    struct remark_act remark_act;
    size_t typed_end;      /* where typing may continue one undo step */
    int64_t typed_at;      /* monotonic ms; 0: a new step begins */
    enum command_id asked; /* what the open dialog was for */
    struct find_bar find;
    struct walk_bar walk;
    enum convert_mode convert;
    /* What is known of the report besides is made anew: after workbench_changed. */
    void (*follow)(struct shell *shell, struct workbench *wb);
    struct editor_range offer; /* what Ctrl-_ would convert: it was just typed; empty: nothing */
};

extern const struct layer_ops workbench_layer;

#endif
