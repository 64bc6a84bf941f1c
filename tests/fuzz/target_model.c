/* What a technician writes (templates, expressions), numbers, and the arithmetic of edits. */
#include "model/splice.h"
#include "tests/fuzz/target.h"

#include "base/mem.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "model/body.h"
#include "model/number/evaluate.h"
#include "model/template/template.h"

#include <string.h>

void fuzz_template(struct span bytes) {
    struct template *template = NULL;
    struct err err = {0};
    if (template_read(&template, bytes, "office.yaml", &err) == RC_OK) {
        struct template *again = NULL;
        enum rc rc = template_read(&again, span_of(template->text), "office.yaml", &err);
        assert(rc == RC_OK);
        template_free(again);
        template_free(template);
    } else {
        assert(strncmp(err.text, "office.yaml", sizeof "office.yaml" - 1) == 0);
    }
}

static void find_value(void *self, struct span name, bool prior, struct value *out) {
    (void)self;
    if (name.n % 3 == 0)
        return; /* nothing known */
    if (name.n % 3 == 1)
        value_set_number(out, number_from_int((int64_t)name.n * (prior ? -7 : 1000003)));
    else
        value_set_text(out, name);
}

void fuzz_expression(struct span bytes) {
    struct expression *expression = NULL;
    struct err err = {0};
    size_t at = 0;
    if (expression_parse(&expression, bytes, &at, &err) != RC_OK) {
        assert(at <= bytes.n && err.text[0] != '\0');
        return;
    }
    struct value value = {0};
    (void)evaluate(&value, expression, &(struct value_source){.find = find_value});
    assert(value.kind != VALUE_NUMBER || value.number != NULL);
    assert(value.kind != VALUE_TEXT || value.text[0] != '\0');
    value_release(&value);
    expression_free(expression);
}

/* What is printed exactly is the same number when it is read again. */
static void check_printing(const struct number *number) {
    struct str text = STR_INIT;
    struct number *again = NULL, *rounded = number_round(number, 6);
    struct err err;
    number_add_fixed(&text, number, 6, true);
    enum rc rc = number_parse(&again, str_span(&text), &err);
    assert(rounded != NULL);
    assert(rc == RC_OK ? number_compare(rounded, again) == 0 : text.len > NUMBER_DIGITS_MOST);
    number_free(again);
    number_free(rounded);
    str_release(&text);
}

/* Numbers, one a line: the next with the sum of those before. */
void fuzz_number(struct span bytes) {
    struct span line;
    struct number *sum = number_from_int(0);
    while (span_take_line(&bytes, &line)) {
        struct number *number = NULL;
        struct err err;
        if (number_parse(&number, line, &err) != RC_OK)
            continue;
        check_printing(number);
        struct number *next = number_add(sum, number), *quotient = number_divide(sum, number);
        struct number *back = next != NULL ? number_subtract(next, number) : NULL;
        assert(next == NULL || (back != NULL && number_compare(back, sum) == 0));
        number_free(back);
        number_free(quotient);
        number_free(number);
        if (next != NULL) {
            number_free(sum);
            sum = next;
        }
    }
    number_free(sum);
}

static void undo_all(struct body *body, struct splice *splices, size_t count) {
    for (size_t i = count; i-- > 0;) {
        splice_invert(&splices[i]);
        enum rc rc = body_apply(body, &splices[i], NULL);
        assert(rc == RC_OK && body_is_sane(body));
        splice_release(&splices[i]);
    }
}

/* Each step: where, how much goes (a byte each), and up to the next 0 byte what comes. */
void fuzz_edit(struct span bytes) {
    enum { STEPS_MOST = 40 };
    struct body body, start;
    struct splice splices[STEPS_MOST];
    size_t count = 0;
    struct str text = STR_INIT;
    body_init(&body, LINE_PARAGRAPH);
    body_set_text(&body, SPAN("\u4e00\u662f\u4eca\u5e74\n\U0001F600e\u0301 1786\u4eba"),
                  LINE_PARAGRAPH);
    body_copy(&start, &body);
    while (count < STEPS_MOST && bytes.n >= 2) {
        size_t offset = fuzz_take_choice(&bytes, 256) % (body.points + 1);
        size_t removed = fuzz_take_choice(&bytes, 256) % (body.points - offset + 1);
        const char *end = bytes.n > 0 ? memchr(bytes.p, '\0', bytes.n) : NULL;
        size_t n = end != NULL ? (size_t)(end - bytes.p) : bytes.n;
        if (!utf8_is_valid(span_sub(bytes, 0, n), NULL))
            break;
        str_clear(&text);
        text_clean(&text, span_sub(bytes, 0, n), NULL);
        body_make_splice(&splices[count], &body, offset, removed, str_span(&text),
                         n % 2 == 0 ? LINE_ITEM : LINE_ROW);
        enum rc rc = body_apply(&body, &splices[count++], NULL);
        assert(rc == RC_OK && body_is_sane(&body));
        bytes = span_sub(bytes, n < bytes.n ? n + 1 : n, bytes.n);
    }
    undo_all(&body, splices, count);
    assert(body_equal(&body, &start));
    body_release(&body);
    body_release(&start);
    str_release(&text);
}
