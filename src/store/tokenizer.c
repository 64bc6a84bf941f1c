/* Gives FTS5 the program's own tokens (search_text.h), on every connection: the index is of no use
 * without them. */
#include "store/tokenizer.h"

#include "store/db.h"
#include "store/db_error.h"
#include "store/db_private.h"
#include "store/search_text.h"

/* It has no state; FTS5 wants an object. */
static int make(void *context, const char **words, int count, Fts5Tokenizer **out) {
    (void)context;
    (void)words;
    (void)count;
    *out = sqlite3_malloc(1);
    return *out != NULL ? SQLITE_OK : SQLITE_NOMEM;
}

static void drop(Fts5Tokenizer *tokenizer) {
    sqlite3_free(tokenizer);
}

typedef int token_fn(void *context, int flags, const char *token, int length, int from, int to);

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text,
                    int length, token_fn *take) {
    (void)tokenizer;
    (void)flags;
    struct span all = {text, (size_t)length};
    struct search_token token;
    int code = SQLITE_OK;
    for (size_t at = 0; code == SQLITE_OK && search_next_token(all, &at, &token);)
        code = take(context, 0, token.text, (int)token.length, (int)token.from, (int)token.to);
    return code;
}

static int find_api(sqlite3 *handle, fts5_api **api) {
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(handle, "SELECT fts5($api)", -1, &stmt, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_bind_pointer(stmt, 1, api, "fts5_api_ptr", NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    (void)sqlite3_finalize(stmt);
    return code == SQLITE_ROW && *api != NULL ? SQLITE_OK
           : code == SQLITE_ROW               ? SQLITE_ERROR
                                              : code;
}

enum rc db_add_tokenizer(struct db *db, struct err *err) {
    static const fts5_tokenizer methods = {make, drop, tokenize};
    fts5_tokenizer ours = methods;
    fts5_api *api = NULL;
    int code = find_api(db->handle, &api);
    if (code == SQLITE_OK)
        code = api->xCreateTokenizer(api, "tokens", NULL, &ours, NULL);
    return code == SQLITE_OK ? RC_OK : db_fail(db, code, err);
}
