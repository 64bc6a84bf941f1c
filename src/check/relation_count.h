/*
 * relation_count.h - what words count: “学习、活动、服务三大功能” has three, 3期 of 50人 each are
 * 150.
 */
#ifndef CHECK_RELATION_COUNT_H
#define CHECK_RELATION_COUNT_H

struct passage;
struct raiser;

void check_count_words(struct raiser *raiser, const struct passage *p);

#endif
