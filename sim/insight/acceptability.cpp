#include "rekensom/insight/acceptability.hpp"

#include "rekensom/base/contract.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::insight {

Acceptability acceptability(std::vector<Offer> const& offers, std::vector<double> const& prices) {
    REKENSOM_EXPECT(!offers.empty() && !offers[0].npv.empty());
    std::size_t const draws = offers[0].npv.size();
    for (Offer const& o : offers) REKENSOM_EXPECT(o.npv.size() == draws && o.satisfaction_shift.size() == draws);
    Acceptability result;
    result.price = prices;
    result.best_in.assign(offers.size() + 1, std::vector<double>(prices.size(), 0.0));
    for (std::size_t p = 0; p < prices.size(); ++p) {
        std::vector<double> mean(offers.size(), 0.0);
        for (std::size_t i = 0; i < draws; ++i) {
            std::size_t best = 0;
            double highest = 0;
            for (std::size_t o = 0; o < offers.size(); ++o) {
                double const worth = offers[o].npv[i] + prices[p] * offers[o].satisfaction_shift[i];
                mean[o] += worth;
                if (worth > highest) highest = worth, best = o + 1;
            }
            result.best_in[best][p] += 1;
        }
        for (auto& option : result.best_in) option[p] /= static_cast<double>(draws);
        auto const top = std::max_element(mean.begin(), mean.end());
        result.best_on_average.push_back(*top > 0 ? static_cast<std::size_t>(top - mean.begin()) + 1 : 0);
    }
    return result;
}

std::vector<double> telling_prices(std::vector<Offer> const& offers, std::size_t count) {
    REKENSOM_EXPECT(!offers.empty() && count >= 2);
    std::vector<double> npv{0}, shift{0};
    double money = 0, points = 0;
    for (Offer const& o : offers) {
        npv.push_back(mean_of(o.npv, chance::Sampling::random).value);
        shift.push_back(mean_of(o.satisfaction_shift, chance::Sampling::random).value);
        money = std::max({money, std::abs(npv.back()), std::sqrt(variance(o.npv))});
        points = std::max({points, std::abs(shift.back()), std::sqrt(variance(o.satisfaction_shift))});
    }
    double highest = 0;
    for (std::size_t a = 0; a < npv.size(); ++a)
        for (std::size_t b = 0; b < a; ++b)
            if (double const crossing = (npv[b] - npv[a]) / (shift[a] - shift[b]); std::isfinite(crossing))
                highest = std::max(highest, crossing);
    if (highest == 0) highest = points > 0 ? money / points : 1;
    double const top = 2 * std::min(highest, points > 0 ? 100 * money / points : highest);
    double const power = std::pow(10, std::floor(std::log10(top > 0 ? top : 1)));
    double rounded = 10 * power;
    for (double const step : {5., 2., 1.})
        if (top <= step * power) rounded = step * power;
    std::vector<double> prices;
    for (std::size_t i = 0; i < count; ++i)
        prices.push_back(rounded * static_cast<double>(i) / static_cast<double>(count - 1));
    return prices;
}

}  // namespace rekensom::insight
