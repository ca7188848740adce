/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RESULT_FILE_H
#define OFFLOAD_RESULT_FILE_H

#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * What a simulation found, as one flat JSON object: a line for each result, the unit in brackets
 * behind its name. `utils/sweep.py` makes a table of the files of many runs.
 *
 * @code
 *   std::string json;
 *   cmd.AddValue("json", ResultFile::HELP, json);
 *   cmd.Parse(argc, argv);
 *   ResultFile results(json);
 *   ... // the simulation
 *   results.Add("goodput", rate / 1e9, "Gb/s");
 *   results.Write();
 * @endcode
 *
 * writes `{"goodput [Gb/s]": 9.4}`. Whatever is wrong ends the program with a message.
 */
class ResultFile
{
  public:
    /// The name of a file for standard output.
    static constexpr const char* STANDARD_OUTPUT = "-";

    /// What an option --json says of itself.
    static constexpr const char* HELP = "file for the results as JSON; - for standard output";

    /**
     * Checks that the file can be made, before the simulation and not after it.
     *
     * @param path the file, or STANDARD_OUTPUT; empty for none: then Write() does nothing
     */
    explicit ResultFile(std::string path);

    /**
     * Add a number, or true or false. What is not finite is refused.
     *
     * @tparam T a number, or bool
     * @param name its name, of which there may be no other; without brackets
     * @param value its value
     * @param unit its unit; empty for none
     */
    template <typename T, typename = std::enable_if_t<std::is_arithmetic_v<T>>>
    void Add(const std::string& name, T value, const std::string& unit = "");

    /**
     * Add a text.
     *
     * @param name its name, of which there may be no other; without brackets
     * @param text UTF-8
     */
    void Add(const std::string& name, const std::string& text);

    /**
     * Add a number for each of several repetitions (seeds). All lists of a file have the same
     * length; a table of the results has a line for each repetition.
     *
     * @tparam T a number
     * @param name its name, of which there may be no other; without brackets
     * @param values its values, at least one
     * @param unit its unit; empty for none
     */
    template <typename T>
    void Add(const std::string& name, const std::vector<T>& values, const std::string& unit = "");

    /**
     * @return the object, with a newline at its end
     */
    std::string GetText() const;

    /**
     * Write the file, whole or not at all. If it cannot be written, the results go to standard
     * error with the reason.
     */
    void Write() const;

  private:
    /**
     * @param name name of a result, for messages
     * @param value a number
     * @return it in JSON, with the fewest digits that tell it from its neighbours
     */
    static std::string ToJson(const std::string& name, double value);

    /**
     * Add a result.
     * @param name its name
     * @param unit its unit; empty for none
     * @param json its value
     */
    void AddJson(const std::string& name, const std::string& unit, const std::string& json);

    /**
     * Refuse a list that is empty, or not as long as the others.
     * @param name its name
     * @param length its length
     */
    void CheckLength(const std::string& name, std::size_t length);

    /**
     * @tparam T a number, or bool
     * @param name name of a result, for messages
     * @param value its value
     * @return it in JSON
     */
    template <typename T>
    static std::string NumberToJson(const std::string& name, T value);

    std::string m_path;                                         //!< the file
    std::vector<std::pair<std::string, std::string>> m_results; //!< key and value in JSON
    std::size_t m_length{0};                                    //!< of all lists; 0: there is none
};

template <typename T>
std::string
ResultFile::NumberToJson(const std::string& name, T value)
{
    if constexpr (std::is_same_v<T, bool>)
    {
        return value ? "true" : "false";
    }
    else if constexpr (std::is_integral_v<T>)
    {
        return std::to_string(value);
    }
    else
    {
        return ToJson(name, static_cast<double>(value));
    }
}

template <typename T, typename>
void
ResultFile::Add(const std::string& name, T value, const std::string& unit)
{
    AddJson(name, unit, NumberToJson(name, value));
}

template <typename T>
void
ResultFile::Add(const std::string& name, const std::vector<T>& values, const std::string& unit)
{
    CheckLength(name, values.size());
    std::string json;
    for (const T value : values)
    {
        json += (json.empty() ? "[" : ", ") + NumberToJson<T>(name, value);
    }
    AddJson(name, unit, json + "]");
}

} // namespace ns3

#endif // OFFLOAD_RESULT_FILE_H
