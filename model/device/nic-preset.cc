/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/nic-preset.h"

#include "data/toml-reader.h"

#include "ns3/attribute-text.h"
#include "ns3/attribute.h"
#include "ns3/offload-point-to-point-net-device.h"
#include "ns3/pointer.h"
#include "ns3/string.h"
#include "ns3/type-id.h"

namespace ns3
{

/**
 * Turns a parsed file into a preset, or throws a sentence with file and line.
 */
class NicPresetReader : private TomlReader
{
  public:
    using TomlReader::TomlReader;

    /**
     * @param preset what to fill
     */
    void Read(NicPreset& preset) const
    {
        const toml::table file = Parse();
        RefuseUnknownKeys(file, {"name", "text", "device", "hook", "hardware", "buffers"});
        preset.m_name = Get<std::string>(file, "name", "a string");
        preset.m_text = Get<std::string>(file, "text", "a string");
        if (file.contains("device"))
        {
            const TypeId device = OffloadPointToPointNetDevice::GetTypeId();
            preset.m_device = ReadSettings(GetTable(file, "device"), device);
        }
        ReadObject(file, "hook", "ns3::ReceiveHook", preset.m_hookFactory);
        ReadObject(file, "hardware", "ns3::HardwareMerger", preset.m_hardwareFactory);
        ReadObject(file, "buffers", "ns3::ReceiveBuffers", preset.m_bufferFactory);
    }

  private:
    /**
     * @param file the file's content
     * @param key table that describes the object
     * @param base what the object must be
     * @param factory gets its type and attributes
     */
    void ReadObject(const toml::table& file,
                    const std::string& key,
                    const std::string& base,
                    ObjectFactory& factory) const
    {
        if (!file.contains(key))
        {
            return;
        }
        const toml::table& table = GetTable(file, key);
        const auto name = Get<std::string>(table, "type", "the name of a TypeId");
        TypeId type;
        if (!TypeId::LookupByNameFailSafe(name, &type) || !type.HasConstructor() ||
            (name != base && !type.IsChildOf(TypeId::LookupByName(base))))
        {
            Fail(*table.get("type"), "\"" + name + "\" is no " + base);
        }
        factory.SetTypeId(type);
        for (const auto& setting : ReadSettings(table, type))
        {
            factory.Set(setting.name, StringValue(setting.value));
        }
    }

    /**
     * @param table names and values of attributes; a key type is passed over
     * @param type whose attributes
     * @return the settings
     */
    std::vector<NicPreset::Setting> ReadSettings(const toml::table& table, TypeId type) const
    {
        std::vector<NicPreset::Setting> settings;
        for (const auto& [key, node] : table)
        {
            NicPreset::Setting setting;
            setting.name = std::string(key.str());
            if (setting.name == "type")
            {
                continue;
            }
            const toml::table& entry = GetTable(table, setting.name);
            RefuseUnknownKeys(entry, {"value", "source"});
            setting.value = Get<std::string>(entry, "value", "a string");
            setting.source = Get<std::string>(entry, "source", "a string");
            TypeId::AttributeInformation info;
            if (!type.LookupAttributeByName(setting.name, &info))
            {
                Fail(node, type.GetName() + " has no attribute \"" + setting.name + "\"");
            }
            if (DynamicCast<const PointerChecker>(info.checker))
            {
                Fail(node,
                     "attribute " + setting.name +
                         " holds an object: choose it by a table of its "
                         "own (hook, hardware or buffers)");
            }
            try
            {
                CheckAttribute(type, setting.name, StringValue(setting.value));
            }
            catch (const AttributeTextError& error)
            {
                Fail(node,
                     "\"" + setting.value + "\" is no value for attribute " + setting.name + ": " +
                         error.what());
            }
            settings.push_back(setting);
        }
        return settings;
    }
};

Ptr<const NicPreset>
NicPreset::Load(const std::string& nameOrPath, std::string& error)
{
    try
    {
        auto preset = Create<NicPreset>();
        NicPresetReader(FindTomlFile("nic", nameOrPath)).Read(*preset);
        return preset;
    }
    catch (const std::runtime_error& e)
    {
        error = e.what();
        return nullptr;
    }
}

std::vector<std::string>
NicPreset::GetNames()
{
    return ListTomlFiles("nic");
}

const std::string&
NicPreset::GetName() const
{
    return m_name;
}

const std::string&
NicPreset::GetText() const
{
    return m_text;
}

const std::vector<NicPreset::Setting>&
NicPreset::GetDeviceSettings() const
{
    return m_device;
}

const ObjectFactory&
NicPreset::GetHookFactory() const
{
    return m_hookFactory;
}

const ObjectFactory&
NicPreset::GetHardwareFactory() const
{
    return m_hardwareFactory;
}

const ObjectFactory&
NicPreset::GetBufferFactory() const
{
    return m_bufferFactory;
}

} // namespace ns3
