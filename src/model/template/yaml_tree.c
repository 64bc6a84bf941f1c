#include "model/template/yaml_tree.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"

#include <string.h>
#include <yaml.h>

struct loader {
    struct faults *faults;
    struct span text;
    struct yaml_node *root;
    struct level {
        struct yaml_node *node, *last;
    } open[YAML_TREE_DEPTH_MOST];
    size_t depth, documents;
};

static struct place place_of(yaml_mark_t mark) {
    return (struct place){mark.line + 1, mark.column + 1};
}

/* ---- before the parser: what no YAML may hold ---- */

static bool is_refused_char(char32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) ||
           c == 0x2028 || c == 0x2029 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

/* False after the first character that cannot stand in the file. The parser would tell an offset
 * in bytes only, and would cut at a NUL. */
static bool scan_chars(struct span text, struct faults *faults) {
    struct place place = {1, 1};
    while (text.n > 0) {
        unsigned char byte = (unsigned char)*text.p;
        char32_t c = utf8_take(&text);
        if (c == UTF8_BAD) {
            faults_add(faults, place, _("字节0x%02X不是UTF-8文字，请把文件另存为UTF-8编码"), byte);
            return false;
        }
        if (is_refused_char(c)) {
            faults_add(faults, place, _("这里有不可见的控制字符U+%04X，请删去"), (unsigned)c);
            return false;
        }
        if (c == '\n' || (c == '\r' && (text.n == 0 || *text.p != '\n')))
            place = (struct place){place.line + 1, 1};
        else
            place.column++;
    }
    return true;
}

/* ---- what the parser refuses, in the technician's words ---- */

static struct span line_at(struct span text, size_t number) {
    struct span line = {NULL, 0};
    while (number-- > 0)
        if (!span_take_line(&text, &line))
            return (struct span){"", 0};
    return line;
}

static bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Tells of a full-width space before the first word of a line and of a full-width colon behind it;
 * `place` is where the line starts. */
static bool tell_full_width(struct span line, struct place place, bool tabs,
                            struct faults *faults) {
    static const struct span wide_space = {"\xE3\x80\x80", 3}, wide_colon = {"\xEF\xBC\x9A", 3};
    size_t word = 0;
    for (; line.n > 0 && (*line.p == ' ' || *line.p == '-' || *line.p == '\t'); place.column++) {
        if (tabs && *line.p == '\t') {
            faults_add(faults, place, _("缩进不能用制表符（Tab），请改用半角空格"));
            return true;
        }
        line = span_sub(line, 1, line.n);
    }
    if (span_starts_with(line, wide_space)) {
        faults_add(faults, place, _("这里是全角空格，缩进要用半角空格"));
        return true;
    }
    while (word < line.n && is_word_byte(line.p[word]))
        word++;
    if (word == 0 || !span_starts_with(span_sub(line, word, line.n), wide_colon))
        return false;
    place.column += word;
    faults_add(faults, place, _("键“%.*s”后面是全角冒号，要用半角冒号加一个空格，即“%.*s: ”"),
               (int)word, line.p, (int)word, line.p);
    return true;
}

bool yaml_node_tell_full_width(const struct yaml_node *node, struct faults *faults) {
    return node->kind == YAML_VALUE && !node->quoted &&
           tell_full_width((struct span){node->text, node->length}, node->place, false, faults);
}

static const struct problem {
    const char *yaml;
    bool at_context; /* the place is where the broken thing begins, not where that showed */
    const char *sentence;
} problems[] = {
    {"could not find expected ':'", true, N_("这一行少了冒号：键后面要写半角冒号加一个空格")},
    {"mapping values are not allowed in this context", false,
     N_("这里不能再有冒号：看看缩进是否对齐，含有“: ”的文字要加引号")},
    {"did not find expected key", false,
     N_("这一行和上面的键没有对齐，或者引号后面还有文字：请检查缩进，文字里有引号的整段加单引号")},
    {"did not find expected '-' indicator", false,
     N_("这一行和上面的“-”没有对齐，或者“-”后面少了一个空格")},
    {"block sequence entries are not allowed in this context", false,
     N_("这里不能开始列表项“-”，请检查缩进")},
    {"did not find expected ',' or ']'", true,
     N_("方括号没有写完：少了半角的“,”或“]”（全角的“，”不算）")},
    {"did not find expected ',' or '}'", true,
     N_("花括号没有写完：少了半角的“,”或“}”（全角的“，”不算）；写在里面的${…}要加引号")},
    {"found unexpected end of stream", true, N_("引号没有配对，到文件末尾也没有找到另一半")},
    {"found unexpected document indicator", true, N_("引号没有配对")},
    {"found unknown escape character", false, N_("双引号里不认识这个“\\”写法，请改用单引号")},
    {"found character that cannot start any token", false,
     N_("文字不能以这个字符开头，请给它加引号")},
    {"found a tab character that violates indentation", false,
     N_("缩进不能用制表符（Tab），请改用半角空格")},
    {"found a tab character where an indentation space is expected", false,
     N_("缩进不能用制表符（Tab），请改用半角空格")},
    {"found undefined tag handle", false, N_("这里不用标签（!），文字以“!”开头要加引号")},
};

static void tell_problem(struct loader *loader, const yaml_parser_t *parser) {
    if (parser->error == YAML_MEMORY_ERROR)
        mem_fail();
    size_t line = parser->problem_mark.line + 1;
    size_t context = parser->context != NULL ? parser->context_mark.line + 1 : line;
    size_t lines[] = {line, line > 1 ? line - 1 : line, context};
    for (size_t i = 0; i < ARRAY_LEN(lines); i++)
        if (tell_full_width(line_at(loader->text, lines[i]), (struct place){lines[i], 1}, true,
                            loader->faults))
            return;
    for (size_t i = 0; i < ARRAY_LEN(problems); i++) {
        if (strcmp(problems[i].yaml, parser->problem) != 0)
            continue;
        bool at_context = problems[i].at_context && parser->context != NULL;
        faults_add(loader->faults,
                   place_of(at_context ? parser->context_mark : parser->problem_mark), "%s",
                   _(problems[i].sentence));
        return;
    }
    faults_add(loader->faults, place_of(parser->problem_mark), _("YAML写法有误（%s）"),
               parser->problem);
}

/* ---- events to nodes ---- */

static const char *event_fault(const struct loader *loader, const yaml_event_t *event) {
    const char *named = _("这里不用锚点（&）和引用（*），文字以它们开头要加引号");
    const char *tagged = _("这里不用标签（!），文字以“!”开头要加引号");
    const char *deep = _("嵌套太深，看看是否有多余的缩进或括号");
    const yaml_char_t *anchor = NULL, *tag = NULL;
    if (event->type == YAML_ALIAS_EVENT)
        return named;
    if (event->type == YAML_DOCUMENT_START_EVENT)
        return loader->documents > 0 ? _("一个文件只能有一份模板，请删去“---”及其后的内容") : NULL;
    if (event->type == YAML_SCALAR_EVENT) {
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
        if (memchr(event->data.scalar.value, 0, event->data.scalar.length) != NULL)
            return _("文字里有NUL字符（\\0），请删去");
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
    }
    if (anchor != NULL)
        return named;
    if (tag != NULL)
        return tagged;
    bool opens =
        event->type == YAML_MAPPING_START_EVENT || event->type == YAML_SEQUENCE_START_EVENT;
    return opens && loader->depth == YAML_TREE_DEPTH_MOST ? deep : NULL;
}

static void take_text(struct yaml_node *node, const yaml_event_t *event) {
    struct span value = {(const char *)event->data.scalar.value, event->data.scalar.length};
    struct str clean = STR_INIT;
    struct text_clean_report report = {0};
    text_clean(&clean, value, &report);
    node->stripped = report.first;
    node->length = clean.len;
    node->text = str_detach(&clean);
    yaml_scalar_style_t style = event->data.scalar.style;
    node->quoted = style != YAML_PLAIN_SCALAR_STYLE;
    bool in_quotes =
        style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    size_t wide = utf8_count((struct span){node->text, node->length}) + (in_quotes ? 2 : 0);
    node->exact = (in_quotes || !node->quoted) && event->start_mark.line == event->end_mark.line &&
                  event->end_mark.column - event->start_mark.column == wide;
}

static void add_node(struct loader *loader, struct yaml_node *node) {
    struct level *level = loader->depth > 0 ? &loader->open[loader->depth - 1] : NULL;
    if (level == NULL) {
        loader->root = node;
        return;
    }
    if (level->last == NULL)
        level->node->child = node;
    else
        level->last->next = node;
    level->last = node;
    level->node->count++;
}

/* In a map every other child is a key. */
static bool is_key_next(const struct loader *loader) {
    if (loader->depth == 0)
        return false;
    const struct yaml_node *map = loader->open[loader->depth - 1].node;
    return map->kind == YAML_MAP && map->count % 2 == 0;
}

static void take_event(struct loader *loader, const yaml_event_t *event) {
    const char *fault = event_fault(loader, event);
    if (fault != NULL) {
        faults_add(loader->faults, place_of(event->start_mark), "%s", fault);
        return;
    }
    bool map = event->type == YAML_MAPPING_START_EVENT;
    bool list = event->type == YAML_SEQUENCE_START_EVENT;
    if (map || list || event->type == YAML_SCALAR_EVENT) {
        bool key = is_key_next(loader);
        struct yaml_node *node = MEM_NEW(struct yaml_node);
        node->kind = map ? YAML_MAP : list ? YAML_LIST : YAML_VALUE;
        node->place = place_of(event->start_mark);
        if (node->kind == YAML_VALUE)
            take_text(node, event);
        add_node(loader, node);
        if (node->kind == YAML_VALUE)
            return;
        loader->open[loader->depth++] = (struct level){node, NULL};
        if (key)
            faults_add(loader->faults, node->place, _("键要是一个词，后面写半角冒号"));
    } else if (event->type == YAML_MAPPING_END_EVENT) {
        loader->open[--loader->depth].node->count /= 2;
    } else if (event->type == YAML_SEQUENCE_END_EVENT) {
        loader->depth--;
    } else if (event->type == YAML_DOCUMENT_START_EVENT) {
        loader->documents++;
    }
}

static void load(struct loader *loader) {
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        mem_fail();
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)loader->text.p, loader->text.n);
    for (bool end = false; !end && loader->faults->count == 0;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            tell_problem(loader, &parser);
            break;
        }
        take_event(loader, &event);
        end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

struct yaml_node *yaml_tree_read(struct span yaml, struct faults *faults) {
    size_t before = faults->count;
    struct loader loader = {.faults = faults, .text = yaml};
    (void)span_take_prefix(&loader.text, SPAN("\xEF\xBB\xBF"));
    if (loader.text.n > YAML_TREE_BYTES_MOST)
        faults_add(faults, (struct place){1, 1}, _("文件太大：模板最多%d KiB"),
                   YAML_TREE_BYTES_MOST / 1024);
    else if (scan_chars(loader.text, faults))
        load(&loader);
    if (loader.root == NULL && faults->count == before)
        faults_add(faults, (struct place){1, 1}, _("文件是空的，没有模板"));
    if (faults->count > before) {
        yaml_node_free(loader.root);
        return NULL;
    }
    return loader.root;
}

/* As deep as the tree: YAML_TREE_DEPTH_MOST. */
void yaml_node_free(struct yaml_node *root) {
    while (root != NULL) {
        struct yaml_node *next = root->next;
        yaml_node_free(root->child);
        mem_free(root->text);
        mem_free(root);
        root = next;
    }
}

struct place yaml_node_place(const struct yaml_node *node, size_t offset) {
    struct place place = node->place;
    if (node->exact)
        place.column +=
            utf8_count(span_sub((struct span){node->text, node->length}, 0, offset)) + node->quoted;
    return place;
}
