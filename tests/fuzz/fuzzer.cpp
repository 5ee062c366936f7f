// Entry of libFuzzer. The environment variable HOWSHIP_FUZZ_TARGET names the target: libFuzzer starts itself anew with
// its own arguments, and variables go along.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <stdexcept>

#include "host/io/vtk_messages.hpp"

#include "tests/fuzz/target.hpp"

namespace {

const howship::fuzz::Target* chosen = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  const char* const name = std::getenv("HOWSHIP_FUZZ_TARGET");
  try {
    chosen = &howship::fuzz::target(name == nullptr ? "" : name);
  } catch (const std::out_of_range& error) {
    std::cerr << "HOWSHIP_FUZZ_TARGET: " << error.what() << '\n';
    std::exit(2);
  }
  howship::keep_vtk_quiet();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  chosen->try_input({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
