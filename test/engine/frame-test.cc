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
 * Frames and frags:
 * - frags share their object, and the last one frees it;
 * - a slice is cut at the end of the frag;
 * - bytes given back from head to frag leave the frame's bytes as they are;
 * - bytes that no frag can take stay in the head;
 * - a swap exchanges everything, a clear keeps only capacity.
 */

#include "../vector-buffer.h"
#include "packet-builder.h"

#include "ns3/offload-frame.h"

#include <boost/test/unit_test.hpp>

using namespace ns3::offload;
using test::Bytes;
using test::TcpPacket;
using vectors::ByteBuffer;

BOOST_AUTO_TEST_SUITE(FrameAndPieces)

BOOST_AUTO_TEST_CASE(LastPieceFreesObject)
{
    const uint32_t before = ByteBuffer::Alive();
    {
        Frag frag = ByteBuffer::Make({1, 2, 3}, 0);
        Frag copy = frag;
        Frag moved = std::move(frag);
        frag = copy.Slice(1, 1);
        moved = Frag();
        copy = std::move(moved);
        BOOST_CHECK_EQUAL(ByteBuffer::Alive(), before + 1);
        BOOST_CHECK_EQUAL(frag.Sum(1), 0x0200U);
    }
    BOOST_CHECK_EQUAL(ByteBuffer::Alive(), before);
}

BOOST_AUTO_TEST_CASE(SliceIsCutAtTheEnd)
{
    const Frag frag(nullptr, nullptr, 10, 5);
    BOOST_CHECK_EQUAL(frag.Slice(2, 100).Length(), 3U);
    BOOST_CHECK_EQUAL(frag.Slice(2, 100).Offset(), 12U);
    BOOST_CHECK_EQUAL(frag.Slice(9, 1).Length(), 0U);
    BOOST_CHECK(!frag.HasSum());
}

BOOST_AUTO_TEST_CASE(ReturnHeadKeepsBytes)
{
    const Bytes bytes = TcpPacket::Pattern(300);
    Frame frame;
    vectors::FillFrame(frame, bytes, 0);
    BOOST_CHECK_EQUAL(frame.head.Length(), FrameHead::CAPACITY);
    BOOST_CHECK(frame.ReturnHead(54));
    BOOST_CHECK_EQUAL(frame.head.Length(), 54U);
    BOOST_CHECK_EQUAL(frame.CountBytes(), frame.length);
    BOOST_CHECK(vectors::LinearBytes(frame) == bytes);
    BOOST_CHECK(frame.ReturnHead(100)); // nothing to give back
    BOOST_CHECK_EQUAL(frame.head.Length(), 54U);
}

BOOST_AUTO_TEST_CASE(UnbackedHeadStays)
{
    const Bytes bytes = TcpPacket::Pattern(60);
    Frame frame;
    frame.head.Assign(bytes.data(), 60);
    BOOST_CHECK(!frame.ReturnHead(54));
    frame.frags.emplace_back(nullptr, nullptr, 5, 100); // five bytes before it, six needed
    BOOST_CHECK(!frame.ReturnHead(54));
    BOOST_CHECK(frame.ReturnHead(55));
    BOOST_CHECK_EQUAL(frame.CountBytes(), 160U);
}

BOOST_AUTO_TEST_CASE(SwapAndClear)
{
    Frame a;
    Frame b;
    vectors::FillFrame(a, TcpPacket::Pattern(300), 7);
    a.vlanTci = 100;
    SwapFrames(a, b);
    BOOST_CHECK_EQUAL(a.length, 0U);
    BOOST_CHECK_EQUAL(a.head.Length(), 0U);
    BOOST_CHECK_EQUAL(b.cookie, 7U);
    BOOST_CHECK(b.vlanTci == 100);
    BOOST_CHECK(vectors::LinearBytes(b) == TcpPacket::Pattern(300));
    b.Clear();
    BOOST_CHECK(b.frags.empty());
    BOOST_CHECK_GE(b.frags.capacity(), 1U);
    BOOST_CHECK(!b.vlanTci);
    BOOST_CHECK_EQUAL(b.segments, 1U);
}

BOOST_AUTO_TEST_SUITE_END()
