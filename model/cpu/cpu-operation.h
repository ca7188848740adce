/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_OPERATION_H
#define OFFLOAD_OPERATION_H

#include <array>
#include <cstddef>
#include <cstdint>
#include <iosfwd>

namespace ns3
{

/**
 * @ingroup offload
 * What a host does to an object, and what a cost profile puts a price on.
 *
 * An operation is named verb_object. It never names a mode, a path or an experiment: a profile
 * with a number of its own for each row of a table would explain nothing.
 *
 * A new one is written here, in the table of cpu-operation.cc, and where a host does it. Each
 * profile then has to give its price; one that does not is refused, with what is missing.
 */
enum class Operation : uint8_t
{
    TAKE_INTERRUPT,
    TAKE_TIMER_INTERRUPT,
    TAKE_IPI,
    CALL_POLL,
    READ_RX_DESCRIPTOR,
    LOAD_HEADER,
    REFILL_RX_BUFFER,
    ALLOCATE_SKB_HEAD,
    ALLOCATE_DATA_BUFFER,
    ALLOCATE_PAGE,
    ALLOCATE_PAGE_ORDER,
    LINK_FRAGMENT,
    COMPARE_FLOW,
    MERGE_SEGMENT,
    CHECKSUM_BYTE,
    DELIVER_PACKET,
    PROCESS_ACK,
    REASSEMBLE_FRAGMENT,
    FORWARD_PACKET,
    BRIDGE_PACKET,
    QUEUE_BACKLOG,
    PASS_PACKET,
    PASS_PAGE,
    BUILD_ACK,
    TRANSMIT_PACKET,
    SEGMENT_PACKET,
    MAP_PAGE,
    POST_TX_DESCRIPTOR,
    RECLAIM_TX_DESCRIPTOR,
    SWITCH_TASK,
    WAKE_TASK,
    ENTER_SYSCALL,
    COPY_BYTE,
    PIN_PAGE,
    TAKE_NOTIFICATION,
    COUNT //!< number of operations
};

/// Number of operations.
constexpr std::size_t N_OPERATIONS = static_cast<std::size_t>(Operation::COUNT);

/**
 * @ingroup offload
 * What a report splits the busy time of a core by.
 */
enum class CostCategory : uint8_t
{
    INTERRUPT,
    DRIVER,
    ALLOCATION,
    AGGREGATION,
    CHECKSUM,
    STACK,
    SEGMENTATION,
    TRANSMIT,
    SCHEDULING,
    SYSCALL,
    COPY,
    COUNT //!< number of categories
};

/// Number of cost categories.
constexpr std::size_t N_COST_CATEGORIES = static_cast<std::size_t>(CostCategory::COUNT);

/**
 * @ingroup offload
 * The fixed facts about an operation.
 */
struct OperationInfo
{
    Operation value;       //!< the operation
    const char* name;      //!< name in a cost profile, verb_object
    const char* unit;      //!< what its cycles are per
    CostCategory category; //!< where a report counts it
    const char* text;      //!< what is done, in one sentence
};

/**
 * @param operation the operation
 * @return its facts
 */
const OperationInfo& GetOperationInfo(Operation operation);

/**
 * @param category the category
 * @return its name in reports
 */
const char* GetCostCategoryName(CostCategory category);

/**
 * Print the name of an operation.
 * @param os where to
 * @param operation the operation
 * @return the stream
 */
std::ostream& operator<<(std::ostream& os, Operation operation);

/**
 * Print the name of a category.
 * @param os where to
 * @param category the category
 * @return the stream
 */
std::ostream& operator<<(std::ostream& os, CostCategory category);

/**
 * @ingroup offload
 * What one job of a core consists of: how often each operation is done.
 */
class Work
{
  public:
    Work() = default;

    /**
     * Work of one operation.
     * @param operation the operation
     * @param count how often
     */
    explicit Work(Operation operation, uint32_t count = 1);

    /**
     * @param operation the operation
     * @param count how often (once, or per byte for operations on bytes)
     * @return this, so that calls can be chained
     */
    Work& Add(Operation operation, uint32_t count = 1);

    /**
     * Add all of another's operations.
     * @param other the other
     * @return this
     */
    Work& Add(const Work& other);

    /**
     * @param operation the operation
     * @return how often it is done
     */
    uint32_t Count(Operation operation) const;

  private:
    std::array<uint32_t, N_OPERATIONS> m_counts{}; //!< by operation
};

} // namespace ns3

#endif // OFFLOAD_OPERATION_H
