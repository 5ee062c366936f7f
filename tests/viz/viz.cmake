# Reports as a browser shows them.
set(viz ${CMAKE_CURRENT_LIST_DIR})
add_test(NAME Viz.ReportsAreRightInChromium COMMAND ${viz}/check_reports.sh $<TARGET_FILE:howship>)
set(faults "asks for http://192.0.2.1/picture.png" "console: spoken" "pixels wide on a screen of 360"
           "has 2 broken pictures" "without a text in their place" "has the id twice twice")
list(JOIN faults "\n" faults)
add_test(NAME Viz.FaultyPagesAreReported COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/compile/must_fail.sh
         "${faults}" ${viz}/check_page.sh ${viz}/seeded/faulty.html)
set_tests_properties(Viz.ReportsAreRightInChromium Viz.FaultyPagesAreReported PROPERTIES LABELS system TIMEOUT ${HOWSHIP_TEST_SECONDS}
                     SKIP_RETURN_CODE 77 ENVIRONMENT "OMP_WAIT_POLICY=passive;OMP_NUM_THREADS=1")
