/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef STREAM_TEST_CASE_H
#define STREAM_TEST_CASE_H

#include "host-pair.h"
#include "test-profile.h"
#include "trouble-maker.h"

#include "ns3/pointer.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-tx-buffer.h"
#include "ns3/test.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace offloadtest
{

using namespace ns3;

/**
 * @ingroup offload-test
 * Several connections at once with trouble on their way: what is read is what was written, and no
 * byte and no memory is lost on the way.
 */
class StreamTestCase : public TestCase
{
  public:
    /**
     * @param receiver who receives
     * @param trouble what happens on the way
     * @param lengths bytes of each connection
     */
    StreamTestCase(const std::string& receiver,
                   Trouble trouble,
                   const std::vector<uint32_t>& lengths)
        : TestCase(receiver + ": the stream survives " + GetTroubleName(trouble)),
          m_trouble(trouble),
          m_lengths(lengths)
    {
    }

  protected:
    /// @return the hosts, which are not built
    virtual std::unique_ptr<HostPair> MakePair() const = 0;

    /**
     * Check what is peculiar to this receiver.
     * @param pair the hosts, when all is done
     * @param troubles frames that had trouble
     */
    virtual void CheckReceiver(const HostPair& pair, uint32_t troubles) = 0;

  private:
    void DoRun() override
    {
        const std::unique_ptr<HostPair> pair = MakePair();
        Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(10)));
        Config::SetDefault("ns3::TcpSocketBase::UseEcn", StringValue("On"));
        pair->receiverCosts = LoadProfile("athlon64-2007");
        pair->Build();
        const auto device = DynamicCast<PointToPointNetDevice>(pair->devices.Get(1));
        const auto trouble = CreateObject<TroubleMaker>(m_trouble, device);
        device->SetAttribute("ReceiveErrorModel", PointerValue(trouble));
        pair->AddSink(pair->receiverCpu->GetNCores() - 1);
        uint64_t total = 0;
        for (const uint32_t length : m_lengths)
        {
            pair->AddSource(0, length);
            total += length;
        }
        Simulator::Schedule(MicroSeconds(1), &StreamTestCase::Watch, this, pair.get());
        pair->Run(Seconds(30));
        NS_TEST_EXPECT_MSG_EQ(pair->sink->GetBytesRead(), total, "bytes read");
        NS_TEST_EXPECT_MSG_EQ(pair->sink->GetWrongBytes(), 0, "wrong bytes");
        NS_TEST_EXPECT_MSG_GT(trouble->GetCount(), 10, "frames with trouble");
        NS_TEST_EXPECT_MSG_EQ((m_reductions > 0),
                              (m_trouble == Trouble::ECN_MARKS),
                              "the sender has heard of " << m_reductions << " marks");
        const auto& statistics = pair->receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(pair->receiverNic->GetBytesWaiting(), 0, "bytes that wait");
        NS_TEST_EXPECT_MSG_EQ(statistics.bytes,
                              statistics.bytesRingFull + statistics.bytesBacklogFull +
                                  statistics.bytesDelivered,
                              "bytes in = dropped + delivered");
        const auto allocations = pair->receiverNic->GetAllocations();
        NS_TEST_EXPECT_MSG_EQ(allocations.skbs, allocations.skbsFreed, "sk_buffs are freed");
        for (const auto& source : pair->sources)
        {
            const auto socket = DynamicCast<TcpSocketBase>(source->GetSocket());
            NS_TEST_EXPECT_MSG_EQ(socket->GetTxBuffer()->Size(), 0, "bytes not acknowledged");
        }
        CheckReceiver(*pair, trouble->GetCount());
    }

    /**
     * Follow the senders' sockets, which are there now.
     * @param pair the hosts
     */
    void Watch(HostPair* pair)
    {
        for (const auto& source : pair->sources)
        {
            source->GetSocket()->TraceConnectWithoutContext(
                "Tx",
                MakeCallback(&StreamTestCase::NotifyTx, this));
        }
    }

    /**
     * A sender sends a packet.
     * @param header its header
     */
    void NotifyTx(Ptr<const Packet> /* packet */,
                  const TcpHeader& header,
                  Ptr<const TcpSocketBase> /* socket */)
    {
        m_reductions += header.GetFlags() & TcpHeader::CWR ? 1 : 0;
    }

  protected:
    const Trouble m_trouble; //!< on the way

  private:
    const std::vector<uint32_t> m_lengths; //!< bytes of each connection
    uint32_t m_reductions{0};              //!< times that a sender reduced its window for a mark
};

} // namespace offloadtest

#endif // STREAM_TEST_CASE_H
