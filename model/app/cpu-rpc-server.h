/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CPU_RPC_SERVER_H
#define OFFLOAD_CPU_RPC_SERVER_H

#include "ns3/address.h"
#include "ns3/application.h"
#include "ns3/attribute-use.h"
#include "ns3/host-cpu.h"
#include "ns3/socket.h"

#include <cstdint>
#include <map>
#include <memory>

namespace ns3
{

class CpuReader;

/**
 * @ingroup offload
 * Answers each request of its connections with a response, as one task that sleeps until there is
 * something to read. System calls, copies and wake-ups take time on its core.
 */
class CpuRpcServer : public Application, public StartedObject
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    CpuRpcServer();
    ~CpuRpcServer() override;

    /**
     * @return requests answered
     */
    uint64_t GetRequests() const;

  protected:
    void DoDispose() override;
    std::string ExplainNoEffect(AttributeUse use) const override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /**
     * A client has connected.
     * @param socket the connection
     * @param from the client
     */
    void HandleAccept(Ptr<Socket> socket, const Address& from);

    /**
     * There is data to read.
     * @param socket the connection
     */
    void HandleData(Ptr<Socket> socket);

    /**
     * Call read(), and write() in the same go if it completes a request.
     * @param socket the connection
     * @param work gets what the write() costs
     * @return bytes to read, of the request at hand at most
     */
    uint32_t BeginRead(Ptr<Socket> socket, Work& work) const;

    /**
     * A read() is paid for: answer if a request is complete.
     * @param socket the connection
     * @param bytes how much
     * @return whether there is more to read
     */
    bool FinishRead(Ptr<Socket> socket, uint32_t bytes);

    Address m_local;         //!< attribute
    uint32_t m_core;         //!< attribute
    Time m_busyPoll;         //!< attribute
    uint32_t m_requestSize;  //!< attribute, bytes
    uint32_t m_responseSize; //!< attribute, bytes

    Ptr<HostCpu> m_cpu;                        //!< who pays
    Ptr<Socket> m_listener;                    //!< listening socket
    std::unique_ptr<CpuReader> m_reader;       //!< the task
    std::map<Ptr<Socket>, uint32_t> m_missing; //!< bytes of the request at hand, by connection
    uint64_t m_requests{0};                    //!< requests answered
};

} // namespace ns3

#endif // OFFLOAD_CPU_RPC_SERVER_H
