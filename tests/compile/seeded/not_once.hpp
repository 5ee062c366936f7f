inline int may_come_once() {
  return 1;
}
