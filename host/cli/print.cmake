# cmake -D program=HOWSHIP -D folder=FOLDER -P print.cmake: what howship prints for shells and for man, into a folder as
# below share/.
foreach(entry "completion;bash|bash-completion/completions/howship" "completion;zsh|zsh/site-functions/_howship"
              "completion;fish|fish/vendor_completions.d/howship.fish" "man|man/man1/howship.1")
  string(REPLACE "|" ";" entry "${entry}")
  list(POP_BACK entry file)
  get_filename_component(parent ${folder}/${file} DIRECTORY)
  file(MAKE_DIRECTORY ${parent})
  execute_process(COMMAND ${program} ${entry} OUTPUT_FILE ${folder}/${file} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
