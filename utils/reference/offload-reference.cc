/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "reference-pages.h"

#include "ns3/command-line.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <vector>

/**
 * @file
 * @ingroup offload
 * Writes the reference pages of the documentation, doc/reference, from the code and the data files.
 */

using namespace ns3;

namespace
{

/**
 * @param headers what the headers say
 * @return all pages, the first of which leads to the others
 */
std::vector<RstPage>
MakePages(const HeaderIndex& headers)
{
    std::vector<RstPage> pages{RstPage("index", "Reference"),
                               MakeAttributesPage(),
                               MakeTraceSourcesPage(headers),
                               MakeFeaturesPage(),
                               MakeNicsPage(),
                               MakeOperationsPage(),
                               MakeProfilesPage(),
                               MakeOutcomesPage(headers),
                               MakeCountersPage(headers)};
    std::vector<std::string> names;
    for (std::size_t i = 1; i < pages.size(); i++)
    {
        names.push_back(pages[i].GetName());
    }
    pages.front().AddParagraph("Program offload-reference writes these pages from the code and its "
                               "data files.");
    pages.front().AddToctree(names);
    return pages;
}

/**
 * Write a page to its file.
 * @param page the page
 * @param folder where to
 */
void
WritePage(const RstPage& page, const std::string& folder)
{
    const auto path = std::filesystem::path(folder) / (page.GetName() + ".rst");
    std::ofstream file(path);
    file << page.GetText();
    file.flush();
    if (!file)
    {
        throw std::runtime_error("option --output is \"" + folder + "\": cannot write " +
                                 path.string() +
                                 "; give a folder that exists, on a disk with room");
    }
}

} // namespace

int
main(int argc, char* argv[])
{
    std::string output;
    CommandLine cmd(__FILE__);
    cmd.Usage("Write the reference pages of the documentation.");
    cmd.AddValue("output", "folder for the pages; none: print them all", output);
    cmd.Parse(argc, argv);
    try
    {
        const HeaderIndex headers(OFFLOAD_TOP_DIR);
        for (const auto& page : MakePages(headers))
        {
            if (output.empty())
            {
                std::cout << page.GetText();
            }
            else
            {
                WritePage(page, output);
            }
        }
    }
    catch (const std::exception& error)
    {
        std::cerr << "offload-reference: " << error.what() << "\n";
        return 1;
    }
    return 0;
}
