/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_WATCHED_TRACE_H
#define OFFLOAD_WATCHED_TRACE_H

#include "ns3/type-id.h"

namespace ns3
{

/**
 * @ingroup offload
 * A base of devices that want to know whether anybody is connected to the trace sources of the
 * stock device that they are.
 */
class WatchedObject
{
  public:
    virtual ~WatchedObject() = default;

    /// A sink is connected to a trace source of the stock device.
    virtual void NotifyWatched() = 0;

    /**
     * Put all trace sources of a stock device into a TypeId that will have it as its parent.
     *
     * @param tid TypeId of a WatchedObject, whose parent has none of them yet
     * @param stock the stock device
     * @return the TypeId; a sink that connects by it gets the stock device's trace source
     */
    static TypeId AddTraceSources(TypeId tid, TypeId stock);
};

} // namespace ns3

#endif // OFFLOAD_WATCHED_TRACE_H
