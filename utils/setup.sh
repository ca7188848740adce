#!/bin/sh
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

# Installs what ./test.py and ./reproduce need on Debian and its descendants, and says nothing when all is there.
# With arguments: installs these packages instead. Elsewhere the packages are only named.

packages="
python3
g++ make cmake ccache
libns3-dev libtomlplusplus-dev
libfmt-dev nlohmann-json3-dev libboost-test-dev libpcap-dev
gnuplot-nox fontconfig fonts-dejavu-core
"
python=yes # whether it is for our own programs
[ $# -gt 0 ] && packages="$*" && python=""

# An older python fails where it reads the first experiment.
python_is_new()
{
    [ -z "$python" ] && return
    python3 -c 'import tomllib' 2> /dev/null && return
    echo "Python 3.11 or newer is needed, and python3 is $(python3 --version 2>&1); please install it" >&2
    exit 1
}

if ! command -v dpkg-query > /dev/null || ! command -v apt-get > /dev/null; then
    command -v python3 > /dev/null && python_is_new && exit 0
    echo "This is no Debian; please install what these packages hold:" $packages >&2
    exit 1
fi

installed=$(dpkg-query -W -f '${Status} ${Package}\n' $packages 2> /dev/null | sed -n 's/^install ok installed //p')
missing=""
for package in $packages; do
    case " $(echo $installed) " in
        *" $package "*) ;;
        *) missing="$missing $package" ;;
    esac
done
[ -z "$missing" ] && python_is_new && exit 0

if [ "$(id -u)" -eq 0 ]; then
    root=""
elif command -v sudo > /dev/null; then
    root="sudo"
else
    echo "As root, please: apt-get install$missing" >&2
    exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Nothing that is installed gets removed, and nothing upgraded that need not be.
install()
{
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends --no-remove \
        -o DPkg::Lock::Timeout=300 $missing >> "$log" 2>&1 < /dev/null
}

echo "Installing$missing ..." >&2
# The package lists may be missing or older than the archive: fetch them only then.
if ! install; then
    $root apt-get update -q -o DPkg::Lock::Timeout=300 >> "$log" 2>&1
    if ! install; then
        cat "$log" >&2
        echo "Could not install$missing" >&2
        exit 1
    fi
fi
python_is_new
