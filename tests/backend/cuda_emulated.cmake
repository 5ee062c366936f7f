# Registers the tests labelled cuda-emulated. A finding of ptxcpu's checks ends the program with status 86.
function(add_emulated_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "OPTIONS;COMMAND")
  add_test(NAME CudaEmulated.${name} COMMAND ${HOWSHIP_PTXCPU} ${arg_OPTIONS} -- ${arg_COMMAND})
  set_tests_properties(CudaEmulated.${name} PROPERTIES LABELS cuda-emulated TIMEOUT 300
    # Run without a device, the program would pass with nothing done.
    FAIL_REGULAR_EXPRESSION "skipped cuda;\\[  SKIPPED \\];No tests? (ran|to run);Running 0 tests")
endfunction()

set(run_backend $<TARGET_FILE:howship_test_backend>)
add_emulated_test(Selftest OPTIONS --check all COMMAND $<TARGET_FILE:howship> selftest)
add_emulated_test(Bodies OPTIONS --check all COMMAND ${run_backend} --gtest_filter=On/Bodies.DoWhat*/cuda_*)
add_emulated_test(Launchers OPTIONS --check all --leaks COMMAND ${run_backend} --gtest_filter=On/Launchers.*/cuda_*)
# Threads in other orders, streams as late as CUDA allows: against the judge as before. Without the checks, which make
# a run ten times as long; those see a whole run in Selftest.
add_emulated_test(BodiesInReverseOrder OPTIONS --order reverse
  COMMAND ${run_backend} --gtest_filter=On/Bodies.*/cuda_*)
add_emulated_test(WholeStepsInShuffledOrder OPTIONS --order shuffle --seed 3 --late
  COMMAND ${run_backend} --gtest_filter=On/BackEnd.*/cuda_*)

# What goes wrong on a device ends the program with status 4 and one line that says so.
function(add_emulated_error name message)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "OPTIONS")
  add_test(NAME CudaEmulated.${name}
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/backend/expect_device_error.sh ${message}
            ${HOWSHIP_PTXCPU} ${arg_OPTIONS} -- $<TARGET_FILE:howship>)
  set_tests_properties(CudaEmulated.${name} PROPERTIES LABELS cuda-emulated TIMEOUT 300)
endfunction()
foreach(n 1 20 33)  # the first, a state, a vector of the linear solve
  add_emulated_error(FailedAllocation${n} "out of device memory.*coarser geometry.spacing or --backend cpu"
    OPTIONS --fail-alloc ${n})
endforeach()
foreach(n 1 2 30)  # the first state, the first sums, within a step
  add_emulated_error(FailedKernel${n} "CUDA: " OPTIONS --fail-launch ${n})
endforeach()
add_emulated_error(NoDevice "no (CUDA device can be used|NVIDIA driver).*--backend cpu" OPTIONS --devices 0)
add_emulated_error(SmallCard "out of device memory.*coarser geometry.spacing or --backend cpu" OPTIONS --memory 1)

# Runs that are killed and resumed, on CUDA and across the back ends.
add_test(NAME CudaEmulated.KilledRunsGoOn
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/backend/resume_across.sh $<TARGET_FILE:howship> ${HOWSHIP_PTXCPU} --)
set_tests_properties(CudaEmulated.KilledRunsGoOn PROPERTIES LABELS cuda-emulated TIMEOUT 300
  ENVIRONMENT "OMP_WAIT_POLICY=passive")
