/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "replay/capture-reader.h"
#include "replay/capture-writer.h"
#include "replay/frame-loader.h"
#include "replay/receive-replay.h"
#include "replay/replay-options.h"
#include "replay/replay-plot.h"
#include "replay/replay-progress.h"
#include "replay/replay-report.h"
#include "replay/transmit-replay.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fmt/format.h>
#include <memory>
#include <new>
#include <system_error>
#include <vector>

/**
 * @file
 * @ingroup offload
 * What a stack would have seen of a capture: sends it through LRO, GRO or GSO.
 */

using namespace ns3::offload::replay;

namespace
{

/// The ways of one capture, all at a time.
class Ways
{
  public:
    /**
     * @param options what was asked for
     * @param start time of the first frame, ns
     * @param writer gets what comes out, or null
     */
    Ways(const ReplayOptions& options, int64_t start, CaptureWriter* writer)
    {
        for (const ReplayVariant& variant : options.Variants())
        {
            results.push_back(
                std::make_unique<ReplayResult>(start, options.maxFlows, options.Profile(), writer));
            const ReplaySettings& settings = *variant.settings;
            if (settings.Kind() == Offload::GSO)
            {
                m_senders.push_back(
                    std::make_unique<TransmitReplay>(settings, options.mtu, *results.back()));
            }
            else
            {
                m_receivers.push_back(
                    std::make_unique<ReceiveReplay>(settings, options.mtu, *results.back()));
            }
        }
    }

    /// @param frame goes all ways
    void Take(const ns3::offload::Frag& frame)
    {
        for (const auto& receiver : m_receivers)
        {
            receiver->Take(frame);
        }
        for (const auto& sender : m_senders)
        {
            sender->Take(frame);
        }
    }

    /// The capture is over.
    void Finish()
    {
        for (const auto& receiver : m_receivers)
        {
            receiver->Finish();
        }
        for (const auto& sender : m_senders)
        {
            sender->Finish();
        }
    }

    std::vector<std::unique_ptr<ReplayResult>> results; //!< by setting

  private:
    std::vector<std::unique_ptr<ReceiveReplay>> m_receivers; //!< those that receive
    std::vector<std::unique_ptr<TransmitReplay>> m_senders;  //!< those that send
};

/**
 * Replay, and report.
 * @param options what was asked for
 * @return exit status
 */
int
Run(const ReplayOptions& options)
{
    CaptureReader reader(options.capture, options.filter);
    FrameLoader loader(reader.Link(), {options.mtu, options.rxVlanOffload, options.fixChecksums});
    std::unique_ptr<CaptureWriter> writer;
    std::unique_ptr<Ways> ways; // the frames that they hold are the loader's
    auto progress = std::make_unique<ReplayProgress>(reader.Size(), !options.quiet);
    for (CaptureRecord record; reader.Next(record);)
    {
        const ns3::offload::Frag frame = loader.Load(record);
        if (!frame.Object())
        {
            continue;
        }
        if (!ways)
        {
            writer = options.write.empty()
                         ? nullptr
                         : std::make_unique<CaptureWriter>(options.write, reader.Link());
            ways = std::make_unique<Ways>(options, record.time, writer.get());
        }
        ways->Take(frame);
        progress->Show(loader.Facts().frames, reader);
    }
    progress.reset();
    if (!ways)
    {
        throw ReplayError(reader.Damage().empty()
                              ? fmt::format("{}: there is no frame to replay{}",
                                            reader.Name(),
                                            reader.Skipped() > 0
                                                ? fmt::format("; --filter={} leaves out all {}",
                                                              options.filter,
                                                              reader.Skipped())
                                                : "; capture some, or name another file")
                              : reader.Damage());
    }
    ways->Finish();
    if (writer)
    {
        writer->Close();
    }
    const Replay replay{options,
                        reader.Name(),
                        reader.Link().Name(),
                        loader.Facts(),
                        reader.Skipped(),
                        writer ? writer->Cut() : 0,
                        std::move(ways->results)};
    const bool isText = options.json != "-" && !options.quiet;
    std::FILE* file = options.write == "-" ? stderr : stdout;
    if (isText)
    {
        PrintText(file, replay);
    }
    if (std::fflush(file) != 0)
    {
        throw ReplayError("cannot write to the standard output: redirect it to another file");
    }
    if (!options.json.empty())
    {
        WriteJson(options.json, replay);
    }
    if (!options.plot.empty())
    {
        DrawPlot(options.plot, replay);
    }
    for (const std::string& warning : ListWarnings(replay))
    {
        fmt::print(stderr, "warning: {}\n", warning);
    }
    if (!reader.Damage().empty())
    {
        fmt::print(stderr, "offload-replay: {}\n", reader.Damage());
        return 1;
    }
    return 0;
}

} // namespace

int
main(int argc, char* argv[])
{
    // Where ns-3 or the module aborts for a wrong setting it has said why: no core dump besides.
    std::set_terminate([]() { std::_Exit(1); });
    try
    {
        const auto options = ns3::CreateObject<ReplayOptions>();
        options->Parse(argc, argv);
        return Run(*options);
    }
    catch (const ReplayError& error)
    {
        fmt::print(stderr, "offload-replay: {}\n", error.what());
    }
    catch (const std::bad_alloc&)
    {
        fmt::print(stderr,
                   "offload-replay: out of memory: lower --rx-ring, --max-held or --max-flows\n");
    }
    catch (const std::system_error& error)
    {
        fmt::print(stderr, "offload-replay: cannot write the table: {}\n", error.what());
    }
    return 1;
}
