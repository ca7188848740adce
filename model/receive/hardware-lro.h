/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_HARDWARE_LRO_H
#define OFFLOAD_HARDWARE_LRO_H

#include "ns3/attribute-use.h"
#include "ns3/event-id.h"
#include "ns3/hardware-merger.h"
#include "ns3/lro-types.h"
#include "ns3/nstime.h"

#include <list>
#include <memory>

namespace ns3
{

namespace offload
{
class LroLocator;
class LroManager;
} // namespace offload

/**
 * @ingroup offload
 * Large receive offload in the NIC.
 *
 * The rules are those of the software LRO, applied on the NIC's side of the interrupt. The NIC
 * knows nothing of polls: a session is completed by size, by a segment that does not fit, or by a
 * timer that starts with its first segment.
 */
class HardwareLro : public HardwareMerger, public StartedObject, private offload::LroSink
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    HardwareLro();
    ~HardwareLro() override;

    NicFeature GetFeature() const override;
    void Receive(offload::Frame& frame) override;
    void FlushAll() override;
    uint64_t GetBytesHeld() const override;

    /**
     * @return what was counted
     */
    offload::LroCounters GetCounters() const;

  protected:
    void DoDispose() override;
    std::string ExplainNoEffect(AttributeUse use) const override;
    void DoStart() override;

  private:
    struct Timer;

    void Deliver(offload::Frame& frame, const offload::LroDelivery& delivery) override;

    /// A session was opened with the frame that m_head is the head of: start its timer.
    void StartTimer();

    /**
     * A timer has run out.
     * @param timer the timer
     */
    void Expire(std::list<Timer>::iterator timer);

    uint32_t m_sessions;    //!< attribute
    uint32_t m_maxSegments; //!< attribute
    uint32_t m_maxBytes;    //!< attribute
    Time m_timeout;         //!< attribute

    std::unique_ptr<offload::LroLocator> m_locator; //!< the NIC's parser
    std::unique_ptr<offload::LroManager> m_manager; //!< from Start() to DoDispose()
    offload::LroCounters m_counters;                //!< what was counted when the engine went
    std::list<Timer> m_timers;                      //!< of the sessions that are held
    offload::Frame m_head;                          //!< headers of the frame at hand
};

} // namespace ns3

#endif // OFFLOAD_HARDWARE_LRO_H
