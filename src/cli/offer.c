#include "cli/offer.h"

#include "base/lang.h"
#include "base/mem.h"
#include "exchange/json/out.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_text.h"
#include "model/section.h"
#include "session/offer.h"
#include "session/opened.h"

static void add_json(struct json_out *json, const struct report *report,
                     const struct figure_offer *offer, size_t number) {
    struct str path = STR_INIT;
    section_add_path(&path, report_find_id(report, offer->section));
    json_out_begin_object(json, NULL);
    json_out_number(json, "number", (int64_t)number);
    json_out_text(json, "name", offer->figure->name);
    json_out_text(json, "label", offer->figure->label);
    json_out_text(json, "unit", figure_unit(offer->figure));
    json_out_text(json, "path", path.s);
    json_out_number(json, "offset", (int64_t)offer->from);
    json_out_number(json, "length", (int64_t)(offer->to - offer->from));
    json_out_text(json, "text", offer->text);
    json_out_number(json, "confidence", offer->confidence);
    json_out_bool(json, "carried", offer->carried);
    json_out_end_object(json);
    str_release(&path);
}

static void add_row(struct str *out, const struct report *report, const struct figure_offer *offer,
                    size_t number) {
    size_t from = out->len;
    str_add_format(out, "%zu", number);
    cli_pad(out, from, 5);
    str_add_format(out, "%d%%", offer->confidence);
    cli_pad(out, from, 11);
    str_add_text(out, offer->figure->label);
    cli_pad(out, from, 39);
    str_add_text(out, offer->text);
    cli_pad(out, from, 55);
    section_add_path(out, report_find_id(report, offer->section));
    cli_pad(out, from, 65);
    str_add_text(out, offer->around);
    str_add_byte(out, '\n');
}

void cli_list_offers(struct cli *cli) {
    const struct report *report = session_report(cli->session);
    struct figure_offers offers = {0};
    struct json_out json = {.text = &cli->out};
    size_t carried = 0;
    session_offers(cli->session, &offers);
    if (cli_has(cli, CLI_JSON))
        json_out_begin_list(&json, NULL);
    for (size_t i = 0; i < offers.count; i++) {
        if (cli_has(cli, CLI_JSON))
            add_json(&json, report, &offers.items[i], i + 1);
        else
            add_row(&cli->out, report, &offers.items[i], i + 1);
        carried += offers.items[i].carried;
    }
    if (cli_has(cli, CLI_JSON)) {
        json_out_end_list(&json);
        str_add_byte(&cli->out, '\n');
    } else {
        cli_say(cli, _("认出%zu个数据；用--take取用"), offers.count);
        if (carried > 0)
            cli_say(cli, _("%zu个是去年的数：取用的作上年数，今年的还要填，填前标“未核”"), carried);
    }
    figure_offers_release(&offers);
}

enum rc cli_take_offers(struct cli *cli, struct err *err) {
    struct figure_offers offers = {0};
    size_t count = cli->count - 1;
    size_t *chosen = mem_alloc_zero(count + 1, sizeof *chosen);
    enum rc rc = RC_OK;
    session_offers(cli->session, &offers);
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        uint64_t number = 0;
        if (!span_to_number(span_of(cli->arguments[i + 1]), offers.count, &number) || number == 0)
            rc = err_set(err, RC_NOT_FOUND, _("没有第“%s”个，共%zu个；用--offer列出"),
                         cli->arguments[i + 1], offers.count);
        chosen[i] = (size_t)number - (number > 0);
    }
    if (rc == RC_OK)
        rc = session_take_offers(cli->session, &offers, chosen, count, err);
    if (rc == RC_OK)
        cli_say(cli, _("取用了%zu个数据"), count);
    mem_free(chosen);
    figure_offers_release(&offers);
    return rc;
}
