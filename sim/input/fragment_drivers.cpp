#include <fmt/format.h>

#include <cmath>

#include "input/fragment_text.hpp"
#include "rekensom/input/fragment.hpp"

namespace rekensom::input {
namespace {

using fit::Estimate;

/// What was gained as what is lost.
Estimate turned(Estimate e) {
    std::swap(e.p10, e.p90);
    std::swap(e.low, e.high);
    for (double* x : {&e.mean, &e.p10, &e.p90, &e.low, &e.high}) *x = -*x;
    return e;
}

class Writer {
public:
    Writer(fit::DriverFit const& fit, DriversWriting const& writing)
        : f_(fit), w_(writing), source_(fmt::format("{}, {} answers", writing.file, fit.used)) {}

    std::string text() {
        out_ += fmt::format(
            "# From {} of {} by `rekensom drivers`. Weights are effects (for the "
            "simulation), not importance (for ranking).\n",
            source_, f_.rows);
        out_ += w_.nps ? "# The outcome is NPS: impacts are NPS points for a mark "
                         "more.\n\n"
                       : "# Weights are marks of satisfaction for a mark of the "
                         "driver more.\n\n";
        std::size_t const linear = f_.effects.size() - (f_.waiting ? 1 : 0);
        for (std::size_t i = 0; i < linear; ++i) driver(f_.effects[i]);
        if (f_.waiting && !w_.nps) waiting(f_.effects.back());
        if (f_.spread && !w_.nps) {
            out_ += "[satisfaction]\n";
            value("spread", f_.spread->spread, Kept::positive, "sigma of marks between customers");
        }
        return std::move(out_);
    }

private:
    void value(std::string_view key, Estimate const& e, Kept kept, std::string_view what) {
        std::string const form = value_form(e, kept, fmt::format("{}: {}", source_, what));
        out_ += form.empty() ? fmt::format("# {}: not known{}{}\n", key, e.note.empty() ? "" : ": ", e.note)
                             : fmt::format("{} = {}\n", key, form);
    }

    void driver(fit::Effect const& e) {
        std::string const key = keys_(e.name, "driver");
        if (!e.effect.known()) {
            out_ += fmt::format("# {}: left out: {}\n\n", quoted(e.name),
                                e.effect.note.empty() ? "its effect cannot be told" : e.effect.note);
            return;
        }
        out_ += fmt::format("[{}.{}]\nlabel = {}\n", w_.nps ? "moments" : "drivers", key, quoted(e.name));
        value("mark", e.mark, Kept::positive, "mean mark");
        value(w_.nps ? "impact" : "weight", e.effect, Kept::real,
              w_.nps ? "NPS points for a mark more, others held fixed" : "marks for a mark more, others held fixed");
        if (!w_.nps) out_ += "kind = \"linear\"\n";
        out_ += '\n';
    }

    void waiting(fit::Effect const& e) {
        fit::Hinge const& hinge = *f_.waiting;
        if (hinge.shape == fit::WaitShape::none || !e.effect.known()) {
            out_ += "# waiting: no effect can be told from chance\n\n";
            return;
        }
        out_ +=
            fmt::format("[drivers.{}]\nlabel = \"Waiting\"\nkind = \"dissatisfier\"\n", keys_("waiting", "waiting"));
        value("weight", turned(e.effect), Kept::real, "marks lost a minute beyond the tolerance");
        if (hinge.shape == fit::WaitShape::hinge)
            value("tolerance", hinge.tolerance, Kept::positive, "seconds that nobody minds");
        else
            out_ += fmt::format("tolerance = {{ value = 0, source = {} }}\n",
                                quoted(source_ + ": a straight line does as well, a tolerance cannot be told"));
        out_ += '\n';
    }

    fit::DriverFit const& f_;
    DriversWriting const& w_;
    std::string source_, out_;
    KeyNames keys_;
};

}  // namespace

std::string drivers_fragment(fit::DriverFit const& fit, DriversWriting const& writing) {
    return Writer(fit, writing).text();
}

}  // namespace rekensom::input
