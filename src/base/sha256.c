#include "base/sha256.h"

#ifdef PORTABLE
#include <sha2.h>

/* libmd: four megabytes less in the one file than with libcrypto. */
static void compute(const unsigned char *bytes, size_t n, unsigned char *hash) {
    SHA2_CTX context;
    SHA256Init(&context);
    SHA256Update(&context, bytes, n);
    SHA256Final(hash, &context);
}
#else
#include <openssl/sha.h>

static void compute(const unsigned char *bytes, size_t n, unsigned char *hash) {
    (void)SHA256(bytes, n, hash);
}
#endif

void sha256_add_digits(struct str *out, struct span bytes) {
    static const unsigned char none[1];
    unsigned char hash[SHA256_DIGITS / 2];
    compute(bytes.n > 0 ? (const unsigned char *)bytes.p : none, bytes.n, hash);
    for (size_t i = 0; i < sizeof hash; i++)
        str_add_format(out, "%02x", (unsigned)hash[i]);
}
