/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/offload-flow-monitor-helper.h"

#include "ns3/segment-flow-probe.h"

namespace ns3
{

OffloadFlowMonitorHelper::OffloadFlowMonitorHelper()
    : m_classifier4(Create<Ipv4FlowClassifier>()),
      m_classifier6(Create<Ipv6FlowClassifier>())
{
    m_monitorFactory.SetTypeId(FlowMonitor::GetTypeId());
}

OffloadFlowMonitorHelper::~OffloadFlowMonitorHelper()
{
    if (m_monitor)
    {
        m_monitor->Dispose(); // it and its probes hold each other
    }
}

void
OffloadFlowMonitorHelper::SetMonitorAttribute(const std::string& name, const AttributeValue& value)
{
    m_monitorFactory.Set(name, value);
}

Ptr<FlowMonitor>
OffloadFlowMonitorHelper::GetMonitor()
{
    if (!m_monitor)
    {
        m_monitor = m_monitorFactory.Create<FlowMonitor>();
        m_monitor->AddFlowClassifier(m_classifier4);
        m_monitor->AddFlowClassifier(m_classifier6);
    }
    return m_monitor;
}

Ptr<FlowClassifier>
OffloadFlowMonitorHelper::GetClassifier()
{
    return m_classifier4;
}

Ptr<FlowClassifier>
OffloadFlowMonitorHelper::GetClassifier6()
{
    return m_classifier6;
}

Ptr<FlowMonitor>
OffloadFlowMonitorHelper::Install(Ptr<Node> node)
{
    auto monitor = GetMonitor();
    if (node->GetObject<Ipv4L3Protocol>())
    {
        CreateObject<SegmentFlowProbe>(monitor,
                                       node,
                                       DynamicCast<Ipv4FlowClassifier>(m_classifier4));
    }
    if (node->GetObject<Ipv6L3Protocol>())
    {
        CreateObject<SegmentFlowProbe>(monitor,
                                       node,
                                       DynamicCast<Ipv6FlowClassifier>(m_classifier6));
    }
    return monitor;
}

Ptr<FlowMonitor>
OffloadFlowMonitorHelper::Install(const NodeContainer& nodes)
{
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        Install(*node);
    }
    return GetMonitor();
}

Ptr<FlowMonitor>
OffloadFlowMonitorHelper::InstallAll()
{
    return Install(NodeContainer::GetGlobal());
}

void
OffloadFlowMonitorHelper::SerializeToXmlStream(std::ostream& os,
                                               uint16_t indent,
                                               bool enableHistograms,
                                               bool enableProbes)
{
    GetMonitor()->SerializeToXmlStream(os, indent, enableHistograms, enableProbes);
}

std::string
OffloadFlowMonitorHelper::SerializeToXmlString(uint16_t indent,
                                               bool enableHistograms,
                                               bool enableProbes)
{
    return GetMonitor()->SerializeToXmlString(indent, enableHistograms, enableProbes);
}

void
OffloadFlowMonitorHelper::SerializeToXmlFile(const std::string& fileName,
                                             bool enableHistograms,
                                             bool enableProbes)
{
    GetMonitor()->SerializeToXmlFile(fileName, enableHistograms, enableProbes);
}

} // namespace ns3
