#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_path.h"
#include "base/os/file_system.h"
#include "tests/support/folder.h"

static void disks_of_other_computers_are_known_by_their_kind(void **state) {
    (void)state;
    static const unsigned long remote[] = {0x6969, 0xFF534D42, 0xFE534D42, 0x65735546, 0x01021997};
    static const unsigned long local[] = {0xEF53,     0x9123683E, 0x58465342,
                                          0x01021994, 0x794C7630, 0};
    for (size_t i = 0; i < ARRAY_LEN(remote); i++)
        assert_true(file_system_is_remote(remote[i]));
    for (size_t i = 0; i < ARRAY_LEN(local); i++)
        assert_false(file_system_is_remote(local[i]));
    /* as a 32-bit number with its sign drawn out */
    assert_true(file_system_is_remote((unsigned long)(long)(int)0xFF534D42u));
}

/* A file that is not there yet is where its folder is. */
static void a_file_is_where_its_folder_is(void **state) {
    (void)state;
    char *folder = folder_new(), *path = file_path_join(folder, "not-there");
    assert_false(file_is_remote(path));
    assert_false(file_is_remote(folder));
    assert_false(file_is_remote("/nosuchfolder/nosuchfile"));
    assert_false(file_is_remote("/proc/self"));
    file_pretend_remote(true);
    assert_true(file_is_remote(path));
    file_pretend_remote(false);
    assert_false(file_is_remote(path));
    mem_free(path);
    folder_free(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(disks_of_other_computers_are_known_by_their_kind),
        cmocka_unit_test(a_file_is_where_its_folder_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
