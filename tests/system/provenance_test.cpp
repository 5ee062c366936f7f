// manifest.json: what a run was made of.

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>

#include "tests/system/command.hpp"
#include "tests/system/small_inputs.hpp"

namespace howship::system_test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::MatchesRegex;

/// What sha256sum says about a file.
std::string sha256sum(const Workplace& here, const std::string& file) {
  return here.bash("sha256sum <'" + file + "'").out.substr(0, 64);
}

json manifest_of(const Workplace& here, const std::string& folder) {
  return json::parse(read_text(here / (folder + "/manifest.json")));
}

TEST(Manifest, NamesEveryInputWithItsHash) {
  const Workplace here;
  write_scan(here);
  write_text(here / "scan.toml", scan_case);
  const Outcome run = here.run({"run", "scan.toml", "-o", "out", "--threads", "1", "--until", "1 day"});
  ASSERT_EQ(run.code, 0) << run.err;
  const json manifest = manifest_of(here, "out");
  std::map<std::string, std::string> keys;
  for (const json& input : manifest.at("inputs")) {
    const fs::path path = input.at("path").get<std::string>();
    EXPECT_TRUE(path.is_absolute()) << path;
    keys[path.filename()] = input.at("key");
    EXPECT_EQ(input.at("bytes"), fs::file_size(path)) << path;
    EXPECT_EQ(input.at("sha256"), sha256sum(here, path)) << path;
  }
  EXPECT_EQ(keys, (std::map<std::string, std::string>{{"scan.toml", "case"},
                                                      {"ct.nhdr", "geometry.file"},
                                                      {"ct.txt", "geometry.file"},
                                                      {"seg.nhdr", "geometry.labels"},
                                                      {"seg.txt", "geometry.labels"},
                                                      {"met.stl", "lesion[1].outline"}}));
  EXPECT_THAT(manifest.at("overrides"), ElementsAre("time.end=\"1 day\""));
  EXPECT_EQ(manifest.at("case_sha256"), sha256sum(here, "out/case.toml"));
  const json summary = json::parse(read_text(here / "out/summary.json"));
  EXPECT_EQ(summary.at("case_sha256"), manifest.at("case_sha256"));
  EXPECT_EQ(summary.at("parameters_sha256"), manifest.at("parameters_sha256"));
}

TEST(Manifest, TellsProgramMachineAndCommand) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  ASSERT_EQ(here.run({"run", "ball.toml", "-o", "out", "--backend", "cpu", "--threads", "1", "--until", "1 day"}).code,
            0);
  const json manifest = manifest_of(here, "out");
  const json info = json::parse(here.run({"info", "--json"}).out);
  ASSERT_EQ(manifest.at("sessions").size(), 1U);
  const json& session = manifest.at("sessions").front();
  for (const char* key : {"version", "commit", "modified", "build_type", "compiler", "compiler_flags"})
    EXPECT_EQ(session.at(key), info.at(key)) << key;
  EXPECT_THAT(session.at("compiler_flags").get<std::string>(), HasSubstr("-O"));
  for (const auto& [library, version] : info.at("libraries").items()) {
    EXPECT_EQ(session.at("libraries").at(library), version);
    EXPECT_NE(version, "") << library;
  }
  EXPECT_THAT(session.at("libraries"), testing::Contains(testing::_).Times(testing::Ge(8)));
  EXPECT_THAT(session.at("started").get<std::string>(),
              MatchesRegex("20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z"));
  EXPECT_THAT(session.at("command_line"), ElementsAre(HOWSHIP_EXECUTABLE, "run", "ball.toml", "-o", "out", "--backend",
                                                      "cpu", "--threads", "1", "--until", "1 day"));
  EXPECT_EQ(fs::path(session.at("working_folder").get<std::string>()), fs::canonical(here / "."));
  EXPECT_EQ(session.at("backend"), "cpu");
  EXPECT_EQ(session.at("threads"), 1);
  EXPECT_THAT(session.at("device").get<std::string>(), HasSubstr("1 thread, "));
  for (const char* key : {"system", "kernel", "processor"}) EXPECT_NE(session.at(key), "") << key;
  EXPECT_EQ(manifest.at("precision"), "mixed");
}

TEST(Manifest, TellsOfAnInputThatChangedSince) {
  const Workplace here;
  write_scan(here);
  write_text(here / "scan.toml", scan_case);
  ASSERT_EQ(here.run({"run", "scan.toml", "-o", "out", "--until", "0.1 day"}).code, 0);
  const Outcome same = here.run({"run", "out/case.toml", "-o", "same"});
  EXPECT_EQ(same.code, 0) << same.err;
  EXPECT_EQ(same.err, "");
  write_text(here / "ct.txt", read_text(here / "ct.txt") + "\n");
  const Outcome changed = here.run({"run", "out/case.toml", "-o", "changed"});
  EXPECT_EQ(changed.code, 0) << changed.err;
  EXPECT_THAT(changed.message(), testing::AllOf(HasSubstr("warning: geometry.file = '"),
                                                HasSubstr("ct.txt' has changed"), HasSubstr("'out'")));
  EXPECT_THAT(read_text(here / "changed/run.log"), HasSubstr("ct.txt' has changed"));
  write_text(here / "met.stl", read_text(here / "met.stl") + "\n");
  EXPECT_THAT(here.run({"run", "out/case.toml", "-o", "both"}).message(), HasSubstr("and 1 more have changed"));
}

TEST(Manifest, HasTheHashOfAnInputThatChangedBeforeTheRunWentOn) {
  const Workplace here;
  write_scan(here);
  write_text(here / "scan.toml", scan_case);
  const auto run = [&](const std::string& until, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"run", "scan.toml", "-o", "out", "-q", "--threads", "1", "--until", until});
    const Outcome outcome = here.run(more);
    ASSERT_EQ(outcome.code, 0) << outcome.err;
  };
  run("0.1 day");
  const std::string before = read_text(here / "met.stl");
  write_text(here / "met.stl", before + "\n");
  run("0.2 day", {"--resume"});
  const std::string changed = sha256sum(here, "met.stl");
  write_text(here / "met.stl", before);
  run("0.3 day", {"--resume"});
  const json sessions = manifest_of(here, "out").at("sessions");
  ASSERT_EQ(sessions.size(), 3U);
  EXPECT_EQ(sessions[0].at("changed_inputs"), json::array());
  ASSERT_EQ(sessions[1].at("changed_inputs").size(), 1U);
  const json input = sessions[1].at("changed_inputs").front();
  EXPECT_EQ(input.at("key"), "lesion[1].outline");
  EXPECT_EQ(input.at("path"), (here / "met.stl").string());
  EXPECT_EQ(input.at("sha256"), changed);
  EXPECT_EQ(sessions[2].at("changed_inputs"), json::array());
  ASSERT_EQ(here.run({"report", "out", "-o", "page.html"}).code, 0);
  EXPECT_THAT(read_text(here / "page.html"), HasSubstr(changed));
}

TEST(Manifest, ThatIsDamagedIsSaidAndDoesNotHinderARun) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  ASSERT_EQ(here.run({"run", "ball.toml", "-o", "out", "--until", "0.1 day"}).code, 0);
  write_text(here / "out/manifest.json", "{\"inputs\": [");
  const Outcome run = here.run({"run", "out/case.toml", "-o", "again"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.message(), HasSubstr("out/manifest.json: no JSON at byte"));
}

TEST(Manifest, HasNoSessionOfAResumptionThatHadNothingToDo) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  const auto run = [&](const std::string& until, bool resume) {
    std::vector<std::string> arguments{"run", "ball.toml", "-o", "out", "-q", "--until", until};
    if (resume) arguments.emplace_back("--resume");
    const Outcome outcome = here.run(arguments);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return outcome;
  };
  const auto summary = [&] { return json::parse(read_text(here / "out/summary.json")); };
  run("0.1 day", false);
  write_text(here / "out/report.html", "of day 0.1");
  run("0.1 day", true);
  const double wall = summary().at("wall_seconds");
  EXPECT_EQ(run("0.1 day", true).err, "");
  EXPECT_EQ(summary().at("wall_seconds"), wall);
  EXPECT_EQ(manifest_of(here, "out").at("sessions").size(), 1U);
  EXPECT_EQ(read_text(here / "out/report.html"), "of day 0.1");
  run("0.2 day", true);
  EXPECT_GT(summary().at("wall_seconds"), wall);
  EXPECT_EQ(manifest_of(here, "out").at("sessions").size(), 2U);
  EXPECT_FALSE(fs::exists(here / "out/report.html")) << "it tells of another end";
  fs::remove(here / "out/manifest.json");
  EXPECT_THAT(run("0.3 day", true).message(), HasSubstr("'out/manifest.json' was missing and is made anew"));
  const json sessions = manifest_of(here, "out").at("sessions");
  ASSERT_EQ(sessions.size(), 1U);
  EXPECT_EQ(sessions.front().at("from_day"), 0.2);
}

TEST(Manifest, IsInTheReport) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  ASSERT_EQ(here.run({"run", "ball.toml", "-o", "out", "--until", "0.1 day"}).code, 0);
  const Outcome report = here.run({"report", "out", "-o", "page.html"});
  ASSERT_EQ(report.code, 0) << report.err;
  const std::string page = read_text(here / "page.html");
  const json manifest = manifest_of(here, "out");
  for (const char* key : {"case_sha256", "parameters_sha256", "commit"})
    EXPECT_NE(page.find(manifest.at(key).get<std::string>()), std::string::npos) << key;
  EXPECT_NE(page.find(sha256sum(here, "ball.toml")), std::string::npos);
}

}  // namespace
}  // namespace howship::system_test
