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
 * The DMA of a NIC.
 *
 * Rules: transfers are served in order, each in the time of its bytes or of its descriptors, the
 * longer; fractions of a time step are not lost; received frames wait in the FIFO, and those that
 * find no room are dropped, counted and traced; a super-packet has one descriptor; a limit on a
 * link without DMA is refused.
 */

#include "cpu/ns3-compat.h"
#include "device/dma-engine.h"
#include "expect-abort.h"
#include "host-pair.h"

#include "ns3/ethtool-helper.h"
#include "ns3/loopback-topology.h"
#include "ns3/test.h"

#include <string>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test When transfers end.
class EngineTestCase : public TestCase
{
  public:
    /// A transfer.
    struct Transfer
    {
        int64_t begin;        //!< when it is given to the engine, ns
        uint32_t bytes;       //!< its bytes
        uint32_t descriptors; //!< its descriptors
        int64_t end;          //!< when it has to be done, ns
    };

    /**
     * @param name what is shown
     * @param rate rate of bytes
     * @param descriptors descriptors a second
     * @param transfers transfers in order
     */
    EngineTestCase(const std::string& name,
                   const std::string& rate,
                   uint64_t descriptors,
                   const std::vector<Transfer>& transfers)
        : TestCase(name),
          m_rate(rate),
          m_descriptors(descriptors),
          m_transfers(transfers)
    {
    }

  private:
    void DoRun() override
    {
        {
            DmaEngine engine(m_rate, m_descriptors);
            std::vector<int64_t> ends;
            for (const Transfer& each : m_transfers)
            {
                ScheduleFunction(NanoSeconds(each.begin), [&engine, &ends, each]() {
                    engine.Transfer(each.bytes, each.descriptors, [&ends]() {
                        ends.push_back(Simulator::Now().GetNanoSeconds());
                    });
                });
            }
            Simulator::Run();
            NS_TEST_ASSERT_MSG_EQ(ends.size(), m_transfers.size(), "all are done");
            for (std::size_t i = 0; i < ends.size(); i++)
            {
                NS_TEST_EXPECT_MSG_EQ(ends[i], m_transfers[i].end, "end of transfer " << i);
            }
            NS_TEST_EXPECT_MSG_EQ(engine.GetBytesWaiting(), 0, "nothing waits");
        }
        Simulator::Destroy();
    }

    DataRate m_rate;                   //!< rate of bytes
    uint64_t m_descriptors;            //!< descriptors a second
    std::vector<Transfer> m_transfers; //!< transfers in order
};

/**
 * @ingroup offload-test
 * @param pair a pair with a flow that has no end
 * @return Gb/s on its way to the stack
 */
double
MeasureRate(const HostPair& pair)
{
    const Time span = MilliSeconds(5);
    pair.Run(span);
    const uint64_t before = pair.sink->GetBytesRead();
    pair.Run(span);
    return 8e-9 * static_cast<double>(pair.sink->GetBytesRead() - before) / span.GetSeconds();
}

/// @ingroup offload-test The receive side has a limit.
class ReceiveTestCase : public TestCase
{
  public:
    /**
     * @param attribute the limit
     * @param value its value
     * @param fifo bytes of the FIFO
     * @param expected Gb/s of payload; 0 for any
     */
    ReceiveTestCase(const std::string& attribute,
                    const std::string& value,
                    uint32_t fifo,
                    double expected)
        : TestCase(attribute + "=" + value + ", FIFO of " + std::to_string(fifo)),
          m_attribute(attribute),
          m_value(value),
          m_fifo(fifo),
          m_expected(expected)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.link.SetDeviceAttribute("RxUsecs", StringValue("0us"));
        pair.Build();
        const auto device = pair.devices.Get(1);
        device->SetAttribute(m_attribute, StringValue(m_value));
        device->SetAttribute("RxFifo", UintegerValue(m_fifo));
        pair.AddSink(1);
        pair.AddSource(0, 0);
        uint64_t fifoDrops = 0;
        uint64_t deviceDrops = 0;
        const auto count = [](uint64_t& drops) {
            return MakeFunctionCallback<Ptr<const Packet>>(
                [&drops](Ptr<const Packet> /* packet */) { drops++; });
        };
        pair.receiverNic->TraceConnectWithoutContext("FifoDrop", count(fifoDrops));
        device->TraceConnectWithoutContext("PhyRxDrop", count(deviceDrops));
        const double rate = MeasureRate(pair);
        const auto statistics = pair.receiverNic->GetStatistics();
        if (m_expected > 0)
        {
            NS_TEST_EXPECT_MSG_EQ_TOL(rate, m_expected, m_expected / 50, "Gb/s");
            NS_TEST_EXPECT_MSG_EQ(statistics.fifoErrors, 0, "the FIFO is large enough");
            NS_TEST_EXPECT_MSG_GT(pair.receiverNic->GetBytesWaiting(), 100000, "and in use");
        }
        else
        {
            NS_TEST_EXPECT_MSG_GT(statistics.fifoErrors, 0, "the FIFO is too small");
        }
        NS_TEST_EXPECT_MSG_EQ(statistics.fifoErrors, fifoDrops, "the driver traces them");
        NS_TEST_EXPECT_MSG_EQ(statistics.fifoErrors, deviceDrops, "and so does the stock device");
        NS_TEST_EXPECT_MSG_EQ(statistics.framesRingFull, 0, "the ring is empty");
        NS_TEST_EXPECT_MSG_EQ(statistics.bytes,
                              statistics.bytesFifoErrors + statistics.bytesRingFull +
                                  statistics.bytesBacklogFull + statistics.bytesDelivered +
                                  pair.receiverNic->GetBytesWaiting(),
                              "no byte gets lost");
        bool isListed = false;
        for (const auto& [name, value] : EthtoolHelper::ListStatistics(device))
        {
            isListed |= name == "rx_fifo_errors" && value == fifoDrops;
        }
        NS_TEST_EXPECT_MSG_EQ(isListed, true, "ethtool has its own name for them");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
    }

    std::string m_attribute; //!< the limit
    std::string m_value;     //!< its value
    uint32_t m_fifo;         //!< bytes
    double m_expected;       //!< Gb/s of payload; 0 for any
};

/// @ingroup offload-test The transmit side has a limit.
class TransmitTestCase : public TestCase
{
  public:
    /**
     * @param attribute the limit
     * @param value its value
     * @param isTso whether the NIC segments
     * @param least Gb/s of payload
     * @param most Gb/s of payload
     */
    TransmitTestCase(const std::string& attribute,
                     const std::string& value,
                     bool isTso,
                     double least,
                     double most)
        : TestCase(attribute + "=" + value + (isTso ? " with TSO" : "")),
          m_attribute(attribute),
          m_value(value),
          m_isTso(isTso),
          m_least(least),
          m_most(most)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.link.SetDeviceAttribute("RxUsecs", StringValue("0us"));
        pair.link.SetDeviceAttribute("tx-gso", BooleanValue(m_isTso));
        pair.link.SetDeviceAttribute("tx-tcp-segmentation", BooleanValue(m_isTso));
        pair.Build();
        pair.devices.Get(0)->SetAttribute(m_attribute, StringValue(m_value));
        pair.AddSink(1);
        pair.AddSource(0, 0);
        const double rate = MeasureRate(pair);
        NS_TEST_EXPECT_MSG_GT(rate, m_least, "Gb/s");
        NS_TEST_EXPECT_MSG_LT(rate, m_most, "Gb/s");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        NS_TEST_EXPECT_MSG_EQ(pair.senderNic->GetTransmitStatistics().drops, 0, "drops");
    }

    std::string m_attribute; //!< the limit
    std::string m_value;     //!< its value
    bool m_isTso;            //!< the NIC segments
    double m_least;          //!< Gb/s of payload
    double m_most;           //!< Gb/s of payload
};

/// @ingroup offload-test A link without DMA.
class RefusalTestCase : public TestCase
{
  public:
    RefusalTestCase()
        : TestCase("a limit on a link without DMA is refused")
    {
    }

  private:
    void DoRun() override
    {
        const std::string message = GetAbortMessage([]() {
            LoopbackTopology host;
            host.Build();
            host.receiver.devices.Get(0)->SetAttribute("TxDmaRate", StringValue("1Gbps"));
            Simulator::Stop(MicroSeconds(1));
            Simulator::Run();
        });
        NS_TEST_EXPECT_MSG_NE(message.find("Attribute TxDmaRate is set, but"),
                              std::string::npos,
                              "the message is: " << message);
    }
};

/// @ingroup offload-test Suite offload-nic-dma.
class OffloadNicDmaTestSuite : public TestSuite
{
  public:
    OffloadNicDmaTestSuite()
        : TestSuite("offload-nic-dma")
    {
        using Transfers = std::vector<EngineTestCase::Transfer>;
        AddTestCase(new EngineTestCase(
            "bytes",
            "8Gbps",
            0,
            Transfers{{0, 1000, 1, 1000}, {0, 500, 1, 1500}, {5000, 100, 1, 5100}}));
        AddTestCase(new EngineTestCase(
            "descriptors",
            "0bps",
            1000000,
            Transfers{{0, 1000, 1, 1000}, {0, 9000, 0, 1000}, {0, 10, 2, 3000}}));
        AddTestCase(new EngineTestCase("the longer of both",
                                       "8Gbps",
                                       1000000,
                                       Transfers{{0, 100, 1, 1000}, {0, 3000, 1, 4000}}));
        AddTestCase(new EngineTestCase("fractions",
                                       "24Gbps",
                                       0,
                                       Transfers{{0, 1, 1, 0}, {0, 1, 1, 0}, {0, 2, 1, 1}}));
        constexpr uint32_t LARGE = 1000000; // more than the window
        // 1514 bytes of a frame carry 1448
        AddTestCase(new ReceiveTestCase("RxDmaRate", "5Gbps", LARGE, 5.0 * 1448 / 1514));
        AddTestCase(new ReceiveTestCase("RxDmaDescriptors", "200000", LARGE, 2e-4 * 1448 * 8));
        AddTestCase(new ReceiveTestCase("RxDmaRate", "5Gbps", 100000, 0));
        AddTestCase(new TransmitTestCase("TxDmaRate", "5Gbps", false, 4.7, 4.8));
        AddTestCase(new TransmitTestCase("TxDmaRate", "5Gbps", true, 4.6, 4.8));
        AddTestCase(new TransmitTestCase("TxDmaDescriptors", "100000", false, 1.14, 1.17));
        AddTestCase(new TransmitTestCase("TxDmaDescriptors", "100000", true, 1.5, 9.5));
        AddTestCase(new RefusalTestCase);
    }
};

OffloadNicDmaTestSuite g_offloadNicDmaTestSuite; //!< registers the suite

} // namespace
