#include "CMessagePassing.h"

// Defined by the package trait MPI; without it nothing here is built, and nobody calls it.
#ifdef WORKBOOK_MPI

#include <limits.h>
#include <mpi.h>
#include <stdio.h>

// Codes of our own lie below MPI's, which are not negative.
enum { THREADS_UNSUPPORTED = -1, TOO_LONG = -2 };

// The one kind of message there is.
enum { TAG = 0 };

static int fits(size_t words) { return words <= INT_MAX; }

int workbook_mpi_join(int *rank, int *count) {
  int provided = MPI_THREAD_SINGLE;
  int code = MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &provided);
  if (code != MPI_SUCCESS) return code;
  if (provided < MPI_THREAD_FUNNELED) return THREADS_UNSUPPORTED;
  // Failures come back as codes, so that the program can say in one line what happened.
  code = MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
  if (code == MPI_SUCCESS) code = MPI_Comm_rank(MPI_COMM_WORLD, rank);
  if (code == MPI_SUCCESS) code = MPI_Comm_size(MPI_COMM_WORLD, count);
  return code;
}

int workbook_mpi_is_joined(void) {
  int begun = 0, ended = 0;
  MPI_Initialized(&begun);
  MPI_Finalized(&ended);
  return begun && !ended;
}

int workbook_mpi_exchange(
    const void *sent, size_t sent_words, int to, void *received, size_t received_words, int from) {
  if (!fits(sent_words) || !fits(received_words)) return TOO_LONG;
  return MPI_Sendrecv(
      sent, (int)sent_words, MPI_UINT32_T, to < 0 ? MPI_PROC_NULL : to, TAG, received,
      (int)received_words, MPI_UINT32_T, from < 0 ? MPI_PROC_NULL : from, TAG, MPI_COMM_WORLD,
      MPI_STATUS_IGNORE);
}

int workbook_mpi_all_gather(void *buffer, const int32_t *counts, const int32_t *offsets) {
  return MPI_Allgatherv(
      MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, buffer, counts, offsets, MPI_UINT32_T, MPI_COMM_WORLD);
}

int workbook_mpi_leave(void) {
  int code = MPI_Barrier(MPI_COMM_WORLD);
  return code == MPI_SUCCESS ? MPI_Finalize() : code;
}

void workbook_mpi_abort(int status) { MPI_Abort(MPI_COMM_WORLD, status); }

void workbook_mpi_describe(int code, char *text, size_t capacity) {
  if (code == THREADS_UNSUPPORTED) {
    snprintf(text, capacity, "this MPI does not work with threads (MPI_THREAD_FUNNELED)");
  } else if (code == TOO_LONG) {
    snprintf(text, capacity, "a message of 8 GiB or more");
  } else {
    char message[MPI_MAX_ERROR_STRING];
    int length = 0;
    if (MPI_Error_string(code, message, &length) != MPI_SUCCESS) length = 0;
    snprintf(text, capacity, "%.*s", length, message);
  }
}

#endif
