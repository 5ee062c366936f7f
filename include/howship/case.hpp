#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "howship/domain.hpp"
#include "howship/parameters.hpp"

namespace howship {

/// A case as resolved: every default filled in, every quantity in internal units (mm, day, pmol/L, mmol/L,
/// mg for doses, kg for weight). Read by host/case, consumed by host/app.

struct GeometryCase {
  std::string shape;            ///< "vertebra", "pelvis", "box", "sphere"; empty when `file` is given
  std::filesystem::path file;   ///< surface; empty when `shape` is given. Absolute after reading
  double length_unit_mm = 1.0;  ///< size of one length unit of `file` [mm]
  bool length_unit_given = false;
  Vec3 spacing{0.5, 0.5, 0.5};  ///< [mm]
  Vec3 size{10.0, 10.0, 10.0};  ///< shape "box" [mm]
  double radius = 10.0;         ///< shape "sphere" [mm]
};

enum class DensitySource { Anatomical, Uniform };

struct DensityCase {
  DensitySource source = DensitySource::Anatomical;
  double trabecular = 0.13;         ///< BV/TV [1]
  double cortical = 0.80;           ///< BV/TV of the cortical shell [1]
  double cortical_thickness = 0.5;  ///< [mm]
};

struct LesionCase {
  std::string phenotype = "lytic";  ///< name of the preset
  Phenotype secretion = lytic_phenotype;
  std::string site;               ///< named site, or empty when `centre` was given
  Vec3 centre{};                  ///< [mm]; filled from `site` once the geometry is known
  double radius = 4.0;            ///< [mm]
  double tumour_fraction = 0.05;  ///< tumour volume per tissue volume at time zero [1]
  double bone_lost = 0.0;         ///< share of the healthy bone that is already gone at time zero [1]
};

enum class Drug { Denosumab, ZoledronicAcid };
enum class Route { Subcutaneous, Intravenous };

/// One administration. Schedules (`every`, `count`) are expanded when the case is read.
struct Dose {
  double time = 0.0;  ///< [day], >= 0
  Drug drug = Drug::Denosumab;
  Route route = Route::Subcutaneous;
  double amount = 0.0;    ///< [mg], > 0
  double duration = 0.0;  ///< of an infusion [day]; 0 = bolus
};

/// A `[[dose]]` block as written, kept so that the resolved case reads like the one given.
struct DoseSchedule {
  Drug drug = Drug::Denosumab;
  Route route = Route::Subcutaneous;
  double amount = 0.0;  ///< [mg]
  double start = 0.0;   ///< [day]
  double every = 0.0;   ///< [day]; 0 when count is 1
  int count = 1;
  double duration = 0.0;  ///< [day]
};

struct NumericsCase {
  double rtol = 1e-3;
  double first_step = 0.01;               ///< [day], also after an event
  double max_step = 0.0;                  ///< [day]; 0 = unlimited
  std::string precision = "mixed";        ///< "mixed" or "double"
  double merge_below = 0.001;             ///< volume fraction below which a cut voxel joins its neighbour [1]
  std::vector<std::string> quasi_steady;  ///< fields whose time derivative is dropped; expert, default none
};

struct OutputCase {
  double every = 28.0;              ///< [day], > 0
  std::vector<std::string> arrays;  ///< cell arrays to write; empty = all
};

struct Case {
  std::string title;
  GeometryCase geometry;
  DensityCase density;
  std::vector<LesionCase> lesions;
  std::vector<DoseSchedule> schedules;
  std::vector<Dose> doses;  ///< all administrations, sorted by time
  std::string patient_preset = "oncology";
  double weight = 78.0;                ///< [kg]
  double creatinine_clearance = 84.0;  ///< [mL/min]
  /// Share of skeletal turnover that behaves like the region of interest, f_met [1]. Unset: the region's own
  /// share of the skeleton's turnover.
  std::optional<double> metastatic_fraction;
  double end = 365.25;  ///< [day], > 0
  NumericsCase numerics;
  OutputCase output;
  TissueParameters tissue;
  SystemicParameters systemic;
  std::filesystem::path source;  ///< the case file
};

}  // namespace howship
