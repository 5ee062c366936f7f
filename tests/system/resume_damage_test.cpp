// Damaged checkpoints and results: found before anything is lost, and said.

#include "tests/system/stopped_run.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;

struct Damage {
  std::string name;
  std::function<void(std::string&)> act;
};

/// Ways in which the bytes of a file go wrong.
std::vector<Damage> damages() {
  std::vector<Damage> all;
  // Heading, first records, fields in the middle, the checksum itself.
  for (const double place : {0.0, 0.001, 0.05, 0.3, 0.5, 0.77, 0.9999, 1.0})
    all.push_back({"a bit flipped at " + std::to_string(place) + " of the file", [place](std::string& bytes) {
                     char& byte = bytes[static_cast<std::size_t>(place * static_cast<double>(bytes.size() - 1))];
                     byte = static_cast<char>(byte ^ 4);
                   }});
  all.push_back({"empty", [](std::string& bytes) { bytes.clear(); }});
  for (const double share : {0.0005, 0.02, 0.5, 0.99})
    all.push_back({"cut to " + std::to_string(share) + " of the file", [share](std::string& bytes) {
                     bytes.resize(static_cast<std::size_t>(share * static_cast<double>(bytes.size())));
                   }});
  all.push_back({"one byte short", [](std::string& bytes) { bytes.pop_back(); }});
  all.push_back({"one byte more", [](std::string& bytes) { bytes += 'x'; }});
  all.push_back({"garbage", [](std::string& bytes) {
                   for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * i * 31 + i / 7);
                 }});
  all.push_back({"zeros at its end, as after a power failure", [](std::string& bytes) {
                   std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2), bytes.end(), '\0');
                 }});
  return all;
}

/// Rewrites a file. \throws std::logic_error when nothing changes
void damage(const fs::path& file, const Damage& how) {
  std::string bytes = read_text(file);
  const std::string before = bytes;
  how.act(bytes);
  if (bytes == before) throw std::logic_error("no damage: " + how.name);
  write_text(file, bytes);
}

class ADamagedCheckpoint : public StoppedRun {};

TEST_F(ADamagedCheckpoint, IsRefusedAndTheOneBeforeItUsed) {
  const auto wanted = whole();
  for (const Damage& how : damages()) {
    SCOPED_TRACE(how.name);
    const fs::path folder = copy("out");
    const std::string name = checkpoints("out").front().filename();
    damage(checkpoints("out").front(), how);
    const Outcome outcome = here.run(resume("out"));
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.message(), AllOf(HasSubstr("warning"), HasSubstr(name), HasSubstr("checkpoint before it"),
                                         AnyOf(HasSubstr("damaged"), HasSubstr("no checkpoint"))));
    EXPECT_THAT(read_text(folder / "run.log"), HasSubstr(name));
    EXPECT_TRUE(same_results(wanted, results_in(folder)));
  }
}

TEST_F(ADamagedCheckpoint, WithoutAnotherLeavesTheRunAlone) {
  const fs::path folder = copy("out");
  for (const fs::path& file : checkpoints("out")) damage(file, damages().at(4));
  const auto before = results_in(folder);
  const Outcome outcome = here.run(resume("out"));
  EXPECT_EQ(outcome.code, 5);
  EXPECT_THAT(outcome.message(),
              AllOf(HasSubstr("checksum"), HasSubstr(checkpoints("out").front().filename()), HasSubstr("--overwrite")));
  EXPECT_TRUE(same_results(before, results_in(folder)));
  EXPECT_EQ(checkpoints("out").size(), 2U);

  // One alone, too.
  fs::remove(checkpoints("out").back());
  EXPECT_EQ(here.run(resume("out")).code, 5);
  fs::remove_all(folder / "checkpoint");
  const Outcome none = here.run(resume("out"));
  EXPECT_EQ(none.code, 5);
  EXPECT_THAT(none.message(), AllOf(HasSubstr("no checkpoint"), HasSubstr("--overwrite")));
  EXPECT_TRUE(same_results(before, results_in(folder)));
  // And what the message proposes works.
  EXPECT_EQ(here.run(run_into("out", {"--overwrite"})).code, 0);
  EXPECT_TRUE(same_results(whole(), results_in(folder)));
}

TEST_F(ADamagedCheckpoint, OfAnotherVersionIsNamedAsSuch) {
  const std::string heading = "howship checkpoint 1\n";
  for (const char* version : {"0", "2", "17"}) {
    SCOPED_TRACE(version);
    copy("out");
    for (const fs::path& file : checkpoints("out")) {
      std::string bytes = read_text(file);
      ASSERT_EQ(bytes.substr(0, heading.size()), heading);
      write_text(file, "howship checkpoint " + std::string(version) + bytes.substr(heading.size() - 1));
    }
    const Outcome outcome = here.run(resume("out"));
    EXPECT_EQ(outcome.code, 5);
    EXPECT_THAT(outcome.message(),
                AllOf(HasSubstr("version " + std::string(version)), HasSubstr("version 1"), HasSubstr("--overwrite")));
  }
}

class DamagedResults : public StoppedRun {};

// What a checkpoint relies on in the tables and the series is checked: a run does not go on behind a gap.
TEST_F(DamagedResults, AreNamedAndNotBuiltOn) {
  const std::vector<std::pair<std::string, std::function<void(const fs::path&)>>> faults = {
      {"timeseries.csv", [](const fs::path& file) { fs::remove(file); }},
      {"timeseries.csv", [](const fs::path& file) { fs::resize_file(file, fs::file_size(file) / 2); }},
      {"timeseries.csv",
       [](const fs::path& file) {  // a digit changed within
         std::string text = read_text(file);
         char& digit = text[text.find_first_of("1234", text.size() / 3)];
         ++digit;
         write_text(file, text);
       }},
      {"events.csv", [](const fs::path& file) { fs::remove(file); }},
      {"events.csv", [](const fs::path& file) { write_text(file, "time [day]\n"); }},
      {"lesions.csv", [](const fs::path& file) { fs::resize_file(file, 100); }},
      {"fields/fields_0001.vti", [](const fs::path& file) { fs::remove(file); }},
      {"fields/fields_0001.vti", [](const fs::path& file) { fs::resize_file(file, 1000); }},
      {"mesh/mesh_0002.vtp", [](const fs::path& file) { fs::remove(file); }},
  };
  for (const auto& [name, act] : faults) {
    SCOPED_TRACE(name);
    const fs::path folder = copy("out");
    act(folder / name);
    const auto before = results_in(folder);
    const Outcome outcome = here.run(resume("out"));
    EXPECT_EQ(outcome.code, 5);
    EXPECT_THAT(outcome.message(), AllOf(HasSubstr(name), HasSubstr("--overwrite")));
    EXPECT_TRUE(same_results(before, results_in(folder))) << "after a refusal";
  }
}

// What can be made again is: series, view, summary, the resolved case; rows after the checkpoint are cut off.
TEST_F(DamagedResults, ThatCanBeMadeAgainAre) {
  const fs::path folder = copy("out");
  for (const char* name : {"fields.pvd", "mesh.pvd", "view.py", "summary.json", "case.toml"})
    EXPECT_TRUE(fs::remove(folder / name)) << name;
  for (const char* name : {"timeseries.csv", "events.csv", "lesions.csv"})
    std::ofstream(folder / name, std::ios::app) << "3.5,half a ro";
  write_text(folder / "fields/fields_0099.vti.partial", "half");
  write_text(folder / "checkpoint/step_00009999.checkpoint.partial", "half");
  const Outcome outcome = here.run(resume("out"));
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(same_results(whole(), results_in(folder)));
  EXPECT_EQ(checkpoints("out").size(), 2U);
}

}  // namespace
}  // namespace howship::system_test
