/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_VLAN_TAG_H
#define OFFLOAD_VLAN_TAG_H

#include "ns3/tag.h"

namespace ns3
{

/**
 * @ingroup offload
 * An 802.1Q tag on a simulated wire. Links whose frames have no place for its four bytes (PPP)
 * carry it as a packet tag; the time of the four bytes is counted.
 */
class VlanTag : public Tag
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    /**
     * @param tci tag control information: priority, drop eligibility, VLAN identifier
     */
    explicit VlanTag(uint16_t tci = 0);

    /**
     * @return tag control information
     */
    uint16_t GetTci() const;

    TypeId GetInstanceTypeId() const override;
    uint32_t GetSerializedSize() const override;
    void Serialize(TagBuffer i) const override;
    void Deserialize(TagBuffer i) override;
    void Print(std::ostream& os) const override;

  private:
    uint16_t m_tci; //!< tag control information
};

} // namespace ns3

#endif // OFFLOAD_VLAN_TAG_H
