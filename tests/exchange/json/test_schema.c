/* schema/jixiao-report.schema.json says what export --format json writes: every report is valid
 * under it, and every key that it names is written. A validator of the few words that it uses. */
#include "base/embedded.h"
#include "exchange/exchange.h"
#include "exchange/import.h"
#include "exchange/json/write.h"
#include "model/report_values.h"

#include <jansson.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

struct validator {
    json_t *schema;
    json_t *seen; /* set of "definition.key" */
};

static json_t *load_schema(void) {
    struct span text = embedded_text(embedded_find("jixiao-report.schema.json"));
    json_error_t error;
    json_t *schema = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &error);
    assert_non_null(schema);
    return schema;
}

static const char *type_name(const json_t *value) {
    static const char *const names[] = {
        [JSON_OBJECT] = "object",   [JSON_ARRAY] = "array", [JSON_STRING] = "string",
        [JSON_INTEGER] = "integer", [JSON_REAL] = "number", [JSON_TRUE] = "boolean",
        [JSON_FALSE] = "boolean",   [JSON_NULL] = "null"};
    return names[json_typeof(value)];
}

static bool has_type(const json_t *types, const json_t *value) {
    if (types == NULL)
        return true;
    if (json_is_string(types))
        return strcmp(json_string_value(types), type_name(value)) == 0;
    for (size_t i = 0; i < json_array_size(types); i++)
        if (strcmp(json_string_value(json_array_get(types, i)), type_name(value)) == 0)
            return true;
    return false;
}

static bool is_one_of(const json_t *list, const json_t *value) {
    for (size_t i = 0; i < json_array_size(list); i++)
        if (json_equal(json_array_get(list, i), value))
            return true;
    return list == NULL;
}

static bool is_valid(struct validator *v, const json_t *rule, const char *name,
                     const json_t *value);

static bool has_valid_members(struct validator *v, const json_t *rule, const char *name,
                              const json_t *value) {
    const json_t *properties = json_object_get(rule, "properties");
    const json_t *others = json_object_get(rule, "additionalProperties");
    const json_t *required = json_object_get(rule, "required");
    for (size_t i = 0; i < json_array_size(required); i++)
        if (json_object_get(value, json_string_value(json_array_get(required, i))) == NULL)
            return false;
    for (void *at = json_object_iter((json_t *)(uintptr_t)value); at != NULL;
         at = json_object_iter_next((json_t *)(uintptr_t)value, at)) {
        const char *key = json_object_iter_key(at);
        const json_t *own = json_object_get(properties, key);
        struct str seen = STR_INIT;
        str_add_format(&seen, "%s.%s", name, key);
        json_object_set_new(v->seen, seen.s, json_true());
        str_release(&seen);
        if (own == NULL && json_is_false(others))
            return false;
        if (!is_valid(v, own != NULL ? own : others, name, json_object_iter_value(at)))
            return false;
    }
    return true;
}

static bool is_valid(struct validator *v, const json_t *rule, const char *name,
                     const json_t *value) {
    const char *reference = json_string_value(json_object_get(rule, "$ref"));
    if (reference != NULL) {
        assert_true(strncmp(reference, "#/$defs/", 8) == 0);
        name = reference + 8;
        rule = json_object_get(json_object_get(v->schema, "$defs"), name);
        assert_non_null(rule);
    }
    const json_t *only = json_object_get(rule, "const");
    if (!has_type(json_object_get(rule, "type"), value) ||
        !is_one_of(json_object_get(rule, "enum"), value) ||
        (only != NULL && !json_equal(only, value)))
        return false;
    if (json_is_object(value))
        return has_valid_members(v, rule, name, value);
    if (json_is_array(value) &&
        json_array_size(value) < (size_t)json_integer_value(json_object_get(rule, "minItems")))
        return false;
    for (size_t i = 0; json_is_array(value) && i < json_array_size(value); i++)
        if (!is_valid(v, json_object_get(rule, "items"), name, json_array_get(value, i)))
            return false;
    return true;
}

static struct report *read_sample(void) {
    struct import_draft draft;
    struct err err;
    struct span sample = embedded_text(embedded_find("samples/wutongli-2022.txt"));
    assert_int_equal(import_bytes(&draft, sample, &(struct import_options){.name = "a"}, &err),
                     RC_OK);
    struct report *report = report_clone(draft.report);
    import_draft_release(&draft);
    return report;
}

static json_t *export_json(const struct report *report) {
    struct str out = STR_INIT;
    json_write(&out, report);
    json_t *value = json_loadb(out.s, out.len, 0, NULL);
    assert_non_null(value);
    str_release(&out);
    return value;
}

/* A report with everything in it that JSON can say. */
static json_t *export_full(void) {
    struct report *report = read_sample();
    struct section *first = report->root->children[0];
    body_add_line(&first->body, SPAN("项"), LINE_ITEM, "三、");
    body_add_line(&first->body, SPAN("甲\t乙\t\t"), LINE_ROW, "..<^");
    report_set_value(report, SPAN("leader"), SPAN("甲"));
    assert_true(report_set_uid(report, SPAN("00112233445566778899aabbccddeeff")));
    report_set_value(report, SPAN("@evidence.1"),
                     SPAN("paper\tsection\t1\t\t\t批复\t财字1号\t3\ta.pdf\t\t乙\t"
                          "2024-01-01T00:00:00Z"));
    report_set_value(report, SPAN("@kept.file.1"), SPAN("Zm9v"));
    report_set_value(report, SPAN("@owner.posts"), SPAN("人事科"));
    report_set_value(report, SPAN("@sent.1"), SPAN("人事科\t\t乙\t2024-01-01T00:00:00Z"));
    report_set_value(report, SPAN("@sheet.posts"),
                     SPAN("reported\t1\t1\t2\t\t\t乙\t2024-01-01T00:00:00Z\t"));
    report_set_value(report, SPAN("@edition.1"),
                     SPAN("submitted\t1\t财政所\t乙\t2024-01-01T00:00:00Z\t\t急用"));
    report_set_value(report, SPAN("@remark.1"),
                     SPAN("remark\topen\t必改\t财政局\tsection\tbody\t1\t0\t0\t"
                          "2024-01-01T00:00:00Z\t\t\t甲\t\t\t乙\t请核\t\t\t\t0a\t"
                          "丙\t2024-01-02T00:00:00Z\t已核\t"));
    report_set_value(report, SPAN("@pass.0123abcd"), SPAN("乙\t2024-01-01T00:00:00Z\t另计"));
    json_t *value = export_json(report);
    report_free(report);
    return value;
}

static void every_export_is_valid(void **state) {
    struct validator v = {load_schema(), json_object()};
    struct report *empty = report_new();
    json_t *full = export_full(), *bare = export_json(empty);
    (void)state;
    assert_true(is_valid(&v, v.schema, "", full));
    assert_true(is_valid(&v, v.schema, "", bare));
    for (enum numbering style = 0; style < NUMBERING_COUNT; style++) {
        empty->root->numbering = style;
        json_decref(bare);
        bare = export_json(empty);
        assert_true(is_valid(&v, v.schema, "", bare));
    }
    json_decref(full);
    json_decref(bare);
    json_decref(v.schema);
    json_decref(v.seen);
    report_free(empty);
}

static void every_key_of_the_schema_is_written(void **state) {
    struct validator v = {load_schema(), json_object()};
    json_t *full = export_full();
    const char *name, *key;
    json_t *rule, *own;
    size_t count = 0;
    (void)state;
    assert_true(is_valid(&v, v.schema, "", full));
    json_object_foreach(json_object_get(v.schema, "$defs"), name, rule) {
        json_object_foreach(json_object_get(rule, "properties"), key, own) {
            struct str seen = STR_INIT;
            str_add_format(&seen, "%s.%s", name, key);
            if (json_object_get(v.seen, seen.s) == NULL)
                print_error("%s is not written\n", seen.s);
            assert_non_null(json_object_get(v.seen, seen.s));
            str_release(&seen);
            count++;
        }
    }
    assert_true(count > 30);
    json_decref(full);
    json_decref(v.schema);
    json_decref(v.seen);
}

static void what_is_not_a_report_is_not_valid(void **state) {
    struct validator v = {load_schema(), json_object()};
    json_t *full = export_full();
    (void)state;
    json_object_set_new(full, "year", json_string("2022"));
    assert_false(is_valid(&v, v.schema, "", full));
    json_object_set_new(full, "year", json_null());
    assert_true(is_valid(&v, v.schema, "", full));
    json_object_set_new(full, "colour", json_null());
    assert_false(is_valid(&v, v.schema, "", full));
    json_object_del(full, "colour");
    json_object_del(full, "unit");
    assert_false(is_valid(&v, v.schema, "", full));
    json_decref(full);
    json_decref(v.schema);
    json_decref(v.seen);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_export_is_valid),
        cmocka_unit_test(every_key_of_the_schema_is_written),
        cmocka_unit_test(what_is_not_a_report_is_not_valid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
