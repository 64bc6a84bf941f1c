#include "session/convert.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/child.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/os/file_temp.h"
#include "exchange/reader.h"

#include <string.h>

enum { ARGUMENTS_MOST = 10, ENDINGS_MOST = 3 };

/* A program of another's, and how it is told to convert: in.KIND lies in its folder, and the result
 * is out or in.ENDING there. */
struct converter {
    const char *kind;    /* of the reader that refuses the file */
    const char *program; /* as it is started */
    const char *title;   /* as it is called */
    const char *copy;    /* the file's name in the folder: programs go by the ending */
    const char *result, *ending;
    bool prints; /* the result is its output */
    bool wrapped;
    const char *endings[ENDINGS_MOST];
    const char *arguments[ARGUMENTS_MOST];
};

/* No macros: a profile that is made anew has them off, and a conversion opens no window that could
 * ask. The profile lies in the folder, for $HOME is that. */
#define OFFICE(kind, copy, ...)                                                                    \
    {                                                                                              \
        kind, "soffice", "LibreOffice", copy, "in.docx", ".docx", false, false, {__VA_ARGS__}, {   \
            "soffice", "--headless", "--norestore", "--nologo", "--nolockcheck", "--convert-to",   \
                "docx", copy                                                                       \
        }                                                                                          \
    }

/* In the order of preference for each kind. */
static const struct converter converters[] = {
    OFFICE("doc", "in.doc", ".doc", ".wps", ".dot"),
    {"doc",
     "antiword",
     "antiword",
     "in.doc",
     "out.txt",
     ".txt",
     true,
     true,
     {".doc", ".dot"},
     {"antiword", "-m", "UTF-8.txt", "in.doc"}},
    OFFICE("rtf", "in.rtf", ".rtf"),
    OFFICE("word-xml", "in.xml", ".xml"),
    {"pdf",
     "pdftotext",
     "pdftotext",
     "in.pdf",
     "out.txt",
     ".txt",
     false,
     true,
     {".pdf"},
     {"pdftotext", "-layout", "-enc", "UTF-8", "in.pdf", "out.txt"}},
};

static const struct converter pdf_maker = {.program = "soffice",
                                           .title = "LibreOffice",
                                           .copy = "in.docx",
                                           .result = "in.pdf",
                                           .ending = ".pdf",
                                           .arguments = {"soffice", "--headless", "--norestore",
                                                         "--nologo", "--nolockcheck",
                                                         "--convert-to", "pdf", "in.docx"}};

struct conversion {
    const struct converter *how;
    char *name; /* of the file */
    struct str folder;
    struct child *child;
    enum child_state state;
};

static const struct converter *find(struct span bytes, const char *name) {
    const struct reader *reader = reader_find(bytes, name);
    for (size_t i = 0; reader->most == 0 && i < ARRAY_LEN(converters); i++)
        if (strcmp(converters[i].kind, reader->name) == 0 && child_can_start(converters[i].program))
            return &converters[i];
    return NULL;
}

const char *convert_program(struct span bytes, const char *name) {
    const struct converter *how = bytes.n > 0 ? find(bytes, name) : NULL;
    return how != NULL ? how->title : NULL;
}

bool convert_takes(const char *name) {
    for (size_t i = 0; i < ARRAY_LEN(converters); i++)
        for (size_t k = 0; k < ENDINGS_MOST && converters[i].endings[k] != NULL; k++)
            if (span_ends_with(span_of(name), span_of(converters[i].endings[k])) &&
                child_can_start(converters[i].program))
                return true;
    return false;
}

static enum rc put_copy(const struct conversion *conversion, struct span bytes, struct err *err) {
    char *path = file_path_join(conversion->folder.s, conversion->how->copy);
    enum rc rc = file_write_atomic(path, bytes, err);
    mem_free(path);
    return rc;
}

static enum rc begin(struct conversion **out, const struct converter *how, struct span bytes,
                     const char *name, struct err *err) {
    *out = NULL;
    struct conversion *conversion = MEM_NEW(struct conversion);
    str_init(&conversion->folder);
    conversion->how = how;
    conversion->name = span_copy(span_of(name));
    assert(conversion->how != NULL);
    enum rc rc = file_make_work_folder(&conversion->folder, err);
    if (rc == RC_OK)
        rc = put_copy(conversion, bytes, err);
    if (rc == RC_OK)
        rc = child_start(&conversion->child, conversion->how->arguments, conversion->folder.s,
                         conversion->how->prints ? conversion->how->result : NULL, err);
    if (rc != RC_OK)
        convert_end(conversion);
    else
        *out = conversion;
    return rc;
}

enum rc convert_begin(struct conversion **out, struct span bytes, const char *name,
                      struct err *err) {
    return begin(out, find(bytes, name), bytes, name, err);
}

enum rc convert_begin_pdf(struct conversion **out, struct span docx, struct err *err) {
    *out = NULL;
    if (!child_can_start(pdf_maker.program))
        return err_set(
            err, RC_REFUSED,
            _("导出PDF要用LibreOffice，本机没有装；可以导出docx，在Word或WPS中另存为PDF"));
    return begin(out, &pdf_maker, docx, "", err);
}

bool convert_wait(struct conversion *conversion, int ms) {
    conversion->state = child_wait(conversion->child, ms);
    return conversion->state != CHILD_RUNS;
}

enum rc convert_take(struct conversion *conversion, struct str *bytes, struct str *name,
                     bool *wrapped, struct err *err) {
    const struct converter *how = conversion->how;
    char *path = file_path_join(conversion->folder.s, how->result);
    size_t before = bytes->len;
    enum rc rc = RC_INPUT;
    if (conversion->state == CHILD_DONE && file_kind_of(path) == FILE_REGULAR)
        rc = file_read(bytes, path, import_bytes_most(how->result), NULL);
    mem_free(path);
    if (rc != RC_OK && how == &pdf_maker) {
        str_cut(bytes, before);
        return err_set(err, RC_OUTPUT,
                       _("LibreOffice没有转成PDF；可以导出docx，在Word或WPS中另存为PDF"));
    }
    if (rc != RC_OK) {
        str_cut(bytes, before);
        return err_set(err, RC_INPUT,
                       _("%s没有读出文字：请在Word或WPS中打开，另存为“Word文档（"
                         ".docx）”后再导入"),
                       how->title);
    }
    str_add_text(name, conversion->name);
    str_add_text(name, how->ending);
    *wrapped = how->wrapped;
    return RC_OK;
}

void convert_end(struct conversion *conversion) {
    if (conversion == NULL)
        return;
    child_free(conversion->child);
    if (conversion->folder.len > 0)
        file_drop_folder(conversion->folder.s);
    str_release(&conversion->folder);
    mem_free(conversion->name);
    mem_free(conversion);
}
