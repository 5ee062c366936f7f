#include "host/io/timeseries_columns.hpp"

#include <cmath>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {

const std::array<TimeseriesColumn, 28> timeseries_columns = {{
    {"time", "day", &TimeseriesRow::time},
    {"dt", "day", &TimeseriesRow::dt},
    {"denosumab_serum", "ug/mL", &TimeseriesRow::denosumab_serum},
    {"denosumab_free", "pmol/L", &TimeseriesRow::denosumab_free},
    {"zoledronate_bone", "ug", &TimeseriesRow::zoledronate_bone},
    {"rankl_free", "pmol/L", &TimeseriesRow::rankl_free},
    {"opg", "pmol/L", &TimeseriesRow::opg},
    {"rank_occupancy", "1", &TimeseriesRow::rank_occupancy},
    {"tgf_beta", "1", &TimeseriesRow::tgf_beta},
    {"osteoclasts", "1", &TimeseriesRow::osteoclasts},
    {"osteoblasts", "1", &TimeseriesRow::osteoblasts},
    {"tumour_volume", "mm3", &TimeseriesRow::tumour_volume},
    {"lytic_volume", "mm3", &TimeseriesRow::lytic_volume},
    {"sclerotic_volume", "mm3", &TimeseriesRow::sclerotic_volume},
    {"bone_volume", "mm3", &TimeseriesRow::bone_volume},
    {"bmd", "mg/cm3", &TimeseriesRow::bmd},
    {"bmd_change", "%", &TimeseriesRow::bmd_change},
    {"ctx", "% of baseline", &TimeseriesRow::ctx},
    {"untx", "% of baseline", &TimeseriesRow::untx},
    {"p1np", "% of baseline", &TimeseriesRow::p1np},
    {"bsap", "% of baseline", &TimeseriesRow::bsap},
    {"calcium_serum", "mmol/L", &TimeseriesRow::calcium_serum},
    {"pth", "pmol/L", &TimeseriesRow::pth},
    {"calcitriol", "1", &TimeseriesRow::calcitriol},
    {"calcium_balance_error", "1", &TimeseriesRow::calcium_balance_error},
    {"trap5b", "% of baseline", &TimeseriesRow::trap5b},
    {"bmd_spine", "%", &TimeseriesRow::bmd_spine},
    {"bmd_hip", "%", &TimeseriesRow::bmd_hip},
}};

std::string heading(const TimeseriesColumn& column) {
  return fmt::format("{} [{}]", column.name, column.unit);
}

std::string timeseries_header() {
  std::string line;
  for (const TimeseriesColumn& column : timeseries_columns) {
    if (!line.empty()) line += ',';
    line += heading(column);
  }
  return line;
}

std::string timeseries_line(const TimeseriesRow& row) {
  std::string line;
  for (const TimeseriesColumn& column : timeseries_columns) {
    const double value = row.*column.value;
    if (!std::isfinite(value)) {
      throw NumericalError(fmt::format("timeseries.csv: {} is {} on day {}; lower numerics.rtol or numerics.max_step",
                                       column.name, value, row.time));
    }
    if (!line.empty()) line += ',';
    line += fmt::format("{}", value);
  }
  return line;
}

}  // namespace howship
