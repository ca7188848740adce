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
 * The rules of a receive hook of the user's own, of which ReversingHook is a complete example:
 *   it stands where LRO would: it holds frames, delivers them, and is paid for.
 */

#include "difference.h"
#include "expect-abort.h"
#include "nic-test-case.h"

#include "ns3/boolean.h"
#include "ns3/offload-point-to-point-helper.h"
#include "ns3/receive-hook.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/**
 * @ingroup offload-test
 * A hook as a user would write one: it gives the frames of a poll to the stack last first.
 */
class ReversingHook : public ReceiveHook
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId()
    {
        static TypeId tid = TypeId("ns3::ReversingHook")
                                .SetParent<ReceiveHook>()
                                .SetGroupName("Offload")
                                .AddConstructor<ReversingHook>();
        return tid;
    }

    void Receive(offload::Frame& frame, const ReceiveContext& context) override
    {
        context.work.Add(Operation::MERGE_SEGMENT);
        m_held += frame.length;
        m_frames.emplace_back();
        offload::SwapFrames(m_frames.back(), frame);
    }

    void EndPoll(PollFlush /* flush */, const ReceiveContext& context) override
    {
        while (!m_frames.empty())
        {
            context.work.Add(Operation::LINK_FRAGMENT);
            context.sink.Deliver(m_frames.back());
            m_frames.pop_back();
        }
        m_held = 0;
    }

    uint64_t GetBytesHeld() const override
    {
        return m_held;
    }

  private:
    std::vector<offload::Frame> m_frames; //!< frames of this poll
    uint64_t m_held{0};                   //!< their bytes
};

NS_OBJECT_ENSURE_REGISTERED(ReversingHook);

/// @ingroup offload-test A hook of the user's own.
class OwnHookTestCase : public NicTestCase
{
  public:
    OwnHookTestCase()
        : NicTestCase("a hook of the user's own holds, delivers and is paid for")
    {
        m_link.SetReceiveHook("ns3::ReversingHook");
        m_link.SetDeviceAttribute("RxUsecs", TimeValue(MicroSeconds(100)));
    }

  private:
    void DoRun() override
    {
        Build({{"merge_segment", 100}, {"link_fragment", 10}});
        SendAt(MicroSeconds(1), 1, 1000);
        SendAt(MicroSeconds(1), 1, 900);
        SendAt(MicroSeconds(1), 1, 800);
        Simulator::Run();
        const std::vector<uint32_t> expected{800, 900, 1000};
        NS_TEST_EXPECT_MSG_EQ(FindDifference(m_sizes, expected),
                              "",
                              "packets are not in the hook's order");
        const CpuCore& core = m_cpu->GetCore(0);
        NS_TEST_EXPECT_MSG_EQ(core.GetCharged(Operation::MERGE_SEGMENT), 300, "work of a frame");
        NS_TEST_EXPECT_MSG_EQ(core.GetCharged(Operation::LINK_FRAGMENT), 30, "of the poll's end");
    }
};

/**
 * @ingroup offload-test
 * A hook that says what it needs, and passes each frame on.
 */
class CountingHook : public ReceiveHook
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId()
    {
        static TypeId tid = TypeId("ns3::CountingHook")
                                .SetParent<ReceiveHook>()
                                .SetGroupName("Offload")
                                .AddConstructor<CountingHook>()
                                .AddAttribute("TakesSmallFrames",
                                              "Whether it wants them.",
                                              BooleanValue(false),
                                              MakeBooleanAccessor(&CountingHook::m_takesSmall),
                                              MakeBooleanChecker())
                                .AddAttribute("NeedsNapi",
                                              "Whether it works only where the driver polls.",
                                              BooleanValue(false),
                                              MakeBooleanAccessor(&CountingHook::m_needsNapi),
                                              MakeBooleanChecker());
        return tid;
    }

    bool TakesSmallFrames() const override
    {
        return m_takesSmall;
    }

    bool NeedsNapi() const override
    {
        return m_needsNapi;
    }

    void Receive(offload::Frame& frame, const ReceiveContext& context) override
    {
        m_frames++;
        context.buffers.BuildSkb(context.work);
        context.sink.Deliver(frame);
    }

    std::vector<HookCounter> ListCounters() const override
    {
        return {{"frames", m_frames}};
    }

  private:
    bool m_takesSmall;    //!< attribute
    bool m_needsNapi;     //!< attribute
    uint64_t m_frames{0}; //!< that came to the hook
};

NS_OBJECT_ENSURE_REGISTERED(CountingHook);

/// @ingroup offload-test Small frames come to a hook that asks for them, whatever its feature is.
class SmallFramesTestCase : public NicTestCase
{
  public:
    /**
     * @param takesSmall whether the hook asks for them
     */
    explicit SmallFramesTestCase(bool takesSmall)
        : NicTestCase(takesSmall ? "a hook gets the small frames that it asks for"
                                 : "small frames pass a hook that does not ask for them"),
          m_expected(takesSmall ? 2 : 1)
    {
        m_link.SetReceiveHook("ns3::CountingHook", "TakesSmallFrames", BooleanValue(takesSmall));
        m_link.SetDeviceAttribute("SmallPacketSize", UintegerValue(128));
    }

  private:
    void DoRun() override
    {
        Build();
        SendAt(MicroSeconds(1), 1, 1000);
        SendAt(MicroSeconds(1), 1, 60);
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(m_sizes.size(), 2, "both frames go up");
        const auto counters = m_driver->GetReceiveHook(0)->ListCounters();
        NS_TEST_ASSERT_MSG_EQ(counters.size(), 1, "counters");
        NS_TEST_EXPECT_MSG_EQ(counters[0].name, "frames", "name");
        NS_TEST_EXPECT_MSG_EQ(counters[0].value, m_expected, "frames that came to the hook");
    }

    uint64_t m_expected; //!< frames that have to come to the hook
};

/// @ingroup offload-test A hook that needs NAPI is refused without it.
class NeedsNapiTestCase : public NicTestCase
{
  public:
    NeedsNapiTestCase()
        : NicTestCase("a hook that needs NAPI is refused where the driver does not poll")
    {
        m_link.SetReceiveHook("ns3::CountingHook", "NeedsNapi", BooleanValue(true));
        m_link.SetDeviceAttribute("Napi", BooleanValue(false));
    }

  private:
    void DoRun() override
    {
        const std::string message = GetAbortMessage([this]() {
            Build();
            Simulator::Run();
        });
        NS_TEST_EXPECT_MSG_NE(message.find("ns3::CountingHook, which is a part of NAPI"),
                              std::string::npos,
                              message);
    }
};

/// @ingroup offload-test What is no receive hook is refused by name, with what there is.
class MisspeltHookTestCase : public TestCase
{
  public:
    MisspeltHookTestCase()
        : TestCase("a misspelt TypeId of a hook ends the program")
    {
    }

  private:
    void DoRun() override
    {
        const std::string message = GetAbortMessage([]() {
            OffloadPointToPointHelper link;
            link.SetReceiveHook("ns3::LroRecieveHook");
        });
        NS_TEST_EXPECT_MSG_NE(message.find("\"ns3::LroRecieveHook\" is no ns3::ReceiveHook"),
                              std::string::npos,
                              message);
        NS_TEST_EXPECT_MSG_NE(message.find("ns3::LroReceiveHook"), std::string::npos, message);
    }
};

/**
 * @ingroup offload-test
 * Rules of ReceiveHook.
 */
class OffloadReceiveHookTestSuite : public TestSuite
{
  public:
    OffloadReceiveHookTestSuite()
        : TestSuite("offload-receive-hook")
    {
        AddTestCase(new OwnHookTestCase);
        AddTestCase(new SmallFramesTestCase(false));
        AddTestCase(new SmallFramesTestCase(true));
        AddTestCase(new NeedsNapiTestCase);
        AddTestCase(new MisspeltHookTestCase);
    }
};

OffloadReceiveHookTestSuite g_offloadReceiveHookTestSuite; //!< registers the suite

} // namespace
