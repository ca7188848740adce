/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

/**
 * @file
 * @ingroup offload-test
 * The rules of attributes that are changed while the simulation runs:
 *   each either has an effect from then on, or is refused with its name and a remedy; it may be set
 *   to what it is.
 */

#include "expect-abort.h"
#include "host-pair.h"

#include "ns3/cpu-datagram-sink.h"
#include "ns3/cpu-datagram-source.h"
#include "ns3/cpu-rpc-client.h"
#include "ns3/cpu-rpc-server.h"
#include "ns3/data-rate.h"
#include "ns3/datagram-flood.h"
#include "ns3/link-trouble.h"
#include "ns3/pointer.h"
#include "ns3/test.h"

#include <set>
#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

const std::string NO_ABORT = "(it did not abort)"; //!< from GetAbortMessage

/**
 * @ingroup offload-test
 * @param object an object
 * @param name name of an attribute
 * @return its value
 */
std::string
Read(Ptr<Object> object, const std::string& name)
{
    TypeId::AttributeInformation info;
    object->GetInstanceTypeId().LookupAttributeByName(name, &info);
    const auto value = info.checker->Create();
    info.accessor->Get(PeekPointer(object), *value);
    return value->SerializeToString(info.checker);
}

/**
 * @ingroup offload-test
 * @param info an attribute
 * @param current its value
 * @return another value
 */
std::string
ChooseOther(const TypeId::AttributeInformation& info, const std::string& current)
{
    // With the name space before it or not.
    const auto is = [&info](const std::string& type) {
        return info.checker->GetValueTypeName().find(type) != std::string::npos;
    };
    if (is("BooleanValue"))
    {
        return current == "true" ? "false" : "true";
    }
    if (is("UintegerValue"))
    {
        const UintegerValue more(std::stoull(current) + 1);
        return info.checker->Check(more) ? std::to_string(more.Get())
                                         : std::to_string(more.Get() - 2);
    }
    if (is("DoubleValue"))
    {
        return std::to_string(std::stod(current) + 0.001);
    }
    if (is("TimeValue"))
    {
        return "123us";
    }
    if (is("DataRateValue"))
    {
        return "123456bps";
    }
    if (is("PointerValue"))
    {
        const bool isRandom = current != "0" && info.help.find("Seconds") != std::string::npos;
        return isRandom ? "ns3::ConstantRandomVariable[Constant=1]" : "ns3::SkbReceiveBuffers";
    }
    return "another";
}

/**
 * @ingroup offload-test
 * @param info an attribute
 * @param text a value
 * @return the value
 */
Ptr<AttributeValue>
MakeValue(const TypeId::AttributeInformation& info, const std::string& text)
{
    if (info.checker->GetValueTypeName().find("AddressValue") != std::string::npos)
    {
        return Create<AddressValue>(InetSocketAddress("10.0.0.99", 99));
    }
    if (text == "ns3::SkbReceiveBuffers")
    {
        return Create<PointerValue>(); // whatever it points to, nothing is another value
    }
    return info.checker->CreateValidValue(StringValue(text));
}

/// @ingroup offload-test Every attribute of every class of a host.
class EveryAttributeTestCase : public TestCase
{
  public:
    EveryAttributeTestCase()
        : TestCase("every attribute has an effect when it is changed, or is refused")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.senderCosts = pair.receiverCosts = LoadProfile("athlon64-2007");
        pair.link.SetReceiveHook("ns3::GroReceiveHook");
        pair.link.SetReceiveBuffers("ns3::PageReceiveBuffers");
        pair.link.SetDeviceAttribute("HardwareMerger", StringValue("ns3::HardwareLro"));
        pair.Build();
        const auto device = pair.devices.Get(1);
        const auto trouble = CreateObject<LinkTrouble>();
        trouble->Install(DynamicCast<PointToPointNetDevice>(device));
        pair.AddSink(1);
        pair.AddSource(1, 0);
        const Ptr<Application> datagramSink = CreateObject<CpuDatagramSink>();
        datagramSink->SetAttribute("Local",
                                   AddressValue(InetSocketAddress(Ipv4Address::GetAny(), 9)));
        const Ptr<Application> rpcServer = CreateObject<CpuRpcServer>();
        rpcServer->SetAttribute("Local",
                                AddressValue(InetSocketAddress(Ipv4Address::GetAny(), 10)));
        const Ptr<Application> rpcClient = CreateObject<CpuRpcClient>();
        rpcClient->SetAttribute("Remote", AddressValue(InetSocketAddress("10.0.0.2", 10)));
        const Ptr<Application> flood = CreateObject<DatagramFlood>();
        flood->SetAttribute("Remote", AddressValue(InetSocketAddress("10.0.0.2", 9)));
        const Ptr<Application> datagramSource = CreateObject<CpuDatagramSource>();
        datagramSource->SetAttribute("Remote", AddressValue(InetSocketAddress("10.0.0.2", 9)));
        datagramSource->SetAttribute("Rate", DataRateValue(DataRate("1Mbps")));
        pair.hosts.Get(0)->AddApplication(datagramSource);
        pair.hosts.Get(1)->AddApplication(datagramSink);
        pair.hosts.Get(1)->AddApplication(rpcServer);
        pair.hosts.Get(0)->AddApplication(rpcClient);
        pair.hosts.Get(0)->AddApplication(flood);
        pair.Run(MilliSeconds(5));

        Check(device,
              {"RxUsecs",          "RxFrames",         "ItrUsecs",        "AdaptiveItr",
               "RxRing",           "NapiWeight",       "GroFlushTimeout", "NapiDeferHardIrqs",
               "RxDmaRate",        "RxDmaDescriptors", "RxFifo",          "TxDmaRate",
               "TxDmaDescriptors", "TxRing",           "GsoMaxSize",      "GsoMaxSegs",
               "TsoMaxSize",       "TsoMaxSegs",       "MaxMtu",          "VlanId",
               "SmallPacketSize"});
        Check(pair.receiverNic->GetReceiveHook(0), {});
        for (const char* part : {"HardwareMerger", "ReceiveBuffers"})
        {
            PointerValue value;
            device->GetAttribute(part, value);
            Check(value.Get<Object>(), {});
        }
        Check(pair.receiverCpu,
              {"NetdevBudget", "NetdevBudgetTime", "NetdevMaxBacklog", "DevWeight"});
        Check(pair.hosts.Get(0)->GetObject<TransmitInterceptor>(),
              {"LimitOutputBytes",
               "PacingShift",
               "MinTsoSegs",
               "TsoRttLog",
               "TsoWinDivisor",
               "LargeSegments",
               "UdpFragmentGso",
               "LinuxHystart",
               "WmemDefault"});
        Check(pair.sink, {"ReadSize"});
        Check(pair.sources[0], {"Rate"});
        Check(datagramSink, {});
        Check(datagramSource, {"Rate"});
        Check(rpcServer, {});
        Check(rpcClient, {"Gap"});
        Check(flood, {"Size", "Interval"});
        Check(trouble, {"Loss", "Late", "LateBy", "Duplication", "CeMarks", "Damage", "MinSize"});
        // Those that are made by a script only where somebody asks for them.
        Check(CreateStarted("ns3::LroReceiveHook", device), {});
    }

    /**
     * @param type TypeId of a hook
     * @param device a NIC
     * @return the hook, at work
     */
    static Ptr<Object> CreateStarted(const std::string& type, Ptr<NetDevice> device)
    {
        ObjectFactory factory(type);
        auto hook = factory.Create<ReceiveHook>();
        hook->Start(device);
        return hook;
    }

    /**
     * Change each attribute of this module that an object has.
     *
     * @param object the object, at work
     * @param live names of those that have an effect; all others, but features, must be refused
     */
    void Check(Ptr<Object> object, const std::set<std::string>& live)
    {
        uint32_t found = 0;
        const TypeId own = object->GetInstanceTypeId();
        for (TypeId type = own; type.GetGroupName() == "Offload"; type = type.GetParent())
        {
            for (std::size_t i = 0; i < type.GetAttributeN(); i++)
            {
                const auto info = type.GetAttribute(i);
                const std::string where = own.GetName() + "::" + info.name;
                const std::string before = Read(object, info.name);
                const std::string other = ChooseOther(info, before);
                const auto value = MakeValue(info, other);
                NS_TEST_ASSERT_MSG_NE(value, nullptr, where << ", no such value: " << other);
                const bool isFeature = std::islower(info.name.front());
                const bool isLive = live.count(info.name) > 0 || isFeature;
                found += isLive && !isFeature ? 1 : 0;
                const std::string message = GetAbortMessage([&]() {
                    object->SetAttribute(info.name, *value);
                    if (isLive && !isFeature && Read(object, info.name) == before)
                    {
                        NS_ABORT_MSG("it was set, and is as it was");
                    }
                });
                if (isLive)
                {
                    NS_TEST_EXPECT_MSG_EQ(message, NO_ABORT, where);
                    continue;
                }
                NS_TEST_EXPECT_MSG_NE(
                    message.find("Attribute " + info.name + " of " + own.GetName()),
                    std::string::npos,
                    where << " is changed without a word: " << message);
                NS_TEST_EXPECT_MSG_NE(message.find("before the simulation starts"),
                                      std::string::npos,
                                      where << " has no remedy: " << message);
                NS_TEST_EXPECT_MSG_EQ(GetAbortMessage([&]() {
                                          const auto same = info.checker->Create();
                                          info.accessor->Get(PeekPointer(object), *same);
                                          object->SetAttribute(info.name, *same);
                                      }),
                                      NO_ABORT,
                                      where << " may be set to what it is");
            }
        }
        NS_TEST_EXPECT_MSG_EQ(found, live.size(), "attributes of " << own.GetName());
    }
};

/**
 * @ingroup offload-test
 * Tests of attributes that are changed while the simulation runs.
 */
class OffloadAttributeChangeTestSuite : public TestSuite
{
  public:
    OffloadAttributeChangeTestSuite()
        : TestSuite("offload-attribute-change")
    {
        AddTestCase(new EveryAttributeTestCase);
    }
};

OffloadAttributeChangeTestSuite g_offloadAttributeChangeTestSuite; //!< registers the suite

} // namespace
