// Asking for memory before it is needed. A market of millions fits no cache, and a wait for memory is as long as all
// the arithmetic of a visit; memory that is asked for some turns earlier comes meanwhile.
#pragma once

#include <atomic>
#include <cstddef>
#include <span>

namespace pasar {

/// Asks for the cache line on which `thing` begins. The fence is no instruction: it keeps g++ from taking a function
/// that does nothing but ask for a function without effect, whose calls it would drop.
template <class T>
void fetch(const T& thing) {
    __builtin_prefetch(&thing);
    std::atomic_signal_fence(std::memory_order_acquire);
}

/// Asks for all of a thing that may lie across two cache lines.
template <class T>
void fetch_whole(const T& thing) {
    static_assert(sizeof(T) <= 64);
    const auto* const bytes = reinterpret_cast<const char*>(&thing);
    fetch(bytes[0]);
    fetch(bytes[sizeof(T) - 1]);
}

/// Asks for all that `things` lie on.
template <class T>
void fetch_all(std::span<const T> things) {
    constexpr std::size_t kCacheLine = 64;
    if (things.empty()) return;
    const auto* const bytes = reinterpret_cast<const char*>(things.data());
    for (std::size_t i = 0; i < things.size_bytes(); i += kCacheLine) fetch(bytes[i]);
    fetch(bytes[things.size_bytes() - 1]);  // they may begin in the middle of a line
}

}  // namespace pasar
