/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "replay-hook.h"

#include "engine/gro-engine.h"
#include "engine/lro-manager.h"
#include "receive/receive-charge.h"

#include "ns3/toeplitz-hash.h"

#include <utility>

namespace ns3::offload::replay
{

namespace
{

/// Nothing: every frame goes up.
class NoHook : public ReplayHook
{
  public:
    /// @param deliver where packets go
    explicit NoHook(PacketHandler deliver)
        : m_deliver(std::move(deliver))
    {
    }

    bool NeedsVerifiedChecksums() const override
    {
        return false;
    }

    uint32_t Receive(Frame& frame, uint64_t /* jiffies */, Work& /* work */) override
    {
        m_deliver(frame);
        return 1;
    }

    void FlushFlow(const Frame& /* frame */, Work& /* work */) override
    {
    }

    void EndPoll(PollFlush /* flush */, uint64_t /* jiffies */, Work& /* work */) override
    {
    }

    bool IsHolding() const override
    {
        return false;
    }

    std::vector<NamedCount> ListFlushes() const override
    {
        return {};
    }

    std::vector<NamedCount> ListPasses() const override
    {
        return {};
    }

  private:
    const PacketHandler m_deliver; //!< where packets go
};

/// LRO in software, as LroReceiveHook has it.
class LroHook : public ReplayHook, private LroSink
{
  public:
    /// @param settings settings @param mtu of the device @param deliver where packets go
    LroHook(const ReplaySettings& settings, uint32_t mtu, PacketHandler deliver)
        : m_deliver(std::move(deliver)),
          m_isPaged(settings.IsPaged()),
          m_manager(MakeConfig(settings, mtu), &m_locator, *this)
    {
    }

    bool NeedsVerifiedChecksums() const override
    {
        return true;
    }

    uint32_t Receive(Frame& frame, uint64_t /* jiffies */, Work& work) override
    {
        const std::optional<uint16_t> tag = frame.vlanTci;
        const LroReport report =
            m_isPaged ? m_manager.ReceiveFrags(frame, 0, tag) : m_manager.ReceiveSkb(frame, tag);
        ChargeLro(report, work);
        return report.skbHeadsAllocated;
    }

    void FlushFlow(const Frame& frame, Work& work) override
    {
        if (const auto location = m_locator.LocateInSkb(frame))
        {
            ChargeLro(m_manager.FlushPacket(frame, *location), work);
        }
    }

    void EndPoll(PollFlush /* flush */, uint64_t /* jiffies */, Work& work) override
    {
        ChargeLro(m_manager.FlushAll(), work);
    }

    bool IsHolding() const override
    {
        return m_manager.ActiveSessions() > 0;
    }

    std::vector<NamedCount> ListFlushes() const override
    {
        return ListCounts(m_manager.Counters().flushes);
    }

    std::vector<NamedCount> ListPasses() const override
    {
        return ListCounts(m_manager.Counters().reasons);
    }

  private:
    /// @param settings settings @param mtu of the device @return the engine's
    static LroConfig MakeConfig(const ReplaySettings& settings, uint32_t mtu)
    {
        LroConfig config = settings.MakeLroConfig();
        config.mtu = mtu;
        return config;
    }

    void Deliver(Frame& frame, const LroDelivery& /* delivery */) override
    {
        m_deliver(frame);
    }

    const PacketHandler m_deliver; //!< where packets go
    const bool m_isPaged;          //!< frames come in pages
    ParsingLroLocator m_locator;   //!< the driver's
    LroManager m_manager;          //!< the engine
};

/// Sockets that take all that there is: UDP's ask for merged datagrams.
class LocalSockets : public GroSockets
{
  public:
    GroSocket Find(const FlowKey& flow) const override
    {
        constexpr uint32_t PROTOCOL_MASK = 0xff; // in kind
        return (flow.kind & PROTOCOL_MASK) == protocol::UDP ? GroSocket::UDP_GRO : GroSocket::PLAIN;
    }
};

/// GRO, as GroReceiveHook has it.
class GroHook : public ReplayHook, private GroSink
{
  public:
    /// @param settings settings @param deliver where packets go
    GroHook(const ReplaySettings& settings, PacketHandler deliver)
        : m_deliver(std::move(deliver)),
          m_hasHash(settings.receiveHash),
          m_engine(settings.MakeGroConfig(), *this, settings.udpGro ? &m_sockets : nullptr)
    {
    }

    bool NeedsVerifiedChecksums() const override
    {
        return false;
    }

    uint32_t Receive(Frame& frame, uint64_t jiffies, Work& work) override
    {
        const uint32_t hash = m_hasHash ? m_hash.HashFlow(frame) : 0;
        const GroReport report = m_engine.Receive(frame, hash, jiffies);
        ChargeGroFrame(report, work);
        return report.outcome == GroOutcome::MERGED ? 0 : 1;
    }

    void FlushFlow(const Frame& /* frame */, Work& /* work */) override
    {
    }

    void EndPoll(PollFlush flush, uint64_t jiffies, Work& work) override
    {
        ChargeGro(flush == PollFlush::ALL ? m_engine.FlushAll() : m_engine.FlushOlderThan(jiffies),
                  work);
    }

    bool IsHolding() const override
    {
        return m_engine.PacketsHeld() > 0;
    }

    std::vector<NamedCount> ListFlushes() const override
    {
        return ListCounts(m_engine.Counters().flushes);
    }

    std::vector<NamedCount> ListPasses() const override
    {
        return ListCounts(m_engine.Counters().reasons);
    }

  private:
    void Deliver(Frame& frame, const GroDelivery& /* delivery */) override
    {
        m_deliver(frame);
    }

    const PacketHandler m_deliver; //!< where packets go
    const bool m_hasHash;          //!< the NIC gives a hash
    const ToeplitzHash m_hash;     //!< of the NIC
    const LocalSockets m_sockets;  //!< who receives, if anybody does
    GroEngine m_engine;            //!< the engine
};

} // namespace

std::unique_ptr<ReplayHook>
ReplayHook::Make(const ReplaySettings& settings, uint32_t mtu, PacketHandler deliver)
{
    switch (settings.Kind())
    {
    case Offload::LRO:
        return std::make_unique<LroHook>(settings, mtu, std::move(deliver));
    case Offload::GRO:
        return std::make_unique<GroHook>(settings, std::move(deliver));
    default:
        return std::make_unique<NoHook>(std::move(deliver));
    }
}

} // namespace ns3::offload::replay
