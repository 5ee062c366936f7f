// Whatever is typed wrong ends in one line that says what to do, with the exit status of its kind.

#include <gmock/gmock.h>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// Words of a command, its exit status, and a part of the message.
struct Mistake {
  std::vector<std::string> words;
  int code;
  const char* part;
};

const Mistake mistakes[] = {
    // Names that are nearly right.
    {{"run", "ball.toml", "--backnd", "cpu"}, 2, "did you mean '--backend'"},
    {{"run", "--backnd=cpu", "ball.toml"}, 2, "did you mean '--backend'"},
    {{"run", "--ovrwrite"}, 2, "did you mean '--overwrite'"},
    {{"mesh", "make", "vertebra", "--levl", "L1", "-o", "a.vtp"}, 2, "did you mean '--level'"},
    {{"run", "ball.toml", "--backend", "cdua"}, 2, "did you mean 'cuda'"},
    {{"run", "ball.toml", "--precision", "duoble"}, 2, "did you mean 'double'"},
    {{"mesh", "make", "vertbra", "-o", "a.vtp"}, 2, "did you mean 'vertebra'"},
    {{"mesh", "make", "vertebra", "--level", "L6", "-o", "a.vtp"}, 2, "'L6'; known: L1, L2"},
    {{"completion", "bsh"}, 2, "known: bash, zsh, fish"},
    {{"init", "lytic-vertebr"}, 2, "did you mean 'lytic-vertebra'"},
    {{"parameters", "kd_denosmab"}, 2, "did you mean 'kd_denosumab'"},
    {{"chekc", "ball.toml"}, 2, "did you mean 'check'"},
    {{"foo", "run", "ball.toml"}, 2, "unknown command 'foo'; see howship --help"},
    {{"help", "run"}, 2, "unknown command 'help'; see howship --help"},
    {{"--bar", "run", "ball.toml"}, 2, "unknown option '--bar'"},
    {{"check", "ball.toml", "--set", "dose[1].drug=denosmab"}, 2, "denosumab"},
    {{"check", "ball.toml", "--set", "output.arrays=[\"bmd_chnge\"]"}, 2, "bmd_change"},
    {{"check", "ball.toml", "--set", "lesion[1].phenotype=lytc"}, 2, "did you mean 'lytic'"},
    // Values that are none.
    {{"run", "ball.toml", "--threads", "many"}, 2, "'many' is not a whole number from 0 to 4096"},
    {{"run", "ball.toml", "--threads", "-1"}, 2, "'-1' is not a whole number"},
    {{"run", "ball.toml", "--device", "1.5"}, 2, "'1.5' is not a whole number"},
    {{"run", "ball.toml", "--until", "soon"}, 2, "--until"},
    {{"run", "ball.toml", "--set"}, 2, "--set needs a value: KEY=VALUE"},
    {{"run", "ball.toml", "--backend"}, 2, "--backend needs a value: auto|cpu|cuda"},
    {{"run", "ball.toml", "--backend", "cpu", "--backend", "auto"}, 2, "--backend is given more than once"},
    {{"run", "ball.toml", "-o", ""}, 2, "a folder is expected"},
    {{"run", "ball.toml", "-o", "a", "-o", "b"}, 2, "--output is given more than once"},
    {{"mesh", "voxelize", "a.stl", "--spacing", "fine", "-o", "a.vti"}, 2, "fine"},
    {{"mesh", "voxelize", "a.stl", "--spacing", "-1 mm", "-o", "a.vti"}, 2, "-1 mm"},
    {{"mesh", "voxelize", "a.stl", "--spacing", "1 mm", "--threshold", "bone", "-o", "a.vti"},
     2,
     "--threshold = bone is not a number"},
    // Words too many or too few.
    {{"run"}, 2, "CASE.toml is required"},
    {{"run", "ball.toml", "other.toml"}, 2, "unexpected argument 'other.toml'"},
    {{"mesh", "info"}, 2, "FILE is required"},
    {{"init"}, 2, "--list"},
    {{""}, 2, "unknown command ''"},
    {{"init", "--json"}, 2, "--list"},
    // Files.
    {{"run", "none.toml"}, 2, "'none.toml'"},
    {{"run", "folder"}, 2, "'folder' is a folder"},
    {{"run", "empty.toml"}, 2, "'empty.toml' is empty"},
    {{"run", "/dev/null"}, 2, "'/dev/null' is empty"},
    {{"run", "ball.toml", "-o", "ball.toml"}, 5, "ball.toml"},
    {{"run", "ball.toml", "-o", "ball.toml/out"}, 5, "ball.toml"},
    {{"systemic", "ball.toml", "-o", "none/blood.csv"}, 5, "none/blood.csv: cannot be written"},
    {{"systemic", "ball.toml", "-o", "folder"}, 5, "'folder'"},
    {{"init", "healthy-vertebra", "-o", "none/case.toml"}, 5, "none/case.toml: cannot be written"},
    {{"init", "healthy-vertebra", "-o", "folder"}, 5, "'folder' is a folder"},
    {{"mesh", "make", "vertebra", "-o", "none/a.vtp"}, 5, "none"},
    {{"mesh", "info", "none.stl"}, 2, "'none.stl'"},
    {{"run", "ball.toml", "--json", "none/run.json"}, 5, "none/run.json: cannot be written: there is no folder 'none'"},
    {{"info", "--json", "none/info.json"}, 5, "none/info.json: cannot be written"},
};

TEST(Mistakes, EndInOneLineThatHelps) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  write_text(here / "empty.toml", "");
  fs::create_directory(here / "folder");
  for (const Mistake& mistake : mistakes) {
    std::string typed = "howship";
    for (const std::string& word : mistake.words) typed += " " + word;
    const Outcome outcome = here.run(mistake.words);
    EXPECT_EQ(outcome.code, mistake.code) << typed << '\n' << outcome.err;
    EXPECT_EQ(outcome.out, "") << typed;
    EXPECT_THAT(outcome.message(), AllOf(StartsWith("howship: error: "), HasSubstr(mistake.part),
                                         Not(HasSubstr("terminate")), Not(HasSubstr("bug"))))
        << typed;
  }
  EXPECT_THAT(here.content(), testing::UnorderedElementsAre("ball.toml", "empty.toml", "folder"));
}

TEST(Mistakes, OfASiteGetTheNearestOne) {
  const Workplace here;
  here.run({"init", "lytic-vertebra", "-o", "case.toml"});
  const Outcome outcome = here.run(
      {"check", "case.toml", "--set", "geometry.spacing=\"4 mm\"", "--set", "lesion[1].centre=\"vertebral bdy\""});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.message(), HasSubstr("did you mean 'vertebral body'?"));
}

TEST(Output, ThatCannotBeWrittenIsAnError) {
  const Workplace here;
  for (const char* command : {"parameters", "info", "init --list", "--help", "man", "info --json"}) {
    const Outcome full = here.bash("howship " + std::string(command) + " > /dev/full");
    EXPECT_EQ(full.code, 5) << command;
    EXPECT_THAT(full.message(), AllOf(HasSubstr("standard output"), HasSubstr("No space left"))) << command;
    EXPECT_EQ(here.bash("howship " + std::string(command) + " >&-").code, 5) << command;
  }
}

TEST(Output, ReplacesAFileOnlyOnceItIsComplete) {
  const Workplace here;
  write_text(here / "case.toml", "mine");
  // As on a full disk: a file takes 1024 bytes.
  const Outcome full = here.bash("trap '' XFSZ; ulimit -f 1; howship init lytic-vertebra -o case.toml --overwrite");
  EXPECT_EQ(full.code, 5);
  EXPECT_THAT(full.message(), HasSubstr("case.toml: cannot be written: File too large"));
  EXPECT_EQ(read_text(here / "case.toml"), "mine");
  EXPECT_THAT(here.content(), testing::ElementsAre("case.toml"));
}

TEST(Output, GoesThroughAPipeThatHasAName) {
  const Workplace here;
  const Outcome outcome = here.bash("mkfifo p; cat p & howship info --json p && wait && test -p p");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("\"backends\""));
}

TEST(Output, MayEndEarlyInAPipe) {
  const Workplace here;
  const Outcome outcome = here.bash("howship parameters | head -n 1");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err, "");
}

TEST(Run, OutlivesTheReaderOfItsProgress) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  const Outcome outcome = here.bash("howship run ball.toml -o out | head -c 1 > /dev/null; exit ${PIPESTATUS[0]}");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(read_text(here / "out/summary.json"), HasSubstr("\"finished\": true"));
}

TEST(Run, WithClosedStreamsWritesItsFilesAlone) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  // With no place of their own for messages, these would be opened as the first files and end up in them.
  EXPECT_EQ(here.bash("howship run ball.toml -o quiet --quiet <&- >&- 2>&-").code, 0);
  EXPECT_EQ(here.bash("howship run ball.toml -o out <&- >&- 2>&-").code, 5);  // what it had to say is lost
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(here / "out"))
    if (entry.is_regular_file()) {
      ++files;
      EXPECT_THAT(read_text(entry.path()), Not(HasSubstr("voxel-updates/s"))) << entry.path();
    }
  EXPECT_GE(files, 10U);
}

TEST(Run, SaysWhereTheResultsAreAndWhatToDoWithThem) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  const Outcome outcome = here.run({"run", "ball.toml", "-o", "my out"});
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("results in my out\n"), HasSubstr("paraview 'my out/fields.pvd'")));
}

TEST(Run, NamesItsFolderSoThatAShellTakesItAsItIs) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  const std::string name = "it's $HOME `echo no`";
  const Outcome outcome = here.run({"run", "ball.toml", "-o", name, "--until", "0.1 day"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  const std::string before = "or as a page: howship report ";
  const std::size_t at = outcome.out.find(before);
  ASSERT_NE(at, std::string::npos) << outcome.out;
  const std::string argument = split(outcome.out.substr(at + before.size()), '\n').front();
  EXPECT_EQ(here.bash("printf %s " + argument).out, name);
}

TEST(Mistakes, OfPathsThatTheSystemRefusesAreNoBugs) {
  const Workplace here;
  fs::create_symlink("loop", here / "loop");
  write_text(here / "ball.toml", std::string(ball_case) + "\n[dosing]\nevents = \"loop/doses.csv\"\n");
  const Outcome events = here.run({"check", "ball.toml"});
  EXPECT_EQ(events.code, 2);
  EXPECT_THAT(events.message(), AllOf(HasSubstr("there is no file"), HasSubstr("loop/doses.csv")));
  write_text(here / "ball.toml", ball_case);
  ASSERT_EQ(here.run({"run", "ball.toml", "-o", "out"}).code, 0);
  fs::rename(here / "out/fields", here / "elsewhere");
  fs::create_symlink("fields", here / "out/fields");
  const Outcome report = here.run({"report", "out"});
  EXPECT_THAT(report.err, Not(HasSubstr("bug")));
  EXPECT_NE(report.code, 1);
}

TEST(Titles, DoNotSteerTheTerminalOrTheLog) {
  const Workplace here;
  write_text(here / "ball.toml", ball_with("title = \"ball\"", R"(title = "a\u001b[2Jb\nc")"));
  EXPECT_THAT(here.run({"check", "ball.toml"}).out, AllOf(HasSubstr("a [2Jb c\n"), Not(HasSubstr("\033"))));
  EXPECT_THAT(here.run({"run", "ball.toml", "-o", "out"}).out, AllOf(HasSubstr("a [2Jb c\n"), Not(HasSubstr("\033"))));
  EXPECT_THAT(read_text(here / "out/run.log"), AllOf(HasSubstr(": a [2Jb c\n"), Not(HasSubstr("\033"))));
}

TEST(Mistakes, DoNotSteerTheTerminal) {
  const Workplace here;
  const Outcome outcome = here.run({"run", "a\r\033[2Jb\177\tc.toml"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.message(), HasSubstr("'a  [2Jb  c.toml'"));
}

}  // namespace
}  // namespace howship::system_test
