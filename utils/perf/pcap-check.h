/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef PCAP_CHECK_H
#define PCAP_CHECK_H

#include <string>

/**
 * Look whether the pcap files of a run are whole: ns-3 says nothing of a full disk. Throws an
 * AttributeTextError if one is not.
 *
 * @param prefix begin of their names
 */
void CheckPcapFiles(const std::string& prefix);

#endif // PCAP_CHECK_H
