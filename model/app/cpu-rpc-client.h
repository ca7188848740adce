/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CPU_RPC_CLIENT_H
#define OFFLOAD_CPU_RPC_CLIENT_H

#include "ns3/address.h"
#include "ns3/application.h"
#include "ns3/attribute-use.h"
#include "ns3/host-cpu.h"
#include "ns3/random-variable-stream.h"
#include "ns3/socket.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <memory>

namespace ns3
{

class CpuReader;

/**
 * @ingroup offload
 * Sends a request over TCP, waits for the response, and after a while sends the next one
 * (netperf's TCP_RR). System calls, copies and wake-ups take time on a core.
 */
class CpuRpcClient : public Application, public StartedObject
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    CpuRpcClient();
    ~CpuRpcClient() override;

    /**
     * @return responses read
     */
    uint64_t GetResponses() const;

    /**
     * Assign a fixed random variable stream number to the random variables used by this model.
     * @param stream first stream index to use
     * @return the number of stream indices assigned
     */
    int64_t AssignStreams(int64_t stream);

  protected:
    void DoDispose() override;
    std::string ExplainNoEffect(AttributeUse use) const override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /**
     * The connection is there.
     * @param socket its socket
     */
    void HandleConnect(Ptr<Socket> socket);

    /**
     * A part of a response has come.
     * @param socket the socket
     */
    void HandleData(Ptr<Socket> socket);

    /// Wait for the time of the next request.
    void Think();

    /**
     * Send a request.
     * @param hasSlept the task has to be woken for it
     */
    void SendRequest(bool hasSlept);

    /**
     * A read() is paid for.
     * @param socket the socket
     * @param bytes how much
     * @return whether there is more to read
     */
    bool FinishRead(Ptr<Socket> socket, uint32_t bytes);

    Address m_remote;                //!< attribute
    uint32_t m_core;                 //!< attribute
    Time m_busyPoll;                 //!< attribute
    uint32_t m_requestSize;          //!< attribute, bytes
    uint32_t m_responseSize;         //!< attribute, bytes
    Ptr<RandomVariableStream> m_gap; //!< attribute, seconds

    Ptr<HostCpu> m_cpu;                  //!< who pays
    Ptr<Socket> m_socket;                //!< connection
    std::unique_ptr<CpuReader> m_reader; //!< reading task
    uint32_t m_missing{0};               //!< bytes of the response that have not been read
    uint64_t m_responses{0};             //!< responses read
    Time m_sent;                         //!< when the task called write()

    TracedCallback<Time> m_latencyTrace; //!< from write() to the end of the last read()
};

} // namespace ns3

#endif // OFFLOAD_CPU_RPC_CLIENT_H
