#pragma once

#include <map>
#include <string>

namespace howship {

/// Names of labels in the XML that TotalSegmentator and the Connectome Workbench put into the header of a NIfTI file:
/// <Label Key="29" ...><![CDATA[vertebrae_L3]]></Label>. Empty where there is none.
std::map<std::string, int> label_table(const std::string& text);

}  // namespace howship
