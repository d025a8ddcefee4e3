// Memory for tens of millions of buyers: zero until touched, so that people who never hear of the platform cost
// nothing, in huge pages where the system has them, since buyers are visited in no order.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <span>
#include <type_traits>
#include <utility>

namespace pasar {

/// So many bytes, all zero, that begin on a cache line. Throws std::bad_alloc. To be given back with as many bytes.
[[nodiscard]] void* take_zeroed_memory(std::size_t bytes);
void give_back_memory(void* memory, std::size_t bytes) noexcept;

/// A fixed array of `T` whose bytes are all zero at first. T must be valid when zero-initialised.
template <class T>
class ZeroedPages {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    ZeroedPages() = default;
    explicit ZeroedPages(std::size_t count) : count_(count) {
        if (count > 0) data_ = static_cast<T*>(take_zeroed_memory(bytes()));
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
        if (data_ != nullptr) give_back_memory(data_, bytes());
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
