/* libFuzzer's way into a target: FUZZ_TARGET names it. */
#include "tests/fuzz/target.h"

#include <iconv.h>
#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

static const struct fuzz_target *chosen;

/* libc loads an encoding when it is first opened and unloads it with its last descriptor, which
   would be most of the time of an input: one of each that we or uchardet name stays open. */
static void keep_encodings(void) {
    static const char *const names[] = {
        "GB18030",      "GBK",          "BIG5",         "BIG5-HKSCS",   "UTF-16",
        "SHIFT_JIS",    "EUC-JP",       "EUC-KR",       "EUC-TW",       "UHC",
        "JOHAB",        "ISO-2022-JP",  "ISO-2022-KR",  "ISO-2022-CN",  "ISO-8859-1",
        "ISO-8859-2",   "ISO-8859-3",   "ISO-8859-4",   "ISO-8859-5",   "ISO-8859-6",
        "ISO-8859-7",   "ISO-8859-8",   "ISO-8859-9",   "ISO-8859-10",  "ISO-8859-11",
        "ISO-8859-13",  "ISO-8859-15",  "ISO-8859-16",  "WINDOWS-1250", "WINDOWS-1251",
        "WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1255", "WINDOWS-1256", "WINDOWS-1257",
        "WINDOWS-1258", "KOI8-R",       "IBM852",       "IBM855",       "IBM865",
        "IBM866",       "TIS-620",      "VISCII",       "MAC-CYRILLIC", "MAC-CENTRALEUROPE",
    };
    static iconv_t kept[2 * ARRAY_LEN(names)];
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        kept[2 * i] = iconv_open("UTF-8", names[i]);
        kept[2 * i + 1] = iconv_open(names[i], "UTF-8");
    }
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    const char *name = getenv("FUZZ_TARGET");
    chosen = name != NULL ? fuzz_target_find(name) : NULL;
    if (chosen == NULL)
        fuzz_fail("FUZZ_TARGET names no target");
    keep_encodings();
    return 0;
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n) {
    chosen->run((struct span){(const char *)bytes, n});
    return 0;
}
