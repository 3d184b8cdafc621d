#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rekensom/report/facts.hpp"

// Where contacts and money are: by reason, channel, team and journey, and a contact and a customer over all of it.

namespace rekensom::report {

enum class Part { all, reason, channel, team, journey };
[[nodiscard]] std::string_view name_of(Part part);                           ///< "reason", for machines
[[nodiscard]] std::string_view words_of(Part part, Numbers const& numbers);  ///< "Reason"

/// Of one part in one world: means over the last 12 months, a year. None: not of this kind of part.
struct PartFigures {
    std::optional<double> contacts{};   ///< handled; of a self-service channel tried
    std::optional<double> avoidable{};  ///< that still come
    std::optional<double> cost{};       ///< money, work and what is paid by the contact
    std::optional<double> each{};       ///< cost of a contact
    std::optional<double> fte{};
    std::optional<double> wait{};                 ///< s
    std::optional<double> right{};                ///< first time right, share
    std::optional<double> contacts_a_customer{};  ///< a year
    std::optional<double> cost_a_customer{};      ///< a year
};

struct PartFacts {
    Part part = Part::all;
    std::string name{}, label{};
    bool valuable = false;  ///< a reason whose contacts are worth having
    PartFigures baseline{};
    std::vector<PartFigures> alternatives{};  ///< by case
    std::vector<double> saving{};             ///< of a reason, by case: potential, over the horizon
};

/// All of it first, then in the order of the scenario.
[[nodiscard]] std::vector<PartFacts> breakdown(Facts const& facts);

}  // namespace rekensom::report
