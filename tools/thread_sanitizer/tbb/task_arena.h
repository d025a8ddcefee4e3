// Stands in for oneTBB in builds with the thread sanitizer. Debian's oneTBB is not compiled for the sanitizer, which
// therefore takes its hand-overs between threads for data races. These few plain threads keep what oneTBB promises and
// nothing more: bodies run after what their caller did before and before what it does next, in slots of an arena.
#pragma once

#include <algorithm>
#include <thread>
#include <utility>

namespace tbb {

class task_arena {
public:
    static constexpr int automatic = -1;

    explicit task_arena(int max_concurrency = automatic, unsigned /*reserved_for_masters*/ = 1) {
        initialize(max_concurrency);
    }
    void initialize(int max_concurrency) {
        const int processors = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
        max_concurrency_ = max_concurrency == automatic ? processors : max_concurrency;
    }
    [[nodiscard]] int max_concurrency() const { return max_concurrency_; }

    template <class Function>
    decltype(auto) execute(Function&& function) {
        const Inside inside(*this, 0);
        return std::forward<Function>(function)();
    }

    /// While it lives, this thread is in a slot of an arena.
    class Inside {
    public:
        Inside(task_arena& arena, int slot)
            : arena_before_(std::exchange(current, &arena)), slot_before_(std::exchange(current_slot, slot)) {}
        Inside(const Inside&) = delete;
        Inside& operator=(const Inside&) = delete;
        ~Inside() {
            current = arena_before_;
            current_slot = slot_before_;
        }

    private:
        task_arena* arena_before_;
        int slot_before_;
    };

    inline static thread_local task_arena* current = nullptr;
    inline static thread_local int current_slot = 0;

private:
    int max_concurrency_ = 1;
};

namespace this_task_arena {

inline int current_thread_index() { return task_arena::current_slot; }
inline int max_concurrency() {
    return task_arena::current != nullptr ? task_arena::current->max_concurrency() : task_arena().max_concurrency();
}

}  // namespace this_task_arena

}  // namespace tbb
