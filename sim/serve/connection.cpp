#include "serve/connection.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <boost/asio/post.hpp>
#include <utility>

namespace rekensom::serve {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

namespace {

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

struct Target {
    std::string_view path, query;
};

Target take_apart(std::string_view target) {
    std::size_t const mark = target.find('?');
    return {target.substr(0, mark), mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1)};
}

/// What went wrong with a request that cannot be read; nothing: there is nobody left to tell.
std::optional<Answer> unreadable(beast::error_code const& error) {
    if (error == http::error::body_limit) return error_answer(413, "the request is too large");
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return error_answer(431, "the request's header is too large");
    if (error == http::error::end_of_stream || error == http::error::partial_message) return std::nullopt;
    if (error.category() == http::make_error_code(http::error::bad_method).category())
        return error_answer(400, "this is not an HTTP request");
    return std::nullopt;
}

/// "name.html", and the same in UTF-8 where it is not ASCII (RFC 6266).
std::string disposition(std::string const& name) {
    std::string plain, encoded;
    bool ascii = true;
    for (char const c : name) {
        auto const byte = static_cast<unsigned char>(c);
        bool const safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                          c == '_' || c == '.';
        ascii = ascii && byte < 0x80;
        plain += byte < 0x80 ? c : '_';
        encoded += safe ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    std::string out = fmt::format("attachment; filename=\"{}\"", plain);
    if (!ascii) out += "; filename*=UTF-8''" + encoded;
    return out;
}

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, std::shared_ptr<House> house)
    : stream_(std::move(socket)),
      buffer_(house->limits.header + 64 * 1024),
      house_(std::move(house)),
      clock_(stream_.get_executor()) {
    house_->open.insert(this);
}

Connection::~Connection() { house_->open.erase(this); }

void Connection::start() {
    beast::error_code ignored;
    stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
    read(house_->limits.reading);
}

void Connection::close(Why why) {
    if (run_) run_->stop(why);
    clock_.cancel();
    stream_.close();
}

void Connection::read(std::chrono::seconds patience) {
    parser_.emplace();
    parser_->header_limit(house_->limits.header);
    parser_->body_limit(house_->limits.body);
    stream_.expires_after(patience);
    http::async_read_header(stream_, buffer_, *parser_,
                            [self = shared_from_this()](Error error, std::size_t) { self->on_header(error); });
}

std::optional<Refusal> Connection::refusal() const {
    auto const& request = parser_->get();
    auto const header = [&](std::string_view name) {
        return view(request[beast::string_view(name.data(), name.size())]);
    };
    Target const target = take_apart(view(request.target()));
    Asked asked{view(request.method_string()),
                target.path,
                target.query,
                {},
                header("Origin"),
                header("Sec-Fetch-Site"),
                header("Content-Type"),
                header("X-Rekensom-Token")};
    auto const [first, last] = request.equal_range(http::field::host);
    for (auto it = first; it != last; ++it) asked.hosts.push_back(view(it->value()));
    return house_->guard.check(asked);
}

void Connection::on_header(Error error) {
    if (error) {
        if (auto const said = unreadable(error)) return answer(*said, After::close);
        return close(Why::gone);
    }
    if (auto const refused = refusal()) return answer(error_answer(refused->status, refused->message), After::close);
    if (parser_->content_length().value_or(0) > house_->limits.body)
        return answer(error_answer(413, "the request is too large"), After::close);
    stream_.expires_after(house_->limits.reading);
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](Error e, std::size_t) { self->on_body(e); });
}

void Connection::on_body(Error error) {
    if (error) {
        if (auto const said = unreadable(error)) return answer(*said, After::close);
        return close(Why::gone);
    }
    stream_.expires_never();
    route();
}

void Connection::route() {
    Target const target = take_apart(view(parser_->get().target()));
    if (target.path.starts_with("/api/")) return compute(target.path, target.query);
    if (target.path != "/") return answer(error_answer(404, "there is nothing here"), After::next_request);
    std::string_view const wanted = query_value(target.query, "lang");
    std::size_t const language = wanted == "nl" ? 1 : wanted == "en" ? 0 : house_->language;
    answer({200, house_->pages[language], "text/html; charset=utf-8"}, After::next_request);
}

void Connection::compute(std::string_view path, std::string_view query) {
    if (house_->jobs >= house_->limits.jobs)
        return answer(error_answer(503, "too many runs at once: try again in a moment"), After::next_request);
    run_ = std::make_shared<Run>();
    Job job = house_->desk.accept(path, query, parser_->get().body(), run_);
    ++house_->jobs;
    clock_.expires_after(house_->limits.computing);
    clock_.async_wait([run = run_](Error error) {
        if (!error) run->stop(Why::too_long);
    });
    watch_for_hanging_up();
    asio::post(house_->pool, [self = shared_from_this(), job = std::move(job)]() mutable {
        Answer done = job();
        auto const executor = self->stream_.get_executor();
        // Moved, so that it is the serving thread that lets go of the connection last.
        asio::post(executor, [self = std::move(self), done = std::move(done)] {
            --self->house_->jobs;
            self->on_done(done);
        });
    });
}

void Connection::watch_for_hanging_up() {
    stream_.socket().async_wait(asio::ip::tcp::socket::wait_read, [self = shared_from_this()](Error error) {
        if (error || !self->run_) return;
        char byte = 0;
        ssize_t const n = ::recv(self->stream_.socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
        if (n == 0 || (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR))
            self->run_->stop(Why::gone);
        else if (n < 0)
            self->watch_for_hanging_up();
    });
}

void Connection::on_done(Answer const& done) {
    bool const gone = run_->why() == Why::gone || run_->why() == Why::ends;
    run_.reset();
    clock_.cancel();
    beast::error_code ignored;
    stream_.socket().cancel(ignored);
    if (gone) return close(Why::gone);
    answer(done, After::next_request);
}

void Connection::answer(Answer const& said, After after) {
    auto const& request = parser_->get();
    response_ = std::make_shared<Response>(static_cast<http::status>(said.status), 11);
    Response& response = *response_;
    response.set(http::field::content_type, said.type);
    response.set("Content-Security-Policy", "frame-ancestors 'none'");
    response.set("X-Frame-Options", "DENY");
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Referrer-Policy", "no-referrer");
    response.set("Cross-Origin-Resource-Policy", "same-origin");
    response.set("Cross-Origin-Opener-Policy", "same-origin");
    response.set(http::field::cache_control, "no-store");
    if (said.status == 405)
        response.set(http::field::allow, said.body.find("POST") == std::string::npos ? "GET, HEAD" : "POST");
    if (!said.attachment.empty()) response.set(http::field::content_disposition, disposition(said.attachment));
    bool const stays = after == After::next_request && request.keep_alive();
    response.keep_alive(stays);
    response.content_length(said.body.size());
    if (request.method() != http::verb::head) response.body() = said.body;
    stream_.expires_after(house_->limits.writing);
    http::async_write(stream_, response, [self = shared_from_this(), stays](Error error, std::size_t) {
        self->response_.reset();
        if (error) return self->close(Why::gone);
        if (stays) return self->read(self->house_->limits.idle);
        // What is still on its way is read and thrown away for a moment: to close at once could take the answer back.
        beast::error_code ignored;
        self->stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
        self->stream_.expires_after(std::chrono::seconds(2));
        self->drain(16 * 1024 * 1024);
    });
}

void Connection::drain(std::size_t most) {
    stream_.async_read_some(asio::buffer(waste_), [self = shared_from_this(), most](Error error, std::size_t n) {
        if (error || n >= most) return self->close(Why::gone);
        self->drain(most - n);
    });
}

}  // namespace rekensom::serve
