#pragma once

#include "rekensom/insight/columns.hpp"

#include <vector>

// Which alternative is best depends on what a point of satisfaction is worth to whoever decides. Nobody needs to say it
// beforehand: here is the answer for every price. After the acceptability curves of health economics (van Hout et al. 1994).

namespace rekensom::insight {

/// An alternative, against doing nothing, draw by draw.
struct Offer {
    Draws npv;
    Draws satisfaction_shift;
};

struct Acceptability {
    std::vector<double> price;                 ///< money for one point of satisfaction, over the horizon
    std::vector<std::vector<double>> best_in;  ///< [option][price]: share of draws; option 0 is doing nothing, then the offers
    std::vector<std::size_t> best_on_average;  ///< [price]: the option of the highest mean NPV + price x shift
};

/// What is worth nothing more than doing nothing is not done; of equals the first one is.
[[nodiscard]] Acceptability acceptability(std::vector<Offer> const& offers, std::vector<double> const& prices);

/// Prices from 0 to where the means have had their say: twice the highest price at which two options' means cross, rounded up
/// to 1, 2 or 5 times a power of ten; where none cross, a span in which the shifts weigh as much as the money.
[[nodiscard]] std::vector<double> telling_prices(std::vector<Offer> const& offers, std::size_t count = 21);

}  // namespace rekensom::insight
