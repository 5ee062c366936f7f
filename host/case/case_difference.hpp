#pragma once

#include <string>
#include <vector>

namespace howship {

/// A key whose value two cases do not share.
struct CaseDifference {
  std::string key;         ///< "time.end"; of a block in a list with its number, from 1: "lesion 2.radius"
  std::string one, other;  ///< values as written; empty where the case has no such key
};

/// Compares two resolved cases (write_case), key by key, in the order of keys. \throws InputError when one is no TOML
std::vector<CaseDifference> case_differences(const std::string& one, const std::string& other);

}  // namespace howship
