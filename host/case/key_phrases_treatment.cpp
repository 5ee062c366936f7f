#include "host/case/key_phrases.hpp"
#include "host/case/names.hpp"

namespace howship {

namespace {

constexpr const char* before_end = "0 to before `time.end`";

/// "denosumab `sc`, `iv`; zoledronic acid `iv`; ..."
std::string routes() {
  std::string text;
  for (const std::string& name : drug_names()) {
    text += (text.empty() ? "" : "; ") + name;
    for (const Route route : routes_of(drug_of(name))) text += " `" + name_of(route) + "`";
  }
  return text;
}

}  // namespace

std::vector<KeyPhrase> treatment_phrases() {
  return {
      {"dose[].drug", "what is given"},
      {"dose[].amount",
       "of each administration: `\"120 mg\"`, `\"1 mg/kg\"`. Of calcium: elemental. Of vitamin D at most 15 mg, also "
       "in "
       "`IU` of 25 ng"},
      {"dose[].route", "under the skin, into a vein, by mouth", "", routes()},
      {"dose[].start", "of the first administration", "", before_end},
      {"dose[].every", "interval; required when `count` is above 1", "none"},
      {"dose[].count", "administrations; 100000 at most in all blocks", "1; with `every` until `stop` or `time.end`"},
      {"dose[].stop",
       "from this time on nothing that was planned is given; with `count`, what comes first ends the schedule", "",
       "after `start`"},
      {"dose[].duration",
       "of an infusion, 0 being a bolus, else at least 1e-6 day; of a supplement, over which the amount is taken, "
       "instead of `every`"},
      {"dose[].extra", "loading doses: the amount once more at these times after `start`", "", "above 0 day"},
      {"dose[].missed", "administrations left out, `start` being number 1; `extra` ones have no number", "",
       "1 to `count`"},
      {"dose[].late.NUMBER", "`late = { 3 = \"2 day\" }`: delay of an administration; those after it keep their times",
       "none"},
      {"dosing.events", "[table of further doses](#event-table), relative to the case file", "", "a text file"},
      {"dosing.after_end", "what happens to doses, therapies and `[[model.input]]` that start at `time.end` or later",
       "`\"refuse\"`; `\"ignore\"` when `--until` or `--set` gives the end"},
      {"therapy[].kind", "decides which keys there are"},
      {"therapy[].start", "of the first cycle or fraction", "", before_end},
      {"therapy[].every", "between cycles or fractions; required when `count` is above 1", "none"},
      {"therapy[].count", "cycles or fractions", "1; cycles with `every`: until `time.end`"},
      {"therapy[].duration", "for which a cycle, or the endocrine therapy, acts; a cycle at most `every`",
       "to `time.end`"},
      {"therapy[].kill_rate", "added to the death rate of every tumour while it acts"},
      {"therapy[].estrogen",
       "estrogen left while it acts, relative to before; an endocrine therapy needs this or `kill_rate`"},
      {"therapy[].fraction_dose", "per fraction"},
      {"therapy[].alpha", "share of tumour that survives a fraction of dose d: exp(-alpha d - beta d²)"},
      {"therapy[].beta", "see `alpha`"},
      {"therapy[].radius", "of the ball that is irradiated", "the whole bone"},
      {"therapy[].centre", "of the ball, as in `[[lesion]]`", "", "name of a site, or three lengths inside the bone"},
      {"arm[].name", "of the arm and of its folder", "",
       "64 letters, digits, `-`, `_`, `.`; none twice, and no name of a run's own files"},
      {"arm[].dose", "`[[arm.dose]]`: doses of this arm alone, by the keys of `[[dose]]`"},
      {"arm[].therapy", "`[[arm.therapy]]`: therapies of this arm alone, by the keys of `[[therapy]]`"},
      {"arm[].dosing.events",
       "[table of further doses](#event-table) of this arm; only where `[dosing]` names none for all", "",
       "a text file"},
      {"arm[].dosing.after_end", "what happens to those of its doses and therapies that start at `time.end` or later",
       "as in `[dosing]`"},
  };
}

}  // namespace howship
