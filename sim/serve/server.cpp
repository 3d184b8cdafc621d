#include "rekensom/serve/server.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <stdexcept>

#include "rekensom/report/live_page.hpp"
#include "serve/connection.hpp"

namespace rekensom::serve {

namespace asio = boost::asio;
using asio::ip::tcp;
using Error = boost::system::error_code;

namespace {

std::string host_name() {
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string();
}

[[noreturn]] void cannot(Address const& address, Error const& error) {
    throw std::runtime_error(fmt::format("cannot listen on {}:{}: {}", address.host, address.port, error.message()));
}

tcp::endpoint endpoint_of(asio::io_context& io, Address const& address) {
    Error error;
    tcp::resolver resolver(io);
    auto const found = resolver.resolve(address.host, std::to_string(address.port), tcp::resolver::passive, error);
    if (error) cannot(address, error);
    return found.begin()->endpoint();
}

}  // namespace

class Server::Impl {
public:
    Impl(Desk& desk, Address const& address, report::Language language, Limits const& limits)
        : acceptor_(io_), tick_(io_), host_(address.host) {
        tcp::endpoint const endpoint = endpoint_of(io_, address);
        Error error;
        acceptor_.open(endpoint.protocol(), error);
        if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
        if (!error) acceptor_.bind(endpoint, error);
        if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
        if (error) cannot(address, error);
        bool const alone = endpoint.address().is_loopback();
        std::vector<std::string> names;
        if (!alone) names = {address.host, host_name()};
        wildcard_ = endpoint.address().is_unspecified();
        house_ = std::make_shared<House>(
            desk, Guard(make_token(), alone ? Reach::loopback : Reach::network, port(), std::move(names)), limits);
        house_->language = language == report::Language::nl ? 1 : 0;
        for (auto const each : {report::Language::en, report::Language::nl})
            house_->pages[each == report::Language::nl ? 1 : 0] =
                report::live_page({each, desk.title(), desk.currency(), house_->guard.token()});
        if (house_->pages[0].empty())
            throw std::runtime_error("this program was built without its pages (REKENSOM_WEB=OFF)");
    }

    ~Impl() { house_->pool.join(); }

    [[nodiscard]] unsigned short port() const { return acceptor_.local_endpoint().port(); }
    [[nodiscard]] std::string const& token() const { return house_->guard.token(); }

    [[nodiscard]] std::string url() const {
        std::string name = wildcard_ ? host_name() : host_;
        if (name.find(':') != std::string::npos) name = "[" + name + "]";
        std::string const secret = house_->guard.reach() == Reach::network ? "?token=" + token() : "";
        return fmt::format("http://{}:{}/{}", name, port(), secret);
    }

    void serve(std::function<bool()> const& go_on) {
        accept();
        wait(go_on);
        io_.run();
        house_->pool.join();
    }

private:
    void accept() {
        acceptor_.async_accept([this](Error error, tcp::socket socket) {
            if (error == asio::error::operation_aborted) return;
            if (error) {  // out of descriptors: they come back
                tick_later();
                return;
            }
            // Who comes when the house is full is shut out, by the socket's end.
            if (house_->open.size() < house_->limits.connections)
                std::make_shared<Connection>(std::move(socket), house_)->start();
            accept();
        });
    }

    void tick_later() {
        auto const pause = std::make_shared<asio::steady_timer>(io_, std::chrono::milliseconds(100));
        pause->async_wait([this, pause](Error error) {
            if (!error && acceptor_.is_open()) accept();
        });
    }

    void wait(std::function<bool()> const& go_on) {
        tick_.expires_after(std::chrono::milliseconds(100));
        tick_.async_wait([this, &go_on](Error error) {
            if (!error && go_on()) return wait(go_on);
            Error ignored;
            acceptor_.close(ignored);
            house_->desk.stop_all();
            std::vector<std::shared_ptr<Connection>> open;
            for (Connection* const connection : house_->open)
                if (auto const held = connection->weak_from_this().lock()) open.push_back(held);
            for (auto const& connection : open) connection->close(Why::ends);
        });
    }

    asio::io_context io_{1};
    tcp::acceptor acceptor_;
    asio::steady_timer tick_;
    std::string host_;
    bool wildcard_ = false;
    std::shared_ptr<House> house_;
};

Server::Server(Desk& desk, Address const& address, report::Language language, Limits const& limits)
    : impl_(std::make_unique<Impl>(desk, address, language, limits)) {}
Server::~Server() = default;

unsigned short Server::port() const { return impl_->port(); }
std::string Server::url() const { return impl_->url(); }
std::string const& Server::token() const { return impl_->token(); }
void Server::serve(std::function<bool()> const& go_on) { impl_->serve(go_on); }

}  // namespace rekensom::serve
