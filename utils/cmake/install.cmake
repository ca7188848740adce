# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

# What `cmake --install` and `cpack` take from a stand-alone build: library, headers, data files, programs, the sources of
# the examples, and the files by which CMake and pkg-config find them. All of it may be moved as a whole: no file has the
# path of the installation.

include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/ns3-offload)
set(doc_dir ${CMAKE_INSTALL_DATADIR}/doc/ns3-offload)

install(TARGETS offload EXPORT ns3-offload-targets)
install(
  EXPORT ns3-offload-targets
  NAMESPACE ns3-offload::
  DESTINATION ${package_dir}
)
install(FILES ${module_headers} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/ns3-offload/ns3)
install(
  DIRECTORY model/data/
  DESTINATION ${CMAKE_INSTALL_DATADIR}/${data_name}
  FILES_MATCHING
  PATTERN "*.toml"
)
install(TARGETS ${installed_programs})

# Programs in Python: a link in bin leads to the file, which finds its modules beside itself and the data above.
set(tools_dir ${CMAKE_INSTALL_DATADIR}/${data_name}/tools)
set(installed_modules
    answer
    assumed_ranges
    calibrate_file
    calibrate_fit
    calibrate_report
    calibrate_runs
    cli
    experiment
    experiment_schema
    files
    folder_lock
    jobs
    measure_counters
    measure_link
    measure_machine
    measure_matrix
    measure_run
    measure_wakeup
    outcomes
    processes
    profile_file
    progress
    table
    toml_text
)
list(TRANSFORM installed_modules PREPEND utils/)
list(TRANSFORM installed_modules APPEND .py)
install(FILES ${installed_modules} DESTINATION ${tools_dir})
file(RELATIVE_PATH path_to_tools ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_DATADIR}/${data_name}/tools)
foreach(tool calibrate measure-host)
  install(PROGRAMS utils/${tool}.py DESTINATION ${tools_dir})
  install(
    CODE "file(CREATE_LINK ${path_to_tools}/${tool}.py
      \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_BINDIR}/offload-${tool}\" SYMBOLIC)"
  )
endforeach()
install(FILES ${example_sources} DESTINATION ${doc_dir}/examples)
install(DIRECTORY examples/data DESTINATION ${doc_dir}/examples)
install(FILES README.md CHANGES.md DESTINATION ${doc_dir})
install(FILES LICENSE DESTINATION ${doc_dir} RENAME copyright)

configure_package_config_file(
  utils/cmake/ns3-offload-config.cmake.in ${PROJECT_BINARY_DIR}/ns3-offload-config.cmake
  INSTALL_DESTINATION ${package_dir}
)
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/ns3-offload-config-version.cmake COMPATIBILITY SameMinorVersion
)
install(
  FILES ${PROJECT_BINARY_DIR}/ns3-offload-config.cmake
        ${PROJECT_BINARY_DIR}/ns3-offload-config-version.cmake utils/cmake/ns3.cmake
  DESTINATION ${package_dir}
)

set(pc_dir ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH prefix_from_pc /${pc_dir} /)
string(REGEX REPLACE "/$" "" prefix_from_pc "${prefix_from_pc}")
list(TRANSFORM ns3_modules PREPEND "-lns3-" OUTPUT_VARIABLE ns3_link_flags)
list(JOIN ns3_link_flags " " ns3_link_flags)
# Folders that the compiler knows by itself lose their place when they are named once more.
set(ns3_include_flags)
if(NOT NS3_INCLUDE_DIR IN_LIST CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES)
  set(ns3_include_flags "-isystem ${NS3_INCLUDE_DIR}")
endif()
get_filename_component(ns3_library_dir ${NS3_LIBRARY_core} DIRECTORY)
if(NOT ns3_library_dir IN_LIST CMAKE_CXX_IMPLICIT_LINK_DIRECTORIES)
  set(ns3_link_flags "-L${ns3_library_dir} -Wl,-rpath,${ns3_library_dir} ${ns3_link_flags}")
endif()
configure_file(utils/cmake/ns3-offload.pc.in ${PROJECT_BINARY_DIR}/ns3-offload.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/ns3-offload.pc DESTINATION ${pc_dir})

# `cpack` makes a Debian package of it. A script is built against libns3-dev.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME libns3-offload-dev)
set(CPACK_PACKAGE_CONTACT "The offload authors <offload@example.org>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS libns3-dev)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
include(CPack)
