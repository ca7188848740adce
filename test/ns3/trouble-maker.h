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

#include "ns3/error-model.h"
#include "ns3/ipv4-header.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/ppp-header.h"
#include "ns3/random-variable-stream.h"
#include "ns3/simulator.h"

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
 * Makes trouble for one full frame in some, as an error model that the receiving device asks.
 */
class TroubleMaker : public ErrorModel
{
  public:
    /**
     * @param trouble what to do
     * @param device the device
     */
    TroubleMaker(Trouble trouble, Ptr<PointToPointNetDevice> device)
        : m_trouble(trouble),
          m_device(PeekPointer(device))
    {
        m_chooser->SetStream(7);
    }

    /**
     * @return frames that trouble was made for
     */
    uint32_t GetCount() const
    {
        return m_count;
    }

  private:
    bool DoCorrupt(Ptr<Packet> packet) override
    {
        constexpr uint32_t ONE_IN = 60;
        if (m_isBusy || packet->GetSize() < HostPair::SEGMENT ||
            m_chooser->GetInteger(1, ONE_IN) != 1)
        {
            return false;
        }
        m_count++;
        switch (m_trouble)
        {
        case Trouble::NONE:
            return false;
        case Trouble::LOSS:
            return true;
        case Trouble::REORDERING:
            // Some three frames later.
            Simulator::Schedule(NanoSeconds(4000), &TroubleMaker::Receive, this, packet->Copy());
            return true;
        case Trouble::DUPLICATION:
            Receive(packet->Copy());
            return false;
        case Trouble::ECN_MARKS:
            Mark(packet);
            return false;
        case Trouble::DAMAGE:
            Damage(packet);
            return false;
        }
        return false;
    }

    void DoReset() override
    {
    }

    /**
     * Let the device receive a packet, whatever comes of it.
     * @param packet the packet, from its PPP header
     */
    void Receive(Ptr<Packet> packet)
    {
        m_isBusy = true;
        m_device->Receive(packet);
        m_isBusy = false;
    }

    /**
     * Mark a packet as a queue disc would.
     * @param packet the packet, from its PPP header
     */
    static void Mark(Ptr<Packet> packet)
    {
        PppHeader ppp;
        Ipv4Header ip;
        packet->RemoveHeader(ppp);
        packet->RemoveHeader(ip);
        if (ip.GetEcn() == Ipv4Header::ECN_ECT0)
        {
            ip.SetEcn(Ipv4Header::ECN_CE);
        }
        packet->AddHeader(ip);
        packet->AddHeader(ppp);
    }

    /**
     * Change the last byte of a packet.
     * @param packet the packet
     */
    static void Damage(Ptr<Packet> packet)
    {
        const uint32_t last = packet->GetSize() - 1;
        uint8_t byte = 0;
        packet->CreateFragment(last, 1)->CopyData(&byte, 1);
        byte ^= 1;
        packet->RemoveAtEnd(1);
        packet->AddAtEnd(Create<Packet>(&byte, 1));
    }

    Trouble m_trouble;               //!< what to do
    PointToPointNetDevice* m_device; //!< the device, which owns this object
    bool m_isBusy{false};            //!< the device is receiving what this object gave it
    uint32_t m_count{0};             //!< frames so far
    Ptr<UniformRandomVariable> m_chooser{CreateObject<UniformRandomVariable>()}; //!< chooses
};

} // namespace offloadtest

#endif // TROUBLE_MAKER_H
