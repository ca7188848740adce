/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "vector-checksum.h"

#include "engine/checksum.h"

/**
 * @file
 * @ingroup offload-test
 * Judging of transport checksums.
 */

namespace ns3::offload::vectors
{

namespace
{

/// @param bytes a frame @param view of it @return whether it is an IPv6 fragment that is the whole
/// packet
bool
IsAtomicFragment(const Bytes& bytes, const HeaderView& view)
{
    constexpr uint32_t HEADER = 8;       // bytes of a fragment header
    constexpr uint32_t OFFSET = 2;       // of its fragment offset and flags
    constexpr uint16_t IS_PART = 0xfff9; // offset, and "more fragments"
    return view.network == NetworkKind::IPV6 && view.outcome == ParseOutcome::FRAGMENT &&
           (Load16(&bytes[view.transportOffset - HEADER + OFFSET]) & IS_PART) == 0;
}

/// @param bytes a frame @param view of it @return whether all that a transport checksum covers is
/// there
bool
HasWholeTransport(const Bytes& bytes, const HeaderView& view)
{
    const bool isUdp = view.transport == TransportKind::UDP;
    const uint32_t shortest = isUdp ? udp::HEADER_LENGTH : tcp::MIN_HEADER_LENGTH;
    const bool isLocated =
        view.outcome == ParseOutcome::OK || view.outcome == ParseOutcome::TCP_DATA_OFFSET ||
        view.outcome == ParseOutcome::TCP_OPTIONS_TRUNCATED ||
        view.outcome == ParseOutcome::UDP_LENGTH || IsAtomicFragment(bytes, view);
    return isLocated && (isUdp || view.transport == TransportKind::TCP) &&
           view.transportOffset + shortest <= view.datagramEnd;
}

} // namespace

TransportChecksum
JudgeTransport(const Bytes& bytes, const HeaderView& view)
{
    if (!HasWholeTransport(bytes, view))
    {
        return TransportChecksum::NOT_APPLICABLE;
    }
    const bool isUdp = view.transport == TransportKind::UDP;
    const uint8_t* ip = &bytes[view.networkOffset];
    const uint8_t* transport = &bytes[view.transportOffset];
    const uint32_t length = view.datagramEnd - view.transportOffset;
    const uint16_t field = Load16(transport + (isUdp ? udp::CHECKSUM : tcp::CHECKSUM));
    if (isUdp && field == 0)
    {
        return TransportChecksum::ABSENT;
    }
    if (isUdp && Load16(transport + udp::LENGTH) != length)
    {
        return TransportChecksum::UNCLEAR;
    }
    const uint8_t number = isUdp ? protocol::UDP : protocol::TCP;
    const uint32_t pseudo = view.network == NetworkKind::IPV4
                                ? SumPseudoHeaderV4(ip + ipv4::SOURCE, number, length)
                                : SumPseudoHeaderV6(ip + ipv6::SOURCE, number, length);
    if (SumFold(SumBytes(transport, length, pseudo)) == 0xffff)
    {
        return TransportChecksum::FULL;
    }
    return field == SumFold(pseudo) ? TransportChecksum::PARTIAL : TransportChecksum::WRONG;
}

nlohmann::json
ToJson(TransportChecksum verdict)
{
    switch (verdict)
    {
    case TransportChecksum::UNCLEAR:
        return nullptr;
    case TransportChecksum::ABSENT:
        return "absent";
    case TransportChecksum::FULL:
        return "full";
    case TransportChecksum::PARTIAL:
        return "partial";
    case TransportChecksum::WRONG:
        return "wrong";
    case TransportChecksum::NOT_APPLICABLE:
        break;
    }
    return "n/a";
}

nlohmann::json
WithoutUnclear(nlohmann::json expected, const nlohmann::json& actual)
{
    if (actual.at("csum").is_null())
    {
        expected.erase("csum");
    }
    return expected;
}

} // namespace ns3::offload::vectors
