#ifndef WORKBOOK_CGNUPLOTIOSTREAM_H
#define WORKBOOK_CGNUPLOTIOSTREAM_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Sends a script to a new gnuplot process and waits for it to end.
///
/// One script at a time: calls from several threads wait for each other. No C++ exception leaves
/// this function, and a gnuplot that dies early raises no SIGPIPE in the calling process.
///
/// - executable: the path of gnuplot, as found on the PATH.
/// - message: receives what gnuplot wrote to its standard error, NUL-terminated and cut to
///   `capacity` bytes; empty when it had nothing to say.
/// - Returns: 0 when gnuplot ended with status 0; its exit status otherwise (127: it could not be
///   started); -1 when the pipe to it could not be opened, with the reason in `message`.
int workbook_gnuplot_run(
    const char *executable, const char *script, size_t length, char *message, size_t capacity);

#ifdef __cplusplus
}
#endif

#endif
