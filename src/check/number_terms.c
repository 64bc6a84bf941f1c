#include "check/number_terms.h"

#include "base/lang.h"

void terms_add(struct terms *terms, const struct number *number) {
    if (terms->count == TERMS_MOST)
        terms->too_many = true;
    else
        terms->at[terms->count++] = number;
}

struct sum terms_sum(const struct terms *terms, size_t from, size_t to) {
    struct sum sum = {0};
    for (; from < to; from++)
        sum_add(&sum, terms->at[from]);
    return sum;
}

void terms_raise(struct raiser *raiser, const struct sentence *s, enum severity severity,
                 const struct terms *terms, size_t from, size_t to, const struct number *total,
                 const char *ending) {
    struct str message = STR_INIT;
    sum_describe(&message, terms->at + from, to - from, total);
    str_add_text(&message, ending);
    wide_add(&message, total->value, total->scale, total->decimals);
    size_t first = total->from, last = total->to;
    for (; from < to; from++) {
        first = terms->at[from]->from < first ? terms->at[from]->from : first;
        last = terms->at[from]->to > last ? terms->at[from]->to : last;
    }
    (void)raise_finding(raiser, s->p, "sum", severity, first, last, message.s);
    str_release(&message);
}

/* 812.15万元 + 886.17元 against 1698.32万元: the digits add up, their units differ. */
bool terms_check_scales(struct raiser *raiser, const struct sentence *s, const struct terms *terms,
                        const struct number *total) {
    wide digits = 0, slack = 0;
    bool differ = false;
    for (size_t i = 0; i <= terms->count; i++) {
        const struct number *n = i < terms->count ? terms->at[i] : total;
        wide power = 1;
        for (int k = 0; k < n->scale; k++)
            power *= 10;
        digits += i < terms->count ? n->value / power : -(n->value / power);
        slack += n->half / power;
        differ |= n->scale != total->scale;
    }
    struct sum sum = terms_sum(terms, 0, terms->count);
    if (!differ || terms->count < 2 || sum.vague ||
        wide_size(digits) > (sum.fraction ? slack : 0) || sum_fits(&sum, total, NULL))
        return false;
    size_t first = total->from, last = total->to;
    for (size_t i = 0; i < terms->count; i++) {
        first = terms->at[i]->from < first ? terms->at[i]->from : first;
        last = terms->at[i]->to > last ? terms->at[i]->to : last;
    }
    (void)raise_finding(raiser, s->p, "unit", SEVERITY_ERROR, first, last,
                        _("数字加得起来，单位却不一致（如元和万元），请核对单位"));
    return true;
}

bool number_label_has(const struct sentence *s, const struct number *n,
                      const char32_t *const *words) {
    return word_any_within(s->p, n->label_from, n->from, words);
}

bool number_label_begins(const struct sentence *s, const struct number *n,
                         const char32_t *const *words) {
    return word_any_at(s->p, n->label_from, words) != NULL;
}
