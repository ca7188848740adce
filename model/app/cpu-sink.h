/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CPU_SINK_H
#define OFFLOAD_CPU_SINK_H

#include "ns3/address.h"
#include "ns3/application.h"
#include "ns3/attribute-use.h"
#include "ns3/random-variable-stream.h"
#include "ns3/socket.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <map>
#include <memory>

namespace ns3
{

class CpuReader;
class WindowUpdater;

/**
 * @ingroup offload
 * A TCP server that reads and discards, at the cost of a core.
 *
 * One task reads from all connections: it sleeps until there is data, and then calls read() on
 * one connection after the other. While its core is slow, data stays in the receive buffer and
 * the window closes.
 */
class CpuSink : public Application, public StartedObject
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    CpuSink();
    ~CpuSink() override;

    /**
     * @return bytes read so far
     */
    uint64_t GetBytesRead() const;

    /**
     * @return calls of read() so far
     */
    uint64_t GetReads() const;

    /**
     * @return bytes that were not those of the pattern that a CpuSource sends; attribute Verify
     */
    uint64_t GetWrongBytes() const;

    /**
     * @return bytes that wait in the receive buffers of all connections
     */
    uint64_t GetBytesUnread() const;

    /**
     * @return window updates sent after reads, on all connections
     */
    uint64_t GetWindowUpdates() const;

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
    /// A connection.
    struct Connection
    {
        Ptr<WindowUpdater> updater; //!< tells the peer that there is room
        uint64_t bytesRead{0};      //!< bytes read from it
    };

    void StartApplication() override;
    void StopApplication() override;

    /**
     * A connection was accepted.
     * @param socket its socket
     * @param from who connected
     */
    void HandleAccept(Ptr<Socket> socket, const Address& from);

    /**
     * Data arrived, or the peer closed.
     * @param socket the connection's socket
     */
    void HandleData(Ptr<Socket> socket);

    /**
     * A read() is paid for.
     * @param socket where from
     * @param bytes how much
     * @return whether there is more to read
     */
    bool FinishRead(Ptr<Socket> socket, uint32_t bytes);

    /**
     * Compare what was read with the pattern.
     * @param connection where from
     * @param packet what was read
     */
    void Verify(const Connection& connection, Ptr<const Packet> packet);

    Address m_local;                       //!< attribute
    uint32_t m_core;                       //!< attribute
    Time m_busyPoll;                       //!< attribute
    uint32_t m_readSize;                   //!< attribute, bytes
    bool m_verify;                         //!< attribute
    bool m_acksAfterRead;                  //!< attribute
    Ptr<RandomVariableStream> m_wakeDelay; //!< attribute, seconds

    std::unique_ptr<CpuReader> m_reader;             //!< the task
    Ptr<Socket> m_listener;                          //!< listening socket
    std::map<Ptr<Socket>, Connection> m_connections; //!< by socket
    uint64_t m_bytesRead{0};                         //!< bytes
    uint64_t m_reads{0};                             //!< calls
    uint64_t m_wrongBytes{0};                        //!< bytes

    /// Bytes were read.
    TracedCallback<Ptr<const Packet>> m_rxTrace;
};

} // namespace ns3

#endif // OFFLOAD_CPU_SINK_H
