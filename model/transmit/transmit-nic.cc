/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "transmit/transmit-nic.h"

#include "packet/memory-page.h"

namespace ns3
{

namespace
{

/**
 * @param type how a super-packet is to be segmented
 * @return the feature of a NIC that can
 */
NicFeature
GetSegmentationFeature(offload::SegmentationType type)
{
    switch (type)
    {
    case offload::SegmentationType::UDP_L4:
        return NicFeature::TX_UDP;
    case offload::SegmentationType::UDP_FRAGMENT:
        return NicFeature::TX_UDP_FRAGMENT;
    default:
        return NicFeature::TX_TCP;
    }
}

} // namespace

bool
TransmitNic::Segments(const TransmitTag::Fields& fields) const
{
    return !fields.isList && features.IsOn(GetSegmentationFeature(fields.type)) &&
           fields.payload <= settings.tsoMaxSize && fields.segments <= settings.tsoMaxSegs;
}

void
TransmitNic::AddWork(const TransmitTag::Fields& fields, Work& work) const
{
    const bool isSuper = fields.type != offload::SegmentationType::NONE;
    const bool isWhole = !isSuper || Segments(fields);
    // No NIC sees a datagram whole that the driver fragments.
    const bool isFragmented = !isWhole && fields.type == offload::SegmentationType::UDP_FRAGMENT;
    if (isFragmented || !features.IsOn(NicFeature::TX_CHECKSUM))
    {
        work.Add(Operation::CHECKSUM_BYTE, fields.payload);
    }
    const uint32_t packets = isWhole ? 1 : fields.segments;
    const uint32_t pages = isWhole ? offload::CountPages(fields.payload) : packets;
    if (!isWhole)
    {
        // A list is unlinked: its frames have sk_buffs and headers of their own.
        work.Add(fields.isList ? Operation::LINK_FRAGMENT : Operation::SEGMENT_PACKET, packets);
        if (!features.IsOn(NicFeature::SCATTER_GATHER))
        {
            work.Add(Operation::COPY_BYTE, fields.payload);
        }
    }
    link.ChargeTransmit(packets, pages, isSuper && isWhole, work);
}

} // namespace ns3
