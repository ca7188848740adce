/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_ATTRIBUTE_READER_H
#define OFFLOAD_ATTRIBUTE_READER_H

#include "ns3/object-base.h"

#include <string>

namespace ns3
{

/**
 * @ingroup offload
 * Reads an attribute that has no getter, and is read for each packet: ObjectBase::GetAttribute
 * looks its name up each time, which takes some 10 000 instructions.
 */
class AttributeReader
{
  public:
    /**
     * @param type the type that has the attribute
     * @param name its name; ends the program if the type has none of this name
     */
    AttributeReader(TypeId type, const std::string& name);

    /**
     * @param object an object of the type
     * @param [out] value the attribute's value
     */
    void Get(const ObjectBase& object, AttributeValue& value) const;

  private:
    TypeId::AttributeInformation m_attribute; //!< with what reads it
};

} // namespace ns3

#endif // OFFLOAD_ATTRIBUTE_READER_H
