/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_GRO_ENGINE_H
#define OFFLOAD_GRO_ENGINE_H

#include "engine/gro-list.h"
#include "engine/gro-sockets.h"

#include "ns3/gro-types.h"

#include <cstdint>
#include <iosfwd>
#include <vector>

/**
 * @file
 * @ingroup offload
 * Generic receive offload.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * Merges the segments of a flow into super-packets on the receive side, so that they can be
 * segmented again.
 *
 * The behaviour is that of GRO in Linux 6.18, for TCP and UDP over IPv4 and IPv6.
 *
 * What a driver must do:
 * - hand in frames as Frame describes, with trueSize and buffers filled. The head holds all
 *   headers; what it holds of the payload must be backed by the first frag (see Frame);
 * - say in checksumState what the NIC knows. NONE makes the engine sum the bytes; frags whose
 *   bytes are not real count as right;
 * - call FlushAll() where NAPI completes, and FlushOlderThan() where a poll ends otherwise.
 *
 * Ticks are the caller's (Linux: jiffies) and must not go back; the engine knows no time.
 *
 * What a delivered super-packet has: headers of its first frame, with PSH and FIN of the last, the
 * lengths of the whole, and in the checksum field of TCP or UDP the sum of the pseudo header
 * (ChecksumState::PARTIAL); gsoSize, gsoType, gsoFixedId, segments. gsoEcn is never set: a segment
 * with CWR starts a packet of its own. A packet of one frame is that frame, untouched.
 *
 * A list (GroConfig::fraglist) has the lengths of the whole, and for the rest the first frame's
 * headers as they came, with a checksum for the first frame; the headers of the others are in
 * Frame::fragList. Segmenter gives the frames back.
 *
 * A packet of 64 KiB and more (BIG TCP) has an IPv4 length of 0, or an IPv6 payload length of 0 and
 * a hop-by-hop header with the length in a jumbo payload option.
 *
 * Not modelled: tags in the bytes, tunnels, merging of super-packets. trueSize is the sum of the
 * frames' sizes, even where Linux frees the head of a frame whose fragments it takes.
 *
 * Nothing is allocated any more once each list has held as much as it ever will.
 */
class GroEngine
{
  public:
    /**
     * @param config settings; GroConfig::FindFault() must be empty
     * @param sink where frames go, outliving the engine
     * @param sockets finds sockets, outliving the engine; null: every flow is forwarded
     */
    GroEngine(const GroConfig& config, GroSink& sink, const GroSockets* sockets = nullptr);

    /**
     * Take a received frame.
     * @param frame the frame; empty on return
     * @param hash receive hash: it chooses the list, and flows of different hashes are different
     * @param tick now
     * @return what was done
     */
    GroReport Receive(Frame& frame, uint32_t hash = 0, uint64_t tick = 0);

    /**
     * Change two of the settings. Nothing may be held.
     * @param udpGroForwarding rx-udp-gro-forwarding
     * @param fraglist rx-gro-list
     */
    void SetForwarding(bool udpGroForwarding, bool fraglist);

    /**
     * Deliver all that is held, list by list, the oldest of a list first.
     * @return what was done
     */
    GroReport FlushAll();

    /**
     * Deliver what was begun before a tick, in the order of FlushAll().
     * @param tick the first that is young enough
     * @return what was done
     */
    GroReport FlushOlderThan(uint64_t tick);

    /// @return what was counted so far
    const GroCounters& Counters() const
    {
        return m_counters;
    }

    /// @return packets held
    uint32_t PacketsHeld() const
    {
        return m_packetsHeld;
    }

    /// @return bytes of wire frames held
    uint64_t BytesHeld() const;

    /// @return the settings
    const GroConfig& Config() const
    {
        return m_config;
    }

    /**
     * Print what is held for a person.
     * @param os where to
     */
    void Print(std::ostream& os) const;

  private:
    /// @param hash receive hash @return the list for it. A division takes long, and Linux has eight
    GroList& ListOf(uint32_t hash)
    {
        return m_lists[m_mask != 0 ? hash & m_mask : hash % m_config.buckets];
    }

    /**
     * Append a frame if it continues a held packet as predicted, without reading its headers.
     * @param frame the frame; kept, and empty, if appended
     * @param hash receive hash
     * @param report what was done
     * @return whether it was appended; if not, nothing was done
     */
    bool MergePredicted(Frame& frame, uint32_t hash, GroReport& report);

    /// @param held what predicts a frame @param frame the frame @param hash its receive hash
    /// @param report what is to be reported @return whether parser and rules come to the same
    bool AgreesWithRules(const GroHeldPacket& held,
                         Frame& frame,
                         uint32_t hash,
                         const GroReport& report);

    /**
     * Read a frame's headers, and act on them.
     * @param frame the frame; kept, and empty, if the answer is NONE
     * @param hash receive hash
     * @param tick now
     * @param report what was done
     * @return why GRO does not keep the frame
     */
    GroReason ApplyRules(Frame& frame, uint32_t hash, uint64_t tick, GroReport& report);

    /// @param frame a frame that GRO does not keep: it goes up @param report why, and what was done
    void Pass(Frame& frame, GroReport& report);

    /**
     * Ask the rules; append or hold if they allow, flush what must not be overtaken.
     * @param next the frame
     * @param frame the same; kept, and empty, if the answer is NONE
     * @param tick now
     * @param report what was done
     * @return why GRO does not keep the frame
     */
    GroReason Aggregate(const gro::Candidate& next, Frame& frame, uint64_t tick, GroReport& report);

    /**
     * Flush a packet to which a frame was appended, if nothing may follow that.
     * @param list of the held packet
     * @param held the held packet of its flow
     * @param packet headers of the frame
     * @param tcpFlags its flags; 0 for UDP
     * @param report what was done
     */
    void FlushGrown(GroList& list,
                    GroHeldPacket& held,
                    const GroPacket& packet,
                    uint8_t tcpFlags,
                    GroReport& report);

    /**
     * Make room for one more.
     * @param list a list
     * @param report what was done
     * @return whether there is room
     */
    bool MakeRoom(GroList& list, GroReport& report);

    /**
     * Deliver a held packet.
     * @param list its list
     * @param held the packet
     * @param reason why
     * @param report what was done
     */
    void Flush(GroList& list, GroHeldPacket& held, GroFlushReason reason, GroReport& report);

    /**
     * Hand a frame to the sink.
     * @param frame the frame
     * @param delivery what the sink is told
     * @param report what was done
     */
    void Deliver(Frame& frame, const GroDelivery& delivery, GroReport& report);

    /// @param outcome what became of a received frame @param reason why, if it was passed
    void Count(GroOutcome outcome, GroReason reason);

    /// What GroCounters promises, checked in debug builds.
    void AssertLaws() const;

    GroConfig m_config;                //!< settings
    GroSink& m_sink;                   //!< where frames go
    const GroSockets* const m_sockets; //!< finds sockets, or null
    std::vector<GroList> m_lists;      //!< by hash
    const uint32_t m_mask;             //!< of the hash; 0: their number is no power of two, or 1
    uint32_t m_packetsHeld{0};         //!< in all lists
    GroCounters m_counters;            //!< by name
};

} // namespace ns3::offload

#endif // OFFLOAD_GRO_ENGINE_H
