#pragma once

#include "rekensom/model/kpis.hpp"

#include <string>
#include <string_view>

// Numbers for machines (shortest text that reads back to the same bits, in no language) and for people (rounded, in theirs).

namespace rekensom::report {

enum class Language { en, nl };

/// "0.1", "1e+22"; empty for what is not a number: a missing value.
[[nodiscard]] std::string shortest(double x);

/// Columns that a text takes in a terminal: letters, not bytes; combining marks take none.
[[nodiscard]] std::size_t width(std::string_view text);
[[nodiscard]] std::string left(std::string_view text,
                               std::size_t columns);  ///< padded at the right; cut with … where too long
[[nodiscard]] std::string right(std::string_view text, std::size_t columns);  ///< padded at the left; never cut

enum class Sign { only_minus, always };

/// Where it is read. On the page numbers stand as browsers write them in that language: "25%", no trailing noughts.
enum class Medium { text, page };

/// How one reader wants to see numbers. Not a number is shown as "–".
class Numbers {
public:
    Numbers(Language language, std::string_view currency, Medium medium = Medium::text)
        : language_(language), currency_(currency), medium_(medium) {}

    [[nodiscard]] Language language() const { return language_; }
    /// The text in the reader's language.
    [[nodiscard]] std::string_view operator()(std::string_view en, std::string_view nl) const {
        return language_ == Language::nl ? nl : en;
    }

    /// "1,234.5" or "1.234,5".
    [[nodiscard]] std::string plain(double x, int decimals, Sign sign = Sign::only_minus) const;
    /// Three digits that matter, never fewer than the whole part has.
    [[nodiscard]] std::string rounded(double x, Sign sign = Sign::only_minus) const;
    /// "€0.88 m", "€ 0,88 mln": three digits that matter.
    [[nodiscard]] std::string money(double x, Sign sign = Sign::only_minus) const;
    /// In the scale of a larger amount beside it: "€0.06 m" beside "€0.27 m".
    [[nodiscard]] std::string money_beside(double x, double larger, Sign sign = Sign::only_minus) const;
    /// Whole units of the currency: "€1,000,000".
    [[nodiscard]] std::string money_whole(double x, Sign sign = Sign::only_minus) const;
    /// "71 %"; one decimal below 10 % and above 90 % where it is not whole.
    [[nodiscard]] std::string percent(double share, Sign sign = Sign::only_minus) const;
    /// A KPI's value in its own form; `shift`: a difference of two, so that shares become percentage points.
    [[nodiscard]] std::string value(model::Form form, double x) const;
    [[nodiscard]] std::string shift(model::Form form, double x) const;
    /// A quantity by its unit as the scenario keeps it: "share" as per cent, "EUR" as money, "s" as such.
    [[nodiscard]] std::string quantity(std::string_view unit, double x) const;
    /// The same of an uncertain one: to three digits that matter.
    [[nodiscard]] std::string about(std::string_view unit, double x) const;
    [[nodiscard]] std::string about_figure(std::string_view unit, double x) const;
    /// Without the words of its unit: the "%" and the "€" stay.
    [[nodiscard]] std::string figure(std::string_view unit, double x) const;
    /// The words of the unit: "contacten / maand" for "contacts / month"; empty for "share".
    [[nodiscard]] std::string unit_words(std::string_view unit) const;

    [[nodiscard]] std::string currency_sign() const;

private:
    [[nodiscard]] std::string with_currency(std::string_view sign, std::string_view digits,
                                            std::string_view scale) const;

    Language language_;
    std::string currency_;
    Medium medium_;
};

}  // namespace rekensom::report
