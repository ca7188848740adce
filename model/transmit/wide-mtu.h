/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_WIDE_MTU_H
#define OFFLOAD_WIDE_MTU_H

#include <cstdint>
#include <vector>

/**
 * @file
 * @ingroup offload
 * The licence of a super-packet to pass IP.
 *
 * IP asks the device for its MTU, and fragments what is longer. A super-packet is longer, though
 * each of its segments fits. Who hands one to IP lets the NIC give a wide answer for that call,
 * once, and to nobody else: an application that sends from within the same call (a receiver that
 * answers, over loopback) meets the true MTU.
 */

namespace ns3
{

class TransmitDevice;

/**
 * @ingroup offload
 * What the device of one NIC asks before it tells its MTU.
 */
class WideMtu
{
  public:
    /**
     * @return whether the answer is wide; the next is not
     */
    bool Take();

    /// Let the next answer be wide.
    void Give();

  private:
    bool m_isWide{false}; //!< the next answer is wide
};

/**
 * @ingroup offload
 * While it lives, a super-packet passes IP: the next answer of its NICs is wide. What was not asked
 * for is taken back at its end.
 */
class WideMtuGuard
{
  public:
    /**
     * @param nic the NIC by which the super-packet leaves
     */
    explicit WideMtuGuard(TransmitDevice& nic);

    /**
     * @param nics the host's NICs, of which it leaves by one
     * @param bytes length of a segment, bytes of IP packet: NICs whose link does not take it keep
     * their MTU
     */
    WideMtuGuard(const std::vector<TransmitDevice*>& nics, uint32_t bytes);

    ~WideMtuGuard();

    WideMtuGuard(const WideMtuGuard&) = delete;
    WideMtuGuard& operator=(const WideMtuGuard&) = delete;

  private:
    std::vector<TransmitDevice*> m_nics; //!< whose answer is wide
};

/**
 * @ingroup offload
 * While it lives, all NICs of a host have their true MTU: this may be a call from within that of a
 * super-packet, whose licence is not for what is sent now. It has its licence back at the end.
 */
class NarrowMtuGuard
{
  public:
    /**
     * @param nics the host's NICs
     */
    explicit NarrowMtuGuard(const std::vector<TransmitDevice*>& nics);

    ~NarrowMtuGuard();

    NarrowMtuGuard(const NarrowMtuGuard&) = delete;
    NarrowMtuGuard& operator=(const NarrowMtuGuard&) = delete;

  private:
    std::vector<TransmitDevice*> m_nics; //!< whose licence was taken
};

} // namespace ns3

#endif // OFFLOAD_WIDE_MTU_H
