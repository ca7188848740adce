/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_NS3_COMPAT_H
#define OFFLOAD_NS3_COMPAT_H

#include "ns3/callback.h"
#include "ns3/event-impl.h"
#include "ns3/simulator.h"

#include <functional>
#include <memory>
#include <utility>

/**
 * @file
 * @ingroup offload
 * What lets one source compile with ns-3 from 3.35 to 3.48: the oldest takes no lambda, neither as
 * an event nor as a callback.
 */

namespace ns3
{

/**
 * @ingroup offload
 * An event that calls a function object. Before 3.36 Simulator::Schedule takes none.
 */
class FunctionEvent : public EventImpl
{
  public:
    /**
     * @param function what to call
     */
    explicit FunctionEvent(std::function<void()> function)
        : m_function(std::move(function))
    {
    }

  private:
    void Notify() override
    {
        m_function();
    }

    std::function<void()> m_function; //!< what to call
};

/**
 * @ingroup offload
 * Schedule a lambda.
 *
 * @param delay when, from now
 * @param function the lambda
 * @return the event
 */
inline EventId
ScheduleFunction(const Time& delay, std::function<void()> function)
{
    return Simulator::Schedule(delay, Create<FunctionEvent>(std::move(function)));
}

/**
 * @ingroup offload
 * Schedule a lambda at the end of this time step.
 *
 * @param function the lambda
 * @return the event
 */
inline EventId
ScheduleFunctionNow(std::function<void()> function)
{
    return Simulator::ScheduleNow(Create<FunctionEvent>(std::move(function)));
}

/**
 * @ingroup offload
 * Schedule a lambda in the context of a node.
 *
 * @param context the node
 * @param delay when, from now
 * @param function the lambda
 */
inline void
ScheduleFunctionInContext(uint32_t context, const Time& delay, std::function<void()> function)
{
    // The simulator takes the only reference.
    Simulator::ScheduleWithContext(context, delay, new FunctionEvent(std::move(function)));
}

/**
 * Call a function object.
 *
 * @param function the function
 * @param args its arguments
 */
template <typename... Args>
void
CallFunction(std::shared_ptr<std::function<void(Args...)>> function, Args... args)
{
    (*function)(args...);
}

/**
 * @ingroup offload
 * Make a callback of a lambda. Before 3.37 ns-3 takes nothing that cannot be compared.
 *
 * @tparam Args what the callback is called with
 * @tparam F the lambda's type
 * @param function the lambda
 * @return the callback
 */
template <typename... Args, typename F>
auto
MakeFunctionCallback(F function)
{
    using Function = std::function<void(Args...)>;
    void (*call)(std::shared_ptr<Function>, Args...) = &CallFunction<Args...>;
    return MakeBoundCallback(call, std::make_shared<Function>(std::move(function)));
}

} // namespace ns3

#endif // OFFLOAD_NS3_COMPAT_H
