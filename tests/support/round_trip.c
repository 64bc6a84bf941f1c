#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "exchange/export.h"
#include "exchange/import.h"
#include "exchange/text/write.h"
#include "model/report.h"
#include "tests/support/round_trip.h"

void write_plain(struct str *out, const struct report *report) {
    struct document document;
    document_from_report(&document, report, false);
    text_write_plain(out, &document);
    document_release(&document);
}

struct import_draft read_back(struct span text, const char *name) {
    struct import_draft draft;
    struct err err = {.rc = RC_OK};
    struct import_options options = {.name = name};
    enum rc rc = import_bytes(&draft, text, &options, &err);
    if (rc != RC_OK)
        print_error("%s\n", err.text);
    assert_int_equal(rc, RC_OK);
    assert_true(report_is_sane(draft.report));
    return draft;
}

void write_format(struct str *out, const struct report *report, const char *format) {
    struct err err = {.rc = RC_OK};
    struct export_options options = {.format = format};
    if (export_bytes(out, report, &options, NULL, &err) != RC_OK)
        fail_msg("%s", err.text);
}
