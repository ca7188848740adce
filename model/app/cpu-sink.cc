/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/cpu-sink.h"

#include "app/cpu-reader.h"
#include "app/stream-pattern.h"
#include "stack/window-updater.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/host-cpu.h"
#include "ns3/log.h"
#include "ns3/nstime.h"
#include "ns3/pointer.h"
#include "ns3/string.h"
#include "ns3/tcp-socket-base.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <vector>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("CpuSink");

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
                          MakeStartAccessor("Local", MakeAddressAccessor(&CpuSink::m_local)),
                          MakeAddressChecker())
            .AddAttribute("Core",
                          "Core that the reading task runs on.",
                          UintegerValue(0),
                          MakeStartAccessor("Core", MakeUintegerAccessor(&CpuSink::m_core)),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute(
                "AckAfterRead",
                "Data are acknowledged by the reading task after a read(), from its core, "
                "and not as they arrive. Linux does so while what waits for the reader "
                "keeps the window where it is (tcp_cleanup_rbuf).",
                BooleanValue(false),
                MakeStartAccessor("AckAfterRead", MakeBooleanAccessor(&CpuSink::m_acksAfterRead)),
                MakeBooleanChecker())
            .AddAttribute("BusyPoll",
                          "How long the task polls the NIC's queue before it sleeps, when there is "
                          "nothing to read (SO_BUSY_POLL); 0 to sleep at once.",
                          TimeValue(Seconds(0)),
                          MakeStartAccessor("BusyPoll", MakeTimeAccessor(&CpuSink::m_busyPoll)),
                          MakeTimeChecker(Seconds(0)))
            .AddAttribute("ReadSize",
                          "Bytes that one read() takes at most.",
                          UintegerValue(65536),
                          MakeUintegerAccessor(&CpuSink::m_readSize),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("Verify",
                          "Compare what is read with the pattern that a CpuSource sends.",
                          BooleanValue(false),
                          MakeStartAccessor("Verify", MakeBooleanAccessor(&CpuSink::m_verify)),
                          MakeBooleanChecker())
            .AddAttribute(
                "WakeDelay",
                "Seconds from a wake-up to the task's first instruction, not counted as "
                "load.",
                StringValue("ns3::ConstantRandomVariable[Constant=0]"),
                MakeStartAccessor("WakeDelay", MakePointerAccessor(&CpuSink::m_wakeDelay)),
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
    NS_LOG_FUNCTION(this);
    m_listener = nullptr;
    m_reader.reset();
    m_connections.clear();
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
    NS_LOG_FUNCTION(this);
    const Ptr<HostCpu> cpu = HostCpu::Get(GetNode());
    cpu->GetCore(m_core); // says what is wrong if there is no such core
    m_reader = std::make_unique<CpuReader>(
        cpu,
        m_core,
        [this](Ptr<Socket> socket, Work& /* work */) {
            return std::min(socket->GetRxAvailable(), m_readSize);
        },
        [this](Ptr<Socket> socket, uint32_t bytes) { return FinishRead(socket, bytes); });
    m_reader->SetBusyPoll(m_busyPoll);
    m_reader->SetWakeDelay(m_wakeDelay);
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
    NS_LOG_FUNCTION(this);
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
    NS_LOG_FUNCTION(this << socket);
    m_reader->Add(socket);
    const auto updater = WindowUpdater::Install(DynamicCast<TcpSocketBase>(socket));
    if (m_acksAfterRead)
    {
        updater->AcknowledgeAfterRead();
    }
    m_connections[socket].updater = updater;
    socket->SetRecvCallback(MakeCallback(&CpuSink::HandleData, this));
    HandleData(socket);
}

void
CpuSink::HandleData(Ptr<Socket> socket)
{
    if (socket->GetRxAvailable() > 0)
    {
        m_reader->NotifyData(socket);
    }
}

bool
CpuSink::FinishRead(Ptr<Socket> socket, uint32_t bytes)
{
    NS_LOG_FUNCTION(this << socket << bytes);
    if (const Ptr<Packet> packet = m_reader->Recv(socket, bytes))
    {
        Connection& connection = m_connections[socket];
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
    return socket->GetRxAvailable() > 0;
}

void
CpuSink::Verify(const Connection& connection, Ptr<const Packet> packet)
{
    std::vector<uint8_t> bytes(packet->GetSize());
    packet->CopyData(bytes.data(), packet->GetSize());
    uint64_t wrong = 0;
    for (std::size_t i = 0; i < bytes.size(); i++)
    {
        wrong += bytes[i] != offload::GetStreamByte(connection.bytesRead + i) ? 1 : 0;
    }
    NS_LOG_LOGIC(wrong << " of " << bytes.size() << " bytes are wrong");
    m_wrongBytes += wrong;
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

std::string
CpuSink::ExplainNoEffect(AttributeUse /* use */) const
{
    return ExplainStart(m_listener != nullptr);
}

} // namespace ns3
