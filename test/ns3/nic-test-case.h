/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef NIC_TEST_CASE_H
#define NIC_TEST_CASE_H

#include "test-profile.h"

#include "ns3/host-cpu.h"
#include "ns3/offload-point-to-point-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/test.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace offloadtest
{

using namespace ns3;

/**
 * @ingroup offload-test
 * Two hosts without a stack; what the second receives is noted.
 */
class NicTestCase : public TestCase
{
  public:
    /**
     * @param name what is tested
     */
    explicit NicTestCase(const std::string& name)
        : TestCase(name),
          m_link("ideal")
    {
        m_link.SetDeviceAttribute("DataRate", StringValue("1Gbps"));
        m_link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(0)));
    }

  protected:
    /**
     * Make the hosts.
     * @param costs what the second host pays for
     */
    void Build(const std::map<std::string, double>& costs = {})
    {
        m_hosts.Create(2);
        m_cpu = CreateObject<HostCpu>();
        m_cpu->SetCostProfile(CreateTestProfile(costs));
        m_hosts.Get(1)->AggregateObject(m_cpu);
        m_devices = m_link.Install(m_hosts);
        m_hosts.Get(1)->RegisterProtocolHandler(MakeCallback(&NicTestCase::Receive, this),
                                                IP,
                                                m_devices.Get(1));
        m_driver = m_devices.Get(1)->GetObject<NicDriver>();
    }

    /// Clean up.
    void DoTeardown() override
    {
        m_cpu = nullptr;
        m_driver = nullptr;
        m_devices = NetDeviceContainer();
        m_hosts = NodeContainer();
        Simulator::Destroy();
    }

    /**
     * Send packets from the first host back to back.
     * @param count how many
     * @param bytes size of each, of an IP packet
     */
    void Send(uint32_t count, uint32_t bytes)
    {
        for (uint32_t i = 0; i < count; i++)
        {
            m_devices.Get(0)->Send(Create<Packet>(bytes), m_devices.Get(1)->GetAddress(), IP);
        }
    }

    /**
     * Send packets later.
     * @param time when
     * @param count how many
     * @param bytes size of each, of an IP packet
     */
    void SendAt(Time time, uint32_t count, uint32_t bytes)
    {
        Simulator::Schedule(time, &NicTestCase::Send, this, count, bytes);
    }

    /**
     * A packet reached the second host's stack.
     * @param packet the packet
     */
    void Receive(Ptr<NetDevice> /* device */,
                 Ptr<const Packet> packet,
                 uint16_t /* protocol */,
                 const Address& /* from */,
                 const Address& /* to */,
                 NetDevice::PacketType /* type */)
    {
        m_times.push_back(Simulator::Now());
        m_sizes.push_back(packet->GetSize());
    }

    static constexpr uint16_t IP = 0x0800; //!< Ethernet type of IPv4

    OffloadPointToPointHelper m_link; //!< makes the NICs
    NodeContainer m_hosts;            //!< hosts
    NetDeviceContainer m_devices;     //!< their NICs
    Ptr<HostCpu> m_cpu;               //!< second host's cores
    Ptr<NicDriver> m_driver;          //!< second host's driver
    std::vector<Time> m_times;        //!< when packets reached its stack
    std::vector<uint32_t> m_sizes;    //!< their sizes
};

} // namespace offloadtest

#endif // NIC_TEST_CASE_H
