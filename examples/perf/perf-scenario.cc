/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "perf-scenario.h"

#include "perf-nic.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/cpu-rpc-server.h"
#include "ns3/global-value.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-generator.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv6-address-generator.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/offload-loopback-helper.h"
#include "ns3/offload-point-to-point-helper.h"
#include "ns3/queue-disc.h"
#include "ns3/random-variable-stream.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-socket-base.h"
#include "ns3/traffic-control-helper.h"
#include "ns3/traffic-control-layer.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

using namespace ns3;

namespace
{

constexpr uint16_t PORT = 5201;        //!< as iperf3
constexpr uint16_t RPC_PORT = 12865;   //!< as netperf
constexpr uint16_t DATAGRAM_PORT = 9;  //!< discard
constexpr uint32_t HEADERS_BYTES = 52; //!< IPv4, TCP and timestamps

/**
 * Counts segments of a socket that were sent before.
 */
class RetransmissionCounter : public SimpleRefCount<RetransmissionCounter>
{
  public:
    /**
     * @param count where to count
     */
    explicit RetransmissionCounter(uint64_t& count)
        : m_count(count)
    {
    }

    /**
     * A packet leaves the socket.
     * @param packet payload
     * @param header its header
     */
    void NotifyTx(Ptr<const Packet> packet,
                  const TcpHeader& header,
                  Ptr<const TcpSocketBase> /* socket */)
    {
        if (packet->GetSize() == 0)
        {
            return;
        }
        const SequenceNumber32 end = header.GetSequenceNumber() + packet->GetSize();
        if (m_isStarted && end <= m_highest)
        {
            m_count++;
            return;
        }
        m_highest = end;
        m_isStarted = true;
    }

  private:
    uint64_t& m_count;          //!< where to count
    bool m_isStarted{false};    //!< something was sent
    SequenceNumber32 m_highest; //!< first byte never sent
};

/**
 * @param options the options
 * @param port a port
 * @return any address of the receiver
 */
Address
GetLocal(const PerfOptions& options, uint16_t port)
{
    return options.ipv6 ? Address(Inet6SocketAddress(Ipv6Address::GetAny(), port))
                        : Address(InetSocketAddress(Ipv4Address::GetAny(), port));
}

} // namespace

PerfScenario::PerfScenario(const PerfOptions& options, uint32_t seed)
{
    RngSeedManager::SetSeed(1);
    RngSeedManager::SetRun(seed);
    SetDefaults(options);
    BuildNetwork(options);
    BuildApplications(options);
}

PerfScenario::~PerfScenario()
{
    Simulator::Destroy();
    Ipv4AddressGenerator::Reset();
    Ipv6AddressGenerator::Reset();
}

void
PerfScenario::SetDefaults(const PerfOptions& options) const
{
    const uint32_t headers = options.ipv6 ? HEADERS_BYTES + 20 : HEADERS_BYTES;
    Config::SetDefault("ns3::TcpSocket::SegmentSize",
                       UintegerValue(std::max(options.mtu, headers + 1) - headers));
    // Nobody waits for an address that is unique.
    Config::SetDefault("ns3::Icmpv6L4Protocol::DAD", BooleanValue(false));
    Config::SetDefault(
        "ns3::FqCoDelQueueDisc::CeThreshold",
        TimeValue(options.ceThreshold > 0 ? ToTime(options.ceThreshold) : Time::Max()));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(options.rcvBuf));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(options.sndBuf));
    Config::SetDefault("ns3::TcpL4Protocol::SocketType", StringValue("ns3::" + options.tcp));
    GlobalValue::Bind("ChecksumEnabled", BooleanValue(options.checksums));
    // Linux's values; those of ns-3 are 1 s and 200 ms.
    Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(200)));
    Config::SetDefault("ns3::TcpSocket::DelAckTimeout", TimeValue(MilliSeconds(40)));
}

Ptr<HostCpu>
PerfScenario::AddCpu(const PerfOptions& options,
                     Ptr<Node> host,
                     Ptr<const CostProfile> profile) const
{
    auto cpu = CreateObject<HostCpu>();
    cpu->SetCostProfile(profile);
    cpu->SetAttribute("Cores", UintegerValue(options.cores));
    cpu->SetAttribute("NetdevBudget", UintegerValue(options.budget));
    cpu->SetAttribute("NetdevBudgetTime", TimeValue(ToTime(options.budgetTime)));
    cpu->SetAttribute("Hz", UintegerValue(options.hz));
    host->AggregateObject(cpu);
    return cpu;
}

void
PerfScenario::BuildNetwork(const PerfOptions& options)
{
    Config::SetDefault("ns3::TransmitTap::LimitOutputBytes",
                       UintegerValue(options.limitOutputBytes));
    Config::SetDefault("ns3::TransmitTap::PacingShift", UintegerValue(options.pacingShift));
    Config::SetDefault("ns3::TransmitTap::TsoWinDivisor", UintegerValue(options.tsoWinDivisor));
    if (options.link != "loopback")
    {
        m_sender = CreateObject<Node>(); // node 0 in names of files
    }
    m_receiver = CreateObject<Node>();
    receiverCpu = AddCpu(options, m_receiver, LoadReceiverProfile(options));
    if (options.link == "loopback")
    {
        BuildLoopback(options);
    }
    else if (options.link == "wire")
    {
        BuildWire(options);
    }
    else
    {
        senderCpu = AddCpu(options, m_sender, LoadSenderProfile(options));
        middle = CreateObject<Node>();
        middleCpu = AddCpu(options, middle, LoadMiddleProfile(options));
        options.link == "router" ? BuildRouter(options) : BuildGuests(options);
    }
}

void
PerfScenario::BuildLoopback(const PerfOptions& options)
{
    m_sender = m_receiver;
    senderCpu = receiverCpu;
    OffloadLoopbackHelper loopback;
    SetTransmit(loopback, options);
    loopback.SetDeviceAttribute("Mtu", UintegerValue(options.mtu));
    loopback.SetDeviceAttribute("NapiWeight", UintegerValue(options.napiWeight));
    loopback.SetDeviceAttribute("InterruptCore", UintegerValue(options.irqCore));
    const Ptr<NetDevice> device = loopback.Install(m_receiver);
    senderNic = receiverNic = device->GetObject<NicDriver>();
    InternetStackHelper().Install(m_receiver);
    m_remote = Ipv4Address::GetLoopback();
}

void
PerfScenario::BuildWire(const PerfOptions& options)
{
    senderCpu = AddCpu(options, m_sender, LoadSenderProfile(options));

    OffloadPointToPointHelper sender;
    OffloadPointToPointHelper link;
    for (OffloadPointToPointHelper* helper : {&sender, &link})
    {
        helper->SetDeviceAttribute("DataRate", StringValue(options.rate));
        helper->SetDeviceAttribute("Mtu", UintegerValue(options.mtu));
        helper->SetDeviceAttribute("RxRing", UintegerValue(options.rxRing));
        helper->SetDeviceAttribute("TxRing", UintegerValue(options.txRing));
        helper->SetDeviceAttribute("NapiWeight", UintegerValue(options.napiWeight));
        helper->SetDeviceAttribute("VlanId", UintegerValue(options.vlan));
    }
    SetTransmit(sender, options);
    sender.SetChannelAttribute("Delay", TimeValue(ToTime(options.delay)));
    const Time moderation = ToTime(options.rxUsecs);
    // A host on which nothing costs anything does not wait for interrupts either.
    sender.SetDeviceAttribute("RxUsecs", TimeValue(senderCpu->IsFree() ? Time() : moderation));
    link.SetDeviceAttribute("InterruptCore", UintegerValue(options.irqCore));
    link.SetDeviceAttribute("RxQueues", UintegerValue(options.rxQueues));
    link.SetDeviceAttribute("RxFrames", UintegerValue(options.rxFrames));
    link.SetDeviceAttribute("ItrUsecs", TimeValue(ToTime(options.itr)));
    link.SetDeviceAttribute("AdaptiveItr", BooleanValue(options.adaptiveItr));
    link.SetDeviceAttribute("GroFlushTimeout", TimeValue(ToTime(options.groFlushTimeout)));
    link.SetDeviceAttribute("NapiDeferHardIrqs", UintegerValue(options.deferHardIrqs));
    link.SetDeviceAttribute("rx-checksum", BooleanValue(options.rxChecksum));
    link.SetDeviceAttribute("ChargeTrueSize", BooleanValue(options.chargeTrueSize));
    if (options.nic != "custom")
    {
        link.SetNic(options.nic);
    }
    else
    {
        SetReceive(link, options);
    }
    const NetDeviceContainer devices = sender.Install(m_sender, m_receiver, link);
    senderNic = devices.Get(0)->GetObject<NicDriver>();
    receiverNic = devices.Get(1)->GetObject<NicDriver>();
    MakeTrouble(devices.Get(1), options);
    if (!options.pcap.empty())
    {
        link.EnablePcap(options.pcap + "-wire", devices.Get(1));
        link.EnableStackPcap(options.pcap + "-stack", devices.Get(1));
    }

    InternetStackHelper().Install(NodeContainer(m_sender, m_receiver));
    BuildQueueDisc(options, devices.Get(0));
    Ipv4AddressHelper addresses("10.0.0.0", "255.255.255.0");
    addresses.Assign(devices);
    m_remote = Ipv4Address("10.0.0.2");
    if (options.ipv6)
    {
        Ipv6AddressHelper prefix("fd00::", 64);
        m_remote = prefix.Assign(devices).GetAddress(1, 1);
    }
}

Address
PerfScenario::GetRemote(uint16_t port) const
{
    return Ipv4Address::IsMatchingType(m_remote)
               ? Address(InetSocketAddress(Ipv4Address::ConvertFrom(m_remote), port))
               : Address(Inet6SocketAddress(Ipv6Address::ConvertFrom(m_remote), port));
}

void
PerfScenario::BuildQueueDisc(const PerfOptions& options, Ptr<NetDevice> device)
{
    auto control = m_sender->GetObject<TrafficControlLayer>();
    if (options.queueDisc == "none")
    {
        return;
    }
    const auto slash = options.queueDisc.find('/');
    TrafficControlHelper helper;
    const uint16_t root = helper.SetRootQueueDisc("ns3::" + options.queueDisc.substr(0, slash));
    if (slash != std::string::npos)
    {
        const auto classes = helper.AddQueueDiscClasses(root, 1, "ns3::QueueDiscClass");
        helper.AddChildQueueDisc(root, classes[0], "ns3::" + options.queueDisc.substr(slash + 1));
    }
    helper.Install(device);
    auto disc = control->GetRootQueueDiscOnDevice(device);
    disc->TraceConnectWithoutContext(
        "Drop",
        Callback<void, Ptr<const QueueDiscItem>>(
            [this](Ptr<const QueueDiscItem> /* item */) { queueDrops++; }));
    disc->TraceConnectWithoutContext("SojournTime", Callback<void, Time>([this](Time time) {
                                         sojourn += time.GetSeconds();
                                         sojourns++;
                                     }));
}

void
PerfScenario::BuildApplications(const PerfOptions& options)
{
    const auto seconds = [](double us) {
        return StringValue(fmt::format("ns3::UniformRandomVariable[Min=0|Max={}]", us * 1e-6));
    };
    for (uint32_t i = 0; i < options.appCores; i++)
    {
        const auto port = static_cast<uint16_t>(PORT + i);
        auto sink = CreateObject<CpuSink>();
        sink->SetAttribute("Local", AddressValue(GetLocal(options, port)));
        sink->SetAttribute("Core", UintegerValue(options.appCore + i));
        sink->SetAttribute("ReadSize", UintegerValue(options.readSize));
        sink->SetAttribute("Verify", BooleanValue(options.verify));
        sink->SetAttribute("WakeDelay", seconds(options.wakeDelay));
        sink->AssignStreams(i == 0 ? 0 : 1 + options.flows + options.rpcClients + i);
        m_receiver->AddApplication(sink);
        sinks.push_back(sink);
    }

    for (uint32_t flow = 0; flow < options.flows; flow++)
    {
        auto source = CreateObject<CpuSource>();
        const auto port = static_cast<uint16_t>(PORT + flow % options.appCores);
        source->SetAttribute("Remote", AddressValue(GetRemote(port)));
        source->SetAttribute("Core", UintegerValue(flow % senderCpu->GetNCores()));
        source->SetAttribute("Pattern", BooleanValue(options.verify));
        source->SetAttribute("WriteSize", UintegerValue(options.writeSize));
        source->SetAttribute(
            "Rate",
            DataRateValue(DataRate(DataRate(options.appRate).GetBitRate() / options.flows)));
        source->SetAttribute("StartDelay", seconds(200));
        source->AssignStreams(1 + flow);
        m_sender->AddApplication(source);
        sources.push_back(source);
    }
    if (options.rpcClients > 0)
    {
        BuildRpc(options);
    }
    if (options.udpPps > 0)
    {
        BuildDatagrams(options);
    }
    Simulator::Schedule(MicroSeconds(1), &PerfScenario::WatchRetransmissions, this);
}

void
PerfScenario::BuildRpc(const PerfOptions& options)
{
    const auto size = UintegerValue(options.rpcSize);
    auto server = CreateObject<CpuRpcServer>();
    server->SetAttribute("Local", AddressValue(GetLocal(options, RPC_PORT)));
    server->SetAttribute("Core", UintegerValue(options.appCore));
    server->SetAttribute("RequestSize", size);
    server->SetAttribute("ResponseSize", size);
    m_receiver->AddApplication(server);
    for (uint32_t i = 0; i < options.rpcClients; i++)
    {
        auto client = CreateObject<CpuRpcClient>();
        client->SetAttribute("Remote", AddressValue(GetRemote(RPC_PORT)));
        client->SetAttribute("Core", UintegerValue(i % senderCpu->GetNCores()));
        client->SetAttribute("RequestSize", size);
        client->SetAttribute("ResponseSize", size);
        client->SetAttribute("Gap",
                             StringValue(fmt::format("ns3::ExponentialRandomVariable[Mean={}]",
                                                     options.rpcGap * 1e-6)));
        client->AssignStreams(1 + options.flows + i);
        m_sender->AddApplication(client);
        rpcClients.push_back(client);
    }
}

void
PerfScenario::BuildDatagrams(const PerfOptions& options)
{
    datagramSink = CreateObject<CpuDatagramSink>();
    datagramSink->SetAttribute("Local", AddressValue(GetLocal(options, DATAGRAM_PORT)));
    datagramSink->SetAttribute("Core", UintegerValue(options.appCore));
    m_receiver->AddApplication(datagramSink);
    flood =
        std::make_unique<DatagramFlood>(m_sender,
                                        InetSocketAddress::ConvertFrom(GetRemote(DATAGRAM_PORT)),
                                        options.udpSize,
                                        ToTime(1e6 / options.udpPps));
}

void
PerfScenario::WatchRetransmissions()
{
    for (const auto& source : sources)
    {
        source->GetSocket()->TraceConnectWithoutContext(
            "Tx",
            MakeCallback(&RetransmissionCounter::NotifyTx,
                         Create<RetransmissionCounter>(retransmissions)));
    }
}

Ptr<TransmitTap>
PerfScenario::GetReceiverTap() const
{
    return m_receiver->GetObject<TransmitTap>();
}

Ptr<TransmitTap>
PerfScenario::GetSenderTap() const
{
    return m_sender->GetObject<TransmitTap>();
}

uint64_t
PerfScenario::GetWrongBytes() const
{
    uint64_t bytes = 0;
    for (const auto& sink : sinks)
    {
        bytes += sink->GetWrongBytes();
    }
    return bytes;
}
