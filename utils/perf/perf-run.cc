/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "perf-run.h"

#include "cpu/ns3-compat.h"
#include "perf-scenario.h"

#include "ns3/host-timeline.h"
#include "ns3/nic-settings.h"
#include "ns3/run-progress.h"
#include "ns3/simulator.h"
#include "ns3/topology-measurement.h"

#include <fmt/format.h>
#include <memory>
#include <utility>

using namespace ns3;

namespace
{

/**
 * What offload-perf measures in a scenario whose nodes are initialized.
 */
class PerfMeasurement : public TopologyMeasurement
{
  public:
    /**
     * @param scenario the scenario
     * @param progress shown at each sample, or null
     */
    PerfMeasurement(PerfScenario& scenario, RunProgress* progress)
        : TopologyMeasurement(*scenario.topology,
                              INTERVAL,
                              SumSinks(scenario, &CpuSink::GetBytesRead)),
          m_latencies(INTERVAL)
    {
        AddRate("goodput", SumSinks(scenario, &CpuSink::GetBytesRead, 8), "Gb/s", 1e9);
        AddMerging();
        AddDelays();
        AddRequests(scenario);
        AddInterrupts();
        AddRate("window_updates", SumSinks(scenario, &CpuSink::GetWindowUpdates));
        AddRate("reads", SumSinks(scenario, &CpuSink::GetReads));
        AddDrops();
        AddRate("retransmissions",
                MakeCounter([&scenario]() { return scenario.retransmissions.GetCount(); }));
        AddValue("wrong_bytes", "bytes", SumSinks(scenario, &CpuSink::GetWrongBytes));
        AddSuperPackets();
        AddSwitch();
        AddEvents();
        AddSpread();
        AddHosts();
        if (progress)
        {
            // With the samples: events of its own would count as the simulation's
            AddCounter("progress shown", MakeCounter([progress]() {
                           progress->Show();
                           return 0;
                       }));
        }
        Start();
    }

  private:
    /**
     * @param scenario a scenario
     * @param count what a sink has counted
     * @param factor what the sum is multiplied by
     * @return a counter of the sum over its sinks
     */
    static Counter SumSinks(const PerfScenario& scenario,
                            uint64_t (CpuSink::*count)() const,
                            uint64_t factor = 1)
    {
        return MakeCounter([&scenario, count, factor]() {
            uint64_t sum = 0;
            for (const auto& sink : scenario.sinks)
            {
                sum += (PeekPointer(sink)->*count)();
            }
            return sum * factor;
        });
    }

    /**
     * What comes and goes beside the flows: requests and datagrams.
     * @param scenario the scenario
     */
    void AddRequests(PerfScenario& scenario)
    {
        for (const auto& client : scenario.rpcClients)
        {
            client->TraceConnectWithoutContext(
                "Latency",
                MakeFunctionCallback<Time>([this](Time latency) { m_latencies.Add(latency); }));
        }
        AddQuantile("rpc_p50", m_latencies, 0.5);
        AddQuantile("rpc_p99", m_latencies, 0.99);
        AddRate("rpc_rate", MakeCounter([&scenario]() {
                    uint64_t responses = 0;
                    for (const auto& client : scenario.rpcClients)
                    {
                        responses += client->GetResponses();
                    }
                    return responses;
                }));
        AddRate("udp_sent",
                MakeCounter([flood = scenario.flood]() { return flood ? flood->GetSent() : 0; }));
        AddRate("udp_read", MakeCounter([sink = scenario.datagramSink]() {
                    return sink ? sink->GetDatagramsRead() : 0;
                }));
    }

    /// Time from one sample to the next.
    static inline const Time INTERVAL = MilliSeconds(1);

    DelayHistogram m_latencies; //!< of requests
};

/**
 * The moderation of the receiver decides how many ACKs the sender works for, and that of the sender
 * when it sees them: results without both mean little.
 *
 * @param options what was asked for
 * @param scenario what was built
 * @return how interrupts of sender and receiver are held back where no option says so
 */
std::vector<std::pair<std::string, std::string>>
ListModeration(const PerfOptions& options, const PerfScenario& scenario)
{
    std::vector<std::pair<std::string, std::string>> list;
    const auto& topology = *scenario.topology;
    if (topology.sender.node == topology.receiver.node)
    {
        return list; // a loopback device has no interrupts
    }
    const auto add = [&](const std::string& host, const NicSettings& nic) {
        if (!options.IsGiven(host + ".RxUsecs"))
        {
            list.emplace_back(host + ".RxUsecs",
                              fmt::format("{:g}us", nic.rxUsecs.GetSeconds() * 1e6));
        }
        if (nic.rxFrames > 0 && !options.IsGiven(host + ".RxFrames"))
        {
            list.emplace_back(host + ".RxFrames", std::to_string(nic.rxFrames));
        }
    };
    add("sender", topology.sender.GetDriver()->GetSettings());
    add("receiver", topology.receiver.GetDriver()->GetSettings());
    return list;
}

} // namespace

PerfResult
RunPerf(const PerfOptions& options, uint32_t seed)
{
    PerfScenario scenario(options, seed);
    if (!options.pcap.empty() && seed == options.firstSeed)
    {
        scenario.topology->EnablePcap(options.pcap);
    }
    std::unique_ptr<HostTimeline> timeline;
    if (!options.timeline.empty() && seed == options.firstSeed)
    {
        timeline = std::make_unique<HostTimeline>(scenario.topology->GetHosts(), options.timeline);
    }
    const Time end = MicroSeconds(2) + options.duration;
    std::unique_ptr<RunProgress> progress;
    if (!options.quiet)
    {
        progress = std::make_unique<RunProgress>(
            end,
            fmt::format("seed {} of {}", seed - options.firstSeed + 1, options.seeds));
    }
    // The counters of a driver exist once its node is initialized.
    std::unique_ptr<PerfMeasurement> measurement;
    ScheduleFunction(MicroSeconds(1), [&scenario, &measurement, &progress]() {
        measurement = std::make_unique<PerfMeasurement>(scenario, progress.get());
    });
    Simulator::Stop(end);
    Simulator::Run();
    auto quantities = measurement->Report();
    return {measurement->GetWarmUp(), ListModeration(options, scenario), std::move(quantities)};
}
