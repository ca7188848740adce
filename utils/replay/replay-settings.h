/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_REPLAY_SETTINGS_H
#define OFFLOAD_REPLAY_SETTINGS_H

#include "ns3/gro-types.h"
#include "ns3/lro-types.h"
#include "ns3/nstime.h"
#include "ns3/object.h"

#include <cstdint>
#include <map>
#include <string>

/**
 * @file
 * @ingroup offload
 * What a capture is sent through.
 */

namespace ns3::offload::replay
{

/// What a capture is sent through.
enum class Offload : uint8_t
{
    NONE, //!< every frame goes up
    LRO,  //!< LRO in software
    GRO,  //!< GRO
    GSO,  //!< segmentation, on the way out
};

/**
 * One way to replay a capture: an offload, its parameters, and those of the NIC. Its attributes are
 * the options of the command line that --compare may vary.
 */
class ReplaySettings : public Object
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    /**
     * Set options by their texts, and check what they are together; throws a ReplayError.
     * @param texts values by names of attributes
     */
    void Apply(const std::map<std::string, std::string>& texts);

    /**
     * @param name name of an attribute
     * @param hasProfile whether costs are counted
     * @return why it would have no effect, and what to do; empty if it has one
     */
    std::string ExplainNoEffect(const std::string& name, bool hasProfile) const;

    /// @return the offload
    Offload Kind() const
    {
        return m_kind;
    }

    /// @return settings of the LRO engine, its MTU apart
    LroConfig MakeLroConfig() const;

    /// @return settings of the GRO engine
    GroConfig MakeGroConfig() const;

    /// @return bytes of the buffers that frames are received into; 0: an sk_buff a frame
    uint32_t BufferSize() const;

    /// @return whether frames are received into pages
    bool IsPaged() const;

    std::string offload;        //!< none, lro, gro or gso
    Time rxUsecs;               //!< delay of the interrupt after the first frame
    uint32_t rxFrames;          //!< frames that end it early; 0: none
    uint32_t rxRing;            //!< frames that wait for the driver at most
    uint32_t napiWeight;        //!< frames a poll
    uint32_t hz;                //!< jiffies a second
    Time groFlushTimeout;       //!< gro_flush_timeout; 0 for none
    uint32_t napiDeferHardIrqs; //!< napi_defer_hard_irqs
    bool rxChecksum;            //!< the NIC verifies checksums
    std::string receiveBuffers; //!< page or skb
    uint32_t bufferSize;        //!< bytes of a buffer in a page
    uint32_t pageOrder;         //!< of the pages
    uint32_t maxDesc;           //!< LRO: sessions
    uint32_t maxAggr;           //!< LRO: frames or fragments that flush a session
    bool maintainTcpChecksum;   //!< LRO: give super-packets the right checksum
    uint32_t groMaxSize;        //!< GRO: bytes that an IPv6 packet stays below
    uint32_t groIpv4MaxSize;    //!< GRO: bytes that an IPv4 packet stays below
    uint32_t buckets;           //!< GRO: lists of held packets
    uint32_t maxHeld;           //!< GRO: packets held in a list
    bool evictOldest;           //!< GRO: the oldest makes room
    bool receiveHash;           //!< GRO: the NIC gives each frame a hash
    bool rxGroList;             //!< GRO: chain what has no local socket
    bool rxUdpGroForwarding;    //!< GRO: merge UDP that has no local socket
    bool udpGro;                //!< GRO: sockets of UDP ask for merged datagrams, TCP is local
    uint32_t mss;               //!< GSO: payload of a segment; 0: what the MTU has room for
    bool fixedId;               //!< GSO: segments repeat the IPv4 identification
    bool txTcpSegmentation;     //!< GSO: the NIC segments TCP
    bool txUdpSegmentation;     //!< GSO: large datagrams are trains of datagrams
    bool txUdpFragmentation;    //!< GSO: large datagrams are cut into IP fragments

  private:
    Offload m_kind{Offload::GRO}; //!< offload
};

} // namespace ns3::offload::replay

#endif // OFFLOAD_REPLAY_SETTINGS_H
