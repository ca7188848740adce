/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef PERF_OPTIONS_H
#define PERF_OPTIONS_H

#include "ns3/data-rate.h"
#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/topology-options.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

/**
 * All that can be asked of offload-perf: its own options, which are attributes of this class, and
 * those of the objects that a simulation makes.
 */
class PerfOptions : public ns3::Object
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static ns3::TypeId GetTypeId();

    /**
     * Read the command line, or throw an AttributeTextError. Where something is to be printed, that
     * is done and the program ends.
     *
     * @param argc number of arguments
     * @param argv arguments
     */
    void Parse(int argc, char* argv[]);

    /**
     * @param name name of an option, or its begin, up to a point
     * @return whether it, or one that begins so, was given
     */
    bool IsGiven(const std::string& name) const;

    /**
     * @return every option that bears on results, by name, as text; of the objects' options those
     * that were given
     */
    std::vector<std::pair<std::string, std::string>> ListParameters() const;

    std::string topology;                   //!< what is between sender and receiver
    ns3::DataRate rate;                     //!< of each link
    ns3::Time delay;                        //!< of each link, one way
    uint32_t mtu;                           //!< bytes of IP packet
    bool isIpv6;                            //!< over IPv6
    bool largeSegments;                     //!< TCP works in super-packets
    bool checksums;                         //!< compute and check checksums
    std::string congestion;                 //!< congestion control
    uint32_t senders;                       //!< hosts that send, in a dumbbell
    uint32_t receivers;                     //!< hosts that receive, in a dumbbell
    uint32_t portLimit;                     //!< bytes at the bottleneck's port
    std::string portMarking;                //!< bytes above which it marks, or "none"
    uint32_t flows;                         //!< connections
    uint32_t sourceCore;                    //!< first core of the sender's applications
    uint32_t sourceCores;                   //!< cores with writers; 0 for all from the first on
    ns3::DataRate appRate;                  //!< of all sources together
    uint32_t appCore;                       //!< first core of the receiver's applications
    uint32_t appCores;                      //!< cores with a reading application each
    uint32_t rpcClients;                    //!< clients that send requests
    uint32_t rpcSize;                       //!< bytes of a request, and of a response
    ns3::Time rpcGap;                       //!< mean time from response to request
    uint32_t udpFlows;                      //!< writers of datagrams that pay and wait
    double udpRate;                         //!< datagrams a second of one that does not
    uint32_t udpSize;                       //!< bytes of its datagrams
    ns3::Time duration;                     //!< to simulate, for each seed
    uint32_t seeds;                         //!< number of seeds
    uint32_t firstSeed;                     //!< first seed
    std::string timeline;                   //!< path of the timeline
    std::string pcap;                       //!< prefix of pcap files
    std::string json;                       //!< file for the results; "-" for standard output
    bool quiet;                             //!< neither progress nor table
    std::vector<ns3::ObjectOption> objects; //!< options of objects, those before their parts'

  private:
    /**
     * Take one argument.
     * @param argument as --NAME=VALUE
     */
    void Take(const std::string& argument);

    /**
     * @param argument as it was given
     * @return whether it is --NAME, NAME being a flag
     */
    static bool IsFlag(const std::string& argument);

    /// Refuse what does not exist or does not go together.
    void Check() const;

    /// Refuse what the simulation would not use.
    void CheckUse() const;

    std::map<std::string, std::string> m_given; //!< texts of all options, by name
};

#endif // PERF_OPTIONS_H
