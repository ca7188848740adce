/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/datagram-flood.h"

#include "ns3/abort.h"
#include "ns3/inet-socket-address.h"
#include "ns3/packet.h"
#include "ns3/simulator.h"
#include "ns3/udp-socket-factory.h"
#include "ns3/uinteger.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(DatagramFlood);

TypeId
DatagramFlood::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::DatagramFlood")
            .SetParent<Application>()
            .SetGroupName("Offload")
            .AddConstructor<DatagramFlood>()
            .AddAttribute(
                "Remote",
                "Address and port to send to.",
                AddressValue(),
                MakeStartAccessor("Remote", MakeAddressAccessor(&DatagramFlood::m_remote)),
                MakeAddressChecker())
            .AddAttribute("Size",
                          "Bytes of payload of a datagram.",
                          UintegerValue(18),
                          MakeUintegerAccessor(&DatagramFlood::m_size),
                          MakeUintegerChecker<uint32_t>(0, 65507))
            .AddAttribute("Interval",
                          "Time from one datagram to the next.",
                          TimeValue(MicroSeconds(10)),
                          MakeTimeAccessor(&DatagramFlood::m_interval),
                          MakeTimeChecker(NanoSeconds(1)));
    return tid;
}

DatagramFlood::DatagramFlood() = default;
DatagramFlood::~DatagramFlood() = default;

void
DatagramFlood::DoDispose()
{
    m_next.Cancel();
    m_socket = nullptr;
    Application::DoDispose();
}

uint64_t
DatagramFlood::GetSent() const
{
    return m_sent;
}

void
DatagramFlood::StartApplication()
{
    m_socket = Socket::CreateSocket(GetNode(), UdpSocketFactory::GetTypeId());
    const bool isV4 = InetSocketAddress::IsMatchingType(m_remote);
    NS_ABORT_MSG_IF((isV4 ? m_socket->Bind() : m_socket->Bind6()) != 0 ||
                        m_socket->Connect(m_remote) != 0,
                    "DatagramFlood cannot send to what its attribute Remote says: give an "
                    "InetSocketAddress or an Inet6SocketAddress that its node can reach");
    Send();
}

void
DatagramFlood::StopApplication()
{
    m_next.Cancel();
    if (m_socket)
    {
        m_socket->Close();
    }
}

void
DatagramFlood::Send()
{
    m_socket->Send(Create<Packet>(m_size));
    m_sent++;
    m_next = Simulator::Schedule(m_interval, &DatagramFlood::Send, this);
}

std::string
DatagramFlood::ExplainNoEffect(AttributeUse /* use */) const
{
    return ExplainStart(m_socket != nullptr);
}

} // namespace ns3
