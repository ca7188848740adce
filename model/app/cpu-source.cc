/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/cpu-source.h"

#include "app/stream-pattern.h"
#include "cpu/attribute-reader.h"
#include "packet/memory-page.h"

#include "ns3/abort.h"
#include "ns3/assert.h"
#include "ns3/boolean.h"
#include "ns3/inet-socket-address.h"
#include "ns3/log.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/tcp-socket.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <vector>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("CpuSource");

NS_OBJECT_ENSURE_REGISTERED(CpuSource);

namespace
{

/**
 * @param socket a TCP socket
 * @return bytes of its send buffer
 */
uint64_t
GetSendBuffer(const Socket& socket)
{
    static const AttributeReader reader(TcpSocket::GetTypeId(), "SndBufSize");
    UintegerValue bytes;
    reader.Get(socket, bytes);
    return bytes.Get();
}

/**
 * @param socket a TCP socket
 * @return payload bytes of its segments
 */
uint32_t
GetSegmentSize(const Socket& socket)
{
    static const AttributeReader reader(TcpSocket::GetTypeId(), "SegmentSize");
    UintegerValue bytes;
    reader.Get(socket, bytes);
    return static_cast<uint32_t>(bytes.Get());
}

} // namespace

TypeId
CpuSource::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::CpuSource")
            .SetParent<Application>()
            .SetGroupName("Offload")
            .AddConstructor<CpuSource>()
            .AddAttribute("Remote",
                          "Address and port to connect to.",
                          AddressValue(),
                          MakeStartAccessor("Remote", MakeAddressAccessor(&CpuSource::m_remote)),
                          MakeAddressChecker())
            .AddAttribute("Core",
                          "Core that the writing task runs on.",
                          UintegerValue(0),
                          MakeStartAccessor("Core", MakeUintegerAccessor(&CpuSource::m_core)),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute(
                "WriteSize",
                "Bytes of one write().",
                UintegerValue(65536),
                MakeStartAccessor("WriteSize", MakeUintegerAccessor(&CpuSource::m_writeSize)),
                MakeUintegerChecker<uint32_t>(1))
            .AddAttribute(
                "MaxBytes",
                "Bytes to write before the connection is closed; 0 for no end.",
                UintegerValue(0),
                MakeStartAccessor("MaxBytes", MakeUintegerAccessor(&CpuSource::m_maxBytes)),
                MakeUintegerChecker<uint64_t>())
            .AddAttribute("Rate",
                          "Rate of the application; 0 for as fast as possible.",
                          DataRateValue(DataRate(0)),
                          MakeDataRateAccessor(&CpuSource::m_rate),
                          MakeDataRateChecker())
            .AddAttribute(
                "NoDelay",
                "Send what is less than a segment at once (TCP_NODELAY), rather than with "
                "what follows (Nagle's algorithm, as in Linux unless asked otherwise).",
                BooleanValue(false),
                MakeStartAccessor("NoDelay", MakeBooleanAccessor(&CpuSource::m_noDelay)),
                MakeBooleanChecker())
            .AddAttribute(
                "ZeroCopy",
                "Send from the writer's pages (MSG_ZEROCOPY): a write() pins them, and its end is "
                "a notification, in place of a copy.",
                BooleanValue(false),
                MakeStartAccessor("ZeroCopy", MakeBooleanAccessor(&CpuSource::m_zeroCopy)),
                MakeBooleanChecker())
            .AddAttribute("Pattern",
                          "Write bytes that a CpuSink can verify, rather than bytes that need no "
                          "memory.",
                          BooleanValue(false),
                          MakeStartAccessor("Pattern", MakeBooleanAccessor(&CpuSource::m_pattern)),
                          MakeBooleanChecker())
            .AddAttribute(
                "StartDelay",
                "Seconds from the start of the application to its connect().",
                StringValue("ns3::ConstantRandomVariable[Constant=0]"),
                MakeStartAccessor("StartDelay", MakePointerAccessor(&CpuSource::m_startDelay)),
                MakePointerChecker<RandomVariableStream>());
    return tid;
}

CpuSource::CpuSource() = default;
CpuSource::~CpuSource() = default;

void
CpuSource::DoDispose()
{
    NS_LOG_FUNCTION(this);
    NS_ASSERT_MSG(m_maxBytes == 0 || m_bytesWritten <= m_maxBytes,
                  m_bytesWritten << " bytes were written, " << m_maxBytes << " asked for");
    m_socket = nullptr;
    m_cpu = nullptr;
    Application::DoDispose();
}

int64_t
CpuSource::AssignStreams(int64_t stream)
{
    m_startDelay->SetStream(stream);
    return 1;
}

void
CpuSource::StartApplication()
{
    NS_LOG_FUNCTION(this);
    m_cpu = HostCpu::Get(GetNode());
    m_cpu->GetCore(m_core); // says what is wrong if there is no such core
    m_socket = Socket::CreateSocket(GetNode(), TcpSocketFactory::GetTypeId());
    m_socket->SetAttribute("TcpNoDelay", BooleanValue(m_noDelay));
    const uint64_t sendBuffer = GetSendBuffer(*m_socket);
    NS_ABORT_MSG_IF(m_writeSize > sendBuffer,
                    "CpuSource's attribute WriteSize is "
                        << m_writeSize << ", more than the send buffer of " << sendBuffer
                        << " bytes: raise ns3::TcpSocket::SndBufSize or lower WriteSize");
    const int bound =
        InetSocketAddress::IsMatchingType(m_remote) ? m_socket->Bind() : m_socket->Bind6();
    NS_ABORT_MSG_IF(bound != 0, "CpuSource cannot bind a socket on its node");
    m_socket->SetConnectCallback(MakeCallback(&CpuSource::HandleConnect, this),
                                 MakeNullCallback<void, Ptr<Socket>>());
    m_socket->SetSendCallback(MakeCallback(&CpuSource::HandleRoom, this));
    Simulator::Schedule(Seconds(m_startDelay->GetValue()), &Socket::Connect, m_socket, m_remote);
}

void
CpuSource::StopApplication()
{
    NS_LOG_FUNCTION(this);
    if (m_socket)
    {
        m_socket->SetSendCallback(MakeNullCallback<void, Ptr<Socket>, uint32_t>());
        m_socket->Close();
    }
}

void
CpuSource::HandleConnect(Ptr<Socket> socket)
{
    NS_LOG_FUNCTION(this << socket);
    HandleRoom(socket, socket->GetTxAvailable());
}

void
CpuSource::HandleRoom(Ptr<Socket> socket, uint32_t available)
{
    NS_LOG_FUNCTION(this << socket << available);
    if (m_isAwake)
    {
        NS_LOG_LOGIC("the task is awake");
        return;
    }
    const bool isWriteable = 3 * static_cast<uint64_t>(available) >= GetSendBuffer(*socket);
    if (isWriteable && available >= m_writeSize)
    {
        NS_LOG_LOGIC("wake the task: " << available << " bytes are free");
        m_isAwake = true;
        m_cpu->WakeTask(m_core, [this]() { Resume(); });
    }
    else
    {
        NS_LOG_LOGIC("let the task sleep: only " << available << " bytes are free");
    }
}

void
CpuSource::Write(Work work)
{
    uint64_t bytes = m_writeSize;
    if (m_maxBytes > 0)
    {
        bytes = std::min(bytes, m_maxBytes - m_bytesWritten);
    }
    if (bytes == 0 || m_socket->GetTxAvailable() < bytes)
    {
        NS_LOG_LOGIC((bytes == 0 ? "all is written" : "the send buffer is full: the task sleeps"));
        m_isAwake = bytes == 0; // nothing wakes a task that is done
        return;
    }
    if (m_nextWrite > Simulator::Now())
    {
        NS_LOG_LOGIC("the rate allows the next write at " << m_nextWrite.As(Time::S));
        Simulator::Schedule(m_nextWrite - Simulator::Now(), &CpuSource::Resume, this);
        return;
    }
    const auto count = static_cast<uint32_t>(bytes);
    work.Add(GetWork(count));
    m_cpu->Execute(CoreContext{m_core, CpuContext::PROCESS}, work, [this, count]() {
        FinishWrite(count);
        Write(Work());
    });
}

Work
CpuSource::GetWork(uint32_t bytes) const
{
    Work work(Operation::ENTER_SYSCALL);
    if (m_zeroCopy)
    {
        // Linux may tell of several writes in one notification; here each has its own.
        work.Add(Operation::PIN_PAGE, offload::CountPages(bytes)).Add(Operation::TAKE_NOTIFICATION);
    }
    else
    {
        work.Add(Operation::COPY_BYTE, bytes);
    }
    return work;
}

void
CpuSource::Resume()
{
    Write(Work(Operation::SWITCH_TASK));
}

void
CpuSource::FinishWrite(uint32_t bytes)
{
    NS_LOG_FUNCTION(this << bytes);
    // TCP sends one time step later what this call lets it send; that is part of the call.
    m_cpu->ContinueNextStep(CoreContext{m_core, CpuContext::PROCESS});
    if (m_maxBytes > 0 && m_bytesWritten + bytes == m_maxBytes)
    {
        m_socket->SetAttribute("TcpNoDelay", BooleanValue(true)); // as close() does in Linux
    }
    for (const auto& packet : MakeContent(bytes))
    {
        const int sent = m_socket->Send(packet);
        if (sent < 0)
        {
            NS_LOG_LOGIC("the connection is gone");
            return;
        }
        NS_ASSERT_MSG(static_cast<uint32_t>(sent) == packet->GetSize(),
                      packet->GetSize() << " bytes were paid for, " << sent << " written");
    }
    m_bytesWritten += bytes;
    if (m_rate.GetBitRate() > 0)
    {
        m_nextWrite = std::max(m_nextWrite, Simulator::Now() - MilliSeconds(1)) +
                      m_rate.CalculateBytesTxTime(bytes);
    }
    if (m_maxBytes > 0 && m_bytesWritten == m_maxBytes)
    {
        NS_LOG_LOGIC("close: all " << m_maxBytes << " bytes are written");
        m_socket->Close();
    }
}

std::vector<Ptr<Packet>>
CpuSource::MakeContent(uint32_t bytes) const
{
    if (m_pattern)
    {
        std::vector<uint8_t> content(bytes);
        for (uint32_t i = 0; i < bytes; i++)
        {
            content[i] = offload::GetStreamByte(m_bytesWritten + i);
        }
        return {Create<Packet>(content.data(), bytes)};
    }
    // ns-3 joins unwritten bytes as a length only behind a packet that shares nothing with another:
    // so a segment's bytes, where it begins in one write and ends in the next, are packets of their
    // own. Else its TCP writes all of them out as zeros.
    const uint32_t segment = GetSegmentSize(*m_socket);
    const auto begun = static_cast<uint32_t>(m_bytesWritten % segment);
    const uint32_t first = begun > 0 ? std::min(bytes, segment - begun) : 0;
    const uint32_t last = (bytes - first) % segment;
    std::vector<Ptr<Packet>> packets;
    for (const uint32_t size : {first, bytes - first - last, last})
    {
        if (size > 0)
        {
            packets.push_back(Create<Packet>(size));
        }
    }
    return packets;
}

uint64_t
CpuSource::GetBytesWritten() const
{
    return m_bytesWritten;
}

Ptr<Socket>
CpuSource::GetSocket() const
{
    return m_socket;
}

std::string
CpuSource::ExplainNoEffect(AttributeUse /* use */) const
{
    return ExplainStart(m_socket != nullptr);
}

} // namespace ns3
