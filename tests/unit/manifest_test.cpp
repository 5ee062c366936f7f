// manifest.json as text, what belongs to an input, and what the hash of the parameters covers.

#include "host/io/manifest.hpp"

#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "howship/error.hpp"

#include "host/app/provenance.hpp"
#include "host/case/case_file.hpp"
#include "host/geometry/input_parts.hpp"
#include "host/io/json_object.hpp"
#include "host/report/manifest_file.hpp"

#include "tests/system/ball_case.hpp"
#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

namespace fs = std::filesystem;
using output_test::TemporaryFolder;

Manifest some_manifest() {
  Manifest manifest;
  manifest.title = "a \"ball\"";
  manifest.case_sha256 = std::string(64, 'a');
  manifest.parameters_sha256 = std::string(64, 'b');
  manifest.overrides = {"time.end=\"1 day\""};
  manifest.inputs = {{"geometry.file", "/data/L3.stl", 12, std::string(64, 'c')}};
  manifest.first.started = "2026-01-31T23:59:59Z";
  manifest.first.command_line = {"howship", "run", "ball.toml"};
  manifest.first.modified = true;
  return manifest;
}

TEST(Manifest, IsReadBackWithTheSessionsThatFollowed) {
  const TemporaryFolder folder;
  write_manifest(folder.path(), some_manifest());
  ManifestSession second;
  second.from = 28.5;
  second.device = "2 threads, x86-64-v3 (AVX2)";
  ASSERT_TRUE(add_session(folder.path(), second));
  second.changed_inputs = {{"dosing.events", "/data/doses.csv", 5, std::string(64, 'd')},
                           {"geometry.file", "/data/L3.stl", 13, std::string(64, 'e')}};
  second.from = 56.0;
  ASSERT_TRUE(add_session(folder.path(), second));
  const RunManifest read = read_manifest(folder.path() / "manifest.json");
  EXPECT_EQ(read.case_sha256, std::string(64, 'a'));
  EXPECT_EQ(read.parameters_sha256, std::string(64, 'b'));
  EXPECT_EQ(read.overrides, some_manifest().overrides);
  ASSERT_EQ(read.inputs.size(), 1U);
  EXPECT_EQ(read.inputs[0].key, "geometry.file");
  EXPECT_EQ(read.inputs[0].path, "/data/L3.stl");
  EXPECT_EQ(read.inputs[0].bytes, 12U);
  EXPECT_EQ(read.inputs[0].sha256, std::string(64, 'c'));
  ASSERT_EQ(read.sessions.size(), 3U);
  EXPECT_EQ(read.sessions[0].started, "2026-01-31T23:59:59Z");
  EXPECT_EQ(read.sessions[0].command_line, some_manifest().first.command_line);
  EXPECT_TRUE(read.sessions[0].modified);
  EXPECT_EQ(read.sessions[1].from, 28.5);
  EXPECT_EQ(read.sessions[2].from, 56.0);
  EXPECT_EQ(read.sessions[2].device, "2 threads, x86-64-v3 (AVX2)");
  EXPECT_TRUE(read.sessions[1].changed_inputs.empty());
  ASSERT_EQ(read.sessions[2].changed_inputs.size(), 2U);
  EXPECT_EQ(read.sessions[2].changed_inputs[0].key, "dosing.events");
  EXPECT_EQ(read.sessions[2].changed_inputs[1].sha256, std::string(64, 'e'));
}

TEST(Manifest, ThatIsMissingOrCutOffTakesNoSession) {
  const TemporaryFolder folder;
  EXPECT_FALSE(add_session(folder.path(), ManifestSession{}));
  EXPECT_FALSE(fs::exists(folder.path() / "manifest.json"));
  write_manifest(folder.path(), some_manifest());
  const auto half = fs::file_size(folder.path() / "manifest.json") / 2;
  fs::resize_file(folder.path() / "manifest.json", half);
  EXPECT_FALSE(add_session(folder.path(), ManifestSession{}));
  EXPECT_EQ(fs::file_size(folder.path() / "manifest.json"), half);
}

TEST(Manifest, StaysJsonWhateverAFileIsCalled) {
  EXPECT_EQ(json_quoted("caf\xc3\xa9 \xff\xc3.stl"), "\"caf\xc3\xa9 \xEF\xBF\xBD\xEF\xBF\xBD.stl\"");
}

TEST(InputParts, AreTheDataBesideAHeaderAndTheSlicesOfAFolder) {
  const TemporaryFolder folder;
  const auto write = [&](const std::string& name, const std::string& text) {
    fs::create_directories((folder.path() / name).parent_path());
    std::ofstream(folder.path() / name, std::ios::binary) << text;
    return folder.path() / name;
  };
  const auto surface = write("L3.stl", "solid");
  const auto raw = write("data.raw", "123");
  const auto meta = write("ct.mhd", "NDims = 3\nElementDataFile = data.raw\n");
  const auto local = write("ct.mha", "NDims = 3\nElementDataFile = LOCAL\n123");
  const auto nrrd = write("ct.nhdr", "NRRD0004\ndata file: data.raw\n\n");
  using testing::ElementsAre;
  EXPECT_THAT(parts_of_input(surface), ElementsAre(surface));
  EXPECT_THAT(parts_of_input(meta), ElementsAre(meta, raw));
  EXPECT_THAT(parts_of_input(local), ElementsAre(local));
  EXPECT_THAT(parts_of_input(nrrd), ElementsAre(nrrd, raw));
  const std::string preamble(128, '\0');
  const auto second = write("scan/b.dcm", preamble + "DICM2");
  const auto first = write("scan/a.dcm", preamble + "DICM1");
  write("scan/DICOMDIR", preamble + "DICM");
  write("scan/notes.txt", "none");
  EXPECT_THAT(parts_of_input(folder.path() / "scan"), ElementsAre(first, second));
}

TEST(ParameterSet, IsTheSameForWhatIsNoParameterAndDiffersForEveryOne) {
  const auto set_with = [](const std::vector<std::string>& overrides) {
    return write_parameter_set(parse_case(system_test::ball_case, "ball.toml", overrides));
  };
  const std::string original = set_with({});
  for (const char* other :
       {"title=\"other\"", "lesion.1.radius=\"4 mm\"", "dose.1.amount=\"60 mg\"", "time.end=\"5 day\"",
        "numerics.rtol=1e-4", "output.every=\"2 day\"", "geometry.spacing=\"3 mm\"", "lesion.1.tumour_fraction=0.2"})
    EXPECT_EQ(set_with({other}), original) << other;
  std::istringstream lines(original);
  std::string section;
  int tried = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line[0] == '[') section = line.substr(1, line.size() - 2);
    const std::size_t equals = line.find(" = ");
    if (equals == std::string::npos || section == "phenotype") continue;
    const std::string name = line.substr(0, equals);
    std::string value = line.substr(equals + 3);
    const bool quoted = value[0] == '"';
    if (quoted) value = value.substr(1, value.size() - 2);
    std::size_t end = 0;
    const double number = std::stod(value, &end);
    if (number == 0.0) continue;
    const std::string other = fmt::format("{}", 0.99 * number) + value.substr(end);
    std::string changed;
    try {
      changed = set_with({section + "." + name + "=" + (quoted ? "\"" + other + "\"" : other)});
    } catch (const InputError&) {
      continue;  // at the edge of its range
    }
    EXPECT_NE(changed, original) << section << '.' << name;
    ++tried;
  }
  EXPECT_GT(tried, 100);
  EXPECT_NE(set_with({"lesion.1.phenotype=\"sclerotic\""}), original);
}

TEST(ChangedInputs, AreThoseOfTheSameNameWithOtherContent) {
  const std::vector<InputFile> earlier = {
      {"case", "/a/ball.toml", 1, "1"}, {"geometry.file", "/a/L3.stl", 1, "2"}, {"dosing.events", "/a/e.csv", 1, "3"}};
  std::vector<InputFile> now = earlier;
  now[0].sha256 = "other";
  EXPECT_EQ(changed_inputs(now, earlier, "out"), "");
  now[1].path = "/b/L3.stl";
  now[1].sha256 = "other";
  EXPECT_EQ(changed_inputs(now, earlier, "out"), "");
  now[2].sha256 = "other";
  EXPECT_EQ(changed_inputs(now, earlier, "out"),
            "dosing.events = '/a/e.csv' has changed since the run in 'out', whose results this run will not repeat");
}

}  // namespace
}  // namespace howship
