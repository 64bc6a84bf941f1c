#include "base/say.h"

#include "base/lang.h"
#include "base/os/file.h"
#include "base/text/charset.h"
#include "base/text/charset_encode.h"
#include "base/text/text_clean.h"

#include <stdio.h>
#include <string.h>

/* Appends the text as the terminal may show it, in its encoding. Returns how many characters are no
 * more what they were; where the system cannot convert at all the text goes out as it is. */
static size_t add_said(struct str *out, struct span text) {
    struct str shown = STR_INIT;
    struct charset_report report = {0};
    const char *charset = charset_of_locale();
    text_add_shown(&shown, text);
    if (strcmp(charset, "utf-8") == 0 ||
        charset_encode(out, str_span(&shown), charset, CHARSET_GETA, &report, NULL) != RC_OK)
        str_add(out, str_span(&shown));
    str_release(&shown);
    return report.count;
}

void say_list(const char *format, va_list args) {
    struct str text = STR_INIT, said = STR_INIT;
    str_add_list(&text, format, args);
    (void)add_said(&said, str_span(&text));
    (void)fprintf(stderr, "%s\n", said.s);
    str_release(&text);
    str_release(&said);
}

void say(const char *format, ...) {
    va_list args;
    va_start(args, format);
    say_list(format, args);
    va_end(args);
}

enum rc say_result(struct span text, bool exact, struct err *err) {
    struct str said = STR_INIT;
    size_t lost = add_said(&said, text);
    enum rc rc =
        exact && lost > 0
            ? err_set(err, RC_UNMAPPABLE,
                      _("其中%zu个字%s编码里没有，没有输出；请把终端改为UTF-8编码，或在命令前加"
                        "LC_ALL=C.UTF-8"),
                      lost, charset_of_locale())
            : file_write_stdout(str_span(&said), err);
    if (!exact && lost > 0)
        say(_("有%zu个字%s编码里没有，显示为〓；要看到它们，请把终端改为UTF-8编码"), lost,
            charset_of_locale());
    str_release(&said);
    return rc;
}
