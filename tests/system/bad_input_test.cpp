// Whatever is wrong ends in one line on stderr, the right exit code, and no trace of a run.

#include <gmock/gmock.h>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

/// A text of the case that is replaced, and parts of the message that must come.
struct BadCase {
  const char *name, *from, *to;
  std::vector<std::string> parts;
};
void PrintTo(const BadCase& bad, std::ostream* out) {
  *out << bad.name;
}

class ABadCase : public testing::TestWithParam<BadCase> {};

TEST_P(ABadCase, IsRefusedByRunAndCheckInTheSameWords) {
  const BadCase& bad = GetParam();
  const Workplace here;
  write_text(here / "case.toml", ball_with(bad.from, bad.to));
  const Outcome run = here.run({"run", "case.toml", "-o", "out"});
  EXPECT_EQ(run.code, 2) << run.out;
  EXPECT_EQ(run.out, "");
  EXPECT_THAT(run.message(), StartsWith("howship: error: "));
  for (const std::string& part : bad.parts) EXPECT_THAT(run.message(), HasSubstr(part));
  EXPECT_THAT(here.content(), ElementsAre("case.toml"));
  const Outcome check = here.run({"check", "case.toml"});
  EXPECT_EQ(check.code, 2);
  EXPECT_EQ(check.err, run.err);
}

// Each must name the place (file and line, or the key where it is missing), the value, and what is allowed.
const BadCase bad_cases[] = {
    {"unknown key", "spacing =", "spacng =", {"case.toml:6", "'geometry.spacng'", "did you mean 'spacing'"}},
    {"unknown table", "[output]", "[outptu]", {"case.toml:21", "'outptu'", "did you mean 'output'"}},
    {"misspelt key that is needed", "shape =", "shpae =", {"case.toml:4", "'geometry.shpae'", "did you mean 'shape'"}},
    {"misspelt table that is needed", "[geometry]", "[geomtry]", {"case.toml:3", "'geomtry'", "'geometry'"}},
    {"missing unit", "\"8 mm\"", "\"8\"", {"case.toml:5", "geometry.radius", "\"8\"", "a unit is required", "mm\""}},
    {"number without unit", "\"8 mm\"", "8", {"case.toml:5", "geometry.radius", "8", "a unit is required"}},
    {"unknown unit", "\"8 mm\"", "\"8 mmm\"", {"case.toml:5", "'mmm'", "did you mean 'mm'"}},
    {"wrong dimension", "\"8 mm\"", "\"8 day\"", {"case.toml:5", "geometry.radius", "8 day", "a length is needed"}},
    {"negative spacing", "\"2 mm\"", "\"-2 mm\"", {"case.toml:6", "geometry.spacing", "-2 mm", "from 0.001 mm"}},
    {"spacing of two", "\"2 mm\"", "[\"2 mm\", \"1 mm\"]", {"case.toml:6", "geometry.spacing", "one value or three"}},
    {"not a number", "\"2 mm\"", "\"nan mm\"", {"case.toml:6", "geometry.spacing", "nan mm", "malformed number"}},
    {"infinite", "\"8 mm\"", "\"inf mm\"", {"case.toml:5", "geometry.radius", "inf mm", "malformed number"}},
    {"bare nan", "radius = \"3 mm\"", "tumour_fraction = nan", {"case.toml:11", "lesion[1].tumour_fraction", "nan"}},
    {"lesion outside",
     "\"0 mm\"]",
     "\"30 mm\"]",
     {"lesion[1].centre", "(0, 0, 30) mm", "outside the bone", "give a point inside"}},
    {"lesion smaller than a voxel",
     "\"3 mm\"",
     "\"0.5 mm\"",
     {"lesion[1].radius = 0.5 mm", "no voxel of the bone, of 2 mm", "finer geometry.spacing or a larger radius"}},
    {"field outside the bone",
     "[time]",
     "[[therapy]]\nkind = \"radiotherapy\"\nfraction_dose = \"8 Gy\"\nradius = \"5 mm\"\n"
     "centre = [\"0 mm\", \"0 mm\", \"60 mm\"]\n[time]",
     {"therapy[1].centre = (0, 0, 60) mm", "radius = 5 mm", "no voxel of the bone", "the nearest 53.0 mm from"}},
    {"unknown site",
     "[\"0 mm\", \"0 mm\", \"0 mm\"]",
     "\"left pedicle\"",
     {"lesion[1].centre", "'left pedicle'", "is no site", "'centre'"}},
    {"unknown phenotype", "lytic", "litic", {"case.toml:9", "lesion[1].phenotype", "'litic'", "did you mean 'lytic'"}},
    {"unknown drug", "denosumab", "aspirin", {"case.toml:14", "dose[1].drug", "aspirin", "denosumab, zoledronic acid"}},
    {"dose before time zero", "\"1 day\"", "\"-1 day\"", {"case.toml:16", "dose[1].start", "-1 day", "time zero"}},
    {"no doses", "start =", "count = 0\nstart =", {"case.toml:16", "dose[1].count = 0", "from 1 to"}},
    {"repeated but not how often", "start =", "count = 2\nstart =", {"case.toml", "dose[1].every", "is needed"}},
    {"end at zero", "\"3 day\"", "\"0 day\"", {"case.toml:19", "time.end", "0 day", "above zero"}},
    {"end too near", "\"3 day\"", "\"1e-300 day\"", {"case.toml:19", "time.end", "1e-300 day", "at least 1e-06 day"}},
    {"table that is a device",
     "[output]",
     "[dosing]\nevents = \"/dev/zero\"\n[output]",
     {"case.toml:22", "dosing.events", "'/dev/zero' is no regular file"}},
    {"no end", "end = \"3 day\"", "", {"case.toml", "time.end", "is missing"}},
    {"not TOML", "[time]", "[time", {"case.toml:18", "not TOML"}},
    {"key twice", "radius = \"8 mm\"", "radius = \"8 mm\"\nradius = \"9 mm\"", {"case.toml:6", "radius"}},
};

INSTANTIATE_TEST_SUITE_P(System, ABadCase, testing::ValuesIn(bad_cases), [](const auto& test) {
  std::string name;
  bool upper = true;
  for (const char* c = test.param.name; *c != 0; ++c) {
    if (*c != ' ') name += upper ? static_cast<char>(std::toupper(*c)) : *c;
    upper = *c == ' ';
  }
  return name;
});

/// Runs `arguments` in a folder that holds ball.toml, and expects nothing to appear beside it.
std::string refused(const std::vector<std::string>& arguments, int code = 2) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  const Outcome outcome = here.run(arguments);
  EXPECT_EQ(outcome.code, code) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(here.content(), ElementsAre("ball.toml"));
  return outcome.message();
}

TEST(BadArguments, AMissingOrUnknownCommandListsTheCommands) {
  EXPECT_THAT(refused({}), AllOf(HasSubstr("command is missing"), HasSubstr("init, check, run, systemic")));
  EXPECT_THAT(refused({"rnu"}), AllOf(HasSubstr("unknown command 'rnu'"), HasSubstr("did you mean 'run'")));
  EXPECT_THAT(refused({"mesh"}), HasSubstr("info, voxelize, make"));
  EXPECT_THAT(refused({"mesh", "mkae"}), AllOf(HasSubstr("'mkae'"), HasSubstr("did you mean 'make'")));
  EXPECT_THAT(refused({"run"}), AllOf(HasSubstr("CASE.toml is required"), HasSubstr("howship run --help")));
  EXPECT_THAT(refused({"run", "ball.toml", "--fast"}), HasSubstr("--fast"));
}

TEST(BadArguments, ACaseFileThatIsNotThere) {
  EXPECT_THAT(refused({"run", "none.toml"}), HasSubstr("'none.toml'"));
  EXPECT_THAT(refused({"run", "."}), HasSubstr("'.' is a folder"));
}

TEST(BadArguments, ASetThatIsNoneIsNamedAsSuch) {
  const auto set = [](const std::string& text) { return refused({"run", "ball.toml", "-o", "out", "--set", text}); };
  EXPECT_THAT(set("geometry.spacing"), AllOf(HasSubstr("--set geometry.spacing"), HasSubstr("key.path=value")));
  EXPECT_THAT(set("=3"), AllOf(HasSubstr("--set =3"), HasSubstr("key.path=value")));
  EXPECT_THAT(set("geometry..spacing=\"1 mm\""), HasSubstr("a key is missing"));
  // Not the file, whose line 1 has nothing to do with it.
  EXPECT_THAT(set("geometry.spacng=\"1 mm\""), StartsWith("howship: error: --set: unknown key 'geometry.spacng'"));
  EXPECT_THAT(set("geometry.spacing=\"-1 mm\""), StartsWith("howship: error: --set geometry.spacing"));
  EXPECT_THAT(set("lesion[2].radius=\"1 mm\""), HasSubstr("'2' is no item of a list of 1"));
  EXPECT_THAT(set("lesion.radius=\"1 mm\""), HasSubstr("lesion[1].radius"));
}

TEST(BadArguments, AnEndThatIsNoTime) {
  for (const char* until : {"soon", "3", "3 mm", "0 day", "-1 day", "1e-300 day", "\""})
    EXPECT_THAT(refused({"run", "ball.toml", "-o", "out", "--until", until}), StartsWith("howship: error: --until = "));
}

TEST(BadArguments, NegativeThreadsAndDevices) {
  for (const char* option : {"--threads", "--device"}) {
    const std::string message = refused({"run", "ball.toml", "-o", "out", option, "-1"});
    EXPECT_THAT(message, AllOf(HasSubstr(option), HasSubstr("-1"), HasSubstr("0 to")));
    EXPECT_LT(message.size(), 120U) << "readable";
  }
}

TEST(BadArguments, CudaWhereThereIsNone) {
  const Workplace here;
  const std::string info = here.run({"info", "--json"}).out;
  if (info.find("\"cuda_missing\": \"\"") != std::string::npos) GTEST_SKIP() << "this machine has CUDA";
  for (const std::string command : {"run", "check"}) {
    std::vector<std::string> arguments{command, "ball.toml", "--backend", "cuda"};
    EXPECT_THAT(refused(arguments, 4), AllOf(HasSubstr("CUDA"), HasSubstr("--backend cpu")));
    EXPECT_THAT(refused({command, "ball.toml", "--device", "3"}, 4), AllOf(HasSubstr("--device 3"), HasSubstr("CUDA")));
    EXPECT_THAT(refused({command, "ball.toml", "--device", "3", "--backend", "cpu"}),
                AllOf(HasSubstr("--device 3"), HasSubstr("--backend is cpu")));
  }
  EXPECT_THAT(refused({"run", "ball.toml", "--backend", "tpu"}), HasSubstr("tpu"));
}

TEST(BadArguments, AnUnknownTemplate) {
  EXPECT_THAT(refused({"init", "lytic-vertebr"}), HasSubstr("did you mean 'lytic-vertebra'"));
  EXPECT_THAT(refused({"init", "femur"}), AllOf(HasSubstr("'femur'"), HasSubstr("mixed-pelvis")));
  EXPECT_THAT(refused({"init"}), HasSubstr("--list"));
}

TEST(BadArguments, AnUnknownParameter) {
  const Outcome outcome = Workplace().run({"parameters", "kd_opg", "kd_denosumb"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.message(), AllOf(HasSubstr("'kd_denosumb'"), HasSubstr("did you mean 'kd_denosumab'?")));
}

TEST(BadArguments, AGridThatDoesNotFitTheMemoryIsRefusedAtOnce) {
  // 2145 mm3 of ball: 2e12 voxels, and 3e10, which is some thousand GB.
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  for (const char* spacing : {"geometry.spacing=\"0.001 mm\"", "geometry.spacing=\"0.004 mm\""})
    for (const std::string command : {"run", "check"}) {
      const Outcome outcome = here.run({command, "ball.toml", "--set", spacing});
      EXPECT_EQ(outcome.code, 4);
      EXPECT_THAT(outcome.message(),
                  AllOf(HasSubstr("does not fit the memory"), HasSubstr("GB"), HasSubstr("coarser spacing")));
      EXPECT_LT(outcome.wall.count(), 5.0);
    }
  EXPECT_THAT(here.content(), ElementsAre("ball.toml"));
}

TEST(OutputFolder, ThatHoldsSomethingIsKept) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  fs::create_directory(here / "out");
  write_text(here / "out/notes.txt", "mine");
  const Outcome refused_run = here.run({"run", "ball.toml", "-o", "out"});
  EXPECT_EQ(refused_run.code, 5);
  EXPECT_THAT(refused_run.message(), AllOf(HasSubstr("out"), HasSubstr("not empty"), HasSubstr("--overwrite"),
                                           testing::Not(HasSubstr("the run in it"))));
  EXPECT_FALSE(fs::exists(here / "out/timeseries.csv"));
  const Outcome run = here.run({"run", "ball.toml", "-o", "out", "--overwrite", "--quiet"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(read_text(here / "out/notes.txt"), "mine");
  EXPECT_TRUE(fs::exists(here / "out/timeseries.csv"));
}

TEST(OutputFolder, ThatHoldsTheUsersInputKeepsIt) {
  const Workplace here;
  fs::create_directory(here / "own");
  const std::string doses = "TIME,AMT,DRUG\n0.5,120,denosumab\n";
  write_text(here / "own/case.toml", std::string(ball_case) + "[dosing]\nevents = \"events.csv\"\n");
  write_text(here / "own/events.csv", doses);
  const std::string own = read_text(here / "own/case.toml");
  const Outcome plain = here.run({"run", "own/case.toml", "-o", "own"});
  EXPECT_EQ(plain.code, 5);
  EXPECT_THAT(plain.message(), AllOf(HasSubstr("is of no run"), testing::Not(HasSubstr("--overwrite"))));
  const Outcome asked = here.run({"run", "own/case.toml", "-o", "own", "--overwrite"});
  EXPECT_EQ(asked.code, 5);
  EXPECT_THAT(asked.message(), HasSubstr("events.csv: is read by this run (dosing.events)"));
  fs::rename(here / "own/events.csv", here / "events.csv");
  const Outcome case_only =
      here.run({"run", "own/case.toml", "-o", "own", "--overwrite", "--set", "dosing.events=\"../events.csv\""});
  EXPECT_EQ(case_only.code, 5);
  EXPECT_THAT(case_only.message(), HasSubstr("own/case.toml: is of no run"));
  EXPECT_EQ(read_text(here / "own/case.toml"), own);
  EXPECT_EQ(read_text(here / "events.csv"), doses);
}

TEST(OutputFolder, ThatCannotBeMade) {
  EXPECT_THAT(refused({"run", "ball.toml", "-o", "ball.toml/out"}, 5), HasSubstr("ball.toml/out"));
  EXPECT_THAT(refused({"run", "ball.toml", "-o", "ball.toml"}, 5), HasSubstr("ball.toml"));
  EXPECT_THAT(refused({"run", "ball.toml", "-o", "/proc/howship"}, 5), HasSubstr("/proc/howship"));
  EXPECT_THAT(refused({"systemic", "ball.toml", "-o", "none/blood.csv"}, 5), HasSubstr("none/blood.csv"));
  EXPECT_THAT(refused({"init", "healthy-vertebra", "-o", "none/case.toml"}, 5), HasSubstr("none/case.toml"));
  EXPECT_THAT(refused({"mesh", "make", "vertebra", "-o", "none/v.vtp"}, 5), HasSubstr("none/v.vtp"));
}

// A tetrahedron of 40 mm with its corner at the origin; outward means that its volume is positive.
constexpr const char* points = "v 0 0 0\nv 40 0 0\nv 0 40 0\nv 0 0 40\n";
constexpr const char* outward = "f 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n";

std::string refused_surface(const std::string& name, const std::string& text) {
  const Workplace here;
  write_text(here / name, text);
  write_text(here / "case.toml", "[geometry]\nfile = \"" + name + "\"\nspacing = \"2 mm\"\n[time]\nend = \"1 day\"\n");
  const Outcome run = here.run({"run", "case.toml", "-o", "out"});
  EXPECT_EQ(run.code, 2) << run.err;
  EXPECT_FALSE(fs::exists(here / "out"));
  const Outcome voxelize = here.run({"mesh", "voxelize", name, "--spacing", "2 mm", "-o", "out.vti"});
  EXPECT_EQ(voxelize.code, 2) << voxelize.err;
  voxelize.message();
  EXPECT_FALSE(fs::exists(here / "out.vti"));
  return run.message();
}

TEST(BadSurface, IsRefusedWithWhatIsWrongWithIt) {
  const std::string p = points;
  EXPECT_THAT(refused_surface("a.stl", ""), AllOf(HasSubstr("a.stl"), HasSubstr("is empty")));
  EXPECT_THAT(refused_surface("a.obj", p), AllOf(HasSubstr("a.obj"), HasSubstr("no triangles")));
  EXPECT_THAT(refused_surface("a.vtp", "hello"), AllOf(HasSubstr("a.vtp"), HasSubstr("cannot be read as a vtp")));
  EXPECT_THAT(
      refused_surface("a.obj", p + "f 1 3 2\nf 1 2 4\nf 1 4 3\n"),
      AllOf(HasSubstr("a.obj"), HasSubstr("is open"), HasSubstr("3 of its edges"), HasSubstr("close its holes")));
  EXPECT_THAT(refused_surface("a.obj", "v 0 0 0\nv .04 0 0\nv 0 .04 0\nv 0 0 .04\n" + std::string(outward)),
              AllOf(HasSubstr("0.04 mm"), HasSubstr("probably the metre"), HasSubstr("length_unit = \"m\"")));
  EXPECT_THAT(refused_surface("a.xyz", "1 2 3"), AllOf(HasSubstr("'.xyz'"), HasSubstr(".stl .obj .ply .vtp .vtk")));
}

TEST(BadSurface, TheSameTetrahedronIsTakenWhenItIsClosed) {
  const Workplace here;
  write_text(here / "a.obj", std::string(points) + outward);
  const Outcome outcome = here.run({"mesh", "voxelize", "a.obj", "--spacing", "2 mm", "-o", "a.vti"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("surface 10.6667 cm3"));  // 40^3 / 6 mm3
  EXPECT_EQ(outcome.err, "");
}

TEST(BadSurface, InsideOutIsTurnedWithAWarning) {
  const Workplace here;
  write_text(here / "a.obj", std::string(points) + "f 1 2 3\nf 1 4 2\nf 1 3 4\nf 2 4 3\n");
  const Outcome outcome = here.run({"mesh", "voxelize", "a.obj", "--spacing", "2 mm", "-o", "a.vti"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("surface 10.6667 cm3"));
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("warning: 'a.obj'"), HasSubstr("1 piece was inside out")));
}

TEST(BadSurface, SpacingOfVoxelize) {
  const Workplace here;
  write_text(here / "a.obj", std::string(points) + outward);
  for (const char* spacing : {"2", "-2 mm", "0 mm", "2 day", "nan mm"}) {
    const Outcome outcome = here.run({"mesh", "voxelize", "a.obj", "--spacing", spacing, "-o", "a.vti"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.message(), AllOf(HasSubstr("--spacing"), HasSubstr(spacing)));
  }
  EXPECT_THAT(here.run({"mesh", "voxelize", "a.obj", "--spacing", "2 mm", "1 mm", "-o", "a.vti"}).message(),
              HasSubstr("one length or three, not 2"));
  EXPECT_THAT(here.run({"mesh", "voxelize", "a.obj", "--spacing", "2 mm", "-o", "a.vtk"}).message(),
              HasSubstr("must end in .vti"));
  EXPECT_FALSE(fs::exists(here / "a.vti"));
}

}  // namespace
}  // namespace howship::system_test
