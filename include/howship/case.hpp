#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "howship/anatomy.hpp"
#include "howship/domain.hpp"
#include "howship/parameters.hpp"

namespace howship {

/// A case as resolved: every default filled in, every quantity in internal units (mm, day, pmol/L, mmol/L,
/// mg for doses, kg for weight). Read by host/case, consumed by host/app.

/// A label of a label map, or a material of a mesh.
struct LabelCase {
  int number = 0;    ///< 0: only a name is given, and it is none of TotalSegmentator's
  std::string name;  ///< as given; empty when a number was. Names that a file gives to its own labels go first
};

struct GeometryCase {
  std::string shape;         ///< "vertebra", "pelvis", "box", "sphere"; empty when `file` is given
  std::string level = "L3";  ///< shape "vertebra": whose means `vertebra` starts from, "L1" to "L5"
  VertebraSize vertebra;
  PelvisSize pelvis;
  /// Surface, volume mesh, image or folder of DICOM slices; empty when `shape` is given. Absolute after reading
  std::filesystem::path file;
  std::filesystem::path labels;  ///< label map; empty = `file` itself is one, or none is needed. Absolute
  std::vector<LabelCase> label;  ///< voxels of these labels, or cells of these materials, are the bone
  std::string label_array;       ///< cell array of a volume mesh that holds them; empty = "label" or "material"
  /// Boundary of labelled voxels: "smooth" or "voxels", their faces; empty = smooth unless they are finer than the grid
  std::string label_surface;
  std::optional<double> threshold;  ///< without labels: values of the image from here on are the bone
  double length_unit_mm = 1.0;      ///< size of one length unit of `file` [mm]
  bool length_unit_given = false;
  std::string frame;            ///< of a surface or mesh: "RAS", "LPS"; empty = as its file says, otherwise RAS
  Vec3 spacing{0.5, 0.5, 0.5};  ///< [mm]
  Vec3 size{10.0, 10.0, 10.0};  ///< shape "box" [mm]
  double radius = 10.0;         ///< shape "sphere" [mm]
};

enum class DensitySource { Anatomical, Uniform, Ct, Cells };

/// Calibration of an image or of a cell array: density = slope value + intercept.
struct DensityCalibration {
  double slope = 1.0;      ///< [mg/cm3 per unit of the value, which is HU in a CT]
  double intercept = 0.0;  ///< [mg/cm3]
  /// What the density is the equivalent of: "hydroxyapatite" or "k2hpo4" (dipotassium phosphate)
  std::string phantom = "hydroxyapatite";
};

constexpr double default_cortical_thickness = 0.5;  ///< where neither case nor surface say [mm]

struct DensityCase {
  DensitySource source = DensitySource::Anatomical;
  double trabecular = 0.13;  ///< BV/TV [1]
  double cortical = 0.80;    ///< BV/TV of the cortical shell [1]
  /// [mm]; unset: by region where the surface tells, otherwise default_cortical_thickness
  std::optional<double> cortical_thickness;
  std::filesystem::path image;                    ///< of source "ct"; empty = GeometryCase::file. Absolute
  std::string array;                              ///< of source "cells": cell array of the volume mesh
  std::optional<DensityCalibration> calibration;  ///< unset: a stated default, with a warning
};

struct LesionCase {
  std::string phenotype = "lytic";  ///< name of the preset
  Phenotype secretion = lytic_phenotype;
  std::string site;     ///< named site, or empty when `centre` was given
  Vec3 centre{};        ///< [mm]; filled from `site` once the geometry is known
  double radius = 4.0;  ///< [mm]
  /// Outline instead of centre and radius: label map or closed surface. Empty = none. Absolute
  std::filesystem::path outline;
  std::vector<LabelCase> label;  ///< voxels of a label map that are the lesion; empty = all that are not zero
  double length_unit_mm = 1.0;   ///< of a surface [mm]
  bool length_unit_given = false;
  std::string frame;              ///< of a surface, as in GeometryCase
  double tumour_fraction = 0.05;  ///< tumour volume per tissue volume at time zero [1]
  double bone_lost = 0.0;         ///< share of the healthy bone that is already gone at time zero [1]
};

enum class Drug { Denosumab, ZoledronicAcid, Calcium, VitaminD };
enum class Route { Subcutaneous, Intravenous, Oral };

/// One administration. Schedules (`every`, `count`) are expanded when the case is read. Supplements (calcium, vitamin
/// D) are taken as an even intake: a whole schedule of them is one dose that lasts from its first day to its last.
struct Dose {
  double time = 0.0;  ///< [day], >= 0
  Drug drug = Drug::Denosumab;
  Route route = Route::Subcutaneous;
  double amount = 0.0;    ///< [mg], > 0; of calcium: elemental; of vitamin D: cholecalciferol (1 IU = 25 ng)
  double duration = 0.0;  ///< of an infusion or of an even intake [day]; 0 = bolus
};

/// A `[[dose]]` block as written, kept so that the resolved case reads like the one given. Administration n, counted
/// from 1, falls on start + (n - 1) every.
struct DoseSchedule {
  /// Administration that is given later than planned. Those after it keep their times.
  struct Delay {
    int number = 1;
    double by = 0.0;  ///< [day], > 0
  };
  Drug drug = Drug::Denosumab;
  Route route = Route::Subcutaneous;
  double amount = 0.0;             ///< of each administration [mg]
  double amount_per_weight = 0.0;  ///< what `amount` is per kg of Case::weight [mg/kg]; 0 = it does not depend on it
  double start = 0.0;              ///< [day]
  double every = 0.0;              ///< [day]; 0 when count is 1
  int count = 1;
  bool until_end = false;      ///< `count` is what fits into the run: a later end adds to it
  std::optional<double> stop;  ///< from this time on nothing that was planned is given [day]
  double duration = 0.0;       ///< [day]
  std::vector<double> extra;   ///< further administrations, after `start` [day], > 0
  std::vector<int> missed;     ///< numbers of those left out
  std::vector<Delay> late;
};

enum class TherapyKind { Chemotherapy, Endocrine, Radiotherapy };

/// A `[[therapy]]` block: treatment aimed at the tumour.
struct TherapyCase {
  TherapyKind kind = TherapyKind::Chemotherapy;
  double start = 0.0;      ///< [day]
  double every = 0.0;      ///< between cycles [day]; 0 when count is 1
  int count = 1;           ///< cycles of chemotherapy; fractions of radiotherapy (one each `every`)
  double duration = 0.0;   ///< for which a cycle, or the endocrine therapy, acts [day]
  bool until_end = false;  ///< `count` of cycles, or the duration of endocrine therapy, follows from the run's end
  double kill_rate = 0.0;  ///< added to the death rate of every tumour while it acts [1/day]
  double estrogen = 1.0;   ///< endocrine: estrogen left while it acts, relative to before [1]
  // Radiotherapy: survival per fraction exp(-alpha d - beta d^2) (linear-quadratic) within `radius` of `centre`
  double fraction_dose = 0.0;  ///< d [Gy]
  double alpha = 0.3;          ///< [1/Gy]
  double beta = 0.03;          ///< [1/Gy2]
  std::string site;            ///< named site, or empty when `centre` was given
  Vec3 centre{};               ///< [mm]
  double radius = 0.0;         ///< [mm]; 0 = the whole bone
};

/// An `[[arm]]` block: what one arm of a trial gets, beside what the case gives to all of them.
struct ArmCase {
  std::string name;  ///< of its folder: letters, digits, '-', '_' and '.'
  std::vector<DoseSchedule> schedules;
  std::filesystem::path dose_events;  ///< as Case::dose_events; only one of the two is given
  std::vector<Dose> event_doses;
  bool ignore_after_end = false;  ///< as Case::ignore_after_end, for this arm
  std::vector<TherapyCase> therapies;
};

/// `[population]`: patients around the case's typical one. Each parameter named in `cv` is log-normal with the typical
/// value as its median.
struct PopulationCase {
  struct Spread {
    std::string parameter;  ///< of [parameters.systemic], [parameters.tissue] or [patient]
    double cv = 0.0;        ///< standard deviation of the logarithm [1]
  };
  int size = 0;  ///< patients; 0 = none, only the typical one
  int seed = 1;
  std::vector<Spread> spreads;
};

/// `[model]`: a published well-mixed model instead of ours, for `howship systemic`.
struct ModelCase {
  /// What is given from outside between two times, as in the load cases of those papers.
  struct Input {
    std::string quantity;  ///< one that the preset takes: see model_presets.hpp
    double value = 0.0;    ///< supply [pmol/L/day], below zero takes away; of "compressive_stress" the load [MPa]
    double start = 0.0, end = 0.0;  ///< [day]
  };
  std::string preset = "howship";
  std::vector<Input> inputs;
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
  double accuracy = 1e-4;           ///< to which cell arrays are rounded in files [1]; 0 = every bit is kept
};

struct Case {
  std::string title;
  GeometryCase geometry;
  DensityCase density;
  std::vector<LesionCase> lesions;
  std::vector<DoseSchedule> schedules;
  std::filesystem::path dose_events;  ///< NONMEM-style table of further doses; empty = none. Absolute after reading
  std::vector<Dose> event_doses;      ///< what that table holds, sorted by time
  /// Doses and therapies that start after `end` are left out. Otherwise reading refuses them.
  bool ignore_after_end = false;
  std::vector<Dose> doses;  ///< all administrations, sorted by time
  std::vector<TherapyCase> therapies;
  std::vector<ArmCase> arms;  ///< of a trial; empty = one run, with the treatment above
  ModelCase model;
  PopulationCase population;
  std::string patient_preset = "oncology";
  double weight = 78.0;                ///< [kg]
  double creatinine_clearance = 84.0;  ///< [mL/min]
  double vitamin_d = 75.0;             ///< 25-hydroxyvitamin D in serum [nmol/L]
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
