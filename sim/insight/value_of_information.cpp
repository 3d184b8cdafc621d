#include "rekensom/insight/value_of_information.hpp"

#include "insight/smoother.hpp"
#include "rekensom/base/contract.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::insight {

namespace {

constexpr std::size_t nothing = static_cast<std::size_t>(-1);  ///< the option of doing nothing

/// The option of the highest mean, or `nothing`.
std::size_t best_now(Options const& options) {
    std::size_t best = nothing;
    double highest = 0;
    for (std::size_t d = 0; d < options.size(); ++d) {
        double const mean = mean_of(options[d], chance::Sampling::random).value;
        if (mean > highest) highest = mean, best = d;
    }
    return best;
}

/// \param told  worth that each draw's information promises   \param got  worth of what is then done, in that draw
Estimate gain(std::vector<double> const& told, std::vector<double> got, Options const& options,
              chance::Sampling sampling) {
    std::size_t const best = best_now(options);
    double const now = best == nothing ? 0 : mean_of(options[best], sampling).value;
    if (best != nothing)
        for (std::size_t i = 0; i < got.size(); ++i) got[i] -= options[best][i];
    return {std::max(0.0, mean_of(told, sampling).value - now), mean_of(got, sampling).se};
}

}  // namespace

Estimate perfect_information(Options const& options, chance::Sampling sampling) {
    REKENSOM_EXPECT(!options.empty());
    std::vector<double> highest(options[0].size(), 0.0);
    for (Draws const option : options)
        for (std::size_t i = 0; i < highest.size(); ++i) highest[i] = std::max(highest[i], option[i]);
    return gain(highest, highest, options, sampling);
}

Estimate partial_information(Options const& options, std::vector<Draws> const& inputs, chance::Sampling sampling) {
    REKENSOM_EXPECT(!options.empty());
    Smoother const smoother(inputs);
    std::vector<double> told(options[0].size(), 0.0), got(options[0].size(), 0.0);
    for (Draws const option : options) {
        Eigen::VectorXd const expected = smoother.fit(option).fitted;
        for (std::size_t i = 0; i < told.size(); ++i) {
            double const here = expected(static_cast<Eigen::Index>(i));
            if (here > told[i]) told[i] = here, got[i] = option[i];
        }
    }
    return gain(told, std::move(got), options, sampling);
}

namespace {

/// E[NPV | share] of each option on a fine grid of shares, and the share's distribution before any more answers.
struct ShareCurve {
    std::vector<double> share, log_yes, log_no;
    std::vector<std::vector<double>> expected;  ///< [option][grid]
    double a = 1, b = 1;                        ///< of the Beta
};

ShareCurve share_curve(Options const& options, Draws share, Survey survey) {
    REKENSOM_EXPECT(survey.yes >= 0 && survey.of >= survey.yes);
    ShareCurve curve;
    curve.a = 1 + survey.yes, curve.b = 1 + survey.of - survey.yes;
    double const mean = curve.a / (curve.a + curve.b);
    double const sd = std::sqrt(mean * (1 - mean) / (curve.a + curve.b + 1));
    double const from = std::max(0.0, mean - 9 * sd), to = std::min(1.0, mean + 9 * sd);
    constexpr std::size_t grid = 2000;
    for (std::size_t g = 0; g < grid; ++g) {
        double const x = from + (to - from) * (static_cast<double>(g) + 0.5) / grid;
        curve.share.push_back(x), curve.log_yes.push_back(std::log(x)), curve.log_no.push_back(std::log1p(-x));
    }
    Smoother const smoother({share});
    for (Draws const option : options) {
        auto const fit = smoother.fit(option);
        std::vector<double>& values = curve.expected.emplace_back();
        for (double const x : curve.share) values.push_back(smoother.at(fit, std::vector<double>{x}));
    }
    return curve;
}

/// A run of counts of yes after which the same is done.
struct Region {
    double first = 0, last = 0;
    std::size_t option = nothing;
};

struct Preview {
    double worth = 0;  ///< E[max of the posterior means], over the answers to come
    std::vector<Region> regions;
};

double log_beta(double a, double b) { return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b); }

/// What is done after `yes` of `responses` answers, and its mean.
std::pair<std::size_t, double> choice(ShareCurve const& curve, double yes, double responses,
                                      std::vector<double>& density) {
    double const a = curve.a + yes - 1, b = curve.b + responses - yes - 1;
    double highest = -std::numeric_limits<double>::infinity(), sum = 0;
    for (std::size_t g = 0; g < density.size(); ++g) {
        density[g] = a * curve.log_yes[g] + b * curve.log_no[g];
        highest = std::max(highest, density[g]);
    }
    // Below e^-700 nothing adds up, and exp takes its time to say 0.
    for (double& d : density) sum += d = d - highest > -700 ? std::exp(d - highest) : 0;
    std::pair<std::size_t, double> best{nothing, 0};
    for (std::size_t o = 0; o < curve.expected.size(); ++o) {
        double mean = 0;
        for (std::size_t g = 0; g < density.size(); ++g) mean += density[g] * curve.expected[o][g];
        mean /= sum;
        if (mean > best.second) best = {o, mean};
    }
    return best;
}

/// Counts are taken together in at most 512 classes, each judged at its middle.
Preview preview(ShareCurve const& curve, double responses) {
    auto const n = static_cast<std::size_t>(responses);
    std::size_t const width = n / 512 + 1;
    std::vector<double> density(curve.share.size());
    Preview result;
    double const scale = log_beta(curve.a, curve.b) - std::lgamma(responses + 1);
    for (std::size_t first = 0; first <= n; first += width) {
        std::size_t const last = std::min(n, first + width - 1);
        double chance = 0;
        for (std::size_t k = first; k <= last; ++k) {
            auto const yes = static_cast<double>(k);
            chance += std::exp(log_beta(curve.a + yes, curve.b + responses - yes) - scale - std::lgamma(yes + 1) -
                               std::lgamma(responses - yes + 1));
        }
        if (chance < 1e-14) continue;
        double const middle = 0.5 * static_cast<double>(first + last);
        auto const [option, mean] = choice(curve, middle, responses, density);
        result.worth += chance * mean;
        if (result.regions.empty() || result.regions.back().option != option)
            result.regions.push_back({static_cast<double>(first), 0, option});
        result.regions.back().last = static_cast<double>(last);
    }
    return result;
}

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

Estimate worth_of(ShareCurve const& curve, Options const& options, Draws share, double responses,
                  chance::Sampling sampling) {
    Preview const seen = preview(curve, responses);
    std::vector<double> got(share.size(), 0.0);
    for (std::size_t i = 0; i < share.size(); ++i) {
        double const mean = responses * share[i], sd = std::sqrt(std::max(1e-12, mean * (1 - share[i])));
        for (std::size_t r = 0; r < seen.regions.size(); ++r) {
            Region const& region = seen.regions[r];
            if (region.option == nothing) continue;
            double const below = r == 0 ? 0 : normal_cdf((region.first - 0.5 - mean) / sd);
            double const up_to = r + 1 == seen.regions.size() ? 1 : normal_cdf((region.last + 0.5 - mean) / sd);
            got[i] += (up_to - below) * options[region.option][i];
        }
    }
    // Without an answer the same spline and grid are worth this: what smoothing and the grid do to the mean cancels.
    double now = 0;
    std::vector<double> density(curve.share.size());
    now = choice(curve, 0, 0, density).second;
    std::size_t const best = best_now(options);
    if (best != nothing)
        for (std::size_t i = 0; i < got.size(); ++i) got[i] -= options[best][i];
    return {std::max(0.0, seen.worth - now), mean_of(got, sampling).se};
}

}  // namespace

Estimate sample_information(Options const& options, Draws share, Survey survey, double responses,
                            chance::Sampling sampling) {
    REKENSOM_EXPECT(!options.empty() && responses >= 1);
    return worth_of(share_curve(options, share, survey), options, share, std::floor(responses), sampling);
}

SamplePlan plan_sample(Options const& options, Draws share, Survey survey, double cost_per_response,
                       chance::Sampling sampling) {
    REKENSOM_EXPECT(!options.empty() && cost_per_response >= 0);
    ShareCurve const curve = share_curve(options, share, survey);
    SamplePlan plan;
    auto const add = [&](double responses) {
        auto const at = std::lower_bound(plan.curve.begin(), plan.curve.end(), responses,
                                         [](SampleSize const& s, double n) { return s.responses < n; });
        if (at != plan.curve.end() && at->responses == responses) return;
        SampleSize const size{responses, worth_of(curve, options, share, responses, sampling),
                              cost_per_response * responses};
        plan.curve.insert(at, size);
    };
    auto const best = [&] {
        return std::max_element(plan.curve.begin(), plan.curve.end(),
                                [](SampleSize const& a, SampleSize const& b) { return a.net() < b.net(); }) -
               plan.curve.begin();
    };
    for (double const n : {25., 50., 100., 200., 400., 800., 1600., 3200., 6400., 12800., 20000.}) add(n);
    // Worth rises ever slower and cost in proportion: between its neighbours on the coarse curve the best one is found by halving.
    for (int round = 0; round < 5; ++round) {
        auto const here = static_cast<std::size_t>(best());
        double const n = plan.curve[here].responses;
        double const below = here == 0 ? 1 : plan.curve[here - 1].responses;
        double const above = here + 1 == plan.curve.size() ? n : plan.curve[here + 1].responses;
        if (n - below > 1) add(std::floor(0.5 * (below + n)));
        if (above - n > 1) add(std::floor(0.5 * (above + n)));
    }
    SampleSize const& winner = plan.curve[static_cast<std::size_t>(best())];
    if (winner.net() > 0) plan.best = winner;
    return plan;
}

}  // namespace rekensom::insight
