/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/growing-file.h"

#include "ns3/abort.h"
#include "ns3/names.h"

namespace ns3
{

GrowingFile::GrowingFile(const std::string& path)
    : m_path(path),
      m_file(path)
{
    Check();
}

std::ostream&
GrowingFile::GetStream()
{
    return m_file;
}

void
GrowingFile::Check() const
{
    NS_ABORT_MSG_IF(!m_file,
                    "Cannot write " << m_path
                                    << ": choose a folder that is there and may be written, on a "
                                       "disk with room");
}

void
GrowingFile::Close()
{
    if (m_file.is_open())
    {
        m_file.close();
        Check();
    }
}

std::string
GetNodeName(Ptr<const Node> node)
{
    const std::string name = Names::FindName(ConstCast<Node>(node));
    return name.empty() ? std::to_string(node->GetId()) : name;
}

} // namespace ns3
