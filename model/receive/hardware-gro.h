/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */
#ifndef OFFLOAD_HARDWARE_GRO_H
#define OFFLOAD_HARDWARE_GRO_H

#include "ns3/attribute-use.h"
#include "ns3/event-id.h"
#include "ns3/gro-types.h"
#include "ns3/hardware-merger.h"
#include "ns3/nstime.h"

#include <deque>
#include <memory>

namespace ns3
{

namespace offload
{
class GroEngine;
} // namespace offload

/**
 * @ingroup offload
 * GRO in the NIC (feature rx-gro-hw): the rules of the software GRO, so that a super-packet keeps
 * what segmentation needs.
 *
 * The NIC knows nothing of polls: a packet is completed as the rules say, by size, or by a timer
 * that starts with its first frame.
 */
class HardwareGro : public HardwareMerger, public StartedObject, private offload::GroSink
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    HardwareGro();
    ~HardwareGro() override;

    NicFeature GetFeature() const override;
    void Receive(offload::Frame& frame) override;
    void FlushAll() override;
    uint64_t GetBytesHeld() const override;

    /**
     * @return what was counted
     */
    offload::GroCounters GetCounters() const;

  protected:
    void DoDispose() override;
    std::string ExplainNoEffect(AttributeUse use) const override;
    void DoStart() override;

  private:
    void Deliver(offload::Frame& frame, const offload::GroDelivery& delivery) override;

    /// The time of the oldest packet is over.
    void Expire();

    uint32_t m_sessions; //!< attribute
    uint32_t m_maxBytes; //!< attribute
    Time m_timeout;      //!< attribute

    std::unique_ptr<offload::GroEngine> m_engine; //!< its ticks are time steps
    offload::GroCounters m_counters;              //!< what was counted when the engine went
    std::deque<Time> m_starts;                    //!< when packets were begun, the oldest first
    EventId m_timer;                              //!< end of the first of them
};

} // namespace ns3

#endif // OFFLOAD_HARDWARE_GRO_H
