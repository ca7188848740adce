/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

/**
 * @file
 * @ingroup offload-test
 * The rules of OffloadPointToPointNetDevice:
 *   a packet takes the time of its Ethernet frame on the wire, fractions of time steps carried on;
 *   a NIC works with a stock device at the other end of the link;
 *   a wrong attribute ends in a message that names it.
 */

#include "difference.h"
#include "expect-abort.h"
#include "nic-test-case.h"

#include "ns3/point-to-point-channel.h"
#include "ns3/test.h"
#include "ns3/transmit-frame-queue.h"

#include <string>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test True Ethernet time.
class WireTimeTestCase : public NicTestCase
{
  public:
    /**
     * @param rate rate of the link
     * @param bytes size of an IP packet
     * @param wireBytes what it occupies on the wire
     */
    WireTimeTestCase(const std::string& rate, uint32_t bytes, uint32_t wireBytes)
        : NicTestCase(std::to_string(bytes) + " bytes at " + rate + " take the time of " +
                      std::to_string(wireBytes)),
          m_rate(rate),
          m_bytes(bytes),
          m_wireBytes(wireBytes)
    {
        m_link.SetDeviceAttribute("DataRate", StringValue(rate));
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t PACKETS = 1001;
        m_link.SetDeviceAttribute("TxRing", UintegerValue(PACKETS));
        Build();
        SendAt(MicroSeconds(1), PACKETS, m_bytes);
        Simulator::Run();
        NS_TEST_ASSERT_MSG_EQ(m_times.size(), PACKETS, "packets were lost");
        const double expected = 8e9 * m_wireBytes * (PACKETS - 1) / DataRate(m_rate).GetBitRate();
        const auto measured =
            static_cast<double>((m_times.back() - m_times.front()).GetNanoSeconds());
        NS_TEST_EXPECT_MSG_EQ_TOL(measured, expected, 1, "rounding errors add up");
    }

    std::string m_rate;   //!< of the link
    uint32_t m_bytes;     //!< of a packet
    uint32_t m_wireBytes; //!< of its time
};

/// @ingroup offload-test A stock device at the other end.
class OneSidedTestCase : public NicTestCase
{
  public:
    OneSidedTestCase()
        : NicTestCase("a NIC works with a stock device at the other end")
    {
    }

  private:
    void DoRun() override
    {
        m_hosts.Create(2);
        auto stock = CreateObject<PointToPointNetDevice>();
        auto nic = CreateObject<OffloadPointToPointNetDevice>();
        nic->SetAttribute("RxUsecs", TimeValue(Seconds(0)));
        auto channel = CreateObject<PointToPointChannel>();
        uint32_t index = 0;
        for (const Ptr<PointToPointNetDevice>& device : {stock, Ptr<PointToPointNetDevice>(nic)})
        {
            device->SetAddress(Mac48Address::Allocate());
            device->SetQueue(CreateObject<TransmitFrameQueue>());
            m_hosts.Get(index)->AddDevice(device);
            m_hosts.Get(index)->RegisterProtocolHandler(
                MakeCallback(&OneSidedTestCase::Receive, this),
                IP,
                device);
            device->Attach(channel);
            m_devices.Add(device);
            index++;
        }
        SendAt(MicroSeconds(1), 3, 1500);
        Simulator::Schedule(MicroSeconds(1),
                            &NetDevice::Send,
                            m_devices.Get(1),
                            Create<Packet>(100),
                            m_devices.Get(0)->GetAddress(),
                            IP);
        Simulator::Run();
        const std::vector<uint32_t> expected{100, 1500, 1500, 1500};
        NS_TEST_EXPECT_MSG_EQ(FindDifference(m_sizes, expected), "", "packets were lost");
    }
};

/// @ingroup offload-test A wrong attribute ends in a message.
class WrongAttributeTestCase : public NicTestCase
{
  public:
    /**
     * @param name attribute
     * @param value a value that it cannot have
     * @param message what must be said
     */
    WrongAttributeTestCase(const std::string& name, uint64_t value, const std::string& message)
        : NicTestCase("attribute " + name + " of " + std::to_string(value)),
          m_name(name),
          m_value(value),
          m_message(message)
    {
    }

  private:
    void DoRun() override
    {
        const std::string message = GetAbortMessage([this]() {
            m_link.SetDeviceAttribute(m_name, UintegerValue(m_value));
            Build();
            Simulator::Run();
        });
        NS_TEST_EXPECT_MSG_NE(message.find(m_message), std::string::npos, "it says: " << message);
    }

    std::string m_name;    //!< attribute
    uint64_t m_value;      //!< value
    std::string m_message; //!< message
};

/**
 * @ingroup offload-test
 * Rules of the device.
 */
class OffloadPointToPointNetDeviceTestSuite : public TestSuite
{
  public:
    OffloadPointToPointNetDeviceTestSuite()
        : TestSuite("offload-point-to-point-net-device")
    {
        AddTestCase(new WireTimeTestCase("10Gbps", 1500, 1538));
        AddTestCase(new WireTimeTestCase("10Gbps", 28, 84));
        AddTestCase(new WireTimeTestCase("40Gbps", 1500, 1538));
        AddTestCase(new OneSidedTestCase);
        AddTestCase(new WrongAttributeTestCase("Mtu", 67, "Attribute Mtu is 67: give 68"));
        AddTestCase(new WrongAttributeTestCase("Mtu", 9001, "Attribute Mtu is 9001: give 68"));
        AddTestCase(new WrongAttributeTestCase("InterruptCore", 7, "Core 7 does not exist"));
        AddTestCase(new WrongAttributeTestCase("RxRing", 0, "RxRing"));
    }
};

OffloadPointToPointNetDeviceTestSuite
    g_offloadPointToPointNetDeviceTestSuite; //!< registers the suite

} // namespace
