# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Builds the module with waf.

By itself against an installed ns-3 (needs waf 2.0): waf configure build
In the contrib/ folder of an ns-3 tree up to 3.35, whose waf includes this file.

The lists below are explicit, and CMakeLists.txt has the same: `utils/sources.py` compares both with the files on
disk, and `utils/sources.py --update` writes them.
"""

import os

APPNAME = 'offload'
top = '.'
out = 'build-waf'

ns3_modules = [
    'core',
    'network',
    'internet',
    'point-to-point',
    'csma',
    'bridge',
    'traffic-control',
    'applications',
]

library_sources = [
    'model/cpu/cost-profile.cc',
    'model/cpu/operation.cc',
]

library_headers = [
    'model/cpu/cost-profile.h',
    'model/cpu/operation.h',
]

# ns-3 TestSuites; an ns-3 tree compiles them into its test library, the stand-alone build into offload-test-runner
ns3_test_sources = [
]

# Boost.Test, for what needs no simulation
unit_test_sources = [
]

# Runs the recorded packets of real engines through ours
vector_sources = [
]

# One program a file
example_sources = [
]


def options(opt):
    opt.load('compiler_cxx')
    opt.add_option('--cxx-standard', default='17', help='C++ standard: 17, 20 or 23 [default: 17]')


def configure(conf):
    if hasattr(conf, 'report_optional_feature'):
        return  # in an ns-3 tree, which has configured everything
    conf.load('compiler_cxx')
    conf.env.append_value('CXXFLAGS', ['-std=c++' + conf.options.cxx_standard, '-O2', '-g',
                                       '-Wall', '-Wextra', '-Wpedantic', '-Wshadow'])
    conf.env.append_value('DEFINES', ['NS3_LOG_ENABLE'])
    for module in ns3_modules:
        conf.check_cxx(lib='ns3-' + module, uselib_store='NS3', mandatory=True)
    conf.check_cxx(header_name='toml++/toml.h')
    conf.check_cxx(header_name='nlohmann/json.hpp')
    conf.check_cxx(lib='fmt', uselib_store='FMT')
    conf.check_cxx(lib='boost_unit_test_framework', uselib_store='BOOST_TEST')


def build(bld):
    definitions = ['OFFLOAD_PROFILE_DIR="%s"' % bld.path.find_node('model').make_node('profiles').abspath(),
                   'OFFLOAD_TEST_DATA_DIR="%s"' % bld.path.make_node('test/data').abspath()]
    if hasattr(bld, 'create_ns3_module'):
        build_in_ns3(bld, definitions)
    else:
        build_alone(bld, definitions)


def build_in_ns3(bld, definitions):
    """A module of an ns-3 tree."""
    module = bld.create_ns3_module('offload', ns3_modules)
    module.source = library_sources
    module.defines = definitions

    module_test = bld.create_ns3_module_test_library('offload')
    module_test.source = ns3_test_sources
    module_test.defines = definitions

    headers = bld(features='ns3header')
    headers.module = 'offload'
    headers.source = library_headers

    if bld.env['ENABLE_EXAMPLES']:
        for source in example_sources:
            name = os.path.splitext(os.path.basename(source))[0]
            program = bld.create_ns3_program(name, ['offload'] + ns3_modules)
            program.source = source
            program.lib = ['fmt']


def build_alone(bld, definitions):
    """A library and its programs, all in the output folder."""
    # The headers of a module are one flat name space, "ns3/NAME.h".
    include = bld.bldnode.make_node('include')
    folder = include.make_node('ns3').abspath()
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))
    for header in library_headers:
        os.symlink(bld.path.find_node(header).abspath(), os.path.join(folder, os.path.basename(header)))

    bld.shlib(source=library_sources, target='ns3-offload', name='offload', includes=[include],
              export_includes=[include], defines=definitions, use='NS3')

    def program(name, source, uselib='', defines=()):
        bld.program(source=source, target=name, use='offload NS3 FMT ' + uselib, rpath=bld.bldnode.abspath(),
                    defines=definitions + list(defines))

    program('offload-test-runner', ['utils/offload-test-runner.cc'] + ns3_test_sources)
    program('offload-unit-test', unit_test_sources, 'BOOST_TEST', ['BOOST_TEST_DYN_LINK'])
    program('offload-vectors', vector_sources)
    for source in example_sources:
        program(os.path.splitext(os.path.basename(source))[0], [source])
