// Memory for tens of millions of buyers: zero until touched, so that people who never hear of the platform cost
// nothing, in huge pages where the system has them, since buyers are visited in no order.
#pragma once

#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

namespace pasar {

/// A fixed array of `T` whose bytes are all zero at first. T must be valid when zero-initialised.
template <class T>
class ZeroedPages {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    ZeroedPages() = default;
    explicit ZeroedPages(std::size_t count) : count_(count) {
        if (count == 0) return;
        void* memory = ::mmap(nullptr, count * sizeof(T), PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (memory == MAP_FAILED) throw std::bad_alloc();
        ::madvise(memory, count * sizeof(T), MADV_HUGEPAGE);  // only a wish: where it fails pages are small
        data_ = static_cast<T*>(memory);
    }
    /// Pages of zeroes stay untouched in the copy.
    ZeroedPages(const ZeroedPages& other) : ZeroedPages(other.count_) {
        constexpr std::size_t kPage = 4096;
        static constexpr std::array<std::byte, kPage> kZeroes{};
        const auto* from = reinterpret_cast<const std::byte*>(other.data_);
        auto* to = reinterpret_cast<std::byte*>(data_);
        for (std::size_t done = 0; done < bytes(); done += kPage) {
            const std::size_t size = std::min(kPage, bytes() - done);
            if (std::memcmp(from + done, kZeroes.data(), size) != 0) std::memcpy(to + done, from + done, size);
        }
    }
    ZeroedPages(ZeroedPages&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)), count_(std::exchange(other.count_, 0)) {}
    ZeroedPages& operator=(const ZeroedPages&) = delete;
    ZeroedPages& operator=(ZeroedPages&& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(count_, other.count_);
        return *this;
    }
    ~ZeroedPages() {
        if (data_ != nullptr) ::munmap(data_, count_ * sizeof(T));
    }

    [[nodiscard]] T& operator[](std::size_t i) { return data_[i]; }
    [[nodiscard]] const T& operator[](std::size_t i) const { return data_[i]; }
    [[nodiscard]] std::span<T> part(std::size_t first, std::size_t count) { return {data_ + first, count}; }
    [[nodiscard]] std::size_t size() const { return count_; }
    [[nodiscard]] std::size_t bytes() const { return count_ * sizeof(T); }

private:
    T* data_ = nullptr;
    std::size_t count_ = 0;
};

}  // namespace pasar
