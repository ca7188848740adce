/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_ATTRIBUTE_TEXT_H
#define OFFLOAD_ATTRIBUTE_TEXT_H

#include "ns3/object.h"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup offload
 * Attributes of ns-3 objects, set by texts from a command line. ns-3 takes "75" for 75 seconds,
 * "1500x" for 1500 and -1 for 4294967295, and asserts where a type is unknown; here each of these
 * is an error that says what to write instead.
 */

namespace ns3
{

/**
 * @ingroup offload
 * What is wrong with the value of an attribute, as a sentence that says what to write instead.
 */
class AttributeTextError : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

/**
 * @ingroup offload
 * An object as a text: ns3::TYPE[NAME=VALUE|NAME=VALUE].
 */
struct ObjectText
{
    /**
     * @param text the text
     * @param base what the type has to be a child of
     */
    ObjectText(const std::string& text, TypeId base);

    /**
     * @return a new object
     */
    Ptr<Object> Create() const;

    TypeId type;                                               //!< type
    std::vector<std::pair<std::string, std::string>> settings; //!< attributes and their values
};

/**
 * @ingroup offload
 * Check a value as a script sets it: throws an AttributeTextError if it is out of range, or a text
 * without the unit that ns-3 would guess.
 *
 * @param type what has the attribute, itself or from a parent
 * @param name name of the attribute
 * @param value its value
 */
void CheckAttribute(TypeId type, const std::string& name, const AttributeValue& value);

/**
 * @ingroup offload
 * Set an attribute; throws an AttributeTextError.
 *
 * @param object an object
 * @param path name of the attribute; A.B is attribute B of the object that attribute A holds
 * @param text its value
 */
void SetAttributeByText(Ptr<Object> object, const std::string& path, const std::string& text);

/**
 * @ingroup offload
 * Check a value, and set the attribute's default; throws an AttributeTextError.
 *
 * @param type what has the attribute, itself or from a parent
 * @param name name of the attribute
 * @param text its value
 */
void SetDefaultByText(TypeId type, const std::string& name, const std::string& text);

} // namespace ns3

#endif // OFFLOAD_ATTRIBUTE_TEXT_H
