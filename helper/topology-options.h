/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TOPOLOGY_OPTIONS_H
#define OFFLOAD_TOPOLOGY_OPTIONS_H

#include "ns3/attribute-text.h"
#include "ns3/offload-topology.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload
 * Options of a command line for the hosts of a topology, by the ns-3 names of their attributes:
 *
 *     --receiver.RxUsecs=75us                              of its NIC
 *     --receiver.ReceiveHook=ns3::LroReceiveHook[MaxAggr=8]    an object of its NIC
 *     --receiver.ReceiveHook.MaxAggr=16                    of that object
 *     --receiver.nic=myri10ge                              preset
 *     --receiver.cpu.Clock=3                               of its cores
 *     --receiver.cost.copy_byte=0.5                        price of an operation, cycles
 *     --receiver.cost.copy_byte=0.2ns                      price that does not follow the clock
 *     --receiver.transmit.LimitOutputBytes=0               of its TransmitInterceptor
 *     --receiver.queue=ns3::FqCoDelQueueDisc, --receiver.queue.CeThreshold=200us
 *
 * Hosts are sender, receiver and middle; middle-in and middle-out are the sides of the middle. If
 * there are several senders or receivers, all are meant.
 */

namespace ns3
{

/**
 * @ingroup offload
 * An option --OBJECT.PATH=TEXT.
 */
struct ObjectOption
{
    std::string object; //!< "receiver"
    std::string path;   //!< "ReceiveHook.MaxAggr"
    std::string text;   //!< "16"
};

/**
 * @ingroup offload
 * Set attributes of one object; throws an AttributeTextError that names the option.
 *
 * @param options options; those for other objects are passed over
 * @param name name of the object in options
 * @param object the object
 */
void ApplyOptions(const std::vector<ObjectOption>& options,
                  const std::string& name,
                  Ptr<Object> object);

/**
 * @ingroup offload
 * Set defaults of attributes; throws an AttributeTextError that names the option.
 *
 * @param options options; those for other objects are passed over
 * @param name name of the type in options
 * @param type what has the attributes, itself or from its parents
 */
void ApplyDefaults(const std::vector<ObjectOption>& options, const std::string& name, TypeId type);

/**
 * @ingroup offload
 * Set what has to be known before NICs are made: presets, cores and their costs. Throws an
 * AttributeTextError that names the option.
 *
 * @param options options; those for other objects than hosts are passed over
 * @param topology a topology, before it is built
 */
void ApplyBeforeBuild(const std::vector<ObjectOption>& options, OffloadTopology& topology);

/**
 * @ingroup offload
 * Set what concerns NICs and what is between them and TCP. Throws an AttributeTextError that names
 * the option.
 *
 * @param options options, an object before its parts; those for other objects are passed over
 * @param topology the topology, built
 */
void ApplyAfterBuild(const std::vector<ObjectOption>& options, const OffloadTopology& topology);

} // namespace ns3

#endif // OFFLOAD_TOPOLOGY_OPTIONS_H
