/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_HARDWARE_LRO_H
#define OFFLOAD_HARDWARE_LRO_H

#include "ns3/event-id.h"
#include "ns3/flow-key.h"
#include "ns3/hardware-merger.h"
#include "ns3/lro-manager.h"
#include "ns3/nstime.h"

#include <list>
#include <memory>

namespace ns3
{

/**
 * @ingroup offload
 * Large receive offload in the NIC.
 *
 * The rules are those of the software LRO, applied on the NIC's side of the interrupt. The NIC
 * knows nothing of polls: a session is completed by size, by a segment that does not fit, or by a
 * timer that starts with its first segment.
 */
class HardwareLro : public HardwareMerger, private offload::LroSink
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
    const offload::LroCounters& GetCounters();

  protected:
    void DoDispose() override;

  private:
    /// A session's timer, and how to find the session.
    struct Timer
    {
        offload::Frame head;              //!< headers of the first segment
        offload::HeaderLocation location; //!< where they are
        offload::FlowKey key;             //!< their flow
        EventId event;                    //!< end of the session
    };

    void Deliver(offload::Frame& frame, const offload::LroDelivery& delivery) override;

    /**
     * @return the engine, made when the attributes are final
     */
    offload::LroManager& GetManager();

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

    offload::ParsingLroLocator m_locator;           //!< the NIC's parser
    std::unique_ptr<offload::LroManager> m_manager; //!< engine
    std::list<Timer> m_timers;                      //!< of the sessions that are held
    offload::Frame m_head;                          //!< headers of the frame at hand
};

} // namespace ns3

#endif // OFFLOAD_HARDWARE_LRO_H
