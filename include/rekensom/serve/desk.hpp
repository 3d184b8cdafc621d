#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "rekensom/report/numbers.hpp"
#include "rekensom/run/run.hpp"
#include "rekensom/serve/sessions.hpp"

// What the live page asks, answered: bodies of web/live.api.md in, bodies out. Knows nothing of HTTP but its status codes.

namespace rekensom::serve {

struct Answer {
    int status = 200;
    std::string body;
    std::string type = "application/json; charset=utf-8";
    std::string attachment = {};  ///< file name; empty: not a file
};

/// An error as every answer says it: {"message": …}.
[[nodiscard]] Answer error_answer(int status, std::string const& message);

using Job = std::function<Answer()>;

/// One scenario, and who asks about it. Jobs may run in several threads at once.
class Desk {
public:
    /// Reads the file, and runs it with few draws to see what matters most.
    /// \param options  seed, sampling, threads, and the draws of a full answer
    /// \throws std::runtime_error with the file's problems
    Desk(std::string const& file, run::Options const& options);
    ~Desk();
    Desk(Desk const&) = delete;
    Desk& operator=(Desk const&) = delete;

    /// Reads a request to /api/, so that a newer move ends the older run at once; the job then computes the answer, and gives up
    /// when `run` is stopped. What is wrong with the request is the job's answer. Jobs throw nothing.
    [[nodiscard]] Job accept(std::string_view path, std::string_view query, std::string_view body,
                             std::shared_ptr<Run> const& run);
    void stop_all();

    [[nodiscard]] std::string const& title() const;
    [[nodiscard]] std::string const& currency() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace rekensom::serve
