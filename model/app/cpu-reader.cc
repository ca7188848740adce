/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "app/cpu-reader.h"

#include "cpu/run-warning.h"

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
CpuReader::SetBusyPoll(Time limit)
{
    m_busyPoll = limit;
    if (!m_poller && limit.IsStrictlyPositive())
    {
        m_poller = std::make_unique<BusyPoller>(m_cpu, m_core);
    }
}

void
CpuReader::Add(Ptr<Socket> socket)
{
    NS_LOG_FUNCTION(this << socket);
    MarkQueue();
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
    MarkQueue();
    if (!m_queue && m_busyPoll.IsStrictlyPositive())
    {
        WarnInRun("Attribute BusyPoll has no effect where data does not come from a NIC with NAPI "
                  "(a loopback device, a NIC without NAPI): set it to 0");
    }
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
    m_cpu->WakeTask(m_core, [this]() { HandleWakeUp(); });
}

void
CpuReader::HandleWakeUp()
{
    const Time delay = m_wakeDelay ? Seconds(m_wakeDelay->GetValue()) : Time();
    NS_LOG_LOGIC("the task runs after " << delay.As(Time::US));
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
CpuReader::MarkQueue()
{
    if (BusyPollQueue* queue = m_cpu->GetDeliveringQueue())
    {
        m_queue = queue;
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
    m_isAwake = false;
    Wait();
}

void
CpuReader::Wait()
{
    if (m_isAwake || m_busyPoll.IsZero())
    {
        NS_LOG_LOGIC("nothing to read: the task " << (m_isAwake ? "is about to" : "sleeps"));
        return;
    }
    if (!m_queue)
    {
        NS_LOG_LOGIC("nothing to read, and no data has come yet whose queue could be polled");
        return;
    }
    m_isAwake = true;
    m_poller->Start(
        *m_queue,
        m_busyPoll,
        [this]() { return !m_ready.empty(); },
        [this]() { EndBusyPoll(); });
}

void
CpuReader::EndBusyPoll()
{
    if (m_ready.empty())
    {
        NS_LOG_LOGIC("polled in vain: the task sleeps");
        m_isAwake = false;
        return;
    }
    ReadNext(Work());
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
