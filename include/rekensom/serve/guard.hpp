#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Who may ask. The server listens where every page in the user's browser can reach it: so nothing is answered to a name that is
// not ours (DNS rebinding), nor to another site's page (its Origin, or what the browser says of it), nor without the token, which
// only our own page knows.

namespace rekensom::serve {

enum class Reach {
    loopback,  ///< this machine alone
    network,   ///< whoever can reach the address and knows the token
};

/// What of a request decides on it; an empty text is a header that is not there.
struct Asked {
    std::string_view method, path, query;  ///< "POST", "/api/run", "token=…"
    std::vector<std::string_view> hosts;   ///< every Host header
    std::string_view origin, fetch_site, content_type, token;
};

struct Refusal {
    int status = 403;
    std::string message;
};

class Guard {
public:
    /// \param names  of this machine, under which it may be asked besides its numeric addresses (`network` only)
    Guard(std::string token, Reach reach, unsigned short port, std::vector<std::string> names = {});

    /// Nothing: it may pass.
    [[nodiscard]] std::optional<Refusal> check(Asked const& asked) const;
    [[nodiscard]] std::string const& token() const { return token_; }
    [[nodiscard]] Reach reach() const { return reach_; }

private:
    [[nodiscard]] bool is_ours(std::string_view host) const;

    std::string token_;
    Reach reach_;
    unsigned short port_;
    std::vector<std::string> names_;
};

/// 128 bits of the kernel's chance, hexadecimal. \throws std::runtime_error where there is none
[[nodiscard]] std::string make_token();

/// In a time that tells nothing about where they differ.
[[nodiscard]] bool same_secret(std::string_view given, std::string_view secret);

/// The value of `name` in "a=1&b=2"; empty: not there.
[[nodiscard]] std::string_view query_value(std::string_view query, std::string_view name);

}  // namespace rekensom::serve
