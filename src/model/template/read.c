#include "model/template/read.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/template/read_figure.h"
#include "model/template/read_map.h"
#include "model/template/read_name.h"
#include "model/template/read_score.h"
#include "model/template/read_section.h"
#include "model/template/read_value.h"

#include <string.h>

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

static const struct key setting_keys[] = {
    KEY_OF("numbering", read_styles),
    KEY("signoff", read_lines, struct template, sign_off),
    KEY("encoding", read_encoding, struct template, encoding),
    KEY("page", read_page, struct template, page),
    KEY("cover", read_lines, struct template, cover),
    KEY("contents", read_contents, struct template, contents),
    KEY("attachment_note", read_bool, struct template, attachment_note),
    KEY("reference", read_word_file, struct template, reference),
};

static void read_settings(struct reader *reader, const struct yaml_node *key, void *member) {
    (void)reader_map(reader, key->next, setting_keys, ARRAY_LEN(setting_keys), member);
}

static const struct key top_keys[] = {
    KEY_WANTED("form_id", read_form_id, struct template, form_id),
    KEY_WANTED("title", read_lines, struct template, title),
    KEY("label", read_plain, struct template, label),
    KEY("summary", read_plain, struct template, summary),
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

static void read_top(struct reader *reader, const struct yaml_node *root) {
    if (reader_map(reader, root, top_keys, ARRAY_LEN(top_keys), reader->template))
        reader_check_names(reader);
}

enum rc reader_read(struct template **out, struct span yaml, const char *file, bool strict,
                    struct err *err) {
    struct faults faults;
    struct reader reader = {
        .faults = &faults, .family = FAMILY_LOCAL, .read_other = template_read, .strict = strict};
    *out = NULL;
    faults_init(&faults, file);
    (void)span_take_prefix(&yaml, SPAN("\xEF\xBB\xBF"));
    struct yaml_node *root = yaml_tree_read(yaml, &faults);
    if (root != NULL) {
        reader.template = MEM_NEW(struct template);
        reader.root = root;
        reader.template->attachment_note = true;
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

enum rc template_read(struct template **out, struct span yaml, const char *file, struct err *err) {
    return reader_read(out, yaml, file, false, err);
}

const struct key_table top_key_tables[] = {
    {"settings", setting_keys, ARRAY_LEN(setting_keys)},
    {"template", top_keys, ARRAY_LEN(top_keys)},
    {NULL, NULL, 0},
};
