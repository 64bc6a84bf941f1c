#include "check/figures_prose.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "check/numbers.h"
#include "model/figure/figure.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_method.h"
#include "model/figure/figure_text.h"
#include "model/quantity/amount.h"
#include "model/section.h"

enum { LABEL_LEAST = 3, LABEL_MOST = 40 };

/* A figure as prose would write it. */
struct known {
    const struct template_figure *figure;
    char32_t label[LABEL_MOST];
    size_t label_length;
    struct mention value;
    char *text;    /* "8,596.35万元" */
    int direction; /* against last year: -1, 0, 1; 2: not known */
};

struct prose {
    struct raiser raiser;
    struct quantities printed; /* of the figures */
    struct quantities quantities;
    struct known *known;
    size_t count, cap;
};

/* --- the figures --- */

/* Reads a printed value by the rules that read prose. */
static bool read_printed(struct prose *prose, struct known *known) {
    char32_t points[LABEL_MOST];
    size_t n = 0;
    struct span rest = span_of(known->text);
    while (rest.n > 0 && n + 1 < LABEL_MOST)
        points[n++] = utf8_take(&rest);
    points[n] = 0;
    size_t before = prose->printed.count;
    quantities_read(&prose->printed, (struct points){points, n}, 0, n, NULL, 0);
    if (prose->printed.count != before + 1)
        return false;
    known->value = prose->printed.mentions[before];
    return known->value.from == 0 && known->value.to == n;
}

static int direction_of(struct figures *figures, const struct template_figure *figure) {
    struct number *change = figures_change(figures, figure);
    int direction = 2;
    if (change != NULL)
        direction = number_sign(change);
    number_free(change);
    return direction;
}

static void add_known(struct prose *prose, struct figures *figures,
                      const struct template_figure *figure) {
    struct known known = {.figure = figure};
    struct span label = span_of(figure->label);
    while (label.n > 0 && known.label_length + 1 < LABEL_MOST)
        known.label[known.label_length++] = utf8_take(&label);
    struct str text = STR_INIT;
    if (label.n > 0 || known.label_length < LABEL_LEAST || !figure_is_number(figure) ||
        !figures_is_relevant(figures, figure) ||
        !figures_add_text(figures, &text, figure, FIGURE_VALUE)) {
        str_release(&text);
        return;
    }
    known.text = str_detach(&text);
    if (!read_printed(prose, &known)) {
        mem_free(known.text);
        return;
    }
    known.direction = direction_of(figures, figure);
    MEM_PUSH_ROOM(prose->known, prose->count, prose->cap);
    prose->known[prose->count++] = known;
}

/* --- the prose --- */

/* 为 是 达 … between the label and the number. */
static size_t label_end(const struct passage *p, const struct mention *n) {
    static const char32_t *const links[] = {U"为", U"是", U"共", U"达", U"达到", U"有",
                                            U"数", U"：", U":",  U"计", NULL};
    size_t end = n->from;
    for (const char32_t *link; end > n->label_from && (link = word_any_before(p, end, links));)
        end -= word_length(link);
    return end;
}

static bool label_ends_at(const struct passage *p, const struct known *known, size_t end) {
    if (end < known->label_length)
        return false;
    for (size_t i = 0; i < known->label_length; i++)
        if (p->c[end - known->label_length + i] != known->label[i])
            return false;
    return true;
}

/* The figure with the longest label before the number, and where the label begins. The links and a
 * 数 may stand between. */
static const struct known *find_known(const struct prose *prose, const struct passage *p,
                                      const struct mention *n, size_t *begin) {
    const struct known *best = NULL;
    size_t end = label_end(p, n);
    for (size_t i = 0; i < prose->count; i++) {
        const struct known *known = &prose->known[i];
        for (size_t at = end; at <= n->from && at <= end + 1; at++)
            if (label_ends_at(p, known, at) &&
                (best == NULL || known->label_length > best->label_length)) {
                best = known;
                *begin = at - known->label_length;
            }
    }
    return best;
}

/* Whose or when may stand before a label; which may not: “整治类重点项目”. */
static bool is_whole_label(const struct passage *p, size_t clause, size_t at) {
    static const char32_t *const heads[] = {U"全年", U"年度", U"年",   U"本年", U"当年", U"我",
                                            U"街道", U"单位", U"部门", U"现有", U"现",   U"共",
                                            U"本",   U"总",   U"年末", U"整体", U"的",   U"镇",
                                            U"其中", U"全",   U"全区", U"局",   NULL};
    return at == clause || char_is_separator(p->c[at - 1]) || word_any_before(p, at, heads) != NULL;
}

static bool is_of_this_year(const struct passage *p, const struct mention *n, size_t from) {
    static const char32_t *const others[] = {U"上年", U"去年", U"较",   U"比",   U"其中",
                                             U"月",   U"季度", U"半年", U"人均", U"占",
                                             U"区级", U"上级", NULL};
    size_t clause = from;
    while (clause > 0 && !char_is_one_of(p->c[clause - 1], U"，。；：,;\n"))
        clause--;
    if (word_any_within(p, clause, n->from, others) || !is_whole_label(p, clause, from))
        return false;
    for (size_t at = clause; at + 4 < from; at++) {
        int year = passage_year_at(p, at);
        if (p->c[at + 4] == U'年' && year >= 1990 && year != p->report->year)
            return false;
    }
    return true;
}

/* （按全年执行 ÷ 全年预算 × 100计算） */
static void add_way(struct str *out, const struct template *template,
                    const struct template_figure *figure) {
    struct str method = STR_INIT;
    figure_add_method(&method, template, &figure->calculate, figure->label);
    str_add_format(out, _("（按%s计算）"), method.s);
    str_release(&method);
}

/* “三公经费预算27万元，实际支出22.15万元，预算执行率82.04%”: a rate of two numbers of its own
 * sentence is theirs, whatever it is called; the numbers themselves are judged each. */
static bool is_of_own_numbers(struct quantities *q, const struct mention *n) {
    const struct quantity_sentence *sentence = &q->sentences[n->sentence];
    const struct mention *first = q->mentions + sentence->first;
    if (n->unit->kind != UNIT_PERCENT)
        return false;
    for (const struct mention *a = first; a < n; a++)
        for (const struct mention *b = first; b < n; b++)
            if (a != b && mention_is_operand(a) && mention_is_operand(b) &&
                mention_same_unit(a, b) && rate_fits(q, range_of(a), range_of(b), n))
                return true;
    return false;
}

static void check_value(struct prose *prose, const struct passage *p, const struct mention *n,
                        const struct known *known) {
    if (n->approximate || n->change || !mention_same_unit(n, &known->value) ||
        mention_same_value(&prose->quantities, n, &known->value) ||
        is_of_own_numbers(&prose->quantities, n))
        return;
    struct str message = STR_INIT;
    bool unit =
        n->scale != known->value.scale && mention_same_digits(&prose->quantities, n, &known->value);
    bool rate = figure_is_calculated(known->figure) && n->unit->kind == UNIT_PERCENT;
    str_add_format(&message, unit ? _("单位不对：数据“%s”是%s") : _("与数据不符：数据“%s”是%s"),
                   known->figure->label, known->text);
    if (rate && known->figure->calculate.source != NULL)
        add_way(&message, p->report->template, known->figure);
    struct finding *finding =
        raise_finding(&prose->raiser, p, unit ? "unit" : "figure",
                      unit || rate ? SEVERITY_ERROR : SEVERITY_WARNING, n->from, n->to, message.s);
    if (finding != NULL)
        section_set_text(&finding->source, span_of(known->figure->name));
    str_release(&message);
}

/* “全年执行数8596万元，比上年下降3%” where it rose. */
static void check_direction(struct prose *prose, const struct passage *p, const struct mention *n,
                            const struct known *known) {
    static const char32_t *const rising[] = {U"增长", U"增加", U"上升", U"提高", NULL};
    static const char32_t *const falling[] = {U"下降", U"减少", U"降低", U"压减", NULL};
    static const char32_t *const against[] = {U"上年", U"去年", U"同比", NULL};
    size_t from = n->to, to = n->to + 1;
    if (!char_is_one_of(p->c[from], U"，,") || known->direction == 2 || known->direction == 0)
        return;
    while (to < p->n && p->c[to] != U'\n' && !char_is_one_of(p->c[to], U"，；。,;"))
        to++;
    bool up = word_any_within(p, from, to, rising);
    bool down = word_any_within(p, from, to, falling);
    if (up == down || !word_any_within(p, from, to, against) || up == (known->direction > 0))
        return;
    struct str message = STR_INIT;
    str_add_format(&message,
                   up ? _("文中说增加，数据“%s”比上年是减少的")
                      : _("文中说减少，数据“%s”比上年是增加的"),
                   known->figure->label);
    (void)raise_finding(&prose->raiser, p, "direction", SEVERITY_ERROR, from + 1, to, message.s);
    str_release(&message);
}

static void visit(void *context, const struct passage *p) {
    struct prose *prose = context;
    struct quantities *q = &prose->quantities;
    read_quantities(q, p);
    for (size_t i = 0; i < q->count; i++) {
        const struct mention *n = &q->mentions[i];
        size_t begin = 0;
        const struct known *known = find_known(prose, p, n, &begin);
        if (known == NULL || q->sentences[n->sentence].unclear || !is_of_this_year(p, n, begin))
            continue;
        check_value(prose, p, n, known);
        check_direction(prose, p, n, known);
        quantities_forget(q);
    }
}

void check_figures_prose(struct findings *out, const struct report *report,
                         const struct section *section) {
    const struct template *template = report->template;
    if (template == NULL || template->figure_count == 0)
        return;
    struct prose prose = {0};
    struct figures *figures = figures_new(report);
    raiser_init(&prose.raiser, out);
    for (size_t i = 0; i < template->figure_count; i++)
        add_known(&prose, figures, &template->figures[i]);
    figures_free(figures);
    if (prose.count > 0)
        bodies_visit(report, section, visit, &prose);
    raiser_release(&prose.raiser, report);
    for (size_t i = 0; i < prose.count; i++)
        mem_free(prose.known[i].text);
    mem_free(prose.known);
    quantities_release(&prose.printed);
    quantities_release(&prose.quantities);
}
