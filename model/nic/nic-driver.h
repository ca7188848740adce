/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_NIC_DRIVER_H
#define OFFLOAD_NIC_DRIVER_H

#include "ns3/net-device.h"
#include "ns3/nic-features.h"
#include "ns3/packet-forwarder.h"
#include "ns3/receive-queue-set.h"
#include "ns3/stretch-ack.h"
#include "ns3/traced-callback.h"
#include "ns3/transmit-path.h"
#include "ns3/true-size-window.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ns3
{

class QueueDiscItem;
class TransmitTap;

/**
 * @ingroup offload
 * The settings of a NIC, which are attributes of its device.
 */
struct NicSettings
{
    uint32_t ringSize;                      //!< attribute RxRing
    bool napi;                              //!< attribute Napi
    uint32_t weight;                        //!< attribute NapiWeight
    Time groFlushTimeout;                   //!< attribute GroFlushTimeout
    uint32_t deferHardIrqs;                 //!< attribute NapiDeferHardIrqs
    uint32_t backlog;                       //!< attribute MaxBacklog
    uint32_t core;                          //!< attribute InterruptCore
    InterruptModeration::Config moderation; //!< attributes RxUsecs, RxFrames, ItrUsecs, AdaptiveItr
    uint32_t smallBytes;                    //!< attribute SmallPacketSize
    uint32_t txRing;                        //!< attribute TxRing
    NicLink link;                           //!< what the NIC is connected to
    SuperPacketLimits gso;                  //!< attributes GsoMaxSize, GsoMaxSegs
    SuperPacketLimits tso;                  //!< attributes TsoMaxSize, TsoMaxSegs
    uint16_t vlanId;                        //!< attribute VlanId
    bool chargeTrueSize;                    //!< attribute ChargeTrueSize
    bool forceLro;                          //!< attribute ForceLro
    std::string engine;                     //!< attribute OffloadEngine
    ReceiveSpread spread;         //!< attributes RxQueues, QueueCores, RssKey, RssIndirection
    Ptr<ReceiveHook> hook;        //!< attribute ReceiveHook
    Ptr<ReceiveBuffers> buffers;  //!< attribute ReceiveBuffers
    Ptr<HardwareMerger> hardware; //!< attribute HardwareMerger
};

/**
 * @ingroup offload
 * The host's side of a NIC: takes frames from the device to the stack, at the cost of a core.
 *
 * Aggregated to its device, so that both live and end together.
 */
class NicDriver : public Object
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    NicDriver();
    ~NicDriver() override;

    /**
     * Begin to work. The node must be complete: its stack gets a TransmitTap.
     *
     * @param device the device
     * @param settings its settings
     * @param toWire gives a frame to the link
     */
    void Start(Ptr<NetDevice> device,
               const NicSettings& settings,
               std::function<void(const Departure& frame)> toWire);

    /**
     * @param callback where the stack wants packets
     */
    void SetReceiveCallback(NetDevice::ReceiveCallback callback);

    /**
     * @param callback where the stack wants all packets
     */
    void SetPromiscReceiveCallback(NetDevice::PromiscReceiveCallback callback);

    /**
     * A frame comes from the wire.
     *
     * @param arrival the packet
     * @return false if it was dropped
     */
    bool Receive(const Arrival& arrival);

    /**
     * A packet leaves the stack.
     *
     * @param departure the packet
     * @return false if it was dropped
     */
    bool Transmit(const Departure& departure);

    /**
     * @return the way from the queue disc to the wire
     */
    TransmitPath& GetTransmitPath();

    /**
     * Let the next call of IsMtuWide answer true: IP is about to compare the length of a
     * super-packet, whose segments fit the link, with the MTU.
     * @param isWide whether to do so; false takes it back
     */
    void WidenMtu(bool isWide);

    /**
     * @return whether the MTU is wide for who asks now; then it no longer is
     */
    bool TakeWideMtu();

    /**
     * @return the MTU of the link, bytes of IP packet
     */
    uint32_t GetLinkMtu() const;

    /**
     * @return whether TCP may hand this NIC super-packets
     */
    bool CanTakeSuperPackets() const;

    /**
     * @return number of receive queues
     */
    uint32_t GetNQueues() const;

    /**
     * @return what all receive queues have counted so far
     */
    ReceiveStatistics GetStatistics() const;

    /**
     * @param queue index of a queue, below GetNQueues()
     * @return what it has counted
     */
    const ReceiveStatistics& GetStatistics(uint32_t queue) const;

    /**
     * @param queue index of a queue, below GetNQueues()
     * @return the core that takes its interrupts and polls
     */
    uint32_t GetQueueCore(uint32_t queue) const;

    /**
     * @param queue index of a queue, below GetNQueues()
     * @return its receive hook, or null
     */
    Ptr<ReceiveHook> GetReceiveHook(uint32_t queue) const;

    /**
     * @return bytes of frames between the wire and the stack
     */
    uint64_t GetBytesWaiting() const;

    /**
     * Ask for a feature or for its absence, at any time.
     * @param feature the feature
     * @param isOn whether it is wanted
     */
    void SetFeature(NicFeature feature, bool isOn);

    /**
     * @return what was asked for and what is in force, as `ethtool -k` lists it
     */
    const NicFeatures& GetFeatures() const;

    /**
     * Choose whose kernel's rules hold between features.
     * @param era name of an era (NicFeatures), or path of a file
     */
    void SetEra(const std::string& era);

    /**
     * @return what was allocated and freed to receive
     */
    ReceiveBuffers::Counters GetAllocations() const;

    /**
     * @return frames that were not for this NIC's VLAN
     */
    uint64_t GetOtherVlanFrames() const;

    /**
     * @return the settings that are in force
     */
    const NicSettings& GetSettings() const;

    /**
     * TracedCallback signature for packets that go up.
     *
     * @param packet the packet from its network header, alone or merged
     * @param segments number of wire frames in it
     */
    typedef void (*DeliverTracedCallback)(Ptr<const Packet> packet, uint32_t segments);

    /**
     * TracedCallback signature for features that are off though they were asked for.
     *
     * @param feature ethtool's name for it
     * @param why why it is off
     */
    typedef void (*FeatureRefusedTracedCallback)(const char* feature, const std::string& why);

  protected:
    void DoDispose() override;

  private:
    /**
     * Give the NIC a processor of its own, which does the stack's work.
     * @return its core
     */
    uint32_t StartEngine();

    /**
     * Begin to receive.
     * @param cores a core for each queue
     */
    void StartReceive(const std::vector<uint32_t>& cores);

    /**
     * A frame goes up the stack.
     *
     * @param arrival the packet as it came
     * @param frame the frame, alone or merged
     */
    void GoUp(const Arrival& arrival, const offload::Frame& frame);

    /**
     * A queue disc has dropped a packet.
     * @param item the packet
     */
    void HandleQueueDrop(Ptr<const QueueDiscItem> item);

    /**
     * Give a packet to IP, ARP and whoever has registered with the node.
     *
     * @param arrival the packet as it came
     * @param packet the packet as it goes up
     */
    void GiveToStack(const Arrival& arrival, Ptr<const Packet> packet);

    /// Switch LRO off on a node that forwards or bridges, as Linux does.
    void RefuseLro();

    /**
     * Begin to send.
     * @param toWire gives a frame to the link
     */
    void StartTransmit(std::function<void(const Departure& frame)> toWire);

    /**
     * See whether ICMPv6 tells of a path that takes less than the link.
     * @param packet a packet from its IPv6 header
     */
    void WatchPathMtu(Ptr<const Packet> packet);

    /**
     * Tell TCP how many segments a packet stands for.
     * @param frame the frame
     */
    void PrepareTcp(const offload::Frame& frame);

    Ptr<NetDevice> m_device;                             //!< device
    NicSettings m_settings;                              //!< its settings
    NicFeatures m_features;                              //!< its features
    bool m_isMtuWide{false};                             //!< see WidenMtu
    std::unique_ptr<TransmitPath> m_transmitPath;        //!< to the wire
    NetDevice::ReceiveCallback m_receiveCallback;        //!< stack
    NetDevice::PromiscReceiveCallback m_promiscCallback; //!< stack
    Ptr<TransmitTap> m_tap;                              //!< of the node
    std::unique_ptr<ReceiveQueueSet> m_queues;           //!< rings and NAPI
    std::unique_ptr<StretchAck> m_stretchAck;            //!< acknowledge by bytes
    std::unique_ptr<TrueSizeWindow> m_trueSizeWindow;    //!< if memory is charged
    InterruptModeration m_hostInterrupt;                 //!< of a NIC with a processor of its own
    std::unique_ptr<PacketForwarder> m_forwarder;        //!< to other NICs of the node
    uint32_t m_queueCore{0};                             //!< core that queue 0 runs on
    uint64_t m_otherVlanFrames{0};                       //!< frames of other VLANs

    TracedCallback<Ptr<const Packet>> m_dropTrace;                  //!< receive ring full
    TracedCallback<Ptr<const Packet>> m_transmitDropTrace;          //!< transmit ring full
    TracedCallback<const char*, const std::string&> m_refusedTrace; //!< features that are off
    TracedCallback<Ptr<const Packet>, uint32_t> m_deliverTrace;     //!< packets that go up
    TracedCallback<Time> m_delayTrace;                              //!< from the wire to the stack
};

} // namespace ns3

#endif // OFFLOAD_NIC_DRIVER_H
