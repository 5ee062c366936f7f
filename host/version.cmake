# Version and commit, configured into include/howship/version.hpp of the build folder.
find_package(Git QUIET)
set(HOWSHIP_COMMIT "unknown")
if(GIT_FOUND)
  execute_process(COMMAND ${GIT_EXECUTABLE} -C ${PROJECT_SOURCE_DIR} rev-parse --short=12 HEAD
                  OUTPUT_VARIABLE git_commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE git_failed)
  if(NOT git_failed)
    set(HOWSHIP_COMMIT ${git_commit})
  endif()
endif()
configure_file(${PROJECT_SOURCE_DIR}/include/howship/version.hpp.in ${PROJECT_BINARY_DIR}/include/howship/version.hpp)
