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
 * The rules of HostTimeline:
 *   the file is JSON, an array of events;
 *   slices of a track nest: each that begins ends, in time order, and whole ones lie within the one
 *   around them;
 *   the slices of a core are its busy time, and their operations fill them;
 *   each arrow has two ends, each in a slice, and goes from a frame with data to the first ACK of
 *   it; each such frame has one;
 *   processes are hosts, and every track has a name;
 *   a counter of a receive ring ends at 0;
 *   what goes on when the simulation ends has an end;
 *   text is escaped;
 *   a program that was killed leaves what lacks nothing but the bracket.
 */

#include "host-pair.h"
#include "test-profile.h"
#include "trace-events.h"

#include "ns3/host-timeline.h"
#include "ns3/names.h"
#include "ns3/test.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test A slice of a file.
struct Slice
{
    int64_t start;     //!< ns
    int64_t end;       //!< ns
    std::string name;  //!< name
    std::size_t depth; //!< slices around it
};

/// @ingroup offload-test What a test of a timeline does.
class TimelineTestCase : public TestCase
{
  public:
    using TestCase::TestCase;

  protected:
    /**
     * Check that slices nest.
     * @param events events of a timeline
     * @return its slices, by track
     */
    std::map<Track, std::vector<Slice>> CheckSlices(const std::vector<TraceEvent>& events)
    {
        std::map<Track, std::vector<Slice>> slices;
        std::map<Track, std::vector<Slice>> open;
        std::map<Track, int64_t> now;
        for (const TraceEvent& event : events)
        {
            const std::string phase = event.Get("ph");
            const Track track = event.GetTrack();
            if (phase != "B" && phase != "E" && phase != "X")
            {
                continue;
            }
            const int64_t time = event.GetTime("ts");
            NS_TEST_EXPECT_MSG_GT_OR_EQ(time,
                                        now[track],
                                        "time goes on: " << event.Get("name") << " at "
                                                         << event.Get("ts"));
            now[track] = time;
            auto& around = open[track];
            if (phase == "B")
            {
                around.push_back({time, 0, event.Get("name"), around.size()});
            }
            else if (phase == "E")
            {
                NS_TEST_EXPECT_MSG_EQ(around.empty(), false, "no slice ends at " << time);
                if (around.empty())
                {
                    continue;
                }
                around.back().end = time;
                slices[track].push_back(around.back());
                around.pop_back();
            }
            else
            {
                now[track] = time + event.GetTime("dur");
                slices[track].push_back({time, now[track], event.Get("name"), around.size()});
            }
        }
        for (const auto& [track, left] : open)
        {
            NS_TEST_EXPECT_MSG_EQ(left.empty(),
                                  true,
                                  "a slice of " << track.second << " has no end");
        }
        return slices;
    }
};

/// @ingroup offload-test The timeline of a transfer.
class TransferTestCase : public TimelineTestCase
{
  public:
    /**
     * @param napi whether drivers poll
     */
    explicit TransferTestCase(bool napi)
        : TimelineTestCase(std::string("timeline of a transfer") + (napi ? "" : ", without NAPI")),
          m_napi(napi)
    {
    }

  private:
    void DoRun() override
    {
        const std::string path = CreateTempDirFilename("timeline.json");
        HostPair pair(RECEIVE_PATHS[2]);
        pair.link.SetDeviceAttribute("Napi", BooleanValue(m_napi));
        pair.receiverCosts = CreateTestProfile({{"take_interrupt", 1000},
                                                {"read_rx_descriptor", 300},
                                                {"deliver_packet", 1000},
                                                {"enter_syscall", 500},
                                                {"copy_byte", 0.3}});
        pair.Build();
        Names::Add("the \"receiver\"", pair.hosts.Get(1));
        pair.AddSink(0);
        pair.AddSource(0, SEGMENTS * HostPair::SEGMENT)->SetStartTime(MilliSeconds(1));
        HostTimeline timeline(pair.hosts, path);
        pair.Run(MilliSeconds(20));
        m_busy = 0;
        for (uint32_t core = 0; core < 2; core++)
        {
            m_busy += pair.receiverCpu->GetCore(core).GetBusyCycles();
        }
        timeline.Finish();
        Names::Clear();
        std::vector<TraceEvent> events;
        NS_TEST_ASSERT_MSG_EQ(TraceEventReader(ReadFile(path)).Read(events), true, "it is JSON");
        m_slices = CheckSlices(events);
        CheckCores();
        CheckArrows(events);
        CheckNames(events);
        CheckCounters(events);
    }

    /// The slices of the receiver's cores, of 1 GHz, are its busy time.
    void CheckCores()
    {
        int64_t contexts = 0;
        int64_t operations = 0;
        for (const auto& [track, slices] : m_slices)
        {
            const bool isCore = track.first == RECEIVER && track.second < 100;
            for (const Slice& slice : isCore ? slices : std::vector<Slice>{})
            {
                (slice.depth == 0 ? contexts : operations) += slice.end - slice.start;
            }
        }
        NS_TEST_EXPECT_MSG_EQ(contexts, m_busy, "ns in contexts");
        NS_TEST_EXPECT_MSG_EQ(operations, m_busy, "ns in operations");
    }

    /**
     * @param event an end of an arrow
     * @return whether a slice is around it
     */
    bool IsInSlice(const TraceEvent& event)
    {
        const int64_t time = event.GetTime("ts");
        for (const Slice& slice : m_slices[event.GetTrack()])
        {
            if (slice.start <= time && time < slice.end)
            {
                return true;
            }
        }
        return false;
    }

    /**
     * @param events events of the timeline
     * @param start where an arrow begins
     * @return when the receiver began to send the first ACK of that frame, ns
     */
    static int64_t FindAnswer(const std::vector<TraceEvent>& events, const TraceEvent& start)
    {
        uint64_t end = 0;
        for (const TraceEvent& event : events)
        {
            const bool isFrame = event.Get("cat") == "frame";
            if (isFrame && event.GetTrack() == start.GetTrack() &&
                event.Get("ts") == start.Get("ts"))
            {
                end = event.GetNumber("args.end");
            }
            if (isFrame && event.Get("name") == "ACK" && event.GetTrack().first == RECEIVER &&
                end > 0 && event.GetNumber("args.ack") >= end)
            {
                return event.GetTime("ts");
            }
        }
        return 0;
    }

    /**
     * @param events events of the timeline
     */
    void CheckArrows(const std::vector<TraceEvent>& events)
    {
        std::map<uint64_t, std::vector<TraceEvent>> arrows;
        for (const TraceEvent& event : events)
        {
            if (event.Get("ph") == "s" || event.Get("ph") == "f")
            {
                arrows[event.GetNumber("id")].push_back(event);
                NS_TEST_EXPECT_MSG_EQ(IsInSlice(event),
                                      true,
                                      "not in a slice: " << event.Get("name") << " at "
                                                         << event.Get("ts"));
            }
        }
        NS_TEST_EXPECT_MSG_EQ(arrows.size(), SEGMENTS, "each frame with data is acknowledged");
        for (const auto& [id, ends] : arrows)
        {
            NS_TEST_ASSERT_MSG_EQ(ends.size(), 2, "ends of arrow " << id);
            NS_TEST_EXPECT_MSG_EQ(ends[0].Get("ph"), "s", "start of arrow " << id);
            NS_TEST_EXPECT_MSG_EQ(ends[1].Get("ph"), "f", "end of arrow " << id);
            NS_TEST_EXPECT_MSG_EQ(ends[0].GetNumber("pid"), SENDER, "from the sender");
            NS_TEST_EXPECT_MSG_EQ(ends[1].GetNumber("pid"), RECEIVER, "to the receiver");
            NS_TEST_EXPECT_MSG_LT(ends[0].GetTime("ts"), ends[1].GetTime("ts"), "forward");
            NS_TEST_EXPECT_MSG_EQ(FindAnswer(events, ends[0]),
                                  ends[1].GetTime("ts"),
                                  "to the first frame that acknowledges it");
        }
    }

    /**
     * @param events events of the timeline
     */
    void CheckNames(const std::vector<TraceEvent>& events)
    {
        std::map<uint32_t, std::string> processes;
        std::map<Track, std::string> threads;
        for (const TraceEvent& event : events)
        {
            if (event.Get("name") == "process_name")
            {
                processes[event.GetTrack().first] = event.Get("args.name");
            }
            if (event.Get("name") == "thread_name")
            {
                threads[event.GetTrack()] = event.Get("args.name");
            }
        }
        NS_TEST_EXPECT_MSG_EQ(processes[SENDER], "host 0", "name of the sender");
        NS_TEST_EXPECT_MSG_EQ(processes[RECEIVER], "host the \"receiver\"", "of the receiver");
        for (const auto& [track, slices] : m_slices)
        {
            NS_TEST_EXPECT_MSG_EQ(threads.count(track),
                                  1,
                                  "track " << track.second << " has a name");
        }
    }

    /**
     * @param events events of the timeline
     */
    void CheckCounters(const std::vector<TraceEvent>& events)
    {
        std::map<std::pair<uint32_t, std::string>, uint64_t> highest;
        std::map<std::pair<uint32_t, std::string>, uint64_t> last;
        for (const TraceEvent& event : events)
        {
            if (event.Get("ph") == "C")
            {
                const std::pair<uint32_t, std::string> key{event.GetTrack().first,
                                                           event.Get("name")};
                last[key] = event.GetNumber("args.value");
                highest[key] = std::max(highest[key], last[key]);
            }
        }
        const std::pair<uint32_t, std::string> ring{RECEIVER, "device 0 rx-0"};
        NS_TEST_EXPECT_MSG_GT(highest[ring], 1, "frames wait in the ring");
        NS_TEST_EXPECT_MSG_EQ(last[ring], 0, "and none at the end");
    }

    static constexpr uint64_t SEGMENTS = 200; //!< that are sent
    static constexpr uint32_t SENDER = 1;     //!< pid
    static constexpr uint32_t RECEIVER = 2;   //!< pid

    bool m_napi;                                  //!< whether drivers poll
    int64_t m_busy{0};                            //!< cycles of the receiver
    std::map<Track, std::vector<Slice>> m_slices; //!< of the timeline
};

/// @ingroup offload-test A timeline that ends while the receiver works.
class EarlyEndTestCase : public TimelineTestCase
{
  public:
    EarlyEndTestCase()
        : TimelineTestCase("what goes on when the simulation ends has an end")
    {
    }

  private:
    void DoRun() override
    {
        const std::string path = CreateTempDirFilename("early.json");
        HostPair pair;
        pair.receiverCosts = CreateTestProfile({{"read_rx_descriptor", 2000}});
        pair.Build();
        pair.AddSink(0);
        pair.AddSource(0, 0)->SetStartTime(MilliSeconds(1));
        HostTimeline timeline(pair.hosts, path);
        pair.Run(MicroSeconds(2500));
        timeline.Finish();
        std::vector<TraceEvent> events;
        NS_TEST_ASSERT_MSG_EQ(TraceEventReader(ReadFile(path)).Read(events), true, "it is JSON");
        const auto slices = CheckSlices(events)[{2, 1000}];
        NS_TEST_ASSERT_MSG_EQ(slices.empty(), false, "the interrupt was masked");
        NS_TEST_EXPECT_MSG_EQ(slices.back().end, 2500000, "until the end");
    }
};

/// @ingroup offload-test What a killed program leaves.
class KilledTestCase : public TimelineTestCase
{
  public:
    KilledTestCase()
        : TimelineTestCase("a file without its end lacks the bracket alone")
    {
    }

  private:
    void DoRun() override
    {
        const std::string path = CreateTempDirFilename("killed.json");
        TraceEventFile file(path);
        for (uint32_t i = 0; i < 5000; i++)
        {
            file.Slice({1, 1}, NanoSeconds(i), NanoSeconds(i + 1), "a \"slice\"\n", "of \\ a test");
        }
        const std::string text = ReadFile(path);
        NS_TEST_EXPECT_MSG_GT(text.size(), 10000, "events are in the file before it is closed");
        std::vector<TraceEvent> events;
        NS_TEST_ASSERT_MSG_EQ(TraceEventReader(text).Read(events), false, "without the bracket");
        events.clear();
        NS_TEST_ASSERT_MSG_EQ(TraceEventReader(text + "]").Read(events), true, "with the bracket");
        NS_TEST_EXPECT_MSG_EQ(events.at(1).Get("ts"), "0.001", "us");
        NS_TEST_EXPECT_MSG_EQ(events.at(0).Get("name"), "a \"slice\"\n", "escaped text");
        NS_TEST_EXPECT_MSG_EQ(events.at(0).Get("cat"), "of \\ a test", "escaped text");
        file.Close();
        events.clear();
        NS_TEST_EXPECT_MSG_EQ(TraceEventReader(ReadFile(path)).Read(events), true, "it is JSON");
        NS_TEST_EXPECT_MSG_EQ(events.size(), 5000, "all slices");
        NS_TEST_EXPECT_MSG_EQ(file.GetSlices(), 5000, "count of slices");
    }
};

/**
 * @ingroup offload-test
 * Rules of HostTimeline.
 */
class OffloadTimelineTestSuite : public TestSuite
{
  public:
    OffloadTimelineTestSuite()
        : TestSuite("offload-timeline")
    {
        AddTestCase(new TransferTestCase(true));
        AddTestCase(new TransferTestCase(false));
        AddTestCase(new EarlyEndTestCase);
        AddTestCase(new KilledTestCase);
    }
};

OffloadTimelineTestSuite g_offloadTimelineTestSuite; //!< registers the suite

} // namespace
