/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "app/cpu-reader.h"

#include "ns3/assert.h"
#include "ns3/log.h"
#include "ns3/packet.h"
#include "ns3/simulator.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-socket-base.h"

#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("CpuReader");

CpuReader::CpuReader(Ptr<HostCpu> cpu, uint32_t core, Begin begin, Finish finish)
    : m_cpu(cpu),
      m_core(core),
      m_begin(std::move(begin)),
      m_finish(std::move(finish))
{
    NS_LOG_FUNCTION(this << core);
}

CpuReader::~CpuReader()
{
    NS_LOG_FUNCTION(this);
    for ([[maybe_unused]] const auto& [socket, entry] : m_sockets)
    {
        NS_ASSERT_MSG(IsBalanced(socket, entry), "bytes of a socket were lost or read twice");
    }
}

void
CpuReader::SetWakeDelay(Ptr<RandomVariableStream> delay)
{
    m_wakeDelay = delay;
}

void
CpuReader::Add(Ptr<Socket> socket)
{
    NS_LOG_FUNCTION(this << socket);
    Entry& entry = m_sockets[socket];
    if (const auto tcp = DynamicCast<TcpSocketBase>(socket))
    {
        const auto buffer = tcp->GetRxBuffer();
        entry.first =
            buffer->NextRxSequence() - (buffer->Available() + (buffer->Finished() ? 1 : 0));
    }
}

void
CpuReader::NotifyData(Ptr<Socket> socket)
{
    NS_LOG_FUNCTION(this << socket);
    Entry& entry = m_sockets.at(socket);
    if (entry.isWaiting)
    {
        NS_LOG_LOGIC("the socket is in line already");
        return;
    }
    entry.isWaiting = true;
    m_ready.push_back(socket);
    if (m_isAwake)
    {
        NS_LOG_LOGIC("the task is awake; " << m_ready.size() << " sockets in line");
        return;
    }
    m_isAwake = true;
    const Time delay = m_wakeDelay ? Seconds(m_wakeDelay->GetValue()) : Time();
    NS_LOG_LOGIC("wake the task after " << delay.As(Time::US));
    if (delay.IsZero())
    {
        Run();
    }
    else
    {
        Simulator::Schedule(delay, &CpuReader::Run, this);
    }
}

void
CpuReader::Run()
{
    ReadNext(Work(Operation::SWITCH_TASK));
}

void
CpuReader::ReadNext(Work work)
{
    while (!m_ready.empty())
    {
        const Ptr<Socket> socket = m_ready.front();
        m_ready.pop_front();
        if (const std::optional<uint32_t> bytes = m_begin(socket, work))
        {
            NS_LOG_LOGIC("read " << *bytes << " bytes of socket " << socket);
            work.Add(Operation::ENTER_SYSCALL).Add(Operation::COPY_BYTE, *bytes);
            m_readBegin = Simulator::Now();
            m_cpu->Execute(CoreContext{m_core, CpuContext::PROCESS},
                           work,
                           [this, socket, count = *bytes]() { FinishRead(socket, count); });
            return;
        }
        m_sockets.at(socket).isWaiting = false;
    }
    NS_LOG_LOGIC("nothing to read: the task sleeps");
    m_isAwake = false;
}

void
CpuReader::FinishRead(Ptr<Socket> socket, uint32_t bytes)
{
    NS_LOG_FUNCTION(this << socket << bytes);
    const bool hasMore = m_finish(socket, bytes);
    Entry& entry = m_sockets.at(socket);
    NS_ASSERT_MSG(IsBalanced(socket, entry), "bytes of a socket were lost or read twice");
    entry.isWaiting = hasMore;
    if (hasMore)
    {
        m_ready.push_back(socket);
    }
    ReadNext(Work());
}

Ptr<Packet>
CpuReader::Recv(Ptr<Socket> socket, uint32_t bytes)
{
    const Ptr<Packet> packet = socket->Recv(bytes, 0);
    NS_ASSERT_MSG(packet && packet->GetSize() == bytes,
                  bytes << " bytes were paid for, and not read");
    m_sockets.at(socket).bytesRead += packet ? packet->GetSize() : 0;
    NotifyRead(packet);
    return packet;
}

void
CpuReader::NotifyRead(Ptr<const Packet> packet) const
{
    m_cpu->NotifyRead(packet, m_core, m_readBegin);
}

bool
CpuReader::IsBalanced(Ptr<Socket> socket, const Entry& entry)
{
    const auto tcp = DynamicCast<TcpSocketBase>(socket);
    if (!tcp)
    {
        return true;
    }
    const auto buffer = tcp->GetRxBuffer();
    const uint32_t end = buffer->NextRxSequence().GetValue() - (buffer->Finished() ? 1 : 0);
    const uint32_t offered = end - entry.first.GetValue();
    return static_cast<uint32_t>(entry.bytesRead) == offered - buffer->Available();
}

} // namespace ns3
