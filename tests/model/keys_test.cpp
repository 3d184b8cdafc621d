#include "rekensom/model/keys.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>

namespace rekensom::model {

TEST_CASE("Each key stands once, says what it is, and has a source for its default", "[model][constructed]") {
    std::set<std::string_view> seen;
    for (KeyInfo const& info : keys()) {
        CAPTURE(info.pattern);
        CHECK(seen.insert(info.pattern).second);
        CHECK(info.sentence.size() > 8);
        CHECK(info.sentence.ends_with('.'));
        bool const number =
            info.kind == KeyKind::quantity || info.kind == KeyKind::number || info.kind == KeyKind::whole;
        if (number && !info.fallback.empty()) CHECK_FALSE(info.basis.empty());
        if (number) CHECK(info.measure != Measure::none);
        if (info.kind == KeyKind::choice || info.kind == KeyKind::name || info.kind == KeyKind::names)
            CHECK_FALSE(info.choices.empty());
    }
}

TEST_CASE("Each group of keys has a sentence, and each sentence a group", "[model][constructed]") {
    std::set<std::string> used, told;
    for (KeyInfo const& info : keys())
        if (info.pattern.find('.') != std::string_view::npos)
            used.insert(std::string(info.pattern.substr(0, info.pattern.find('.'))));
    for (GroupInfo const& group : groups()) told.insert(std::string(group.name));
    CHECK(used == told);
}

TEST_CASE("A path finds its key", "[model][constructed]") {
    auto const pattern = [](std::string_view path) {
        return find_key(path) == nullptr ? std::string_view("none") : find_key(path)->pattern;
    };
    CHECK(pattern("months") == "months");
    CHECK(pattern("reasons.billing.avoidable") == "reasons.*.avoidable");
    CHECK(pattern("reasons.billing.handle_time.phone") == "reasons.*.handle_time");
    CHECK(pattern("reasons.billing.hops.email.phone") == "reasons.*.hops.*");
    CHECK(pattern("changes.fix.prevents") == "changes.*.prevents");
    CHECK(pattern("changes.fix.prevents.billing") == "changes.*.prevents");
    CHECK(pattern("changes.fix.improves.first_time_fix.billing") == "changes.*.improves.first_time_fix");
    CHECK(pattern("changes.fix.shifts.1.share") == "changes.*.shifts.#.share");
    CHECK(pattern("teams.a.target.within") == "teams.*.target.within");
    CHECK(pattern("reasons.billing.avoidable.customers") == "none");
    CHECK(pattern("changes.fix.shifts.one.share") == "none");
    CHECK(pattern("reasons..avoidable") == "none");
    CHECK(pattern("reasons.billing") == "none");
    CHECK(pattern("") == "none");
}

}  // namespace rekensom::model
