#include "report/terminal_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/breakdown.hpp"

namespace rekensom::report {
namespace {

std::string kept_within(std::string const& text, std::size_t columns) {
    return width(text) <= columns ? text : left(text, columns);
}

constexpr std::size_t most_rows = 6;  // of one kind of part

class Parts {
public:
    Parts(Facts const& facts, CaseFacts const& c) : n_(facts.numbers), c_(c), rows_(breakdown(facts)) {}

    [[nodiscard]] bool worth_telling() const {
        auto const count = [&](Part part) {
            return std::ranges::count_if(rows_, [&](PartFacts const& p) { return p.part == part; });
        };
        return count(Part::reason) > 1 || count(Part::channel) > 1 || count(Part::team) > 0;
    }

    [[nodiscard]] std::vector<std::string> lines() const {
        std::vector<std::string> out;
        for (Part const part : {Part::all, Part::reason, Part::channel, Part::team, Part::journey}) {
            std::size_t shown = 0, left_out = 0;
            for (PartFacts const& p : rows_) {
                if (p.part != part) continue;
                if (shown == most_rows) {
                    ++left_out;
                    continue;
                }
                ++shown;
                out.push_back(row(p));
                if (part == Part::all && p.baseline.contacts_a_customer) out.push_back(a_customer(p));
            }
            if (left_out > 0)
                out.push_back(fmt::format(
                    fmt::runtime(n_("  … and {} more in summary.json", "  … en nog {} in summary.json")), left_out));
            if (part == Part::reason && std::ranges::any_of(rows_, &PartFacts::valuable)) out.push_back(worth_having());
        }
        return out;
    }

private:
    using Figure = std::optional<double> PartFigures::*;

    /// "1,200 → 1,100"; empty where it is not known.
    template <class Words>
    [[nodiscard]] std::string moved(PartFacts const& p, Figure figure, Words const& words) const {
        std::optional<double> const &before = p.baseline.*figure, &after = p.alternatives[c_.index].*figure;
        if (!after) return {};
        std::string const from = before ? words(*before) : std::string("–"), to = words(*after);
        return from == to ? from : from + " → " + to;
    }
    [[nodiscard]] static std::string columns(std::string_view label, std::string_view first, std::string_view second) {
        return fmt::format("  {} {} {}", left(label, 30), right(first, 22), right(second, 22));
    }
    [[nodiscard]] std::string row(PartFacts const& p) const {
        auto const whole = [&](double x) { return n_.plain(x, 0); };
        auto const money = [&](double x) { return n_.money(x); };
        std::string label = harmless(p.label);
        if (p.part != Part::all) label = fmt::format("{} {}", words_of(p.part, n_), label);
        if (p.valuable) label = kept_within(label, 28) + " +";
        if (p.part == Part::team)
            return columns(
                label,
                moved(p, &PartFigures::fte, [&](double x) { return n_.plain(x, 1); }) + std::string(n_(" FTE", " fte")),
                moved(p, &PartFigures::wait, [&](double x) { return n_.plain(x, 0) + " s"; }));
        if (p.part == Part::journey)
            return columns(label, moved(p, &PartFigures::right, [&](double x) { return n_.percent(x); }),
                           n_("first time right", "first time right"));
        return columns(label, moved(p, &PartFigures::contacts, whole), moved(p, &PartFigures::each, money));
    }
    /// What the + of a reason means, and how many there are.
    [[nodiscard]] std::string worth_having() const {
        PartFacts sum;
        sum.baseline.contacts = 0;
        sum.alternatives.resize(c_.index + 1);
        sum.alternatives[c_.index].contacts = 0;
        for (PartFacts const& p : rows_) {
            if (!p.valuable) continue;
            *sum.baseline.contacts += p.baseline.contacts.value_or(0);
            *sum.alternatives[c_.index].contacts += p.alternatives[c_.index].contacts.value_or(0);
        }
        return columns(n_("+ worth having", "+ waardevol"),
                       moved(sum, &PartFigures::contacts, [&](double x) { return n_.plain(x, 0); }), "");
    }
    [[nodiscard]] std::string a_customer(PartFacts const& p) const {
        return columns(n_("… a customer", "… per klant"),
                       moved(p, &PartFigures::contacts_a_customer, [&](double x) { return n_.plain(x, 2); }),
                       moved(p, &PartFigures::cost_a_customer, [&](double x) { return n_.money(x); }));
    }

    Numbers const& n_;
    CaseFacts const& c_;
    std::vector<PartFacts> rows_;
};

}  // namespace

std::vector<std::string> part_lines(Facts const& facts, CaseFacts const& c, TablePlace place) {
    Parts const parts(facts, c);
    if (!parts.worth_telling()) return {};
    Numbers const& n = facts.numbers;
    std::vector<std::string> out = parts.lines();
    out.insert(out.begin(),
               place.paint(Paint::dim, fmt::format("  {} {} {}", left("", 30), right(n("a year", "per jaar"), 22),
                                                   right(n("cost each", "kosten per stuk"), 22))));
    return out;
}

std::vector<std::string> owner_lines(Facts const& facts, CaseFacts const& c, TablePlace place) {
    if (facts.owners.empty()) return {};
    Numbers const& n = facts.numbers;
    bool const teams = std::ranges::any_of(facts.owners, [](OwnerFacts const& o) { return o.fte > 0; });
    auto const row = [&](std::string_view who, std::string const& cost, std::string const& avoidable,
                         std::string const& fte, std::string const& shift, std::string const& changes) {
        std::string const carried = teams ? right(fte, 11) + right(shift, 9) : "";
        return fmt::format("  {}{}{}{}  {}", left(who, 18), right(cost, 12), right(avoidable, 12), carried,
                           kept_within(changes, place.columns - (teams ? 66 : 46)));
    };
    std::vector<std::string> out{place.paint(
        Paint::dim, row("", std::string(n("causes", "veroorzaakt")), std::string(n("avoidable", "vermijdbaar")),
                        std::string(n("carries", "draagt")), std::string(n("shift", "verschil")),
                        std::string(n("its changes", "veranderingen"))))};
    for (OwnerFacts const& o : facts.owners) {
        std::string const owner = o.owner.empty() ? std::string(n("(nobody named)", "(niemand)")) : harmless(o.owner);
        std::string changes;
        for (ChangeId const id : o.changes)
            changes += (changes.empty() ? "" : ", ") + harmless(facts.scenario().changes[id.index].name);
        bool const pays = o.fte > 0;
        out.push_back(row(owner, o.cost > 0 ? n.money(o.cost) : "", o.avoidable > 0 ? n.plain(o.avoidable, 0) : "",
                          pays ? n.plain(o.fte, 0) + std::string(n(" FTE", " fte")) : "",
                          pays ? n.shift(model::Form::number, o.fte_shift[c.index]) : "", changes));
    }
    return out;
}

}  // namespace rekensom::report
