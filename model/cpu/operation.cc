/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/operation.h"

namespace ns3
{

namespace
{

// In the order of the enum, which the size of the array and a test check.
const std::array<OperationInfo, N_OPERATIONS> OPERATIONS{{
    {"take_interrupt",
     "interrupt",
     CostCategory::INTERRUPT,
     "Enter and leave the handler, mask the queue's interrupt, schedule NAPI."},
    {"call_poll", "poll", CostCategory::DRIVER, "Call a queue's poll function once."},
    {"read_rx_descriptor",
     "frame",
     CostCategory::DRIVER,
     "Read a receive descriptor, unmap its buffer and build the frame around it."},
    {"load_header",
     "frame",
     CostCategory::DRIVER,
     "Bring a frame's headers into the cache, where the NIC's DMA has left them cold."},
    {"refill_rx_buffer", "buffer", CostCategory::DRIVER, "Map a buffer and post it to the ring."},
    {"allocate_skb_head",
     "skb",
     CostCategory::ALLOCATION,
     "Allocate, initialise and later free an sk_buff without its data."},
    {"allocate_data_buffer",
     "buffer",
     CostCategory::ALLOCATION,
     "Allocate and later free the linear data of an sk_buff."},
    {"allocate_page",
     "page",
     CostCategory::ALLOCATION,
     "Allocate and later free one page of any order."},
    {"allocate_page_order",
     "order",
     CostCategory::ALLOCATION,
     "Surcharge of a page for each order above 0."},
    {"link_fragment",
     "fragment",
     CostCategory::AGGREGATION,
     "Hang a page fragment or a list member into an sk_buff."},
    {"compare_flow",
     "comparison",
     CostCategory::AGGREGATION,
     "Compare a frame with one flow that is held."},
    {"merge_segment",
     "segment",
     CostCategory::AGGREGATION,
     "Check a segment against the merge rules and account for it."},
    {"checksum_byte", "byte", CostCategory::CHECKSUM, "Sum a byte, where the NIC does not."},
    {"deliver_packet",
     "packet",
     CostCategory::STACK,
     "Take a data packet of any size through IP and TCP or UDP to the socket, and wake its "
     "reader."},
    {"process_ack",
     "packet",
     CostCategory::STACK,
     "Take a packet without payload through IP and TCP."},
    {"forward_packet",
     "packet",
     CostCategory::STACK,
     "Take a packet of any size from one driver through IP and the queue disc to another."},
    {"bridge_packet",
     "packet",
     CostCategory::STACK,
     "Take a packet of any size from one driver through a bridge to another."},
    {"queue_backlog",
     "packet",
     CostCategory::STACK,
     "Put a packet on a core's backlog queue and take it off again, as the loopback device does."},
    {"pass_packet",
     "packet",
     CostCategory::TRANSMIT,
     "Pass a packet over the border of a guest: a ring entry and its answer, on either side."},
    {"pass_page",
     "page",
     CostCategory::TRANSMIT,
     "Pass a page over the border of a guest: grant or map it, on either side."},
    {"build_ack", "packet", CostCategory::STACK, "Decide on and build a packet without payload."},
    {"transmit_packet",
     "packet",
     CostCategory::TRANSMIT,
     "Take a packet from TCP or UDP through IP and the queue disc to the driver."},
    {"segment_packet",
     "segment",
     CostCategory::SEGMENTATION,
     "Cut a segment off a super-packet: an sk_buff, a copy of the headers, a share of the pages."},
    {"map_page", "page", CostCategory::TRANSMIT, "Map a page of a super-packet for the NIC."},
    {"post_tx_descriptor",
     "frame",
     CostCategory::TRANSMIT,
     "Map a packet and post it to the transmit ring."},
    {"reclaim_tx_descriptor",
     "frame",
     CostCategory::TRANSMIT,
     "Unmap a transmitted frame and free it."},
    {"switch_task", "switch", CostCategory::SCHEDULING, "Switch a core to a task."},
    {"enter_syscall", "call", CostCategory::SYSCALL, "Enter and leave a read or write call."},
    {"copy_byte",
     "byte",
     CostCategory::COPY,
     "Copy a byte, between user and kernel or into a linear buffer."},
}};

const std::array<const char*, N_COST_CATEGORIES> CATEGORIES{{
    "interrupt",
    "driver",
    "allocation",
    "aggregation",
    "checksum",
    "stack",
    "segmentation",
    "transmit",
    "scheduling",
    "syscall",
    "copy",
}};

} // namespace

const OperationInfo&
GetOperationInfo(Operation operation)
{
    return OPERATIONS[static_cast<std::size_t>(operation)];
}

const char*
GetCostCategoryName(CostCategory category)
{
    return CATEGORIES[static_cast<std::size_t>(category)];
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
