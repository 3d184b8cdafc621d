// Work A in Squiggle: prints one JSON line. Usage: node work_a.squiggle.mjs DRAWS. The same algebra by hand as the lean forms of the other
// peers: per reason and month one noise and one product. Numbers are sample sets throughout: Squiggle would otherwise take a symbolic
// distribution that is used twice for two independent ones.
import { run } from "@quri/squiggle-lang";

const source = `
s(d) = SampleSet.fromDist(d)
pert(low, likely, high) = low + (high - low) * beta(1 + 4 * (likely - low) / (high - low), 1 + 4 * (high - likely) / (high - low))
volume = [
  [12000, 5000, 6000, 800], [9000, 3000, 5000, 400], [11000, 6000, 8000, 1500], [6000, 4000, 4500, 600],
  [10000, 4500, 7000, 900], [5000, 3500, 4000, 300], [4500, 3000, 5500, 700], [3000, 2500, 1200, 900],
  [3500, 2500, 1800, 150], [2500, 2000, 1500, 100], [4000, 800, 2500, 1200], [3500, 1500, 2000, 450]]
recontact = [0.50, 0.40, 0.55, 0.45, 0.60, 0.35, 0.30, 0.65, 0.40, 0.30, 0.50, 0.35]
fixed = [70, 80, 65, 72, 58, 82, 85, 50, 75, 88, 60, 78]
changesOf = [[0], [0], [1, 2], [1], [2], [0], [2], [2], [], [1], [1], [2]]
season = [1.10, 1.02, 1.00, 0.97, 0.95, 0.96, 0.93, 0.94, 1.00, 1.03, 1.08, 1.15]
meanSeason = List.reduce(season, 0, {|a, b| a + b}) / 12
months = List.upTo(0, 35)
trend(t) = 1.02 ^ (t / 12) * season[t - 12 * floor(t / 12)] / meanSeason * 1.05 ^ (-(t + 0.5) / 12)

cost = [s(triangular(5.5, 6.5, 8.5)), s(triangular(3, 4, 5.5)), s(triangular(2.2, 3, 4.2)), s(triangular(2.5, 3.5, 5.5))]
share = [s(pert(0.05, 0.12, 0.25)), s(pert(0.08, 0.18, 0.30)), s(pert(0.02, 0.10, 0.22))]
begin = [3 + s(triangular(0, 1, 5)), 6 + s(triangular(0, 2, 8)), 12 + s(triangular(-1, 1, 6))]
ramp = [s(triangular(2, 4, 9)), s(triangular(3, 6, 12)), s(triangular(4, 8, 14))]

ramped(x, r) = SampleSet.map2(x, r, {|x, r| x <= 0 ? 0 : x <= r ? x * x / (2 * r) : x - r / 2})
soFar = List.map([0, 1, 2], {|k| List.map(List.upTo(0, 36), {|t| ramped(t - begin[k], ramp[k])})})
acts = List.map([0, 1, 2], {|k| List.map(months, {|t| share[k] * (soFar[k][t + 1] - soFar[k][t])})})

savedBy(r) = {
  piece = (volume[r][0] * cost[0] + volume[r][1] * cost[1] + volume[r][2] * cost[2] + volume[r][3] * cost[3]) /
    (1 - (1 - s(beta(fixed[r], 100 - fixed[r]))) * recontact[r])
  inMonth(t) = {
    noise = s(gamma(400, 1 / 400))
    left = List.reduce(changesOf[r], 1, {|l, k| l * (1 - acts[k][t])})
    noise * (1 - left) * trend(t)
  }
  piece * List.reduce(List.map(months, inMonth), 0, {|a, b| a + b})
}
List.reduce(List.map(List.upTo(0, 11), savedBy), 0, {|a, b| a + b})
`;

const draws = Number(process.argv[2]);
const begin = performance.now();
const output = await run(source, { environment: { sampleCount: draws, xyPointLength: 1000, seed: "work-a", profile: false } });
const result = output.getEndResult();
if (!result.ok) throw new Error(result.value.toString());
const samples = Float64Array.from(result.value.value.getSamples()).sort();
const mean = samples.reduce((a, b) => a + b, 0) / samples.length;
const sd = Math.sqrt(samples.reduce((a, b) => a + (b - mean) ** 2, 0) / (samples.length - 1));
const at = (p) => samples[Math.round(p * (samples.length - 1))];
const seconds = (performance.now() - begin) / 1000;
console.log(JSON.stringify({ draws: samples.length, mean, sd, se: sd / Math.sqrt(samples.length), p10: at(0.1), p50: at(0.5), p90: at(0.9), seconds }));
