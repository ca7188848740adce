/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LINK_HELPER_H
#define OFFLOAD_LINK_HELPER_H

#include "ns3/node-container.h"
#include "ns3/offload-nic-helper.h"
#include "ns3/trace-helper.h"

#include <string>
#include <type_traits>

namespace ns3
{

/**
 * @ingroup offload
 * What helpers of links have that scripts call of ns-3's helpers: channels, pcap and ascii traces.
 *
 * It is no subclass of ns-3's helper, on purpose: a copy of that would make stock devices, without
 * any setting of this one.
 *
 * @tparam StockHelper ns-3's helper for such links
 */
template <typename StockHelper>
class OffloadLinkHelper : public OffloadNicHelper,
                          public PcapHelperForDevice,
                          public AsciiTraceHelperForDevice
{
  public:
    /**
     * @param name attribute of the channel
     * @param value its value
     */
    void SetChannelAttribute(const std::string& name, const AttributeValue& value)
    {
        CheckOrAbort(m_channelFactory.GetTypeId(), name, value);
        m_channelFactory.Set(name, value);
    }

    /**
     * Explains why this is no stock helper: what takes one keeps a copy, and makes stock devices.
     * @tparam T the stock helper
     */
    template <typename T, typename = std::enable_if_t<std::is_same_v<T, StockHelper>>>
    operator T() const
    {
        static_assert(!std::is_same_v<T, StockHelper>,
                      "This would make stock devices, without host and without the settings of "
                      "the helper. Instead of ns-3's layout helpers use HostDumbbellHelper, "
                      "HostStarHelper, LeafSpineHelper or FatTreeHelper of offload.");
        return StockHelper();
    }

    /// As the stock helper.
    /// @param prefix begin of the file's name @param device a device
    /// @param promiscuous with frames for others @param explicitFilename prefix is the name
    void EnablePcapInternal(std::string prefix,
                            Ptr<NetDevice> device,
                            bool promiscuous,
                            bool explicitFilename) override
    {
        PcapHelperForDevice& stock = m_stock;
        stock.EnablePcapInternal(prefix, device, promiscuous, explicitFilename);
    }

    /// As the stock helper.
    /// @param stream where to, or null @param prefix begin of the file's name
    /// @param device a device @param explicitFilename prefix is the name
    void EnableAsciiInternal(Ptr<OutputStreamWrapper> stream,
                             std::string prefix,
                             Ptr<NetDevice> device,
                             bool explicitFilename) override
    {
        AsciiTraceHelperForDevice& stock = m_stock;
        stock.EnableAsciiInternal(stream, prefix, device, explicitFilename);
    }

  protected:
    /**
     * @param nicType TypeId of the NICs
     * @param portType TypeId of the ports of switches
     * @param channelType TypeId of the channels
     * @param profile cost profile of the hosts
     */
    OffloadLinkHelper(const std::string& nicType,
                      const std::string& portType,
                      const std::string& channelType,
                      const std::string& profile)
        : OffloadNicHelper(nicType, profile, portType)
    {
        m_channelFactory.SetTypeId(channelType);
    }

    /**
     * @tparam Channel type of the channel
     * @return a new channel
     */
    template <typename Channel>
    Ptr<Channel> CreateChannel() const
    {
        return m_channelFactory.Create<Channel>();
    }

    /**
     * @tparam Channel base of its type
     * @param channelType TypeId of a channel that knows the attributes of the others
     * @return a new channel
     */
    template <typename Channel>
    Ptr<Channel> CreateChannel(const std::string& channelType) const
    {
        ObjectFactory factory = m_channelFactory;
        factory.SetTypeId(channelType);
        return factory.Create<Channel>();
    }

  private:
    StockHelper m_stock;            //!< traces
    ObjectFactory m_channelFactory; //!< channels
};

} // namespace ns3

#endif // OFFLOAD_LINK_HELPER_H
