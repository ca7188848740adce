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
 * The rules of who pays for what TCP sends:
 *   a write is charged in process context on its core;
 *   an ACK, and what an ACK lets go, is charged in softirq on the interrupt core;
 *   what a timer sends is charged in softirq.
 */

#include "connection.h"
#include "host-pair.h"
#include "trouble-maker.h"

#include "ns3/pointer.h"
#include "ns3/test.h"
#include "ns3/transmit-interceptor.h"

#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/**
 * @ingroup offload-test
 * Hosts at 1 GHz whose interrupts and applications have a core each.
 */
class ChargeTestCase : public TestCase
{
  public:
    /**
     * @param name what is tested
     * @param interruptCore core of interrupts, 0 or 1; applications run on the other one
     */
    ChargeTestCase(const std::string& name, uint32_t interruptCore)
        : TestCase(name + ", interrupts on core " + std::to_string(interruptCore)),
          m_interruptCore(interruptCore),
          m_appCore(1 - interruptCore)
    {
    }

  protected:
    /**
     * Make a pair of hosts that pay for what they send.
     * @param pair the hosts
     */
    void Build(HostPair& pair) const
    {
        pair.receiverCosts = CreateTestProfile({{"transmit_packet", 1000}, {"build_ack", 100}});
        // A write() takes longer than what was sent before it, behind which its data would wait.
        pair.senderCosts = CreateTestProfile(
            {{"transmit_packet", 1000}, {"build_ack", 100}, {"enter_syscall", SYSCALL}});
        pair.link.SetDeviceAttribute("InterruptCore", UintegerValue(m_interruptCore));
        pair.Build();
    }

    /**
     * Compare the busy cycles of a host's cores.
     *
     * @param cpu the host
     * @param process expected in process context on the core of applications
     * @param softirq expected in softirq on the core of interrupts
     * @param who whose
     */
    void ExpectBusy(Ptr<HostCpu> cpu, uint64_t process, uint64_t softirq, const std::string& who)
    {
        for (uint32_t core = 0; core < 2; core++)
        {
            const auto busy = [&](CpuContext context) {
                return static_cast<uint64_t>(cpu->GetCore(core).GetBusyCycles(context));
            };
            NS_TEST_EXPECT_MSG_EQ(busy(CpuContext::PROCESS),
                                  (core == m_appCore ? process : 0),
                                  who << ", process on core " << core);
            NS_TEST_EXPECT_MSG_EQ(busy(CpuContext::SOFTIRQ),
                                  (core == m_interruptCore ? softirq : 0),
                                  who << ", softirq on core " << core);
        }
    }

    static constexpr uint32_t SYSCALL = 50000; //!< cycles of a write()

    uint32_t m_interruptCore; //!< core
    uint32_t m_appCore;       //!< core
};

/// @ingroup offload-test Who pays for data and for ACKs.
class TransferChargeTestCase : public ChargeTestCase
{
  public:
    /**
     * @param interruptCore core of interrupts
     */
    explicit TransferChargeTestCase(uint32_t interruptCore)
        : ChargeTestCase(
              "a write is paid for by its process, an ACK and what it lets go by softirq",
              interruptCore)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t INITIAL = 10;
        constexpr uint32_t LATER = 20;
        constexpr uint32_t BYTES = (INITIAL + LATER) * HostPair::SEGMENT;
        HostPair pair;
        Config::SetDefault("ns3::TcpSocket::InitialCwnd", UintegerValue(INITIAL));
        Build(pair);
        pair.AddSink(m_appCore);
        pair.AddSource(m_appCore, BYTES);
        pair.Run(MilliSeconds(1));
        NS_TEST_ASSERT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");

        const auto sender = pair.hosts.Get(0)->GetObject<TransmitInterceptor>();
        const auto receiver = pair.hosts.Get(1)->GetObject<TransmitInterceptor>();
        NS_TEST_EXPECT_MSG_EQ(sender->GetDataPackets(), INITIAL + LATER, "segments");
        NS_TEST_EXPECT_MSG_EQ(sender->GetPureAcks(), 2, "SYN, and the ACK of SYN+ACK");
        NS_TEST_EXPECT_MSG_EQ(receiver->GetDataPackets(), 0, "the receiver sends no data");
        NS_TEST_EXPECT_MSG_GT_OR_EQ(receiver->GetPureAcks(), LATER / 2, "ACKs");
        ExpectBusy(pair.senderCpu, SYSCALL + INITIAL * 1000, 2 * 1100 + LATER * 1000, "sender");
        ExpectBusy(pair.receiverCpu, 0, receiver->GetPureAcks() * 1100, "receiver");
    }
};

/// @ingroup offload-test Who pays for what a timer sends.
class TimerChargeTestCase : public ChargeTestCase
{
  public:
    /**
     * @param interruptCore core of interrupts
     */
    explicit TimerChargeTestCase(uint32_t interruptCore)
        : ChargeTestCase("what a timer sends is paid for in softirq", interruptCore)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        Build(pair);
        Connection connection(pair);
        Ptr<ErrorModel> errors = CreateObject<LoseOneErrorModel>(2);
        pair.devices.Get(1)->SetAttribute("ReceiveErrorModel", PointerValue(errors));
        connection.Write(HostPair::SEGMENT, MilliSeconds(1)); // stock TCP acknowledges the first
        connection.Write(HostPair::SEGMENT, Seconds(3));
        const auto sender = pair.hosts.Get(0)->GetObject<TransmitInterceptor>();
        const auto receiver = pair.hosts.Get(1)->GetObject<TransmitInterceptor>();
        NS_TEST_EXPECT_MSG_EQ(sender->GetDataPackets(), 3, "sent again when a timer expires");
        NS_TEST_EXPECT_MSG_EQ(receiver->GetPureAcks(), 3, "SYN+ACK, an ACK and a delayed ACK");
        ExpectBusy(pair.senderCpu, 0, 2 * 1100 + 3 * 1000, "sender");
        ExpectBusy(pair.receiverCpu, 0, 3 * 1100, "receiver");
    }
};

/**
 * @ingroup offload-test
 * Rules of who pays.
 */
class OffloadTransmitChargeTestSuite : public TestSuite
{
  public:
    OffloadTransmitChargeTestSuite()
        : TestSuite("offload-transmit-charge")
    {
        for (const uint32_t core : {0, 1})
        {
            AddTestCase(new TransferChargeTestCase(core));
            AddTestCase(new TimerChargeTestCase(core));
        }
    }
};

OffloadTransmitChargeTestSuite g_offloadTransmitChargeTestSuite; //!< registers the suite

} // namespace
