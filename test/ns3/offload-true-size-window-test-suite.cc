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
 * The rule of TrueSizeWindow:
 *   on request the memory of packets decides how much window a receiver gives.
 */

#include "connection.h"
#include "host-pair.h"

#include "ns3/test.h"

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test Memory decides the window, on request.
class TrueSizeTestCase : public TestCase
{
  public:
    /**
     * @param isCharged whether memory is charged
     */
    explicit TrueSizeTestCase(bool isCharged)
        : TestCase(isCharged ? "the memory of packets is charged to the receive buffer"
                             : "payload is charged to the receive buffer"),
          m_isCharged(isCharged)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(RECEIVE_PATHS[2]);
        pair.link.SetDeviceAttribute("ChargeTrueSize", BooleanValue(m_isCharged));
        pair.Build();
        Connection connection(pair);
        connection.Write(1024 * 1024, MilliSeconds(50));
        // Nobody reads: what has come is what the window let come.
        const double share = connection.server->GetRxAvailable() / (512.0 * 1024);
        const double payload = HostPair::SEGMENT / 2048.0;
        const double expected = m_isCharged ? payload : 1;
        NS_TEST_EXPECT_MSG_EQ_TOL(share, expected, 0.03, "of the buffer");
    }

    bool m_isCharged; //!< attribute
};

/**
 * @ingroup offload-test
 * Rules of the window by true size.
 */
class OffloadTrueSizeWindowTestSuite : public TestSuite
{
  public:
    OffloadTrueSizeWindowTestSuite()
        : TestSuite("offload-true-size-window")
    {
        AddTestCase(new TrueSizeTestCase(false));
        AddTestCase(new TrueSizeTestCase(true));
    }
};

OffloadTrueSizeWindowTestSuite g_offloadTrueSizeWindowTestSuite; //!< registers the suite

} // namespace
