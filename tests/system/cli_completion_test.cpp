// Completion scripts are accepted by their shells and offer what the command line takes.

#include <gmock/gmock.h>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

/// Whether a program is on the PATH.
bool is_there(const std::string& program) {
  return Workplace().bash("command -v " + program).code == 0;
}

class BashCompletion : public testing::Test {
 protected:
  BashCompletion() {
    for (const char* file : {"case.toml", "other case.toml", "bone.vti", "notes.txt"}) write_text(here / file, "");
    fs::create_directory(here / "out");
  }

  /// What is offered for the last of these words.
  std::vector<std::string> offered(const std::string& words) const {
    const Outcome outcome = here.bash("source <(howship completion bash)\nCOMP_WORDS=(" + words +
                                      ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_howship\n"
                                      "((${#COMPREPLY[@]})) && printf '%s\\n' \"${COMPREPLY[@]}\"; true");
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.err, "") << words;
    return split(outcome.out, '\n');
  }
  const Workplace here;
};

TEST_F(BashCompletion, OffersCommands) {
  EXPECT_THAT(offered("howship ''"), testing::IsSupersetOf({"run", "check", "init", "mesh", "completion"}));
  EXPECT_THAT(offered("howship sy"), ElementsAre("systemic"));
  EXPECT_THAT(offered("howship mesh ''"), ElementsAre("info", "voxelize", "make"));
}

TEST_F(BashCompletion, OffersOptionsOfTheCommandAlone) {
  EXPECT_THAT(offered("howship run --"), testing::IsSupersetOf({"--backend", "--output", "--set", "--json"}));
  EXPECT_THAT(offered("howship mesh make --l"), ElementsAre("--level", "--list"));
  EXPECT_THAT(offered("howship mesh make --b"), IsEmpty());
}

TEST_F(BashCompletion, OffersTheWordsThatAnOptionTakes) {
  EXPECT_THAT(offered("howship run case.toml --backend ''"), ElementsAre("auto", "cpu", "cuda"));
  EXPECT_THAT(offered("howship run --backend = c"), ElementsAre("cpu", "cuda"));  // as bash splits --backend=c
  EXPECT_THAT(offered("howship init ly"), ElementsAre("lytic-vertebra"));
  EXPECT_THAT(offered("howship mesh make ''"), ElementsAre("vertebra", "pelvis"));
  EXPECT_THAT(offered("howship completion ''"), ElementsAre("bash", "zsh", "fish"));
}

TEST_F(BashCompletion, OffersFilesByTheirEndingAndFolders) {
  EXPECT_THAT(offered("howship run ''"), UnorderedElementsAre("case.toml", "other case.toml", "out"));
  EXPECT_THAT(offered("howship run case.toml -o ''"), ElementsAre("out"));
  EXPECT_THAT(offered("howship mesh info ''"), Contains("bone.vti"));
  EXPECT_THAT(offered("howship run --set ''"), IsEmpty());
}

TEST(Completion, IsValidZsh) {
  if (!is_there("zsh")) GTEST_SKIP() << "zsh is not installed";
  const Workplace here;
  const Outcome outcome = here.bash(
      "howship completion zsh > _howship && zsh -n _howship && zsh -fc 'fpath=($PWD $fpath); autoload -Uz compinit; "
      "compinit -u -d ./dump; print ${_comps[howship]}'");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(outcome.out, "_howship\n");
}

TEST(Completion, OffersTheSameInFish) {
  if (!is_there("fish")) GTEST_SKIP() << "fish is not installed";
  const Workplace here;
  write_text(here / "case.toml", "");
  const auto offered = [&](const std::string& line) {
    const Outcome outcome = here.bash(
        "export HOME=$PWD\nhowship completion fish > c.fish\nfish -N -c 'source c.fish; "
        "complete -C \"" +
        line + "\"' | cut -f 1");
    EXPECT_EQ(outcome.err, "") << line;
    return split(outcome.out, '\n');
  };
  EXPECT_THAT(offered("howship sy"), ElementsAre("systemic"));
  EXPECT_THAT(offered("howship mesh "), UnorderedElementsAre("info", "voxelize", "make"));
  EXPECT_THAT(offered("howship run case.toml --backend "), UnorderedElementsAre("auto", "cpu", "cuda"));
  EXPECT_THAT(offered("howship run ca"), Contains("case.toml"));
  EXPECT_THAT(offered("howship mesh make --l"), UnorderedElementsAre("--level", "--list"));
  EXPECT_THAT(offered("howship init sc"), Contains("sclerotic-vertebra"));
}

TEST(Completion, KnowsOnlyThreeShells) {
  const Outcome outcome = Workplace().run({"completion", "tcsh"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.message(), HasSubstr("tcsh"));
}

}  // namespace
}  // namespace howship::system_test
