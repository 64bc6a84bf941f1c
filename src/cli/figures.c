/* The command that lists a report's figures. */
#include "cli/commands.h"
#include "cli/offer.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_text.h"
#include "model/section.h"
#include "session/library_take.h"
#include "session/opened.h"
#include "session/report.h"

#include "base/lang.h"
#include "exchange/json/out.h"
#include "model/figure/figure_share.h"

static const char *type_name(enum value_type type) {
    static const char *const names[] = {[TYPE_TEXT] = "text",
                                        [TYPE_INTEGER] = "integer",
                                        [TYPE_DECIMAL] = "decimal",
                                        [TYPE_MONEY] = "money",
                                        [TYPE_PERCENT] = "percent",
                                        [TYPE_DATE] = "date",
                                        [TYPE_SELECT_ONE] = "select_one"};
    return names[type];
}

/* The front text and every section, in order; NULL at the end. */
static const struct section *next_body(const struct report *report, const struct section *after) {
    if (after == NULL)
        return report->front;
    return report_next_section(report, after != report->front ? after : NULL);
}

/* --- JSON: numbers are texts, so that no reader rounds them --- */

static void add_plain_json(struct json_out *json, const char *key,
                           const struct template_figure *figure, const struct value *value) {
    struct str text = STR_INIT;
    figure_add_plain(&text, figure, value);
    json_out_text(json, key, text.len > 0 ? text.s : NULL);
    str_release(&text);
}

static void add_change_json(struct json_out *json, struct figures *figures,
                            const struct template_figure *figure) {
    struct number *change = figures_change(figures, figure);
    struct number *points = figures_points(figures, figure);
    struct str rate = STR_INIT, moved = STR_INIT, direction = STR_INIT;
    if (change != NULL)
        number_add_short(&rate, change, 12, false);
    if (points != NULL)
        number_add_short(&moved, points, 12, false);
    (void)figures_add_text(figures, &direction, figure, FIGURE_DIRECTION);
    json_out_text(json, "change", change != NULL ? rate.s : NULL);
    json_out_text(json, "points", points != NULL ? moved.s : NULL);
    json_out_text(json, "direction", direction.len > 0 ? direction.s : NULL);
    str_release(&rate);
    str_release(&moved);
    number_free(points);
    str_release(&direction);
    number_free(change);
}

static void add_uses_json(struct json_out *json, const struct report *report,
                          const struct template_figure *figure) {
    json_out_begin_list(json, "used");
    for (const struct section *at = NULL; (at = next_body(report, at)) != NULL;) {
        struct str path = STR_INIT;
        section_add_path(&path, at);
        if (section_uses_figure(report, at, figure))
            json_out_text(json, NULL, path.s);
        str_release(&path);
    }
    json_out_end_list(json);
}

static void add_figure_json(struct json_out *json, struct figures *figures,
                            const struct template_figure *figure) {
    struct str shown = STR_INIT;
    const char *unit = figure_unit(figure);
    json_out_begin_object(json, NULL);
    json_out_text(json, "name", figure->name);
    json_out_text(json, "label", figure->label);
    json_out_text(json, "type", type_name(figure->type));
    json_out_text(json, "unit", unit[0] != '\0' ? unit : NULL);
    add_plain_json(json, "value", figure, figures_value(figures, figure, false));
    add_plain_json(json, "prior", figure, figures_value(figures, figure, true));
    add_change_json(json, figures, figure);
    json_out_text(json, "shown",
                  figures_add_text(figures, &shown, figure, FIGURE_VALUE) ? shown.s : NULL);
    json_out_bool(json, "calculated", figure_is_calculated(figure));
    json_out_bool(json, "required", figures_is_required(figures, figure));
    json_out_bool(json, "relevant", figures_is_relevant(figures, figure));
    json_out_text(json, "owner", figure->owner);
    json_out_text(json, "library", figure->library.form_id);
    add_uses_json(json, figures_report(figures), figure);
    json_out_end_object(json);
    str_release(&shown);
}

/* --- a table for people --- */

static void add_shown(struct str *out, struct figures *figures,
                      const struct template_figure *figure, bool prior) {
    struct number *shown = figures_shown(figures, figure, prior);
    if (shown != NULL)
        figure_add_number(out, figure, shown, figure->type == TYPE_MONEY);
    number_free(shown);
}

static void add_cell(struct str *out, struct figures *figures, const struct template_figure *figure,
                     bool prior) {
    const struct value *value = figures_value(figures, figure, prior);
    if (value->kind == VALUE_EMPTY)
        str_add_text(out, "-");
    else if (value->kind != VALUE_NUMBER)
        (void)figures_add_text(figures, out, figure, prior ? FIGURE_PRIOR : FIGURE_VALUE);
    else
        add_shown(out, figures, figure, prior);
}

static void add_uses(struct str *out, const struct report *report,
                     const struct template_figure *figure) {
    const char *before = "";
    for (const struct section *at = NULL; (at = next_body(report, at)) != NULL;)
        if (section_uses_figure(report, at, figure)) {
            str_add_text(out, before);
            section_add_path(out, at);
            before = " ";
        }
}

static void add_row(struct str *out, struct figures *figures,
                    const struct template_figure *figure) {
    size_t from = out->len;
    str_add_text(out, figure->name);
    cli_pad(out, from, 20);
    str_add_text(out, figure->label);
    cli_pad(out, from, 48);
    add_cell(out, figures, figure, false);
    cli_pad(out, from, 66);
    add_cell(out, figures, figure, true);
    cli_pad(out, from, 84);
    str_add_text(out, figure_unit(figure));
    cli_pad(out, from, 94);
    size_t change = out->len;
    (void)figures_add_text(figures, out, figure, FIGURE_DIRECTION);
    (void)figures_add_text(figures, out, figure, FIGURE_CHANGE);
    if (out->len == change)
        str_add_text(out, "-");
    cli_pad(out, from, 114);
    add_uses(out, figures_report(figures), figure);
    while (out->len > from && out->s[out->len - 1] == ' ')
        str_cut(out, out->len - 1);
    str_add_byte(out, '\n');
}

/* Figures that the library gives: taken, or with -n only said. */
static enum rc take_library(struct cli *cli, struct err *err) {
    struct str said = STR_INIT;
    struct span reason = cli_has(cli, CLI_REASON) ? span_of(cli->given[CLI_REASON]) : SPAN("");
    enum rc rc = session_take_library(cli->session, reason, cli_has(cli, CLI_DRY_RUN), &said, err);
    if (rc == RC_OK)
        str_add(&cli->out, str_span(&said));
    str_release(&said);
    return rc;
}

static enum rc run_figures(struct cli *cli, struct err *err) {
    bool takes = cli_has(cli, CLI_TAKE), offers = cli_has(cli, CLI_OFFER);
    bool library = cli_has(cli, CLI_LIBRARY), looks = cli_has(cli, CLI_DRY_RUN);
    if ((takes && (offers || cli_has(cli, CLI_JSON) || cli->count < 2)) ||
        (!takes && cli->count > 1) || (library && (takes || offers || cli_has(cli, CLI_JSON))) ||
        (!library && (looks || cli_has(cli, CLI_REASON))))
        return cli_usage_error(&cli_figures, err);
    enum rc rc = cli_open(cli, takes || (library && !looks) ? CLI_WRITES : CLI_READS, err);
    if (rc == RC_OK)
        rc = cli_load(cli, 0, err);
    if (rc != RC_OK)
        return rc;
    if (takes)
        return cli_take_offers(cli, err);
    if (library)
        return take_library(cli, err);
    if (offers) {
        cli_list_offers(cli);
        return RC_OK;
    }
    const struct report *report = session_report(cli->session);
    const struct template *template = report->template;
    size_t count = template != NULL ? template->figure_count : 0;
    struct figures *figures = figures_new(report);
    struct json_out json = {.text = &cli->out};
    if (cli_has(cli, CLI_JSON)) {
        json_out_begin_list(&json, NULL);
        for (size_t i = 0; i < count; i++)
            add_figure_json(&json, figures, &template->figures[i]);
        json_out_end_list(&json);
        str_add_byte(&cli->out, '\n');
    } else {
        for (size_t i = 0; i < count; i++)
            add_row(&cli->out, figures, &template->figures[i]);
        if (count == 0)
            cli_say(cli, _("这份报告的模板没有数据"));
    }
    figures_free(figures);
    return RC_OK;
}

const struct cli_command cli_figures = {
    .name = "figures",
    .usage = N_("figures 报告号 [--offer] [--json] | 报告号 --take 序号… | 报告号 --library [-n]"),
    .help =
        N_("列出数据：名称、标签、值、上年数、单位、变化、用在哪些节；--offer列出正文里认得出的，"
           "--take取用其中几个；--library把由报告库取的数据重取一遍，说明由几改为几"),
    .options = CLI_BIT(JSON) | CLI_BIT(OFFER) | CLI_BIT(TAKE) | CLI_BIT(LIBRARY) |
               CLI_BIT(DRY_RUN) | CLI_BIT(REASON),
    .least = 1,
    .most = SIZE_MAX,
    .needs = CLI_NO_STORE,
    .run = run_figures,
};
