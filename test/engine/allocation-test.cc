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
 * In the steady state the engines do not allocate:
 * - LRO, in both modes, with merges, passes and flushes.
 */

#include "allocation-counter.h"
#include "engine/lro-manager.h"
#include "packet-builder.h"

#include <boost/test/unit_test.hpp>
using namespace ns3::offload;
using test::Bytes;
using test::TcpPacket;

namespace
{

/// A stack that takes nothing.
class NullSink : public LroSink
{
  public:
    uint64_t frames{0}; //!< delivered

    void Deliver(Frame&, const LroDelivery&) override
    {
        ++frames;
    }
};

/// @param manager to receive @param frame the driver's, used again and again
/// @param bytes a data segment, changed in place @param isSkb the mode
void
ReceiveMany(LroManager& manager, Frame& frame, Bytes& bytes, bool isSkb)
{
    constexpr uint32_t HEAD = 54;
    const auto length = static_cast<uint32_t>(bytes.size());
    uint32_t sequence = 0;
    for (uint32_t i = 0; i < 1000; ++i)
    {
        Store32(&bytes[34 + tcp::SEQUENCE], sequence);
        Store16(&bytes[34],
                static_cast<uint16_t>(i % 100 == 99 ? 1 : 0)); // another flow now and then
        sequence += i % 70 == 69 ? 1 : length - HEAD;          // a gap, too
        frame.head.Assign(bytes.data(), HEAD);
        frame.frags.emplace_back(nullptr, nullptr, HEAD, length - HEAD);
        frame.length = length;
        isSkb ? manager.ReceiveSkb(frame) : manager.ReceiveFrags(frame, 0);
        if (i % 64 == 63)
        {
            manager.FlushAll();
        }
    }
    manager.FlushAll();
}

} // namespace

BOOST_AUTO_TEST_SUITE(Allocation)

BOOST_AUTO_TEST_CASE(LroSteadyState)
{
    for (const bool isSkb : {true, false})
    {
        NullSink sink;
        ParsingLroLocator locator;
        LroConfig config;
        config.maxDesc = 2;
        LroManager manager(config, &locator, sink);
        Bytes bytes = TcpPacket().Build();
        Frame frame;
        ReceiveMany(manager, frame, bytes, isSkb);
        ReceiveMany(manager, frame, bytes, isSkb);
        const uint64_t before = test::CountAllocations();
        ReceiveMany(manager, frame, bytes, isSkb);
        BOOST_CHECK_EQUAL(test::CountAllocations() - before, 0U);
        BOOST_CHECK_GT(sink.frames, 30U);
        BOOST_CHECK_LT(sink.frames, 500U);
    }
}

BOOST_AUTO_TEST_SUITE_END()
