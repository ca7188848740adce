/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "link-layer.h"

#include "capture-reader.h"
#include "engine/header-fields.h"

#include <algorithm>
#include <pcap/pcap.h>

namespace ns3::offload::replay
{

namespace
{

constexpr uint32_t ADDRESS = 6; //!< bytes of an Ethernet address

/// Ethernet.
class EthernetLinkLayer : public LinkLayer
{
  public:
    int Type() const override
    {
        return DLT_EN10MB;
    }

    const char* Name() const override
    {
        return "Ethernet";
    }

    uint32_t HeaderLength() const override
    {
        return ethernet::HEADER_LENGTH;
    }

    bool IsEthernet() const override
    {
        return true;
    }

    bool IsOutgoing(const CaptureRecord& /* record */) const override
    {
        return false; // nothing says so
    }

    void WriteEthernet(const CaptureRecord& record, uint8_t* header) const override
    {
        std::copy_n(record.bytes, ethernet::HEADER_LENGTH, header);
    }
};

/// Linux cooked, what tcpdump -i any writes, in one of its versions.
class CookedLinkLayer : public LinkLayer
{
  public:
    /// Where the fields are.
    struct Layout
    {
        int type;            //!< libpcap's number
        const char* name;    //!< name
        uint32_t length;     //!< bytes
        uint32_t protocol;   //!< offset of the Ethernet type
        uint32_t packetType; //!< offset of the last byte of the packet type
        uint32_t address;    //!< offset of the sender's address
        uint32_t interface;  //!< offset of the interface's index, four bytes; 0: there is none
    };

    /// @param layout where the fields are
    explicit CookedLinkLayer(const Layout& layout)
        : m_layout(layout)
    {
    }

    int Type() const override
    {
        return m_layout.type;
    }

    const char* Name() const override
    {
        return m_layout.name;
    }

    uint32_t HeaderLength() const override
    {
        return m_layout.length;
    }

    bool IsEthernet() const override
    {
        return false;
    }

    bool IsOutgoing(const CaptureRecord& record) const override
    {
        constexpr uint8_t OUTGOING = 4; // PACKET_OUTGOING
        return record.bytes[m_layout.packetType] == OUTGOING;
    }

    void WriteEthernet(const CaptureRecord& record, uint8_t* header) const override
    {
        std::fill_n(header, ADDRESS, uint8_t{0});
        if (m_layout.interface != 0)
        {
            std::copy_n(record.bytes + m_layout.interface, 4, header);
        }
        header[ADDRESS - 1] = record.bytes[m_layout.packetType];
        std::copy_n(record.bytes + m_layout.address, ADDRESS, header + ADDRESS);
        std::copy_n(record.bytes + m_layout.protocol, 2, header + ethernet::TYPE);
    }

  private:
    const Layout m_layout; //!< where the fields are
};

/// IP without a link header, or with the four bytes of BSD's loopback: the version says which IP.
class RawLinkLayer : public LinkLayer
{
  public:
    /// @param type libpcap's number @param name name @param length bytes before the IP header
    RawLinkLayer(int type, const char* name, uint32_t length)
        : m_type(type),
          m_name(name),
          m_length(length)
    {
    }

    int Type() const override
    {
        return m_type;
    }

    const char* Name() const override
    {
        return m_name;
    }

    uint32_t HeaderLength() const override
    {
        return m_length;
    }

    bool IsEthernet() const override
    {
        return false;
    }

    bool IsOutgoing(const CaptureRecord& /* record */) const override
    {
        return false;
    }

    void WriteEthernet(const CaptureRecord& record, uint8_t* header) const override
    {
        std::fill_n(header, ethernet::TYPE, uint8_t{0});
        const uint32_t version = record.captured > m_length ? record.bytes[m_length] >> 4 : 0;
        Store16(header + ethernet::TYPE,
                version == 4   ? ethernet::TYPE_IPV4
                : version == 6 ? ethernet::TYPE_IPV6
                               : uint16_t{0});
    }

  private:
    const int m_type;        //!< libpcap's number
    const char* m_name;      //!< name
    const uint32_t m_length; //!< bytes before the IP header
};

/// PPP without address and control, as ns-3 writes it.
class PppLinkLayer : public RawLinkLayer
{
  public:
    PppLinkLayer()
        : RawLinkLayer(DLT_PPP, "PPP", 2)
    {
    }

    bool IsFilteredByIp() const override
    {
        return true;
    }

    void WriteEthernet(const CaptureRecord& record, uint8_t* header) const override
    {
        constexpr uint16_t PPP_IPV4 = 0x0021;
        constexpr uint16_t PPP_IPV6 = 0x0057;
        const uint16_t number = Load16(record.bytes);
        std::fill_n(header, ethernet::TYPE, uint8_t{0});
        Store16(header + ethernet::TYPE,
                number == PPP_IPV4   ? ethernet::TYPE_IPV4
                : number == PPP_IPV6 ? ethernet::TYPE_IPV6
                                     : uint16_t{0});
    }
};

const EthernetLinkLayer g_ethernet;
const PppLinkLayer g_ppp;
const CookedLinkLayer g_cooked({DLT_LINUX_SLL, "Linux cooked", 16, 14, 1, 6, 0});
const CookedLinkLayer g_cooked2({DLT_LINUX_SLL2, "Linux cooked v2", 20, 0, 10, 12, 4});
const RawLinkLayer g_raw(DLT_RAW, "raw IP", 0);
const RawLinkLayer g_raw4(DLT_IPV4, "raw IPv4", 0);
const RawLinkLayer g_raw6(DLT_IPV6, "raw IPv6", 0);
const RawLinkLayer g_null(DLT_NULL, "BSD loopback", 4);
const RawLinkLayer g_loop(DLT_LOOP, "OpenBSD loopback", 4);

const LinkLayer* const ALL[] =
    {&g_ethernet, &g_cooked, &g_cooked2, &g_raw, &g_raw4, &g_raw6, &g_null, &g_loop, &g_ppp};

} // namespace

const LinkLayer*
LinkLayer::Find(int type)
{
    const auto* found = std::find_if(std::begin(ALL), std::end(ALL), [type](const LinkLayer* each) {
        return each->Type() == type;
    });
    return found == std::end(ALL) ? nullptr : *found;
}

std::string
LinkLayer::ListNames()
{
    std::string names;
    for (const LinkLayer* each : ALL)
    {
        names += (names.empty() ? "" : ", ") + std::string(each->Name());
    }
    return names;
}

} // namespace ns3::offload::replay
