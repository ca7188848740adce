/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef DATAGRAMS_H
#define DATAGRAMS_H

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/udp-socket-factory.h"

#include <cstdint>
#include <vector>

namespace offloadtest
{

using namespace ns3;

constexpr uint16_t UDP_PORT = 9; //!< that datagrams are sent to

/**
 * @ingroup offload-test
 * Reads the datagrams that come to UDP_PORT of a node.
 */
class DatagramReader
{
  public:
    /**
     * @param node the node
     * @param isV6 whether to read from IPv6
     */
    explicit DatagramReader(Ptr<Node> node, bool isV6 = false)
    {
        auto socket = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
        socket->Bind(isV6 ? Address(Inet6SocketAddress(Ipv6Address::GetAny(), UDP_PORT))
                          : Address(InetSocketAddress(Ipv4Address::GetAny(), UDP_PORT)));
        socket->SetRecvCallback(MakeCallback(&DatagramReader::Read, this));
    }

    DatagramReader(const DatagramReader&) = delete;
    DatagramReader& operator=(const DatagramReader&) = delete;

    std::vector<uint32_t> sizes; //!< bytes of each datagram, in order

  private:
    /**
     * Read all there is.
     * @param socket the socket
     */
    void Read(Ptr<Socket> socket)
    {
        while (Ptr<Packet> packet = socket->Recv())
        {
            sizes.push_back(packet->GetSize());
        }
    }
};

/**
 * @ingroup offload-test
 * Sends datagrams to UDP_PORT of another node, all from one socket.
 */
class DatagramSender
{
  public:
    /**
     * @param from the node
     * @param to the receiver's address
     */
    DatagramSender(Ptr<Node> from, Ipv4Address to)
        : m_to(InetSocketAddress(to, UDP_PORT)),
          m_socket(Socket::CreateSocket(from, UdpSocketFactory::GetTypeId()))
    {
    }

    /**
     * @param from the node
     * @param to the receiver's address and port
     */
    DatagramSender(Ptr<Node> from, const Address& to)
        : m_to(to),
          m_socket(Socket::CreateSocket(from, UdpSocketFactory::GetTypeId()))
    {
    }

    DatagramSender(const DatagramSender&) = delete;
    DatagramSender& operator=(const DatagramSender&) = delete;

    /**
     * Send a datagram.
     * @param packet what is sent, with the tags that say how
     */
    void Send(Ptr<Packet> packet)
    {
        m_socket->SendTo(packet, 0, m_to);
    }

    /**
     * Send a datagram later.
     * @param delay when, from now
     * @param packet what is sent, with the tags that say how
     */
    void SendAfter(Time delay, Ptr<Packet> packet)
    {
        Simulator::Schedule(delay, &DatagramSender::Send, this, packet);
    }

  private:
    Address m_to;         //!< the receiver
    Ptr<Socket> m_socket; //!< the sender's
};

} // namespace offloadtest

#endif // DATAGRAMS_H
