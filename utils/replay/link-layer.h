/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LINK_LAYER_H
#define OFFLOAD_LINK_LAYER_H

#include "captured-frame.h"

#include <cstdint>
#include <string>

/**
 * @file
 * @ingroup offload
 * Link types of captures.
 */

namespace ns3::offload::replay
{

struct CaptureRecord;

/**
 * A link type: how its header becomes one of Ethernet, which is what engines read, and back.
 */
class LinkLayer
{
  public:
    virtual ~LinkLayer() = default;

    /// @return libpcap's number (DLT) for files of it
    virtual int Type() const = 0;

    /// @return name for a person
    virtual const char* Name() const = 0;

    /// @return bytes of its header
    virtual uint32_t HeaderLength() const = 0;

    /// @return whether that header is one of Ethernet, and stays as it is
    virtual bool IsEthernet() const = 0;

    /// @return whether filters have to look at IP packets, as libpcap expects another header
    virtual bool IsFilteredByIp() const
    {
        return false;
    }

    /// @param record a record with a whole link header @return whether this host has sent it
    virtual bool IsOutgoing(const CaptureRecord& record) const = 0;

    /**
     * Write an Ethernet header for a record. Its addresses are those of the link as far as there
     * are any: frames that differ in them must not be merged.
     * @param record a record with a whole link header
     * @param [out] ethernet 14 bytes
     */
    virtual void WriteEthernet(const CaptureRecord& record, uint8_t* ethernet) const = 0;

    /// @param type libpcap's number (DLT) @return the link type, or null
    static const LinkLayer* Find(int type);

    /// @return the names of all
    static std::string ListNames();
};

} // namespace ns3::offload::replay

#endif // OFFLOAD_LINK_LAYER_H
