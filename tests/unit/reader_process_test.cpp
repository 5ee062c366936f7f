#include "host/geometry/reader_process.hpp"

#include <csignal>
#include <functional>
#include <new>
#include <string>
#include <vector>

#include <gmock/gmock.h>

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
