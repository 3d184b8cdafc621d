// From what the user says of a number to its law, or to a fault that says what to write instead.

#include "rekensom/base/contract.hpp"
#include "rekensom/base/lane_math.hpp"

#include "law.hpp"
#include "marginal_state.hpp"

#include <boost/math/tools/toms748_solve.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace rekensom::chance {
namespace {

constexpr double score_p90 = 1.2815515655446004;  ///< the normal's 90th percentile

Marginal made(Form form, std::vector<Parameter> parameters, SharedLaw law) {
    return Marginal(std::make_shared<MarginalState const>(
        MarginalState{.form = form, .parameters = std::move(parameters), .times = 1, .law = std::move(law)}));
}

bool is_number(double x) { return std::isfinite(x); }

/// For a form that is spread out between its parameters: the ends of the domain themselves will do, even where it is open.
std::optional<Fault> outside(std::initializer_list<Parameter> parameters, Domain domain) {
    Bounds const b = bounds(domain);
    for (Parameter const& p : parameters) {
        if (!is_number(p.value)) return Fault{std::string(p.name) + " is not a finite number", describe(domain)};
        if (p.value < b.lower || p.value > b.upper) {
            return Fault{std::string(p.name) + " " + text(p.value) + " is out of range", describe(domain)};
        }
    }
    return std::nullopt;
}

/// Of a number that the user may write instead: five digits will do.
std::string hint(double x) {
    char digits[32];
    return {digits, std::to_chars(digits, digits + sizeof digits, x, std::chars_format::general, 5).ptr};
}

Fault disorder(Parameter const& first, Parameter const& second, char const* expected) {
    return {std::string(first.name) + " " + text(first.value) + " is not below " + std::string(second.name) + " " +
                text(second.value),
            expected};
}

/// The scale on which a quantity of this domain may be anything: itself, the logarithm of its distance to its one end, or
/// the logit between its two. Increasing in the quantity, so that percentiles keep their order.
class Link {
public:
    explicit Link(Domain domain)
        : bounds_(bounds(domain)), low_(is_number(bounds_.lower)), high_(is_number(bounds_.upper)) {}

    double inward(double x) const {
        if (low_ && high_) return lane::log((x - bounds_.lower) / (bounds_.upper - x));
        if (low_) return lane::log(x - bounds_.lower);
        return high_ ? -lane::log(bounds_.upper - x) : x;
    }
    double outward(double y) const {
        if (low_ && high_) return bounds_.lower + (bounds_.upper - bounds_.lower) / (1 + lane::exp(-y));
        if (low_) return bounds_.lower + lane::exp(y);
        return high_ ? bounds_.upper - lane::exp(-y) : y;
    }
    bool has_two_ends() const { return low_ && high_; }
    bool has_one_end() const { return low_ != high_; }
    bool is_turned() const { return high_ && !low_; }  ///< exp of minus the inner scale

    /// The law of a quantity from that of its distance to the end, or of its place between both.
    SharedLaw place(SharedLaw law) const {
        double offset = 0;
        double factor = 1;
        if (low_ && high_) {
            offset = bounds_.lower;
            factor = bounds_.upper - bounds_.lower;
        } else if (low_) {
            offset = bounds_.lower;
        } else if (high_) {
            offset = bounds_.upper;
            factor = -1;
        }
        return offset == 0 && factor == 1 ? law : linear_law(offset, factor, std::move(law));
    }
    SharedLaw normal(double location, double scale) const {
        if (has_two_ends()) return place(logit_normal_law(location, scale));
        if (has_one_end()) return place(log_normal_law(is_turned() ? -location : location, scale));
        return normal_law(location, scale);
    }

    /// Whether all these lie strictly inside; else what to say.
    std::optional<Fault> inside(std::initializer_list<Parameter> parameters, Domain domain) const {
        if (auto fault = outside(parameters, domain)) return fault;
        for (Parameter const& p : parameters) {
            if (p.value > bounds_.lower && p.value < bounds_.upper) continue;
            return Fault{std::string(p.name) + " " + text(p.value) +
                             " is the very end of the range, where no percentile or mean can be",
                         "a number inside it, or { min, likely, max }"};
        }
        return std::nullopt;
    }
    Bounds const& ends() const { return bounds_; }

private:
    Bounds bounds_;
    bool low_, high_;
};

template <class F>
double solve(F const& f, double low, double high) {
    std::uintmax_t steps = 200;
    auto const found =
        boost::math::tools::toms748_solve(f, low, high, boost::math::tools::eps_tolerance<double>(48), steps);
    return 0.5 * (found.first + found.second);
}

/// Location of the logit-normal with this mean, given its scale.
double logit_location(double mean, double scale) {
    auto const miss = [&](double m) { return logit_normal_moments(m, scale).mean - mean; };
    double const centre = lane::log(mean / (1 - mean));
    double const reach = 1 + scale * scale;  // the mean of logistic(m + s z) is nearer to ½ than logistic(m)
    double low = centre - reach;
    double high = centre + reach;
    while (miss(low) > 0) low -= reach;
    while (miss(high) < 0) high += reach;
    return solve(miss, low, high);
}

struct Logit {
    double location = 0, scale = 0;
};

Logit logit_by_moments(double mean, double sd) {
    auto const miss = [&](double s) { return logit_normal_moments(logit_location(mean, s), s).sd - sd; };
    double high = 1.5 * sd / (mean * (1 - mean));
    while (miss(high) < 0) high *= 2;
    double const scale = solve(miss, 1e-3 * high, high);
    return {logit_location(mean, scale), scale};
}

}  // namespace

Marginal certainly(double value) { return made(Form::certain, {{"value", value}}, constant_law(value)); }

Made make_certain(double value, Domain domain) {
    if (!is_number(value)) return Fault{"not a finite number", describe(domain)};
    if (!contains(domain, value)) return Fault{text(value) + " is out of range", describe(domain)};
    return certainly(value);
}

Made make_pert(ThreePoints points, Domain domain, double weight) {
    auto const [min, likely, max] = points;
    if (auto fault = outside({{"min", min}, {"likely", likely}, {"max", max}}, domain)) return *fault;
    if (min > likely) return disorder({"min", min}, {"likely", likely}, "min <= likely <= max");
    if (likely > max) return disorder({"likely", likely}, {"max", max}, "min <= likely <= max");
    if (!(weight >= 0 && weight <= 1e4))
        return Fault{"weight " + text(weight) + " is out of range", "a weight from 0 to 10000; 4 is usual"};
    if (min == max) return make_certain(min, domain);
    std::vector<Parameter> parameters{{"min", min}, {"likely", likely}, {"max", max}};
    if (weight != 4) parameters.push_back({"weight", weight});
    double const width = max - min;
    auto law = beta_law(1 + weight * ((likely - min) / width), 1 + weight * ((max - likely) / width));
    return made(Form::pert, std::move(parameters), linear_law(min, width, std::move(law)));
}

Made make_triangular(ThreePoints points, Domain domain) {
    auto const [min, likely, max] = points;
    if (auto fault = outside({{"min", min}, {"likely", likely}, {"max", max}}, domain)) return *fault;
    if (min > likely) return disorder({"min", min}, {"likely", likely}, "min <= likely <= max");
    if (likely > max) return disorder({"likely", likely}, {"max", max}, "min <= likely <= max");
    if (min == max) return make_certain(min, domain);
    double const width = max - min;
    return made(Form::triangular, {{"min", min}, {"likely", likely}, {"max", max}},
                linear_law(min, width, triangle_law((likely - min) / width)));
}

Made make_uniform(double min, double max, Domain domain) {
    if (auto fault = outside({{"min", min}, {"max", max}}, domain)) return *fault;
    if (min > max) return disorder({"min", min}, {"max", max}, "min <= max");
    if (min == max) return make_certain(min, domain);
    return made(Form::uniform, {{"min", min}, {"max", max}}, linear_law(min, max - min, uniform_law()));
}

Made make_two_percentiles(double p10, double p90, Domain domain) {
    Link const link(domain);
    if (auto fault = link.inside({{"p10", p10}, {"p90", p90}}, domain)) return *fault;
    if (p10 >= p90) return disorder({"p10", p10}, {"p90", p90}, "p10 < p90");
    double const low = link.inward(p10);
    double const high = link.inward(p90);
    return made(Form::two_percentiles, {{"p10", p10}, {"p90", p90}},
                link.normal(0.5 * (low + high), (high - low) / (2 * score_p90)));
}

Made make_moments(double mean, double sd, Domain domain) {
    Link const link(domain);
    if (auto fault = link.inside({{"mean", mean}}, domain)) return *fault;
    if (!(is_number(sd) && sd > 0))
        return Fault{"sd " + text(sd) + " is not above 0", "an sd above 0, or the number itself if it is certain"};
    std::vector<Parameter> parameters{{"mean", mean}, {"sd", sd}};
    if (link.has_two_ends()) {
        double const width = link.ends().upper - link.ends().lower;
        double const m = (mean - link.ends().lower) / width;
        double const s = sd / width;
        double const most = 0.95 * std::sqrt(m * (1 - m));
        if (s > most) {
            return Fault{"sd " + text(sd) + " is too large for a mean of " + text(mean) + " in this range",
                         "an sd of at most " + hint(0.999 * most * width) + ", or { values, weights } for a yes or no"};
        }
        auto const [location, scale] = logit_by_moments(m, s);
        return made(Form::moments, std::move(parameters), link.normal(location, scale));
    }
    if (link.has_one_end()) {
        double const distance = link.is_turned() ? link.ends().upper - mean : mean - link.ends().lower;
        double const variance = lane::log1p((sd / distance) * (sd / distance));
        double const location = lane::log(distance) - 0.5 * variance;
        return made(Form::moments, std::move(parameters),
                    link.normal(link.is_turned() ? -location : location, std::sqrt(variance)));
    }
    return made(Form::moments, std::move(parameters), link.normal(mean, sd));
}

Made make_three_percentiles(ThreePercentiles percentiles, Domain domain) {
    auto const [p10, p50, p90] = percentiles;
    Link const link(domain);
    if (auto fault = link.inside({{"p10", p10}, {"p50", p50}, {"p90", p90}}, domain)) return *fault;
    if (p10 >= p50) return disorder({"p10", p10}, {"p50", p50}, "p10 < p50 < p90");
    if (p50 >= p90) return disorder({"p50", p50}, {"p90", p90}, "p10 < p50 < p90");
    double const low = link.inward(p10);
    double const middle = link.inward(p50);
    double const high = link.inward(p90);
    // Keelin's triplets with alpha = 0.1; the quantile function rises everywhere if |a3| < 1.66711 a2.
    double const logit = lane::log(9);
    double const place = (middle - low) / (high - low);
    MetalogTerms terms{
        .a1 = middle, .a2 = 0.5 * (high - low) / logit, .a3 = (1 - 2 * place) * (high - low) / (0.8 * logit)};
    constexpr double least = 0.16657737615961413;  // (1 - 0.8 * 1.66711…) / 2
    if (place <= least || place >= 1 - least) {
        return Fault{
            "p50 " + text(p50) + " lies too near " + (place < 0.5 ? "p10" : "p90") + " for a smooth distribution",
            "a p50 between " + hint(link.outward(low + 1.01 * least * (high - low))) + " and " +
                hint(link.outward(high - 1.01 * least * (high - low))) +
                ", or { min, likely, max }, or { values, weights }"};
    }
    auto outer = QuantileView::Outer::identity;
    if (link.has_two_ends()) outer = QuantileView::Outer::logistic;
    if (link.has_one_end()) {
        outer = QuantileView::Outer::exponential;
        if (link.is_turned()) terms.a1 = -terms.a1;  // of -y, whose terms are -a1, a2, a3 turned twice
        if (link.is_turned()) terms.a3 = -terms.a3;
        if (terms.a2 + 0.5 * terms.a3 > heaviest_metalog_tail) {
            return Fault{"p10 and p90 are so far apart that the mean would be infinite",
                         "{ p10, p90 }, whose tail is lighter, or { min, likely, max }"};
        }
    }
    return made(Form::three_percentiles, {{"p10", p10}, {"p50", p50}, {"p90", p90}},
                link.place(metalog_law(terms, outer)));
}

Made make_survey(double yes, double of, Domain domain) {
    Bounds const b = bounds(domain);
    if (b.lower > 0 || b.upper < 1) return Fault{"a survey count is a share", describe(domain)};
    if (!(is_number(yes) && yes >= 0)) return Fault{"yes " + text(yes) + " is not a count", "a number of 0 or more"};
    if (!(is_number(of) && of >= 0)) return Fault{"of " + text(of) + " is not a count", "a number of 0 or more"};
    if (yes > of)
        return Fault{"yes " + text(yes) + " is more than of " + text(of), "yes <= of, the number who answered"};
    return made(Form::survey, {{"yes", yes}, {"of", of}}, beta_law(1 + yes, 1 + of - yes));
}

Made make_gamma(double cv) {
    if (!(cv >= 0 && cv <= 10)) return Fault{"a coefficient of variation of " + text(cv), "a number from 0 to 10"};
    if (cv == 0) return certainly(1);
    return made(Form::gamma, {{"cv", cv}}, gamma_law(cv));
}

Made make_bernoulli(double chance) {
    if (!(chance >= 0 && chance <= 1)) return Fault{"a chance of " + text(chance), describe(Domain::share)};
    if (chance == 0 || chance == 1) return certainly(chance);
    return made(Form::bernoulli, {{"chance", chance}}, discrete_law({0, 1}, {1 - chance, chance}));
}

Made make_discrete(std::span<double const> values, std::span<double const> weights, Domain domain) {
    if (values.empty()) return Fault{"no values", "one value at least"};
    if (!weights.empty() && weights.size() != values.size()) {
        return Fault{std::to_string(weights.size()) + " weights for " + std::to_string(values.size()) + " values",
                     "a weight for each value"};
    }
    std::vector<std::pair<double, double>> pairs;
    double total = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!is_number(values[i]) || !contains(domain, values[i]))
            return Fault{"value " + text(values[i]) + " is out of range", describe(domain)};
        double const w = weights.empty() ? 1 : weights[i];
        if (!(is_number(w) && w >= 0)) return Fault{"weight " + text(w) + " is not a weight", "weights of 0 or more"};
        total += w;
        if (w > 0) pairs.emplace_back(values[i], w);
    }
    if (!(total > 0 && is_number(total)))
        return Fault{"the weights sum to " + text(total), "one weight above 0 at least"};
    std::stable_sort(pairs.begin(), pairs.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    std::vector<double> kept;
    std::vector<double> shares;
    std::vector<Parameter> parameters;
    for (auto const& [value, weight] : pairs) {
        if (!kept.empty() && kept.back() == value) {
            shares.back() += weight;
        } else {
            kept.push_back(value);
            shares.push_back(weight);
        }
    }
    if (kept.size() == 1) return certainly(kept.front());
    for (std::size_t i = 0; i < kept.size(); ++i) {
        parameters.push_back({"value", kept[i]});
        parameters.push_back({"weight", shares[i] / total});
    }
    return made(Form::discrete, std::move(parameters), discrete_law(std::move(kept), shares));
}

Made make_data(std::span<double const> observations, Domain domain) {
    if (observations.empty()) return Fault{"no observations", "one number at least"};
    for (double const x : observations) {
        if (!is_number(x) || !contains(domain, x))
            return Fault{"observation " + text(x) + " is out of range", describe(domain)};
    }
    auto const [low, high] = std::minmax_element(observations.begin(), observations.end());
    if (*low == *high) return certainly(*low);
    return made(Form::data, {{"observations", static_cast<double>(observations.size())}},
                data_law({observations.begin(), observations.end()}));
}

}  // namespace rekensom::chance
