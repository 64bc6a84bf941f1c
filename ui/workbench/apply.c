#include "ui/workbench/apply.h"

#include "base/lang.h"
#include "base/os/clock.h"
#include "edit/editor.h"
#include "model/splice.h"
#include "session/remains.h"
#include "session/report.h"
#include "ui/screens/edition.h"
#include "ui/workbench/finding_marks.h"
#include "ui/workbench/place.h"
#include "ui/workbench/prior_marks.h"

enum { STEP_PAUSE = 2000 }; /* ms: typing after a longer pause is an undo step of its own */

/* The report is another object now: the editors look at it anew. */
static void say_locked(struct shell *shell, struct workbench *wb) {
    workbench_changed(shell, wb);
    edition_say_final(shell);
}

void workbench_apply(struct shell *shell, struct workbench *wb, struct splice *splice,
                     enum act act) {
    if (session_is_read_only(shell_session(shell))) {
        shell_say(shell, "%s", session_why_read_only(shell_session(shell)));
        splice_release(splice);
        return;
    }
    int64_t now = clock_monotonic();
    bool continues = act == ACT_TYPE && wb->typed_at != 0 && now - wb->typed_at < STEP_PAUSE &&
                     splice->offset == wb->typed_end && splice->removed.len == 0;
    if (!session_type(shell_session(shell), wb->section, splice, act, continues)) {
        say_locked(shell, wb);
        splice_release(splice);
        return;
    }
    editor_applied(wb->editor, splice, true);
    prior_marks_applied(wb->marks, splice);
    finding_marks_applied(wb->finding_marks, splice);
    workbench_note_carried(shell, wb);
    wb->folded = act == ACT_TYPE;
    wb->folded_at = now;
    wb->typed_end = editor_cursor(wb->editor);
    wb->offer = (struct editor_range){0, 0};
    bool ends = span_ends_with(str_span(&splice->inserted), SPAN("\n")) ||
                span_ends_with(str_span(&splice->inserted), SPAN("。"));
    wb->typed_at = act == ACT_TYPE && splice->removed.len == 0 && !ends ? now : 0;
    splice_release(splice);
    if (wb->section == 0)
        workbench_rebuild(shell, wb);
}
