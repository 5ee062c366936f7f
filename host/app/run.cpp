#include "howship/run.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "howship/error.hpp"
#include "howship/version.hpp"

#include "host/app/arm_run.hpp"
#include "host/app/finished_run.hpp"
#include "host/app/memory.hpp"
#include "host/app/prepare.hpp"
#include "host/app/process_facts.hpp"
#include "host/app/profile_report.hpp"
#include "host/app/provenance.hpp"
#include "host/app/restart.hpp"
#include "host/app/run_checkpoints.hpp"
#include "host/app/simulation.hpp"
#include "host/app/step_forecast.hpp"
#include "host/app/time_left.hpp"
#include "host/case/case_file.hpp"
#include "host/io/folder_lock.hpp"
#include "host/io/output.hpp"
#include "host/io/output_folder.hpp"
#include "host/io/output_links.hpp"
#include "host/io/run_log.hpp"
#include "host/io/trial_folder.hpp"
#include "host/io/users_files.hpp"
#include "host/io/written_file.hpp"
#include "kernels/backends.hpp"

namespace howship {

namespace {

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void require_memory(const Prepared& p, const std::string& backend) {
  const double need = bytes_on_host(p, backend);
  const double have = available_memory_bytes();
  if (have > 0.0 && need > have)
    throw DeviceError(
        fmt::format("this grid does not fit the memory: {} voxels need {:.1f} GB and {:.1f} GB are available; "
                    "use a coarser geometry.spacing",
                    p.domain.stored_voxels(), need / 1e9, have / 1e9));
}

BackendOptions options_for(const Case& c, const RunOptions& run, Convoy* convoy) {
  BackendOptions options = backend_options(c);
  options.convoy = convoy;
  options.name = run.backend;
  options.device = run.device;
  options.threads = run.threads;
  return options;
}

/// "denosumab 120 mg sc", "radiotherapy 4 Gy", "chemotherapy".
std::string in_words(const AppliedEvent& event) {
  if (!event.drug.empty()) return fmt::format("{} {:g} mg {}", event.drug, event.amount, event.route);
  return event.absorbed_dose > 0.0 ? fmt::format("{} {:g} Gy", event.kind, event.absorbed_dose) : event.kind;
}

/// Of a run that has nothing left to do: its folder stays as it is, to the last byte.
std::optional<Summary> finished_before(const Case& c, const RunOptions& options) {
  if (!options.resume) return std::nullopt;
  refuse_links(options.output);
  const std::optional<Summary> summary = finished_summary(options.output, c);
  if (!summary) return std::nullopt;
  const std::string how = fmt::format("day {:g} was reached before, and nothing is left to do", summary->end_time);
  if (options.on_message) options.on_message(how);
  if (options.on_stage) options.on_stage(how);
  return summary;
}

/// Runs one case: a function in parts, with what they share.
class Run {
 public:
  /// \param arm  of a trial; null: a run of its own
  Run(const Case& c, const RunOptions& options, const std::function<void(const Progress&)>& progress,
      ArmStart* arm = nullptr)
      : options_(options),
        on_progress_(progress),
        restart_(begin(c)),
        inputs_(arm != nullptr ? std::move(arm->inputs) : input_files(c)),
        p_(arm != nullptr ? std::move(arm->prepared) : read(c)),
        forecast_(p_.c) {
    if (arm == nullptr) refuse_to_replace(options.output, inputs_, false);  // a trial has looked at its arms' folders
    if (options.on_ready) options.on_ready();
    stage("setting up the solver");
    simulation_.emplace(p_.c, p_.domain, p_.sites, options_for(p_.c, options, arm != nullptr ? arm->convoy : nullptr));
    create_folder(options.output);
    lock_.emplace(options.output);
    restart_ = begin(p_.c);  // another run may have written there while the bone was read
    checkpoints_.emplace(options.output, p_.c, p_, options.checkpoint_every);
    if (restart_.checkpoint) {
      carried_ = checkpoints_->take_up(*restart_.checkpoint, *simulation_);
      nothing_left_ =
          simulation_->time() >= p_.c.end && is_same_course(restart_.checkpoint->text("case"), write_case(p_.c));
      output_.emplace(options.output, *restart_.checkpoint, p_.domain.stored_voxels());
      if (!nothing_left_) remove_reports(options.output);
      goes_on_ = true;
    } else {
      output_.emplace(options.output, options.overwrite || options.resume);
    }
    log_file_.emplace(output_->folder(), goes_on_);
    tell_the_log();
    if (arm == nullptr)
      for (const auto& other : TrialFolder(options.output, {}).other_runs())
        warn(fmt::format("{}: is a run, but no part of this one; it stays as it is", other.string()));
    replace_file(output_->folder() / "case.toml",
                 {nothing_left_ ? restart_.checkpoint->text("case") : write_case(p_.c)});
    record();
    output_->set_threads(options.threads);
    output_->set_domain(p_.domain, make_baseline(p_.sites, p_.c.tissue), p_.c.output);
    if (p_.mesh) output_->set_mesh(std::move(*p_.mesh));
    restart_.checkpoint.reset();  // a file that is still open would keep its space when it is removed
    simulation_->backend().set_profiling(options.profile);
    times_.set_up = seconds_since(start_);
  }

  Summary execute() {
    stepping_ = Clock::now();
    first_work_ = forecast_.until(simulation_->time());
    first_steps_ = simulation_->statistics().steps;
    time_left_.emplace(std::max(forecast_.total() - first_work_, 1e-9));
    try {
      simulation_->run([&](const TimeseriesRow& row) { on_row(row); }, [&](const AppliedEvent& e) { on_event(e); },
                       [&](const Snapshot& snapshot) { on_output(snapshot); }, [&] { return between_steps(); });
      // Before anything that only the end of a run leaves, so that a run that goes on from here is as if never stopped.
      save();
      const bool finished = simulation_->time() >= p_.c.end;
      if (!finished) append(simulation_->snapshot());
      wait_for_snapshot();
      if (!finished) log(fmt::format("stopped by a signal at day {:g} of {:g}", simulation_->time(), p_.c.end));
      return sum_up(finished);
    } catch (const NumericalError& error) {
      throw NumericalError(error.what() + kept_last_good_state(error.what()));
    } catch (const DeviceError& error) {
      log_file_->error(error.what());
      log_lost_snapshot();
      throw DeviceError(error.what() + way_to_go_on());
    } catch (const FileError& error) {
      log_file_->error(error.what());
      throw FileError(in_this_folder(error.what()) + way_to_go_on());
    }
  }

 private:
  /// Everything that can be wrong with the input shows before the folder is touched.
  Restart begin(const Case& c) const {
    refuse_links(options_.output);
    if (!options_.overwrite) TrialFolder(options_.output, {}).refuse_trial(options_.resume);
    if (options_.resume) return find_restart(options_.output, c);
    require_free_folder(options_.output, options_.overwrite);
    return {};
  }
  Prepared read(const Case& c) const {
    stage("reading the bone and cutting it into voxels");
    const std::string backend = backend_taken(options_for(c, options_, nullptr));
    Prepared prepared = prepare(c, backend);
    require_memory(prepared, backend);
    return prepared;
  }

  void stage(const std::string& what) const {
    if (options_.on_stage) options_.on_stage(what);
  }
  void log(const std::string& message) {
    log_file_->info(message);
    if (options_.on_message) options_.on_message(message);
  }
  void warn(const std::string& warning) {
    log_file_->warning(warning);
    if (options_.on_warning) options_.on_warning(warning);
  }

  void tell_the_log() {
    log(fmt::format("howship {} ({}): {}", version, commit, p_.c.title));
    if (options_.resume) {
      const std::string how = nothing_left_ ? fmt::format("day {:g} was reached before", simulation_->time())
                              : goes_on_    ? fmt::format("going on from day {:g}, step {}", simulation_->time(),
                                                          simulation_->statistics().steps)
                                            : std::string("no checkpoint to go on from: starting from the beginning");
      log(how);
      stage(how);
    }
    for (const std::string& warning : restart_.warnings) warn(warning);
    for (const std::string& warning : carried_.warnings) warn(warning);
    for (const std::string& warning : p_.warnings) warn(warning);
    log(fmt::format("{} active voxels in {} bricks, {:.2f} cm3", p_.domain.active_voxels(), p_.domain.bricks(),
                    p_.domain.volume() / 1000.0));
    log(fmt::format("back end {} ({}), {} precision, metastatic fraction {:.4g}", simulation_->backend().name(),
                    simulation_->backend().description(), p_.c.numerics.precision, simulation_->metastatic_fraction()));
    tell_of_the_fallback();
  }

  /// Who leaves the choice should know that it was not the GPU, and why.
  void tell_of_the_fallback() {
    if (options_.backend != "auto" || simulation_->backend().name() != "cpu") return;
    const std::string message = "running on the CPU: " + cuda_problem(options_.device);
    if (cuda_status().compiled)
      warn(message);
    else
      log(message);  // a build for CPUs does what it was built for
  }

  void record() {
    if (nothing_left_ && has_manifest(options_.output)) return;
    const auto warnings = goes_on_
                              ? record_resumption(p_.c, inputs_, simulation_->backend(), options_, simulation_->time())
                              : record_run(p_.c, inputs_, simulation_->backend(), options_);
    for (const std::string& warning : warnings) warn(warning);
  }

  template <class Item>
  void append(const Item& item) {
    const auto begun = Clock::now();
    output_->append(item);
    times_.output += seconds_since(begun);
  }
  void on_row(const TimeseriesRow& row) {
    append(row);
    carried_.last = row;
    if (!on_progress_) return;
    const double wall = seconds_since(stepping_);
    const long steps = simulation_->statistics().steps;
    const double updates = static_cast<double>(p_.domain.active_voxels()) * static_cast<double>(steps - first_steps_);
    time_left_->update(forecast_.until(row.time) - first_work_, wall);
    on_progress_({row.time, p_.c.end, row.dt, wall > 0.0 ? updates / wall : 0.0, wall, time_left_->seconds(), steps});
  }
  void on_event(const AppliedEvent& event) {
    append(event);
    log(fmt::format("day {:g}: {}", event.time, in_words(event)));
  }
  void on_output(const Snapshot& snapshot) {
    wait_for_snapshot();
    append(snapshot);
    const auto& s = simulation_->statistics();
    log(fmt::format("day {:g}: output; {} steps, {} rejected", snapshot.time, s.steps, s.rejected));
  }
  bool between_steps() {
    if (checkpoints_->due()) save();
    return options_.stop && options_.stop();
  }

  /// Here the solver stands still until the snapshot before is written. \throws FileError when it could not be
  void wait_for_snapshot() {
    const bool busy = output_->busy();
    // Only where it is worth a look.
    if (busy && seconds_waited_ > 0.5) stage("writing the fields");
    const auto begun = Clock::now();
    output_->wait();
    const double waited = seconds_since(begun);
    if (busy) seconds_waited_ = waited;
    times_.output += waited;
  }
  /// Of a snapshot that could not be written beside another failure, which ends the run.
  void log_lost_snapshot() {
    try {
      output_->wait();
    } catch (const std::exception& error) {
      log_file_->error(error.what());
    }
  }

  void save() {
    wait_for_snapshot();
    const auto begun = Clock::now();
    RunCheckpoints::Carried carried = carried_;
    carried.wall_seconds += seconds_since(start_);
    checkpoints_->save(*simulation_, *output_, carried);
    times_.output += seconds_since(begun);
  }
  /// \return what is to be added to the message of a failure when the state could not be kept
  std::string kept_last_good_state(const std::string& failure) {
    log_file_->error(failure);
    if (!simulation_->whole()) {
      log_lost_snapshot();
      return way_to_go_on();
    }
    try {
      save();
      output_->append(simulation_->snapshot());
      output_->wait();
    } catch (const Error& error) {
      log_file_->error(error.what());
      return fmt::format("; but it could not be written: {}", error.what());
    }
    return "";
  }
  /// A run cannot go on elsewhere.
  static std::string in_this_folder(std::string message) {
    const std::string advice = " or choose another folder";
    if (const std::size_t at = message.find(advice); at != std::string::npos) message.erase(at, advice.size());
    return message;
  }
  std::string way_to_go_on() const {
    if (checkpoints_->last_time() < 0.0) return "";
    return fmt::format("; --resume goes on from day {:g}", checkpoints_->last_time());
  }

  Summary sum_up(bool finished) {
    Summary summary;
    summary.title = p_.c.title;
    summary.version = version;
    summary.commit = commit;
    const CaseHashes hashes = hashes_of(p_.c);
    summary.case_sha256 = hashes.resolved;
    summary.parameters_sha256 = hashes.parameters;
    summary.backend = simulation_->backend().name();
    summary.device = simulation_->backend().description();
    summary.precision = p_.c.numerics.precision;
    summary.threads = threads_of(options_);
    summary.active_voxels = p_.domain.active_voxels();
    summary.stored_voxels = p_.domain.stored_voxels();
    std::copy_n(p_.domain.grid.spacing.begin(), 3, summary.spacing);
    summary.bone_region_volume = p_.domain.volume();
    summary.finished = finished;
    summary.end_time = simulation_->time();
    summary.metastatic_fraction = simulation_->metastatic_fraction();
    summary.wall_seconds = carried_.wall_seconds + (nothing_left_ ? 0.0 : seconds_since(start_));
    summary.peak_memory_bytes = peak_memory_bytes();
    summary.solver = simulation_->statistics();
    summary.balance = simulation_->balance();
    summary.last = carried_.last;
    output_->write_summary(summary);
    times_.writing = output_->seconds_writing();
    times_.total = seconds_since(start_);
    if (options_.profile)
      for (const std::string& line : profile_report(simulation_->backend().profile(), times_)) log(line);
    log(fmt::format("{} after {:.1f} s: {} steps, {} rejected, {:.0f} MB at most", finished ? "done" : "stopped",
                    summary.wall_seconds, summary.solver.steps, summary.solver.rejected,
                    summary.peak_memory_bytes / 1e6));
    return summary;
  }

  const Clock::time_point start_ = Clock::now();
  const RunOptions& options_;
  const std::function<void(const Progress&)>& on_progress_;
  Restart restart_;
  std::vector<InputFile> inputs_;  ///< as they were read: case.toml may be replaced by the run's own
  Prepared p_;
  const StepForecast forecast_;
  std::optional<TimeLeft> time_left_;
  std::optional<FolderLock> lock_;
  std::optional<Simulation> simulation_;
  std::optional<RunCheckpoints> checkpoints_;
  std::optional<RunOutput> output_;
  std::optional<RunLog> log_file_;
  RunCheckpoints::Carried carried_;
  HostTimes times_;
  Clock::time_point stepping_;
  bool goes_on_ = false, nothing_left_ = false;  ///< from a checkpoint; which is that of the finished run
  double first_work_ = 0.0, seconds_waited_ = 0.0;
  long first_steps_ = 0;
};

}  // namespace

Summary run_case(const Case& c, const RunOptions& options, const std::function<void(const Progress&)>& progress) {
  if (!c.arms.empty())
    throw InputError(
        fmt::format("{}: arm: the case has arms, which run_case() does not run; run_trial() does", c.source.string()));
  if (const std::optional<Summary> summary = finished_before(c, options)) return *summary;
  return Run(c, options, progress).execute();
}

Summary run_arm(ArmStart start, const RunOptions& options, const std::function<void(const Progress&)>& progress) {
  const Case& c = start.prepared.c;
  return Run(c, options, progress, &start).execute();
}

}  // namespace howship
