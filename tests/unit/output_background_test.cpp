// Snapshots are written while the run goes on; whoever looks finds what is listed whole.

#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/io/background_writer.hpp"
#include "host/io/checkpoint_file.hpp"
#include "host/io/output.hpp"
#include "host/io/vti_reader.hpp"

#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

using namespace output_test;
using ::testing::HasSubstr;

/// A run whose snapshots wait while another run keeps the shared thread busy.
struct OutputInTheBackground : testing::Test {
  void SetUp() override {
    output.emplace(folder / "run", false);
    output->set_domain(domain, make_baseline(domain), {});
    keep_busy();
  }
  void TearDown() override { let_go(); }
  void keep_busy() {
    gate.emplace();
    other_run.start([end = std::make_shared<std::future<void>>(gate->get_future())] { end->wait(); });
  }
  void let_go() {
    if (gate) gate->set_value();
    gate.reset();
  }
  /// Lets the snapshots be written in a moment, by when whoever waits for them does so.
  std::future<void> let_go_soon() {
    return std::async(std::launch::async, [this] {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      let_go();
    });
  }
  Snapshot with_lesion(double time) const {
    Snapshot snapshot = make_healthy(domain, time);
    fill_box(domain, snapshot, Field::Tumour, {2, 2, 2}, {4, 4, 4}, 0.5F);
    return snapshot;
  }
  std::string lesions() const { return read_text(folder / "run/lesions.csv"); }
  std::size_t listed() const {
    std::size_t count = 0;
    for (const std::string& line : lines_of(folder / "run/fields.pvd"))
      if (line.find("<DataSet ") != std::string::npos) ++count;
    return count;
  }
  void save() {
    CheckpointWriter checkpoint(folder / "checkpoint");
    output->save(checkpoint);
    checkpoint.finish();
  }
  /// Has every snapshot fail from now on, for root too.
  void take_the_folder_away() const { std::filesystem::remove_all(folder / "run/fields"); }

  TemporaryFolder folder;
  VoxelDomain domain = make_box({8, 8, 8});
  std::optional<std::promise<void>> gate;
  BackgroundWriter other_run;
  std::optional<RunOutput> output;
};

TEST_F(OutputInTheBackground, LetsTheRunGoOn) {
  const std::string heading = lesions();
  Snapshot snapshot = with_lesion(28.0);
  output->append(snapshot);
  for (auto& field : snapshot.fields) field.assign(field.size(), -1.0F);  // the solver's next one
  TimeseriesRow row;
  row.time = 29.0;
  output->append(row);
  EXPECT_TRUE(output->busy());
  EXPECT_EQ(lines_of(folder / "run/timeseries.csv").size(), 2U);
  EXPECT_TRUE(std::filesystem::is_empty(folder / "run/fields"));
  EXPECT_FALSE(std::filesystem::exists(folder / "run/fields.pvd"));
  EXPECT_EQ(lesions(), heading);

  let_go();
  output->wait();
  EXPECT_FALSE(output->busy());
  EXPECT_GT(output->seconds_writing(), 0.0);
  const ImageFile image = read_vti(folder / "run/fields/fields_0000.vti");
  EXPECT_EQ(image.time, 28.0);
  EXPECT_EQ(image.arrays.at("tumour").values.at(image.at({3, 3, 3})), 0.5);
  EXPECT_EQ(listed(), 1U);
  EXPECT_THAT(lesions(), HasSubstr("\n28,1,"));
}

TEST_F(OutputInTheBackground, IsWrittenBeforeTheNextIsTaken) {
  output->append(with_lesion(28.0));
  const auto written = let_go_soon();
  output->append(make_healthy(domain, 56.0));
  EXPECT_GE(listed(), 1U);
  output->wait();
  EXPECT_EQ(listed(), 2U);
  EXPECT_EQ(read_vti(folder / "run/fields/fields_0000.vti").time, 28.0);
  EXPECT_EQ(read_vti(folder / "run/fields/fields_0001.vti").time, 56.0);
}

TEST_F(OutputInTheBackground, IsThereBeforeACheckpointIs) {
  output->append(with_lesion(28.0));
  const auto written = let_go_soon();
  save();
  EXPECT_EQ(listed(), 1U);
  EXPECT_THAT(lesions(), HasSubstr("\n28,1,"));
}

TEST_F(OutputInTheBackground, IsThereBeforeTheSummaryIs) {
  output->append(with_lesion(28.0));
  const auto written = let_go_soon();
  output->write_summary({});
  EXPECT_EQ(listed(), 1U);
}

// The lesions that a checkpoint remembers are those of the last snapshot: whoever goes on from it tells them apart
// as the run that was never stopped.
TEST_F(OutputInTheBackground, IsInTheCheckpointThatFollows) {
  output->append(with_lesion(0.0));
  const auto written = let_go_soon();
  save();
  output.reset();
  const CheckpointReader checkpoint(folder / "checkpoint");
  RunOutput resumed(folder / "run", checkpoint, domain.stored_voxels());
  resumed.set_domain(domain, make_baseline(domain), {});
  resumed.append(with_lesion(28.0));
  resumed.append(make_healthy(domain, 56.0));
  resumed.wait();
  EXPECT_EQ(listed(), 3U);
  const std::vector<std::string> rows = lines_of(folder / "run/lesions.csv");
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_THAT(rows[1], HasSubstr("start"));
  EXPECT_EQ(rows[2].find("28,1,"), 0U);
  EXPECT_THAT(rows[3], HasSubstr("gone"));
}

TEST_F(OutputInTheBackground, HandsOnThatItCouldNotBeWritten) {
  const std::string heading = lesions();
  output->append(with_lesion(0.0));
  take_the_folder_away();
  let_go();
  const auto expect_refusal = [&](const auto& call) {
    try {
      call();
      ADD_FAILURE() << "no error";
    } catch (const FileError& error) {
      EXPECT_THAT(error.what(), HasSubstr("fields_0000.vti: cannot be written: No such file"));
    }
  };
  expect_refusal([&] { output->wait(); });
  // Nor is anything written that would have it there.
  expect_refusal([&] { output->append(with_lesion(28.0)); });
  expect_refusal([&] { save(); });
  expect_refusal([&] { output->write_summary({}); });
  EXPECT_FALSE(std::filesystem::exists(folder / "run/fields.pvd"));
  EXPECT_FALSE(std::filesystem::exists(folder / "run/summary.json"));
  EXPECT_FALSE(std::filesystem::exists(folder / "checkpoint"));
  EXPECT_EQ(lesions(), heading);
}

TEST_F(OutputInTheBackground, IsWholeWhenItsOwnerGoes) {
  output->append(with_lesion(0.0));
  const auto written = let_go_soon();
  output.reset();
  EXPECT_EQ(listed(), 1U);
  EXPECT_EQ(read_vti(folder / "run/fields/fields_0000.vti").time, 0.0);
  EXPECT_THAT(lesions(), HasSubstr("\n0,1,"));
}

TEST_F(OutputInTheBackground, LeavesNothingHalfWrittenWhenItsOwnerGoesAfterAnError) {
  output->append(with_lesion(0.0));
  take_the_folder_away();
  const auto written = let_go_soon();
  EXPECT_NO_THROW(output.reset());
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
    EXPECT_NE(entry.path().extension(), ".partial");
}

}  // namespace
}  // namespace howship
