# The tests of the back ends. Those of the CUDA back end carry the label gpu and are skipped without a device.
set(of_cuda "*/cuda_*")
target_link_libraries(howship_test_backend PRIVATE OpenMP::OpenMP_CXX)  # for the templates of CpuLauncher
if(HOWSHIP_CUDA_COMPILED)
  add_library(howship_test_cuda_runner OBJECT backend/cuda_runner.cu)
  set_property(TARGET howship_test_cuda_runner PROPERTY CUDA_STANDARD 17)
  target_compile_options(howship_test_cuda_runner PRIVATE -Xcompiler=-Wno-unknown-pragmas --expt-relaxed-constexpr -Werror=all-warnings)
  target_link_libraries(howship_test_cuda_runner PRIVATE howship_options)
  target_sources(howship_test_backend PRIVATE $<TARGET_OBJECTS:howship_test_cuda_runner>)
  target_compile_definitions(howship_test_backend PRIVATE HOWSHIP_TEST_CUDA)
  if(CMAKE_CUDA_RUNTIME_LIBRARY STREQUAL "Shared")
    target_link_libraries(howship_test_backend PRIVATE CUDA::cudart)
  else()
    target_link_libraries(howship_test_backend PRIVATE CUDA::cudart_static)
  endif()
endif()
gtest_discover_tests(howship_test_backend TEST_FILTER "-${of_cuda}" TEST_LIST backend_tests
  DISCOVERY_TIMEOUT 60 PROPERTIES LABELS backend TIMEOUT ${HOWSHIP_TEST_SECONDS} ENVIRONMENT "OMP_WAIT_POLICY=passive")
gtest_discover_tests(howship_test_backend TEST_FILTER "${of_cuda}" TEST_LIST gpu_tests
  DISCOVERY_TIMEOUT 60 PROPERTIES LABELS gpu TIMEOUT ${HOWSHIP_TEST_SECONDS} ENVIRONMENT "OMP_WAIT_POLICY=passive")

# The CUDA back end's PTX, executed on the processor by ptxcpu in place of the CUDA runtime.
if(HOWSHIP_CUDA_COMPILED AND CMAKE_CUDA_RUNTIME_LIBRARY STREQUAL "Shared")
  set(default_ptxcpu ${PROJECT_SOURCE_DIR}/../shared/ptxcpu/ptxcpu)
  if(DEFINED ENV{HOWSHIP_PTXCPU})
    set(default_ptxcpu $ENV{HOWSHIP_PTXCPU})
  endif()
  set(HOWSHIP_PTXCPU ${default_ptxcpu} CACHE FILEPATH "PTX emulator for the tests labelled cuda-emulated")
  if(EXISTS ${HOWSHIP_PTXCPU})
    include(backend/cuda_emulated.cmake)
  else()
    add_test(NAME CudaEmulated.NeedsPtxcpu
      COMMAND ${CMAKE_COMMAND} -E echo "skipped: there is no ptxcpu at ${HOWSHIP_PTXCPU}; set HOWSHIP_PTXCPU")
    set_tests_properties(CudaEmulated.NeedsPtxcpu PROPERTIES LABELS cuda-emulated SKIP_REGULAR_EXPRESSION "skipped: ")
  endif()
endif()
