/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */
#ifndef OFFLOAD_GRO_RECEIVE_HOOK_H
#define OFFLOAD_GRO_RECEIVE_HOOK_H

#include "ns3/attribute-use.h"
#include "ns3/gro-types.h"
#include "ns3/receive-hook.h"

#include <memory>

namespace ns3
{

namespace offload
{
class GroEngine;
class GroSockets;
} // namespace offload

/**
 * @ingroup offload
 * GRO of today's Linux as a receive hook: napi_gro_receive, or napi_gro_frags where the driver's
 * memory is in pages.
 *
 * Unlike LRO it may hold packets from one poll to the next; NAPI says what to flush. In pages a
 * frame needs an sk_buff before it can be merged, but that of a merged frame serves the next one.
 */
class GroReceiveHook : public ReceiveHook, public StartedObject, private offload::GroSink
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    GroReceiveHook();
    ~GroReceiveHook() override;

    NicFeature GetFeature() const override;
    void ApplyFeatures(const NicFeatures& features) override;
    bool NeedsNapi() const override;
    bool TakesSmallFrames() const override;
    bool NeedsVerifiedChecksums() const override;
    void Start(Ptr<NetDevice> device) override;
    void Receive(offload::Frame& frame, const ReceiveContext& context) override;
    void EndPoll(PollFlush flush, const ReceiveContext& context) override;
    uint64_t GetBytesHeld() const override;
    std::vector<HookCounter> ListCounters() const override;

    /**
     * @return what GRO has counted
     */
    offload::GroCounters GetCounters() const;

    /**
     * @return held packets that were compared with frames
     */
    uint64_t GetComparisons() const;

  protected:
    void DoDispose() override;
    std::string ExplainNoEffect(AttributeUse use) const override;

  private:
    void Deliver(offload::Frame& frame, const offload::GroDelivery& delivery) override;

    /**
     * Charge what the engine did.
     * @param report what it did
     * @param work is charged
     */
    void Charge(const offload::GroReport& report, Work& work);

    uint32_t m_buckets;        //!< attribute
    uint32_t m_maxHeld;        //!< attribute
    bool m_evictOldest;        //!< attribute
    uint32_t m_groMaxSize;     //!< attribute
    uint32_t m_groIpv4MaxSize; //!< attribute
    bool m_receiveHash;        //!< attribute

    bool m_mergesForwardedUdp{false}; //!< feature rx-udp-gro-forwarding
    bool m_chains{false};             //!< feature rx-gro-list

    std::unique_ptr<offload::GroSockets> m_sockets; //!< which flows are for this node
    std::unique_ptr<offload::GroEngine> m_engine;   //!< from Start() to DoDispose()
    const ReceiveContext* m_context{nullptr};       //!< of the call at hand
    offload::GroCounters m_counters;                //!< what the engine had counted when it went
    uint64_t m_comparisons{0};                      //!< of held packets
};

} // namespace ns3

#endif // OFFLOAD_GRO_RECEIVE_HOOK_H
