/* libFuzzer's way into a target: FUZZ_TARGET names it. */
#include "tests/fuzz/target.h"

#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

static const struct fuzz_target *chosen;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    const char *name = getenv("FUZZ_TARGET");
    chosen = name != NULL ? fuzz_target_find(name) : NULL;
    if (chosen == NULL)
        fuzz_fail("FUZZ_TARGET names no target");
    return 0;
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n) {
    chosen->run((struct span){(const char *)bytes, n});
    return 0;
}
