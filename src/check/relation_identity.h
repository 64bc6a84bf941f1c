/*
 * relation_identity.h - identities that every reader of accounts knows: 基本支出 = 人员 + 公用,
 * 收入总计 = 支出总计.
 */
#ifndef CHECK_RELATION_IDENTITY_H
#define CHECK_RELATION_IDENTITY_H

struct mention;
struct sentence;
struct terms;

/* Why the items must make the whole: the identity's name (translated); NULL: they need not. */
const char *terms_identity(const struct sentence *s, const struct terms *items,
                           const struct mention *whole);

#endif
