/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/tcp-output-settings.h"

#include "ns3/boolean.h"
#include "ns3/object-base.h"
#include "ns3/uinteger.h"

namespace ns3
{

TypeId
TcpOutputSettings::AddAttributes(TypeId tid)
{
    constexpr uint32_t MIN_SNDBUF = 4608; // Linux: SOCK_MIN_SNDBUF
    const TcpOutputSettings defaults;
    return tid
        .AddAttribute("LimitOutputBytes",
                      "TCP small queues: bytes of a connection below TCP at most "
                      "(tcp_limit_output_bytes); 0 for kernels before Linux 3.6, which have "
                      "none. The default is that of Linux 4.20 to 6.15.",
                      UintegerValue(defaults.limitOutputBytes),
                      MakeUintegerAccessor(&TcpOutputSettings::limitOutputBytes),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("PacingShift",
                      "Autosizing: a super-packet, and what small queues allow, lasts "
                      "2^-PacingShift seconds at the connection's rate (sk_pacing_shift); 0 "
                      "for kernels before Linux 3.12, which have none.",
                      UintegerValue(defaults.pacingShift),
                      MakeUintegerAccessor(&TcpOutputSettings::pacingShift),
                      MakeUintegerChecker<uint32_t>(0, 31))
        .AddAttribute("MinTsoSegs",
                      "Autosizing: segments of a super-packet at least (tcp_min_tso_segs).",
                      UintegerValue(defaults.minTsoSegs),
                      MakeUintegerAccessor(&TcpOutputSettings::minTsoSegs),
                      MakeUintegerChecker<uint32_t>(1))
        .AddAttribute("TsoRttLog",
                      "Autosizing: 64 KB are halved for each 2^TsoRttLog us of round-trip time "
                      "and added to what the rate allows (tcp_tso_rtt_log).",
                      UintegerValue(defaults.tsoRttLog),
                      MakeUintegerAccessor(&TcpOutputSettings::tsoRttLog),
                      MakeUintegerChecker<uint32_t>(0, 31))
        .AddAttribute("TsoWinDivisor",
                      "Deferral: part of the window that a super-packet waits for "
                      "(tcp_tso_win_divisor, 3 in Linux); 0 for none. Not on by default: what "
                      "waits shortens the window, see the documentation.",
                      UintegerValue(defaults.tsoWinDivisor),
                      MakeUintegerAccessor(&TcpOutputSettings::tsoWinDivisor),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("LinuxHystart",
                      "Connections that begin from now on, with ns-3's Cubic and its HyStart on, "
                      "leave slow start by the HyStart of Linux 6.18, which knows microseconds and "
                      "allows for GRO.",
                      BooleanValue(defaults.linuxHystart),
                      MakeBooleanAccessor(&TcpOutputSettings::linuxHystart),
                      MakeBooleanChecker())
        .AddAttribute("LargeSegments",
                      "A segment of TCP that is wider than the link is taken for a super-packet "
                      "of segments that fill the link; without, IP fragments it. For TCP that "
                      "works in super-packets (SetLargeSegments), an approximation.",
                      BooleanValue(defaults.largeSegments),
                      MakeBooleanAccessor(&TcpOutputSettings::largeSegments),
                      MakeBooleanChecker())
        .AddAttribute("UdpFragmentGso",
                      "A UDP datagram longer than the MTU goes through IP whole and is "
                      "fragmented just before the driver, as in FreeBSD's GSO; without, and "
                      "without tx-udp-fragmentation, IP fragments.",
                      BooleanValue(defaults.udpFragmentGso),
                      MakeBooleanAccessor(&TcpOutputSettings::udpFragmentGso),
                      MakeBooleanChecker())
        .AddAttribute("WmemDefault",
                      "Bytes of memory in the send buffer of a UDP socket (net.core.wmem_default); "
                      "a datagram that finds it full is refused (trace SndbufError); a "
                      "CpuDatagramSource waits. A host whose work costs nothing refuses nothing.",
                      UintegerValue(defaults.wmemDefault),
                      MakeUintegerAccessor(&TcpOutputSettings::wmemDefault),
                      MakeUintegerChecker<uint32_t>(MIN_SNDBUF));
}

} // namespace ns3
