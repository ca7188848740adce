# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

# Finds the installed ns-3, and makes target ns3-offload::ns3 of its headers and libraries. The build includes this file,
# and so does the installed package.
#
# Not find_package(ns3): ns-3's own package asks for the development files of everything that ns-3 was built with. Its
# headers and libraries are enough.

if(NOT TARGET ns3-offload::ns3)
  find_path(NS3_INCLUDE_DIR ns3/core-module.h)
  if(NOT NS3_INCLUDE_DIR)
    message(FATAL_ERROR "ns3-offload needs the headers of ns-3: install libns3-dev or set NS3_INCLUDE_DIR")
  endif()
  add_library(ns3-offload::ns3 INTERFACE IMPORTED)
  set_target_properties(
    ns3-offload::ns3 PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${NS3_INCLUDE_DIR}"
                                INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${NS3_INCLUDE_DIR}"
  )
  foreach(module ${ns3_modules})
    find_library(NS3_LIBRARY_${module} ns3-${module})
    if(NOT NS3_LIBRARY_${module})
      message(FATAL_ERROR "ns3-offload needs ns-3's module ${module}: install libns3-dev or set NS3_LIBRARY_${module}")
    endif()
    set_property(
      TARGET ns3-offload::ns3 APPEND PROPERTY INTERFACE_LINK_LIBRARIES "${NS3_LIBRARY_${module}}"
    )
  endforeach()
endif()
