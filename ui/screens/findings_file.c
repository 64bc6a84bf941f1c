#include "ui/screens/findings_file.h"

#include "base/lang.h"
#include "base/os/file_path.h"
#include "session/check.h"
#include "session/checked.h"
#include "session/opened.h"
#include "session/remark_table.h"
#include "session/setting.h"

#include <stdlib.h>

enum { PATH_MOST = 400 };

static const char *ending_of(enum command_id id) {
    return id == COMMAND_REMARK_TABLE ? _("审核意见落实对照表") : _("校对");
}

/* Where the last file was exported to, under a name of its own. */
static void add_path(struct str *out, struct session *session, enum command_id id) {
    const struct report *report = session_report(session);
    const char *home = getenv("HOME");
    struct str name = STR_INIT, safe = STR_INIT;
    session_setting(session, "export_folder", out);
    if (out->len == 0)
        str_add_text(out, home != NULL ? home : ".");
    str_add_text(&name, report->short_name[0] != '\0' ? report->short_name : report->unit);
    if (report->year > 0)
        str_add_format(&name, _("%d年度"), report->year);
    str_add_text(&name, ending_of(id));
    file_name_make_safe(&safe, str_span(&name));
    str_add_format(out, "/%s.docx", safe.s);
    str_release(&safe);
    str_release(&name);
}

void findings_file_ask(struct shell *shell, struct out_file *file, enum command_id id) {
    struct str path = STR_INIT;
    add_path(&path, shell_session(shell), id);
    out_file_ask(shell, file, id,
                 &(struct prompt_argument){
                     .title = ending_of(id),
                     .label = _("写到哪个文件："),
                     .hint = id == COMMAND_REMARK_TABLE ? _("以.docx或.xlsx结尾")
                                                        : _("以.docx结尾；每处问题一条批注"),
                     .text = path.s,
                     .most = PATH_MOST,
                     .needed = _("请写文件名；不写了按Esc"),
                 });
    str_release(&path);
}

bool findings_file_answer(struct shell *shell, struct out_file *file, int answer,
                          const void *value) {
    struct session *session = shell_session(shell);
    struct err err = {0};
    enum out_file_step step = out_file_answer(shell, file, answer, value);
    if (step != OUT_FILE_WRITE)
        return step != OUT_FILE_OTHER;
    enum rc rc = file->asked == COMMAND_REMARK_TABLE
                     ? session_write_remark_table(session, file->path, &err)
                     : session_write_checked(session, session_check(session), file->path, &err);
    if (rc != RC_OK)
        shell_say_error(shell, &err);
    else
        shell_say_exported(shell, file->path);
    out_file_release(file);
    return true;
}
