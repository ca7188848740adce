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
    "flow-monitor",
]

module_sources = [
    "helper/core-timeline.cc",
    "helper/counter-sampler.cc",
    "helper/cpu-load.cc",
    "helper/datagram-flood.cc",
    "helper/delay-histogram.cc",
    "helper/dumbbell-topology.cc",
    "helper/ethtool-helper.cc",
    "helper/fat-tree-helper.cc",
    "helper/flow-timeline.cc",
    "helper/growing-file.cc",
    "helper/guest-topology.cc",
    "helper/host-dumbbell-helper.cc",
    "helper/host-network-helper.cc",
    "helper/host-probe-plots.cc",
    "helper/host-probe.cc",
    "helper/host-series.cc",
    "helper/host-star-helper.cc",
    "helper/host-timeline.cc",
    "helper/latency-stack.cc",
    "helper/leaf-spine-helper.cc",
    "helper/leaf-spine-routing.cc",
    "helper/leaf-spine-topology.cc",
    "helper/link-trouble.cc",
    "helper/linux-tcp-defaults.cc",
    "helper/log-histogram.cc",
    "helper/loopback-topology.cc",
    "helper/offload-csma-helper.cc",
    "helper/offload-flow-monitor-helper.cc",
    "helper/offload-loopback-helper.cc",
    "helper/offload-nic-helper.cc",
    "helper/offload-point-to-point-helper.cc",
    "helper/offload-topology.cc",
    "helper/packet-way-probe.cc",
    "helper/packet-way-tag.cc",
    "helper/paravirtual-helper.cc",
    "helper/progress-line.cc",
    "helper/queue-timeline.cc",
    "helper/result-file.cc",
    "helper/retransmission-counter.cc",
    "helper/router-topology.cc",
    "helper/run-progress.cc",
    "helper/segment-flow-probe.cc",
    "helper/steady-measurement.cc",
    "helper/steady-state.cc",
    "helper/switch-helper.cc",
    "helper/switch-port-helper.cc",
    "helper/topology-measurement.cc",
    "helper/topology-options.cc",
    "helper/trace-event-file.cc",
    "helper/wire-topology.cc",
    "model/app/busy-poller.cc",
    "model/app/cpu-datagram-sink.cc",
    "model/app/cpu-datagram-source.cc",
    "model/app/cpu-reader.cc",
    "model/app/cpu-rpc-client.cc",
    "model/app/cpu-rpc-server.cc",
    "model/app/cpu-sink.cc",
    "model/app/cpu-source.cc",
    "model/cpu/attribute-reader.cc",
    "model/cpu/attribute-use.cc",
    "model/cpu/cost-profile-reader.cc",
    "model/cpu/cost-profile.cc",
    "model/cpu/cpu-backlog.cc",
    "model/cpu/cpu-core.cc",
    "model/cpu/cpu-operation.cc",
    "model/cpu/host-cpu.cc",
    "model/cpu/operation-price.cc",
    "model/cpu/run-warning.cc",
    "model/data/attribute-text.cc",
    "model/data/data-folder.cc",
    "model/data/json-text.cc",
    "model/data/toml-reader.cc",
    "model/data/whole-file.cc",
    "model/device/dma-engine.cc",
    "model/device/dma-settings.cc",
    "model/device/feature-refusal.cc",
    "model/device/network-switch.cc",
    "model/device/nic-dma.cc",
    "model/device/nic-driver-counters.cc",
    "model/device/nic-driver.cc",
    "model/device/nic-link.cc",
    "model/device/nic-preset.cc",
    "model/device/nic-settings.cc",
    "model/device/offload-csma-net-device.cc",
    "model/device/offload-loopback-net-device.cc",
    "model/device/offload-nic.cc",
    "model/device/offload-point-to-point-net-device.cc",
    "model/device/packet-forwarder.cc",
    "model/device/paravirtual-net-device.cc",
    "model/device/ppp-frame.cc",
    "model/device/ring-admission.cc",
    "model/device/stack-upcall.cc",
    "model/device/switch-port-net-device.cc",
    "model/device/switch-port-queue.cc",
    "model/device/tcp-offload-engine.cc",
    "model/device/train-peer.cc",
    "model/device/train-wire.cc",
    "model/device/transmit-frame-queue.cc",
    "model/device/veth-net-device.cc",
    "model/device/watched-trace.cc",
    "model/device/wire-clock.cc",
    "model/engine/checksum.cc",
    "model/engine/frame-sum.cc",
    "model/engine/gro-engine.cc",
    "model/engine/gro-held-packet.cc",
    "model/engine/gro-list.cc",
    "model/engine/gro-packet.cc",
    "model/engine/gro-prediction.cc",
    "model/engine/gro-rules.cc",
    "model/engine/gro-types.cc",
    "model/engine/header-view.cc",
    "model/engine/lro-descriptor-table.cc",
    "model/engine/lro-locator.cc",
    "model/engine/lro-manager-delivery.cc",
    "model/engine/lro-manager.cc",
    "model/engine/lro-prediction.cc",
    "model/engine/lro-rules.cc",
    "model/engine/lro-session.cc",
    "model/engine/lro-tcp-segment.cc",
    "model/engine/lro-types.cc",
    "model/engine/offload-frame.cc",
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
    "model/features/nic-features.cc",
    "model/packet/arrived-packet.cc",
    "model/packet/bytes-header.cc",
    "model/packet/congestion-mark.cc",
    "model/packet/flow-monitor-refusal.cc",
    "model/packet/flow-segment-tag.cc",
    "model/packet/ip-fragment.cc",
    "model/packet/list-headers-tag.cc",
    "model/packet/packet-frame.cc",
    "model/packet/packet-join.cc",
    "model/packet/packet-segment.cc",
    "model/packet/packet-segmenter.cc",
    "model/packet/path-mtu-report.cc",
    "model/packet/push-tag.cc",
    "model/packet/received-packet.cc",
    "model/packet/transmit-tag.cc",
    "model/packet/udp-gro-tag.cc",
    "model/packet/udp-segment-tag.cc",
    "model/packet/vlan-tag.cc",
    "model/receive/attribute-copy.cc",
    "model/receive/backlog-receive-queue.cc",
    "model/receive/coming-frames.cc",
    "model/receive/frame-reading.cc",
    "model/receive/gro-receive-hook.cc",
    "model/receive/handler-receive-queue.cc",
    "model/receive/hardware-gro.cc",
    "model/receive/hardware-lro.cc",
    "model/receive/hardware-merger.cc",
    "model/receive/interrupt-ladder.cc",
    "model/receive/interrupt-moderation.cc",
    "model/receive/local-flows.cc",
    "model/receive/lro-receive-hook.cc",
    "model/receive/napi-completion.cc",
    "model/receive/napi-receive-queue.cc",
    "model/receive/receive-buffers.cc",
    "model/receive/receive-charge.cc",
    "model/receive/receive-hook.cc",
    "model/receive/receive-queue-set.cc",
    "model/receive/receive-queue.cc",
    "model/receive/receive-ring.cc",
    "model/receive/receive-settings.cc",
    "model/receive/receive-statistics.cc",
    "model/stack/linux-hystart.cc",
    "model/stack/own-address.cc",
    "model/stack/send-window-guard.cc",
    "model/stack/stretch-ack.cc",
    "model/stack/tcp-flow.cc",
    "model/stack/tcp-linux-dctcp.cc",
    "model/stack/tcp-receive-repairs.cc",
    "model/stack/tcp-socket-index.cc",
    "model/stack/true-size-window.cc",
    "model/stack/udp-gro-sockets.cc",
    "model/stack/udp-send-buffers.cc",
    "model/stack/window-updater.cc",
    "model/transmit/gso-queue-disc.cc",
    "model/transmit/ipv4-identification.cc",
    "model/transmit/queue-disc-watch.cc",
    "model/transmit/tcp-connection-table.cc",
    "model/transmit/tcp-output-settings.cc",
    "model/transmit/tcp-segment.cc",
    "model/transmit/tcp-write-queue.cc",
    "model/transmit/transmit-boundary.cc",
    "model/transmit/transmit-charger.cc",
    "model/transmit/transmit-device.cc",
    "model/transmit/transmit-hold.cc",
    "model/transmit/transmit-interceptor.cc",
    "model/transmit/transmit-nic.cc",
    "model/transmit/transmit-queue-set.cc",
    "model/transmit/transmit-queue.cc",
    "model/transmit/transmit-ring.cc",
    "model/transmit/transmit-settings.cc",
    "model/transmit/transmit-statistics.cc",
    "model/transmit/udp-departure.cc",
    "model/transmit/wide-mtu.cc",
]

module_headers = [
    "helper/core-timeline.h",
    "helper/counter-sampler.h",
    "helper/cpu-load.h",
    "helper/datagram-flood.h",
    "helper/delay-histogram.h",
    "helper/dumbbell-topology.h",
    "helper/ethtool-helper.h",
    "helper/fat-tree-helper.h",
    "helper/flow-timeline.h",
    "helper/growing-file.h",
    "helper/guest-topology.h",
    "helper/host-dumbbell-helper.h",
    "helper/host-network-helper.h",
    "helper/host-probe-plots.h",
    "helper/host-probe.h",
    "helper/host-series.h",
    "helper/host-star-helper.h",
    "helper/host-timeline.h",
    "helper/latency-stack.h",
    "helper/leaf-spine-helper.h",
    "helper/leaf-spine-routing.h",
    "helper/leaf-spine-topology.h",
    "helper/link-trouble.h",
    "helper/linux-tcp-defaults.h",
    "helper/log-histogram.h",
    "helper/loopback-topology.h",
    "helper/offload-csma-helper.h",
    "helper/offload-flow-monitor-helper.h",
    "helper/offload-link-helper.h",
    "helper/offload-loopback-helper.h",
    "helper/offload-nic-helper.h",
    "helper/offload-point-to-point-helper.h",
    "helper/offload-topology.h",
    "helper/packet-way-probe.h",
    "helper/packet-way-tag.h",
    "helper/paravirtual-helper.h",
    "helper/progress-line.h",
    "helper/queue-timeline.h",
    "helper/result-file.h",
    "helper/retransmission-counter.h",
    "helper/router-topology.h",
    "helper/run-progress.h",
    "helper/segment-flow-probe.h",
    "helper/steady-measurement.h",
    "helper/steady-state.h",
    "helper/switch-helper.h",
    "helper/switch-port-helper.h",
    "helper/topology-measurement.h",
    "helper/topology-options.h",
    "helper/trace-event-file.h",
    "helper/wire-topology.h",
    "model/app/cpu-datagram-sink.h",
    "model/app/cpu-datagram-source.h",
    "model/app/cpu-rpc-client.h",
    "model/app/cpu-rpc-server.h",
    "model/app/cpu-sink.h",
    "model/app/cpu-source.h",
    "model/cpu/attribute-use.h",
    "model/cpu/cost-profile.h",
    "model/cpu/cpu-backlog.h",
    "model/cpu/cpu-core.h",
    "model/cpu/cpu-operation.h",
    "model/cpu/host-cpu.h",
    "model/data/attribute-text.h",
    "model/device/dma-settings.h",
    "model/device/network-switch.h",
    "model/device/nic-driver.h",
    "model/device/nic-link.h",
    "model/device/nic-preset.h",
    "model/device/nic-settings.h",
    "model/device/offload-csma-net-device.h",
    "model/device/offload-loopback-net-device.h",
    "model/device/offload-net-device.h",
    "model/device/offload-nic.h",
    "model/device/offload-point-to-point-net-device.h",
    "model/device/paravirtual-net-device.h",
    "model/device/switch-port-net-device.h",
    "model/device/switch-port-queue.h",
    "model/device/transmit-frame-queue.h",
    "model/device/veth-net-device.h",
    "model/device/watched-trace.h",
    "model/device/wire-clock.h",
    "model/engine/gro-types.h",
    "model/engine/lro-types.h",
    "model/engine/offload-enum.h",
    "model/engine/offload-frag.h",
    "model/engine/offload-frame.h",
    "model/engine/toeplitz-hash.h",
    "model/features/nic-features.h",
    "model/packet/arrived-packet.h",
    "model/packet/flow-segment-tag.h",
    "model/packet/packet-segment.h",
    "model/packet/push-tag.h",
    "model/packet/received-packet.h",
    "model/packet/transmit-tag.h",
    "model/packet/udp-gro-tag.h",
    "model/packet/udp-segment-tag.h",
    "model/receive/gro-receive-hook.h",
    "model/receive/hardware-gro.h",
    "model/receive/hardware-lro.h",
    "model/receive/hardware-merger.h",
    "model/receive/lro-receive-hook.h",
    "model/receive/receive-buffers.h",
    "model/receive/receive-device.h",
    "model/receive/receive-hook.h",
    "model/receive/receive-link.h",
    "model/receive/receive-point.h",
    "model/receive/receive-settings.h",
    "model/receive/receive-statistics.h",
    "model/stack/tcp-flow.h",
    "model/stack/tcp-linux-dctcp.h",
    "model/stack/udp-gro-sockets.h",
    "model/transmit/gso-queue-disc.h",
    "model/transmit/tcp-output-settings.h",
    "model/transmit/transmit-boundary.h",
    "model/transmit/transmit-departure.h",
    "model/transmit/transmit-device.h",
    "model/transmit/transmit-hold.h",
    "model/transmit/transmit-interceptor.h",
    "model/transmit/transmit-link.h",
    "model/transmit/transmit-settings.h",
    "model/transmit/transmit-statistics.h",
]

# ns-3 TestSuites; an ns-3 tree compiles them into its test library, the stand-alone build into
# offload-test-runner
ns3_test_sources = [
    "test/ns3/offload-accounting-test-suite.cc",
    "test/ns3/offload-arrived-packet-test-suite.cc",
    "test/ns3/offload-attribute-change-test-suite.cc",
    "test/ns3/offload-attribute-effect-test-suite.cc",
    "test/ns3/offload-bridging-test-suite.cc",
    "test/ns3/offload-busy-poll-test-suite.cc",
    "test/ns3/offload-congestion-test-suite.cc",
    "test/ns3/offload-context-test-suite.cc",
    "test/ns3/offload-cost-profile-test-suite.cc",
    "test/ns3/offload-cpu-core-test-suite.cc",
    "test/ns3/offload-cpu-datagram-sink-test-suite.cc",
    "test/ns3/offload-cpu-datagram-source-test-suite.cc",
    "test/ns3/offload-cpu-reader-test-suite.cc",
    "test/ns3/offload-cpu-rpc-test-suite.cc",
    "test/ns3/offload-cpu-source-test-suite.cc",
    "test/ns3/offload-csma-net-device-test-suite.cc",
    "test/ns3/offload-damage-test-suite.cc",
    "test/ns3/offload-drop-trace-test-suite.cc",
    "test/ns3/offload-flow-monitor-test-suite.cc",
    "test/ns3/offload-forwarding-test-suite.cc",
    "test/ns3/offload-fragment-cost-test-suite.cc",
    "test/ns3/offload-gro-flush-test-suite.cc",
    "test/ns3/offload-gro-hook-test-suite.cc",
    "test/ns3/offload-gso-queue-disc-test-suite.cc",
    "test/ns3/offload-handler-receive-queue-test-suite.cc",
    "test/ns3/offload-hardware-gro-test-suite.cc",
    "test/ns3/offload-hardware-lro-test-suite.cc",
    "test/ns3/offload-helper-test-suite.cc",
    "test/ns3/offload-host-cpu-test-suite.cc",
    "test/ns3/offload-host-probe-test-suite.cc",
    "test/ns3/offload-host-test-suite.cc",
    "test/ns3/offload-hystart-test-suite.cc",
    "test/ns3/offload-interrupt-moderation-test-suite.cc",
    "test/ns3/offload-ipv4-identification-test-suite.cc",
    "test/ns3/offload-ksoftirqd-test-suite.cc",
    "test/ns3/offload-large-segments-test-suite.cc",
    "test/ns3/offload-layout-test-suite.cc",
    "test/ns3/offload-leaf-spine-test-suite.cc",
    "test/ns3/offload-loopback-net-device-test-suite.cc",
    "test/ns3/offload-lro-hook-test-suite.cc",
    "test/ns3/offload-measure-test-suite.cc",
    "test/ns3/offload-mtu-test-suite.cc",
    "test/ns3/offload-nic-dma-test-suite.cc",
    "test/ns3/offload-nic-driver-test-suite.cc",
    "test/ns3/offload-nic-features-test-suite.cc",
    "test/ns3/offload-nic-preset-test-suite.cc",
    "test/ns3/offload-operation-test-suite.cc",
    "test/ns3/offload-packet-join-test-suite.cc",
    "test/ns3/offload-packet-segmenter-test-suite.cc",
    "test/ns3/offload-packet-way-test-suite.cc",
    "test/ns3/offload-paravirtual-net-device-test-suite.cc",
    "test/ns3/offload-point-to-point-net-device-test-suite.cc",
    "test/ns3/offload-printing-test-suite.cc",
    "test/ns3/offload-receive-buffers-test-suite.cc",
    "test/ns3/offload-receive-hook-test-suite.cc",
    "test/ns3/offload-receive-queue-set-test-suite.cc",
    "test/ns3/offload-receive-queue-test-suite.cc",
    "test/ns3/offload-receive-scaling-test-suite.cc",
    "test/ns3/offload-result-file-test-suite.cc",
    "test/ns3/offload-run-progress-test-suite.cc",
    "test/ns3/offload-send-window-guard-test-suite.cc",
    "test/ns3/offload-stream-test-suite.cc",
    "test/ns3/offload-stretch-ack-test-suite.cc",
    "test/ns3/offload-switch-port-net-device-test-suite.cc",
    "test/ns3/offload-switch-port-test-suite.cc",
    "test/ns3/offload-tcp-offload-engine-test-suite.cc",
    "test/ns3/offload-tcp-segment-test-suite.cc",
    "test/ns3/offload-tcp-socket-index-test-suite.cc",
    "test/ns3/offload-tcp-write-queue-test-suite.cc",
    "test/ns3/offload-timeline-test-suite.cc",
    "test/ns3/offload-topology-test-suite.cc",
    "test/ns3/offload-train-network-test-suite.cc",
    "test/ns3/offload-train-test-suite.cc",
    "test/ns3/offload-transmit-charge-test-suite.cc",
    "test/ns3/offload-transmit-interceptor-test-suite.cc",
    "test/ns3/offload-transmit-path-test-suite.cc",
    "test/ns3/offload-transmit-queue-test-suite.cc",
    "test/ns3/offload-transmit-ring-test-suite.cc",
    "test/ns3/offload-true-size-window-test-suite.cc",
    "test/ns3/offload-udp-departure-test-suite.cc",
    "test/ns3/offload-udp-gro-socket-test-suite.cc",
    "test/ns3/offload-udp-gro-test-suite.cc",
    "test/ns3/offload-udp-overload-test-suite.cc",
    "test/ns3/offload-veth-net-device-test-suite.cc",
    "test/ns3/offload-vlan-test-suite.cc",
    "test/ns3/offload-wide-mtu-test-suite.cc",
    "test/ns3/offload-window-updater-test-suite.cc",
]

# Boost.Test, for what needs no simulation
unit_test_sources = [
    "test/engine/allocation-counter.cc",
    "test/engine/allocation-test.cc",
    "test/engine/checksum-test.cc",
    "test/engine/enum-test.cc",
    "test/engine/frame-test.cc",
    "test/engine/gro-big-tcp-test.cc",
    "test/engine/gro-engine-test.cc",
    "test/engine/gro-fraglist-test.cc",
    "test/engine/gro-list-test.cc",
    "test/engine/gro-prediction-test.cc",
    "test/engine/gro-random-test.cc",
    "test/engine/gro-rules-test.cc",
    "test/engine/gro-sockets-test.cc",
    "test/engine/header-view-test.cc",
    "test/engine/lro-limits-test.cc",
    "test/engine/lro-manager-test.cc",
    "test/engine/lro-prediction-test.cc",
    "test/engine/lro-random-test.cc",
    "test/engine/lro-rules-test.cc",
    "test/engine/lro-session-test.cc",
    "test/engine/packet-builder.cc",
    "test/engine/segment-bench.cc",
    "test/engine/segment-checksum-test.cc",
    "test/engine/segment-dccp-test.cc",
    "test/engine/segment-headers-test.cc",
    "test/engine/segment-random-test.cc",
    "test/engine/segment-refusal-test.cc",
    "test/engine/segment-ufo-test.cc",
    "test/engine/segmenter-test.cc",
    "test/engine/toeplitz-test.cc",
    "test/engine/unit-test-main.cc",
    "test/engine/vector-checksum-test.cc",
    "test/engine/vectors-test.cc",
    "test/engine/virtio-header-test.cc",
]

# Runs the recorded packets of real engines through ours; for offload-vectors and the unit tests
vector_sources = [
    "test/vector-buffer.cc",
    "test/vector-captures.cc",
    "test/vector-checksum.cc",
    "test/vector-gro.cc",
    "test/vector-gso.cc",
    "test/vector-lro-driver.cc",
    "test/vector-lro-parameters.cc",
    "test/vector-lro-run.cc",
    "test/vector-lro.cc",
    "test/vector-pcap.cc",
    "test/vector-set.cc",
    "test/vector-virtio.cc",
]

# offload-perf, which measures a pair of hosts
perf_sources = [
    "utils/offload-perf.cc",
    "utils/perf/pcap-check.cc",
    "utils/perf/perf-help.cc",
    "utils/perf/perf-options-check.cc",
    "utils/perf/perf-options.cc",
    "utils/perf/perf-results.cc",
    "utils/perf/perf-run.cc",
    "utils/perf/perf-scenario.cc",
]

# offload-replay, which sends a capture through the engines
replay_sources = [
    "utils/offload-replay.cc",
    "utils/replay/capture-reader.cc",
    "utils/replay/capture-writer.cc",
    "utils/replay/captured-frame.cc",
    "utils/replay/flow-table.cc",
    "utils/replay/frame-loader.cc",
    "utils/replay/link-layer.cc",
    "utils/replay/receive-replay.cc",
    "utils/replay/replay-help.cc",
    "utils/replay/replay-hook.cc",
    "utils/replay/replay-json.cc",
    "utils/replay/replay-options-check.cc",
    "utils/replay/replay-options.cc",
    "utils/replay/replay-plot.cc",
    "utils/replay/replay-progress.cc",
    "utils/replay/replay-report.cc",
    "utils/replay/replay-result.cc",
    "utils/replay/replay-settings.cc",
    "utils/replay/replay-text.cc",
    "utils/replay/time-series.cc",
    "utils/replay/transmit-replay.cc",
]

# offload-reference, which writes doc/reference
reference_sources = [
    "utils/reference/attributes-page.cc",
    "utils/reference/costs-pages.cc",
    "utils/reference/header-index.cc",
    "utils/reference/module-types.cc",
    "utils/reference/nics-pages.cc",
    "utils/reference/offload-reference.cc",
    "utils/reference/outcomes-pages.cc",
    "utils/reference/rst-page.cc",
    "utils/reference/trace-sources-page.cc",
]

# One program a file
example_sources = [
    "examples/offload-congestion-control.cc",
    "examples/offload-file-server.cc",
    "examples/offload-first-steps.cc",
    "examples/offload-gso-sender.cc",
    "examples/offload-host-probe.cc",
    "examples/offload-incast.cc",
    "examples/offload-leaf-spine.cc",
    "examples/offload-lro-receiver.cc",
    "examples/offload-own-machine.cc",
    "examples/offload-requests.cc",
    "examples/offload-router.cc",
    "examples/offload-short-flows.cc",
    "examples/offload-two-ranks.cc",
]

# What a simulation costs, a program a file
bench_sources = [
    "bench/offload-host-bench.cc",
    "bench/offload-stock-bench.cc",
]

# offload-engine-bench, which measures the engines without simulation; DPDK's only with CMake
engine_bench_sources = [
    "bench/engines/dpdk-engines.cc",
    "bench/engines/engine-traffic.cc",
    "bench/engines/own-engines.cc",
    "bench/offload-engine-bench.cc",
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
        configure_in_ns3(conf)
        return
    conf.load("compiler_cxx")
    if conf.find_program("ccache", mandatory=False):
        conf.env.CXX = conf.env.CCACHE + conf.env.CXX
    conf.env.prepend_value(  # so that the user's own, from the environment, prevail
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
    # Without libpcap-dev offload-replay is left out.
    conf.check_cxx(header_name="pcap/pcap.h", lib="pcap", uselib_store="PCAP", mandatory=False)
    conf.check_cxx(lib="boost_unit_test_framework", uselib_store="BOOST_TEST")


def configure_in_ns3(conf):
    """Leave out what is not there to build, and say so; the tree is built all the same."""

    def has(**what):
        return conf.check_cxx(mandatory=False, **what)

    if not has(header_name="toml++/toml.h"):
        reason = "toml++ was not found: install libtomlplusplus-dev"
        conf.report_optional_feature("offload", "offload", False, reason)
        conf.env.append_value("MODULES_NOT_BUILT", ["offload"])
        return
    conf.env["OFFLOAD_MISSING"] = []
    if not (has(header_name="fmt/format.h") and has(lib="fmt")):
        conf.env.append_value("OFFLOAD_MISSING", ["libfmt-dev"])
    if not has(header_name="nlohmann/json.hpp"):
        conf.env.append_value("OFFLOAD_MISSING", ["nlohmann-json3-dev"])
    if conf.env["OFFLOAD_MISSING"]:
        left_out = [
            name for name, sources in programs() if needed_packages(conf.path, sources, conf.env)
        ]
        reason = "%s left out; install %s" % (
            ", ".join(left_out),
            " ".join(conf.env["OFFLOAD_MISSING"]),
        )
        conf.report_optional_feature("offload-programs", "offload programs", False, reason)


def needed_packages(path, sources, env):
    """The packages that sources include and that are not installed."""
    text = "".join(path.find_node(source).read() for source in sources)
    needed = [
        package
        for package, include in (("libfmt-dev", "<fmt/"), ("nlohmann-json3-dev", "<nlohmann/"))
        if include in text
    ]
    return [package for package in needed if package in env["OFFLOAD_MISSING"]]


def data_definitions(bld, library_dir):
    """Where model/data/data-folder.cc looks for the profiles, NICs and kernels: the first two from
    the folder of the library on."""
    data_dir = bld.path.make_node("model/data").abspath()
    # By itself the module is not installed, and waf not told of DATADIR
    shared = bld.env.DATADIR or os.path.join(bld.env.PREFIX, "share")
    return [
        'OFFLOAD_INSTALLED_DATA="%s/ns3-offload"' % os.path.relpath(shared, bld.env.LIBDIR),
        'OFFLOAD_SOURCE_DATA="%s"' % os.path.relpath(data_dir, library_dir),
        'OFFLOAD_DATA_DIR="%s"' % data_dir,
    ]


def build(bld):
    if is_in_ns3():
        build_in_ns3(bld)
    else:
        build_alone(bld)


def programs():
    """Names and sources of what a user runs."""
    yield "offload-perf", perf_sources
    yield "offload-engine-bench", engine_bench_sources
    for source in example_sources + bench_sources:
        yield os.path.splitext(os.path.basename(source))[0], [source]


def example_data(bld):
    """Where examples find their files, as a definition."""
    return 'OFFLOAD_EXAMPLE_DATA_DIR="%s"' % bld.path.make_node("examples/data").abspath()


def build_in_ns3(bld):
    """A module of an ns-3 tree."""
    mpi = ["mpi"] if bld.env["ENABLE_MPI"] else []
    module = bld.create_ns3_module("offload", ns3_modules + mpi)
    module.source = module_sources
    module.defines = data_definitions(bld, os.path.join(bld.bldnode.abspath(), "lib"))
    module.includes = ["model"]  # private headers, as "folder/name.h"
    module.lib = ["dl"]
    bld.install_files(
        "${DATADIR}/ns3-offload",
        bld.path.ant_glob("model/data/*/*.toml"),
        cwd=bld.path.find_node("model/data"),
        relative_trick=True,
    )

    module_test = bld.create_ns3_module_test_library("offload")
    module_test.source = ns3_test_sources
    module_test.includes = ["model"]

    headers = bld(features="ns3header")
    headers.module = "offload"
    headers.source = module_headers

    if bld.env["ENABLE_EXAMPLES"]:
        for name, sources in programs():
            if needed_packages(bld.path, sources, bld.env):
                continue
            program = bld.create_ns3_program(name, ["offload"] + ns3_modules)
            program.source = sources
            program.defines = [example_data(bld)]
            program.includes = [bld.out_dir, "model"]  # public headers, as "ns3/name.h", and private
            if "libfmt-dev" not in bld.env["OFFLOAD_MISSING"]:
                program.lib = ["fmt"]


def build_alone(bld):
    """A library and its programs, all in the output folder."""
    # The headers of a module are one flat name space, "ns3/NAME.h".
    include = bld.bldnode.make_node("include")
    private = bld.path.find_node("model")
    folder = include.make_node("ns3").abspath()
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))
    for header in module_headers:
        os.symlink(
            bld.path.find_node(header).abspath(), os.path.join(folder, os.path.basename(header))
        )

    definitions = ['OFFLOAD_TEST_DATA_DIR="%s"' % bld.path.make_node("test/data").abspath()]

    bld.shlib(
        source=module_sources,
        target="ns3-offload",
        name="offload",
        includes=[include, private],
        export_includes=[include],
        defines=data_definitions(bld, bld.bldnode.abspath()),
        lib=["dl"],
        use="NS3",
    )

    bld.stlib(
        source=vector_sources,
        target="vector-cases",
        includes=[private],
        defines=definitions,
        use="offload NS3",
    )

    def program(name, source, use="", defines=()):
        bld.program(
            source=source,
            target=name,
            includes=[private],
            use=use + " offload NS3 FMT",
            rpath=bld.bldnode.abspath(),
            defines=definitions + list(defines),
        )

    program("offload-test-runner", ["utils/offload-test-runner.cc"] + ns3_test_sources)
    program(
        "offload-unit-test", unit_test_sources, "vector-cases BOOST_TEST", ["BOOST_TEST_DYN_LINK"]
    )
    program("offload-vectors", ["test/offload-vectors.cc"], "vector-cases")
    program(
        "offload-reference",
        reference_sources,
        defines=['OFFLOAD_TOP_DIR="%s"' % bld.path.abspath()],
    )
    if bld.env.LIB_PCAP:
        program("offload-replay", replay_sources, "PCAP")
    for name, sources in programs():
        program(name, sources, defines=[example_data(bld)])
