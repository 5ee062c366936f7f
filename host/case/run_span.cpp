#include "host/case/run_span.hpp"

#include <fmt/format.h>

namespace howship {

std::string problem_with_start(double time, const RunSpan& span) {
  if (time < 0.0) return "lies before time zero; a run starts at day 0";
  if (time < span.end || span.ignore_after_end) return "";
  return fmt::format("lies {} time.end = {} day: lengthen the run, or set dosing.after_end to \"ignore\"",
                     time > span.end ? "after" : "at", span.end);
}

double read_start(Section& section, const RunSpan& span) {
  const double start = section.quantity("start", Dimension::Time, 0.0, -1e9, longest_run);
  const std::string problem = problem_with_start(start, span);
  if (!problem.empty()) section.fail("start", problem);
  return start;
}

}  // namespace howship
