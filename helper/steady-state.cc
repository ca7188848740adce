/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/steady-state.h"

#include <limits>

namespace ns3
{

std::size_t
FindSteadyState(const std::vector<double>& series)
{
    std::size_t best = 0;
    double bestError = std::numeric_limits<double>::infinity();
    for (std::size_t start = 0; start <= series.size() / 2; start++)
    {
        const auto count = static_cast<double>(series.size() - start);
        double sum = 0;
        double squares = 0;
        for (std::size_t i = start; i < series.size(); i++)
        {
            sum += series[i];
            squares += series[i] * series[i];
        }
        const double error = (squares - sum * sum / count) / (count * count);
        if (error < bestError)
        {
            bestError = error;
            best = start;
        }
    }
    return best;
}

} // namespace ns3
