/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CPU_SOURCE_H
#define OFFLOAD_CPU_SOURCE_H

#include "ns3/address.h"
#include "ns3/application.h"
#include "ns3/attribute-use.h"
#include "ns3/data-rate.h"
#include "ns3/host-cpu.h"
#include "ns3/random-variable-stream.h"
#include "ns3/socket.h"

#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * A TCP client that writes as fast as its core and its socket let it, or at a given rate.
 *
 * The writing task sleeps while the send buffer has less than a third free, as Linux does
 * (sk_stream_is_writeable). With attribute ZeroCopy it writes as MSG_ZEROCOPY does.
 */
class CpuSource : public Application, public StartedObject
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    CpuSource();
    ~CpuSource() override;

    /**
     * @return bytes written so far
     */
    uint64_t GetBytesWritten() const;

    /**
     * @return the connection's socket; null before the start
     */
    Ptr<Socket> GetSocket() const;

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
     * The send buffer has room.
     * @param socket the socket
     * @param available how much, bytes
     */
    void HandleRoom(Ptr<Socket> socket, uint32_t available);

    /**
     * Call write(), or sleep.
     * @param work what precedes the call
     */
    void Write(Work work);

    /**
     * A write() is paid for.
     * @param bytes how much
     */
    void FinishWrite(uint32_t bytes);

    /**
     * @param bytes how much is written
     * @return it, as packets
     */
    std::vector<Ptr<Packet>> MakeContent(uint32_t bytes) const;

    /**
     * @param bytes how much
     * @return what a write() costs
     */
    Work GetWork(uint32_t bytes) const;

    /// The rate allows the next write.
    void Resume();

    Address m_remote;                       //!< attribute
    uint32_t m_core;                        //!< attribute
    uint32_t m_writeSize;                   //!< attribute, bytes
    uint64_t m_maxBytes;                    //!< attribute, bytes
    DataRate m_rate;                        //!< attribute
    bool m_noDelay;                         //!< attribute
    bool m_zeroCopy;                        //!< attribute
    bool m_pattern;                         //!< attribute
    Ptr<RandomVariableStream> m_startDelay; //!< attribute, seconds

    Ptr<HostCpu> m_cpu;         //!< who pays
    Ptr<Socket> m_socket;       //!< connection
    bool m_isAwake{false};      //!< the task runs or waits for its rate
    uint64_t m_bytesWritten{0}; //!< bytes
    Time m_nextWrite;           //!< not before
};

} // namespace ns3

#endif // OFFLOAD_CPU_SOURCE_H
