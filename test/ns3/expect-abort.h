/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef EXPECT_ABORT_H
#define EXPECT_ABORT_H

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace offloadtest
{

/**
 * @ingroup offload-test
 * Run a function in a child process, which it is expected to abort.
 *
 * @param function the function
 * @return what it wrote to standard error; "(it did not abort)" if it returned
 */
inline std::string
GetAbortMessage(const std::function<void()>& function)
{
    int ends[2];
    if (pipe(ends) != 0)
    {
        return "(no pipe)";
    }
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0)
    {
        dup2(ends[1], STDERR_FILENO);
        function();
        _exit(0);
    }
    close(ends[1]);
    std::string message;
    char buffer[256];
    ssize_t length;
    while ((length = read(ends[0], buffer, sizeof(buffer))) > 0)
    {
        message.append(buffer, static_cast<std::size_t>(length));
    }
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? "(it did not abort)" : message;
}

} // namespace offloadtest

#endif // EXPECT_ABORT_H
