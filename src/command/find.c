#include "command/find.h"

#include "base/lang.h"
#include "base/text/pinyin.h"
#include "base/text/utf8.h"

#include <string.h>

/* How well a command fits; the lower the better. */
enum fit {
    FIT_WHOLE,   /* all initials, or a key's name */
    FIT_START,   /* the title or its initials begin so */
    FIT_ENGLISH, /* a word of the English title begins so */
    FIT_WITHIN,
    FIT_NOT,
    FIT_UNAVAILABLE = 100, /* added: what cannot be used comes last */
};

/* Small letters, half width, no blanks: as initials, keys and English are compared. */
static void fold(struct str *out, struct span text) {
    enum { FULL_WIDTH = 0xFEE0 };
    while (text.n > 0) {
        char32_t c = utf8_take(&text);
        if (c >= 0xFF01 && c <= 0xFF5E)
            c -= FULL_WIDTH;
        if (c >= 'A' && c <= 'Z')
            c |= 0x20;
        if (!utf8_is_space(c))
            str_add_char(out, c);
    }
}

static enum fit compare(struct span whole, struct span typed) {
    if (span_equal(whole, typed))
        return FIT_WHOLE;
    if (span_starts_with(whole, typed))
        return FIT_START;
    return span_find(whole, typed) != SIZE_MAX ? FIT_WITHIN : FIT_NOT;
}

static enum fit better(enum fit a, enum fit b) {
    return a < b ? a : b;
}

static enum fit fit_key(const char *const *keys, struct span typed) {
    enum fit fit = FIT_NOT;
    struct str key = STR_INIT;
    for (size_t k = 0; keys[k] != NULL; k++) {
        str_clear(&key);
        fold(&key, span_of(keys[k]));
        if (span_equal(str_span(&key), typed))
            fit = FIT_WHOLE;
    }
    str_release(&key);
    return fit;
}

static enum fit fit_pinyin(const char *title, struct span typed) {
    size_t before = pinyin_find(span_of(title), typed);
    if (before == SIZE_MAX)
        return FIT_NOT;
    return pinyin_is_whole(span_of(title), typed) ? FIT_WHOLE
           : before == 0                          ? FIT_START
                                                  : FIT_WITHIN;
}

/* From each word of the English title on. */
static enum fit fit_english(const char *english, struct span typed) {
    enum fit fit = FIT_NOT;
    struct str rest = STR_INIT;
    for (const char *at = english; at != NULL && fit == FIT_NOT; at = strchr(at, ' ')) {
        at += *at == ' ';
        str_clear(&rest);
        fold(&rest, span_of(at));
        if (span_starts_with(str_span(&rest), typed))
            fit = FIT_ENGLISH;
    }
    str_release(&rest);
    return fit;
}

static enum fit fit_of(const struct command *command, const char *const *keys, struct span typed) {
    struct str title = STR_INIT;
    fold(&title, span_of(command->title));
    enum fit fit = better(compare(str_span(&title), typed), fit_pinyin(command->title, typed));
    fit = better(fit, fit_key(keys, typed));
    fit = better(fit, fit_english(lang_english(command->title), typed));
    str_release(&title);
    return fit;
}

size_t command_find(struct span typed, unsigned where, const struct keys *keys,
                    const struct session *session, enum command_id found[COMMAND_COUNT]) {
    struct str folded = STR_INIT;
    int fits[COMMAND_COUNT];
    size_t count = 0;
    fold(&folded, typed);
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        enum command_id id = (enum command_id)i;
        int fit =
            folded.len > 0 ? (int)fit_of(&commands[i], keys->of[i], str_span(&folded)) : FIT_START;
        if (fit == FIT_NOT || commands[i].where == 0)
            continue;
        if (command_unavailable(id, where, session) != NULL)
            fit += FIT_UNAVAILABLE;
        size_t at = count++;
        for (; at > 0 && fits[at - 1] > fit; at--) {
            fits[at] = fits[at - 1];
            found[at] = found[at - 1];
        }
        fits[at] = fit;
        found[at] = id;
    }
    str_release(&folded);
    return count;
}
