/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "replay-settings.h"

#include "capture-reader.h"

#include "ns3/attribute-text.h"
#include "ns3/boolean.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <fmt/format.h>
#include <vector>

namespace ns3::offload::replay
{

namespace
{

/// The offloads that an option is for.
constexpr uint32_t LRO = 1U << static_cast<uint32_t>(Offload::LRO);
constexpr uint32_t GRO = 1U << static_cast<uint32_t>(Offload::GRO);
constexpr uint32_t GSO = 1U << static_cast<uint32_t>(Offload::GSO);
constexpr uint32_t RECEIVE = 1U << static_cast<uint32_t>(Offload::NONE) | LRO | GRO;

constexpr const char* NAMES[]{"none", "lro", "gro", "gso"}; //!< by Offload

/// An option.
struct Option
{
    const char* name;                      //!< name
    uint32_t offloads;                     //!< what it is for
    const char* value;                     //!< default
    Ptr<const AttributeAccessor> accessor; //!< how it is set
    Ptr<const AttributeChecker> checker;   //!< how it is checked
    const char* help;                      //!< what it means
};

/// @return all options
const std::vector<Option>&
ListOptions()
{
    using Self = ReplaySettings;
    constexpr uint32_t MANY = 65536;
    const auto number = [](uint32_t low, uint32_t high) {
        return MakeUintegerChecker<uint32_t>(low, high);
    };
    const auto time = []() { return MakeTimeChecker(Seconds(0), Seconds(1)); };
    const auto flag = []() { return MakeBooleanChecker(); };
    const auto uinteger = [](uint32_t Self::*member) { return MakeUintegerAccessor(member); };
    const auto boolean = [](bool Self::*member) { return MakeBooleanAccessor(member); };
    constexpr uint32_t ANY = UINT32_MAX; // the engine knows what it takes
    static const std::vector<Option> options{
        {"offload",
         RECEIVE | GSO,
         "gro",
         MakeStringAccessor(&Self::offload),
         MakeStringChecker(),
         "none, lro, gro (frames in, packets for the stack out) or gso (packets in, frames out)"},
        {"rx-usecs",
         RECEIVE,
         "16us",
         MakeTimeAccessor(&Self::rxUsecs),
         time(),
         "delay of the interrupt after the first frame (ethtool -C)"},
        {"rx-frames",
         RECEIVE,
         "32",
         uinteger(&Self::rxFrames),
         number(0, MANY),
         "frames that end this delay; 0 for none (ethtool -C)"},
        {"rx-ring",
         RECEIVE,
         "1024",
         uinteger(&Self::rxRing),
         number(1, MANY),
         "frames that the receive ring holds; more are dropped (ethtool -G)"},
        {"napi-weight",
         RECEIVE,
         "64",
         uinteger(&Self::napiWeight),
         number(1, MANY),
         "frames that one poll takes at most"},
        {"rx-checksum",
         RECEIVE,
         "true",
         boolean(&Self::rxChecksum),
         flag(),
         "the NIC verifies checksums, so that the host need not pay for it (ethtool -K)"},
        {"receive-buffers",
         RECEIVE,
         "page",
         MakeStringAccessor(&Self::receiveBuffers),
         MakeStringChecker(),
         "page or skb: what frames are received into"},
        {"buffer-size",
         RECEIVE,
         "2048",
         uinteger(&Self::bufferSize),
         number(256, 4096),
         "bytes of the buffers that pages are divided into"},
        {"page-order",
         RECEIVE,
         "0",
         uinteger(&Self::pageOrder),
         number(0, 10),
         "order of these pages"},
        {"max-desc",
         LRO,
         "8",
         uinteger(&Self::maxDesc),
         number(1, MANY),
         "sessions held at a time"},
        {"max-aggr",
         LRO,
         "64",
         uinteger(&Self::maxAggr),
         number(1, MANY),
         "frames (with page buffers: fragments) that flush a session"},
        {"maintain-tcp-checksum",
         LRO,
         "true",
         boolean(&Self::maintainTcpChecksum),
         flag(),
         "give super-packets the right TCP checksum"},
        {"hz",
         GRO,
         "1000",
         uinteger(&Self::hz),
         number(12, 12288),
         "clock ticks (jiffies) a second (CONFIG_HZ)"},
        {"gro-flush-timeout",
         GRO,
         "0s",
         MakeTimeAccessor(&Self::groFlushTimeout),
         time(),
         "time for which packets may be kept when NAPI completes; 0s for none"},
        {"napi-defer-hard-irqs",
         GRO,
         "0",
         uinteger(&Self::napiDeferHardIrqs),
         number(0, MANY),
         "polls without frames before the interrupt is unmasked"},
        {"gro-max-size",
         GRO,
         "65536",
         uinteger(&Self::groMaxSize),
         number(0, ANY),
         "bytes that an IPv6 packet stays below; BIG TCP above 65536"},
        {"gro-ipv4-max-size",
         GRO,
         "65536",
         uinteger(&Self::groIpv4MaxSize),
         number(0, ANY),
         "bytes that an IPv4 packet stays below; BIG TCP above 65536"},
        {"buckets",
         GRO,
         "8",
         uinteger(&Self::buckets),
         number(1, MANY),
         "lists of held packets, chosen by receive hash"},
        {"max-held", GRO, "8", uinteger(&Self::maxHeld), number(1, MANY), "packets held in a list"},
        {"evict-oldest",
         GRO,
         "true",
         boolean(&Self::evictOldest),
         flag(),
         "the oldest packet makes room in a full list, else the newcomer passes"},
        {"receive-hash",
         GRO,
         "true",
         boolean(&Self::receiveHash),
         flag(),
         "the NIC gives each frame a receive hash, else there is one list"},
        {"rx-gro-list",
         GRO,
         "false",
         boolean(&Self::rxGroList),
         flag(),
         "chain what has no local socket (ethtool -K)"},
        {"rx-udp-gro-forwarding",
         GRO,
         "false",
         boolean(&Self::rxUdpGroForwarding),
         flag(),
         "merge UDP that has no local socket (ethtool -K)"},
        {"udp-gro",
         GRO,
         "false",
         boolean(&Self::udpGro),
         flag(),
         "all flows have local sockets, those of UDP with UDP_GRO; else there are none"},
        {"mss",
         GSO,
         "0",
         uinteger(&Self::mss),
         number(0, 65535),
         "payload bytes of a segment (gso_size); 0 for what the MTU has room for"},
        {"fixed-id",
         GSO,
         "false",
         boolean(&Self::fixedId),
         flag(),
         "segments repeat the IPv4 identification"},
        {"tx-tcp-segmentation",
         GSO,
         "false",
         boolean(&Self::txTcpSegmentation),
         flag(),
         "the NIC segments TCP (TSO), so that the host need not pay for it (ethtool -K)"},
        {"tx-udp-segmentation",
         GSO,
         "false",
         boolean(&Self::txUdpSegmentation),
         flag(),
         "UDP above the segment size is a train of datagrams (UDP_SEGMENT)"},
        {"tx-udp-fragmentation",
         GSO,
         "false",
         boolean(&Self::txUdpFragmentation),
         flag(),
         "UDP above the MTU is one datagram, to be cut into IP fragments (UFO)"},
    };
    return options;
}

} // namespace

TypeId
ReplaySettings::GetTypeId()
{
    static const TypeId tid = []() {
        TypeId type = TypeId("offload-replay").SetParent<Object>();
        for (const Option& option : ListOptions())
        {
            type.AddAttribute(option.name,
                              option.help,
                              StringValue(option.value),
                              option.accessor,
                              option.checker);
        }
        return type;
    }();
    return tid;
}

void
ReplaySettings::Apply(const std::map<std::string, std::string>& texts)
{
    for (const auto& [name, text] : texts)
    {
        try
        {
            SetAttributeByText(Ptr<Object>(this), name, text);
        }
        catch (const AttributeTextError& error)
        {
            throw ReplayError(fmt::format("--{}={}: {}", name, text, error.what()));
        }
    }
    std::size_t kind = 0;
    while (kind < std::size(NAMES) && offload != NAMES[kind])
    {
        kind++;
    }
    if (kind == std::size(NAMES))
    {
        throw ReplayError(
            fmt::format("--offload={} is unknown: use none, lro, gro or gso", offload));
    }
    m_kind = static_cast<Offload>(kind);
    if (receiveBuffers != "page" && receiveBuffers != "skb")
    {
        throw ReplayError(
            fmt::format("--receive-buffers={} is unknown: use page or skb", receiveBuffers));
    }
    if (txUdpSegmentation && txUdpFragmentation)
    {
        throw ReplayError("--tx-udp-segmentation and --tx-udp-fragmentation: a large datagram is "
                          "either a train or to be fragmented; leave out one of the two");
    }
    const std::string fault = m_kind == Offload::GRO ? MakeGroConfig().FindFault() : "";
    if (!fault.empty())
    {
        throw ReplayError("GRO: " + fault);
    }
}

std::string
ReplaySettings::ExplainNoEffect(const std::string& name, bool hasProfile) const
{
    for (const Option& option : ListOptions())
    {
        if (name == option.name && (option.offloads & 1U << static_cast<uint32_t>(m_kind)) == 0)
        {
            return fmt::format("it is not for --offload={}: choose another offload or leave it out",
                               offload);
        }
    }
    if ((name == "buffer-size" || name == "page-order") && !IsPaged())
    {
        return "there are no pages: give --receive-buffers=page or leave it out";
    }
    if (name == "napi-defer-hard-irqs" && !groFlushTimeout.IsStrictlyPositive())
    {
        return "it needs --gro-flush-timeout";
    }
    const bool isOfMemory = name == "receive-buffers" || name == "buffer-size";
    const bool isOfCosts = name == "rx-checksum" || name == "page-order" ||
                           name == "tx-tcp-segmentation" || (isOfMemory && m_kind != Offload::LRO);
    if (isOfCosts && !hasProfile)
    {
        return "it changes nothing but costs: give --profile too, or leave it out";
    }
    return "";
}

LroConfig
ReplaySettings::MakeLroConfig() const
{
    LroConfig config;
    config.maxDesc = maxDesc;
    config.maxAggr = maxAggr;
    config.maintainTcpChecksum = maintainTcpChecksum;
    return config;
}

GroConfig
ReplaySettings::MakeGroConfig() const
{
    GroConfig config;
    config.groMaxSize = groMaxSize;
    config.groIpv4MaxSize = groIpv4MaxSize;
    config.buckets = buckets;
    config.maxHeld = maxHeld;
    config.eviction = evictOldest ? GroEviction::OLDEST_OUT : GroEviction::PASS_NEWCOMER;
    config.fraglist = rxGroList;
    config.udpGroForwarding = rxUdpGroForwarding;
    return config;
}

bool
ReplaySettings::IsPaged() const
{
    return receiveBuffers == "page";
}

uint32_t
ReplaySettings::BufferSize() const
{
    return IsPaged() ? bufferSize : 0;
}

} // namespace ns3::offload::replay
