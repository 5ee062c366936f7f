# Version, compiler and libraries, configured into include/howship/version.hpp of the build folder, and the commit, which
# each build looks up again: it changes without CMake being run.
string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
get_target_property(options howship_options INTERFACE_COMPILE_OPTIONS)
# Of those, what can change a result.
string(REGEX MATCHALL "-[fmO][^;>]*" options "${options}")
string(REPLACE ";" " " options "${options}")
string(REGEX REPLACE " +" " " HOWSHIP_FLAGS "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build_type}} ${options}")
string(STRIP "${HOWSHIP_FLAGS}" HOWSHIP_FLAGS)
configure_file(${PROJECT_SOURCE_DIR}/include/howship/version.hpp.in ${PROJECT_BINARY_DIR}/include/howship/version.hpp)

set(HOWSHIP_COMMIT_FILE ${PROJECT_BINARY_DIR}/commit.cpp)
set(look_up_commit ${CMAKE_COMMAND} -D source=${PROJECT_SOURCE_DIR} -D file=${HOWSHIP_COMMIT_FILE}
                   -P ${CMAKE_CURRENT_LIST_DIR}/commit.cmake)
execute_process(COMMAND ${look_up_commit} COMMAND_ERROR_IS_FATAL ANY)
add_custom_target(howship_commit COMMAND ${look_up_commit} BYPRODUCTS ${HOWSHIP_COMMIT_FILE} VERBATIM)
