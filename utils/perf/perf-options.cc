/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "perf-options.h"

#include "perf-help.h"

#include "ns3/attribute-text.h"
#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/string.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <set>

using namespace ns3;

namespace
{

/// Objects whose attributes can be set.
const std::set<std::string> OBJECTS{"sender",
                                    "receiver",
                                    "middle",
                                    "middle-in",
                                    "middle-out",
                                    "source",
                                    "sink",
                                    "tcp",
                                    "trouble"};

/// Between sender and receiver.
const std::set<std::string> TOPOLOGIES{"wire",
                                       "loopback",
                                       "router",
                                       "guest-to-guest",
                                       "guest-to-wire"};

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

TypeId
PerfOptions::GetTypeId()
{
    using Self = PerfOptions;
    /// How an option is set and checked.
    using Access = std::pair<Ptr<const AttributeAccessor>, Ptr<const AttributeChecker>>;
    const auto number = [](uint32_t Self::*member, uint32_t low, uint32_t high) {
        return Access(MakeUintegerAccessor(member), MakeUintegerChecker<uint32_t>(low, high));
    };
    const auto time = [](Time Self::*member, Time low, Time high) {
        return Access(MakeTimeAccessor(member), MakeTimeChecker(low, high));
    };
    const auto rate = [](DataRate Self::*member) {
        return Access(MakeDataRateAccessor(member), MakeDataRateChecker());
    };
    const auto text = [](std::string Self::*member) {
        return Access(MakeStringAccessor(member), MakeStringChecker());
    };
    const auto flag = [](bool Self::*member) {
        return Access(MakeBooleanAccessor(member), MakeBooleanChecker());
    };

    /// An option of the program.
    struct Option
    {
        const char* name;  //!< name
        const char* value; //!< default
        Access access;     //!< how it is set and checked
        const char* help;  //!< what it means
    };

    constexpr uint32_t MANY = 1U << 30;
    const Access pps(MakeDoubleAccessor(&Self::udpRate), MakeDoubleChecker<double>(0, 1e8));
    const std::vector<Option> options{
        {"topology",
         "wire",
         text(&Self::topology),
         "wire, router, loopback (one host is both ends), guest-to-guest or guest-to-wire (through "
         "the host of guests)"},
        {"rate", "10Gbps", rate(&Self::rate), "rate of each link"},
        {"delay", "5us", time(&Self::delay, Time(), Seconds(10)), "one-way delay of each link"},
        {"mtu", "1500", number(&Self::mtu, 68, 65535), "MTU of all devices, bytes of IP packet"},
        {"ipv6", "false", flag(&Self::isIpv6), "over IPv6, on a wire"},
        {"checksums", "false", flag(&Self::checksums), "compute and check IP and TCP checksums"},
        {"congestion-control", "ns3::TcpCubic", text(&Self::congestion), "of all connections"},
        {"flows", "1", number(&Self::flows, 0, 4096), "connections with a writer each"},
        {"app-rate",
         "0bps",
         rate(&Self::appRate),
         "rate of all writers together; 0bps for no limit"},
        {"app-core", "1", number(&Self::appCore, 0, MANY), "core of the receiver's application"},
        {"app-cores",
         "1",
         number(&Self::appCores, 1, 1024),
         "cores from app-core on with a reader each, which share the flows"},
        {"rpc-clients",
         "0",
         number(&Self::rpcClients, 0, 4096),
         "clients that send requests to the receiver, beside the flows"},
        {"rpc-size",
         "100",
         number(&Self::rpcSize, 1, MANY),
         "bytes of a request and of a response"},
        {"rpc-gap",
         "100us",
         time(&Self::rpcGap, Time(), Seconds(1)),
         "mean time from a response to the next request (exponential)"},
        {"udp-pps", "0", pps, "UDP datagrams a second to the receiver, whatever becomes of them"},
        {"udp-size", "18", number(&Self::udpSize, 1, 65507), "bytes of payload of a datagram"},
        {"duration",
         "100ms",
         time(&Self::duration, MilliSeconds(10), Seconds(1000)),
         "time to simulate for each seed"},
        {"seeds", "5", number(&Self::seeds, 1, 1000), "number of seeds (start of flows, wake-ups)"},
        {"first-seed", "1", number(&Self::firstSeed, 1, MANY), "first seed"},
        {"pcap",
         "",
         text(&Self::pcap),
         "write the first seed's frames (PREFIX-wire-*) and what goes up the stack "
         "(PREFIX-stack-*) of the receiver"},
        {"json", "", text(&Self::json), "write all results to this file"},
    };
    static const TypeId tid = [&options]() {
        TypeId type = TypeId("offload-perf").SetParent<Object>();
        for (const auto& option : options)
        {
            type.AddAttribute(option.name,
                              option.help,
                              StringValue(option.value),
                              option.access.first,
                              option.access.second);
        }
        return type;
    }();
    return tid;
}

void
PerfOptions::Parse(int argc, char* argv[])
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    for (const auto& argument : arguments)
    {
        if (PrintIfAsked(argv[0], argument))
        {
            std::exit(0);
        }
    }
    for (const auto& argument : arguments)
    {
        Take(argument);
    }
    // An object before its parts.
    std::stable_sort(objects.begin(), objects.end(), [](const auto& a, const auto& b) {
        return std::count(a.path.begin(), a.path.end(), '.') <
               std::count(b.path.begin(), b.path.end(), '.');
    });
    Check();
    CheckUse();
}

void
PerfOptions::Take(const std::string& argument)
{
    const auto equals = argument.find('=');
    if (argument.rfind("--", 0) != 0 || equals == std::string::npos)
    {
        throw AttributeTextError(
            fmt::format("\"{}\" is no option: give each as --NAME=VALUE; --PrintHelp "
                        "lists them",
                        argument));
    }
    const std::string name = argument.substr(2, equals - 2);
    const std::string text = argument.substr(equals + 1);
    if (!m_given.emplace(name, text).second)
    {
        throw AttributeTextError(
            fmt::format("{}: --{} is given twice, first as {}: leave one of the two "
                        "out",
                        argument,
                        name,
                        m_given[name]));
    }
    const auto dot = name.find('.');
    if (dot != std::string::npos && OBJECTS.count(name.substr(0, dot)) > 0)
    {
        objects.push_back({name.substr(0, dot), name.substr(dot + 1), text});
        return;
    }
    TypeId::AttributeInformation info;
    if (!GetTypeId().LookupAttributeByName(name, &info))
    {
        throw AttributeTextError(
            fmt::format("{}: there is no option --{}: --PrintHelp lists those that "
                        "there are{}",
                        argument,
                        name,
                        name == "RngRun" ? "; a run is chosen by --first-seed" : ""));
    }
    try
    {
        SetAttributeByText(Ptr<Object>(this), name, text);
    }
    catch (const AttributeTextError& error)
    {
        throw AttributeTextError(fmt::format("{}: {}", argument, error.what()));
    }
}

bool
PerfOptions::IsGiven(const std::string& name) const
{
    const auto option = m_given.lower_bound(name);
    return option != m_given.end() &&
           (name.back() == '.' ? option->first.rfind(name, 0) == 0 : option->first == name);
}

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
    const uint32_t most = topology == "loopback" ? 65535 : 9000;
    if (mtu > most)
    {
        throw AttributeTextError(fmt::format("--mtu={} is out of range: give 68 to {}", mtu, most));
    }
    if (rate.GetBitRate() == 0)
    {
        throw AttributeTextError(
            "--rate=0bps is no rate of a link: give a rate above 0, as 10Gbps");
    }
    if (flows == 0 && rpcClients == 0 && udpRate == 0)
    {
        throw AttributeTextError(
            "--flows=0 leaves nothing to send: give --rpc-clients or --udp-pps too");
    }
    if (isIpv6 && udpRate > 0)
    {
        throw AttributeTextError(
            "--ipv6 does not go with --udp-pps, whose reader is one of IPv4: leave "
            "out one of the two");
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
    constexpr uint32_t IPV6_MTU = 1280; // RFC 8200: what each link has to carry
    if (isIpv6 && mtu < IPV6_MTU)
    {
        throw AttributeTextError(
            fmt::format("--mtu={} is too small for --ipv6, which needs {}", mtu, IPV6_MTU));
    }
    for (const char* option : {"json", "pcap"})
    {
        const auto given = m_given.find(option);
        if (given != m_given.end() && given->second.empty())
        {
            throw AttributeTextError(
                fmt::format("--{}= is empty: name a file, or leave it out", option));
        }
    }
    CheckFolder("json", json);
    CheckFolder("pcap", pcap);
    if (std::filesystem::is_directory(json))
    {
        throw AttributeTextError(fmt::format("--json={} is a folder: name a file in it", json));
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

    const bool isLoopback = topology == "loopback";
    const bool areGuests = topology == "guest-to-guest";
    const bool isGuest = areGuests || topology == "guest-to-wire";
    const bool isRouted = topology == "wire" || topology == "router";
    const char* const noFlows = "no flow sends anything: raise --flows or leave it out";
    const char* const noRpc = "no client sends requests: give --rpc-clients or leave it out";
    const char* const noWire = "this --topology has no wire there: choose another or leave it out";
    const char* const noTiming = "a loopback device has no interrupts: leave it out";
    const char* const noIp = "the host of guests is a bridge, without IP: leave it out";
    const std::vector<Rule> rules{
        {"receiver.nic", isLoopback || areGuests, noWire},
        {"sender.nic", isGuest, noWire},
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
        {"trouble.", !isRouted, "give --topology=wire or router, or leave it out"},
        {"source.", flows == 0, noFlows},
        {"sink.", flows == 0, noFlows},
        {"app-rate", flows == 0, noFlows},
        {"app-cores", flows == 0, noFlows},
        {"congestion-control", flows == 0 && rpcClients == 0, noFlows},
        {"tcp.", flows == 0 && rpcClients == 0, noFlows},
        {"rpc-size", rpcClients == 0, noRpc},
        {"rpc-gap", rpcClients == 0, noRpc},
        {"udp-size", udpRate == 0, "no datagrams are sent: give --udp-pps or leave it out"},
        {"source.Remote", true, "the program knows the receiver: leave it out"},
        {"source.Rate", true, "give the rate of all flows together, --app-rate"},
        {"sink.Local", true, "the program chooses the ports: leave it out"},
        {"sink.Core", true, "give the first of the readers' cores, --app-core"},
        {"tcp.SegmentSize", true, "it follows from --mtu"},
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

std::vector<std::pair<std::string, std::string>>
PerfOptions::ListParameters() const
{
    std::vector<std::pair<std::string, std::string>> parameters;
    const TypeId type = GetTypeId();
    for (std::size_t i = 0; i < type.GetAttributeN(); i++)
    {
        const auto info = type.GetAttribute(i);
        if (info.name != "pcap" && info.name != "json")
        {
            const auto given = m_given.find(info.name);
            parameters.emplace_back(info.name,
                                    given == m_given.end()
                                        ? info.originalInitialValue->SerializeToString(info.checker)
                                        : given->second);
        }
    }
    for (const auto& option : objects)
    {
        parameters.emplace_back(option.object + "." + option.path, option.text);
    }
    return parameters;
}
