#include "check/own_words.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/text/charset.h"
#include "base/text/charset_decode.h"
#include "base/text/text_clean.h"

enum { FILE_MOST = 4 << 20, FILES_MOST = 32 };

struct own_list {
    char *name;      /* "office.txt" */
    struct str text; /* the entries borrow it */
    struct word_list list;
    struct err trouble; /* why it could not be read; "" if it was */
};

struct own_words {
    struct own_list lists[FILES_MOST];
    size_t count;
    struct str rules; /* the text of rules.txt; the changes borrow it */
    struct rule_changes changes;
    struct names names;
    struct err trouble; /* why rules.txt or names.txt could not be read; "" if they were */
};

static void read_text(struct str *out, const char *path, struct err *trouble) {
    struct str bytes = STR_INIT, decoded = STR_INIT;
    struct charset_report report;
    str_init(out);
    if (file_read(&bytes, path, FILE_MOST, trouble) == RC_OK &&
        charset_decode(&decoded, str_span(&bytes), NULL, &report, trouble) == RC_OK)
        text_clean(out, str_span(&decoded), NULL);
    str_release(&bytes);
    str_release(&decoded);
}

static void read_list(struct own_list *own, const char *path) {
    read_text(&own->text, path, &own->trouble);
    word_list_init(&own->list, str_span(&own->text));
}

static void read_rules(struct own_words *words, const char *path) {
    str_release(&words->rules);
    read_text(&words->rules, path, &words->trouble);
    rule_changes_read(&words->changes, str_span(&words->rules));
}

static void read_names(struct own_words *words, const char *path) {
    struct str text;
    read_text(&text, path, &words->trouble);
    names_read(&words->names, str_span(&text));
    str_release(&text);
}

/* Whether the file is one of the two that hold no words. */
static bool read_other(struct own_words *words, const char *name, const char *path) {
    bool rules = span_is(span_of(name), "rules.txt"), names = span_is(span_of(name), "names.txt");
    if (rules)
        read_rules(words, path);
    if (names)
        read_names(words, path);
    return rules || names;
}

struct own_words *own_words_read(const char *folder, const struct own_words_gate *gate) {
    struct own_words *words = MEM_NEW(struct own_words);
    str_init(&words->rules);
    struct file_list files = {0};
    struct err err = {0};
    if (file_list_folder(&files, folder, &err) == RC_OK)
        for (size_t i = 0; i < files.count && words->count < FILES_MOST; i++) {
            const struct file_entry *entry = &files.entries[i];
            if (entry->is_folder || !span_ends_with(span_of(entry->name), SPAN(".txt")))
                continue;
            char *path = file_path_join(folder, entry->name);
            bool may_read = gate == NULL || gate->check(gate->self, path, &words->trouble) == RC_OK;
            if (may_read && !read_other(words, entry->name, path)) {
                words->lists[words->count].name = span_copy(span_of(entry->name));
                read_list(&words->lists[words->count++], path);
            }
            mem_free(path);
        }
    file_list_release(&files);
    return words;
}

void own_words_free(struct own_words *words) {
    for (size_t i = 0; words != NULL && i < words->count; i++) {
        word_list_release(&words->lists[i].list);
        str_release(&words->lists[i].text);
        mem_free(words->lists[i].name);
    }
    if (words != NULL)
        str_release(&words->rules);
    mem_free(words);
}

const struct rule_changes *own_words_rules(const struct own_words *words) {
    return words != NULL ? &words->changes : NULL;
}

const struct word_entry *own_words_find(const struct own_words *words, const struct passage *p,
                                        size_t at, const char **name) {
    const struct word_entry *best = NULL;
    for (size_t i = 0; words != NULL && i < words->count; i++) {
        const struct word_entry *entry = word_list_find(&words->lists[i].list, p, at);
        if (entry == NULL || (best != NULL && best->length >= entry->length))
            continue;
        best = entry;
        *name = words->lists[i].name;
    }
    return best;
}

const struct names *own_words_names(const struct own_words *words) {
    return words != NULL ? &words->names : NULL;
}

bool own_word_is_right(const struct word_entry *entry) {
    return span_equal(entry->wrong, entry->right);
}

void own_words_check(const struct own_words *words, struct findings *out,
                     const struct report *report) {
    struct str message = STR_INIT;
    for (size_t i = 0; words != NULL && i < words->count; i++) {
        const struct own_list *own = &words->lists[i];
        str_clear(&message);
        if (own->trouble.text[0] != '\0')
            str_add_format(&message, _("词表%s读不了：%s"), own->name, own->trouble.text);
        else if (own->list.bad_line > 0)
            str_add_format(&message,
                           _("词表%s第%zu行看不懂：应是错的、对的、级别、条件，用制表符分开"),
                           own->name, own->list.bad_line);
        if (message.len > 0)
            (void)findings_add_place(out, report, "title", "wordlist", SEVERITY_WARNING, message.s);
    }
    if (words != NULL && words->trouble.text[0] != '\0') {
        str_clear(&message);
        str_add_format(&message, _("规则或名单文件读不了：%s"), words->trouble.text);
        (void)findings_add_place(out, report, "title", "rules-file", SEVERITY_WARNING, message.s);
    }
    if (words != NULL && words->names.bad_line > 0) {
        str_clear(&message);
        str_add_format(&message, _("名单names.txt第%zu行看不懂：应是职务和姓名，用制表符分开"),
                       words->names.bad_line);
        (void)findings_add_place(out, report, "title", "wordlist", SEVERITY_WARNING, message.s);
    }
    if (words != NULL)
        rule_changes_tell(&words->changes, out, report);
    str_release(&message);
}
