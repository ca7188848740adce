/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef PERF_SCENARIO_H
#define PERF_SCENARIO_H

#include "datagram-flood.h"
#include "perf-options.h"

#include "ns3/cpu-datagram-sink.h"
#include "ns3/cpu-rpc-client.h"
#include "ns3/cpu-sink.h"
#include "ns3/cpu-source.h"
#include "ns3/host-cpu.h"
#include "ns3/nic-driver.h"
#include "ns3/node-container.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/transmit-tap.h"

#include <map>
#include <memory>
#include <vector>

/**
 * Two hosts and what is between them: what offload-perf simulates, built and ready to run.
 */
class PerfScenario
{
  public:
    /**
     * @param options what to build
     * @param seed the seed
     */
    PerfScenario(const PerfOptions& options, uint32_t seed);
    ~PerfScenario();

    ns3::Ptr<ns3::HostCpu> senderCpu;                    //!< sender's cores
    ns3::Ptr<ns3::HostCpu> receiverCpu;                  //!< receiver's cores
    ns3::Ptr<ns3::NicDriver> senderNic;                  //!< sender's NIC
    ns3::Ptr<ns3::NicDriver> receiverNic;                //!< receiver's NIC
    std::vector<ns3::Ptr<ns3::CpuSink>> sinks;           //!< receiver's applications
    std::vector<ns3::Ptr<ns3::CpuSource>> sources;       //!< sender's applications
    std::vector<ns3::Ptr<ns3::CpuRpcClient>> rpcClients; //!< those that send requests
    ns3::Ptr<ns3::CpuDatagramSink> datagramSink;         //!< reader of datagrams, or null
    std::unique_ptr<DatagramFlood> flood;                //!< sender of datagrams, or null
    ns3::Ptr<ns3::Node> middle;                          //!< between them, or null
    ns3::Ptr<ns3::HostCpu> middleCpu;                    //!< its cores
    ns3::Ptr<ns3::NicDriver> middleIn;                   //!< its NIC towards the sender
    ns3::Ptr<ns3::NicDriver> middleOut;                  //!< its NIC towards the receiver
    uint64_t middleFragments{0};                         //!< IPv4 fragments that it has sent
    uint64_t retransmissions{0};                         //!< segments sent again
    uint64_t queueDrops{0}; //!< packets dropped by the sender's queue disc

    /**
     * @return bytes read that are not what the sources have written, if that is verified
     */
    uint64_t GetWrongBytes() const;

    /**
     * @return the sender's transmit tap
     */
    ns3::Ptr<ns3::TransmitTap> GetSenderTap() const;

    /**
     * @return the receiver's transmit tap
     */
    ns3::Ptr<ns3::TransmitTap> GetReceiverTap() const;

    double sojourn{0};    //!< seconds that packets have spent in the sender's queue disc, in all
    uint64_t sojourns{0}; //!< number of those packets

  private:
    /**
     * @param options what to build
     */
    void SetDefaults(const PerfOptions& options) const;

    /**
     * @param options what to build
     * @param host a node
     * @param profile its profile
     * @return its cores
     */
    ns3::Ptr<ns3::HostCpu> AddCpu(const PerfOptions& options,
                                  ns3::Ptr<ns3::Node> host,
                                  ns3::Ptr<const ns3::CostProfile> profile) const;

    /// Nodes, NICs, link and stacks.
    void BuildNetwork(const PerfOptions& options);

    /// Two hosts and a wire.
    void BuildWire(const PerfOptions& options);

    /// One host and its loopback device.
    void BuildLoopback(const PerfOptions& options);

    /// Two hosts and a router between them.
    void BuildRouter(const PerfOptions& options);

    /// A guest, the host of guests, and another guest or a host on a wire.
    void BuildGuests(const PerfOptions& options);

    /**
     * Install the sender's queue disc.
     * @param options which
     * @param device its device
     */
    void BuildQueueDisc(const PerfOptions& options, ns3::Ptr<ns3::NetDevice> device);

    /// Sink and sources.
    void BuildApplications(const PerfOptions& options);

    /**
     * A server on the receiver, and clients on the sender.
     * @param options what to build
     */
    void BuildRpc(const PerfOptions& options);

    /**
     * A stream of datagrams and its reader.
     * @param options what to build
     */
    void BuildDatagrams(const PerfOptions& options);

    /**
     * @param port a port
     * @return the receiver, for who connects
     */
    ns3::Address GetRemote(uint16_t port) const;

    /// Watch for segments that are sent again.
    void WatchRetransmissions();

    ns3::Ptr<ns3::Node> m_sender;   //!< host
    ns3::Ptr<ns3::Node> m_receiver; //!< host; with a loopback device the same
    ns3::Address m_remote;          //!< where the receiver listens
};

#endif // PERF_SCENARIO_H
