/* What `make cover` links in: a process that ends by _exit() leaves its counts too. */
void __gcov_dump(void); /* libgcov's */

_Noreturn void __real__exit(int code); /* the linker's names: --wrap=_exit */
_Noreturn void __wrap__exit(int code);

void __wrap__exit(int code) {
    __gcov_dump();
    __real__exit(code);
}
