/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RECEIVE_BUFFERS_H
#define OFFLOAD_RECEIVE_BUFFERS_H

#include "ns3/attribute-use.h"
#include "ns3/cpu-operation.h"
#include "ns3/object.h"
#include "ns3/offload-frame.h"
#include "ns3/received-packet.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace ns3
{

namespace offload
{
struct FrameReading;
} // namespace offload

/**
 * @ingroup offload
 * How a driver provides the memory that frames are received into.
 *
 * A scheme counts what it allocates and frees. The cost of freeing is part of the allocation's, as
 * a cost profile prices the pair; memory is freed when the stack has taken the packet.
 */
class ReceiveBuffers : public Object, private ReceiveMemory
{
  public:
    /// Allocations and frees.
    struct Counters
    {
        uint64_t skbs{0};       //!< sk_buffs allocated, each with its linear data
        uint64_t skbsFreed{0};  //!< sk_buffs freed
        uint64_t pages{0};      //!< pages allocated, of the scheme's order
        uint64_t pagesFreed{0}; //!< pages freed

        /**
         * @param other what another scheme has counted
         * @return the sum
         */
        Counters& operator+=(const Counters& other);
    };

    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    ~ReceiveBuffers() override;

    /**
     * Receive a packet: make it a frame.
     *
     * @param arrival the packet
     * @param reading how it is read
     * @param [in,out] frame an empty frame; gets head, frags, trueSize and buffers
     * @param [in,out] work is charged for the memory
     */
    void Receive(const Arrival& arrival,
                 const offload::FrameReading& reading,
                 offload::Frame& frame,
                 Work& work);

    /**
     * Pages: allocate the sk_buff that carries a frame or a session to the stack. Nothing is done
     * where frames are received into one.
     * @param [in,out] work is charged for it
     */
    void BuildSkb(Work& work);

    /**
     * @return true if frames lie in pages and get an sk_buff later, false if each has one
     */
    virtual bool IsPaged() const = 0;

    /**
     * @return what was allocated and freed
     */
    const Counters& GetCounters() const;

  protected:
    void DoDispose() override;

    /**
     * Find memory for a frame.
     *
     * @param bytes length of the frame from its link header
     * @param received where to note pages
     * @param [in,out] frame gets trueSize and buffers
     * @param [in,out] work is charged
     * @return number of buffers taken
     */
    virtual uint32_t Provide(uint32_t bytes,
                             ReceivedPacket& received,
                             offload::Frame& frame,
                             Work& work) = 0;

    /**
     * @return size of a buffer, bytes; 0 if a buffer is as large as its frame
     */
    virtual uint32_t GetBufferSize() const = 0;

    /**
     * Memory is no longer used.
     * @param received what lay in it
     */
    virtual void Reclaim(const ReceivedPacket& received) = 0;

    Counters m_counters; //!< allocations and frees

  private:
    void Release(ReceivedPacket& received) override;
    void NotifySkbFreed() override;

    std::vector<std::unique_ptr<ReceivedPacket>> m_all; //!< every record ever made
    std::vector<ReceivedPacket*> m_free;                //!< those not in use
};

/**
 * @ingroup offload
 * An sk_buff with linear data for each frame.
 */
class SkbReceiveBuffers : public ReceiveBuffers
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    bool IsPaged() const override;

  private:
    uint32_t Provide(uint32_t bytes,
                     ReceivedPacket& received,
                     offload::Frame& frame,
                     Work& work) override;
    uint32_t GetBufferSize() const override;
    void Reclaim(const ReceivedPacket& received) override;
};

/**
 * @ingroup offload
 * Pages of some order, divided into buffers that do not cross a 4 KB boundary.
 *
 * A frame takes as many whole buffers as it needs, in order of arrival; a new page begins when no
 * whole buffer is left. The sk_buff that carries the pages to the stack is allocated later.
 */
class PageReceiveBuffers : public ReceiveBuffers, public StartedObject
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    bool IsPaged() const override;
    std::string ExplainNoEffect(AttributeUse use) const override;

  private:
    uint32_t Provide(uint32_t bytes,
                     ReceivedPacket& received,
                     offload::Frame& frame,
                     Work& work) override;
    uint32_t GetBufferSize() const override;
    void Reclaim(const ReceivedPacket& received) override;

    /**
     * One buffer of a page is no longer used.
     * @param page the page
     */
    void ReleaseBuffer(uint64_t page);

    uint32_t m_order;      //!< attribute
    uint32_t m_bufferSize; //!< attribute

    uint32_t m_left{0};  //!< buffers left in the current page
    uint64_t m_first{0}; //!< the oldest page not freed
    /// Buffers of pages from m_first on that are in use or not yet taken.
    std::deque<uint32_t> m_inUse;
};

} // namespace ns3

#endif // OFFLOAD_RECEIVE_BUFFERS_H
