#include "reports/output_file.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <array>
#include <cerrno>
#include <system_error>

#include "reports/text.h"

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

std::string Sha256::digest() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int length = 0;
    EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_.get()), bytes.data(), &length);
    std::string text;
    for (unsigned int i = 0; i < length; ++i) text += fmt::format("{:02x}", bytes[i]);
    return text;
}

std::string sha256_of(std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hash.digest();
}

OutputFile::OutputFile(std::filesystem::path path) : path_(std::move(path)), file_(std::fopen(path_.c_str(), "wb")) {
    if (!file_) fail(errno);
}

void OutputFile::write(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) fail(errno);
    hash_.add(bytes);
    bytes_ += bytes.size();
}

FileRecord OutputFile::close() {
    // fclose reports what the buffer could not hand over, and file systems that account late report it only here.
    if (std::fflush(file_.get()) != 0) fail(errno);
    if (std::fclose(file_.release()) != 0) fail(errno);
    return {.name = path_.filename().string(), .rows = 0, .bytes = bytes_, .sha256 = hash_.digest()};
}

void OutputFile::fail(int error) const {
    throw WriteFailed(
        fmt::format("cannot write {}: {}", printable(path_.string(), 200), std::generic_category().message(error)));
}

}  // namespace pasar
