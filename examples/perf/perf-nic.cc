/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "perf-nic.h"

#include "ns3/boolean.h"
#include "ns3/error-model.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/pointer.h"
#include "ns3/random-variable-stream.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <cmath>

using namespace ns3;

namespace
{

/**
 * Loses frames and delays frames, as an error model that the receiving device asks.
 */
class LinkTrouble : public ErrorModel
{
  public:
    /**
     * @param loss probability that a frame is lost
     * @param reorder probability that a frame comes about three full frames late
     * @param device the device
     */
    LinkTrouble(double loss, double reorder, Ptr<PointToPointNetDevice> device)
        : m_loss(loss),
          m_reorder(reorder),
          m_device(PeekPointer(device))
    {
        m_chooser->SetStream(100);
    }

  private:
    bool DoCorrupt(Ptr<Packet> packet) override
    {
        if (m_isLate)
        {
            return false; // it has had its trouble
        }
        const double chance = m_chooser->GetValue();
        if (chance < m_loss)
        {
            return true;
        }
        if (chance < m_loss + m_reorder)
        {
            Simulator::Schedule(NanoSeconds(4000), &LinkTrouble::ReceiveLate, this, packet->Copy());
            return true;
        }
        return false;
    }

    void DoReset() override
    {
    }

    /**
     * @param packet a packet whose time has come
     */
    void ReceiveLate(Ptr<Packet> packet)
    {
        m_isLate = true;
        m_device->Receive(packet);
        m_isLate = false;
    }

    double m_loss;                   //!< probability
    double m_reorder;                //!< probability
    PointToPointNetDevice* m_device; //!< the device, which owns this object
    bool m_isLate{false};            //!< the device is receiving a packet that comes late
    Ptr<UniformRandomVariable> m_chooser{CreateObject<UniformRandomVariable>()}; //!< chooses
};

} // namespace

Time
ToTime(double us)
{
    return NanoSeconds(std::llround(us * 1000));
}

void
SetReceive(OffloadNicHelper& helper, const PerfOptions& options)
{
    helper.SetDeviceAttribute("RxUsecs", TimeValue(ToTime(options.rxUsecs)));
    helper.SetDeviceAttribute("Napi", BooleanValue(options.napi));
    if (options.hook == "lro")
    {
        helper.SetReceiveHook("ns3::LroReceiveHook",
                              "MaxDesc",
                              UintegerValue(options.maxDesc),
                              "MaxAggr",
                              UintegerValue(options.maxAggr),
                              "MaintainTcpChecksum",
                              BooleanValue(options.keepChecksum));
    }
    else if (options.hook == "gro")
    {
        helper.SetReceiveHook("ns3::GroReceiveHook",
                              "MaxHeld",
                              UintegerValue(options.groLimit),
                              "Buckets",
                              UintegerValue(options.groBuckets),
                              "EvictOldest",
                              BooleanValue(options.groEvictOldest),
                              "GroIpv4MaxSize",
                              UintegerValue(options.groMaxSize));
    }
    if (options.hardware == "lro")
    {
        helper.SetHardwareLro();
    }
    else if (options.hardware == "gro")
    {
        helper.SetHardwareGro("MaxBytes", UintegerValue(options.groMaxSize));
    }
    if (options.buffers == "page")
    {
        helper.SetReceiveBuffers("ns3::PageReceiveBuffers",
                                 "Order",
                                 UintegerValue(options.pageOrder),
                                 "BufferSize",
                                 UintegerValue(options.bufferSize));
    }
}

void
SetTransmit(OffloadNicHelper& helper, const PerfOptions& options)
{
    helper.SetDeviceAttribute("Era", StringValue(options.era));
    helper.SetFeature("tx-gso", options.txGso);
    helper.SetFeature("tx-tcp-segmentation", options.txTso);
    helper.SetFeature("sg", options.scatterGather);
    helper.SetFeature("tx-checksum-ip-generic", options.txChecksum);
    helper.SetDeviceAttribute("GsoMaxSize", UintegerValue(options.gsoMaxSize));
    helper.SetDeviceAttribute("GsoMaxSegs", UintegerValue(options.gsoMaxSegs));
}

void
SetMiddle(OffloadNicHelper& helper, const PerfOptions& options)
{
    helper.SetFeature("tx-tcp-segmentation", options.middleTso);
    helper.SetDeviceAttribute("ForceLro", BooleanValue(options.middleForceLro));
    helper.SetDeviceAttribute("RxUsecs", TimeValue(ToTime(options.rxUsecs)));
    helper.SetReceiveBuffers("ns3::PageReceiveBuffers");
    if (options.middleHook == "lro")
    {
        helper.SetReceiveHook("ns3::LroReceiveHook", "MaxAggr", UintegerValue(options.maxAggr));
    }
    else if (options.middleHook != "none")
    {
        helper.SetReceiveHook("ns3::GroReceiveHook",
                              "Fraglist",
                              BooleanValue(options.middleHook == "fraglist"));
    }
}

void
MakeTrouble(Ptr<NetDevice> device, const PerfOptions& options)
{
    if (options.loss > 0 || options.reorder > 0)
    {
        auto trouble = CreateObject<LinkTrouble>(options.loss,
                                                 options.reorder,
                                                 DynamicCast<PointToPointNetDevice>(device));
        device->SetAttribute("ReceiveErrorModel", PointerValue(trouble));
    }
}
