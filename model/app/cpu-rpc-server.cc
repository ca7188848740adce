/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */
#include "ns3/cpu-rpc-server.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/packet.h"
#include "ns3/push-tag.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(CpuRpcServer);

TypeId
CpuRpcServer::GetTypeId()
{
    static TypeId tid = TypeId("ns3::CpuRpcServer")
                            .SetParent<Application>()
                            .SetGroupName("Offload")
                            .AddConstructor<CpuRpcServer>()
                            .AddAttribute("Local",
                                          "Address and port to listen on.",
                                          AddressValue(),
                                          MakeAddressAccessor(&CpuRpcServer::m_local),
                                          MakeAddressChecker())
                            .AddAttribute("Core",
                                          "Core that the task runs on.",
                                          UintegerValue(0),
                                          MakeUintegerAccessor(&CpuRpcServer::m_core),
                                          MakeUintegerChecker<uint32_t>())
                            .AddAttribute("RequestSize",
                                          "Bytes of a request.",
                                          UintegerValue(100),
                                          MakeUintegerAccessor(&CpuRpcServer::m_requestSize),
                                          MakeUintegerChecker<uint32_t>(1))
                            .AddAttribute("ResponseSize",
                                          "Bytes of a response.",
                                          UintegerValue(100),
                                          MakeUintegerAccessor(&CpuRpcServer::m_responseSize),
                                          MakeUintegerChecker<uint32_t>(1));
    return tid;
}

CpuRpcServer::CpuRpcServer() = default;
CpuRpcServer::~CpuRpcServer() = default;

void
CpuRpcServer::DoDispose()
{
    m_listener = nullptr;
    m_missing.clear();
    m_ready.clear();
    m_cpu = nullptr;
    Application::DoDispose();
}

void
CpuRpcServer::StartApplication()
{
    m_cpu = HostCpu::Get(GetNode());
    m_cpu->GetCore(m_core); // says what is wrong if there is no such core
    m_listener = Socket::CreateSocket(GetNode(), TcpSocketFactory::GetTypeId());
    NS_ABORT_MSG_IF(m_listener->Bind(m_local) != 0 || m_listener->Listen() != 0,
                    "CpuRpcServer cannot listen on attribute Local: give an address of its node "
                    "and a free port");
    m_listener->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                                  MakeCallback(&CpuRpcServer::HandleAccept, this));
}

void
CpuRpcServer::StopApplication()
{
    for (auto& [socket, missing] : m_missing)
    {
        socket->SetRecvCallback(MakeNullCallback<void, Ptr<Socket>>());
        socket->Close();
    }
    if (m_listener)
    {
        m_listener->Close();
    }
}

void
CpuRpcServer::HandleAccept(Ptr<Socket> socket, const Address& /* from */)
{
    socket->SetAttribute("TcpNoDelay", BooleanValue(true));
    m_missing[socket] = m_requestSize;
    socket->SetRecvCallback(MakeCallback(&CpuRpcServer::HandleData, this));
    HandleData(socket);
}

void
CpuRpcServer::HandleData(Ptr<Socket> socket)
{
    if (socket->GetRxAvailable() == 0 ||
        std::find(m_ready.begin(), m_ready.end(), socket) != m_ready.end())
    {
        return;
    }
    m_ready.push_back(socket);
    if (!m_isAwake)
    {
        m_isAwake = true;
        Read(Work(Operation::SWITCH_TASK));
    }
}

void
CpuRpcServer::Read(Work work)
{
    if (m_ready.empty())
    {
        m_isAwake = false;
        return;
    }
    const Ptr<Socket> socket = m_ready.front();
    m_ready.pop_front();
    const uint32_t missing = m_missing[socket];
    const uint32_t bytes = std::min(socket->GetRxAvailable(), missing);
    work.Add(Operation::ENTER_SYSCALL).Add(Operation::COPY_BYTE, bytes);
    if (bytes == missing)
    {
        work.Add(Operation::ENTER_SYSCALL).Add(Operation::COPY_BYTE, m_responseSize); // write()
    }
    m_cpu->Execute(CpuPlace{m_core, CpuContext::PROCESS}, work, [this, socket, bytes]() {
        FinishRead(socket, bytes);
        Read(Work());
    });
}

void
CpuRpcServer::FinishRead(Ptr<Socket> socket, uint32_t bytes)
{
    uint32_t& missing = m_missing[socket];
    const Ptr<Packet> packet = socket->Recv(bytes, 0);
    missing -= packet ? packet->GetSize() : 0;
    if (missing == 0)
    {
        missing = m_requestSize;
        m_requests++;
        Ptr<Packet> response = Create<Packet>(m_responseSize);
        PushTag::Mark(response);
        m_cpu->ContinueNextStep(CpuPlace{m_core, CpuContext::PROCESS});
        socket->Send(response);
    }
    HandleData(socket);
}

uint64_t
CpuRpcServer::GetRequests() const
{
    return m_requests;
}

} // namespace ns3
