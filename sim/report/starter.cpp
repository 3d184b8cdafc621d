#include <fmt/format.h>

#include "rekensom/model/keys.hpp"
#include "rekensom/report/catalogues.hpp"

namespace rekensom::report {
namespace {

std::string_view const example = R"(
start = "2026-01"                 # first month
months = 36                       # horizon

[finance]
discount_rate = "6%"              # a year; ask finance

[channels.phone]                  # without a team a contact simply costs money
cost_per_contact = { min = 7, likely = 8.5, max = 10, source = "cost price 2025, all-in" }
cashable = { min = "50%", max = "80%" }   # the part that really disappears with a contact

[reasons.billing]
label = "Questions about invoices"
owner = "Billing"                 # the department that causes them
volume = "30_000 / month"         # handled, repeats included
channels = "phone"
avoidable = { yes = 62, of = 250, source = "could this contact have been avoided?" }   # a survey count
first_time_fix = "70%"            # of contacts handled; the rest partly comes back
season = [1.2, 1, 1, 1, 0.9, 0.9, 0.8, 0.8, 1, 1, 1.1, 1.3]

[changes.clear_invoice]
label = "Write the invoice in plain language"
owner = "Billing"
start = 4                         # months after the first; or a date
slip = { min = 0, likely = 1, max = 6 }   # it comes later than planned
ramp = "3 months"                 # from start to full effect
realisation = { min = "50%", likely = "80%", max = "100%" }   # what comes true of the plan
prevents.billing = { min = "20%", likely = "35%", max = "50%" }   # of the avoidable contacts
one_off_cost = { min = 60_000, likely = 80_000, max = 140_000 }
running_cost = "2_000 / month"
)";

}  // namespace

std::string starter_scenario(std::string_view title) {
    std::string name;
    for (char const c : title) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) continue;
        if (c == '"' || c == '\\') name += '\\';
        name += c;
    }
    std::string out = fmt::format(
        "# A scenario for rekensom. Check it: rekensom check; simulate it: rekensom run.\n"
        "# Any number may be certain (0.25, \"25%\", \"6m30s\") or uncertain, as below.\n\ntitle = \"{}\"{}",
        name, example);
    out += "\n# What else can be said (all of it, with units and defaults: docs/keys.md):\n";
    for (model::GroupInfo const& group : model::groups()) {
        std::string keys;
        for (model::KeyInfo const& key : model::keys())
            if (key.pattern.starts_with(group.name) && key.pattern.size() > group.name.size() &&
                key.pattern[group.name.size()] == '.') {
                std::string_view rest = key.pattern.substr(group.name.size() + 1);
                if (rest.starts_with("*.") || rest.starts_with("#.")) rest = rest.substr(2);
                keys.append(keys.empty() ? "" : ", ").append(rest);
            }
        out += fmt::format("# [{}] {}\n#     {}\n", group.name, group.sentence, keys);
    }
    return out;
}

}  // namespace rekensom::report
