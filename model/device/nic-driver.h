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
#include "ns3/receive-device.h"
#include "ns3/receive-statistics.h"
#include "ns3/traced-callback.h"
#include "ns3/transmit-departure.h"
#include "ns3/transmit-device.h"
#include "ns3/transmit-statistics.h"

#include <memory>
#include <string>
#include <vector>

namespace ns3
{

class NicDma;
class OffloadNic;
class QueueDiscWatch;
class ReceiveQueueSet;
class StackUpcall;
class TcpOffloadEngine;
class TransmitInterceptor;
class TransmitQueueSet;
class WideMtu;
struct NicSettings;

/**
 * @ingroup offload
 * The host's side of a NIC: puts the receive side, the transmit side and the stack together.
 *
 * Aggregated to its device, so that both live and end together. What it has counted can be read
 * before the simulation runs, when all is 0, and after it was destroyed.
 */
class NicDriver : public TransmitDevice, private ReceiveDevice
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
     * @param nic the NIC, which lives and ends with this object
     */
    void SetNic(OffloadNic& nic);

    /**
     * @return whether it has begun to work
     */
    bool HasStarted() const;

    /**
     * Begin to work. The node must be complete: its stack gets a TransmitInterceptor.
     * @param device the NIC, as a device
     */
    void Start(Ptr<NetDevice> device);

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
     * @return whether Expect() can be used: nobody has to know when each frame comes
     */
    bool CanExpect() const;

    /**
     * A frame is on the wire. Instead of Receive(); can be called in the context of any node.
     * @param arrival the packet, with the time at which it comes: now or later, and behind those of
     * others
     */
    void Expect(const Arrival& arrival);

    /**
     * Expect no frame any more.
     * @return those that were on the wire, in order
     */
    std::vector<Arrival> StopExpecting();

    /**
     * @return whether a frame from the wire might find its ring, or the NIC's FIFO, full
     */
    bool MightBeFull() const;

    /**
     * @param arrival a frame from the wire
     * @return whether it is for this NIC and Receive would find no room for it
     */
    bool IsFull(const Arrival& arrival) const;

    /**
     * A packet leaves the stack.
     *
     * @param departure the packet
     * @return false if it was dropped
     */
    bool Transmit(const Departure& departure);

    /// The wire can take more frames.
    void FeedWire();

    /// The wire has sent, or lost, the oldest frame that it was given.
    void NotifySent();

    const TransmitSettings& GetTransmitSettings() const override;
    const NicFeatures& GetFeatures() const override;
    uint32_t GetLinkMtu() const override;
    void AddTransmitWork(const TransmitTag::Fields& fields, Work& work) const override;
    bool IsSegmentedByNic(const TransmitTag::Fields& fields) const override;
    WideMtu& GetWideMtu() override;

    /**
     * Ask for a feature or for its absence, at any time.
     * @param feature the feature
     * @param isOn whether it is wanted
     */
    void SetFeature(NicFeature feature, bool isOn);

    /**
     * Choose whose kernel's rules hold between features.
     * @param kernel name of a kernel (NicFeatures), or path of a file
     */
    void SetKernel(const std::string& kernel);

    /**
     * @return the settings
     */
    const NicSettings& GetSettings() const;

    /**
     * @return number of receive queues; 0 before the NIC has started
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
    ReceiveStatistics GetStatistics(uint32_t queue) const;

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
     * @param queue index of a queue, below GetNQueues()
     * @return slots of its receive ring that are in use; 0 of a device without ring
     */
    uint32_t GetUsedSlots(uint32_t queue) const;

    /**
     * @return bytes of frames between the wire and the stack
     */
    uint64_t GetBytesWaiting() const;

    /**
     * @return what was allocated and freed to receive
     */
    ReceiveBuffers::Counters GetAllocations() const;

    /**
     * @return frames that were not for this NIC's VLAN
     */
    uint64_t GetOtherVlanFrames() const;

    /**
     * @return what all transmit queues have counted so far
     */
    TransmitStatistics GetTransmitStatistics() const;

    /**
     * @param queue index of a transmit queue
     * @return what it has counted
     */
    TransmitStatistics GetTransmitStatistics(uint32_t queue) const;

    /**
     * @return packets that were posted and are not done
     */
    uint64_t GetTransmitPacketsWaiting() const;

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

    /**
     * TracedCallback signature for frames that come to a point of their way.
     *
     * @param packet the frame's packet, from its network header; the very object that a frame which
     * nothing is merged with goes up as, and that merged packets are made of
     * @param point where it is from now on
     * @param queue index of its receive queue
     */
    typedef void (*ReceivePointTracedCallback)(Ptr<const Packet> packet,
                                               ReceivePoint point,
                                               uint32_t queue);

    /**
     * TracedCallback signature for interrupts.
     *
     * @param queue index of the receive queue
     * @param isMasked true: the NIC has raised the interrupt, which masks it; false: the driver has
     * unmasked it
     */
    typedef void (*InterruptTracedCallback)(uint32_t queue, bool isMasked);

  protected:
    void DoDispose() override;

  private:
    /**
     * @param arrival a frame from the wire
     * @return whether it is for the VLAN of this NIC
     */
    bool IsForOurVlan(const Arrival& arrival) const;

    Ptr<NetDevice> GetNetDevice() const override;
    HostCpu& GetCpu() const override;
    const ReceiveSettings& GetReceiveSettings() const override;
    const ModerationSettings& GetModeration() const override;
    const ReceiveLink& GetReceiveLink() const override;
    void AddUpcallWork(const Arrival& arrival,
                       const offload::Frame& frame,
                       Work& work) const override;
    void GoUp(const Arrival& arrival, const offload::Frame& frame) override;
    void NotifyPoint(const Arrival& arrival, ReceivePoint point, uint32_t queue) const override;
    void NotifyPoint(const offload::Frame& frame,
                     ReceivePoint point,
                     uint32_t queue) const override;

    void NotifyRingDrop(const Arrival& arrival) const override
    {
        m_dropTrace(arrival.packet.Get());
    }

    void NotifyInterrupt(uint32_t queue, bool isMasked) const override;
    void ReclaimTransmitted(uint32_t transmitQueue, uint32_t packets) override;

    /// Switch LRO off on a node that forwards or bridges, as Linux does.
    void RefuseLroIfForwarding();

    /// Begin to move frames to and from memory.
    void StartDma();

    /**
     * Begin to send.
     * @param core where packets pay that nothing has caused
     */
    void StartTransmit(uint32_t core);

    /// Warn of features of GRO that are on and without effect.
    void WarnOfIdleFeatures() const;

    Ptr<NetDevice> m_device;                             //!< device, until it is disposed of
    OffloadNic* m_nic{nullptr};                          //!< the same, and for as long as this is
    Ptr<HostCpu> m_cpu;                                  //!< who pays
    NicFeatures m_features;                              //!< its features
    std::unique_ptr<WideMtu> m_wideMtu;                  //!< licence of super-packets
    std::unique_ptr<TransmitQueueSet> m_transmitQueues;  //!< to the wire
    std::unique_ptr<QueueDiscWatch> m_queueDisc;         //!< before it
    std::unique_ptr<NicDma> m_dma;                       //!< between NIC and memory
    std::unique_ptr<ReceiveQueueSet> m_queues;           //!< rings and NAPI
    std::unique_ptr<StackUpcall> m_upcall;               //!< to the stack
    std::unique_ptr<TcpOffloadEngine> m_engine;          //!< processor of the NIC, or null
    Ptr<TransmitInterceptor> m_interceptor;              //!< of the node
    NetDevice::ReceiveCallback m_receiveCallback;        //!< stack
    NetDevice::PromiscReceiveCallback m_promiscCallback; //!< stack
    uint64_t m_otherVlanFrames{0};                       //!< frames of other VLANs

    TracedCallback<Ptr<const Packet>> m_fifoDropTrace;              //!< FIFO full
    TracedCallback<Ptr<const Packet>> m_dropTrace;                  //!< receive ring full
    TracedCallback<Ptr<const Packet>> m_transmitDropTrace;          //!< transmit ring full
    TracedCallback<const char*, const std::string&> m_refusedTrace; //!< features that are off
    TracedCallback<Ptr<const Packet>, uint32_t> m_deliverTrace;     //!< packets that go up
    TracedCallback<Time> m_delayTrace;                              //!< from the wire to the stack
    TracedCallback<uint32_t, bool> m_interruptTrace;                //!< raised and unmasked
    /// Points of a frame's way.
    TracedCallback<Ptr<const Packet>, ReceivePoint, uint32_t> m_pointTrace;
};

} // namespace ns3

#endif // OFFLOAD_NIC_DRIVER_H
