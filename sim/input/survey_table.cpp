#include "rekensom/input/survey_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "input/columns.hpp"
#include "input/moment.hpp"

namespace rekensom::input {
namespace {

/// One column as it stands in the file.
struct Answers {
    std::size_t column = 0;
    bool asked = false;  ///< named by the user: what is wrong with it is an error
    std::vector<double> values;
    std::size_t given = 0, not_numbers = 0;
    std::size_t first_line = 0;  ///< of what is no number
    std::string first_text;
};

bool within(double x, fit::Scale scale) {
    return x >= std::min(scale.worst, scale.best) - 1e-9 && x <= std::max(scale.worst, scale.best) + 1e-9;
}

std::string shown(fit::Scale scale) { return fmt::format("{:g} to {:g}", scale.worst, scale.best); }

fit::Scale guessed(std::vector<double> const& values) {
    double least = INFINITY, most = -INFINITY;
    for (double x : values)
        if (!std::isnan(x)) least = std::min(least, x), most = std::max(most, x);
    if (least >= 1 && most <= 5) return {1, 5};
    if (least >= 1 && most <= 7) return {1, 7};
    if (least >= 1 && most <= 10) return {1, 10};
    if (least >= 0 && most <= 10) return {0, 10};
    if (least >= 0 && most <= 100) return {0, 100};
    throw fit::DataError(
        fmt::format("the outcome runs from {:g} to {:g}: on which scale? --scale "
                    "WORST-BEST, and --missing "
                    "CODE for what means no answer",
                    least, most));
}

class SurveyReader {
public:
    SurveyReader(std::istream& in, SurveyColumns const& columns) : csv_(in), c_(columns) { choose(); }

    SurveyTable read() {
        while (csv_.next()) row();
        SurveyTable table;
        auto const rows = csv_.rows();
        if (rows == 0) throw fit::DataError("a header and no rows");
        numbers_or_throw(outcome_);
        if (outcome_.given == 0) throw fit::DataError("nobody answered '" + c_.outcome + "'");
        table.nps = c_.nps || lower_case(c_.outcome) == "nps";
        settle_scales(table);
        for (std::size_t i = 0; i < outcome_.values.size(); ++i)
            if (double const x = outcome_.values[i]; !std::isnan(x) && !within(x, table.outcome_scale))
                throw off_scale(outcome_, i, table.outcome_scale, "outcome-scale");
        std::vector<Answers const*> kept;
        for (Answers& answers : drivers_)
            if (keeps(table, answers)) kept.push_back(&answers);
        if (kept.empty())
            throw fit::DataError(
                "no column of numbers is left as a driver: "
                "--drivers a,b,c names them");
        auto const n = static_cast<Eigen::Index>(rows);
        table.survey.ratings.resize(n, static_cast<Eigen::Index>(kept.size()));
        for (std::size_t k = 0; k < kept.size(); ++k) {
            table.survey.names.push_back(csv_.header()[kept[k]->column]);
            table.survey.ratings.col(static_cast<Eigen::Index>(k)) =
                fit::to_marks(Eigen::Map<Eigen::VectorXd const>(kept[k]->values.data(), n), table.scale);
        }
        Eigen::Map<Eigen::VectorXd const> const outcome(outcome_.values.data(), n);
        table.survey.outcome = table.nps ? fit::nps_points(outcome) : fit::to_marks(outcome, table.outcome_scale);
        if (!wait_.values.empty()) table.survey.wait = Eigen::Map<Eigen::VectorXd const>(wait_.values.data(), n);
        if (!weight_.values.empty()) table.survey.weights = Eigen::Map<Eigen::VectorXd const>(weight_.values.data(), n);
        if (csv_.encoding() == Encoding::mixed)
            table.notes.push_back(
                "some fields are UTF-8 and others Windows-1252: "
                "each is read as what it is");
        return table;
    }

private:
    void choose() {
        if (c_.outcome.empty()) throw fit::DataError("which column is the overall mark? --outcome COLUMN");
        outcome_.column = column_named(csv_, c_.outcome);
        outcome_.asked = true;
        std::vector<std::size_t> taken{outcome_.column};
        if (!c_.waiting.empty()) taken.push_back(wait_.column = column_named(csv_, c_.waiting));
        if (!c_.weight.empty()) taken.push_back(weight_.column = column_named(csv_, c_.weight));
        for (std::string const& name : c_.drivers) {
            std::size_t const column = column_named(csv_, name);
            if (std::find(taken.begin(), taken.end(), column) != taken.end())
                throw CsvError(1, column + 1, fmt::format("'{}' is given twice", name), "one part for each column");
            taken.push_back(column);
            drivers_.emplace_back().column = column;
            drivers_.back().asked = true;
        }
        if (!c_.drivers.empty()) return;
        for (std::size_t column = 0; column < csv_.header().size(); ++column)
            if (std::find(taken.begin(), taken.end(), column) == taken.end()) drivers_.emplace_back().column = column;
    }

    [[nodiscard]] bool no_answer(std::string_view field) const {
        return says_nothing(field) || std::find(c_.missing.begin(), c_.missing.end(), field) != c_.missing.end();
    }

    void add(Answers& answers) {
        std::string_view const field = csv_.fields()[answers.column];
        double value = fit::unknown;
        if (!no_answer(field)) {
            ++answers.given;
            if (auto const number = parse_number(field, csv_.decimal()))
                value = *number;
            else if (answers.not_numbers++ == 0)
                answers.first_line = csv_.line(), answers.first_text = field;
        }
        answers.values.push_back(value);
    }

    void row() {
        if (csv_.rows() * csv_.header().size() > most_survey_numbers)
            throw csv_.error(0, "more numbers than a survey has",
                             "at most 40 million: name fewer --drivers, or sample rows");
        lines_.push_back(csv_.line());
        add(outcome_);
        for (Answers& answers : drivers_) add(answers);
        if (!c_.waiting.empty()) {
            std::string_view const field = csv_.fields()[wait_.column];
            auto const wait = no_answer(field) ? fit::unknown : parse_clock_duration(field, csv_.decimal()).value_or(-1);
            if (wait < 0)
                throw csv_.error(wait_.column, fmt::format("'{}' is no wait", field), "seconds from 0, m:ss or h:mm:ss");
            wait_.values.push_back(wait);
        }
        if (!c_.weight.empty()) {
            double const weight = csv_.number(weight_.column).value_or(0);
            if (!(weight >= 0) || !std::isfinite(weight))
                throw csv_.error(weight_.column, fmt::format("a weight of {}", weight), "0 or more");
            weight_.values.push_back(weight);
        }
    }

    void numbers_or_throw(Answers const& answers) const {
        if (answers.not_numbers > 0)
            throw CsvError(answers.first_line, answers.column + 1, fmt::format("'{}' is no number", answers.first_text),
                           fmt::format("a mark in {}, or --missing CODE", csv_.header()[answers.column]));
    }

    [[nodiscard]] CsvError off_scale(Answers const& answers, std::size_t row, fit::Scale scale,
                                     std::string_view flag) const {
        return CsvError(lines_[row], answers.column + 1,
                        fmt::format("{:g} in {} is off the scale", answers.values[row], csv_.header()[answers.column]),
                        fmt::format("{}; --{} for another, --missing {:g} if it means no answer", shown(scale), flag,
                                    answers.values[row]));
    }

    void settle_scales(SurveyTable& table) {
        bool const own = c_.outcome_scale.has_value();
        if (own)
            table.outcome_scale = *c_.outcome_scale;
        else if (table.nps)
            table.outcome_scale = {0, 10};
        else
            table.outcome_scale = c_.scale ? *c_.scale : guessed(outcome_.values);
        if (c_.scale) {
            table.scale = *c_.scale;
        } else if (table.nps || own) {
            std::vector<double> all;
            for (Answers const& answers : drivers_)
                if (answers.asked) all.insert(all.end(), answers.values.begin(), answers.values.end());
            if (all.empty()) throw fit::DataError("which scale do the ratings have? --scale WORST-BEST");
            table.scale = guessed(all);
        } else {
            table.scale = table.outcome_scale;
        }
        table.notes.push_back(
            fmt::format("The drivers are on a scale of {}, the outcome on {}{}; effects are of "
                        "marks 1 to 10.",
                        shown(table.scale), shown(table.outcome_scale),
                        c_.scale ? "" : " (told from the answers: --scale says otherwise)"));
    }

    /// A column nobody named is left out where it is plainly no rating; a few
    /// wrong answers in one that is are errors.
    bool keeps(SurveyTable& table, Answers const& answers) {
        std::string const& name = csv_.header()[answers.column];
        auto const left_out = [&](std::string const& why) {
            table.notes.push_back(fmt::format("{} is no driver: {}.", name, why));
            return false;
        };
        if (answers.given == 0) {
            if (answers.asked) throw fit::DataError("nobody answered '" + name + "'");
            return left_out("no answers");
        }
        if (!answers.asked && 2 * answers.not_numbers > answers.given)
            return left_out(fmt::format("no numbers ('{}' in line {})", answers.first_text, answers.first_line));
        numbers_or_throw(answers);
        auto const off = [&](double x) { return !std::isnan(x) && !within(x, table.scale); };
        auto const wrong = static_cast<std::size_t>(std::count_if(answers.values.begin(), answers.values.end(), off));
        if (wrong == 0) return true;
        if (!answers.asked && 2 * wrong > answers.given)
            return left_out(fmt::format("most answers are off the scale of {}", shown(table.scale)));
        auto const first = std::find_if(answers.values.begin(), answers.values.end(), off);
        throw off_scale(answers, static_cast<std::size_t>(first - answers.values.begin()), table.scale, "scale");
    }

    CsvReader csv_;
    SurveyColumns const& c_;
    Answers outcome_, wait_, weight_;
    std::vector<Answers> drivers_;
    std::vector<std::size_t> lines_;
};

}  // namespace

SurveyTable read_survey(std::istream& in, SurveyColumns const& columns) { return SurveyReader(in, columns).read(); }

}  // namespace rekensom::input
