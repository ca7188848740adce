/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef CONNECTION_H
#define CONNECTION_H

#include "host-pair.h"
#include "stack/window-updater.h"

#include "ns3/tcp-header.h"
#include "ns3/tcp-socket-base.h"
#include "ns3/tcp-socket-factory.h"

#include <cstdint>

namespace offloadtest
{

using namespace ns3;

/**
 * @ingroup offload-test
 * A connection from the sender to the receiver of a pair, written to and read from by hand.
 */
class Connection
{
  public:
    /**
     * Connect, and simulate until that is done.
     * @param pair the hosts
     */
    explicit Connection(HostPair& pair)
        : m_pair(pair)
    {
        // ns-3's timestamps count ms from 0, and LRO takes no segment that echoes 0.
        pair.Run(MilliSeconds(5));
        m_listener = Socket::CreateSocket(pair.hosts.Get(1), TcpSocketFactory::GetTypeId());
        m_listener->Bind(InetSocketAddress(Ipv4Address::GetAny(), HostPair::PORT));
        m_listener->Listen();
        m_listener->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                                      MakeCallback(&Connection::Accept, this));
        client = DynamicCast<TcpSocketBase>(
            Socket::CreateSocket(pair.hosts.Get(0), TcpSocketFactory::GetTypeId()));
        client->Bind();
        client->TraceConnectWithoutContext("RWND", MakeCallback(&Connection::NotifyWindow, this));
        client->TraceConnectWithoutContext("Rx", MakeCallback(&Connection::NotifyRx, this));
        client->Connect(InetSocketAddress("10.0.0.2", HostPair::PORT));
        pair.Run(MilliSeconds(1));
    }

    /**
     * Write, and simulate for a while.
     * @param bytes how much
     * @param duration how long to simulate
     */
    void Write(uint32_t bytes, Time duration)
    {
        client->Send(Create<Packet>(bytes), 0);
        m_pair.Run(duration);
    }

    /// Read all there is now and whenever there is more.
    void KeepReading()
    {
        server->SetRecvCallback(MakeCallback(&Connection::ReadAll, this));
        ReadAll(server);
    }

    Ptr<TcpSocketBase> client;  //!< sender's socket
    Ptr<TcpSocketBase> server;  //!< receiver's socket
    Ptr<WindowUpdater> updater; //!< of the receiver's socket
    uint32_t acks{0};           //!< packets that the receiver's socket sent
    uint32_t duplicateAcks{0};  //!< that the sender got
    uint32_t window{0};         //!< that the sender knows, bytes
    uint32_t bytesRead{0};      //!< by KeepReading

  private:
    /**
     * The connection is there.
     * @param socket the receiver's socket
     */
    void Accept(Ptr<Socket> socket, const Address& /* from */)
    {
        server = DynamicCast<TcpSocketBase>(socket);
        updater = WindowUpdater::Install(server);
        server->TraceConnectWithoutContext("Tx", MakeCallback(&Connection::NotifyAck, this));
    }

    /// The receiver sent a packet.
    void NotifyAck(Ptr<const Packet> /* packet */,
                   const TcpHeader& /* header */,
                   Ptr<const TcpSocketBase> /* socket */)
    {
        acks++;
    }

    /**
     * The sender got an ACK.
     * @param header its header
     */
    void NotifyRx(Ptr<const Packet> /* packet */,
                  const TcpHeader& header,
                  Ptr<const TcpSocketBase> /* socket */)
    {
        duplicateAcks += header.GetAckNumber() == m_acknowledged ? 1 : 0;
        m_acknowledged = header.GetAckNumber();
    }

    /**
     * The sender got another window.
     * @param newWindow it, in bytes
     */
    void NotifyWindow(uint32_t /* oldWindow */, uint32_t newWindow)
    {
        window = newWindow;
    }

    /**
     * Read all there is.
     * @param socket the receiver's socket
     */
    void ReadAll(Ptr<Socket> socket)
    {
        while (auto packet = socket->Recv())
        {
            bytesRead += packet->GetSize();
            updater->AfterRead();
        }
    }

    HostPair& m_pair;                //!< the hosts
    SequenceNumber32 m_acknowledged; //!< by the newest ACK
    Ptr<Socket> m_listener;          //!< listening socket
};

} // namespace offloadtest

#endif // CONNECTION_H
