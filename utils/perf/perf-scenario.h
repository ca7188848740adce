/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef PERF_SCENARIO_H
#define PERF_SCENARIO_H

#include "perf-options.h"

#include "ns3/cpu-datagram-sink.h"
#include "ns3/cpu-datagram-source.h"
#include "ns3/cpu-rpc-client.h"
#include "ns3/cpu-sink.h"
#include "ns3/cpu-source.h"
#include "ns3/datagram-flood.h"
#include "ns3/offload-topology.h"
#include "ns3/retransmission-counter.h"

#include <memory>
#include <vector>

/**
 * What offload-perf simulates, built and ready to run: a topology as the options say, and
 * applications. The simulation ends with it.
 */
class PerfScenario
{
  public:
    /**
     * Build, or throw an AttributeTextError.
     *
     * @param options what to build
     * @param seed the seed
     */
    PerfScenario(const PerfOptions& options, uint32_t seed);
    ~PerfScenario();

    std::unique_ptr<ns3::OffloadTopology> topology;      //!< hosts
    std::vector<ns3::Ptr<ns3::CpuSink>> sinks;           //!< receiver's applications
    std::vector<ns3::Ptr<ns3::CpuSource>> sources;       //!< sender's applications
    std::vector<ns3::Ptr<ns3::CpuRpcClient>> rpcClients; //!< those that send requests
    /// Readers of datagrams.
    std::vector<ns3::Ptr<ns3::CpuDatagramSink>> datagramSinks;
    /// Writers of datagrams, of --udp-flows.
    std::vector<ns3::Ptr<ns3::CpuDatagramSource>> datagramSources;
    ns3::Ptr<ns3::DatagramFlood> flood;         //!< generator of datagrams, or null
    ns3::RetransmissionCounter retransmissions; //!< of the sources

  private:
    /// Give TCP its defaults.
    void SetTcp();

    /// Hosts, links and stacks.
    void BuildNetwork();

    /// Throws AttributeTextError if TCP shall work in super-packets, and a sender makes none.
    void CheckLargeSegments() const;

    /// Sinks on the receivers.
    void BuildSinks();

    /// Sources on the senders.
    void BuildSources();

    /**
     * @param index index of an application on its sender, among those of its kind
     * @return the core that it runs on
     */
    uint32_t ChooseSourceCore(uint32_t index) const;

    /// A server on each receiver, and clients on the senders.
    void BuildRpc();

    /**
     * A reader of datagrams.
     *
     * @param port its port
     * @param core its core
     * @return the reader
     */
    ns3::Ptr<ns3::CpuDatagramSink> AddDatagramSink(uint16_t port, uint32_t core);

    /// Writers of datagrams, and their readers.
    void BuildDatagramFlows();

    /// A generator of datagrams and its reader.
    void BuildFlood();

    const PerfOptions& m_options; //!< what to build
};

#endif // PERF_SCENARIO_H
