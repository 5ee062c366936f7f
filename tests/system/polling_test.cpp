// Somebody who looks into the folder of a run at any time finds whole files, also while it is killed and resumed.

#include <atomic>
#include <random>

#include <vtkCellData.h>
#include <vtkDataSet.h>
#include <vtkNew.h>
#include <vtkXMLImageDataReader.h>
#include <vtkXMLPolyDataReader.h>

#include "tests/system/stopped_run.hpp"

namespace howship::system_test {
namespace {

/// Reads what lies in the folder of a run, over and over; notes what is broken.
class Reader {
 public:
  explicit Reader(const fs::path& folder)
      : folder_(folder), thread_([this] {
          while (!over_) look();
        }) {}
  ~Reader() { stop(); }
  void stop() {
    over_ = true;
    if (thread_.joinable()) thread_.join();
  }

  std::vector<std::string> faults;  ///< to be read once stopped, as are the counts
  long looks = 0, files = 0, rows = 0;

 private:
  void look() {
    ++looks;
    for (const char* series : {"fields.pvd", "mesh.pvd"}) look_at_series(folder_ / series);
    for (const char* table : {"timeseries.csv", "events.csv", "lesions.csv"}) look_at_table(folder_ / table);
    for (const char* object : {"summary.json", "manifest.json"}) {
      const std::string text = read_text(folder_ / object);
      if (!text.empty() && !nlohmann::json::accept(text)) faults.push_back(object + (": " + text));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }

  static std::vector<std::string> listed(const std::string& series) {
    std::vector<std::string> names;
    for (std::size_t at = 0; (at = series.find(" file=\"", at)) != std::string::npos;) {
      at += 7;
      names.push_back(series.substr(at, series.find('"', at) - at));
    }
    return names;
  }

  void look_at_series(const fs::path& series) {
    const std::string text = read_text(series);
    if (text.empty()) {
      if (fs::exists(series)) faults.push_back(series.string() + " is empty");
      return;
    }
    const std::string end = "</VTKFile>\n";
    if (text.size() < end.size() || text.compare(text.size() - end.size(), end.size(), end) != 0)
      faults.push_back(series.string() + " ends with " +
                       text.substr(text.size() - std::min<std::size_t>(40, text.size())));
    const std::vector<std::string> names = listed(text);
    for (std::size_t i = 0; i < names.size(); ++i) {
      // The newest is the one in question; of the others one a time.
      if (i + 1 < names.size() && i != static_cast<std::size_t>(looks) % names.size()) continue;
      ++files;
      if (opens(folder_ / names[i])) continue;
      // Whoever has gone back to an earlier checkpoint takes files back, but from the list first.
      const std::vector<std::string> now = listed(read_text(series));
      if (std::find(now.begin(), now.end(), names[i]) != now.end() && !opens(folder_ / names[i]))
        faults.push_back(names[i] + " is listed and cannot be read");
    }
  }

  static bool opens(const fs::path& file) {
    if (!fs::exists(file)) return false;
    vtkNew<vtkXMLImageDataReader> image;
    vtkNew<vtkXMLPolyDataReader> surface;
    vtkXMLReader* const reader = file.extension() == ".vti" ? static_cast<vtkXMLReader*>(image) : surface;
    if (reader->CanReadFile(file.c_str()) == 0) return false;
    reader->SetFileName(file.c_str());
    reader->Update();
    vtkDataSet* const data = reader->GetOutputAsDataSet();
    return reader->GetErrorCode() == 0 && data->GetNumberOfCells() > 0 &&
           data->GetCellData()->GetArray("bmd") != nullptr;
  }

  void look_at_table(const fs::path& table) {
    std::string text = read_text(table);
    if (text.empty()) return;  // made a moment ago
    // A row that crosses a page can be seen half for an instant, which no program can prevent.
    for (int i = 0; i < 20 && text.back() != '\n'; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      text = read_text(table);
      if (text.empty()) return;
    }
    if (text.back() != '\n') faults.push_back(table.string() + " ends with half a row");
    const std::vector<std::string> lines = split(text, '\n');
    const auto commas = [](const std::string& line) { return std::count(line.begin(), line.end(), ','); };
    for (const std::string& line : lines)
      if (commas(line) != commas(lines.front())) faults.push_back(table.string() + " has the row " + line);
    rows = std::max(rows, static_cast<long>(lines.size()) - 1);
  }

  fs::path folder_;
  std::atomic<bool> over_{false};
  std::thread thread_;
};

class APollingReader : public StoppedRun {
 protected:
  void SetUp() override { write_eventful_case(here); }
};

TEST_F(APollingReader, NeverSeesABrokenFile) {
  std::mt19937 random(11);
  fs::create_directory(here / "out");
  Reader reader(here / "out");
  int kills = 0;
  for (Outcome outcome; outcome.code != 0;) {
    outcome = here.run(resume("out", {"--checkpoint-every", "0 s"}), [&](pid_t process) {
      if (kills >= 6) return;
      const auto row = std::uniform_int_distribution<std::size_t>(5, 60)(random);
      has_come_to_row(here / "out", rows_in(here / "out/timeseries.csv") + row);
      kill(process, SIGKILL);
    });
    ASSERT_TRUE(outcome.code == 0 || outcome.code == -SIGKILL) << outcome.err;
    if (outcome.code != 0) ++kills;
  }
  reader.stop();
  EXPECT_THAT(reader.faults, testing::IsEmpty());
  EXPECT_GE(kills, 3);
  EXPECT_GT(reader.looks, 20);
  EXPECT_GT(reader.files, 40);
  EXPECT_GT(reader.rows, 200);
  EXPECT_TRUE(same_results(whole(), results_in(here / "out")));
  std::cout << reader.looks << " looks at " << reader.files << " files, " << kills << " kills\n";
}

}  // namespace
}  // namespace howship::system_test
