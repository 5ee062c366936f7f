#pragma once

#include <string>
#include <vector>

namespace howship::system_test {

/// Words that run ball.toml into out with a lesion that breeds osteoclasts without bound: every parameter is allowed,
/// all of them together lead nowhere.
inline std::vector<std::string> runaway() {
  std::vector<std::string> words{"run", "ball.toml", "-o", "out"};
  for (const char* parameter : {"lesion.1.pthrp_secretion=100000 pmol/L", "parameters.tissue.a_tgf_pthrp=1500",
                                "parameters.tissue.fusion_saturation=1e12", "parameters.tissue.a_pthrp_rankl=4000",
                                "parameters.tissue.a_pthrp_precursors=3000", "parameters.tissue.k_pd=4.7 1/day",
                                "parameters.tissue.k_f=6.1 1/day", "parameters.tissue.rankl_decay=35 1/day",
                                "parameters.tissue.a_0=20 1/day"}) {
    words.push_back("--set");
    words.push_back(parameter);
  }
  return words;
}

}  // namespace howship::system_test
