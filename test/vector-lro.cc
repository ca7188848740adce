/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "vector-lro.h"

#include "vector-buffer.h"
#include "vector-lro-driver.h"

#include "ns3/lro-manager.h"

#include <fmt/format.h>
#include <map>
#include <set>

/**
 * @file
 * @ingroup offload-test
 * Running and comparing recorded cases of the 2007 LRO.
 */

namespace ns3::offload::vectors
{

namespace
{

/**
 * Look a word up.
 * @param words what is known
 * @param word what a case says
 * @param what the field, for the message
 * @param name the case, for the message
 * @return its meaning
 */
template <typename T>
T
Meaning(const std::map<std::string, T>& words,
        const std::string& word,
        const std::string& what,
        const std::string& name)
{
    const auto found = words.find(word);
    if (found == words.end())
    {
        throw VectorError(fmt::format("case {}: {} \"{}\" is unknown; this program may be older "
                                      "than the case set",
                                      name,
                                      what,
                                      word));
    }
    return found->second;
}

/// A case's parameters.
struct Parameters
{
    LroConfig config;             //!< of the manager
    ChecksumState driverIpSummed; //!< skb mode: of frames as the driver hands them in
    bool hasLocator;              //!< whether the driver has a header locator
    LocatorKind locator;          //!< which
    VlanMode vlan;                //!< tags
    uint32_t pageSize;            //!< bytes
    uint32_t bufferSize;          //!< bytes
    uint32_t firstSplit;          //!< bytes, 0: none

    /// @return where the locator looks for a tag
    TagPlace Tags() const
    {
        return vlan == VlanMode::HWACCEL_EXTRACT ? TagPlace::EXTRACTED : TagPlace::IN_BAND;
    }
};

/// @param number a value of skb->ip_summed @param name the case @return what it means
ChecksumState
ToChecksumState(uint32_t number, const std::string& name)
{
    if (number > static_cast<uint32_t>(ChecksumState::PARTIAL))
    {
        throw VectorError(
            fmt::format("case {}: ip_summed {} is unknown; use 0 to 3", name, number));
    }
    return static_cast<ChecksumState>(number);
}

/// @param testCase a case @return its parameters
Parameters
ReadParameters(const json& testCase)
{
    const std::string name = testCase.at("name");
    const json& from = testCase.at("params");
    Parameters to{};
    to.config.maxDesc = from.at("max_desc");
    to.config.maxAggr = from.at("max_aggr");
    to.config.mtu = from.at("mtu");
    to.config.napi = false;
    for (const std::string feature : from.at("features"))
    {
        bool LroConfig::*const flag = Meaning<bool LroConfig::*>(
            {{"NAPI", &LroConfig::napi}, {"EXTRACT_VLAN_ID", &LroConfig::extractVlanId}},
            feature,
            "feature",
            name);
        to.config.*flag = true;
    }
    to.config.ipSummed = ToChecksumState(from.at("ip_summed"), name);
    to.config.ipSummedAggr = ToChecksumState(from.at("ip_summed_aggr"), name);
    to.config.fragAlignPad = from.at("frag_align_pad");
    to.driverIpSummed = ToChecksumState(from.at("driver_ip_summed"), name);
    to.hasLocator = from.at("header_callback");
    to.locator = Meaning<LocatorKind>({{"basic", LocatorKind::BASIC},
                                       {"strict", LocatorKind::STRICT},
                                       {"strict_csum", LocatorKind::STRICT_CSUM},
                                       {"strict_flags", LocatorKind::STRICT_FLAGS}},
                                      from.at("header_fn"),
                                      "header_fn",
                                      name);
    to.vlan = Meaning<VlanMode>({{"none", VlanMode::NONE},
                                 {"inband", VlanMode::INBAND},
                                 {"hwaccel", VlanMode::HWACCEL},
                                 {"hwaccel_extract", VlanMode::HWACCEL_EXTRACT}},
                                from.at("vlan"),
                                "vlan",
                                name);
    to.pageSize = from.at("page_size");
    to.bufferSize = from.at("rx_buf_size");
    to.firstSplit = from.at("first_split");
    const std::string fault = to.config.FindFault();
    if (!fault.empty())
    {
        throw VectorError(fmt::format("case {}: {}", name, fault));
    }
    if (to.bufferSize == 0 || to.bufferSize > to.pageSize)
    {
        throw VectorError(fmt::format("case {}: rx_buf_size is {} bytes; use 1 to page_size, {}",
                                      name,
                                      to.bufferSize,
                                      to.pageSize));
    }
    return to;
}

/// @param verdict on a checksum @return as the records have it
json
ToJson(std::optional<bool> verdict)
{
    return verdict ? json(*verdict ? "good" : "bad") : json();
}

/// The two modes of a case.
enum class RunMode : uint8_t
{
    SKB,
    FRAGS,
};

/// One case in one mode: the driver, and the stack that notes what comes up.
class LroRun : private LroSink
{
  public:
    /**
     * @param parameters of the case
     * @param mode of the run
     * @param input its frames as on the wire
     */
    LroRun(const Parameters& parameters, RunMode mode, const std::vector<Bytes>& input)
        : m_parameters(parameters),
          m_mode(mode),
          m_frames(TakeTags(input, parameters.vlan)),
          m_locator(parameters.locator, parameters.Tags(), m_frames),
          m_pages(parameters.pageSize, parameters.bufferSize, parameters.firstSplit),
          m_manager(parameters.config,
                    parameters.hasLocator ? &m_locator : nullptr,
                    static_cast<LroSink&>(*this))
    {
    }

    /// @param op one of a case's operations
    void Do(const json& op)
    {
        const std::string what = op.at("op");
        if (what == "receive")
        {
            for (const uint32_t index : op.at("frames"))
            {
                m_afterFrame = index;
                Receive(index);
            }
        }
        else if (what == "flush_all")
        {
            m_manager.FlushAll();
        }
        else if (what == "flush_pkt")
        {
            FlushFlowOf(op.at("frame"));
        }
        else if (what == "bypass")
        {
            m_afterFrame = op.at("frame").get<uint32_t>();
            Bypass(op.at("frame"));
        }
        else
        {
            throw VectorError(fmt::format("operation \"{}\" is unknown; this program may be older "
                                          "than the case set",
                                          what));
        }
        m_afterFrame = json();
        ++m_op;
        json state = Stats();
        state["delivered"] = m_records.size();
        state["active_sessions"] = m_manager.ActiveSessions();
        m_afterOps.push_back(state);
    }

    /// @return the counters, as the records have them
    json Stats() const
    {
        const LroCounters& counters = m_manager.Counters();
        return {{"aggregated", counters.aggregated},
                {"flushed", counters.flushed},
                {"no_desc", counters.noDesc}};
    }

    /// @return the state after each operation, as the records have it
    const json& AfterOps() const
    {
        return m_afterOps;
    }

    /// @return what came up, as the records have it
    const std::vector<json>& Records() const
    {
        return m_records;
    }

    /// @return the bytes of what came up
    const std::vector<Bytes>& Output() const
    {
        return m_output;
    }

  private:
    /// @param input frames as on the wire @param mode what to do with tags @return as in memory
    static std::vector<NicFrame> TakeTags(const std::vector<Bytes>& input, VlanMode mode)
    {
        std::vector<NicFrame> frames;
        for (const Bytes& bytes : input)
        {
            frames.push_back(ReceiveByNic(bytes, mode));
        }
        return frames;
    }

    /// @param index a frame: it comes from the wire
    void Receive(uint32_t index)
    {
        const NicFrame& from = NicFrameAt(index);
        if (m_mode == RunMode::SKB)
        {
            FillFrame(m_frame, from.bytes, index);
            m_frame.checksumState = m_parameters.driverIpSummed;
            m_manager.ReceiveSkb(m_frame, from.tci);
        }
        else
        {
            constexpr uint32_t FIRST_SUM = 65536; // makes the sum tell the frame
            m_pages.Fill(m_frame, from.bytes, index);
            m_manager.ReceiveFrags(m_frame, FIRST_SUM + index, from.tci);
        }
    }

    /// @param index a frame: what is held of its flow must go up
    void FlushFlowOf(uint32_t index)
    {
        FillFrame(m_frame, NicFrameAt(index).bytes, index);
        const std::optional<HeaderLocation> location = m_locator.LocateBasic(m_frame);
        if (location)
        {
            m_manager.FlushPacket(m_frame, *location);
        }
        m_frame.Clear();
    }

    /// @param index a frame: the driver hands it up itself
    void Bypass(uint32_t index)
    {
        const NicFrame& from = NicFrameAt(index);
        FillFrame(m_frame, from.bytes, index);
        m_frame.checksumState = m_parameters.driverIpSummed;
        m_frame.vlanTci = from.tci;
        Note(m_frame, "bypass", "bypass", RunMode::SKB);
        m_frame.Clear();
    }

    /// @param index a frame's number @return the frame
    const NicFrame& NicFrameAt(uint32_t index) const
    {
        if (index >= m_frames.size())
        {
            throw VectorError(
                fmt::format("frame {} is not in the input of {} frames; copy the case "
                            "set again",
                            index,
                            m_frames.size()));
        }
        return m_frames[index];
    }

    void Deliver(Frame& frame, const LroDelivery& delivery) override
    {
        Note(frame, delivery.isSession ? "session" : "pass", ToString(delivery.upcall), m_mode);
        if (m_mode == RunMode::FRAGS)
        {
            m_records.back()["csum"] = frame.checksum;
        }
    }

    /**
     * Note a frame that has come up.
     * @param frame the frame
     * @param kind how it comes
     * @param via by which function
     * @param mode whose buffers it is made of
     */
    void Note(const Frame& frame, const char* kind, const char* via, RunMode mode)
    {
        Bytes bytes = LinearBytes(frame);
        const ChecksumVerdict verdict = JudgeChecksums(bytes, m_parameters.Tags());
        if (m_parameters.vlan == VlanMode::HWACCEL_EXTRACT && bytes.size() > ethernet::TYPE + 1 &&
            Load16(&bytes[ethernet::TYPE]) == ethernet::TYPE_8021Q)
        {
            // The recording shows what the stack sees, to which the tag is not in the frame.
            Store16(&bytes[ethernet::TYPE], ethernet::TYPE_IPV4);
        }
        json record = {{"index", m_records.size()},
                       {"op", m_op},
                       {"after_frame", m_afterFrame},
                       {"kind", kind},
                       {"segments", FramesIn(frame)},
                       {"n_segs", frame.segments},
                       {"gso_size", frame.gsoSize},
                       {"ip_summed", static_cast<uint32_t>(frame.checksumState)},
                       {"via", via},
                       {"vlan_tci", frame.vlanTci ? json(*frame.vlanTci) : json()},
                       {"length", frame.length},
                       {"ip_csum", ToJson(verdict.ip)},
                       {"tcp_csum", ToJson(verdict.tcp)},
                       {"alloc", Buffers(frame, mode)}};
        m_records.push_back(std::move(record));
        m_output.push_back(std::move(bytes));
    }

    /// @param frame a frame @param mode whose buffers @return the buffers, as the records have them
    static json Buffers(const Frame& frame, RunMode mode)
    {
        json buffers = {{"skb_heads", frame.buffers.skbHeads},
                        {"frag_list_members", frame.buffers.fragListMembers},
                        {"frags", frame.buffers.frags},
                        {"linear_bytes", frame.buffers.linearBytes}};
        if (mode == RunMode::FRAGS)
        {
            std::set<uint32_t> pages;
            std::vector<uint32_t> sizes;
            for (const Piece& piece : frame.pieces)
            {
                pages.insert(ByteBuffer::Of(piece).Page());
                sizes.push_back(piece.Length());
            }
            buffers["pages"] = pages.size();
            buffers["head_alloc_bytes"] = frame.buffers.headAllocBytes;
            buffers["frag_sizes"] = sizes;
        }
        return buffers;
    }

    const Parameters& m_parameters;       //!< of the case
    const RunMode m_mode;                 //!< of this run
    const std::vector<NicFrame> m_frames; //!< input as it reaches memory
    RecordedLocator m_locator;            //!< the driver's
    PageAllocator m_pages;                //!< the driver's
    LroManager m_manager;                 //!< what is tested
    Frame m_frame;                        //!< used for one frame after another, as a driver would
    uint32_t m_op{0};                     //!< operations done
    json m_afterFrame;                    //!< frame that is being received, or null
    json m_afterOps = json::array();      //!< state after each operation
    std::vector<json> m_records;          //!< what came up
    std::vector<Bytes> m_output;          //!< its bytes
};

/// @param run a finished run @param expect what was recorded @param output recorded bytes
/// @return the first difference, or ""
std::string
Compare(const LroRun& run, const json& expect, const std::vector<Bytes>& output)
{
    const json& records = expect.at("out");
    const std::size_t common = std::min(records.size(), run.Records().size());
    for (std::size_t i = 0; i < common; ++i)
    {
        const std::string where = fmt::format("out[{}]", i);
        std::string difference = FirstDifference(records[i], run.Records()[i], where);
        if (difference.empty() && i < output.size())
        {
            difference = FirstDifference(output[i], run.Output()[i], where);
        }
        if (!difference.empty())
        {
            return difference;
        }
    }
    if (records.size() != run.Records().size() || output.size() != run.Output().size())
    {
        return fmt::format("out: expected {} records with {} frames, got {}",
                           records.size(),
                           output.size(),
                           run.Records().size());
    }
    const json& states = expect.at("after_op");
    for (std::size_t i = 0; i < std::min(states.size(), run.AfterOps().size()); ++i)
    {
        const std::string difference =
            FirstDifference(states[i], run.AfterOps()[i], fmt::format("after_op[{}]", i));
        if (!difference.empty())
        {
            return difference;
        }
    }
    if (states.size() != run.AfterOps().size())
    {
        return fmt::format("after_op: expected {} operations, got {}",
                           states.size(),
                           run.AfterOps().size());
    }
    return FirstDifference(expect.at("stats"), run.Stats(), "stats");
}

} // namespace

bool
LroVectors::Recognises(const json& set) const
{
    const json& first = set.at("cases").at(0);
    return first.contains("ops") && first.contains("modes") && first.contains("params");
}

void
LroVectors::Run(const std::filesystem::path& folder,
                const json& testCase,
                const Report& report) const
{
    const std::string name = testCase.at("name");
    const Parameters parameters = ReadParameters(testCase);
    const std::vector<Bytes> input = ReadFrames(folder, testCase, ".in.pcap");
    for (const std::string mode : testCase.at("modes"))
    {
        const json& expect = testCase.at("expect").at(mode);
        const auto runMode = Meaning<RunMode>({{"skb", RunMode::SKB}, {"frags", RunMode::FRAGS}},
                                              mode,
                                              "mode",
                                              name);
        LroRun run(parameters, runMode, input);
        for (const json& op : testCase.at("ops"))
        {
            run.Do(op);
        }
        const std::vector<Bytes> output = ReadFrames(folder, testCase, "." + mode + ".out.pcap");
        report(name + " (" + mode + ")", Compare(run, expect, output));
    }
}

} // namespace ns3::offload::vectors
