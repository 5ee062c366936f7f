#pragma once

#include <functional>
#include <future>
#include <memory>

namespace howship {

/// Work on files that is done while its owner goes on, one piece at a time.
///
/// All writers of the process share one thread, which lives as long as any of them and does their pieces in the order
/// in which they were started, so that no two of them write at once. A piece must not start or wait for another.
class BackgroundWriter {
 public:
  BackgroundWriter();
  /// Waits for the piece at work. What it throws is lost: wait() is the place to learn of it.
  ~BackgroundWriter();
  BackgroundWriter(const BackgroundWriter&) = delete;
  BackgroundWriter& operator=(const BackgroundWriter&) = delete;

  /// Waits for the piece before, then has this one done. What it refers to must outlive it.
  /// \throws what the piece before threw; nothing is started then
  void start(std::function<void()> piece);

  /// Returns once nothing is left to do. After a piece has failed nothing is ever started again.
  /// \throws what the last piece threw, each time it is called
  void wait() const;

  bool busy() const;
  /// What all pieces together took; waits as wait() does [s].
  double seconds() const;

 private:
  class Thread;

  std::shared_ptr<Thread> thread_;
  std::shared_future<double> last_;  // gives the seconds of all pieces
};

}  // namespace howship
