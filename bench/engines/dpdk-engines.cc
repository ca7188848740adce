/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine-subject.h"

#include "ns3/abort.h"

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#ifdef OFFLOAD_WITH_DPDK
#include <cstring>
#include <rte_eal.h>
#include <rte_errno.h>
#include <rte_ethdev.h>
#include <rte_gro.h>
#include <rte_gso.h>
#include <rte_mbuf.h>
#endif

/**
 * @file
 * @ingroup offload
 * DPDK's rte_gro and rte_gso as offload-engine-bench measures them; stubs that say so where the
 * program was built without DPDK.
 */

namespace ns3::offload::bench
{

#ifdef OFFLOAD_WITH_DPDK

namespace
{

constexpr uint16_t LARGEST_ROOM = 65535; //!< of a buffer, bytes

/// @param buffers how many @param room bytes of each @return a pool
rte_mempool*
MakePool(uint32_t buffers, uint16_t room)
{
    static uint32_t number = 0;
    const std::string name = "pool" + std::to_string(number++);
    rte_mempool* pool =
        rte_pktmbuf_pool_create(name.c_str(), buffers, 0, 0, room, static_cast<int>(SOCKET_ID_ANY));
    if (!pool)
    {
        NS_FATAL_ERROR("DPDK has no memory for " << name << ": " << rte_strerror(rte_errno));
    }
    return pool;
}

/**
 * Make a packet as a driver would, with the layers it has found.
 * @param pool where its buffer comes from
 * @param headers its headers
 * @param payload bytes that follow; they are not written
 * @return the packet
 */
rte_mbuf*
MakePacket(rte_mempool* pool, const Headers& headers, uint32_t payload)
{
    rte_mbuf* packet = rte_pktmbuf_alloc(pool);
    NS_ABORT_MSG_IF(!packet, "DPDK has no packets left");
    packet->data_len = static_cast<uint16_t>(HEADERS + payload);
    packet->pkt_len = HEADERS + payload;
    std::memcpy(rte_pktmbuf_mtod(packet, char*), headers.data(), HEADERS);
    packet->l2_len = ethernet::HEADER_LENGTH;
    packet->l3_len = ipv4::MIN_HEADER_LENGTH;
    packet->l4_len = HEADERS - TCP_OFFSET;
    packet->packet_type = RTE_PTYPE_L2_ETHER | RTE_PTYPE_L3_IPV4 | RTE_PTYPE_L4_TCP;
    packet->ol_flags = RTE_MBUF_F_RX_L4_CKSUM_GOOD | RTE_MBUF_F_RX_IP_CKSUM_GOOD;
    return packet;
}

/// @param packet a packet: its descriptor and its headers leave the caches
void
ChillPacket(const rte_mbuf* packet)
{
    ChillMemory(rte_pktmbuf_mtod(packet, const char*), HEADERS);
    ChillMemory(packet, sizeof *packet);
}

/// rte_gro in either mode.
class DpdkGroSubject : public Subject
{
  public:
    /// @param wanted settings
    explicit DpdkGroSubject(const ReceiveCase& wanted)
        : m_isBurst(wanted.isBurst)
    {
        m_pool = MakePool(4095, RTE_MBUF_DEFAULT_BUF_SIZE);
        m_param.gro_types = RTE_GRO_TCP_IPV4;
        m_param.max_flow_num = static_cast<uint16_t>(wanted.flows);
        m_param.max_item_per_flow = 16;
        m_context = rte_gro_ctx_create(&m_param);
        NS_ABORT_MSG_IF(!m_context, "DPDK makes no table for rte_gro");
        m_packets.reserve(wanted.burst);
        m_up.resize(wanted.flows * 16);
    }

    ~DpdkGroSubject() override
    {
        rte_gro_ctx_destroy(m_context);
        rte_mempool_free(m_pool);
    }

    std::string Name() const override
    {
        return "rte_gro";
    }

    void Fill(Traffic& traffic, uint32_t packets) override
    {
        m_packets.clear();
        for (uint32_t i = 0; i < packets; ++i)
        {
            m_packets.push_back(MakePacket(m_pool, traffic.Next().headers, PAYLOAD));
        }
    }

    void Chill() override
    {
        for (const rte_mbuf* packet : m_packets)
        {
            ChillPacket(packet);
        }
    }

    void Run(uint32_t first, uint32_t packets) override
    {
        rte_mbuf** at = &m_packets[first];
        const auto count = static_cast<uint16_t>(packets);
        const uint16_t left = m_isBurst ? rte_gro_reassemble_burst(at, count, &m_param)
                                        : rte_gro_reassemble(at, count, m_context);
        std::copy(at, at + left, m_up.begin() + m_upCount);
        m_upCount += left;
    }

    void Flush() override
    {
        if (!m_isBurst)
        {
            m_upCount += rte_gro_timeout_flush(m_context,
                                               0,
                                               RTE_GRO_TCP_IPV4,
                                               &m_up[m_upCount],
                                               static_cast<uint16_t>(m_up.size() - m_upCount));
        }
    }

    void Drop() override
    {
        for (uint32_t i = 0; i < m_upCount; ++i)
        {
            rte_pktmbuf_free(m_up[i]);
        }
        m_delivered += m_upCount;
        m_upCount = 0;
    }

    uint64_t Delivered() const override
    {
        return m_delivered;
    }

  private:
    const bool m_isBurst;             //!< lightweight mode
    rte_mempool* m_pool;              //!< of the packets
    rte_gro_param m_param{};          //!< settings
    void* m_context;                  //!< tables
    std::vector<rte_mbuf*> m_packets; //!< of a burst
    std::vector<rte_mbuf*> m_up;      //!< what came out
    uint32_t m_upCount{0};            //!< how many of them
    uint64_t m_delivered{0};          //!< in all
};

/// rte_gso.
class DpdkSegmentSubject : public Subject
{
  public:
    DpdkSegmentSubject()
        : m_large(MakePool(15, LARGEST_ROOM)),
          m_direct(MakePool(1023, RTE_MBUF_DEFAULT_BUF_SIZE)),
          m_indirect(MakePool(1023, 0)),
          m_segments(2 * SEGMENTS)
    {
        m_context.direct_pool = m_direct;
        m_context.indirect_pool = m_indirect;
        m_context.gso_types = RTE_ETH_TX_OFFLOAD_TCP_TSO;
        m_context.gso_size = HEADERS + PAYLOAD;
    }

    ~DpdkSegmentSubject() override
    {
        rte_mempool_free(m_indirect);
        rte_mempool_free(m_direct);
        rte_mempool_free(m_large);
    }

    std::string Name() const override
    {
        return "rte_gso";
    }

    void Fill(Traffic& /*traffic*/, uint32_t packets) override
    {
        m_packet = MakePacket(m_large, MakeHeaders(0, packets * PAYLOAD), packets * PAYLOAD);
        m_packet->ol_flags = RTE_MBUF_F_TX_IPV4 | RTE_MBUF_F_TX_TCP_SEG | RTE_MBUF_F_TX_IP_CKSUM;
    }

    void Chill() override
    {
        ChillPacket(m_packet);
    }

    void Run(uint32_t /*first*/, uint32_t /*packets*/) override
    {
        m_count = rte_gso_segment(m_packet,
                                  &m_context,
                                  m_segments.data(),
                                  static_cast<uint16_t>(m_segments.size()));
    }

    void Flush() override
    {
    }

    void Drop() override
    {
        NS_ABORT_MSG_IF(m_count <= 0, "rte_gso refuses the packet: " << rte_strerror(-m_count));
        for (int i = 0; i < m_count; ++i)
        {
            rte_pktmbuf_free(m_segments[i]);
        }
        rte_pktmbuf_free(m_packet);
        m_delivered += m_count;
    }

    uint64_t Delivered() const override
    {
        return m_delivered;
    }

  private:
    rte_mempool* m_large;              //!< of super-packets
    rte_mempool* m_direct;             //!< of headers
    rte_mempool* m_indirect;           //!< of handles on payload
    rte_gso_ctx m_context{};           //!< settings
    rte_mbuf* m_packet{nullptr};       //!< the super-packet
    std::vector<rte_mbuf*> m_segments; //!< what came out
    int m_count{0};                    //!< how many of them, or an error
    uint64_t m_delivered{0};           //!< in all
};

} // namespace

bool
HasDpdk()
{
    return true;
}

void
StartDpdk()
{
    // One thread that may run on every processor, as without DPDK.
    const uint32_t processors = std::max(1U, std::thread::hardware_concurrency());
    std::string cores = "--lcores=0@(0-" + std::to_string(processors - 1) + ")";
    std::vector<std::string> words{"offload-engine-bench",
                                   "--no-huge",
                                   "--no-pci",
                                   "--no-shconf",
                                   "--no-telemetry",
                                   "-m",
                                   "128",
                                   cores,
                                   "--log-level=error"};
    std::vector<char*> arguments;
    for (std::string& word : words)
    {
        arguments.push_back(word.data());
    }
    if (rte_eal_init(static_cast<int>(arguments.size()), arguments.data()) < 0)
    {
        NS_FATAL_ERROR("DPDK does not start: " << rte_strerror(rte_errno));
    }
}

std::unique_ptr<Subject>
MakeDpdkGro(const ReceiveCase& wanted)
{
    return std::make_unique<DpdkGroSubject>(wanted);
}

std::unique_ptr<Subject>
MakeDpdkSegmentation()
{
    return std::make_unique<DpdkSegmentSubject>();
}

#else

bool
HasDpdk()
{
    return false;
}

void
StartDpdk()
{
}

std::unique_ptr<Subject>
MakeDpdkGro(const ReceiveCase& /*wanted*/)
{
    return nullptr;
}

std::unique_ptr<Subject>
MakeDpdkSegmentation()
{
    return nullptr;
}

#endif

} // namespace ns3::offload::bench
