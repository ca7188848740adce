/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_FRAG_H
#define OFFLOAD_FRAG_H

#include <cstdint>
#include <utility>

/**
 * @file
 * @ingroup offload
 * Handles on payload.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * What a Frag can ask of the object behind it.
 *
 * One static table serves all frags of a kind. retain and release may be null for objects that
 * outlive every frame; sum is null where payload bytes are not real.
 */
struct FragOps
{
    void (*retain)(void* object);  //!< add a reference
    void (*release)(void* object); //!< drop a reference; the last one frees the object
    /// One's complement sum (see checksum.h) of length bytes from offset, the first byte being
    /// even.
    uint32_t (*sum)(const void* object, uint32_t offset, uint32_t length);
};

/**
 * @ingroup offload
 * A counted handle on a range of payload bytes. Engines slice, move and count frags; they never
 * look into one.
 *
 * The object may be a simulated packet, a receive page or a buffer of file bytes. Offsets are in
 * bytes from the object's own beginning.
 */
class Frag
{
  public:
    Frag() = default;

    /**
     * Take over one reference that the caller holds.
     * @param object the object; null makes a frag of bytes that nobody keeps
     * @param ops the object's operations, or null; must outlive the frag
     * @param offset first byte, from the beginning of the object
     * @param length number of bytes; 0 is valid (a buffer whose bytes were all pulled)
     */
    Frag(void* object, const FragOps* ops, uint32_t offset, uint32_t length) noexcept
        : m_object(object),
          m_ops(ops),
          m_offset(offset),
          m_length(length)
    {
    }

    /**
     * Share a part of another frag.
     * @param whole the other frag
     * @param offset first byte, from the beginning of the other; at most as many as it has
     * @param length number of bytes; no more than the other has from there on
     */
    Frag(const Frag& whole, uint32_t offset, uint32_t length) noexcept
        : Frag(whole.m_object, whole.m_ops, whole.m_offset + offset, length)
    {
        Retain();
    }

    /// @param other another handle on the same object
    Frag(const Frag& other) noexcept
        : Frag(other.m_object, other.m_ops, other.m_offset, other.m_length)
    {
        Retain();
    }

    /// @param other loses its object
    Frag(Frag&& other) noexcept
        : Frag(std::exchange(other.m_object, nullptr),
               other.m_ops,
               other.m_offset,
               std::exchange(other.m_length, 0))
    {
    }

    /// By value: one assignment serves copy and move.
    /// @param other the new content @return this
    Frag& operator=(Frag other) noexcept
    {
        Swap(other);
        return *this;
    }

    ~Frag()
    {
        if (m_object && m_ops && m_ops->release)
        {
            m_ops->release(m_object);
        }
    }

    /// @return the object behind the frag; only the code that made the frag knows its type
    void* Object() const
    {
        return m_object;
    }

    /// @return the object's operations, null if it has none; also tells the kinds of frags apart
    const FragOps* Ops() const
    {
        return m_ops;
    }

    /// @return first byte, in bytes from the beginning of the object
    uint32_t Offset() const
    {
        return m_offset;
    }

    /// @return number of bytes
    uint32_t Length() const
    {
        return m_length;
    }

    /**
     * Share a part of this frag.
     * @param offset first byte, from the beginning of this frag
     * @param length number of bytes
     * @return the part; it ends with this frag at the latest
     */
    Frag Slice(uint32_t offset, uint32_t length) const
    {
        offset = offset < m_length ? offset : m_length;
        return Frag(*this, offset, length < m_length - offset ? length : m_length - offset);
    }

    /**
     * Drop bytes at the front.
     * @param bytes how many; at most all of the frag's are dropped
     */
    void TrimFront(uint32_t bytes)
    {
        bytes = bytes < m_length ? bytes : m_length;
        m_offset += bytes;
        m_length -= bytes;
    }

    /**
     * Take back bytes that stand directly before this frag in the same object.
     * @param bytes how many; at most as many as the object has there are taken
     * @return the number of bytes taken back
     */
    uint32_t ExtendFront(uint32_t bytes)
    {
        bytes = bytes < m_offset ? bytes : m_offset;
        m_offset -= bytes;
        m_length += bytes;
        return bytes;
    }

    /// @return whether the bytes are real, so that Sum() means something
    bool HasSum() const
    {
        return m_ops && m_ops->sum;
    }

    /**
     * Sum bytes at the front.
     * @param bytes how many, no more than the frag has
     * @return their one's complement sum, the first being even; 0 if HasSum() is false
     */
    uint32_t Sum(uint32_t bytes) const
    {
        return HasSum() ? m_ops->sum(m_object, m_offset, bytes) : 0;
    }

  private:
    /// Count one more holder of the object.
    void Retain() const
    {
        if (m_object && m_ops && m_ops->retain)
        {
            m_ops->retain(m_object);
        }
    }

    /**
     * Exchange two handles.
     * @param other the other frag
     */
    void Swap(Frag& other) noexcept
    {
        std::swap(m_object, other.m_object);
        std::swap(m_ops, other.m_ops);
        std::swap(m_offset, other.m_offset);
        std::swap(m_length, other.m_length);
    }

    void* m_object{nullptr};       //!< what holds the bytes
    const FragOps* m_ops{nullptr}; //!< how to hold it
    uint32_t m_offset{0};          //!< bytes from the beginning of the object
    uint32_t m_length{0};          //!< bytes
};

} // namespace ns3::offload

#endif // OFFLOAD_FRAG_H
