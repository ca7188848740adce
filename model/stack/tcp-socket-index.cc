/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "stack/tcp-socket-index.h"

#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/tcp-socket-base.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("TcpSocketIndex");

NS_OBJECT_ENSURE_REGISTERED(TcpSocketIndex);

/// What the index knows of a socket, and a part of that socket: it ends when the socket does.
class TcpSocketIndex::Entry : public Object
{
  public:
    /**
     * @return the TypeId
     */
    static TypeId GetTypeId();

    ~Entry() override;

    TcpSocketBase* socket{nullptr}; //!< the socket that this is a part of
    Ptr<TcpSocketIndex> index;      //!< where it is listed, or null
    TcpFlow flow;                   //!< by which

    /// Take it out of the index.
    void Leave();

  protected:
    void DoDispose() override;
};

TypeId
TcpSocketIndex::Entry::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::TcpSocketIndex::Entry").SetParent<Object>().SetGroupName("Offload");
    return tid;
}

TcpSocketIndex::Entry::~Entry()
{
    Leave();
}

void
TcpSocketIndex::Entry::DoDispose()
{
    Leave();
    Object::DoDispose();
}

void
TcpSocketIndex::Entry::Leave()
{
    if (!index)
    {
        return;
    }
    const auto it = index->m_entries.find(flow);
    if (it != index->m_entries.end() && it->second == this)
    {
        index->m_entries.erase(it);
    }
    index = nullptr;
}

TypeId
TcpSocketIndex::GetTypeId()
{
    static TypeId tid = TypeId("ns3::TcpSocketIndex").SetParent<Object>().SetGroupName("Offload");
    return tid;
}

Ptr<TcpSocketIndex>
TcpSocketIndex::Get(Ptr<Node> node)
{
    auto index = node->GetObject<TcpSocketIndex>();
    if (!index)
    {
        index = CreateObject<TcpSocketIndex>();
        node->AggregateObject(index);
    }
    return index;
}

Ptr<TcpSocketBase>
TcpSocketIndex::Find(const TcpFlow& flow) const
{
    const auto it = m_entries.find(flow);
    return it == m_entries.end() ? nullptr : Ptr<TcpSocketBase>(it->second->socket);
}

void
TcpSocketIndex::Add(const TcpFlow& flow, Ptr<TcpSocketBase> socket)
{
    NS_LOG_FUNCTION(this << flow << socket);
    auto entry = socket->GetObject<Entry>();
    if (!entry)
    {
        entry = CreateObject<Entry>();
        entry->socket = PeekPointer(socket);
        socket->AggregateObject(entry);
    }
    entry->Leave();
    entry->index = this;
    entry->flow = flow;
    m_entries[flow] = PeekPointer(entry);
}

} // namespace ns3
