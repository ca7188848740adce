/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TOML_READER_H
#define OFFLOAD_TOML_READER_H

#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <toml++/toml.h>
#include <vector>

/**
 * @file
 * @ingroup offload
 * For sources that read the module's data files; not for users, who would need toml++.
 */

namespace ns3
{

/**
 * @param names some names
 * @return them in one line
 */
template <typename Container>
std::string
JoinNames(const Container& names)
{
    std::string line;
    for (const auto& name : names)
    {
        line += (line.empty() ? "" : ", ") + std::string(name);
    }
    return line;
}

/**
 * @ingroup offload
 * Reads a TOML file and says with file and line what is wrong with it.
 *
 * Its functions throw std::runtime_error with a sentence for the user.
 */
class TomlReader
{
  public:
    /**
     * @param path the file
     */
    explicit TomlReader(const std::string& path)
        : m_path(path)
    {
    }

    /**
     * @return the file's content
     */
    toml::table Parse() const
    {
        RefuseNonAsciiKeys();
        try
        {
            return toml::parse_file(m_path);
        }
        catch (const toml::parse_error& e)
        {
            std::ostringstream text;
            text << m_path << ":" << e.source().begin.line
                 << ": not valid TOML: " << e.description();
            throw std::runtime_error(text.str());
        }
    }

    /**
     * @param node where in the file
     * @param problem what is wrong there, with the remedy
     */
    [[noreturn]] void Fail(const toml::node& node, const std::string& problem) const
    {
        std::ostringstream text;
        text << m_path << ":" << node.source().begin.line << ": " << problem;
        throw std::runtime_error(text.str());
    }

    /**
     * @param table a table
     * @param known the keys that it may have
     */
    void RefuseUnknownKeys(const toml::table& table, const std::set<std::string>& known) const
    {
        for (const auto& [key, node] : table)
        {
            if (!known.count(std::string(key.str())))
            {
                Fail(node,
                     "unknown key \"" + std::string(key.str()) +
                         "\"; known here: " + JoinNames(known));
            }
        }
    }

    /**
     * @param table where to look
     * @param key what for
     * @return the table of that name
     */
    const toml::table& GetTable(const toml::table& table, const std::string& key) const
    {
        const toml::table* found = table[key].as_table();
        if (!found)
        {
            Fail(table, "table \"" + key + "\" is missing");
        }
        return *found;
    }

    /**
     * @tparam T type of the value
     * @param table where to look
     * @param key what for
     * @param what what it must be
     * @return the value
     */
    template <typename T>
    T Get(const toml::table& table, const std::string& key, const char* what) const
    {
        const toml::node* node = table.get(key);
        if (!node)
        {
            Fail(table, "key \"" + key + "\" is missing: give " + what);
        }
        const auto value = node->value<T>();
        if (!value)
        {
            Fail(*node, "\"" + key + "\" must be " + what);
        }
        return *value;
    }

  private:
    /// toml++ 3.3 has undefined behaviour on what is not ASCII outside of strings and comments,
    /// where TOML does not allow it.
    void RefuseNonAsciiKeys() const;

    std::string m_path; //!< the file
};

/**
 * Names of the data files that come with the module.
 *
 * @param kind what they describe: "profile", "nic" or "kernel"
 * @return names without ".toml", sorted
 */
std::vector<std::string> ListTomlFiles(const std::string& kind);

/**
 * Find a data file by its name or path.
 *
 * @param kind what the file describes: "profile", "nic" or "kernel"
 * @param nameOrPath name of a file that comes with the module, or a path: anything with a slash or
 * ending in .toml
 * @return the path; throws std::runtime_error if there is no such file
 */
std::string FindTomlFile(const std::string& kind, const std::string& nameOrPath);

} // namespace ns3

#endif // OFFLOAD_TOML_READER_H
