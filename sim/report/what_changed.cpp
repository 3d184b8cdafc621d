#include <fmt/format.h>

#include <algorithm>

#include "rekensom/report/compare.hpp"
#include "report/marks.hpp"
#include "report/phrase.hpp"

namespace rekensom::report {
namespace {

/// "€3,000", or "25 % (17 % … 33 %)"; empty where this version has no such number.
std::string stated(Facts const& facts, std::string const& path) {
    auto const& all = facts.scenario().quantities;
    auto const it = std::ranges::find(all, path, &model::Quantity::path);
    if (it == all.end()) return {};
    Phrase const phrase(facts.scenario(), facts.numbers);
    std::string const mean = phrase.value(*it, it->marginal.mean());
    if (it->marginal.is_certain()) return mean;
    return fmt::format("{} ({} … {})", mean, phrase.value(*it, it->marginal.quantile(0.1)),
                       phrase.value(*it, it->marginal.quantile(0.9)));
}

/// What an assumption was and is; where that reads the same, the form of its uncertainty tells.
std::string from_to(Revision const& revision, insight::Moved const& moved) {
    std::string const before = stated(*revision.before.facts, moved.paths.front()),
                      after = stated(*revision.after.facts, moved.paths.front());
    bool const tells = !before.empty() && !after.empty() && before != after;
    return tells ? fmt::format(": {} → {}", before, after) : fmt::format(": {} → {}", moved.before, moved.after);
}

}  // namespace

std::string what_changed_text(Revision const& revision, TerminalStyle style) {
    insight::WhatChanged const& found = revision.found;
    Facts const& fresh = *revision.after.facts;
    Numbers const& n = fresh.numbers;
    Painter const paint(style.colour);
    std::size_t const columns = std::clamp<std::size_t>(style.columns, 60, 80);
    std::string const title =
        fmt::format(fmt::runtime(n("What moved the mean NPV from {} ({}) to {} ({}): {} ± {}",
                                   "Wat de gemiddelde NCW van {} ({}) naar {} ({}) bracht: {} ± {}")),
                    n.money(found.difference.before.value), harmless(revision.before.name),
                    n.money(found.difference.after.value), harmless(revision.after.name),
                    n.money(found.difference.moved.value, Sign::always), n.money(1.96 * found.difference.moved.se));
    std::string out = paint(Paint::strong, wrapped(title, columns, 2)) + "\n";
    if (found.moved.empty())
        return out + std::string(n("  nothing: the versions say the same", "  niets: de versies zeggen hetzelfde")) +
               "\n";
    Phrase const phrase(fresh.scenario(), n);
    for (insight::Moved const& moved : found.moved) {
        std::vector<std::string> names;
        for (std::string const& path : moved.paths) names.push_back(label_of(fresh.scenario(), path, n.language()));
        if (names.empty())
            names.emplace_back(n("what is no number: which reasons, changes and teams there are, months, …",
                                 "wat geen getal is: welke redenen, veranderingen en teams er zijn, maanden, …"));
        std::string what = insight::enumerate(phrase, names, 3);
        if (!moved.before.empty()) what += from_to(revision, moved);
        bool const settled = std::abs(moved.npv.value) >= 2 * moved.npv.se;
        if (!settled) what += fmt::format(" (± {})", n.money(1.96 * moved.npv.se));
        out += fmt::format("  {} {}\n", right(n.money(moved.npv.value, Sign::always), 12),
                           wrapped(what, columns - 15, 15));
    }
    if (found.difference.method == insight::Method::sampled)
        out +=
            paint(Paint::dim, std::string(n("  shared out over a sample of the orders in which they may have changed",
                                            "  verdeeld over een steekproef van de volgorden van de wijzigingen"))) +
            "\n";
    return out;
}

}  // namespace rekensom::report
