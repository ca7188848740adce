# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Builds the module with waf.

By itself against an installed ns-3 (needs waf 2.0): waf configure build
In the contrib/ folder of an ns-3 tree up to 3.35, whose waf includes this file.

The lists below are explicit, and CMakeLists.txt has the same: `utils/sources.py` compares both with
the files on disk, and `utils/sources.py --update` writes them.
"""

import os

from waflib import Context

APPNAME = "offload"
top = "."
out = "build-waf"

ns3_modules = [
    "core",
    "network",
    "internet",
    "point-to-point",
    "csma",
    "bridge",
    "traffic-control",
    "applications",
]

module_sources = [
    "helper/offload-csma-helper.cc",
    "helper/offload-loopback-helper.cc",
    "helper/offload-nic-helper.cc",
    "helper/offload-point-to-point-helper.cc",
    "helper/paravirtual-helper.cc",
    "model/app/cpu-datagram-sink.cc",
    "model/app/cpu-rpc-client.cc",
    "model/app/cpu-rpc-server.cc",
    "model/app/cpu-sink.cc",
    "model/app/cpu-source.cc",
    "model/cpu/cost-profile.cc",
    "model/cpu/cpu-core.cc",
    "model/cpu/host-cpu.cc",
    "model/cpu/operation.cc",
    "model/data/toml-reader.cc",
    "model/engine/checksum.cc",
    "model/engine/frame-sum.cc",
    "model/engine/frame.cc",
    "model/engine/gro-engine.cc",
    "model/engine/gro-held-packet.cc",
    "model/engine/gro-list.cc",
    "model/engine/gro-packet.cc",
    "model/engine/gro-rules.cc",
    "model/engine/gro-types.cc",
    "model/engine/header-view.cc",
    "model/engine/lro-descriptor-table.cc",
    "model/engine/lro-locator.cc",
    "model/engine/lro-manager.cc",
    "model/engine/lro-rules.cc",
    "model/engine/lro-session.cc",
    "model/engine/lro-tcp-segment.cc",
    "model/engine/lro-types.cc",
    "model/engine/receive-scaling.cc",
    "model/engine/segment-dccp.cc",
    "model/engine/segment-list.cc",
    "model/engine/segment-network.cc",
    "model/engine/segment-tcp.cc",
    "model/engine/segment-types.cc",
    "model/engine/segment-udp.cc",
    "model/engine/segment-ufo.cc",
    "model/engine/segmenter.cc",
    "model/engine/toeplitz-hash.cc",
    "model/nic/attribute-copy.cc",
    "model/nic/backlog-receive-queue.cc",
    "model/nic/bytes-header.cc",
    "model/nic/gro-receive-hook.cc",
    "model/nic/guest-receive-queue.cc",
    "model/nic/hardware-gro.cc",
    "model/nic/hardware-lro.cc",
    "model/nic/hardware-merger.cc",
    "model/nic/interrupt-ladder.cc",
    "model/nic/interrupt-moderation.cc",
    "model/nic/local-flows.cc",
    "model/nic/loopback-receive-queue.cc",
    "model/nic/lro-receive-hook.cc",
    "model/nic/napi-receive-queue.cc",
    "model/nic/nic-driver.cc",
    "model/nic/nic-features.cc",
    "model/nic/nic-preset.cc",
    "model/nic/offload-csma-net-device.cc",
    "model/nic/offload-loopback-net-device.cc",
    "model/nic/offload-point-to-point-net-device.cc",
    "model/nic/packet-forwarder.cc",
    "model/nic/packet-frame.cc",
    "model/nic/packet-segmenter.cc",
    "model/nic/paravirtual-net-device.cc",
    "model/nic/receive-buffers.cc",
    "model/nic/receive-hook.cc",
    "model/nic/receive-queue-set.cc",
    "model/nic/receive-queue.cc",
    "model/nic/transmit-path.cc",
    "model/nic/transmit-ring.cc",
    "model/nic/vlan-tag.cc",
    "model/queue/gso-queue-disc.cc",
    "model/stack/ipv4-identification.cc",
    "model/stack/list-headers-tag.cc",
    "model/stack/push-tag.cc",
    "model/stack/send-window-guard.cc",
    "model/stack/stretch-ack.cc",
    "model/stack/tcp-flow.cc",
    "model/stack/tcp-segment.cc",
    "model/stack/transmit-flow.cc",
    "model/stack/transmit-tag.cc",
    "model/stack/transmit-tap.cc",
    "model/stack/true-size-window.cc",
    "model/stack/udp-departure.cc",
    "model/stack/udp-segment-tag.cc",
    "model/stack/window-updater.cc",
]

module_headers = [
    "helper/offload-csma-helper.h",
    "helper/offload-loopback-helper.h",
    "helper/offload-nic-helper.h",
    "helper/offload-point-to-point-helper.h",
    "helper/paravirtual-helper.h",
    "model/app/cpu-datagram-sink.h",
    "model/app/cpu-rpc-client.h",
    "model/app/cpu-rpc-server.h",
    "model/app/cpu-sink.h",
    "model/app/cpu-source.h",
    "model/app/stream-pattern.h",
    "model/cpu/cost-profile.h",
    "model/cpu/cpu-core.h",
    "model/cpu/host-cpu.h",
    "model/cpu/operation.h",
    "model/data/toml-reader.h",
    "model/engine/checksum.h",
    "model/engine/flow-key.h",
    "model/engine/frame-sum.h",
    "model/engine/frame.h",
    "model/engine/gro-engine.h",
    "model/engine/gro-held-packet.h",
    "model/engine/gro-list.h",
    "model/engine/gro-packet.h",
    "model/engine/gro-rules.h",
    "model/engine/gro-sockets.h",
    "model/engine/gro-types.h",
    "model/engine/header-fields.h",
    "model/engine/header-view.h",
    "model/engine/lro-descriptor-table.h",
    "model/engine/lro-locator.h",
    "model/engine/lro-manager.h",
    "model/engine/lro-rules.h",
    "model/engine/lro-session.h",
    "model/engine/lro-tcp-segment.h",
    "model/engine/lro-types.h",
    "model/engine/piece.h",
    "model/engine/receive-scaling.h",
    "model/engine/segment-dccp.h",
    "model/engine/segment-list.h",
    "model/engine/segment-network.h",
    "model/engine/segment-protocol.h",
    "model/engine/segment-tcp.h",
    "model/engine/segment-types.h",
    "model/engine/segment-udp.h",
    "model/engine/segment-ufo.h",
    "model/engine/segmenter.h",
    "model/engine/toeplitz-hash.h",
    "model/nic/attribute-copy.h",
    "model/nic/backlog-receive-queue.h",
    "model/nic/bytes-header.h",
    "model/nic/ethernet-wire.h",
    "model/nic/gro-receive-hook.h",
    "model/nic/guest-receive-queue.h",
    "model/nic/hardware-gro.h",
    "model/nic/hardware-lro.h",
    "model/nic/hardware-merger.h",
    "model/nic/interrupt-ladder.h",
    "model/nic/interrupt-moderation.h",
    "model/nic/local-flows.h",
    "model/nic/loopback-receive-queue.h",
    "model/nic/lro-receive-hook.h",
    "model/nic/memory-page.h",
    "model/nic/napi-receive-queue.h",
    "model/nic/nic-driver.h",
    "model/nic/nic-features.h",
    "model/nic/nic-preset.h",
    "model/nic/offload-csma-net-device.h",
    "model/nic/offload-loopback-net-device.h",
    "model/nic/offload-net-device.h",
    "model/nic/offload-point-to-point-net-device.h",
    "model/nic/packet-forwarder.h",
    "model/nic/packet-frame.h",
    "model/nic/packet-segmenter.h",
    "model/nic/paravirtual-net-device.h",
    "model/nic/receive-buffers.h",
    "model/nic/receive-hook.h",
    "model/nic/receive-queue-set.h",
    "model/nic/receive-queue.h",
    "model/nic/transmit-path.h",
    "model/nic/transmit-ring.h",
    "model/nic/vlan-tag.h",
    "model/queue/gso-queue-disc.h",
    "model/stack/ipv4-identification.h",
    "model/stack/list-headers-tag.h",
    "model/stack/push-tag.h",
    "model/stack/send-window-guard.h",
    "model/stack/stretch-ack.h",
    "model/stack/tcp-flow.h",
    "model/stack/tcp-segment.h",
    "model/stack/transmit-flow.h",
    "model/stack/transmit-limits.h",
    "model/stack/transmit-tag.h",
    "model/stack/transmit-tap.h",
    "model/stack/true-size-window.h",
    "model/stack/udp-departure.h",
    "model/stack/udp-segment-tag.h",
    "model/stack/window-updater.h",
]

# ns-3 TestSuites; an ns-3 tree compiles them into its test library, the stand-alone build into
# offload-test-runner
ns3_test_sources = [
    "test/ns3/offload-app-test-suite.cc",
    "test/ns3/offload-congestion-test-suite.cc",
    "test/ns3/offload-cpu-test-suite.cc",
    "test/ns3/offload-forward-test-suite.cc",
    "test/ns3/offload-gro-test-suite.cc",
    "test/ns3/offload-gso-test-suite.cc",
    "test/ns3/offload-host-test-suite.cc",
    "test/ns3/offload-lro-test-suite.cc",
    "test/ns3/offload-nic-test-suite.cc",
    "test/ns3/offload-path-test-suite.cc",
    "test/ns3/offload-profile-test-suite.cc",
    "test/ns3/offload-queue-test-suite.cc",
    "test/ns3/offload-rss-test-suite.cc",
    "test/ns3/offload-tap-test-suite.cc",
    "test/ns3/offload-tcp-test-suite.cc",
]

# Boost.Test, for what needs no simulation
unit_test_sources = [
    "test/engine/allocation-counter.cc",
    "test/engine/allocation-test.cc",
    "test/engine/checksum-test.cc",
    "test/engine/frame-test.cc",
    "test/engine/gro-big-tcp-test.cc",
    "test/engine/gro-fraglist-test.cc",
    "test/engine/gro-random-test.cc",
    "test/engine/gro-test.cc",
    "test/engine/header-view-test.cc",
    "test/engine/lro-random-test.cc",
    "test/engine/lro-test.cc",
    "test/engine/packet-builder.cc",
    "test/engine/segment-bench.cc",
    "test/engine/segment-dccp-test.cc",
    "test/engine/segment-random-test.cc",
    "test/engine/segment-ufo-test.cc",
    "test/engine/segmenter-test.cc",
    "test/engine/toeplitz-test.cc",
    "test/engine/unit-test-main.cc",
    "test/engine/vectors-test.cc",
]

# Runs the recorded packets of real engines through ours; for offload-vectors and the unit tests
vector_sources = [
    "test/vector-buffer.cc",
    "test/vector-gro.cc",
    "test/vector-gso.cc",
    "test/vector-lro-driver.cc",
    "test/vector-lro.cc",
    "test/vector-pcap.cc",
    "test/vector-set.cc",
    "test/vector-virtio.cc",
]

# offload-perf, which measures a pair of hosts
perf_sources = [
    "examples/perf/offload-perf.cc",
    "examples/perf/perf-nic.cc",
    "examples/perf/perf-options.cc",
    "examples/perf/perf-run.cc",
    "examples/perf/perf-scenario.cc",
    "examples/perf/perf-topology-guests.cc",
    "examples/perf/perf-topology-router.cc",
    "examples/perf/steady-state.cc",
]

# One program a file
example_sources = [
    "examples/offload-engine-bench.cc",
    "examples/offload-first-steps.cc",
    "examples/offload-gso-sender.cc",
    "examples/offload-lro-receiver.cc",
]


def is_in_ns3():
    """Whether another wscript, ns-3's, is at the top."""
    return Context.g_module.APPNAME != APPNAME


def options(opt):
    if is_in_ns3():
        return
    opt.load("compiler_cxx")
    opt.add_option("--cxx-standard", default="17", help="C++ standard: 17, 20 or 23 [default: 17]")


def configure(conf):
    if is_in_ns3():
        return
    conf.load("compiler_cxx")
    if conf.find_program("ccache", mandatory=False):
        conf.env.CXX = conf.env.CCACHE + conf.env.CXX
    conf.env.append_value(
        "CXXFLAGS",
        [
            "-std=c++" + conf.options.cxx_standard,
            "-O2",
            "-g",
            "-Wall",
            "-Wextra",
            "-Wpedantic",
            "-Wshadow",
            # nobody replaces a function of the library by one of the same name
            "-fno-semantic-interposition",
        ],
    )
    # A TypeId that is only named in a string needs its library all the same.
    conf.env.append_value("LINKFLAGS", ["-Wl,--no-as-needed"])
    conf.env.append_value("DEFINES", ["NS3_LOG_ENABLE"])
    for module in ns3_modules:
        conf.check_cxx(lib="ns3-" + module, uselib_store="NS3", mandatory=True)
    conf.check_cxx(header_name="toml++/toml.h")
    conf.check_cxx(header_name="nlohmann/json.hpp")
    conf.check_cxx(lib="fmt", uselib_store="FMT")
    conf.check_cxx(lib="boost_unit_test_framework", uselib_store="BOOST_TEST")


def build(bld):
    definitions = [
        'OFFLOAD_PROFILE_DIR="%s"' % bld.path.find_node("model").make_node("profiles").abspath(),
        'OFFLOAD_NIC_DIR="%s"' % bld.path.find_node("model").make_node("nics").abspath(),
        'OFFLOAD_ERA_DIR="%s"' % bld.path.find_node("model").make_node("eras").abspath(),
        'OFFLOAD_TEST_DATA_DIR="%s"' % bld.path.make_node("test/data").abspath(),
    ]
    if is_in_ns3():
        build_in_ns3(bld, definitions)
    else:
        build_alone(bld, definitions)


def programs():
    """Names and sources of what a user runs."""
    yield "offload-perf", perf_sources
    for source in example_sources:
        yield os.path.splitext(os.path.basename(source))[0], [source]


def build_in_ns3(bld, definitions):
    """A module of an ns-3 tree."""
    module = bld.create_ns3_module("offload", ns3_modules)
    module.source = module_sources
    module.defines = definitions

    module_test = bld.create_ns3_module_test_library("offload")
    module_test.source = ns3_test_sources
    module_test.defines = definitions

    headers = bld(features="ns3header")
    headers.module = "offload"
    headers.source = module_headers

    if bld.env["ENABLE_EXAMPLES"]:
        for name, sources in programs():
            program = bld.create_ns3_program(name, ["offload"] + ns3_modules)
            program.source = sources
            program.lib = ["fmt"]


def build_alone(bld, definitions):
    """A library and its programs, all in the output folder."""
    # The headers of a module are one flat name space, "ns3/NAME.h".
    include = bld.bldnode.make_node("include")
    folder = include.make_node("ns3").abspath()
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))
    for header in module_headers:
        os.symlink(
            bld.path.find_node(header).abspath(), os.path.join(folder, os.path.basename(header))
        )

    bld.shlib(
        source=module_sources,
        target="ns3-offload",
        name="offload",
        includes=[include],
        export_includes=[include],
        defines=definitions,
        use="NS3",
    )

    bld.stlib(source=vector_sources, target="vector-cases", defines=definitions, use="offload NS3")

    def program(name, source, use="", defines=()):
        bld.program(
            source=source,
            target=name,
            use=use + " offload NS3 FMT",
            rpath=bld.bldnode.abspath(),
            defines=definitions + list(defines),
        )

    program("offload-test-runner", ["utils/offload-test-runner.cc"] + ns3_test_sources)
    program(
        "offload-unit-test", unit_test_sources, "vector-cases BOOST_TEST", ["BOOST_TEST_DYN_LINK"]
    )
    program("offload-vectors", ["test/offload-vectors.cc"], "vector-cases")
    program("offload-perf", perf_sources)
    for name, sources in programs():
        program(name, sources)
