/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_GROWING_FILE_H
#define OFFLOAD_GROWING_FILE_H

#include "ns3/node.h"

#include <fstream>
#include <string>

namespace ns3
{

/**
 * @ingroup offload
 * A file that is written while the simulation runs. The program ends with the path and
 * the remedy where it cannot be written, or not wholly.
 */
class GrowingFile
{
  public:
    /**
     * @param path the file, in a folder that is there
     */
    explicit GrowingFile(const std::string& path);

    /**
     * @return where to write
     */
    std::ostream& GetStream();

    /// See whether all that was written so far could be, as far as that is known.
    void Check() const;

    /// Write what is left, and see whether it all could be written. Later calls do nothing.
    void Close();

  private:
    std::string m_path;   //!< path
    std::ofstream m_file; //!< file
};

/**
 * @ingroup offload
 * @param node a node
 * @return its name (ns3::Names), or else its index
 */
std::string GetNodeName(Ptr<const Node> node);

} // namespace ns3

#endif // OFFLOAD_GROWING_FILE_H
