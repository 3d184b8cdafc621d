#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace rekensom::serve {

/// One thing wrong with what the page sent, in the file reader's words.
struct PageProblem {
    std::string path;  ///< of the edit that it is about; empty: of none
    std::string message, expected, hint;
};

/// The request is not answered: a status, and why.
class Refused : public std::runtime_error {
public:
    Refused(int status, std::string const& message) : std::runtime_error(message), status_(status) {}
    explicit Refused(std::vector<PageProblem> problems)
        : std::runtime_error("there are problems"), status_(422), problems_(std::move(problems)) {}

    [[nodiscard]] int status() const { return status_; }
    [[nodiscard]] std::string body() const;  ///< JSON

private:
    int status_;
    std::vector<PageProblem> problems_;
};

}  // namespace rekensom::serve
