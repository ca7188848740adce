/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/lro-locator.h"

/**
 * @file
 * @ingroup offload
 * ns3::offload::ParsingLroLocator implementation.
 */

namespace ns3::offload
{

std::optional<HeaderLocation>
HeaderLocation::Of(const HeaderView& view)
{
    if (view.outcome != ParseOutcome::OK)
    {
        return std::nullopt;
    }
    HeaderLocation location;
    location.networkOffset = view.networkOffset;
    location.transportOffset = view.transportOffset;
    location.flags = (view.network == NetworkKind::IPV4 ? IPV4 : IPV6) |
                     (view.transport == TransportKind::TCP ? TCP : UDP);
    return location;
}

ParsingLroLocator::ParsingLroLocator(TagLocation tagLocation)
    : m_tagLocation(tagLocation)
{
}

std::optional<HeaderLocation>
ParsingLroLocator::LocateInSkb(const Frame& frame)
{
    return HeaderLocation::Of(
        HeaderView::Parse(frame.head.Data(), frame.head.Length(), frame.length, m_tagLocation));
}

std::optional<HeaderLocation>
ParsingLroLocator::LocateInFrag(const Frame& frame)
{
    return LocateInSkb(frame);
}

bool
ParsingLroLocator::ReadsOnlyHeaders() const
{
    return true;
}

} // namespace ns3::offload
