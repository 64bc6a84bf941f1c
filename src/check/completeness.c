#include "check/completeness.h"

#include "base/lang.h"
#include "base/text/points.h"
#include "base/text/utf8.h"
#include "model/answers.h"
#include "model/figure/figure.h"
#include "model/report_values.h"
#include "model/section.h"
#include "model/section_names.h"
#include "model/section_state.h"

static bool is_han(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF);
}

static struct finding *warn(struct findings *out, const struct report *report,
                            const struct section *section, const char *rule, size_t offset,
                            size_t length, struct str *message) {
    struct finding *finding =
        findings_add(out, report, section, rule, SEVERITY_WARNING, offset, length, message->s);
    str_clear(message);
    return finding;
}

/* What the section's own finding rests on, where the template says it. */
static void warn_of_section(struct findings *out, const struct report *report,
                            const struct section *section, const char *rule, struct str *message) {
    const struct template_section *from = section_template(report, section);
    struct finding *finding = warn(out, report, section, rule, 0, 0, message);
    if (from != NULL && from->source != NULL)
        section_set_text(&finding->source, span_of(from->source));
}

/* --- the section as a whole --- */

/* A 范文 that somebody has put in and not worked over. */
static bool is_starter(const struct report *report, const struct section *section) {
    return body_has_text(&section->body) && !section_has_text(report, section) &&
           !section_is_bare_table(report, section);
}

/* Where the 范文 stands, check_starter says what to do. */
static void check_required(struct findings *out, const struct report *report,
                           const struct section *section) {
    const struct template_section *from = section_template(report, section);
    if (!section_is_required(report, section) || section_has_content(report, section) ||
        is_starter(report, section))
        return;
    struct str message = STR_INIT;
    if (from != NULL && from->required_message != NULL)
        str_add_text(&message, from->required_message);
    else
        str_add_format(&message, _("“%s”是必填的，还没有内容"), section->heading);
    warn_of_section(out, report, section, "required", &message);
    str_release(&message);
}

static void check_starter(struct findings *out, const struct report *report,
                          const struct section *section) {
    if (!is_starter(report, section))
        return;
    struct str message = STR_INIT;
    str_add_text(&message, section_is_required(report, section)
                               ? _("这一节必填，现在只有范文，原样未改：请按本单位情况改写")
                               : _("范文原样未改，请按本单位情况改写"));
    warn(out, report, section, "starter", 0, section->body.points, &message);
    str_release(&message);
}

static void check_length(struct findings *out, const struct report *report,
                         const struct section *section) {
    const struct template_section *from = section_template(report, section);
    if (from == NULL || !section_has_text(report, section))
        return;
    long ink = (long)body_ink(&section->body);
    struct str message = STR_INIT;
    if (from->min_length >= 0 && ink < from->min_length)
        str_add_format(&message, _("现有%ld字，少于要求的%ld字"), ink, from->min_length);
    else if (from->max_length >= 0 && ink > from->max_length)
        str_add_format(&message, _("现有%ld字，多于限定的%ld字"), ink, from->max_length);
    if (message.len > 0)
        warn_of_section(out, report, section, "length", &message);
    str_release(&message);
}

/* --- what is written in it --- */

static bool is_latin(char32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}

static char32_t first_of(struct span text) {
    return text.n > 0 ? utf8_take(&text) : 0;
}

/* 待定, but not in 期待定期 or 接待定点; TODO, but not in AUTODOC. */
static size_t word_length(struct span rest, char32_t before) {
    static const char32_t ends[] = U"期等接招优对看善款虐亏厚";
    struct span after = rest;
    if (span_take_prefix(&after, SPAN("TODO")))
        return is_latin(before) || is_latin(first_of(after)) ? 0 : 4;
    if (!span_take_prefix(&after, SPAN("待定")))
        return 0;
    for (size_t i = 0; ends[i] != 0; i++)
        if (before == ends[i])
            return 0;
    return rest.n - after.n;
}

/* XX, ×× beside Chinese characters (20XX年 too), no part of a Latin word. */
static size_t crosses_length(struct span rest, char32_t before) {
    enum { CROSSES_MOST = 100 }; /* a line of nothing else is looked at from each of them */
    static const struct span crosses[] = {{"XX", 2}, {"××", 4}, {"ＸＸ", 6}, {"xx", 2}};
    for (size_t i = 0; i < ARRAY_LEN(crosses); i++) {
        struct span after = rest;
        if (!span_take_prefix(&after, crosses[i]))
            continue;
        struct span one = span_sub(crosses[i], 0, crosses[i].n / 2);
        for (int more = 0; more < CROSSES_MOST && span_take_prefix(&after, one); more++)
            ;
        char32_t next = first_of(after);
        bool hit = !is_latin(before) && !is_latin(next) && (is_han(before) || is_han(next));
        return hit ? rest.n - after.n : 0;
    }
    return 0;
}

/* Where the next 】 begins, or the text ends; `*close`, NULL at first, keeps it, so that it is
 * looked for once and not by every 【 before it. */
static const char *find_close(const char **close, struct span inside) {
    if (*close == NULL || *close < inside.p) {
        size_t at = span_find(inside, SPAN("】"));
        *close = inside.p + (at == SIZE_MAX ? inside.n : at);
    }
    return *close;
}

/* Nearly no character begins one. */
static bool may_begin(struct span rest) {
    return char_is_one_of(utf8_take(&rest), U"T待XxＸ×【");
}

/* Bytes of the placeholder that begins at the front of `rest`, 0 if none does. */
static size_t placeholder_length(struct span rest, char32_t before, const char **close) {
    size_t word = word_length(rest, before);
    if (word == 0)
        word = crosses_length(rest, before);
    if (word > 0)
        return word;
    struct span inside = rest;
    if (!span_take_prefix(&inside, SPAN("【")))
        return 0;
    size_t end = (size_t)(find_close(close, inside) - inside.p);
    if (end == inside.n)
        return 0;
    static const struct span begins[] = {{"待", 3}, {"未填", 6}, {"请填", 6}, {"此处", 6}};
    struct span text = span_trim_start(span_sub(inside, 0, end));
    bool hit = text.n == 0;
    for (size_t i = 0; i < ARRAY_LEN(begins); i++)
        hit |= span_starts_with(text, begins[i]);
    return hit ? SPAN("【").n + end + SPAN("】").n : 0;
}

static void add_placeholder(struct findings *out, const struct report *report,
                            const struct section *section, size_t offset, struct span hit) {
    struct str message = STR_INIT;
    if (span_starts_with(hit, SPAN("【待报：")))
        str_add_format(&message, _("“%.*s”还在等有关科室报数"), SPAN_ARG(hit));
    else
        str_add_format(&message, _("“%.*s”还没有填写"), SPAN_ARG(hit));
    warn(out, report, section, span_starts_with(hit, SPAN("【待报：")) ? "awaited" : "placeholder",
         offset, utf8_count(hit), &message);
    str_release(&message);
}

/* One for a heading, which has no places. */
static void check_heading(struct findings *out, const struct report *report,
                          const struct section *section) {
    const char *close = NULL;
    char32_t before = 0;
    for (struct span rest = span_of(section->heading); rest.n > 0; before = utf8_take(&rest)) {
        size_t length = placeholder_length(rest, before, &close);
        struct str message = STR_INIT;
        if (length > 0) {
            str_add_format(&message, _("“%.*s”还没有填写"), SPAN_ARG(span_sub(rest, 0, length)));
            warn(out, report, section, "placeholder", 0, 0, &message);
        }
        str_release(&message);
        if (length > 0)
            return;
    }
}

/* Those of one line that begins at that offset; a place in a very long one is dear to quote, and
 * nobody reads so many. */
static void check_line(struct findings *out, const struct report *report,
                       const struct section *section, struct span rest, size_t offset) {
    enum { PLACES_MOST = 100 };
    const char *close = NULL;
    char32_t before = 0;
    for (size_t places = 0; rest.n > 0 && places < PLACES_MOST;) {
        size_t length = may_begin(rest) ? placeholder_length(rest, before, &close) : 0;
        if (length > 0) {
            struct span hit = span_sub(rest, 0, length);
            add_placeholder(out, report, section, offset, hit);
            rest = span_sub(rest, length, rest.n);
            offset += utf8_count(hit);
            before = 0;
            places++;
        } else {
            before = utf8_take(&rest);
            offset++;
        }
    }
}

static void check_placeholders(struct findings *out, const struct report *report,
                               const struct section *section) {
    size_t offset = 0;
    if (section->id != SECTION_FRONT_ID)
        check_heading(out, report, section);
    for (size_t i = 0; i < section->body.count; i++) {
        const struct line *line = &section->body.lines[i];
        check_line(out, report, section, str_span(&line->text), offset);
        offset += line->points + 1; /* the '\n' */
    }
}

/* --- the report --- */

static size_t count_items(const struct section *section) {
    size_t items = 0;
    for (size_t i = 0; i < section->body.count; i++)
        items += section->body.lines[i].tag == LINE_ITEM &&
                 span_trim(str_span(&section->body.lines[i].text)).n > 0;
    return items;
}

static void check_pairs(struct findings *out, const struct report *report,
                        const struct section *only) {
    const struct template *template = report->template;
    for (size_t i = 0; template != NULL && i < template->pair_count; i++) {
        const struct template_pair *pair = &template->pairs[i];
        const struct section *first = report_find_section(report, span_of(pair->first));
        const struct section *second = report_find_section(report, span_of(pair->second));
        if (first == NULL || second == NULL || (only != NULL && only != first && only != second))
            continue;
        if (!section_is_relevant(report, first) || !section_is_relevant(report, second))
            continue;
        size_t asked = count_items(first), answered = count_items(second);
        if (asked == 0 || answered == 0 || asked == answered)
            continue;
        struct str message = STR_INIT;
        if (pair->message != NULL)
            str_add_format(&message, _("%s（"), pair->message);
        str_add_format(&message, _("“%s”有%zu条，“%s”有%zu条"), first->heading, asked,
                       second->heading, answered);
        str_add_text(&message, pair->message != NULL ? _("）") : _("，没有逐条对应"));
        warn(out, report, second, "pairs", 0, 0, &message);
        str_release(&message);
    }
}

static const char *basic_value(const struct report *report, const char *name) {
    struct span key = span_of(name);
    if (span_is(key, "unit"))
        return report->unit;
    if (span_is(key, "year"))
        return report->year != 0 ? "given" : "";
    if (span_is(key, "short_name"))
        return report->short_name;
    return report_value(report, key);
}

static void check_questions(struct findings *out, const struct report *report) {
    const struct template *template = report->template;
    for (size_t i = 0; template != NULL && i < template->question_count; i++) {
        const struct template_question *question = &template->questions[i];
        const char *text = basic_value(report, question->name);
        if ((text != NULL && text[0] != '\0') ||
            report_truth(report, &question->required) != TRUTH_TRUE ||
            report_truth(report, &question->relevant) == TRUTH_FALSE)
            continue;
        struct str message = STR_INIT;
        str_add_format(&message, _("还没有填写“%s”"), question->label);
        struct finding *finding = findings_add_item(
            out, report, question->name, "required", SEVERITY_WARNING,
            question->required_message != NULL ? question->required_message : message.s);
        if (question->source != NULL)
            section_set_text(&finding->source, span_of(question->source));
        str_release(&message);
    }
}

/* What title, sign-off and headings wait for. */
static void check_waiting(struct findings *out, const struct report *report,
                          const struct template_question *question) {
    const char *answer = report_value(report, span_of(question->name));
    struct str message = STR_INIT;
    if (answer != NULL && answer[0] != '\0')
        return;
    str_add_format(&message, _("这里要印“%s”，还没有填：在报告资料里填"), question->label);
    if (question_is_in(question, span_of(report->title)))
        (void)findings_add_place(out, report, "title", "placeholder", SEVERITY_WARNING, message.s);
    if (question_is_in(question, span_of(report->sign_off)))
        (void)findings_add_place(out, report, "signoff", "placeholder", SEVERITY_WARNING,
                                 message.s);
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
        if (question_is_in(question, span_of(at->heading)))
            (void)findings_add(out, report, at, "placeholder", SEVERITY_WARNING, 0, 0, message.s);
    str_release(&message);
}

static bool holds_tokens(const struct report *report) {
    bool holds = span_find(span_of(report->title), SPAN("${")) != SIZE_MAX ||
                 span_find(span_of(report->sign_off), SPAN("${")) != SIZE_MAX;
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
        holds = holds || span_find(span_of(at->heading), SPAN("${")) != SIZE_MAX;
    return holds;
}

static void check_all_waiting(struct findings *out, const struct report *report) {
    if (report->template == NULL || !holds_tokens(report))
        return;
    for (size_t i = 0; i < report->template->question_count; i++)
        check_waiting(out, report, &report->template->questions[i]);
}

/* A section that the template requires and somebody has taken out, once for all that was below it.
 * An item: it has no place in the text any more. */
static void check_deleted(struct findings *out, const struct report *report,
                          const struct section_names *names, const struct template_section *above) {
    for (size_t i = 0; i < above->section_count; i++) {
        const struct template_section *from = above->sections[i];
        if (report_truth(report, &from->relevant) == TRUTH_FALSE)
            continue;
        if (section_names_find(names, from->name) != NULL ||
            report_truth(report, &from->required) != TRUTH_TRUE) {
            check_deleted(out, report, names, from);
            continue;
        }
        struct str message = STR_INIT;
        str_add_format(&message,
                       _("必填的节“%s”不在报告里了：误删的请撤销，或在历史里退回；确实不要的，记为"
                         "已核实并写明原因"),
                       from->label != NULL ? from->label : from->name);
        struct finding *finding =
            findings_add_item(out, report, from->name, "required", SEVERITY_WARNING, message.s);
        if (from->source != NULL)
            section_set_text(&finding->source, span_of(from->source));
        str_release(&message);
    }
}

static void check_all_deleted(struct findings *out, const struct report *report) {
    if (report->template == NULL)
        return;
    struct section_names *names = section_names_new(report);
    check_deleted(out, report, names, &report->template->root);
    section_names_free(names);
}

/* What does not apply is not printed: nothing is missing there. */
static void check_one(struct findings *out, const struct report *report,
                      const struct section *section) {
    if (!section_is_relevant(report, section))
        return;
    check_required(out, report, section);
    check_starter(out, report, section);
    check_length(out, report, section);
    check_placeholders(out, report, section);
}

void check_completeness(struct findings *out, const struct report *report,
                        const struct section *section) {
    check_pairs(out, report, section);
    if (section != NULL) {
        check_one(out, report, section);
        return;
    }
    check_questions(out, report);
    check_all_deleted(out, report);
    check_all_waiting(out, report);
    check_placeholders(out, report, report->front);
    for (const struct section *at = report_next_section(report, NULL); at != NULL;
         at = report_next_section(report, at))
        check_one(out, report, at);
}
