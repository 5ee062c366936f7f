// What a run leaves in its folder, read back by other means than those that wrote it.

#include <cmath>

#include <gmock/gmock.h>
#include <vtkCellData.h>
#include <vtkDataArray.h>
#include <vtkFieldData.h>
#include <vtkImageData.h>
#include <vtkInformation.h>
#include <vtkNew.h>
#include <vtkUnsignedCharArray.h>
#include <vtkXMLImageDataReader.h>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// One run of the ball, shared by the tests of this file.
class RunFolder : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    here = new Workplace;
    // More tumour than the 0.05 from which a lesion counts.
    write_text(*here / "ball.toml", ball_with("radius = \"3 mm\"", "radius = \"3 mm\"\ntumour_fraction = 0.3"));
    outcome = here->run({"run", "ball.toml", "-o", "out", "--threads", "1"});
  }
  static void TearDownTestSuite() {
    delete here;
    here = nullptr;
  }
  void SetUp() override { ASSERT_EQ(outcome.code, 0) << outcome.err; }
  static std::string text(const std::string& file) { return read_text(*here / ("out/" + file)); }
  static Workplace* here;
  static Outcome outcome;
};
Workplace* RunFolder::here = nullptr;
Outcome RunFolder::outcome;

TEST_F(RunFolder, HoldsTheNamedFilesAndNoOthers) {
  std::vector<std::string> names;
  int checkpoints = 0;
  for (const auto& entry : fs::recursive_directory_iterator(*here / "out"))
    if (entry.path().extension() == ".checkpoint")
      ++checkpoints;
    else if (entry.is_regular_file())
      names.push_back(fs::relative(entry.path(), *here / "out").string());
  EXPECT_THAT(names, testing::UnorderedElementsAre("case.toml", "timeseries.csv", "events.csv", "lesions.csv",
                                                   "fields.pvd", "view.py", "summary.json", "manifest.json", "run.log",
                                                   "fields/fields_0000.vti", "fields/fields_0001.vti",
                                                   "fields/fields_0002.vti", "fields/fields_0003.vti"));
  EXPECT_EQ(checkpoints, 2);  // of the start and the end
  EXPECT_EQ(outcome.err, "");
}

TEST_F(RunFolder, TimeseriesHasTheColumnsOfTheContractInOrder) {
  const std::vector<std::string> wanted = {"time [day]",
                                           "dt [day]",
                                           "denosumab_serum [ug/mL]",
                                           "denosumab_free [pmol/L]",
                                           "zoledronate_bone [ug]",
                                           "rankl_free [pmol/L]",
                                           "opg [pmol/L]",
                                           "rank_occupancy [1]",
                                           "tgf_beta [1]",
                                           "osteoclasts [1]",
                                           "osteoblasts [1]",
                                           "tumour_volume [mm3]",
                                           "lytic_volume [mm3]",
                                           "sclerotic_volume [mm3]",
                                           "bone_volume [mm3]",
                                           "bmd [mg/cm3]",
                                           "bmd_change [%]",
                                           "ctx [% of baseline]",
                                           "untx [% of baseline]",
                                           "p1np [% of baseline]",
                                           "bsap [% of baseline]",
                                           "calcium_serum [mmol/L]",
                                           "pth [pmol/L]",
                                           "calcitriol [1]",
                                           "calcium_balance_error [1]"};
  const Csv csv(text("timeseries.csv"));
  ASSERT_GE(csv.columns.size(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) EXPECT_EQ(csv.columns[i], wanted[i]);
  ASSERT_GT(csv.rows.size(), 3U);
  EXPECT_EQ(csv.number(0, "time [day]"), 0.0);
  EXPECT_EQ(csv.number(csv.rows.size() - 1, "time [day]"), 3.0);
  for (std::size_t row = 1; row < csv.rows.size(); ++row) {
    const double time = csv.number(row, "time [day]"), before = csv.number(row - 1, "time [day]");
    EXPECT_GT(time, before);
    EXPECT_NEAR(csv.number(row, "dt [day]"), time - before, 1e-9);
    EXPECT_EQ(csv.number(row, "denosumab_serum [ug/mL]") > 0.0, time > 1.0) << "day " << time;
  }
  // At most the whole ball of 3 mm; at the start 0.3 of it, spread over voxels of 2 mm.
  EXPECT_GT(csv.number(0, "tumour_volume [mm3]"), 1.0);
  EXPECT_LT(csv.number(0, "tumour_volume [mm3]"), 113.1);
}

TEST_F(RunFolder, EventsAndLesions) {
  EXPECT_EQ(text("events.csv"),
            "time [day],kind,drug,route,amount [mg],duration [day],absorbed_dose [Gy]\n1,dose,denosumab,sc,120,0,0\n");
  const Csv lesions(text("lesions.csv"));
  ASSERT_EQ(lesions.rows.size(), 4U);  // one lesion, days 0 to 3
  for (std::size_t row = 0; row < 4; ++row) {
    EXPECT_EQ(lesions.number(row, "time [day]"), static_cast<double>(row));
    EXPECT_EQ(lesions.number(row, "lesion [1]"), 1.0);
    EXPECT_GT(lesions.number(row, "tumour_volume [mm3]"), 1.0);
    EXPECT_GT(lesions.number(row, "mean_bmd [mg/cm3]"), 10.0);
    for (const char* axis : {"x [mm]", "y [mm]", "z [mm]"}) EXPECT_NEAR(lesions.number(row, axis), 0.0, 1e-6);
  }
}

TEST_F(RunFolder, SummaryAndLogTellHowItWent) {
  const std::string summary = text("summary.json");
  for (const char* part :
       {"\"title\": \"ball\"", "\"backend\": \"c", "\"finished\": true", "\"end_time_day\": 3", "\"balance\": [",
        "\"solver\": {", "\"last\": {", "\"wall_seconds\": ", "\"version\": ", "\"device\": ", "\"spacing_mm\": [2"})
    EXPECT_THAT(summary, HasSubstr(part));
  EXPECT_THAT(text("run.log"), AllOf(HasSubstr("active voxels"), HasSubstr("day 1: denosumab 120 mg sc"),
                                     HasSubstr("day 3: output"), HasSubstr("done after")));
}

TEST_F(RunFolder, SeriesNamesTheSnapshotsWithTheirDays) {
  const std::string series = text("fields.pvd");
  for (int i = 0; i < 4; ++i)
    EXPECT_THAT(series,
                HasSubstr("<DataSet timestep=\"" + std::to_string(i) +
                          "\" group=\"\" part=\"0\" file=\"fields/fields_000" + std::to_string(i) + ".vti\"/>"));
}

TEST_F(RunFolder, SnapshotsAreReadByVtkWithUnitsTimeAndBlanking) {
  const std::map<std::string, std::string> units = {
      {"rankl", "pmol/L"},      {"opg", "pmol/L"},          {"denosumab", "pmol/L"}, {"tgf_beta", "1"},
      {"pthrp", "pmol/L"},      {"osteogenic_factor", "1"}, {"calcium", "mmol/L"},   {"osteoblast_precursors", "1"},
      {"osteoblasts", "1"},     {"osteoclasts", "1"},       {"tumour", "1"},         {"bone_volume_fraction", "1"},
      {"mineral_content", "1"}, {"bmd", "mg/cm3"},          {"bmd_change", "%"},     {"lesion_class", "1"},
      {"volume_fraction", "1"}};
  for (int i = 0; i < 4; ++i) {
    const fs::path file = *here / ("out/fields/fields_000" + std::to_string(i) + ".vti");
    EXPECT_THAT(read_text(file),
                AllOf(HasSubstr("vtkZLibDataCompressor"), HasSubstr("<AppendedData encoding=\"raw\">")));
    vtkNew<vtkXMLImageDataReader> reader;
    reader->SetFileName(file.c_str());
    reader->Update();
    vtkImageData* image = reader->GetOutput();
    ASSERT_GT(image->GetNumberOfCells(), 0);
    ASSERT_NE(image->GetFieldData()->GetArray("TimeValue"), nullptr);
    EXPECT_EQ(image->GetFieldData()->GetArray("TimeValue")->GetComponent(0, 0), i);
    for (int axis = 0; axis < 3; ++axis) EXPECT_EQ(image->GetSpacing()[axis], 2.0);
    for (const auto& [name, unit] : units) {
      vtkDataArray* array = image->GetCellData()->GetArray(name.c_str());
      ASSERT_NE(array, nullptr) << name;
      EXPECT_EQ(array->GetNumberOfTuples(), image->GetNumberOfCells());
      ASSERT_TRUE(array->HasInformation() && array->GetInformation()->Has(vtkDataArray::UNITS_LABEL())) << name;
      EXPECT_EQ(array->GetInformation()->Get(vtkDataArray::UNITS_LABEL()), unit) << name;
    }
    vtkUnsignedCharArray* ghosts = image->GetCellGhostArray();
    ASSERT_NE(ghosts, nullptr);
    vtkDataArray* fraction = image->GetCellData()->GetArray("volume_fraction");
    double volume = 0.0;
    for (vtkIdType cell = 0; cell < image->GetNumberOfCells(); ++cell) {
      EXPECT_EQ(image->IsCellVisible(cell) != 0, fraction->GetComponent(cell, 0) > 0.0);
      volume += 8.0 * fraction->GetComponent(cell, 0);
    }
    const double ball = 4.0 / 3.0 * std::acos(-1.0) * 512.0;
    EXPECT_NEAR(volume, ball, 0.01 * ball);  // the ball is made of flat triangles
  }
}

TEST_F(RunFolder, ResolvedCaseRunsAgainToTheSameBytesOnAnyNumberOfThreads) {
  const std::string resolved = text("case.toml");
  EXPECT_THAT(resolved, AllOf(HasSubstr("\nspacing = [\"2 mm\", \"2 mm\", \"2 mm\"]\n"), HasSubstr("[numerics]"),
                              HasSubstr("[parameters.tissue]"), HasSubstr("[parameters.systemic]")));
  const Outcome again = here->run({"run", "out/case.toml", "-o", "again", "--threads", "2"});
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(read_text(*here / "again/summary.json"), HasSubstr("\"threads\": 2"));
  EXPECT_THAT(text("summary.json"), HasSubstr("\"threads\": 1"));
  for (const char* file : {"case.toml", "timeseries.csv", "events.csv", "lesions.csv", "fields.pvd",
                           "fields/fields_0000.vti", "fields/fields_0003.vti"}) {
    const std::string first = text(file);
    EXPECT_FALSE(first.empty()) << file;
    EXPECT_TRUE(read_text(*here / (std::string("again/") + file)) == first) << file << " differs";
  }
}

}  // namespace
}  // namespace howship::system_test
