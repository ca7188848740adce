/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef TROUBLE_MAKER_H
#define TROUBLE_MAKER_H

#include "host-pair.h"

#include "ns3/double.h"
#include "ns3/link-trouble.h"
#include "ns3/uinteger.h"

#include <array>
#include <string>

namespace offloadtest
{

using namespace ns3;

/**
 * @ingroup offload-test
 * What may happen to frames on their way.
 */
enum class Trouble
{
    NONE,
    LOSS,
    REORDERING,
    DUPLICATION,
    ECN_MARKS,
    DAMAGE, //!< a byte of payload is changed
};

/// @ingroup offload-test What every receiver survives; damage takes checksums.
inline constexpr std::array<Trouble, 5> TROUBLES{Trouble::NONE,
                                                 Trouble::LOSS,
                                                 Trouble::REORDERING,
                                                 Trouble::DUPLICATION,
                                                 Trouble::ECN_MARKS};

/**
 * @ingroup offload-test
 * @param trouble what happens
 * @return it in words
 */
inline std::string
GetTroubleName(Trouble trouble)
{
    static const char* const NAMES[] =
        {"nothing", "loss", "reordering", "duplication", "ECN marks", "damage"};
    return NAMES[static_cast<std::size_t>(trouble)];
}

/**
 * @ingroup offload-test
 * Makes trouble of one kind for one full frame in sixty.
 */
class TroubleMaker : public LinkTrouble
{
  public:
    /**
     * @param trouble what to do
     * @param device the receiving device
     */
    TroubleMaker(Trouble trouble, Ptr<PointToPointNetDevice> device)
        : m_trouble(trouble),
          m_device(device)
    {
    }

    /**
     * @return frames that trouble was made for; without any, those that it was spared
     */
    uint64_t GetCount() const
    {
        return m_trouble == Trouble::NONE ? GetCounters().seen : GetCounters().GetTotal();
    }

  private:
    void NotifyConstructionCompleted() override
    {
        static const char* const ATTRIBUTES[] =
            {"", "Loss", "Late", "Duplication", "CeMarks", "Damage"};
        LinkTrouble::NotifyConstructionCompleted();
        SetAttribute("MinSize", UintegerValue(HostPair::SEGMENT));
        if (m_trouble != Trouble::NONE)
        {
            SetAttribute(ATTRIBUTES[static_cast<std::size_t>(m_trouble)], DoubleValue(1.0 / 60));
        }
        AssignStreams(7);
        Install(m_device);
        m_device = nullptr; // which owns this object
    }

    Trouble m_trouble;                   //!< what to do
    Ptr<PointToPointNetDevice> m_device; //!< the device, until it is told
};

/**
 * @ingroup offload-test
 * Loses one packet with payload.
 */
class LoseOneErrorModel : public ErrorModel
{
  public:
    /**
     * @param number which one, from 1
     */
    explicit LoseOneErrorModel(uint32_t number)
        : m_left(number)
    {
    }

  private:
    bool DoCorrupt(Ptr<Packet> packet) override
    {
        return packet->GetSize() > 1000 && m_left > 0 && --m_left == 0;
    }

    void DoReset() override
    {
    }

    uint32_t m_left; //!< packets until then
};

} // namespace offloadtest

#endif // TROUBLE_MAKER_H
