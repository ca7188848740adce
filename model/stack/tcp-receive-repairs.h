/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TCP_RECEIVE_REPAIRS_H
#define OFFLOAD_TCP_RECEIVE_REPAIRS_H

#include "stack/stretch-ack.h"
#include "stack/true-size-window.h"

#include "ns3/node.h"
#include "ns3/offload-frame.h"

#include <memory>

namespace ns3
{

/**
 * @ingroup offload
 * What stock TCP of a host has to be told about packets before it gets them: how many segments they
 * stand for, and what memory they occupy.
 */
class TcpReceiveRepairs
{
  public:
    /**
     * @param node the host
     * @param chargesTrueSize whether memory is charged to receive buffers
     */
    TcpReceiveRepairs(Ptr<Node> node, bool chargesTrueSize);

    /**
     * A frame is about to go up to TCP.
     * @param frame the frame, with a TCP header
     */
    void BeforeDelivery(const offload::Frame& frame);

  private:
    /**
     * A segment without data has come: if it is a probe of a window, its socket answers.
     * @param frame the frame
     */
    void AnswerProbe(const offload::Frame& frame) const;

    Ptr<Node> m_node;                                 //!< host
    StretchAck m_stretchAck;                          //!< acknowledge by bytes
    std::unique_ptr<TrueSizeWindow> m_trueSizeWindow; //!< if memory is charged
};

} // namespace ns3

#endif // OFFLOAD_TCP_RECEIVE_REPAIRS_H
