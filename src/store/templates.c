#include "store/templates.h"

#include "store/store_private.h"
#include "store/tx.h"

#include "base/mem.h"
#include "base/os/clock.h"

/* FNV-1a: only to find a text again; two texts are the same when they are equal. */
static int64_t hash_text(struct span text) {
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < text.n; i++)
        hash = (hash ^ (unsigned char)text.p[i]) * UINT64_C(0x100000001B3);
    return (int64_t)(hash >> 1);
}

static const char *or_empty(const char *text) {
    return text != NULL ? text : "";
}

enum rc template_row(struct store *store, const struct template *template, int64_t *id,
                     struct err *err) {
    struct span text = span_of(template->text);
    struct stmt stmt;
    stmt_start(&stmt, store->db, QUERY_TEMPLATE_FIND);
    stmt_bind_int(&stmt, "$hash", hash_text(text));
    stmt_bind_text(&stmt, "$text", text);
    enum rc rc = stmt_run_int(&stmt, id, err);
    if (rc != RC_OK || *id != 0)
        return rc;
    stmt_start(&stmt, store->db, QUERY_TEMPLATE_ADD);
    stmt_bind_int(&stmt, "$hash", hash_text(text));
    stmt_bind_string(&stmt, "$form_id", or_empty(template->form_id));
    stmt_bind_string(&stmt, "$version", or_empty(template->version));
    stmt_bind_string(&stmt, "$title", or_empty(template->title));
    stmt_bind_text(&stmt, "$text", text);
    return stmt_run_insert(&stmt, id, err);
}

enum rc store_add_template(struct store *store, const struct template *template, struct err *err) {
    struct tx tx;
    int64_t id = 0;
    enum rc rc = tx_begin(&tx, store->db, TX_SAVE, err);
    if (rc == RC_OK)
        rc = template_row(store, template, &id, err);
    if (rc == RC_OK) {
        struct stmt stmt;
        stmt_start(&stmt, store->db, QUERY_TEMPLATE_OFFER);
        stmt_bind_int(&stmt, "$at", clock_now());
        stmt_bind_int(&stmt, "$id", id);
        rc = stmt_run(&stmt, err);
    }
    return tx_finish(&tx, rc, err);
}

enum rc store_remove_template(struct store *store, const char *form_id, bool *found,
                              struct err *err) {
    struct tx tx;
    struct str text = STR_INIT;
    enum rc rc = tx_begin(&tx, store->db, TX_SAVE, err);
    if (rc == RC_OK)
        rc = store_template_text(store, form_id, &text, err);
    *found = text.len > 0;
    if (rc == RC_OK && *found) {
        struct stmt stmt;
        stmt_start(&stmt, store->db, QUERY_TEMPLATE_WITHDRAW);
        stmt_bind_string(&stmt, "$form_id", form_id);
        rc = stmt_run(&stmt, err);
    }
    str_release(&text);
    return tx_finish(&tx, rc, err);
}

enum rc store_templates(struct store *store, struct store_templates *out, struct err *err) {
    struct stmt stmt;
    *out = (struct store_templates){0};
    stmt_start(&stmt, store->db, QUERY_TEMPLATE_LIST);
    while (stmt_next(&stmt)) {
        if (out->count > 0 && span_is(stmt_text(&stmt, 0), out->items[out->count - 1].form_id))
            continue; /* an older text of the same template */
        MEM_PUSH_ROOM(out->items, out->count, out->cap);
        out->items[out->count++] = (struct store_template){
            .form_id = stmt_string(&stmt, 0),
            .version = stmt_string(&stmt, 1),
            .title = stmt_string(&stmt, 2),
        };
    }
    enum rc rc = stmt_end(&stmt, err);
    if (rc != RC_OK)
        store_templates_release(out);
    return rc;
}

void store_templates_release(struct store_templates *templates) {
    for (size_t i = 0; i < templates->count; i++) {
        mem_free(templates->items[i].form_id);
        mem_free(templates->items[i].version);
        mem_free(templates->items[i].title);
    }
    mem_free(templates->items);
    *templates = (struct store_templates){0};
}

enum rc store_template_text(struct store *store, const char *form_id, struct str *text,
                            struct err *err) {
    struct stmt stmt;
    str_clear(text);
    stmt_start(&stmt, store->db, QUERY_TEMPLATE_TEXT);
    stmt_bind_string(&stmt, "$form_id", form_id);
    while (stmt_next(&stmt))
        str_set(text, stmt_text(&stmt, 0));
    return stmt_end(&stmt, err);
}
