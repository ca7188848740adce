/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/cpu-operation.h"

#include <ostream>

namespace ns3
{

namespace
{

/**
 * @param table rows, each with the value of an enum that it is for
 * @return true if there is one row a value, in the order of the enum
 */
template <typename Row, std::size_t N>
constexpr bool
IsComplete(const Row (&table)[N])
{
    for (std::size_t i = 0; i < N; i++)
    {
        if (static_cast<std::size_t>(table[i].value) != i)
        {
            return false;
        }
    }
    return N == static_cast<std::size_t>(decltype(Row::value)::COUNT);
}

/// What is known of operations, in the order of the enum.
constexpr OperationInfo OPERATIONS[]{
    {Operation::TAKE_INTERRUPT,
     "take_interrupt",
     "interrupt",
     CostCategory::INTERRUPT,
     "Enter and leave the handler, mask the queue's interrupt, schedule NAPI."},
    {Operation::TAKE_TIMER_INTERRUPT,
     "take_timer_interrupt",
     "interrupt",
     CostCategory::INTERRUPT,
     "Take the interrupt of a core's high-resolution timer, which no device has raised, and call "
     "the timer's function: NAPI's, which schedules a poll."},
    {Operation::TAKE_IPI,
     "take_ipi",
     "interrupt",
     CostCategory::INTERRUPT,
     "Take the interrupt of another core of the host, which has put the first packet on this "
     "core's backlog (RPS)."},
    {Operation::CALL_POLL,
     "call_poll",
     "poll",
     CostCategory::DRIVER,
     "Call a queue's poll function once."},
    {Operation::READ_RX_DESCRIPTOR,
     "read_rx_descriptor",
     "frame",
     CostCategory::DRIVER,
     "Read a receive descriptor, unmap its buffer and build the frame around it."},
    {Operation::LOAD_HEADER,
     "load_header",
     "frame",
     CostCategory::DRIVER,
     "Bring a frame's headers into the cache, where the NIC's DMA has left them cold."},
    {Operation::REFILL_RX_BUFFER,
     "refill_rx_buffer",
     "buffer",
     CostCategory::DRIVER,
     "Map a buffer and post it to the ring."},
    {Operation::ALLOCATE_SKB_HEAD,
     "allocate_skb_head",
     "skb",
     CostCategory::ALLOCATION,
     "Allocate, initialise and later free an sk_buff without its data."},
    {Operation::ALLOCATE_DATA_BUFFER,
     "allocate_data_buffer",
     "buffer",
     CostCategory::ALLOCATION,
     "Allocate and later free the linear data of an sk_buff."},
    {Operation::ALLOCATE_PAGE,
     "allocate_page",
     "page",
     CostCategory::ALLOCATION,
     "Allocate and later free one page of any order."},
    {Operation::ALLOCATE_PAGE_ORDER,
     "allocate_page_order",
     "order",
     CostCategory::ALLOCATION,
     "Surcharge of a page for each order above 0."},
    {Operation::LINK_FRAGMENT,
     "link_fragment",
     "fragment",
     CostCategory::AGGREGATION,
     "Hang a page fragment or a list member into an sk_buff."},
    {Operation::COMPARE_FLOW,
     "compare_flow",
     "comparison",
     CostCategory::AGGREGATION,
     "Compare a frame with one flow that is held."},
    {Operation::MERGE_SEGMENT,
     "merge_segment",
     "segment",
     CostCategory::AGGREGATION,
     "Check a segment against the merge rules and account for it."},
    {Operation::CHECKSUM_BYTE,
     "checksum_byte",
     "byte",
     CostCategory::CHECKSUM,
     "Sum a byte, where the NIC does not."},
    {Operation::DELIVER_PACKET,
     "deliver_packet",
     "packet",
     CostCategory::STACK,
     "Take a data packet of any size through IP and TCP or UDP to the socket, and wake its "
     "reader."},
    {Operation::PROCESS_ACK,
     "process_ack",
     "packet",
     CostCategory::STACK,
     "Take a packet without payload through IP and TCP."},
    {Operation::REASSEMBLE_FRAGMENT,
     "reassemble_fragment",
     "fragment",
     CostCategory::STACK,
     "Take a fragment through IP, find its datagram and put it in its place there. The whole "
     "datagram is then delivered."},
    {Operation::FORWARD_PACKET,
     "forward_packet",
     "packet",
     CostCategory::STACK,
     "Take a packet of any size from one driver through IP and the queue disc to another."},
    {Operation::BRIDGE_PACKET,
     "bridge_packet",
     "packet",
     CostCategory::STACK,
     "Take a packet of any size from one driver through a bridge to another."},
    {Operation::QUEUE_BACKLOG,
     "queue_backlog",
     "packet",
     CostCategory::STACK,
     "Put a packet on a core's backlog queue and take it off again, as the loopback device does."},
    {Operation::PASS_PACKET,
     "pass_packet",
     "packet",
     CostCategory::TRANSMIT,
     "Pass a packet over the border of a guest: a ring entry and its answer, on either side."},
    {Operation::PASS_PAGE,
     "pass_page",
     "page",
     CostCategory::TRANSMIT,
     "Pass a page over the border of a guest: grant or map it, on either side."},
    {Operation::BUILD_ACK,
     "build_ack",
     "packet",
     CostCategory::STACK,
     "Decide on and build a packet without payload."},
    {Operation::TRANSMIT_PACKET,
     "transmit_packet",
     "packet",
     CostCategory::TRANSMIT,
     "Take a packet from TCP or UDP through IP and the queue disc to the driver."},
    {Operation::SEGMENT_PACKET,
     "segment_packet",
     "segment",
     CostCategory::SEGMENTATION,
     "Segment a super-packet, or fragment a datagram in IP, for each segment: an sk_buff, a copy "
     "of "
     "the headers, a share of the pages."},
    {Operation::MAP_PAGE,
     "map_page",
     "page",
     CostCategory::TRANSMIT,
     "Map a page of a super-packet for the NIC."},
    {Operation::POST_TX_DESCRIPTOR,
     "post_tx_descriptor",
     "frame",
     CostCategory::TRANSMIT,
     "Map a packet and post it to the transmit ring."},
    {Operation::RECLAIM_TX_DESCRIPTOR,
     "reclaim_tx_descriptor",
     "frame",
     CostCategory::TRANSMIT,
     "Unmap a transmitted frame and free it."},
    {Operation::SWITCH_TASK,
     "switch_task",
     "switch",
     CostCategory::SCHEDULING,
     "Switch a core to a task."},
    {Operation::WAKE_TASK,
     "wake_task",
     "wake-up",
     CostCategory::SCHEDULING,
     "Wake a task that sleeps on another core: put it on that core's run queue, and interrupt the "
     "core."},
    {Operation::ENTER_SYSCALL,
     "enter_syscall",
     "call",
     CostCategory::SYSCALL,
     "Enter and leave a read or write call."},
    {Operation::COPY_BYTE,
     "copy_byte",
     "byte",
     CostCategory::COPY,
     "Copy a byte, between user and kernel or into a linear buffer."},
    {Operation::PIN_PAGE,
     "pin_page",
     "page",
     CostCategory::COPY,
     "Take hold of a page of the writer, which is sent from there, and let go of it."},
    {Operation::TAKE_NOTIFICATION,
     "take_notification",
     "notification",
     CostCategory::SYSCALL,
     "Tell a writer that its pages are free again: queue a notification, and read it from the "
     "socket's error queue by a call of its own."},
};
static_assert(IsComplete(OPERATIONS), "one row an operation, in the order of the enum");

/// Name of a category.
struct CategoryName
{
    CostCategory value; //!< the category
    const char* name;   //!< its name in reports
};

/// Names of categories, in the order of the enum.
constexpr CategoryName CATEGORIES[]{
    {CostCategory::INTERRUPT, "interrupt"},
    {CostCategory::DRIVER, "driver"},
    {CostCategory::ALLOCATION, "allocation"},
    {CostCategory::AGGREGATION, "aggregation"},
    {CostCategory::CHECKSUM, "checksum"},
    {CostCategory::STACK, "stack"},
    {CostCategory::SEGMENTATION, "segmentation"},
    {CostCategory::TRANSMIT, "transmit"},
    {CostCategory::SCHEDULING, "scheduling"},
    {CostCategory::SYSCALL, "syscall"},
    {CostCategory::COPY, "copy"},
};
static_assert(IsComplete(CATEGORIES), "one row a category, in the order of the enum");

} // namespace

const OperationInfo&
GetOperationInfo(Operation operation)
{
    return OPERATIONS[static_cast<std::size_t>(operation)];
}

const char*
GetCostCategoryName(CostCategory category)
{
    return CATEGORIES[static_cast<std::size_t>(category)].name;
}

std::ostream&
operator<<(std::ostream& os, Operation operation)
{
    return os << GetOperationInfo(operation).name;
}

std::ostream&
operator<<(std::ostream& os, CostCategory category)
{
    return os << GetCostCategoryName(category);
}

Work::Work(Operation operation, uint32_t count)
{
    Add(operation, count);
}

Work&
Work::Add(Operation operation, uint32_t count)
{
    m_counts[static_cast<std::size_t>(operation)] += count;
    return *this;
}

Work&
Work::Add(const Work& other)
{
    for (std::size_t i = 0; i < N_OPERATIONS; i++)
    {
        m_counts[i] += other.m_counts[i];
    }
    return *this;
}

uint32_t
Work::Count(Operation operation) const
{
    return m_counts[static_cast<std::size_t>(operation)];
}

} // namespace ns3
