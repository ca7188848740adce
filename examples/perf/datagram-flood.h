/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */
#ifndef DATAGRAM_FLOOD_H
#define DATAGRAM_FLOOD_H

#include "ns3/inet-socket-address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/udp-socket-factory.h"

/**
 * Sends UDP datagrams at a fixed rate, whatever becomes of them, at no cost to its host.
 */
class DatagramFlood
{
  public:
    /**
     * @param host who sends
     * @param to whom it sends to
     * @param bytes payload of a datagram
     * @param gap time from one to the next
     */
    DatagramFlood(ns3::Ptr<ns3::Node> host,
                  const ns3::InetSocketAddress& to,
                  uint32_t bytes,
                  ns3::Time gap)
        : m_host(host),
          m_to(to),
          m_bytes(bytes),
          m_gap(gap)
    {
        ns3::Simulator::Schedule(ns3::MicroSeconds(2), &DatagramFlood::Start, this);
    }

    /**
     * @return datagrams sent
     */
    uint64_t GetSent() const
    {
        return m_sent;
    }

  private:
    /// The host is ready.
    void Start()
    {
        m_socket = ns3::Socket::CreateSocket(m_host, ns3::UdpSocketFactory::GetTypeId());
        m_socket->Bind();
        m_socket->Connect(m_to);
        Send();
    }

    /// Send a datagram, and the next one in time.
    void Send()
    {
        m_socket->Send(ns3::Create<ns3::Packet>(m_bytes));
        m_sent++;
        ns3::Simulator::Schedule(m_gap, &DatagramFlood::Send, this);
    }

    ns3::Ptr<ns3::Node> m_host;     //!< who sends
    ns3::InetSocketAddress m_to;    //!< whom it sends to
    uint32_t m_bytes;               //!< payload
    ns3::Time m_gap;                //!< between two
    ns3::Ptr<ns3::Socket> m_socket; //!< socket
    uint64_t m_sent{0};             //!< datagrams
};

#endif // DATAGRAM_FLOOD_H
