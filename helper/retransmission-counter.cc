/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/retransmission-counter.h"

#include "cpu/ns3-compat.h"

#include "ns3/abort.h"
#include "ns3/packet.h"
#include "ns3/sequence-number.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-socket-base.h"

#include <optional>

namespace ns3
{

RetransmissionCounter::RetransmissionCounter()
    : m_count(std::make_shared<uint64_t>(0))
{
}

void
RetransmissionCounter::Watch(Ptr<Socket> socket)
{
    std::optional<SequenceNumber32> next; // first byte never sent
    const auto onTx = [count = m_count, next](Ptr<const Packet> packet,
                                              const TcpHeader& header,
                                              Ptr<const TcpSocketBase> /* socket */) mutable {
        if (packet->GetSize() == 0)
        {
            return;
        }
        const SequenceNumber32 end = header.GetSequenceNumber() + packet->GetSize();
        if (next && end <= *next)
        {
            (*count)++;
            return;
        }
        next = end;
    };
    const auto callback =
        MakeFunctionCallback<Ptr<const Packet>, const TcpHeader&, Ptr<const TcpSocketBase>>(onTx);
    NS_ABORT_MSG_IF(!socket->TraceConnectWithoutContext("Tx", callback),
                    "RetransmissionCounter got a socket that is not of TCP");
}

uint64_t
RetransmissionCounter::GetCount() const
{
    return *m_count;
}

} // namespace ns3
