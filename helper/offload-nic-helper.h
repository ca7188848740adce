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
#include "ns3/queue.h"
#include "ns3/receive-hook.h"

#include <string>
#include <utility>
#include <vector>

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
     * Choose what machine the hosts are that are installed from now on. On links with a wire they
     * get the NIC that their profile names, if it names one.
     *
     * @param profile cost profile: a name that comes with the module, or a path
     */
    void SetProfile(const std::string& profile);

    /**
     * @param name attribute of the NICs; one that stock devices have as well holds for the ports of
     *        switches too
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
     * Choose a NIC by name: its receive hook, hardware and buffers, instead of those chosen before,
     * and its attributes, in so far as SetDeviceAttribute and SetFeature leave them alone.
     *
     * @param nameOrPath name of a NIC that comes with the module (NicPreset), or path of a file
     */
    void SetNic(const std::string& nameOrPath);

    /**
     * Choose the queue of the devices: ports of switches get it as it is. The queue of a NIC is its
     * transmit ring, so it has to be a DropTailQueue, whose MaxSize in packets is the ring's size
     * (attribute TxRing). A MaxSize other than ns-3's own default counts as set, whoever set it.
     *
     * @tparam Args names and values of attributes
     * @param type TypeId of the queue
     * @param args attributes of that type, as name, value, ...
     */
    template <typename... Args>
    void SetQueue(std::string type, Args&&... args)
    {
        QueueBase::AppendItemTypeIfNotPresent(type, "Packet");
        m_queueFactory = MakeFactory("ns3::Queue<Packet>", type, std::forward<Args>(args)...);
    }

    /// A full transmit ring drops instead of stopping the queue disc, which then never holds any
    /// packet.
    void DisableFlowControl();

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
     * @param type TypeId of the NICs
     * @param profile cost profile of their hosts
     * @param portType TypeId of the ports of switches; empty if there are no such links
     */
    OffloadNicHelper(const std::string& type,
                     const std::string& profile,
                     const std::string& portType = "");

    ~OffloadNicHelper() = default;

    /**
     * Make a device: a NIC, whose node becomes a host if it is none, or the port of a switch.
     *
     * @param node a node
     * @return the new device, with an address and a queue if its kind has one, added to the node
     */
    Ptr<NetDevice> CreateDevice(Ptr<Node> node) const;

    /**
     * End the program, with a message that names all three, if a value is wrong or has no unit.
     *
     * @param type type that has the attribute
     * @param name name of the attribute
     * @param value its value
     */
    static void CheckOrAbort(TypeId type, const std::string& name, const AttributeValue& value);

    /**
     * @param name name of a node (ns3::Names)
     * @return the node; the program ends if there is none
     */
    static Ptr<Node> FindNode(const std::string& name);

  private:
    /**
     * @param node a host, or what is to be one
     * @return a new NIC
     */
    Ptr<NetDevice> CreateNic(Ptr<Node> node) const;

    /**
     * @return a new port of a switch
     */
    Ptr<NetDevice> CreatePort() const;

    /**
     * @param [in,out] nic a NIC, whose ring gets the size of the queue that was asked for
     */
    void SetRing(Ptr<NetDevice> nic) const;

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
        CheckOrAbort(factory.GetTypeId(), name, value);
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

    /// An attribute that the user has set.
    struct Attribute
    {
        std::string name;                //!< name
        Ptr<const AttributeValue> value; //!< value
    };

    std::string m_profile;               //!< cost profile
    ObjectFactory m_nicFactory;          //!< NICs as SetNic has chosen them
    std::vector<Attribute> m_attributes; //!< what differs from that
    ObjectFactory m_portFactory;         //!< ports of switches; no type if there are none
    ObjectFactory m_queueFactory;        //!< queues
    bool m_hasFlowControl{true};         //!< whether a full ring stops the queue disc
    ObjectFactory m_hookFactory;         //!< receive hooks; no type for none
    ObjectFactory m_hardwareFactory;     //!< hardware LRO or GRO; no type for none
    ObjectFactory m_bufferFactory;       //!< receive buffers; no type for the default
};

} // namespace ns3

#endif // OFFLOAD_NIC_HELPER_H
