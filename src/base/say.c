#include "base/say.h"

#include "base/os/file.h"
#include "base/text/text_clean.h"

#include <stdio.h>

void say_list(const char *format, va_list args) {
    struct str text = STR_INIT, shown = STR_INIT;
    str_add_list(&text, format, args);
    text_add_shown(&shown, str_span(&text));
    (void)fprintf(stderr, "%s\n", shown.s);
    str_release(&text);
    str_release(&shown);
}

void say(const char *format, ...) {
    va_list args;
    va_start(args, format);
    say_list(format, args);
    va_end(args);
}

enum rc say_result(struct span text, struct err *err) {
    if (text_is_harmless(text))
        return file_write_stdout(text, err);
    struct str shown = STR_INIT;
    text_add_shown(&shown, text);
    enum rc rc = file_write_stdout(str_span(&shown), err);
    str_release(&shown);
    return rc;
}
