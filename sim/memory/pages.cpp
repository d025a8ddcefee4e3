#include "sim/memory/pages.h"

#include <cstdint>
#include <new>

#ifdef PASAR_PORTABLE

#include <cstdlib>

namespace pasar {
namespace {

constexpr std::size_t kCacheLine = 64;

}  // namespace

// The C library's zeroes, which most systems give out untouched as well. It promises no cache line, so the memory
// begins on the first one in it, and in front of that stands where it really begins.
void* take_zeroed_memory(std::size_t bytes) {
    constexpr std::size_t kInFront = kCacheLine + sizeof(void*);
    if (bytes > SIZE_MAX - kInFront) throw std::bad_alloc();
    void* const whole = std::calloc(bytes + kInFront, 1);  // NOLINT(cppcoreguidelines-no-malloc)
    if (whole == nullptr) throw std::bad_alloc();
    auto* const first = static_cast<std::byte*>(whole) + sizeof(void*);
    const auto past_line = reinterpret_cast<std::uintptr_t>(first) % kCacheLine;
    auto* const memory = first + (past_line == 0 ? 0 : kCacheLine - past_line);
    std::memcpy(memory - sizeof(void*), &whole, sizeof(void*));
    return memory;
}

void give_back_memory(void* memory, std::size_t /*bytes*/) noexcept {
    void* whole = nullptr;
    std::memcpy(&whole, static_cast<std::byte*>(memory) - sizeof(void*), sizeof(void*));
    std::free(whole);  // NOLINT(cppcoreguidelines-no-malloc)
}

}  // namespace pasar

#else

#include <sys/mman.h>

namespace pasar {

// Straight from the system, in huge pages where it has them.
void* take_zeroed_memory(std::size_t bytes) {
    void* const memory =
        ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    ::madvise(memory, bytes, MADV_HUGEPAGE);  // only a wish: where it fails pages are small
    return memory;
}

void give_back_memory(void* memory, std::size_t bytes) noexcept { ::munmap(memory, bytes); }

}  // namespace pasar

#endif
