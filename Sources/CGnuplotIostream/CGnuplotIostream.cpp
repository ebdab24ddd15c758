#include "CGnuplotIostream.h"

#include <cassert>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <string>
#include <unistd.h>

#include <gnuplot-iostream.h>

namespace {

/// Holds SIGPIPE back from this thread, and takes away the one that was raised meanwhile.
class PipeSignalGuard {
public:
  PipeSignalGuard() {
    sigemptyset(&pipe_only_);
    sigaddset(&pipe_only_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    blocked_ = pthread_sigmask(SIG_BLOCK, &pipe_only_, &before_) == 0;
  }

  ~PipeSignalGuard() {
    if (!blocked_) return;
    if (!was_pending_) {
      const timespec at_once = {0, 0};
      while (sigtimedwait(&pipe_only_, nullptr, &at_once) == -1 && errno == EINTR) {
      }
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

  PipeSignalGuard(const PipeSignalGuard &) = delete;
  PipeSignalGuard &operator=(const PipeSignalGuard &) = delete;

private:
  sigset_t pipe_only_;
  sigset_t before_;
  bool was_pending_ = false;
  bool blocked_ = false;
};

void put(const std::string &text, char *message, size_t capacity) {
  if (message == nullptr || capacity == 0) return;
  const size_t length = text.size() < capacity - 1 ? text.size() : capacity - 1;
  std::memcpy(message, text.data(), length);
  message[length] = '\0';
}

}  // namespace

extern "C" int workbook_gnuplot_send(
    int descriptor, const char *script, size_t length, char *message, size_t capacity) {
  put("", message, capacity);
  std::FILE *const file = fdopen(descriptor, "w");
  if (file == nullptr) {
    put(std::strerror(errno), message, capacity);
    close(descriptor);
    return -1;
  }
  try {
    const PipeSignalGuard guard;
    Gnuplot gnuplot(file);
    gnuplot.write(script, static_cast<std::streamsize>(length));
    // Another thread's child may hold the pipe open, so that gnuplot never sees its end.
    gnuplot << "\nexit\n";
    return 0;
  } catch (const std::exception &error) {
    put(error.what(), message, capacity);
  } catch (...) {
    put("unknown C++ exception", message, capacity);
  }
  return -1;
}
