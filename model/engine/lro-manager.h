/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LRO_MANAGER_H
#define OFFLOAD_LRO_MANAGER_H

#include "engine/lro-descriptor-table.h"
#include "engine/lro-locator.h"

#include "ns3/lro-types.h"

#include <cstdint>
#include <optional>

/**
 * @file
 * @ingroup offload
 * Large receive offload as the generic LRO of 2007 does it.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * Merges the in-order TCP segments of a flow into super-packets, on the receive side.
 *
 * The behaviour is that of the generic LRO in Linux 2.6.24, in both its modes:
 * - skb mode: each frame comes as a complete sk_buff; merged ones are chained to a frag_list;
 * - page mode: frames come as page fragments; a head is allocated per session, or per passed frame.
 *   max_aggr then counts frags, not frames.
 *
 * What a driver must do:
 * - hand in frames as Frame describes: the head begins with the MAC header and holds, as far as the
 *   (first fragment of the) frame goes, all TCP options. Twelve bytes more are read where a flow
 *   changes its options within a session; they read as zeros if the head does not hold them;
 * - skb mode: fill trueSize, checksumState and buffers (one skbHead); page mode: trueSize only,
 * with one frag a fragment, and a head that is backed by the first (see Frame) and no longer than
 * it;
 * - call FlushAll() at the end of each poll: nothing here knows about time;
 * - call FlushPacket() before it hands up a frame of a held flow without LRO.
 *
 * The manager does not verify checksums. A wrong TCP checksum of a merged frame makes that of the
 * super-packet wrong by the same amount. Merging loses PSH flags of all but the first frame. IPv6
 * and UDP pass; the interface is ready for them.
 *
 * Nothing is allocated any more once each descriptor has held a super-packet of full size.
 */
class LroManager
{
  public:
    /**
     * @param config settings; LroConfig::FindFault() must be empty
     * @param locator the driver's, outliving the manager; null: every frame passes
     * @param sink where frames go, outliving the manager
     */
    LroManager(const LroConfig& config, LroLocator* locator, LroSink& sink);

    /**
     * lro_receive_skb, and lro_vlan_hwaccel_receive_skb if there is a tag.
     * @param frame a received frame; empty on return
     * @param vlanTci the tag that the NIC took out, if it did
     * @return what was done
     */
    LroReport ReceiveSkb(Frame& frame, const std::optional<uint16_t>& vlanTci = std::nullopt);

    /**
     * lro_receive_frags, and lro_vlan_hwaccel_receive_frags if there is a tag. As in the original a
     * session loses the tag, a passed frame keeps it.
     * @param frame a received frame; empty on return
     * @param sum skb->csum for a passed frame: what the NIC has summed
     * @param vlanTci the tag that the NIC took out, if it did
     * @return what was done
     */
    LroReport ReceiveFrags(Frame& frame,
                           uint32_t sum,
                           const std::optional<uint16_t>& vlanTci = std::nullopt);

    /**
     * lro_maybe_receive_frags, as proposed on the way to the above: a frame that LRO does not want
     * stays with the driver. The session of its flow is flushed where a receive would have flushed
     * it, so that the driver may hand the frame up and keep the order.
     * @param frame a received frame; empty on return if accepted, unchanged if REFUSED
     * @return what was done; outcome tells HELD, MERGED or REFUSED
     */
    LroReport MaybeReceiveFrags(Frame& frame);

    /**
     * lro_flush_pkt: deliver what is held of one flow. The frame itself is not taken.
     * @param frame a frame whose head holds the headers
     * @param location where they are
     * @return what was done
     */
    LroReport FlushPacket(const Frame& frame, const HeaderLocation& location);

    /**
     * lro_flush_all: deliver all that is held, in order of descriptors.
     * @return what was done
     */
    LroReport FlushAll();

    /// @return what was counted so far
    const LroCounters& Counters() const
    {
        return m_counters;
    }

    /// @return sessions held
    uint32_t ActiveSessions() const
    {
        return m_table.ActiveCount();
    }

    /// @return bytes of wire frames held
    uint64_t BytesHeld() const
    {
        return m_table.BytesHeld();
    }

    /// @return the settings
    const LroConfig& Config() const
    {
        return m_config;
    }

    /// @return the descriptors, to print or to inspect
    const LroDescriptorTable& Table() const
    {
        return m_table;
    }

  private:
    /// How frames come in.
    enum class Mode : uint8_t
    {
        SKB,   //!< complete sk_buffs
        FRAGS, //!< page fragments
    };

    /// What to do with a frame that LRO does not keep.
    enum class IfRefused : uint8_t
    {
        PASS,  //!< deliver it
        LEAVE, //!< leave it with the driver
    };

    /// A frame on its way through the rules.
    struct Arrival;

    /**
     * The way of a frame that was not predicted.
     * @param arrival the frame
     * @param ifRefused what happens to it if it is not aggregated
     * @param sum page mode: skb->csum of a passed frame
     * @param report what was done
     */
    void Receive(Arrival&& arrival, IfRefused ifRefused, uint32_t sum, LroReport& report);

    /**
     * Merge a frame, or hold it, if it is as predicted, without asking locator and rules.
     * @param frame the frame; empty if kept
     * @param mode how it came
     * @param vlanTci the tag that the NIC took out
     * @param report what was done
     * @return whether it was kept; if not, nothing was done
     */
    bool KeepPredicted(Frame& frame,
                       Mode mode,
                       const std::optional<uint16_t>& vlanTci,
                       LroReport& report);

    /**
     * Begin a session with a frame that is like those of the last session of its flow.
     * @param slot a free descriptor
     * @param arrival the frame, not located
     * @param report what was done
     */
    void HoldPredicted(uint32_t slot, Arrival&& arrival, LroReport& report);

    /// @param lookup the session that predicts a frame @param frame the frame @param mode how it
    /// came @return whether locator and rules come to the same
    bool AgreesWithRules(const LroDescriptorTable::Lookup& lookup, Frame& frame, Mode mode);

    /**
     * Ask the rules; hold or merge if they allow, else flush what must not be overtaken.
     * @param arrival the frame; kept, and empty, if the answer is NONE
     * @param report what was done
     * @return why LRO does not keep the frame
     */
    LroReason Aggregate(Arrival& arrival, LroReport& report);

    /**
     * Find and read the headers.
     * @param arrival the frame
     * @param report what was done
     * @return NONE if the frame is for LRO
     */
    LroReason Locate(Arrival& arrival, LroReport& report);

    /// @param location what a locator said @return whether there are merge rules for it
    static bool IsTcpOverIpv4(const HeaderLocation& location);

    /**
     * @param key a flow
     * @param report what was done
     * @return its descriptor, or a free one, or none
     */
    LroDescriptorTable::Lookup FindDescriptor(const FlowKey& key, LroReport& report);

    /**
     * @param arrival a frame of a flow without a session
     * @param report what was done
     * @return NONE if it may open one
     */
    LroReason MayOpen(const Arrival& arrival, LroReport& report) const;

    /**
     * @param session the session of the frame's flow
     * @param arrival the frame
     * @param report what was done
     * @return NONE if it may be merged
     */
    LroReason MayMerge(const LroSession& session, const Arrival& arrival, LroReport& report) const;

    /**
     * @param arrival a frame
     * @param isFirst whether it is to open a session
     * @return what its IP total length is compared with, bytes
     */
    int64_t DatagramLength(const Arrival& arrival, bool isFirst) const;

    /**
     * Begin a session with a frame.
     * @param slot a free descriptor
     * @param arrival the frame
     * @param report what was done
     */
    void Hold(uint32_t slot, Arrival& arrival, LroReport& report);

    /**
     * Append a frame to its session, and flush if that is then full.
     * @param slot the flow's descriptor
     * @param arrival the frame
     * @param report what was done
     */
    void Merge(uint32_t slot, Arrival& arrival, LroReport& report);

    /**
     * Count the buffers of a frame that is to be appended.
     * @param session its session
     * @param frame the frame
     * @param mode how it came
     * @param report what was done
     */
    static void Link(LroSession& session, const Frame& frame, Mode mode, LroReport& report);

    /**
     * Flush a session that has just grown, if it is full.
     * @param slot the flow's descriptor
     * @param session its session
     * @param mode what max_aggr counts
     * @param report what was done
     */
    void FlushGrown(uint32_t slot, LroSession& session, Mode mode, LroReport& report);

    /**
     * @param session a session that has just grown
     * @param mode what max_aggr counts
     * @return why it must be flushed, or NONE
     */
    LroFlushReason MustFlush(const LroSession& session, Mode mode) const;

    /**
     * Deliver a session and free its descriptor.
     * @param slot the descriptor
     * @param reason why
     * @param report what was done
     */
    void Flush(uint32_t slot, LroFlushReason reason, LroReport& report);

    /**
     * Deliver a frame that LRO does not keep.
     * @param arrival the frame
     * @param sum page mode: the driver's sum
     * @param report what was done
     */
    void Pass(Arrival& arrival, uint32_t sum, LroReport& report);

    /**
     * Page mode: make an sk_buff of fragments, with the first bytes in its head.
     * @param frame the fragments
     * @param headBytes bytes asked for the head
     * @param report what was done
     */
    void BuildSkb(Frame& frame, uint32_t headBytes, LroReport& report) const;

    /**
     * Hand a frame to the sink, and empty it.
     * @param frame the frame
     * @param delivery what the sink is told; the upcall is filled in
     * @param report what was done
     */
    void Deliver(Frame& frame, LroDelivery& delivery, LroReport& report);

    /**
     * Count a received frame.
     * @param outcome what became of it
     * @param reason why
     */
    void Count(LroOutcome outcome, LroReason reason);

    /// What LroCounters promises, checked in debug builds.
    void AssertLaws() const;

    const LroConfig m_config;   //!< settings
    LroLocator* m_locator;      //!< the driver's, may be null
    LroSink& m_sink;            //!< where frames go
    const uint32_t m_maxLength; //!< bytes of a session's frame with room for one more
    const bool m_mayPredict;    //!< whether frames with the same headers are located alike
    LroDescriptorTable m_table; //!< sessions
    LroCounters m_counters;     //!< by name
};

} // namespace ns3::offload

#endif // OFFLOAD_LRO_MANAGER_H
