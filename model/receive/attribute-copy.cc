/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "receive/attribute-copy.h"

#include "ns3/object-factory.h"

#include <typeinfo>

namespace ns3
{

namespace
{

/**
 * Give a factory the values of those attributes that one class adds to its parent's.
 *
 * @param original object that has the values
 * @param tid the class
 * @param factory the factory
 */
void
CopyAttributesOf(const Object& original, TypeId tid, ObjectFactory& factory)
{
    constexpr uint32_t BOTH = TypeId::ATTR_GET | TypeId::ATTR_SET;
    for (std::size_t i = 0; i < tid.GetAttributeN(); i++)
    {
        const auto info = tid.GetAttribute(i);
        if ((info.flags & BOTH) == BOTH && info.accessor->HasGetter() && info.accessor->HasSetter())
        {
            const Ptr<AttributeValue> value = info.checker->Create();
            original.GetAttribute(info.name, *value);
            factory.Set(info.name, *value);
        }
    }
}

} // namespace

Ptr<Object>
CopyByAttributes(Ptr<const Object> original, std::string& error)
{
    const TypeId tid = original->GetInstanceTypeId();
    if (!tid.HasConstructor())
    {
        error = tid.GetName() + " has no constructor: give its GetTypeId an AddConstructor";
        return nullptr;
    }
    ObjectFactory factory;
    factory.SetTypeId(tid);
    CopyAttributesOf(*original, tid, factory);
    for (TypeId parent = tid; parent.HasParent();)
    {
        parent = parent.GetParent();
        CopyAttributesOf(*original, parent, factory);
    }
    const Ptr<Object> copy = factory.Create<Object>();
    const Object& from = *original;
    const Object& to = *copy;
    if (typeid(from) != typeid(to))
    {
        error = "its class has no TypeId of its own, only that of " + tid.GetName() +
                ": give it a GetTypeId";
        return nullptr;
    }
    return copy;
}

} // namespace ns3
