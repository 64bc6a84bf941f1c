#include "model/figure/figure_effect.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_text.h"

/* --- sentences --- */

struct comparison {
    struct figure_effects *effects;
    struct figures *before, *after;
};

static void compare(const struct comparison *comparison, int64_t section, struct span sentence) {
    struct str before = STR_INIT, after = STR_INIT;
    figures_add_line(comparison->before, &before, sentence);
    figures_add_line(comparison->after, &after, sentence);
    if (!span_equal(str_span(&before), str_span(&after))) {
        struct figure_effects *effects = comparison->effects;
        MEM_PUSH_ROOM(effects->items, effects->count, effects->cap);
        effects->items[effects->count++] = (struct figure_effect){
            section, span_copy(str_span(&before)), span_copy(str_span(&after))};
    }
    str_release(&before);
    str_release(&after);
}

/* Up to and with the mark that ends it. */
static struct span take_sentence(struct span *line) {
    struct span rest = *line;
    while (rest.n > 0) {
        char32_t c = utf8_take(&rest);
        if (c == U'。' || c == U'！' || c == U'？' || c == U'；')
            break;
    }
    struct span sentence = span_sub(*line, 0, line->n - rest.n);
    *line = rest;
    return sentence;
}

static void compare_body(const struct comparison *comparison, const struct template *template,
                         const struct section *section) {
    for (size_t i = 0; i < section->body.count; i++) {
        struct span line = str_span(&section->body.lines[i].text);
        struct figure_token token;
        size_t at = 0;
        if (!figure_token_find(template, line, &at, &token))
            continue;
        while (line.n > 0)
            compare(comparison, section->id, take_sentence(&line));
    }
}

void figure_effects_add(struct figure_effects *effects, const struct report *before,
                        const struct report *after) {
    struct comparison comparison = {effects, figures_new(before), figures_new(after)};
    compare_body(&comparison, before->template, before->front);
    for (const struct section *at = NULL; (at = report_next_section(before, at)) != NULL;)
        compare_body(&comparison, before->template, at);
    figures_free(comparison.before);
    figures_free(comparison.after);
}

void figure_effects_release(struct figure_effects *effects) {
    for (size_t i = 0; i < effects->count; i++) {
        mem_free(effects->items[i].before);
        mem_free(effects->items[i].after);
    }
    mem_free(effects->items);
    *effects = (struct figure_effects){0};
}

/* --- jumps --- */

static bool is_jump(struct figures *figures, const struct template_figure *figure) {
    struct number *most = NULL, *size = NULL;
    if (figure->max_change == NULL ||
        number_parse(&most, span_of(figure->max_change), NULL) != RC_OK)
        return false;
    struct number *change = figures_change(figures, figure);
    if (change != NULL)
        size = number_abs(change);
    bool jump = size != NULL && number_compare(size, most) > 0;
    number_free(most);
    number_free(change);
    number_free(size);
    return jump;
}

bool figures_add_jump(struct figures *figures, struct str *out,
                      const struct template_figure *figure) {
    if (!is_jump(figures, figure))
        return false;
    str_add_format(out, _("%s为"), figure->label);
    (void)figures_add_text(figures, out, figure, FIGURE_VALUE);
    str_add_text(out, _("，上年"));
    (void)figures_add_text(figures, out, figure, FIGURE_PRIOR);
    str_add_text(out, _("，"));
    (void)figures_add_trend(figures, out, figure, false);
    /* the bound is one of the rate of change, which no points tell */
    struct str bound = STR_INIT;
    share_add_percent(&bound, figure->max_change);
    str_add_format(out, figure_is_rate(figure) ? _("，变化率超过%s") : _("，超过%s"), bound.s);
    str_release(&bound);
    return true;
}
