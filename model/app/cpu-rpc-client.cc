/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/cpu-rpc-client.h"

#include "ns3/abort.h"
#include "ns3/assert.h"
#include "ns3/boolean.h"
#include "ns3/inet-socket-address.h"
#include "ns3/log.h"
#include "ns3/packet.h"
#include "ns3/pointer.h"
#include "ns3/push-tag.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("CpuRpcClient");

NS_OBJECT_ENSURE_REGISTERED(CpuRpcClient);

TypeId
CpuRpcClient::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::CpuRpcClient")
            .SetParent<Application>()
            .SetGroupName("Offload")
            .AddConstructor<CpuRpcClient>()
            .AddAttribute("Remote",
                          "Address and port to connect to.",
                          AddressValue(),
                          MakeStartAccessor("Remote", MakeAddressAccessor(&CpuRpcClient::m_remote)),
                          MakeAddressChecker())
            .AddAttribute("Core",
                          "Core that the task runs on.",
                          UintegerValue(0),
                          MakeStartAccessor("Core", MakeUintegerAccessor(&CpuRpcClient::m_core)),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("RequestSize",
                          "Bytes of a request.",
                          UintegerValue(100),
                          MakeStartAccessor("RequestSize",
                                            MakeUintegerAccessor(&CpuRpcClient::m_requestSize)),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("ResponseSize",
                          "Bytes of a response.",
                          UintegerValue(100),
                          MakeStartAccessor("ResponseSize",
                                            MakeUintegerAccessor(&CpuRpcClient::m_responseSize)),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("Gap",
                          "Seconds from a response to the next request, and to the first one.",
                          StringValue("ns3::ConstantRandomVariable[Constant=0]"),
                          MakePointerAccessor(&CpuRpcClient::m_gap),
                          MakePointerChecker<RandomVariableStream>())
            .AddTraceSource("Latency",
                            "Time from the call of write() to the end of the read() that "
                            "completes the response.",
                            MakeTraceSourceAccessor(&CpuRpcClient::m_latencyTrace),
                            "ns3::Time::TracedCallback");
    return tid;
}

CpuRpcClient::CpuRpcClient() = default;
CpuRpcClient::~CpuRpcClient() = default;

void
CpuRpcClient::DoDispose()
{
    NS_LOG_FUNCTION(this);
    m_socket = nullptr;
    m_cpu = nullptr;
    Application::DoDispose();
}

int64_t
CpuRpcClient::AssignStreams(int64_t stream)
{
    m_gap->SetStream(stream);
    return 1;
}

void
CpuRpcClient::StartApplication()
{
    NS_LOG_FUNCTION(this);
    m_cpu = HostCpu::Get(GetNode());
    m_cpu->GetCore(m_core); // says what is wrong if there is no such core
    m_socket = Socket::CreateSocket(GetNode(), TcpSocketFactory::GetTypeId());
    m_socket->SetAttribute("TcpNoDelay", BooleanValue(true));
    const int bound =
        InetSocketAddress::IsMatchingType(m_remote) ? m_socket->Bind() : m_socket->Bind6();
    NS_ABORT_MSG_IF(bound != 0, "CpuRpcClient cannot bind a socket on its node");
    m_socket->SetConnectCallback(MakeCallback(&CpuRpcClient::HandleConnect, this),
                                 MakeNullCallback<void, Ptr<Socket>>());
    m_socket->SetRecvCallback(MakeCallback(&CpuRpcClient::HandleData, this));
    m_socket->Connect(m_remote);
}

void
CpuRpcClient::StopApplication()
{
    NS_LOG_FUNCTION(this);
    if (m_socket)
    {
        m_socket->SetRecvCallback(MakeNullCallback<void, Ptr<Socket>>());
        m_socket->Close();
    }
}

void
CpuRpcClient::HandleConnect(Ptr<Socket> /* socket */)
{
    Think();
}

void
CpuRpcClient::Think()
{
    const Time gap = Seconds(m_gap->GetValue());
    NS_LOG_LOGIC("the next request follows after " << gap.As(Time::US));
    Simulator::Schedule(gap, &CpuRpcClient::SendRequest, this);
}

void
CpuRpcClient::SendRequest()
{
    NS_LOG_FUNCTION(this);
    m_sent = Simulator::Now();
    m_missing = m_responseSize;
    const CoreContext context{m_core, CpuContext::PROCESS};
    m_cpu->Execute(context,
                   Work(Operation::SWITCH_TASK)
                       .Add(Operation::ENTER_SYSCALL)
                       .Add(Operation::COPY_BYTE, m_requestSize),
                   [this, context]() {
                       Ptr<Packet> request = Create<Packet>(m_requestSize);
                       PushTag::Mark(request);
                       m_cpu->ContinueNextStep(context);
                       m_socket->Send(request);
                   });
}

void
CpuRpcClient::HandleData(Ptr<Socket> socket)
{
    NS_LOG_FUNCTION(this << socket);
    if (m_isReading || socket->GetRxAvailable() == 0)
    {
        NS_LOG_LOGIC((m_isReading ? "a read() is on its way" : "nothing to read"));
        return;
    }
    m_isReading = true;
    const uint32_t bytes = std::min(socket->GetRxAvailable(), m_missing);
    NS_LOG_LOGIC("wake the task to read " << bytes << " bytes");
    m_cpu->Execute(
        CoreContext{m_core, CpuContext::PROCESS},
        Work(Operation::SWITCH_TASK).Add(Operation::ENTER_SYSCALL).Add(Operation::COPY_BYTE, bytes),
        [this, bytes, begin = Simulator::Now()]() { FinishRead(bytes, begin); });
}

void
CpuRpcClient::FinishRead(uint32_t bytes, Time begin)
{
    NS_LOG_FUNCTION(this << bytes);
    m_isReading = false;
    const Ptr<Packet> packet = m_socket->Recv(bytes, 0);
    NS_ASSERT_MSG((packet ? packet->GetSize() : 0) == bytes,
                  bytes << " bytes were paid for, and not read");
    m_cpu->NotifyRead(packet, m_core, begin);
    m_missing -= packet ? packet->GetSize() : 0;
    if (m_missing > 0)
    {
        NS_LOG_LOGIC(m_missing << " bytes of the response are missing");
        HandleData(m_socket);
        return;
    }
    m_responses++;
    m_latencyTrace(Simulator::Now() - m_sent);
    Think();
}

uint64_t
CpuRpcClient::GetResponses() const
{
    return m_responses;
}

std::string
CpuRpcClient::ExplainNoEffect(AttributeUse /* use */) const
{
    return ExplainStart(m_socket != nullptr);
}

} // namespace ns3
