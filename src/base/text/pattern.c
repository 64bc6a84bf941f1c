#include "base/text/pattern.h"

#include "base/lang.h"
#include "base/mem.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum { MESSAGE_BYTES = 200, HEAP_KIB = 20000 };

struct pattern {
    pcre2_code *code;
    pcre2_match_context *limits;
};

static void *allocate(size_t size, void *nothing) {
    (void)nothing;
    return mem_alloc(size);
}

static void release(void *block, void *nothing) {
    (void)nothing;
    mem_free(block);
}

/* The slips that people make, in the interface's language; the rest in the library's words. */
static const char *sentence_of(int code, char *message) {
    static const struct {
        int code;
        const char *sentence;
    } sentences[] = {
        {PCRE2_ERROR_END_BACKSLASH, N_("“\\”后面缺了字符")},
        {PCRE2_ERROR_MISSING_SQUARE_BRACKET, N_("“[”没有配上“]”")},
        {PCRE2_ERROR_CLASS_RANGE_ORDER, N_("“[”里的范围前后颠倒了")},
        {PCRE2_ERROR_QUANTIFIER_INVALID, N_("“*”“+”“?”“{}”前面没有可以重复的内容")},
        {PCRE2_ERROR_QUANTIFIER_OUT_OF_ORDER, N_("“{}”里的次数前后颠倒了")},
        {PCRE2_ERROR_QUANTIFIER_TOO_BIG, N_("“{}”里的次数太大")},
        {PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS, N_("“(”没有配上“)”")},
        {PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS, N_("多了一个“)”")},
        {PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH, N_("“(?<=…)”里的长度不固定")},
    };
    for (size_t i = 0; i < ARRAY_LEN(sentences); i++)
        if (sentences[i].code == code)
            return _(sentences[i].sentence);
    if (pcre2_get_error_message(code, (PCRE2_UCHAR *)message, MESSAGE_BYTES) < 0)
        return _("写法不对");
    return message;
}

enum rc pattern_compile(struct pattern **out, struct span source, size_t *at, struct err *err) {
    int code;
    PCRE2_SIZE offset = 0;
    *out = NULL;
    *at = 0;
    if (source.n > PATTERN_BYTES_MOST)
        return err_set(err, RC_INPUT, _("正则表达式太长：最多%d字节"), PATTERN_BYTES_MOST);
    pcre2_general_context *memory = pcre2_general_context_create(allocate, release, NULL);
    pcre2_compile_context *context = pcre2_compile_context_create(memory);
    struct pattern *pattern = MEM_NEW(struct pattern);
    pattern->code =
        pcre2_compile((PCRE2_SPTR)source.p, source.n,
                      PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &code, &offset, context);
    if (pattern->code != NULL) {
        /* interpreted: machine code made at run time would be the only memory that is both written
           and executed, and no checker can look into it; a report is short */
        pattern->limits = pcre2_match_context_create(memory);
        (void)pcre2_set_match_limit(pattern->limits, PATTERN_TRIES);
        (void)pcre2_set_heap_limit(pattern->limits, HEAP_KIB);
    }
    pcre2_compile_context_free(context);
    pcre2_general_context_free(memory);
    if (pattern->code != NULL) {
        *out = pattern;
        return RC_OK;
    }
    char message[MESSAGE_BYTES];
    pattern_free(pattern);
    *at = offset;
    return err_set(err, RC_INPUT, _("正则表达式在这里不对：%s"), sentence_of(code, message));
}

void pattern_free(struct pattern *pattern) {
    if (pattern == NULL)
        return;
    pcre2_match_context_free(pattern->limits);
    pcre2_code_free(pattern->code);
    mem_free(pattern);
}

enum pattern_result pattern_find(const struct pattern *pattern, struct span text, size_t from,
                                 struct span *match) {
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(pattern->code, NULL);
    if (data == NULL)
        return PATTERN_GAVE_UP;
    int code = pcre2_match(pattern->code, (PCRE2_SPTR)text.p, text.n, from, PCRE2_NO_UTF_CHECK,
                           data, pattern->limits);
    enum pattern_result result = code == PCRE2_ERROR_NOMATCH ? PATTERN_NONE : PATTERN_GAVE_UP;
    if (code > 0) {
        const PCRE2_SIZE *places = pcre2_get_ovector_pointer(data);
        /* before PCRE2 10.38, \K in a lookahead could set the start behind the end */
        size_t end = places[1] < places[0] ? places[0] : places[1];
        *match = span_sub(text, places[0], end);
        result = PATTERN_FOUND;
    }
    pcre2_match_data_free(data);
    return result;
}
