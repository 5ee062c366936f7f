# howship-validate holds the model to published facts (facts.csv). It runs whatever the verdicts; the test compares them
# with the committed record, so that a verdict cannot change unnoticed in either direction.
set(validation ${CMAKE_CURRENT_SOURCE_DIR}/validation)
file(GLOB sources CONFIGURE_DEPENDS ${validation}/*.cpp)
add_executable(howship_validate ${sources})
set_target_properties(howship_validate PROPERTIES OUTPUT_NAME howship-validate)
target_link_libraries(howship_validate PRIVATE howship_app howship_models)
target_compile_definitions(howship_validate PRIVATE HOWSHIP_SOURCE_DIR="${PROJECT_SOURCE_DIR}")

# A minute of one core when optimised; ten times that in instrumented builds, where it says nothing more.
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  add_test(NAME Validation.VerdictsAreThoseOfTheTable COMMAND howship_validate --check)
  set_tests_properties(Validation.VerdictsAreThoseOfTheTable PROPERTIES PROCESSORS 2 COST 90)
  set(of_release Validation.VerdictsAreThoseOfTheTable)
endif()
add_test(NAME Validation.ChangesAreReported
         COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/compile/must_fail.sh
                 "PK10: was FAIL (61), is pass (61)\nPK13: moved from 2 to 2.69707\nTI01: is not in the record\nZZ99: is in the record but no fact"
                 $<TARGET_FILE:howship_validate> --only PK10,PK13,TI01 --check ${validation}/seeded/verdicts.csv)
add_test(NAME Validation.BadFactIsReported
         COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/compile/must_fail.sh "bad_facts.csv:3: kind = 'bnad'; known: band"
                 $<TARGET_FILE:howship_validate> --facts ${validation}/seeded/bad_facts.csv)
add_test(NAME Validation.AnswerWithoutFactIsReported
         COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/compile/must_fail.sh "no fact asks the question BM01.1"
                 $<TARGET_FILE:howship_validate> --facts ${validation}/seeded/few_facts.csv)
set_tests_properties(${of_release} Validation.ChangesAreReported Validation.BadFactIsReported
                     Validation.AnswerWithoutFactIsReported
                     PROPERTIES LABELS validation TIMEOUT ${HOWSHIP_TEST_SECONDS} ENVIRONMENT "OMP_WAIT_POLICY=passive")
