#include "rekensom/serve/desk.hpp"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <chrono>
#include <list>
#include <mutex>
#include <new>
#include <utility>

#include "rekensom/base/contract.hpp"
#include "rekensom/base/lanes.hpp"
#include "rekensom/insight/study.hpp"
#include "rekensom/report/live_page.hpp"
#include "rekensom/serve/guard.hpp"
#include "serve/files.hpp"
#include "serve/refused.hpp"
#include "serve/survey.hpp"
#include "serve/workshop.hpp"

namespace rekensom::serve {

struct Desk::State {
    State(std::string const& file, run::Options const& options) : workshop(file, options), found(survey(workshop)) {}

    Answer scenario(report::Language language);
    Answer run(RunRequest const& asked, Run const& run);
    Answer compare(CompareRequest const& asked, Run const& run);
    [[nodiscard]] std::shared_ptr<run::Results const> results_of(std::shared_ptr<Prepared const> const& prepared,
                                                                 std::uint64_t draws, Run const& run);

    [[nodiscard]] std::string shown(Variant const& variant, model::Scenario const& scenario) const;
    [[nodiscard]] run::Options options(std::uint64_t draws, Run const& run) const;
    [[nodiscard]] run::Results results(run::Plan const& plan, run::Options options);
    [[nodiscard]] std::shared_ptr<report::VariantDraws const> draws_of(Variant const& variant, std::uint64_t draws,
                                                                       Run const& run);

    Workshop workshop;
    Survey found;
    Sessions sessions;
    std::atomic<std::uint64_t> comparisons{0};
    std::mutex mutex;
    std::mutex store_mutex;  ///< a run that finds it taken draws its own
    run::DrawStore draw_store{std::size_t{64} << 20};
    std::array<std::string, 2> opening;  ///< by language
    std::array<std::string, 2> kpis;
    std::list<std::pair<std::string, std::shared_ptr<report::VariantDraws const>>> recent;  ///< newest first
    static constexpr std::size_t most_full_results = 1;  ///< some tens of megabytes each
    std::list<std::pair<std::shared_ptr<Prepared const>, std::shared_ptr<run::Results const>>> full_results;
};

namespace {

constexpr std::size_t most_recent = 24;

/// The run was stopped: why decides what is said of it.
Answer stopped_answer(Run const& run) {
    switch (run.why()) {
        case Why::superseded: return {409, R"({"superseded":true})"};
        case Why::too_long: return error_answer(503, "this took too long: fewer months or draws take less");
        default: return error_answer(503, "the program is ending");
    }
}

Answer guarded(Run const& run, std::uint64_t seed, std::function<Answer()> const& work) {
    try {
        if (run.stopped().load()) return stopped_answer(run);
        return work();
    } catch (Refused const& e) {
        return {e.status(), e.body()};
    } catch (run::Stopped const&) {
        return stopped_answer(run);
    } catch (insight::Interrupted const&) {
        return stopped_answer(run);
    } catch (Bug const& e) {
        return error_answer(
            500, fmt::format("a mistake in the program itself, please report it: {} (seed {})", e.what(), seed));
    } catch (std::bad_alloc const&) {
        return error_answer(503, "out of memory");
    } catch (std::exception const& e) {
        return error_answer(500, e.what());
    }
}

std::uint64_t checked(std::uint64_t draws, std::uint64_t full) {
    if (draws < 16 || draws > full) throw Refused(400, fmt::format("draws: expected 16 to {}", full));
    return draws;
}

std::size_t case_of(run::Plan const& plan, std::string const& name) {
    for (std::size_t w = 1; w < plan.worlds.size(); ++w)
        if (plan.worlds[w].name == name) return w - 1;
    return 0;
}

/// The baseline and one alternative.
run::Plan pair_of(run::Plan const& plan, std::size_t one) {
    if (plan.worlds.size() == 2) return plan;
    return run::with_worlds(plan, {plan.worlds.front(), plan.worlds[1 + one]});
}

}  // namespace

Answer error_answer(int status, std::string const& message) { return {status, Refused(status, message).body()}; }

std::string Desk::State::shown(Variant const& variant, model::Scenario const& scenario) const {
    for (std::string const& name : {variant.shown, found.best})
        for (model::Alternative const& alternative : scenario.alternatives)
            if (alternative.name == name) return name;
    return scenario.alternatives.empty() ? "" : scenario.alternatives.front().name;
}

run::Options Desk::State::options(std::uint64_t draws, Run const& run) const {
    run::Options options = workshop.options();
    options.draws = draws;
    options.keep_draws = std::min(options.keep_draws, draws);
    options.keep = run::Keep::pictured;
    options.stop = &run.stopped();
    return options;
}

run::Results Desk::State::results(run::Plan const& plan, run::Options options) {
    std::unique_lock const lent(store_mutex, std::try_to_lock);
    if (lent) options.draw_store = &draw_store;
    return run::run(plan, options);
}

Answer Desk::State::scenario(report::Language language) {
    std::lock_guard const lock(mutex);
    std::string& text = opening[language == report::Language::nl ? 1 : 0];
    if (text.empty()) text = opening_document(workshop, found, language);
    return {200, text};
}

Answer Desk::State::run(RunRequest const& asked, Run const& run) {
    using Clock = std::chrono::steady_clock;
    auto const begun = Clock::now();
    auto const prepared = workshop.prepare(asked.variant);
    std::uint64_t const draws = checked(asked.draws, workshop.options().draws);
    std::size_t about = case_of(prepared->plan, shown(asked.variant, *prepared->scenario));
    bool const alone = asked.alone && prepared->plan.worlds.size() > 2;
    run::Plan const plan = alone ? pair_of(prepared->plan, std::exchange(about, 0)) : prepared->plan;
    auto const results = alone ? std::make_shared<run::Results const>(this->results(plan, options(draws, run)))
                               : results_of(prepared, draws, run);
    if (run.stopped().load()) throw run::Stopped();
    report::Facts const facts =
        report::gather(plan, *results, workshop.record(*prepared), asked.language, {asked.depth, about});
    std::optional<report::Deeper> deeper;
    if (asked.depth != report::Depth::quick)
        deeper = report::look_deeper(facts, workshop.options().threads, [&] { return !run.stopped().load(); });
    std::string const page = report::page_document(facts, deeper ? &*deeper : nullptr);
    double const elapsed = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
    return {200, fmt::format(R"({{"move":{},"draws":{},"elapsed":{:.1f},"page":{}}})", asked.move, asked.draws, elapsed,
                             page)};
}

/// The deep answer comes after the full one, of the same draws: these are kept for it.
std::shared_ptr<run::Results const> Desk::State::results_of(std::shared_ptr<Prepared const> const& prepared,
                                                            std::uint64_t draws, Run const& run) {
    bool const full = draws == workshop.options().draws;
    if (full) {
        std::lock_guard const lock(mutex);
        for (auto const& [of, results] : full_results)
            if (of == prepared) return results;
    }
    auto made = std::make_shared<run::Results const>(results(prepared->plan, options(draws, run)));
    if (full) {
        std::lock_guard const lock(mutex);
        full_results.emplace_front(prepared, made);
        if (full_results.size() > most_full_results) full_results.pop_back();
    }
    return made;
}

/// Of the shown alternative alone; kept, because pinned variants stay while another one moves.
std::shared_ptr<report::VariantDraws const> Desk::State::draws_of(Variant const& variant, std::uint64_t draws,
                                                                  Run const& run) {
    auto const prepared = workshop.prepare(variant);
    std::string const name = shown(variant, *prepared->scenario);
    std::string key = fmt::format("{} {}", draws, name);
    for (input::Edit const& edit : prepared->edits) key += fmt::format("\n{}={}", edit.path, edit.value);
    {
        std::lock_guard const lock(mutex);
        for (auto it = recent.begin(); it != recent.end(); ++it)
            if (it->first == key) {
                recent.splice(recent.begin(), recent, it);
                return it->second;
            }
    }
    run::Plan const pair = pair_of(prepared->plan, case_of(prepared->plan, name));
    run::Options with = options(draws, run);
    with.keep = run::Keep::scalars;
    auto found_now = std::make_shared<report::VariantDraws const>(report::variant_draws(results(pair, with), 0));
    std::lock_guard const lock(mutex);
    recent.emplace_front(key, found_now);
    if (recent.size() > most_recent) recent.pop_back();
    return found_now;
}

Answer Desk::State::compare(CompareRequest const& asked, Run const& run) {
    std::uint64_t const draws = checked(asked.draws, workshop.options().draws);
    std::vector<std::shared_ptr<report::VariantDraws const>> held;
    std::vector<report::VariantDraws const*> variants;
    for (Variant const& variant : asked.variants) {
        held.push_back(draws_of(variant, draws, run));
        variants.push_back(held.back().get());
    }
    std::string list;
    {
        std::lock_guard const lock(mutex);
        std::string& text = kpis[asked.language == report::Language::nl ? 1 : 0];
        if (text.empty()) {
            auto const& plan = workshop.original().plan;
            run::Options few = workshop.options();
            few.draws = block_draws;
            run::Results const results = run::run(plan, few);
            text = report::kpis_document(report::gather(plan, results, {}, asked.language, {report::Depth::quick, {}}));
        }
        list = text;
    }
    return {200, report::variants_document(variants, draws, list)};
}

Desk::Desk(std::string const& file, run::Options const& options) try : state_(std::make_shared<State>(file, options)) {
} catch (Refused const& e) {
    throw std::runtime_error(e.body());
}

Desk::~Desk() = default;

std::string const& Desk::title() const { return state_->workshop.original().scenario->title; }
std::string const& Desk::currency() const { return state_->workshop.original().scenario->currency; }
void Desk::stop_all() { state_->sessions.stop_all(Why::ends); }

Job Desk::accept(std::string_view path, std::string_view query, std::string_view body, std::shared_ptr<Run> const& run) {
    auto const state = state_;
    std::uint64_t const seed = state->workshop.options().seed;
    auto const job = [&](std::function<Answer()> work) {
        return [run, seed, work = std::move(work)] { return guarded(*run, seed, work); };
    };
    try {
        if (path == "/api/scenario") {
            report::Language const language =
                query_value(query, "lang") == "nl" ? report::Language::nl : report::Language::en;
            return job([state, language] { return state->scenario(language); });
        }
        if (path == "/api/run") {
            RunRequest asked = read_run(body);
            if (!state->sessions.begin(asked.session, asked.move, run)) run->stop(Why::superseded);
            return job([state, run, asked = std::move(asked)] { return state->run(asked, *run); });
        }
        if (path == "/api/compare") {
            CompareRequest asked = read_compare(body);
            if (!state->sessions.begin(asked.session + "\ncompare", ++state->comparisons, run))
                run->stop(Why::superseded);
            return job([state, run, asked = std::move(asked)] { return state->compare(asked, *run); });
        }
        if (path == "/api/save") {
            SaveRequest asked = read_save(body);
            return job([state, asked = std::move(asked)] { return save_variant(state->workshop, asked); });
        }
        if (path == "/api/export") {
            ExportRequest asked = read_export(body);
            return job([state, run, asked = std::move(asked)] {
                auto const prepared = state->workshop.prepare(asked.variant);
                return export_variant(state->workshop, *prepared, asked, *run);
            });
        }
        throw Refused(404, "there is nothing here");
    } catch (Refused const& e) {
        return [answer = Answer{e.status(), e.body()}] { return answer; };
    }
}

}  // namespace rekensom::serve
