#include "rekensom/chance/marginal.hpp"

#include "rekensom/base/contract.hpp"

#include "law.hpp"
#include "marginal_state.hpp"

#include <charconv>

namespace rekensom::chance {

std::string text(double x) {
    char digits[32];
    auto const end = std::to_chars(digits, digits + sizeof digits, x).ptr;
    return {digits, end};
}

namespace {

char const* noun(Form form) {
    switch (form) {
        case Form::certain: return "certainly";
        case Form::pert: return "PERT";
        case Form::triangular: return "triangle";
        case Form::uniform: return "uniform";
        case Form::two_percentiles: return "two percentiles";
        case Form::three_percentiles: return "three percentiles";
        case Form::moments: return "mean and sd";
        case Form::survey: return "survey count";
        case Form::gamma: return "gamma of mean 1";
        case Form::discrete: return "discrete";
        case Form::data: return "data";
        case Form::bernoulli: return "yes or no";
    }
    return "";
}

}  // namespace

Marginal::Marginal() : Marginal(certainly(0)) {}
Marginal::Marginal(std::shared_ptr<MarginalState const> state) : state_(std::move(state)) {}

Form Marginal::form() const { return state_->form; }
Family Marginal::family() const { return state_->law->family(); }
double Marginal::times() const { return state_->times; }
std::vector<Parameter> const& Marginal::parameters() const { return state_->parameters; }

std::string Marginal::description() const {
    std::string words = noun(form());
    char const* comma = " ";
    for (Parameter const& p : parameters()) {
        words += comma;
        if (form() != Form::certain) words.append(p.name).append(" ");
        words += text(p.value);
        comma = ", ";
    }
    return times() == 1 ? words : words + ", times " + text(times());
}

double Marginal::mean() const { return state_->law->mean(); }
double Marginal::sd() const { return state_->law->sd(); }
double Marginal::quantile(double u) const { return state_->law->quantile({u, 1 - u}); }
double Marginal::quantile_z(double z) const { return state_->law->quantile_z(z); }
double Marginal::cdf(double x) const { return state_->law->cdf(x); }
double Marginal::lower() const { return state_->law->lower(); }
double Marginal::upper() const { return state_->law->upper(); }
Law const& Marginal::law() const { return *state_->law; }

Marginal sure(Made made) {
    if (auto const* fault = std::get_if<Fault>(&made)) throw Bug(fault->what + "; expected " + fault->expected);
    return std::get<Marginal>(std::move(made));
}

Marginal scaled(Marginal const& marginal, double times) {
    if (times == 0) return certainly(0);
    MarginalState state = *marginal.state_;
    if (times == 1) return marginal;
    if (state.form == Form::certain) return certainly(marginal.mean() * times);
    state.times *= times;
    state.law = linear_law(0, times, state.law);
    return Marginal(std::make_shared<MarginalState const>(std::move(state)));
}

}  // namespace rekensom::chance
