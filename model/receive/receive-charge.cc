/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "receive/receive-charge.h"

namespace ns3
{

void
ChargeGro(const offload::GroReport& report, Work& work)
{
    work.Add(Operation::COMPARE_FLOW, report.packetsCompared)
        .Add(Operation::LINK_FRAGMENT, report.fragsLinked + report.listMembersLinked)
        .Add(Operation::CHECKSUM_BYTE, report.checksumBytes);
}

void
ChargeGroFrame(const offload::GroReport& report, Work& work)
{
    const bool isLookedAt = report.reason != offload::GroReason::NOT_IP;
    work.Add(Operation::MERGE_SEGMENT, isLookedAt ? 1 : 0);
    ChargeGro(report, work);
}

void
ChargeLro(const offload::LroReport& report, Work& work)
{
    work.Add(Operation::COMPARE_FLOW, report.descriptorsCompared)
        .Add(Operation::MERGE_SEGMENT, report.eligibilityChecked ? 1 : 0)
        .Add(Operation::LINK_FRAGMENT, report.fragsLinked + report.listMembersLinked);
}

void
ChargeDelivery(const offload::Frame& frame,
               offload::FragmentPlace place,
               uint32_t bytes,
               uint32_t packets,
               Work& work)
{
    using Place = offload::FragmentPlace;
    const bool hasTransport = frame.transportOffset != 0;
    const bool isPureAck = hasTransport && frame.payloadLength == 0;
    if (place != Place::WHOLE)
    {
        work.Add(Operation::REASSEMBLE_FRAGMENT).Add(Operation::LINK_FRAGMENT);
    }
    if (place != Place::INNER)
    {
        work.Add(isPureAck ? Operation::PROCESS_ACK : Operation::DELIVER_PACKET, packets);
    }
    // Neither the NIC nor GRO has found it right; the stack sums even what GRO found wrong. A NIC
    // does not see a datagram whole whose fragments it receives.
    const bool isUnverified =
        frame.checksumState == offload::ChecksumState::NONE && frame.gsoSize == 0;
    if (isUnverified || place != Place::WHOLE)
    {
        work.Add(Operation::CHECKSUM_BYTE, bytes);
    }
}

} // namespace ns3
