#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "howship/case.hpp"

namespace howship {

/// External supplies and load that hold over a stretch of time.
struct ModelInputs {
  // Supplies [pmol/L/day]
  double pth = 0.0, opg = 0.0, rankl = 0.0, tgf_beta = 0.0;
  double osteoblast_precursors = 0.0, osteoblasts = 0.0, osteoclasts = 0.0;
  std::optional<double> compressive_stress;  ///< [MPa]; unset: the model's habitual one
};

/// Sum of the supplies that run at a time, and the load then; an input counts from its start up to its end.
ModelInputs inputs_at(const std::vector<ModelCase::Input>& inputs, double time);

/// A published well-mixed model of bone cells: right-hand side and readouts, without any integrator. Time in days.
class PublishedModel {
 public:
  struct State {
    std::string name, unit;
    double initial;
    double scale;                  ///< size below which it does not matter, > 0
    bool may_be_negative = false;  ///< a change, not an amount
  };
  struct Output {
    std::string name, unit;
  };

  virtual ~PublishedModel() = default;

  virtual const std::vector<State>& states() const = 0;
  virtual const std::vector<Output>& outputs() const = 0;

  /// dy/dt [unit of the state per day] under the inputs that hold.
  virtual void rate(double time, const double* y, double* dydt) const = 0;
  /// Readouts derived from a state, in the order of outputs().
  virtual void derive(double time, const double* y, double* out) const = 0;

  /// Denosumab under the skin, as a bolus into the state. \param amount [mg] \throws InputError when the model has none
  virtual void give_denosumab(double amount, double* y) const;

  /// Whether end_of_day() must be called at the end of each day, the right-hand side being smooth only in between.
  virtual bool daily() const { return false; }
  virtual void end_of_day(const double* /*y*/) {}

  /// \param inputs hold from now on until the next call
  void set_inputs(const ModelInputs& inputs) {
    loaded_ = loaded_ || inputs.compressive_stress;
    inputs_ = inputs;
  }

 protected:
  const ModelInputs& inputs() const { return inputs_; }
  /// Whether the load has ever been another than the habitual one.
  bool load_has_changed() const { return loaded_; }

 private:
  ModelInputs inputs_;
  bool loaded_ = false;
};

/// \param preset a name in model_presets() \throws InputError with a suggestion when it is none
std::unique_ptr<PublishedModel> make_published_model(const std::string& preset);

}  // namespace howship
