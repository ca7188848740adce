/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_FLOW_MONITOR_HELPER_H
#define OFFLOAD_FLOW_MONITOR_HELPER_H

#include "ns3/flow-classifier.h"
#include "ns3/flow-monitor.h"
#include "ns3/node-container.h"
#include "ns3/object-factory.h"

#include <cstdint>
#include <ostream>
#include <string>

namespace ns3
{

/**
 * @ingroup offload
 * A FlowMonitorHelper for hosts that segment and merge: FlowMonitor, its statistics and its files
 * are ns-3's, and count the packets of the wire. In an existing script, change the type of the
 * helper.
 */
class OffloadFlowMonitorHelper
{
  public:
    OffloadFlowMonitorHelper();
    ~OffloadFlowMonitorHelper();

    OffloadFlowMonitorHelper(const OffloadFlowMonitorHelper&) = delete;
    OffloadFlowMonitorHelper& operator=(const OffloadFlowMonitorHelper&) = delete;

    /**
     * @param name attribute of FlowMonitor
     * @param value its value
     */
    void SetMonitorAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @param nodes nodes to watch; those without Internet stack are left out
     * @return the monitor
     */
    Ptr<FlowMonitor> Install(const NodeContainer& nodes);

    /**
     * @param node a node to watch; nothing happens if it has no Internet stack
     * @return the monitor
     */
    Ptr<FlowMonitor> Install(Ptr<Node> node);

    /**
     * Watch all nodes.
     * @return the monitor
     */
    Ptr<FlowMonitor> InstallAll();

    /**
     * @return the monitor
     */
    Ptr<FlowMonitor> GetMonitor();

    /**
     * @return what numbers flows of IPv4
     */
    Ptr<FlowClassifier> GetClassifier();

    /**
     * @return what numbers flows of IPv6
     */
    Ptr<FlowClassifier> GetClassifier6();

    /**
     * @param os where to write
     * @param indent spaces before each line
     * @param enableHistograms whether to write histograms
     * @param enableProbes whether to write what each node has seen
     */
    void SerializeToXmlStream(std::ostream& os,
                              uint16_t indent,
                              bool enableHistograms,
                              bool enableProbes);

    /**
     * @param indent spaces before each line
     * @param enableHistograms whether to write histograms
     * @param enableProbes whether to write what each node has seen
     * @return what SerializeToXmlStream writes
     */
    std::string SerializeToXmlString(uint16_t indent, bool enableHistograms, bool enableProbes);

    /**
     * @param fileName a file
     * @param enableHistograms whether to write histograms
     * @param enableProbes whether to write what each node has seen
     */
    void SerializeToXmlFile(const std::string& fileName, bool enableHistograms, bool enableProbes);

  private:
    ObjectFactory m_monitorFactory;    //!< monitor
    Ptr<FlowMonitor> m_monitor;        //!< the monitor, once there is one
    Ptr<FlowClassifier> m_classifier4; //!< flows of IPv4
    Ptr<FlowClassifier> m_classifier6; //!< flows of IPv6
};

} // namespace ns3

#endif // OFFLOAD_FLOW_MONITOR_HELPER_H
