# Run by CPack before it packs: makes of what was installed a tree as Debian wants it.
set(program ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/program/usr/share)
set(development ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/development/usr/share)

# Where Debian's zsh looks.
file(MAKE_DIRECTORY ${program}/zsh/vendor-completions)
file(RENAME ${program}/zsh/site-functions/_howship ${program}/zsh/vendor-completions/_howship)
file(REMOVE_RECURSE ${program}/zsh/site-functions)

# The licence stands in the file named copyright. The change log is that of the package alone.
file(REMOVE ${program}/doc/howship/LICENSE)
execute_process(COMMAND git -C ${CPACK_HOWSHIP_SOURCE} log -1 --format=%aD OUTPUT_VARIABLE date
                OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT date)
  execute_process(COMMAND date -R OUTPUT_VARIABLE date OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()
foreach(entry "howship|${program}" "libhowship-dev|${development}")
  string(REPLACE "|" ";" entry "${entry}")
  list(POP_BACK entry share)
  set(doc ${share}/doc/${entry})
  file(MAKE_DIRECTORY ${doc})
  file(COPY_FILE ${CPACK_HOWSHIP_SOURCE}/tools/package/copyright ${doc}/copyright)
  file(WRITE ${doc}/changelog
    "${entry} (${CPACK_PACKAGE_VERSION}) stable; urgency=low\n\n"
    "  * See CHANGELOG.md of the sources.\n\n"
    " -- ${CPACK_PACKAGE_CONTACT}  ${date}\n")
  execute_process(COMMAND gzip -9 -n -f ${doc}/changelog COMMAND_ERROR_IS_FATAL ANY)
endforeach()
execute_process(COMMAND gzip -9 -n -f ${program}/man/man1/howship.1 COMMAND_ERROR_IS_FATAL ANY)

execute_process(COMMAND ${CPACK_HOWSHIP_SOURCE}/tools/dependencies.sh ${CPACK_HOWSHIP_PROGRAM} --spdx
                OUTPUT_FILE ${program}/doc/howship/howship.spdx.json COMMAND_ERROR_IS_FATAL ANY)

# Whatever the umask was.
file(GLOB_RECURSE installed LIST_DIRECTORIES true ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*)
foreach(path IN LISTS installed)
  if(IS_DIRECTORY ${path} OR path MATCHES "/bin/[^/]+$")
    set(rights OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
  else()
    set(rights OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
  endif()
  file(CHMOD ${path} PERMISSIONS ${rights})
endforeach()
