/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_ATTRIBUTE_USE_H
#define OFFLOAD_ATTRIBUTE_USE_H

#include "ns3/attribute.h"
#include "ns3/ptr.h"

#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup offload
 * When an object uses an attribute. One that is not named here is used whenever it is needed, and
 * so can be changed at any time.
 */
enum class AttributeUse : uint8_t
{
    AT_START,   //!< only when it begins to work
    RING,       //!< if it has a receive ring
    INTERRUPTS, //!< if it raises interrupts
    NAPI,       //!< if its driver polls
    DMA,        //!< if it moves frames by DMA
};

/**
 * @ingroup offload
 * An object that knows which of its attributes can still be changed.
 */
class StartedObject
{
  public:
    virtual ~StartedObject();

    /**
     * @param use when an attribute is used
     * @return why a change of such an attribute would have no effect now; empty if it has one
     */
    virtual std::string ExplainNoEffect(AttributeUse use) const = 0;

    /// Called when an attribute was changed: end the program if it contradicts another.
    virtual void CheckChange() const;

  protected:
    /**
     * @param hasStarted whether the object has begun to work
     * @return what ExplainNoEffect answers for AT_START
     */
    static std::string ExplainStart(bool hasStarted);
};

/**
 * @ingroup offload
 * Make an accessor of a StartedObject's attribute that ends the program, with what to do instead,
 * where a change of the value would have no effect.
 *
 * @param use when the attribute is used
 * @param name name of the attribute
 * @param accessor what sets and reads it
 * @return an accessor
 */
Ptr<const AttributeAccessor> MakeCheckedAccessor(AttributeUse use,
                                                 const std::string& name,
                                                 Ptr<const AttributeAccessor> accessor);

/**
 * @ingroup offload
 * @param name name of an attribute that its object uses only when it begins to work
 * @param accessor what sets and reads it
 * @return an accessor
 */
Ptr<const AttributeAccessor> MakeStartAccessor(const std::string& name,
                                               Ptr<const AttributeAccessor> accessor);

} // namespace ns3

#endif // OFFLOAD_ATTRIBUTE_USE_H
