#include "CGnuplotIostream.h"

#include <cassert>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <mutex>
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

/// A file for gnuplot's standard error, removed at the end.
class ErrorFile {
public:
  ErrorFile() {
    const char *folder = std::getenv("TMPDIR");
    path_ = std::string(folder && folder[0] ? folder : "/tmp") + "/workbook-gnuplot-XXXXXX";
    const int descriptor = mkstemp(&path_[0]);
    if (descriptor < 0) {
      throw std::runtime_error("cannot create " + path_ + ": " + std::strerror(errno));
    }
    close(descriptor);
  }

  ~ErrorFile() { unlink(path_.c_str()); }

  ErrorFile(const ErrorFile &) = delete;
  ErrorFile &operator=(const ErrorFile &) = delete;

  const std::string &path() const { return path_; }

  std::string text() const {
    std::ifstream file(path_, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }

private:
  std::string path_;
};

std::string shell_quoted(const std::string &text) {
  std::string quoted = "'";
  for (const char character : text) {
    if (character == '\'') {
      quoted += "'\\''";
    } else {
      quoted += character;
    }
  }
  return quoted + "'";
}

const char status_mark[] = "workbook-gnuplot-status ";

/// Takes the last line, the shell's word on how gnuplot ended, off the text.
int take_status(std::string &text) {
  const std::size_t start = text.rfind(status_mark);
  if (start == std::string::npos) return -1;
  const int status = std::atoi(text.c_str() + start + std::strlen(status_mark));
  text.erase(start);
  return status;
}

void put(const std::string &text, char *message, size_t capacity) {
  if (message == nullptr || capacity == 0) return;
  const size_t length = text.size() < capacity - 1 ? text.size() : capacity - 1;
  std::memcpy(message, text.data(), length);
  message[length] = '\0';
}

std::mutex one_at_a_time;

}  // namespace

extern "C" int workbook_gnuplot_run(
    const char *executable, const char *script, size_t length, char *message, size_t capacity) {
  put("", message, capacity);
  try {
    const std::lock_guard<std::mutex> lock(one_at_a_time);
    const PipeSignalGuard guard;
    const ErrorFile errors;
    // The shell always ends with status 0, because the library prints a line of its own about any
    // other; how gnuplot ended stands in the file.
    const std::string command = "exec 2>" + shell_quoted(errors.path()) + " >/dev/null; " +
        shell_quoted(executable) + "; echo " + status_mark + "$? >&2";
    {
      Gnuplot gnuplot(command);
      gnuplot.write(script, static_cast<std::streamsize>(length));
      // Another thread's child may hold the pipe open, so that gnuplot never sees its end.
      gnuplot << "\nexit\n";
    }
    std::string text = errors.text();
    const int status = take_status(text);
    put(text, message, capacity);
    return status;
  } catch (const std::exception &error) {
    put(error.what(), message, capacity);
  } catch (...) {
    put("unknown C++ exception", message, capacity);
  }
  return -1;
}
