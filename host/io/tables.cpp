#include "host/io/tables.hpp"

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

}  // namespace

const char* const events_header = "time [day],kind,drug,route,amount [mg],duration [day],absorbed_dose [Gy]";

std::string event_line(const AppliedEvent& event) {
  return fmt::format("{},{},{},{},{},{},{}", event.time, csv_entry(event.kind), csv_entry(event.drug),
                     csv_entry(event.route), event.amount, event.duration, event.absorbed_dose);
}

const char* const lesions_header =
    "time [day],lesion [1],class,volume [mm3],tumour_volume [mm3],lytic_volume [mm3],sclerotic_volume [mm3],"
    "mean_bmd [mg/cm3],bmd_change [%],diameter [mm],x [mm],y [mm],z [mm]";

std::string lesion_line(double time, const Lesion& lesion) {
  return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{}", time, lesion.id, name_of(lesion.phenotype),
                     lesion.volume, lesion.tumour_volume, lesion.lytic_volume, lesion.sclerotic_volume, lesion.mean_bmd,
                     lesion.bmd_change, lesion.diameter, lesion.centroid[0], lesion.centroid[1], lesion.centroid[2]);
}

}  // namespace howship
