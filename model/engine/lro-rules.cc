/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/lro-rules.h"

/**
 * @file
 * @ingroup offload
 * The rules of LRO, in order.
 */

namespace ns3::offload::lro
{

namespace
{

/// @param segment a segment with room for options @param session see Examine()
/// @return NONE if they are a timestamp that may be merged
LroReason
ExamineOptions(const LroTcpSegment& segment, const LroSession* session)
{
    if (!HasTimestampLength(segment))
    {
        return LroReason::TCP_HEADER_LENGTH;
    }
    if (!HasAlignedTimestamp(segment))
    {
        return LroReason::TCP_OPTIONS;
    }
    if (session && IsAfter(session->TimestampValue(), segment.timestampValue))
    {
        return LroReason::TIMESTAMP_BACKWARDS;
    }
    return segment.timestampEcho == 0 ? LroReason::TIMESTAMP_ECHO_ZERO : LroReason::NONE;
}

} // namespace

LroReason
Examine(const Frame& frame,
        const LroTcpSegment& segment,
        int64_t datagramLength,
        const LroSession* session)
{
    if (!FillsFrame(segment, datagramLength))
    {
        return LroReason::LENGTH_MISMATCH;
    }
    if (!HasPayload(segment))
    {
        return LroReason::NO_PAYLOAD;
    }
    if (!HasPlainIpHeader(segment))
    {
        return LroReason::IP_OPTIONS;
    }
    if (!HasPlainFlags(segment))
    {
        return LroReason::TCP_FLAGS;
    }
    if (IsCongestionExperienced(segment))
    {
        return LroReason::CONGESTION_EXPERIENCED;
    }
    if (HasTcpOptions(segment))
    {
        const LroReason reason = ExamineOptions(segment, session);
        if (reason != LroReason::NONE)
        {
            return reason;
        }
    }
    return HoldsHeaders(frame, segment) ? LroReason::NONE : LroReason::HEADERS_NOT_IN_HEAD;
}

LroReason
ExamineNext(const Frame& frame,
            const LroTcpSegment& segment,
            int64_t datagramLength,
            const LroSession& session)
{
    if (!Continues(segment, session))
    {
        return LroReason::OUT_OF_SEQUENCE;
    }
    const LroReason reason = Examine(frame, segment, datagramLength, &session);
    if (reason == LroReason::NONE && !frame.CanReturnHead(segment.HeaderEnd()))
    {
        return LroReason::PAYLOAD_IN_HEAD;
    }
    return reason;
}

} // namespace ns3::offload::lro
