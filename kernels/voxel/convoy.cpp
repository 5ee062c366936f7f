#include "howship/convoy.hpp"

#include <algorithm>
#include <string>
#include <system_error>
#include <thread>

#include "howship/error.hpp"

namespace howship {

namespace {
/// Of the thread that runs it.
thread_local int own_arm = -1;
}  // namespace

std::vector<std::exception_ptr> Convoy::run(int arms, const std::function<void(int arm)>& work) {
  std::vector<std::exception_ptr> ends(static_cast<std::size_t>(arms));
  arms_.assign(ends.size(), Arm::Ready);
  loads_.assign(ends.size(), nullptr);
  together_.assign(ends.size(), nullptr);
  turn_ = nobody;
  meetings_ = loads_met_ = 0;
  std::vector<std::thread> threads;
  threads.reserve(ends.size());
  std::unique_lock lock(mutex_);
  const auto start = [&](int arm) {
    threads.emplace_back([&, arm] {
      own_arm = arm;
      std::unique_lock own(mutex_);
      take_turn(arm, own);
      own.unlock();
      std::exception_ptr end;
      try {
        work(arm);
      } catch (...) {
        end = std::current_exception();
      }
      own.lock();
      ends[static_cast<std::size_t>(arm)] = end;
      arms_[static_cast<std::size_t>(arm)] = Arm::Ended;
      pass_turn();
    });
  };
  for (int arm = 0; arm < arms; ++arm) {
    try {
      start(arm);
    } catch (const std::system_error& error) {
      ends[static_cast<std::size_t>(arm)] = std::make_exception_ptr(DeviceError(
          std::string("no thread can be started for another arm (") + error.what() + "); run fewer arms at a time"));
      arms_[static_cast<std::size_t>(arm)] = Arm::Ended;
    }
  }
  pass_turn();
  while (std::any_of(arms_.begin(), arms_.end(), [](Arm a) { return a != Arm::Ended; })) {
    changed_.wait(lock, [&] { return turn_ == nobody; });
    launch(lock);
  }
  lock.unlock();
  for (std::thread& thread : threads) thread.join();
  shared_.reset();
  return ends;
}

void Convoy::meet(Load load, bool patient, const Together& together) {
  const int arm = own_arm;
  if (arm < 0) {
    together({load});
    return;
  }
  std::unique_lock lock(mutex_);
  loads_[static_cast<std::size_t>(arm)] = load;
  together_[static_cast<std::size_t>(arm)] = &together;
  arms_[static_cast<std::size_t>(arm)] = patient ? Arm::Waits : Arm::Hastes;
  pass_turn();
  take_turn(arm, lock);
  if (thrown_) std::rethrow_exception(thrown_);
}

void Convoy::take_turn(int arm, std::unique_lock<std::mutex>& lock) {
  changed_.wait(lock, [&] { return turn_ == arm; });
}

/// To the next arm that is ready, in their order; when there is none, to run().
void Convoy::pass_turn() {
  const auto next = std::find(arms_.begin(), arms_.end(), Arm::Ready);
  turn_ = next == arms_.end() ? nobody : static_cast<int>(next - arms_.begin());
  changed_.notify_all();
}

void Convoy::launch(std::unique_lock<std::mutex>& lock) {
  const bool haste = std::find(arms_.begin(), arms_.end(), Arm::Hastes) != arms_.end();
  const Arm served = haste ? Arm::Hastes : Arm::Waits;
  std::vector<Load> loads;
  const Together* together = nullptr;
  for (std::size_t arm = 0; arm < arms_.size(); ++arm)
    if (arms_[arm] == served) {
      loads.push_back(loads_[arm]);
      together = together_[arm];
    }
  if (loads.empty()) return;
  ++meetings_;
  loads_met_ += static_cast<long>(loads.size());
  thrown_ = nullptr;
  lock.unlock();
  std::exception_ptr thrown;
  try {
    (*together)(loads);
  } catch (...) {
    thrown = std::current_exception();
  }
  lock.lock();
  thrown_ = thrown;
  std::replace(arms_.begin(), arms_.end(), served, Arm::Ready);
  pass_turn();
}

}  // namespace howship
