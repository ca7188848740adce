/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "cpu/ns3-compat.h"
#include "host-pair.h"
#include "test-profile.h"

#include "ns3/error-model.h"
#include "ns3/test.h"

#include <random>
#include <sstream>

/**
 * @file
 * @ingroup offload-test
 * Attribute Trains of a NIC: fewer events, the same simulation.
 */

using namespace offloadtest;

namespace
{

/// A pair of hosts, and what they do.
struct Scenario
{
    std::string rate{"10Gbps"};              //!< of the link
    Time delay{MicroSeconds(5)};             //!< of the link
    std::string hook{"ns3::GroReceiveHook"}; //!< receive hook of both; empty for none
    std::string profile{"athlon64-2007"};    //!< what the receiver pays
    Time rxUsecs{MicroSeconds(20)};          //!< moderation of both
    uint32_t rxFrames{0};                    //!< likewise
    bool isAdaptive{false};                  //!< likewise
    uint32_t ring{1024};                     //!< receive ring of both
    uint32_t queues{1};                      //!< receive queues of both
    bool segmentsInNic{true};                //!< TSO
    uint32_t flows{1};                       //!< from the sender
    double loss{0};                          //!< of frames, at the receiver
    Time watched{Time::Max()};               //!< from then on somebody watches the receiver's NIC

    /**
     * @param seed what to draw with
     * @return one that is drawn
     */
    static Scenario Draw(uint32_t seed)
    {
        std::mt19937 generator(seed);
        const auto draw = [&generator](auto... values) {
            const std::vector<std::common_type_t<decltype(values)...>> list{values...};
            return list[generator() % list.size()];
        };
        Scenario drawn;
        drawn.rate = draw("10Gbps", "25Gbps", "100Gbps", "400Gbps");
        drawn.delay = draw(NanoSeconds(500), MicroSeconds(5), MicroSeconds(50));
        drawn.hook = draw("", "ns3::GroReceiveHook", "ns3::LroReceiveHook");
        drawn.profile = draw("athlon64-2007", "gold6128-2021");
        drawn.rxUsecs = draw(MicroSeconds(0), MicroSeconds(8), MicroSeconds(75));
        drawn.rxFrames = draw(0U, 1U, 8U, 32U);
        drawn.isAdaptive = draw(false, false, true);
        drawn.ring = draw(64U, 256U, 1024U);
        drawn.queues = draw(1U, 1U, 4U);
        drawn.segmentsInNic = draw(true, true, false);
        drawn.flows = draw(1U, 2U, 8U);
        return drawn;
    }
};

/// What has happened.
struct Outcome
{
    std::vector<int64_t> arrivals; //!< when each frame came that went up, time steps
    std::vector<int64_t> watched;  //!< when the stock device has received a frame
    uint64_t bytes{0};             //!< read
    uint64_t wrong{0};             //!< of these, not what was sent
    ReceiveStatistics receiver;    //!< counters of its NIC
    ReceiveStatistics sender;      //!< counters of its NIC
    std::vector<int64_t> busy;     //!< cycles of the cores of both
    uint64_t events{0};            //!< of the simulation
};

/**
 * Simulate 4 ms.
 *
 * @param scenario what happens
 * @param isTrain whether frames cross the link in trains
 * @return what has happened
 */
Outcome
Simulate(const Scenario& scenario, bool isTrain)
{
    const Time duration = MilliSeconds(4);
    HostPair pair;
    if (!scenario.hook.empty())
    {
        pair.link.SetReceiveHook(scenario.hook);
    }
    pair.receiverCosts = LoadProfile(scenario.profile);
    pair.link.SetDeviceAttribute("DataRate", StringValue(scenario.rate));
    pair.link.SetChannelAttribute("Delay", TimeValue(scenario.delay));
    pair.link.SetDeviceAttribute("RxUsecs", TimeValue(scenario.rxUsecs));
    pair.link.SetDeviceAttribute("RxFrames", UintegerValue(scenario.rxFrames));
    pair.link.SetDeviceAttribute("AdaptiveItr", BooleanValue(scenario.isAdaptive));
    pair.link.SetDeviceAttribute("RxRing", UintegerValue(scenario.ring));
    pair.link.SetDeviceAttribute("RxQueues", UintegerValue(scenario.queues));
    pair.link.SetDeviceAttribute("tx-gso", BooleanValue(true));
    pair.link.SetDeviceAttribute("tx-tcp-segmentation", BooleanValue(scenario.segmentsInNic));
    pair.link.SetDeviceAttribute("Trains", BooleanValue(isTrain));
    pair.Build();
    if (scenario.loss > 0)
    {
        auto loss = CreateObject<RateErrorModel>();
        loss->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
        loss->SetRate(scenario.loss);
        loss->AssignStreams(100);
        pair.devices.Get(1)->SetAttribute("ReceiveErrorModel", PointerValue(loss));
    }
    pair.AddSink(1);
    for (uint32_t i = 0; i < scenario.flows; i++)
    {
        pair.AddSource(i % 2, 0);
    }
    Outcome outcome;
    pair.receiverNic->TraceConnectWithoutContext("Delay",
                                                 MakeFunctionCallback<Time>([&outcome](Time delay) {
                                                     outcome.arrivals.push_back(
                                                         (Simulator::Now() - delay).GetTimeStep());
                                                 }));
    if (scenario.watched <= duration)
    {
        ScheduleFunction(scenario.watched, [&]() {
            pair.devices.Get(1)->TraceConnectWithoutContext(
                "PhyRxEnd",
                MakeFunctionCallback<Ptr<const Packet>>([&outcome](Ptr<const Packet>) {
                    outcome.watched.push_back(Simulator::Now().GetTimeStep());
                }));
        });
    }
    pair.Run(duration);
    outcome.bytes = pair.sink->GetBytesRead();
    outcome.wrong = pair.sink->GetWrongBytes();
    outcome.receiver = pair.receiverNic->GetStatistics();
    outcome.sender = pair.senderNic->GetStatistics();
    for (const auto& cpu : {pair.senderCpu, pair.receiverCpu})
    {
        for (uint32_t i = 0; i < cpu->GetNCores(); i++)
        {
            outcome.busy.push_back(cpu->GetCore(i).GetBusyCycles());
        }
    }
    outcome.events = Simulator::GetEventCount();
    return outcome;
}

/**
 * @ingroup offload-test
 * A simulation is the same frame by frame and in trains.
 */
class SameTestCase : public TestCase
{
  public:
    /**
     * @param name what is special
     * @param scenario what happens
     */
    SameTestCase(const std::string& name, Scenario scenario)
        : TestCase("the same in trains: " + name),
          m_scenario(std::move(scenario))
    {
    }

  private:
    void DoRun() override
    {
        const Outcome frames = Simulate(m_scenario, false);
        const Outcome trains = Simulate(m_scenario, true);
        NS_TEST_ASSERT_MSG_GT(frames.arrivals.size(), 100, "frames that went up");
        NS_TEST_EXPECT_MSG_EQ(trains.arrivals.size(), frames.arrivals.size(), "frames");
        NS_TEST_EXPECT_MSG_EQ((trains.arrivals == frames.arrivals), true, "when each frame came");
        NS_TEST_EXPECT_MSG_EQ((trains.watched == frames.watched), true, "what a sink sees");
        NS_TEST_EXPECT_MSG_EQ(trains.bytes, frames.bytes, "bytes read");
        NS_TEST_EXPECT_MSG_EQ(trains.wrong, 0, "bytes that were not sent");
        NS_TEST_EXPECT_MSG_EQ(Print(trains.receiver), Print(frames.receiver), "receiver's NIC");
        NS_TEST_EXPECT_MSG_EQ(Print(trains.sender), Print(frames.sender), "sender's NIC");
        NS_TEST_EXPECT_MSG_EQ((trains.busy == frames.busy), true, "busy time of the cores");
        NS_TEST_EXPECT_MSG_LT(trains.events, frames.events, "events");
        NS_TEST_EXPECT_MSG_EQ((m_scenario.loss == 0 || frames.bytes > 0), true, "with loss");
    }

    /**
     * @param statistics counters
     * @return them as text
     */
    static std::string Print(const ReceiveStatistics& statistics)
    {
        std::ostringstream text;
        text << statistics << ", " << statistics.interrupts << " interrupts, " << statistics.polls
             << " polls";
        return text.str();
    }

    Scenario m_scenario; //!< what happens
};

/**
 * @ingroup offload-test
 * Trains save the events of frames.
 */
class EventTestCase : public TestCase
{
  public:
    EventTestCase()
        : TestCase("frames in trains cost no event")
    {
    }

  private:
    void DoRun() override
    {
        const Outcome frames = Simulate(Scenario{}, false);
        const Outcome trains = Simulate(Scenario{}, true);
        // Frame by frame a frame has an event where it leaves and one where it comes.
        const auto saved = static_cast<double>(frames.events - trains.events);
        NS_TEST_EXPECT_MSG_GT(saved, 1.8 * static_cast<double>(frames.receiver.frames), "saved");
    }
};

/**
 * @ingroup offload-test
 * Attribute Trains.
 */
class OffloadTrainTestSuite : public TestSuite
{
  public:
    OffloadTrainTestSuite()
        : TestSuite("offload-train")
    {
        AddTestCase(new EventTestCase);
        Scenario lossy;
        lossy.loss = 0.001;
        AddTestCase(new SameTestCase("with loss", lossy));
        Scenario watched;
        watched.watched = MicroSeconds(1500);
        AddTestCase(new SameTestCase("somebody begins to watch", watched));
        constexpr uint32_t SEEDS = 12;
        for (uint32_t seed = 1; seed <= SEEDS; seed++)
        {
            AddTestCase(
                new SameTestCase("drawn with seed " + std::to_string(seed), Scenario::Draw(seed)));
        }
    }
};

OffloadTrainTestSuite g_offloadTrainTestSuite; //!< registers the suite

} // namespace
