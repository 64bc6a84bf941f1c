/* What C++ without its library needs of it for uchardet: memory, and the end of a call that cannot be. */
#include <stdlib.h>

static void *take(size_t size) {
    void *block = malloc(size > 0 ? size : 1);
    if (block == nullptr)
        abort();
    return block;
}
void *operator new(size_t size) { return take(size); }
void *operator new[](size_t size) { return take(size); }
void operator delete(void *block) noexcept { free(block); }
void operator delete[](void *block) noexcept { free(block); }
void operator delete(void *block, size_t) noexcept { free(block); }
void operator delete[](void *block, size_t) noexcept { free(block); }
extern "C" void __cxa_pure_virtual() { abort(); }
