/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "receive/receive-queue-set.h"

#include "packet/packet-frame.h"
#include "receive/attribute-copy.h"
#include "receive/backlog-receive-queue.h"
#include "receive/handler-receive-queue.h"
#include "receive/napi-receive-queue.h"

#include "ns3/abort.h"

#include <algorithm>
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
 * @param settings what the NIC is told
 * @return the indirection table
 */
offload::ReceiveScaling::Table
MakeTable(const ReceiveSettings& settings)
{
    const std::vector<uint32_t> list = ReadList("RssIndirection", settings.rssIndirection);
    offload::ReceiveScaling::Table table;
    NS_ABORT_MSG_IF(list.size() > table.size(),
                    "Attribute RssIndirection has " << list.size() << " entries: give "
                                                    << table.size() << " or fewer");
    for (std::size_t i = 0; i < table.size(); i++)
    {
        table[i] =
            list.empty() ? static_cast<uint32_t>(i % settings.rxQueues) : list[i % list.size()];
        NS_ABORT_MSG_IF(table[i] >= settings.rxQueues,
                        "Attribute RssIndirection is \""
                            << settings.rssIndirection << "\": there is no queue " << table[i]
                            << "; give queues 0 to " << settings.rxQueues - 1
                            << ", or raise attribute RxQueues");
    }
    return table;
}

/**
 * @param settings what the NIC is told
 * @return the key of the hash
 */
offload::ToeplitzHash::Key
MakeKey(const ReceiveSettings& settings)
{
    offload::ToeplitzHash::Key key;
    NS_ABORT_MSG_IF(!offload::ReceiveScaling::ReadKey(settings.rssKey, key),
                    "Attribute RssKey is \"" << settings.rssKey << "\": give " << key.size()
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

/**
 * End the program if settings do not go together.
 * @param device the NIC
 */
void
CheckSettings(const ReceiveDevice& device)
{
    const ReceiveSettings& settings = device.GetReceiveSettings();
    const bool usesBacklog = device.GetReceiveLink().UsesBacklog();
    NS_ABORT_MSG_IF(settings.rxQueues > 1 && usesBacklog,
                    "Attribute RxQueues is " << settings.rxQueues
                                             << ", but a loopback device has one queue: leave it "
                                                "at 1");
    NS_ABORT_MSG_IF(settings.rxQueues > 1 && !settings.napi,
                    "Attribute RxQueues is " << settings.rxQueues
                                             << ", and attribute Napi is false: several queues "
                                                "need NAPI; set Napi to true, or RxQueues to 1");
    NS_ABORT_MSG_IF(
        settings.hook && usesBacklog,
        "Attribute ReceiveHook is "
            << settings.hook->GetInstanceTypeId().GetName()
            << ", but packets of a loopback device go through a backlog, where there is "
               "no hook: leave the attribute out");
    NS_ABORT_MSG_IF(settings.hook && settings.hook->NeedsNapi() && !settings.napi,
                    "Attribute Napi is false, and attribute ReceiveHook is "
                        << settings.hook->GetInstanceTypeId().GetName()
                        << ", which is a part of NAPI: set Napi to true, or choose another hook");
    settings.Check();
}

} // namespace

ReceiveQueueSet::ReceiveQueueSet(ReceiveDevice& device, const std::vector<uint32_t>& cores)
    : m_scaling(MakeKey(device.GetReceiveSettings()), MakeTable(device.GetReceiveSettings())),
      m_address(Mac48Address::ConvertFrom(device.GetNetDevice()->GetAddress()))
{
    const ReceiveSettings& settings = device.GetReceiveSettings();
    CheckSettings(device);
    m_canExpect = settings.napi && !settings.hardware && !device.GetReceiveLink().UsesBacklog();
    ReceiveQueue::Parts parts;
    parts.buffers = settings.buffers;
    if (!parts.buffers)
    {
        parts.buffers = CreateObject<SkbReceiveBuffers>();
    }
    parts.hook = settings.hook;
    parts.hardware = settings.hardware;
    parts.hash = &m_scaling.Hash();
    for (uint32_t i = 0; i < settings.rxQueues; i++)
    {
        parts.index = i;
        parts.core = cores[i];
        if (i > 0)
        {
            parts.hook = CopyForQueue(m_queues.front()->GetParts().hook, "ReceiveHook");
            parts.buffers = CopyForQueue(m_queues.front()->GetParts().buffers, "ReceiveBuffers");
            parts.hardware = CopyForQueue(m_queues.front()->GetParts().hardware, "HardwareMerger");
        }
        AddQueue(device, parts);
    }
    ApplyFeatures();
}

void
ReceiveQueueSet::AddQueue(ReceiveDevice& device, const ReceiveQueue::Parts& parts)
{
    if (parts.hook)
    {
        parts.hook->Start(device.GetNetDevice());
    }
    if (device.GetReceiveLink().UsesBacklog())
    {
        m_queues.push_back(std::make_unique<BacklogReceiveQueue>(device, parts));
    }
    else if (device.GetReceiveSettings().napi)
    {
        m_queues.push_back(std::make_unique<NapiReceiveQueue>(device, parts));
    }
    else
    {
        m_queues.push_back(std::make_unique<HandlerReceiveQueue>(device, parts));
    }
}

std::vector<uint32_t>
ReceiveQueueSet::ChooseCores(HostCpu& cpu, const ReceiveSettings& settings)
{
    cpu.GetCore(settings.interruptCore); // says what is wrong if there is no such core
    const uint32_t hostCores = CountHostCores(cpu);
    const std::vector<uint32_t> list = ReadList("QueueCores", settings.queueCores);
    std::vector<uint32_t> cores;
    for (uint32_t i = 0; i < settings.rxQueues; i++)
    {
        cores.push_back(list.empty() ? (settings.interruptCore + i) % hostCores
                                     : list[i % list.size()]);
    }
    for (const uint32_t core : list)
    {
        NS_ABORT_MSG_IF(core >= hostCores,
                        "Attribute QueueCores is \""
                            << settings.queueCores << "\": there is no core " << core
                            << "; the host has cores 0 to " << hostCores - 1);
    }
    return cores;
}

bool
ReceiveQueueSet::Enqueue(const Arrival& arrival)
{
    ReceiveQueue& queue = ChooseQueue(arrival);
    queue.GetComing().CatchUp();
    return queue.Enqueue(arrival);
}

void
ReceiveQueueSet::Expect(const Arrival& arrival)
{
    ChooseQueue(arrival).Expect(arrival);
}

std::vector<Arrival>
ReceiveQueueSet::StopExpecting()
{
    CatchUp();
    std::vector<Arrival> arrivals;
    for (const auto& queue : m_queues)
    {
        const auto coming = queue->GetComing().Stop();
        arrivals.insert(arrivals.end(), coming.begin(), coming.end());
    }
    std::stable_sort(arrivals.begin(), arrivals.end(), [](const auto& a, const auto& b) {
        return a.time < b.time;
    });
    return arrivals;
}

void
ReceiveQueueSet::CatchUp() const
{
    for (const auto& queue : m_queues)
    {
        queue->GetComing().CatchUpBefore();
    }
}

ReceiveQueue&
ReceiveQueueSet::ChooseQueue(const Arrival& arrival) const
{
    if (m_queues.size() == 1)
    {
        return *m_queues.front();
    }
    offload::Frame frame;
    offload::LoadHead(arrival, {m_address}, frame);
    return *m_queues[m_scaling.ChooseQueue(frame)];
}

bool
ReceiveQueueSet::IsAnyRingFull() const
{
    return std::any_of(m_queues.begin(), m_queues.end(), [](const auto& queue) {
        return queue->IsRingFull();
    });
}

bool
ReceiveQueueSet::IsRingFull(const Arrival& arrival) const
{
    return ChooseQueue(arrival).IsRingFull();
}

void
ReceiveQueueSet::NotifyTransmitted(uint32_t transmitQueue)
{
    m_queues[transmitQueue % m_queues.size()]->NotifyTransmitted(transmitQueue);
}

void
ReceiveQueueSet::Stop()
{
    for (const auto& queue : m_queues)
    {
        queue->Stop();
    }
}

void
ReceiveQueueSet::ApplyFeatures()
{
    CatchUp();
    for (const auto& queue : m_queues)
    {
        queue->ApplyFeatures();
    }
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
    CatchUp();
    return GetQueue(queue).GetStatistics();
}

uint32_t
ReceiveQueueSet::GetUsedSlots(uint32_t queue) const
{
    CatchUp();
    return GetQueue(queue).GetUsedSlots();
}

Ptr<ReceiveHook>
ReceiveQueueSet::GetHook(uint32_t queue) const
{
    return GetQueue(queue).GetParts().hook;
}

uint32_t
ReceiveQueueSet::GetCore(uint32_t queue) const
{
    return GetQueue(queue).GetParts().core;
}

ReceiveStatistics
ReceiveQueueSet::GetStatistics() const
{
    CatchUp();
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
    CatchUp();
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
        sum += queue->GetAllocations();
    }
    return sum;
}

} // namespace ns3
