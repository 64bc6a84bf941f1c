#include "tests/support/folder.h"

#include "base/mem.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *folder_new(void) {
    const char *home = getenv("TMPDIR");
    struct str path = STR_INIT;
    str_add_format(&path, "%s/jixiao-test-XXXXXX", home != NULL ? home : "/tmp");
    assert(mkdtemp(path.s) != NULL);
    assert(chmod(path.s, 0777) == 0);
    return str_detach(&path);
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *walk) {
    (void)st, (void)kind, (void)walk;
    return remove(path);
}

void folder_free(char *folder) {
    assert(nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS) == 0);
    mem_free(folder);
}

size_t folder_count(const char *folder) {
    DIR *dir = opendir(folder);
    assert(dir != NULL);
    size_t count = 0;
    const struct dirent *entry;
    while ((entry = readdir(dir)) != NULL)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    (void)closedir(dir);
    return count;
}

void folder_put(const char *path, struct span bytes) {
    FILE *file = fopen(path, "wb");
    assert(file != NULL);
    assert(bytes.n == 0 || fwrite(bytes.p, 1, bytes.n, file) == bytes.n);
    assert(fclose(file) == 0);
}

void folder_get(const char *path, struct str *out) {
    FILE *file = fopen(path, "rb");
    assert(file != NULL);
    char piece[4096];
    for (size_t n; (n = fread(piece, 1, sizeof piece, file)) > 0;)
        str_add(out, (struct span){piece, n});
    (void)fclose(file);
}

bool folder_holds(const char *path, struct span bytes) {
    struct str have = STR_INIT;
    folder_get(path, &have);
    bool same = span_equal(str_span(&have), bytes);
    str_release(&have);
    return same;
}
