/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/receive-queue-set.h"

#include "ns3/abort.h"
#include "ns3/attribute-copy.h"
#include "ns3/backlog-receive-queue.h"
#include "ns3/guest-receive-queue.h"
#include "ns3/loopback-receive-queue.h"
#include "ns3/napi-receive-queue.h"
#include "ns3/packet-frame.h"

#include <sstream>

namespace ns3
{

namespace
{

/**
 * Read a list of numbers, as "0,2,4".
 *
 * @param attribute whose value it is
 * @param text the value
 * @return the numbers
 */
std::vector<uint32_t>
ReadList(const char* attribute, const std::string& text)
{
    constexpr std::size_t MAX_DIGITS = 6;
    std::vector<uint32_t> numbers;
    std::istringstream list(text);
    std::string entry;
    while (std::getline(list, entry, ','))
    {
        NS_ABORT_MSG_IF(entry.empty() || entry.size() > MAX_DIGITS ||
                            entry.find_first_not_of("0123456789") != std::string::npos,
                        "Attribute " << attribute << " is \"" << text << "\": \"" << entry
                                     << "\" is no number; give numbers with commas, as 0,1,2");
        numbers.push_back(static_cast<uint32_t>(std::stoul(entry)));
    }
    return numbers;
}

/**
 * @param spread how frames are spread
 * @return the indirection table
 */
offload::ReceiveScaling::Table
MakeTable(const ReceiveSpread& spread)
{
    const std::vector<uint32_t> list = ReadList("RssIndirection", spread.indirection);
    offload::ReceiveScaling::Table table;
    NS_ABORT_MSG_IF(list.size() > table.size(),
                    "Attribute RssIndirection has " << list.size() << " entries: give "
                                                    << table.size() << " or fewer");
    for (std::size_t i = 0; i < table.size(); i++)
    {
        table[i] = list.empty() ? static_cast<uint32_t>(i % spread.queues) : list[i % list.size()];
        NS_ABORT_MSG_IF(table[i] >= spread.queues,
                        "Attribute RssIndirection is \""
                            << spread.indirection << "\": there is no queue " << table[i]
                            << "; give queues 0 to " << spread.queues - 1
                            << ", or raise attribute RxQueues");
    }
    return table;
}

/**
 * @param spread how frames are spread
 * @return the key of the hash
 */
offload::ToeplitzHash::Key
MakeKey(const ReceiveSpread& spread)
{
    offload::ToeplitzHash::Key key;
    NS_ABORT_MSG_IF(!offload::ReceiveScaling::ReadKey(spread.key, key),
                    "Attribute RssKey is \"" << spread.key << "\": give " << key.size()
                                             << " bytes as hexadecimal digits, with or without "
                                                "colons between bytes");
    return key;
}

/**
 * @param original an object that queue 0 uses, or null
 * @param attribute where it is from
 * @return one for another queue, or null
 */
template <typename T>
Ptr<T>
CopyForQueue(Ptr<T> original, const char* attribute)
{
    if (!original)
    {
        return nullptr;
    }
    std::string error;
    const auto copy = DynamicCast<T>(CopyByAttributes(original, error));
    NS_ABORT_MSG_IF(!copy,
                    "Attribute RxQueues is above 1, and attribute "
                        << attribute << " cannot be copied for the other queues: " << error);
    return copy;
}

/**
 * @param cpu a host
 * @return number of its cores, without those that belong to NICs
 */
uint32_t
CountHostCores(HostCpu& cpu)
{
    uint32_t cores = 0;
    while (cores < cpu.GetNCores() &&
           cpu.GetCore(cores).GetCostProfile() == cpu.GetCore(0).GetCostProfile())
    {
        cores++;
    }
    return cores;
}

} // namespace

ReceiveQueueSet::ReceiveQueueSet(const Config& config)
    : m_scaling(MakeKey(config.spread), MakeTable(config.spread)),
      m_address(config.queue.address),
      m_cores(config.cores)
{
    const uint32_t queues = config.spread.queues;
    NS_ABORT_MSG_IF(queues > 1 && config.link == NicLink::LOOPBACK,
                    "Attribute RxQueues is " << queues
                                             << ", but a loopback device has one queue: leave it "
                                                "at 1");
    NS_ABORT_MSG_IF(queues > 1 && !config.napi,
                    "Attribute RxQueues is " << queues
                                             << ", and attribute Napi is false: several queues "
                                                "need NAPI; set Napi to true, or RxQueues to 1");
    ReceiveQueue::Config queue = config.queue;
    queue.hash = &m_scaling.Hash();
    for (uint32_t i = 0; i < queues; i++)
    {
        queue.core = config.cores[i];
        if (i > 0)
        {
            queue.hook = CopyForQueue(config.queue.hook, "ReceiveHook");
            queue.buffers = CopyForQueue(config.queue.buffers, "ReceiveBuffers");
            queue.hardware = CopyForQueue(config.queue.hardware, "HardwareMerger");
        }
        AddQueue(config, queue);
    }
}

void
ReceiveQueueSet::AddQueue(const Config& config, const ReceiveQueue::Config& queue)
{
    if (queue.hook)
    {
        queue.hook->Start(config.device);
    }
    m_hooks.push_back(queue.hook);
    if (config.link == NicLink::LOOPBACK)
    {
        m_queues.push_back(std::make_unique<LoopbackReceiveQueue>(queue));
    }
    else if (config.link == NicLink::GUEST)
    {
        m_queues.push_back(std::make_unique<GuestReceiveQueue>(queue));
    }
    else if (config.napi)
    {
        m_queues.push_back(std::make_unique<NapiReceiveQueue>(queue));
    }
    else
    {
        m_queues.push_back(std::make_unique<BacklogReceiveQueue>(queue));
    }
}

std::vector<uint32_t>
ReceiveQueueSet::ChooseCores(HostCpu& cpu, const ReceiveSpread& spread, uint32_t first)
{
    cpu.GetCore(first); // says what is wrong if there is no such core
    const uint32_t hostCores = CountHostCores(cpu);
    const std::vector<uint32_t> list = ReadList("QueueCores", spread.cores);
    std::vector<uint32_t> cores;
    for (uint32_t i = 0; i < spread.queues; i++)
    {
        cores.push_back(list.empty() ? (first + i) % hostCores : list[i % list.size()]);
    }
    for (const uint32_t core : list)
    {
        NS_ABORT_MSG_IF(core >= hostCores,
                        "Attribute QueueCores is \"" << spread.cores << "\": there is no core "
                                                     << core << "; the host has cores 0 to "
                                                     << hostCores - 1);
    }
    return cores;
}

bool
ReceiveQueueSet::Enqueue(const Arrival& arrival)
{
    uint32_t queue = 0;
    if (m_queues.size() > 1)
    {
        offload::Frame frame;
        offload::LoadHead(arrival, m_address, true, frame);
        queue = m_scaling.ChooseQueue(frame);
    }
    return m_queues[queue]->Enqueue(arrival);
}

void
ReceiveQueueSet::NotifyTransmitted()
{
    m_queues.front()->NotifyTransmitted();
}

void
ReceiveQueueSet::ApplyFeatures()
{
    for (const auto& queue : m_queues)
    {
        queue->ApplyFeatures();
    }
}

uint32_t
ReceiveQueueSet::GetN() const
{
    return static_cast<uint32_t>(m_queues.size());
}

ReceiveQueue&
ReceiveQueueSet::GetQueue(uint32_t queue) const
{
    NS_ABORT_MSG_IF(queue >= m_queues.size(),
                    "There is no queue " << queue << ": the NIC has queues 0 to "
                                         << m_queues.size() - 1);
    return *m_queues[queue];
}

const ReceiveStatistics&
ReceiveQueueSet::GetStatistics(uint32_t queue) const
{
    return GetQueue(queue).GetStatistics();
}

Ptr<ReceiveHook>
ReceiveQueueSet::GetHook(uint32_t queue) const
{
    GetQueue(queue); // says what is wrong if there is no such queue
    return m_hooks[queue];
}

uint32_t
ReceiveQueueSet::GetCore(uint32_t queue) const
{
    GetQueue(queue); // says what is wrong if there is no such queue
    return m_cores[queue];
}

ReceiveStatistics
ReceiveQueueSet::GetStatistics() const
{
    ReceiveStatistics sum;
    for (const auto& queue : m_queues)
    {
        sum += queue->GetStatistics();
    }
    return sum;
}

uint64_t
ReceiveQueueSet::GetBytesWaiting() const
{
    uint64_t bytes = 0;
    for (const auto& queue : m_queues)
    {
        bytes += queue->GetBytesWaiting();
    }
    return bytes;
}

ReceiveBuffers::Counters
ReceiveQueueSet::GetAllocations() const
{
    ReceiveBuffers::Counters sum;
    for (const auto& queue : m_queues)
    {
        const ReceiveBuffers::Counters counters = queue->GetAllocations();
        sum.skbs += counters.skbs;
        sum.skbsFreed += counters.skbsFreed;
        sum.pages += counters.pages;
        sum.pagesFreed += counters.pagesFreed;
    }
    return sum;
}

} // namespace ns3
