/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LRO_RECEIVE_HOOK_H
#define OFFLOAD_LRO_RECEIVE_HOOK_H

#include "ns3/attribute-use.h"
#include "ns3/lro-types.h"
#include "ns3/receive-hook.h"

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
 * The generic LRO of 2007 as a receive hook: in skb mode or page mode as the driver's memory is.
 *
 * All sessions are flushed at the end of each poll, as the drivers that used it did, unless
 * attribute FlushPolls says otherwise.
 */
class LroReceiveHook : public ReceiveHook, public StartedObject, private offload::LroSink
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    LroReceiveHook();
    ~LroReceiveHook() override;

    void Start(Ptr<NetDevice> device) override;
    void Receive(offload::Frame& frame, const ReceiveContext& context) override;
    void FlushFlow(const offload::Frame& frame, const ReceiveContext& context) override;
    void EndPoll(PollFlush flush, const ReceiveContext& context) override;
    void ApplyFeatures(const NicFeatures& features) override;
    uint64_t GetBytesHeld() const override;
    std::vector<HookCounter> ListCounters() const override;

    /**
     * @return what LRO has counted
     */
    offload::LroCounters GetCounters() const;

    /**
     * @return descriptors that were compared with frames, in all linear searches
     */
    uint64_t GetComparisons() const;

  protected:
    void DoDispose() override;
    std::string ExplainNoEffect(AttributeUse use) const override;

  private:
    void Deliver(offload::Frame& frame, const offload::LroDelivery& delivery) override;

    /**
     * Charge what the engine did.
     * @param report what it did
     * @param context where to charge it
     */
    void Charge(const offload::LroReport& report, const ReceiveContext& context);

    uint32_t m_maxDesc;         //!< attribute
    uint32_t m_maxAggr;         //!< attribute
    bool m_maintainTcpChecksum; //!< attribute
    uint32_t m_flushPolls;      //!< attribute
    uint32_t m_polls{0};        //!< since the last flush

    std::unique_ptr<offload::LroLocator> m_locator; //!< the driver's
    std::unique_ptr<offload::LroManager> m_manager; //!< from Start() to DoDispose()
    offload::LroCounters m_counters;                //!< what LRO had counted when it went
    uint64_t m_comparisons{0};                      //!< of descriptors
    FrameSink* m_sink{nullptr};                     //!< where the call at hand delivers
};

} // namespace ns3

#endif // OFFLOAD_LRO_RECEIVE_HOOK_H
