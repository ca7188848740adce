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
 * The rule of IPv4 identifications:
 *   frames of several connections between the same hosts come numbered without gaps, as Linux's do.
 */

#include "gro-pair.h"

#include "ns3/test.h"

#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test Connections do not disturb each other's IPv4 identifications.
class GroIdentificationTestCase : public TestCase
{
  public:
    /**
     * @param hasGso whether the sender makes super-packets
     */
    explicit GroIdentificationTestCase(bool hasGso)
        : TestCase(std::string("identifications count on in each connection, tx-gso ") +
                   (hasGso ? "on" : "off")),
          m_hasGso(hasGso)
    {
    }

  private:
    void DoRun() override
    {
        GroPair pair;
        pair.link.SetDeviceAttribute("tx-gso", BooleanValue(m_hasGso));
        pair.Build();
        pair.AddSink(1);
        for (uint32_t flow = 0; flow < 4; flow++)
        {
            pair.AddSource(0, 0);
        }
        pair.Run(MilliSeconds(30));
        const auto& counters = pair.GetGro()->GetCounters();
        NS_TEST_EXPECT_MSG_GT(counters.Frames(offload::GroOutcome::MERGED), 10000, "merged");
        NS_TEST_EXPECT_MSG_EQ(counters.Packets(offload::GroFlushReason::IDENTIFICATION),
                              0,
                              "packets that end by their identification");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
    }

    bool m_hasGso; //!< tx-gso
};

/**
 * @ingroup offload-test
 * Rules of identifications.
 */
class OffloadIpv4IdentificationTestSuite : public TestSuite
{
  public:
    OffloadIpv4IdentificationTestSuite()
        : TestSuite("offload-ipv4-identification")
    {
        AddTestCase(new GroIdentificationTestCase(false));
        AddTestCase(new GroIdentificationTestCase(true));
    }
};

OffloadIpv4IdentificationTestSuite g_offloadIpv4IdentificationTestSuite; //!< registers the suite

} // namespace
