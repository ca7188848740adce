/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RING_ADMISSION_H
#define OFFLOAD_RING_ADMISSION_H

#include "ns3/error-model.h"
#include "ns3/net-device.h"
#include "ns3/object-factory.h"

#include <functional>

namespace ns3
{

/**
 * @ingroup offload
 * Lets a stock device drop, and trace as PhyRxDrop, the frames that find the receive ring or FIFO
 * full. An error model is the one place where a stock device asks before it traces a frame as
 * received.
 *
 * The error model that the device had goes on to be asked first.
 */
class RingAdmission : public ErrorModel
{
  public:
    /// Whether a frame, with its link headers, is for this NIC and finds its ring full.
    using IsRefused = std::function<bool(Ptr<const Packet> frame)>;

    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    /**
     * Put one in front of a device, once its error model is set.
     *
     * @param device a device with attribute ReceiveErrorModel
     * @param isRefused whether a frame is dropped; asked for as long as the device receives
     */
    static void Install(NetDevice& device, IsRefused isRefused);

    /**
     * @return whether the device had an error model, which each frame has to pass
     */
    bool HasErrorModel() const
    {
        return m_errorModel != nullptr;
    }

  private:
    bool DoCorrupt(Ptr<Packet> frame) override;
    void DoReset() override;

    Ptr<ErrorModel> m_errorModel; //!< the device's own, or null
    IsRefused m_isRefused;        //!< asks the NIC
};

} // namespace ns3

#endif // OFFLOAD_RING_ADMISSION_H
