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
#include "ns3/host-cpu.h"
#include "ns3/log.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"
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
                "to read "
                "(SO_BUSY_POLL); 0 to sleep at once.",
                TimeValue(Seconds(0)),
                MakeStartAccessor("BusyPoll", MakeTimeAccessor(&CpuDatagramSink::m_busyPoll)),
                MakeTimeChecker(Seconds(0)));
    return tid;
}

CpuDatagramSink::CpuDatagramSink() = default;
CpuDatagramSink::~CpuDatagramSink() = default;

void
CpuDatagramSink::DoDispose()
{
    NS_LOG_FUNCTION(this);
    m_reader.reset();
    m_datagram = nullptr;
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
            m_datagram = socket->Recv();
            return m_datagram ? std::make_optional(m_datagram->GetSize()) : std::nullopt;
        },
        [this](Ptr<Socket> /* socket */, uint32_t bytes) {
            m_datagrams++;
            m_reader->NotifyRead(m_datagram);
            NS_LOG_LOGIC("datagram " << m_datagrams << " of " << bytes << " bytes is read");
            return true; // the next read() will see
        });
    m_reader->SetBusyPoll(m_busyPoll);
    m_socket = Socket::CreateSocket(GetNode(), UdpSocketFactory::GetTypeId());
    NS_ABORT_MSG_IF(m_socket->Bind(m_local) != 0,
                    "CpuDatagramSink cannot bind attribute Local: give an address of its node and "
                    "a free port");
    m_reader->Add(m_socket);
    m_socket->SetRecvCallback(MakeCallback(&CpuDatagramSink::HandleData, this));
}

void
CpuDatagramSink::StopApplication()
{
    NS_LOG_FUNCTION(this);
    if (m_socket)
    {
        m_socket->SetRecvCallback(MakeNullCallback<void, Ptr<Socket>>());
        m_socket->Close();
    }
}

void
CpuDatagramSink::HandleData(Ptr<Socket> socket)
{
    m_reader->NotifyData(socket);
}

uint64_t
CpuDatagramSink::GetDatagramsRead() const
{
    return m_datagrams;
}

std::string
CpuDatagramSink::ExplainNoEffect(AttributeUse /* use */) const
{
    return ExplainStart(m_reader != nullptr);
}

} // namespace ns3
