/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/nic-driver.h"

#include "ns3/abort.h"
#include "ns3/header-fields.h"
#include "ns3/ipv4-address.h"
#include "ns3/ipv6-address.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/packet-frame.h"
#include "ns3/queue-disc.h"
#include "ns3/simulator.h"
#include "ns3/traffic-control-layer.h"
#include "ns3/transmit-tap.h"

#include <array>
#include <utility>

namespace ns3
{

namespace
{

/**
 * @param frame a frame with a TCP header
 * @return its flow, as the host that receives it names it
 */
TcpFlow
GetFlow(const offload::Frame& frame)
{
    const uint8_t* ip = frame.head.Data() + frame.networkOffset;
    const uint8_t* tcp = frame.head.Data() + frame.transportOffset;
    TcpFlow flow;
    flow.peerPort = offload::Load16(tcp);
    flow.localPort = offload::Load16(tcp + 2);
    if (ip[0] >> 4 == 4)
    {
        flow.peer = Ipv4Address(offload::Load32(ip + 12));
        flow.local = Ipv4Address(offload::Load32(ip + 16));
    }
    else
    {
        flow.peer = Ipv6Address::Deserialize(ip + 8);
        flow.local = Ipv6Address::Deserialize(ip + 24);
    }
    return flow;
}

} // namespace

NS_LOG_COMPONENT_DEFINE("OffloadNicDriver");

NS_OBJECT_ENSURE_REGISTERED(NicDriver);

TypeId
NicDriver::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::NicDriver")
            .SetParent<Object>()
            .SetGroupName("Offload")
            .AddConstructor<NicDriver>()
            .AddTraceSource("RingDrop",
                            "A packet was dropped because the receive ring was full.",
                            MakeTraceSourceAccessor(&NicDriver::m_dropTrace),
                            "ns3::Packet::TracedCallback")
            .AddTraceSource("TxDrop",
                            "A packet was dropped because the transmit ring was full.",
                            MakeTraceSourceAccessor(&NicDriver::m_transmitDropTrace),
                            "ns3::Packet::TracedCallback")
            .AddTraceSource("FeatureRefused",
                            "A feature that was asked for is off for as long as the NIC is where "
                            "it is: its name as ethtool's, and why.",
                            MakeTraceSourceAccessor(&NicDriver::m_refusedTrace),
                            "ns3::NicDriver::FeatureRefusedTracedCallback")
            .AddTraceSource("Deliver",
                            "A packet goes up to the stack, with the number of wire frames in it.",
                            MakeTraceSourceAccessor(&NicDriver::m_deliverTrace),
                            "ns3::NicDriver::DeliverTracedCallback")
            .AddTraceSource("Delay",
                            "Time from the wire to the stack, for each frame that goes up.",
                            MakeTraceSourceAccessor(&NicDriver::m_delayTrace),
                            "ns3::Time::TracedCallback");
    return tid;
}

NicDriver::NicDriver() = default;
NicDriver::~NicDriver() = default;

void
NicDriver::Start(Ptr<NetDevice> device,
                 const NicSettings& settings,
                 std::function<void(const Departure& frame)> toWire)
{
    m_device = device;
    m_settings = settings;
    NS_ABORT_MSG_IF(settings.moderation.isAdaptive && settings.moderation.gap.IsStrictlyPositive(),
                    "Attribute ItrUsecs is "
                        << settings.moderation.gap.As(Time::US)
                        << ", and attribute AdaptiveItr is true, which chooses "
                           "the gap itself: leave one of the two out");
    if (!m_settings.buffers)
    {
        m_settings.buffers = CreateObject<SkbReceiveBuffers>();
    }
    Ptr<Node> node = device->GetNode();
    Ptr<HostCpu> cpu = HostCpu::Get(node);
    std::vector<uint32_t> cores =
        ReceiveQueueSet::ChooseCores(*cpu, settings.spread, settings.core);
    if (!settings.engine.empty())
    {
        cores = {StartEngine()};
    }
    m_queueCore = cores.front();
    m_tap = TransmitTap::Install(node, m_queueCore);
    m_tap->AddNic(this);
    m_forwarder = std::make_unique<PacketForwarder>(device, m_tap);
    RefuseLro();
    m_stretchAck = std::make_unique<StretchAck>(node);
    if (settings.chargeTrueSize)
    {
        m_trueSizeWindow = std::make_unique<TrueSizeWindow>(node);
    }

    if (m_settings.hook)
    {
        NS_ABORT_MSG_IF(!settings.napi && m_settings.hook->GetFeature() == NicFeature::GRO,
                        "Attribute Napi is false, and attribute ReceiveHook is "
                            << m_settings.hook->GetInstanceTypeId().GetName()
                            << ": GRO is a part of NAPI; set Napi to true, or choose another hook");
    }
    constexpr auto HW = NicFeature::RX_GRO_HW;
    NS_ABORT_MSG_IF(m_settings.hardware && m_settings.hardware->GetFeature() == HW &&
                        m_features.IsRequested(HW) && !m_features.IsOn(HW),
                    "Attribute HardwareMerger is GRO in the NIC, but feature rx-gro-hw is off, for "
                        << m_features.Explain(HW)
                        << ": switch that on, or do without hardware GRO");
    StartReceive(cores);
    StartTransmit(std::move(toWire));
}

void
NicDriver::StartReceive(const std::vector<uint32_t>& cores)
{
    ReceiveQueueSet::Config set;
    set.device = m_device;
    set.link = m_settings.link;
    set.napi = m_settings.napi;
    set.spread = m_settings.spread;
    set.cores = cores;
    ReceiveQueue::Config& config = set.queue;
    config.ringSize = m_settings.ringSize;
    config.weight = m_settings.weight;
    config.groFlushTimeout = m_settings.groFlushTimeout;
    config.deferHardIrqs = m_settings.deferHardIrqs;
    config.backlog = m_settings.backlog;
    if (m_settings.link != NicLink::LOOPBACK)
    {
        config.moderation = m_settings.moderation;
    }
    config.smallBytes = m_settings.smallBytes;
    config.features = &m_features;
    config.cpu = HostCpu::Get(m_device->GetNode());
    config.buffers = m_settings.buffers;
    config.hook = m_settings.hook;
    config.hardware = m_settings.hardware;
    config.address = Mac48Address::ConvertFrom(m_device->GetAddress());
    config.reclaimed = [this](uint32_t packets) { m_transmitPath->GetRing().Reclaim(packets); };
    config.upcall = [this](const Arrival& arrival, const offload::Frame& frame) {
        GoUp(arrival, frame);
    };
    config.addUpcallWork = [this](const Arrival& arrival, const offload::Frame& frame, Work& work) {
        m_forwarder->AddWork(arrival, frame, work);
    };
    m_queues = std::make_unique<ReceiveQueueSet>(set);
    m_queues->ApplyFeatures();
}

void
NicDriver::RefuseLro()
{
    const std::string why = m_forwarder->ExplainNoLro();
    const bool isWanted =
        m_features.IsOn(NicFeature::LRO) &&
        ((m_settings.hook && m_settings.hook->GetFeature() == NicFeature::LRO) ||
         (m_settings.hardware && m_settings.hardware->GetFeature() == NicFeature::LRO));
    if (why.empty() || m_settings.forceLro)
    {
        return;
    }
    m_features.Forbid(NicFeature::LRO, why);
    if (isWanted)
    {
        NS_LOG_WARN("Node " << m_device->GetNode()->GetId() << ", device " << m_device->GetIfIndex()
                            << ": LRO is off, for " << why << "; attribute ForceLro leaves it on");
        m_refusedTrace(NicFeatures::GetName(NicFeature::LRO), why);
    }
}

void
NicDriver::StartTransmit(std::function<void(const Departure& frame)> toWire)
{
    TransmitPath::Config config;
    config.cpu = HostCpu::Get(m_device->GetNode());
    config.defaultPlace = CpuPlace{m_queueCore, CpuContext::SOFTIRQ};
    config.features = &m_features;
    config.tso = m_settings.tso;
    config.link = m_settings.link;
    config.ring.cuts = m_settings.link != NicLink::GUEST;
    config.ring.size = m_settings.txRing;
    if (auto interface = m_device->GetObject<NetDeviceQueueInterface>())
    {
        config.ring.queue = interface->GetTxQueue(0);
    }
    config.ring.toWire = std::move(toWire);
    if (m_settings.link == NicLink::LOOPBACK)
    {
        config.ring.done = [this]() { m_transmitPath->GetRing().Reclaim(1); };
    }
    else
    {
        config.ring.done = [this]() { m_queues->NotifyTransmitted(); };
    }
    config.ring.reclaimed = [tap = PeekPointer(m_tap)](const TransmitTag::Fields& fields) {
        tap->NotifyReclaimed(fields.flow, fields.payload);
    };
    m_transmitPath = std::make_unique<TransmitPath>(config);
    auto control = m_device->GetNode()->GetObject<TrafficControlLayer>();
    auto disc = control ? control->GetRootQueueDiscOnDevice(m_device) : nullptr;
    if (disc)
    {
        disc->TraceConnectWithoutContext("Drop", MakeCallback(&NicDriver::HandleQueueDrop, this));
    }
}

void
NicDriver::HandleQueueDrop(Ptr<const QueueDiscItem> item)
{
    TransmitTag tag;
    if (item->GetPacket()->PeekPacketTag(tag))
    {
        m_tap->NotifyReclaimed(tag.Get().flow, tag.Get().payload);
    }
}

uint32_t
NicDriver::StartEngine()
{
    NS_ABORT_MSG_IF(m_settings.spread.queues > 1,
                    "Attribute RxQueues is "
                        << m_settings.spread.queues << ", and attribute OffloadEngine is "
                        << m_settings.engine
                        << ", which has one core and one queue: set RxQueues to 1");
    Ptr<HostCpu> cpu = HostCpu::Get(m_device->GetNode());
    std::string error;
    const auto profile = CostProfile::Load(m_settings.engine, error);
    NS_ABORT_MSG_IF(!profile, "Attribute OffloadEngine: " << error);
    const uint32_t core = cpu->AddCore(profile);
    // The NIC is its own interrupt handler; what the host is told of is data for a socket.
    const CpuPlace host{m_settings.core, CpuContext::HARDIRQ};
    m_hostInterrupt.Configure(m_settings.moderation, [this, cpu, host]() {
        cpu->Execute(host, Work(Operation::TAKE_INTERRUPT), [this]() { m_hostInterrupt.Unmask(); });
    });
    m_settings.moderation = {};
    return core;
}

void
NicDriver::DoDispose()
{
    m_queues.reset();
    m_forwarder.reset();
    m_transmitPath.reset();
    m_tap = nullptr;
    m_stretchAck.reset();
    m_trueSizeWindow.reset();
    m_hostInterrupt.Cancel();
    m_device = nullptr;
    m_settings.hook = nullptr;
    m_settings.hardware = nullptr;
    m_settings.buffers = nullptr;
    m_receiveCallback.Nullify();
    m_promiscCallback.Nullify();
    Object::DoDispose();
}

void
NicDriver::SetReceiveCallback(NetDevice::ReceiveCallback callback)
{
    m_receiveCallback = callback;
}

void
NicDriver::SetPromiscReceiveCallback(NetDevice::PromiscReceiveCallback callback)
{
    m_promiscCallback = callback;
}

bool
NicDriver::Receive(const Arrival& arrival)
{
    NS_ABORT_MSG_IF(!m_queues,
                    "NicDriver got a packet before its node was initialized: start the "
                    "simulation with Simulator::Run, or call Node::Initialize");
    // A tag of 0 (priority only) is for everybody.
    const uint16_t vlanId = arrival.vlanTci ? *arrival.vlanTci & 0x0fff : 0;
    if (vlanId != 0 && vlanId != m_settings.vlanId)
    {
        m_otherVlanFrames++;
        return false;
    }
    if (!m_queues->Enqueue(arrival))
    {
        m_dropTrace(arrival.packet);
        return false;
    }
    return true;
}

bool
NicDriver::Transmit(const Departure& departure)
{
    NS_ABORT_MSG_IF(!m_transmitPath,
                    "NicDriver was given a packet before its node was initialized: start the "
                    "simulation with Simulator::Run, or call Node::Initialize");
    if (!m_transmitPath->Send(departure))
    {
        m_transmitDropTrace(departure.packet);
        return false;
    }
    return true;
}

TransmitPath&
NicDriver::GetTransmitPath()
{
    return *m_transmitPath;
}

void
NicDriver::WidenMtu(bool isWide)
{
    m_isMtuWide = isWide;
}

bool
NicDriver::TakeWideMtu()
{
    return std::exchange(m_isMtuWide, false);
}

uint32_t
NicDriver::GetLinkMtu() const
{
    return m_device->GetMtu();
}

bool
NicDriver::CanTakeSuperPackets() const
{
    return m_features.IsOn(NicFeature::TX_GSO) || m_features.IsOn(NicFeature::TX_TCP);
}

void
NicDriver::GoUp(const Arrival& arrival, const offload::Frame& frame)
{
    if (offload::IsTcp(frame))
    {
        PrepareTcp(frame);
    }
    Ptr<const Packet> packet = offload::ToPacket(arrival, frame);
    if (arrival.protocol == Ipv6L3Protocol::PROT_NUMBER && frame.transportOffset == 0)
    {
        WatchPathMtu(packet);
    }
    m_deliverTrace(packet, frame.segments);
    // The frames of a list are taken apart again, with their checksums as they came.
    if (Node::ChecksumEnabled() && frame.segments > 1 && frame.headModified &&
        frame.fragList.empty())
    {
        packet = offload::ToVouchedPacket(packet, frame);
    }
    if (!m_delayTrace.IsEmpty())
    {
        ReceiveBuffers::VisitArrivals(frame, [this](const Arrival& each) {
            m_delayTrace(Simulator::Now() - each.time);
        });
    }
    m_forwarder->HandOn(arrival, packet, frame, [this, &arrival](Ptr<const Packet> each) {
        GiveToStack(arrival, each);
    });
    if (!m_settings.engine.empty() && frame.payloadLength > 0)
    {
        m_hostInterrupt.NotifyEvent(frame.wireBytes);
    }
}

void
NicDriver::GiveToStack(const Arrival& arrival, Ptr<const Packet> packet)
{
    if (!m_promiscCallback.IsNull())
    {
        m_promiscCallback(m_device,
                          packet,
                          arrival.protocol,
                          arrival.from,
                          arrival.to,
                          arrival.type);
    }
    if (arrival.type != NetDevice::PACKET_OTHERHOST)
    {
        m_receiveCallback(m_device, packet, arrival.protocol, arrival.from);
    }
}

void
NicDriver::WatchPathMtu(Ptr<const Packet> packet)
{
    constexpr uint8_t ICMPV6 = 58;
    constexpr uint8_t PACKET_TOO_BIG = 2;
    constexpr uint32_t ICMPV6_HEADER = 8;
    namespace ipv6 = offload::ipv6;
    std::array<uint8_t, 2 * ipv6::HEADER_LENGTH + ICMPV6_HEADER> bytes;
    if (packet->CopyData(bytes.data(), bytes.size()) == bytes.size() &&
        bytes[ipv6::NEXT_HEADER] == ICMPV6 && bytes[ipv6::HEADER_LENGTH] == PACKET_TOO_BIG)
    {
        const uint8_t* sent = bytes.data() + ipv6::HEADER_LENGTH + ICMPV6_HEADER;
        m_tap->NotifyPathMtu(Ipv6Address::Deserialize(sent + ipv6::DESTINATION));
    }
}

void
NicDriver::PrepareTcp(const offload::Frame& frame)
{
    const uint8_t flags = frame.head.Data()[frame.transportOffset + offload::tcp::FLAGS];
    if (flags & (offload::tcp::FIN | offload::tcp::RST))
    {
        const TcpFlow flow = GetFlow(frame);
        m_stretchAck->Forget(flow);
        if (m_trueSizeWindow)
        {
            m_trueSizeWindow->Forget(flow);
        }
        return;
    }
    if (frame.segments > 1 || !m_stretchAck->IsIdle())
    {
        m_stretchAck->BeforeDelivery(GetFlow(frame), frame.segments);
    }
    if (m_trueSizeWindow)
    {
        m_trueSizeWindow->BeforeDelivery(GetFlow(frame), frame.payloadLength, frame.trueSize);
    }
}

uint32_t
NicDriver::GetNQueues() const
{
    return m_queues->GetN();
}

ReceiveStatistics
NicDriver::GetStatistics() const
{
    return m_queues->GetStatistics();
}

const ReceiveStatistics&
NicDriver::GetStatistics(uint32_t queue) const
{
    return m_queues->GetStatistics(queue);
}

uint32_t
NicDriver::GetQueueCore(uint32_t queue) const
{
    return m_queues->GetCore(queue);
}

Ptr<ReceiveHook>
NicDriver::GetReceiveHook(uint32_t queue) const
{
    return m_queues->GetHook(queue);
}

uint64_t
NicDriver::GetBytesWaiting() const
{
    return m_queues->GetBytesWaiting();
}

void
NicDriver::SetFeature(NicFeature feature, bool isOn)
{
    m_features.Request(feature, isOn);
    if (m_queues)
    {
        m_queues->ApplyFeatures();
    }
}

const NicFeatures&
NicDriver::GetFeatures() const
{
    return m_features;
}

void
NicDriver::SetEra(const std::string& era)
{
    std::string error;
    NS_ABORT_MSG_IF(!m_features.SetEra(era, error), "Attribute Era: " << error);
}

ReceiveBuffers::Counters
NicDriver::GetAllocations() const
{
    return m_queues->GetAllocations();
}

uint64_t
NicDriver::GetOtherVlanFrames() const
{
    return m_otherVlanFrames;
}

const NicSettings&
NicDriver::GetSettings() const
{
    return m_settings;
}

} // namespace ns3
