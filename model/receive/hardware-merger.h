/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */
#ifndef OFFLOAD_HARDWARE_MERGER_H
#define OFFLOAD_HARDWARE_MERGER_H

#include "ns3/nic-features.h"
#include "ns3/object.h"
#include "ns3/offload-frame.h"
#include "ns3/receive-hook.h"

#include <functional>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * What merges segments in the NIC, between the wire and the ring.
 *
 * What it completes is one completion for the host, which pays for the descriptors and buffers of
 * its frames and for one header, not for the merges.
 */
class HardwareMerger : public Object
{
  public:
    /// Takes what the NIC has completed; the frame is empty on return.
    using CompleteCallback = std::function<void(offload::Frame& frame)>;

    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    ~HardwareMerger() override;

    /**
     * @return the feature by which it is switched on and off
     */
    virtual NicFeature GetFeature() const = 0;

    /**
     * The NIC that has this merger starts: attributes are final. Called once, before any frame.
     * @param complete where completed frames go
     */
    void Start(CompleteCallback complete);

    /**
     * A frame comes from the wire.
     * @param frame the frame; empty on return
     */
    virtual void Receive(offload::Frame& frame) = 0;

    /// Complete all that is held.
    virtual void FlushAll() = 0;

    /**
     * @return bytes of frames that are held
     */
    virtual uint64_t GetBytesHeld() const = 0;

    /**
     * @return what the merger has counted, for reports
     */
    virtual std::vector<HookCounter> ListCounters() const;

  protected:
    void DoDispose() override;

    /// Make ready: attributes are final.
    virtual void DoStart();

    /**
     * Hand a frame to the driver.
     * @param frame the frame; empty on return
     */
    void Complete(offload::Frame& frame);

  private:
    CompleteCallback m_complete; //!< where completed frames go
};

} // namespace ns3

#endif // OFFLOAD_HARDWARE_MERGER_H
