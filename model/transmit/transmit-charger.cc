/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "transmit/transmit-charger.h"

#include "stack/udp-send-buffers.h"
#include "transmit/wide-mtu.h"

#include "ns3/assert.h"
#include "ns3/log.h"
#include "ns3/transmit-device.h"

#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("TransmitCharger");

TransmitCharger::TransmitCharger(const NarrowPaths& narrow, Uncounted uncounted)
    : m_narrow(narrow),
      m_uncounted(std::move(uncounted))
{
}

void
TransmitCharger::Start(Ptr<HostCpu> cpu, CoreContext timerContext)
{
    m_cpu = cpu;
    m_timerContext = timerContext;
}

void
TransmitCharger::Stop()
{
    NS_ASSERT_MSG(m_pending.empty() == (m_waiting == 0),
                  m_waiting << " packets wait for a core, of " << m_pending.size() << " flows");
    m_cpu = nullptr;
    m_pending.clear();
}

CoreContext
TransmitCharger::GetContext(CpuContext otherwise) const
{
    CoreContext context;
    return m_cpu->GetCurrentContext(context) ? context
                                             : CoreContext{m_timerContext.core, otherwise};
}

void
TransmitCharger::Charge(Ptr<Packet> packet,
                        const TransmitRoute& route,
                        const TransmitTag::Fields& fields,
                        bool isAck,
                        CoreContext context)
{
    NS_LOG_FUNCTION(this << packet << packet->GetSize() << fields.segments << isAck);
    Work work(Operation::TRANSMIT_PACKET);
    const uint32_t fragments = CountFragments(packet, route, fields);
    if (fragments > 1)
    {
        AddFragmentWork(route, fields, fragments, work);
    }
    else if (route.device)
    {
        route.device->AddTransmitWork(fields, work);
    }
    else
    {
        work.Add(Operation::POST_TX_DESCRIPTOR);
    }
    if (isAck)
    {
        m_pureAcks++;
        work.Add(Operation::BUILD_ACK);
    }
    else
    {
        m_dataPackets++;
    }
    if (m_cpu->IsFree())
    {
        PassDown(packet, route, fields); // nothing can be pending where nothing takes time
        return;
    }
    Pending& pending = m_pending[route.flow];
    if (pending.packets == 0)
    {
        pending.context = context;
    }
    NS_LOG_LOGIC("Core " << pending.context.core << ", context "
                         << static_cast<int>(pending.context.context) << " pays, behind "
                         << pending.packets << " packets of the flow");
    pending.packets++;
    m_waiting++;
    m_cpu->Execute(pending.context, work, [this, packet, route, fields]() {
        HandlePaid(packet, route, fields);
    });
}

void
TransmitCharger::HandlePaid(Ptr<Packet> packet,
                            const TransmitRoute& route,
                            const TransmitTag::Fields& fields)
{
    const auto pending = m_pending.find(route.flow);
    NS_ASSERT_MSG(m_waiting > 0 && pending != m_pending.end() && pending->second.packets > 0,
                  "A core has done the work for a packet that does not wait for it");
    m_waiting--;
    if (--pending->second.packets == 0)
    {
        m_pending.erase(pending);
    }
    PassDown(packet, route, fields);
}

void
TransmitCharger::PassDown(Ptr<Packet> packet,
                          const TransmitRoute& route,
                          TransmitTag::Fields fields)
{
    TransmitTag stale; // of a packet that an application has received and sends on
    packet->RemovePacketTag(stale);
    if (!route.device)
    {
        NS_LOG_LOGIC("A stock device: to IP without a tag");
        if (UdpSendBuffers::IsCounted(fields))
        {
            m_uncounted(fields); // a stock device tells nobody when it has sent
        }
        route.passOn(packet);
        return;
    }
    if (route.IsV4())
    {
        // Fragments have one identification in common.
        const bool isFragmented = fields.type == offload::SegmentationType::UDP_FRAGMENT;
        fields.idOffset =
            m_identification.Take(route.flow, route.protocol, isFragmented ? 1 : fields.segments);
    }
    fields.isPaid = true;
    const uint32_t fragments = CountFragments(packet, route, fields);
    if (UdpSendBuffers::IsCounted(fields))
    {
        m_uncounted(fields);
        fields.payload /= fragments; // each fragment has the tag, and is counted
    }
    else if (fields.flow != 0 && fragments > 1)
    {
        NS_LOG_LOGIC("IP will fragment " << packet->GetSize() << " bytes: not in a small queue");
        m_uncounted(fields);
        fields.flow = 0;
    }
    TransmitTag tag(fields);
    packet->AddPacketTag(tag);
    if (fields.type == offload::SegmentationType::NONE)
    {
        route.passOn(packet);
        return;
    }
    WideMtuGuard wide(*route.device);
    route.passOn(packet);
}

uint32_t
TransmitCharger::CountFragments(Ptr<const Packet> packet,
                                const TransmitRoute& route,
                                const TransmitTag::Fields& fields) const
{
    constexpr uint32_t IPV6_MIN_MTU = 1280;
    constexpr uint32_t UNIT = 8; // in which fragments are counted, and length of IPv6's header
    if (fields.type != offload::SegmentationType::NONE || !route.device)
    {
        return 1;
    }
    // How narrow a path is does not matter to anybody but this: the least that there is.
    const uint32_t mtu = m_narrow.Has(route.flow) ? IPV6_MIN_MTU : route.device->GetLinkMtu();
    const uint32_t room = mtu - route.GetIpHeaderLength();
    if (packet->GetSize() <= room)
    {
        return 1;
    }
    const uint32_t size = (route.IsV4() ? room : room - UNIT) / UNIT * UNIT;
    return (packet->GetSize() + size - 1) / size;
}

void
TransmitCharger::AddFragmentWork(const TransmitRoute& route,
                                 TransmitTag::Fields fields,
                                 uint32_t fragments,
                                 Work& work)
{
    // One of them is in the work already: the packet that they are made of.
    work.Add(Operation::TRANSMIT_PACKET, fragments - 1).Add(Operation::SEGMENT_PACKET, fragments);
    if (route.device->GetFeatures().IsOn(NicFeature::TX_CHECKSUM))
    {
        work.Add(Operation::CHECKSUM_BYTE, fields.payload); // a NIC sees no datagram whole
    }
    fields.payload /= fragments;
    for (uint32_t i = 0; i < fragments; i++)
    {
        route.device->AddTransmitWork(fields, work);
    }
}

uint64_t
TransmitCharger::GetDataPackets() const
{
    return m_dataPackets;
}

uint64_t
TransmitCharger::GetPureAcks() const
{
    return m_pureAcks;
}

uint64_t
TransmitCharger::GetWaiting() const
{
    return m_waiting;
}

} // namespace ns3
