#include "reports/result/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "reports/result/plain_file.h"
#include "words/text.h"

namespace pasar {

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
    if (!context_ || EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(context_.get()), EVP_sha256(), nullptr) != 1) {
        throw std::runtime_error("libcrypto offers no SHA-256");
    }
}

void Sha256::Free::operator()(void* context) const { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context)); }

void Sha256::add(std::string_view bytes) {
    EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_.get()), bytes.data(), bytes.size());
}

std::string Sha256::digest() const {
    // Ending the hashing spoils the context, so a copy is ended.
    Sha256 copy;
    auto* context = static_cast<EVP_MD_CTX*>(copy.context_.get());
    if (EVP_MD_CTX_copy_ex(context, static_cast<const EVP_MD_CTX*>(context_.get())) != 1) throw std::bad_alloc();
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int length = 0;
    EVP_DigestFinal_ex(context, bytes.data(), &length);
    std::string text;
    for (unsigned int i = 0; i < length; ++i) text += fmt::format("{:02x}", bytes[i]);
    return text;
}

std::string sha256_of(std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hash.digest();
}

OutputFile::OutputFile(std::filesystem::path path, Opening opening) : path_(std::move(path)) {
    const bool creates = opening == Opening::Created;
    const int descriptor = creates ? create_plain(path_) : open_plain(path_, O_RDWR);
    if (descriptor < 0) fail(-descriptor);
    file_.reset(fdopen(descriptor, creates ? "wb" : "r+b"));
    if (file_) return;
    const int error = errno;
    ::close(descriptor);
    fail(error);
}

OutputFile::OutputFile(std::filesystem::path path) : OutputFile(std::move(path), Opening::Created) {}

OutputFile OutputFile::replacing(std::filesystem::path path) {
    // What stands there is not looked at, and goes; where it does not, it cannot be created anew.
    (void)::unlink(path.c_str());
    return OutputFile(std::move(path));
}

OutputFile OutputFile::resume(std::filesystem::path path, std::uint64_t bytes) {
    OutputFile file(std::move(path), Opening::Resumed);
    std::string piece(std::size_t{1} << 20U, '\0');
    while (file.bytes_ < bytes) {
        const std::size_t wanted = std::min<std::uint64_t>(piece.size(), bytes - file.bytes_);
        const std::size_t got = std::fread(piece.data(), 1, wanted, file.file_.get());
        if (got == 0) file.fail(std::ferror(file.file_.get()) != 0 ? errno : ENODATA);
        file.hash_.add(std::string_view(piece).substr(0, got));
        file.bytes_ += got;
    }
    if (ftruncate(fileno(file.file_.get()), static_cast<off_t>(bytes)) != 0) file.fail(errno);
    // Between reading and writing C wants the position to be set.
    if (fseeko(file.file_.get(), static_cast<off_t>(bytes), SEEK_SET) != 0) file.fail(errno);
    return file;
}

void OutputFile::write(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) fail(errno);
    hash_.add(bytes);
    bytes_ += bytes.size();
}

FileRecord OutputFile::checkpoint(bool to_disk) {
    if (std::fflush(file_.get()) != 0) fail(errno);
    if (to_disk && fdatasync(fileno(file_.get())) != 0) fail(errno);
    return {.name = path_.filename().string(), .rows = 0, .bytes = bytes_, .sha256 = hash_.digest()};
}

FileRecord OutputFile::close() {
    // File systems that account late tell of a full disk only when the bytes go there, or when the file is closed.
    if (std::fflush(file_.get()) != 0 || fdatasync(fileno(file_.get())) != 0) fail(errno);
    if (std::fclose(file_.release()) != 0) fail(errno);
    return {.name = path_.filename().string(), .rows = 0, .bytes = bytes_, .sha256 = hash_.digest()};
}

void OutputFile::fail(int error) const {
    const std::string what = file_ ? "" : not_plain(path_);
    throw WriteFailed(fmt::format("cannot write {}: {}", printable(path_.string(), 200),
                                  what.empty() ? std::generic_category().message(error) : "it is " + what));
}

FileRecord record_of(const std::filesystem::path& path) {
    const int opened = open_plain(path, O_RDONLY);
    FileRecord record{.name = path.filename().string(), .rows = 0, .bytes = 0, .sha256 = ""};
    Sha256 hash;
    std::array<char, 65536> buffer{};
    int error = opened < 0 ? -opened : 0;
    for (ssize_t count = 1; error == 0 && count > 0;) {
        count = ::read(opened, buffer.data(), buffer.size());
        if (count < 0) error = errno;
        if (count <= 0) break;
        hash.add({buffer.data(), static_cast<std::size_t>(count)});
        record.bytes += static_cast<std::uint64_t>(count);
    }
    if (opened >= 0) ::close(opened);
    if (error != 0) {
        throw std::runtime_error(
            fmt::format("cannot read {}: {}", printable(path.string(), 200), std::generic_category().message(error)));
    }
    record.sha256 = hash.digest();
    return record;
}

}  // namespace pasar
