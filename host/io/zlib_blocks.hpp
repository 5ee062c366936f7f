#pragma once

#include <cstddef>
#include <vector>

namespace howship {

/// Compresses bytes the way VTK's XML formats store them: number of blocks, size of a block, size of the last block
/// when it is not full (else 0), compressed size of each block, all 64-bit; then the blocks. \param threads 0 = all
/// cores; the result does not depend on it
std::vector<unsigned char> compress_in_blocks(const unsigned char* bytes, std::size_t size, int threads);

}  // namespace howship
