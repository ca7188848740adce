#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Tests utils/sweep.py --slurm on a Slurm of one node, which is set up in a folder and taken down.

    test/slurm-test.py             as root; says so and passes over it where Slurm is not installed
    test/slurm-test.py --install   installs Slurm before, from Debian's packages
"""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

from sweep_case import TOP, SweepTestCase

PACKAGES = ["slurmctld", "slurmd", "slurm-client", "munge"]
DAEMONS = ["munged", "slurmctld", "slurmd"]
SWEEP = 'program = "PROGRAM"\n[sweep]\nx = [0, 1, 2, 3, 4, 5]\ny = [21, 22, 23, 24, 25]\n'

CONFIGURATION = """
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
KillWait=2
MaxArraySize=21
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=1,batch_sched_delay=0,bf_interval=1
NodeName={host} NodeAddr=127.0.0.1 CPUs=4 State=UNKNOWN
PartitionName=short Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def free_ports(number):
    """Ports that nobody listens on."""
    sockets = [socket.socket() for _ in range(number)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Cluster:
    """One node, all of whose files are in a folder."""

    def __init__(self, folder):
        self.folder = folder
        folder.chmod(0o755)
        for name in ("state", "spool"):
            (folder / name).mkdir()
        (folder / "key").write_bytes(os.urandom(1024))
        (folder / "key").chmod(0o600)
        host = socket.gethostname().split(".")[0]
        text = CONFIGURATION.format(folder=folder, host=host, ports=free_ports(2))
        (folder / "slurm.conf").write_text(text, encoding="utf-8")
        os.environ["SLURM_CONF"] = str(folder / "slurm.conf")

    def start(self):
        """Start all, and wait for the node."""
        parts = {"key": "key", "socket": "munge.socket", "pid": "munged.pid", "log": "munged.log"}
        options = [
            f"--{option}{'' if option == 'socket' else '-file'}={self.folder / name}"
            for option, name in [*parts.items(), ("seed", "munge.seed")]
        ]
        subprocess.run(["munged", *options], check=True)
        subprocess.run(["slurmctld"], check=True)
        self.start_node()

    def start_node(self):
        """Start the node, and wait until it takes jobs."""
        subprocess.run(["slurmd"], check=True)
        # Jobs that end while slurmd is killed are "completing" until slurmctld asks for them again.
        deadline = time.monotonic() + 240
        while self.ask("sinfo", "--noheader", "--format=%T").strip() not in ("idle", "mixed"):
            if time.monotonic() > deadline:
                raise TimeoutError((self.folder / "slurmctld.log").read_text(errors="replace"))
            time.sleep(0.2)

    def kill(self, daemon, number=signal.SIGKILL):
        """End a daemon."""
        path = self.folder / f"{daemon}.pid"
        try:
            process = int(path.read_text(encoding="ascii"))
            os.kill(process, number)
        except (FileNotFoundError, ProcessLookupError, ValueError):
            return
        deadline = time.monotonic() + 20
        while pathlib.Path(f"/proc/{process}").exists() and time.monotonic() < deadline:
            time.sleep(0.05)

    def stop(self):
        """End all."""
        self.ask("scancel", "--full", "--user=root")
        for daemon in ("slurmd", "slurmctld", "munged"):
            self.kill(daemon, signal.SIGTERM)
            self.kill(daemon)

    @staticmethod
    def ask(*command):
        """What a command of Slurm prints."""
        return subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        ).stdout


class SlurmTest(SweepTestCase):
    """Whatever happens to an array, the table in the end is that of a pool."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        cls.addClassCleanup(folder.cleanup)
        cls.cluster = Cluster(pathlib.Path(folder.name))
        cls.addClassCleanup(cls.cluster.stop)
        cls.cluster.start()

    def setUp(self):
        super().setUp()
        self.define(SWEEP)
        # Slow enough to meet it on its way
        text = self.program.read_text(encoding="utf-8").replace("sleep 0.0$((x % 4))", "sleep 0.3")
        self.program.write_text(text, encoding="utf-8")

    def assert_table(self):
        """It is that of a pool."""
        begun = self.begun()
        self.sweep("--jobs=4", output=self.folder / "pool")
        (self.folder / "begun").write_text("\n".join(begun) + "\n", encoding="utf-8")
        self.assertEqual(
            (self.output / "results.csv").read_bytes(),
            (self.folder / "pool" / "results.csv").read_bytes(),
        )

    def start(self):
        """A sweep that is on its way: some runs are finished, most are not."""
        running = subprocess.Popen(
            self.command("--slurm"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.wait_for(lambda: len(self.finished()) >= 5)
        self.assertLess(len(self.finished()), 28)
        return running

    def finish(self):
        """The same command again; no run that was finished is run again."""
        finished, before = self.finished(), len(self.begun())
        output = self.sweep("--slurm")
        self.assertIn("30 of 30 runs finished", output)
        self.assertEqual(finished & set(self.begun()[before:]), set(), "repeated")
        self.assert_table()

    def test_array(self):
        """MaxArraySize makes two of them."""
        output = self.sweep("--slurm", "--partition=short", "--time=5", "--jobs=3")
        self.assertIn("30 of 30 runs finished, 0 of them before", output)
        self.assertEqual(len((self.output / "slurm" / "arrays.txt").read_text().split()), 2)
        self.assertEqual(len(self.begun()), 30)
        self.assert_table()
        self.assertIn("30 of them before", self.sweep("--slurm"))

    def test_cancelled(self):
        running = self.start()
        self.cluster.ask("scancel", *(self.output / "slurm" / "arrays.txt").read_text().split())
        output, _ = running.communicate()
        self.assertEqual(running.returncode, 1, output)
        self.assertRegex(output, r"\d+ did not end: the same command runs them")
        self.assertNotIn("failed", output)
        self.finish()

    def test_sweep_killed(self):
        running = self.start()
        running.kill()
        running.communicate()
        refused = self.sweep(code=1)
        self.assertIn("of Slurm is not done: wait for it with --slurm, or scancel it", refused)
        self.finish()
        self.assertEqual(len(self.begun()), 30)

    def test_sweep_interrupted(self):
        running = self.start()
        running.send_signal(signal.SIGTERM)
        output, _ = running.communicate()
        self.assertEqual(running.returncode, 143)
        self.assertIn("Slurm goes on; scancel ", output)
        self.finish()

    def test_node_killed(self):
        running = self.start()
        self.cluster.kill("slurmd")
        time.sleep(2)
        self.cluster.start_node()
        output, _ = running.communicate(timeout=300)
        self.assertIn("runs finished", output)
        self.finish()

    def test_failed_runs(self):
        self.define(SWEEP.replace("25]", "13]"))
        output = self.sweep("--slurm", code=1)
        self.assertIn("24 of 30 runs finished", output)
        self.assertIn("6 failed", output)
        self.assertIn("x=1:y=13 failed with exit code 3:\n$ ", output)
        self.assertIn("this is 1 13", output)
        (self.folder / "mended").touch()
        before = len(self.begun())
        self.sweep("--slurm", "--retry-failed")
        self.assertEqual(len(self.begun()) - before, 6)
        self.assert_table()

    def test_what_slurm_refuses(self):
        output = self.sweep("--slurm", "--partition=no-such", code=1)
        self.assertIn("sbatch: error: invalid partition specified: no-such", output)


def main():
    """Run the tests, where they can be run."""
    if "--install" in sys.argv:
        sys.argv.remove("--install")
        subprocess.run([TOP / "utils" / "setup.sh", *PACKAGES], check=True)
    missing = [daemon for daemon in DAEMONS if not shutil.which(daemon)]
    if missing or os.geteuid() != 0:
        reason = f"{', '.join(missing)} not installed" if missing else "only root can run slurmd"
        print(f"skipped: {reason}")
        return
    unittest.main()


if __name__ == "__main__":
    main()
