// What tests read out of a run: counts over days, states of an evening, key figures by name, cells of tables by column.
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <string>
#include <string_view>
#include <variant>

#include "sim/counts/result.h"

namespace pasar::testing {

inline std::int64_t on_day(const RunResult& result, std::int64_t day, Count what) {
    return result.days[static_cast<std::size_t>(day)].counts[static_cast<std::size_t>(what)];
}
inline std::int64_t evening(const RunResult& result, std::int64_t day, State what) {
    return result.days[static_cast<std::size_t>(day)].states[static_cast<std::size_t>(what)];
}
inline std::int64_t at_the_end(const RunResult& result, State what) {
    return evening(result, static_cast<std::int64_t>(result.days.size()) - 1, what);
}

/// Summed over the days [first, end); end -1 is the end of the run.
inline std::int64_t total(const RunResult& result, Count what, std::int64_t first = 0, std::int64_t end = -1) {
    std::int64_t sum = 0;
    const auto last = end < 0 ? static_cast<std::int64_t>(result.days.size()) : end;
    for (std::int64_t day = first; day < last; ++day) sum += on_day(result, day, what);
    return sum;
}
inline double share(const RunResult& result, Count part, Count whole) {
    return static_cast<double>(total(result, part)) / static_cast<double>(total(result, whole));
}

inline double kpi(const RunResult& result, std::string_view name) {
    const std::size_t place = find_kpi(name);
    REQUIRE(place < kKpiCount);
    return result.kpis[place];
}

/// A table with cells by row and name of column.
class Rows {
public:
    Rows(RunResult&&, std::string_view) = delete;  // the table must outlive its reader
    Rows(const RunResult& result, std::string_view file) {
        for (const Table& table : result.tables)
            if (table.file == file) table_ = &table;
        REQUIRE(table_ != nullptr);
    }
    [[nodiscard]] std::size_t size() const { return table_->rows(); }
    [[nodiscard]] const std::string& text(std::size_t row, std::string_view column) const {
        return std::get<std::string>(cell(row, column));
    }
    [[nodiscard]] std::int64_t whole(std::size_t row, std::string_view column) const {
        return std::get<std::int64_t>(cell(row, column));
    }
    [[nodiscard]] double number(std::size_t row, std::string_view column) const {
        const Cell& c = cell(row, column);
        return std::holds_alternative<double>(c) ? std::get<double>(c) : static_cast<double>(std::get<std::int64_t>(c));
    }

private:
    [[nodiscard]] const Cell& cell(std::size_t row, std::string_view column) const {
        for (std::size_t c = 0; c < table_->columns.size(); ++c)
            if (table_->columns[c].name == column) return table_->cells[row * table_->columns.size() + c];
        FAIL("no column " << std::string(column) << " in " << table_->file);
        return table_->cells.front();
    }
    const Table* table_ = nullptr;
};

/// Balance of an account on a day, out of the table "ledger".
inline std::int64_t balance(const RunResult& result, std::int64_t day, std::string_view account) {
    const Rows ledger(result, "ledger");
    for (std::size_t row = 0; row < ledger.size(); ++row)
        if (ledger.whole(row, "day") == day && ledger.text(row, "account") == account)
            return ledger.whole(row, "balance");
    FAIL("no account " << std::string(account));
    return 0;
}
inline std::int64_t last_balance(const RunResult& result, std::string_view account) {
    return balance(result, static_cast<std::int64_t>(result.days.size()) - 1, account);
}

/// Lost money by party, of one kind of incident or of all, out of the table "losses".
inline std::int64_t loss_of(const RunResult& result, std::string_view party, std::string_view incident = "") {
    const Rows losses(result, "losses");
    std::int64_t sum = 0;
    for (std::size_t row = 0; row < losses.size(); ++row)
        if (losses.text(row, "party") == party && (incident.empty() || losses.text(row, "incident") == incident))
            sum += losses.whole(row, "loss");
    return sum;
}

/// The same to the last bit; an empty figure is like another empty one.
inline bool same(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0 || (std::isnan(a) && std::isnan(b)); }
inline bool same(const Cell& a, const Cell& b) {
    if (a.index() != b.index()) return false;
    return std::holds_alternative<double>(a) ? same(std::get<double>(a), std::get<double>(b)) : a == b;
}
inline bool same(const DayRow& a, const DayRow& b) { return a.counts == b.counts && a.states == b.states; }
inline bool same(const Table& a, const Table& b);
template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b) {
    bool all = a.size() == b.size();
    for (std::size_t i = 0; all && i < a.size(); ++i) all = same(a[i], b[i]);
    return all;
}
inline bool same(const Table& a, const Table& b) { return a.file == b.file && same(a.cells, b.cells); }
inline bool same(const RunResult& a, const RunResult& b) {
    return same(a.kpis, b.kpis) && same(a.days, b.days) && same(a.tables, b.tables);
}

}  // namespace pasar::testing
