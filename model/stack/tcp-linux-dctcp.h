/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TCP_LINUX_DCTCP_H
#define OFFLOAD_TCP_LINUX_DCTCP_H

#include "ns3/tcp-dctcp.h"

namespace ns3
{

/**
 * @ingroup offload
 * DCTCP with the least window that Linux's has: two segments. Where every packet is marked, that of
 * ns3::TcpDctcp goes below one segment, and nothing is sent any more until the retransmission timer
 * expires.
 */
class TcpLinuxDctcp : public TcpDctcp
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    /// @return name of the algorithm
    std::string GetName() const override;

    /// @param tcb state of the connection @param bytesInFlight not used
    /// @return the window after a mark, bytes
    uint32_t GetSsThresh(Ptr<const TcpSocketState> tcb, uint32_t bytesInFlight) override;

    /// @return a copy, for a connection that was accepted
    Ptr<TcpCongestionOps> Fork() override;
};

} // namespace ns3

#endif // OFFLOAD_TCP_LINUX_DCTCP_H
