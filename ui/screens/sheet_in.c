#include "ui/screens/sheet_in.h"

#include "base/lang.h"
#include "base/mem.h"
#include "session/report.h"
#include "session/sheet.h"
#include "ui/screens/dialogs.h"

void sheet_in_init(struct sheet_in *in) {
    *in = (struct sheet_in){0};
    str_init(&in->bytes);
    str_init(&in->told);
}

void sheet_in_release(struct sheet_in *in) {
    str_release(&in->bytes);
    str_release(&in->told);
    mem_free(in->path);
    sheet_in_init(in);
}

/* --- what it says --- */

static size_t count_rows(const struct sheet_intake *intake, enum sheet_result result) {
    size_t count = 0;
    for (size_t i = 0; i < intake->count; i++)
        count += intake->rows[i].result == result;
    return count;
}

/* Between two parts of what began at byte `from`. */
static const char *gap_of(const struct str *out, size_t from) {
    return out->len > from ? _("、") : "";
}

/* Parts that are 0 are left out. */
static void add_counts(struct str *out, const struct sheet_intake *intake) {
    size_t reported = count_rows(intake, SHEET_REPORTED), same = count_rows(intake, SHEET_SAME);
    size_t empty = count_rows(intake, SHEET_EMPTY);
    size_t left = count_rows(intake, SHEET_UNPLACED) + count_rows(intake, SHEET_REFUSED);
    size_t from = out->len;
    if (reported > 0)
        str_add_format(out, _("新报%zu项"), reported);
    if (same > 0)
        str_add_format(out, _("%s以前收过%zu项"), gap_of(out, from), same);
    if (empty > 0)
        str_add_format(out, _("%s空着没有报%zu项"), gap_of(out, from), empty);
    if (left > 0)
        str_add_format(out, _("%s没有收%zu项"), gap_of(out, from), left);
    str_add_text(out, intake->count > 0 ? _("。") : _("表里一行也没有。"));
}

/* What is not taken first: it is to be seen to. */
static void add_rows(struct str *out, const struct sheet_intake *intake) {
    for (size_t i = 0; i < intake->count; i++) {
        const struct sheet_row *row = &intake->rows[i];
        if (row->result == SHEET_UNPLACED)
            str_add_format(out, _("\n没有收：第%zu行“%s”无法对应"), row->line, row->label);
        else if (row->line == 0 && row->label[0] == '\0') /* of the file as a whole */
            str_add_format(out, "\n%s", row->message);
        else if (row->line == 0) /* of a page as a whole */
            str_add_format(out, _("\n工作表“%s”：%s"), row->label, row->message);
        else if (row->result == SHEET_REFUSED)
            str_add_format(out, _("\n没有收：第%zu行“%s”：%s"), row->line, row->label,
                           row->message);
        else if (row->message[0] != '\0')
            str_add_format(out, _("\n第%zu行“%s”：%s"), row->line, row->label, row->message);
    }
    for (size_t i = 0; i < intake->count; i++) {
        const struct sheet_row *row = &intake->rows[i];
        if (row->result == SHEET_REPORTED)
            str_add_format(out, "\n%s　%s → %s%s", row->label,
                           row->now[0] != '\0' ? row->now : _("（空）"), row->value,
                           row->conflicts ? _("　（发表以后这里改过）") : "");
    }
}

static void add_head(struct str *out, const struct sheet_intake *intake) {
    str_add_format(out, _("这是报告%lld的填报表（%s，第%zu张）。"), (long long)intake->report,
                   intake->owner[0] != '\0' ? intake->owner : _("未定科室"), intake->number);
}

/* --- asking and taking --- */

bool sheet_in_offer(struct shell *shell, struct sheet_in *in, const char *path, struct span bytes) {
    struct session *session = shell_session(shell);
    struct sheet_intake intake = {0};
    struct str text = STR_INIT;
    struct err err = {0};
    if (bytes.n > SHEET_BYTES_MOST)
        return false;
    enum rc rc = session_take_in_sheet(session, bytes, path, true, &intake, &err);
    bool is_sheet = intake.is_sheet;
    session_leave(session);

    if (is_sheet && rc == RC_OK) {
        char *copy = span_copy(span_of(path));
        sheet_in_release(in);
        in->path = copy;
        in->report = intake.report;
        in->asked = true;
        str_set(&in->bytes, bytes);
        add_head(&text, &intake);
        str_add_text(&text, _("收下以后列在“数据”里等您核对，报告里的数先不动。\n"));
        add_counts(&text, &intake);
        add_rows(&text, &intake);
        shell_push(shell, &ask_layer,
                   &(struct ask_argument){_("填报表"), text.s, {_("收下"), _("不收")}, 0});
    } else if (is_sheet) {
        shell_say_error(shell, &err);
    }
    str_release(&text);
    sheet_intake_release(&intake);
    return is_sheet;
}

bool sheet_in_answer(struct shell *shell, struct sheet_in *in, int answer) {
    struct session *session = shell_session(shell);
    struct sheet_intake intake = {0};
    struct err err = {0};
    in->asked = false;
    if (answer != ANSWER_OK)
        return false;
    enum rc rc =
        session_take_in_sheet(session, str_span(&in->bytes), in->path, false, &intake, &err);
    if (rc == RC_OK) {
        str_clear(&in->told);
        add_head(&in->told, &intake);
        add_counts(&in->told, &intake);
        str_add_text(&in->told, _("按F6到“数据”，在“已报”的一项上按Enter核对。"));
        add_rows(&in->told, &intake);
    } else {
        session_leave(session);
        shell_say_error(shell, &err);
    }
    sheet_intake_release(&intake);
    return rc == RC_OK;
}

void sheet_in_tell(struct shell *shell, const struct str *told) {
    shell_push(shell, &ask_layer, &(struct ask_argument){_("收填报表"), told->s, {_("好")}, 0});
}
