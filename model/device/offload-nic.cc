/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/offload-nic.h"

#include "packet/vlan-tag.h"
#include "transmit/wide-mtu.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/nic-driver.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

namespace ns3
{

template <NicFeature F>
void
OffloadNic::AddFeature(TypeId& tid, bool isOn, const std::string& text)
{
    tid.AddAttribute(NicFeatures::GetName(F),
                     "Feature: " + text,
                     BooleanValue(isOn),
                     MakeBooleanAccessor(&OffloadNic::SetFeature<F>, &OffloadNic::GetFeature<F>),
                     MakeBooleanChecker());
}

template <NicFeature F>
void
OffloadNic::SetFeature(bool isOn)
{
    m_driver->SetFeature(F, isOn);
}

template <NicFeature F>
bool
OffloadNic::GetFeature() const
{
    return m_driver->GetFeatures().IsOn(F);
}

TypeId
OffloadNic::AddNicAttributes(TypeId tid, uint16_t defaultMaxMtu)
{
    NicSettings::AddAttributes(tid, defaultMaxMtu)
        .AddAttribute(
            "Kernel",
            "Whose kernel's rules hold between features: a name that comes with the "
            "module, or a path.",
            StringValue("linux-6.18"),
            MakeStartAccessor("Kernel",
                              MakeStringAccessor(&OffloadNic::SetKernel, &OffloadNic::GetKernel)),
            MakeStringChecker());
    AddFeature<NicFeature::SCATTER_GATHER>(tid, true, "the NIC gathers a frame from frags.");
    AddFeature<NicFeature::TX_CHECKSUM>(tid,
                                        true,
                                        "the NIC computes checksums of what it sends; otherwise "
                                        "the host pays for each byte.");
    AddFeature<NicFeature::TX_GSO>(tid,
                                   true,
                                   "TCP hands down super-packets; what the NIC does not segment "
                                   "is segmented in software, last thing before it.");
    AddFeature<NicFeature::TX_TCP>(tid, false, "the NIC segments TCP (TSO).");
    AddFeature<NicFeature::TX_UDP>(tid, false, "the NIC segments UDP (USO).");
    AddFeature<NicFeature::TX_UDP_FRAGMENT>(tid, false, "the NIC fragments UDP (UFO).");
    AddFeature<NicFeature::RX_CHECKSUM>(tid,
                                        true,
                                        "the NIC checks received checksums; otherwise the host "
                                        "pays for each byte.");
    AddFeature<NicFeature::RX_VLAN>(tid, true, "the NIC takes VLAN tags out of received frames.");
    AddFeature<NicFeature::LRO>(
        tid,
        true,
        "the receive hook does LRO, if it can, and so does the NIC's hardware.");
    AddFeature<NicFeature::GRO>(tid, true, "the receive hook does GRO, if it can.");
    AddFeature<NicFeature::RX_GRO_HW>(tid, false, "the NIC's hardware does GRO, if it can.");
    AddFeature<NicFeature::RX_GRO_UDP>(tid, false, "GRO merges UDP that is forwarded.");
    AddFeature<NicFeature::RX_GRO_LIST>(tid,
                                        false,
                                        "GRO chains frames with their headers, instead of merging "
                                        "them: TCP that is forwarded, and UDP.");
    return tid;
}

OffloadNic::~OffloadNic() = default;

std::string
OffloadNic::ExplainNoEffect(AttributeUse use) const
{
    if (!m_driver || !m_driver->HasStarted() || use == AttributeUse::AT_START)
    {
        return ExplainStart(m_driver && m_driver->HasStarted());
    }
    if (GetLink().UsesBacklog())
    {
        return "packets of a loopback device go through the backlog of a core, without ring, "
               "interrupt and NAPI; set attributes NetdevMaxBacklog and DevWeight of HostCpu";
    }
    if (use == AttributeUse::DMA && !GetLink().HasDma())
    {
        return "packets of a paravirtual device stay in the host's memory, without DMA; leave it "
               "out";
    }
    if (use == AttributeUse::INTERRUPTS && !tcpOffloadEngine.empty())
    {
        return "the processor of the NIC (attribute TcpOffloadEngine) takes no interrupts";
    }
    if (use == AttributeUse::NAPI && !napi)
    {
        return "the driver does not poll, as attribute Napi is false; set Napi to true before the "
               "simulation starts";
    }
    return "";
}

void
OffloadNic::CheckChange() const
{
    if (m_driver && m_driver->HasStarted())
    {
        Check();
    }
}

Ptr<NicDriver>
OffloadNic::GetDriver() const
{
    return m_driver;
}

void
OffloadNic::AggregateDriver(Object& device)
{
    const auto driver = CreateObject<NicDriver>();
    device.AggregateObject(driver);
    driver->SetNic(*this);
    // Not a Ptr: the device would hold itself, and never be destroyed.
    m_driver = PeekPointer(driver);
}

void
OffloadNic::StartDriver(Ptr<NetDevice> device)
{
    m_driver->Start(device);
}

void
OffloadNic::CheckMtu(uint16_t mtu) const
{
    NS_ABORT_MSG_IF(mtu < MIN_MTU || mtu > maxMtu,
                    "Attribute Mtu is " << mtu << ": give " << MIN_MTU << " (RFC 791) to " << maxMtu
                                        << ", which attribute MaxMtu may raise");
}

uint16_t
OffloadNic::GetMtuForIp() const
{
    constexpr uint16_t LARGEST_PACKET = 65535;
    return m_driver->GetWideMtu().Take() ? LARGEST_PACKET : GetLinkMtu();
}

bool
OffloadNic::Transmit(const Departure& departure)
{
    return m_driver->Transmit(departure);
}

bool
OffloadNic::ReceiveFromWire(Ptr<const Packet> packet,
                            uint16_t protocol,
                            const Address& from,
                            const Address& to,
                            NetDevice::PacketType type)
{
    return m_driver->Receive(MakeArrival(packet, protocol, from, to, type, Simulator::Now()));
}

bool
OffloadNic::RefuseFromWire(Ptr<const Packet> packet,
                           uint16_t protocol,
                           const Address& from,
                           const Address& to)
{
    const Arrival arrival =
        MakeArrival(packet, protocol, from, to, NetDevice::PACKET_HOST, Simulator::Now());
    return m_driver->IsFull(arrival) && !m_driver->Receive(arrival);
}

Arrival
OffloadNic::MakeArrival(const ArrivedPacket& packet,
                        uint16_t protocol,
                        const Address& from,
                        const Address& to,
                        NetDevice::PacketType type,
                        const Time& time)
{
    Arrival arrival{packet, protocol, from, to, type, std::nullopt, time};
    VlanTag tag;
    if (packet.PeekPacketTag(tag))
    {
        // The tag ends here: what goes up may be sent on, on another link.
        Ptr<Packet> untagged = packet.Get()->Copy();
        untagged->RemovePacketTag(tag);
        arrival.packet = untagged;
        arrival.vlanTci = tag.GetTci();
    }
    return arrival;
}

void
OffloadNic::AddVlanTag(Ptr<Packet> packet) const
{
    if (vlanId != 0)
    {
        VlanTag tag(vlanId);
        packet->ReplacePacketTag(tag);
    }
}

void
OffloadNic::SetKernel(std::string kernel)
{
    m_driver->SetKernel(kernel);
    m_kernel = kernel;
}

std::string
OffloadNic::GetKernel() const
{
    return m_kernel;
}

} // namespace ns3
