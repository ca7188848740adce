/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef NETWORK_H
#define NETWORK_H

#include "simulation.h"

#include "ns3/address.h"
#include "ns3/boolean.h"
#include "ns3/cpu-sink.h"
#include "ns3/cpu-source.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/packet.h"

#include <algorithm>
#include <cstdint>

namespace offloadtest
{

using namespace ns3;

/**
 * @ingroup offload-test
 * A simulation of any nodes, with transfers between two of them.
 */
class Network : public Simulation
{
  public:
    /**
     * Transfer bytes over TCP, from now to their end.
     *
     * @param from sender
     * @param to receiver
     * @param remote the receiver's address and port
     * @param bytes how many
     * @param duration time to simulate
     * @return bytes that arrived right
     */
    uint64_t Transfer(Ptr<Node> from,
                      Ptr<Node> to,
                      const Address& remote,
                      uint64_t bytes,
                      Time duration)
    {
        auto sink = CreateObject<CpuSink>();
        sink->SetAttribute("Local", AddressValue(remote));
        sink->SetAttribute("Verify", BooleanValue(true));
        to->AddApplication(sink);
        auto source = CreateObject<CpuSource>();
        source->SetAttribute("Remote", AddressValue(remote));
        source->SetAttribute("MaxBytes", UintegerValue(bytes));
        source->SetAttribute("Pattern", BooleanValue(true));
        source->SetStartTime(MilliSeconds(10));
        from->AddApplication(source);
        Run(duration);
        return sink->GetBytesRead() - sink->GetWrongBytes();
    }
};

/**
 * @ingroup offload-test
 * The shortest and the longest frame that some devices have sent.
 */
class FrameSizes
{
  public:
    /**
     * @param device one more device to watch
     */
    void Watch(Ptr<NetDevice> device)
    {
        device->TraceConnectWithoutContext("PhyTxBegin", MakeCallback(&FrameSizes::Note, this));
    }

    uint32_t shortest{UINT32_MAX}; //!< bytes
    uint32_t longest{0};           //!< bytes

  private:
    /**
     * @param frame a frame that begins on the wire
     */
    void Note(Ptr<const Packet> frame)
    {
        shortest = std::min(shortest, frame->GetSize());
        longest = std::max(longest, frame->GetSize());
    }
};

} // namespace offloadtest

#endif // NETWORK_H
