/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef RECEIVE_PATH_TEST_CASE_H
#define RECEIVE_PATH_TEST_CASE_H

#include "host-pair.h"

#include "ns3/test.h"

#include <string>

namespace offloadtest
{

using namespace ns3;

/// @ingroup offload-test The clock of the machine of profile athlon64-2007, GHz.
constexpr double ATHLON_GHZ = 2;

/**
 * @ingroup offload-test
 * A test of one receive path.
 */
class ReceivePathTestCase : public TestCase
{
  public:
    /**
     * @param path the receive path
     * @param name what is tested
     */
    ReceivePathTestCase(const ReceivePath& path, const std::string& name)
        : TestCase(std::string(path.name) + ": " + name),
          m_path(path)
    {
    }

  protected:
    /**
     * Build hosts of which the receiver is that of experiment gallatin, and an endless transfer.
     *
     * @param pair the hosts
     * @param ghz the receiver's clock
     */
    static void BuildTransfer(HostPair& pair, double ghz)
    {
        pair.receiverCosts = LoadProfile("athlon64-2007")->WithClock(ghz);
        pair.Build();
        AddTransfer(pair, 1);
    }

    /**
     * Add an endless transfer, of bytes that nobody looks at.
     *
     * @param pair the hosts
     * @param core core of the reader
     * @return the writer
     */
    static Ptr<CpuSource> AddTransfer(HostPair& pair, uint32_t core)
    {
        pair.AddSink(core)->SetAttribute("Verify", BooleanValue(false));
        auto source = pair.AddSource(0, 0);
        source->SetAttribute("Pattern", BooleanValue(false));
        return source;
    }

    /**
     * @param pair hosts with a transfer that has begun
     * @param duration how long to measure
     * @return its throughput in Gb/s
     */
    static double Measure(const HostPair& pair, Time duration)
    {
        const uint64_t before = pair.sink->GetBytesRead();
        pair.Run(duration);
        return 8e-9 * static_cast<double>(pair.sink->GetBytesRead() - before) /
               duration.GetSeconds();
    }

    ReceivePath m_path; //!< the receive path
};

} // namespace offloadtest

#endif // RECEIVE_PATH_TEST_CASE_H
