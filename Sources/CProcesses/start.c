#define _GNU_SOURCE
#include "CProcesses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/// In the child: says why it cannot begin, and ends.
static _Noreturn void give_up(int report) {
  const int error = errno;
  ssize_t written;
  do written = write(report, &error, sizeof error);
  while (written < 0 && errno == EINTR);
  _exit(127);
}

/// In the child: between fork and exec only what a signal handler may call.
static _Noreturn void become(
    const workbook_child *child, pid_t parent, int report) {
  if (child->death_signal != 0) {
    if (prctl(PR_SET_PDEATHSIG, (unsigned long)child->death_signal, 0, 0, 0) != 0) give_up(report);
    // The parent may have ended before it was asked for.
    if (getppid() != parent) _exit(127);
  }
  if (child->has_own_group && setpgid(0, 0) != 0) give_up(report);
  // Sources are moved out of the way first: they may be 0, 1 or 2 themselves.
  int sources[3];
  for (int k = 0; k < 3; k++) {
    sources[k] = child->streams[k] < 0 ? -1 : fcntl(child->streams[k], F_DUPFD_CLOEXEC, 3);
    if (child->streams[k] >= 0 && sources[k] < 0) give_up(report);
  }
  for (int k = 0; k < 3; k++) {
    if (sources[k] >= 0 && dup2(sources[k], k) < 0) give_up(report);
  }
  // Other descriptors stay here, also those of libraries that do not ask for it: a socket that a child
  // holds open never ends for whoever reads it. Kernels before 5.11 refuse, and nothing is lost by it.
  syscall(SYS_close_range, 3u, ~0u, 4u /* CLOSE_RANGE_CLOEXEC */);
  // Caught signals get their defaults by exec itself; until then no handler of ours may run here.
  struct sigaction plain = {.sa_handler = SIG_DFL};
  for (int number = 1; number < NSIG; number++) {
    struct sigaction present;
    if (sigaction(number, NULL, &present) == 0 && present.sa_handler != SIG_IGN) {
      sigaction(number, &plain, NULL);
    }
  }
  // A program that is not ours counts on being ended by these two.
  sigaction(SIGPIPE, &plain, NULL);
  sigaction(SIGXFSZ, &plain, NULL);
  // What the calling thread blocks is not the child's: threads of libraries block nearly everything, and
  // the child could be neither interrupted nor told to end.
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execvpe(child->program, child->arguments, child->environment);
  give_up(report);
}

int workbook_start(const workbook_child *child, pid_t *identifier) {
  int report[2];
  if (pipe2(report, O_CLOEXEC) != 0) return errno;
  // Where 0, 1 or 2 were free, the child's streams would fall on the report.
  for (int k = 0; k < 2; k++) {
    if (report[k] > 2) continue;
    const int moved = fcntl(report[k], F_DUPFD_CLOEXEC, 3);
    if (moved < 0) {
      const int error = errno;
      close(report[0]);
      close(report[1]);
      return error;
    }
    close(report[k]);
    report[k] = moved;
  }
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t parent = getpid();
  const pid_t started = fork();
  const int fork_error = errno;
  if (started == 0) {
    close(report[0]);
    become(child, parent, report[1]);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(report[1]);
  if (started < 0) {
    close(report[0]);
    return fork_error;
  }
  int error = 0;
  ssize_t count;
  do count = read(report[0], &error, sizeof error);
  while (count < 0 && errno == EINTR);
  close(report[0]);
  if (count <= 0) {
    *identifier = started;
    return 0;
  }
  while (waitpid(started, NULL, 0) < 0 && errno == EINTR) {
  }
  return error;
}
