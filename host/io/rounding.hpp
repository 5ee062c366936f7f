#pragma once

namespace howship {

/// Rounds numbers to what is known of them, so that they compress well: the last bits of a computed field are noise,
/// which takes most of a file.
class Rounding {
 public:
  /// \param accuracy  rounded values differ from the given by at most accuracy (|value| + scale / 20); 0 = not at all
  /// \param scale     size at which the array starts to matter, in its unit; >= 0
  Rounding(double accuracy, double scale);

  /// Zero stays zero, a sign stays or becomes zero, order stays or becomes equality.
  float operator()(float value) const;

 private:
  int dropped_bits_ = 0;  ///< of the 23 of a mantissa
  float quantum_ = 0.0F;  ///< a power of two; 0 = none
};

}  // namespace howship
