#include "host/io/run_log.hpp"

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>

#include "howship/error.hpp"

#include "host/io/one_line.hpp"

namespace howship {

struct RunLog::Impl {
  spdlog::logger logger;
  std::filesystem::path file;
  std::string failure{};  ///< of the last message; spdlog would print it

  void require_written() const {
    if (!failure.empty())
      throw FileError(
          fmt::format("{}: cannot be written: {}; free space or choose another folder", file.string(), failure));
  }
};

RunLog::RunLog(const std::filesystem::path& folder, bool continued) {
  const std::filesystem::path file = folder / "run.log";
  try {
    auto sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string(), !continued);
    // Outside spdlog's registry: two runs in one process must not share a logger by name.
    impl_ = std::make_unique<Impl>(Impl{spdlog::logger("howship", std::move(sink)), file});
  } catch (const spdlog::spdlog_ex& failed) {
    throw FileError(fmt::format("{}: cannot be written: {}", file.string(), failed.what()));
  }
  impl_->logger.set_pattern("%Y-%m-%d %H:%M:%S.%e [%l] %v");
  impl_->logger.flush_on(spdlog::level::info);
  impl_->logger.set_error_handler([impl = impl_.get()](const std::string& why) { impl->failure = one_line(why); });
}

RunLog::~RunLog() = default;
RunLog::RunLog(RunLog&&) noexcept = default;
RunLog& RunLog::operator=(RunLog&&) noexcept = default;

void RunLog::info(const std::string& message) {
  impl_->logger.info(one_line(message));
  impl_->require_written();
}
void RunLog::warning(const std::string& message) {
  impl_->logger.warn(one_line(message));
  impl_->require_written();
}
void RunLog::error(const std::string& message) {
  impl_->logger.error(one_line(message));
}

}  // namespace howship
