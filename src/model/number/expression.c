#include "model/number/expression.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/template/fault.h"

#include <string.h>

struct parser {
    struct span source, rest;
    int nesting; /* of brackets and signs: bounds the recursion */
    size_t at;   /* of the fault */
    bool failed;
    struct err *err;
};

static struct expression *parse_or(struct parser *parser);

/* ---- nodes ---- */

void expression_free(struct expression *expression) {
    if (expression == NULL)
        return;
    for (size_t i = 0; i < expression->count; i++)
        expression_free(expression->operands[i]);
    mem_free(expression->operands);
    mem_free(expression->text);
    mem_free(expression);
}

void expression_each_operand(const struct expression *expression,
                             void (*visit)(void *self, const struct expression *operand),
                             void *self) {
    if (expression->kind == EXPRESSION_REFERENCE || expression->kind == EXPRESSION_SELF)
        visit(self, expression);
    for (size_t i = 0; i < expression->count; i++)
        expression_each_operand(expression->operands[i], visit, self);
}

static struct expression *new_node(enum expression_kind kind, size_t at) {
    struct expression *node = MEM_NEW(struct expression);
    node->kind = kind;
    node->at = at;
    node->height = 1;
    return node;
}

static void add_operand(struct expression *node, struct expression *operand) {
    node->operands =
        mem_grow(node->operands, &node->cap, node->count + 1, sizeof(struct expression *));
    node->operands[node->count++] = operand;
    if (operand->height >= node->height)
        node->height = operand->height + 1;
}

/* ---- names and words ---- */

static bool is_name_start(char c) {
    return c >= 'a' && c <= 'z';
}
static bool is_name_byte(char c) {
    return is_name_start(c) || (c >= '0' && c <= '9') || c == '_';
}
static bool is_word_byte(char c) {
    return is_name_byte(c) || (c >= 'A' && c <= 'Z');
}

bool name_take(struct span *text, struct span *name) {
    size_t n = 0;
    if (text->n > 0 && is_name_start(text->p[0]))
        while (n < text->n && is_name_byte(text->p[n]))
            n++;
    if (n == 0 || n > NAME_BYTES_MOST)
        return false;
    *name = span_sub(*text, 0, n);
    *text = span_sub(*text, n, text->n);
    return true;
}

bool name_is_valid(struct span name) {
    struct span taken;
    return name_take(&name, &taken) && name.n == 0;
}

static size_t offset_of(const struct parser *parser) {
    return (size_t)(parser->rest.p - parser->source.p);
}

static void skip_blanks(struct parser *parser) {
    while (parser->rest.n > 0 &&
           (*parser->rest.p == ' ' || *parser->rest.p == '\t' || *parser->rest.p == '\n'))
        parser->rest = span_sub(parser->rest, 1, parser->rest.n);
}

static struct span peek_word(const struct parser *parser) {
    size_t n = 0;
    while (n < parser->rest.n && is_word_byte(parser->rest.p[n]))
        n++;
    return span_sub(parser->rest, 0, n);
}

/* Only the first fault is told: what follows from it would confuse. */
static bool is_first_fault(struct parser *parser, size_t at) {
    if (parser->failed)
        return false;
    parser->failed = true;
    parser->at = at;
    return true;
}
#define FAIL(parser, at, ...)                                                                      \
    do {                                                                                           \
        if (is_first_fault((parser), (at)))                                                        \
            (void)err_set((parser)->err, RC_INPUT, __VA_ARGS__);                                   \
    } while (0)

/* What input methods write for the signs of an expression. */
static const struct wide_sign {
    const char *wide, *plain;
} wide_signs[] = {
    {"＋", "+"}, {"－", "-"}, {"×", "*"},  {"＊", "*"}, {"÷", "/"},  {"／", "/"}, {"＝", "="},
    {"≠", "!="}, {"＜", "<"}, {"≤", "<="}, {"＞", ">"}, {"≥", ">="}, {"（", "("}, {"）", ")"},
    {"，", ","}, {"“", "\""}, {"”", "\""}, {"‘", "'"},  {"’", "'"},  {"％", "%"}, {"｛", "{"},
    {"｝", "}"}, {"＄", "$"}, {"。", "."}, {"．", "."}, {"　", " "},
};

/* Something stands where it cannot: says what was expected. */
static void fail_unexpected(struct parser *parser, const char *expected) {
    size_t at = offset_of(parser);
    if (parser->rest.n == 0) {
        FAIL(parser, at, _("式子没有写完，这里应当是%s"), expected);
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(wide_signs); i++)
        if (span_starts_with(parser->rest, span_of(wide_signs[i].wide))) {
            FAIL(parser, at, _("式子里要用半角符号：把“%s”改成“%s”"), wide_signs[i].wide,
                 wide_signs[i].plain);
            return;
        }
    struct span word = peek_word(parser), rest = parser->rest;
    if (word.n == 0) {
        (void)utf8_take(&rest);
        word = span_sub(parser->rest, 0, parser->rest.n - rest.n);
    }
    FAIL(parser, at, _("“%.*s”不能在这里，这里应当是%s"), SPAN_ARG(word), expected);
}

static bool take_sign(struct parser *parser, const char *sign) {
    skip_blanks(parser);
    return span_take_prefix(&parser->rest, span_of(sign));
}

static bool take_word(struct parser *parser, const char *word) {
    skip_blanks(parser);
    struct span found = peek_word(parser);
    if (!span_is(found, word))
        return false;
    parser->rest = span_sub(parser->rest, found.n, parser->rest.n);
    return true;
}

static void expect_sign(struct parser *parser, const char *sign) {
    if (parser->failed || take_sign(parser, sign))
        return;
    char expected[16];
    expected[0] = '\0';
    struct span quoted[] = {SPAN("“"), span_of(sign), SPAN("”")};
    size_t n = 0;
    for (size_t i = 0; i < ARRAY_LEN(quoted); i++) {
        memcpy(expected + n, quoted[i].p, quoted[i].n);
        n += quoted[i].n;
    }
    expected[n] = '\0';
    fail_unexpected(parser, expected);
}

/* ---- values ---- */

/* ${name} and ${name.prior}, after "${" */
static struct expression *parse_reference(struct parser *parser, size_t at) {
    struct expression *node = new_node(EXPRESSION_REFERENCE, at);
    struct span name;
    if (!name_take(&parser->rest, &name)) {
        fail_unexpected(parser, _("名称（小写字母开头，只有小写字母、数字和下划线）"));
        return node;
    }
    node->text = span_copy(name);
    if (span_take_prefix(&parser->rest, SPAN("."))) {
        size_t suffix_at = offset_of(parser);
        struct span suffix = peek_word(parser);
        if (!span_is(suffix, "prior"))
            FAIL(parser, suffix_at, _("“.%.*s”不能用在式子里，名称后面只能写“.prior”（上年数）"),
                 SPAN_ARG(suffix));
        parser->rest = span_sub(parser->rest, suffix.n, parser->rest.n);
        node->prior = true;
    }
    if (!parser->failed && !span_take_prefix(&parser->rest, SPAN("}")))
        fail_unexpected(parser, "“}”");
    return node;
}

static struct expression *parse_text(struct parser *parser, size_t at) {
    struct expression *node = new_node(EXPRESSION_TEXT, at);
    struct span quote = span_sub(parser->rest, 0, 1);
    parser->rest = span_sub(parser->rest, 1, parser->rest.n);
    size_t end = span_find(parser->rest, quote);
    if (end == SIZE_MAX) {
        FAIL(parser, at, _("引号没有配对"));
        end = parser->rest.n;
    }
    node->text = span_copy(span_sub(parser->rest, 0, end));
    parser->rest = span_sub(parser->rest, end + 1, parser->rest.n);
    return node;
}

static size_t count_digits(struct span text) {
    size_t n = 0;
    while (n < text.n && text.p[n] >= '0' && text.p[n] <= '9')
        n++;
    return n;
}

static struct expression *parse_number(struct parser *parser, size_t at) {
    struct expression *node = new_node(EXPRESSION_NUMBER, at);
    struct span start = parser->rest;
    size_t n = count_digits(start);
    if (n < start.n && start.p[n] == '.') {
        size_t decimals = count_digits(span_sub(start, n + 1, start.n));
        if (decimals == 0)
            FAIL(parser, at + n, _("小数点后面要有数字"));
        n += 1 + decimals;
    }
    node->text = span_copy(span_sub(start, 0, n));
    parser->rest = span_sub(start, n, start.n);
    node->percent = span_take_prefix(&parser->rest, SPAN("%"));
    struct span tail = peek_word(parser);
    if (tail.n > 0 || (parser->rest.n > 0 && *parser->rest.p == '.'))
        FAIL(parser, offset_of(parser), _("数字写法有误：只能是像12、12.5、30%%这样的数"));
    return node;
}

/* prior(name), after "prior"; ${name} in the brackets says the same */
static struct expression *parse_prior(struct parser *parser, size_t at) {
    struct expression *node;
    expect_sign(parser, "(");
    skip_blanks(parser);
    size_t inner = offset_of(parser);
    struct span name;
    if (!parser->failed && span_take_prefix(&parser->rest, SPAN("${"))) {
        node = parse_reference(parser, inner);
    } else {
        node = new_node(EXPRESSION_REFERENCE, inner);
        if (!parser->failed && !name_take(&parser->rest, &name))
            fail_unexpected(parser, _("一个数据的名称"));
        else if (!parser->failed)
            node->text = span_copy(name);
    }
    node->at = at;
    node->prior = true;
    expect_sign(parser, ")");
    return node;
}

static const struct function {
    const char *name;
    size_t least, most;
} functions[] = {
#define X(name, text, least, most) [FUNCTION_##name] = {text, least, most},
    FUNCTION_LIST(X)
#undef X
};

static void parse_operands(struct parser *parser, struct expression *node) {
    expect_sign(parser, "(");
    if (take_sign(parser, ")"))
        return;
    do
        add_operand(node, parse_or(parser));
    while (!parser->failed && take_sign(parser, ","));
    if (!parser->failed && !take_sign(parser, ")"))
        fail_unexpected(parser, _("“,”或“)”"));
}

static struct expression *parse_call(struct parser *parser, struct span word, size_t at) {
    struct expression *node = new_node(EXPRESSION_CALL, at);
    size_t found = 0;
    while (found < ARRAY_LEN(functions) && !span_is(word, functions[found].name))
        found++;
    if (found == ARRAY_LEN(functions)) {
        const char *near = fault_nearest(word, functions, ARRAY_LEN(functions), sizeof *functions);
        if (near != NULL)
            FAIL(parser, at, _("没有“%.*s”这个函数，是不是“%s”？"), SPAN_ARG(word), near);
        FAIL(parser, at, _("没有“%.*s”这个函数"), SPAN_ARG(word));
        return node;
    }
    const struct function *function = &functions[found];
    node->function = (enum expression_function)found;
    parse_operands(parser, node);
    if (!parser->failed &&
        (node->count < function->least || (function->most > 0 && node->count > function->most)))
        FAIL(parser, at, _("函数“%s”的参数个数不对：这里有%zu个，%s%zu个"), function->name,
             node->count, node->count < function->least ? _("至少要") : _("最多"),
             node->count < function->least ? function->least : function->most);
    return node;
}

static struct expression *parse_word(struct parser *parser, size_t at) {
    struct span word = peek_word(parser);
    parser->rest = span_sub(parser->rest, word.n, parser->rest.n);
    if (span_is(word, "prior"))
        return parse_prior(parser, at);
    if (span_is(word, "not")) {
        struct expression *node = new_node(EXPRESSION_NOT, at);
        expect_sign(parser, "(");
        add_operand(node, parse_or(parser));
        expect_sign(parser, ")");
        return node;
    }
    skip_blanks(parser);
    if (parser->rest.n > 0 && *parser->rest.p == '(')
        return parse_call(parser, word, at);
    if (span_is(word, "true") || span_is(word, "false"))
        FAIL(parser, at, _("“%.*s”要单独写，不能在式子里，也不加引号"), SPAN_ARG(word));
    FAIL(parser, at, _("“%.*s”要写成“${%.*s}”；文字要加引号"), SPAN_ARG(word), SPAN_ARG(word));
    return new_node(EXPRESSION_SELF, at);
}

static struct expression *parse_value(struct parser *parser) {
    skip_blanks(parser);
    size_t at = offset_of(parser);
    char c = '\0';
    if (parser->rest.n > 0)
        c = *parser->rest.p;
    if (span_take_prefix(&parser->rest, SPAN("${")))
        return parse_reference(parser, at);
    if (c >= '0' && c <= '9')
        return parse_number(parser, at);
    if (c == '"' || c == '\'')
        return parse_text(parser, at);
    if (take_sign(parser, "(")) {
        struct expression *inner = parse_or(parser);
        expect_sign(parser, ")");
        return inner;
    }
    if (take_sign(parser, ".")) {
        if (count_digits(parser->rest) > 0)
            FAIL(parser, at, _("小数点前面要有数字，例如0.5"));
        return new_node(EXPRESSION_SELF, at);
    }
    if (is_word_byte(c) && c != '_')
        return parse_word(parser, at);
    fail_unexpected(parser, _("名称（${…}）、数字或括号"));
    return new_node(EXPRESSION_SELF, at);
}

static struct expression *parse_sign(struct parser *parser) {
    struct expression *node;
    if (parser->nesting == EXPRESSION_DEPTH_MOST) {
        FAIL(parser, offset_of(parser), _("式子嵌套太深"));
        return new_node(EXPRESSION_SELF, offset_of(parser));
    }
    parser->nesting++;
    skip_blanks(parser);
    size_t at = offset_of(parser);
    if (take_sign(parser, "-")) {
        node = new_node(EXPRESSION_NEGATE, at);
        add_operand(node, parse_sign(parser));
    } else {
        node = parse_value(parser);
    }
    parser->nesting--;
    return node;
}

/* ---- operators between values: one table, weakest first ---- */

static const struct operator{
    const char *sign;
    int level;
    bool word;
    enum expression_kind kind;
}
operators[] = {
    {"or", 0, true, EXPRESSION_OR},
    {"and", 1, true, EXPRESSION_AND},
    {"!=", 2, false, EXPRESSION_NOT_EQUAL},
    {"<=", 2, false, EXPRESSION_LESS_EQUAL},
    {">=", 2, false, EXPRESSION_GREATER_EQUAL},
    {"=", 2, false, EXPRESSION_EQUAL},
    {"<", 2, false, EXPRESSION_LESS},
    {">", 2, false, EXPRESSION_GREATER},
    {"+", 3, false, EXPRESSION_ADD},
    {"-", 3, false, EXPRESSION_SUBTRACT},
    {"*", 4, false, EXPRESSION_MULTIPLY},
    {"/", 4, false, EXPRESSION_DIVIDE},
    {"div", 4, true, EXPRESSION_DIVIDE},
    {"mod", 4, true, EXPRESSION_MODULO},
};
enum { LEVEL_COMPARE = 2, LEVEL_SIGN = 5 };

static const struct operator* take_operator(struct parser *parser, int level) {
    for (size_t i = 0; i < ARRAY_LEN(operators); i++) {
        const struct operator* found = & operators[i];
        if (found->level == level &&
            (found->word ? take_word(parser, found->sign) : take_sign(parser, found->sign)))
            return found;
    }
    return NULL;
}

static struct expression *parse_level(struct parser *parser, int level) {
    if (level == LEVEL_SIGN)
        return parse_sign(parser);
    struct expression *left = parse_level(parser, level + 1);
    for (size_t chained = 0; !parser->failed; chained++) {
        skip_blanks(parser);
        size_t at = offset_of(parser);
        const struct operator* found = take_operator(parser, level);
        if (found == NULL)
            break;
        if (level == LEVEL_COMPARE && chained > 0)
            FAIL(parser, at, _("比较不能连写，请用and连接，例如${a} < ${b} and ${b} < ${c}"));
        struct expression *node = new_node(found->kind, at);
        add_operand(node, left);
        add_operand(node, parse_level(parser, level + 1));
        left = node;
        if (node->height > EXPRESSION_DEPTH_MOST)
            FAIL(parser, at, _("式子太长，连加请改用sum(…)"));
    }
    return left;
}

static struct expression *parse_or(struct parser *parser) {
    return parse_level(parser, 0);
}

enum rc expression_parse(struct expression **out, struct span source, size_t *at, struct err *err) {
    struct parser parser = {.source = source, .rest = source, .err = err};
    *out = NULL;
    *at = 0;
    if (source.n > EXPRESSION_BYTES_MOST)
        return err_set(err, RC_INPUT, _("式子太长：最多%d字节"), EXPRESSION_BYTES_MOST);
    struct expression *whole = parse_or(&parser);
    skip_blanks(&parser);
    if (!parser.failed && parser.rest.n > 0)
        fail_unexpected(&parser, _("运算符，或者式子到此为止"));
    if (!parser.failed && whole->height > EXPRESSION_DEPTH_MOST)
        FAIL(&parser, 0, _("式子嵌套太深"));
    if (!parser.failed) {
        *out = whole;
        return RC_OK;
    }
    expression_free(whole);
    *at = parser.at;
    return RC_INPUT;
}
