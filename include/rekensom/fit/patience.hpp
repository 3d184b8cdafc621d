#pragma once

#include "rekensom/fit/estimate.hpp"

#include <array>
#include <vector>

// How long callers are ready to wait. Who is answered was not seen to give up: his wait is censored.

namespace rekensom::fit {

/// Edges (s) of the pieces on which the rate of giving up is looked at; the last piece is open.
inline constexpr std::array<double, 8> hazard_edges{0, 5, 15, 30, 60, 120, 240, 480};

/// What is kept of waits; sums, so that any number of contacts streams by.
class WaitSums {
public:
    /// `wait` >= 0 seconds in the queue; who was answered at once (0) never waited and says nothing of patience.
    void add(double wait, double count, bool abandoned);

    struct Piece {
        double at_risk = 0;    ///< contacts that waited into the piece
        double seconds = 0;    ///< waited in it
        double abandoned = 0;  ///< gave up in it
    };
    [[nodiscard]] std::array<Piece, hazard_edges.size()> const& pieces() const { return pieces_; }
    [[nodiscard]] double queued() const { return queued_; }
    [[nodiscard]] double seen() const { return seen_; }  ///< with a wait given, 0 included
    [[nodiscard]] double wait_seconds() const;
    [[nodiscard]] double abandoned() const;

private:
    std::array<Piece, hazard_edges.size()> pieces_{};
    double queued_ = 0;
    double seen_ = 0;
};

struct Patience {
    Estimate plain;  ///< mean seconds: total time waited / number who gave up, the maximum likelihood of an exponential
    Estimate later;  ///< the same after the first `hazard_edges[1]` seconds, the early leavers set apart: use this one
    Estimate at_once;      ///< share of the queued who give up within those first seconds beyond what `later` expects
    Estimate abandonment;  ///< share of all with a wait given
    std::vector<Estimate> rate;  ///< per minute, by piece: an even rate is what an exponential says
    std::string doubt;           ///< where the rate is far from even
};

/// \throws DataError where nobody waited or nobody gave up.
[[nodiscard]] Patience fit_patience(WaitSums const& sums);

}  // namespace rekensom::fit
