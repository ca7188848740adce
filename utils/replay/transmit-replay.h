/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_REPLAY_H
#define OFFLOAD_TRANSMIT_REPLAY_H

#include "captured-frame.h"
#include "engine/segmenter.h"
#include "replay-result.h"
#include "replay-settings.h"
#include "transmit/transmit-nic.h"

#include "ns3/nic-link.h"

#include <cstdint>

/**
 * @file
 * @ingroup offload
 * The transmit side of a host: large packets in, frames out.
 */

namespace ns3::offload::replay
{

/**
 * Segments each packet of a capture that is larger than the link takes, at the time that it has.
 */
class TransmitReplay : private SegmentSink
{
  public:
    /**
     * @param settings settings, outliving this
     * @param mtu of the device, bytes of IP packet
     * @param result counts, outliving this
     */
    TransmitReplay(const ReplaySettings& settings, uint32_t mtu, ReplayResult& result);

    /// @param packet a packet that is sent, whole
    void Take(const Frag& packet);

    /// The capture is over.
    void Finish();

  private:
    void Deliver(Frame& segment) override;

    /// @param facts of a packet @param packet gets how it is to be segmented, if it is
    void Choose(const FrameFacts& facts, Frame& packet);

    /// @param facts of a packet of TCP @param packet gets how it is to be segmented
    void ChooseTcp(const FrameFacts& facts, Frame& packet) const;

    /// @param facts of a packet of UDP @param packet gets how it is to be segmented
    void ChooseUdp(const FrameFacts& facts, Frame& packet);

    /// @param facts of a packet @param packet a packet that leaves as it is
    void Pass(const FrameFacts& facts, Frame& packet);

    /// @param type how a packet is segmented @param size payload of a segment @param segments how
    /// many @param facts of the packet
    void Charge(SegmentationType type, uint32_t size, uint32_t segments, const FrameFacts& facts);

    const ReplaySettings& m_settings; //!< settings
    const uint32_t m_mtu;             //!< bytes of IP packet
    ReplayResult& m_result;           //!< counts
    Segmenter m_segmenter;            //!< engine
    Frame m_frame;                    //!< what is segmented
    Frame m_packet;                   //!< the same, to be counted
    int64_t m_now{0};                 //!< time of the packet, ns
    uint32_t m_fragmentId{0};         //!< of the last datagram that was cut into fragments of IPv6

    TransmitSettings m_nicSettings; //!< of the NIC
    NicFeatures m_features;         //!< of the NIC
    EthernetLink m_link;            //!< of the NIC
    TransmitNic m_nic;              //!< who knows what is charged
};

} // namespace ns3::offload::replay

#endif // OFFLOAD_TRANSMIT_REPLAY_H
