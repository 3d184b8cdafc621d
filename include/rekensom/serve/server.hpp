#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "rekensom/report/numbers.hpp"
#include "rekensom/serve/desk.hpp"

namespace rekensom::serve {

/// What one who asks may cost.
struct Limits {
    std::size_t connections = 400;       ///< open at once; who comes later is shut out
    std::size_t jobs = 8;                ///< computed or waiting; more are answered 503
    std::size_t threads = 3;             ///< jobs computed at once, each on all cores
    std::uint32_t header = 16 * 1024;    ///< bytes
    std::uint64_t body = 512 * 1024;     ///< bytes
    std::chrono::seconds reading{10};    ///< for a header, and again for a body, whatever dribbles in
    std::chrono::seconds idle{60};       ///< between two requests
    std::chrono::seconds writing{30};    ///< for an answer
    std::chrono::seconds computing{90};  ///< for a job
};

struct Address {
    std::string host = "127.0.0.1";  ///< anything but this machine alone asks for the token in the page's address too
    unsigned short port = 0;         ///< 0: any that is free
};

class Server {
public:
    /// Binds; who connects waits for `serve`. \throws std::runtime_error with the address and the reason
    Server(Desk& desk, Address const& address, report::Language language, Limits const& limits = {});
    ~Server();
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;

    [[nodiscard]] unsigned short port() const;
    [[nodiscard]] std::string url() const;  ///< to open in a browser, with the token where that is needed
    [[nodiscard]] std::string const& token() const;

    /// Until `go_on`, asked ten times a second, says no; then every run is stopped and every connection closed.
    void serve(std::function<bool()> const& go_on);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace rekensom::serve
