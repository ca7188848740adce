#!/bin/sh
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

# Fetches the files of a Debian source package into a folder: apt-source.sh PACKAGE FOLDER
# They come from the archive that the machine's own apt sources name. The configuration of apt stays as it is, and no
# root is needed.

if [ $# -ne 2 ]; then
    echo "usage: $0 PACKAGE FOLDER" >&2
    exit 1
fi
if ! command -v apt-get > /dev/null; then
    echo "This is no Debian: fetch the source package $1 by other means, and put its files into $2" >&2
    exit 1
fi
mkdir -p "$2" && target=$(cd "$2" && pwd) || exit 1
apt=$(mktemp -d) || exit 1
trap 'rm -rf "$apt"' EXIT
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/source" "$apt/sources.list.d"
# The same sources as deb-src lines, in a folder of our own
for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -f "$list" ] && sed -n 's/^deb /deb-src /p' "$list"
done > "$apt/sources.list"
for list in /etc/apt/sources.list.d/*.sources; do
    [ -f "$list" ] && sed 's/^Types:.*/Types: deb-src/' "$list" > "$apt/sources.list.d/$(basename "$list")"
done
# apt drops root for downloads
chmod -R a+rwX "$apt"
options="-q -o Dir::Etc::SourceList=$apt/sources.list -o Dir::Etc::SourceParts=$apt/sources.list.d
         -o Dir::State::Lists=$apt/lists -o Dir::Cache=$apt/cache"
cd "$apt/source" || exit 1
if ! { apt-get update $options && apt-get source $options --download-only "$1"; } > "$apt/log" 2>&1; then
    cat "$apt/log" >&2
    echo "Could not fetch the source package $1 from apt's own sources" >&2
    exit 1
fi
mv -f "$apt"/source/* "$target"
