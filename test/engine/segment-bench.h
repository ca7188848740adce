/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SEGMENT_BENCH_H
#define OFFLOAD_SEGMENT_BENCH_H

#include "../vector-buffer.h"
#include "engine/header-view.h"
#include "engine/segmenter.h"
#include "packet-builder.h"

#include <vector>

/**
 * @file
 * @ingroup offload-test
 * Super-packets for tests of segmentation, and a wire that remembers.
 */

namespace ns3::offload::test
{

constexpr uint32_t IP = ethernet::HEADER_LENGTH; //!< of the IP header

/// Notes segments.
class Recorder : public SegmentSink
{
  public:
    std::vector<Frame> frames; //!< what came
    std::vector<Bytes> bytes;  //!< the bytes of each

    void Deliver(Frame& segment) override;
};

/// @param bytes a frame @return its headers
HeaderView ViewOf(const Bytes& bytes);

/// @param bytes a frame @param view its headers @param length of transport header and payload
/// @return the pseudo-header sum
uint32_t PseudoSum(const Bytes& bytes, const HeaderView& view, uint32_t length);

/// @param bytes a frame @param view its headers @return the transport's checksum field
uint8_t* ChecksumField(Bytes& bytes, const HeaderView& view);

/// @param bytes a frame over IPv4 @return it over IPv6
Bytes OverIpv6(const Bytes& bytes);

/// @param protocolNumber of the transport @param transport its header @param payload payload
/// @return both over IPv4
Bytes OverIpv4(uint8_t protocolNumber, const Bytes& transport, const Bytes& payload);

/// @param payload payload @return a UDP datagram over IPv4, without checksum
Bytes UdpOverIpv4(const Bytes& payload);

/// @param bytes a frame that is no super-packet @return it with the right transport checksum
Bytes WithChecksum(Bytes bytes);

/// @param bytes a frame @param gsoSize payload of a segment
/// @return it as a super-packet with a partial checksum
Frame SuperPacketOf(Bytes bytes, uint32_t gsoSize);

/// @param frame a super-packet @param checksum who computes @return its segments
Recorder Cut(Frame frame, SegmentChecksum checksum = SegmentChecksum::COMPLETE);

/// @param bytes a segment @return whether the checksum of its IPv4 header, if it has one, is right
bool HasRightIpChecksum(const Bytes& bytes);

/// @param bytes a segment of TCP or UDP @return whether IP and transport checksums are right
bool HasRightChecksums(const Bytes& bytes);

/// @param segments frames of TCP or UDP @return their payload
Bytes JoinPayload(const std::vector<Bytes>& segments);

/// @param frame a super-packet @return why it is refused; checks that it stays as it was
SegmentReason Refusal(Frame frame);

} // namespace ns3::offload::test

#endif // OFFLOAD_SEGMENT_BENCH_H
