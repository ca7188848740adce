/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_VECTOR_CHECKSUM_H
#define OFFLOAD_VECTOR_CHECKSUM_H

#include "engine/header-view.h"
#include "vector-pcap.h"

#include <cstdint>
#include <nlohmann/json.hpp>

/**
 * @file
 * @ingroup offload-test
 * What the transport checksum in the bytes of a frame is.
 */

namespace ns3::offload::vectors
{

/// What the bytes hold.
enum class TransportChecksum : uint8_t
{
    NOT_APPLICABLE, //!< a fragment, neither TCP nor UDP, or a frame that is cut off
    UNCLEAR,        //!< lengths of UDP and IP disagree: nobody tells over how many bytes
    ABSENT,         //!< UDP without a checksum
    FULL,           //!< right
    PARTIAL,        //!< the sum of the pseudo-header, to be completed
    WRONG,          //!< something else
};

/**
 * Judge the transport checksum in the bytes of a frame. A header of TCP that is malformed behind
 * its checksum is judged as any other.
 * @param bytes the frame
 * @param view its headers
 * @return the verdict
 */
TransportChecksum JudgeTransport(const Bytes& bytes, const HeaderView& view);

/// @param verdict on a checksum @return as the records of GRO and GSO have it; null if UNCLEAR
nlohmann::json ToJson(TransportChecksum verdict);

/**
 * @param expected what was recorded of a frame
 * @param actual what the engine did
 * @return what can be compared: not the checksum if it is UNCLEAR
 */
nlohmann::json WithoutUnclear(nlohmann::json expected, const nlohmann::json& actual);

} // namespace ns3::offload::vectors

#endif // OFFLOAD_VECTOR_CHECKSUM_H
