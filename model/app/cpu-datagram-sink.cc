/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */
#include "ns3/cpu-datagram-sink.h"

#include "ns3/abort.h"
#include "ns3/packet.h"
#include "ns3/udp-socket-factory.h"
#include "ns3/uinteger.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(CpuDatagramSink);

TypeId
CpuDatagramSink::GetTypeId()
{
    static TypeId tid = TypeId("ns3::CpuDatagramSink")
                            .SetParent<Application>()
                            .SetGroupName("Offload")
                            .AddConstructor<CpuDatagramSink>()
                            .AddAttribute("Local",
                                          "Address and port to receive on.",
                                          AddressValue(),
                                          MakeAddressAccessor(&CpuDatagramSink::m_local),
                                          MakeAddressChecker())
                            .AddAttribute("Core",
                                          "Core that the reading task runs on.",
                                          UintegerValue(0),
                                          MakeUintegerAccessor(&CpuDatagramSink::m_core),
                                          MakeUintegerChecker<uint32_t>());
    return tid;
}

CpuDatagramSink::CpuDatagramSink() = default;
CpuDatagramSink::~CpuDatagramSink() = default;

void
CpuDatagramSink::DoDispose()
{
    m_socket = nullptr;
    m_cpu = nullptr;
    Application::DoDispose();
}

void
CpuDatagramSink::StartApplication()
{
    m_cpu = HostCpu::Get(GetNode());
    m_cpu->GetCore(m_core); // says what is wrong if there is no such core
    m_socket = Socket::CreateSocket(GetNode(), UdpSocketFactory::GetTypeId());
    NS_ABORT_MSG_IF(m_socket->Bind(m_local) != 0,
                    "CpuDatagramSink cannot bind attribute Local: give an address of its node and "
                    "a free port");
    m_socket->SetRecvCallback(MakeCallback(&CpuDatagramSink::HandleData, this));
}

void
CpuDatagramSink::StopApplication()
{
    if (m_socket)
    {
        m_socket->SetRecvCallback(MakeNullCallback<void, Ptr<Socket>>());
        m_socket->Close();
    }
}

void
CpuDatagramSink::HandleData(Ptr<Socket> /* socket */)
{
    if (!m_isAwake)
    {
        m_isAwake = true;
        Read(Work(Operation::SWITCH_TASK));
    }
}

void
CpuDatagramSink::Read(Work work)
{
    // Taken at the beginning of the call, as only then its size is known.
    const Ptr<Packet> datagram = m_socket->Recv();
    if (!datagram)
    {
        m_isAwake = false;
        return;
    }
    work.Add(Operation::ENTER_SYSCALL).Add(Operation::COPY_BYTE, datagram->GetSize());
    m_cpu->Execute(CpuPlace{m_core, CpuContext::PROCESS}, work, [this]() {
        m_datagrams++;
        Read(Work());
    });
}

uint64_t
CpuDatagramSink::GetDatagramsRead() const
{
    return m_datagrams;
}

} // namespace ns3
