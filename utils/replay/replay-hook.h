/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_REPLAY_HOOK_H
#define OFFLOAD_REPLAY_HOOK_H

#include "replay-settings.h"

#include "ns3/cpu-operation.h"
#include "ns3/offload-frame.h"
#include "ns3/receive-hook.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload
 * The receive engines, as a driver sees them.
 */

namespace ns3::offload::replay
{

/// How often something happened, by its name.
struct NamedCount
{
    std::string name;     //!< enumerator of the engine's
    std::string sentence; //!< a few words for a person
    uint64_t count;       //!< how often
};

/**
 * What merges frames, driven as ReceiveQueue drives a ReceiveHook, and charged by the same rules.
 */
class ReplayHook
{
  public:
    /// Takes packets for the stack.
    using PacketHandler = std::function<void(Frame&)>;

    virtual ~ReplayHook() = default;

    /// @return whether frames have to have a right checksum
    virtual bool NeedsVerifiedChecksums() const = 0;

    /**
     * A frame was received.
     * @param frame the frame; empty on return
     * @param jiffies now
     * @param work is charged, sk_buffs of pages apart
     * @return sk_buffs that were made, if frames are received into pages
     */
    virtual uint32_t Receive(Frame& frame, uint64_t jiffies, Work& work) = 0;

    /**
     * A frame goes up by another way.
     * @param frame the frame
     * @param work is charged
     */
    virtual void FlushFlow(const Frame& frame, Work& work) = 0;

    /**
     * A poll ends.
     * @param flush what to flush
     * @param jiffies now
     * @param work is charged
     */
    virtual void EndPoll(PollFlush flush, uint64_t jiffies, Work& work) = 0;

    /// @return whether anything is held
    virtual bool IsHolding() const = 0;

    /// @return why held packets went up
    virtual std::vector<NamedCount> ListFlushes() const = 0;

    /// @return why frames were not held
    virtual std::vector<NamedCount> ListPasses() const = 0;

    /**
     * @param settings settings
     * @param mtu of the device, bytes of IP packet
     * @param deliver where packets go
     * @return a hook
     */
    static std::unique_ptr<ReplayHook> Make(const ReplaySettings& settings,
                                            uint32_t mtu,
                                            PacketHandler deliver);
};

/**
 * @param counts counters of an engine's enum
 * @return those that are not 0, value NONE apart
 */
template <typename Enum>
std::vector<NamedCount>
ListCounts(const EnumCounts<Enum>& counts)
{
    std::vector<NamedCount> list;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Enum::COUNT); i++)
    {
        const auto value = static_cast<Enum>(i);
        if (value != Enum::NONE && counts[value] > 0)
        {
            list.push_back({TextOf(value).name, TextOf(value).sentence, counts[value]});
        }
    }
    return list;
}

} // namespace ns3::offload::replay

#endif // OFFLOAD_REPLAY_HOOK_H
