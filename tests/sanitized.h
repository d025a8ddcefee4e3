// PASAR_TEST_IS_SANITIZED where a sanitizer watches: it takes more memory than any limit that a test might set.
#pragma once

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define PASAR_TEST_IS_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define PASAR_TEST_IS_SANITIZED
#endif
#endif
