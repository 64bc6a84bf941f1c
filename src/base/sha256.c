#include "base/sha256.h"

#include <openssl/sha.h>

void sha256_add_digits(struct str *out, struct span bytes) {
    static const unsigned char none[1];
    unsigned char hash[SHA256_DIGEST_LENGTH];
    (void)SHA256(bytes.n > 0 ? (const unsigned char *)bytes.p : none, bytes.n, hash);
    for (size_t i = 0; i < sizeof hash; i++)
        str_add_format(out, "%02x", (unsigned)hash[i]);
}
