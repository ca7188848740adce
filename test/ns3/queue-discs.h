/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef QUEUE_DISCS_H
#define QUEUE_DISCS_H

#include "ns3/gso-queue-disc.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/traffic-control-helper.h"
#include "ns3/traffic-control-layer.h"

#include <string>

namespace offloadtest
{

using namespace ns3;

/**
 * @ingroup offload-test
 * Give a device a GsoQueueDisc over a child.
 *
 * @param device the device
 * @param child TypeId of the child
 * @param attributes the child's attributes: names and values
 */
template <typename... Args>
void
InstallGsoQueueDisc(Ptr<NetDevice> device, const std::string& child, Args&&... attributes)
{
    TrafficControlHelper control;
    const uint16_t root = control.SetRootQueueDisc("ns3::GsoQueueDisc");
    const auto classes = control.AddQueueDiscClasses(root, 1, "ns3::QueueDiscClass");
    control.AddChildQueueDisc(root, classes[0], child, attributes...);
    control.Install(device);
}

/**
 * @ingroup offload-test
 * @param device a device
 * @return its root queue disc
 */
inline Ptr<QueueDisc>
GetQueueDisc(Ptr<NetDevice> device)
{
    return device->GetNode()->GetObject<TrafficControlLayer>()->GetRootQueueDiscOnDevice(device);
}

} // namespace offloadtest

#endif // QUEUE_DISCS_H
