/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "perf-run.h"

#include "cpu/ns3-compat.h"
#include "cpu/run-warning.h"
#include "perf-scenario.h"

#include "ns3/host-timeline.h"
#include "ns3/nic-settings.h"
#include "ns3/queue-disc.h"
#include "ns3/run-progress.h"
#include "ns3/simulator.h"
#include "ns3/topology-measurement.h"
#include "ns3/traffic-control-layer.h"

#include <fmt/format.h>
#include <memory>
#include <utility>
#include <vector>

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
        : TopologyMeasurement(*scenario.topology, INTERVAL, CountProgress(scenario)),
          m_latencies(INTERVAL)
    {
        AddRate("goodput", Sum(scenario.sinks, &CpuSink::GetBytesRead, 8), "Gb/s", 1e9);
        AddMerging();
        AddDelays();
        AddRequests(scenario);
        AddInterrupts();
        AddRate("window_updates", Sum(scenario.sinks, &CpuSink::GetWindowUpdates));
        AddRate("reads", Sum(scenario.sinks, &CpuSink::GetReads));
        AddDrops();
        AddRate("retransmissions",
                MakeCounter([&scenario]() { return scenario.retransmissions.GetCount(); }));
        AddValue("wrong_bytes", "bytes", Sum(scenario.sinks, &CpuSink::GetWrongBytes));
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
     * @param applications applications, which outlive the counter
     * @param count what one of them has counted
     * @param factor what the sum is multiplied by
     * @return a counter of the sum over all
     */
    template <typename Application>
    static Counter Sum(const std::vector<Ptr<Application>>& applications,
                       uint64_t (Application::*count)() const,
                       uint64_t factor = 1)
    {
        return MakeCounter([&applications, count, factor]() {
            uint64_t sum = 0;
            for (const auto& application : applications)
            {
                sum += (PeekPointer(application)->*count)();
            }
            return sum * factor;
        });
    }

    /**
     * @param scenario a scenario
     * @return what tells when the warm-up is over: bytes that were read of all flows
     */
    static Counter CountProgress(const PerfScenario& scenario)
    {
        const auto stream = Sum(scenario.sinks, &CpuSink::GetBytesRead);
        if (scenario.datagramSources.empty())
        {
            return stream;
        }
        return [stream, datagrams = Sum(scenario.datagramSinks, &CpuDatagramSink::GetBytesRead)]() {
            return stream() + datagrams();
        };
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
        AddDatagrams(scenario);
    }

    /**
     * Datagrams.
     * @param scenario the scenario
     */
    void AddDatagrams(PerfScenario& scenario)
    {
        const auto& sources = scenario.datagramSources;
        const auto& sinks = scenario.datagramSinks;
        const auto calls = Sum(sources, &CpuDatagramSource::GetCalls);
        const auto reads = Sum(sinks, &CpuDatagramSink::GetReads);
        const auto written = Sum(sources, &CpuDatagramSource::GetDatagramsSent);
        const auto read = Sum(sinks, &CpuDatagramSink::GetDatagramsRead);
        AddRate("udp_sent", [flood = scenario.flood, written]() {
            return written() + (flood ? static_cast<double>(flood->GetSent()) : 0);
        });
        AddRate("udp_read", read);
        if (sinks.empty())
        {
            return;
        }
        AddRate("udp_goodput", Sum(sinks, &CpuDatagramSink::GetBytesRead, 8), "Gb/s", 1e9);
        if (!sources.empty())
        {
            AddRate("udp_calls", calls);
            AddRatio("udp_datagrams_per_call", "datagrams", written, calls);
            AddRate("udp_waits", Sum(sources, &CpuDatagramSource::GetWaits));
        }
        AddRate("udp_reads", reads);
        AddRatio("udp_datagrams_per_read", "datagrams", read, reads);
        AddRate("udp_socket_drops", Sum(sinks, &CpuDatagramSink::GetDatagramsDropped));
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

/**
 * Say so if a queue disc has a threshold of sojourn time beyond which it marks, and no packet has
 * waited that long: a host's own queue stays short, as TCP small queues hold back what would wait.
 *
 * @param name name of a host
 * @param host the host, after the run
 */
void
WarnOfIdleThreshold(const std::string& name, const OffloadTopology::Host& host)
{
    const auto control = host.node ? host.node->GetObject<TrafficControlLayer>() : nullptr;
    for (auto device = host.devices.Begin(); control && device != host.devices.End(); ++device)
    {
        const auto disc = control->GetRootQueueDiscOnDevice(*device);
        TimeValue threshold(Time::Max());
        if (!disc || !disc->GetAttributeFailSafe("CeThreshold", threshold) ||
            threshold.Get() == Time::Max())
        {
            continue;
        }
        const auto& stats = disc->GetStats();
        if (stats.nTotalReceivedPackets > 0 && stats.nTotalMarkedPackets == 0)
        {
            WarnInRun(fmt::format(
                "--{}.queue.CeThreshold has marked nothing: no packet with ECN has waited as long "
                "in this host's own queue. For the threshold of a switch give --topology=dumbbell "
                "and --port-marking",
                name));
        }
    }
}

/**
 * Say so if what was measured is a standstill.
 *
 * @param measurement the measurement, after its report
 * @param seed seed of the run
 */
void
WarnOfStandstill(const PerfMeasurement& measurement, uint32_t seed)
{
    if (measurement.IsStandstill())
    {
        WarnInRun(fmt::format(
            "seed {}: nothing was read after {:g} ms, and what is reported is that standstill. "
            "After drops TCP may wait for its retransmission timer, 200 ms or longer, as ns-3's "
            "does whenever what it sends again is lost, too. Give a longer --duration, or room for "
            "all windows: a larger --receiver.RxRing, a smaller --tcp.RcvBufSize",
            seed,
            measurement.GetWarmUp().GetSeconds() * 1e3));
    }
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
    WarnOfIdleThreshold("sender", scenario.topology->sender);
    WarnOfIdleThreshold("receiver", scenario.topology->receiver);
    WarnOfIdleThreshold("middle", scenario.topology->middle);
    auto quantities = measurement->Report();
    WarnOfStandstill(*measurement, seed);
    return {measurement->GetWarmUp(), ListModeration(options, scenario), std::move(quantities)};
}
