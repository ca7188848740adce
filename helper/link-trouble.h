/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LINK_TROUBLE_H
#define OFFLOAD_LINK_TROUBLE_H

#include "ns3/error-model.h"
#include "ns3/nstime.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/random-variable-stream.h"

namespace ns3
{

/**
 * @ingroup offload
 * What may happen to frames on a link: they are lost, come late, come twice, are marked as by a
 * congested router, or are damaged. An error model that the receiving device asks of each frame;
 * one draw decides what happens to it.
 */
class LinkTrouble : public ErrorModel
{
  public:
    /// Frames, by what happened to them.
    struct Counters
    {
        uint64_t seen{0};       //!< all of MinSize or more, whether anything happened or not
        uint64_t lost{0};       //!< never arrived
        uint64_t late{0};       //!< arrived late
        uint64_t duplicated{0}; //!< arrived twice
        uint64_t marked{0};     //!< arrived with Congestion Experienced
        uint64_t damaged{0};    //!< arrived with a byte changed

        /**
         * @return frames that something happened to
         */
        uint64_t GetTotal() const;
    };

    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    LinkTrouble();
    ~LinkTrouble() override;

    /**
     * Make trouble for what a device receives.
     * @param device the device, whose attribute ReceiveErrorModel it takes
     */
    void Install(Ptr<PointToPointNetDevice> device);

    /**
     * @param stream number of the random stream
     * @return number of streams used: 1
     */
    int64_t AssignStreams(int64_t stream);

    /**
     * @return what happened so far
     */
    const Counters& GetCounters() const;

  protected:
    void DoDispose() override;

  private:
    bool DoCorrupt(Ptr<Packet> packet) override;
    void DoReset() override;

    /**
     * Let the device receive a frame, whatever comes of it.
     * @param packet the frame, from its PPP header
     */
    void Receive(Ptr<Packet> packet);

    /**
     * Change the last byte of a frame.
     * @param packet the frame
     */
    static void Damage(Ptr<Packet> packet);

    double m_loss;                            //!< attribute, probability
    double m_late;                            //!< attribute, probability
    Time m_lateBy;                            //!< attribute
    double m_duplication;                     //!< attribute, probability
    double m_marks;                           //!< attribute, probability
    double m_damage;                          //!< attribute, probability
    uint32_t m_minSize;                       //!< attribute, bytes
    Counters m_counters;                      //!< what happened
    bool m_isBusy{false};                     //!< the device is receiving what this object gave it
    PointToPointNetDevice* m_device{nullptr}; //!< the device, which owns this object
    Ptr<UniformRandomVariable> m_chooser;     //!< chooses
};

} // namespace ns3

#endif // OFFLOAD_LINK_TROUBLE_H
