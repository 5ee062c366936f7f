// Ten years with a dose every month: memory does not grow, the books stay closed, no row and no dose is missing.

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include <gmock/gmock.h>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

constexpr double year = 365.25, month = year / 12.0;  // [day]

/// A coarse vertebra, so that the 1600 steps take seconds: what grows with steps, doses or snapshots grows here as
/// well.
const char* const ten_years = R"(title = "ten years"

[geometry]
shape = "vertebra"
spacing = "5 mm"

[[lesion]]
phenotype = "lytic"
centre = "vertebral body"
radius = "9 mm"
tumour_fraction = 0.3

[[dose]]
drug = "denosumab"
amount = "120 mg"
every = "1 month"
count = 120

[time]
end = "10 year"

[output]
every = "73.05 day"
)";

/// Memory of a running process at a simulated time.
struct MemorySample {
  double time = 0;                     ///< of the last row in its table [day]
  double resident = 0, anonymous = 0;  ///< VmRSS, and the share of it that no file backs [kB]
};

/// Entry of /proc/PID/status; 0 when the process has ended.
double status_entry(const std::string& status, const std::string& key) {
  const std::size_t at = status.find("\n" + key + ":");
  return at == std::string::npos ? 0.0 : std::stod(status.substr(at + key.size() + 2));
}

/// First number of the last whole line of a table that is being written; below zero where there is none.
double last_time(const fs::path& table) {
  constexpr std::streamoff tail = 4096;  // some lines
  std::ifstream in(table, std::ios::binary | std::ios::ate);
  if (!in) return -1.0;
  in.seekg(std::max<std::streamoff>(0, in.tellg() - tail));
  std::ostringstream text;
  text << in.rdbuf();
  const std::vector<std::string> lines = split(text.str().substr(0, text.str().rfind('\n') + 1), '\n');
  return lines.size() < 2 ? -1.0 : std::stod(lines.back());
}

std::vector<MemorySample> watch(pid_t process, const fs::path& folder) {
  std::vector<MemorySample> samples;
  const std::string status_file = "/proc/" + std::to_string(process) + "/status";
  for (;;) {
    const std::string status = read_text(status_file);
    MemorySample sample;
    sample.resident = status_entry(status, "VmRSS");
    sample.anonymous = status_entry(status, "RssAnon");
    if (!samples.empty() && sample.resident == 0.0) return samples;  // over, and waits to be asked how it ended
    sample.time = last_time(folder / "timeseries.csv");
    if (sample.time >= 0.0) samples.push_back(sample);
    if (kill(process, 0) != 0) return samples;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

void expect_flat_memory(const std::vector<MemorySample>& samples) {
  std::vector<double> resident;
  std::map<int, std::vector<double>> anonymous;  // by year
  for (const MemorySample& sample : samples) {
    if (sample.time < year || sample.time > 9.9 * year) continue;  // the last files are written without steps between
    resident.push_back(sample.resident);
    anonymous[static_cast<int>(sample.time / year)].push_back(sample.anonymous);
  }
  ASSERT_EQ(anonymous.size(), 9U) << "years 2 to 10 are not all seen";
  const auto [least, most] = std::minmax_element(resident.begin(), resident.end());
  EXPECT_GT(*least, 1000.0);  // kB
  EXPECT_LE(*most, 1.02 * *least) << "kB, over " << resident.size() << " samples";
  // A quarter of the whole, and never the same for long, because snapshots come and go.
  EXPECT_LE(median(anonymous.at(9)), 1.02 * median(anonymous.at(1))) << "kB";
}

void expect_closed_books(const nlohmann::json& summary) {
  std::vector<std::string> quantities;
  for (const auto& book : summary.at("balance")) {
    quantities.push_back(book.at("quantity"));
    double sum = book.at("stock_start").get<double>() + book.at("rounding").get<double>();
    for (const auto& process : book.at("processes")) sum += process.get<double>();
    const double throughput = std::max(book.at("gained").get<double>(), book.at("lost").get<double>());
    ASSERT_GT(throughput, 0.0);
    // Some 1600 steps, each with sums rounded in double precision.
    EXPECT_LE(std::abs(book.at("stock_end").get<double>() - sum), 1e-12 * throughput) << quantities.back();
    EXPECT_LE(std::abs(book.at("error").get<double>()), 1e-12) << quantities.back();
  }
  EXPECT_THAT(quantities, testing::UnorderedElementsAre("RANKL", "tissue denosumab", "interstitial calcium"));
}

void expect_every_dose(const Csv& events) {
  ASSERT_EQ(events.rows.size(), 120U);
  for (std::size_t i = 0; i < 120; ++i) {
    EXPECT_NEAR(events.number(i, "time [day]"), static_cast<double>(i) * month, 1e-9);
    EXPECT_EQ(events.number(i, "amount [mg]"), 120.0);
  }
}

void expect_every_row(const std::string& table, std::size_t steps) {
  ASSERT_EQ(table.back(), '\n');
  const Csv rows(table);
  ASSERT_EQ(rows.rows.size(), steps + 1);
  std::size_t dose = 0;
  for (std::size_t row = 0; row < rows.rows.size(); ++row) {
    ASSERT_EQ(rows.rows[row].size(), rows.columns.size());
    const double time = rows.number(row, "time [day]");
    if (row > 0) {
      const double before = rows.number(row - 1, "time [day]");
      EXPECT_GT(time, before);
      EXPECT_NEAR(rows.number(row, "dt [day]"), time - before, 1e-9);
    }
    if (dose < 120 && std::abs(time - static_cast<double>(dose) * month) < 1e-9) ++dose;
  }
  EXPECT_EQ(dose, 120U) << "a step ends at each dose";
  EXPECT_EQ(rows.number(rows.rows.size() - 1, "time [day]"), 10.0 * year);
}

void expect_every_snapshot(const fs::path& folder) {
  const std::string series = read_text(folder / "fields.pvd");
  for (int i = 0; i <= 50; ++i) {
    const std::string name = "fields/fields_00" + std::to_string(100 + i).substr(1) + ".vti";
    EXPECT_THAT(series, testing::HasSubstr("file=\"" + name + "\""));
    EXPECT_TRUE(fs::exists(folder / name)) << name;
  }
  EXPECT_THAT(series, testing::Not(testing::HasSubstr("fields_0051")));
}

// One test, so that ctest makes the run once.
TEST(LongRun, TakesNoMoreMemoryClosesItsBooksAndLosesNothing) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers keep memory that the program has freed";
#endif
  Workplace here;
  here.patience = HOWSHIP_TEST_SECONDS - 20;
  write_text(here / "ten.toml", ten_years);
  std::vector<MemorySample> samples;
  const Outcome outcome = here.run(
      {"run", "ten.toml", "-o", "out", "--quiet", "--threads", "1"},
      [&](pid_t process) { samples = watch(process, here / "out"); },
      [] {
        // Memory that setting up took goes back to the system, so that no leak can hide in it.
        setenv("MALLOC_MMAP_THRESHOLD_", "65536", 1);
        setenv("MALLOC_TRIM_THRESHOLD_", "65536", 1);
      });
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  const fs::path folder = here / "out";
  const auto summary = nlohmann::json::parse(read_text(folder / "summary.json"));
  expect_flat_memory(samples);
  expect_closed_books(summary);
  expect_every_dose(Csv(read_text(folder / "events.csv")));
  expect_every_row(read_text(folder / "timeseries.csv"), summary.at("solver").at("steps").get<std::size_t>());
  expect_every_snapshot(folder);
}

}  // namespace
}  // namespace howship::system_test
