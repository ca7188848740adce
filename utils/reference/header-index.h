/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef HEADER_INDEX_H
#define HEADER_INDEX_H

#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload
 * What the headers of the module say beside declarations, which the compiler does not keep.
 */

/**
 * A name and the comment behind it.
 */
struct Documented
{
    std::string name;    //!< of an enumerator or a field
    std::string comment; //!< what stands behind it
};

/**
 * An enum or a struct.
 */
struct DocumentedType
{
    std::string comment;             //!< what stands above it, as one paragraph
    std::vector<Documented> members; //!< enumerators or fields, in order
};

/**
 * The headers of the module. A name that is looked for and not there ends the search with a
 * std::runtime_error: the reference must not lose what was renamed.
 */
class HeaderIndex
{
  public:
    /**
     * @param top top folder of the module
     */
    explicit HeaderIndex(const std::string& top);

    /**
     * @param name name of an enum class
     * @return its enumerators without COUNT, which only counts them
     */
    DocumentedType GetEnum(const std::string& name) const;

    /**
     * @param name name of a struct, as Class::Struct if it is within one
     * @return its fields
     */
    DocumentedType GetStruct(const std::string& name) const;

    /**
     * @param name qualified name of a callback's type
     * @return its arguments, as "(Time delay)"; the name itself if it is not this module's
     */
    std::string GetSignature(const std::string& name) const;

  private:
    /// A declaration's place in m_text.
    struct Body
    {
        std::size_t declaration; //!< where the declaration begins
        std::size_t begin;       //!< behind its opening brace
        std::size_t end;         //!< at its closing brace
    };

    /**
     * @param declaration what it begins with, as "struct Name"
     * @param from where to begin to look
     * @return where its body is
     */
    Body Find(const std::string& declaration, std::size_t from) const;

    /**
     * @param body where a declaration is
     * @return the comment above it
     */
    std::string GetCommentAbove(const Body& body) const;

    /**
     * @param body where a declaration is
     * @return the lines between its braces, without white space at their ends
     */
    std::vector<std::string> GetLines(const Body& body) const;

    std::string m_text; //!< all headers
};

#endif // HEADER_INDEX_H
