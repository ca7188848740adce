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
#include "ns3/boolean.h"
#include "ns3/data-rate.h"
#include "ns3/ethernet-wire.h"
#include "ns3/nic-driver.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/vlan-tag.h"

namespace ns3
{

/**
 * @ingroup offload
 * A NIC over a stock device: what the device receives goes through a ring, interrupts and NAPI,
 * and a core pays for it.
 *
 * A mixin over the stock device rather than a device beside it: routing, pcap, bridges and links
 * with a stock device at the other end keep working. Of the base only public virtual functions
 * and trace sources are used.
 *
 * @tparam Base the stock device
 */
template <typename Base>
class OffloadNetDevice : public Base
{
  public:
    OffloadNetDevice()
    {
        m_driver = CreateObject<NicDriver>();
        this->AggregateObject(m_driver);
        Base::SetReceiveCallback(MakeCallback(&OffloadNetDevice::ReceiveFromWire, this));
    }

    /**
     * @return the host's side of this NIC
     */
    Ptr<NicDriver> GetDriver() const
    {
        return m_driver;
    }

    bool SetMtu(const uint16_t mtu) override
    {
        NS_ABORT_MSG_IF(mtu < MIN_MTU || mtu > m_maxMtu,
                        "Attribute Mtu is " << mtu << ": give " << MIN_MTU << " (RFC 791) to "
                                            << m_maxMtu << ", which attribute MaxMtu may raise");
        return Base::SetMtu(mtu);
    }

    bool Send(Ptr<Packet> packet, const Address& to, uint16_t protocol) override
    {
        AddVlanTag(packet);
        return Base::Send(packet, to, protocol);
    }

    bool SendFrom(Ptr<Packet> packet,
                  const Address& from,
                  const Address& to,
                  uint16_t protocol) override
    {
        AddVlanTag(packet);
        return Base::SendFrom(packet, from, to, protocol);
    }

    void SetReceiveCallback(NetDevice::ReceiveCallback callback) override
    {
        m_driver->SetReceiveCallback(callback);
    }

    void SetPromiscReceiveCallback(NetDevice::PromiscReceiveCallback callback) override
    {
        m_driver->SetPromiscReceiveCallback(callback);
    }

  protected:
    /**
     * Add the attributes of a NIC to a device's TypeId.
     * @param tid the TypeId
     * @return the TypeId
     */
    static TypeId AddNicAttributes(TypeId tid)
    {
        using Self = OffloadNetDevice;
        tid.AddAttribute("RxRing",
                         "Frames that the receive ring holds.",
                         UintegerValue(1024),
                         MakeUintegerAccessor(&Self::SetRingSize, &Self::GetRingSize),
                         MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("MaxMtu",
                          "Largest MTU in bytes of IP packet that the NIC can be given.",
                          UintegerValue(9000),
                          MakeUintegerAccessor(&Self::SetMaxMtu, &Self::GetMaxMtu),
                          MakeUintegerChecker<uint16_t>(MIN_MTU))
            .AddAttribute("TxRing",
                          "Frames that the transmit ring holds, if a helper of this module "
                          "installs the device.",
                          UintegerValue(512),
                          MakeUintegerAccessor(&Self::SetTxRing, &Self::GetTxRing),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("RxUsecs",
                          "Interrupt moderation: delay after the first frame. The default is that "
                          "of Linux's myri10ge driver.",
                          TimeValue(MicroSeconds(75)),
                          MakeTimeAccessor(&Self::SetDelay, &Self::GetDelay),
                          MakeTimeChecker(Seconds(0)))
            .AddAttribute(
                "RxFrames",
                "Interrupt moderation: frames that cut the delay short; 0 for none.",
                UintegerValue(0),
                MakeUintegerAccessor(&Self::SetModerationFrames, &Self::GetModerationFrames),
                MakeUintegerChecker<uint32_t>())
            .AddAttribute("NapiWeight",
                          "Frames that one poll takes at most.",
                          UintegerValue(64),
                          MakeUintegerAccessor(&Self::SetWeight, &Self::GetWeight),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("InterruptCore",
                          "Core that takes the interrupts and polls.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&Self::SetCore, &Self::GetCore),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("Napi",
                          "The driver polls; otherwise it works in its interrupt handler, and "
                          "packets go through a backlog queue.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&Self::SetNapi, &Self::GetNapi),
                          MakeBooleanChecker())
            .AddAttribute("MaxBacklog",
                          "Packets in the backlog queue of a driver without NAPI "
                          "(net.core.netdev_max_backlog).",
                          UintegerValue(1000),
                          MakeUintegerAccessor(&Self::SetMaxBacklog, &Self::GetMaxBacklog),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute(
                "SmallPacketSize",
                "Frames below this size in bytes are received into buffers of their own "
                "and go straight to the stack; 0 for none.",
                UintegerValue(0),
                MakeUintegerAccessor(&Self::SetSmallPacketSize, &Self::GetSmallPacketSize),
                MakeUintegerChecker<uint32_t>(0, 65535))
            .AddAttribute("VlanId",
                          "VLAN that frames are sent in, with an 802.1Q tag; 0 for none. Tagged "
                          "frames of other VLANs are not received.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&Self::SetVlanId, &Self::GetVlanId),
                          MakeUintegerChecker<uint16_t>(0, 4094))
            .AddAttribute("lro",
                          "Feature: the receive hook and the NIC's hardware merge segments.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&Self::SetLro, &Self::GetLro),
                          MakeBooleanChecker())
            .AddAttribute("rx-checksum",
                          "Feature: the NIC checks received checksums; otherwise the host pays "
                          "for each byte.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&Self::SetRxChecksum, &Self::GetRxChecksum),
                          MakeBooleanChecker())
            .AddAttribute("rx-vlan-offload",
                          "Feature: the NIC takes VLAN tags out of received frames.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&Self::SetRxVlanOffload, &Self::GetRxVlanOffload),
                          MakeBooleanChecker())
            .AddAttribute("ChargeTrueSize",
                          "Charge the memory of packets, not their payload, to the receive buffer "
                          "of their connection.",
                          BooleanValue(false),
                          MakeBooleanAccessor(&Self::SetChargeTrueSize, &Self::GetChargeTrueSize),
                          MakeBooleanChecker())
            .AddAttribute("OffloadEngine",
                          "Cost profile of a processor on the NIC that does the work of driver "
                          "and stack (a TCP offload engine); empty for none.",
                          StringValue(""),
                          MakeStringAccessor(&Self::SetOffloadEngine, &Self::GetOffloadEngine),
                          MakeStringChecker())
            .AddAttribute("HardwareLro",
                          "LRO in the NIC; null for none.",
                          PointerValue(),
                          MakePointerAccessor(&Self::SetHardwareLro, &Self::GetHardwareLro),
                          MakePointerChecker<HardwareLro>())
            .AddAttribute("ReceiveHook",
                          "What merges received frames; null for nothing.",
                          PointerValue(),
                          MakePointerAccessor(&Self::SetHook, &Self::GetHook),
                          MakePointerChecker<ReceiveHook>())
            .AddAttribute("ReceiveBuffers",
                          "What memory frames are received into; null for an sk_buff a frame.",
                          PointerValue(),
                          MakePointerAccessor(&Self::SetBuffers, &Self::GetBuffers),
                          MakePointerChecker<ReceiveBuffers>());
        return tid;
    }

    void DoInitialize() override
    {
        m_driver->Start(Ptr<NetDevice>(this), m_settings);
        Base::DoInitialize();
    }

    /**
     * @return true if frames are sent with a VLAN tag
     */
    bool HasVlanTag() const
    {
        return m_settings.vlanId != 0;
    }

    Ptr<NicDriver> m_driver; //!< the host's side

  private:
    /**
     * A packet comes from the wire.
     *
     * @param device this
     * @param packet the packet from its network header
     * @param protocol Ethernet type
     * @param from who sent it
     * @return false if it was dropped
     */
    bool ReceiveFromWire(Ptr<NetDevice> /* device */,
                         Ptr<const Packet> packet,
                         uint16_t protocol,
                         const Address& from)
    {
        VlanTag tag;
        if (!packet->PeekPacketTag(tag))
        {
            return m_driver->Receive(
                Arrival{packet, protocol, from, std::nullopt, Simulator::Now()});
        }
        // The tag ends here: what goes up may be sent on, on another link.
        Ptr<Packet> untagged = packet->Copy();
        untagged->RemovePacketTag(tag);
        return m_driver->Receive(Arrival{untagged, protocol, from, tag.GetTci(), Simulator::Now()});
    }

    /**
     * @param value attribute RxRing
     */
    void SetRingSize(uint32_t value)
    {
        m_settings.ringSize = value;
    }

    /**
     * @return attribute RxRing
     */
    uint32_t GetRingSize() const
    {
        return m_settings.ringSize;
    }

    /**
     * @param value attribute MaxMtu
     */
    void SetMaxMtu(uint16_t value)
    {
        m_maxMtu = value;
    }

    /**
     * @return attribute MaxMtu
     */
    uint16_t GetMaxMtu() const
    {
        return m_maxMtu;
    }

    /**
     * @param value attribute TxRing
     */
    void SetTxRing(uint32_t value)
    {
        m_settings.txRing = value;
    }

    /**
     * @return attribute TxRing
     */
    uint32_t GetTxRing() const
    {
        return m_settings.txRing;
    }

    /**
     * @param value attribute RxUsecs
     */
    void SetDelay(Time value)
    {
        m_settings.delay = value;
    }

    /**
     * @return attribute RxUsecs
     */
    Time GetDelay() const
    {
        return m_settings.delay;
    }

    /**
     * @param value attribute RxFrames
     */
    void SetModerationFrames(uint32_t value)
    {
        m_settings.moderationFrames = value;
    }

    /**
     * @return attribute RxFrames
     */
    uint32_t GetModerationFrames() const
    {
        return m_settings.moderationFrames;
    }

    /**
     * @param value attribute NapiWeight
     */
    void SetWeight(uint32_t value)
    {
        m_settings.weight = value;
    }

    /**
     * @return attribute NapiWeight
     */
    uint32_t GetWeight() const
    {
        return m_settings.weight;
    }

    /**
     * @param value attribute InterruptCore
     */
    void SetCore(uint32_t value)
    {
        m_settings.core = value;
    }

    /**
     * @return attribute InterruptCore
     */
    uint32_t GetCore() const
    {
        return m_settings.core;
    }

    /**
     * @param value attribute ReceiveHook
     */
    void SetHook(Ptr<ReceiveHook> value)
    {
        m_settings.hook = value;
    }

    /**
     * @return attribute ReceiveHook
     */
    Ptr<ReceiveHook> GetHook() const
    {
        return m_settings.hook;
    }

    /**
     * @param value attribute ReceiveBuffers
     */
    void SetBuffers(Ptr<ReceiveBuffers> value)
    {
        m_settings.buffers = value;
    }

    /**
     * @return attribute ReceiveBuffers
     */
    Ptr<ReceiveBuffers> GetBuffers() const
    {
        return m_settings.buffers;
    }

    /**
     * @param value attribute Napi
     */
    void SetNapi(bool value)
    {
        m_settings.napi = value;
    }

    /**
     * @return attribute Napi
     */
    bool GetNapi() const
    {
        return m_settings.napi;
    }

    /**
     * @param value attribute MaxBacklog
     */
    void SetMaxBacklog(uint32_t value)
    {
        m_settings.backlog = value;
    }

    /**
     * @return attribute MaxBacklog
     */
    uint32_t GetMaxBacklog() const
    {
        return m_settings.backlog;
    }

    /**
     * @param value attribute SmallPacketSize
     */
    void SetSmallPacketSize(uint32_t value)
    {
        m_settings.smallBytes = value;
    }

    /**
     * @return attribute SmallPacketSize
     */
    uint32_t GetSmallPacketSize() const
    {
        return m_settings.smallBytes;
    }

    /**
     * @param value attribute VlanId
     */
    void SetVlanId(uint16_t value)
    {
        m_settings.vlanId = value;
    }

    /**
     * @return attribute VlanId
     */
    uint16_t GetVlanId() const
    {
        return m_settings.vlanId;
    }

    /**
     * @param value attribute rx-checksum
     */
    void SetRxChecksum(bool value)
    {
        m_settings.checksums = value;
    }

    /**
     * @return attribute rx-checksum
     */
    bool GetRxChecksum() const
    {
        return m_settings.checksums;
    }

    /**
     * @param value attribute rx-vlan-offload
     */
    void SetRxVlanOffload(bool value)
    {
        m_settings.extractTag = value;
    }

    /**
     * @return attribute rx-vlan-offload
     */
    bool GetRxVlanOffload() const
    {
        return m_settings.extractTag;
    }

    /**
     * @param value attribute ChargeTrueSize
     */
    void SetChargeTrueSize(bool value)
    {
        m_settings.chargeTrueSize = value;
    }

    /**
     * @return attribute ChargeTrueSize
     */
    bool GetChargeTrueSize() const
    {
        return m_settings.chargeTrueSize;
    }

    /**
     * @param value attribute OffloadEngine
     */
    void SetOffloadEngine(std::string value)
    {
        m_settings.engine = value;
    }

    /**
     * @return attribute OffloadEngine
     */
    std::string GetOffloadEngine() const
    {
        return m_settings.engine;
    }

    /**
     * @param value attribute HardwareLro
     */
    void SetHardwareLro(Ptr<HardwareLro> value)
    {
        m_settings.hardware = value;
    }

    /**
     * @return attribute HardwareLro
     */
    Ptr<HardwareLro> GetHardwareLro() const
    {
        return m_settings.hardware;
    }

    /**
     * @param value attribute lro
     */
    void SetLro(bool value)
    {
        m_settings.lro = value;
        m_driver->SetMerging(value);
    }

    /**
     * @return attribute lro
     */
    bool GetLro() const
    {
        return m_settings.lro;
    }

    /**
     * @param packet a packet to be sent
     */
    void AddVlanTag(Ptr<Packet> packet) const
    {
        if (m_settings.vlanId != 0)
        {
            VlanTag tag(m_settings.vlanId);
            packet->ReplacePacketTag(tag);
        }
    }

    static constexpr uint16_t MIN_MTU = 68; //!< smallest that IPv4 allows, bytes

    NicSettings m_settings; //!< attributes
    uint16_t m_maxMtu;      //!< attribute
};

} // namespace ns3

#endif // OFFLOAD_OFFLOAD_NET_DEVICE_H
