#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/desk.h"

#include "edit/editor_edit.h"
#include "model/section.h"
#include "model/splice.h"

struct desk desk_new(enum section_kind kind) {
    struct desk desk = {.report = report_new(), .editor = editor_new()};
    desk.section = report_add_section(desk.report, desk.report->root, 0);
    desk.section->kind = kind;
    editor_open(desk.editor, desk.section, 0);
    return desk;
}

void desk_free(struct desk *desk) {
    editor_free(desk->editor);
    report_free(desk->report);
}

void desk_set_text(struct desk *desk, const char *text) {
    body_set_text(&desk->section->body, span_of(text), kind_line_tag(desk->section->kind));
    editor_open(desk->editor, desk->section, 0);
}

void desk_apply(struct desk *desk, struct splice *splice) {
    assert_int_equal(body_apply(&desk->section->body, splice, NULL), RC_OK);
    editor_applied(desk->editor, splice, true);
    assert_true(body_is_sane(&desk->section->body));
}

void desk_take(struct desk *desk, struct splice *splice) {
    desk_apply(desk, splice);
    splice_release(splice);
}

void desk_type(struct desk *desk, const char *text) {
    struct splice splice;
    assert_true(editor_insert(desk->editor, span_of(text), &splice));
    desk_take(desk, &splice);
}

void assert_desk_is(const struct desk *desk, const char *text) {
    struct str now = STR_INIT;
    body_add_text(&now, &desk->section->body);
    assert_string_equal(now.s, text);
    str_release(&now);
}
