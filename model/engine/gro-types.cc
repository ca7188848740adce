/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/gro-types.h"

/**
 * @file
 * @ingroup offload
 * Names of the outcomes of generic receive offload, and the check of its settings.
 */

namespace ns3::offload
{

const char*
ToString(GroOutcome outcome)
{
    switch (outcome)
    {
    case GroOutcome::HELD:
        return "held";
    case GroOutcome::MERGED:
        return "merged";
    case GroOutcome::PASSED:
        return "passed";
    case GroOutcome::COUNT:
        break;
    }
    return "unknown outcome";
}

const char*
ToString(GroReason reason)
{
    switch (reason)
    {
    case GroReason::NONE:
        return "aggregated";
    case GroReason::GRO_OFF:
        return "GRO is off";
    case GroReason::NOT_IP:
        return "neither IPv4 nor IPv6";
    case GroReason::IP_TRUNCATED:
        return "IP header cut off";
    case GroReason::UNSUPPORTED_PROTOCOL:
        return "neither TCP nor UDP";
    case GroReason::IP_HEADER:
        return "IPv4 version or options";
    case GroReason::FRAGMENT:
        return "fragment";
    case GroReason::IP_CHECKSUM:
        return "wrong IPv4 header checksum";
    case GroReason::TRANSPORT_TRUNCATED:
        return "transport header cut off";
    case GroReason::TRANSPORT_CHECKSUM:
        return "wrong transport checksum";
    case GroReason::TCP_HEADER_LENGTH:
        return "TCP header length below 20 bytes";
    case GroReason::UDP_OFF:
        return "GRO of UDP is off";
    case GroReason::UDP_NO_CHECKSUM:
        return "UDP without checksum";
    case GroReason::UDP_LENGTH_MISMATCH:
        return "UDP length is not that of the frame";
    case GroReason::CHECKSUM_STATE:
        return "other state of the checksum than the list";
    case GroReason::SUPER_PACKET:
        return "a super-packet already";
    case GroReason::LENGTH_MISMATCH:
        return "IP length is not that of the frame";
    case GroReason::RESERVED_BIT:
        return "reserved bit of the IPv4 flags";
    case GroReason::OTHER_KIND:
        return "merged and chained datagrams of one flow";
    case GroReason::PAYLOAD_IN_HEAD:
        return "payload in the head";
    case GroReason::NO_PAYLOAD:
        return "no payload";
    case GroReason::TCP_FLAGS:
        return "TCP flags";
    case GroReason::NO_ROOM:
        return "no room in the list";
    case GroReason::COUNT:
        break;
    }
    return "unknown reason";
}

const char*
ToString(GroFlushReason reason)
{
    switch (reason)
    {
    case GroFlushReason::NONE:
        return "not flushed";
    case GroFlushReason::FLUSH_ALL:
        return "flush of all";
    case GroFlushReason::TOO_OLD:
        return "too old";
    case GroFlushReason::EVICTED:
        return "oldest of a full list";
    case GroFlushReason::SHORT_SEGMENT:
        return "short segment merged";
    case GroFlushReason::TCP_FLAGS:
        return "PSH or FIN merged";
    case GroFlushReason::UDP_COUNT:
        return "number of datagrams";
    case GroFlushReason::FRAME_REFUSED:
        return "frame of its flow refused";
    case GroFlushReason::CONGESTION_WINDOW_REDUCED:
        return "CWR";
    case GroFlushReason::TCP_HEADER:
        return "other TCP flags, header length or window";
    case GroFlushReason::ACKNOWLEDGMENT:
        return "other acknowledgment";
    case GroFlushReason::TCP_OPTIONS:
        return "other TCP options";
    case GroFlushReason::TIME_TO_LIVE:
        return "other TTL or hop limit";
    case GroFlushReason::TRAFFIC_CLASS:
        return "other DSCP or ECN";
    case GroFlushReason::DONT_FRAGMENT:
        return "other DF";
    case GroFlushReason::IDENTIFICATION:
        return "identification out of line";
    case GroFlushReason::LARGER_SEGMENT:
        return "larger segment, or an empty one";
    case GroFlushReason::OUT_OF_SEQUENCE:
        return "out of sequence";
    case GroFlushReason::CHECKSUM_STATE:
        return "other state of the checksum";
    case GroFlushReason::LIST_COUNT:
        return "number of chained segments";
    case GroFlushReason::SIZE_LIMIT:
        return "size limit";
    case GroFlushReason::COUNT:
        break;
    }
    return "unknown flush reason";
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

} // namespace ns3::offload
