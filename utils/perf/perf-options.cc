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
#include "ns3/result-file.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <cstdlib>
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
                                    "datagram-source",
                                    "datagram-sink",
                                    "tcp",
                                    "trouble"};

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
         "wire, router, dumbbell (hosts at two switches), loopback (one host is both ends), "
         "veth (likewise, through a pair of veth), "
         "guest-to-guest, guest-to-wire or wire-to-guest (through the host of guests)"},
        {"rate", "10Gbps", rate(&Self::rate), "rate of each link"},
        {"delay", "5us", time(&Self::delay, Time(), Seconds(10)), "one-way delay of each link"},
        {"mtu", "1500", number(&Self::mtu, 68, 65535), "MTU of all devices, bytes of IP packet"},
        {"ipv6", "false", flag(&Self::isIpv6), "over IPv6, on a wire"},
        {"large-segments",
         "false",
         flag(&Self::largeSegments),
         "TCP works in super-packets: an approximation, fast, for transfers without loss"},
        {"checksums", "false", flag(&Self::checksums), "compute and check IP and TCP checksums"},
        {"congestion-control", "ns3::TcpCubic", text(&Self::congestion), "of all connections"},
        {"senders", "2", number(&Self::senders, 1, 1000), "hosts that send, in a dumbbell"},
        {"receivers", "2", number(&Self::receivers, 1, 1000), "hosts that receive, in a dumbbell"},
        {"port-limit",
         "1000000",
         number(&Self::portLimit, 1, MANY),
         "bytes that wait at the bottleneck of a dumbbell at most"},
        {"port-marking",
         "none",
         text(&Self::portMarking),
         "bytes that may wait there, with the frame that comes, before it is marked (ECN); 0 marks "
         "all, none no frame"},
        {"flows",
         "1",
         number(&Self::flows, 0, 4096),
         "connections with a writer each, of the senders and to the receivers in turn"},
        {"source-core", "0", number(&Self::sourceCore, 0, MANY), "core of the first writer"},
        {"source-cores",
         "0",
         number(&Self::sourceCores, 0, 1024),
         "cores from source-core on that writers take in turn; 0 for all that there are"},
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
        {"udp-flows",
         "0",
         number(&Self::udpFlows, 0, 4096),
         "writers of UDP datagrams, which pay for their calls and wait for room in their send "
         "buffer; --datagram-source.NAME says what they send"},
        {"udp-pps",
         "0",
         pps,
         "UDP datagrams a second of a generator, as pktgen: its calls cost nothing, it never "
         "waits, and its host refuses what it has no room for"},
        {"udp-size", "18", number(&Self::udpSize, 1, 65507), "bytes of payload of one of those"},
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
        {"timeline",
         "",
         text(&Self::timeline),
         "write the first seed's timeline of all hosts to this file, for ui.perfetto.dev"},
        {"json", "", text(&Self::json), ResultFile::HELP},
        {"quiet", "false", flag(&Self::quiet), "show neither progress nor the table"},
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
    for (std::size_t i = 0; i < arguments.size(); i++)
    {
        std::string argument = arguments[i];
        if (argument.find('=') == std::string::npos)
        {
            const bool hasValue = i + 1 < arguments.size() && arguments[i + 1].rfind("--", 0) != 0;
            if (IsFlag(argument))
            {
                argument += "=true";
            }
            else if (argument.rfind("--", 0) == 0 && hasValue)
            {
                i++;
                argument += "=" + arguments[i];
            }
        }
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

bool
PerfOptions::IsFlag(const std::string& argument)
{
    TypeId::AttributeInformation info;
    return argument.rfind("--", 0) == 0 &&
           GetTypeId().LookupAttributeByName(argument.substr(2), &info) &&
           info.checker->GetValueTypeName() == MakeBooleanChecker()->GetValueTypeName();
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

std::vector<std::pair<std::string, std::string>>
PerfOptions::ListParameters() const
{
    std::vector<std::pair<std::string, std::string>> parameters;
    const TypeId type = GetTypeId();
    for (std::size_t i = 0; i < type.GetAttributeN(); i++)
    {
        const auto info = type.GetAttribute(i);
        if (info.name != "pcap" && info.name != "timeline" && info.name != "json" &&
            info.name != "quiet")
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
