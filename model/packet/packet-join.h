/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_PACKET_JOIN_H
#define OFFLOAD_PACKET_JOIN_H

#include "ns3/packet-segment.h"
#include "ns3/packet.h"

#include <functional>
#include <vector>

namespace ns3::offload
{

/**
 * Join the payload of packets behind new headers.
 *
 * Payload that nobody has written is not copied: ns-3 keeps it as a length, and so does this, also
 * where ns-3's TCP has written it out as zeros. Byte tags stay with their bytes.
 *
 * @param pieces the payload of all of them, behind headers; the joined packet gets uid and packet
 * tags of the first one's packet
 * @param addHeaders puts the new headers before a packet
 * @return the joined packet
 */
Ptr<Packet> JoinPackets(const std::vector<PacketPart>& pieces,
                        const std::function<void(Packet&)>& addHeaders);

} // namespace ns3::offload

#endif // OFFLOAD_PACKET_JOIN_H
