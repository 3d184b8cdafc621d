#include "rekensom/report/folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <utility>

namespace rekensom::report {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(std::string const& what, fs::path const& where, int error) {
    throw FileError(what, where, std::strerror(error));
}

/// A descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    [[nodiscard]] int get() const { return fd_; }
    [[nodiscard]] int close() { return ::close(std::exchange(fd_, -1)); }

private:
    int fd_;
};

/// `shown`: the name that the user knows it by.
void write_all(Descriptor& file, std::string const& content, fs::path const& shown) {
    for (std::size_t at = 0; at < content.size();) {
        ssize_t const n = ::write(file.get(), content.data() + at, content.size() - at);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fail("cannot write", shown, errno);
        at += static_cast<std::size_t>(n);
    }
}

void write_whole(fs::path const& path, std::string const& content, fs::path const& shown) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (file.get() < 0) fail("cannot write", shown, errno);
    write_all(file, content, shown);
    if (::fsync(file.get()) != 0 || file.close() != 0) fail("cannot write", shown, errno);
}

/// A temporary directory beside `directory`, hence in the same file system.
fs::path make_staging(fs::path const& directory) {
    std::string name = (directory.parent_path() / ".rekensom-XXXXXX").string();
    if (!::mkdtemp(name.data())) fail("cannot write beside", directory, errno);
    return name;
}

}  // namespace

std::string read_file(fs::path const& path) {
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) fail("cannot read", path, errno);
    std::string content;
    char buffer[65536];
    for (;;) {
        ssize_t const n = ::read(file.get(), buffer, sizeof buffer);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fail("cannot read", path, errno);
        if (n == 0) return content;
        content.append(buffer, static_cast<std::size_t>(n));
    }
}

Folder::Folder(fs::path const& directory) {
    std::error_code error;
    directory_ = fs::absolute(directory, error).lexically_normal();
    if (!directory_.has_filename()) directory_ = directory_.parent_path();
    if (fs::exists(directory_, error) && !fs::is_directory(directory_, error))
        throw FileError("cannot write into", directory_, "it is not a directory");
    std::vector<fs::path> missing;
    for (fs::path p = directory_.parent_path(); !p.empty() && !fs::exists(p, error); p = p.parent_path())
        missing.push_back(p);
    try {
        for (auto it = missing.rbegin(); it != missing.rend(); ++it) {
            if (::mkdir(it->c_str(), 0777) != 0 && errno != EEXIST) fail("cannot make directory", *it, errno);
            made_.push_back(*it);
        }
        staging_ = make_staging(directory_);
    } catch (...) {
        clean();
        throw;
    }
}

Folder::~Folder() {
    if (!committed_) clean();
}

void Folder::clean() noexcept {
    std::error_code error;
    if (!staging_.empty()) fs::remove_all(staging_, error);
    for (auto it = made_.rbegin(); it != made_.rend(); ++it) ::rmdir(it->c_str());  // only where empty
}

void Folder::write(std::string const& name, std::string const& content) {
    write_whole(staged(name), content, directory_ / name);
    names_.push_back(name);
}

void Folder::append(std::string const& name, std::string const& piece) {
    Descriptor file(::open(staged(name).c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666));
    if (file.get() < 0) fail("cannot write", directory_ / name, errno);
    write_all(file, piece, directory_ / name);
    if (file.close() != 0) fail("cannot write", directory_ / name, errno);
}

void Folder::seal(std::string const& name) {
    Descriptor file(::open(staged(name).c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0 || ::fsync(file.get()) != 0) fail("cannot write", directory_ / name, errno);
    names_.push_back(name);
}

void Folder::commit() {
    std::error_code error;
    ::chmod(staging_.c_str(), 0755);
    if (!fs::exists(directory_, error)) {
        if (::rename(staging_.c_str(), directory_.c_str()) != 0) fail("cannot make directory", directory_, errno);
    } else {
        for (std::string const& name : names_)
            if (::rename(staged(name).c_str(), (directory_ / name).c_str()) != 0)
                fail("cannot replace", directory_ / name, errno);
        fs::remove_all(staging_, error);
    }
    committed_ = true;
}

void write_file(fs::path const& path, std::string const& content) {
    std::string temporary = path.string() + ".partial-XXXXXX";
    int const fd = ::mkstemp(temporary.data());
    if (fd < 0) fail("cannot write", path, errno);
    ::close(fd);
    ::unlink(temporary.c_str());
    try {
        write_whole(temporary, content, path);
        if (::rename(temporary.c_str(), path.c_str()) != 0) fail("cannot write", path, errno);
    } catch (...) {
        ::unlink(temporary.c_str());
        throw;
    }
}

}  // namespace rekensom::report
