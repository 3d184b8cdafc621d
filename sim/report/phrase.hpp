#pragma once

#include "rekensom/insight/phrasing.hpp"
#include "rekensom/report/facts.hpp"

namespace rekensom::report {

/// The findings' sentences in this reader's numbers.
class Phrase : public insight::Phrasing {
public:
    Phrase(model::Scenario const& scenario, Numbers numbers) : scenario_(scenario), numbers_(std::move(numbers)) {}
    [[nodiscard]] std::string_view text(std::string_view en, std::string_view nl) const override {
        return numbers_(en, nl);
    }
    [[nodiscard]] std::string money(double amount) const override { return numbers_.money(amount); }
    [[nodiscard]] std::string percent(double share) const override { return numbers_.percent(share); }
    [[nodiscard]] std::string number(double value) const override { return numbers_.rounded(value); }
    [[nodiscard]] std::string value(model::Quantity const& quantity, double value) const override {
        return numbers_.quantity(quantity.unit, value);
    }
    [[nodiscard]] std::string label(model::Quantity const& quantity) const override {
        return label_of(scenario_, quantity.path, numbers_.language());
    }

private:
    model::Scenario const& scenario_;
    Numbers numbers_;
};

}  // namespace rekensom::report
