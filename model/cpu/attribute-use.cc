/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/attribute-use.h"

#include "ns3/abort.h"
#include "ns3/object-base.h"

#include <utility>

namespace ns3
{

namespace
{

/// @ingroup offload
/// Sets an attribute only where that has an effect.
class CheckedAccessor : public AttributeAccessor
{
  public:
    /**
     * @param use when the attribute is used
     * @param name name of the attribute
     * @param accessor what sets and reads it
     */
    CheckedAccessor(AttributeUse use, std::string name, Ptr<const AttributeAccessor> accessor)
        : m_use(use),
          m_name(std::move(name)),
          m_accessor(accessor)
    {
    }

    /// Set the attribute, or end the program if that has no effect now.
    /// @param object its object @param value its value @return whether it was set
    bool Set(ObjectBase* object, const AttributeValue& value) const override
    {
        const auto* started = dynamic_cast<const StartedObject*>(object);
        NS_ABORT_MSG_IF(!started, "Attribute " << m_name << " is of no StartedObject");
        const std::string why = started->ExplainNoEffect(m_use);
        if (!why.empty())
        {
            const Ptr<AttributeValue> current = value.Copy();
            m_accessor->Get(object, *current);
            const std::string is = current->SerializeToString(nullptr);
            const std::string wanted = value.SerializeToString(nullptr);
            NS_ABORT_MSG_IF(is != wanted,
                            "Attribute "
                                << m_name << " of " << object->GetInstanceTypeId().GetName()
                                << " cannot be changed from \"" << is << "\" to \"" << wanted
                                << "\" now: " << why);
        }
        const bool isSet = m_accessor->Set(object, value);
        started->CheckChange();
        return isSet;
    }

    /// @param object its object @param value gets its value @return whether it was read
    bool Get(const ObjectBase* object, AttributeValue& value) const override
    {
        return m_accessor->Get(object, value);
    }

    /// @return whether it can be read
    bool HasGetter() const override
    {
        return m_accessor->HasGetter();
    }

    /// @return whether it can be set
    bool HasSetter() const override
    {
        return m_accessor->HasSetter();
    }

  private:
    AttributeUse m_use;                      //!< when the attribute is used
    std::string m_name;                      //!< its name
    Ptr<const AttributeAccessor> m_accessor; //!< sets and reads it
};

} // namespace

StartedObject::~StartedObject() = default;

void
StartedObject::CheckChange() const
{
}

std::string
StartedObject::ExplainStart(bool hasStarted)
{
    return hasStarted ? "it is used only when the object begins to work; set it before the "
                        "simulation starts"
                      : "";
}

Ptr<const AttributeAccessor>
MakeCheckedAccessor(AttributeUse use,
                    const std::string& name,
                    Ptr<const AttributeAccessor> accessor)
{
    return Create<CheckedAccessor>(use, name, accessor);
}

Ptr<const AttributeAccessor>
MakeStartAccessor(const std::string& name, Ptr<const AttributeAccessor> accessor)
{
    return MakeCheckedAccessor(AttributeUse::AT_START, name, accessor);
}

} // namespace ns3
