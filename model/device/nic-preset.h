/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_NIC_PRESET_H
#define OFFLOAD_NIC_PRESET_H

#include "ns3/object-factory.h"
#include "ns3/ptr.h"
#include "ns3/simple-ref-count.h"

#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * A NIC to choose by name: its capabilities, its driver's path and their parameters, read from a
 * data file in which each value has a source or is marked as assumed.
 *
 * A file is TOML with the keys name and text, and the tables device, hook, hardware and buffers.
 * device sets attributes of the NIC's device; each of the others names an object by its type and
 * sets its attributes. An attribute is a table with the keys value (a string) and source.
 */
class NicPreset : public SimpleRefCount<NicPreset>
{
  public:
    /// An attribute and its value.
    struct Setting
    {
        std::string name;   //!< attribute
        std::string value;  //!< value as a string
        std::string source; //!< where the value is from
    };

    /**
     * Read a preset.
     *
     * @param nameOrPath the name of a NIC that comes with the module, or the path of a file
     * @param [out] error what is wrong, with file and line, if the answer is null
     * @return the preset, or null
     */
    static Ptr<const NicPreset> Load(const std::string& nameOrPath, std::string& error);

    /**
     * @return the names of the NICs that come with the module, sorted
     */
    static std::vector<std::string> GetNames();

    /**
     * @return the name
     */
    const std::string& GetName() const;

    /**
     * @return what the NIC is, in a sentence
     */
    const std::string& GetText() const;

    /**
     * @return attributes of the device
     */
    const std::vector<Setting>& GetDeviceSettings() const;

    /**
     * @return makes the receive hook; without a type if there is none
     */
    const ObjectFactory& GetHookFactory() const;

    /**
     * @return makes what merges in hardware; without a type if there is none
     */
    const ObjectFactory& GetHardwareFactory() const;

    /**
     * @return makes the receive buffers; without a type if they are the default
     */
    const ObjectFactory& GetBufferFactory() const;

  private:
    friend class NicPresetReader;

    std::string m_name;              //!< name
    std::string m_text;              //!< what it is
    std::vector<Setting> m_device;   //!< attributes of the device
    ObjectFactory m_hookFactory;     //!< receive hook
    ObjectFactory m_hardwareFactory; //!< merges in hardware
    ObjectFactory m_bufferFactory;   //!< receive buffers
};

} // namespace ns3

#endif // OFFLOAD_NIC_PRESET_H
