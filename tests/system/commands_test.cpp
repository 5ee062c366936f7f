// Every command does what its help promises.

#include <cmath>

#include <gmock/gmock.h>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

const char* const templates[] = {"lytic-vertebra",          "sclerotic-vertebra", "mixed-pelvis",
                                 "osteoporosis-vertebra",   "healthy-vertebra",   "hypercalcaemia-pelvis",
                                 "giant-cell-tumour-pelvis"};

/// Number after `before` in a text. \throws std::out_of_range
double number_after(const std::string& text, const std::string& before) {
  const std::size_t at = text.find(before);
  if (at == std::string::npos) throw std::out_of_range("no '" + before + "' in: " + text);
  return std::stod(text.substr(at + before.size()));
}

TEST(Help, IsThereForEveryCommand) {
  const Workplace here;
  const std::vector<std::vector<std::string>> commands = {{},
                                                          {"run"},
                                                          {"check"},
                                                          {"init"},
                                                          {"systemic"},
                                                          {"info"},
                                                          {"selftest"},
                                                          {"bench"},
                                                          {"mesh"},
                                                          {"mesh", "info"},
                                                          {"mesh", "voxelize"},
                                                          {"mesh", "make"},
                                                          {"parameters"}};
  for (auto command : commands) {
    const std::string name = command.empty() ? "howship" : command.back();
    command.push_back("--help");
    const Outcome outcome = here.run(command);
    EXPECT_EQ(outcome.code, 0) << name;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("Usage:"), HasSubstr(name))) << name;
    EXPECT_EQ(outcome.err, "") << name;
  }
  EXPECT_THAT(here.run({"run", "--help"}).out,
              AllOf(HasSubstr("--backend"), HasSubstr("--device"), HasSubstr("--threads"), HasSubstr("--precision"),
                    HasSubstr("--until"), HasSubstr("--set"), HasSubstr("--overwrite"), HasSubstr("--quiet")));
}

TEST(Version, IsOneLine) {
  const Outcome outcome = Workplace().run({"--version"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, MatchesRegex("howship [0-9]+\\.[0-9]+\\.[0-9]+ .*\n"));
}

TEST(Info, SaysVersionBackEndsAndWhyCudaIsMissing) {
  const Workplace here;
  const Outcome plain = here.run({"info"});
  EXPECT_EQ(plain.code, 0);
  EXPECT_THAT(plain.out, AllOf(HasSubstr("howship "), HasSubstr("back ends       cpu"), HasSubstr("vtk ")));
  const Outcome json = here.run({"info", "--json"});
  EXPECT_EQ(json.code, 0);
  for (const char* key : {"version", "commit", "backends", "devices", "compiler", "cuda_architectures", "cuda_missing"})
    EXPECT_THAT(json.out, HasSubstr("\"" + std::string(key) + "\": "));
  EXPECT_EQ(here.run({"info", "--json", "info.json"}).code, 0);
  EXPECT_EQ(read_text(here / "info.json"), json.out);
}

TEST(Info, NamesTheInstructionSetThatTheEnvironmentAsksFor) {
  const Workplace here;
  const Outcome plain = here.bash("HOWSHIP_ISA=baseline howship info");
  EXPECT_THAT(plain.out, ContainsRegex("cpu +1 thread, (x86-64|baseline)\n"));
  write_text(here / "ball.toml", ball_case);
  const Outcome unknown = here.bash("HOWSHIP_ISA=v9 howship run ball.toml -o ball");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.message(), HasSubstr("HOWSHIP_ISA is 'v9', which is no instruction set of this program"));
  EXPECT_FALSE(fs::exists(here / "ball"));
}

TEST(Selftest, PassesOnEveryBackEndAndWritesItsTable) {
  const Workplace here;
  const Outcome outcome = here.run({"selftest", "--json", "selftest.json"});
  EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("cpu mixed"), HasSubstr("\npassed\n"), Not(HasSubstr("FAILED"))));
  const std::string json = read_text(here / "selftest.json");
  EXPECT_THAT(json, AllOf(HasSubstr("\"passed\": true"), HasSubstr("\"field\": \"rankl\""), HasSubstr("\"median\": "),
                          HasSubstr("\"maximum\": ")));
}

TEST(Init, ListsTheTemplatesWithADescriptionEach) {
  const Outcome outcome = Workplace().run({"init", "--list"});
  EXPECT_EQ(outcome.code, 0);
  for (const char* name : templates) EXPECT_THAT(outcome.out, testing::ContainsRegex(std::string(name) + " +[A-Z]"));
  EXPECT_EQ(split(outcome.out, '\n').size(), std::size(templates));
}

TEST(Init, WritesTheCaseOfTheRepositoryAndKeepsWhatIsThere) {
  const Workplace here;
  for (const std::string name : templates) {
    EXPECT_EQ(here.run({"init", name}).code, 0) << name;
    const std::string text = read_text(here / (name + ".toml"));
    EXPECT_FALSE(text.empty());
    EXPECT_EQ(text, read_text(fs::path(HOWSHIP_SOURCE_DIR) / "meshes/cases" / (name + ".toml"))) << name;
  }
  std::size_t cases = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(HOWSHIP_SOURCE_DIR) / "meshes/cases"))
    cases += entry.path().extension() == ".toml" ? 1 : 0;
  EXPECT_EQ(cases, std::size(templates));

  write_text(here / "mine.toml", "mine");
  const Outcome again = here.run({"init", "healthy-vertebra", "-o", "mine.toml"});
  EXPECT_EQ(again.code, 5);
  EXPECT_THAT(again.message(), AllOf(HasSubstr("'mine.toml'"), HasSubstr("exists"), HasSubstr("--overwrite")));
  EXPECT_EQ(read_text(here / "mine.toml"), "mine");
}

TEST(Check, AcceptsEveryTemplateAndSaysWhatItNeeds) {
  const Workplace here;
  for (const std::string name : templates) {
    ASSERT_EQ(here.run({"init", name}).code, 0);
    const Outcome outcome =
        here.run({"check", name + ".toml", "--backend", "cpu", "--set", "geometry.spacing=\"2 mm\""});
    EXPECT_EQ(outcome.code, 0) << name << outcome.err;
    EXPECT_EQ(outcome.err, "") << name;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("host memory"), HasSubstr("device memory"), HasSubstr("expected time"),
                                   HasSubstr("GPU of 8 GB     fits: needs "), HasSubstr(", has 140.4 GB for it"),
                                   HasSubstr("snapshots"), HasSubstr(" on disk")));
    EXPECT_GT(number_after(outcome.out, "active voxels"), 1000.0) << name;
    EXPECT_GT(number_after(outcome.out, "expected steps  about"), 5.0) << name;
  }
}

TEST(Check, WarnsOfATolerancePastSinglePrecision) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  const auto check = [&](const std::string& rtol, const std::string& precision) {
    return here.run({"check", "ball.toml", "--set", "numerics.rtol=" + rtol, "--precision", precision}).err;
  };
  EXPECT_THAT(check("1e-8", "mixed"), AllOf(HasSubstr("warning: numerics.rtol = 1e-08"), HasSubstr("\"double\"")));
  EXPECT_EQ(check("1e-7", "mixed"), "");
  EXPECT_EQ(check("1e-8", "double"), "");
}

TEST(Check, KnowsThePeakMemoryOfTheRun) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers keep memory of their own";
#endif
  const Workplace here;
  here.run({"init", "lytic-vertebra", "-o", "case.toml"});
  // A CUDA driver keeps host memory of its own, which is not in the figure.
  const std::vector<std::string> grid{"--backend", "cpu", "--set", "geometry.spacing=\"1 mm\""};
  std::vector<std::string> check{"check", "case.toml"}, run{"run", "case.toml", "--until", "0.02 day", "-o", "out"};
  for (auto* command : {&check, &run}) command->insert(command->end(), grid.begin(), grid.end());
  const Outcome said = here.run(check), made = here.run(run);
  ASSERT_EQ(said.code + made.code, 0) << said.err << made.err;
  const double expected = number_after(said.out, "host memory") * 1e6;
  const double peak = number_after(read_text(here / "out/summary.json"), "\"peak_memory_bytes\":");
  EXPECT_NEAR(peak, expected, 0.1 * expected);
}

TEST(Run, SaysWhereTheTimeWent) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  const Outcome outcome = here.run({"run", "ball.toml", "-o", "out", "-v"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  for (const std::string& text : {outcome.out, read_text(here / "out/run.log")}) {
    ASSERT_THAT(text, HasSubstr("where the time went"));
    const std::string table = text.substr(text.find("where the time went"));
    double shares = 0.0;
    for (const char* part : {"geometry and set-up", "linearise and invert blocks", "stage rates and elimination",
                             "sweeps, fine grid", "back-substitution", "tables and snapshots"}) {
      const double seconds = number_after(table, part);
      EXPECT_GE(seconds, 0.0) << part;
      shares += seconds;
    }
    EXPECT_GT(shares, 0.0);
    EXPECT_LE(shares, number_after(table, "total ") * 1.02 + 0.05);
    EXPECT_GE(number_after(table, "snapshots, beside the steps"), 0.0);
  }
  const Outcome quiet = here.run({"run", "ball.toml", "-o", "again"});
  EXPECT_THAT(quiet.out + read_text(here / "again/run.log"), Not(HasSubstr("where the time went")));
}

TEST(Run, TakesATemplateToItsEnd) {
  const Workplace here;
  ASSERT_EQ(here.run({"init", "lytic-vertebra"}).code, 0);
  const Outcome outcome = here.run({"run", "lytic-vertebra.toml", "--set", "geometry.spacing=\"4 mm\"", "--set",
                                    "dose[1].start=\"4 day\"", "--until", "8 day"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("100 %"), HasSubstr("results in out/lytic-vertebra")));
  // Plain lines where nobody watches: no carriage return, no escape.
  EXPECT_EQ(outcome.out.find_first_of("\r\033"), std::string::npos);
  const Csv rows(read_text(here / "out/lytic-vertebra/timeseries.csv"));
  ASSERT_GT(rows.rows.size(), 2U);
  EXPECT_EQ(rows.number(rows.rows.size() - 1, "time [day]"), 8.0);
}

TEST(Systemic, GivesTheCourseInBloodWithoutAMesh) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  const Outcome shown = here.run({"systemic", "ball.toml", "--until", "10 day"});
  EXPECT_EQ(shown.code, 0) << shown.err;
  const Outcome written = here.run({"systemic", "ball.toml", "--until", "10 day", "-o", "blood.csv"});
  EXPECT_EQ(written.code, 0) << written.err;
  EXPECT_EQ(read_text(here / "blood.csv"), shown.out);
  const Csv csv(shown.out);
  ASSERT_EQ(csv.rows.size(), 11U);  // days 0 to 10
  EXPECT_EQ(csv.number(0, "denosumab_serum [ug/mL]"), 0.0);
  EXPECT_NEAR(csv.number(0, "ctx [% of baseline]"), 100.0, 1e-6);
  EXPECT_GT(csv.number(10, "denosumab_serum [ug/mL]"), 1.0);  // 120 mg sc peak near 10 to 20 ug/mL after ten days
  EXPECT_LT(csv.number(10, "ctx [% of baseline]"), 50.0);
}

TEST(Parameters, AreListedWithUnitEvidenceAndSource) {
  const Workplace here;
  const Outcome all = here.run({"parameters"});
  EXPECT_EQ(all.code, 0);
  EXPECT_EQ(all.err, "");
  EXPECT_THAT(all.out, AllOf(HasSubstr("[parameters.tissue] Binding of RANKL\n"), HasSubstr("[parameters.systemic]"),
                             HasSubstr("postmenopausal"), HasSubstr("[[lesion]]")));
  const Outcome one = here.run({"parameters", "kd_denosumab"});
  EXPECT_EQ(one.code, 0);
  EXPECT_THAT(one.out, AllOf(HasSubstr("kd_denosumab  K_D"), HasSubstr("pmol/L"), HasSubstr("Martinez-Reina"),
                             Not(HasSubstr("kd_opg"))));
  EXPECT_THAT(here.run({"parameters", "--markdown", "kd_denosumab"}).out, HasSubstr("| `kd_denosumab` | $K_D$ |"));
  EXPECT_TRUE(here.content().empty());
}

TEST(Parameters, ThatAreListedCanBeSet) {
  const Workplace here;
  write_text(here / "case.toml", ball_case);
  // Of each table of a case one, by the name that is listed.
  for (const char* entry : {"parameters.tissue.kd_denosumab=\"4 pmol/L\"", "parameters.systemic.gfr=\"5 L/h\"",
                            "patient.weight=\"80 kg\"", "lesion.1.growth=2"})
    EXPECT_EQ(here.run({"check", "case.toml", "--set", entry}).code, 0) << entry;
}

TEST(MeshMake, InfoAndVoxelizeAgreeOnTheVolume) {
  const Workplace here;
  for (const std::string shape : {"vertebra", "pelvis"}) {
    const Outcome made = here.run({"mesh", "make", shape, "-o", "a.vtp"});
    ASSERT_EQ(made.code, 0) << made.err;
    const Outcome info = here.run({"mesh", "info", "a.vtp"});
    EXPECT_EQ(info.code, 0) << info.err;
    EXPECT_THAT(info.out, AllOf(HasSubstr("watertight      yes\n"), HasSubstr("length unit     mm"),
                                HasSubstr("kind            surface"), HasSubstr("bounds"), HasSubstr("labels")));
    const double volume = number_after(info.out, "volume ");
    EXPECT_GT(volume, 20.0);
    EXPECT_NEAR(number_after(made.out, "volume "), volume, 0.006);  // printed with two digits
    const Outcome voxels =
        here.run({"mesh", "voxelize", "a.vtp", "--spacing", "3 mm", "2 mm", "2.5 mm", "-o", "a.vti"});
    EXPECT_EQ(voxels.code, 0) << voxels.err;
    EXPECT_GT(number_after(voxels.out, "active voxels "), 1000.0);
    EXPECT_NEAR(number_after(voxels.out, "volume "), volume, 0.005 * volume);
  }
}

TEST(MeshMake, TakesALevelAndDimensions) {
  const Workplace here;
  const auto volume_of = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"mesh", "make", "vertebra", "-o", "a.vtp"});
    const Outcome made = here.run(arguments);
    EXPECT_EQ(made.code, 0) << made.err;
    return number_after(made.out, "volume ");
  };
  const double plain = volume_of({});
  EXPECT_LT(volume_of({"--level", "L1"}), 0.95 * plain);
  EXPECT_GT(volume_of({"--set", "body_height=32 mm", "--set", "anterior_height=\"32 mm\""}), 1.05 * plain);
  EXPECT_THAT(read_text(here / "a.vtp"), HasSubstr("Name=\"cortical_thickness\""));
  EXPECT_THAT(here.run({"mesh", "make", "pelvis", "--list"}).out,
              AllOf(HasSubstr("sacral_slope"), HasSubstr("25 degree to 55 degree")));
  for (const std::vector<std::string>& wrong :
       std::vector<std::vector<std::string>>{{"mesh", "make", "vertebra", "--set", "body_hight=29 mm", "-o", "b.vtp"},
                                             {"mesh", "make", "vertebra", "--set", "body_height=29", "-o", "b.vtp"},
                                             {"mesh", "make", "vertebra", "--level", "L6", "-o", "b.vtp"},
                                             {"mesh", "make", "pelvis", "--level", "L4", "-o", "b.vtp"},
                                             {"mesh", "make", "pelvis"}}) {
    const Outcome refused = here.run(wrong);
    EXPECT_EQ(refused.code, 2) << wrong.back();
    EXPECT_FALSE(refused.message().empty());
  }
  EXPECT_FALSE(fs::exists(here / "b.vtp"));
}

}  // namespace
}  // namespace howship::system_test
