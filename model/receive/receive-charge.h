/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RECEIVE_CHARGE_H
#define OFFLOAD_RECEIVE_CHARGE_H

#include "packet/ip-fragment.h"

#include "ns3/cpu-operation.h"
#include "ns3/gro-types.h"
#include "ns3/lro-types.h"
#include "ns3/offload-frame.h"

#include <cstdint>

/**
 * @file
 * @ingroup offload
 * Which operations a host is charged for what the engines and the stack do with received frames:
 * the rules that a simulation and a replay have in common.
 */

namespace ns3
{

/**
 * Charge what GRO did in one call, sk_buffs apart.
 * @param report what it did
 * @param [in,out] work is charged
 */
void ChargeGro(const offload::GroReport& report, Work& work);

/**
 * Charge what GRO did with a frame, sk_buffs apart.
 * @param report what it did
 * @param [in,out] work is charged
 */
void ChargeGroFrame(const offload::GroReport& report, Work& work);

/**
 * Charge what LRO did in one call, sk_buffs apart.
 * @param report what it did
 * @param [in,out] work is charged
 */
void ChargeLro(const offload::LroReport& report, Work& work);

/**
 * Charge what takes a packet to a socket of this host.
 * @param frame the packet
 * @param place what it is of a datagram
 * @param bytes of the packet, from its IP header on
 * @param packets that it is taken apart into before; 1 if it is not
 * @param [in,out] work is charged
 */
void ChargeDelivery(const offload::Frame& frame,
                    offload::FragmentPlace place,
                    uint32_t bytes,
                    uint32_t packets,
                    Work& work);

} // namespace ns3

#endif // OFFLOAD_RECEIVE_CHARGE_H
