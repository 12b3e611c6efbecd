# Installs libraries, headers, data, and what other projects find them by: a CMake package and a pkg-config file.
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/actornet)

install(DIRECTORY include/actornet DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(DIRECTORY dict DESTINATION ${CMAKE_INSTALL_DATADIR}/actornet)
install(FILES README.md LICENSE CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
foreach(kind static shared)
  string(SUBSTRING ${kind} 0 1 first)
  string(TOUPPER ${first} first)
  string(SUBSTRING ${kind} 1 -1 rest)
  install(TARGETS actornet_${kind} EXPORT actornet_${kind})
  install(EXPORT actornet_${kind} FILE actornet${first}${rest}Targets.cmake NAMESPACE actornet:: DESTINATION ${package_dir})
endforeach()

# Name of the imported target = pkg-config module, as found by the top-level CMakeLists.txt.
set(ACTORNET_PKGCONFIG_PAIRS IGRAPH=igraph PCRE2=libpcre2-8 UTF8PROC=libutf8proc UCHARDET=uchardet JANSSON=jansson EXPAT=expat XXHASH=libxxhash)
string(REGEX REPLACE "[A-Z0-9]+=" "" ACTORNET_PC_REQUIRES "${ACTORNET_PKGCONFIG_PAIRS}")
string(REPLACE ";" ", " ACTORNET_PC_REQUIRES "${ACTORNET_PC_REQUIRES}")
list(JOIN ACTORNET_PKGCONFIG_PAIRS " " ACTORNET_PKGCONFIG_PAIRS)
# From the .pc file up to the prefix, so that an installation can be moved.
file(RELATIVE_PATH ACTORNET_PC_PREFIX /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
string(REGEX REPLACE "/$" "" ACTORNET_PC_PREFIX "${ACTORNET_PC_PREFIX}")

foreach(file actornet.pc actornet-static.pc)
  configure_file(cmake/${file}.in ${file} @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${file} DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endforeach()
configure_package_config_file(cmake/actornetConfig.cmake.in actornetConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(actornetConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/actornetConfig.cmake ${PROJECT_BINARY_DIR}/actornetConfigVersion.cmake DESTINATION ${package_dir})
