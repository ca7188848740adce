/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef PERF_NIC_H
#define PERF_NIC_H

#include "perf-options.h"

#include "ns3/net-device.h"
#include "ns3/nstime.h"
#include "ns3/offload-nic-helper.h"

/**
 * @param us microseconds
 * @return the same as a time
 */
ns3::Time ToTime(double us);

/**
 * Set what options say of the receiver's offloads.
 * @param helper makes its NIC
 * @param options the options, with NIC custom
 */
void SetReceive(ns3::OffloadNicHelper& helper, const PerfOptions& options);

/**
 * Set what options say of the sender's offloads.
 * @param helper makes its NIC
 * @param options the options
 */
void SetTransmit(ns3::OffloadNicHelper& helper, const PerfOptions& options);

/**
 * Set what options say of the NICs of the host between sender and receiver.
 * @param helper makes them
 * @param options the options
 */
void SetMiddle(ns3::OffloadNicHelper& helper, const PerfOptions& options);

/**
 * Let frames to a device be lost or late, if options say so.
 * @param device a PointToPointNetDevice
 * @param options the options
 */
void MakeTrouble(ns3::Ptr<ns3::NetDevice> device, const PerfOptions& options);

#endif // PERF_NIC_H
