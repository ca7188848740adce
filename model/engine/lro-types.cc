/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/lro-types.h"

/**
 * @file
 * @ingroup offload
 * Names of the outcomes of large receive offload, and the check of its settings.
 */

namespace ns3::offload
{

const char*
ToString(LroOutcome outcome)
{
    switch (outcome)
    {
    case LroOutcome::HELD:
        return "held in a new session";
    case LroOutcome::MERGED:
        return "merged";
    case LroOutcome::PASSED:
        return "passed";
    case LroOutcome::REFUSED:
        return "left with the driver";
    case LroOutcome::COUNT:
        break;
    }
    return "unknown outcome";
}

const char*
ToString(LroReason reason)
{
    switch (reason)
    {
    case LroReason::NONE:
        return "aggregated";
    case LroReason::NO_LOCATOR:
        return "no header locator";
    case LroReason::LOCATOR_REFUSED:
        return "refused by the header locator";
    case LroReason::UNSUPPORTED_PROTOCOL:
        return "not TCP over IPv4";
    case LroReason::NO_DESCRIPTOR:
        return "no free descriptor";
    case LroReason::OUT_OF_SEQUENCE:
        return "out of sequence";
    case LroReason::LENGTH_MISMATCH:
        return "IP total length is not that of the frame";
    case LroReason::NO_PAYLOAD:
        return "no payload";
    case LroReason::IP_OPTIONS:
        return "IP options";
    case LroReason::TCP_FLAGS:
        return "TCP flags";
    case LroReason::CONGESTION_EXPERIENCED:
        return "congestion experienced";
    case LroReason::TCP_HEADER_LENGTH:
        return "TCP header length";
    case LroReason::TCP_OPTIONS:
        return "TCP options other than a timestamp";
    case LroReason::TIMESTAMP_BACKWARDS:
        return "timestamp goes back";
    case LroReason::TIMESTAMP_ECHO_ZERO:
        return "timestamp echo is zero";
    case LroReason::HEADERS_NOT_IN_HEAD:
        return "headers not in the head";
    case LroReason::PAYLOAD_IN_HEAD:
        return "payload in the head";
    case LroReason::COUNT:
        break;
    }
    return "unknown reason";
}

const char*
ToString(LroFlushReason reason)
{
    switch (reason)
    {
    case LroFlushReason::NONE:
        return "not flushed";
    case LroFlushReason::MAX_AGGR:
        return "max_aggr reached";
    case LroFlushReason::SIZE_LIMIT:
        return "no room for another MTU";
    case LroFlushReason::FRAME_REFUSED:
        return "a frame could not be merged";
    case LroFlushReason::FLOW_FLUSH:
        return "flush of the flow";
    case LroFlushReason::FLUSH_ALL:
        return "flush of all";
    case LroFlushReason::COUNT:
        break;
    }
    return "unknown flush reason";
}

const char*
ToString(LroUpcall upcall)
{
    switch (upcall)
    {
    case LroUpcall::NETIF_RECEIVE_SKB:
        return "netif_receive_skb";
    case LroUpcall::NETIF_RX:
        return "netif_rx";
    case LroUpcall::VLAN_HWACCEL_RECEIVE_SKB:
        return "vlan_hwaccel_receive_skb";
    case LroUpcall::VLAN_HWACCEL_RX:
        return "vlan_hwaccel_rx";
    }
    return "unknown upcall";
}

std::string
LroConfig::FindFault() const
{
    constexpr uint32_t MAX_IP_LENGTH = 0xffff;
    if (maxDesc == 0)
    {
        return "max_desc is 0; use at least 1, or no LRO at all";
    }
    if (maxAggr == 0)
    {
        return "max_aggr is 0; use at least 1, or no LRO at all";
    }
    if (mtu == 0 || mtu > MAX_IP_LENGTH)
    {
        return "mtu is " + std::to_string(mtu) + " bytes; use the device's, 1 to 65535";
    }
    return "";
}

} // namespace ns3::offload
