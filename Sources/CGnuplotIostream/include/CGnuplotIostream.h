#ifndef WORKBOOK_CGNUPLOTIOSTREAM_H
#define WORKBOOK_CGNUPLOTIOSTREAM_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Sends a script to a gnuplot that reads the other end of a pipe, asks it to end, and closes the pipe.
///
/// No C++ exception leaves this function, and a gnuplot that dies early raises no SIGPIPE in the calling
/// process; what it did not read is lost.
///
/// - descriptor: of the pipe; closed in any case.
/// - message: receives why nothing could be sent, NUL-terminated and cut to `capacity` bytes.
/// - Returns: 0, or -1 with the reason in `message`.
int workbook_gnuplot_send(
    int descriptor, const char *script, size_t length, char *message, size_t capacity);

#ifdef __cplusplus
}
#endif

#endif
