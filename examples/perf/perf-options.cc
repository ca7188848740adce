/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "perf-options.h"

#include "ns3/command-line.h"
#include "ns3/data-rate.h"
#include "ns3/nic-features.h"
#include "ns3/nic-preset.h"
#include "ns3/queue-disc.h"
#include "ns3/string.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/type-id.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <sstream>
#include <type_traits>

using namespace ns3;

namespace
{

/**
 * Visit every option: its name, its help text and its value.
 *
 * The one list of options, for the parser and for the list of parameters.
 *
 * @param options the options
 * @param visit called as visit(name, help, value)
 */
template <typename Options, typename Visitor>
void
VisitOptions(Options& options, Visitor visit)
{
    visit("profile", "cost profile of the receiver: a name or the path of a file", options.profile);
    visit("sender-profile", "cost profile of the sender", options.senderProfile);
    visit("clock", "clock of the receiver's cores in GHz, or \"profile\"", options.clock);
    visit("sender-clock",
          "clock of the sender's cores in GHz, or \"profile\"",
          options.senderClock);
    visit("link",
          "what is between sender and receiver: wire; loopback, where both are one host, the "
          "receiver; router; guest-to-guest or guest-to-wire, through the host of guests",
          options.link);
    visit("middle-profile", "cost profile of router or host of guests", options.middleProfile);
    visit("middle-clock",
          "clock of router or host of guests in GHz, or \"profile\"",
          options.middleClock);
    visit("middle-hook",
          "receive hook of router or host of guests: none, lro, gro or fraglist",
          options.middleHook);
    visit("middle-force-lro", "LRO stays on though the host forwards", options.middleForceLro);
    visit("middle-tso", "NICs of router or host of guests segment TCP", options.middleTso);
    visit("tx-gso", "sender: TCP hands down super-packets", options.txGso);
    visit("tx-tcp-segmentation", "sender: its NIC segments TCP (TSO)", options.txTso);
    visit("sg", "sender: its NIC gathers frames from pieces", options.scatterGather);
    visit("tx-checksum-ip-generic", "sender: its NIC computes checksums", options.txChecksum);
    visit("era", "sender: whose kernel's rules hold between features", options.era);
    visit("gso-max-size", "sender: bytes of a super-packet", options.gsoMaxSize);
    visit("gso-max-segs", "sender: segments of a super-packet", options.gsoMaxSegs);
    visit("limit-output-bytes",
          "sender: TCP small queues, bytes below TCP; 0 none",
          options.limitOutputBytes);
    visit("pacing-shift", "sender: autosizing (sk_pacing_shift); 0 none", options.pacingShift);
    visit("tso-win-divisor",
          "sender: deferral (tcp_tso_win_divisor); 0 none",
          options.tsoWinDivisor);
    visit("queue-disc",
          "sender's queue disc: a TypeId without ns3::, none, or GsoQueueDisc/CHILD",
          options.queueDisc);
    visit("cost", "changed costs of the receiver: NAME=CYCLES,...", options.cost);
    visit("cores", "cores of each host; 0 as in its profile", options.cores);
    visit("nic",
          "receiver's NIC: a preset's name or the path of a file; custom for what the next seven "
          "options say",
          options.nic);
    visit("hook", "receive hook: none, lro or gro", options.hook);
    visit("buffers", "receive buffers: skb or page", options.buffers);
    visit("page-order", "order of receive pages, 0 to 10", options.pageOrder);
    visit("buffer-size", "buffers that pages are cut into, bytes", options.bufferSize);
    visit("max-desc", "LRO: sessions held at a time", options.maxDesc);
    visit("max-aggr", "LRO: frames (pages: fragments) that flush a session", options.maxAggr);
    visit("hardware", "what merges in the NIC: none, lro or gro", options.hardware);
    visit("gro-limit", "GRO: packets held in a list", options.groLimit);
    visit("gro-buckets", "GRO: lists of held packets", options.groBuckets);
    visit("gro-evict-oldest",
          "GRO: in a full list the oldest packet makes room; otherwise the newcomer passes",
          options.groEvictOldest);
    visit("gro-max-size", "GRO: bytes that a packet stays below", options.groMaxSize);
    visit("keep-checksum", "LRO: give super-packets the right TCP checksum", options.keepChecksum);
    visit("rx-checksum", "the NIC checks received checksums", options.rxChecksum);
    visit("charge-true-size",
          "charge the memory of packets to the receive buffer",
          options.chargeTrueSize);
    visit("vlan", "VLAN of all frames, 1 to 4094; 0 for none", options.vlan);
    visit("rx-ring", "receive ring, frames", options.rxRing);
    visit("tx-ring", "transmit ring, frames", options.txRing);
    visit("rx-usecs", "interrupt moderation: delay after the first frame, us", options.rxUsecs);
    visit("rx-frames", "interrupt moderation: frames that cut it short; 0 none", options.rxFrames);
    visit("itr", "interrupt moderation: least gap between interrupts, us; 0 none", options.itr);
    visit("adaptive-itr",
          "interrupt moderation: the least gap follows the traffic",
          options.adaptiveItr);
    visit("napi", "the receiver's driver polls", options.napi);
    visit("hz", "receiver: clock ticks a second (CONFIG_HZ)", options.hz);
    visit("gro-flush-timeout",
          "GRO may keep packets for so long when NAPI completes, us; 0 none",
          options.groFlushTimeout);
    visit("napi-defer-hard-irqs",
          "polls without frames before the interrupt is unmasked",
          options.deferHardIrqs);
    visit("napi-weight", "frames that one poll takes at most", options.napiWeight);
    visit("budget", "softirq budget (netdev_budget), frames", options.budget);
    visit("budget-usecs", "softirq budget (netdev_budget_usecs), us", options.budgetTime);
    visit("irq-core", "core that takes the receiver's interrupts and polls", options.irqCore);
    visit("app-core", "core that the receiver's application runs on", options.appCore);
    visit("app-cores",
          "cores from app-core on with a copy of the application each, which share the flows",
          options.appCores);
    visit("rx-queues",
          "receive queues of the receiver's NIC, on the cores from irq-core on",
          options.rxQueues);
    visit("rate", "rate of the link", options.rate);
    visit("delay", "one-way delay of the link, us", options.delay);
    visit("mtu", "MTU, bytes of IP packet", options.mtu);
    visit("ipv6", "over IPv6 (with link=wire)", options.ipv6);
    visit("verify", "compare what is read with what was written: wrong_bytes", options.verify);
    visit("ce-threshold",
          "FqCoDelQueueDisc: sojourn from which packets are marked, us; 0 none",
          options.ceThreshold);
    visit("loss", "probability that a frame to the receiver is lost", options.loss);
    visit("reorder", "probability that a frame to the receiver comes late", options.reorder);
    visit("checksums", "compute and check IP and TCP checksums", options.checksums);
    visit("tcp", "congestion control: TypeId without ns3::", options.tcp);
    visit("rcvbuf", "receive buffer of each connection, bytes", options.rcvBuf);
    visit("sndbuf", "send buffer of each connection, bytes", options.sndBuf);
    visit("flows", "connections", options.flows);
    visit("app-rate", "rate of all sources together; 0bps for no limit", options.appRate);
    visit("write-size", "bytes of one write()", options.writeSize);
    visit("read-size", "bytes of one read() at most", options.readSize);
    visit("wake-delay", "longest time from wake-up to read() (uniform), us", options.wakeDelay);
    visit("rpc-clients",
          "clients that send requests to the receiver, beside the bulk flows",
          options.rpcClients);
    visit("rpc-size", "bytes of a request, and of a response", options.rpcSize);
    visit("rpc-gap",
          "mean time from a response to the next request (exponential), us",
          options.rpcGap);
    visit("udp-pps",
          "UDP datagrams a second to the receiver, whatever becomes of them",
          options.udpPps);
    visit("udp-size", "bytes of payload of a datagram", options.udpSize);
    visit("duration", "simulated time for each seed, ms", options.duration);
    visit("seeds", "number of seeds (start phase, wake-up delays)", options.seeds);
    visit("first-seed", "first seed", options.firstSeed);
}

/**
 * @param name name of an option
 * @param value its value
 * @param low lowest
 * @param high highest
 */
template <typename T>
void
CheckRange(const char* name, T value, T low, T high)
{
    if (!(value >= low && value <= high))
    {
        Fail(fmt::format("--{}={} is out of range: give {} to {}", name, value, low, high));
    }
}

/**
 * @param name name of an option
 * @param value its value
 * @param known what it may be
 */
void
CheckOneOf(const char* name, const std::string& value, const std::vector<std::string>& known)
{
    std::string list;
    for (const auto& entry : known)
    {
        if (entry == value)
        {
            return;
        }
        list += (list.empty() ? "" : ", ") + entry;
    }
    Fail(fmt::format("--{}={} is unknown: use one of {}", name, value, list));
}

/**
 * @param name name of an option
 * @param value its value
 */
void
CheckRate(const char* name, const std::string& value)
{
    DataRateValue rate;
    if (!rate.DeserializeFromString(value, MakeDataRateChecker()))
    {
        Fail(fmt::format("--{}={} is not a rate: give a number with its unit, as 10Gbps",
                         name,
                         value));
    }
}

/**
 * @param options what to check
 */
void
CheckNic(const PerfOptions& options)
{
    if (options.nic == "custom")
    {
        return;
    }
    std::string error;
    if (!NicPreset::Load(options.nic, error))
    {
        Fail("--nic: " + error);
    }
    const PerfOptions defaults;
    const auto refuse = [&options](const char* name, bool isChanged) {
        if (isChanged)
        {
            Fail(fmt::format("--{} does not go with --nic={}, which has its own: leave one of the "
                             "two out",
                             name,
                             options.nic));
        }
    };
    refuse("hook", options.hook != defaults.hook);
    refuse("hardware", options.hardware != defaults.hardware);
    refuse("napi", options.napi != defaults.napi);
    refuse("buffers", options.buffers != defaults.buffers);
    refuse("page-order", options.pageOrder != defaults.pageOrder);
    refuse("buffer-size", options.bufferSize != defaults.bufferSize);
    refuse("max-desc", options.maxDesc != defaults.maxDesc);
    refuse("max-aggr", options.maxAggr != defaults.maxAggr);
    refuse("keep-checksum", options.keepChecksum != defaults.keepChecksum);
    refuse("rx-usecs", options.rxUsecs != defaults.rxUsecs);
}

/**
 * @param options what to check
 */
void
CheckGro(const PerfOptions& options)
{
    CheckRange("gro-limit", options.groLimit, 1U, 65536U);
    CheckRange("gro-buckets", options.groBuckets, 1U, 65536U);
    CheckRange("gro-max-size", options.groMaxSize, 68U, 65536U);
    CheckRange("gro-flush-timeout", options.groFlushTimeout, 0.0, 1e6);
    CheckRange("hz", options.hz, 12U, 12288U);
    if (options.hook == "gro" && !options.napi)
    {
        Fail(
            "--hook=gro does not go with --napi=false: GRO is a part of NAPI; leave one of the two "
            "out");
    }
    if (options.hardware == "gro" && !options.rxChecksum)
    {
        Fail("--hardware=gro does not go with --rx-checksum=false: the NIC merges what it has "
             "verified; leave one of the two out");
    }
    if (options.itr > 0 && options.adaptiveItr)
    {
        Fail(fmt::format("--itr={} does not go with --adaptive-itr=true, which chooses the gap: "
                         "leave one of the two out",
                         options.itr));
    }
}

/**
 * @param disc value of option queue-disc
 */
void
CheckQueueDisc(const std::string& disc)
{
    const auto slash = disc.find('/');
    for (const auto& name : {disc.substr(0, slash), disc.substr(slash + 1)})
    {
        TypeId type;
        if (name != "none" && (!TypeId::LookupByNameFailSafe("ns3::" + name, &type) ||
                               !type.IsChildOf(QueueDisc::GetTypeId())))
        {
            Fail(fmt::format("--queue-disc={}: {} is no queue disc: use none, FqCoDelQueueDisc, "
                             "PfifoFastQueueDisc, GsoQueueDisc/PfifoFastQueueDisc or others",
                             disc,
                             name));
        }
    }
    if ((disc.substr(0, slash) == "GsoQueueDisc") != (slash != std::string::npos))
    {
        Fail(fmt::format("--queue-disc={}: GsoQueueDisc, and no other, has a child here: give "
                         "GsoQueueDisc/CHILD",
                         disc));
    }
}

/**
 * @param options what to check
 */
void
Check(const PerfOptions& options)
{
    constexpr uint32_t MANY = 1U << 30;
    CheckNic(options);
    CheckOneOf("hook", options.hook, {"none", "lro", "gro"});
    CheckOneOf("hardware", options.hardware, {"none", "lro", "gro"});
    CheckGro(options);
    CheckOneOf("buffers", options.buffers, {"skb", "page"});
    CheckRange("page-order", options.pageOrder, 0U, 10U);
    CheckRange("buffer-size", options.bufferSize, 256U, 4096U);
    CheckRange("max-desc", options.maxDesc, 1U, 65536U);
    CheckRange("max-aggr", options.maxAggr, 1U, 65536U);
    CheckOneOf("link",
               options.link,
               {"wire", "loopback", "router", "guest-to-guest", "guest-to-wire"});
    CheckOneOf("middle-hook", options.middleHook, {"none", "lro", "gro", "fraglist"});
    LoadMiddleProfile(options);
    CheckRange("gso-max-size", options.gsoMaxSize, 68U, 65535U);
    CheckRange("gso-max-segs", options.gsoMaxSegs, 1U, 65535U);
    CheckRange("pacing-shift", options.pacingShift, 0U, 31U);
    CheckQueueDisc(options.queueDisc);
    CheckRange("rx-ring", options.rxRing, 1U, MANY);
    CheckRange("tx-ring", options.txRing, 1U, MANY);
    CheckRange("rx-usecs", options.rxUsecs, 0.0, 1e6);
    CheckRange("napi-weight", options.napiWeight, 1U, MANY);
    CheckRange("budget", options.budget, 1U, MANY);
    CheckRange("delay", options.delay, 0.0, 1e7);
    CheckRange("mtu", options.mtu, 68U, options.link == "loopback" ? 65535U : 9000U);
    CheckRange("vlan", options.vlan, 0U, 4094U);
    if (options.ipv6 && options.link != "wire")
    {
        Fail(fmt::format("--ipv6 does not go with --link={}: leave out one of the two",
                         options.link));
    }
    if (options.ipv6 && options.udpPps > 0)
    {
        Fail("--ipv6 does not go with --udp-pps, whose datagrams are of IPv4: leave out one of the "
             "two");
    }
    CheckRange("ce-threshold", options.ceThreshold, 0.0, 1e6);
    CheckRange("loss", options.loss, 0.0, 1.0);
    CheckRange("reorder", options.reorder, 0.0, 1.0);
    CheckRange("rcvbuf", options.rcvBuf, 2 * options.mtu, MANY);
    CheckRange("sndbuf", options.sndBuf, 2 * options.mtu, MANY);
    const bool isOther = options.rpcClients > 0 || options.udpPps > 0;
    CheckRange("flows", options.flows, isOther ? 0U : 1U, 4096U);
    CheckRange("udp-pps", options.udpPps, 0.0, 1e8);
    CheckRange("udp-size", options.udpSize, 1U, 8972U);
    CheckRange("rpc-clients", options.rpcClients, 0U, 4096U);
    CheckRange("rpc-size", options.rpcSize, 1U, options.sndBuf);
    CheckRange("rpc-gap", options.rpcGap, 0.0, 1e6);
    CheckRange("itr", options.itr, 0.0, 1e6);
    CheckRange("budget-usecs", options.budgetTime, 1.0, 1e9);
    CheckRange("write-size", options.writeSize, 1U, options.sndBuf);
    CheckRange("read-size", options.readSize, 1U, MANY);
    CheckRange("wake-delay", options.wakeDelay, 0.0, 1e6);
    CheckRange("duration", options.duration, 10.0, 1e6);
    CheckRange("seeds", options.seeds, 1U, 1000U);
    CheckRange("first-seed", options.firstSeed, 1U, MANY);
    CheckRange("cores", options.cores, 0U, 1024U);
    CheckRate("rate", options.rate);
    CheckRate("app-rate", options.appRate);
    if (DataRate(options.rate).GetBitRate() == 0)
    {
        Fail(fmt::format("--rate={} is 0: give a rate above 0, as 10Gbps", options.rate));
    }
    // Asked of an object: the parents in TypeIds are not those in C++ for all of these classes.
    TypeId tcp;
    if (!TypeId::LookupByNameFailSafe("ns3::" + options.tcp, &tcp) || !tcp.HasConstructor() ||
        !dynamic_cast<TcpCongestionOps*>(tcp.GetConstructor()()))
    {
        Fail(fmt::format("--tcp={} is no congestion control: use TcpCubic, TcpLinuxReno, "
                         "TcpNewReno or another child of ns3::TcpCongestionOps",
                         options.tcp));
    }
    std::string error;
    if (!NicFeatures().SetEra(options.era, error))
    {
        Fail(fmt::format("--era={}: {}", options.era, error));
    }
    LoadSenderProfile(options);
    const auto profile = LoadReceiverProfile(options);
    const uint32_t cores = options.cores == 0 ? profile->GetCores() : options.cores;
    CheckRange("irq-core", options.irqCore, 0U, cores - 1);
    CheckRange("app-core", options.appCore, 0U, cores - 1);
    CheckRange("app-cores", options.appCores, 1U, cores - options.appCore);
    CheckRange("rx-queues", options.rxQueues, 1U, 128U);
    if (options.rxQueues > 1 && !options.napi)
    {
        Fail("--rx-queues does not go with --napi=false: several queues need NAPI; leave one of "
             "the two out");
    }
    if (options.rxQueues > 1 && options.link != "wire" && options.link != "router")
    {
        Fail(fmt::format("--rx-queues does not go with --link={}, whose receiver has one queue: "
                         "leave one of the two out",
                         options.link));
    }
    const auto folder = std::filesystem::path(options.json).parent_path();
    if (!folder.empty() && !std::filesystem::is_directory(folder))
    {
        Fail(fmt::format("--json={}: there is no folder {}; make it or name another one",
                         options.json,
                         folder.string()));
    }
}

/**
 * Refuse what ns-3's CommandLine would ignore or take for another number: "1500x" is 1500 to it,
 * and "-1" a ring of 4294967295 frames.
 *
 * @param options the options, of any value
 * @param argc number of arguments
 * @param argv arguments
 */
void
CheckArguments(const PerfOptions& options, int argc, char* argv[])
{
    for (int i = 1; i < argc; i++)
    {
        const std::string argument = argv[i];
        const auto equals = argument.find('=');
        if (argument[0] != '-')
        {
            Fail(fmt::format("\"{}\" is no option: give each as --NAME=VALUE", argument));
        }
        VisitOptions(options, [&](const char* name, const char*, const auto& value) {
            using Value = std::decay_t<decltype(value)>;
            constexpr bool IS_NUMBER = std::is_arithmetic_v<Value> && !std::is_same_v<Value, bool>;
            if (!IS_NUMBER || equals == std::string::npos ||
                argument.substr(0, equals) != std::string("--") + name)
            {
                return;
            }
            const char* text = argument.c_str() + equals + 1;
            char* end = nullptr;
            const double number = std::strtod(text, &end);
            const bool isWhole =
                std::string(text).find_first_not_of("0123456789") == std::string::npos;
            if (end == text || *end != '\0' || !std::isfinite(number) ||
                (std::is_integral_v<Value> && (!isWhole || number > UINT32_MAX)))
            {
                Fail(fmt::format("{} is not {}: give one in digits",
                                 argument,
                                 std::is_integral_v<Value> ? "a whole number from 0 to 4294967295"
                                                           : "a number"));
            }
        });
    }
}

/// Print the operations that a profile prices.
void
PrintOperations()
{
    for (std::size_t i = 0; i < N_OPERATIONS; i++)
    {
        const OperationInfo& info = GetOperationInfo(static_cast<Operation>(i));
        fmt::print("{:<24} cycles/{:<12} {}\n", info.name, info.unit, info.text);
    }
}

/**
 * @param profile a profile
 * @param name name of the option that changes its clock
 * @param clock value of that option
 * @return the profile at that clock
 */
Ptr<const CostProfile>
WithClock(Ptr<const CostProfile> profile, const char* name, const std::string& clock)
{
    if (clock == "profile")
    {
        return profile;
    }
    char* end = nullptr;
    const double ghz = std::strtod(clock.c_str(), &end);
    if (*end != '\0' || !(ghz >= 1e-6 && ghz <= 1e3))
    {
        Fail(fmt::format("--{}={} is no clock: give GHz from 0.000001 to 1000, or \"profile\"",
                         name,
                         clock));
    }
    return profile->WithClock(ghz);
}

} // namespace

void
Fail(const std::string& message)
{
    fmt::print(stderr, "offload-perf: {}\n", message);
    std::exit(1);
}

PerfOptions
ParsePerfOptions(int argc, char* argv[])
{
    PerfOptions options;
    CommandLine cmd;
    cmd.Usage("Measures a TCP transfer between two simulated hosts, as iperf3 does between real "
              "ones:\nthroughput, load of the cores, aggregation and allocations.");
    VisitOptions(options, [&cmd](const char* name, const char* help, auto& value) {
        cmd.AddValue(name, help, value);
    });
    cmd.AddValue("pcap",
                 "write frames (PREFIX-wire-*) and what goes up the stack (PREFIX-stack-*) of the "
                 "receiver",
                 options.pcap);
    cmd.AddValue("json", "write all results to this file", options.json);
    cmd.AddValue("PrintOperations",
                 "list the operations that a cost profile prices",
                 options.printOperations);
    CheckArguments(options, argc, argv);
    cmd.Parse(argc, argv);
    if (options.printOperations)
    {
        PrintOperations();
        std::exit(0);
    }
    Check(options);
    return options;
}

Ptr<const CostProfile>
LoadReceiverProfile(const PerfOptions& options)
{
    std::string error;
    auto profile = CostProfile::Load(options.profile, error);
    if (!profile)
    {
        Fail(fmt::format("--profile={}: {}", options.profile, error));
    }
    std::istringstream changes(options.cost);
    std::string change;
    while (std::getline(changes, change, ','))
    {
        const auto equals = change.find('=');
        char* end = nullptr;
        const std::string number =
            equals == std::string::npos ? std::string() : change.substr(equals + 1);
        const double cycles = std::strtod(number.c_str(), &end);
        if (number.empty() || *end != '\0')
        {
            Fail(fmt::format("--cost={}: \"{}\" is not NAME=CYCLES, with a number of cycles",
                             options.cost,
                             change));
        }
        profile = profile->WithCost(change.substr(0, equals), cycles, error);
        if (!profile)
        {
            Fail(fmt::format("--cost={}: {}", options.cost, error));
        }
    }
    return WithClock(profile, "clock", options.clock);
}

Ptr<const CostProfile>
LoadSenderProfile(const PerfOptions& options)
{
    std::string error;
    const auto profile = CostProfile::Load(options.senderProfile, error);
    if (!profile)
    {
        Fail(fmt::format("--sender-profile={}: {}", options.senderProfile, error));
    }
    return WithClock(profile, "sender-clock", options.senderClock);
}

Ptr<const CostProfile>
LoadMiddleProfile(const PerfOptions& options)
{
    std::string error;
    const auto profile = CostProfile::Load(options.middleProfile, error);
    if (!profile)
    {
        Fail(fmt::format("--middle-profile={}: {}", options.middleProfile, error));
    }
    return WithClock(profile, "middle-clock", options.middleClock);
}

std::vector<std::pair<std::string, std::string>>
ListParameters(const PerfOptions& options)
{
    std::vector<std::pair<std::string, std::string>> parameters;
    VisitOptions(options, [&parameters](const char* name, const char*, const auto& value) {
        parameters.emplace_back(name, fmt::format("{}", value));
    });
    return parameters;
}
