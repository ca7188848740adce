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
 * A mixin over the stock device rather than a device beside it: routing, pcap and links
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

    /**
     * @return the MTU of the link; once more than that, for IP to pass a super-packet whose
     * segments fit the link
     */
    uint16_t GetMtu() const override
    {
        constexpr uint16_t LARGEST_PACKET = 65535;
        return m_driver->TakeWideMtu() ? LARGEST_PACKET : Base::GetMtu();
    }

    bool Send(Ptr<Packet> packet, const Address& to, uint16_t protocol) override
    {
        return m_driver->Transmit(Departure{packet, {}, std::nullopt, to, protocol});
    }

    bool SendFrom(Ptr<Packet> packet,
                  const Address& from,
                  const Address& to,
                  uint16_t protocol) override
    {
        return m_driver->Transmit(Departure{packet, {}, from, to, protocol});
    }

    void SetReceiveCallback(NetDevice::ReceiveCallback callback) override
    {
        m_driver->SetReceiveCallback(callback);
    }

    /// From then on the base hands up what is for others, too, and tells whom it was sent to.
    void SetPromiscReceiveCallback(NetDevice::PromiscReceiveCallback callback) override
    {
        m_driver->SetPromiscReceiveCallback(callback);
        Base::SetReceiveCallback(MakeCallback(&OffloadNetDevice::IgnoreFromWire, this));
        Base::SetPromiscReceiveCallback(
            MakeCallback(&OffloadNetDevice::ReceivePromiscuously, this));
    }

  protected:
    /**
     * Add the attributes of a NIC to a device's TypeId.
     * @param tid the TypeId
     * @param maxMtu default of attribute MaxMtu, bytes of IP packet
     * @return the TypeId
     */
    static TypeId AddNicAttributes(TypeId tid, uint16_t maxMtu = 9000)
    {
        using Self = OffloadNetDevice;
        tid.AddAttribute("RxRing",
                         "Frames that the receive ring holds.",
                         UintegerValue(1024),
                         MakeUintegerAccessor(&Self::m_ringSize),
                         MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("RxQueues",
                          "Receive queues, each with its own ring, interrupt, NAPI context, hook "
                          "and memory; RSS chooses one for each flow.",
                          UintegerValue(1),
                          MakeUintegerAccessor(&Self::m_rxQueues),
                          MakeUintegerChecker<uint32_t>(1, offload::ReceiveScaling::TABLE_SIZE))
            .AddAttribute("QueueCores",
                          "Cores of the queues, as 0,2,4, from the beginning again if there are "
                          "more queues; empty: from InterruptCore on, one after the other.",
                          StringValue(""),
                          MakeStringAccessor(&Self::m_queueCores),
                          MakeStringChecker())
            .AddAttribute("RssKey",
                          "Key of the receive hash: 40 bytes as hexadecimal digits. The default is "
                          "that of Microsoft's verification suite.",
                          StringValue("6d:5a:56:da:25:5b:0e:c2:41:67:25:3d:43:a3:8f:b0:d0:ca:2b:cb:"
                                      "ae:7b:30:b4:77:cb:2d:a3:80:30:f2:0c:6a:42:b7:3b:be:ac:01:"
                                      "fa"),
                          MakeStringAccessor(&Self::m_rssKey),
                          MakeStringChecker())
            .AddAttribute("RssIndirection",
                          "Queues in the indirection table of RSS, as 0,1,1,2, repeated to its 128 "
                          "entries; empty: all queues in turn.",
                          StringValue(""),
                          MakeStringAccessor(&Self::m_rssIndirection),
                          MakeStringChecker())
            .AddAttribute("MaxMtu",
                          "Largest MTU in bytes of IP packet that the NIC can be given.",
                          UintegerValue(maxMtu),
                          MakeUintegerAccessor(&Self::m_maxMtu),
                          MakeUintegerChecker<uint16_t>(MIN_MTU))
            .AddAttribute("TxRing",
                          "Descriptors of the transmit ring: one for a packet, whether the NIC "
                          "segments it or not.",
                          UintegerValue(512),
                          MakeUintegerAccessor(&Self::m_txRing),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("RxUsecs",
                          "Interrupt moderation: delay after the first frame. The default is that "
                          "of Linux's myri10ge driver.",
                          TimeValue(MicroSeconds(75)),
                          MakeTimeAccessor(&Self::m_delay),
                          MakeTimeChecker(Seconds(0)))
            .AddAttribute("RxFrames",
                          "Interrupt moderation: frames that cut the delay short; 0 for none.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&Self::m_moderationFrames),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("ItrUsecs",
                          "Interrupt moderation: least time between interrupts (Intel's ITR); 0 "
                          "for none.",
                          TimeValue(Seconds(0)),
                          MakeTimeAccessor(&Self::m_itr),
                          MakeTimeChecker(Seconds(0)))
            .AddAttribute("AdaptiveItr",
                          "Interrupt moderation: the least time between interrupts follows the "
                          "traffic.",
                          BooleanValue(false),
                          MakeBooleanAccessor(&Self::m_isItrAdaptive),
                          MakeBooleanChecker())
            .AddAttribute("NapiWeight",
                          "Frames that one poll takes at most.",
                          UintegerValue(64),
                          MakeUintegerAccessor(&Self::m_weight),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("GroFlushTimeout",
                          "Time for which GRO may keep packets when NAPI completes "
                          "(gro_flush_timeout); 0 for none.",
                          TimeValue(Seconds(0)),
                          MakeTimeAccessor(&Self::m_groFlushTimeout),
                          MakeTimeChecker(Seconds(0)))
            .AddAttribute("NapiDeferHardIrqs",
                          "Polls without frames, GroFlushTimeout apart, before the interrupt is "
                          "unmasked (napi_defer_hard_irqs).",
                          UintegerValue(0),
                          MakeUintegerAccessor(&Self::m_deferHardIrqs),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("InterruptCore",
                          "Core that takes the interrupts and polls.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&Self::m_core),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("Napi",
                          "The driver polls; otherwise it works in its interrupt handler, and "
                          "packets go through a backlog queue.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&Self::m_napi),
                          MakeBooleanChecker())
            .AddAttribute("MaxBacklog",
                          "Packets in the backlog queue of a driver without NAPI "
                          "(net.core.netdev_max_backlog).",
                          UintegerValue(1000),
                          MakeUintegerAccessor(&Self::m_backlog),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("SmallPacketSize",
                          "Frames below this size in bytes are received into buffers of their own "
                          "and go straight to the stack; 0 for none.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&Self::m_smallBytes),
                          MakeUintegerChecker<uint32_t>(0, 65535))
            .AddAttribute("VlanId",
                          "VLAN that frames are sent in, with an 802.1Q tag; 0 for none. Tagged "
                          "frames of other VLANs are not received.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&Self::m_vlanId),
                          MakeUintegerChecker<uint16_t>(0, 4094))
            .AddAttribute("GsoMaxSize",
                          "Bytes of IP packet that a super-packet has at most (gso_max_size).",
                          UintegerValue(65535),
                          MakeUintegerAccessor(&Self::m_gsoMaxSize),
                          MakeUintegerChecker<uint32_t>(MIN_MTU, 65535))
            .AddAttribute("GsoMaxSegs",
                          "Segments that a super-packet has at most (gso_max_segs).",
                          UintegerValue(65535),
                          MakeUintegerAccessor(&Self::m_gsoMaxSegments),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("TsoMaxSize",
                          "Bytes of payload that the NIC can segment (tso_max_size); larger "
                          "super-packets are segmented in software.",
                          UintegerValue(65535),
                          MakeUintegerAccessor(&Self::m_tsoMaxSize),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("TsoMaxSegs",
                          "Segments that the NIC can make of a super-packet (tso_max_segs).",
                          UintegerValue(65535),
                          MakeUintegerAccessor(&Self::m_tsoMaxSegments),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("Era",
                          "Whose kernel's rules hold between features: a name that comes with the "
                          "module, or a path.",
                          StringValue("linux-6.18"),
                          MakeStringAccessor(&Self::SetEra, &Self::GetEra),
                          MakeStringChecker())
            .AddAttribute("ChargeTrueSize",
                          "Charge the memory of packets, not their payload, to the receive buffer "
                          "of their connection.",
                          BooleanValue(false),
                          MakeBooleanAccessor(&Self::m_chargeTrueSize),
                          MakeBooleanChecker())
            .AddAttribute("ForceLro",
                          "LRO stays on where the node forwards or bridges. It breaks both: what "
                          "was merged cannot be given back.",
                          BooleanValue(false),
                          MakeBooleanAccessor(&Self::m_forceLro),
                          MakeBooleanChecker())
            .AddAttribute("OffloadEngine",
                          "Cost profile of a processor on the NIC that does the work of driver "
                          "and stack (a TCP offload engine); empty for none.",
                          StringValue(""),
                          MakeStringAccessor(&Self::m_engine),
                          MakeStringChecker())
            .AddAttribute("HardwareMerger",
                          "LRO or GRO in the NIC; null for none.",
                          PointerValue(),
                          MakePointerAccessor(&Self::m_hardware),
                          MakePointerChecker<HardwareMerger>())
            .AddAttribute("ReceiveHook",
                          "What merges received frames; null for nothing.",
                          PointerValue(),
                          MakePointerAccessor(&Self::m_hook),
                          MakePointerChecker<ReceiveHook>())
            .AddAttribute("ReceiveBuffers",
                          "What memory frames are received into; null for an sk_buff a frame.",
                          PointerValue(),
                          MakePointerAccessor(&Self::m_buffers),
                          MakePointerChecker<ReceiveBuffers>());
        AddFeature<NicFeature::SCATTER_GATHER>(tid, true, "the NIC gathers a frame from pieces.");
        AddFeature<NicFeature::TX_CHECKSUM>(tid,
                                            true,
                                            "the NIC computes checksums of what it sends; "
                                            "otherwise the host pays for each byte.");
        AddFeature<NicFeature::TX_GSO>(tid,
                                       true,
                                       "TCP hands down super-packets; what the NIC does not "
                                       "segment is segmented in software, last thing before it.");
        AddFeature<NicFeature::TX_TCP>(tid, false, "the NIC segments TCP (TSO).");
        AddFeature<NicFeature::TX_UDP>(tid, false, "the NIC segments UDP (USO).");
        AddFeature<NicFeature::TX_UDP_FRAGMENT>(tid, false, "the NIC fragments UDP (UFO).");
        AddFeature<NicFeature::RX_CHECKSUM>(tid,
                                            true,
                                            "the NIC checks received checksums; otherwise the "
                                            "host pays for each byte.");
        AddFeature<NicFeature::RX_VLAN>(tid,
                                        true,
                                        "the NIC takes VLAN tags out of received frames.");
        AddFeature<NicFeature::LRO>(
            tid,
            true,
            "the receive hook does LRO, if it can, and so does the NIC's hardware.");
        AddFeature<NicFeature::GRO>(tid, true, "the receive hook does GRO, if it can.");
        AddFeature<NicFeature::RX_GRO_HW>(tid, false, "the NIC's hardware does GRO, if it can.");
        return tid;
    }

    /**
     * Give a frame to the base device's own transmit path.
     * @param frame the frame
     * @return false if that refuses it
     */
    bool SendToBase(const Departure& frame)
    {
        AddVlanTag(frame.packet);
        if (!Base::SupportsSendFrom())
        {
            return Base::Send(frame.packet, frame.to, frame.protocol);
        }
        // Not Send, with which such devices call SendFrom: that is the NIC's own, which has been
        // passed already.
        const Address from = frame.from ? *frame.from : Base::GetAddress();
        return Base::SendFrom(frame.packet, from, frame.to, frame.protocol);
    }

    /// How a frame gets to the wire, for devices whose wire tells when it has sent it.
    virtual void GiveToWire(const Departure& frame)
    {
        if (!SendToBase(frame))
        {
            m_driver->GetTransmitPath().GetRing().NotifySent(); // lost, as the base has traced
        }
    }

    /**
     * @return what the NIC is connected to
     */
    virtual NicLink GetLink() const
    {
        return NicLink::ETHERNET;
    }

    void DoInitialize() override
    {
        NicSettings settings;
        settings.ringSize = m_ringSize;
        settings.moderation = {m_delay, m_moderationFrames, m_itr, m_isItrAdaptive};
        settings.weight = m_weight;
        settings.groFlushTimeout = m_groFlushTimeout;
        settings.deferHardIrqs = m_deferHardIrqs;
        settings.core = m_core;
        settings.spread = {m_rxQueues, m_queueCores, m_rssKey, m_rssIndirection};
        settings.hook = m_hook;
        settings.buffers = m_buffers;
        settings.napi = m_napi;
        settings.backlog = m_backlog;
        settings.smallBytes = m_smallBytes;
        settings.vlanId = m_vlanId;
        settings.chargeTrueSize = m_chargeTrueSize;
        settings.forceLro = m_forceLro;
        settings.engine = m_engine;
        settings.hardware = m_hardware;
        settings.txRing = m_txRing;
        settings.link = GetLink();
        settings.gso = {m_gsoMaxSize, m_gsoMaxSegments};
        settings.tso = {m_tsoMaxSize, m_tsoMaxSegments};
        m_driver->Start(Ptr<NetDevice>(this), settings, [this](const Departure& frame) {
            GiveToWire(frame);
        });
        Base::DoInitialize();
    }

    /**
     * @return true if frames are sent with a VLAN tag
     */
    bool HasVlanTag() const
    {
        return m_vlanId != 0;
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
    bool ReceiveFromWire(Ptr<NetDevice> device,
                         Ptr<const Packet> packet,
                         uint16_t protocol,
                         const Address& from)
    {
        return ReceivePromiscuously(device,
                                    packet,
                                    protocol,
                                    from,
                                    Base::GetAddress(),
                                    NetDevice::PACKET_HOST);
    }

    /**
     * A packet comes from the wire, of which ReceivePromiscuously gets the same.
     * @return true
     */
    bool IgnoreFromWire(Ptr<NetDevice> /* device */,
                        Ptr<const Packet> /* packet */,
                        uint16_t /* protocol */,
                        const Address& /* from */)
    {
        return true;
    }

    /**
     * A packet comes from the wire.
     *
     * @param packet the packet from its network header
     * @param protocol Ethernet type
     * @param from who sent it
     * @param to whom it was sent to
     * @param type who that is
     * @return false if it was dropped
     */
    bool ReceivePromiscuously(Ptr<NetDevice> /* device */,
                              Ptr<const Packet> packet,
                              uint16_t protocol,
                              const Address& from,
                              const Address& to,
                              NetDevice::PacketType type)
    {
        Arrival arrival{packet, protocol, from, to, type, std::nullopt, Simulator::Now()};
        VlanTag tag;
        if (packet->PeekPacketTag(tag))
        {
            // The tag ends here: what goes up may be sent on, on another link.
            Ptr<Packet> untagged = packet->Copy();
            untagged->RemovePacketTag(tag);
            arrival.packet = untagged;
            arrival.vlanTci = tag.GetTci();
        }
        return m_driver->Receive(arrival);
    }

    /**
     * Add the attribute of a feature.
     *
     * @tparam F the feature
     * @param tid the TypeId
     * @param isOn its default
     * @param text what it does
     */
    template <NicFeature F>
    static void AddFeature(TypeId& tid, bool isOn, const std::string& text)
    {
        tid.AddAttribute(
            NicFeatures::GetName(F),
            "Feature: " + text,
            BooleanValue(isOn),
            MakeBooleanAccessor(&OffloadNetDevice::SetFeature<F>, &OffloadNetDevice::GetFeature<F>),
            MakeBooleanChecker());
    }

    /**
     * @tparam F a feature
     * @param isOn whether it is wanted
     */
    template <NicFeature F>
    void SetFeature(bool isOn)
    {
        m_driver->SetFeature(F, isOn);
    }

    /**
     * @tparam F a feature
     * @return whether it is in force
     */
    template <NicFeature F>
    bool GetFeature() const
    {
        return m_driver->GetFeatures().IsOn(F);
    }

    /**
     * @param era attribute Era
     */
    void SetEra(std::string era)
    {
        m_driver->SetEra(era);
        m_era = era;
    }

    /**
     * @return attribute Era
     */
    std::string GetEra() const
    {
        return m_era;
    }

    /**
     * @param packet a packet to be sent
     */
    void AddVlanTag(Ptr<Packet> packet) const
    {
        if (m_vlanId != 0)
        {
            VlanTag tag(m_vlanId);
            packet->ReplacePacketTag(tag);
        }
    }

    static constexpr uint16_t MIN_MTU = 68; //!< smallest that IPv4 allows, bytes

    uint16_t m_maxMtu;              //!< attribute MaxMtu
    uint32_t m_ringSize;            //!< attribute RxRing
    uint32_t m_rxQueues;            //!< attribute RxQueues
    std::string m_queueCores;       //!< attribute QueueCores
    std::string m_rssKey;           //!< attribute RssKey
    std::string m_rssIndirection;   //!< attribute RssIndirection
    uint32_t m_txRing;              //!< attribute TxRing
    Time m_delay;                   //!< attribute RxUsecs
    uint32_t m_moderationFrames;    //!< attribute RxFrames
    Time m_itr;                     //!< attribute ItrUsecs
    bool m_isItrAdaptive;           //!< attribute AdaptiveItr
    uint32_t m_weight;              //!< attribute NapiWeight
    Time m_groFlushTimeout;         //!< attribute GroFlushTimeout
    uint32_t m_deferHardIrqs;       //!< attribute NapiDeferHardIrqs
    uint32_t m_core;                //!< attribute InterruptCore
    Ptr<ReceiveHook> m_hook;        //!< attribute ReceiveHook
    Ptr<ReceiveBuffers> m_buffers;  //!< attribute ReceiveBuffers
    bool m_napi;                    //!< attribute Napi
    uint32_t m_backlog;             //!< attribute MaxBacklog
    uint32_t m_smallBytes;          //!< attribute SmallPacketSize
    uint16_t m_vlanId;              //!< attribute VlanId
    uint32_t m_gsoMaxSize;          //!< attribute GsoMaxSize
    uint32_t m_gsoMaxSegments;      //!< attribute GsoMaxSegs
    uint32_t m_tsoMaxSize;          //!< attribute TsoMaxSize
    uint32_t m_tsoMaxSegments;      //!< attribute TsoMaxSegs
    std::string m_era;              //!< attribute Era
    bool m_chargeTrueSize;          //!< attribute ChargeTrueSize
    bool m_forceLro;                //!< attribute ForceLro
    std::string m_engine;           //!< attribute OffloadEngine
    Ptr<HardwareMerger> m_hardware; //!< attribute HardwareMerger
};

} // namespace ns3

#endif // OFFLOAD_OFFLOAD_NET_DEVICE_H
