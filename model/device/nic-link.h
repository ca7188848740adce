/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_NIC_LINK_H
#define OFFLOAD_NIC_LINK_H

#include "ns3/receive-link.h"
#include "ns3/transmit-link.h"

namespace ns3
{

/**
 * @ingroup offload
 * What a NIC is connected to: how frames come, who segments, and who is charged for what. A link of
 * another kind is a class of its own, which its device answers GetLink() with.
 */
class NicLink : public ReceiveLink, public TransmitLink
{
  public:
    /**
     * @return whether a NIC moves frames between it and memory, by DMA; false unless overridden
     */
    virtual bool HasDma() const;
};

/**
 * @ingroup offload
 * A wire with Ethernet frames: descriptors, DMA, interrupts.
 */
class EthernetLink : public NicLink
{
  public:
    bool HasDma() const override;
    void ChargeReceive(const offload::Frame& frame, const Work& memory, Work& work) const override;
    bool SegmentsInNic() const override;
    bool CompletesAtOnce() const override;
    void ChargeTransmit(uint32_t packets, uint32_t pages, bool isMapped, Work& work) const override;
};

/**
 * @ingroup offload
 * The NIC's own host: packets go to the backlog of a core in the sk_buff that their sender has
 * allocated; who receives pays.
 */
class LoopbackLink : public NicLink
{
  public:
    bool UsesBacklog() const override;
    void ChargeReceive(const offload::Frame& frame, const Work& memory, Work& work) const override;
    bool SegmentsInNic() const override;
    bool CompletesAtOnce() const override;
    void ChargeTransmit(uint32_t packets, uint32_t pages, bool isMapped, Work& work) const override;
};

/**
 * @ingroup offload
 * A veth pair: as the loopback device, but a super-packet reaches the other end whole.
 */
class VethLink : public LoopbackLink
{
  public:
    /**
     * @param usesNapi the receiving end polls as with NAPI, as it does with GRO (Linux from 5.13
     * on); without it packets go to the backlog
     */
    explicit VethLink(bool usesNapi);

    bool UsesBacklog() const override;
    bool HasInterrupt() const override;
    bool SegmentsInNic() const override;

  private:
    bool m_usesNapi; //!< see the constructor
};

/**
 * @ingroup offload
 * A ring in shared memory between a guest and the host of guests: packets come whole, super-packets
 * too, and their pages are passed rather than filled by DMA.
 */
class ParavirtualLink : public NicLink
{
  public:
    void ChargeReceive(const offload::Frame& frame, const Work& memory, Work& work) const override;
    bool SegmentsInNic() const override;
    bool CompletesAtOnce() const override;
    void ChargeTransmit(uint32_t packets, uint32_t pages, bool isMapped, Work& work) const override;
};

} // namespace ns3

#endif // OFFLOAD_NIC_LINK_H
