/*
 * figure_method.h - expressions of a template as a clerk reads them: 年初预算 + 年中追加 +
 * 上年结转, 全年执行 ≤ 全年预算. What only serves the machine is left out: rounding, and the 0 that
 * stands in for an empty one.
 */
#ifndef MODEL_FIGURE_FIGURE_METHOD_H
#define MODEL_FIGURE_FIGURE_METHOD_H

struct condition;
struct str;
struct template;

/* Appends it with the labels of the template's figures and questions, `self` for "."; nothing where
 * the condition has no expression. */
void figure_add_method(struct str *out, const struct template *template,
                       const struct condition *condition, const char *self);
/* What a constraint wants of its own value, to stand behind its name: 应大于0, 应符合：…. */
void figure_add_wanted(struct str *out, const struct template *template,
                       const struct condition *condition, const char *self);

#endif
