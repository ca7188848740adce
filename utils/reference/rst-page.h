/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef RST_PAGE_H
#define RST_PAGE_H

#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload
 * A page of the reference, as reStructuredText.
 */

/**
 * @param text plain text
 * @return the same as reStructuredText, in which no character has a meaning
 */
std::string EscapeRst(const std::string& text);

/**
 * @param name a name from the code
 * @return it as a literal; empty if it is empty
 */
std::string Literal(const std::string& name);

/**
 * Builds a page from its title down. Text that is given has to be reStructuredText already.
 */
class RstPage
{
  public:
    /// Rows of a table, each a list of cells.
    using Rows = std::vector<std::vector<std::string>>;

    /**
     * @param name name of the file, without folder and extension
     * @param title title of the page
     */
    RstPage(const std::string& name, const std::string& title);

    /**
     * @param title title of a section
     */
    void AddSection(const std::string& title);

    /**
     * @param text a paragraph
     */
    void AddParagraph(const std::string& text);

    /**
     * @param widths relative widths of the columns
     * @param header titles of the columns
     * @param rows the rows; nothing is added if there are none
     */
    void AddTable(const std::vector<int>& widths,
                  const std::vector<std::string>& header,
                  const Rows& rows);

    /**
     * @param names pages that this one leads to
     */
    void AddToctree(const std::vector<std::string>& names);

    /**
     * @return name of the file, without folder and extension
     */
    const std::string& GetName() const;

    /**
     * @return the page
     */
    const std::string& GetText() const;

  private:
    /**
     * Add a title.
     * @param title the title
     * @param line what underlines it
     */
    void AddTitle(const std::string& title, char line);

    std::string m_name; //!< name of the file
    std::string m_text; //!< the page so far
};

#endif // RST_PAGE_H
