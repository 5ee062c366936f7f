# Registers the tests labelled cuda-emulated. A finding of ptxcpu's checks ends the program with status 86.
function(add_emulated_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "OPTIONS;COMMAND")
  add_test(NAME CudaEmulated.${name} COMMAND ${HOWSHIP_PTXCPU} ${arg_OPTIONS} -- ${arg_COMMAND})
  set_tests_properties(CudaEmulated.${name} PROPERTIES LABELS cuda-emulated TIMEOUT 300
    ENVIRONMENT "HOWSHIP_TEST_BACKEND=cuda;OMP_WAIT_POLICY=passive"
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

add_emulated_test(Bits COMMAND ${run_backend} --gtest_filter=On/Bits.*/cuda_*:On/DeviceBytes.*/cuda_*:On/SourceOn.*/cuda_*)
# Arms in one convoy: launches of all as one, on late streams.
add_emulated_test(Arms OPTIONS --late COMMAND ${run_backend} --gtest_filter=On/Arms.*/cuda_*)
# Whole runs in other orders, on other numbers of host threads, on late streams and on a second device.
set(here ${CMAKE_CURRENT_SOURCE_DIR}/backend)
foreach(case two_lesions plate)
  add_test(NAME CudaEmulated.SameBitsInAnyOrder.${case}
    COMMAND ${here}/same_bits.sh ${here}/${case}.toml $<TARGET_FILE:howship> ${HOWSHIP_PTXCPU})
  set_tests_properties(CudaEmulated.SameBitsInAnyOrder.${case} PROPERTIES LABELS cuda-emulated TIMEOUT 300)
endforeach()
add_emulated_test(Plate OPTIONS --check all
  COMMAND $<TARGET_FILE:howship> run ${here}/plate.toml --until "0.1 day" --backend cuda --overwrite --quiet -o emulated_plate)

# Tests of label verification on the CUDA back end: those that take seconds when emulated, the shortest with all checks. All of them
# run on a device (label gpu). Then tests of label system, whose runs take the device that they find.
function(add_emulated_suites program options)
  foreach(filter IN LISTS ARGN)
    string(REGEX MATCH "[A-Z][A-Za-z]+" suite ${filter})
    add_emulated_test(${suite} OPTIONS ${options} COMMAND ${program} --gtest_filter=${filter})
  endforeach()
endfunction()
add_emulated_suites($<TARGET_FILE:howship_test_verification> "--check;all"
  SourceRates.* DenseOutput.BeginsAndEnds* */HealthyBone.*/mixed */BadStart.*/rankl:*/BadStart.*/mineral
  TimeSteps.EndOnDosesExactly */Balance.ClosesProcessByProcess/mixed)
add_emulated_suites($<TARGET_FILE:howship_test_verification> "--late"
  Guards.*-*NeverEnd TreatedLesions.* BalanceOfAStep.* Denosumab.* Diffusion.Cosine*)
add_emulated_suites($<TARGET_FILE:howship_test_system> "" RunFolder.* NumericalFailure.*
  ATrial.* BadArguments.*-*WhereThereIsNone Check.Warns* Info.* Json.*-*OfBones:*OfLists Manifest.* Run.SaysWhere*)

# What goes wrong on a device ends the program with status 4 and one line that says so, and loses no checkpoint. Small cards would hold
# the arrays, but not the granules between them.
function(add_emulated_error name message run_options)
  add_test(NAME CudaEmulated.${name}
    COMMAND ${here}/expect_device_error.sh ${message} "${run_options}" ${HOWSHIP_PTXCPU} ${ARGN} -- $<TARGET_FILE:howship>)
  set_tests_properties(CudaEmulated.${name} PROPERTIES LABELS cuda-emulated TIMEOUT 300)
endfunction()
add_emulated_error(NoDevice "no (CUDA device can be used|NVIDIA driver).*--backend cpu" "" --devices 0)
add_emulated_error(SmallCard "out of device memory.*coarser geometry.spacing or --backend cpu" "" --memory 90)
add_emulated_error(SmallCardForArms "2 arms of this grid do not fit the memory of CUDA device 0" "" --memory 150)
set_tests_properties(CudaEmulated.SmallCardForArms PROPERTIES ENVIRONMENT "ARMS=2")
add_emulated_error(DeviceBeyondTheLast "--device 2 does not exist: this machine has 2" "--device 2" --devices 2)
foreach(name FailedAllocations FailedLaunches)
  string(REGEX REPLACE "([a-z])([A-Z])" "\\1_\\2" script ${name})
  string(TOLOWER ${script} script)
  add_test(NAME CudaEmulated.${name} COMMAND ${here}/${script}.sh $<TARGET_FILE:howship> ${HOWSHIP_PTXCPU})
  set_tests_properties(CudaEmulated.${name} PROPERTIES LABELS cuda-emulated TIMEOUT 300)
endforeach()

# Runs that are killed and resumed, on CUDA and across the back ends.
add_test(NAME CudaEmulated.KilledRunsGoOn
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/backend/resume_across.sh $<TARGET_FILE:howship> ${HOWSHIP_PTXCPU} --)
set_tests_properties(CudaEmulated.KilledRunsGoOn PROPERTIES LABELS cuda-emulated TIMEOUT 300
  ENVIRONMENT "OMP_WAIT_POLICY=passive")
