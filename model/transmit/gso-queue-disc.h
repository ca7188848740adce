/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_GSO_QUEUE_DISC_H
#define OFFLOAD_GSO_QUEUE_DISC_H

#include "ns3/event-id.h"
#include "ns3/queue-disc.h"

#include <deque>
#include <memory>

namespace ns3
{

class PacketSegmenter;
class TransmitDevice;

/**
 * @ingroup offload
 * A root queue disc that segments on dequeue, just before the driver's transmit routine, what the
 * NIC does not segment itself. Its one child queue disc, of any kind, holds super-packets.
 *
 * Its statistics, like the child's, count packets: a super-packet is one received, one enqueued
 * and, when its first segment leaves, one dequeued. GetFrames() counts what leaves. Install it with
 * TrafficControlHelper:
 *
 *     TrafficControlHelper control;
 *     uint16_t root = control.SetRootQueueDisc("ns3::GsoQueueDisc");
 *     auto classes = control.AddQueueDiscClasses(root, 1, "ns3::QueueDiscClass");
 *     control.AddChildQueueDisc(root, classes[0], "ns3::FqCoDelQueueDisc");
 */
class GsoQueueDisc : public QueueDisc
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    GsoQueueDisc();
    ~GsoQueueDisc() override;

    /**
     * @return super-packets that were segmented here
     */
    uint64_t GetSegmented() const;

    /**
     * @return frames that left, of which several may have been one packet
     */
    uint64_t GetFrames() const;

  protected:
    void DoDispose() override;

  private:
    bool DoEnqueue(Ptr<QueueDiscItem> item) override;
    Ptr<QueueDiscItem> DoDequeue() override;
    bool CheckConfig() override;
    void InitializeParams() override;

    /**
     * @return the child
     */
    Ptr<QueueDisc> GetChild() const;

    /**
     * Segment a super-packet that the driver would have to segment.
     * @param item what the child lets go
     * @return whether there are segments now
     */
    bool Segment(Ptr<QueueDiscItem> item);

    /**
     * @return the next packet from the child, or null
     */
    Ptr<QueueDiscItem> FetchPacket();

    /**
     * @return what leaves next, of what is neither the child's nor in the statistics; or null
     */
    Ptr<QueueDiscItem> PeekLeft() const;

    /// Send what is left, as far as the device goes along.
    void Drain();

    /**
     * The child runs by itself (TBF, when tokens have come): what it lets go is next.
     * @param item a packet
     */
    void TakePushed(Ptr<QueueDiscItem> item);

    Ptr<TransmitDevice> m_nic;                    //!< the device's; null for a stock device
    std::unique_ptr<PacketSegmenter> m_segmenter; //!< segments
    std::deque<Ptr<QueueDiscItem>> m_segments;    //!< of the super-packet at hand
    std::deque<Ptr<QueueDiscItem>> m_pushed;      //!< what the child let go by itself
    EventId m_drain;                              //!< a call of Drain()
    uint64_t m_segmented{0};                      //!< super-packets
    uint64_t m_frames{0};                         //!< frames
};

} // namespace ns3

#endif // OFFLOAD_GSO_QUEUE_DISC_H
