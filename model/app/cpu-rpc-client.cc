/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/cpu-rpc-client.h"

#include "app/cpu-reader.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/inet-socket-address.h"
#include "ns3/log.h"
#include "ns3/nstime.h"
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
            .AddAttribute(
                "BusyPoll",
                "How long the task polls the NIC's queue before it sleeps, when a response is not "
                "there yet (SO_BUSY_POLL); 0 to sleep at once.",
                TimeValue(Seconds(0)),
                MakeStartAccessor("BusyPoll", MakeTimeAccessor(&CpuRpcClient::m_busyPoll)),
                MakeTimeChecker(Seconds(0)))
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
    m_reader.reset();
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
    m_reader = std::make_unique<CpuReader>(
        m_cpu,
        m_core,
        [this](Ptr<Socket> socket, Work& /* work */) {
            return std::min(socket->GetRxAvailable(), m_missing);
        },
        [this](Ptr<Socket> socket, uint32_t bytes) { return FinishRead(socket, bytes); });
    m_socket = Socket::CreateSocket(GetNode(), TcpSocketFactory::GetTypeId());
    m_socket->SetAttribute("TcpNoDelay", BooleanValue(true));
    const int bound =
        InetSocketAddress::IsMatchingType(m_remote) ? m_socket->Bind() : m_socket->Bind6();
    NS_ABORT_MSG_IF(bound != 0, "CpuRpcClient cannot bind a socket on its node");
    m_socket->SetConnectCallback(MakeCallback(&CpuRpcClient::HandleConnect, this),
                                 MakeNullCallback<void, Ptr<Socket>>());
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
CpuRpcClient::HandleConnect(Ptr<Socket> socket)
{
    m_reader->Add(socket);
    socket->SetRecvCallback(MakeCallback(&CpuRpcClient::HandleData, this));
    Think();
}

void
CpuRpcClient::Think()
{
    const Time gap = Seconds(m_gap->GetValue());
    NS_LOG_LOGIC("the next request follows after " << gap.As(Time::US));
    Simulator::Schedule(gap, &CpuRpcClient::SendRequest, this, gap.IsStrictlyPositive());
}

void
CpuRpcClient::SendRequest(bool hasSlept)
{
    NS_LOG_FUNCTION(this << hasSlept);
    m_sent = Simulator::Now();
    m_missing = m_responseSize;
    const CoreContext context{m_core, CpuContext::PROCESS};
    Work work(Operation::ENTER_SYSCALL);
    work.Add(Operation::COPY_BYTE, m_requestSize);
    if (hasSlept)
    {
        work.Add(Operation::SWITCH_TASK);
    }
    m_cpu->Execute(context, work, [this, context]() {
        Ptr<Packet> request = Create<Packet>(m_requestSize);
        PushTag::Mark(request);
        m_cpu->ContinueNextStep(context);
        m_socket->Send(request);
        m_reader->SetBusyPoll(m_busyPoll);
        m_reader->Wait();
    });
}

void
CpuRpcClient::HandleData(Ptr<Socket> socket)
{
    if (socket->GetRxAvailable() > 0)
    {
        m_reader->NotifyData(socket);
    }
}

bool
CpuRpcClient::FinishRead(Ptr<Socket> socket, uint32_t bytes)
{
    NS_LOG_FUNCTION(this << socket << bytes);
    m_missing -= m_reader->Recv(socket, bytes)->GetSize();
    if (m_missing == 0)
    {
        m_responses++;
        m_latencyTrace(Simulator::Now() - m_sent);
        m_reader->SetBusyPoll(Time()); // it thinks, and waits for nothing
        Think();
    }
    return socket->GetRxAvailable() > 0;
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
