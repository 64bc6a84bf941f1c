#include "tests/support/score_support.h"

#include "model/report_seed.h"
#include "model/report_values.h"
#include "model/section.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct report *support_report_with(struct span yaml, const char *const *values) {
    struct template *template = NULL;
    struct err err;
    if (template_read(&template, yaml, "test.yaml", &err) != RC_OK) {
        (void)fprintf(stderr, "%s\n", err.text);
        abort();
    }
    struct report *report = report_new_from_template(template, SPAN("云川市望湖区梧桐里街道办事处"),
                                                     SPAN("梧桐里街道"), 2022);
    for (size_t i = 0; values[i] != NULL; i += 2)
        report_set_value(report, span_of(values[i]), span_of(values[i + 1]));
    return report;
}

const char *const support_hunan_values[] = {
    "posts",
    "52",
    "staff",
    "49",
    "budget_initial",
    "1286.40",
    "budget_added",
    "412.35",
    "budget_carried",
    "58.20",
    "budget_total",
    "1756.95",
    "executed",
    "1698.32",
    "source_general",
    "1600",
    "source_fund",
    "156.95",
    "basic_budget",
    "850.95",
    "project_budget",
    "906",
    "basic_spent",
    "812.15",
    "project_business",
    "500",
    "project_running",
    "300.17",
    "project_special",
    "86",
    "car_purchase",
    "0",
    "car_running",
    "7.86",
    "reception",
    "4.50",
    "car_running_budget",
    "9",
    "reception_budget",
    "5",
    "car_running.prior",
    "8.12",
    "reception.prior",
    "5.01",
    "survey_returned",
    "120",
    "survey_satisfied",
    "111",
    "public_funds",
    "120",
    "public_funds_budget",
    "125",
    "office",
    "40",
    "key_tasks.actual",
    "95%",
    "planned_projects.actual",
    "100",
    "acceptance.actual",
    "98",
    "compliance.score",
    "7",
    "compliance.evidence",
    "2022年度部门决算|望财决〔2023〕5号|第3页",
    "on_time.actual",
    "88.5",
    "on_time.reason",
    "三项工程受雨季影响延期，其中两项次年一月完工",
    "economic.score",
    "7.5",
    "economic.reason",
    "夜市改造年底才完工",
    "social.score",
    "9.5",
    "social.reason",
    "一处健身点未开放",
    "ecological.score",
    "6",
    "lasting.score",
    "6",
    "key_tasks.reason",
    "一项工程跨年实施",
    "acceptance.reason",
    "一个小项目返工后再验",
    NULL,
};

struct report *support_hunan_report(struct span yaml) {
    struct report *report = support_report_with(yaml, support_hunan_values);
    for (struct section *at = NULL; (at = report_next_section(report, at)) != NULL;) {
        if (at->attachment)
            continue;
        body_release(&at->body);
        body_init(&at->body, kind_line_tag(at->kind));
        body_add_line(&at->body, SPAN("这一节写了一段话，写得不长。"), kind_line_tag(at->kind),
                      NULL);
    }
    return report;
}

void support_read_file(struct str *out, const char *path) {
    char bytes[4096];
    size_t got;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        abort();
    while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
        str_add(out, (struct span){bytes, got});
    (void)fclose(file);
}

const struct score_line *support_score_line(const struct score_sheet *sheet, const char *name) {
    for (size_t i = 0; i < sheet->count; i++)
        if (strcmp(name, sheet->lines[i].indicator->name) == 0)
            return &sheet->lines[i];
    return NULL;
}
