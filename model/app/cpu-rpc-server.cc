/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/cpu-rpc-server.h"

#include "app/cpu-reader.h"

#include "ns3/abort.h"
#include "ns3/assert.h"
#include "ns3/boolean.h"
#include "ns3/log.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"
#include "ns3/push-tag.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("CpuRpcServer");

NS_OBJECT_ENSURE_REGISTERED(CpuRpcServer);

TypeId
CpuRpcServer::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::CpuRpcServer")
            .SetParent<Application>()
            .SetGroupName("Offload")
            .AddConstructor<CpuRpcServer>()
            .AddAttribute("Local",
                          "Address and port to listen on.",
                          AddressValue(),
                          MakeStartAccessor("Local", MakeAddressAccessor(&CpuRpcServer::m_local)),
                          MakeAddressChecker())
            .AddAttribute("Core",
                          "Core that the task runs on.",
                          UintegerValue(0),
                          MakeStartAccessor("Core", MakeUintegerAccessor(&CpuRpcServer::m_core)),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute(
                "BusyPoll",
                "How long the task polls the NIC's queue before it sleeps, when there is nothing "
                "to read (SO_BUSY_POLL); 0 to sleep at once.",
                TimeValue(Seconds(0)),
                MakeStartAccessor("BusyPoll", MakeTimeAccessor(&CpuRpcServer::m_busyPoll)),
                MakeTimeChecker(Seconds(0)))
            .AddAttribute("RequestSize",
                          "Bytes of a request.",
                          UintegerValue(100),
                          MakeStartAccessor("RequestSize",
                                            MakeUintegerAccessor(&CpuRpcServer::m_requestSize)),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("ResponseSize",
                          "Bytes of a response.",
                          UintegerValue(100),
                          MakeStartAccessor("ResponseSize",
                                            MakeUintegerAccessor(&CpuRpcServer::m_responseSize)),
                          MakeUintegerChecker<uint32_t>(1));
    return tid;
}

CpuRpcServer::CpuRpcServer() = default;
CpuRpcServer::~CpuRpcServer() = default;

void
CpuRpcServer::DoDispose()
{
    NS_LOG_FUNCTION(this);
    m_listener = nullptr;
    m_reader.reset();
    m_missing.clear();
    m_cpu = nullptr;
    Application::DoDispose();
}

void
CpuRpcServer::StartApplication()
{
    NS_LOG_FUNCTION(this);
    m_cpu = HostCpu::Get(GetNode());
    m_cpu->GetCore(m_core); // says what is wrong if there is no such core
    m_reader = std::make_unique<CpuReader>(
        m_cpu,
        m_core,
        [this](Ptr<Socket> socket, Work& work) { return BeginRead(socket, work); },
        [this](Ptr<Socket> socket, uint32_t bytes) { return FinishRead(socket, bytes); });
    m_reader->SetBusyPoll(m_busyPoll);
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
    NS_LOG_FUNCTION(this);
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
    NS_LOG_FUNCTION(this << socket);
    socket->SetAttribute("TcpNoDelay", BooleanValue(true));
    m_reader->Add(socket);
    m_missing[socket] = m_requestSize;
    socket->SetRecvCallback(MakeCallback(&CpuRpcServer::HandleData, this));
    HandleData(socket);
}

void
CpuRpcServer::HandleData(Ptr<Socket> socket)
{
    if (socket->GetRxAvailable() > 0)
    {
        m_reader->NotifyData(socket);
    }
}

uint32_t
CpuRpcServer::BeginRead(Ptr<Socket> socket, Work& work) const
{
    const uint32_t missing = m_missing.at(socket);
    const uint32_t bytes = std::min(socket->GetRxAvailable(), missing);
    if (bytes == missing)
    {
        work.Add(Operation::ENTER_SYSCALL).Add(Operation::COPY_BYTE, m_responseSize); // write()
    }
    return bytes;
}

bool
CpuRpcServer::FinishRead(Ptr<Socket> socket, uint32_t bytes)
{
    NS_LOG_FUNCTION(this << socket << bytes);
    uint32_t& missing = m_missing[socket];
    const Ptr<Packet> packet = m_reader->Recv(socket, bytes);
    NS_ASSERT_MSG(bytes <= missing, "a read() took bytes of the next request");
    missing -= packet ? packet->GetSize() : 0;
    if (missing == 0)
    {
        missing = m_requestSize;
        m_requests++;
        NS_LOG_LOGIC("request " << m_requests << " is complete: send the response");
        Ptr<Packet> response = Create<Packet>(m_responseSize);
        PushTag::Mark(response);
        m_cpu->ContinueNextStep(CoreContext{m_core, CpuContext::PROCESS});
        socket->Send(response);
    }
    else
    {
        NS_LOG_LOGIC(missing << " bytes of the request are missing");
    }
    return socket->GetRxAvailable() > 0;
}

uint64_t
CpuRpcServer::GetRequests() const
{
    return m_requests;
}

std::string
CpuRpcServer::ExplainNoEffect(AttributeUse /* use */) const
{
    return ExplainStart(m_reader != nullptr);
}

} // namespace ns3
