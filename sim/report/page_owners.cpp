#include "report/page_data.hpp"

// Departments: what each causes, carries, pays and gains.

namespace rekensom::report {
namespace {

/// What the changes that it owns add to the NPV; nothing where that was not looked into.
Json added(Facts const& facts, Deeper const& deeper, std::size_t c, OwnerFacts const& owner) {
    if (c >= deeper.cases.size() || !deeper.cases[c]) return nullptr;
    insight::ChangeParts const& parts = deeper.cases[c]->parts;
    double sum = 0;
    bool any = false;
    for (std::size_t i = 0; i < parts.changes.size() && i < parts.npv.parts.size(); ++i)
        if (facts.scenario().changes[parts.changes[i].index].owner == owner.owner) {
            sum += parts.npv.parts[i].shapley.value;
            any = true;
        }
    return any ? number(sum) : Json(nullptr);
}

}  // namespace

Json page_owners(Facts const& facts, Deeper const* deeper) {
    Json list = Json::array();
    model::Scenario const& s = facts.scenario();
    double const years = s.months / months_per_year;
    for (OwnerFacts const& o : facts.owners) {
        Json one{
            {"id", o.owner},
            {"label", o.owner.empty() ? std::string(facts.numbers("(nobody named)", "(niemand genoemd)")) : o.owner}};
        if (o.contacts > 0) one.update({{"contacts", o.contacts}, {"avoidable", o.avoidable}, {"cost", o.cost}});
        if (o.carries > 0) one["carries"] = o.carries;
        Json changes = Json::object(), pays = Json::object(), potential = Json::object(), adds = Json::object(),
             receives = Json::object();
        for (CaseFacts const& c : facts.cases) {
            std::string const& name = c.world->name;
            Json labels = Json::array();
            for (ChangeId const id : c.plan->changes)
                if (model::Change const& change = s.changes[id.index]; change.owner == o.owner)
                    labels.push_back(change.label.empty() ? change.name : change.label);
            if (!labels.empty()) changes[name] = std::move(labels);
            if (o.pays[c.index] != 0) pays[name] = number(o.pays[c.index]);
            if (o.contacts > 0) potential[name] = number(o.gross_saving[c.index] / years);
            if (o.carries > 0) receives[name] = number(o.receives[c.index]);
            if (deeper)
                if (Json npv = added(facts, *deeper, c.index, o); !npv.is_null()) adds[name] = std::move(npv);
        }
        for (auto const& [key, by_alternative] : {std::pair{"changes", changes},
                                                  {"pays", pays},
                                                  {"potential", potential},
                                                  {"adds", adds},
                                                  {"receives", receives}})
            if (!by_alternative.empty()) one[key] = by_alternative;
        list.push_back(std::move(one));
    }
    return list;
}

}  // namespace rekensom::report
