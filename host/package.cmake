# What others build on: the static libraries of a run with their headers, found by find_package(howship). And the Debian
# packages, which tools/package.sh builds: howship, and libhowship-dev with these.
include(CMakePackageConfigHelpers)
set(exported howship_app howship_geometry howship_case howship_systemic howship_io howship_solver howship_backends)
add_library(howship_api INTERFACE)
target_link_libraries(howship_api INTERFACE howship_app)
target_compile_features(howship_api INTERFACE cxx_std_17)
set_target_properties(howship_api PROPERTIES EXPORT_NAME howship)
install(TARGETS howship_api ${exported} EXPORT howship-targets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ ${PROJECT_BINARY_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        COMPONENT development FILES_MATCHING PATTERN "*.hpp")
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/howship)
install(EXPORT howship-targets NAMESPACE howship:: DESTINATION ${package_folder} COMPONENT development)
string(REPLACE ";" " " HOWSHIP_VTK_COMPONENTS "${HOWSHIP_VTK_COMPONENTS}")
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/howship-config.cmake.in ${PROJECT_BINARY_DIR}/howship-config.cmake
                              INSTALL_DESTINATION ${package_folder} NO_SET_AND_CHECK_MACRO)
# Until version 1, names may change with the second number.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/howship-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/howship-config.cmake ${PROJECT_BINARY_DIR}/howship-config-version.cmake
        DESTINATION ${package_folder} COMPONENT development)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "The howship developers")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "bone remodelling around metastases under antiresorptive drugs")
set(CPACK_PACKAGE_CONTACT "The howship developers <maintainers@howship.invalid>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
                                                WORLD_EXECUTE)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/tools/package/debian.cmake)
set(CPACK_HOWSHIP_SOURCE ${PROJECT_SOURCE_DIR})
set(CPACK_HOWSHIP_PROGRAM ${PROJECT_BINARY_DIR}/howship)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME howship)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
# Pictures are drawn without a screen: in software where there is no other driver.
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "libegl-mesa0 | libegl-vendor, libgl1-mesa-dri")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "fonts-dejavu-core")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "paraview")
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION
"howship computes how bone is resorbed, formed and mineralised around lytic,
sclerotic and mixed metastases, and what denosumab and zoledronic acid change
about it: a reaction-diffusion model of signals, cells, bone and tumour in
every voxel of a vertebra, a pelvis or a scanned bone, together with a model
of the blood. Results are CSV tables and files for ParaView.
.
For research. Not a medical device.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libhowship-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
string(JOIN ", " CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS libfmt-dev libspdlog-dev libtomlplusplus-dev libsundials-dev
       libvtk9-dev libglew-dev libegl-dev zlib1g-dev libssl-dev)
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
"What the program howship runs cases with, for programs in C++: headers,
static libraries and a package for CMake, howship::howship.")
include(CPack)
