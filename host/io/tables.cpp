#include "host/io/tables.hpp"

#include <optional>

#include <fmt/format.h>

namespace howship {
namespace {

/// RFC 4180: entries with commas, quotes or line ends are quoted, quotes doubled.
std::string csv_entry(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

/// Empty without a value.
std::string csv_entry(const std::optional<double>& number) {
  return number ? fmt::format("{}", *number) : "";
}

/// Empty where there is no such lesion.
std::string csv_id(std::int32_t id) {
  return id > 0 ? fmt::format("{}", id) : "";
}

}  // namespace

const char* const events_header = "time [day],kind,drug,route,amount [mg],duration [day],absorbed_dose [Gy]";

std::string event_line(const AppliedEvent& event) {
  return fmt::format("{},{},{},{},{},{},{}", event.time, csv_entry(event.kind), csv_entry(event.drug),
                     csv_entry(event.route), event.amount, event.duration, event.absorbed_dose);
}

const char* const lesions_header =
    "time [day],lesion [1],class,volume [mm3],tumour_volume [mm3],lytic_volume [mm3],sclerotic_volume [mm3],"
    "mean_bmd [mg/cm3],bmd_change [%],diameter [mm],x [mm],y [mm],z [mm],surface_distance [mm],cortex_distance [mm],"
    "cortex_lost [%],breach_area [mm2],born [day],event,merged_into [1],split_from [1]";

std::string lesion_line(double time, const Lesion& lesion) {
  return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}", time, lesion.id,
                     name_of(lesion.phenotype), lesion.volume, lesion.tumour_volume, lesion.lytic_volume,
                     lesion.sclerotic_volume, lesion.mean_bmd, lesion.bmd_change, lesion.diameter, lesion.centroid[0],
                     lesion.centroid[1], lesion.centroid[2], csv_entry(lesion.surface_distance),
                     csv_entry(lesion.cortex_distance), csv_entry(lesion.cortex_lost), csv_entry(lesion.breach_area),
                     lesion.born, name_of(lesion.event), csv_id(lesion.merged_into), csv_id(lesion.split_from));
}

}  // namespace howship
