# What an installed howship brings along: its licence, the view for ParaView, completions where the shells look for them,
# and the manual. The program itself prints the last two, so they cannot differ from it; it does when it is built, so that
# installing as another user leaves nothing of theirs behind.
include(GNUInstallDirs)
set(printed ${PROJECT_BINARY_DIR}/printed)
add_custom_command(TARGET howship POST_BUILD
  COMMAND ${CMAKE_COMMAND} -D program=$<TARGET_FILE:howship> -D folder=${printed} -P ${CMAKE_CURRENT_LIST_DIR}/print.cmake
  VERBATIM)
install(DIRECTORY ${printed}/ DESTINATION ${CMAKE_INSTALL_DATADIR} COMPONENT program)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(FILES ${PROJECT_SOURCE_DIR}/viz/howship_view.py DESTINATION ${CMAKE_INSTALL_DATADIR}/howship COMPONENT program)
