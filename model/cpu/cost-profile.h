/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_COST_PROFILE_H
#define OFFLOAD_COST_PROFILE_H

#include "ns3/cpu-operation.h"
#include "ns3/ptr.h"
#include "ns3/simple-ref-count.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * What a price is in: work of the core, which follows its clock, or time for memory or a bus, which
 * does not.
 */
enum class CostUnit : uint8_t
{
    CYCLES,
    NANOSECONDS,
};

/**
 * @ingroup offload
 * @param unit a unit of prices
 * @return its name in profiles: "cycles" or "nanoseconds"
 */
const char* GetCostUnitName(CostUnit unit);

/**
 * @ingroup offload
 * Between which prices the true one plausibly is, in the unit of the price.
 */
struct CostRange
{
    double low;  //!< lowest
    double high; //!< highest, above low
};

/**
 * @ingroup offload
 * The price of one operation, and where the number is from.
 */
struct OperationCost
{
    double price{0};                  //!< as the file has it: 0 to 1e7 cycles, or 0 to 1e4 ns
    CostUnit unit{CostUnit::CYCLES};  //!< what it is in
    double cycles{0};                 //!< cycles per unit of the operation at the profile's clock
    std::string status;               //!< published, fitted, derived or assumed
    std::string source;               //!< published where, fitted to or derived from what, or why
    std::optional<CostRange> range{}; //!< there if assumed
};

/**
 * @ingroup offload
 * The costs of a machine, read from a data file: operations go in, cycles come out.
 *
 * A profile file is TOML (https://toml.io) with the keys name, machine, cpu.clock_ghz, cpu.cores,
 * nic (a NicPreset; may be absent) and one table costs.OPERATION for each operation, with the keys
 * cycles or nanoseconds, per, status, source and range. Every operation must be there. An unknown
 * key or operation is an error: it would be ignored in silence.
 *
 * With the key base, the name or path of another profile, only name, machine and what differs from
 * that profile need be there.
 */
class CostProfile : public SimpleRefCount<CostProfile>
{
  public:
    /**
     * Read a profile.
     *
     * @param nameOrPath the name of a profile that comes with the module, or the path of a file
     *        (anything with a slash or ending in .toml)
     * @param [out] error what is wrong, with file and line, if the answer is null
     * @return the profile, or null
     */
    static Ptr<const CostProfile> Load(const std::string& nameOrPath, std::string& error);

    /**
     * @return the names of the profiles that come with the module, sorted
     */
    static std::vector<std::string> GetNames();

    /**
     * Make a copy with one cost changed, for a study of that cost.
     *
     * @param operation name of the operation
     * @param cycles cycles per unit, 0 to 1e7
     * @param [out] error what is wrong, if the answer is null
     * @return the changed copy, or null
     */
    Ptr<const CostProfile> WithCost(const std::string& operation,
                                    double cycles,
                                    std::string& error) const;

    /**
     * Make a copy with one cost changed to a time, for a study of that cost.
     *
     * @param operation name of the operation
     * @param nanoseconds time per unit, 0 to 1e4 ns
     * @param [out] error what is wrong, if the answer is null
     * @return the changed copy, or null
     */
    Ptr<const CostProfile> WithTime(const std::string& operation,
                                    double nanoseconds,
                                    std::string& error) const;

    /**
     * Make a copy for the same machine at another clock. Prices in nanoseconds stay as they are.
     *
     * @param ghz clock in GHz, above 0
     * @return the changed copy
     */
    Ptr<const CostProfile> WithClock(double ghz) const;

    /**
     * @return the name
     */
    const std::string& GetName() const;

    /**
     * @return the profile that its file begins with, or empty
     */
    const std::string& GetBase() const;

    /**
     * @return what machine the costs are those of
     */
    const std::string& GetMachine() const;

    /**
     * @return the NIC that hosts of this profile have unless the script says otherwise (NicPreset);
     *         empty for one with the defaults of its attributes
     */
    const std::string& GetNic() const;

    /**
     * @return clock of each core, Hz; a whole number of kHz
     */
    uint64_t GetClock() const;

    /**
     * @return number of cores, at least 1
     */
    uint32_t GetCores() const;

    /**
     * @param operation the operation
     * @return its price
     */
    const OperationCost& GetCost(Operation operation) const;

    /**
     * @param operation the operation
     * @param count how often
     * @return its cycles, rounded to a whole number
     */
    int64_t GetCycles(Operation operation, uint32_t count) const;

    /**
     * @param work several operations
     * @return their cycles
     */
    int64_t GetCycles(const Work& work) const;

    /**
     * @return true if nothing costs anything: a host that is infinitely fast
     */
    bool IsFree() const;

  private:
    friend class CostProfileReader;

    /**
     * @param operation name of the operation
     * @param price its price
     * @param unit what it is in
     * @param [out] error what is wrong, if the answer is null
     * @return a copy with this price, or null
     */
    Ptr<const CostProfile> WithPrice(const std::string& operation,
                                     double price,
                                     CostUnit unit,
                                     std::string& error) const;

    /**
     * @param hz the clock, from which the cycles of all prices follow
     */
    void SetClock(uint64_t hz);

    std::string m_name;                              //!< name
    std::string m_base;                              //!< what its file begins with, or empty
    std::string m_machine;                           //!< machine
    std::string m_nic;                               //!< its NIC, or empty
    uint64_t m_clock{0};                             //!< Hz
    uint32_t m_cores{0};                             //!< number of cores
    std::array<OperationCost, N_OPERATIONS> m_costs; //!< by operation
};

} // namespace ns3

#endif // OFFLOAD_COST_PROFILE_H
