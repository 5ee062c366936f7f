#pragma once

#include "host/case/parameter_table.hpp"

namespace howship {

// The groups of parameter_table.hpp, each in parameters_<topic>.cpp.
//
// Bounds: shares lie in [0, 1]; everything else within a factor of about 1000 of its default, so that a slipped unit is
// caught and a sensitivity study is not.

ParameterGroup<TissueParameters> binding_parameters();
ParameterGroup<TissueParameters> ligand_parameters();
ParameterGroup<TissueParameters> perfusion_parameters();
ParameterGroup<TissueParameters> diffusion_parameters();
ParameterGroup<TissueParameters> factor_parameters();
ParameterGroup<TissueParameters> cell_parameters();
ParameterGroup<TissueParameters> bone_parameters();
ParameterGroup<TissueParameters> mechanostat_parameters();
ParameterGroup<TissueParameters> tumour_parameters();
ParameterGroup<TissueParameters> zoledronate_in_bone_parameters();

ParameterGroup<SystemicParameters> denosumab_parameters();
ParameterGroup<SystemicParameters> zoledronate_in_plasma_parameters();
ParameterGroup<SystemicParameters> calcium_parameters();
ParameterGroup<SystemicParameters> vitamin_d_parameters();
ParameterGroup<SystemicParameters> estrogen_parameters();
ParameterGroup<SystemicParameters> skeleton_parameters();
ParameterGroup<SystemicParameters> marker_parameters();

}  // namespace howship
