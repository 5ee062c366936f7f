#include "host/case/label_names.hpp"

#include <algorithm>
#include <cctype>

namespace howship {

namespace {

std::string plain(std::string name) {
  for (char& c : name) c = c == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name;
}

}  // namespace

// Number n stands at place n - 1. From class_map["total"] of TotalSegmentator, version 2
// (wasserth/TotalSegmentator, 0275d304, totalsegmentator/map_to_binary.py).
const std::vector<std::string>& label_names() {
  static const std::vector<std::string> names{"spleen",
                                              "kidney_right",
                                              "kidney_left",
                                              "gallbladder",
                                              "liver",
                                              "stomach",
                                              "pancreas",
                                              "adrenal_gland_right",
                                              "adrenal_gland_left",
                                              "lung_upper_lobe_left",
                                              "lung_lower_lobe_left",
                                              "lung_upper_lobe_right",
                                              "lung_middle_lobe_right",
                                              "lung_lower_lobe_right",
                                              "esophagus",
                                              "trachea",
                                              "thyroid_gland",
                                              "small_bowel",
                                              "duodenum",
                                              "colon",
                                              "urinary_bladder",
                                              "prostate",
                                              "kidney_cyst_left",
                                              "kidney_cyst_right",
                                              "sacrum",
                                              "vertebrae_S1",
                                              "vertebrae_L5",
                                              "vertebrae_L4",
                                              "vertebrae_L3",
                                              "vertebrae_L2",
                                              "vertebrae_L1",
                                              "vertebrae_T12",
                                              "vertebrae_T11",
                                              "vertebrae_T10",
                                              "vertebrae_T9",
                                              "vertebrae_T8",
                                              "vertebrae_T7",
                                              "vertebrae_T6",
                                              "vertebrae_T5",
                                              "vertebrae_T4",
                                              "vertebrae_T3",
                                              "vertebrae_T2",
                                              "vertebrae_T1",
                                              "vertebrae_C7",
                                              "vertebrae_C6",
                                              "vertebrae_C5",
                                              "vertebrae_C4",
                                              "vertebrae_C3",
                                              "vertebrae_C2",
                                              "vertebrae_C1",
                                              "heart",
                                              "aorta",
                                              "pulmonary_vein",
                                              "brachiocephalic_trunk",
                                              "subclavian_artery_right",
                                              "subclavian_artery_left",
                                              "common_carotid_artery_right",
                                              "common_carotid_artery_left",
                                              "brachiocephalic_vein_left",
                                              "brachiocephalic_vein_right",
                                              "atrial_appendage_left",
                                              "superior_vena_cava",
                                              "inferior_vena_cava",
                                              "portal_vein_and_splenic_vein",
                                              "iliac_artery_left",
                                              "iliac_artery_right",
                                              "iliac_vena_left",
                                              "iliac_vena_right",
                                              "humerus_left",
                                              "humerus_right",
                                              "scapula_left",
                                              "scapula_right",
                                              "clavicula_left",
                                              "clavicula_right",
                                              "femur_left",
                                              "femur_right",
                                              "hip_left",
                                              "hip_right",
                                              "spinal_cord",
                                              "gluteus_maximus_left",
                                              "gluteus_maximus_right",
                                              "gluteus_medius_left",
                                              "gluteus_medius_right",
                                              "gluteus_minimus_left",
                                              "gluteus_minimus_right",
                                              "autochthon_left",
                                              "autochthon_right",
                                              "iliopsoas_left",
                                              "iliopsoas_right",
                                              "brain",
                                              "skull",
                                              "rib_left_1",
                                              "rib_left_2",
                                              "rib_left_3",
                                              "rib_left_4",
                                              "rib_left_5",
                                              "rib_left_6",
                                              "rib_left_7",
                                              "rib_left_8",
                                              "rib_left_9",
                                              "rib_left_10",
                                              "rib_left_11",
                                              "rib_left_12",
                                              "rib_right_1",
                                              "rib_right_2",
                                              "rib_right_3",
                                              "rib_right_4",
                                              "rib_right_5",
                                              "rib_right_6",
                                              "rib_right_7",
                                              "rib_right_8",
                                              "rib_right_9",
                                              "rib_right_10",
                                              "rib_right_11",
                                              "rib_right_12",
                                              "sternum",
                                              "costal_cartilages"};
  return names;
}

std::optional<int> label_number(const std::string& name) {
  const auto& names = label_names();
  const auto number_of = [&](const std::string& wanted) -> std::optional<int> {
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const std::string& each) { return plain(each) == wanted; });
    if (found == names.end()) return std::nullopt;
    return static_cast<int>(found - names.begin()) + 1;
  };
  if (const auto number = number_of(plain(name))) return number;
  return number_of("vertebrae_" + plain(name));
}

std::string label_name(int number) {
  const auto& names = label_names();
  return number >= 1 && number <= static_cast<int>(names.size()) ? names[static_cast<std::size_t>(number) - 1]
                                                                 : std::string();
}

}  // namespace howship
