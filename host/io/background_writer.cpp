#include "host/io/background_writer.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace howship {

class BackgroundWriter::Thread {
 public:
  using Piece = std::packaged_task<double()>;

  /// That of the process; the first who asks has it made, the last who lets go of it ends it.
  static std::shared_ptr<Thread> of_the_process() {
    static std::mutex one_at_a_time;
    static std::weak_ptr<Thread> shared;
    const std::lock_guard<std::mutex> lock(one_at_a_time);
    std::shared_ptr<Thread> thread = shared.lock();
    if (!thread) shared = thread = std::make_shared<Thread>();
    return thread;
  }

  Thread() : thread_([this] { work(); }) {}
  ~Thread() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      over_ = true;
    }
    changed_.notify_one();
    thread_.join();
  }
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

  void add(Piece piece) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      pieces_.push_back(std::move(piece));
    }
    changed_.notify_one();
  }

 private:
  void work() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] { return over_ || !pieces_.empty(); });
      if (pieces_.empty()) return;
      Piece piece = std::move(pieces_.front());
      pieces_.pop_front();
      lock.unlock();
      piece();
      lock.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Piece> pieces_;
  bool over_ = false;
  std::thread thread_;  // last: it uses the others
};

BackgroundWriter::BackgroundWriter() = default;

BackgroundWriter::~BackgroundWriter() {
  if (last_.valid()) last_.wait();
}

void BackgroundWriter::start(std::function<void()> piece) {
  const double before = seconds();  // waits
  if (!thread_) thread_ = Thread::of_the_process();
  Thread::Piece timed([work = std::move(piece), before] {
    const auto begun = std::chrono::steady_clock::now();
    work();
    return before + std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  });
  last_ = timed.get_future().share();
  thread_->add(std::move(timed));
}

void BackgroundWriter::wait() const {
  if (last_.valid()) last_.get();
}

bool BackgroundWriter::busy() const {
  return last_.valid() && last_.wait_for(std::chrono::seconds(0)) != std::future_status::ready;
}

double BackgroundWriter::seconds() const {
  return last_.valid() ? last_.get() : 0.0;
}

}  // namespace howship
