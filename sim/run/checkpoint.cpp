#include "run/checkpoint.hpp"

#include <cstring>
#include <stdexcept>
#include <type_traits>
#include <vector>

namespace rekensom::run {
namespace {

constexpr std::uint64_t magic = 0x72656b656e736f31;  // changes with the layout

std::uint64_t checksum(std::string_view bytes) {
    std::uint64_t sum = 0xcbf29ce484222325;
    for (char c : bytes) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return sum;
}

struct Writer {
    std::string bytes;
    template <class T>
    void operator()(T const& value) {
        static_assert(std::is_trivially_copyable_v<T>);
        std::size_t const at = bytes.size();
        bytes.resize(at + sizeof value);
        std::memcpy(bytes.data() + at, &value, sizeof value);
    }
    template <class T>
    void operator()(std::vector<T> const& values) {
        static_assert(std::is_trivially_copyable_v<T>);
        (*this)(static_cast<std::uint64_t>(values.size()));
        std::size_t const at = bytes.size(), size = values.size() * sizeof(T);
        bytes.resize(at + size);
        if (size > 0) std::memcpy(bytes.data() + at, values.data(), size);
    }
};

struct Reader {
    std::string_view bytes;
    [[nodiscard]] std::string_view take(std::size_t size) {
        if (size > bytes.size()) throw std::runtime_error("the checkpoint is torn off");
        std::string_view const piece = bytes.substr(0, size);
        bytes.remove_prefix(size);
        return piece;
    }
    template <class T>
    void operator()(T& value) {
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
    }
    template <class T>
    void operator()(std::vector<T>& values) {
        std::uint64_t size = 0;
        (*this)(size);
        if (size > bytes.size() / sizeof(T)) throw std::runtime_error("the checkpoint is torn off");
        values.resize(size);
        if (size > 0) std::memcpy(values.data(), take(size * sizeof(T)).data(), size * sizeof(T));
    }
};

}  // namespace

std::string save(Ledger& ledger, std::uint64_t planned, std::uint64_t fingerprint) {
    Writer writer;
    writer(magic), writer(fingerprint), writer(planned);
    ledger.visit(writer);
    writer(checksum(writer.bytes));
    return std::move(writer.bytes);
}

std::uint64_t resume(Ledger& ledger, std::string_view bytes, std::uint64_t fingerprint) {
    std::uint64_t kind = 0, of = 0, planned = 0, sum = 0;
    if (bytes.size() < 4 * sizeof sum) throw std::runtime_error("the checkpoint is torn off");
    std::memcpy(&sum, bytes.data() + bytes.size() - sizeof sum, sizeof sum);
    bytes.remove_suffix(sizeof sum);
    if (checksum(bytes) != sum) throw std::runtime_error("the checkpoint is damaged (its checksum does not fit)");
    Reader reader{bytes};
    reader(kind), reader(of), reader(planned);
    if (kind != magic) throw std::runtime_error("the checkpoint is of another version of rekensom");
    if (of != fingerprint)
        throw std::runtime_error(
            "the checkpoint is of another run: the scenario, seed, sampling, draws or flags differ");
    ledger.visit(reader);
    return planned;
}

}  // namespace rekensom::run
