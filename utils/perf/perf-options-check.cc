/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "perf-options.h"

#include "ns3/attribute-text.h"
#include "ns3/tcp-congestion-ops.h"

#include <filesystem>
#include <fmt/format.h>
#include <set>

using namespace ns3;

namespace
{

/// Between sender and receiver.
const std::set<std::string> TOPOLOGIES{"wire",
                                       "loopback",
                                       "router",
                                       "dumbbell",
                                       "veth",
                                       "guest-to-guest",
                                       "guest-to-wire",
                                       "wire-to-guest"};

/**
 * @param option an option with the path of a file, whose folder has to be there
 * @param path the path
 */
void
CheckFolder(const std::string& option, const std::string& path)
{
    const auto folder = std::filesystem::path(path).parent_path();
    if (!folder.empty() && !std::filesystem::is_directory(folder))
    {
        throw AttributeTextError(
            fmt::format("--{}={}: there is no folder {}; make it or name another one",
                        option,
                        path,
                        folder.string()));
    }
}

} // namespace

void
PerfOptions::Check() const
{
    if (TOPOLOGIES.count(topology) == 0)
    {
        std::string known;
        for (const auto& name : TOPOLOGIES)
        {
            known += (known.empty() ? "" : ", ") + name;
        }
        throw AttributeTextError(
            fmt::format("--topology={} is unknown: use one of {}", topology, known));
    }
    const uint32_t most = topology == "loopback" || topology == "veth" ? 65535 : 9000;
    if (mtu > most)
    {
        throw AttributeTextError(fmt::format("--mtu={} is out of range: give 68 to {}", mtu, most));
    }
    if (rate.GetBitRate() == 0)
    {
        throw AttributeTextError(
            "--rate=0bps is no rate of a link: give a rate above 0, as 10Gbps");
    }
    if (flows == 0 && rpcClients == 0 && udpFlows == 0 && udpRate == 0)
    {
        throw AttributeTextError("--flows=0 leaves nothing to send: give --udp-flows, "
                                 "--rpc-clients or --udp-pps too");
    }
    // Asked of an object: the parents in TypeIds are not those in C++ for all of these classes.
    // Once, not for each seed, as the object may take the number of a random stream.
    TypeId type;
    if (!TypeId::LookupByNameFailSafe(congestion, &type) || !type.HasConstructor() ||
        !dynamic_cast<TcpCongestionOps*>(type.GetConstructor()()))
    {
        throw AttributeTextError(fmt::format("--congestion-control={} is no congestion control: "
                                             "use ns3::TcpCubic, ns3::TcpLinuxReno or another "
                                             "child of ns3::TcpCongestionOps",
                                             congestion));
    }
    if (portMarking != "none" && (portMarking.empty() || portMarking.size() > 9 ||
                                  portMarking.find_first_not_of("0123456789") != std::string::npos))
    {
        throw AttributeTextError(fmt::format("--port-marking={} is neither none nor a number of "
                                             "bytes up to 999999999: give one of the two",
                                             portMarking));
    }
    constexpr uint32_t IPV6_MTU = 1280; // RFC 8200: what each link has to carry
    if (isIpv6 && mtu < IPV6_MTU)
    {
        throw AttributeTextError(
            fmt::format("--mtu={} is too small for --ipv6, which needs {}", mtu, IPV6_MTU));
    }
    for (const char* option : {"json", "pcap", "timeline"})
    {
        const auto given = m_given.find(option);
        if (given != m_given.end() && given->second.empty())
        {
            throw AttributeTextError(
                fmt::format("--{}= is empty: name a file, or leave it out", option));
        }
    }
    if (quiet && json.empty() && pcap.empty() && timeline.empty())
    {
        throw AttributeTextError(
            "--quiet leaves nothing of this run: give --json, --pcap or --timeline too");
    }
    CheckFolder("pcap", pcap);
    CheckFolder("timeline", timeline);
    if (std::filesystem::is_directory(timeline))
    {
        throw AttributeTextError(
            fmt::format("--timeline={} is a folder: name a file in it", timeline));
    }
}

void
PerfOptions::CheckUse() const
{
    /// An option that is not used, for a reason.
    struct Rule
    {
        const char* name;   //!< its name, or its begin, up to a point
        bool isUnused;      //!< whether that is so
        const char* reason; //!< why, and what to do instead
    };

    const bool isLoopback = topology == "loopback" || topology == "veth";
    const bool areGuests = topology == "guest-to-guest";
    const bool sendsGuest = areGuests || topology == "guest-to-wire";
    const bool receivesGuest = areGuests || topology == "wire-to-guest";
    const bool isGuest = sendsGuest || receivesGuest;
    const bool isDumbbell = topology == "dumbbell";
    const bool isRouted = topology == "wire" || topology == "router";
    const char* const noFlows = "no flow sends anything: raise --flows or leave it out";
    const char* const noWriters = "no datagrams are sent: give --udp-flows or leave it out";
    const char* const noRpc = "no client sends requests: give --rpc-clients or leave it out";
    const char* const noWire = "this --topology has no wire there: choose another or leave it out";
    const char* const noTiming = "a device without wire has no interrupts: leave it out";
    const char* const noSwitch = "there is no switch: give --topology=dumbbell or leave it out";
    const char* const noIp = "the host of guests is a bridge, without IP: leave it out";
    const std::vector<Rule> rules{
        {"receiver.nic", isLoopback || receivesGuest, noWire},
        {"sender.nic", sendsGuest, noWire},
        {"receiver.queue", isLoopback, noWire},
        {"receiver.RxUsecs", isLoopback, noTiming},
        {"receiver.RxFrames", isLoopback, noTiming},
        {"receiver.ItrUsecs", isLoopback, noTiming},
        {"receiver.AdaptiveItr", isLoopback, noTiming},
        {"middle.queue", isGuest, noIp},
        {"middle.transmit.", isGuest, noIp},
        {"rate", isLoopback || areGuests, noWire},
        {"delay", isLoopback || areGuests, noWire},
        {"ipv6", isIpv6 && topology != "wire", "give --topology=wire or leave it out"},
        {"senders", !isDumbbell, noSwitch},
        {"receivers", !isDumbbell, noSwitch},
        {"port-limit", !isDumbbell, noSwitch},
        {"port-marking", !isDumbbell, noSwitch},
        {"trouble.", !isRouted, "give --topology=wire or router, or leave it out"},
        {"source.", flows == 0, noFlows},
        {"sink.", flows == 0, noFlows},
        {"app-rate", flows == 0, noFlows},
        {"app-cores", flows == 0 && udpFlows == 0, noFlows},
        {"source-core", flows == 0 && rpcClients == 0 && udpFlows == 0, noFlows},
        {"source-cores", flows == 0 && rpcClients == 0 && udpFlows == 0, noFlows},
        {"datagram-source.", udpFlows == 0, noWriters},
        {"datagram-sink.", udpFlows == 0 && udpRate == 0, noWriters},
        {"congestion-control", flows == 0 && rpcClients == 0, noFlows},
        {"tcp.", flows == 0 && rpcClients == 0, noFlows},
        {"rpc-size", rpcClients == 0, noRpc},
        {"rpc-gap", rpcClients == 0, noRpc},
        {"udp-size", udpRate == 0, "no datagrams are sent: give --udp-pps or leave it out"},
        {"source.Remote", true, "the program knows the receiver: leave it out"},
        {"source.Core", true, "give the first of the writers' cores, --source-core"},
        {"source.Rate", true, "give the rate of all flows together, --app-rate"},
        {"datagram-source.Remote", true, "the program knows the receiver: leave it out"},
        {"datagram-source.Core", true, "give the first of the writers' cores, --source-core"},
        {"datagram-sink.Local", true, "the program chooses the ports: leave it out"},
        {"datagram-sink.Core", true, "give the first of the readers' cores, --app-core"},
        {"sink.Local", true, "the program chooses the ports: leave it out"},
        {"sink.Core", true, "give the first of the readers' cores, --app-core"},
        {"tcp.SegmentSize", true, "it follows from --mtu"},
        {"large-segments", flows == 0 && rpcClients == 0, noFlows},
        {"large-segments", isLoopback, "nothing is segmented on the way within a host"},
        {"trouble.", largeSegments, "--large-segments is no model of loss: leave one of them out"},
    };
    for (const Rule& rule : rules)
    {
        if (rule.isUnused && IsGiven(rule.name))
        {
            const auto option = m_given.lower_bound(rule.name);
            throw AttributeTextError(fmt::format("--{}={} would not be used: {}",
                                                 option->first,
                                                 option->second,
                                                 rule.reason));
        }
    }
}
