/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/cpu-datagram-sink.h"

#include "app/cpu-reader.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/host-cpu.h"
#include "ns3/log.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"
#include "ns3/pointer.h"
#include "ns3/string.h"
#include "ns3/udp-gro-sockets.h"
#include "ns3/udp-gro-tag.h"
#include "ns3/udp-socket-factory.h"
#include "ns3/uinteger.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("CpuDatagramSink");

NS_OBJECT_ENSURE_REGISTERED(CpuDatagramSink);

TypeId
CpuDatagramSink::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::CpuDatagramSink")
            .SetParent<Application>()
            .SetGroupName("Offload")
            .AddConstructor<CpuDatagramSink>()
            .AddAttribute(
                "Local",
                "Address and port to receive on.",
                AddressValue(),
                MakeStartAccessor("Local", MakeAddressAccessor(&CpuDatagramSink::m_local)),
                MakeAddressChecker())
            .AddAttribute("Core",
                          "Core that the reading task runs on.",
                          UintegerValue(0),
                          MakeStartAccessor("Core", MakeUintegerAccessor(&CpuDatagramSink::m_core)),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute(
                "BusyPoll",
                "How long the task polls the NIC's queue before it sleeps, when there is nothing "
                "to read (SO_BUSY_POLL); 0 to sleep at once.",
                TimeValue(Seconds(0)),
                MakeStartAccessor("BusyPoll", MakeTimeAccessor(&CpuDatagramSink::m_busyPoll)),
                MakeTimeChecker(Seconds(0)))
            .AddAttribute(
                "UdpGro",
                "Take datagrams as GRO has merged them, many a call (UDP_GRO). GroReceiveHook "
                "merges for such sockets only.",
                BooleanValue(false),
                MakeStartAccessor("UdpGro", MakeBooleanAccessor(&CpuDatagramSink::m_udpGro)),
                MakeBooleanChecker())
            .AddAttribute(
                "ReceiveBuffer",
                "Bytes of payload that its socket holds (SO_RCVBUF); what does not fit "
                "whole is lost. 0 for RcvBufSize of ns3::UdpSocket.",
                UintegerValue(0),
                MakeStartAccessor("ReceiveBuffer",
                                  MakeUintegerAccessor(&CpuDatagramSink::m_receiveBuffer)),
                MakeUintegerChecker<uint32_t>())
            .AddAttribute(
                "WakeDelay",
                "Seconds from a wake-up to the task's first instruction, not counted as load.",
                StringValue("ns3::ConstantRandomVariable[Constant=0]"),
                MakeStartAccessor("WakeDelay", MakePointerAccessor(&CpuDatagramSink::m_wakeDelay)),
                MakePointerChecker<RandomVariableStream>())
            .AddTraceSource("Rx",
                            "A call has read this; merged datagrams have a UdpGroTag.",
                            MakeTraceSourceAccessor(&CpuDatagramSink::m_rxTrace),
                            "ns3::Packet::TracedCallback");
    return tid;
}

CpuDatagramSink::CpuDatagramSink() = default;
CpuDatagramSink::~CpuDatagramSink() = default;

void
CpuDatagramSink::DoDispose()
{
    NS_LOG_FUNCTION(this);
    m_reader.reset();
    m_packet = nullptr;
    m_socket = nullptr;
    Application::DoDispose();
}

void
CpuDatagramSink::StartApplication()
{
    NS_LOG_FUNCTION(this);
    const Ptr<HostCpu> cpu = HostCpu::Get(GetNode());
    cpu->GetCore(m_core); // says what is wrong if there is no such core
    m_reader = std::make_unique<CpuReader>(
        cpu,
        m_core,
        [this](Ptr<Socket> socket, Work& /* work */) -> std::optional<uint32_t> {
            // Taken at the begin of the call, as only then its size is known.
            m_packet = socket->Recv();
            return m_packet ? std::make_optional(m_packet->GetSize()) : std::nullopt;
        },
        [this](Ptr<Socket> /* socket */, uint32_t /* bytes */) { return FinishRead(); });
    m_reader->SetWakeDelay(m_wakeDelay);
    m_reader->SetBusyPoll(m_busyPoll);
    m_socket = Socket::CreateSocket(GetNode(), UdpSocketFactory::GetTypeId());
    if (m_receiveBuffer > 0)
    {
        m_socket->SetAttribute("RcvBufSize", UintegerValue(m_receiveBuffer));
    }
    m_socket->TraceConnectWithoutContext("Drop", MakeCallback(&CpuDatagramSink::HandleDrop, this));
    NS_ABORT_MSG_IF(m_socket->Bind(m_local) != 0,
                    "CpuDatagramSink cannot bind attribute Local: give an address of its node and "
                    "a free port");
    if (m_udpGro)
    {
        UdpGroSockets::Get(GetNode())->Add(m_socket);
    }
    m_reader->Add(m_socket);
    m_socket->SetRecvCallback(MakeCallback(&CpuDatagramSink::HandleData, this));
}

void
CpuDatagramSink::StopApplication()
{
    NS_LOG_FUNCTION(this);
    if (m_socket)
    {
        UdpGroSockets::Get(GetNode())->Remove(m_socket);
        m_socket->SetRecvCallback(MakeNullCallback<void, Ptr<Socket>>());
        m_socket->Close();
    }
}

void
CpuDatagramSink::HandleData(Ptr<Socket> socket)
{
    m_reader->NotifyData(socket);
}

bool
CpuDatagramSink::FinishRead()
{
    m_reads++;
    m_bytes += m_packet->GetSize();
    m_datagrams += UdpGroTag::CountDatagrams(m_packet);
    NS_LOG_LOGIC(m_packet->GetSize() << " bytes are read, " << m_datagrams << " datagrams so far");
    m_reader->NotifyRead(m_packet);
    m_rxTrace(m_packet);
    return true; // the next read() will see
}

void
CpuDatagramSink::HandleDrop(Ptr<const Packet> packet)
{
    m_dropped += UdpGroTag::CountDatagrams(packet);
}

int64_t
CpuDatagramSink::AssignStreams(int64_t stream)
{
    m_wakeDelay->SetStream(stream);
    return 1;
}

uint64_t
CpuDatagramSink::GetDatagramsRead() const
{
    return m_datagrams;
}

uint64_t
CpuDatagramSink::GetReads() const
{
    return m_reads;
}

uint64_t
CpuDatagramSink::GetBytesRead() const
{
    return m_bytes;
}

uint64_t
CpuDatagramSink::GetDatagramsDropped() const
{
    return m_dropped;
}

std::string
CpuDatagramSink::ExplainNoEffect(AttributeUse /* use */) const
{
    return ExplainStart(m_reader != nullptr);
}

} // namespace ns3
