/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "device/watched-trace.h"

#include "ns3/object-base.h"
#include "ns3/trace-source-accessor.h"

namespace ns3
{

namespace
{

/**
 * @ingroup offload
 * Connects to a trace source as another accessor does, and tells the object.
 */
class WatchedAccessor : public TraceSourceAccessor
{
  public:
    /**
     * @param accessor the other accessor
     */
    explicit WatchedAccessor(Ptr<const TraceSourceAccessor> accessor)
        : m_accessor(accessor)
    {
    }

    /// @param object whose trace source it is @param sink its sink @return whether they fit
    bool ConnectWithoutContext(ObjectBase* object, const CallbackBase& sink) const override
    {
        Notify(object);
        return m_accessor->ConnectWithoutContext(object, sink);
    }

    /// @param object whose trace source it is @param context for the sink @param sink its sink
    /// @return whether they fit
    bool Connect(ObjectBase* object, std::string context, const CallbackBase& sink) const override
    {
        Notify(object);
        return m_accessor->Connect(object, context, sink);
    }

    /// @param object whose trace source it is @param sink its sink @return whether they fit
    bool DisconnectWithoutContext(ObjectBase* object, const CallbackBase& sink) const override
    {
        return m_accessor->DisconnectWithoutContext(object, sink);
    }

    /// @param object whose trace source it is @param context for the sink @param sink its sink
    /// @return whether they fit
    bool Disconnect(ObjectBase* object,
                    std::string context,
                    const CallbackBase& sink) const override
    {
        return m_accessor->Disconnect(object, context, sink);
    }

  private:
    /**
     * @param object is told
     */
    static void Notify(ObjectBase* object)
    {
        if (auto* watched = dynamic_cast<WatchedObject*>(object))
        {
            watched->NotifyWatched();
        }
    }

    Ptr<const TraceSourceAccessor> m_accessor; //!< the other accessor
};

} // namespace

TypeId
WatchedObject::AddTraceSources(TypeId tid, TypeId stock)
{
    for (std::size_t i = 0; i < stock.GetTraceSourceN(); i++)
    {
        const auto source = stock.GetTraceSource(i);
        tid.AddTraceSource(source.name,
                           "That of " + stock.GetName() +
                               "; the device knows when a sink is connected.",
                           Create<WatchedAccessor>(source.accessor),
                           source.callback);
    }
    return tid;
}

} // namespace ns3
