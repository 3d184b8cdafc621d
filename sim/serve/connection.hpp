#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "rekensom/serve/guard.hpp"
#include "rekensom/serve/server.hpp"

namespace rekensom::serve {

class Connection;

/// What all connections share; touched by the thread that serves alone, but for the pool.
struct House {
    House(Desk& desk_at, Guard guard_at, Limits const& limits_of)
        : desk(desk_at), guard(std::move(guard_at)), limits(limits_of), pool(limits_of.threads) {}

    Desk& desk;
    Guard guard;
    Limits limits;
    std::array<std::string, 2> pages;  ///< by language
    std::size_t language = 0;          ///< of the page that is asked for without one
    std::set<Connection*> open;
    std::size_t jobs = 0;
    boost::asio::thread_pool pool;
};

/// One client: request, answer, request, … each with its time.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(boost::asio::ip::tcp::socket socket, std::shared_ptr<House> house);
    ~Connection();
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;

    void start();
    void close(Why why);  ///< at once

private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    using Response = boost::beast::http::response<boost::beast::http::string_body>;
    using Error = boost::beast::error_code;
    enum class After { next_request, close };

    void read(std::chrono::seconds patience);
    void on_header(Error error);
    void on_body(Error error);
    void route();
    void compute(std::string_view path, std::string_view query);
    void watch_for_hanging_up();
    void on_done(Answer const& done);
    void answer(Answer const& said, After after);
    void drain(std::size_t most);
    [[nodiscard]] std::optional<Refusal> refusal() const;

    boost::beast::tcp_stream stream_;
    boost::beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    std::shared_ptr<House> house_;
    std::shared_ptr<Run> run_;  ///< of the request that is being computed
    boost::asio::steady_timer clock_;
    std::shared_ptr<Response> response_;
    std::array<char, 4096> waste_;
};

}  // namespace rekensom::serve
