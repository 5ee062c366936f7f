#pragma once

namespace howship {

/// What a tumour secretes and how fast it grows. The phenotype of a lesion is nothing but these numbers.
struct Phenotype {
  double pthrp_secretion = 0.0;         ///< q_P [pmol/L], >= 0
  double osteoblast_suppression = 0.0;  ///< a_K, DKK1 and sclerostin type [1], >= 0
  double osteogenic_secretion = 0.0;    ///< q_W [1], >= 0
  double rankl_secretion = 0.0;  ///< q_L: RANKL made by tumour or stroma, in healthy productions per tumour fraction
                                 ///< [1], >= 0
  double cytokines = 1.0;  ///< RANKL-independent activation of osteoclasts (IL-1, IL-6, TNF, MIP-1alpha), as a multiple
                           ///< of rank_bypass [1], >= 0
  double growth = 1.0;     ///< pace of growth and death, as a multiple of tumour_growth and tumour_death [1], >= 0
};

constexpr int phenotype_count = 6;
/// The members in the order in which they are stored per voxel.
using PhenotypeMember = double Phenotype::*;
constexpr PhenotypeMember phenotype_members[phenotype_count] = {&Phenotype::pthrp_secretion,
                                                                &Phenotype::osteoblast_suppression,
                                                                &Phenotype::osteogenic_secretion,
                                                                &Phenotype::rankl_secretion,
                                                                &Phenotype::cytokines,
                                                                &Phenotype::growth};

/// Presets of MODEL.md 2f. All assumed: set so that lesions behave plausibly, no data fit.
constexpr Phenotype lytic_phenotype{120.0, 8.0, 0.0, 0.0, 1.0, 1.0};
constexpr Phenotype sclerotic_phenotype{1.0, 0.0, 20.0, 0.0, 1.0, 1.0};
constexpr Phenotype mixed_phenotype{30.0, 1.0, 8.0, 0.0, 1.0, 1.0};
/// By origin. What each is known to secrete decides which numbers are above zero; the numbers are assumed.
constexpr Phenotype breast_phenotype{80.0, 5.0, 2.0, 0.0, 1.0, 1.0};    // PTHrP, some Wnt: mostly lytic
constexpr Phenotype lung_phenotype{130.0, 8.0, 0.0, 0.0, 1.2, 1.5};     // PTHrP, IL-6: lytic and fast
constexpr Phenotype prostate_phenotype{2.0, 0.0, 20.0, 0.1, 1.0, 0.6};  // ET-1, BMP, Wnt: sclerotic and slow
constexpr Phenotype myeloma_phenotype{20.0, 12.0, 0.0, 1.0, 2.0, 1.0};  // DKK1, MIP-1alpha, RANKL: lytic, no repair
constexpr Phenotype giant_cell_tumour_phenotype{0.0, 0.0, 0.0, 10.0, 1.0, 0.5};  // stroma that makes RANKL
/// Pagetic bone as a lesion that does not spread: RANKL and osteoblasts both high.
constexpr Phenotype paget_phenotype{0.0, 0.0, 6.0, 6.0, 1.0, 0.0};

/// Parameters of the local (tissue) model, in internal units: mm, day, pmol/L, mmol/L.
///
/// Meaning, symbol, unit, ranges, source and evidence of each stand in host/case/parameters_<topic>.cpp, which the case
/// file's [parameters], `howship parameters` and kernels/PARAMETERS.md read. Evidence here: P published, A assumed, F
/// assumed and tuned to trial data, D derived.
struct TissueParameters {
  // Binding
  double free_rankl_healthy = 0.5522;  ///< l_0 [pmol/L] D, Pivonka 2008 steady state
  double opg_healthy = 18436.0;        ///< O_0 [pmol/L] D, Pivonka 2008 steady state
  double kd_opg = 1000.0;              ///< K_O [pmol/L] P, Pivonka 2008
  double rank_sites = 10.0;            ///< R_k [pmol/L] P, Pivonka 2008
  double kd_rank = 29.31;              ///< K_R [pmol/L] P, Pivonka 2008
  double kd_denosumab = 3.0;           ///< K_D [pmol/L] P, Martinez-Reina 2019
  double k_activation = 4.457;         ///< K_act [pmol/L] P value, Pivonka 2008; A use

  // Turnover of the ligands
  double rankl_decay = 0.03552;                 ///< d_L [1/day] A, equal to the target's k_deg
  double complex_internalisation = 0.1908;      ///< k_int of LD [1/day] P
  double opg_decay = 0.35;                      ///< d_O [1/day] P, Lemaire 2004
  double rankl_from_osteoblasts = 0.95;         ///< w_L [1] A
  double rankl_osteoblast_exponent = 0.173833;  ///< [1] P, Peterson & Riggs 2010
  double opg_from_osteoblasts = 0.20;           ///< w_O [1] F
  double opg_osteoblast_cap = 3.0;              ///< n_a beyond which OPG production no longer rises [1] A

  // Vascular exchange of the drug
  double tissue_serum_ratio = 0.0727;  ///< kappa [1] P, Shah & Betts 2013
  double vascular_exchange = 10.0;     ///< k_v0 [1/day] A
  double vascular_porosity = 0.9;      ///< k_v = k_v0 (1 - this * BV/TV) max(0.1, 1 - loss * T) [1] A
  double vascular_tumour_loss = 1.25;  ///< 1/0.8 [1] A

  // Diffusivities in marrow [mm2/day]; in bone hindered by (1 - phi)^1.5 + hindrance * phi
  double diffusivity_rankl = 0.01;
  double diffusivity_opg = 3.0;
  double diffusivity_denosumab = 1.7;
  double diffusivity_tgf_beta = 1.12;
  double diffusivity_pthrp = 4.0;
  double diffusivity_osteogenic = 2.0;
  double diffusivity_calcium = 35.0;
  double diffusivity_tumour = 0.005;  ///< times (1 - phi)^2
  double bone_hindrance = 0.1;        ///< [1] P, HAL automaton

  // TGF-beta, PTHrP, osteogenic factor, calcium
  double tgf_beta_decay = 504.0;        ///< d_tau [1/day] P, HAL automaton
  double tgf_beta_background = 0.06;    ///< w_T [1] F
  double pthrp_decay = 100.0;           ///< d_P [1/day] A
  double osteogenic_decay = 20.0;       ///< d_W [1/day] A
  double calcium_exchange = 100.0;      ///< k_Ca [1/day] A
  double calcium_of_bone = 13300.0;     ///< mmol/L of fully mineralised bone released on resorption D
  double calcium_serum_healthy = 2.35;  ///< Ca0 [mmol/L] P

  // Cells (rates 1/day)
  double k_p = 0.0700;    ///< D
  double k_a = 0.0062;    ///< F
  double a_0 = 0.1597;    ///< A_0 D
  double epsilon = 0.05;  ///< eps [1] F
  /// Fusion of precursors rises with the RANK signal as x^n (1 + s)/(x^n + s): n > 1 for receptors that act as trimers
  /// in clusters, 1 + s is the most.
  double fusion_exponent = 3.0;    ///< n [1] F
  double fusion_saturation = 8.0;  ///< s [1] A
  double k_pd = 0.0055;            ///< F
  double ph_d = 0.69;              ///< [1] F
  double k_f = 0.0047;             ///< F
  double x_f = 0.82;               ///< [1] F
  double k_act = 1.15;             ///< [1] F

  // Bone
  double reference_bone_volume_fraction = 0.13;  ///< phi0 of the calibration [1] A
  double turnover = 5.55e-4;                     ///< k [1/day] F
  double turnover_by_marrow = 0.938;             ///< share in proportion to the marrow that a surface faces [1] A
  double osteoid_lifetime = 22.0;                ///< tau_o [day] D
  /// Osteoid mineralises at a rate of which this share rises with interstitial calcium x, relative to healthy, as
  /// x^8 (1 + s)/(x^8 + s).
  double mineralisation_by_calcium = 1.0;    ///< [1] A
  double mineralisation_calcium_half = 0.2;  ///< s [1] A
  double v_primary = 0.121;                  ///< [1] P, Martinez-Reina 2019
  double v_maximum = 0.442;                  ///< [1] P
  double mineralisation_rate = 0.007;        ///< kappa_m [1/day] P
  double phi_maximum = 0.85;                 ///< [1] A
  double resorption_floor = 0.003;           ///< BV/TV at which resorption is halved for lack of bone [1] A
  double lambda_f = 2.75;                    ///< mechanostat slope, formation [1] F
  double lambda_r = 3.4;                     ///< mechanostat slope, RANKL [1] F
  double m_f = 0.53;                         ///< bound of M_f [1] A
  /// Where bone has lost so much that ln psi exceeds the threshold, woven bone forms at up to this multiple of healthy
  /// formation, as far as osteoblasts are there (Frost's window of pathological overload; numbers assumed).
  double woven_formation = 8.0;  ///< [1] A
  double woven_threshold = 0.5;  ///< [1] A
  double m_r = 0.21;             ///< bound of M_r [1] A

  // Tumour
  double tumour_growth = 0.018;       ///< r_T [1/day] A
  double tumour_death = 0.003;        ///< d_T [1/day] A
  double tumour_basal = 0.75;         ///< g_0 [1] A
  double k_tumour_tgf = 3.0;          ///< K_T [1] A
  double k_pthrp = 20.0;              ///< K_P [pmol/L] A
  double a_pthrp_rankl = 4.0;         ///< a_P [1] A
  double b_pthrp_opg = 1.0;           ///< b_P [1] A
  double a_pthrp_precursors = 3.0;    ///< a_S [1] A
  double rank_bypass = 0.5;           ///< rho_T [1] A
  double a_tgf_pthrp = 1.5;           ///< a_PT [1] A
  double a_osteogenic = 1.0;          ///< a_W [1] A
  double b_osteogenic = 0.4;          ///< b_W [1] A
  double osteogenic_formation = 2.0;  ///< g_W, formation by an osteoblast that the tumour drives, over healthy [1] A
  /// Weight of hypoxia and low pH in dense tumour: slower growth, more PTHrP, more resorption [1] A, 0 = off, at most 1
  double hypoxia = 0.0;

  // Zoledronate
  double zoledronate_release = 0.0025;     ///< k_z, from bone that is resorbed as in health [1/day] F
  double zoledronate_release_bound = 0.5;  ///< share of k_z in proportion to resorption, the rest desorbs [1] A
  double zoledronate_uptake_bound = 0.5;   ///< share of the uptake in proportion to resorption [1] A
  double zoledronate_apoptosis = 7.0;      ///< E_z [1] F
  double zoledronate_half = 2.0;           ///< EZ50 [mg] F
  double zoledronate_activity = 0.45;      ///< E_A [1] F
};

/// Parameters of the systemic model (MODEL.md 2a, 2g, 2h, 2j), per 66 kg where a weight matters.
struct SystemicParameters {
  double molar_mass = 147.0;       ///< denosumab [kDa] P
  double reference_weight = 66.0;  ///< [kg] P
  double weight = 78.0;            ///< [kg]
  double clearance_exponent = 1.0;
  double volume_exponent = 1.0;
  double bioavailability = 0.61;       ///< F [1] P, Gibiansky 2012
  double absorption = 0.257;           ///< ka [1/day] D, Gibiansky 2012
  double clearance = 0.0780;           ///< CL [L/day] P, Gibiansky 2012
  double volume_central = 2.62;        ///< Vc [L] P, Gibiansky 2012
  double intercompartmental = 0.9096;  ///< Q [L/day] P, Sutjandra 2011
  double volume_peripheral = 1.36;     ///< Vp [L] P, Sutjandra 2011
  double k_int = 0.1908;               ///< [1/day] P
  double k_deg = 0.03552;              ///< [1/day] P
  double target = 0.6556;              ///< R0 [mg/L] R, Gibiansky 2012
  double k_ss = 0.208;                 ///< [mg/L] R, Gibiansky 2012

  // Zoledronate in plasma: three compartments with half-lives of 0.24, 1.87 and 146 h (label), 39 % of a dose in the
  // urine of a day
  double zoledronate_volume = 4.0;             ///< V_z, central [L] A
  double zoledronate_renal_clearance = 88.8;   ///< CL_R at a creatinine clearance of 84 mL/min [L/day] P, label 3.7 L/h
  double zoledronate_bone_clearance = 139.2;   ///< CL_b of a skeleton at rest [L/day] D
  double zoledronate_shallow_flow = 40.311;    ///< [L/day] D
  double zoledronate_shallow_volume = 3.7517;  ///< [L] D
  double zoledronate_deep_flow = 1.5507;       ///< [L/day] D
  double zoledronate_deep_volume = 13.517;     ///< [L] D
  double zoledronate_recycling = 1.0;          ///< share of what bone releases that comes back to plasma [1] A
  double creatinine_clearance = 84.0;          ///< [mL/min]

  double calcium_volume = 14.0;        ///< V1 [L] P, Peterson & Riggs 2010
  double calcium = 2.35;               ///< Ca0 [mmol/L] P
  double pth = 3.85;                   ///< [pmol/L] P
  double gfr = 6.0;                    ///< [L/h] P
  double bone_exchange = 88.0;         ///< [mmol/day] P
  double resorptive_share = 0.107763;  ///< fR [1] P
  double formative_share = 0.114376;   ///< fF [1] P
  double pth_exponent = 0.045;         ///< eta [1] A
  double calcitriol_exponent = 0.3;    ///< [1] A
  double calcitriol_exchange = 0.06;   ///< exponent of calcitriol in the exchange that PTH drives [1] A
  double gut_absorption = 0.149997;    ///< [mmol/h] P
  double gut_fixed = 0.3;              ///< share that does not depend on calcitriol [1] A
  double pthrp_spill = 0.08;           ///< s_P, lesion to serum PTHrP [1] A
  // Hypercalcaemia of malignancy: PTHrP raises the exchange with bone by up to 1 + pthrp_exchange, and filtration falls
  // by 1 + ((Ca - threshold)/half)^2
  double pthrp_exchange = 0.45;        ///< [1] F
  double pthrp_exchange_half = 11.0;   ///< circulating PTHrP over healthy PTH at which half is reached [1] A
  double gfr_calcium_threshold = 2.7;  ///< [mmol/L] A
  double gfr_calcium_half = 0.6;       ///< [mmol/L] A
  double skeleton_resorption = 713.0;  ///< bone resorbed by the whole skeleton [mm3/day] D, 9.48 mmol/day

  // Vitamin D, renal function and supplements
  double vitamin_d = 75.0;            ///< serum 25-hydroxyvitamin D without supplements [nmol/L]
  double vitamin_d_reference = 75.0;  ///< at which calcitriol is 1 [nmol/L] A
  double vitamin_d_half = 25.0;       ///< half-saturation of 1-alpha-hydroxylase [nmol/L] A
  double vitamin_d_gain = 0.70;       ///< rise at steady state per ug cholecalciferol a day [nmol/L] P, Heaney 2003
  double vitamin_d_loss = 0.035;      ///< [1/day] P, half-life of 15 to 25 days
  double calcitriol_renal_exponent = 0.3;       ///< of creatinine clearance below 84 mL/min [1] A
  double calcium_supplement_absorption = 0.12;  ///< net of elemental calcium, at a calcitriol of 1 [1] A

  // Estrogen
  double estrogen_loss = 0.033;  ///< rate at which estrogen follows a therapy [1/day] A
  double estrogen_rankl = 0.58;  ///< a_E: RANKL production rises by 1 + a_E (1 - E) [1] F

  // The rest of the skeleton: trabecular and cortical bone
  double cortical_turnover_share = 0.29;        ///< of the skeleton's turnover [1] A
  double cortical_bone_volume_fraction = 0.80;  ///< [1] A
  double spine_trabecular_share = 0.40;         ///< of the mineral in a lumbar vertebra [1] P, Riggs 1982
  double hip_trabecular_share = 0.20;           ///< of the mineral in the total hip [1] A

  double ctx_rate = 5.0;      ///< [1/day] A
  double untx_rate = 0.68;    ///< [1/day] P, Pillai 2004
  double p1np_rate = 1.0;     ///< [1/day] A
  double bsap_rate = 0.35;    ///< [1/day] A
  double trap5b_rate = 0.35;  ///< [1/day] A
  // Share of each marker that does not follow bone cells [1] A
  double ctx_background = 0.125;
  double untx_background = 0.10;
  double p1np_background = 0.19;
  double bsap_background = 0.3;
  double trap5b_background = 0.35;
};

/// Parameter set by name. "oncology": Gibiansky 2012, 78 kg; "postmenopausal": Sutjandra 2011, 70 kg.
SystemicParameters oncology_parameters();
SystemicParameters postmenopausal_parameters();

}  // namespace howship
