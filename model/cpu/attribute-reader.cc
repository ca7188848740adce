/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "cpu/attribute-reader.h"

#include "ns3/abort.h"

namespace ns3
{

AttributeReader::AttributeReader(TypeId type, const std::string& name)
{
    NS_ABORT_MSG_IF(!type.LookupAttributeByName(name, &m_attribute),
                    type.GetName() << " has lost attribute " << name);
}

void
AttributeReader::Get(const ObjectBase& object, AttributeValue& value) const
{
    [[maybe_unused]] const bool isRead = m_attribute.accessor->Get(&object, value);
    NS_ASSERT_MSG(isRead,
                  "Attribute " << m_attribute.name << " of another type, or not to be read");
}

} // namespace ns3
