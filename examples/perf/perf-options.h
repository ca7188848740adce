/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef PERF_OPTIONS_H
#define PERF_OPTIONS_H

#include "ns3/cost-profile.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup offload
 * The command line of offload-perf.
 */

/**
 * All that can be asked of offload-perf. Defaults are those of the main experiment.
 */
struct PerfOptions
{
    std::string profile{"athlon64-2007"}; //!< cost profile of the receiver
    std::string senderProfile{"ideal"};   //!< cost profile of the sender
    std::string clock{"profile"};         //!< receiver's clock, GHz
    std::string cost;                     //!< changed costs, NAME=CYCLES,...
    uint32_t cores{0};                    //!< cores of each host; 0 as in the profile

    std::string nic{"custom"};    //!< NIC preset, or custom: what the next options say
    std::string hook{"none"};     //!< receive hook
    std::string buffers{"skb"};   //!< receive buffers
    uint32_t pageOrder{0};        //!< order of receive pages
    uint32_t bufferSize{2048};    //!< bytes
    uint32_t maxDesc{8};          //!< LRO sessions
    uint32_t maxAggr{16};         //!< LRO frames a session
    std::string hardware{"none"}; //!< what merges in the NIC
    uint32_t groLimit{8};         //!< GRO packets held in a list
    uint32_t groBuckets{8};       //!< GRO lists
    bool groEvictOldest{true};    //!< GRO: the oldest makes room
    uint32_t groMaxSize{65536};   //!< GRO, bytes

    std::string link{"wire"};                   //!< what is between sender and receiver
    std::string middleProfile{"athlon64-2007"}; //!< cost profile of the host between them
    std::string middleClock{"profile"};         //!< its clock, GHz
    std::string middleHook{"none"};             //!< receive hook of its NICs
    bool middleForceLro{false};                 //!< LRO though it forwards
    bool middleTso{false};                      //!< feature of its NICs
    std::string senderClock{"profile"};         //!< sender's clock, GHz
    bool txGso{true};                           //!< feature
    bool txTso{false};                          //!< feature
    bool scatterGather{true};                   //!< feature
    bool txChecksum{true};                      //!< feature
    std::string era{"linux-6.18"};              //!< rules between features
    uint32_t gsoMaxSize{65535};                 //!< bytes
    uint32_t gsoMaxSegs{65535};                 //!< segments
    uint32_t limitOutputBytes{1048576};         //!< TCP small queues
    uint32_t pacingShift{10};                   //!< autosizing
    uint32_t tsoWinDivisor{0};                  //!< deferral
    std::string queueDisc{"FqCoDelQueueDisc"};  //!< sender's; ROOT or ROOT/CHILD

    uint32_t rxRing{1024};      //!< frames
    uint32_t txRing{512};       //!< frames
    bool rxChecksum{true};      //!< feature
    bool chargeTrueSize{false}; //!< of packets to the receive buffer
    uint32_t vlan{0};           //!< VLAN
    double rxUsecs{75};         //!< µs
    uint32_t rxFrames{0};       //!< frames
    double itr{0};              //!< µs
    bool adaptiveItr{false};    //!< the gap follows the traffic
    bool napi{true};            //!< the driver polls
    uint32_t hz{1000};          //!< clock ticks a second
    double groFlushTimeout{0};  //!< µs
    uint32_t deferHardIrqs{0};  //!< polls
    double budgetTime{2000};    //!< softirq budget, µs
    uint32_t napiWeight{64};    //!< frames
    uint32_t budget{300};       //!< frames
    uint32_t irqCore{0};        //!< core
    uint32_t appCore{1};        //!< core
    uint32_t appCores{1};       //!< cores
    uint32_t rxQueues{1};       //!< receive queues

    std::string rate{"10Gbps"};  //!< link
    double delay{5};             //!< µs one way
    uint32_t mtu{1500};          //!< bytes of IP packet
    double reorder{0};           //!< probability per frame
    bool checksums{false};       //!< compute and check
    bool keepChecksum{true};     //!< of super-packets
    bool ipv6{false};            //!< over IPv6
    bool verify{false};          //!< compare what is read with what was written
    double ceThreshold{0};       //!< µs
    double loss{0};              //!< probability per frame
    std::string tcp{"TcpCubic"}; //!< congestion control
    uint32_t rcvBuf{524288};     //!< bytes
    uint32_t sndBuf{1048576};    //!< bytes
    uint32_t flows{1};           //!< connections
    std::string appRate{"0bps"}; //!< of all sources; 0 for no limit
    uint32_t writeSize{65536};   //!< bytes
    uint32_t readSize{65536};    //!< bytes
    double wakeDelay{5};         //!< µs, upper end of a uniform distribution
    uint32_t rpcClients{0};      //!< clients that send requests beside the bulk flows
    uint32_t rpcSize{100};       //!< bytes of a request, and of a response
    double rpcGap{100};          //!< µs, mean time from response to request
    double udpPps{0};            //!< datagrams a second
    uint32_t udpSize{18};        //!< bytes of a datagram

    double duration{100};        //!< ms simulated for each seed
    uint32_t seeds{5};           //!< number of seeds
    uint32_t firstSeed{1};       //!< first seed
    std::string pcap;            //!< prefix of pcap files
    std::string json;            //!< file for the results
    bool printOperations{false}; //!< list operations and stop
};

/**
 * Read the command line, or end the program with a message and status 1.
 *
 * @param argc number of arguments
 * @param argv arguments
 * @return the options, checked
 */
PerfOptions ParsePerfOptions(int argc, char* argv[]);

/**
 * @param options the options
 * @return the receiver's cost profile with the changes that the options ask for
 */
ns3::Ptr<const ns3::CostProfile> LoadReceiverProfile(const PerfOptions& options);

/**
 * @param options the options
 * @return the sender's cost profile at the clock that the options ask for
 */
ns3::Ptr<const ns3::CostProfile> LoadSenderProfile(const PerfOptions& options);

/**
 * @param options the options
 * @return the cost profile of the host between them at the clock that the options ask for
 */
ns3::Ptr<const ns3::CostProfile> LoadMiddleProfile(const PerfOptions& options);

/**
 * @param options the options
 * @return every option that bears on results, by name, as text
 */
std::vector<std::pair<std::string, std::string>> ListParameters(const PerfOptions& options);

/**
 * End the program with status 1.
 * @param message what is wrong, the value and the remedy
 */
[[noreturn]] void Fail(const std::string& message);

#endif // PERF_OPTIONS_H
