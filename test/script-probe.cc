/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/config.h"
#include "ns3/packet.h"
#include "ns3/simulator.h"

#include <fstream>
#include <map>
#include <string>

/**
 * @file
 * @ingroup offload-test
 * Is linked with an example script of ns-3, in the place of Simulator::Run(): writes to
 * delivered.txt what the script's applications received. The script itself stays as it is.
 */

using namespace ns3;

/// Simulator::Run(), as the linker names it when something takes its place
void RealRun() __asm__("__real__ZN3ns39Simulator3RunEv");
/// What the script calls
void WrappedRun() __asm__("__wrap__ZN3ns39Simulator3RunEv");

namespace
{

std::map<std::string, uint64_t> g_delivered; //!< bytes by trace source

/**
 * Takes what an application received.
 *
 * @param source the trace source
 * @param packet what it received
 */
void
CountPacket(std::string source, Ptr<const Packet> packet)
{
    g_delivered[source] += packet->GetSize();
}

/**
 * Takes what an application received.
 *
 * @param source the trace source
 * @param packet what it received
 * @param from sender
 */
void
CountFrom(std::string source, Ptr<const Packet> packet, const Address& from)
{
    CountPacket(source, packet);
}

} // namespace

void
WrappedRun()
{
    const std::string application = "/NodeList/*/ApplicationList/*/$ns3::";
    Config::ConnectFailSafe(application + "PacketSink/Rx", MakeCallback(&CountFrom));
    for (const char* name : {"UdpServer", "UdpEchoServer", "UdpEchoClient"})
    {
        Config::ConnectFailSafe(application + name + "/Rx", MakeCallback(&CountPacket));
    }
    RealRun();
    std::ofstream file("delivered.txt");
    for (const auto& [source, bytes] : g_delivered)
    {
        file << source << " " << bytes << "\n";
    }
}
