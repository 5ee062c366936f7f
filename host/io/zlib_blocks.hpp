#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace howship {

/// Writes bytes [begin, begin + size) of something to `to`. Called by several threads at once.
using ByteSource = std::function<void(std::size_t begin, std::size_t size, unsigned char* to)>;

/// Compresses bytes the way VTK's XML formats store them: number of blocks, size of a block, size of the last block
/// when it is not full (else 0), compressed size of each block, all 64-bit; then the blocks. Only the blocks at work
/// exist uncompressed; each begins at a multiple of 8 bytes.
/// \param size of all that `source` can give [bytes]
/// \param threads 0 = all cores; the result does not depend on it
std::vector<unsigned char> compress_in_blocks(std::size_t size, const ByteSource& source, int threads);

}  // namespace howship
