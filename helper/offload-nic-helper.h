/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_NIC_HELPER_H
#define OFFLOAD_NIC_HELPER_H

#include "ns3/hardware-merger.h"
#include "ns3/node.h"
#include "ns3/object-factory.h"
#include "ns3/receive-hook.h"

#include <string>

namespace ns3
{

/**
 * @ingroup offload
 * What the helpers of this module have in common: they make NICs, and hosts of nodes.
 *
 * A node that has no HostCpu yet gets one with the profile that was given.
 */
class OffloadNicHelper
{
  public:
    /**
     * @param profile cost profile of the hosts installed from now on
     */
    void SetProfile(const std::string& profile);

    /**
     * @param name attribute of the device
     * @param value its value
     */
    void SetDeviceAttribute(const std::string& name, const AttributeValue& value);

    /**
     * Switch a feature of the NICs on or off, by ethtool's name; see NicFeatures.
     * @param name the feature, such as "tx-tcp-segmentation"
     * @param isOn whether it is wanted
     */
    void SetFeature(const std::string& name, bool isOn);

    /**
     * Choose what merges received frames; each device gets an object of its own.
     *
     * @tparam Args names and values of attributes
     * @param type TypeId of a ReceiveHook
     * @param args attributes of that type, as name, value, ...
     */
    template <typename... Args>
    void SetReceiveHook(const std::string& type, Args&&... args)
    {
        m_hookFactory = MakeFactory("ns3::ReceiveHook", type, std::forward<Args>(args)...);
    }

    /**
     * Choose what memory frames are received into; each device gets an object of its own.
     *
     * @tparam Args names and values of attributes
     * @param type TypeId of ReceiveBuffers
     * @param args attributes of that type, as name, value, ...
     */
    template <typename... Args>
    void SetReceiveBuffers(const std::string& type, Args&&... args)
    {
        m_bufferFactory = MakeFactory("ns3::ReceiveBuffers", type, std::forward<Args>(args)...);
    }

    /**
     * Choose what merges in the NIC's hardware, and ask for its feature (lro or rx-gro-hw); each
     * device gets an object of its own.
     *
     * @tparam Args names and values of attributes
     * @param type TypeId of a HardwareMerger
     * @param args attributes of that type, as name, value, ...
     */
    template <typename... Args>
    void SetHardwareMerger(const std::string& type, Args&&... args)
    {
        m_hardwareFactory = MakeFactory("ns3::HardwareMerger", type, std::forward<Args>(args)...);
        RequestMergerFeature();
    }

    /**
     * Choose a NIC by name: its receive hook, hardware, buffers and parameters. What is set
     * afterwards changes it.
     *
     * @param nameOrPath name of a NIC that comes with the module (NicPreset), or path of a file
     */
    void SetNic(const std::string& nameOrPath);

    /**
     * Write what goes up the stack of a NIC, super-packets whole, to a pcap file: PREFIX-NODE-
     * DEVICE.pcap, packets beginning with their IP header. EnablePcap writes the frames on the
     * wire.
     *
     * @param prefix begin of the file's name
     * @param device the NIC
     */
    void EnableStackPcap(const std::string& prefix, Ptr<NetDevice> device) const;

  protected:
    /**
     * @param type TypeId of the devices
     * @param profile cost profile of their hosts
     */
    OffloadNicHelper(const std::string& type, const std::string& profile);

    ~OffloadNicHelper() = default;

    /**
     * Make a NIC; its node becomes a host, if it is none.
     * @param node a node
     * @return the new NIC, with an address, added to the node
     */
    Ptr<NetDevice> CreateNic(Ptr<Node> node) const;

  private:
    /// End of MakeFactory's recursion.
    static void SetAll(ObjectFactory& /* factory */)
    {
    }

    /**
     * Set attributes.
     * @param factory where to
     * @param name name of the first
     * @param value value of the first
     * @param rest the others
     */
    template <typename... Rest>
    static void SetAll(ObjectFactory& factory,
                       const std::string& name,
                       const AttributeValue& value,
                       Rest&&... rest)
    {
        factory.Set(name, value);
        SetAll(factory, std::forward<Rest>(rest)...);
    }

    /**
     * @param base TypeId that the type has to be a child of; the program ends if it is not
     * @param type a TypeId
     * @return a factory
     */
    static ObjectFactory MakeFactoryOf(const std::string& base, const std::string& type);

    /// Ask for the feature that the hardware merger is switched on by.
    void RequestMergerFeature();

    /**
     * @param base TypeId that the type has to be a child of; the program ends if it is not
     * @param type a TypeId
     * @param args its attributes
     * @return a factory
     */
    template <typename... Args>
    static ObjectFactory MakeFactory(const std::string& base,
                                     const std::string& type,
                                     Args&&... args)
    {
        ObjectFactory factory = MakeFactoryOf(base, type);
        SetAll(factory, std::forward<Args>(args)...);
        return factory;
    }

    std::string m_profile;           //!< cost profile
    ObjectFactory m_deviceFactory;   //!< devices
    ObjectFactory m_hookFactory;     //!< receive hooks; no type for none
    ObjectFactory m_hardwareFactory; //!< hardware LRO or GRO; no type for none
    ObjectFactory m_bufferFactory;   //!< receive buffers; no type for the default
};

} // namespace ns3

#endif // OFFLOAD_NIC_HELPER_H
