#include "ui/screens/import_choices.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/charset_decode.h"
#include "base/text/utf8.h"
#include "model/section.h"
#include "model/section_state.h"
#include "session/exchange.h"
#include "ui/screens/dialogs.h"
#include "ui/screens/import_preview.h"
#include "ui/screens/import_private.h"

#include <string.h>

/* The first: by evidence. */
static const char *const encodings[] = {NULL,   "utf-8",    "gbk",     "gb18030",
                                        "big5", "utf-16le", "utf-16be"};

enum { SAMPLE_BYTES = 4096, SAMPLE_POINTS = 24, LINE_POINTS = 60 };

const char *import_encoding(size_t index) {
    return encodings[index];
}

static void choose(struct shell *shell, struct import_preview *state, enum choosing what,
                   const char *title, char **rows, size_t count, size_t focus) {
    rows[count] = NULL;
    state->choosing = what;
    shell_push(shell, &choose_layer,
               &(struct choose_argument){title, (const char *const *)rows, focus});
    for (size_t i = 0; i < count; i++)
        mem_free(rows[i]);
    mem_free(rows);
}

/* The first line that says something, as that encoding reads it. */
static void add_sample(struct str *out, struct span bytes, const char *encoding) {
    struct str text = STR_INIT;
    struct charset_report report;
    struct err err = {0};
    if (charset_decode(&text, span_sub(bytes, 0, SAMPLE_BYTES), encoding, &report, &err) != RC_OK) {
        str_add_text(out, _("读不出"));
    } else {
        struct span rest = str_span(&text), line = SPAN("");
        while (span_take_line(&rest, &line) && utf8_count_ink(line) == 0) {
        }
        line = span_trim_space(line);
        str_add(out, span_sub(line, 0, utf8_offset(line, SAMPLE_POINTS)));
    }
    str_release(&text);
}

void import_choose_encoding(struct shell *shell, struct import_preview *state) {
    char **rows = mem_alloc_zero(ARRAY_LEN(encodings) + 1, sizeof *rows);
    for (size_t i = 0; i < ARRAY_LEN(encodings); i++) {
        struct str row = STR_INIT;
        str_add_format(&row, "%-9s ", encodings[i] != NULL ? encodings[i] : _("自动"));
        add_sample(&row, str_span(&state->bytes), encodings[i]);
        rows[i] = str_detach(&row);
    }
    choose(shell, state, CHOOSING_ENCODING, _("编码：选文字通顺的一行"), rows, ARRAY_LEN(encodings),
           state->encoding);
}

void import_choose_section(struct shell *shell, struct import_preview *state) {
    const struct template *template = state->draft.report->template;
    if (template == NULL) {
        shell_say(shell, _("没有用模板；先按T选一个模板"));
        return;
    }
    const struct section *section = import_selected_section(state);
    if (section == NULL || section->id == ROW_FRONT) {
        shell_say(shell, _("这一行不是一节"));
        return;
    }
    char **rows = mem_alloc_zero(template_count_sections(template) + 2, sizeof *rows);
    const struct import_piece *piece = import_piece_of(&state->draft, section->id);
    const char *wanted = section->name != NULL ? section->name
                         : piece != NULL       ? piece->offer
                                               : NULL;
    size_t count = 0, focus = 0;
    rows[count++] = span_copy(span_of(_("不是模板的节（自加）")));
    for (const struct template_section *at = NULL;
         (at = template_next_section(template, at)) != NULL;) {
        const struct section *has = report_find_section(state->draft.report, span_of(at->name));
        bool taken = has != NULL && has != section && section_is_printed(state->draft.report, has);
        struct str row = STR_INIT;
        str_add_format(&row, "%s%s", at->label, taken ? _("（已对应）") : "");
        if (wanted != NULL && span_is(span_of(wanted), at->name))
            focus = count;
        rows[count++] = str_detach(&row);
    }
    choose(shell, state, CHOOSING_SECTION, _("这一节是模板的哪一节"), rows, count, focus);
}

void import_choose_finding(struct shell *shell, struct import_preview *state) {
    const struct findings *findings = &state->draft.findings;
    if (findings->count == 0) {
        shell_say(shell, _("没有要核对的"));
        return;
    }
    char **rows = mem_alloc_zero(findings->count + 1, sizeof *rows);
    for (size_t i = 0; i < findings->count; i++) {
        struct str row = STR_INIT;
        import_add_finding(&row, &findings->items[i]);
        rows[i] = str_detach(&row);
    }
    choose(shell, state, CHOOSING_FINDING, _("要核对的清单"), rows, findings->count, 0);
}

void import_choose_line(struct shell *shell, struct import_preview *state) {
    const struct section *section = import_selected_section(state);
    if (section == NULL || !body_has_text(&section->body)) {
        shell_say(shell, _("这里没有正文"));
        return;
    }
    char **rows = mem_alloc_zero(section->body.count + 1, sizeof *rows);
    for (size_t i = 0; i < section->body.count; i++) {
        struct str row = STR_INIT;
        section_add_item_label(&row, section, i);
        str_add(&row, str_span(&section->body.lines[i].text));
        str_cut(&row, utf8_offset(str_span(&row), LINE_POINTS));
        rows[i] = str_detach(&row);
    }
    choose(shell, state, CHOOSING_LINE, _("哪一行是标题（它后面的文字归它）"), rows,
           section->body.count, 0);
}
