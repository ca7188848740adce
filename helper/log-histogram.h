/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LOG_HISTOGRAM_H
#define OFFLOAD_LOG_HISTOGRAM_H

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * Quantiles of numbers, in memory that does not grow with how many there are: they are counted in
 * bins 1 % wide.
 */
class LogHistogram
{
  public:
    /**
     * @param value a number; what is below 1 counts as 0
     */
    void Add(double value);

    /**
     * @param other a histogram whose numbers are added
     * @return this
     */
    LogHistogram& operator+=(const LogHistogram& other);

    /**
     * @return how many numbers there are
     */
    uint64_t GetCount() const;

    /**
     * @param share a share of the numbers, 0 to 1
     * @return what that share is not greater than, within 0.5 %; 0 if there are no numbers
     */
    double GetQuantile(double share) const;

    /**
     * @param share a share of the numbers, 0 to 1
     * @return bin of that quantile; 0 if there are no numbers
     */
    std::size_t GetQuantileBin(double share) const;

    /**
     * @param value a number
     * @return its bin
     */
    static std::size_t GetBin(double value);

  private:
    /**
     * @param bin a bin
     * @param values values to count in it
     */
    void Count(std::size_t bin, uint64_t values);

    std::vector<uint64_t> m_bins; //!< how many, from the first bin that has any
    std::size_t m_first{0};       //!< that bin; bin 0 is that of 0
    uint64_t m_count{0};          //!< how many in all
};

} // namespace ns3

#endif // OFFLOAD_LOG_HISTOGRAM_H
