# cmake -D source=FOLDER -D file=COMMIT.cpp -P commit.cmake: the commit of a working tree, and whether its files differ
# from it, as a source file that is touched only when they change. Run by every build.
find_package(Git QUIET)
set(HOWSHIP_COMMIT "unknown")
set(HOWSHIP_MODIFIED "false")
if(GIT_FOUND)
  execute_process(COMMAND ${GIT_EXECUTABLE} -C ${source} rev-parse --short=12 HEAD
                  OUTPUT_VARIABLE git_commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE git_failed)
  if(NOT git_failed)
    set(HOWSHIP_COMMIT ${git_commit})
    execute_process(COMMAND ${GIT_EXECUTABLE} -C ${source} status --porcelain --untracked-files=no
                    OUTPUT_VARIABLE git_changes ERROR_QUIET)
    if(git_changes)
      set(HOWSHIP_MODIFIED "true")
    endif()
  endif()
endif()
file(CONFIGURE OUTPUT ${file} CONTENT [[
#include "howship/version.hpp"

namespace howship {
const char* const commit = "@HOWSHIP_COMMIT@";
const bool modified = @HOWSHIP_MODIFIED@;
}  // namespace howship
]] @ONLY)
