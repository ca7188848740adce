/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/receive-buffers.h"

#include "packet/ethernet-wire.h"
#include "packet/memory-page.h"
#include "packet/packet-frame.h"

#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{

namespace
{

constexpr uint32_t SKB_HEAD_BYTES = 232;    //!< sizeof(struct sk_buff) on a 64-bit Linux 2.6.24
constexpr uint32_t SHARED_INFO_BYTES = 320; //!< sizeof(struct skb_shared_info), likewise

} // namespace

ReceiveBuffers::Counters&
ReceiveBuffers::Counters::operator+=(const Counters& other)
{
    skbs += other.skbs;
    skbsFreed += other.skbsFreed;
    pages += other.pages;
    pagesFreed += other.pagesFreed;
    return *this;
}

NS_OBJECT_ENSURE_REGISTERED(ReceiveBuffers);
NS_OBJECT_ENSURE_REGISTERED(SkbReceiveBuffers);
NS_OBJECT_ENSURE_REGISTERED(PageReceiveBuffers);

TypeId
ReceiveBuffers::GetTypeId()
{
    static TypeId tid = TypeId("ns3::ReceiveBuffers").SetParent<Object>().SetGroupName("Offload");
    return tid;
}

ReceiveBuffers::~ReceiveBuffers() = default;

void
ReceiveBuffers::DoDispose()
{
    for (auto& received : m_all)
    {
        received->arrival.packet = {};
    }
    Object::DoDispose();
}

void
ReceiveBuffers::Release(ReceivedPacket& received)
{
    Reclaim(received);
    received.arrival.packet = {};
    received.pages.clear();
    m_free.push_back(&received);
}

void
ReceiveBuffers::NotifySkbFreed()
{
    // Without pages the sk_buff goes with the memory of its frame.
    m_counters.skbsFreed += IsPaged() ? 1 : 0;
}

void
ReceiveBuffers::Receive(const Arrival& arrival,
                        const offload::FrameReading& reading,
                        offload::Frame& frame,
                        Work& work)
{
    const uint32_t linkBytes = offload::LoadHead(arrival, reading, frame);
    if (m_free.empty())
    {
        m_all.push_back(std::make_unique<ReceivedPacket>());
        m_all.back()->owner = this;
        m_free.push_back(m_all.back().get());
    }
    ReceivedPacket* received = m_free.back();
    m_free.pop_back();
    received->arrival = arrival;

    const uint32_t bytes = linkBytes + arrival.packet.GetSize();
    const uint32_t buffers = Provide(bytes, *received, frame, work);
    work.Add(Operation::REFILL_RX_BUFFER, buffers);

    // The head is a copy of the first buffer's beginning; the first frag continues behind it.
    const uint32_t bufferSize = GetBufferSize() == 0 ? bytes : GetBufferSize();
    uint32_t begin = frame.head.Length();
    for (uint32_t buffer = 0; buffer < buffers; buffer++)
    {
        const uint32_t end = std::min(bytes, (buffer + 1) * bufferSize);
        received->AddTo(frame, begin - linkBytes, end - begin, reading.hasChecksums);
        begin = end;
    }
    frame.length = bytes;
    frame.wireBytes = arrival.GetFrameBytes();
}

void
ReceiveBuffers::BuildSkb(Work& work)
{
    if (IsPaged())
    {
        m_counters.skbs++;
        work.Add(Operation::ALLOCATE_SKB_HEAD).Add(Operation::ALLOCATE_DATA_BUFFER);
    }
}

const ReceiveBuffers::Counters&
ReceiveBuffers::GetCounters() const
{
    return m_counters;
}

TypeId
SkbReceiveBuffers::GetTypeId()
{
    static TypeId tid = TypeId("ns3::SkbReceiveBuffers")
                            .SetParent<ReceiveBuffers>()
                            .SetGroupName("Offload")
                            .AddConstructor<SkbReceiveBuffers>();
    return tid;
}

bool
SkbReceiveBuffers::IsPaged() const
{
    return false;
}

uint32_t
SkbReceiveBuffers::Provide(uint32_t bytes,
                           ReceivedPacket& /* received */,
                           offload::Frame& frame,
                           Work& work)
{
    m_counters.skbs++;
    work.Add(Operation::ALLOCATE_SKB_HEAD).Add(Operation::ALLOCATE_DATA_BUFFER);
    frame.trueSize = SKB_HEAD_BYTES + SHARED_INFO_BYTES + bytes;
    frame.buffers.skbHeads = 1;
    frame.buffers.linearBytes = bytes - offload::ETHERNET_HEADER_BYTES;
    return 1;
}

uint32_t
SkbReceiveBuffers::GetBufferSize() const
{
    return 0;
}

void
SkbReceiveBuffers::Reclaim(const ReceivedPacket& /* received */)
{
    m_counters.skbsFreed++;
}

TypeId
PageReceiveBuffers::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::PageReceiveBuffers")
            .SetParent<ReceiveBuffers>()
            .SetGroupName("Offload")
            .AddConstructor<PageReceiveBuffers>()
            .AddAttribute(
                "Order",
                "Order of the pages: each has 4 KB times 2 to this power.",
                UintegerValue(0),
                MakeStartAccessor("Order", MakeUintegerAccessor(&PageReceiveBuffers::m_order)),
                MakeUintegerChecker<uint32_t>(0, 10))
            .AddAttribute(
                "BufferSize",
                "Size in bytes of the buffers that a page is divided into.",
                UintegerValue(2048),
                MakeStartAccessor("BufferSize",
                                  MakeUintegerAccessor(&PageReceiveBuffers::m_bufferSize)),
                MakeUintegerChecker<uint32_t>(256, offload::PAGE_BYTES));
    return tid;
}

bool
PageReceiveBuffers::IsPaged() const
{
    return true;
}

uint32_t
PageReceiveBuffers::Provide(uint32_t bytes,
                            ReceivedPacket& received,
                            offload::Frame& frame,
                            Work& work)
{
    const uint32_t buffers = (bytes + m_bufferSize - 1) / m_bufferSize;
    const uint32_t buffersPerPage = (offload::PAGE_BYTES / m_bufferSize) << m_order;
    for (uint32_t buffer = 0; buffer < buffers; buffer++)
    {
        if (m_left == 0)
        {
            m_left = buffersPerPage;
            m_inUse.push_back(buffersPerPage);
            m_counters.pages++;
            work.Add(Operation::ALLOCATE_PAGE).Add(Operation::ALLOCATE_PAGE_ORDER, m_order);
        }
        m_left--;
        received.pages.push_back(m_first + m_inUse.size() - 1);
    }
    // Each buffer keeps its share of its 4 KB from other use.
    frame.trueSize = buffers * (offload::PAGE_BYTES / (offload::PAGE_BYTES / m_bufferSize));
    frame.buffers.frags = buffers;
    return buffers;
}

uint32_t
PageReceiveBuffers::GetBufferSize() const
{
    return m_bufferSize;
}

void
PageReceiveBuffers::Reclaim(const ReceivedPacket& received)
{
    for (const uint64_t page : received.pages)
    {
        ReleaseBuffer(page);
    }
}

void
PageReceiveBuffers::ReleaseBuffer(uint64_t page)
{
    if (--m_inUse[page - m_first] == 0)
    {
        m_counters.pagesFreed++;
    }
    // Pages are freed in about the order of their allocation: forget those at the front.
    while (!m_inUse.empty() && m_inUse.front() == 0)
    {
        m_inUse.pop_front();
        m_first++;
    }
}

std::string
PageReceiveBuffers::ExplainNoEffect(AttributeUse /* use */) const
{
    return ExplainStart(m_counters.pages > 0);
}

} // namespace ns3
