/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_OFFLOAD_TOPOLOGY_H
#define OFFLOAD_OFFLOAD_TOPOLOGY_H

#include "ns3/address.h"
#include "ns3/data-rate.h"
#include "ns3/host-cpu.h"
#include "ns3/net-device-container.h"
#include "ns3/nic-driver.h"
#include "ns3/node-container.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/offload-nic-helper.h"
#include "ns3/switch-port-queue.h"

#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * A sender, a receiver and what is between them, for scripts that measure hosts.
 *
 * A topology is made in three steps: the constructor makes the hosts, whose cores can be changed
 * then; the helpers of their NICs can be changed as well; Build makes NICs, links, stacks and
 * addresses. Devices can be changed until the simulation starts, applications are the script's.
 *
 *     WireTopology pair("ideal", "athlon64-2007");
 *     pair.GetReceiverNic().SetReceiveHook("ns3::LroReceiveHook");
 *     pair.Build();
 *     sink->SetAttribute("Local", AddressValue(pair.GetLocal(5201)));
 *     pair.receiver.node->AddApplication(sink);
 *
 * Its addresses are those of 10.0.0.0/16 and fd00::/64: one topology in a simulation.
 */
class OffloadTopology
{
  public:
    /// A host and its parts.
    struct Host
    {
        Ptr<Node> node;   //!< node
        Ptr<HostCpu> cpu; //!< its cores
        NetDeviceContainer
            devices; //!< its NICs; the one in the middle has that to the sender first

        /**
         * @param index index of a NIC, when they are built
         * @return its driver
         */
        Ptr<NicDriver> GetDriver(uint32_t index = 0) const;
    };

    virtual ~OffloadTopology() = default;

    OffloadTopology(const OffloadTopology&) = delete;
    OffloadTopology& operator=(const OffloadTopology&) = delete;

    /// Make NICs, links, stacks and addresses; once.
    void Build();

    /**
     * @param rate rate of the links, before Build
     */
    void SetRate(DataRate rate);

    /**
     * @param delay one-way delay of each link, before Build
     */
    void SetDelay(Time delay);

    /**
     * @param mtu bytes of IP packet that each device takes, before Build
     */
    void SetMtu(uint16_t mtu);

    /**
     * @return what makes the sender's NIC, before Build
     */
    virtual OffloadNicHelper& GetSenderNic() = 0;

    /**
     * @return what makes the receiver's NIC, before Build
     */
    virtual OffloadNicHelper& GetReceiverNic() = 0;

    /**
     * @return what makes the NICs of the host in the middle, before Build; null if it has none
     */
    virtual OffloadNicHelper* GetMiddleNic();

    /**
     * @param port a port
     * @return any address of the receiver, for who listens there
     */
    virtual Address GetLocal(uint16_t port) const;

    /**
     * @param port a port
     * @param index index of a receiver, the program ends if there is no such receiver
     * @return its address, for who connects to it
     */
    Address GetRemote(uint16_t port, uint32_t index = 0) const;

    /**
     * @return all hosts, each once
     */
    NodeContainer GetHosts() const;

    /**
     * @return all that send
     */
    std::vector<Host> GetSenders() const;

    /**
     * @return all that receive
     */
    std::vector<Host> GetReceivers() const;

    /**
     * @return queue of the bottleneck's port towards the receivers, once it is built; null if there
     * is no switch
     */
    virtual Ptr<SwitchPortQueue> GetPortQueue() const;

    /**
     * Write the frames that the receiver's NIC sends and receives (PREFIX-wire-NODE-DEVICE.pcap),
     * if there is a wire, and what goes up its stack (PREFIX-stack-NODE-DEVICE.pcap).
     *
     * @param prefix begin of the files' names
     */
    void EnablePcap(const std::string& prefix);

    Host sender;                      //!< who sends
    Host receiver;                    //!< who receives; it may be the same host
    Host middle;                      //!< between them; without node if there is no such host
    std::vector<Host> otherSenders;   //!< who sends besides, as sender does
    std::vector<Host> otherReceivers; //!< who receives besides, as receiver does

  protected:
    /// A profile whose NIC has the defaults of its attributes: experiments say what differs.
    static constexpr const char* PLAIN_HOST = "athlon64-2007";

    OffloadTopology() = default;

    /**
     * @param profile cost profile
     * @return a new host
     */
    static Host CreateHost(const std::string& profile);

    /// Make NICs and links.
    virtual void BuildLinks() = 0;

    /**
     * Make stacks and addresses.
     * @return the receivers' addresses
     */
    virtual std::vector<Address> BuildStacks() = 0;

    /**
     * Write the frames on the wire at the receiver's NIC; nothing where there is no wire.
     * @param prefix begin of the file's name
     */
    virtual void EnableWirePcap(const std::string& prefix);

    DataRate m_rate{"10Gbps"};     //!< of each link
    Time m_delay{MicroSeconds(5)}; //!< of each link
    uint16_t m_mtu{1500};          //!< of each device

  private:
    std::vector<Address> m_remotes; //!< receivers' addresses
};

} // namespace ns3

#endif // OFFLOAD_OFFLOAD_TOPOLOGY_H
