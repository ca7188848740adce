/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RECEIVE_HOOK_H
#define OFFLOAD_RECEIVE_HOOK_H

#include "ns3/cpu-operation.h"
#include "ns3/net-device.h"
#include "ns3/nic-features.h"
#include "ns3/object.h"
#include "ns3/offload-frame.h"
#include "ns3/receive-buffers.h"
#include "ns3/toeplitz-hash.h"

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * Where a receive hook delivers frames to, in order.
 */
class FrameSink
{
  public:
    virtual ~FrameSink() = default;

    /**
     * @param frame a frame for the stack; empty on return
     */
    virtual void Deliver(offload::Frame& frame) = 0;
};

/**
 * @ingroup offload
 * What a receive hook has to work with during one call.
 */
struct ReceiveContext
{
    Work& work;              //!< charge here what was done; the core pays before frames go up
    ReceiveBuffers& buffers; //!< the driver's memory; ask it for sk_buffs
    FrameSink& sink;         //!< where frames go
    const offload::ToeplitzHash& hash; //!< the NIC's receive hash (RSS)
    uint64_t jiffies;                  //!< the host's clock ticks so far
};

/**
 * @ingroup offload
 * What a driver asks a receive hook to flush when a poll ends.
 */
enum class PollFlush : uint8_t
{
    ALL, //!< all that is held
    OLD, //!< what has been held since before the current jiffy
};

/**
 * @param os where to print
 * @param flush what to flush
 * @return os
 */
std::ostream& operator<<(std::ostream& os, PollFlush flush);

/**
 * @ingroup offload
 * Something that a receive hook or a NIC's hardware has counted.
 */
struct HookCounter
{
    std::string name; //!< in snake case, such as "comparisons"
    uint64_t value;   //!< so far
};

/**
 * @ingroup offload
 * What stands between a NIC's driver and the stack of a receive queue: nothing, LRO, or a model of
 * the user's own. Set it with the NIC's attribute ReceiveHook; without one every frame goes up.
 *
 * A hook takes each frame, holds it or delivers it, and reports its work. A frame that was
 * received into pages needs an sk_buff (ReceiveBuffers::BuildSkb) before it is delivered. What a
 * hook needs of the driver it says by the predicates below; unless it says otherwise it gets frames
 * of full size whose checksum is right, as drivers gave them to LRO.
 *
 * Each queue of a NIC has a hook of its own. The one that the attribute names is that of queue 0;
 * the others are made with the values of its attributes (CopyByAttributes).
 */
class ReceiveHook : public Object
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    ~ReceiveHook() override;

    /**
     * The NIC that has this hook starts: attributes are final. Called once, before any frame.
     * @param device its device, on a node that is complete
     */
    virtual void Start(Ptr<NetDevice> device);

    /**
     * @return the feature by which this hook is switched on and off: lro unless overridden
     */
    virtual NicFeature GetFeature() const;

    /**
     * The NIC's features have changed, or are told for the first time, after Start(). Nothing to do
     * unless overridden: whether the hook gets frames is not for the hook to decide.
     *
     * @param features as they are in force
     */
    virtual void ApplyFeatures(const NicFeatures& features);

    /**
     * @return whether the hook works only where the driver polls; false unless overridden
     */
    virtual bool NeedsNapi() const;

    /**
     * @return whether frames below SmallPacketSize come to the hook as well, rather than flush
     * their flow and go up; false unless overridden
     */
    virtual bool TakesSmallFrames() const;

    /**
     * @return whether somebody has to have verified the checksum of a frame before the hook gets
     * it: frames with a wrong one flush their flow and go up. Where the NIC does not verify, the
     * host sums each byte first. true unless overridden; a hook that answers false looks at
     * Frame::checksumState and pays for what it sums
     */
    virtual bool NeedsVerifiedChecksums() const;

    /**
     * A frame was received. Called by NAPI's poll, once for each frame in the ring's order.
     *
     * @param frame the frame; empty on return
     * @param context what to work with
     */
    virtual void Receive(offload::Frame& frame, const ReceiveContext& context) = 0;

    /**
     * A frame is about to go up by another way: deliver what is held of its flow, so that it does
     * not overtake.
     *
     * @param frame the frame, which is not for the hook
     * @param context what to work with
     */
    virtual void FlushFlow(const offload::Frame& frame, const ReceiveContext& context);

    /**
     * A poll ends. All that is asked for has to be flushed; more may be.
     *
     * @param flush what to flush
     * @param context what to work with
     */
    virtual void EndPoll(PollFlush flush, const ReceiveContext& context);

    /**
     * @return bytes of frames that are held
     */
    virtual uint64_t GetBytesHeld() const;

    /**
     * @return what the hook has counted, for reports
     */
    virtual std::vector<HookCounter> ListCounters() const;
};

} // namespace ns3

#endif // OFFLOAD_RECEIVE_HOOK_H
