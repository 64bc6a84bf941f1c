#include "model/template/read.h"

#include "base/lang.h"
#include "base/mem.h"

#include <string.h>

/* ---- mappings and lists ---- */

const struct yaml_node *yaml_find(const struct yaml_node *map, const char *key) {
    if (map->kind == YAML_MAP)
        for (const struct yaml_node *node = map->child; node != NULL; node = node->next->next)
            if (strcmp(node->text, key) == 0)
                return node->next;
    return NULL;
}

struct place reader_place(const struct yaml_node *map, const char *key) {
    const struct yaml_node *value = yaml_find(map, key);
    return value != NULL ? value->place : map->place;
}

static void tell_unknown(struct reader *reader, const struct yaml_node *key, const struct key *keys,
                         size_t count) {
    if (yaml_node_tell_full_width(key, reader->faults))
        return;
    const char *near =
        fault_nearest((struct span){key->text, key->length}, keys, count, sizeof *keys);
    if (near != NULL)
        faults_add(reader->faults, key->place, _("不认识的键“%s”，是不是“%s”？"), key->text, near);
    else
        faults_add(reader->faults, key->place, _("不认识的键“%s”"), key->text);
}

/* A node that is no mapping where one is wanted. */
static void tell_no_map(struct reader *reader, const struct yaml_node *node) {
    if (!yaml_node_tell_full_width(node, reader->faults))
        faults_add(reader->faults, node->place, _("这里要写成“键: 值”，一行一个"));
}

static bool is_double(const struct yaml_node *map, const struct yaml_node *key) {
    for (const struct yaml_node *node = map->child; node != key; node = node->next->next)
        if (strcmp(node->text, key->text) == 0)
            return true;
    return false;
}

bool reader_map(struct reader *reader, const struct yaml_node *map, const struct key *keys,
                size_t count, void *record) {
    if (map->kind != YAML_MAP) {
        tell_no_map(reader, map);
        return false;
    }
    for (const struct yaml_node *node = map->child; node != NULL; node = node->next->next) {
        size_t i = 0;
        while (i < count && strcmp(keys[i].name, node->text) != 0)
            i++;
        if (i == count)
            tell_unknown(reader, node, keys, count);
        else if (is_double(map, node))
            faults_add(reader->faults, node->place, _("键“%s”在这里写了两次"), node->text);
        else
            keys[i].read(reader, node, (char *)record + keys[i].offset);
        if (reader->faults->count > FAULTS_MOST)
            return true; /* enough: the rest would only cost time */
    }
    for (size_t i = 0; i < count; i++)
        if (keys[i].wanted && yaml_find(map, keys[i].name) == NULL)
            faults_add(reader->faults, map->place, _("这里少了键“%s”"), keys[i].name);
    return true;
}

const struct yaml_node *reader_list(struct reader *reader, const struct yaml_node *key) {
    const struct yaml_node *list = key->next;
    if (list->kind == YAML_LIST && list->count > 0)
        return list->child;
    if (list->kind == YAML_LIST || !yaml_node_tell_full_width(list, reader->faults))
        faults_add(reader->faults, list->place, _("“%s”要一个列表，每项以“- ”开头"), key->text);
    return NULL;
}

void *reader_records(struct reader *reader, const struct yaml_node *key, const struct key *keys,
                     size_t key_count, size_t size, size_t *count) {
    const struct yaml_node *item = reader_list(reader, key);
    if (item == NULL)
        return NULL;
    char *records = mem_alloc_zero(key->next->count, size);
    for (*count = 0; item != NULL; item = item->next)
        (void)reader_map(reader, item, keys, key_count, records + size * (*count)++);
    return records;
}

/* ---- the top ---- */

static void read_styles(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template *template = member;
    for (const struct yaml_node *item = reader_list(reader, key); item != NULL; item = item->next) {
        if (template->style_count == TEMPLATE_STYLES_MOST) {
            faults_add(reader->faults, item->place, _("编号样式最多%d层"), TEMPLATE_STYLES_MOST);
            return;
        }
        if (reader_take_numbering(reader, item, &template->styles[template->style_count]))
            template->style_count++;
    }
}

static void read_settings(struct reader *reader, const struct yaml_node *key, void *member) {
    static const struct key keys[] = {
        KEY_OF("numbering", read_styles),
        KEY("signoff", read_lines, struct template, sign_off),
        KEY("encoding", read_encoding, struct template, encoding),
        KEY("page", read_page, struct template, page),
    };
    (void)reader_map(reader, key->next, keys, ARRAY_LEN(keys), member);
}

static void read_top(struct reader *reader, const struct yaml_node *root) {
    static const struct key keys[] = {
        KEY_WANTED("form_id", read_form_id, struct template, form_id),
        KEY_WANTED("title", read_lines, struct template, title),
        KEY("version", read_plain, struct template, version),
        KEY_OF("settings", read_settings),
        KEY_OF("questions", read_questions),
        {"sections", read_sections, offsetof(struct template, root), true},
        KEY_OF("figures", read_figures),
        KEY_OF("rules", read_rules),
        KEY_OF("pairs", read_pairs),
        KEY_OF("grades", read_grades),
        KEY_OF("indicators", read_indicators),
        KEY_OF("caps", read_caps),
    };
    if (reader_map(reader, root, keys, ARRAY_LEN(keys), reader->template))
        reader_check_names(reader);
}

enum rc template_read(struct template **out, struct span yaml, const char *file, struct err *err) {
    struct faults faults;
    struct reader reader = {.faults = &faults, .family = FAMILY_LOCAL};
    *out = NULL;
    faults_init(&faults, file);
    (void)span_take_prefix(&yaml, SPAN("\xEF\xBB\xBF"));
    struct yaml_node *root = yaml_tree_read(yaml, &faults);
    if (root != NULL) {
        reader.template = MEM_NEW(struct template);
        reader.root = root;
        reader.template->text = span_copy(yaml);
        read_top(&reader, root);
    }
    enum rc rc = faults_tell(&faults, err);
    if (rc == RC_OK) {
        *out = reader.template;
    } else {
        template_free(reader.template);
    }
    mem_free(reader.names);
    mem_free(reader.references);
    yaml_node_free(root);
    faults_release(&faults);
    return rc;
}
