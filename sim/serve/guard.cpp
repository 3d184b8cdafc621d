#include "rekensom/serve/guard.hpp"

#include <arpa/inet.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <stdexcept>
#include <string>

namespace rekensom::serve {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

struct HostPort {
    std::string name;  ///< without brackets
    int port = 80;     ///< HTTP's own where none is written
    bool valid = false;
};

HostPort take_apart(std::string_view host) {
    HostPort out;
    std::string_view port;
    if (host.starts_with('[')) {
        std::size_t const end = host.find(']');
        if (end == std::string_view::npos) return out;
        out.name = lower(host.substr(1, end - 1));
        host.remove_prefix(end + 1);
        if (!host.empty() && host.front() != ':') return out;
        port = host;
    } else {
        std::size_t const colon = host.find(':');
        out.name = lower(host.substr(0, colon));
        port = colon == std::string_view::npos ? std::string_view{} : host.substr(colon);
    }
    if (!port.empty()) {
        port.remove_prefix(1);
        auto const [end, error] = std::from_chars(port.data(), port.data() + port.size(), out.port);
        if (error != std::errc() || end != port.data() + port.size()) return out;
    }
    out.valid = !out.name.empty();
    return out;
}

bool is_numeric_address(std::string const& name) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return inet_pton(AF_INET, name.c_str(), bytes.data()) == 1 || inet_pton(AF_INET6, name.c_str(), bytes.data()) == 1;
}

}  // namespace

Guard::Guard(std::string token, Reach reach, unsigned short port, std::vector<std::string> names)
    : token_(std::move(token)), reach_(reach), port_(port), names_(std::move(names)) {
    for (std::string& name : names_) name = lower(name);
}

bool Guard::is_ours(std::string_view host) const {
    HostPort const asked = take_apart(host);
    if (!asked.valid || asked.port != port_) return false;
    if (asked.name == "localhost" || asked.name == "127.0.0.1" || asked.name == "::1") return true;
    if (reach_ == Reach::loopback) return false;
    // A name that somebody else's DNS answers for is never numeric.
    return is_numeric_address(asked.name) || std::find(names_.begin(), names_.end(), asked.name) != names_.end();
}

std::optional<Refusal> Guard::check(Asked const& asked) const {
    if (asked.hosts.size() != 1 || !is_ours(asked.hosts.front()))
        return Refusal{403, "this address is not the one that the program printed"};
    if (!asked.origin.empty() && lower(asked.origin) != "http://" + lower(asked.hosts.front()))
        return Refusal{403, "another site's page may not ask"};
    bool const api = asked.path.starts_with("/api/");
    if (api && !asked.fetch_site.empty() && asked.fetch_site != "same-origin")
        return Refusal{403, "another site's page may not ask"};
    if (api && !same_secret(asked.token, token_))
        return Refusal{
            403,
            "the token is missing or of an earlier start: open the page from the address that the program printed"};
    if (asked.path == "/" && reach_ == Reach::network && !same_secret(query_value(asked.query, "token"), token_))
        return Refusal{403, "the token is missing: open the page from the address that the program printed"};
    bool const reads = asked.method == "GET" || asked.method == "HEAD";
    bool const posts = api && asked.path != "/api/scenario";
    if (posts ? asked.method != "POST" : !reads) return Refusal{405, posts ? "POST is expected" : "GET is expected"};
    if (posts && !lower(asked.content_type).starts_with("application/json"))
        return Refusal{415, "the body is to be application/json"};
    return std::nullopt;
}

std::string make_token() {
    std::array<unsigned char, 16> bytes{};
    if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        throw std::runtime_error("the kernel gives no random numbers for a token");
    std::string token;
    for (unsigned char const byte : bytes) {
        token += "0123456789abcdef"[byte >> 4];
        token += "0123456789abcdef"[byte & 15];
    }
    return token;
}

bool same_secret(std::string_view given, std::string_view secret) {
    unsigned difference = given.size() == secret.size() && !secret.empty() ? 0 : 1;
    for (std::size_t i = 0; i < secret.size(); ++i) {
        char const theirs = i < given.size() ? given[i] : '\0';
        difference |= static_cast<unsigned>(static_cast<unsigned char>(theirs) ^ static_cast<unsigned char>(secret[i]));
    }
    return difference == 0;
}

std::string_view query_value(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        std::size_t const end = query.find('&');
        std::string_view const pair = query.substr(0, end);
        std::size_t const equals = pair.find('=');
        if (pair.substr(0, equals) == name && equals != std::string_view::npos) return pair.substr(equals + 1);
        if (end == std::string_view::npos) break;
        query.remove_prefix(end + 1);
    }
    return {};
}

}  // namespace rekensom::serve
