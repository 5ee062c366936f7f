#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "howship/convoy.hpp"
#include "howship/error.hpp"
#include "howship/run.hpp"

#include "host/app/arm_run.hpp"
#include "host/app/finished_run.hpp"
#include "host/app/memory.hpp"
#include "host/app/placed_arms.hpp"
#include "host/app/prepare.hpp"
#include "host/app/provenance.hpp"
#include "host/app/required_back_end.hpp"
#include "host/app/restart.hpp"
#include "host/app/trial_progress.hpp"
#include "host/case/arm_cases.hpp"
#include "host/case/case_file.hpp"
#include "host/io/folder_lock.hpp"
#include "host/io/output_folder.hpp"
#include "host/io/trial_folder.hpp"
#include "host/io/users_files.hpp"
#include "host/io/written_file.hpp"
#include "kernels/backends.hpp"
#include "kernels/device_memory.hpp"

namespace howship {

namespace {

using Clock = std::chrono::steady_clock;

std::vector<std::string> names_of(const Case& c) {
  std::vector<std::string> names;
  names.reserve(c.arms.size());
  for (const ArmCase& arm : c.arms) names.push_back(arm.name);
  return names;
}

/// A case with arms, run: a function in parts, with what they share.
class Trial {
 public:
  Trial(const Case& c, const RunOptions& options, const std::function<void(const Progress&)>& progress)
      : case_(c),
        options_(options),
        on_progress_(progress),
        folder_(options.output, names_of(c)),
        cases_(arm_cases(c)) {
    begin();
    if (running_.empty()) {
      // The table is left to write.
      lock();
      if (running_.empty()) return;
    }
    // What would stop every arm in the same way shows before there is a folder.
    const std::string backend = required_back_end(options_);
    for (const Case& arm : cases_) inputs_.push_back(input_files(arm));
    for (std::size_t arm = 0; arm < cases_.size(); ++arm) {
      refuse_to_replace(folder_.path(), inputs_[arm], folder_.has_begun());
      refuse_to_replace(folder_.of_arm(arm), inputs_[arm], false);
    }
    stage("reading the bone and cutting it into voxels");
    bone_ = prepare(c, backend);
    cases_ = placed_arms(c, bone_);
    require_memory(backend);
    if (options.on_ready) options.on_ready();
    create_folder(folder_.path());
    lock();
    folder_.prepare(options.overwrite);
    replace_file(folder_.path() / "case.toml", {write_case(c)});
    for (const std::string& warning : bone_.warnings) warn(warning);
    for (const auto& other : folder_.other_runs())
      warn(fmt::format("{}: is a run, but no arm of this case; it stays as it is", other.string()));
  }

  std::vector<ArmOutcome> execute() {
    if (!running_.empty()) run_all();
    write_table();
    return std::move(outcomes_);
  }

 private:
  void run_all() {
    std::vector<Case> cases;
    std::vector<double> from;
    for (const std::size_t arm : running_) {
      cases.push_back(cases_[arm]);
      from.push_back(from_[arm]);
    }
    progress_.emplace(cases, from);
    start_ = Clock::now();
    // What becomes of an arm is its outcome's business, and no other arm's.
    convoy_.run(static_cast<int>(running_.size()), [&](int place) { run(static_cast<std::size_t>(place)); });
  }

  void write_table() const {
    std::vector<std::string> states;
    bool failed = false;
    for (const ArmOutcome& o : outcomes_) {
      states.emplace_back(o.failure ? "failed" : o.earlier || o.summary.finished ? "finished" : "stopped");
      failed = failed || o.failure;
    }
    try {
      folder_.write_table(states);
    } catch (const FileError&) {
      if (!failed) throw;  // the same disk is likely to have stopped an arm, which says more
    }
  }

  void lock() {
    if (!lock_) lock_.emplace(folder_.path());
    begin();  // another run may have written there before
  }

  /// Everything that can be wrong shows before a folder is touched.
  void begin() {
    folder_.require_fit(options_.overwrite, options_.resume);
    outcomes_.clear();
    running_.clear();
    from_.assign(cases_.size(), 0.0);
    for (std::size_t arm = 0; arm < cases_.size(); ++arm) {
      ArmOutcome outcome;
      outcome.name = case_.arms[arm].name;
      outcome.folder = folder_.of_arm(arm);
      if (options_.resume) {
        const Restart restart = restart_of(arm);
        outcome.earlier = is_finished(restart, outcome.folder, cases_[arm]);
        if (restart.checkpoint) from_[arm] = restart.checkpoint->one<double>("time");
      }
      if (!outcome.earlier) running_.push_back(arm);
      outcomes_.push_back(std::move(outcome));
    }
  }

  /// Keys in what may be wrong are those of the arm's own case, in which the doses for all come before its own.
  Restart restart_of(std::size_t arm) const {
    try {
      return find_restart(folder_.of_arm(arm), cases_[arm], folder_.path() / "case.toml");
    } catch (const InputError& error) {
      throw InputError(fmt::format("arm[{}] (\"{}\"): {}", arm + 1, case_.arms[arm].name, error.what()));
    }
  }

  void require_memory(const std::string& backend) const {
    const double need = bytes_on_host(bone_, backend, running_.size()), have = available_memory_bytes();
    if (have > 0.0 && need > have)
      throw DeviceError(
          fmt::format("{} arms of this grid do not fit the memory: {} voxels in each need {:.1f} GB together and "
                      "{:.1f} GB are available; use a coarser geometry.spacing, or fewer arms at a time",
                      running_.size(), bone_.domain.stored_voxels(), need / 1e9, have / 1e9));
    if (backend == "cuda") require_device_memory();
  }
  /// Where there is no device, the arms' own back ends say so.
  void require_device_memory() const {
    const double one = device_bytes(bone_.domain, bone_.c.numerics.precision);
    const double free = free_device_bytes(options_.device);
    const double need = device_bytes_of_arms(one, running_.size()), have = device_bytes_for_fields(free);
    if (free > 0.0 && need > have)
      throw DeviceError(fmt::format(
          "{} arms of this grid do not fit the memory of CUDA device {}: {:.1f} GB each, {:.1f} GB together "
          "and {:.1f} GB are free for it; use a coarser geometry.spacing, fewer arms at a time, or --backend cpu",
          running_.size(), options_.device, one / 1e9, need / 1e9, have / 1e9));
  }

  void stage(const std::string& what) const {
    if (options_.on_stage) options_.on_stage(what);
  }
  void warn(const std::string& warning) const {
    if (options_.on_warning) options_.on_warning(warning);
  }
  bool is_of_the_bone(const std::string& warning) const {
    return std::find(bone_.warnings.begin(), bone_.warnings.end(), warning) != bone_.warnings.end();
  }

  RunOptions options_of(const ArmOutcome& arm) {
    RunOptions options = options_;
    options.output = arm.folder;
    options.on_ready = {};
    const auto with_name = [name = arm.name](const std::function<void(const std::string&)>& tell) {
      return !tell ? tell : [=](const std::string& what) { tell(fmt::format("{}: {}", name, what)); };
    };
    options.on_stage = with_name(options_.on_stage);
    options.on_message = with_name(options_.on_message);
    options.on_warning = [this, tell = with_name(options_.on_warning)](const std::string& warning) {
      // The bone's have been told; others may be the same for all arms.
      if (tell && !is_of_the_bone(warning) && told_.insert(warning).second) tell(warning);
    };
    return options;
  }

  /// The last arm to begin takes the bone itself.
  ArmStart start_of(std::size_t place) {
    const std::size_t arm = running_[place];
    ArmStart start{++begun_ < running_.size() ? bone_ : std::move(bone_), std::move(inputs_[arm]), &convoy_};
    bone_.warnings = start.prepared.warnings;
    start.prepared.c = cases_[arm];
    return start;
  }

  void run(std::size_t place) {
    ArmOutcome& outcome = outcomes_[running_[place]];
    const RunOptions options = options_of(outcome);
    std::function<void(const Progress&)> on_progress;
    if (on_progress_)
      on_progress = [&](const Progress& own) {
        const std::chrono::duration<double> wall = Clock::now() - start_;
        on_progress_(progress_->update(place, own, wall.count()));
      };
    try {
      outcome.summary = run_arm(start_of(place), options, on_progress);
    } catch (...) {
      outcome.failure = std::current_exception();
    }
    if (outcome.failure || outcome.summary.finished) progress_->end(place);
    ++ended_;
    if (outcome.failure && ended_ < running_.size())
      warn(fmt::format("{}: has failed; the other arms go on", outcome.name));
  }

  const Case& case_;
  const RunOptions& options_;
  const std::function<void(const Progress&)>& on_progress_;
  const TrialFolder folder_;
  std::vector<Case> cases_;                     ///< of the arms
  std::vector<std::vector<InputFile>> inputs_;  ///< as they were read: case.toml may be replaced by the trial's own
  std::vector<ArmOutcome> outcomes_;
  std::vector<std::size_t> running_;  ///< arms that have not come to their end before
  std::vector<double> from_;          ///< where each arm goes on [day]
  Prepared bone_;
  std::optional<FolderLock> lock_;
  std::optional<TrialProgress> progress_;
  Convoy convoy_;
  Clock::time_point start_;
  std::set<std::string> told_;         ///< warnings of arms
  std::size_t begun_ = 0, ended_ = 0;  ///< arms
};

}  // namespace

std::vector<ArmOutcome> run_trial(const Case& c, const RunOptions& options,
                                  const std::function<void(const Progress&)>& progress) {
  if (c.arms.empty())
    throw InputError(fmt::format("{}: the case has no arms for a trial: run_case() runs it", c.source.string()));
  return Trial(c, options, progress).execute();
}

}  // namespace howship
