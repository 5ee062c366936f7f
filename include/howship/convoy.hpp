#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace howship {

/// Lets several runs of one process, the arms of a trial, share their launches. Each arm is a function that goes on as
/// if it were alone, on a thread of its own; but only one of them runs at a time, so nothing of it need be safe for
/// threads. Where an arm's back end must wait for its device it calls meet() with what is to be launched; once all arms
/// that still run have met, their launches are made together.
class Convoy {
 public:
  /// What an arm brings to a meeting. Its type is the business of the back ends, which must be of one kind.
  using Load = void*;
  using Together = std::function<void(const std::vector<Load>&)>;

  Convoy() = default;
  Convoy(const Convoy&) = delete;
  Convoy& operator=(const Convoy&) = delete;

  /// Runs work(arm) for each arm in [0, arms), always in this order between meetings. \return once all have ended, of
  /// each arm the exception with which it did, or nullptr; one that has failed stops no other. DeviceError of an arm
  /// for which no thread could be started.
  std::vector<std::exception_ptr> run(int arms, const std::function<void(int arm)>& work);

  /// To be called within run() by work: waits until `together` of one of the arms that meet has been called with the
  /// loads of all of them, in the order of the arms. It is called on the thread of run(). Rethrows what it threw, in
  /// each arm. Elsewhere `together` is called at once.
  /// \param patient waits for those who are not patient, and are served first, until they come with a load of its kind
  void meet(Load load, bool patient, const Together& together);

  /// How often arms met since run() began, and with how many loads in all: their ratio tells how much was shared.
  long meetings() const { return meetings_; }
  long loads() const { return loads_met_; }

  /// A place for what the back ends of all arms own together; empty at first, and emptied at the end of run().
  std::shared_ptr<void>& shared() { return shared_; }

 private:
  enum class Arm { Ready, Hastes, Waits, Ended };
  static constexpr int nobody = -1;

  void take_turn(int arm, std::unique_lock<std::mutex>& lock);
  void pass_turn();
  void launch(std::unique_lock<std::mutex>& lock);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Arm> arms_;
  std::vector<Load> loads_;
  std::vector<const Together*> together_;  ///< of each arm that waits
  std::exception_ptr thrown_;
  long meetings_ = 0, loads_met_ = 0;
  int turn_ = nobody;  ///< the arm that runs, or nobody: all wait or have ended, and run() is to launch
  std::shared_ptr<void> shared_;
};

}  // namespace howship
