#include "rekensom/serve/server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

// The server itself, over its port, asked by many at once: what a data race or a read beyond an end would show up in.

using namespace rekensom;
using namespace rekensom::serve;
using Json = nlohmann::json;

namespace {

struct House {
    House() {
        std::string name = (std::filesystem::temp_directory_path() / "rekensom-server-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        folder = name;
        std::ofstream(folder / "case.toml") << R"(
months = 12
[reasons.billing]
volume = { p10 = 30_000, p90 = 36_000 }
cost_per_contact = 8
avoidable = 0.25
[changes.bill]
prevents.billing = { min = 0.25, likely = 0.40, max = 0.55 }
)";
        run::Options options;
        options.draws = options.keep_draws = 512;
        desk = std::make_unique<Desk>((folder / "case.toml").string(), options);
        server = std::make_unique<Server>(*desk, Address{}, report::Language::en);
        thread = std::thread([this] { server->serve([this] { return go_on.load(); }); });
    }
    ~House() {
        go_on = false;
        thread.join();
        server.reset();
        desk.reset();
        std::filesystem::remove_all(folder);
    }

    /// All that comes back for these bytes, until the other side closes or is silent for 20 s.
    [[nodiscard]] std::string send(std::string const& bytes) const {
        int const socket = ::socket(AF_INET, SOCK_STREAM, 0);
        timeval const patience{20, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in there{};
        there.sin_family = AF_INET;
        there.sin_port = htons(server->port());
        there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        std::string reply;
        if (::connect(socket, reinterpret_cast<sockaddr const*>(&there), sizeof there) == 0) {
            (void)::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            char buffer[4096];
            for (ssize_t n = 0; (n = ::recv(socket, buffer, sizeof buffer, 0)) > 0;)
                reply.append(buffer, static_cast<std::size_t>(n));
        }
        ::close(socket);
        return reply;
    }
    [[nodiscard]] std::string ask(std::string const& method, std::string const& path, std::string const& body,
                                  std::string const& token) const {
        return send(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server->port()) +
                    "\r\nConnection: close\r\nContent-Type: application/json\r\nX-Rekensom-Token: " + token +
                    "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    }

    std::filesystem::path folder;
    std::unique_ptr<Desk> desk;
    std::unique_ptr<Server> server;
    std::atomic<bool> go_on = true;
    std::thread thread;
};

int status_of(std::string const& reply) { return reply.size() > 12 ? std::stoi(reply.substr(9, 3)) : 0; }
std::string body_of(std::string const& reply) { return reply.substr(reply.find("\r\n\r\n") + 4); }

}  // namespace

TEST_CASE("many who ask at once are all answered, and each with the number of its own move", "[serve][constructed]") {
    House const house;
    std::string const token = house.server->token();
    std::atomic<int> answered = 0, refused = 0, given_up = 0, wrong = 0;
    std::vector<std::thread> crowd;
    for (int who = 0; who < 4; ++who)
        crowd.emplace_back([&, who] {
            for (int move = 1; move <= 3; ++move) {
                double const avoidable = 0.1 * (who + 1);
                // Two share a session, so that a newer move of one ends the older run of the other.
                Json const body{{"session", who < 2 ? "shared" : "own" + std::to_string(who)},
                                {"move", 10 * move + who},
                                {"draws", 512},
                                {"edits", {{"reasons.billing.avoidable", avoidable}}}};
                std::string const reply = house.ask("POST", "/api/run", body.dump(), token);
                if (status_of(reply) == 200) {
                    ++answered;
                    Json const npv = Json::parse(body_of(reply)).at("page").at("alternatives").at(0).at("npv");
                    // 33,000 contacts a month or so x 8 x 12 x avoidable x 0.4
                    double const about = 33'000.0 * 8 * 12 * avoidable * 0.4;
                    if (!(npv.at("mean").get<double>() > 0.9 * about && npv.at("mean").get<double>() < 1.1 * about))
                        ++wrong;
                } else if (status_of(reply) == 409) {
                    ++given_up;
                } else {
                    ++wrong;
                }
                if (status_of(house.ask("POST", "/api/run", body.dump(), "guessed")) == 403) ++refused;
                (void)house.send("\x16\x03\x01 nonsense\r\n\r\n");
            }
        });
    for (std::thread& one : crowd) one.join();
    CHECK(answered >= 6);  // the moves of the two that share nothing, at least
    CHECK(answered + given_up == 12);
    CHECK(wrong == 0);
    CHECK(refused == 12);
    std::string const page = house.ask("GET", "/", "", "");
    CHECK(status_of(page) == 200);
    CHECK(page.find(token) != std::string::npos);
}

TEST_CASE("a server that is told to stop ends, though runs and half a request are under way", "[serve][constructed]") {
    std::thread asking;
    {
        House const house;
        std::string const token = house.server->token();
        std::atomic<bool> begun = false;
        asking = std::thread([&house, &begun, token] {
            begun = true;
            Json const body{{"session", "s"}, {"move", 1}, {"draws", 262'144}, {"edits", Json::object()}};
            (void)house.ask("POST", "/api/run", body.dump(), token);
        });
        while (!begun) std::this_thread::yield();
        int const half = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in there{};
        there.sin_family = AF_INET;
        there.sin_port = htons(house.server->port());
        there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::connect(half, reinterpret_cast<sockaddr const*>(&there), sizeof there) == 0);
        (void)::send(half, "POST /api/run HT", 16, MSG_NOSIGNAL);
        const_cast<House&>(house).go_on = false;
        asking.join();  // answered or shut out, not left hanging
        ::close(half);
    }
    SUCCEED();
}
