// Each function holds one fault that .clang-tidy must report.
#include <string>
#include <utility>

namespace howship {

int WronglyNamed() {
  return 0;
}

std::size_t used_after_move() {
  std::string a = "text";
  const std::string b = std::move(a);
  return a.size() + b.size();
}

const char* zero_as_pointer() {
  return 0;
}

}  // namespace howship
