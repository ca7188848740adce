/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/attribute-text.h"

#include "ns3/config.h"
#include "ns3/object-factory.h"
#include "ns3/pointer.h"
#include "ns3/string.h"

#include <cctype>
#include <cmath>
#include <cstdlib>
#include <set>

namespace ns3
{

namespace
{

/**
 * @param type a type
 * @return the types of objects that are of this type and can be made, separated by commas
 */
std::string
ListChildren(TypeId type)
{
    std::string list;
    for (uint16_t i = 0; i < TypeId::GetRegisteredN(); i++)
    {
        const TypeId child = TypeId::GetRegistered(i);
        if (child.HasConstructor() && (child == type || child.IsChildOf(type)))
        {
            list += (list.empty() ? "" : ", ") + child.GetName();
        }
    }
    return list;
}

/**
 * @param text a number, and perhaps more
 * @param [out] rest what comes after the number
 * @return false if it does not begin with a finite number
 */
bool
SplitNumber(const std::string& text, std::string& rest)
{
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    rest = end;
    return end != text.c_str() && std::isfinite(number) && !std::isspace(text.front());
}

/**
 * Refuse a number without a unit, where ns-3 would guess one.
 *
 * @param type class of the attribute's value, without its namespace
 * @param text the value
 */
void
CheckUnit(const std::string& type, const std::string& text)
{
    static const std::set<std::string>
        TIME_UNITS{"y", "d", "h", "min", "s", "ms", "us", "ns", "ps", "fs"};
    std::string rest;
    const bool isNumber = !text.empty() && SplitNumber(text, rest);
    if (type == "TimeValue" && !(isNumber && TIME_UNITS.count(rest) > 0))
    {
        throw AttributeTextError("it is a time: give a number with its unit, as 75us, 1ms or 0s");
    }
    if (type == "DataRateValue" && !(isNumber && !rest.empty()))
    {
        throw AttributeTextError("it is a rate: give a number with its unit, as 10Gbps or 500Mbps");
    }
}

/**
 * Refuse what ns-3 would take for something else, or end the program for.
 *
 * @param type class of the attribute's value, without its namespace
 * @param text the value
 */
void
CheckText(const std::string& type, const std::string& text)
{
    CheckUnit(type, text);
    std::string rest;
    const bool isNumber = !text.empty() && SplitNumber(text, rest);
    const auto digits = text.find_first_not_of("0123456789");
    if (type == "UintegerValue" && (text.empty() || digits != std::string::npos))
    {
        throw AttributeTextError("it is a whole number of 0 or more: give it in digits");
    }
    if (type == "IntegerValue" &&
        !(isNumber && rest.empty() && text.find_first_not_of("-0123456789") == std::string::npos))
    {
        throw AttributeTextError("it is a whole number: give it in digits");
    }
    if (type == "DoubleValue" && !(isNumber && rest.empty()))
    {
        throw AttributeTextError("it is a number: give it without a unit, as 0.5 or 1e-3");
    }
    if (type == "BooleanValue" && text != "true" && text != "false")
    {
        throw AttributeTextError("give true or false");
    }
    TypeId named;
    if (type == "TypeIdValue" && !TypeId::LookupByNameFailSafe(text, &named))
    {
        throw AttributeTextError("there is no type " + text +
                                 ": give one as ns3::TcpCubic; --PrintTypeIds lists them");
    }
}

/**
 * @param type what has the attribute
 * @param name name of the attribute
 * @return facts about it
 */
TypeId::AttributeInformation
FindAttribute(TypeId type, const std::string& name)
{
    TypeId::AttributeInformation info;
    if (!type.LookupAttributeByName(name, &info))
    {
        throw AttributeTextError(type.GetName() + " has no attribute \"" + name +
                                 "\": --PrintAttributes=" + type.GetName() +
                                 " lists those that it has");
    }
    return info;
}

/**
 * @param info facts about an attribute
 * @return class of its value, without the namespace that ns-3 gives to some names
 */
std::string
GetValueType(const TypeId::AttributeInformation& info)
{
    const std::string type = info.checker->GetValueTypeName();
    const std::string prefix = "ns3::";
    return type.rfind(prefix, 0) == 0 ? type.substr(prefix.size()) : type;
}

/**
 * @param info facts about an attribute
 * @param value a value
 * @return the same as the attribute takes it
 */
Ptr<AttributeValue>
MakeValid(const TypeId::AttributeInformation& info, const AttributeValue& value)
{
    auto valid = info.checker->CreateValidValue(value);
    if (!valid)
    {
        throw AttributeTextError("out of range: attribute " + info.name + " takes " +
                                 (info.checker->HasUnderlyingTypeInformation()
                                      ? info.checker->GetUnderlyingTypeInformation()
                                      : info.checker->GetValueTypeName()));
    }
    return valid;
}

/**
 * @param info facts about an attribute
 * @param text its value; "null" for no object
 * @return the value
 */
Ptr<AttributeValue>
MakeValue(const TypeId::AttributeInformation& info, const std::string& text)
{
    const auto pointer = DynamicCast<const PointerChecker>(info.checker);
    if (pointer && text == "null")
    {
        return Create<PointerValue>();
    }
    if (pointer)
    {
        return Create<PointerValue>(ObjectText(text, pointer->GetPointeeTypeId()).Create());
    }
    CheckText(GetValueType(info), text);
    return MakeValid(info, StringValue(text));
}

} // namespace

ObjectText::ObjectText(const std::string& text, TypeId base)
{
    const auto bracket = text.find('[');
    const std::string name = text.substr(0, bracket);
    if (!TypeId::LookupByNameFailSafe(name, &type) || !type.HasConstructor() ||
        !(type == base || type.IsChildOf(base)))
    {
        throw AttributeTextError("\"" + name + "\" is no " + base.GetName() +
                                 " that can be made: give one of " + ListChildren(base));
    }
    if (bracket == std::string::npos)
    {
        return;
    }
    if (text.back() != ']')
    {
        throw AttributeTextError("it does not end with ]: write ns3::TYPE[NAME=VALUE|NAME=VALUE]");
    }
    std::string setting;
    int depth = 0;
    for (std::size_t i = bracket + 1; i < text.size(); i++)
    {
        depth += (text[i] == '[' ? 1 : 0) - (text[i] == ']' ? 1 : 0);
        if (depth >= 0 && !(depth == 0 && text[i] == '|'))
        {
            setting += text[i];
            continue;
        }
        const auto equals = setting.find('=');
        if (equals == std::string::npos)
        {
            throw AttributeTextError("\"" + setting + "\" in brackets is no NAME=VALUE");
        }
        settings.emplace_back(setting.substr(0, equals), setting.substr(equals + 1));
        setting.clear();
    }
}

Ptr<Object>
ObjectText::Create() const
{
    ObjectFactory factory;
    factory.SetTypeId(type);
    for (const auto& [name, text] : settings)
    {
        try
        {
            factory.Set(name, *MakeValue(FindAttribute(type, name), text));
        }
        catch (const AttributeTextError& error)
        {
            throw AttributeTextError(name + "=" + text + ": " + error.what());
        }
    }
    return factory.Create<Object>();
}

void
CheckAttribute(TypeId type, const std::string& name, const AttributeValue& value)
{
    const auto info = FindAttribute(type, name);
    const auto* text = dynamic_cast<const StringValue*>(&value);
    const std::string valueType = GetValueType(info);
    const bool isTime = valueType == "TimeValue" || valueType == "DataRateValue";
    // ns-3 has more words for true and false.
    if (text && valueType != "BooleanValue" && !(isTime && text->Get() == "0"))
    {
        CheckText(valueType, text->Get());
    }
    MakeValid(info, value);
}

void
SetAttributeByText(Ptr<Object> object, const std::string& path, const std::string& text)
{
    const auto dot = path.find('.');
    const std::string name = path.substr(0, dot);
    const auto info = FindAttribute(object->GetInstanceTypeId(), name);
    if (dot == std::string::npos)
    {
        // ns-3 has no way to take an object out of an attribute.
        PointerValue held;
        if (text == "null" && object->GetAttributeFailSafe(name, held) && !held.GetObject())
        {
            return;
        }
        if (!object->SetAttributeFailSafe(name, *MakeValue(info, text)))
        {
            throw AttributeTextError("attribute " + name + " cannot be set");
        }
        return;
    }
    PointerValue holder;
    if (!DynamicCast<const PointerChecker>(info.checker))
    {
        throw AttributeTextError("attribute " + name + " holds no object that has attributes");
    }
    object->GetAttribute(name, holder);
    if (!holder.GetObject())
    {
        const auto base = DynamicCast<const PointerChecker>(info.checker)->GetPointeeTypeId();
        throw AttributeTextError("attribute " + name + " holds no object: choose one of " +
                                 ListChildren(base));
    }
    SetAttributeByText(holder.GetObject(), path.substr(dot + 1), text);
}

void
SetDefaultByText(TypeId type, const std::string& name, const std::string& text)
{
    TypeId owner = type;
    while (owner.HasParent())
    {
        for (std::size_t i = 0; i < owner.GetAttributeN(); i++)
        {
            const auto info = owner.GetAttribute(i);
            if (info.name == name)
            {
                Config::SetDefault(owner.GetName() + "::" + name, *MakeValue(info, text));
                return;
            }
        }
        owner = owner.GetParent();
    }
    FindAttribute(type, name);
}

} // namespace ns3
