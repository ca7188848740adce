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
#include "ns3/data-rate.h"
#include "ns3/ethernet-wire.h"
#include "ns3/nic-driver.h"
#include "ns3/pointer.h"
#include "ns3/uinteger.h"

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
        return m_driver->Receive(Arrival{packet, protocol, from});
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

    static constexpr uint16_t MIN_MTU = 68; //!< smallest that IPv4 allows, bytes

    NicSettings m_settings; //!< attributes
    uint16_t m_maxMtu;      //!< attribute
};

} // namespace ns3

#endif // OFFLOAD_OFFLOAD_NET_DEVICE_H
