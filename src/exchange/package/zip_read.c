#include "exchange/package/zip_read.h"

#include "base/lang.h"
#include "base/mem.h"

#include <string.h>
#include <zip.h>

struct zip_read {
    zip_t *zip;                   /* NULL: … */
    const struct zip_part *parts; /* … they lie here */
    size_t count;
};

static enum rc say_damaged(struct err *err) {
    return err_set(
        err, RC_INPUT,
        _("文件不完整或已损坏，不能解开；请重新传一次，或用做它的程序打开、另存后再导入"));
}

/* --- before it is opened --- */

enum { END_RECORD = 22, END_COMMENT_MOST = 65535, END_COUNT_AT = 10 };

/* The end record says how many parts there are; the library makes room for as many before anybody
 * can ask. Of several records the worst counts. */
static bool has_few_parts(struct span bytes) {
    size_t most = END_RECORD + END_COMMENT_MOST;
    struct span tail = span_sub(bytes, bytes.n > most ? bytes.n - most : 0, bytes.n);
    for (size_t at = 0; at + END_RECORD <= tail.n; at++) {
        if (memcmp(tail.p + at, "PK\x05\x06", 4) != 0)
            continue;
        const unsigned char *count = (const unsigned char *)tail.p + at + END_COUNT_AT;
        if (count[0] + 256 * count[1] > ZIP_PARTS_MOST)
            return false;
    }
    return true;
}

/* --- what it says of its parts --- */

static bool leads_outside(const char *name) {
    struct span rest = span_of(name);
    if (name[0] == '/' || memchr(name, '\\', rest.n) != NULL || memchr(name, ':', rest.n) != NULL)
        return true;
    while (rest.n > 0) {
        const char *slash = memchr(rest.p, '/', rest.n);
        size_t n = slash == NULL ? rest.n : (size_t)(slash - rest.p);
        if (span_is(span_sub(rest, 0, n), ".."))
            return true;
        rest = span_sub(rest, slash == NULL ? n : n + 1, rest.n);
    }
    return false;
}

static enum rc check_part(const zip_stat_t *stat, struct err *err) {
    const zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if ((stat->valid & needed) != needed)
        return say_damaged(err);
    if (leads_outside(stat->name))
        return err_set(err, RC_INPUT,
                       _("文件里有指向文件夹之外的部件“%.100s”，可能不安全，没有读取"), stat->name);
    if ((stat->valid & ZIP_STAT_ENCRYPTION_METHOD) && stat->encryption_method != ZIP_EM_NONE)
        return err_set(err, RC_INPUT, _("文件有打开密码：请在Word或WPS中去掉密码，另存后再导入"));
    if (stat->comp_method != ZIP_CM_STORE && stat->comp_method != ZIP_CM_DEFLATE)
        return err_set(err, RC_INPUT,
                       _("文件用了不认识的压缩方法；请在Word或WPS中打开并另存为.docx后再导入"));
    if (stat->size > ZIP_RATIO_FROM && stat->size / ZIP_RATIO_MOST > stat->comp_size)
        return err_set(err, RC_INPUT, _("文件里的部件“%.100s”解开后过大，不像是一份报告，没有读取"),
                       stat->name);
    return RC_OK;
}

static enum rc check_parts(zip_t *zip, struct err *err) {
    zip_int64_t count = zip_get_num_entries(zip, 0);
    zip_uint64_t total = 0;
    for (zip_int64_t i = 0; i < count; i++) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(zip, (zip_uint64_t)i, 0, &stat) != 0)
            return say_damaged(err);
        enum rc rc = check_part(&stat, err);
        if (rc != RC_OK)
            return rc;
        total += stat.size < ZIP_TOTAL_MOST ? stat.size : ZIP_TOTAL_MOST;
        if (total >= ZIP_TOTAL_MOST)
            return err_set(err, RC_INPUT, _("文件解开后过大，不像是一份报告，没有读取"));
    }
    return RC_OK;
}

enum rc zip_read_open(struct zip_read **out, struct span bytes, struct err *err) {
    zip_error_t error;
    *out = NULL;
    if (!has_few_parts(bytes))
        return err_set(err, RC_INPUT, _("文件里的部件超过%d个，不像是一份报告，没有读取"),
                       ZIP_PARTS_MOST);
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
    zip_t *zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, &error);
    zip_error_fini(&error);
    if (zip == NULL) {
        zip_source_free(source);
        return say_damaged(err);
    }
    enum rc rc = check_parts(zip, err);
    if (rc != RC_OK) {
        zip_discard(zip);
        return rc;
    }
    *out = MEM_NEW(struct zip_read);
    (*out)->zip = zip;
    return RC_OK;
}

struct zip_read *zip_read_parts(const struct zip_part *parts, size_t count) {
    struct zip_read *zip = MEM_NEW(struct zip_read);
    zip->parts = parts;
    zip->count = count;
    return zip;
}

void zip_read_close(struct zip_read *zip) {
    if (zip == NULL)
        return;
    if (zip->zip != NULL)
        zip_discard(zip->zip);
    mem_free(zip);
}

/* --- parts --- */

static const struct zip_part *find_part(const struct zip_read *zip, const char *part) {
    for (size_t i = 0; i < zip->count; i++)
        if (strcmp(zip->parts[i].name, part) == 0)
            return &zip->parts[i];
    return NULL;
}

bool zip_read_has(const struct zip_read *zip, const char *part) {
    if (zip->zip == NULL)
        return find_part(zip, part) != NULL;
    return zip_name_locate(zip->zip, part, 0) >= 0;
}

static enum rc read_all(zip_file_t *file, struct str *out, const char *part, struct err *err) {
    enum { CHUNK = 64 * 1024 };
    size_t start = out->len;
    for (;;) {
        str_reserve(out, CHUNK);
        zip_int64_t n = zip_fread(file, out->s + out->len, CHUNK);
        if (n < 0)
            return say_damaged(err);
        if (n == 0)
            return RC_OK;
        if (out->len - start + (size_t)n > ZIP_PART_MOST)
            return err_set(err, RC_INPUT,
                           _("文件里的部件“%.100s”解开后过大，不像是一份报告，没有读取"), part);
        out->len += (size_t)n;
        out->s[out->len] = '\0';
    }
}

enum rc zip_read_part(struct zip_read *zip, struct str *out, const char *part, struct err *err) {
    if (zip->zip == NULL) {
        const struct zip_part *plain = find_part(zip, part);
        str_add(out, plain != NULL ? plain->bytes : SPAN(""));
        return RC_OK;
    }
    zip_int64_t index = zip_name_locate(zip->zip, part, 0);
    if (index < 0)
        return RC_OK;
    size_t start = out->len;
    zip_file_t *file = zip_fopen_index(zip->zip, (zip_uint64_t)index, 0);
    if (file == NULL)
        return say_damaged(err);
    enum rc rc = read_all(file, out, part, err);
    if (zip_fclose(file) != 0 && rc == RC_OK)
        rc = say_damaged(err);
    if (rc != RC_OK)
        str_cut(out, start);
    return rc;
}
