#include "host/geometry/reader_process.hpp"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <new>
#include <string>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>
#include <vtkSMPTools.h>

#include "howship/error.hpp"

namespace howship {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// What reading "a.stl" in such a way ends in.
template <class Ends>
std::string message(const std::function<void(Parcel&)>& read) {
  try {
    read_apart("a.stl", "STL surface", read);
  } catch (const Ends& error) {
    return error.what();
  }
  return "was read";
}

TEST(ReadApart, HandsOverWhatWasPut) {
  Parcel parcel = read_apart("a.stl", "STL surface", [](Parcel& into) {
    into.put(3.5);
    into.put(std::vector<int>{1, 2, 3});
    into.put(std::string("a name"));
    into.put(std::size_t{3});
    const std::vector<float> pieces{4.0F, 5.0F, 6.0F};
    into.put_part(pieces.data(), 1);
    into.put_part(pieces.data() + 1, 2);
  });
  EXPECT_EQ(parcel.take<double>(), 3.5);
  EXPECT_THAT(parcel.take_all<int>(), testing::ElementsAre(1, 2, 3));
  EXPECT_EQ(parcel.take_text(), "a name");
  EXPECT_THAT(parcel.take_all<float>(), testing::ElementsAre(4.0F, 5.0F, 6.0F));
}

/// Threads of this process.
std::size_t threads() {
  std::size_t count = 0;
  for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) count += task.exists() ? 1 : 0;
  return count;
}

// Each of VTK's threads would take address space that a small file does not have.
TEST(ReadApart, LetsVtkStartNoThreads) {
  Parcel parcel = read_apart("a.stl", "STL surface", [](Parcel& into) {
    std::vector<double> values(1000000, 1.0);
    vtkSMPTools::Sort(values.begin(), values.end());
    into.put(std::string(vtkSMPTools::GetBackend()));
    into.put(threads());
  });
  EXPECT_EQ(parcel.take_text(), "Sequential");
  EXPECT_EQ(parcel.take<std::size_t>(), 1U);
}

// Memory allowed grows with the data, which stand beside some headers.
TEST(ReadApart, CountsTheDataBesideAHeader) {
  const auto folder = std::filesystem::path(testing::TempDir()) / ("reader_process_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder / "raw");
  std::ofstream(folder / "raw/ct.raw").close();
  std::filesystem::resize_file(folder / "raw/ct.raw", 2000000);
  std::ofstream(folder / "CT.MHD") << "NDims = 3\nElementDataFile = raw/ct.raw\n";
  const auto here = std::filesystem::current_path();
  std::filesystem::current_path(folder);
  // More than the half gigabyte that every file has.
  const auto large = [](Parcel& into) { into.put(std::vector<char>(1000000000, 1).size()); };
  EXPECT_EQ(read_apart("CT.MHD", "MetaImage", large).take<std::size_t>(), 1000000000U);
  EXPECT_THROW(read_apart("none.mhd", "MetaImage", large), InputError);
  std::filesystem::current_path(here);
  std::filesystem::remove_all(folder);
}

TEST(ReadApart, PassesErrorsOnAsTheyAre) {
  const auto fails = [](const auto& error) {
    return [&error](Parcel& into) {
      into.put(std::vector<int>(1000, 7));  // what was put before does not come over
      throw error;
    };
  };
  EXPECT_EQ(message<FileError>(fails(FileError("no such disk"))), "no such disk");
  EXPECT_EQ(message<InputError>(fails(InputError("no such label"))), "no such label");
  EXPECT_EQ(message<DeviceError>(fails(DeviceError("no memory"))), "no memory");
}

TEST(ReadApart, SurvivesWhatTheReaderDoesNot) {
  EXPECT_THAT(message<InputError>([](Parcel&) { std::raise(SIGSEGV); }),
              AllOf(HasSubstr("'a.stl' cannot be read as STL surface"), HasSubstr("damaged or of another kind")));
  EXPECT_THAT(message<InputError>([](Parcel&) { throw 1; }), HasSubstr("damaged or of another kind"));
  EXPECT_THAT(message<InputError>([](Parcel&) { throw std::bad_alloc(); }), HasSubstr("far more than fits its size"));
  // Past the limit, by far. Sanitizers end the process instead of throwing.
  EXPECT_THAT(message<InputError>([](Parcel& into) { into.put(std::vector<double>(std::size_t{1} << 33)); }),
              HasSubstr("'a.stl' cannot be read as STL surface"));
}

TEST(ReadApart, SaysSoWhenItWasStopped) {
  EXPECT_THAT(message<Stopped>([](Parcel&) { std::raise(SIGTERM); }), HasSubstr("stopped while 'a.stl' was read"));
  EXPECT_THAT(message<DeviceError>([](Parcel&) { std::raise(SIGKILL); }), HasSubstr("lack of memory"));
}

}  // namespace
}  // namespace howship
