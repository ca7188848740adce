/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_NARROW_PATHS_H
#define OFFLOAD_NARROW_PATHS_H

#include "stack/tcp-flow.h"

#include "ns3/ipv6-address.h"

#include <set>

namespace ns3
{

/**
 * @ingroup offload
 * Destinations whose path takes less than the link, as ICMPv6 has told. ns-3's IPv6 fragments what
 * is longer, and knows no super-packets: there must be none.
 */
class NarrowPaths
{
  public:
    /**
     * @param destination a destination
     */
    void Add(const Ipv6Address& destination)
    {
        m_destinations.insert(destination);
    }

    /**
     * @param flow a flow
     * @return whether its path is one of them
     */
    bool Has(const TcpFlow& flow) const
    {
        return !m_destinations.empty() && Ipv6Address::IsMatchingType(flow.peer) &&
               m_destinations.count(Ipv6Address::ConvertFrom(flow.peer)) > 0;
    }

  private:
    std::set<Ipv6Address> m_destinations; //!< they
};

} // namespace ns3

#endif // OFFLOAD_NARROW_PATHS_H
