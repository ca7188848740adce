/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/nic-driver.h"

#include "device/feature-refusal.h"
#include "device/nic-dma.h"
#include "device/stack-upcall.h"
#include "device/tcp-offload-engine.h"
#include "receive/receive-queue-set.h"
#include "transmit/queue-disc-watch.h"
#include "transmit/transmit-queue-set.h"
#include "transmit/wide-mtu.h"

#include "ns3/abort.h"
#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/offload-nic.h"
#include "ns3/simulator.h"
#include "ns3/traffic-control-layer.h"
#include "ns3/transmit-interceptor.h"

#include <sstream>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("NicDriver");

NS_OBJECT_ENSURE_REGISTERED(NicDriver);

namespace
{

constexpr uint16_t VLAN_ID = 0x0fff; //!< in the tag of a VLAN

} // namespace

TypeId
NicDriver::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::NicDriver")
            .SetParent<TransmitDevice>()
            .SetGroupName("Offload")
            .AddConstructor<NicDriver>()
            .AddTraceSource("FifoDrop",
                            "A packet was dropped because the NIC's receive FIFO was full.",
                            MakeTraceSourceAccessor(&NicDriver::m_fifoDropTrace),
                            "ns3::Packet::TracedCallback")
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
                            "ns3::Time::TracedCallback")
            .AddTraceSource("ReceivePoint",
                            "A received frame has come to a point of its way to the stack.",
                            MakeTraceSourceAccessor(&NicDriver::m_pointTrace),
                            "ns3::NicDriver::ReceivePointTracedCallback")
            .AddTraceSource("Interrupt",
                            "The interrupt of a receive queue was raised, and is masked, or was "
                            "unmasked.",
                            MakeTraceSourceAccessor(&NicDriver::m_interruptTrace),
                            "ns3::NicDriver::InterruptTracedCallback");
    return tid;
}

NicDriver::NicDriver()
    : m_wideMtu(std::make_unique<WideMtu>())
{
}

NicDriver::~NicDriver() = default;

void
NicDriver::SetNic(OffloadNic& nic)
{
    m_nic = &nic;
}

void
NicDriver::Start(Ptr<NetDevice> device)
{
    NS_LOG_FUNCTION(this << device);
    m_device = device;
    OffloadNic& nic = *m_nic;
    Ptr<Node> node = device->GetNode();
    m_cpu = HostCpu::Get(node);
    std::vector<uint32_t> cores = ReceiveQueueSet::ChooseCores(*m_cpu, nic);
    if (!nic.tcpOffloadEngine.empty())
    {
        m_engine = std::make_unique<TcpOffloadEngine>(m_cpu, nic);
        cores = {m_engine->GetCore()};
    }
    m_interceptor = TransmitInterceptor::Install(node, cores.front());
    m_interceptor->AddNic(this);
    m_upcall = std::make_unique<StackUpcall>(
        device,
        m_interceptor,
        nic.chargeTrueSize,
        [this](Ptr<const Packet> packet, uint32_t segments) { m_deliverTrace(packet, segments); });
    m_upcall->SetReceiveCallback(m_receiveCallback);
    m_upcall->SetPromiscReceiveCallback(m_promiscCallback);
    CheckHardwareMerger(nic, m_features);
    RefuseLroIfForwarding();
    m_queues = std::make_unique<ReceiveQueueSet>(static_cast<ReceiveDevice&>(*this), cores);
    StartDma();
    StartTransmit(cores.front());
    WarnOfIdleFeatures();
}

void
NicDriver::WarnOfIdleFeatures() const
{
    std::ostringstream where;
    where << "node " << m_device->GetNode()->GetId() << ", device " << m_device->GetIfIndex();
    const std::string passesOn = m_upcall->GetForwarder().ExplainNoLro();
    WarnOfIdleGro(*m_nic, m_features, !passesOn.empty(), where.str());
    if (m_cpu->IsImplicit())
    {
        WarnOfSoftwareRouter(m_device->GetNode()->GetId(), passesOn);
    }
}

void
NicDriver::RefuseLroIfForwarding()
{
    const std::string why = m_upcall->GetForwarder().ExplainNoLro();
    if (why.empty() || m_nic->forceLro || !RefuseLro(*m_nic, why, m_features))
    {
        return;
    }
    NS_LOG_WARN("Node " << m_device->GetNode()->GetId() << ", device " << m_device->GetIfIndex()
                        << ": LRO is off, for " << why << "; attribute ForceLro leaves it on");
    m_refusedTrace(NicFeatures::GetName(NicFeature::LRO), why);
}

void
NicDriver::StartDma()
{
    CheckDma(*m_nic, m_nic->GetLink());
    m_dma = std::make_unique<NicDma>(
        *m_nic,
        [this](const Arrival& arrival) { m_queues->Enqueue(arrival); },
        [this](const Departure& frame) { m_nic->GiveToWire(frame); });
}

void
NicDriver::StartTransmit(uint32_t core)
{
    TransmitNic nic{
        *m_nic,
        m_features,
        m_nic->GetLink(),
        m_cpu,
        CoreContext{core, CpuContext::SOFTIRQ},
        [this](const Departure& frame) { m_dma->Transmit(frame); },
        nullptr,
        [this](const TransmitTag::Fields& fields) { m_interceptor->NotifyReclaimed(fields); }};
    if (m_nic->GetLink().CompletesAtOnce())
    {
        nic.completed = [this](uint32_t queue) { m_transmitQueues->Reclaim(queue, 1); };
    }
    else
    {
        nic.completed = [this](uint32_t queue) { m_queues->NotifyTransmitted(queue); };
    }
    m_transmitQueues =
        std::make_unique<TransmitQueueSet>(nic, m_device->GetObject<NetDeviceQueueInterface>());
    auto control = m_device->GetNode()->GetObject<TrafficControlLayer>();
    auto disc = control ? control->GetRootQueueDiscOnDevice(m_device) : nullptr;
    m_queueDisc = std::make_unique<QueueDiscWatch>(disc, m_interceptor);
}

void
NicDriver::DoDispose()
{
    NS_LOG_FUNCTION(this);
    // They stay, for what they have counted.
    if (m_queues)
    {
        m_dma->Stop();
        m_queues->Stop();
        m_transmitQueues->Stop();
        m_queueDisc->Stop();
    }
    if (m_engine)
    {
        m_engine->Stop();
    }
    m_upcall.reset();
    m_interceptor = nullptr;
    m_device = nullptr;
    m_receiveCallback.Nullify();
    m_promiscCallback.Nullify();
    Object::DoDispose();
}

void
NicDriver::SetReceiveCallback(NetDevice::ReceiveCallback callback)
{
    m_receiveCallback = callback;
    if (m_upcall)
    {
        m_upcall->SetReceiveCallback(callback);
    }
}

void
NicDriver::SetPromiscReceiveCallback(NetDevice::PromiscReceiveCallback callback)
{
    m_promiscCallback = callback;
    if (m_upcall)
    {
        m_upcall->SetPromiscReceiveCallback(callback);
    }
}

bool
NicDriver::Receive(const Arrival& arrival)
{
    NS_ABORT_MSG_IF(!m_queues,
                    "NicDriver got a packet before its node was initialized: start the "
                    "simulation with Simulator::Run, or call Node::Initialize");
    if (!IsForOurVlan(arrival))
    {
        NS_LOG_LOGIC("frame of VLAN " << (*arrival.vlanTci & VLAN_ID) << " is not for this NIC");
        m_otherVlanFrames++;
        return false;
    }
    if (!m_dma->IsReceiveLimited())
    {
        return m_queues->Enqueue(arrival);
    }
    if (!m_dma->Receive(arrival))
    {
        m_fifoDropTrace(arrival.packet.Get());
        return false;
    }
    return true;
}

bool
NicDriver::CanExpect() const
{
    return m_queues && m_queues->CanExpect() && !m_dma->IsReceiveLimited() && !m_engine &&
           m_dropTrace.IsEmpty() && m_pointTrace.IsEmpty();
}

void
NicDriver::Expect(const Arrival& arrival)
{
    if (!IsForOurVlan(arrival))
    {
        m_otherVlanFrames++;
        return;
    }
    m_queues->Expect(arrival);
}

bool
NicDriver::IsForOurVlan(const Arrival& arrival) const
{
    // A tag of 0 (priority only) is for everybody.
    const uint16_t vlanId = arrival.vlanTci ? *arrival.vlanTci & VLAN_ID : 0;
    return vlanId == 0 || vlanId == m_nic->vlanId;
}

bool
NicDriver::Transmit(const Departure& departure)
{
    NS_ABORT_MSG_IF(!m_transmitQueues,
                    "NicDriver was given a packet before its node was initialized: start the "
                    "simulation with Simulator::Run, or call Node::Initialize");
    if (!m_cpu->IsInContext())
    {
        m_cpu->CallInContext([this, departure]() { Transmit(departure); });
        return true;
    }
    TransmitTag tag;
    if (!m_queueDisc->HasDisc() && departure.packet->PeekPacketTag(tag))
    {
        m_interceptor->NotifyQueued(tag.Get());
    }
    if (!m_transmitQueues->Send(departure))
    {
        m_transmitDropTrace(departure.packet);
        m_nic->TraceTransmitDrop(departure);
        return false;
    }
    return true;
}

void
NicDriver::FeedWire()
{
    m_transmitQueues->FeedWire();
}

void
NicDriver::NotifySent()
{
    m_transmitQueues->NotifySent();
}

void
NicDriver::ReclaimTransmitted(uint32_t transmitQueue, uint32_t packets)
{
    m_transmitQueues->Reclaim(transmitQueue, packets);
}

void
NicDriver::AddUpcallWork(const Arrival& arrival, const offload::Frame& frame, Work& work) const
{
    m_upcall->GetForwarder().AddWork(arrival, frame, work);
}

void
NicDriver::GoUp(const Arrival& arrival, const offload::Frame& frame)
{
    if (!m_delayTrace.IsEmpty())
    {
        ReceivedPacket::Visit(frame, [this](const Arrival& each) {
            m_delayTrace(Simulator::Now() - each.time);
        });
    }
    m_upcall->GoUp(arrival, frame);
    if (m_engine && frame.payloadLength > 0)
    {
        m_engine->NotifyData(frame.wireBytes);
    }
}

void
NicDriver::NotifyPoint(const Arrival& arrival, ReceivePoint point, uint32_t queue) const
{
    if (!m_pointTrace.IsEmpty())
    {
        m_pointTrace(arrival.packet.Get(), point, queue);
    }
}

void
NicDriver::NotifyPoint(const offload::Frame& frame, ReceivePoint point, uint32_t queue) const
{
    if (!m_pointTrace.IsEmpty())
    {
        ReceivedPacket::Visit(frame, [this, point, queue](const Arrival& each) {
            m_pointTrace(each.packet.Get(), point, queue);
        });
    }
}

void
NicDriver::NotifyInterrupt(uint32_t queue, bool isMasked) const
{
    m_interruptTrace(queue, isMasked);
}

void
NicDriver::SetFeature(NicFeature feature, bool isOn)
{
    NS_LOG_FUNCTION(this << NicFeatures::GetName(feature) << isOn);
    m_features.Request(feature, isOn);
    if (m_queues)
    {
        m_queues->ApplyFeatures();
        WarnOfIdleFeatures();
    }
}

void
NicDriver::SetKernel(const std::string& kernel)
{
    std::string error;
    NS_ABORT_MSG_IF(!m_features.SetKernel(kernel, error), "Attribute Kernel: " << error);
}

} // namespace ns3
