/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/gro-types.h"

#include <ostream>

/**
 * @file
 * @ingroup offload
 * Names of the outcomes of generic receive offload, and the check of its settings.
 */

namespace ns3::offload
{

namespace
{

/// Names of outcomes.
constexpr EnumText<GroOutcome> OUTCOMES[]{
    {GroOutcome::HELD, "HELD", "held"},
    {GroOutcome::MERGED, "MERGED", "merged"},
    {GroOutcome::PASSED, "PASSED", "passed"},
};

/// Names of reasons.
constexpr EnumText<GroReason> REASONS[]{
    {GroReason::NONE, "NONE", "aggregated"},
    {GroReason::GRO_OFF, "GRO_OFF", "GRO is off"},
    {GroReason::NOT_IP, "NOT_IP", "neither IPv4 nor IPv6"},
    {GroReason::IP_TRUNCATED, "IP_TRUNCATED", "IP header truncated"},
    {GroReason::UNSUPPORTED_PROTOCOL, "UNSUPPORTED_PROTOCOL", "neither TCP nor UDP"},
    {GroReason::IP_HEADER, "IP_HEADER", "IPv4 version or options"},
    {GroReason::FRAGMENT, "FRAGMENT", "fragment"},
    {GroReason::IP_CHECKSUM, "IP_CHECKSUM", "wrong IPv4 header checksum"},
    {GroReason::TRANSPORT_TRUNCATED, "TRANSPORT_TRUNCATED", "transport header truncated"},
    {GroReason::TRANSPORT_CHECKSUM, "TRANSPORT_CHECKSUM", "wrong transport checksum"},
    {GroReason::TCP_HEADER_LENGTH, "TCP_HEADER_LENGTH", "TCP header length below 20 bytes"},
    {GroReason::UDP_OFF, "UDP_OFF", "GRO of UDP is off"},
    {GroReason::UDP_NO_CHECKSUM, "UDP_NO_CHECKSUM", "UDP without checksum"},
    {GroReason::UDP_LENGTH_MISMATCH, "UDP_LENGTH_MISMATCH", "UDP length is not that of the frame"},
    {GroReason::CHECKSUM_STATE, "CHECKSUM_STATE", "other state of the checksum than the list"},
    {GroReason::SUPER_PACKET, "SUPER_PACKET", "a super-packet already"},
    {GroReason::LENGTH_MISMATCH, "LENGTH_MISMATCH", "IP length is not that of the frame"},
    {GroReason::RESERVED_BIT, "RESERVED_BIT", "reserved bit of the IPv4 flags"},
    {GroReason::OTHER_KIND, "OTHER_KIND", "merged and chained datagrams of one flow"},
    {GroReason::PAYLOAD_IN_HEAD, "PAYLOAD_IN_HEAD", "payload in the head"},
    {GroReason::NO_PAYLOAD, "NO_PAYLOAD", "no payload"},
    {GroReason::TCP_FLAGS, "TCP_FLAGS", "TCP flags"},
    {GroReason::NO_ROOM, "NO_ROOM", "no room in the list"},
};

/// Names of reasons for a flush.
constexpr EnumText<GroFlushReason> FLUSH_REASONS[]{
    {GroFlushReason::NONE, "NONE", "not flushed"},
    {GroFlushReason::FLUSH_ALL, "FLUSH_ALL", "flush of all"},
    {GroFlushReason::TOO_OLD, "TOO_OLD", "too old"},
    {GroFlushReason::EVICTED, "EVICTED", "oldest of a full list"},
    {GroFlushReason::SHORT_SEGMENT, "SHORT_SEGMENT", "short segment merged"},
    {GroFlushReason::TCP_FLAGS, "TCP_FLAGS", "PSH or FIN merged"},
    {GroFlushReason::UDP_COUNT, "UDP_COUNT", "number of datagrams"},
    {GroFlushReason::FRAME_REFUSED, "FRAME_REFUSED", "frame of its flow refused"},
    {GroFlushReason::CONGESTION_WINDOW_REDUCED, "CONGESTION_WINDOW_REDUCED", "CWR"},
    {GroFlushReason::TCP_HEADER, "TCP_HEADER", "other TCP flags, header length or window"},
    {GroFlushReason::ACKNOWLEDGMENT, "ACKNOWLEDGMENT", "other acknowledgment"},
    {GroFlushReason::TCP_OPTIONS, "TCP_OPTIONS", "other TCP options"},
    {GroFlushReason::TIME_TO_LIVE, "TIME_TO_LIVE", "other TTL or hop limit"},
    {GroFlushReason::TRAFFIC_CLASS, "TRAFFIC_CLASS", "other DSCP or ECN"},
    {GroFlushReason::DONT_FRAGMENT, "DONT_FRAGMENT", "other DF"},
    {GroFlushReason::IDENTIFICATION, "IDENTIFICATION", "identification out of line"},
    {GroFlushReason::LARGER_SEGMENT, "LARGER_SEGMENT", "larger segment, or an empty one"},
    {GroFlushReason::OUT_OF_SEQUENCE, "OUT_OF_SEQUENCE", "out of sequence"},
    {GroFlushReason::CHECKSUM_STATE, "CHECKSUM_STATE", "other state of the checksum"},
    {GroFlushReason::LIST_COUNT, "LIST_COUNT", "number of chained segments"},
    {GroFlushReason::SIZE_LIMIT, "SIZE_LIMIT", "size limit"},
};

} // namespace

const EnumText<GroOutcome>&
TextOf(GroOutcome outcome)
{
    return FindText<OUTCOMES>(outcome);
}

const EnumText<GroReason>&
TextOf(GroReason reason)
{
    return FindText<REASONS>(reason);
}

const EnumText<GroFlushReason>&
TextOf(GroFlushReason reason)
{
    return FindText<FLUSH_REASONS>(reason);
}

std::string
GroConfig::FindFault() const
{
    constexpr uint32_t LARGEST = 8 * 65535; // GRO_MAX_SIZE
    if (groMaxSize > LARGEST)
    {
        return "gro_max_size is " + std::to_string(groMaxSize) + " bytes; use 0 to 524280";
    }
    if (groIpv4MaxSize > LARGEST)
    {
        return "gro_ipv4_max_size is " + std::to_string(groIpv4MaxSize) + " bytes; use 0 to 524280";
    }
    if (buckets == 0)
    {
        return "buckets is 0; use 1 or more";
    }
    if (maxHeld == 0)
    {
        return "maxHeld is 0; use 1 or more, or switch GRO off";
    }
    return "";
}

std::ostream&
operator<<(std::ostream& os, const GroCounters& counters)
{
    return os << counters.framesReceived << " frames (" << counters.outcomes << "; reasons "
              << counters.reasons << "), " << counters.flushed << " packets flushed ("
              << counters.flushes << "), bytes: " << counters.bytesReceived << " received, "
              << counters.bytesDelivered << " delivered";
}

} // namespace ns3::offload
