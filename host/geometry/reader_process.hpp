#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <type_traits>
#include <vector>

namespace howship {

/// What a reader hands over: plain values and arrays of them, taken out in the order in which they were put. Lies in a
/// memory file that two processes share.
class Parcel {
 public:
  Parcel();
  ~Parcel();
  Parcel(Parcel&& other) noexcept : file_(other.file_) { other.file_ = -1; }
  Parcel(const Parcel&) = delete;
  Parcel& operator=(const Parcel&) = delete;
  Parcel& operator=(Parcel&&) = delete;

  template <class T>
  void put(const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    append(&value, sizeof(T));
  }
  template <class T>
  void put(const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    put(values.size());
    append(values.data(), values.size() * sizeof(T));
  }
  /// Further values of an array whose number was put before, as a std::size_t; taken together with take_all.
  template <class T>
  void put_part(const T* values, std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T>);
    append(values, count * sizeof(T));
  }
  void put(const std::string& text) { put(std::vector<char>(text.begin(), text.end())); }

  template <class T>
  T take() {
    static_assert(std::is_trivially_copyable_v<T>);
    T value{};
    extract(&value, sizeof(T));
    return value;
  }
  template <class T>
  std::vector<T> take_all() {
    static_assert(std::is_trivially_copyable_v<T>);
    std::vector<T> values(take<std::size_t>());
    extract(values.data(), values.size() * sizeof(T));
    return values;
  }
  std::string take_text() {
    const std::vector<char> text = take_all<char>();
    return {text.begin(), text.end()};
  }
  void rewind();  ///< to take from the start

 private:
  friend Parcel read_apart(const std::filesystem::path& file, const std::string& kind,
                           const std::function<void(Parcel&)>& read);
  void append(const void* from, std::size_t bytes);
  void extract(void* to, std::size_t bytes);
  void empty();  ///< throws away what was put
  int file_;
};

/// Runs `read` in a process of its own, whose memory and time are bounded by what the file's size makes plausible, and
/// returns what it put. Files from anywhere may crash the libraries that read them, make them allocate what a damaged
/// header says, or never return: that ends in an InputError about the file instead.
///
/// `read` must not start threads. Its Errors come over as they are; whatever else it prints is lost.
/// \param kind what the file was read as, for the message: "STL surface"
/// \throws DeviceError for a file larger than the memory of the machine; InputError, FileError and what of howship's
///   errors `read` throws
Parcel read_apart(const std::filesystem::path& file, const std::string& kind, const std::function<void(Parcel&)>& read);

}  // namespace howship
