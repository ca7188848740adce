/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/trace-event-file.h"

#include "data/json-text.h"

#include <array>
#include <charconv>

namespace ns3
{

namespace
{

constexpr std::size_t BUFFER = 1 << 16; //!< bytes that wait before they are written

} // namespace

TraceEventFile::TraceEventFile(const std::string& path)
    : m_file(path)
{
    m_buffer.reserve(2 * BUFFER);
    m_buffer = "[";
}

void
TraceEventFile::Open(char phase, TimelineTrack track)
{
    m_buffer += m_hasEvents ? ",\n{" : "\n{";
    m_hasEvents = true;
    AddText("ph", std::string(1, phase));
    AddNumber("pid", track.process);
    AddNumber("tid", track.thread);
}

void
TraceEventFile::AddKey(const char* key)
{
    m_buffer.append(m_buffer.back() == '{' ? "\"" : ",\"").append(key).append("\":");
}

void
TraceEventFile::AddNumber(const char* key, uint64_t number)
{
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    AddKey(key);
    m_buffer.append(digits.data(), end);
}

void
TraceEventFile::AddTime(const char* key, Time time)
{
    constexpr uint64_t NS_IN_US = 1000;
    const auto ns = static_cast<uint64_t>(time.GetNanoSeconds());
    AddNumber(key, ns / NS_IN_US);
    const auto rest = static_cast<uint32_t>(ns % NS_IN_US);
    if (rest > 0)
    {
        m_buffer += '.';
        m_buffer += static_cast<char>('0' + rest / 100);
        m_buffer += static_cast<char>('0' + rest / 10 % 10);
        m_buffer += static_cast<char>('0' + rest % 10);
    }
}

void
TraceEventFile::AddText(const char* key, const std::string& text)
{
    AddKey(key);
    AppendJsonText(m_buffer, text);
}

void
TraceEventFile::OpenArguments()
{
    AddKey("args");
    m_buffer += '{';
}

void
TraceEventFile::Shut()
{
    m_buffer += '}';
    if (m_buffer.size() >= BUFFER)
    {
        Flush();
    }
}

void
TraceEventFile::Flush()
{
    m_file.GetStream().write(m_buffer.data(), static_cast<std::streamsize>(m_buffer.size()));
    m_file.GetStream().flush();
    m_file.Check();
    m_buffer.clear();
}

void
TraceEventFile::Name(const char* what, TimelineTrack track, const std::string& name)
{
    Open('M', track);
    AddText("name", what);
    OpenArguments();
    AddText("name", name);
    m_buffer += '}';
    Shut();
}

void
TraceEventFile::NameProcess(uint32_t process, const std::string& name)
{
    Name("process_name", {process, 0}, name);
}

void
TraceEventFile::NameTrack(TimelineTrack track, const std::string& name)
{
    Name("thread_name", track, name);
    Open('M', track);
    AddText("name", "thread_sort_index");
    OpenArguments();
    AddNumber("sort_index", track.thread);
    m_buffer += '}';
    Shut();
}

void
TraceEventFile::Begin(TimelineTrack track, Time at, const std::string& name)
{
    m_slices++;
    Open('B', track);
    AddTime("ts", at);
    AddText("name", name);
    Shut();
}

void
TraceEventFile::End(TimelineTrack track, Time at)
{
    Open('E', track);
    AddTime("ts", at);
    Shut();
}

void
TraceEventFile::Slice(TimelineTrack track,
                      Time start,
                      Time end,
                      const std::string& name,
                      const std::string& category,
                      const char* key,
                      uint64_t number)
{
    m_slices++;
    Open('X', track);
    AddTime("ts", start);
    AddTime("dur", end - start);
    AddText("name", name);
    AddText("cat", category);
    if (key)
    {
        OpenArguments();
        AddNumber(key, number);
        m_buffer += '}';
    }
    Shut();
}

void
TraceEventFile::Counter(uint32_t process, Time at, const std::string& name, uint64_t value)
{
    Open('C', {process, 0});
    AddTime("ts", at);
    AddText("name", name);
    OpenArguments();
    AddNumber("value", value);
    m_buffer += '}';
    Shut();
}

void
TraceEventFile::Arrow(TimelineTrack from,
                      Time start,
                      TimelineTrack to,
                      Time end,
                      const std::string& name)
{
    m_arrows++;
    for (const bool isStart : {true, false})
    {
        Open(isStart ? 's' : 'f', isStart ? from : to);
        AddTime("ts", isStart ? start : end);
        AddNumber("id", m_arrows);
        AddText("name", name);
        AddText("cat", "flow");
        if (!isStart)
        {
            AddText("bp", "e"); // binds to the slice around it, not to the next one
        }
        Shut();
    }
}

uint64_t
TraceEventFile::GetSlices() const
{
    return m_slices;
}

void
TraceEventFile::Close()
{
    if (m_isOpen)
    {
        m_isOpen = false;
        m_buffer += "\n]\n";
        Flush();
        m_file.Close();
    }
}

} // namespace ns3
