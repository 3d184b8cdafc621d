#include "input/suggest.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace rekensom::input {
namespace {

/// Words of the field, Dutch too, and what they are called here. Several rows for a word: the first that fits where it stands.
constexpr std::pair<std::string_view, std::string_view> aliases[] = {
    {"aht", "handle_time"},
    {"aht", "aht_factor"},
    {"afhandeltijd", "handle_time"},
    {"gespreksduur", "handle_time"},
    {"average_handle_time", "handle_time"},
    {"fcr", "first_time_fix"},
    {"ftf", "first_time_fix"},
    {"ftr", "first_time_fix"},
    {"ftf", "ftf_factor"},
    {"first_contact_resolution", "first_time_fix"},
    {"resolution", "first_time_fix"},
    {"asa", "speed_of_answer"},
    {"wachttijd", "speed_of_answer"},
    {"sla", "target"},
    {"sl", "service_level"},
    {"servicelevel", "target"},
    {"bereikbaarheid", "service_level"},
    {"verloop", "attrition"},
    {"turnover", "attrition"},
    {"churn", "attrition"},
    {"salary", "cost_per_fte"},
    {"wage", "cost_per_fte"},
    {"loon", "cost_per_fte"},
    {"salaris", "cost_per_fte"},
    {"agents", "fte"},
    {"headcount", "fte"},
    {"staff", "fte"},
    {"kosten", "cost_per_contact"},
    {"cost", "cost_per_contact"},
    {"unit_cost", "cost_per_contact"},
    {"cpc", "cost_per_contact"},
    {"cost", "one_off_cost"},
    {"kosten", "one_off_cost"},
    {"investment", "one_off_cost"},
    {"investering", "one_off_cost"},
    {"capex", "one_off_cost"},
    {"opex", "running_cost"},
    {"run_cost", "running_cost"},
    {"aantal", "volume"},
    {"contacts", "volume"},
    {"calls", "volume"},
    {"demand", "volume"},
    {"transacties", "transactions"},
    {"groei", "growth"},
    {"trend", "growth"},
    {"seasonality", "season"},
    {"seizoen", "season"},
    {"vermijdbaar", "avoidable"},
    {"preventable", "avoidable"},
    {"failure_demand", "avoidable"},
    {"repeat", "recontact"},
    {"repeats", "recontact"},
    {"herhaalverkeer", "recontact"},
    {"kanalen", "channels"},
    {"kanaal", "channels"},
    {"channel", "channels"},
    {"mix", "channels"},
    {"redenen", "reasons"},
    {"reason", "reasons"},
    {"contactredenen", "reasons"},
    {"change", "changes"},
    {"initiatives", "changes"},
    {"measures", "changes"},
    {"maatregelen", "changes"},
    {"projects", "changes"},
    {"scenarios", "alternatives"},
    {"variants", "alternatives"},
    {"options", "alternatives"},
    {"horizon", "months"},
    {"maanden", "months"},
    {"name", "title"},
    {"titel", "title"},
    {"name", "label"},
    {"naam", "label"},
    {"description", "label"},
    {"valuta", "currency"},
    {"go_live", "start"},
    {"from", "start"},
    {"begin", "start"},
    {"end", "to"},
    {"until", "to"},
    {"delay", "slip"},
    {"uitloop", "slip"},
    {"lateness", "slip"},
    {"ramp_up", "ramp"},
    {"rampup", "ramp"},
    {"ingroei", "ramp"},
    {"decay", "half_life"},
    {"fade", "half_life"},
    {"verval", "half_life"},
    {"probability", "chance"},
    {"p_success", "chance"},
    {"prevent", "prevents"},
    {"reduces", "prevents"},
    {"effect", "prevents"},
    {"deflection", "shifts"},
    {"deflects", "shifts"},
    {"improve", "improves"},
    {"requires", "needs"},
    {"conflicts", "excludes"},
    {"importance", "weight"},
    {"beta", "weight"},
    {"score", "mark"},
    {"cijfer", "mark"},
    {"discount", "discount_rate"},
    {"rate", "discount_rate"},
    {"wacc", "discount_rate"},
    {"correlation", "rank"},
    {"rho", "rank"},
    {"most_likely", "likely"},
    {"mode", "likely"},
    {"ml", "likely"},
    {"low", "min"},
    {"high", "max"},
    {"lower", "min"},
    {"upper", "max"},
    {"minimum", "min"},
    {"maximum", "max"},
    {"triangle", "triangular"},
    {"median", "p50"},
    {"p5", "p10"},
    {"p95", "p90"},
    {"sigma", "sd"},
    {"std", "sd"},
    {"stdev", "sd"},
    {"average", "mean"},
    {"n", "of"},
    {"k", "yes"},
    {"file", "data"},
    {"csv", "data"},
    {"bron", "source"},
    {"eigenaar", "owner"},
    {"departement", "owner"},
    {"department", "owner"},
    {"factor", "times"},
    {"multiplier", "times"},
    {"ref", "input"},
    {"realization", "realisation"},
    {"include", "extends"},
    {"base", "extends"},
    {"bel", "phone"},
    {"nps", "loyalty"},
    {"ces", "effort"},
    {"csat", "satisfaction"},
};

std::string lower(std::string_view word) {
    std::string out(word);
    std::ranges::transform(out, out.begin(), [](unsigned char c) {
        return c == '-' || c == ' ' ? '_' : static_cast<char>(std::tolower(c));
    });
    return out;
}

}  // namespace

std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> two_ago(b.size() + 1), ago(b.size() + 1), now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) ago[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t const replaced = ago[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            now[j] = std::min({ago[j] + 1, now[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], two_ago[j - 2] + 1);
        }
        std::swap(two_ago, ago);
        std::swap(ago, now);
    }
    return ago[b.size()];
}

std::optional<std::string> closest(std::string_view word, std::span<std::string const> candidates) {
    if (word.empty() || word.size() > 80) return std::nullopt;
    std::string const plain = lower(word);
    for (auto const& [alias, meant] : aliases)
        if (plain == alias && std::ranges::find(candidates, meant) != candidates.end()) return std::string(meant);
    std::optional<std::string> best;
    std::size_t least = std::max<std::size_t>(1, plain.size() / 3) + 1;
    for (std::string const& candidate : candidates) {
        if (candidate.size() > plain.size() + least || plain.size() > candidate.size() + least) continue;
        std::size_t const d = distance(plain, lower(candidate));
        if (d < least && d < candidate.size()) {
            least = d;
            best = candidate;
        }
    }
    if (best) return best;
    // A beginning of one name only.
    for (std::string const& candidate : candidates) {
        if (plain.size() < 3 || !lower(candidate).starts_with(plain)) continue;
        if (best) return std::nullopt;
        best = candidate;
    }
    return best;
}

std::string did_you_mean(std::string_view word, std::span<std::string const> candidates) {
    auto const found = closest(word, candidates);
    return found ? "did you mean '" + *found + "'?" : "";
}

std::string list_of(std::span<std::string const> words, std::size_t most) {
    std::string text;
    std::size_t const shown = std::min(words.size(), most);
    for (std::size_t i = 0; i < shown; ++i) {
        bool const last = i + 1 == shown;
        if (i > 0) text += last && shown == words.size() ? " or " : ", ";
        text += words[i];
    }
    if (shown < words.size()) text += " or " + std::to_string(words.size() - shown) + " more";
    return text;
}

}  // namespace rekensom::input
