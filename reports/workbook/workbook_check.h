// Whether a workbook that libxlsxwriter has written holds all that was to be in it. The library does not look whether
// its temporary files took what it wrote, so on a full disk it packs sheets that lack their end or their middle, and
// reports no error.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace pasar {

/// What is missing: the end of the file, a part whose checksum is another one, a part whose tags do not close, a sheet
/// whose rows are not as many bytes as `bytes_of_rows` says, which counts for sheet after sheet. Empty where nothing
/// is.
[[nodiscard]] std::string missing_in_workbook(const std::filesystem::path& workbook,
                                              const std::vector<std::uint64_t>& bytes_of_rows);

}  // namespace pasar
