/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/topology-options.h"

#include "cpu/ns3-compat.h"

#include "ns3/cost-profile.h"
#include "ns3/nic-preset.h"
#include "ns3/queue-disc.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/traffic-control-helper.h"
#include "ns3/traffic-control-layer.h"
#include "ns3/transmit-interceptor.h"

#include <cstdlib>
#include <functional>

namespace ns3
{

namespace
{

// Parts of a host that a path can begin with; all else is of its NICs.
const char* const CPU = "cpu";           //!< its cores
const char* const COST = "cost";         //!< a price
const char* const NIC = "nic";           //!< preset of its NIC
const char* const QUEUE = "queue";       //!< its queue disc
const char* const TRANSMIT = "transmit"; //!< its TransmitInterceptor

/**
 * @param path path of an option
 * @return its first name
 */
std::string
GetPart(const std::string& path)
{
    return path.substr(0, path.find('.'));
}

/**
 * @param path path of an option
 * @return the path without its first name
 */
std::string
GetRest(const std::string& path)
{
    const auto dot = path.find('.');
    if (dot == std::string::npos)
    {
        throw AttributeTextError("name what of it: write " + path + ".NAME=VALUE");
    }
    return path.substr(dot + 1);
}

/**
 * Do something about each option for an object, and name the option that is wrong.
 *
 * @param options options
 * @param object name of the object
 * @param apply what to do
 */
void
ForEach(const std::vector<ObjectOption>& options,
        const std::string& object,
        const std::function<void(const ObjectOption&)>& apply)
{
    for (const auto& option : options)
    {
        try
        {
            if (option.object == object)
            {
                apply(option);
            }
        }
        catch (const AttributeTextError& error)
        {
            throw AttributeTextError("--" + option.object + "." + option.path + "=" + option.text +
                                     ": " + error.what());
        }
    }
}

/**
 * @param pointer what was loaded, or null
 * @param error why it is null
 * @return what was loaded
 */
template <typename T>
Ptr<T>
Require(Ptr<T> pointer, const std::string& error)
{
    if (!pointer)
    {
        throw AttributeTextError(error);
    }
    return pointer;
}

/**
 * @param cpu a host's cores
 * @return their cost profile, without starting them
 */
Ptr<const CostProfile>
LoadProfile(Ptr<HostCpu> cpu)
{
    StringValue name;
    cpu->GetAttribute("Profile", name);
    std::string error;
    const auto profile = CostProfile::Load(name.Get(), error);
    return Require(profile, error);
}

/**
 * @param profile a cost profile
 * @param operation name of an operation
 * @param text its new price in cycles, or in time with the unit ns
 * @return the changed profile
 */
Ptr<const CostProfile>
ChangeCost(Ptr<const CostProfile> profile, const std::string& operation, const std::string& text)
{
    char* end = nullptr;
    const double price = std::strtod(text.c_str(), &end);
    const bool isTime = std::string(end) == "ns";
    if (end == text.c_str() || (*end != '\0' && !isTime))
    {
        throw AttributeTextError("a price is a number of cycles: give it without a unit, or with "
                                 "ns for one that does not follow the clock");
    }
    std::string error;
    const auto changed = isTime ? profile->WithTime(operation, price, error)
                                : profile->WithCost(operation, price, error);
    return Require(changed, error);
}

/**
 * Replace the queue disc of a NIC.
 *
 * @param device the NIC
 * @param text a type, with GsoQueueDisc one with a child, or none
 */
void
InstallQueueDisc(Ptr<NetDevice> device, const std::string& text)
{
    TrafficControlHelper helper;
    const auto slash = text.find('/');
    std::vector<ObjectText> discs;
    if (text != "none")
    {
        discs.emplace_back(text.substr(0, slash), QueueDisc::GetTypeId());
        const uint16_t root = helper.SetRootQueueDisc(discs[0].type.GetName());
        if ((discs[0].type.GetName() == "ns3::GsoQueueDisc") != (slash != std::string::npos))
        {
            throw AttributeTextError("GsoQueueDisc, and no other, has a child here: give "
                                     "ns3::TYPE, or ns3::GsoQueueDisc/ns3::TYPE");
        }
        if (slash != std::string::npos)
        {
            discs.emplace_back(text.substr(slash + 1), QueueDisc::GetTypeId());
            const auto classes = helper.AddQueueDiscClasses(root, 1, "ns3::QueueDiscClass");
            helper.AddChildQueueDisc(root, classes[0], discs[1].type.GetName());
        }
    }
    helper.Uninstall(device);
    Ptr<QueueDisc> disc = discs.empty() ? nullptr : helper.Install(device).Get(0);
    for (const auto& wanted : discs)
    {
        for (const auto& [name, value] : wanted.settings)
        {
            SetAttributeByText(disc, name, value);
        }
        disc = disc->GetNQueueDiscClasses() > 0 ? disc->GetQueueDiscClass(0)->GetQueueDisc() : disc;
    }
}

/**
 * Set an attribute of a NIC, or of its queue disc.
 *
 * @param device the NIC
 * @param option an option
 */
void
ApplyToDevice(Ptr<NetDevice> device, const ObjectOption& option)
{
    if (option.path == QUEUE)
    {
        InstallQueueDisc(device, option.text);
    }
    else if (GetPart(option.path) == QUEUE)
    {
        const auto control = device->GetNode()->GetObject<TrafficControlLayer>();
        const auto disc = control ? control->GetRootQueueDiscOnDevice(device) : nullptr;
        SetAttributeByText(Require(disc, "the NIC has no queue disc: choose one with queue="),
                           GetRest(option.path),
                           option.text);
    }
    else
    {
        SetAttributeByText(device, option.path, option.text);
    }
}

/**
 * Set what has to be known before NICs are made.
 *
 * @param options options
 * @param name name of the host in options
 * @param host the host
 * @param nic what makes its NICs, or null
 */
void
PrepareHost(const std::vector<ObjectOption>& options,
            const std::string& name,
            const OffloadTopology::Host& host,
            OffloadNicHelper* nic)
{
    ForEach(options, name, [&](const ObjectOption& option) {
        if (!host.node)
        {
            throw AttributeTextError("this topology has no host in the middle: choose another, or "
                                     "leave it out");
        }
        std::string error;
        if (GetPart(option.path) == CPU)
        {
            SetAttributeByText(host.cpu, GetRest(option.path), option.text);
            LoadProfile(host.cpu);
        }
        else if (option.path == NIC)
        {
            Require(NicPreset::Load(option.text, error), error);
            if (!nic)
            {
                throw AttributeTextError("it has no NIC on a wire: choose another topology, or "
                                         "leave it out");
            }
            nic->SetNic(option.text);
        }
    });
    if (!host.node)
    {
        return;
    }
    auto profile = LoadProfile(host.cpu);
    ForEach(options, name, [&](const ObjectOption& option) {
        if (GetPart(option.path) == COST)
        {
            profile = ChangeCost(profile, GetRest(option.path), option.text);
        }
    });
    host.cpu->SetCostProfile(profile);
}

/**
 * Set what concerns NICs and what is between them and TCP.
 *
 * @param options options
 * @param name name of the host in options
 * @param node the host
 * @param devices its NICs
 */
void
FinishHost(const std::vector<ObjectOption>& options,
           const std::string& name,
           Ptr<Node> node,
           const NetDeviceContainer& devices)
{
    ForEach(options, name, [&](const ObjectOption& option) {
        const std::string part = GetPart(option.path);
        if (option.path == NIC || part == CPU || part == COST)
        {
            return; // done before
        }
        if (part == TRANSMIT)
        {
            // It exists once its node is initialized.
            GetRest(option.path);
            ScheduleFunctionNow([option, node]() {
                ForEach({option}, option.object, [node](const ObjectOption& now) {
                    SetAttributeByText(node->GetObject<TransmitInterceptor>(),
                                       GetRest(now.path),
                                       now.text);
                });
            });
            return;
        }
        for (auto device = devices.Begin(); device != devices.End(); ++device)
        {
            ApplyToDevice(*device, option);
        }
    });
}

} // namespace

void
ApplyOptions(const std::vector<ObjectOption>& options, const std::string& name, Ptr<Object> object)
{
    ForEach(options, name, [&object](const ObjectOption& option) {
        SetAttributeByText(object, option.path, option.text);
    });
}

void
ApplyDefaults(const std::vector<ObjectOption>& options, const std::string& name, TypeId type)
{
    ForEach(options, name, [type](const ObjectOption& option) {
        SetDefaultByText(type, option.path, option.text);
    });
}

void
ApplyBeforeBuild(const std::vector<ObjectOption>& options, OffloadTopology& topology)
{
    for (const auto& receiver : topology.GetReceivers())
    {
        PrepareHost(options, "receiver", receiver, &topology.GetReceiverNic());
    }
    PrepareHost(options, "middle", topology.middle, topology.GetMiddleNic());
    for (const char* side : {"middle-in", "middle-out"})
    {
        ForEach(options, side, [&](const ObjectOption& option) {
            const std::string part = GetPart(option.path);
            if (!topology.middle.node || option.path == NIC || part == CPU || part == COST ||
                part == TRANSMIT)
            {
                throw AttributeTextError("it is no attribute of a NIC of a host in the middle: "
                                         "name it middle, or leave it out");
            }
        });
    }
    if (topology.sender.node != topology.receiver.node)
    {
        for (const auto& sender : topology.GetSenders())
        {
            PrepareHost(options, "sender", sender, &topology.GetSenderNic());
        }
        return;
    }
    ForEach(options, "sender", [](const ObjectOption& /* option */) {
        throw AttributeTextError("one host is sender and receiver: name it receiver");
    });
}

void
ApplyAfterBuild(const std::vector<ObjectOption>& options, const OffloadTopology& topology)
{
    for (const auto& sender : topology.GetSenders())
    {
        FinishHost(options, "sender", sender.node, sender.devices);
    }
    for (const auto& receiver : topology.GetReceivers())
    {
        FinishHost(options, "receiver", receiver.node, receiver.devices);
    }
    const auto& middle = topology.middle;
    if (middle.node)
    {
        FinishHost(options, "middle", middle.node, middle.devices);
        FinishHost(options, "middle-in", middle.node, middle.devices.Get(0));
        FinishHost(options, "middle-out", middle.node, middle.devices.Get(1));
    }
}

} // namespace ns3
