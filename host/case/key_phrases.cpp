#include "host/case/key_phrases.hpp"

#include "host/case/key_descriptions.hpp"

namespace howship {

namespace {

constexpr const char* labels = "whole numbers, or names that the file or TotalSegmentator gives to its labels";
constexpr const char* unit_of_file = "what 1 in the file means; only for surfaces and volume meshes";

std::vector<KeyPhrase> bone_phrases() {
  return {
      {"title", "of tables and reports", "name of the case file"},
      {"geometry.shape", "built-in bone. Exactly one of `shape` and `file`", "none"},
      {"geometry.file", "surface, volume mesh or image; relative to the case file", "none",
       "[kinds of files](README.md#your-own-bones)"},
      {"geometry.labels", "label map that says which voxels are bone, when `file` is a CT; needs `label`", "",
       "an image"},
      {"geometry.label",
       std::string("voxels of the label map, or cells of a volume mesh, that are the bone: ") + labels,
       "all of a map with one label"},
      {"geometry.label_array", "cell array of a volume mesh that holds its labels", "`label` or `material`"},
      {"geometry.label_surface", "boundary of labelled voxels: without stairs, or exactly their faces",
       "`\"smooth\"`, unless the voxels are finer than the grid"},
      {"geometry.threshold", "values of an image from here on are bone, instead of labels"},
      {"geometry.length_unit", unit_of_file, "`\"mm\"`, with a check of the size"},
      {"geometry.frame", "[frame](README.md#where-things-lie) of a surface or volume mesh", "as the file says"},
      {"geometry.spacing", "voxel edge; three are along x, y, z"},
      {"geometry.size", "edges of the box; three are along x, y, z"},
      {"geometry.radius", "of the sphere"},
      {"geometry.vertebra.level", "lumbar vertebra whose means the sizes start from"},
      {"geometry.density.source",
       "cortical shell over trabecular bone, trabecular everywhere, measured by a CT, or a cell array of a volume "
       "mesh"},
      {"geometry.density.trabecular", "bone volume per tissue volume (BV/TV) inside"},
      {"geometry.density.cortical", "BV/TV of the cortical shell"},
      {"geometry.density.cortical_thickness", "of the shell; a value given holds everywhere",
       "by region in built-in bones, otherwise 0.5 mm"},
      {"geometry.density.image", "the CT", "`geometry.file`", "an image"},
      {"geometry.density.array", "cell array that holds the density", "", "a cell array of the mesh"},
      {"geometry.density.calibration.slope",
       "density = slope × value + intercept; per unit of the value, which is HU in a CT",
       "required with the table; without it of a CT 0.71 mg/cm3 per HU, with a warning"},
      {"geometry.density.calibration.intercept", "density where the value is 0",
       "0 mg/cm3; without the table of a CT 13.82 mg/cm3"},
      {"geometry.density.calibration.phantom",
       "what the density is the equivalent of; `k2hpo4` is dipotassium phosphate"},
      {"lesion[].phenotype", "sets the six numbers at the end, which may be given one by one as well"},
      {"lesion[].centre",
       "of the ball where tumour starts: a [site](README.md#built-in-bones) of a built-in bone, or a point", "",
       "name of a site, or three lengths inside the bone"},
      {"lesion[].radius", "of the ball"},
      {"lesion[].outline", "instead of a ball: where tumour starts; relative to the case file", "",
       "label map or closed surface"},
      {"lesion[].label", std::string("labels of the outline that are this lesion: ") + labels, "all but 0"},
      {"lesion[].length_unit", unit_of_file, "`\"mm\"`"},
      {"lesion[].frame", "[frame](README.md#where-things-lie) of an outline that is a surface",
       "as the file says, otherwise that of the bone"},
      {"lesion[].tumour_fraction",
       "tumour volume per tissue volume at the start; at most 95 % of the marrow space are taken"},
      {"lesion[].bone_lost", "share of the healthy bone that is gone there at the start"},
  };
}

std::vector<KeyPhrase> run_phrases() {
  return {
      {"patient.preset", "pharmacokinetics of denosumab and body weight"},
      {"patient.weight", "scales clearance and volumes of denosumab, and doses per kg"},
      {"patient.creatinine_clearance", "renal clearance of zoledronic acid follows it"},
      {"patient.vitamin_d", "25-hydroxyvitamin D in serum before any supplement; 1 ng/mL is 2.5 nmol/L"},
      {"patient.metastatic_fraction", "share of the skeleton's turnover that behaves like this region",
       "the region's own share"},
      {"population.size", "patients; 0 is only the typical one, whom the rest of the case describes",
       "0; required with `cv`"},
      {"population.seed", "the same seed draws the same patients"},
      {"population.cv.PARAMETER",
       "spread of a parameter: standard deviation of its logarithm. The typical value is the median. Parameters are "
       "those "
       "of `[parameters.systemic]`, `[parameters.tissue]` and `[patient]`",
       "none"},
      {"time.end", "length of the run"},
      {"output.every", "time between snapshots; there is always one at the start and one at the end"},
      {"output.arrays", "[cell arrays](../viz/README.md#cell-arrays-of-a-snapshot) to write", "all"},
      {"output.accuracy",
       "to which cell arrays are [rounded](../viz/README.md#cell-arrays-of-a-snapshot) in files; 0 keeps every bit"},
      {"numerics.rtol", "relative error allowed per step"},
      {"numerics.first_step", "first step, also after each dose"},
      {"numerics.max_step", "longest step; 0 is no limit"},
      {"numerics.precision", "storage of diffusing fields; local fields are always double"},
      {"numerics.merge_below", "volume fraction below which a [cut voxel](README.md#cut-voxels) joins its neighbour"},
      {"numerics.quasi_steady", "fields whose time derivative is dropped; for experts"},
      {"model.preset", "which model `howship systemic` follows"},
      {"model.input[].quantity", "supplied quantity, or `compressive_stress`", "",
       "[inputs of the preset](README.md#model-published-models)"},
      {"model.input[].rate", "supply; below zero takes away. Supplies of one quantity add up"},
      {"model.input[].value", "the load; one at a time"},
      {"model.input[].start", "from when on", "", "0 to before `time.end`"},
      {"model.input[].end", "until when", "`time.end`", "after `start`, to 200 year"},
  };
}

}  // namespace

const std::vector<KeyPhrase>& key_phrases() {
  static const std::vector<KeyPhrase> phrases = [] {
    std::vector<KeyPhrase> all = bone_phrases();
    for (const auto& more : {treatment_phrases(), run_phrases()}) all.insert(all.end(), more.begin(), more.end());
    return all;
  }();
  return phrases;
}

const std::vector<TableDescription>& table_descriptions() {
  static const std::vector<TableDescription> tables = {
      {"", "top level", ""},
      {"geometry", "the bone", "Built-in bones, and what files may hold: [README.md](README.md#your-own-bones)."},
      {"geometry.vertebra", "a lumbar vertebra",
       "Pictures: [README.md](README.md#vertebra). \"Recalled\" means quoted from memory and not checked against the "
       "paper."},
      {"geometry.pelvis", "the pelvis", "Pictures: [README.md](README.md#pelvis-hip-bones-sacrum-and-coccyx)."},
      {"geometry.density", "healthy bone",
       "The shell is told by the distance of a voxel's centre from the surface and blends over one voxel. Measured "
       "density: [README.md](README.md#density-from-ct)."},
      {"geometry.density.calibration", "from a value of the file to a density", ""},
      {"lesion[]", "lesions", "What a phenotype stands for, and how its tumour acts: [README.md](README.md#lesions)."},
      {"dose[]", "doses of drugs and supplements",
       "Times count from 0, the start of the run. Examples: [README.md](README.md#doses)."},
      {"dosing", "further doses, and what lies after the end",
       "Later administrations of a schedule that starts in time may lie after the end and do nothing."},
      {"therapy[]", "treatment of the tumour", "An example: [README.md](README.md#therapies)."},
      {"arm[]", "arms of a trial",
       "Each is run with what stands in `[[dose]]`, `[dosing]` and `[[therapy]]`, which is for all arms, and with its "
       "own; an arm without is a control. An example: [README.md](README.md#arms-of-a-trial)."},
      {"arm[].dosing", "further doses of an arm, and what lies after the end", ""},
      {"patient", "whom the bone belongs to",
       "Unit, range and evidence of these and of the pharmacokinetics: "
       "[kernels/PARAMETERS.md](../kernels/PARAMETERS.md)."},
      {"population", "patients around this one",
       "For `howship systemic`. Doses per body weight follow each patient's weight."},
      {"time", "length", ""},
      {"output", "snapshots", ""},
      {"numerics", "accuracy and storage", ""},
      {"model", "published models", "What they are: [README.md](README.md#model-published-models)."},
      {"model.input[]", "what a published model is given from outside", ""},
  };
  return tables;
}

}  // namespace howship
