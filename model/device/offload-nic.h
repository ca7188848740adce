/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_OFFLOAD_NIC_H
#define OFFLOAD_OFFLOAD_NIC_H

#include "ns3/attribute-use.h"
#include "ns3/net-device.h"
#include "ns3/nic-features.h"
#include "ns3/nic-link.h"
#include "ns3/nic-settings.h"
#include "ns3/received-packet.h"
#include "ns3/transmit-departure.h"

#include <optional>
#include <string>

namespace ns3
{

class NicDriver;

/**
 * @ingroup offload
 * What NICs over stock devices have in common, whatever the device: settings, features, the driver.
 * A base of OffloadNetDevice beside the stock device.
 */
class OffloadNic : public NicSettings, public StartedObject
{
  public:
    ~OffloadNic() override;

    std::string ExplainNoEffect(AttributeUse use) const override;
    void CheckChange() const override;

    /**
     * @return the host's side of this NIC
     */
    Ptr<NicDriver> GetDriver() const;

    /**
     * @return the MTU of the link, bytes of IP packet
     */
    virtual uint16_t GetLinkMtu() const = 0;

    /**
     * @return what the NIC is connected to; outlives the NIC
     */
    virtual const NicLink& GetLink() const = 0;

    /**
     * Give a frame to the link, for its wire to send. The link answers with NicDriver::NotifySent.
     * @param frame the frame
     */
    virtual void GiveToWire(const Departure& frame) = 0;

    /**
     * Let the stock device trace that the transmit ring is full.
     * @param departure the packet that was dropped
     */
    virtual void TraceTransmitDrop(const Departure& departure) = 0;

  protected:
    OffloadNic() = default;

    /**
     * Add the attributes of a NIC to a device's TypeId.
     * @param tid the TypeId
     * @param defaultMaxMtu default of attribute MaxMtu, bytes of IP packet
     * @return the TypeId
     */
    static TypeId AddNicAttributes(TypeId tid, uint16_t defaultMaxMtu = 9000);

    /**
     * Make the driver.
     * @param device the device that this is a base of
     */
    void AggregateDriver(Object& device);

    /**
     * Let the driver begin to work.
     * @param device the device that this is a base of
     */
    void StartDriver(Ptr<NetDevice> device);

    /**
     * End the program if an MTU is out of bounds.
     * @param mtu bytes of IP packet
     */
    void CheckMtu(uint16_t mtu) const;

    /**
     * @return the MTU of the link; once more, for IP to pass a super-packet whose segments fit the
     * link
     */
    uint16_t GetMtuForIp() const;

    /**
     * A packet leaves the stack.
     * @param departure the packet
     * @return false if it was dropped
     */
    bool Transmit(const Departure& departure);

    /**
     * A packet comes from the wire.
     *
     * @param packet the packet from its network header
     * @param protocol Ethernet type
     * @param from who sent it
     * @param to whom it was sent to
     * @param type who that is
     * @return false if it was dropped
     */
    bool ReceiveFromWire(Ptr<const Packet> packet,
                         uint16_t protocol,
                         const Address& from,
                         const Address& to,
                         NetDevice::PacketType type);

    /**
     * Whether a frame that comes from the wire finds no room in its NIC. It is counted and traced
     * then, and to be dropped.
     *
     * @param packet the packet from its network header
     * @param protocol Ethernet type
     * @param from who sent it
     * @param to whom it was sent to
     * @return true if it is
     */
    bool RefuseFromWire(Ptr<const Packet> packet,
                        uint16_t protocol,
                        const Address& from,
                        const Address& to);

    /**
     * Put the VLAN's tag on a packet, if frames are sent in one.
     * @param packet a packet to be sent
     */
    void AddVlanTag(Ptr<Packet> packet) const;

    /**
     * @param packet a packet from the wire, from its network header
     * @param protocol Ethernet type
     * @param from who sent it
     * @param to whom it was sent to
     * @param type who that is
     * @param time when it comes
     * @return the same for the driver, its VLAN's tag taken off
     */
    static Arrival MakeArrival(const ArrivedPacket& packet,
                               uint16_t protocol,
                               const Address& from,
                               const Address& to,
                               NetDevice::PacketType type,
                               const Time& time);

    NicDriver* m_driver{nullptr}; //!< aggregated to the device, so they live and end together

  private:
    /**
     * Add the attribute of a feature.
     *
     * @tparam F the feature
     * @param tid the TypeId
     * @param isOn its default
     * @param text what it does
     */
    template <NicFeature F>
    static void AddFeature(TypeId& tid, bool isOn, const std::string& text);

    /**
     * @tparam F a feature
     * @param isOn whether it is wanted
     */
    template <NicFeature F>
    void SetFeature(bool isOn);

    /**
     * @tparam F a feature
     * @return whether it is in force
     */
    template <NicFeature F>
    bool GetFeature() const;

    /**
     * @param kernel attribute Kernel
     */
    void SetKernel(std::string kernel);

    /**
     * @return attribute Kernel
     */
    std::string GetKernel() const;

    std::string m_kernel; //!< attribute Kernel
};

} // namespace ns3

#endif // OFFLOAD_OFFLOAD_NIC_H
