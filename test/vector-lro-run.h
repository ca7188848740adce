/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_VECTOR_LRO_RUN_H
#define OFFLOAD_VECTOR_LRO_RUN_H

#include "engine/lro-manager.h"
#include "vector-buffer.h"
#include "vector-lro-driver.h"
#include "vector-lro-parameters.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

/**
 * @file
 * @ingroup offload-test
 * Running of recorded cases of the 2007 LRO.
 */

namespace ns3::offload::vectors
{

/// The two modes of a case.
enum class LroMode : uint8_t
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
    LroRun(const LroParameters& parameters, LroMode mode, const std::vector<Bytes>& input);

    /// @param op one of a case's operations
    void Do(const json& op);

    /// @return the counters, as the records have them
    json Stats() const;

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
    /// @param index a frame: it comes from the wire
    void Receive(uint32_t index);
    /// @param index a frame: what is held of its flow must go up
    void FlushFlowOf(uint32_t index);
    /// @param index a frame: the driver hands it up itself
    void Bypass(uint32_t index);
    /// @param index a frame's number @return the frame
    const NicFrame& NicFrameAt(uint32_t index) const;
    void Deliver(Frame& frame, const LroDelivery& delivery) override;
    /**
     * Note a frame that has come up.
     * @param frame the frame
     * @param kind how it comes
     * @param via by which function
     * @param mode whose buffers it is made of
     */
    void Note(const Frame& frame, const char* kind, const char* via, LroMode mode);

    const LroParameters& m_parameters;    //!< of the case
    const LroMode m_mode;                 //!< of this run
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

} // namespace ns3::offload::vectors

#endif // OFFLOAD_VECTOR_LRO_RUN_H
