/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CPU_READER_H
#define OFFLOAD_CPU_READER_H

#include "app/busy-poller.h"

#include "ns3/host-cpu.h"
#include "ns3/random-variable-stream.h"
#include "ns3/sequence-number.h"
#include "ns3/socket.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace ns3
{

/**
 * @ingroup offload
 * The reading task of an application: it sleeps until one of its sockets has data, and then calls
 * read() on one socket after the other. Wake-ups, system calls and copies take time on its core.
 *
 * A socket that has data waits in line until its read() has finished; data that arrives meanwhile
 * does not move it.
 */
class CpuReader
{
  public:
    /// Called when the task calls read() on a socket. Returns the number of bytes that it will
    /// copy, and may add to the work what else the task does before it looks at the next socket.
    /// Nothing: there is nothing to read.
    using Begin = std::function<std::optional<uint32_t>(Ptr<Socket> socket, Work& work)>;

    /// Called when the core has done that work. Returns whether the socket has more to read.
    using Finish = std::function<bool(Ptr<Socket> socket, uint32_t bytes)>;

    /**
     * @param cpu the host's
     * @param core core that the task runs on
     * @param begin called at the begin of a read()
     * @param finish called at its end
     */
    CpuReader(Ptr<HostCpu> cpu, uint32_t core, Begin begin, Finish finish);

    /// The accounts of all sockets must balance.
    ~CpuReader();

    CpuReader(const CpuReader&) = delete;
    CpuReader& operator=(const CpuReader&) = delete;

    /**
     * Let the task's first instruction come later than its wake-up.
     * @param delay seconds, drawn for every wake-up; not counted as load
     */
    void SetWakeDelay(Ptr<RandomVariableStream> delay);

    /**
     * Let the task poll the NIC's queue that gave it data last before it sleeps (SO_BUSY_POLL).
     * @param limit how long at most; 0 to sleep at once
     */
    void SetBusyPoll(Time limit);

    /**
     * Read from a socket, from now on. Nobody else may.
     * @param socket the socket
     */
    void Add(Ptr<Socket> socket);

    /**
     * A socket has data: put it in line, and wake the task if it sleeps.
     * @param socket the socket
     */
    void NotifyData(Ptr<Socket> socket);

    /// The task calls read() and finds nothing: it polls, if it may, or sleeps. After a read() it
    /// does so by itself.
    void Wait();

    /**
     * Take from a TCP socket, in a call of Finish, the bytes that were paid for.
     * @param socket the socket
     * @param bytes how many
     * @return the bytes
     */
    Ptr<Packet> Recv(Ptr<Socket> socket, uint32_t bytes);

    /**
     * In a call of Finish: tell the host's trace source Read. Recv() does so by itself.
     * @param packet the bytes
     */
    void NotifyRead(Ptr<const Packet> packet) const;

  private:
    /// What is known of a socket.
    struct Entry
    {
        bool isWaiting{false};  //!< in line, or being read
        SequenceNumber32 first; //!< TCP: the first byte that the socket offered
        uint64_t bytesRead{0};  //!< by Recv()
    };

    /// If a packet is on its way up the stack right now, remember where it came from.
    void MarkQueue();

    /// The task was woken; its core's scheduler may get to it later.
    void HandleWakeUp();

    /// The task was woken and its core's scheduler has got to it.
    void Run();

    /// The task has polled until there was data, or long enough.
    void EndBusyPoll();

    /**
     * Call read() on the first socket in line, or wait.
     * @param work what the task does before the call
     */
    void ReadNext(Work work);

    /**
     * A read() is paid for.
     * @param socket the socket
     * @param bytes how much
     */
    void FinishRead(Ptr<Socket> socket, uint32_t bytes);

    /**
     * @param socket a socket
     * @param entry what is known of it
     * @return true if bytes read = bytes offered - bytes waiting, or it is not a TCP socket
     */
    static bool IsBalanced(Ptr<Socket> socket, const Entry& entry);

    Ptr<HostCpu> m_cpu;                     //!< who pays
    uint32_t m_core;                        //!< core
    Begin m_begin;                          //!< begins a read()
    Finish m_finish;                        //!< finishes a read()
    Ptr<RandomVariableStream> m_wakeDelay;  //!< seconds; null for none
    std::unique_ptr<BusyPoller> m_poller;   //!< null if the task never polls
    Time m_busyPoll;                        //!< how long it polls
    BusyPollQueue* m_queue{nullptr};        //!< gave us data last; null if no task can poll it
    std::map<Ptr<Socket>, Entry> m_sockets; //!< all sockets
    std::deque<Ptr<Socket>> m_ready;        //!< sockets in line
    bool m_isAwake{false};                  //!< the task runs or is about to
    Time m_readBegin;                       //!< when the read() at hand began
};

} // namespace ns3

#endif // OFFLOAD_CPU_READER_H
