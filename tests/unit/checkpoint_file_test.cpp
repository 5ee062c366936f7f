// A checkpoint gives back what was put, and one that is damaged anywhere is refused.

#include "host/io/checkpoint_file.hpp"

#include <cstring>
#include <limits>
#include <string>
#include <sys/resource.h>
#include <vector>

#include <gmock/gmock.h>

#include "howship/error.hpp"

#include "host/io/checkpoint_folder.hpp"
#include "host/io/damaged_file.hpp"

#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

using namespace output_test;
using testing::ElementsAre;
using testing::HasSubstr;

const std::vector<double> numbers = {0.1, -0.0, 1e300, std::numeric_limits<double>::denorm_min()};

void put_some(CheckpointWriter& to) {
  to.put("numbers", numbers);
  to.put("nothing", std::vector<float>());
  to.put("one", std::int32_t{-7});
  to.put_text("text", "two\nlines");
}

std::string refusal(const std::filesystem::path& file) {
  try {
    CheckpointReader reader(file);
  } catch (const FileError& error) {
    return error.what();
  }
  return "";
}

class Checkpoint : public testing::Test {
 protected:
  Checkpoint() {
    CheckpointWriter writer(file);
    put_some(writer);
    writer.finish();
    content = read_text(file);
  }
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "state";
  std::string content;
};

TEST_F(Checkpoint, GivesBackEveryBit) {
  const CheckpointReader reader(file);
  const auto read = reader.all<double>("numbers");
  ASSERT_EQ(read.size(), numbers.size());
  EXPECT_EQ(std::memcmp(read.data(), numbers.data(), sizeof(double) * numbers.size()), 0);
  EXPECT_TRUE(reader.all<float>("nothing").empty());
  EXPECT_EQ(reader.one<std::int32_t>("one"), -7);
  EXPECT_EQ(reader.text("text"), "two\nlines");
  EXPECT_FALSE(reader.has("else"));
}

TEST_F(Checkpoint, RefusesRecordsThatAreNotWhatIsAskedFor) {
  const CheckpointReader reader(file);
  EXPECT_THROW(reader.all<double>("numbers", 3), FileError);
  EXPECT_THROW(reader.all<double>("one"), FileError);
  EXPECT_THROW(reader.text("else"), FileError);
}

TEST_F(Checkpoint, IsRefusedWithAnyBitFlipped) {
  for (std::size_t at = 0; at < content.size(); ++at) {
    std::string damaged = content;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
    write_text(file, damaged);
    EXPECT_NE(refusal(file), "") << "byte " << at;
  }
}

TEST_F(Checkpoint, IsRefusedCutAnywhereOrWithMoreBehind) {
  for (std::size_t size = 0; size < content.size(); ++size) {
    write_text(file, content.substr(0, size));
    EXPECT_NE(refusal(file), "") << size << " bytes";
  }
  write_text(file, content + "x");
  EXPECT_THAT(refusal(file), HasSubstr("is damaged"));
}

TEST_F(Checkpoint, OfAnotherVersionIsToldFromADamagedOne) {
  std::string other = content;
  other.replace(other.find(" 1\n"), 2, " 9");
  write_text(file, other);
  EXPECT_THAT(refusal(file), HasSubstr("version 9 of the format; this howship reads version 1"));
}

/// With no more files open than there are.
class NoMoreFiles {
 public:
  NoMoreFiles() {
    getrlimit(RLIMIT_NOFILE, &before_);
    const rlimit none{0, before_.rlim_max};
    setrlimit(RLIMIT_NOFILE, &none);
  }
  ~NoMoreFiles() { setrlimit(RLIMIT_NOFILE, &before_); }
  NoMoreFiles(const NoMoreFiles&) = delete;
  NoMoreFiles& operator=(const NoMoreFiles&) = delete;

 private:
  rlimit before_{};
};

// Another may be taken, and this removed, only when it is damaged.
TEST_F(Checkpoint, ThatCannotBeReadNowIsNotSaidToBeDamaged) {
  const auto is_damaged = [](const auto& read) {
    try {
      read();
    } catch (const DamagedFile&) {
      return true;
    } catch (const FileError&) {
    }
    return false;
  };
  const auto checkpoint = [&] { CheckpointReader reader(file); };
  const auto table = [&] { LineFile::require(file, {1, 0}); };
  {
    const NoMoreFiles limit;
    EXPECT_THAT(refusal(file), HasSubstr("Too many open files"));
    EXPECT_FALSE(is_damaged(checkpoint));
    EXPECT_THROW(table(), FileError);
    EXPECT_FALSE(is_damaged(table));
  }
  EXPECT_NO_THROW(checkpoint());
  EXPECT_TRUE(is_damaged(table));
  EXPECT_TRUE(is_damaged([&] { LineFile::require(folder / "none", {1, 0}); }));
  write_text(file, content + "x");
  EXPECT_TRUE(is_damaged(checkpoint));
  std::string other = content;
  write_text(file, other.replace(other.find(" 1\n"), 2, " 9"));
  EXPECT_FALSE(is_damaged(checkpoint));
}

TEST_F(Checkpoint, IsNoPipeNoFolderAndNotMissing) {
  EXPECT_NE(refusal(folder.path()), "");
  EXPECT_NE(refusal(folder.path() / "missing"), "");
  EXPECT_NE(refusal("/dev/zero"), "");
}

/// Sizes in a file whose sum is right may still be anything, when somebody made it so.
TEST_F(Checkpoint, WithARightSumButImpossibleSizesIsRefused) {
  const std::size_t head = content.find('\n') + 1 + sizeof(std::uint32_t);
  // Size of the first record: behind the length of its name and the name.
  const std::size_t at = head + sizeof(std::uint32_t) + std::string("numbers").size();
  std::string damaged = content.substr(0, content.size() - 32);
  damaged.replace(at, 8, "\xff\xff\xff\xff\xff\xff\xff\x0f", 8);
  Sha256 sum;
  sum.add(damaged);
  const Sha256::Digest digest = sum.digest();
  write_text(file, damaged.append(reinterpret_cast<const char*>(digest.data()), digest.size()));
  EXPECT_THAT(refusal(file), HasSubstr("a record is cut off"));
}

TEST_F(Checkpoint, LeavesTheOneBeforeWhenItIsNotFinished) {
  {
    CheckpointWriter writer(file);
    writer.put("numbers", std::vector<double>(1000, 1.0));
  }
  EXPECT_EQ(read_text(file), content);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "state.partial"));
}

TEST(CheckpointFolder, KeepsTheTwoNewest) {
  const TemporaryFolder run;
  const CheckpointFolder folder(run.path());
  EXPECT_TRUE(folder.files().empty());
  for (const long steps : {0L, 5L, 99999999L, 100000000L}) folder.write(steps, put_some);
  const auto at = [&](const std::string& name) { return run.path() / "checkpoint" / name; };
  EXPECT_THAT(folder.files(), ElementsAre(at("step_100000000.checkpoint"), at("step_99999999.checkpoint")));
  write_text(at("step_00000003.checkpoint.partial"), "cut");
  folder.remove_newer(at("step_99999999.checkpoint"));
  EXPECT_THAT(folder.files(), ElementsAre(at("step_99999999.checkpoint")));
  EXPECT_FALSE(std::filesystem::exists(at("step_00000003.checkpoint.partial")));
}

}  // namespace
}  // namespace howship
