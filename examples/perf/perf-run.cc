/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "perf-run.h"

#include "perf-scenario.h"
#include "steady-state.h"

#include "ns3/gro-receive-hook.h"
#include "ns3/lro-receive-hook.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <map>

using namespace ns3;

namespace
{

/// Interval between samples.
constexpr double SAMPLE_MS = 1;

/**
 * Super-packets of these sizes are counted together.
 */
struct SizeClass
{
    const char* name; //!< name of the quantity: the share of segments that travel so
    uint32_t least;   //!< segments
    uint32_t most;    //!< segments
};

/// All sizes.
constexpr std::array<SizeClass, 6> SIZE_CLASSES{{
    {"segments_alone", 1, 1},
    {"segments_in_2", 2, 2},
    {"segments_in_3_to_8", 3, 8},
    {"segments_in_9_to_22", 9, 22},
    {"segments_in_23_to_43", 23, 43},
    {"segments_in_44_or_more", 44, UINT32_MAX},
}};

/**
 * Samples counters at equal intervals, so that what was counted during the warm-up can be left
 * out afterwards.
 */
class Sampler
{
  public:
    /// Answers with what was counted so far.
    using Counter = std::function<double()>;

    /**
     * @param name name of a counter
     * @param counter the counter
     */
    void Add(const std::string& name, Counter counter)
    {
        m_counters[name] = std::move(counter);
    }

    /// Sample now and from now on.
    void Sample()
    {
        for (const auto& [name, counter] : m_counters)
        {
            m_samples[name].push_back(counter());
        }
        Simulator::Schedule(Seconds(SAMPLE_MS / 1e3), &Sampler::Sample, this);
    }

    /**
     * @param name name of a counter
     * @return what it counted in each interval
     */
    std::vector<double> GetIntervals(const std::string& name) const
    {
        const auto& samples = m_samples.at(name);
        std::vector<double> intervals;
        for (std::size_t i = 1; i < samples.size(); i++)
        {
            intervals.push_back(samples[i] - samples[i - 1]);
        }
        return intervals;
    }

    /**
     * @param name name of a counter
     * @param start first interval
     * @return what it counted from there to the end
     */
    double GetCount(const std::string& name, std::size_t start) const
    {
        const auto& samples = m_samples.at(name);
        return samples.back() - samples[start];
    }

  private:
    std::map<std::string, Counter> m_counters;            //!< by name
    std::map<std::string, std::vector<double>> m_samples; //!< by name
};

/**
 * Delays in each sampling interval, counted in bins of equal ratio: 1 % wide.
 */
class DelayHistogram
{
  public:
    /**
     * @param delay a delay that ends now
     */
    void Add(Time delay)
    {
        const auto interval =
            static_cast<std::size_t>(Simulator::Now().GetSeconds() * 1e3 / SAMPLE_MS);
        const double ns = std::max<double>(1, static_cast<double>(delay.GetNanoSeconds()));
        const auto bin = static_cast<std::size_t>(std::log(ns) / STEP);
        m_intervals.resize(std::max(m_intervals.size(), interval + 1));
        auto& bins = m_intervals[interval];
        bins.resize(std::max(bins.size(), bin + 1));
        bins[bin]++;
    }

    /**
     * @param share a share of the delays, 0 to 1
     * @param start first interval to count
     * @return what they are not greater than, us; 0 if there are none
     */
    double GetQuantile(double share, std::size_t start) const
    {
        std::vector<double> bins;
        double count = 0;
        for (std::size_t interval = start; interval < m_intervals.size(); interval++)
        {
            bins.resize(std::max(bins.size(), m_intervals[interval].size()));
            for (std::size_t bin = 0; bin < m_intervals[interval].size(); bin++)
            {
                bins[bin] += static_cast<double>(m_intervals[interval][bin]);
                count += static_cast<double>(m_intervals[interval][bin]);
            }
        }
        double seen = 0;
        for (std::size_t bin = 0; bin < bins.size(); bin++)
        {
            seen += bins[bin];
            if (seen >= share * count)
            {
                return std::exp((static_cast<double>(bin) + 0.5) * STEP) / 1e3;
            }
        }
        return 0;
    }

  private:
    static constexpr double STEP = 0.01; //!< width of a bin, natural logarithm

    std::vector<std::vector<uint64_t>> m_intervals; //!< number of delays, by interval and bin
};

/**
 * @param side "rx", "tx" or "middle"
 * @param core index
 * @param what what is counted
 * @return name of a core's counter
 */
std::string
CoreName(const std::string& side, uint32_t core, const std::string& what)
{
    return fmt::format("{}_core{}_{}", side, core, what);
}

/// What LRO and GRO have searched for.
struct Searches
{
    uint64_t noDesc{0};      //!< segments without descriptor
    uint64_t comparisons{0}; //!< with what is held
};

/**
 * @param nic a NIC
 * @return what the hooks of its queues have counted
 */
Searches
CountSearches(const NicDriver& nic)
{
    Searches sum;
    for (uint32_t queue = 0; queue < nic.GetNQueues(); queue++)
    {
        const auto hook = nic.GetReceiveHook(queue);
        if (const auto lro = DynamicCast<LroReceiveHook>(hook))
        {
            sum.noDesc += lro->GetCounters().noDesc;
            sum.comparisons += lro->GetComparisons();
        }
        else if (const auto gro = DynamicCast<GroReceiveHook>(hook))
        {
            sum.comparisons += gro->GetComparisons();
        }
    }
    return sum;
}

/**
 * @param queue index
 * @param what what is counted
 * @return name of a receive queue's counter
 */
std::string
QueueName(uint32_t queue, const std::string& what)
{
    return fmt::format("rx_queue{}_{}", queue, what);
}

/**
 * Count what receive queues do.
 *
 * @param sampler where to add counters
 * @param nic the NIC
 */
void
AddQueues(Sampler& sampler, Ptr<NicDriver> nic)
{
    for (uint32_t queue = 0; queue < nic->GetNQueues(); queue++)
    {
        sampler.Add(QueueName(queue, "frames"), [nic, queue]() {
            return static_cast<double>(nic->GetStatistics(queue).frames);
        });
        sampler.Add(QueueName(queue, "busy"), [nic, queue]() {
            return static_cast<double>(nic->GetStatistics(queue).pollCycles);
        });
    }
}

/**
 * Count what the cores of a host do.
 *
 * @param sampler where to add counters
 * @param side "rx", "tx" or "middle"
 * @param cpu the host
 */
void
AddCores(Sampler& sampler, const std::string& side, Ptr<HostCpu> cpu)
{
    for (uint32_t index = 0; index < cpu->GetNCores(); index++)
    {
        CpuCore& core = cpu->GetCore(index);
        sampler.Add(CoreName(side, index, "busy"), [&core]() {
            return static_cast<double>(core.GetBusyCycles(CpuContext::HARDIRQ) +
                                       core.GetBusyCycles(CpuContext::SOFTIRQ) +
                                       core.GetBusyCycles(CpuContext::PROCESS));
        });
        for (std::size_t c = 0; c < N_COST_CATEGORIES; c++)
        {
            const auto category = static_cast<CostCategory>(c);
            sampler.Add(CoreName(side, index, GetCostCategoryName(category)), [&core, category]() {
                int64_t cycles = 0;
                for (std::size_t i = 0; i < N_OPERATIONS; i++)
                {
                    const auto operation = static_cast<Operation>(i);
                    cycles += GetOperationInfo(operation).category == category
                                  ? core.GetCharged(operation)
                                  : 0;
                }
                return static_cast<double>(cycles);
            });
        }
    }
}

/**
 * Count what the host between sender and receiver does.
 *
 * @param sampler where to add counters
 * @param scenario the scenario, with such a host
 */
void
AddMiddle(Sampler& sampler, PerfScenario& scenario)
{
    const auto add = [&sampler](const std::string& name, auto function) {
        sampler.Add(name, [function]() { return static_cast<double>(function()); });
    };
    const auto in = scenario.middleIn;
    const auto out = scenario.middleOut;
    add("middle_frames_in", [in]() { return in->GetStatistics().framesDelivered; });
    add("middle_data_frames", [in]() { return in->GetStatistics().dataFrames; });
    add("middle_data_deliveries", [in]() { return in->GetStatistics().dataDeliveries; });
    add("middle_ring_drops", [in]() { return in->GetStatistics().framesRingFull; });
    add("middle_frames_out",
        [out]() { return out->GetTransmitPath().GetRing().GetStatistics().frames; });
    add("middle_software_segmented",
        [out]() { return out->GetTransmitPath().GetSoftwareSegmented(); });
    add("middle_nic_segmented",
        [out]() { return out->GetTransmitPath().GetRing().GetStatistics().superPackets; });
    add("middle_fragments", [&scenario]() { return scenario.middleFragments; });
    AddCores(sampler, "middle", scenario.middleCpu);
}

/**
 * Count what the scenario does.
 *
 * @param sampler where to add counters
 * @param scenario the scenario
 */
void
AddCounters(Sampler& sampler, PerfScenario& scenario)
{
    const auto add = [&sampler](const std::string& name, auto function) {
        sampler.Add(name, [function]() { return static_cast<double>(function()); });
    };
    const auto nic = scenario.receiverNic;
    const auto addSinks = [&add, &scenario](const std::string& name, auto count) {
        add(name, [&scenario, count]() {
            uint64_t sum = 0;
            for (const auto& sink : scenario.sinks)
            {
                sum += (PeekPointer(sink)->*count)();
            }
            return sum;
        });
    };
    addSinks("bytes", &CpuSink::GetBytesRead);
    addSinks("reads", &CpuSink::GetReads);
    addSinks("updates", &CpuSink::GetWindowUpdates);
    add("frames", [&scenario]() {
        return scenario.receiverNic->GetStatistics().frames +
               scenario.senderNic->GetStatistics().frames;
    });
    add("data_frames", [nic]() { return nic->GetStatistics().dataFrames; });
    add("data_deliveries", [nic]() { return nic->GetStatistics().dataDeliveries; });
    add("interrupts", [nic]() { return nic->GetStatistics().interrupts; });
    add("polls", [nic]() { return nic->GetStatistics().polls; });
    add("rpc", [&scenario]() {
        uint64_t responses = 0;
        for (const auto& client : scenario.rpcClients)
        {
            responses += client->GetResponses();
        }
        return responses;
    });
    add("udp_sent", [&scenario]() { return scenario.flood ? scenario.flood->GetSent() : 0; });
    add("udp_read", [&scenario]() {
        return scenario.datagramSink ? scenario.datagramSink->GetDatagramsRead() : 0;
    });
    add("ring_drops", [nic]() { return nic->GetStatistics().framesRingFull; });
    add("backlog_drops", [nic]() { return nic->GetStatistics().framesBacklogFull; });
    add("true_size", [nic]() { return nic->GetStatistics().trueSize; });
    add("allocations", [nic]() {
        const auto& counters = nic->GetAllocations();
        return counters.skbs + counters.pages;
    });
    add("no_desc", [nic]() { return CountSearches(*nic).noDesc; });
    add("comparisons", [nic]() { return CountSearches(*nic).comparisons; });
    const auto tap = scenario.GetSenderTap();
    add("super_packets", [tap]() { return tap->GetDataPackets(); });
    add("super_packet_segments", [tap]() { return tap->GetDataSegments(); });
    for (std::size_t i = 0; i < SIZE_CLASSES.size(); i++)
    {
        sampler.Add(SIZE_CLASSES[i].name, [tap, i]() {
            double segments = 0;
            for (const auto& [size, count] : tap->GetSizes())
            {
                const bool isIn = size >= SIZE_CLASSES[i].least && size <= SIZE_CLASSES[i].most;
                segments += isIn ? static_cast<double>(size * count) : 0;
            }
            return segments;
        });
    }
    add("deferrals", [tap]() { return tap->GetHolds(TransmitHold::DEFERRED); });
    add("throttles", [tap]() { return tap->GetHolds(TransmitHold::SMALL_QUEUE); });
    add("software_segmented",
        [&scenario]() { return scenario.senderNic->GetTransmitPath().GetSoftwareSegmented(); });
    add("sojourn", [&scenario]() { return scenario.sojourn; });
    add("sojourns", [&scenario]() { return scenario.sojourns; });
    add("acks", [&scenario]() { return scenario.GetReceiverTap()->GetPureAcks(); });
    add("retransmissions", [&scenario]() { return scenario.retransmissions; });
    add("queue_drops", [&scenario]() { return scenario.queueDrops; });
    add("events", []() { return Simulator::GetEventCount(); });
    AddQueues(sampler, scenario.receiverNic);
    AddCores(sampler, "rx", scenario.receiverCpu);
    AddCores(sampler, "tx", scenario.senderCpu);
    if (scenario.middle)
    {
        AddMiddle(sampler, scenario);
    }
}

/**
 * Report the load of a host's cores.
 *
 * @param quantities where to report
 * @param count answers with what a counter counted
 * @param side "rx", "tx" or "middle"
 * @param cpu the host
 * @param seconds time that was measured
 */
void
ReportCores(std::vector<Quantity>& quantities,
            const std::function<double(const std::string&)>& count,
            const std::string& side,
            Ptr<HostCpu> cpu,
            double seconds)
{
    for (uint32_t core = 0; core < cpu->GetNCores(); core++)
    {
        const auto clock = cpu->GetCore(core).GetCostProfile()->GetClock();
        const double cycles = static_cast<double>(clock) * seconds;
        const auto report = [&](const std::string& what) {
            const std::string name = CoreName(side, core, what);
            quantities.push_back({name, "%", 100 * count(name) / cycles});
        };
        report("busy");
        for (std::size_t c = 0; c < N_COST_CATEGORIES; c++)
        {
            report(GetCostCategoryName(static_cast<CostCategory>(c)));
        }
    }
}

/**
 * Report how frames and load are spread over the receiver's queues and cores.
 *
 * @param quantities where to report
 * @param count answers with what a counter counted
 * @param scenario the scenario
 * @param seconds time that was measured
 */
void
ReportSpread(std::vector<Quantity>& quantities,
             const std::function<double(const std::string&)>& count,
             const PerfScenario& scenario,
             double seconds)
{
    const uint32_t queues = scenario.receiverNic->GetNQueues();
    const auto clock = [&scenario](uint32_t core) {
        const auto profile = scenario.receiverCpu->GetCore(core).GetCostProfile();
        return static_cast<double>(profile->GetClock());
    };
    double frames = 0;
    double most = 0;
    uint32_t used = 0;
    for (uint32_t queue = 0; queue < queues; queue++)
    {
        const double its = count(QueueName(queue, "frames"));
        frames += its;
        most = std::max(most, its);
        used += its > 0 ? 1 : 0;
    }
    double cores = 0;
    for (uint32_t core = 0; core < scenario.receiverCpu->GetNCores(); core++)
    {
        cores += count(CoreName("rx", core, "busy")) / clock(core) / seconds;
    }
    quantities.push_back({"rx_cores_busy", "cores", cores});
    quantities.push_back({"rx_queues_used", "queues", static_cast<double>(used)});
    quantities.push_back({"rx_queue_largest", "%", frames > 0 ? 100 * most / frames : 0});
    for (uint32_t queue = 0; queue < queues && queues > 1; queue++)
    {
        const uint32_t core = scenario.receiverNic->GetQueueCore(queue);
        const double cycles = clock(core) * seconds;
        const std::string busy = QueueName(queue, "busy");
        const std::string name = QueueName(queue, "frames");
        quantities.push_back({name, "1/s", count(name) / seconds});
        quantities.push_back({busy, "%", 100 * count(busy) / cycles});
    }
}

} // namespace

PerfResult
RunPerf(const PerfOptions& options, uint32_t seed)
{
    PerfScenario scenario(options, seed);
    Sampler sampler;
    DelayHistogram delays;
    DelayHistogram latencies;
    // The counters of a driver exist once its node is initialized.
    Simulator::Schedule(MicroSeconds(1), [&sampler, &scenario, &delays, &latencies]() {
        AddCounters(sampler, scenario);
        sampler.Sample();
        scenario.receiverNic->TraceConnectWithoutContext(
            "Delay",
            Callback<void, Time>([&delays](Time delay) { delays.Add(delay); }));
        for (const auto& client : scenario.rpcClients)
        {
            client->TraceConnectWithoutContext(
                "Latency",
                Callback<void, Time>([&latencies](Time latency) { latencies.Add(latency); }));
        }
    });
    Simulator::Stop(MicroSeconds(2) + Seconds(options.duration / 1e3));
    Simulator::Run();

    const std::vector<double> progress = sampler.GetIntervals("bytes");
    const std::size_t start = FindSteadyState(progress);
    const double seconds = static_cast<double>(progress.size() - start) * SAMPLE_MS / 1e3;
    const auto count = [&](const std::string& name) { return sampler.GetCount(name, start); };
    const auto ratio = [&](const std::string& name, const std::string& to) {
        return count(to) > 0 ? count(name) / count(to) : 0;
    };

    PerfResult result;
    result.warmUp = static_cast<double>(start) * SAMPLE_MS;
    auto& quantities = result.quantities;
    quantities.push_back({"goodput", "Gb/s", count("bytes") * 8 / seconds / 1e9});
    quantities.push_back(
        {"segments_per_delivery", "segments", ratio("data_frames", "data_deliveries")});
    quantities.push_back(
        {"allocations_per_16_segments", "allocations", 16 * ratio("allocations", "data_frames")});
    quantities.push_back({"true_size_per_segment", "bytes", ratio("true_size", "data_frames")});
    quantities.push_back({"no_desc", "1/s", count("no_desc") / seconds});
    quantities.push_back(
        {"comparisons_per_segment", "comparisons", ratio("comparisons", "data_frames")});
    quantities.push_back({"delay_p50", "us", delays.GetQuantile(0.5, start)});
    quantities.push_back({"delay_p99", "us", delays.GetQuantile(0.99, start)});
    quantities.push_back({"rpc_p50", "us", latencies.GetQuantile(0.5, start)});
    quantities.push_back({"rpc_p99", "us", latencies.GetQuantile(0.99, start)});
    quantities.push_back({"rpc_rate", "1/s", count("rpc") / seconds});
    quantities.push_back({"udp_sent", "1/s", count("udp_sent") / seconds});
    quantities.push_back({"udp_read", "1/s", count("udp_read") / seconds});
    quantities.push_back({"interrupts", "1/s", count("interrupts") / seconds});
    quantities.push_back({"polls", "1/s", count("polls") / seconds});
    quantities.push_back({"acks", "1/s", count("acks") / seconds});
    quantities.push_back({"window_updates", "1/s", count("updates") / seconds});
    quantities.push_back({"reads", "1/s", count("reads") / seconds});
    quantities.push_back({"ring_drops", "1/s", count("ring_drops") / seconds});
    quantities.push_back({"backlog_drops", "1/s", count("backlog_drops") / seconds});
    quantities.push_back({"queue_drops", "1/s", count("queue_drops") / seconds});
    quantities.push_back({"retransmissions", "1/s", count("retransmissions") / seconds});
    quantities.push_back({"wrong_bytes", "bytes", static_cast<double>(scenario.GetWrongBytes())});
    quantities.push_back({"super_packets", "1/s", count("super_packets") / seconds});
    quantities.push_back(
        {"segments_per_super_packet", "segments", ratio("super_packet_segments", "super_packets")});
    for (const auto& sizes : SIZE_CLASSES)
    {
        quantities.push_back({sizes.name, "%", 100 * ratio(sizes.name, "super_packet_segments")});
    }
    quantities.push_back({"software_segmented", "1/s", count("software_segmented") / seconds});
    quantities.push_back({"deferrals", "1/s", count("deferrals") / seconds});
    quantities.push_back({"small_queue_throttles", "1/s", count("throttles") / seconds});
    quantities.push_back({"max_bytes_below_tcp",
                          "bytes",
                          static_cast<double>(scenario.GetSenderTap()->GetMaxBytesBelow())});
    quantities.push_back({"queue_sojourn", "us", 1e6 * ratio("sojourn", "sojourns")});
    quantities.push_back({"events_per_frame", "events", ratio("events", "frames")});
    ReportSpread(quantities, count, scenario, seconds);
    const std::string& engine = scenario.receiverNic->GetSettings().engine;
    ReportCores(quantities, count, "rx", scenario.receiverCpu, seconds);
    // The NIC's own processor comes after the host's cores; its load has a name of its own too, so
    // that NICs with and without one can stand in one table.
    double engineBusy = 0;
    if (!engine.empty())
    {
        const uint32_t last = scenario.receiverCpu->GetNCores() - 1;
        engineBusy =
            100 * count(CoreName("rx", last, "busy")) / seconds /
            static_cast<double>(scenario.receiverCpu->GetCore(last).GetCostProfile()->GetClock());
    }
    quantities.push_back({"rx_engine_busy", "%", engineBusy});
    ReportCores(quantities, count, "tx", scenario.senderCpu, seconds);
    if (scenario.middle)
    {
        for (const char* name : {"middle_frames_in",
                                 "middle_frames_out",
                                 "middle_ring_drops",
                                 "middle_software_segmented",
                                 "middle_nic_segmented",
                                 "middle_fragments"})
        {
            quantities.push_back({name, "1/s", count(name) / seconds});
        }
        quantities.push_back({"middle_segments_per_delivery",
                              "segments",
                              ratio("middle_data_frames", "middle_data_deliveries")});
        ReportCores(quantities, count, "middle", scenario.middleCpu, seconds);
    }
    return result;
}
