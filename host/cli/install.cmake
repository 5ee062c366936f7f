# What an installed howship brings along: completions where the shells look for them, and the manual. The program itself
# prints them, so they cannot differ from it.
include(GNUInstallDirs)
foreach(entry "completion bash|bash-completion/completions|howship" "completion zsh|zsh/site-functions|_howship"
              "completion fish|fish/vendor_completions.d|howship.fish" "man|man/man1|howship.1")
  string(REPLACE "|" ";" entry "${entry}")
  list(GET entry 0 arguments)
  list(GET entry 1 folder)
  list(GET entry 2 file)
  string(REPLACE " " "\" \"" arguments "${arguments}")
  set(printed ${PROJECT_BINARY_DIR}/printed/${folder})
  install(CODE "file(MAKE_DIRECTORY \"${printed}\")
execute_process(COMMAND \"$<TARGET_FILE:howship>\" \"${arguments}\" OUTPUT_FILE \"${printed}/${file}\" COMMAND_ERROR_IS_FATAL ANY)")
  install(FILES ${printed}/${file} DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder})
endforeach()
