#pragma once
// Run folders and the messages of what is wrong in them, for the tests of host/report.

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/report/run_folder.hpp"

#include "tests/unit/output_support.hpp"

namespace howship::report_test {

using output_test::TemporaryFolder;
using output_test::write_text;

/// Message of the error that reading ends in.
template <class Read>
std::string message_of(Read read, ExitCode code = ExitCode::BadInput) {
  try {
    read();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code) << error.what();
    EXPECT_THAT(error.what(), testing::Not(testing::HasSubstr("\n")));
    return error.what();
  }
  ADD_FAILURE() << "nothing was found wrong";
  return "";
}

/// A folder with a case and a series of three rows; other files as tests write them.
class ReportRunFolder : public testing::Test {
 protected:
  ReportRunFolder() {
    write("case.toml",
          "title = \"<b>L3</b> & \\\"more\\\"\"\n[geometry]\nshape = \"vertebra\"\nspacing = \"2 mm\"\n[time]\nend = "
          "\"20 day\"\n");
    write("timeseries.csv",
          "time [day],bmd_change [%],ctx [% of baseline],calcium_serum "
          "[mmol/L]\n0,-1,100,2.35\n10,-3,80,2.1\n20,2,90,2.3\n");
  }
  void write(const std::string& name, const std::string& text) { write_text(folder_ / name, text); }
  RunFolder read() const { return read_run_folder(folder_.path()); }

  TemporaryFolder folder_;
};

}  // namespace howship::report_test
