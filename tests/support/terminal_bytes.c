#include "tests/support/terminal_bytes.h"

#include "base/mem.h"
#include "base/os/file_path.h"
#include "base/text/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const struct {
    const char *ambiguous, *wide;
} stand_ins[] = {
    {"\u201c", "\u3010"}, {"\u201d", "\u3011"}, {"\u2018", "\u3016"}, {"\u2019", "\u3017"},
    {"\u2026", "\u3003"}, {"\u2014", "\u30fc"}, {"\u00b7", "\u30fb"}, {"\u25a1", "\u3007"},
    {"\u2191", "\u30a2"}, {"\u2193", "\u30a4"}, {"\u2190", "\u30a6"}, {"\u2192", "\u30a8"},
    {"\u00d7", "\u30aa"},
};

void terminal_bytes_init(struct terminal_bytes *bytes, const char *charset, bool wide) {
    *bytes = (struct terminal_bytes){.wide = wide};
    str_init(&bytes->held);
    if (charset != NULL)
        bytes->converter = iconv_open("UTF-8", charset);
    assert_true(bytes->converter != (void *)-1);
}

void terminal_bytes_release(struct terminal_bytes *bytes) {
    if (bytes->converter != NULL)
        (void)iconv_close(bytes->converter);
    str_release(&bytes->held);
}

static void replace_all(struct str *text, const char *from, const char *to) {
    for (size_t at; (at = span_find(str_span(text), span_of(from))) != SIZE_MAX;)
        str_splice(text, at, strlen(from), span_of(to));
}

/* As many bytes as are whole characters; a byte that can be none counts as one. */
static size_t whole_characters(struct span text) {
    enum { LONGEST = 4 };
    size_t valid;
    if (utf8_is_valid(text, &valid) || text.n - valid >= LONGEST)
        return text.n;
    return valid;
}

static void convert(struct terminal_bytes *bytes, struct str *out) {
    char *from = bytes->held.s, part[4096];
    size_t left = bytes->held.len;
    bool stuck = false;
    while (left > 0 && !stuck) {
        char *to = part;
        size_t room = sizeof part;
        size_t result = iconv(bytes->converter, &from, &left, &to, &room);
        stuck = result == (size_t)-1 && errno == EINVAL;
        assert_true(result != (size_t)-1 || errno == E2BIG || stuck);
        str_add(out, (struct span){part, sizeof part - room});
    }
    str_splice(&bytes->held, 0, bytes->held.len - left, SPAN(""));
}

void terminal_bytes_add(struct terminal_bytes *bytes, struct str *out, struct span written) {
    struct str text = STR_INIT;
    str_add(&bytes->held, written);
    if (bytes->converter != NULL) {
        convert(bytes, &text);
    } else {
        size_t whole = whole_characters(str_span(&bytes->held));
        str_add(&text, span_sub(str_span(&bytes->held), 0, whole));
        str_splice(&bytes->held, 0, whole, SPAN(""));
    }
    for (size_t i = 0; bytes->wide && i < ARRAY_LEN(stand_ins); i++)
        replace_all(&text, stand_ins[i].ambiguous, stand_ins[i].wide);
    str_add(out, str_span(&text));
    str_release(&text);
}

void terminal_bytes_undo(const struct terminal_bytes *bytes, struct str *text) {
    for (size_t i = 0; bytes->wide && i < ARRAY_LEN(stand_ins); i++)
        replace_all(text, stand_ins[i].wide, stand_ins[i].ambiguous);
}

static void make_locale(const char *folder, const char *name, const char *like,
                        const char *charmap) {
    char *path = file_path_join(folder, name);
    pid_t pid = fork();
    if (pid == 0) {
        (void)execlp("localedef", "localedef", "-c", "-i", like, "-f", charmap, path, (char *)NULL);
        _exit(127);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= 1); /* 1: with a warning */
    mem_free(path);
}

void terminal_locales_make(const char *folder) {
    make_locale(folder, "zh_CN.GBK", "zh_CN", "GBK");
    make_locale(folder, "zh_CN.GB18030", "zh_CN", "GB18030");
    make_locale(folder, "zh_TW.Big5", "zh_TW", "BIG5");
}
