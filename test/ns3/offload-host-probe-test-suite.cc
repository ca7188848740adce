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
 * The rules of HostProbe:
 *   stacked parts add up to the quantile of the sum;
 *   its rows of cores and counters are those of the cores and NICs;
 *   counters print as ethtool -S does, at the time that was asked for.
 */

#include "cpu/ns3-compat.h"
#include "host-pair.h"
#include "test-profile.h"

#include "ns3/ethtool-helper.h"
#include "ns3/host-probe.h"
#include "ns3/test.h"

#include <fstream>
#include <map>
#include <numeric>
#include <sstream>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test Quantiles, and stacks that add up to them.
class StackTestCase : public TestCase
{
  public:
    StackTestCase()
        : TestCase("stacked parts add up to the quantile of the sum")
    {
    }

  private:
    void DoRun() override
    {
        LatencyStack stack;
        NS_TEST_EXPECT_MSG_EQ(stack.GetStacked(LatencyPart::WIRE, 0.5), 0, "nothing yet");
        for (uint32_t i = 1; i <= 1000; i++)
        {
            LatencyParts parts;
            // Who waits long in the ring is served at once by the application.
            parts[static_cast<std::size_t>(LatencyPart::RING)] = MicroSeconds(2 * i);
            parts[static_cast<std::size_t>(LatencyPart::APPLICATION)] = MicroSeconds(1000 - i);
            stack.Add(parts);
        }
        NS_TEST_EXPECT_MSG_EQ(stack.GetCount(), 1000, "packets");
        NS_TEST_EXPECT_MSG_EQ_TOL(stack.GetMean(LatencyPart::RING), 1001, 0.1, "mean");
        NS_TEST_EXPECT_MSG_EQ_TOL(stack.GetQuantile(0.99), 1990, 10, "sum");
        NS_TEST_EXPECT_MSG_EQ_TOL(stack.GetQuantile(LatencyPart::APPLICATION, 0.99),
                                  990,
                                  5,
                                  "of the part alone");
        NS_TEST_EXPECT_MSG_EQ_TOL(stack.GetStacked(LatencyPart::APPLICATION, 0.99),
                                  10,
                                  10,
                                  "of the packets whose sum is the quantile");
        double sum = 0;
        for (std::size_t i = 0; i < N_LATENCY_PARTS; i++)
        {
            sum += stack.GetStacked(static_cast<LatencyPart>(i), 0.99);
        }
        NS_TEST_EXPECT_MSG_EQ_TOL(sum, stack.GetQuantile(0.99), 20, "the stack adds up");
    }
};

/// @ingroup offload-test What the files say is what cores and NICs say.
class FilesTestCase : public TestCase
{
  public:
    FilesTestCase()
        : TestCase("files of a probe, and counters as ethtool -S prints them")
    {
    }

  private:
    /**
     * @param name name of a file of the probe
     * @return its rows, without the head, as fields
     */
    std::vector<std::vector<std::string>> ReadRows(const std::string& name)
    {
        std::ifstream file(m_folder + "/" + name);
        std::vector<std::vector<std::string>> rows;
        for (std::string line; std::getline(file, line);)
        {
            std::istringstream fields(line);
            rows.emplace_back();
            for (std::string field; std::getline(fields, field, ',');)
            {
                rows.back().push_back(field);
            }
        }
        NS_TEST_EXPECT_MSG_EQ(rows.empty(), false, name << " is not there");
        rows.erase(rows.begin());
        return rows;
    }

    void DoRun() override
    {
        m_folder = CreateTempDirFilename("probe");
        std::ostringstream printed;
        HostPair pair;
        pair.receiverCosts = CreateTestProfile({{"deliver_packet", 2000}});
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 100 * HostPair::SEGMENT)->SetStartTime(MilliSeconds(1));
        HostProbe probe(pair.hosts, m_folder);
        EthtoolHelper::PrintStatisticsAt(MilliSeconds(5), pair.devices.Get(1), printed);
        pair.Run(MilliSeconds(10));
        const auto frames = pair.receiverNic->GetStatistics().frames;
        const auto cycles = pair.receiverCpu->GetCore(0).GetBusyCycles();
        NS_TEST_EXPECT_MSG_EQ(probe.GetLatency(pair.hosts.Get(1)).GetCount(), 100, "packets");
        NS_TEST_EXPECT_MSG_EQ(probe.GetLatency(pair.hosts.Get(0)).GetCount(), 0, "ACKs");
        probe.Finish();

        double busy = 0; // ms
        for (const auto& row : ReadRows("cores.csv"))
        {
            if (row[1] == "1" && row[2] == "0")
            {
                const double contexts = std::stod(row[3]) + std::stod(row[4]) + std::stod(row[5]);
                const auto add = [](double sum, const auto& field) {
                    return sum + std::stod(field);
                };
                const double categories = std::accumulate(row.begin() + 6, row.end() - 1, 0.0, add);
                NS_TEST_EXPECT_MSG_EQ_TOL(contexts, categories, 0.5, "contexts and categories");
                busy += contexts / 100;
            }
        }
        NS_TEST_EXPECT_MSG_EQ_TOL(busy, static_cast<double>(cycles) / 1e6, 0.001, "ms of core 0");
        std::map<std::string, std::string> counters;
        for (const auto& row : ReadRows("counters.csv"))
        {
            counters[row[1] + ' ' + row[3]] = row[4]; // the last one stays
        }
        NS_TEST_EXPECT_MSG_EQ(counters["1 rx_frames"], std::to_string(frames), "frames");
        const std::string line = "     rx_frames: " + std::to_string(frames) + "\n";
        NS_TEST_EXPECT_MSG_NE(printed.str().find(line), std::string::npos, printed.str());
        NS_TEST_EXPECT_MSG_EQ(printed.str().rfind("node 1, device 0, +5ms\nNIC statistics:\n", 0),
                              0,
                              printed.str());
        uint64_t received = 0;
        for (const auto& row : ReadRows("sizes.csv"))
        {
            received += row[0] == "1" && row[1] == "received" ? std::stoull(row[3]) : 0;
        }
        NS_TEST_EXPECT_MSG_EQ(received, frames, "each frame has its size counted");
        NS_TEST_EXPECT_MSG_EQ(ReadRows("latency.csv").size(), 8, "4 shares, 2 kinds, of 1 host");
        NS_TEST_EXPECT_MSG_EQ(ReadRows("queues.csv").empty(), false, "queues");
    }

    std::string m_folder; //!< of the probe
};

/// @ingroup offload-test All rules of HostProbe.
class OffloadHostProbeTestSuite : public TestSuite
{
  public:
    OffloadHostProbeTestSuite()
        : TestSuite("offload-host-probe")
    {
        AddTestCase(new StackTestCase);
        AddTestCase(new FilesTestCase);
    }
};

OffloadHostProbeTestSuite g_offloadHostProbeTestSuite; //!< registers the suite

} // namespace
