#pragma once

namespace howship {

/// An OpenGL context that needs no display. Not tied to a thread: current only where and while an EglCurrent lives.
class EglContext {
 public:
  /// \throws DeviceError when there is none, with what to install
  EglContext();
  ~EglContext();
  EglContext(const EglContext&) = delete;
  EglContext& operator=(const EglContext&) = delete;

 private:
  friend class EglCurrent;
  void* display_ = nullptr;
  void* surface_ = nullptr;
  void* context_ = nullptr;
};

/// Makes a context current in this thread for as long as it lives.
class EglCurrent {
 public:
  /// \throws DeviceError when the driver refuses
  explicit EglCurrent(const EglContext& context);
  ~EglCurrent();
  EglCurrent(const EglCurrent&) = delete;
  EglCurrent& operator=(const EglCurrent&) = delete;

 private:
  const EglContext& context_;
};

}  // namespace howship
