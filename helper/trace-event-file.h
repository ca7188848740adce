/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRACE_EVENT_FILE_H
#define OFFLOAD_TRACE_EVENT_FILE_H

#include "ns3/growing-file.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup offload
 * Where a slice is drawn: a thread of a process, in the words of the Trace Event format.
 */
struct TimelineTrack
{
    uint32_t process{0}; //!< pid: a host
    uint32_t thread{0};  //!< tid: a core, a queue or a flow of it
};

/**
 * @ingroup offload
 * Writes a file in the Trace Event format, which Perfetto and chrome://tracing open: a JSON array,
 * one event a line, with times in microseconds to the nanosecond.
 *
 * Events go to the file in whole lines as they come, so memory does not grow, and a file whose
 * program was killed lacks nothing but the closing bracket, which the format allows.
 */
class TraceEventFile
{
  public:
    /**
     * @param path the file; the program ends if it cannot be written
     */
    explicit TraceEventFile(const std::string& path);

    /**
     * @param process pid
     * @param name its name
     */
    void NameProcess(uint32_t process, const std::string& name);

    /**
     * @param track a track; those of a process are drawn in the order of their numbers
     * @param name its name
     */
    void NameTrack(TimelineTrack track, const std::string& name);

    /**
     * A slice begins; it ends by the matching End of its track.
     *
     * @param track where
     * @param at when
     * @param name name
     */
    void Begin(TimelineTrack track, Time at, const std::string& name);

    /**
     * The slice that began last on a track ends.
     *
     * @param track where
     * @param at when
     */
    void End(TimelineTrack track, Time at);

    /**
     * A whole slice.
     *
     * @param track where
     * @param start when it began
     * @param end when it ended
     * @param name name
     * @param category category
     * @param key name of a number that is shown with it; null for none
     * @param number the number
     */
    void Slice(TimelineTrack track,
               Time start,
               Time end,
               const std::string& name,
               const std::string& category,
               const char* key = nullptr,
               uint64_t number = 0);

    /**
     * A counter has a value from now on.
     *
     * @param process pid
     * @param at when
     * @param name name
     * @param value value
     */
    void Counter(uint32_t process, Time at, const std::string& name, uint64_t value);

    /**
     * An arrow from one slice to another.
     *
     * @param from track of the first slice
     * @param start a time within it
     * @param to track of the other slice
     * @param end a time within it
     * @param name name
     */
    void Arrow(TimelineTrack from, Time start, TimelineTrack to, Time end, const std::string& name);

    /**
     * @return slices so far: those that were begun, and whole ones
     */
    uint64_t GetSlices() const;

    /// Write the end of the file, and see whether it all could be written. Later calls do nothing.
    void Close();

  private:
    /**
     * Begin an event.
     *
     * @param phase its type, a letter of the format
     * @param track where
     */
    void Open(char phase, TimelineTrack track);

    /**
     * @param key key of what follows
     */
    void AddKey(const char* key);

    /// Begin the arguments of an event, which end with a brace.
    void OpenArguments();

    /**
     * @param key key of a time
     * @param time the time
     */
    void AddTime(const char* key, Time time);

    /**
     * @param key key of a text
     * @param text the text
     */
    void AddText(const char* key, const std::string& text);

    /**
     * @param key key of a number
     * @param number the number
     */
    void AddNumber(const char* key, uint64_t number);

    /// End an event, and write when there is enough.
    void Shut();

    /**
     * @param what kind of a name
     * @param track whose
     * @param name the name
     */
    void Name(const char* what, TimelineTrack track, const std::string& name);

    /// Write what waits.
    void Flush();

    GrowingFile m_file;      //!< the file
    std::string m_buffer;    //!< whole events that wait
    bool m_isOpen{true};     //!< not closed yet
    bool m_hasEvents{false}; //!< an event was written
    uint64_t m_slices{0};    //!< slices so far
    uint64_t m_arrows{0};    //!< arrows so far
};

} // namespace ns3

#endif // OFFLOAD_TRACE_EVENT_FILE_H
