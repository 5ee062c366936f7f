#pragma once
// A short trial of three arms whose steps differ, and the comparison of an arm with a run of its own.

#include "tests/system/eventful_case.hpp"

namespace howship::system_test {

/// A control, doses per body weight with chemotherapy, and a table of doses with radiotherapy. All get calcium.
inline const char* const arms_of_trial = R"(
[[dose]]
drug = "calcium"
amount = "500 mg"
every = "2 day"
count = 2

[[arm]]
name = "control"

[[arm]]
name = "denosumab"

[[arm.dose]]
drug = "denosumab"
amount = "1.5 mg/kg"
start = "1 day"
every = "2 day"
count = 2

[[arm.therapy]]
kind = "chemotherapy"
start = "2 day"
duration = "1 day"
kill_rate = "0.1 1/day"

[[arm]]
name = "zoledronate"
dosing.events = "zoledronate.csv"

[[arm.therapy]]
kind = "radiotherapy"
fraction_dose = "4 Gy"
start = "1.5 day"
every = "1 day"
count = 2

[time]
end = "4 day"

[output]
every = "1 day"
)";

inline void write_trial_case(const Workplace& here) {
  const std::string eventful = eventful_case;
  write_text(here / "trial.toml", eventful.substr(0, eventful.find("[[dose]]")) + arms_of_trial);
  write_text(here / "zoledronate.csv", "TIME,AMT,DRUG,RATE\n0.5,4,zoledronic acid,8\n");
  write_text(here / "block.stl", block_stl());
}

inline const std::vector<std::string>& trial_arms() {
  static const std::vector<std::string> arms = {"control", "denosumab", "zoledronate"};
  return arms;
}

/// Results of runs of the arms' own cases, one after the other, by arm. \param trial  whose arms they are
inline std::map<std::string, std::map<std::string, std::string>> separate_runs(const Workplace& here,
                                                                               const std::string& trial) {
  std::map<std::string, std::map<std::string, std::string>> results;
  for (const std::string& arm : trial_arms()) {
    const Outcome alone = here.run({"run", trial + "/" + arm + "/case.toml", "-o", "alone-" + arm, "--quiet"});
    EXPECT_EQ(alone.code, 0) << alone.err;
    results[arm] = results_in(here / ("alone-" + arm));
  }
  return results;
}

}  // namespace howship::system_test
