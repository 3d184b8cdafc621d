#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "input/fragment_text.hpp"
#include "rekensom/input/fragment.hpp"

namespace rekensom::input {
namespace {

using fit::Estimate;

std::string number(double x, int digits = 3) { return std::isfinite(x) ? fmt::format("{:.{}f}", x, digits) : "-"; }

std::string interval(Estimate const& e, int digits = 3, double times = 1) {
    return e.known() ? fmt::format("[{}, {}]", number(times * e.low, digits), number(times * e.high, digits)) : "-";
}

std::string name(std::string const& text) { return text.size() <= 22 ? text : text.substr(0, 21) + "~"; }

void effects(std::string& out, fit::DriverFit const& f, std::string_view unit) {
    out += fmt::format(
        "\nEffects: {} for a mark more, others held fixed "
        "(waiting: a minute beyond its tolerance)\n",
        unit);
    out += fmt::format("{:<22} {:>8} {:>18} {:>7} {:>8} {:>6}\n", "", "effect", "95 %", "mark", "missing", "VIF");
    for (fit::Effect const& e : f.effects)
        out += fmt::format("{:<22} {:>8} {:>18} {:>7} {:>7.1f}% {:>6}\n", name(e.name), number(e.effect.mean),
                           interval(e.effect), number(e.mark.mean, 2), 100 * e.missing, number(e.vif, 1));
}

void importance(std::string& out, fit::DriverFit const& f) {
    constexpr char const* quadrants[] = {"improve", "keep", "watch", "relax"};
    out +=
        "\nImportance, for ranking only: share of the outcome's variance "
        "(LMG), Johnson's relative weights beside it\n";
    out += fmt::format("{:<22} {:>6} {:>16} {:>8} {:>9} {:>8}  {}\n", "", "LMG", "95 %", "Johnson", "rank", "P(first)",
                       "quadrant (chance)");
    std::vector<fit::Ranked> players = f.players;
    std::stable_sort(players.begin(), players.end(), [](auto const& a, auto const& b) { return a.rank < b.rank; });
    for (fit::Ranked const& p : players) {
        auto const best = std::max_element(p.p_quadrant.begin(), p.p_quadrant.end());
        std::string const quadrant =
            *best > 0 ? fmt::format("{} ({:.0f} %)", quadrants[best - p.p_quadrant.begin()], 100 * *best) : "-";
        out += fmt::format(
            "{:<22} {:>5.1f}% {:>16} {:>7.1f}% {:>2.0f} "
            "({:.0f}-{:.0f}) {:>7.0f}%  {}\n",
            name(p.name), 100 * p.lmg.mean, interval(p.lmg, 1, 100), 100 * p.johnson.mean, p.rank, p.rank_p10,
            p.rank_p90, 100 * p.p_first, quadrant);
    }
    out += fmt::format("All together explain {:.1f} % of the variance, 95 % {}.\n", 100 * f.r2.mean,
                       interval(f.r2, 1, 100));
}

void contrasts(std::string& out, fit::DriverFit const& f) {
    constexpr char const* kinds[] = {"dissatisfier: mostly penalty", "satisfier: mostly reward", "even",
                                     "too few to say"};
    out +=
        "\nPenalty of a low rating and reward of a high one (where 'low' and "
        "'high' lie is a convention)\n";
    out += fmt::format("{:<22} {:>12} {:>8} {:>8}  {}\n", "", "low / high", "penalty", "reward", "kind");
    std::size_t const n = f.effects.size() - (f.waiting ? 1 : 0);
    for (std::size_t i = 0; i < n; ++i) {
        fit::Contrast const& c = f.effects[i].contrast;
        out += fmt::format("{:<22} {:>5} / {:<4} {:>8} {:>8}  {}\n", name(f.effects[i].name), number(c.cuts.low, 1),
                           number(c.cuts.high, 1), number(c.penalty.mean, 2), number(c.reward.mean, 2),
                           kinds[static_cast<std::size_t>(c.kind)]);
    }
}

void waiting(std::string& out, fit::Hinge const& h) {
    constexpr char const* shapes[] = {"no effect can be told from chance", "a straight line: the longer the worse",
                                      "a hinge: worse above a tolerance"};
    out += fmt::format("\nWaiting ({} answers): {}\n", h.rows, shapes[static_cast<std::size_t>(h.shape)]);
    if (h.tolerance.known())
        out += fmt::format("  tolerance {} s, 95 % {}; beyond it {} a minute, 95 % {}\n", number(h.tolerance.mean, 0),
                           interval(h.tolerance, 0), number(60 * h.slope.mean), interval(h.slope, 3, 60));
    if (h.straight.known())
        out += fmt::format("  as a straight line {} a minute, 95 % {}\n", number(60 * h.straight.mean),
                           interval(h.straight, 3, 60));
    out += fmt::format(
        "  hinge against line: F = {}, p = {} (wild bootstrap); "
        "AIC gain {}; any effect: p = {}\n",
        number(h.f, 2), number(h.p_line), number(h.aic_gain, 1), number(h.p_none));
}

}  // namespace

std::string drivers_page(fit::DriverFit const& f, DriversWriting const& writing) {
    std::string out =
        fmt::format("{}: {} rows, {} used, {} of them complete\n", writing.file, f.rows, f.used, f.complete);
    if (!f.missing_method.empty()) out += fmt::format("Missing answers: {}\n", f.missing_method);
    effects(out, f, writing.nps ? "NPS points" : "marks");
    importance(out, f);
    contrasts(out, f);
    if (f.waiting) waiting(out, *f.waiting);
    if (f.spread)
        out += fmt::format(
            "\nSpread of marks between customers: sigma {}, 95 % {}; marks of 8 "
            "and more: seen {:.1f} %, as fitted {:.1f} %\n",
            number(f.spread->spread.mean, 2), interval(f.spread->spread, 2), 100 * f.spread->satisfied_seen.mean,
            100 * f.spread->satisfied_fitted);
    if (!f.warnings.empty()) out += "\nTake care:\n";
    for (std::string const& warning : f.warnings) out += "  " + warning + '\n';
    return out;
}

}  // namespace rekensom::input
