#include "run/checkpoint.hpp"

#include "run/bytes.hpp"

#include <cstring>
#include <stdexcept>

namespace rekensom::run {
namespace {

constexpr std::uint64_t magic = 0x72656b656e736f32;  // changes with the layout

std::uint64_t checksum(std::string_view bytes) {
    std::uint64_t sum = 0xcbf29ce484222325;
    for (char c : bytes) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return sum;
}

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
