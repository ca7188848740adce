/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_OFFLOAD_NET_DEVICE_H
#define OFFLOAD_OFFLOAD_NET_DEVICE_H

#include "ns3/abort.h"
#include "ns3/nic-driver.h"
#include "ns3/offload-nic.h"
#include "ns3/pointer.h"
#include "ns3/transmit-frame-queue.h"

namespace ns3
{

/**
 * @ingroup offload
 * A NIC over a stock device: what the device receives goes through a ring, interrupts and NAPI,
 * and a core pays for it.
 *
 * A mixin over the stock device rather than a device beside it: routing, pcap and links
 * with a stock device at the other end keep working. Of the base only public virtual functions
 * and trace sources are used.
 *
 * @tparam Base the stock device
 */
template <typename Base>
class OffloadNetDevice : public Base, public OffloadNic
{
  public:
    OffloadNetDevice()
    {
        AggregateDriver(*this);
        Base::SetReceiveCallback(MakeCallback(&OffloadNetDevice::HandleReceive, this));
    }

    /// @param mtu bytes of IP packet, of the link @return whether the link takes it
    bool SetMtu(const uint16_t mtu) override
    {
        CheckMtu(mtu);
        return Base::SetMtu(mtu);
    }

    /**
     * @return the MTU of the link; once more than that, for IP to pass a super-packet whose
     * segments fit the link
     */
    uint16_t GetMtu() const override
    {
        return GetMtuForIp();
    }

    /// @return the MTU of the link
    uint16_t GetLinkMtu() const override
    {
        return Base::GetMtu();
    }

    /// @param packet a packet @param to link address of the receiver @param protocol its EtherType
    /// @return whether the NIC has taken it
    bool Send(Ptr<Packet> packet, const Address& to, uint16_t protocol) override
    {
        return Transmit(Departure{packet, {}, std::nullopt, to, protocol});
    }

    /// @param packet a packet @param from link address of the sender
    /// @param to link address of the receiver @param protocol its EtherType
    /// @return whether the NIC has taken it
    bool SendFrom(Ptr<Packet> packet,
                  const Address& from,
                  const Address& to,
                  uint16_t protocol) override
    {
        return Transmit(Departure{packet, {}, from, to, protocol});
    }

    /// @param callback gets what goes up the stack
    void SetReceiveCallback(NetDevice::ReceiveCallback callback) override
    {
        m_driver->SetReceiveCallback(callback);
    }

    /// From then on the base hands up what is for others, too, and tells whom it was sent to.
    /// @param callback gets what goes up the stack, and what is for others
    void SetPromiscReceiveCallback(NetDevice::PromiscReceiveCallback callback) override
    {
        m_isPromiscuous = true;
        m_driver->SetPromiscReceiveCallback(callback);
        Base::SetReceiveCallback(MakeCallback(&OffloadNetDevice::IgnoreReceive, this));
        Base::SetPromiscReceiveCallback(
            MakeCallback(&OffloadNetDevice::HandlePromiscReceive, this));
    }

    /// @return what the NIC is connected to
    const NicLink& GetLink() const override
    {
        static const EthernetLink link;
        return link;
    }

    /// Let the traces of the base device tell of a drop.
    /// @param departure what the full ring has refused
    void TraceTransmitDrop(const Departure& departure) override
    {
        if (auto queue = FindFrameQueue())
        {
            Departure copy = departure;
            copy.packet = departure.packet->Copy(); // whose caller may still want it
            queue->SetRefusing(true);
            SendToBase(copy);
            queue->SetRefusing(false);
        }
    }

    /// For devices whose wire tells when it has sent a frame.
    /// @param frame the frame
    void GiveToWire(const Departure& frame) override
    {
        if (!SendToBase(frame))
        {
            m_driver->NotifySent(); // lost, as the base has traced
        }
    }

  protected:
    /**
     * Give a frame to the base device's own transmit path.
     * @param frame the frame
     * @return false if that refuses it
     */
    bool SendToBase(const Departure& frame)
    {
        const Ptr<Packet> packet = frame.GetPacket();
        AddVlanTag(packet);
        if (!Base::SupportsSendFrom())
        {
            return Base::Send(packet, frame.to, frame.protocol);
        }
        // Not Send, with which such devices call SendFrom: that is the NIC's own, which has been
        // passed already.
        const Address from = frame.from ? *frame.from : Base::GetAddress();
        return Base::SendFrom(packet, from, frame.to, frame.protocol);
    }

    /// Check that the base device can be a NIC, and start the driver.
    void DoInitialize() override
    {
        TypeId::AttributeInformation info;
        NS_ABORT_MSG_IF(Base::GetInstanceTypeId().LookupAttributeByName("TxQueue", &info) &&
                            !FindFrameQueue(),
                        "Attribute TxQueue of a NIC is its transmit ring, and must be a "
                        "TransmitFrameQueue: install the NIC with a helper of this module, or set "
                        "one; attribute TxRing has the size");
        StartDriver(Ptr<NetDevice>(this));
        Base::DoInitialize();
    }

    bool m_isPromiscuous{false}; //!< whether frames for others are received

  private:
    /**
     * @return the queue of the base device; null for a device that has none
     */
    Ptr<TransmitFrameQueue> FindFrameQueue() const
    {
        PointerValue queue;
        return Base::GetAttributeFailSafe("TxQueue", queue) ? queue.Get<TransmitFrameQueue>()
                                                            : nullptr;
    }

    /**
     * The base has received a packet.
     *
     * @param packet the packet from its network header
     * @param protocol Ethernet type
     * @param from who sent it
     * @return false if it was dropped
     */
    bool HandleReceive(Ptr<NetDevice> /* device */,
                       Ptr<const Packet> packet,
                       uint16_t protocol,
                       const Address& from)
    {
        return ReceiveFromWire(packet, protocol, from, Base::GetAddress(), NetDevice::PACKET_HOST);
    }

    /**
     * The base has received a packet, of which HandlePromiscReceive gets the same.
     * @return true
     */
    bool IgnoreReceive(Ptr<NetDevice> /* device */,
                       Ptr<const Packet> /* packet */,
                       uint16_t /* protocol */,
                       const Address& /* from */)
    {
        return true;
    }

    /**
     * The base has received a packet, perhaps for somebody else.
     *
     * @param packet the packet from its network header
     * @param protocol Ethernet type
     * @param from who sent it
     * @param to whom it was sent to
     * @param type who that is
     * @return false if it was dropped
     */
    bool HandlePromiscReceive(Ptr<NetDevice> /* device */,
                              Ptr<const Packet> packet,
                              uint16_t protocol,
                              const Address& from,
                              const Address& to,
                              NetDevice::PacketType type)
    {
        return ReceiveFromWire(packet, protocol, from, to, type);
    }
};

} // namespace ns3

#endif // OFFLOAD_OFFLOAD_NET_DEVICE_H
