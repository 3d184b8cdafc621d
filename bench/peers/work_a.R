# Work A in R: prints one JSON line. Usage: Rscript work_a.R DRAWS [full|lean]. Vectors over the draws, in chunks; a loop over months and
# reasons. "full": the contacts of both worlds by reason, channel and month, and what they cost; "lean": the NPV alone, with what the months
# and the channels share taken out by hand. Both draw every noise.
args <- commandArgs(trailingOnly = TRUE)
draws <- as.numeric(args[1])
form <- if (length(args) > 1) args[2] else "full"
chunk <- 2000

volume <- matrix(c(
  12000, 5000, 6000, 800, 9000, 3000, 5000, 400, 11000, 6000, 8000, 1500, 6000, 4000, 4500, 600, 10000, 4500, 7000, 900,
  5000, 3500, 4000, 300, 4500, 3000, 5500, 700, 3000, 2500, 1200, 900, 3500, 2500, 1800, 150, 2500, 2000, 1500, 100,
  4000, 800, 2500, 1200, 3500, 1500, 2000, 450), ncol = 4, byrow = TRUE)
recontact <- c(0.50, 0.40, 0.55, 0.45, 0.60, 0.35, 0.30, 0.65, 0.40, 0.30, 0.50, 0.35)
fix_a <- c(70, 80, 65, 72, 58, 82, 85, 50, 75, 88, 60, 78)
cost_of <- rbind(c(5.5, 6.5, 8.5), c(3, 4, 5.5), c(2.2, 3, 4.2), c(2.5, 3.5, 5.5))
season <- c(1.10, 1.02, 1.00, 0.97, 0.95, 0.96, 0.93, 0.94, 1.00, 1.03, 1.08, 1.15)
reasons_of <- list(c(1, 2, 6), c(3, 4, 10, 11), c(3, 5, 7, 8, 12))
prevents <- rbind(c(0.05, 0.12, 0.25), c(0.08, 0.18, 0.30), c(0.02, 0.10, 0.22))
start <- c(3, 6, 12)
slip_of <- rbind(c(0, 1, 5), c(0, 2, 8), c(-1, 1, 6))
ramp_of <- rbind(c(2, 4, 9), c(3, 6, 12), c(4, 8, 14))
month <- 0:35
trend <- 1.02^(month / 12) * rep(season / mean(season), 3)
discount <- 1.05^(-(month + 0.5) / 12)

triangular <- function(n, p) {
  u <- runif(n)
  top <- (p[2] - p[1]) / (p[3] - p[1])
  p[1] + (p[3] - p[1]) * ifelse(u < top, sqrt(u * top), 1 - sqrt((1 - u) * (1 - top)))
}
pert <- function(n, p) {
  width <- p[3] - p[1]
  p[1] + width * rbeta(n, 1 + 4 * (p[2] - p[1]) / width, 1 + 4 * (p[3] - p[2]) / width)
}
ramped <- function(x, ramp) {
  rising <- pmin(pmax(x, 0), ramp)
  rising * rising / (2 * ramp) + pmax(x - ramp, 0)
}

npv <- function(n) {
  fix <- lapply(1:12, function(r) rbeta(n, fix_a[r], 100 - fix_a[r]))
  cost <- lapply(1:4, function(c) triangular(n, cost_of[c, ]))
  share <- lapply(1:3, function(k) pert(n, prevents[k, ]))
  begin <- lapply(1:3, function(k) start[k] + triangular(n, slip_of[k, ]))
  ramp <- lapply(1:3, function(k) triangular(n, ramp_of[k, ]))
  # how much of each change is at work: a column a month
  acts <- lapply(1:3, function(k) {
    so_far <- ramped(outer(-begin[[k]], c(month, 36), "+"), ramp[[k]])
    share[[k]] * (so_far[, -1] - so_far[, -37])
  })
  result <- numeric(n)
  for (r in 1:12) {
    noise <- matrix(rgamma(n * 36, 400, 400), n)
    left <- 1
    for (k in 1:3) if (r %in% reasons_of[[k]]) left <- left * (1 - acts[[k]])
    attempts <- 1 / (1 - (1 - fix[[r]]) * recontact[r])
    if (form == "lean") {
      piece <- Reduce(`+`, lapply(1:4, function(c) volume[r, c] * cost[[c]])) * attempts
      result <- result + piece * as.vector((noise * (1 - left)) %*% (trend * discount))
    } else {
      new <- noise * rep(sum(volume[r, ]) * trend, each = n)
      new_fewer <- new * left
      for (c in 1:4) {
        mix <- volume[r, c] / sum(volume[r, ])
        handled <- new * mix * attempts
        handled_fewer <- new_fewer * mix * attempts
        result <- result + as.vector((handled * cost[[c]] - handled_fewer * cost[[c]]) %*% discount)
      }
    }
  }
  result
}

begin_time <- proc.time()
set.seed(1)
out <- numeric(draws)
first <- 0
while (first < draws) {
  n <- min(chunk, draws - first)
  out[first + seq_len(n)] <- npv(n)
  first <- first + n
}
p <- quantile(out, c(0.1, 0.5, 0.9), names = FALSE)
cat(sprintf('{"draws": %.0f, "mean": %.1f, "sd": %.1f, "se": %.1f, "p10": %.1f, "p50": %.1f, "p90": %.1f, "seconds": %.3f}\n',
  draws, mean(out), sd(out), sd(out) / sqrt(draws), p[1], p[2], p[3], (proc.time() - begin_time)[3]))
