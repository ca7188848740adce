/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "perf-help.h"

#include "perf-options.h"

#include "ns3/attribute-text.h"
#include "ns3/command-line.h"
#include "ns3/cost-profile.h"
#include "ns3/cpu-operation.h"

#include <fmt/format.h>

using namespace ns3;

namespace
{

constexpr const char* HEAD = R"(
Measures transfers by TCP and UDP between two simulated hosts, as iperf3 does between real ones:
throughput, load of the cores, aggregation and allocations.

    offload-perf --receiver.nic=myri10ge --flows=16
    offload-perf '--receiver.ReceiveHook=ns3::LroReceiveHook[MaxAggr=16|MaxDesc=64]'
    offload-perf --receiver.cpu.Profile=my-host.toml --receiver.cost.copy_byte=0.8
    offload-perf --flows=0 --udp-flows=1 --datagram-source.UdpSegment=1472
                 --datagram-source.WriteSize=61824 --datagram-sink.UdpGro=true

Options of the program:

)";

constexpr const char* TAIL = R"(
Attributes of what is simulated, by their ns-3 names. HOST is sender, receiver or middle (or
one side of it, middle-in or middle-out):

  --HOST.NAME=VALUE          attribute of its NICs
                               --receiver.RxUsecs=25us --sender.tx-tcp-segmentation=true
  --HOST.NAME=ns3::TYPE      object that such an attribute holds, with attributes as
                             ns3::TYPE[NAME=VALUE|NAME=VALUE]; null for none
                               --receiver.ReceiveBuffers=ns3::PageReceiveBuffers[Order=3]
  --HOST.NAME.NAME=VALUE     attribute of the object that it holds
                               --receiver.ReceiveHook.MaxAggr=8
  --HOST.nic=NAME            NIC preset, or the path of a file, which the options above change
  --HOST.cpu.NAME=VALUE      attribute of its cores
                               --receiver.cpu.Profile=athlon64-2007 --receiver.cpu.Clock=3
  --HOST.cost.NAME=CYCLES    price of an operation; --PrintOperations lists them. With the unit
                             ns it does not follow the clock
  --HOST.transmit.NAME=VALUE attribute of what stands below its TCP
                               --sender.transmit.LimitOutputBytes=0
  --HOST.queue=ns3::TYPE     its queue disc; ns3::GsoQueueDisc/ns3::TYPE with a child; none
  --HOST.queue.NAME=VALUE    attribute of its queue disc
  --source.NAME=VALUE        attribute of each writing application
  --sink.NAME=VALUE          attribute of each reading application
  --datagram-source.NAME=VALUE
  --datagram-sink.NAME=VALUE attribute of each that writes or reads datagrams
                               --datagram-source.Rate=1Gbps
  --tcp.NAME=VALUE           attribute of TCP's sockets, of both hosts
                               --tcp.RcvBufSize=1048576
  --trouble.NAME=VALUE       loss, delays, duplicates, marks of frames to the receiver

A time or a rate needs its unit: 75us, 10Gbps. List attributes with --PrintAttributes=TYPE, TYPE
being ns3::OffloadPointToPointNetDevice (NICs), ns3::LroReceiveHook, ns3::GroReceiveHook,
ns3::PageReceiveBuffers, ns3::HardwareGro, ns3::HostCpu (cpu), ns3::TransmitInterceptor (transmit),
ns3::CpuSource, ns3::CpuSink, ns3::CpuDatagramSource, ns3::CpuDatagramSink, ns3::TcpSocketBase (tcp)
or ns3::LinkTrouble (trouble).
)";

/// Print the options and the syntax.
void
PrintHelp()
{
    fmt::print("{}", HEAD + 1);
    const TypeId type = PerfOptions::GetTypeId();
    for (std::size_t i = 0; i < type.GetAttributeN(); i++)
    {
        const auto info = type.GetAttribute(i);
        const auto text = info.originalInitialValue->SerializeToString(info.checker);
        fmt::print("  --{:<18} {}{}\n",
                   info.name,
                   info.help,
                   text.empty() ? "" : " [" + text + "]");
    }
    fmt::print("  --{:<18} {}\n", "PrintOperations", "list what a cost profile prices");
    fmt::print("  --{:<18} {}\n",
               "PrintProfile",
               "list the prices of a cost profile, by name or path, and where they are from");
    fmt::print("{}", TAIL);
}

/// Print the operations that a profile prices.
void
PrintOperations()
{
    for (std::size_t i = 0; i < N_OPERATIONS; i++)
    {
        const OperationInfo& info = GetOperationInfo(static_cast<Operation>(i));
        fmt::print("{:<24} cycles/{:<12} {}\n", info.name, info.unit, info.text);
    }
}

/**
 * Print the prices of a profile, and where they are from.
 *
 * @param name its name or path
 */
void
PrintProfile(const std::string& name)
{
    std::string error;
    const auto profile = CostProfile::Load(name, error);
    if (!profile)
    {
        throw AttributeTextError(fmt::format("--PrintProfile={}: {}", name, error));
    }
    constexpr double GHZ = 1e9;
    fmt::print("{}: {}\n{} cores, {:g} GHz{}{}\n\n",
               profile->GetName(),
               profile->GetMachine(),
               profile->GetCores(),
               static_cast<double>(profile->GetClock()) / GHZ,
               profile->GetNic().empty() ? "" : ", NIC " + profile->GetNic(),
               profile->GetBase().empty() ? "" : ", base " + profile->GetBase());
    fmt::print("{:<22} {:>8} {:<26} {:<10} {:<14} {}\n",
               "operation",
               "price",
               "unit",
               "status",
               "range",
               "source");
    for (std::size_t i = 0; i < N_OPERATIONS; i++)
    {
        const auto operation = static_cast<Operation>(i);
        const OperationInfo& info = GetOperationInfo(operation);
        const OperationCost& cost = profile->GetCost(operation);
        fmt::print("{:<22} {:>8g} {:<26} {:<10} {:<14} {}\n",
                   info.name,
                   cost.price,
                   fmt::format("{}/{}", GetCostUnitName(cost.unit), info.unit),
                   cost.status,
                   cost.range ? fmt::format("{:g} to {:g}", cost.range->low, cost.range->high) : "",
                   cost.source);
    }
}

} // namespace

bool
PrintIfAsked(const std::string& program, const std::string& argument)
{
    if (argument == "--PrintHelp" || argument == "--help" || argument == "-h")
    {
        PrintHelp();
        return true;
    }
    if (argument == "--PrintOperations")
    {
        PrintOperations();
        return true;
    }
    const auto equals = argument.find('=');
    if (argument.substr(0, equals) == "--PrintProfile")
    {
        PrintProfile(equals == std::string::npos ? "" : argument.substr(equals + 1));
        return true;
    }
    if (argument.rfind("--Print", 0) == 0)
    {
        CommandLine().Parse({program, argument}); // prints and ends the program
    }
    return false;
}
