#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "rekensom/report/documents.hpp"
#include "report/base64.hpp"
#include "report/json.hpp"
#include "report/svg.hpp"
#include "report/waterfall.hpp"

namespace rekensom::report {
namespace {

/// nbformat wants lines that keep their end.
Json lines_of(std::string_view text) {
    Json lines = Json::array();
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const end = std::min(text.find('\n', at), text.size() - 1);
        lines.push_back(text.substr(at, end - at + 1));
        at = end + 1;
    }
    return lines;
}

/// As a Python literal.
std::string python(std::string_view text) { return Json(text).dump(-1, ' ', true, Json::error_handler_t::replace); }

/// Converters to HTML and viewers that do not trust a notebook strip bare SVG; as the source of an image it can do no harm.
std::string as_image(std::string const& svg) {
    return "<img alt=\"\" src=\"data:image/svg+xml;base64," + base64(svg) + "\"/>";
}

/// Words of a waterfall's step that fit under its bar.
std::string_view short_name(Step const& step, Numbers const& n) {
    struct Word {
        std::string_view id, en, nl;
    };
    static constexpr Word words[] = {{"potential", "on paper", "op papier"},
                                     {"gross", "potential", "potentieel"},
                                     {"overlap", "overlap", "overlap"},
                                     {"slip", "timing", "uitloop"},
                                     {"realisation", "not real", "komt niet uit"},
                                     {"repeats", "repeats", "herhaling"},
                                     {"capacity", "still paid", "nog betaald"},
                                     {"hiring", "hiring", "werving"},
                                     {"not_cashable", "other", "overig"},
                                     {"change_costs", "costs", "kosten"},
                                     {"cash", "cash", "kas"}};
    auto const* const found = std::ranges::find(words, step.id, &Word::id);
    return found == std::end(words) ? step.id : n(found->en, found->nl);
}

class Notebook {
public:
    explicit Notebook(Facts const& facts) : f_(facts), n_(facts.numbers) {}

    std::string print() {
        introduction();
        if (!f_.cases.empty()) {
            npv();
            potential();
            cash();
            kpis();
            influences();
        }
        repeat();
        return dump({{"cells", cells_},
                     {"metadata",
                      {{"kernelspec", {{"display_name", "Python 3"}, {"language", "python"}, {"name", "python3"}}},
                       {"language_info", {{"name", "python"}}}}},
                     {"nbformat", 4},
                     {"nbformat_minor", 5}},
                    1);
    }

private:
    void text(std::string_view markdown) {
        cells_.push_back({{"cell_type", "markdown"},
                          {"id", fmt::format("text-{}", cells_.size())},
                          {"metadata", Json::object()},
                          {"source", lines_of(markdown)}});
    }

    void code(std::string const& source, std::string const& picture = {}) {
        Json outputs = Json::array();
        if (!picture.empty())
            outputs.push_back({{"output_type", "display_data"},
                               {"data",
                                {{"image/svg+xml", lines_of(picture)},
                                 {"text/html", lines_of(as_image(picture))},
                                 {"text/plain", lines_of("<picture of the run itself>")}}},
                               {"metadata", Json::object()}});
        cells_.push_back({{"cell_type", "code"},
                          {"id", fmt::format("code-{}", cells_.size())},
                          {"execution_count", nullptr},
                          {"metadata", Json::object()},
                          {"outputs", outputs},
                          {"source", lines_of(source)}});
    }

    [[nodiscard]] CaseFacts const& best() const { return f_.cases[f_.best]; }
    [[nodiscard]] std::string name() const { return best().world->name; }

    void introduction() {
        // The title is the user's: between backticks nothing of it is Markdown or HTML.
        std::string title = f_.scenario().title;
        std::erase(title, '`');
        std::replace(title.begin(), title.end(), '\n', ' ');
        text(fmt::format(
            fmt::runtime(n_("# The draws behind the answer\n\nScenario: `{}`\n\nThis notebook reads `monthly.csv` and "
                            "`draws.csv` beside it. The pictures are those of the run; run the cells to draw "
                            "them anew and to ask questions of your own. Money is in {}.",
                            "# De trekkingen achter het antwoord\n\nScenario: `{}`\n\nDit notebook leest `monthly.csv` "
                            "en `draws.csv` ernaast. De plaatjes zijn die van de run zelf; voer de cellen uit om "
                            "ze opnieuw te tekenen en om zelf iets te vragen. Geld is in {}.")),
            title.substr(0, 400), f_.scenario().currency));
        // pandas does not read numbers back to the last bit unless asked to.
        code(
            "import pandas as pd\nimport matplotlib.pyplot as plt\n\n"
            "draws = pd.read_csv(\"draws.csv\", float_precision=\"round_trip\")\n"
            "monthly = pd.read_csv(\"monthly.csv\", float_precision=\"round_trip\")\n" +
            fmt::format("alternative = {}\nbaseline = {}\ndraws.shape, monthly.shape", python(name()),
                        python(f_.baseline().name)));
    }

    void npv() {
        text(
            n_("## How much, and how sure?\nEach bar counts draws: worlds that are all possible given what the "
               "scenario says. Left of 0 the plan loses money.",
               "## Hoeveel, en hoe zeker?\nElke staaf telt trekkingen: werelden die alle mogelijk zijn gegeven wat het "
               "scenario zegt. Links van 0 kost het plan geld."));
        code(
            "npv = draws[f\"{alternative}.npv\"]\nfig, ax = plt.subplots(figsize=(9, 4))\nax.hist(npv, bins=40, "
            "color=\"#0072b2\")\n"
            "for q in (0.1, 0.5, 0.9):\n    ax.axvline(npv.quantile(q), color=\"#666\", linestyle=\"--\")\n"
            "ax.axvline(0, color=\"#d55e00\")\nax.set_title(f\"" +
                std::string(n_("NPV", "NCW")) +
                ": P(> 0) = {(npv > 0).mean():.0%}\")\nplt.show()\nnpv.describe(percentiles=[0.1, 0.5, 0.9])",
            npv_picture());
    }

    std::string npv_picture() const {
        std::size_t const column = f_.results->outcomes.find_case(model::OutcomeKind::npv);
        if (f_.best >= f_.results->kept.cases.size()) return {};
        std::vector<double> const& draws = f_.results->kept.cases[f_.best][column];
        auto const [low, high] = std::minmax_element(draws.begin(), draws.end());
        if (draws.empty() || !(*high > *low)) return {};
        BarChart chart{fmt::format("{}, P(> 0) = {}", n_("NPV", "NCW"),
                                   n_.percent(f_.results->of_case(f_.best, model::OutcomeKind::npv).p_positive)),
                       "",
                       {},
                       *low,
                       *high,
                       std::vector<double>(40, 0),
                       std::vector<double>(40, 0),
                       n_.language()};
        for (double const x : draws)
            ++chart.to[std::min<std::size_t>(39, static_cast<std::size_t>(40 * (x - *low) / (*high - *low)))];
        return svg(chart);
    }

    void potential() {
        text(
            n_("## From potential to cash\nThe sum on paper counts every contact at its full price. Step by step what "
               "is lost on the way to money that can be taken out of a budget.",
               "## Van potentieel naar kas\nDe som op papier telt elk contact voor de volle prijs. Stap voor stap wat "
               "er verloren gaat op weg naar geld dat uit een begroting kan."));
        std::string names, amounts, totals;
        BarChart chart{"", "", {}, 0, 0, {}, {}, n_.language()};
        chart.title = n_("Mean over the horizon, not discounted", "Gemiddeld over de looptijd, niet verdisconteerd");
        double at = 0;
        for (Step const& s : with_potential(best().waterfall)) {
            bool const total = s.kind == Kind::total;
            std::string_view const name = short_name(s, n_);
            names += (names.empty() ? "" : ", ") + python(name);
            amounts += (amounts.empty() ? "" : ", ") + shortest(s.amount);
            if (total) totals += python(name) + ", ";
            chart.labels.emplace_back(name);
            chart.from.push_back(total ? 0 : at);
            at = total ? s.amount : at + s.amount;
            chart.to.push_back(at);
        }
        code(fmt::format("steps = [{}]\namounts = [{}]\ntotals = ({})\n", names, amounts, totals) +
                 "fig, ax = plt.subplots(figsize=(9, 4))\nat = 0.0\nfor step, amount in zip(steps, amounts):\n    "
                 "total = "
                 "step in totals\n    ax.bar(step, amount, bottom=0 if total else at, color=\"#0072b2\" if total else "
                 "\"#d55e00\" if amount < 0 else \"#009e73\")\n"
                 "    at = amount if total else at + amount\nax.axhline(0, color=\"#666\")\nax.tick_params(axis=\"x\", "
                 "rotation=30)\nplt.show()",
             svg(chart));
    }

    void cash() {
        text(
            n_("## When does it pay back?\nCumulative cash by month: the line is the median, the bands hold 50 % and "
               "80 % of the draws. It pays back where it comes, and stays, above 0.",
               "## Wanneer is het terugverdiend?\nCumulatieve kas per maand: de lijn is de mediaan, de banden bevatten "
               "50 % en 80 % van de trekkingen. Terugverdiend is waar zij boven 0 komt en blijft."));
        code(
            "def fan(world, kpi, title):\n    rows = monthly[(monthly.world == world) & (monthly.kpi == kpi)]\n    "
            "fig, ax = plt.subplots(figsize=(9, 4))\n"
            "    ax.fill_between(rows.month, rows.p10, rows.p90, alpha=0.2, color=\"#0072b2\", linewidth=0)\n"
            "    ax.fill_between(rows.month, rows.p25, rows.p75, alpha=0.3, color=\"#0072b2\", linewidth=0)\n    "
            "ax.plot(rows.month, rows.p50, color=\"#0072b2\")\n"
            "    ax.axhline(0, color=\"#666\", linewidth=0.8)\n    ax.set_title(title)\n    ax.set_xlabel(" +
                python(n_("month", "maand")) +
                ")\n    plt.show()\n    return rows\n\nfan(f\"{alternative} - {baseline}\", \"cumulative_cash\", " +
                python(n_("Cumulative cash", "Cumulatieve kas")) + ").tail(1)",
            fan(best().results->lines[static_cast<std::size_t>(model::Line::cumulative_cash)],
                std::string(n_("Cumulative cash", "Cumulatieve kas"))));
    }

    std::string fan(run::Series const& series, std::string const& title) const {
        if (series.empty()) return {};
        LineChart chart{title,        std::string(n_("month", "maand")), "", {{{}, {}, 0.2}, {{}, {}, 0.3}}, {},
                        n_.language()};
        for (run::Summary const& s : series) {
            chart.bands[0].low.push_back(s.p10);
            chart.bands[0].high.push_back(s.p90);
            chart.bands[1].low.push_back(s.p25);
            chart.bands[1].high.push_back(s.p75);
            chart.line.push_back(s.p50);
        }
        return svg(chart);
    }

    void kpis() {
        text(
            n_("## What happens to the contacts?\nThe shift is alternative less baseline on the same draw, so that "
               "common chance falls out.",
               "## Wat gebeurt er met de contacten?\nHet verschil is alternatief min niets doen op dezelfde trekking, "
               "zodat gedeeld toeval wegvalt."));
        std::string const title(n_("Contacts handled a month, shift", "Afgehandelde contacten per maand, verschil"));
        code("fan(f\"{alternative} - {baseline}\", \"contacts_handled\", " + python(title) + ").tail(1)",
             fan(best().results->shifts[static_cast<std::size_t>(model::Kpi::contacts_handled)], title));
    }

    void influences() {
        text(
            n_("## Which assumptions matter?\nRank correlation of each uncertain input with the NPV. A number at the "
               "top is worth a better estimate; one at the bottom is not worth an argument.",
               "## Welke aannames doen ertoe?\nRangcorrelatie van elke onzekere invoer met de NCW. Een getal bovenaan "
               "is een betere schatting waard; een getal onderaan is geen discussie waard."));
        RowChart chart{
            std::string(n_("Rank correlation with the NPV", "Rangcorrelatie met de NCW")), {}, {}, n_.language()};
        for (std::size_t i = 0; i < std::min<std::size_t>(12, best().influences.size()); ++i) {
            chart.labels.push_back(
                label_of(f_.scenario(), f_.scenario().quantities[best().influences[i].quantity].path, n_.language()));
            chart.values.push_back(best().influences[i].rank);
        }
        std::string inputs;
        for (std::size_t const q : f_.results->inputs)
            inputs += (inputs.empty() ? "" : ", ") + python(f_.scenario().quantities[q].path);
        code(fmt::format("inputs = [{}]\n", inputs) +
                 "rank = draws[inputs].rank().corrwith(draws[f\"{alternative}.npv\"].rank()).dropna()\nrank = "
                 "rank.reindex(rank.abs().sort_values().index).tail(12)\n"
                 "if len(rank):\n    rank.plot.barh(figsize=(9, 0.4 * len(rank) + 1), color=\"#0072b2\", title=" +
                 python(n_("Rank correlation with the NPV", "Rangcorrelatie met de NCW")) + ")\n    plt.show()\nrank",
             chart.labels.empty() ? std::string() : svg(chart));
    }

    void repeat() {
        text(
            n_("## The same again\n`manifest.json` holds the version, the seed, the hashes of the files and the "
               "command that gives these numbers again.",
               "## Nog eens hetzelfde\n`manifest.json` bevat de versie, de seed, de hashes van de bestanden en de "
               "opdracht die deze getallen opnieuw geeft."));
        code("import json\njson.load(open(\"manifest.json\"))");
    }

    Facts const& f_;
    Numbers const& n_;
    Json cells_ = Json::array();
};

}  // namespace

std::string notebook(Facts const& facts) { return Notebook(facts).print(); }

}  // namespace rekensom::report
