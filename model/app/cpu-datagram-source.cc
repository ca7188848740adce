/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/cpu-datagram-source.h"

#include "stack/udp-send-buffers.h"

#include "ns3/abort.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/log.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/udp-segment-tag.h"
#include "ns3/udp-socket-factory.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("CpuDatagramSource");

NS_OBJECT_ENSURE_REGISTERED(CpuDatagramSource);

TypeId
CpuDatagramSource::GetTypeId()
{
    using Self = CpuDatagramSource;
    static TypeId tid =
        TypeId("ns3::CpuDatagramSource")
            .SetParent<Application>()
            .SetGroupName("Offload")
            .AddConstructor<CpuDatagramSource>()
            .AddAttribute("Remote",
                          "Address and port to send to.",
                          AddressValue(),
                          MakeStartAccessor("Remote", MakeAddressAccessor(&Self::m_remote)),
                          MakeAddressChecker())
            .AddAttribute("Core",
                          "Core that the sending task runs on.",
                          UintegerValue(0),
                          MakeStartAccessor("Core", MakeUintegerAccessor(&Self::m_core)),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("WriteSize",
                          "Bytes of one send(). Without UdpSegment they are one datagram, which is "
                          "fragmented if it is longer than the MTU.",
                          UintegerValue(1472),
                          MakeStartAccessor("WriteSize", MakeUintegerAccessor(&Self::m_writeSize)),
                          MakeUintegerChecker<uint32_t>(1, 65507))
            .AddAttribute(
                "UdpSegment",
                "Bytes of payload of each datagram that a send() is cut into (UDP_SEGMENT); 0 for "
                "one datagram a send().",
                UintegerValue(0),
                MakeStartAccessor("UdpSegment", MakeUintegerAccessor(&Self::m_udpSegment)),
                MakeUintegerChecker<uint32_t>(0, 65507))
            .AddAttribute("MaxBytes",
                          "Bytes to send; 0 for no end.",
                          UintegerValue(0),
                          MakeStartAccessor("MaxBytes", MakeUintegerAccessor(&Self::m_maxBytes)),
                          MakeUintegerChecker<uint64_t>())
            .AddAttribute("Rate",
                          "Rate of payload; 0 for as fast as possible.",
                          DataRateValue(DataRate(0)),
                          MakeDataRateAccessor(&Self::m_rate),
                          MakeDataRateChecker())
            .AddAttribute(
                "SendBuffer",
                "Bytes of memory in its socket's send buffer (sk_sndbuf: twice what SO_SNDBUF asks "
                "for); 0 for WmemDefault of the host's TransmitInterceptor.",
                UintegerValue(0),
                MakeStartAccessor("SendBuffer", MakeUintegerAccessor(&Self::m_sendBuffer)),
                MakeUintegerChecker<uint32_t>())
            .AddAttribute("StartDelay",
                          "Seconds from the start of the application to its first send().",
                          StringValue("ns3::ConstantRandomVariable[Constant=0]"),
                          MakeStartAccessor("StartDelay", MakePointerAccessor(&Self::m_startDelay)),
                          MakePointerChecker<RandomVariableStream>())
            .AddTraceSource("Tx",
                            "A send() gives this to UDP.",
                            MakeTraceSourceAccessor(&Self::m_txTrace),
                            "ns3::Packet::TracedCallback");
    return tid;
}

CpuDatagramSource::CpuDatagramSource() = default;
CpuDatagramSource::~CpuDatagramSource() = default;

void
CpuDatagramSource::DoDispose()
{
    NS_LOG_FUNCTION(this);
    m_isOpen = false;
    m_buffers = nullptr;
    m_socket = nullptr;
    m_cpu = nullptr;
    Application::DoDispose();
}

int64_t
CpuDatagramSource::AssignStreams(int64_t stream)
{
    m_startDelay->SetStream(stream);
    return 1;
}

void
CpuDatagramSource::CheckSizes() const
{
    constexpr uint32_t MAX_V6_PAYLOAD = 65487; // of an IPv6 packet of 65535 bytes
    constexpr uint32_t MAX_SEGMENTS = 128;     // Linux 6.10: UDP_MAX_SEGMENTS
    constexpr uint32_t MIN_SNDBUF = 4608;      // Linux: SOCK_MIN_SNDBUF
    NS_ABORT_MSG_IF(Inet6SocketAddress::IsMatchingType(m_remote) && m_writeSize > MAX_V6_PAYLOAD,
                    "CpuDatagramSource's attribute WriteSize is "
                        << m_writeSize << ", more than the " << MAX_V6_PAYLOAD
                        << " bytes that a packet of IPv6 has room for: lower it");
    NS_ABORT_MSG_IF(m_udpSegment >= m_writeSize,
                    "CpuDatagramSource's attribute UdpSegment is "
                        << m_udpSegment << " and cuts nothing from a WriteSize of " << m_writeSize
                        << ": raise WriteSize, or set UdpSegment to 0");
    NS_ABORT_MSG_IF(m_udpSegment > 0 && m_writeSize > MAX_SEGMENTS * m_udpSegment,
                    "CpuDatagramSource's attribute WriteSize is "
                        << m_writeSize << ", more than " << MAX_SEGMENTS
                        << " datagrams of UdpSegment " << m_udpSegment
                        << " bytes, which Linux refuses: lower WriteSize or raise UdpSegment");
    NS_ABORT_MSG_IF(m_sendBuffer > 0 && m_sendBuffer < MIN_SNDBUF,
                    "CpuDatagramSource's attribute SendBuffer is "
                        << m_sendBuffer << ", less than Linux gives (SOCK_MIN_SNDBUF): give "
                        << MIN_SNDBUF << " or more, or 0 for WmemDefault");
}

void
CpuDatagramSource::StartApplication()
{
    NS_LOG_FUNCTION(this);
    m_cpu = HostCpu::Get(GetNode());
    m_cpu->GetCore(m_core); // says what is wrong if there is no such core
    CheckSizes();
    m_buffers = GetNode()->GetObject<UdpSendBuffers>();
    NS_ABORT_MSG_IF(!m_buffers,
                    "CpuDatagramSource runs on node "
                        << GetNode()->GetId()
                        << ", which has no NIC of this module to tell it when the send buffer has "
                           "room: make its link with OffloadPointToPointHelper, or send with "
                           "ns3::OnOffApplication");
    Open();
    Simulator::Schedule(Seconds(m_startDelay->GetValue()), &CpuDatagramSource::Connect, this);
}

void
CpuDatagramSource::Open()
{
    m_socket = Socket::CreateSocket(GetNode(), UdpSocketFactory::GetTypeId());
    const bool isV4 = InetSocketAddress::IsMatchingType(m_remote);
    const bool isV6 = Inet6SocketAddress::IsMatchingType(m_remote);
    NS_ABORT_MSG_IF((!isV4 && !isV6) || (isV4 ? m_socket->Bind() : m_socket->Bind6()) != 0 ||
                        m_socket->Connect(m_remote) != 0,
                    "CpuDatagramSource cannot send to what its attribute Remote says: give an "
                    "InetSocketAddress or an Inet6SocketAddress that its node can reach");
    Address name;
    m_socket->GetSockName(name);
    m_buffer = m_buffers->Open(name, m_sendBuffer, [this]() { HandleRoom(); });
    m_isOpen = true;
}

void
CpuDatagramSource::StopApplication()
{
    NS_LOG_FUNCTION(this);
    if (m_isOpen)
    {
        m_isOpen = false;
        m_buffers->Close(m_buffer);
        m_socket->Close();
    }
}

void
CpuDatagramSource::Connect()
{
    Call(Work(Operation::SWITCH_TASK));
}

uint32_t
CpuDatagramSource::GetNextBytes() const
{
    const uint64_t left = m_maxBytes > 0 ? m_maxBytes - m_bytes : m_writeSize;
    return static_cast<uint32_t>(std::min<uint64_t>(left, m_writeSize));
}

void
CpuDatagramSource::Call(Work work)
{
    if (!m_isOpen || GetNextBytes() == 0)
    {
        NS_LOG_LOGIC("all is sent, " << m_bytes << " bytes");
        return;
    }
    if (m_nextCall > Simulator::Now())
    {
        NS_LOG_LOGIC("the rate allows the next call at " << m_nextCall.As(Time::S));
        Simulator::Schedule(m_nextCall - Simulator::Now(), &CpuDatagramSource::Resume, this);
        return;
    }
    work.Add(Operation::ENTER_SYSCALL);
    if (m_buffers->HasRoom(m_buffer))
    {
        Copy(work); // nobody else fills the buffer: the call will find room
    }
    else
    {
        m_cpu->Execute(CoreContext{m_core, CpuContext::PROCESS}, work, [this]() { WaitForRoom(); });
    }
}

void
CpuDatagramSource::Resume()
{
    Call(Work(Operation::SWITCH_TASK));
}

void
CpuDatagramSource::WaitForRoom()
{
    if (!m_isOpen || m_buffers->HasRoom(m_buffer))
    {
        Copy(Work());
        return;
    }
    NS_LOG_LOGIC("the send buffer is full: the task sleeps");
    m_waits++;
    m_buffers->Wait(m_buffer);
}

void
CpuDatagramSource::HandleRoom()
{
    NS_LOG_LOGIC("wake the task: the send buffer has room");
    m_cpu->WakeTask(m_core, [this]() { Copy(Work(Operation::SWITCH_TASK)); });
}

void
CpuDatagramSource::Copy(Work work)
{
    const uint32_t bytes = GetNextBytes();
    work.Add(Operation::COPY_BYTE, bytes);
    m_cpu->Execute(CoreContext{m_core, CpuContext::PROCESS}, work, [this, bytes]() {
        if (m_isOpen)
        {
            Send(bytes);
            Call(Work());
        }
    });
}

void
CpuDatagramSource::Send(uint32_t bytes)
{
    NS_LOG_FUNCTION(this << bytes);
    CheckPace();
    const auto packet = Create<Packet>(bytes);
    m_calls++;
    m_bytes += bytes;
    m_datagrams += m_udpSegment > 0 ? (bytes + m_udpSegment - 1) / m_udpSegment : 1;
    if (m_rate.GetBitRate() > 0)
    {
        m_nextCall = std::max(m_nextCall, Simulator::Now() - MilliSeconds(1)) +
                     m_rate.CalculateBytesTxTime(bytes);
    }
    m_txTrace(packet);
    if (m_udpSegment > 0)
    {
        packet->AddPacketTag(UdpSegmentTag(static_cast<uint16_t>(m_udpSegment)));
    }
    m_socket->Send(packet);
}

void
CpuDatagramSource::CheckPace()
{
    m_callsNow = m_now == Simulator::Now() ? m_callsNow + 1 : 1;
    m_now = Simulator::Now();
    // Each takes memory, and some time goes by before it is free again.
    NS_ABORT_MSG_IF(m_callsNow > m_buffers->GetLimit(m_buffer),
                    "CpuDatagramSource of node "
                        << GetNode()->GetId() << " sends without end at " << m_now.As(Time::S)
                        << ": nothing on the way takes time; set its attribute Rate, or give the "
                           "host's cores a Profile");
}

uint64_t
CpuDatagramSource::GetBytesSent() const
{
    return m_bytes;
}

uint64_t
CpuDatagramSource::GetDatagramsSent() const
{
    return m_datagrams;
}

uint64_t
CpuDatagramSource::GetCalls() const
{
    return m_calls;
}

uint64_t
CpuDatagramSource::GetWaits() const
{
    return m_waits;
}

std::string
CpuDatagramSource::ExplainNoEffect(AttributeUse /* use */) const
{
    return ExplainStart(m_socket != nullptr);
}

} // namespace ns3
