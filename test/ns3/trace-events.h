/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef TRACE_EVENTS_H
#define TRACE_EVENTS_H

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace offloadtest
{

/// @ingroup offload-test Process and thread.
using Track = std::pair<uint32_t, uint32_t>;

/**
 * @ingroup offload-test
 * An event of a timeline: its values by key, those of its arguments as "args.KEY".
 */
struct TraceEvent
{
    std::map<std::string, std::string> values; //!< as they are written, texts without escapes

    /**
     * @param key a key
     * @return its value; empty if there is none
     */
    std::string Get(const std::string& key) const
    {
        const auto found = values.find(key);
        return found == values.end() ? "" : found->second;
    }

    /**
     * @param key key of a number
     * @return the number
     */
    uint64_t GetNumber(const std::string& key) const
    {
        return std::stoull(values.at(key));
    }

    /**
     * @param key key of a time
     * @return the time, ns
     */
    int64_t GetTime(const std::string& key) const
    {
        return std::llround(std::stod(values.at(key)) * 1e3);
    }

    /**
     * @return its track
     */
    Track GetTrack() const
    {
        return {GetNumber("pid"), GetNumber("tid")};
    }
};

/**
 * @ingroup offload-test
 * Reads JSON, as far as timelines use it: an array of objects, with numbers, texts, and objects of
 * such in them.
 */
class TraceEventReader
{
  public:
    /**
     * @param text the JSON
     */
    explicit TraceEventReader(const std::string& text)
        : m_text(text)
    {
    }

    /**
     * @param [out] events gets the events
     * @return false if the text is no such JSON, to its last byte
     */
    bool Read(std::vector<TraceEvent>& events)
    {
        if (!Take('['))
        {
            return false;
        }
        do
        {
            events.emplace_back();
            if (!ReadObject("", events.back()))
            {
                return false;
            }
        } while (Take(','));
        return Take(']') && (SkipBlanks(), m_at == m_text.size());
    }

  private:
    /// Go on to what is no blank.
    void SkipBlanks()
    {
        m_at = std::min(m_text.find_first_not_of(" \n", m_at), m_text.size());
    }

    /**
     * @param letter a letter
     * @return whether it came next, and was taken
     */
    bool Take(char letter)
    {
        SkipBlanks();
        const bool isNext = m_at < m_text.size() && m_text[m_at] == letter;
        m_at += isNext ? 1 : 0;
        return isNext;
    }

    /**
     * @param [out] text gets the text
     * @return false if no text comes next
     */
    bool ReadText(std::string& text)
    {
        if (!Take('"'))
        {
            return false;
        }
        for (; m_at < m_text.size() && m_text[m_at] != '"'; m_at++)
        {
            if (static_cast<unsigned char>(m_text[m_at]) < ' ')
            {
                return false;
            }
            if (m_text[m_at] != '\\')
            {
                text += m_text[m_at];
            }
            else if (m_text[++m_at] == 'u')
            {
                text += static_cast<char>(std::stoi(m_text.substr(m_at + 1, 4), nullptr, 16));
                m_at += 4;
            }
            else
            {
                text += m_text[m_at];
            }
        }
        return Take('"');
    }

    /**
     * @param prefix begin of its keys
     * @param [out] event gets its values
     * @return false if no object comes next
     */
    bool ReadObject(const std::string& prefix, TraceEvent& event)
    {
        if (!Take('{'))
        {
            return false;
        }
        do
        {
            std::string key;
            std::string value;
            if (!ReadText(key) || !Take(':'))
            {
                return false;
            }
            SkipBlanks();
            const char next = m_at < m_text.size() ? m_text[m_at] : '\0';
            if (next == '{'   ? !ReadObject(prefix + key + ".", event)
                : next == '"' ? !ReadText(value)
                              : !ReadNumber(value))
            {
                return false;
            }
            event.values[prefix + key] = value;
        } while (Take(','));
        return Take('}');
    }

    /**
     * @param [out] number gets the number
     * @return false if no number comes next
     */
    bool ReadNumber(std::string& number)
    {
        const auto end = m_text.find_first_not_of("0123456789.", m_at);
        number = m_text.substr(m_at, end - m_at);
        m_at += number.size();
        return !number.empty() && number.front() != '.' && number.back() != '.';
    }

    const std::string m_text; //!< the JSON
    std::size_t m_at{0};      //!< bytes that were read
};

/**
 * @ingroup offload-test
 * @param path a file
 * @return its content
 */
inline std::string
ReadFile(const std::string& path)
{
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

} // namespace offloadtest

#endif // TRACE_EVENTS_H
