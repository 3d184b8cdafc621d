#include "rekensom/serve/guard.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace rekensom::serve;

namespace {

std::string const secret = "0123456789abcdef0123456789abcdef";

Guard guard(Reach reach = Reach::loopback) { return {secret, reach, 8911, {"planner.example"}}; }

Asked get(std::string_view host, std::string_view path = "/") {
    Asked asked{"GET", path, "", {host}, "", "", "", ""};
    return asked;
}

Asked post(std::string_view path = "/api/run") {
    return {"POST", path, "", {"127.0.0.1:8911"}, "http://127.0.0.1:8911", "same-origin", "application/json", secret};
}

int status(Guard const& guard, Asked const& asked) {
    auto const refused = guard.check(asked);
    return refused ? refused->status : 200;
}

}  // namespace

TEST_CASE("only our own names are answered to", "[serve][constructed]") {
    Guard const alone = guard();
    for (char const* host : {"127.0.0.1:8911", "localhost:8911", "LocalHost:8911", "[::1]:8911"}) {
        INFO(host);
        CHECK(status(alone, get(host)) == 200);
    }
    for (char const* host :
         {"", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8911x", "127.0.0.1:", "evil.example:8911",
          "127.0.0.1.evil.example:8911", "localhost.evil.example:8911", "192.168.1.7:8911", "planner.example:8911",
          "[::1", "[::1]x:8911", "127.0.0.1:8911:8911", "user@127.0.0.1:8911", "0.0.0.0:8911", "127.1:8911"}) {
        INFO(host);
        CHECK(status(alone, get(host)) == 403);
    }
    Asked twice = get("127.0.0.1:8911");
    twice.hosts.emplace_back("evil.example:8911");
    CHECK(status(alone, twice) == 403);
    twice.hosts.clear();
    CHECK(status(alone, twice) == 403);
}

TEST_CASE("over the network a numeric address or our own name, and never without the token", "[serve][constructed]") {
    Guard const open = guard(Reach::network);
    for (char const* host : {"192.168.1.7:8911", "[fe80::1]:8911", "planner.example:8911", "localhost:8911"}) {
        INFO(host);
        CHECK(status(open, get(host)) == 403);
        Asked asked = get(host);
        std::string const query = "lang=nl&token=" + secret;
        asked.query = query;
        CHECK(status(open, asked) == 200);
    }
    for (char const* host : {"evil.example:8911", "192.168.1.7:80", "999.1.1.1:8911", "192.168.1.7.evil.example:8911"}) {
        INFO(host);
        Asked asked = get(host);
        std::string const query = "token=" + secret;
        asked.query = query;
        CHECK(status(open, asked) == 403);
    }
}

TEST_CASE("another site's page may not ask", "[serve][constructed]") {
    Guard const alone = guard();
    CHECK(status(alone, post()) == 200);
    for (char const* origin : {"http://evil.example", "null", "https://127.0.0.1:8911", "http://127.0.0.1",
                               "http://127.0.0.1:8912", "http://localhost:8911", "file://"}) {
        INFO(origin);
        Asked asked = post();
        asked.origin = origin;
        CHECK(status(alone, asked) == 403);
    }
    for (char const* site : {"cross-site", "same-site", "none"}) {
        INFO(site);
        Asked asked = post();
        asked.fetch_site = site;
        CHECK(status(alone, asked) == 403);
    }
}

TEST_CASE("every request to the API carries the token, as it is", "[serve][constructed]") {
    Guard const alone = guard();
    for (std::string const& token :
         {std::string(), secret.substr(1), secret + "0", "1" + secret.substr(1), std::string(32, '\0')}) {
        Asked asked = post();
        asked.token = token;
        CHECK(status(alone, asked) == 403);
        Asked reads = get("localhost:8911", "/api/scenario");
        reads.token = token;
        CHECK(status(alone, reads) == 403);
    }
    CHECK_FALSE(same_secret("", ""));
    CHECK(same_secret(secret, secret));
}

TEST_CASE("methods and bodies are those of the contract", "[serve][constructed]") {
    Guard const alone = guard();
    for (char const* method : {"PUT", "DELETE", "OPTIONS", "TRACE", "POST"}) {
        INFO(method);
        Asked asked = get("localhost:8911");
        asked.method = method;
        CHECK(status(alone, asked) == 405);
    }
    Asked asked = get("localhost:8911");
    asked.method = "HEAD";
    CHECK(status(alone, asked) == 200);
    asked = post();
    asked.method = "GET";
    CHECK(status(alone, asked) == 405);
    for (char const* type : {"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"}) {
        INFO(type);
        asked = post();
        asked.content_type = type;
        CHECK(status(alone, asked) == 415);
    }
    asked.content_type = "Application/JSON; charset=utf-8";
    CHECK(status(alone, asked) == 200);
}

TEST_CASE("tokens are long and never twice the same", "[serve]") {
    std::set<std::string> made;
    for (int i = 0; i < 100; ++i) made.insert(make_token());
    CHECK(made.size() == 100);
    for (std::string const& token : made) {
        CHECK(token.size() == 32);
        CHECK(token.find_first_not_of("0123456789abcdef") == std::string::npos);
    }
}

TEST_CASE("values of a query", "[serve][constructed]") {
    CHECK(query_value("a=1&token=xyz&b", "token") == "xyz");
    CHECK(query_value("a=1&token=xyz&b", "b").empty());
    CHECK(query_value("token", "token").empty());
    CHECK(query_value("mytoken=1", "token").empty());
    CHECK(query_value("", "token").empty());
    CHECK(query_value("token=a=b", "token") == "a=b");
}
