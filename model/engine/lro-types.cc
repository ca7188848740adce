/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/lro-types.h"

#include <ostream>

/**
 * @file
 * @ingroup offload
 * Names of the outcomes of large receive offload, and the check of its settings.
 */

namespace ns3::offload
{

namespace
{

/// Names of outcomes.
constexpr EnumText<LroOutcome> OUTCOMES[]{
    {LroOutcome::HELD, "HELD", "held in a new session"},
    {LroOutcome::MERGED, "MERGED", "merged"},
    {LroOutcome::PASSED, "PASSED", "passed"},
    {LroOutcome::REFUSED, "REFUSED", "left with the driver"},
};

/// Names of reasons.
constexpr EnumText<LroReason> REASONS[]{
    {LroReason::NONE, "NONE", "aggregated"},
    {LroReason::NO_LOCATOR, "NO_LOCATOR", "no header locator"},
    {LroReason::LOCATOR_REFUSED, "LOCATOR_REFUSED", "refused by the header locator"},
    {LroReason::UNSUPPORTED_PROTOCOL, "UNSUPPORTED_PROTOCOL", "not TCP over IPv4"},
    {LroReason::NO_DESCRIPTOR, "NO_DESCRIPTOR", "no free descriptor"},
    {LroReason::OUT_OF_SEQUENCE, "OUT_OF_SEQUENCE", "out of sequence"},
    {LroReason::LENGTH_MISMATCH, "LENGTH_MISMATCH", "IP total length is not that of the frame"},
    {LroReason::NO_PAYLOAD, "NO_PAYLOAD", "no payload"},
    {LroReason::IP_OPTIONS, "IP_OPTIONS", "IP options"},
    {LroReason::TCP_FLAGS, "TCP_FLAGS", "TCP flags"},
    {LroReason::CONGESTION_EXPERIENCED, "CONGESTION_EXPERIENCED", "congestion experienced"},
    {LroReason::TCP_HEADER_LENGTH, "TCP_HEADER_LENGTH", "TCP header length"},
    {LroReason::TCP_OPTIONS, "TCP_OPTIONS", "TCP options other than a timestamp"},
    {LroReason::TIMESTAMP_BACKWARDS, "TIMESTAMP_BACKWARDS", "timestamp goes back"},
    {LroReason::TIMESTAMP_ECHO_ZERO, "TIMESTAMP_ECHO_ZERO", "timestamp echo is zero"},
    {LroReason::HEADERS_NOT_IN_HEAD, "HEADERS_NOT_IN_HEAD", "headers not in the head"},
    {LroReason::PAYLOAD_IN_HEAD, "PAYLOAD_IN_HEAD", "payload in the head"},
};

/// Names of reasons for a flush.
constexpr EnumText<LroFlushReason> FLUSH_REASONS[]{
    {LroFlushReason::NONE, "NONE", "not flushed"},
    {LroFlushReason::MAX_AGGR, "MAX_AGGR", "max_aggr reached"},
    {LroFlushReason::SIZE_LIMIT, "SIZE_LIMIT", "no room for another MTU"},
    {LroFlushReason::FRAME_REFUSED, "FRAME_REFUSED", "a frame could not be merged"},
    {LroFlushReason::FLOW_FLUSH, "FLOW_FLUSH", "flush of the flow"},
    {LroFlushReason::FLUSH_ALL, "FLUSH_ALL", "flush of all"},
};

/// Names of ways up the stack.
constexpr EnumText<LroUpcall> UPCALLS[]{
    {LroUpcall::NETIF_RECEIVE_SKB, "NETIF_RECEIVE_SKB", "netif_receive_skb"},
    {LroUpcall::NETIF_RX, "NETIF_RX", "netif_rx"},
    {LroUpcall::VLAN_HWACCEL_RECEIVE_SKB, "VLAN_HWACCEL_RECEIVE_SKB", "vlan_hwaccel_receive_skb"},
    {LroUpcall::VLAN_HWACCEL_RX, "VLAN_HWACCEL_RX", "vlan_hwaccel_rx"},
};

} // namespace

const EnumText<LroOutcome>&
TextOf(LroOutcome outcome)
{
    return FindText<OUTCOMES>(outcome);
}

const EnumText<LroReason>&
TextOf(LroReason reason)
{
    return FindText<REASONS>(reason);
}

const EnumText<LroFlushReason>&
TextOf(LroFlushReason reason)
{
    return FindText<FLUSH_REASONS>(reason);
}

const EnumText<LroUpcall>&
TextOf(LroUpcall upcall)
{
    return FindText<UPCALLS>(upcall);
}

std::string
LroConfig::FindFault() const
{
    constexpr uint32_t MAX_IP_LENGTH = 0xffff;
    if (mtu == 0 || mtu > MAX_IP_LENGTH)
    {
        return "mtu is " + std::to_string(mtu) + " bytes; use the device's, 1 to 65535";
    }
    return "";
}

std::ostream&
operator<<(std::ostream& os, const LroCounters& counters)
{
    return os << counters.framesReceived << " frames (" << counters.outcomes << "; reasons "
              << counters.reasons << "), " << counters.aggregated << " aggregated, "
              << counters.noDesc << " lookups without descriptor, " << counters.flushed
              << " sessions flushed (" << counters.flushes << "), bytes: " << counters.bytesReceived
              << " received, " << counters.bytesDelivered << " delivered, " << counters.bytesRefused
              << " refused";
}

} // namespace ns3::offload
