#include "check/same_numbers.h"

#include "base/lang.h"
#include "model/review/review.h"

enum { SHOWN = 5 };

static size_t count_carried(const struct review *review) {
    size_t count = 0;
    for (size_t i = 0; i < review->text.number_count; i++)
        count += review->carried[i];
    return count;
}

/* 370户、280万元 …; the first of them. */
static const struct review_number *add_numbers(struct str *out, const struct review *review) {
    const struct review_text *text = &review->text;
    const struct review_number *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < text->number_count; i++) {
        const struct review_number *number = &text->numbers[i];
        if (!review->carried[i])
            continue;
        first = first == NULL ? number : first;
        if (count < SHOWN) {
            str_add_text(out, count > 0 ? _("、") : "");
            review_add_points(out, text, number->from, number->to);
        }
        count++;
    }
    str_add_text(out, count > SHOWN ? _("等") : "");
    return first;
}

static void check_section(struct findings *out, const struct report *report,
                          const struct section *section, const struct review_copy *copy) {
    struct review review;
    struct str numbers = STR_INIT, message = STR_INIT;
    review_section(&review, copy, report, section);
    size_t count = count_carried(&review);
    if (count > 0) {
        const struct review_number *at = add_numbers(&numbers, &review);
        assert(at != NULL);
        str_add_format(&message, _("%zu个数与去年相同，还没有核对：%s"), count, numbers.s);
        (void)findings_add(out, report, section, "same-number", SEVERITY_WARNING, at->from,
                           at->to - at->from, message.s);
    }
    review_release(&review);
    str_release(&numbers);
    str_release(&message);
}

void check_same_numbers(struct findings *out, const struct report *report,
                        const struct section *section) {
    struct review_copy *copy = section == NULL ? review_copy_new(report) : NULL;
    if (copy == NULL)
        return;
    for (const struct section *at = report->front; at != NULL;
         at = report_next_section(report, at == report->front ? NULL : at))
        check_section(out, report, at, copy);
    review_copy_free(copy);
}
