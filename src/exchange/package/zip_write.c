#include "exchange/package/zip_write.h"

#include "base/lang.h"
#include "base/mem.h"

#include <string.h>
#include <zip.h>

enum { DOS_FIRST_DAY = 0x21, CHUNK = 16384 };

static bool add_part(zip_t *zip, const struct zip_part *part, bool replaces) {
    zip_source_t *source = zip_source_buffer(zip, part->bytes.p, part->bytes.n, 0);
    if (source == NULL)
        return false;
    zip_int64_t index = replaces ? zip_name_locate(zip, part->name, 0) : -1;
    if (index >= 0 && zip_file_replace(zip, (zip_uint64_t)index, source, 0) != 0)
        index = -1;
    else if (index < 0)
        index = zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_file_set_dostime(zip, (zip_uint64_t)index, 0, DOS_FIRST_DAY, 0) == 0;
}

static void take_error(zip_error_t *error, zip_t *zip) {
    zip_error_t *own = zip_get_error(zip);
    zip_error_set(error, zip_error_code_zip(own), zip_error_code_system(own));
    zip_discard(zip);
}

/* Writes the parts into `archive`, which stays the caller's. */
static bool fill(zip_source_t *archive, bool anew, const struct zip_part *parts, size_t count,
                 zip_error_t *error) {
    zip_t *zip = zip_open_from_source(archive, anew ? ZIP_TRUNCATE : 0, error);
    if (zip == NULL)
        return false;
    zip_source_keep(archive); /* closing gives one hold back */
    for (size_t i = 0; i < count; i++)
        if (!add_part(zip, &parts[i], !anew)) {
            take_error(error, zip);
            return false;
        }
    if (zip_close(zip) == 0)
        return true;
    take_error(error, zip);
    return false;
}

static bool take_all(zip_source_t *archive, struct str *out) {
    char *chunk = mem_alloc(CHUNK);
    size_t start = out->len;
    zip_int64_t n = zip_source_open(archive);
    if (n == 0) {
        while ((n = zip_source_read(archive, chunk, CHUNK)) > 0)
            str_add(out, (struct span){chunk, (size_t)n});
        (void)zip_source_close(archive);
    }
    if (n < 0)
        str_cut(out, start);
    mem_free(chunk);
    return n == 0;
}

/* A copy, which libzip owns: where the first parts stay as they are it goes on writing behind them
 * in the same memory and then frees it, whether it was told that it may or not (libzip 1.7). */
static zip_source_t *open_archive(struct span before, zip_error_t *error) {
    void *copy = NULL;
    if (before.n > 0) {
        copy = mem_alloc(before.n);
        memcpy(copy, before.p, before.n);
    }
    zip_source_t *archive = zip_source_buffer_create(copy, before.n, 1, error);
    if (archive == NULL)
        mem_fail();
    return archive;
}

/* before: an archive whose other parts stay, or "". */
static enum rc write_parts(struct str *out, struct span before, const struct zip_part *parts,
                           size_t count, struct err *err) {
    zip_error_t error;
    enum rc rc = RC_OK;
    zip_error_init(&error);
    zip_source_t *archive = open_archive(before, &error);
    if (!fill(archive, before.n == 0, parts, count, &error) || !take_all(archive, out))
        rc = err_set(err, RC_OUTPUT, _("打包时出错（%s），请再试一次"), zip_error_strerror(&error));
    zip_source_free(archive);
    zip_error_fini(&error);
    return rc;
}

enum rc zip_write(struct str *out, const struct zip_part *parts, size_t count, struct err *err) {
    return write_parts(out, SPAN(""), parts, count, err);
}

enum rc zip_write_changed(struct str *out, struct span archive, const struct zip_part *parts,
                          size_t count, struct err *err) {
    return write_parts(out, archive, parts, count, err);
}
