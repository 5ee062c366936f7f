namespace howship {
namespace {

struct Reading {
  int value = 0;
};

}  // namespace
}  // namespace howship
