// A run that is killed at any moment and resumed leaves the same bytes as one never stopped.

#include <random>

#include "tests/system/eventful_case.hpp"
#include "tests/system/traced_run.hpp"

namespace howship::system_test {
namespace {

/// Kills per chain of runs; HOWSHIP_KILLS asks for more, by hand.
int wanted_kills() {
  const char* const asked = std::getenv("HOWSHIP_KILLS");
  return asked != nullptr ? std::stoi(asked) : 50;
}

/// Arguments of a run that goes on where the one before was stopped, if there was one.
/// \param every  between checkpoints
std::vector<std::string> resumed_run(const std::string& folder, const std::string& every = "0 s") {
  return {"run", "eventful.toml", "-o", folder, "--quiet", "--resume", "--checkpoint-every", every};
}

/// Mostly after each step, so that most kills fall into writes; now and then with steps after the last checkpoint,
/// whose rows and snapshots have to be taken back.
std::string checkpoint_interval(int kills) {
  return kills % 4 == 3 ? "0.03 s" : "0 s";
}

/// What a reader may expect of a folder at any time, also of a killed run: listed files are whole, and so are tables
/// but for their last line.
void expect_nothing_broken(const fs::path& folder) {
  for (const char* series : {"fields.pvd", "mesh.pvd"}) {
    const std::string text = read_text(folder / series);
    if (text.empty()) continue;
    EXPECT_THAT(text, testing::EndsWith("</VTKFile>\n")) << series;
    for (std::size_t at = 0; (at = text.find("file=\"", at)) != std::string::npos;) {
      at += 6;
      const std::string name = text.substr(at, text.find('"', at) - at);
      EXPECT_THAT(read_text(folder / name), testing::EndsWith("</VTKFile>\n")) << name << " of " << series;
    }
  }
  for (const char* object : {"summary.json", "manifest.json"}) {
    const std::string text = read_text(folder / object);
    if (!text.empty()) {
      EXPECT_TRUE(nlohmann::json::accept(text)) << object;
    }
  }
}

class AKilledRun : public testing::Test {
 protected:
  void SetUp() override {
    write_eventful_case(here);
    const Outcome outcome = here.run({"run", "eventful.toml", "-o", "whole", "--quiet"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    whole = results_in(here / "whole");
    seconds = outcome.wall.count();
    ASSERT_GE(whole.size(), 40U);
  }
  /// The run came to its end: its results are those of the one never stopped, and it is cleared away.
  void expect_whole(const std::string& folder) {
    EXPECT_TRUE(same_results(whole, results_in(here / folder)));
    fs::remove_all(here / folder);
  }

  Workplace here;
  std::map<std::string, std::string> whole;
  double seconds = 0;  ///< that a run takes here now
};

TEST_F(AKilledRun, GoesOnToTheSameBytesFromAnyMoment) {
  const unsigned seed = 7;
  std::mt19937 random(seed);
  RecordProperty("seed", static_cast<int>(seed));
  int kills = 0, ends = 0;
  while (kills < wanted_kills() && !HasFailure()) {
    const double wait = std::uniform_real_distribution<>(0.0, 1.2 * seconds)(random);
    const Outcome outcome = here.run(resumed_run("out", checkpoint_interval(kills)), [&](pid_t process) {
      std::this_thread::sleep_for(std::chrono::duration<double>(wait));
      kill(process, SIGKILL);
    });
    if (outcome.code == 0) {
      ++ends;
      expect_whole("out");
    } else {
      ASSERT_EQ(outcome.code, -SIGKILL) << outcome.err;
      ++kills;
      if (fs::exists(here / "out")) expect_nothing_broken(here / "out");
    }
  }
  const Outcome last = here.run(resumed_run("out"));
  ASSERT_EQ(last.code, 0) << last.err;
  expect_whole("out");
  std::cout << kills << " kills at random moments (seed " << seed << "), " << ends + 1 << " runs to the end\n";
}

TEST_F(AKilledRun, GoesOnToTheSameBytesFromWithinAnyWrite) {
  if (!can_trace()) GTEST_SKIP() << "processes cannot be followed call by call here";
  const unsigned seed = 8;
  std::mt19937 random(seed);
  RecordProperty("seed", static_cast<int>(seed));
  std::map<std::string, int> hits;  // by call and folder
  int kills = 0;
  const auto expect_end = [&] {
    const Outcome last = here.run(resumed_run("out"));
    ASSERT_EQ(last.code, 0) << last.err;
    expect_whole("out");
  };
  while (kills < wanted_kills() && !HasFailure()) {
    // Most within the first few steps after a start, some late in the run.
    const long at = 1 + static_cast<long>(std::exponential_distribution<>(1.0 / 150.0)(random));
    const auto how = kills % 2 == 0 ? Interference::Kill : Interference::Tear;
    const TracedOutcome traced = run_traced(here, resumed_run("out", checkpoint_interval(kills)), at, how);
    if (!traced.hit) {
      ASSERT_EQ(traced.outcome.code, 0) << traced.outcome.err;
      expect_whole("out");
      continue;
    }
    SCOPED_TRACE(traced.hit->name + " of " + traced.hit->file);
    ASSERT_EQ(traced.outcome.code, -SIGKILL) << traced.outcome.err;
    ++kills;
    const fs::path file = traced.hit->file;
    ++hits[traced.hit->name + " " + file.parent_path().filename().string() + " " + file.extension().string()];
    if (fs::exists(here / "out")) expect_nothing_broken(here / "out");
    if (kills % 10 == 0) expect_end();
  }
  expect_end();
  for (const auto& [where, count] : hits) std::cout << "  " << count << " times at " << where << '\n';
  std::cout << kills << " kills within writes (seed " << seed << ")\n";
}

// Before there is a checkpoint as well: each of the calls that set a folder up, one after the other.
TEST_F(AKilledRun, StartsAgainWhereItHadHardlyBegun) {
  if (!can_trace()) GTEST_SKIP() << "processes cannot be followed call by call here";
  for (long at = 1; at <= 20 && !HasFailure(); ++at) {
    const TracedOutcome traced = run_traced(here, resumed_run("out"), at, Interference::Kill);
    ASSERT_TRUE(traced.hit);
    SCOPED_TRACE("call " + std::to_string(at) + ": " + traced.hit->name + " of " + traced.hit->file);
    ASSERT_EQ(traced.outcome.code, -SIGKILL) << traced.outcome.err;
    // To the end now and then; otherwise it is enough that it starts.
    const bool to_the_end = at % 5 == 0;
    std::vector<std::string> arguments = resumed_run("out");
    if (!to_the_end) arguments.insert(arguments.end(), {"--until", "0.1 day"});
    const Outcome outcome = here.run(arguments);
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    if (to_the_end) {
      EXPECT_TRUE(same_results(whole, results_in(here / "out")));
    }
    fs::remove_all(here / "out");
  }
}

// Old and new results are never mixed: what was begun with --overwrite goes on as such, or is refused.
TEST_F(AKilledRun, ThatWasReplacingAnotherDoesNotGoOnFromThat) {
  if (!can_trace()) GTEST_SKIP() << "processes cannot be followed call by call here";
  const std::vector<std::string> replacing = {"run", "eventful.toml", "-o", "out", "--quiet", "--overwrite"};
  ASSERT_EQ(here.run({"run", "eventful.toml", "-o", "old", "--quiet", "--set", "dose.1.amount=\"60 mg\""}).code, 0);
  int whole_ones = 0;
  for (const long at : {1L, 2L, 4L, 6L, 30L, 50L, 58L, 70L}) {
    fs::remove_all(here / "out");
    fs::copy(here / "old", here / "out", fs::copy_options::recursive);
    const TracedOutcome traced = run_traced(here, replacing, at, Interference::Kill);
    ASSERT_TRUE(traced.hit);
    SCOPED_TRACE("call " + std::to_string(at) + ": " + traced.hit->name + " of " + traced.hit->file);
    const Outcome outcome = here.run(resumed_run("out"));
    if (outcome.code == 0) {
      EXPECT_TRUE(same_results(whole, results_in(here / "out")));
      ++whole_ones;
    } else {
      EXPECT_THAT(outcome.message(), testing::HasSubstr("--overwrite"));
      EXPECT_EQ(outcome.code, outcome.err.find("dose 1.amount") != std::string::npos ? 2 : 5);
    }
  }
  EXPECT_GE(whole_ones, 2);
}

}  // namespace
}  // namespace howship::system_test
