#pragma once

namespace howship::system_test {

/// A ball with a lytic lesion and one dose: 360 voxels, three days. Line numbers matter to tests of messages.
inline const char* const ball_case = R"(title = "ball"

[geometry]
shape = "sphere"
radius = "8 mm"
spacing = "2 mm"

[[lesion]]
phenotype = "lytic"
centre = ["0 mm", "0 mm", "0 mm"]
radius = "3 mm"

[[dose]]
drug = "denosumab"
amount = "120 mg"
start = "1 day"

[time]
end = "3 day"

[output]
every = "1 day"
)";

}  // namespace howship::system_test
