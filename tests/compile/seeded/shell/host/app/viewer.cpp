#include <cstdio>
#include <cstdlib>
#include <string>
#include <unistd.h>

// Not system(): words of comments are let through.
void show(const std::string& title) {
  std::system(("viewer '" + title + "'").c_str());
  std::FILE* const out = popen(title.c_str(), "r");
  pclose(out);
  execlp("viewer", title.c_str(), nullptr);
}
