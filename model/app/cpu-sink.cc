/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/cpu-sink.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/stream-pattern.h"
#include "ns3/string.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <vector>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(CpuSink);

TypeId
CpuSink::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::CpuSink")
            .SetParent<Application>()
            .SetGroupName("Offload")
            .AddConstructor<CpuSink>()
            .AddAttribute("Local",
                          "Address and port to listen on.",
                          AddressValue(),
                          MakeAddressAccessor(&CpuSink::m_local),
                          MakeAddressChecker())
            .AddAttribute("Core",
                          "Core that the reading task runs on.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&CpuSink::m_core),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("ReadSize",
                          "Bytes that one read() takes at most.",
                          UintegerValue(65536),
                          MakeUintegerAccessor(&CpuSink::m_readSize),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("Verify",
                          "Compare what is read with the pattern that a CpuSource sends.",
                          BooleanValue(false),
                          MakeBooleanAccessor(&CpuSink::m_verify),
                          MakeBooleanChecker())
            .AddAttribute("WakeDelay",
                          "Seconds from a wake-up to the task's first instruction, not counted as "
                          "load.",
                          StringValue("ns3::ConstantRandomVariable[Constant=0]"),
                          MakePointerAccessor(&CpuSink::m_wakeDelay),
                          MakePointerChecker<RandomVariableStream>())
            .AddTraceSource("Rx",
                            "Bytes were read.",
                            MakeTraceSourceAccessor(&CpuSink::m_rxTrace),
                            "ns3::Packet::TracedCallback");
    return tid;
}

CpuSink::CpuSink() = default;
CpuSink::~CpuSink() = default;

void
CpuSink::DoDispose()
{
    m_listener = nullptr;
    m_connections.clear();
    m_ready.clear();
    m_cpu = nullptr;
    Application::DoDispose();
}

int64_t
CpuSink::AssignStreams(int64_t stream)
{
    m_wakeDelay->SetStream(stream);
    return 1;
}

void
CpuSink::StartApplication()
{
    m_cpu = HostCpu::Get(GetNode());
    m_cpu->GetCore(m_core); // says what is wrong if there is no such core
    m_listener = Socket::CreateSocket(GetNode(), TcpSocketFactory::GetTypeId());
    NS_ABORT_MSG_IF(m_listener->Bind(m_local) != 0 || m_listener->Listen() != 0,
                    "CpuSink cannot listen on attribute Local: give an address of its node and a "
                    "free port");
    m_listener->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                                  MakeCallback(&CpuSink::HandleAccept, this));
}

void
CpuSink::StopApplication()
{
    for (auto& [socket, connection] : m_connections)
    {
        socket->Close();
        socket->SetRecvCallback(MakeNullCallback<void, Ptr<Socket>>());
    }
    if (m_listener)
    {
        m_listener->Close();
    }
}

void
CpuSink::HandleAccept(Ptr<Socket> socket, const Address& /* from */)
{
    Connection& connection = m_connections[socket];
    connection.socket = socket;
    connection.updater = WindowUpdater::Install(DynamicCast<TcpSocketBase>(socket));
    socket->SetRecvCallback(MakeCallback(&CpuSink::HandleData, this));
    HandleData(socket);
}

void
CpuSink::HandleData(Ptr<Socket> socket)
{
    Connection& connection = m_connections[socket];
    if (connection.isReady || socket->GetRxAvailable() == 0)
    {
        return;
    }
    connection.isReady = true;
    m_ready.push_back(&connection);
    if (!m_isAwake)
    {
        m_isAwake = true;
        const Time delay = Seconds(m_wakeDelay->GetValue());
        if (delay.IsZero())
        {
            Run();
        }
        else
        {
            Simulator::Schedule(delay, &CpuSink::Run, this);
        }
    }
}

void
CpuSink::Run()
{
    Read(Work(Operation::SWITCH_TASK));
}

void
CpuSink::Read(Work work)
{
    if (m_ready.empty())
    {
        m_isAwake = false;
        return;
    }
    Connection& connection = *m_ready.front();
    m_ready.pop_front();
    const uint32_t bytes = std::min(connection.socket->GetRxAvailable(), m_readSize);
    work.Add(Operation::ENTER_SYSCALL).Add(Operation::COPY_BYTE, bytes);
    m_cpu->Execute(CpuPlace{m_core, CpuContext::PROCESS}, work, [this, &connection, bytes]() {
        FinishRead(connection, bytes);
        Read(Work());
    });
}

void
CpuSink::FinishRead(Connection& connection, uint32_t bytes)
{
    Ptr<Packet> packet = connection.socket->Recv(bytes, 0);
    if (packet)
    {
        if (m_verify)
        {
            Verify(connection, packet);
        }
        m_reads++;
        m_bytesRead += packet->GetSize();
        connection.bytesRead += packet->GetSize();
        connection.updater->AfterRead();
        m_rxTrace(packet);
    }
    connection.isReady = connection.socket->GetRxAvailable() > 0;
    if (connection.isReady)
    {
        m_ready.push_back(&connection);
    }
}

void
CpuSink::Verify(const Connection& connection, Ptr<const Packet> packet)
{
    std::vector<uint8_t> bytes(packet->GetSize());
    packet->CopyData(bytes.data(), packet->GetSize());
    for (std::size_t i = 0; i < bytes.size(); i++)
    {
        m_wrongBytes += bytes[i] != offload::GetStreamByte(connection.bytesRead + i) ? 1 : 0;
    }
}

uint64_t
CpuSink::GetBytesRead() const
{
    return m_bytesRead;
}

uint64_t
CpuSink::GetReads() const
{
    return m_reads;
}

uint64_t
CpuSink::GetWrongBytes() const
{
    return m_wrongBytes;
}

uint64_t
CpuSink::GetBytesUnread() const
{
    uint64_t bytes = 0;
    for (const auto& [socket, connection] : m_connections)
    {
        bytes += socket->GetRxAvailable();
    }
    return bytes;
}

uint64_t
CpuSink::GetWindowUpdates() const
{
    uint64_t updates = 0;
    for (const auto& [socket, connection] : m_connections)
    {
        updates += connection.updater->GetUpdates();
    }
    return updates;
}

} // namespace ns3
