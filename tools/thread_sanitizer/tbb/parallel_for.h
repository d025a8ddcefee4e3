// Stands in for oneTBB in builds with the thread sanitizer; task_arena.h says why. Bodies are dealt to threads in turn,
// so that neighbours always run on different threads, however few processors there are.
#pragma once

#include <tbb/blocked_range.h>
#include <tbb/task_arena.h>

#include <concepts>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace tbb {

/// Calls body(0) … body(count - 1). A parallel_for inside a body runs on that body's thread alone.
template <class Body>
void deal_to_threads(std::size_t count, const Body& body) {
    static thread_local bool inside_a_body = false;
    task_arena one_of_its_own;
    task_arena& arena = task_arena::current != nullptr ? *task_arena::current : one_of_its_own;
    const std::size_t threads =
        inside_a_body ? 1 : std::min(count, static_cast<std::size_t>(std::max(1, arena.max_concurrency())));

    std::mutex mutex;
    std::exception_ptr thrown;
    const auto work = [&](std::size_t thread) {
        const bool inside_before = std::exchange(inside_a_body, true);
        try {
            for (std::size_t i = thread; i < count; i += threads) body(i);
        } catch (...) {
            const std::lock_guard lock(mutex);
            thrown = std::current_exception();
        }
        inside_a_body = inside_before;
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t thread = 1; thread < threads; ++thread) {
            others.emplace_back([&, thread] {
                const task_arena::Inside inside(arena, static_cast<int>(thread));
                work(thread);
            });
        }
        work(0);
    }
    if (thrown) std::rethrow_exception(thrown);
}

template <std::integral Index, class Body>
void parallel_for(Index first, std::type_identity_t<Index> last, const Body& body) {
    if (first >= last) return;
    deal_to_threads(static_cast<std::size_t>(last - first),
                    [&](std::size_t i) { body(static_cast<Index>(first + static_cast<Index>(i))); });
}

template <class Value, class Body>
void parallel_for(const blocked_range<Value>& range, const Body& body) {
    const std::size_t parts = (range.size() + range.grainsize() - 1) / range.grainsize();
    deal_to_threads(parts, [&](std::size_t i) {
        const Value begin = range.begin() + static_cast<Value>(i * range.grainsize());
        const Value end = i + 1 == parts ? range.end() : begin + static_cast<Value>(range.grainsize());
        body(blocked_range<Value>(begin, end, range.grainsize()));
    });
}

}  // namespace tbb
